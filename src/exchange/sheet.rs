//! Rows and cells of a file.
//!
//! A cell keeps its type in the file, because the judges need to know what the spreadsheet did to a
//! value: an identity number stored as a number has lost its last digits.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// A file: one sheet of a CSV file, or all worksheets of a workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// Name of the file, without its folder.
    pub file_name: String,
    /// The sheets in their order.
    pub sheets: Vec<Sheet>,
}

/// One worksheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Name on the tab; empty for CSV.
    pub name: String,
    /// Rows from top to bottom. Long empty stretches are omitted, so row numbers may jump.
    pub rows: Vec<Row>,
    /// Whether the spreadsheet program does not show the sheet.
    pub is_hidden: bool,
    /// Whether the workbook counts days from 1904, as old ones of the Macintosh do.
    pub from_1904: bool,
}

/// One row of a sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Row number as the spreadsheet shows it, from 1.
    pub number: u32,
    /// Cells from the first column on; cells after the last are empty.
    pub cells: Vec<Cell>,
    /// Why the cells may not be what was written.
    pub torn: Option<Torn>,
    /// Whether something stands so far to the right that it was not read.
    #[serde(default)]
    pub is_cut: bool,
}

/// A row of a file: the place of its sheet, from 0, and its number in that sheet.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct RowAt {
    /// Place of the sheet in the file.
    pub sheet: usize,
    /// Number of the row as the spreadsheet shows it.
    pub row: u32,
}

/// Why the cells of a row may not be what was written. Only text can be torn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Torn {
    /// A quotation mark has no second one, so that it is not certain where a cell ends.
    Quote,
    /// More cells than headings: a value may hold a separator, and stand in the wrong column.
    Width,
    /// Characters that the encoding of the file does not have.
    Letters,
}

/// One cell, with its type in the file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Cell {
    /// No value.
    #[default]
    Empty,
    /// Text; equal cells of a large list share it.
    Text(Arc<str>),
    /// A number. Whole numbers from 1e15 on have lost digits.
    Number(f64),
    /// A date, a time of day (the year is then before 1900), or both.
    Moment(NaiveDateTime),
    /// A logical value.
    Bool(bool),
    /// A formula without a cached value, as text with its equals sign.
    Formula(String),
    /// An error such as `#REF!`.
    Error,
}

/// A spreadsheet's number loses digits from here on.
const DIGITS_LOST: f64 = 1e15;

impl Row {
    /// A row without cells.
    pub(crate) fn numbered(number: u32) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// The cell of a column, empty if the row is shorter.
    pub(crate) fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Whether every cell is blank.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

impl Cell {
    /// Whether the cell is empty or only spaces.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(char::is_whitespace),
            Self::Number(_) | Self::Moment(_) | Self::Bool(_) | Self::Formula(_) | Self::Error => {
                false
            }
        }
    }

    /// The cell as text.
    pub(crate) fn text(&self) -> String {
        self.as_text().into_owned()
    }

    /// The cell as text, borrowed where it is text.
    pub(crate) fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Error => Cow::default(),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Formula(text) => text.into(),
            Self::Number(number) => number_text(*number).into(),
            Self::Bool(true) => "1".into(),
            Self::Bool(false) => "0".into(),
            Self::Moment(moment) => moment_text(*moment).into(),
        }
    }

    /// Whether the cell is this text.
    pub(crate) fn is_text(&self, wanted: &str) -> bool {
        matches!(self, Self::Text(text) if **text == *wanted)
    }

    /// Whether the cell is a number so long that its last digits are lost.
    pub(crate) fn has_lost_digits(&self) -> bool {
        matches!(self, Self::Number(number) if number.abs() >= DIGITS_LOST)
    }

    /// The number if it may be a spreadsheet's count of days: a number, or text of exactly five
    /// digits.
    pub(crate) fn serial(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => {
                let digits = text.trim();
                let is_count = digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit());
                digits.parse().ok().filter(|_| is_count)
            }
            Self::Empty | Self::Moment(_) | Self::Bool(_) | Self::Formula(_) | Self::Error => None,
        }
    }

    /// The day, if the spreadsheet stored the cell as a date.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Moment(moment) => Some(moment.date()).filter(|_| has_day(*moment)),
            Self::Empty
            | Self::Text(_)
            | Self::Number(_)
            | Self::Bool(_)
            | Self::Formula(_)
            | Self::Error => None,
        }
    }

    /// The time of day, if the spreadsheet stored one: a moment, or a fraction of a day.
    pub(crate) fn time(&self) -> Option<NaiveTime> {
        match self {
            Self::Moment(moment) => Some(moment.time()),
            Self::Number(part) if (0.0..1.0).contains(part) => {
                #[expect(clippy::cast_sign_loss, reason = "the range was checked")]
                let minutes = (part * 1440.0).round() as u32 % 1440;
                NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
            }
            Self::Empty
            | Self::Text(_)
            | Self::Number(_)
            | Self::Bool(_)
            | Self::Formula(_)
            | Self::Error => None,
        }
    }
}

fn has_day(moment: NaiveDateTime) -> bool {
    NaiveDate::from_ymd_opt(1900, 1, 2).is_some_and(|first| moment.date() >= first)
}

fn number_text(number: f64) -> String {
    if number.fract() == 0.0 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

fn moment_text(moment: NaiveDateTime) -> String {
    let time = moment.time();
    match (has_day(moment), time == NaiveTime::MIN) {
        (true, true) => moment.date().to_string(),
        (true, false) => moment.format("%Y-%m-%d %H:%M").to_string(),
        (false, _) => time.format("%H:%M").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_reads_as_a_person_would_say_it() {
        assert_eq!(Cell::Number(13_967_929_081.0).text(), "13967929081");
        assert_eq!(Cell::Number(1.5).text(), "1.5");
        let day = NaiveDate::from_ymd_opt(2015, 6, 1).unwrap();
        assert_eq!(Cell::Moment(day.into()).text(), "2015-06-01");
        assert_eq!(Cell::Number(f64::NAN).text(), "NaN");
    }

    #[test]
    fn a_long_number_has_lost_digits() {
        assert!(Cell::Number(341_699_201_909_218_890.0).has_lost_digits());
        assert!(!Cell::Number(13_967_929_081.0).has_lost_digits());
    }

    #[test]
    fn a_time_of_day_may_be_a_fraction() {
        assert_eq!(
            Cell::Number(0.6875).time(),
            NaiveTime::from_hms_opt(16, 30, 0)
        );
        assert_eq!(Cell::Number(45_000.0).time(), None);
    }
}
