//! A table as JSON: stable English names, numbers as numbers, what is no number as a word.

use crate::reports::table::{Cell, Column, Row, RowState, Table, Value};
use serde_json::{Map, Value as Json, json};

/// The table.
pub(crate) fn json(table: &Table) -> Json {
    let rows = table.rows.iter().map(|row| line(table, row));
    json!({
        "report": table.code,
        "title": table.title,
        "period": table.period,
        "period_code": table.days.code(),
        "from": table.days.from.to_string(),
        "to": table.days.to.to_string(),
        "sentences": table.sentences,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "notes": table.notes,
        "checks": table.checks.iter().map(|one| json!({
            "check": one.words, "left": one.left, "right": one.right, "holds": one.holds(),
        })).collect::<Vec<_>>(),
    })
}

fn column(column: &Column) -> Json {
    json!({ "code": column.code, "heading": column.heading, "group": column.group })
}

fn line(table: &Table, row: &Row) -> Json {
    let mut line = Map::new();
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        line.insert(column.code.clone(), value(cell));
    }
    let state = match row.state {
        RowState::Whole => "whole",
        RowState::Running => "running",
        RowState::Gap => "gap",
        RowState::Total => "total",
    };
    line.insert("state".to_owned(), json!(state));
    Json::Object(line)
}

/// What a cell says.
pub(crate) fn value(cell: &Cell) -> Json {
    match &cell.value {
        Value::Empty => Json::Null,
        Value::Text(text) | Value::Code(text) | Value::Personal(_, text) => json!(text),
        Value::Count(count) => json!(count),
        Value::AtLeast(count) => json!({ "at_least": count }),
        Value::Mean { sum, over } => json!({ "sum": sum, "over": over }),
        Value::Share { part, of } => json!({ "part": part, "of": of }),
        Value::Day(day) => json!(day.to_string()),
        Value::Time(time) => json!(time.format("%H:%M").to_string()),
        Value::NotTaken => json!("not-taken"),
        Value::NotKnown => json!("not-known-yet"),
        Value::Closed => json!("closed"),
        Value::Ahead => json!("ahead"),
        Value::NotKnownBefore(day) => json!({ "not_known_before": day.to_string() }),
        Value::Hidden => json!("hidden"),
    }
}
