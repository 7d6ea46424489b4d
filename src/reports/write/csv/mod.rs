//! A table as UTF-8 CSV with a byte order mark, as spreadsheets of village PCs need it.
//!
//! A spreadsheet guesses what a cell is: it drops zeros in front, rounds long numbers, makes dates of `3/4`, and
//! calculates what looks like a formula. A tab in front makes text of digits, an apostrophe of formulas.

#[cfg(test)]
mod tests;

use super::Written;
use crate::domain::tidy;
use crate::reports::table::{Cell, Table, Value};
use crate::reports::words::value_words;
use crate::t;
use chrono::NaiveTime;
use std::io;

/// Tells a spreadsheet that the text is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// Digits that a spreadsheet shows as they are.
const MOST_DIGITS: usize = 11;
/// Beginnings of the English names of months.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The file: a line of headings, then the rows. Periods, notes and checks have no place in it.
pub(crate) fn write(table: &Table, written: &Written<'_>) -> io::Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new();
    let mut out = out
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    let failed = |error: csv::Error| io::Error::other(error);
    out.write_record(table.columns.iter().map(|one| text(&one.full_heading())))
        .map_err(failed)?;
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| words(cell, written));
        out.write_record(cells).map_err(failed)?;
    }
    out.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn words(cell: &Cell, written: &Written<'_>) -> String {
    match &cell.value {
        Value::Share { part, of } => {
            let (part, of) = (part.to_string(), of.to_string());
            t!(written.lang, "report-share", part = part, of = of)
        }
        Value::Code(code) => self::code(code),
        Value::Text(words) | Value::Personal(_, words) => text(words),
        value => value_words(value, written.lang, written.today()),
    }
}

/// Digits that are no number, and what begins with them.
fn code(code: &str) -> String {
    if code.starts_with(|one: char| one.is_ascii_digit()) {
        format!("\t{}", tidy::shown_page(code))
    } else {
        harmless(code)
    }
}

/// A text that stays one.
fn text(words: &str) -> String {
    if is_guessed(words) {
        format!("\t{}", tidy::shown_page(words))
    } else {
        harmless(words)
    }
}

/// A text that no spreadsheet takes for a formula. A space in front does not stop all of them.
fn harmless(text: &str) -> String {
    let text = tidy::shown_page(text);
    let begin = text.trim_start_matches(' ');
    if begin.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

/// Whether a spreadsheet makes another value of a text: a date, a fraction, a number without its zeros. A time stays one.
fn is_guessed(text: &str) -> bool {
    let text = text.trim();
    let is_number = text.chars().all(|one| one.is_ascii_digit());
    if is_number {
        return text.len() > MOST_DIGITS || (text.len() > 1 && text.starts_with('0'));
    }
    let is_time = NaiveTime::parse_from_str(text, "%H:%M").is_ok();
    if is_time || !text.starts_with(char::is_alphanumeric) {
        return false;
    }
    let mut words = text.split(|one: char| !one.is_alphanumeric());
    text.contains(|one: char| one.is_ascii_digit()) && words.all(is_of_date)
}

/// Whether digits, marks of a date or the name of a month are all that stands in a word.
fn is_of_date(word: &str) -> bool {
    let is_mark = |one: char| one.is_ascii_digit() || "\u{5E74}\u{6708}\u{65E5}eE".contains(one);
    let begin: String = word.chars().take(3).collect::<String>().to_lowercase();
    word.chars().all(is_mark) || MONTHS.contains(&begin.as_str())
}
