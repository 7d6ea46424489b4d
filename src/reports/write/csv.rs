//! A table as UTF-8 CSV with a byte order mark, as spreadsheets of village PCs need it.

use super::Written;
use crate::domain::tidy;
use crate::reports::table::{Cell, Table, Value};
use crate::reports::words::value_words;
use std::io;

/// Tells a spreadsheet that the text is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The file: a line of headings, then the rows. Periods, notes and checks have no place in it.
pub(crate) fn write(table: &Table, written: &Written<'_>) -> io::Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new();
    let mut out = out
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    let failed = |error: csv::Error| io::Error::other(error);
    out.write_record(table.columns.iter().map(|one| harmless(&one.heading)))
        .map_err(failed)?;
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| text(cell, written));
        out.write_record(cells).map_err(failed)?;
    }
    out.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn text(cell: &Cell, written: &Written<'_>) -> String {
    match &cell.value {
        // The whole number, so that it can be added up again.
        Value::Mean { sum, over } if *over > 0 => format!("{sum}/{over}"),
        Value::Code(digits)
            if digits.len() > MOST_DIGITS && digits.chars().all(|c| c.is_ascii_digit()) =>
        {
            // A spreadsheet rounds longer numbers; a tab makes text of them.
            format!("\t{digits}")
        }
        value => harmless(&value_words(value, written.lang, written.today())),
    }
}

/// Digits that a spreadsheet keeps exactly.
const MOST_DIGITS: usize = 15;

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    let text = tidy::shown_page(text);
    let is_number = text.parse::<f64>().is_ok();
    if text.starts_with(FORMULA) && !is_number {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}
