//! The rows of a report: as a table with the selected number marked, or as a grid of shades.

use crate::reports::table::{Cell, RowState, Table as Report};
use crate::reports::words::value_words;
use crate::screens::trends::state::TrendScene;
use crate::ui::charts::heat::Heat;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Cells between two columns, and before the first.
const GAP: usize = 2;
/// Cells of a number with its shade, and of a mark, with the gap after it.
const NUMBER: u16 = 5;
const MARK: u16 = 3;

/// The table. Where not all columns fit, those around the selected one are shown beside the first.
pub(super) fn table(
    scene: TrendScene<'_>,
    table: &Report,
    (ctx, view): (&Ctx, &mut ViewState),
    frame: &mut Frame,
    area: Rect,
) {
    let state = scene.state;
    let said = |row: usize, column: usize| {
        let cell = table.cell(row, column);
        cell.map_or_else(String::new, |cell| {
            value_words(&cell.value, ctx.lang, ctx.today)
        })
    };
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|column| {
            let heading = table
                .columns
                .get(column)
                .map_or("", |one| one.heading.as_str());
            let rows = (0..table.rows.len()).map(|row| text::width(&said(row, column)) + 1);
            rows.chain([text::width(heading)]).max().unwrap_or_default()
        })
        .collect();
    let room = usize::from(area.width);
    let all = shown(&widths, state.column, room);
    // The mark of what does not fit takes a cell.
    let shown = if all.len() < widths.len() {
        shown(&widths, state.column, room.saturating_sub(1))
    } else {
        all
    };
    let columns: Vec<Column> = shown
        .iter()
        .filter_map(|column| {
            let known = table.columns.get(*column)?;
            let cells = u16::try_from(*widths.get(*column)?).unwrap_or(u16::MAX);
            // Columns that do not fit are told by a mark at the side where they are.
            let is_after_gap = *column > 1 && Some(column) == shown.get(1);
            let heading = if is_after_gap {
                format!("{}{}", ctx.symbols.previous, known.heading)
            } else {
                known.heading.clone()
            };
            let one = Column::new(heading, Width::Cells(cells), 0);
            Some(if known.is_number { one.right() } else { one })
        })
        .collect();
    let drawn = Table {
        name: "trend",
        area,
        columns: &columns,
        count: table.rows.len(),
        selected: (!table.rows.is_empty()).then_some(state.row),
        // The sentences say what is missing.
        empty: "",
    };
    let is_cut = shown.last().is_some_and(|last| last + 1 < widths.len());
    drawn.draw(ctx, view, frame, |row, place| {
        let column = shown.get(place).copied().unwrap_or_default();
        let text = said(row, column);
        let style = match table.rows.get(row).map(|row| row.state) {
            Some(RowState::Total) => ctx.theme.title,
            Some(RowState::Gap | RowState::Running) => ctx.theme.muted,
            _ => ctx.theme.text,
        };
        let is_chosen = row == state.row && column == state.column && column > 0;
        if is_chosen {
            Part::new(format!("{}{text}", ctx.symbols.pointer), style)
        } else {
            Part::new(text, style)
        }
    });
    if is_cut && area.height > 0 && !table.rows.is_empty() {
        let head = line(area, 0);
        ctx.write_right(frame.buffer_mut(), head, ctx.symbols.next, ctx.theme.muted);
    }
}

/// The columns that fit: the first, and those up to the selected one or from it on.
fn shown(widths: &[usize], selected: usize, room: usize) -> Vec<usize> {
    let Some(first) = widths.first() else {
        return Vec::new();
    };
    let fits = |from: usize| {
        let mut used = GAP + first;
        let rest = widths.iter().enumerate().skip(from);
        let fitting = rest.take_while(|(_, width)| {
            used += GAP + **width;
            used <= room
        });
        fitting.map(|(column, _)| column).collect::<Vec<_>>()
    };
    let mut from = 1;
    let mut columns = fits(from);
    while from < selected && !columns.contains(&selected) {
        from += 1;
        columns = fits(from);
    }
    columns.insert(0, 0);
    columns
}

/// The grid of marks of one child; below it the days of the selected cell are told.
pub(super) fn marks(
    scene: TrendScene<'_>,
    table: &Report,
    (ctx, view): (&Ctx, &mut ViewState),
    frame: &mut Frame,
    area: Rect,
) {
    let columns = headings(table);
    let rows = heads(table, ctx);
    let heat = Heat {
        columns: &columns,
        rows: &rows,
        width: MARK,
        most: 0.0,
        selected: (scene.state.row, scene.state.column.saturating_sub(1)),
    };
    heat.draw(ctx, view, frame, area, |row, column| {
        let cell = table.cell(row, column + 1);
        let said = cell.map(|cell| value_words(&cell.value, ctx.lang, ctx.today));
        (said.unwrap_or_default(), None)
    });
    let notes = table
        .notes
        .iter()
        .flat_map(|note| text::wrap(note, usize::from(area.width.saturating_sub(2))));
    let under = below(
        area,
        u16::try_from(table.rows.len() + 2).unwrap_or(u16::MAX),
    );
    for (nth, note) in notes.enumerate() {
        let at = line(under, u16::try_from(nth).unwrap_or(u16::MAX));
        ctx.write(frame.buffer_mut(), at, &format!(" {note}"), ctx.theme.muted);
    }
}

/// The headings of all columns but the first.
fn headings(table: &Report) -> Vec<String> {
    let columns = table.columns.iter().skip(1);
    columns.map(|column| column.heading.clone()).collect()
}

/// The first cell of each row.
fn heads(table: &Report, ctx: &Ctx) -> Vec<String> {
    let first = table.rows.iter().filter_map(|row| row.cells.first());
    first
        .map(|cell| value_words(&cell.value, ctx.lang, ctx.today))
        .collect()
}

/// The grid of shades.
pub(super) fn heat(
    scene: TrendScene<'_>,
    (table, totals): (&Report, usize),
    (ctx, view): (&Ctx, &mut ViewState),
    frame: &mut Frame,
    area: Rect,
) {
    let last = table.columns.len().saturating_sub(totals);
    let inner = 1..last;
    let number = |cell: &Cell| cell.value.number();
    let whole = table.rows.iter().filter(|row| row.state != RowState::Total);
    let cells = whole.flat_map(|row| row.cells.get(inner.clone()).unwrap_or_default());
    let most = cells.filter_map(number).fold(0.0, f64::max);
    let columns = headings(table);
    let rows = heads(table, ctx);
    let heat = Heat {
        columns: &columns,
        rows: &rows,
        width: NUMBER,
        most,
        selected: (scene.state.row, scene.state.column.saturating_sub(1)),
    };
    heat.draw(ctx, view, frame, area, |row, column| {
        let Some(cell) = table.cell(row, column + 1) else {
            return (String::new(), None);
        };
        let is_sum = column + 1 >= last
            || table
                .rows
                .get(row)
                .is_some_and(|row| row.state == RowState::Total);
        let said = value_words(&cell.value, ctx.lang, ctx.today);
        (said, number(cell).filter(|_| !is_sum))
    });
}
