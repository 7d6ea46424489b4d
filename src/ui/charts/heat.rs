//! A grid of shades with a number in each cell, so that it is read without colour and without the shades.
//!
//! ```text
//!        16:00    17:00    18:00
//!  Mon    2░ 12▓ 18█  4░  ·
//! ▸Tue    3░ 11▓[19█] 3░  ·
//! ```

use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Shades of what is more than nothing.
const SHADES: u32 = 4;

/// The grid.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heat<'a> {
    /// Heading of each column; one that has no room is left out.
    pub columns: &'a [String],
    /// Heading of each row.
    pub rows: &'a [String],
    /// Least cells of each column: a number with its shade, or a mark, and the gap after it.
    pub width: u16,
    /// The largest number, which has the darkest shade.
    pub most: f64,
    /// The selected row and column.
    pub selected: (usize, usize),
}

/// A cell: its text, and its number if it has one.
pub(crate) type Shaded = (String, Option<f64>);

impl Heat<'_> {
    /// Draws the grid. Where not all columns fit, those around the selected one.
    pub(crate) fn draw(
        &self,
        ctx: &Ctx,
        view: &mut ViewState,
        frame: &mut Frame,
        area: Rect,
        cell: impl Fn(usize, usize) -> Shaded,
    ) {
        let widest = self
            .rows
            .iter()
            .map(|row| text::width(row))
            .max()
            .unwrap_or_default();
        let head = u16::try_from(widest)
            .unwrap_or(u16::MAX)
            .saturating_add(2)
            .min(area.width);
        let cells = self.cells(area.width - head);
        let shown = usize::from((area.width - head) / cells).max(1);
        let (row, column) = self.selected;
        let first = column.saturating_sub(shown / 2);
        let first = first.min(self.columns.len().saturating_sub(shown));
        self.heading(ctx, frame, line(area, 0), (head, first, shown, cells));
        for (nth, name) in self.rows.iter().enumerate() {
            let at = line(area, u16::try_from(nth + 1).unwrap_or(u16::MAX));
            if at.height == 0 {
                break;
            }
            view.can_click(at, Click::Row(nth));
            let (mark, style) = if nth == row {
                (ctx.symbols.pointer, ctx.theme.title)
            } else {
                (" ", ctx.theme.text)
            };
            ctx.write(frame.buffer_mut(), at, &format!("{mark}{name}"), style);
            for place in first..self.columns.len().min(first + shown) {
                let offset = u16::try_from(place - first)
                    .unwrap_or(u16::MAX)
                    .saturating_mul(cells);
                let room = Rect {
                    x: at.x + head + offset,
                    width: cells,
                    ..at
                };
                let is_selected = (nth, place) == (row, column);
                self.cell(ctx, frame, room, &cell(nth, place), is_selected);
            }
        }
    }

    /// Cells of a column: as many as the widest heading needs where all columns have room for it.
    fn cells(&self, room: u16) -> u16 {
        let widest = self.columns.iter().map(|name| text::width(name)).max();
        let wide = u16::try_from(widest.unwrap_or_default() + 1).unwrap_or(u16::MAX);
        let count = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let least = self.width.max(2);
        if wide.saturating_mul(count) <= room {
            wide.max(least)
        } else {
            least
        }
    }

    fn heading(
        &self,
        ctx: &Ctx,
        frame: &mut Frame,
        at: Rect,
        (head, first, shown, cells): (u16, usize, usize, u16),
    ) {
        let mut free = 0;
        let seen = self.columns.iter().enumerate().skip(first).take(shown);
        for (nth, name) in seen {
            let x = u16::try_from(nth - first)
                .unwrap_or(u16::MAX)
                .saturating_mul(cells);
            let width = u16::try_from(text::width(name)).unwrap_or(u16::MAX);
            if x < free || name.is_empty() || head + x + width > at.width {
                continue;
            }
            free = x + width + 1;
            let room = Rect {
                x: at.x + head + x,
                width: at.width - head - x,
                ..at
            };
            ctx.write(frame.buffer_mut(), room, name, ctx.theme.muted);
        }
    }

    fn cell(&self, ctx: &Ctx, frame: &mut Frame, at: Rect, cell: &Shaded, is_selected: bool) {
        let (said, number) = cell;
        let shade = self.shade(*number);
        let sign = ctx.symbols.shades.get(shade).copied().unwrap_or(" ");
        let style = if is_selected {
            ctx.theme.selected
        } else if shade == 0 {
            ctx.theme.muted
        } else {
            ctx.theme.text
        };
        let room = Rect {
            width: at.width - 1,
            ..at
        };
        let sign = if number.is_some() { sign } else { "" };
        ctx.write_right(frame.buffer_mut(), room, &format!("{said}{sign}"), style);
        if is_selected {
            let mark = Rect {
                x: at.right() - 1,
                width: 1,
                ..at
            };
            ctx.write(
                frame.buffer_mut(),
                mark,
                ctx.symbols.previous,
                ctx.theme.title,
            );
        }
    }

    /// The shade of a number: none for zero, then by quarters of the largest.
    fn shade(&self, number: Option<f64>) -> usize {
        match number {
            Some(number) if number > 0.0 && self.most > 0.0 => {
                let ends =
                    |shade: &u32| number <= self.most * f64::from(*shade) / f64::from(SHADES);
                (1..SHADES).find(ends).unwrap_or(SHADES) as usize
            }
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::picture::testing::drawn;

    fn screen(size: (u16, u16), selected: (usize, usize)) -> String {
        let columns = ["16:00", "", "17:00", "", "18:00", ""].map(str::to_owned);
        let rows = ["周一", "周二", "周三"].map(str::to_owned);
        let counts = [[0, 3, 12, 18, 4, 0], [1, 1, 6, 9, 2, 1], [0, 0, 0, 0, 0, 0]];
        drawn(size, |ctx, view, frame| {
            let heat = Heat {
                columns: &columns,
                rows: &rows,
                width: 4,
                most: 18.0,
                selected,
            };
            let area = frame.area();
            heat.draw(ctx, view, frame, area, |row, column| {
                let count = counts[row][column];
                (count.to_string(), Some(f64::from(count)))
            });
        })
    }

    #[test]
    fn each_cell_has_its_number_and_its_shade() {
        insta::assert_snapshot!("heat_40x5", screen((40, 5), (0, 3)));
        insta::assert_snapshot!("heat_18x5", screen((18, 5), (1, 5)));
    }

    #[test]
    fn no_size_is_too_small_to_draw() {
        for width in 1..20 {
            for height in 1..6 {
                screen((width, height), (2, 5));
            }
        }
    }
}
