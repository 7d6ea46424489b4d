//! Reads a path or bytes into sheets.
//!
//! The content decides the kind of file, not the name: programs of the county export text under
//! `.xls`, and people rename files.

mod compound;
mod delimited;
mod error;
mod grid;
mod html;
mod letters;
mod mend;
#[cfg(test)]
mod mend_tests;
mod package;
mod records;
mod shape;
mod text;
#[cfg(test)]
mod text_tests;
mod workbook;
mod xml_2003;

pub(super) use error::MAX_ROWS;
pub use error::{FileError, MAX_BYTES};
pub(super) use grid::MAX_COLUMNS;
pub(super) use letters::decoded;

use super::sheet::{Book, Cell, Sheet};
use std::cell::Cell as Flag;
use std::fs;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Reads a spreadsheet or CSV file in this process, without limits.
pub fn read(path: &Path) -> Result<Book, FileError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    from_bytes(bytes(path)?, &name)
}

/// Reads a file whose size is within [`MAX_BYTES`].
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(FileError::Folder);
    }
    // A device or a pipe may never end.
    if !about.is_file() {
        return Err(FileError::NoFile);
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileError::TooLarge);
    }
    Ok(bytes)
}

/// Reads the content of a file in this process. `name` is only kept for messages.
pub fn from_bytes(bytes: Vec<u8>, name: &str) -> Result<Book, FileError> {
    book(sheets_of(bytes)?, name)
}

/// The file of these sheets; one without any row is empty.
pub(super) fn book(mut sheets: Vec<Sheet>, name: &str) -> Result<Book, FileError> {
    let rows = sheets.iter_mut().flat_map(|sheet| &mut sheet.rows);
    for cell in rows.flat_map(|row| &mut row.cells) {
        // No spreadsheet holds such a number, and it cannot be kept.
        if matches!(cell, Cell::Number(number) if !number.is_finite()) {
            *cell = Cell::Error;
        }
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(FileError::Empty);
    }
    Ok(Book {
        file_name: name.to_owned(),
        sheets,
    })
}

/// Reads the sheets of a file in this process.
pub(super) fn sheets_of(bytes: Vec<u8>) -> Result<Vec<Sheet>, FileError> {
    guarded(|| sheets(bytes))
}

fn sheets(bytes: Vec<u8>) -> Result<Vec<Sheet>, FileError> {
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook::from_zip(&bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return workbook::from_compound(bytes);
    }
    text::sheets(&bytes)
}

thread_local! {
    static GUARDED: Flag<bool> = const { Flag::new(false) };
}

/// Whether this thread is inside a guarded reader. A panic hook must then stay silent: the panic is
/// caught and becomes [`FileError::Damaged`].
pub(crate) fn is_reading_guarded() -> bool {
    GUARDED.get()
}

/// Runs a reader and turns its panics, which damaged files cause in libraries, into
/// [`FileError::Damaged`].
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    let was_guarded = GUARDED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(was_guarded);
    outcome.unwrap_or_else(|_| Err(FileError::Damaged("the reader gave up".to_owned())))
}
