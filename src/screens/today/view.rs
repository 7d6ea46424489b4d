//! Draws F2: the cards, most urgent first.

use super::state::{TodayCard, TodayScene, Urgency};
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Width of an item's text, in cells, if the detail is on the same line.
const FIRST: u16 = 26;
/// Below this width the detail has its own line.
const SIDE_BY_SIDE: u16 = 60;

/// One line of the screen.
enum Line<'c> {
    Gap,
    Heading(&'c TodayCard),
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
    let lines = lines(&cards, area.width);
    let selected = scene.state.selected;
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

fn lines(cards: &[TodayCard], width: u16) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut place = 0;
    for card in cards {
        if !lines.is_empty() {
            lines.push(Line::Gap);
        }
        lines.push(Line::Heading(card));
        for item in &card.items {
            let (text, detail) = (item.text.as_str(), item.detail.as_str());
            let room = width.saturating_sub(FIRST + 4) as usize;
            let fits = width >= SIDE_BY_SIDE
                && text::width(text) <= FIRST as usize
                && text::width(detail) <= room;
            if fits {
                lines.push(Line::Item {
                    place,
                    text,
                    detail,
                });
            } else {
                lines.push(Line::Item {
                    place,
                    text,
                    detail: "",
                });
                let rest = text::wrap(detail, width.saturating_sub(6) as usize);
                let rest = rest.into_iter().filter(|part| !part.is_empty()).take(3);
                lines.extend(rest.map(|detail| Line::Detail { place, detail }));
            }
            place += 1;
        }
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
        Line::Heading(card) => {
            let (mark, style) = mark(ctx, card.urgency);
            let after = ctx.write(buf, area, &format!(" {mark} "), style);
            ctx.write(buf, after, &card.title, style);
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
            let side = if is_selected {
                ctx.theme.selected
            } else {
                ctx.theme.muted
            };
            buf.set_style(area, base);
            let pointer = if is_selected {
                ctx.symbols.pointer
            } else {
                " "
            };
            let rest = ctx.write(buf, area, &format!("   {pointer} "), base);
            let width = if detail.is_empty() { rest.width } else { FIRST };
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

/// Symbol of an urgency, for screens without colour.
fn mark(ctx: &Ctx, urgency: Urgency) -> (&'static str, Style) {
    match urgency {
        Urgency::Now => (ctx.symbols.alert, ctx.theme.bad),
        Urgency::Today => (ctx.symbols.late, ctx.theme.warn),
        Urgency::Know => (ctx.symbols.bullet, ctx.theme.title),
    }
}
