//! Draws F2: the cards, most urgent first.

use super::fit::{FIRST, Fit, below, fit, is_side_by_side};
use super::state::{TodayCard, TodayScene, Urgency};
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// One line of the screen.
enum Line<'c> {
    Gap,
    /// A title, beside it the place and the number of hidden items if they have no line of their own.
    Heading(&'c TodayCard, Option<(usize, usize)>),
    /// The hidden items of a card.
    More {
        place: usize,
        count: usize,
    },
    Item {
        place: usize,
        text: &'c str,
        detail: &'c str,
    },
    Detail {
        place: usize,
        detail: String,
    },
}

/// Draws the screen.
pub(crate) fn view(
    scene: TodayScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let cards = scene.cards();
    let fit = fit(&cards, scene.state.opened, (area.width, area.height));
    let lines = lines(&cards, &fit, area.width);
    let selected = scene.state.selected;
    let selected = fit
        .hidden(&cards, selected)
        .map_or(selected, |(_, more)| more);
    let on = |line: &Line| match line {
        Line::Item { place, .. }
        | Line::More { place, .. }
        | Line::Heading(_, Some((place, _))) => *place == selected,
        Line::Gap | Line::Heading(_, None) | Line::Detail { .. } => false,
    };
    let at = lines.iter().position(on).unwrap_or_default();
    // Selecting the first item scrolls to the heading above it.
    let at = if selected == 0 { 0 } else { at };
    let height = area.height as usize;
    let offset = view.scroll("today", at, lines.len(), height);
    for (row, content) in lines.iter().skip(offset).take(height).enumerate() {
        draw(
            ctx,
            view,
            frame,
            line(area, row as u16),
            (content, selected),
        );
    }
}

fn lines<'c>(cards: &'c [TodayCard], fit: &Fit, width: u16) -> Vec<Line<'c>> {
    let mut lines = Vec::new();
    let mut first = 0;
    for (card, shown) in cards.iter().zip(&fit.shown) {
        if fit.spacing.gaps && !lines.is_empty() {
            lines.push(Line::Gap);
        }
        let (place, count) = (first + shown, card.items.len().saturating_sub(*shown));
        let beside = fit.spacing.more_beside_title && count > 0;
        lines.push(Line::Heading(card, beside.then_some((place, count))));
        for (nth, item) in card.items.iter().take(*shown).enumerate() {
            let place = first + nth;
            let text = item.text.as_str();
            let is_beside = is_side_by_side(item, width, fit.spacing);
            let detail = if is_beside { item.detail.as_str() } else { "" };
            lines.push(Line::Item {
                place,
                text,
                detail,
            });
            if !is_beside {
                let rest = below(item, width).into_iter();
                lines.extend(rest.map(|detail| Line::Detail { place, detail }));
            }
        }
        if count > 0 && !beside {
            lines.push(Line::More { place, count });
        }
        first += card.items.len();
    }
    lines
}

fn draw(
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
    (content, selected): (&Line<'_>, usize),
) {
    let buf = frame.buffer_mut();
    match content {
        Line::Gap => {}
        Line::Heading(card, more) => {
            let (mark, style) = mark(ctx, card.urgency);
            let after = ctx.write(buf, area, &format!(" {mark} "), style);
            let rest = ctx.write(buf, after, &card.title, style);
            if let Some((place, count)) = *more {
                let words = t!(ctx.lang, "today-more", count = count);
                let words = format!("  {words} ");
                ctx.write(buf, rest, &words, side(ctx, place == selected));
                view.can_click(area, Click::Row(place));
            }
        }
        Line::More { place, count } => {
            let is_selected = *place == selected;
            let style = side(ctx, is_selected);
            let pointer = if is_selected {
                ctx.symbols.pointer
            } else {
                " "
            };
            let count = *count;
            let words = t!(ctx.lang, "today-more", count = count);
            buf.set_style(area, style);
            ctx.write(buf, area, &format!("   {pointer} {words}"), style);
            view.can_click(area, Click::Row(*place));
        }
        Line::Item {
            place,
            text,
            detail,
        } => {
            let is_selected = *place == selected;
            let base = if is_selected {
                ctx.theme.selected
            } else {
                ctx.theme.text
            };
            let side = side(ctx, is_selected);
            buf.set_style(area, base);
            let pointer = if is_selected {
                ctx.symbols.pointer
            } else {
                " "
            };
            let rest = ctx.write(buf, area, &format!("   {pointer} "), base);
            // Where lines are cut, the item is kept whole before its detail.
            let needed = FIRST.max(text::width(text) as u16);
            let width = if detail.is_empty() {
                rest.width
            } else {
                needed
            };
            let rest = ctx.column(buf, rest, width, text, base);
            ctx.write(buf, rest, detail, side);
            view.can_click(area, Click::Row(*place));
        }
        Line::Detail { place, detail } => {
            let rest = Rect {
                x: area.x + 5,
                width: area.width.saturating_sub(5),
                ..area
            };
            ctx.write(buf, rest, detail, ctx.theme.muted);
            view.can_click(area, Click::Row(*place));
        }
    }
}

/// Style of what stands beside or below the items.
const fn side(ctx: &Ctx, is_selected: bool) -> Style {
    if is_selected {
        ctx.theme.selected
    } else {
        ctx.theme.muted
    }
}

/// Symbol of an urgency, for screens without colour.
fn mark(ctx: &Ctx, urgency: Urgency) -> (&'static str, Style) {
    match urgency {
        Urgency::Now => (ctx.symbols.alert, ctx.theme.bad),
        Urgency::Today => (ctx.symbols.late, ctx.theme.warn),
        Urgency::Know => (ctx.symbols.bullet, ctx.theme.title),
    }
}
