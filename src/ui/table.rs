//! A table for long lists; only the visible rows are built.
//!
//! ```text
//!   姓名      性别  出生日期     学校                      (heading)
//! ▸ 李小明    男    2015-06-01   王市中心小学            █
//!   单小红    女    2016-01-31   王市中心小学            │
//! ```
//! On a narrow screen the least important columns are left out. Rows are written to the buffer
//! without widgets, because each key press draws the whole list.

use super::click::Click;
use super::ctx::{Ctx, line};
use super::frame::below;
use super::text;
use super::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;

/// The width of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// A fixed number of cells.
    Cells(u16),
    /// A share of the remaining cells, with this minimum.
    Rest(u16),
}

/// Alignment of the text in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Side {
    /// For words.
    #[default]
    Left,
    /// For numbers.
    Right,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// The heading.
    pub title: String,
    /// The width.
    pub width: Width,
    /// 0: always shown. Columns with higher ranks are left out first.
    pub rank: u8,
    /// Alignment of the texts.
    side: Side,
}

impl Column {
    /// A left-aligned column.
    pub(crate) fn new(title: impl Into<String>, width: Width, rank: u8) -> Self {
        Self {
            title: title.into(),
            width,
            rank,
            side: Side::Left,
        }
    }

    /// Aligns the column to the right, for numbers.
    #[must_use]
    pub(crate) fn right(self) -> Self {
        Self {
            side: Side::Right,
            ..self
        }
    }
}

/// The content of a cell of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The style, unless the row is selected.
    pub style: Style,
    /// A name, which is cut in its middle so that it still differs from others.
    is_name: bool,
}

impl<'a> Part<'a> {
    /// A text with a style.
    pub(crate) fn new(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            is_name: false,
        }
    }

    /// A name with a style.
    pub(crate) fn name(name: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self {
            is_name: true,
            ..Self::new(name, style)
        }
    }
}

/// A table to draw.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'a> {
    /// Key of its scroll offset in the view state.
    pub name: &'static str,
    /// The area to draw in.
    pub area: Rect,
    /// The columns.
    pub columns: &'a [Column],
    /// The number of rows.
    pub count: usize,
    /// Index of the selected row.
    pub selected: Option<usize>,
    /// Text shown if there are no rows; tells what to do next.
    pub empty: &'a str,
}

/// Width of the pointer before a row, in cells.
const POINTER: u16 = 2;
/// Gap between two columns, in cells.
const GAP: u16 = 2;

impl Table<'_> {
    /// Draws the table. `part` returns the content for a row and a column, both from 0, and is
    /// called only for visible cells.
    pub(crate) fn draw<'p>(
        &self,
        ctx: &Ctx,
        state: &mut ViewState,
        frame: &mut Frame,
        part: impl Fn(usize, usize) -> Part<'p>,
    ) {
        let area = self.area.intersection(frame.area());
        if self.count == 0 {
            self.say_empty(ctx, frame, area);
            return;
        }
        let body = below(area, 1);
        let height = body.height as usize;
        let top = state.scroll(
            self.name,
            self.selected.unwrap_or_default(),
            self.count,
            height,
        );
        let is_long = self.count > height;
        let places = places(self.columns, area.width.saturating_sub(u16::from(is_long)));
        self.draw_head(ctx, frame, line(area, 0), &places);
        let seen = (top..self.count).take(height);
        for (nth, row) in seen.enumerate() {
            let at = line(body, nth as u16);
            let is_selected = self.selected == Some(row);
            state.can_click(at, Click::Row(row));
            if is_selected {
                frame.buffer_mut().set_style(at, ctx.theme.selected);
                let pointer = ctx.symbols.pointer;
                ctx.write(frame.buffer_mut(), at, pointer, ctx.theme.selected);
            }
            for place in &places {
                let mut part = part(row, place.column);
                if is_selected {
                    part.style = ctx.theme.selected;
                }
                place.write(ctx, frame, at, &part);
            }
        }
        if is_long {
            draw_bar(ctx, frame, body, (top, self.count));
        }
    }

    fn draw_head(&self, ctx: &Ctx, frame: &mut Frame, at: Rect, places: &[Place]) {
        for place in places {
            let title = self.columns.get(place.column);
            let title = title.map_or("", |column| column.title.as_str());
            place.write(ctx, frame, at, &Part::new(title, ctx.theme.muted));
        }
    }

    fn say_empty(&self, ctx: &Ctx, frame: &mut Frame, area: Rect) {
        let area = Rect {
            x: area.x + POINTER.min(area.width),
            width: area.width.saturating_sub(2 * POINTER),
            ..area
        };
        let lines = text::wrap(self.empty, area.width as usize);
        for (nth, words) in lines.iter().enumerate() {
            let at = line(area, nth as u16 + 1);
            ctx.write(frame.buffer_mut(), at, words, ctx.theme.muted);
        }
    }
}

/// The position of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    column: usize,
    start: u16,
    cells: u16,
    side: Side,
}

impl Place {
    fn write(&self, ctx: &Ctx, frame: &mut Frame, at: Rect, part: &Part<'_>) {
        let room = Rect {
            x: at.x + self.start.min(at.width),
            width: self.cells.min(at.width.saturating_sub(self.start)),
            ..at
        };
        match self.side {
            Side::Left if part.is_name => {
                let buf = frame.buffer_mut();
                ctx.name_column(buf, room, room.width, &part.text, part.style);
            }
            Side::Left => {
                ctx.write(frame.buffer_mut(), room, &part.text, part.style);
            }
            Side::Right => ctx.write_right(frame.buffer_mut(), room, &part.text, part.style),
        }
    }
}

/// The columns that fit into a width, with their positions.
fn places(columns: &[Column], width: u16) -> Vec<Place> {
    let least = |column: &Column| match column.width {
        Width::Cells(cells) | Width::Rest(cells) => cells,
    };
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    let room = width.saturating_sub(POINTER);
    let needed = |shown: &[usize]| -> u16 {
        let cells = shown.iter().filter_map(|at| columns.get(*at)).map(least);
        let gaps = GAP * (shown.len().saturating_sub(1) as u16);
        cells.fold(gaps, u16::saturating_add)
    };
    while needed(&shown) > room {
        let rank = |at: &usize| columns.get(*at).map_or(0, |column| column.rank);
        let Some(least_wanted) = (0..shown.len()).rev().max_by_key(|at| {
            let at = shown.get(*at).copied().unwrap_or_default();
            rank(&at)
        }) else {
            break;
        };
        if shown.get(least_wanted).is_none_or(|at| rank(at) == 0) {
            break;
        }
        shown.remove(least_wanted);
    }
    let is_rest = |at: &usize| matches!(columns.get(*at), Some(column) if matches!(column.width, Width::Rest(_)));
    let rests = shown.iter().filter(|at| is_rest(at)).count() as u16;
    let spare = room.saturating_sub(needed(&shown));
    let more = spare.checked_div(rests).unwrap_or_default();
    let mut start = POINTER;
    let mut places = Vec::with_capacity(shown.len());
    for column in shown {
        let Some(known) = columns.get(column) else {
            continue;
        };
        let extra = if is_rest(&column) { more } else { 0 };
        let cells = least(known) + extra;
        places.push(Place {
            column,
            start,
            cells,
            side: known.side,
        });
        start = start.saturating_add(cells + GAP);
    }
    places
}

/// Draws a scrollbar at the right.
fn draw_bar(ctx: &Ctx, frame: &mut Frame, body: Rect, (top, count): (usize, usize)) {
    let height = body.height as usize;
    if height == 0 || body.width == 0 {
        return;
    }
    let size = (height * height / count).clamp(1, height);
    let last_top = count.saturating_sub(height).max(1);
    let start = (height - size) * top / last_top;
    let column = Rect {
        x: body.right() - 1,
        width: 1,
        ..body
    };
    for row in 0..height {
        let mark = if (start..start + size).contains(&row) {
            ctx.symbols.thumb
        } else {
            ctx.symbols.track
        };
        let at = line(column, row as u16);
        ctx.write(frame.buffer_mut(), at, mark, ctx.theme.border);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::picture::testing::drawn;
    use std::cell::RefCell;

    fn columns() -> Vec<Column> {
        vec![
            Column::new("姓名", Width::Cells(10), 0),
            Column::new("性别", Width::Cells(4), 3),
            Column::new("年龄", Width::Cells(4), 1).right(),
            Column::new("学校", Width::Rest(12), 2),
        ]
    }

    fn titles(width: u16) -> Vec<String> {
        let columns = columns();
        let places = places(&columns, width);
        places
            .iter()
            .map(|place| columns[place.column].title.clone())
            .collect()
    }

    fn screen(size: (u16, u16), count: usize, selected: usize) -> String {
        let columns = columns();
        drawn(size, |ctx, state, frame| {
            let table = Table {
                name: "table",
                area: frame.area(),
                columns: &columns,
                count,
                selected: Some(selected),
                empty: "还没有儿童。按 Ctrl-N 新增，或按 Ctrl-O 导入名册。",
            };
            table.draw(ctx, state, frame, |row, column| {
                let text = match column {
                    0 => format!("欧阳小明{row}"),
                    1 => "女".to_owned(),
                    2 => row.to_string(),
                    _ => "王市中心小学".to_owned(),
                };
                Part::new(text, ctx.theme.text)
            });
        })
    }

    #[test]
    fn narrow_screens_leave_out_the_least_important_columns() {
        assert_eq!(titles(60), ["姓名", "性别", "年龄", "学校"]);
        assert_eq!(titles(34), ["姓名", "年龄", "学校"]);
        assert_eq!(titles(20), ["姓名", "年龄"]);
        assert_eq!(titles(5), ["姓名"]);
    }

    #[test]
    fn the_rest_of_the_width_goes_to_the_column_that_wants_it() {
        let last = *places(&columns(), 80).last().unwrap();
        assert_eq!(last.start + last.cells, 80);
    }

    #[test]
    fn a_long_list_at_two_sizes() {
        insta::assert_snapshot!("table_60x8", screen((60, 8), 100, 50));
        insta::assert_snapshot!("table_30x6", screen((30, 6), 3, 1));
    }

    #[test]
    fn an_empty_list_says_what_to_do() {
        let text = screen((30, 6), 0, 0);
        assert!(text.contains("Ctrl-N"), "{text}");
    }

    #[test]
    fn only_rows_that_are_seen_are_made() {
        let asked = RefCell::new(Vec::new());
        let columns = [Column::new("x", Width::Cells(4), 0)];
        drawn((20, 5), |ctx, state, frame| {
            let table = Table {
                name: "table",
                area: frame.area(),
                columns: &columns,
                count: 100_000,
                selected: Some(99_999),
                empty: "",
            };
            table.draw(ctx, state, frame, |row, _| {
                asked.borrow_mut().push(row);
                Part::new("x", ctx.theme.text)
            });
        });
        assert_eq!(asked.into_inner(), [99_996, 99_997, 99_998, 99_999]);
    }

    #[test]
    fn no_size_is_too_small_to_draw() {
        for width in 1..20 {
            for height in 1..5 {
                screen((width, height), 100, 99);
                screen((width, height), 0, 0);
            }
        }
    }
}
