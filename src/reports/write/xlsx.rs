//! Tables as a spreadsheet: a sheet each, with a chart where the screen draws bars or shades.

use super::Written;
use crate::exchange::xlsx::{self, Bars, Cell as Sheet, Chart, Group, Shades};
use crate::reports::table::{Cell, Column, Picture, Row, RowState, Table, Value};
use crate::reports::words::value_words;
use crate::t;
use std::io;

/// The widest column of numbers, in characters.
const WIDEST: u32 = 16;

/// The file.
pub(crate) fn write(tables: &[Table], written: &Written<'_>) -> io::Result<Vec<u8>> {
    let mut names: Vec<String> = Vec::new();
    let sheets: Vec<xlsx::Table> = tables
        .iter()
        .map(|table| {
            let mut name = table.title.clone();
            // Two sheets of one name are no file.
            while names.contains(&name) {
                name = format!("{} {}", table.title, names.len() + 1);
            }
            names.push(name.clone());
            sheet(table, name, written)
        })
        .collect();
    xlsx::write(&sheets, written.made)
}

fn sheet(table: &Table, name: String, written: &Written<'_>) -> xlsx::Table {
    let mut head = vec![
        format!("{} {}", written.home, table.title),
        table.period.clone(),
    ];
    head.extend(table.sentences.iter().cloned());
    if table.rows.is_empty() {
        head.push(t!(written.lang, "report-no-rows"));
    }
    let mut foot = table.notes.clone();
    foot.extend(super::check_lines(table, written.lang));
    foot.extend(written.lines());
    let total = |(nth, row): (usize, &Row)| (row.state == RowState::Total).then_some(nth);
    let rows = table.rows.iter();
    xlsx::Table {
        name,
        head,
        foot,
        chart: chart(table, written),
        shades: shades(table),
        columns: (0..)
            .zip(&table.columns)
            .map(|(place, one)| (one.heading.clone(), width(table, (place, one), written)))
            .collect(),
        groups: groups(table),
        naming: naming(table),
        totals: rows.clone().enumerate().filter_map(total).collect(),
        rows: rows
            .map(|row| row.cells.iter().map(|one| cell(one, written)).collect())
            .collect(),
    }
}

/// The width of a column: one of numbers also holds the words that stand where there is none, so that no row is higher.
fn width(table: &Table, (place, column): (usize, &Column), written: &Written<'_>) -> u32 {
    if !column.is_number {
        return column.width;
    }
    let cells = table.rows.iter().filter_map(|row| row.cells.get(place));
    let words = cells.map(|cell| value_words(&cell.value, written.lang, written.today()));
    let longest = words.map(|words| xlsx::width_for(&words)).max();
    column.width.max(longest.unwrap_or_default().min(WIDEST))
}

fn groups(table: &Table) -> Vec<Group> {
    let groups = table.groups().into_iter().filter_map(|(name, (from, to))| {
        Some(Group {
            name: name?.to_owned(),
            columns: (u16::try_from(from).ok()?, u16::try_from(to).ok()?),
        })
    });
    groups.collect()
}

/// Columns that name the row: the first, or all up to the name of a child if only its numbers stand before it.
fn naming(table: &Table) -> u16 {
    let is_number = |code: &&str| matches!(*code, "row" | "file_no");
    let mut codes = table.columns.iter().map(|one| one.code.as_str());
    let numbers = codes.clone().take_while(is_number).count();
    let count = if codes.nth(numbers) == Some("name") {
        numbers + 1
    } else {
        1
    };
    u16::try_from(count).unwrap_or(1)
}

/// The columns from the second to the last but the sums.
fn inner(table: &Table, totals: usize) -> Option<(u16, u16)> {
    let last = table.columns.len().checked_sub(totals + 1)?;
    let last = u16::try_from(last).ok()?;
    (last > 0).then_some((1, last))
}

fn shades(table: &Table) -> Option<Shades> {
    let Picture::Heat { totals } = table.picture else {
        return None;
    };
    let is_sum = |row: &Row| row.state == RowState::Total;
    let last = table.rows.iter().rposition(|row| !is_sum(row))?;
    Some(Shades {
        rows: (0, u32::try_from(last).ok()?),
        columns: inner(table, totals)?,
    })
}

fn chart(table: &Table, written: &Written<'_>) -> Option<Chart> {
    let heading = |place: usize| table.columns.get(place).map(|one| one.heading.clone());
    let of = |title: String, axes: (String, String), bars: Bars| {
        let title = format!("{title} · {}", table.period);
        Some(Chart { title, axes, bars })
    };
    let title = table.title.clone();
    match table.picture {
        Picture::Bars { column, beside } => {
            let axes = (heading(0)?, heading(column)?);
            let columns: Vec<usize> = std::iter::once(column).chain(beside).collect();
            let is_drawn = |row: &Row| {
                matches!(row.state, RowState::Whole | RowState::Running)
                    && columns.iter().any(|column| has_number(row, *column))
            };
            of(title, axes, down(table, &columns, 0, &is_drawn)?)
        }
        Picture::Heat { totals } => {
            let row = table
                .rows
                .iter()
                .position(|row| row.state == RowState::Total)?;
            let axes = (
                t!(written.lang, "trend-from"),
                t!(written.lang, "trend-visits"),
            );
            let row = u32::try_from(row).ok()?;
            let columns = inner(table, totals)?;
            of(title, axes, Bars::Across { row, columns })
        }
        Picture::None if !table.charted.is_empty() => {
            // Each block divides the same children anew; the first row names it.
            let block = table.rows.first().filter(|row| row.state == RowState::Gap);
            let name = block.and_then(|row| row.cells.first()).map(|cell| {
                let name = value_words(&cell.value, written.lang, written.today());
                format!("{title} · {name}")
            })?;
            let axes = (heading(0)?, t!(written.lang, "trend-children"));
            let is_drawn = |row: &Row| row.state == RowState::Whole;
            of(name, axes, down(table, &table.charted, 1, &is_drawn)?)
        }
        Picture::None | Picture::Marks => None,
    }
}

fn has_number(row: &Row, column: usize) -> bool {
    let cell = row.cells.get(column);
    cell.is_some_and(|cell| cell.value.number().is_some())
}

/// Bars for some rows; `None` if there are none. With `from` other than zero, only of the rows from there to the
/// first that is not drawn.
fn down(
    table: &Table,
    columns: &[usize],
    from: usize,
    is_drawn: &dyn Fn(&Row) -> bool,
) -> Option<Bars> {
    let rows = table.rows.iter().enumerate().skip(from);
    let is_kept = |(_, row): &(usize, &Row)| is_drawn(row);
    let kept: Vec<(usize, &Row)> = if from > 0 {
        rows.take_while(is_kept).collect()
    } else {
        rows.filter(is_kept).collect()
    };
    let rows: Vec<u32> = kept
        .iter()
        .filter_map(|(nth, _)| u32::try_from(*nth).ok())
        .collect();
    let columns = columns.iter().filter_map(|one| u16::try_from(*one).ok());
    let columns = columns.collect();
    (!rows.is_empty()).then_some(Bars::Down { columns, rows })
}

fn cell(cell: &Cell, written: &Written<'_>) -> Sheet {
    match &cell.value {
        Value::Count(count) => Sheet::Count(u32::try_from(*count).ok()),
        Value::Mean { .. } => Sheet::Decimal(cell.value.number()),
        Value::Day(day) => Sheet::Day(Some(*day)),
        Value::Time(time) => Sheet::Time(Some(*time)),
        Value::AtLeast(count) => u32::try_from(*count).map_or(Sheet::Count(None), Sheet::AtLeast),
        Value::Code(text) => Sheet::Code(text.clone()),
        // Who edits such a cell must not get a date.
        Value::Share { part, of } => Sheet::Aside(format!("{part}/{of}")),
        Value::Text(text) | Value::Personal(_, text) => Sheet::Text(text.clone()),
        Value::NotTaken
        | Value::NotKnown
        | Value::Closed
        | Value::Ahead
        | Value::NotKnownBefore(_)
        | Value::Hidden
        | Value::Empty => Sheet::Aside(value_words(&cell.value, written.lang, written.today())),
    }
}
