//! Text that may be longer than its place: a page as a popup, and rows in a part of the screen, which are never cut
//! without a mark.

use super::ctx::{Ctx, line};
use super::text;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A page and how far it is scrolled.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Title.
    pub title: String,
    /// Lines; one may be longer than the screen is wide.
    pub lines: Vec<String>,
    /// The line at the top.
    pub top: usize,
}

/// A text in a row: the column at which it begins, and how it looks.
pub(crate) type Piece = (u16, Style, String);
/// A row of text: its pieces from left to right.
pub(crate) type Row = Vec<Piece>;

/// The lines as rows: each is broken where `width` cells end.
pub(crate) fn broken(lines: impl IntoIterator<Item = Piece>, width: u16) -> Vec<Row> {
    let rows = lines.into_iter().flat_map(|(indent, style, said)| {
        let cells = width.saturating_sub(indent + 1) as usize;
        let parts = text::wrap(&said, cells).into_iter();
        parts.map(move |part| vec![(indent, style, part)])
    });
    rows.collect()
}

/// Draws the rows that fit. Where some are left, the last one ends with `mark`, which says how to see them.
pub(crate) fn cut(ctx: &Ctx, frame: &mut Frame, area: Rect, mut rows: Vec<Row>, mark: &str) {
    let is_cut = rows.len() > area.height as usize;
    rows.truncate(area.height as usize);
    let last = rows.last_mut().and_then(|row| row.last_mut());
    if is_cut && let Some((indent, _, last)) = last {
        let mark = ctx.symbols.words(mark);
        let cells = area.width.saturating_sub(*indent + 1) as usize;
        let kept = text::fit(last, cells.saturating_sub(text::width(&mark)), "");
        *last = format!("{kept}{mark}");
    }
    put(ctx, frame, area, &rows);
}

/// Draws the rows from row `top` on. Scrolling stops when the last row reaches the bottom; what is still below is told
/// in the words of `more`. Returns the last row that can stand at the top.
pub(crate) fn scrolled(
    ctx: &Ctx,
    frame: &mut Frame,
    area: Rect,
    (rows, top): (&[Row], usize),
    more: impl FnOnce(usize) -> String,
) -> usize {
    let height = area.height as usize;
    // The row that tells how many are below takes a place, unless everything fits.
    let is_long = rows.len() > height && height > 1;
    let height = height - usize::from(is_long);
    let end = rows.len().saturating_sub(height);
    let shown = rows.get(top.min(end)..).unwrap_or_default();
    put(ctx, frame, area, shown.get(..height).unwrap_or(shown));
    let below = shown.len().saturating_sub(height);
    if below > 0 && is_long {
        let more = format!("{} {}", ctx.symbols.down, more(below));
        let at = line(area, height as u16);
        ctx.write_right(frame.buffer_mut(), at, &more, ctx.theme.muted);
    }
    end
}

fn put(ctx: &Ctx, frame: &mut Frame, area: Rect, rows: &[Row]) {
    for (nth, row) in (0..area.height).zip(rows) {
        for (indent, style, said) in row {
            let place = line(area, nth);
            let inner = Rect {
                x: place.x + indent,
                width: place.width.saturating_sub(*indent),
                ..place
            };
            ctx.write(frame.buffer_mut(), inner, said, *style);
        }
    }
}
