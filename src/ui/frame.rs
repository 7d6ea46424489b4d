//! The frame of a popup.

use super::clear::ClearWide;
use super::ctx::Ctx;
use super::text;
use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::{Block, Widget};

/// Rows at the bottom that a popup leaves free: the toast and the keys.
const FOOT: u16 = 2;

/// Clears and frames the middle of the screen, with at most the given width and height. Returns the
/// inner area with a margin of one cell left and right.
pub(crate) fn open(ctx: &Ctx, frame: &mut Frame, title: &str, (width, height): (u16, u16)) -> Rect {
    let screen = frame.area();
    let room = Rect {
        height: screen.height.saturating_sub(FOOT),
        ..screen
    };
    let area = room.centered(Constraint::Max(width), Constraint::Max(height));
    ClearWide.render(area, frame.buffer_mut());
    let cells = area.width.saturating_sub(4) as usize;
    let title = ctx.symbols.words(title);
    let title = text::fit(&title, cells, ctx.symbols.ellipsis);
    let block = Block::bordered()
        .border_set(ctx.symbols.border)
        .border_style(ctx.theme.accent)
        .title_top(format!(" {title} "))
        .title_style(ctx.theme.title);
    let inner = block.inner(area);
    block.render(area, frame.buffer_mut());
    Rect {
        x: inner.x + 1.min(inner.width),
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

/// The area without its first rows.
pub(crate) fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// The area without its last rows.
pub(crate) fn above(area: Rect, rows: u16) -> Rect {
    Rect {
        height: area.height.saturating_sub(rows),
        ..area
    }
}
