//! Tables as a spreadsheet: a sheet each, with a chart where the screen draws bars.

use super::Written;
use crate::exchange::xlsx::{self, Cell as Sheet};
use crate::reports::table::{Cell, Picture, RowState, Table, Value};
use crate::reports::words::value_words;
use crate::t;
use std::io;

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
    let rows = table.rows.iter();
    let charted = rows
        .clone()
        .filter(|row| row.state != RowState::Total)
        .count();
    let chart = match table.picture {
        Picture::Bars { column, beside } => {
            let columns = std::iter::once(column).chain(beside);
            let columns = columns
                .filter_map(|column| u16::try_from(column).ok())
                .collect();
            u32::try_from(charted).ok().map(|count| (columns, count))
        }
        Picture::None | Picture::Heat { .. } | Picture::Marks => None,
    };
    xlsx::Table {
        name,
        head,
        foot,
        chart,
        columns: table
            .columns
            .iter()
            .map(|one| (one.heading.clone(), one.width))
            .collect(),
        rows: rows
            .map(|row| row.cells.iter().map(|one| cell(one, written)).collect())
            .collect(),
    }
}

fn cell(cell: &Cell, written: &Written<'_>) -> Sheet {
    match &cell.value {
        Value::Count(count) => Sheet::Count(u32::try_from(*count).ok()),
        Value::Mean { .. } => Sheet::Decimal(cell.value.number()),
        Value::Day(day) => Sheet::Day(Some(*day)),
        Value::Time(time) => Sheet::Time(Some(*time)),
        Value::Code(text) => Sheet::Code(text.clone()),
        Value::Text(text) | Value::Personal(_, text) => Sheet::Text(text.clone()),
        Value::AtLeast(_)
        | Value::Share { .. }
        | Value::NotTaken
        | Value::NotKnown
        | Value::Closed
        | Value::Ahead
        | Value::NotKnownBefore(_)
        | Value::Hidden
        | Value::Empty => Sheet::Text(value_words(&cell.value, written.lang, written.today())),
    }
}
