//! Draws F2: the cards, most urgent first.

use super::fit::{FIRST, Fit, below, fit, is_beside_title, is_side_by_side};
use super::state::{Item, TodayCard, TodayScene, Urgency};
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Maximum number of hidden items that a line names.
const NAMED: usize = 12;

/// One line of the screen.
enum Line<'c> {
    Gap,
    /// A title, beside it what is hidden if that has no line of its own.
    Heading(&'c TodayCard, Option<Hidden<'c>>),
    /// The hidden items of a card.
    More(Hidden<'c>),
    Item {
        place: usize,
        item: &'c Item,
        /// The detail stands on this line.
        is_whole: bool,
    },
    Detail {
        place: usize,
        detail: String,
    },
}

/// The hidden items of a card, and the place of the first.
struct Hidden<'c> {
    place: usize,
    items: &'c [Item],
}

impl Hidden<'_> {
    /// How many there are, and which; a single one says itself.
    fn words(&self, ctx: &Ctx) -> String {
        if let [only] = self.items {
            return format!("{}  {}", only.text, only.said());
        }
        let count = t!(ctx.lang, "today-more", count = self.items.len());
        let names = self.items.iter().take(NAMED);
        let names: Vec<&str> = names.map(|item| item.text.as_str()).collect();
        let dot = format!(" {} ", ctx.symbols.dot);
        format!("{count}  {}", names.join(&dot))
    }
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
    let selected = scene.state.selected;
    let fit = fit(
        &cards,
        (selected, scene.state.unfolded),
        (area.width, area.height),
    );
    let lines = lines(ctx, &cards, &fit, area.width);
    let on = |line: &Line| matches!(line, Line::Item { place, .. } if *place == selected);
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

fn lines<'c>(ctx: &Ctx, cards: &'c [TodayCard], fit: &Fit, width: u16) -> Vec<Line<'c>> {
    let mut lines = Vec::new();
    let mut first = 0;
    for (card, shown) in cards.iter().zip(&fit.shown) {
        if fit.spacing.gaps && !lines.is_empty() {
            lines.push(Line::Gap);
        }
        let rest = card.items.get(*shown..).unwrap_or_default();
        let hidden = (!rest.is_empty()).then_some(Hidden {
            place: first + shown,
            items: rest,
        });
        let (beside, below_items) = if is_beside_title(*shown, fit.spacing) {
            (hidden, None)
        } else {
            (None, hidden)
        };
        lines.push(Line::Heading(card, beside));
        for (nth, item) in card.items.iter().take(*shown).enumerate() {
            let place = first + nth;
            let is_whole = is_side_by_side(item, width, fit.spacing);
            lines.push(Line::Item {
                place,
                item,
                is_whole,
            });
            if !is_whole {
                let rest = below(item, width, ctx.symbols.ellipsis).into_iter();
                lines.extend(rest.map(|detail| Line::Detail { place, detail }));
            }
        }
        lines.extend(below_items.map(Line::More));
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
        Line::Heading(card, hidden) => {
            let (mark, style) = mark(ctx, card.urgency);
            let after = ctx.write(buf, area, &format!(" {mark} "), style);
            let rest = ctx.write(buf, after, &card.title, style);
            if let Some(hidden) = hidden {
                let words = format!("  {} ", hidden.words(ctx));
                ctx.write(buf, rest, &words, ctx.theme.muted);
                view.can_click(area, Click::Row(hidden.place));
            }
        }
        Line::More(hidden) => {
            let words = format!("     {}", hidden.words(ctx));
            ctx.write(buf, area, &words, ctx.theme.muted);
            view.can_click(area, Click::Row(hidden.place));
        }
        Line::Item {
            place,
            item,
            is_whole,
        } => {
            draw_item(ctx, frame, area, (item, *is_whole, *place == selected));
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

fn draw_item(
    ctx: &Ctx,
    frame: &mut Frame,
    area: Rect,
    (item, is_whole, is_selected): (&Item, bool, bool),
) {
    let buf = frame.buffer_mut();
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
    if !is_whole {
        ctx.write(buf, rest, &item.text, base);
        return;
    }
    // Where lines are cut, the item is kept whole before its detail, and the next step behind it.
    let rest = ctx.column(
        buf,
        rest,
        FIRST.max(text::width(&item.text) as u16),
        &item.text,
        base,
    );
    let next = ctx.symbols.words(&item.next);
    let needed = text::width(&next) as u16;
    if needed == 0 {
        ctx.write(buf, rest, &item.detail, side);
        return;
    }
    let detail = Rect {
        width: rest.width.saturating_sub(needed + 1),
        ..rest
    };
    let after = ctx.write(buf, detail, &item.detail, side);
    let used = (after.x - rest.x + 1).min(rest.width);
    let behind = Rect {
        x: rest.x + used,
        width: rest.width - used,
        ..rest
    };
    ctx.write(buf, behind, &next, side);
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
