//! A form as data: sheets, cells, what is filled in, what can be wrong.

use crate::exchange::file::FileError;
use chrono::NaiveDate;
use thiserror::Error;

/// A form: the visible sheets of a workbook, in order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    /// The visible sheets.
    pub sheets: Vec<FormSheet>,
}

/// A sheet of a form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FormSheet {
    /// The name on the tab.
    pub name: String,
    /// The rows the file holds, from above.
    pub rows: Vec<FormRow>,
    /// The merged areas.
    pub merges: Vec<Area>,
}

/// A row of a form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FormRow {
    /// The number of the row, from 0.
    pub row: u32,
    /// The cells the file holds, from the left.
    pub cells: Vec<FormCell>,
}

/// A cell of a form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FormCell {
    /// The number of the column, from 0.
    pub column: u32,
    /// The text or the number as written. It is empty for a blank cell.
    pub text: String,
    /// True if a formula computes the cell.
    pub is_formula: bool,
    /// The number of the style, if the cell has one.
    pub style: Option<u32>,
}

/// A rectangle of cells. All numbers count from 0, and the last row and column belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// The first row.
    pub first_row: u32,
    /// The last row.
    pub last_row: u32,
    /// The first column.
    pub first_column: u32,
    /// The last column.
    pub last_column: u32,
}

impl Area {
    /// Tells whether a cell lies in the area.
    pub(crate) fn contains(&self, row: u32, column: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row)
            && (self.first_column..=self.last_column).contains(&column)
    }
}

/// What a cell gets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FillValue {
    /// A text. An empty text leaves a blank cell.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, shown by the number format the cell already has.
    Day(NaiveDate),
}

/// A cell to fill.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FillCell {
    /// The row from 0, counted after rows were added.
    pub row: u32,
    /// The column from 0.
    pub column: u32,
    /// What the cell gets.
    pub value: FillValue,
}

/// Rows to add: `count` copies of row `like` come directly below it, and everything below moves down.
/// The copies have the styles, the height and the merged areas of the row, but no values and no formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Growth {
    /// The row to copy, from 0.
    pub like: u32,
    /// The number of copies.
    pub count: u32,
}

/// A filled form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Filled {
    /// The bytes of the file.
    pub file: Vec<u8>,
    /// The rows and columns, as asked for, of the cells that hold a formula and were left.
    pub kept_formulas: Vec<(u32, u32)>,
}

/// Why a form cannot be read or filled.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum FillError {
    /// The file is not a spreadsheet of the .xlsx kind.
    #[error("the file is not an .xlsx spreadsheet")]
    NotASheet,
    /// A password protects the file, or it is of the old .xls kind.
    #[error("the file is protected by a password or is of the old .xls kind")]
    Protected,
    /// A part of the file is too large.
    #[error("a part of the file is too large")]
    TooLarge,
    /// The file has no sheet of that name.
    #[error("the file has no sheet of that name")]
    NoSuchSheet,
    /// The file is damaged.
    #[error("the file is damaged")]
    Damaged,
    /// The rows or cells of the sheet do not say where they stand.
    #[error("the rows or cells of the sheet do not say where they stand")]
    NoReferences,
    /// New rows would move a formula that several cells share.
    #[error("new rows would move a formula that several cells share")]
    SharedFormula,
    /// A cell or a new row lies outside the sheet.
    #[error("a cell or a new row lies outside the sheet")]
    OutsideSheet,
    /// A value cannot stand in a cell: an endless number, a day before the calendar begins, or a text over 32767 letters.
    #[error("a value cannot stand in a cell")]
    BadValue,
}

impl From<FileError> for FillError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::TooLarge => Self::TooLarge,
            _ => Self::Damaged,
        }
    }
}
