//! What an import says to scripts: its rows with their outcomes as JSON.

use super::note::{Counts, Note, RowReport, note_text};
use super::own_headings::{ColumnUse, unknown};
use super::sheets::{SheetUse, taken};
use crate::i18n::Lang;

/// What a plan says besides its rows.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// Number of rows by outcome.
    pub counts: Counts,
    /// The sheets of the file.
    pub sheets: &'a [SheetUse],
    /// The columns that have a heading.
    pub columns: &'a [ColumnUse],
}

/// JSON report of an import. The keys are stable English; only the texts follow the language.
pub fn report<'a>(
    lang: Lang,
    head: Head<'_>,
    rows: impl Iterator<Item = RowReport<'a>>,
) -> serde_json::Value {
    let Head {
        counts,
        sheets,
        columns,
    } = head;
    let column = |one: &ColumnUse| {
        serde_json::json!({
            "list": one.kind.code(), "heading": one.heading, "field": one.field, "said": one.is_said,
        })
    };
    let note = |note: &Note| serde_json::json!({ "code": note.code.code(), "text": note_text(lang, note) });
    let is_several = taken(sheets) > 1;
    let rows = rows.map(|row| {
        let mut value = serde_json::json!({
            "row": row.at.row,
            "name": row.name,
            "outcome": row.outcome.code(),
            "notes": row.notes.iter().map(note).collect::<Vec<_>>(),
        });
        if is_several && let Some(sheet) = sheets.get(row.at.sheet) {
            value["sheet"] = sheet.name.clone().into();
        }
        value
    });
    let sheet =
        |sheet: &SheetUse| serde_json::json!({ "name": sheet.name, "fate": sheet.fate.code() });
    serde_json::json!({
        "added": counts.added,
        "matched": counts.matched,
        "doubtful": counts.doubtful,
        "refused": counts.refused,
        "skipped": counts.skipped,
        "columns_left_out": unknown(columns),
        "columns": columns.iter().map(column).collect::<Vec<_>>(),
        "sheets": sheets.iter().map(sheet).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}
