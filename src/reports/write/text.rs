//! A table as lines of text, for the command line.

use crate::i18n::Lang;
use crate::reports::table::{Column, Table};
use crate::reports::words::value_words;
use chrono::NaiveDate;

/// The lines: title and period, sentences, the rows separated by tabs, notes, checks.
pub(crate) fn lines(table: &Table, lang: Lang, today: NaiveDate) -> Vec<String> {
    let mut lines = vec![format!("{} · {}", table.title, table.period)];
    lines.extend(table.sentences.iter().cloned());
    let headings = table.columns.iter().map(Column::full_heading);
    let headings: Vec<String> = headings.collect();
    lines.push(headings.join("\t"));
    lines.extend(table.rows.iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .map(|cell| value_words(&cell.value, lang, today));
        cells.collect::<Vec<_>>().join("\t")
    }));
    lines.extend(table.notes.iter().cloned());
    lines.extend(super::check_lines(table, lang));
    lines
}
