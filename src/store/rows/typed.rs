//! Text that people typed, on its way into the file: cleaned, and refused if it is too long.
//!
//! The writer and nothing else calls this, so that no way leads around it: forms, the command line,
//! imports.

use super::kind::Kind;
use super::record::Table;
use super::value::Value;
use crate::domain::incident::{SEALED, SEALED_MAX};
use crate::domain::tidy;
use crate::store::error::StoreError;
use crate::store::journal::change::is_restricted;
use std::borrow::Cow;

/// What a column takes.
#[derive(Clone, Copy)]
enum Takes {
    /// One line of at most so many characters.
    Line(usize),
    /// Lines of at most so many characters together.
    Lines(usize),
    /// What a program wrote; it is kept as it is.
    Code,
}

fn takes(table: &Table, place: usize) -> Takes {
    let is_text = table.kinds.get(place) == Some(&Kind::Text);
    match table.columns.get(place).copied().unwrap_or_default() {
        // A key is compared with what is stored, so its use case cleans it.
        _ if !is_text || place < table.key => Takes::Code,
        "value" | "expected" | "uid" | "rule" => Takes::Code,
        "sent" if table.name == "handed_in" => Takes::Code,
        "steps" => Takes::Lines(tidy::STEPS_MAX),
        "outline" | "questions" | "materials" => Takes::Lines(tidy::NOTE_MAX),
        "name" | "label" => Takes::Line(tidy::NAME_MAX),
        "title" => Takes::Line(tidy::TITLE_MAX),
        _ => Takes::Line(tidy::NOTE_MAX),
    }
}

/// Cleans the texts of a row.
pub(in crate::store) fn clean(table: &Table, row: &mut [Value]) {
    for (place, value) in row.iter_mut().enumerate() {
        let Value::Text(text) = value else {
            continue;
        };
        let cleaned = match takes(table, place) {
            Takes::Line(_) => tidy::line(text),
            Takes::Lines(_) => Cow::Owned(tidy::lines(text)),
            Takes::Code => continue,
        };
        if cleaned.is_empty() {
            *value = Value::Null;
        } else if cleaned != *text {
            *value = Value::Text(cleaned.into_owned());
        }
    }
}

/// Refuses a text that is too long for its column.
pub(in crate::store) fn check_lengths<'v>(
    table: &Table,
    fields: impl Iterator<Item = (usize, &'v Value)>,
) -> Result<(), StoreError> {
    for (place, value) in fields {
        if let Value::Text(text) = value
            && let Takes::Line(most) | Takes::Lines(most) = takes(table, place)
        {
            let column = table.columns.get(place).copied().unwrap_or_default();
            // The words were measured before they were sealed.
            let is_sealed = is_restricted(table.name, column) && text.starts_with(SEALED);
            let most = if is_sealed { SEALED_MAX } else { most };
            check_length(column, text, most)?;
        }
    }
    Ok(())
}

/// Refuses a text that is longer than `most` characters.
pub(in crate::store) fn check_length(
    column: &'static str,
    text: &str,
    most: usize,
) -> Result<(), StoreError> {
    // Most texts are short; bytes are never fewer than characters.
    if text.len() > most && text.chars().count() > most {
        return Err(StoreError::TooLong { column, most });
    }
    Ok(())
}
