//! Import of rosters and sign-in sheets: finding files, judging them row by row, and building the
//! command.

pub(crate) mod calendar;
mod commit;
pub(crate) mod events;
mod help;
#[cfg(test)]
mod help_tests;
mod judge;
pub(crate) mod kept;
mod merge;
pub(crate) mod places;
pub(crate) mod plan;

pub(crate) use judge::Judged;

use crate::exchange::aside::Reader;
use crate::exchange::file::FileError;
use crate::exchange::sheet::Book;
use calendar::CalendarFile;
use chrono::NaiveDate;
use std::path::Path;
use std::sync::Arc;

/// Reads a spreadsheet or list. May take longer than a frame, so it runs without the desk.
pub(crate) fn read_book(path: &Path, reader: &Reader) -> Result<Arc<Book>, FileError> {
    reader.book(path).map(Arc::new)
}

/// Reads a calendar file.
pub(crate) fn read_calendar(
    path: &Path,
    today: NaiveDate,
    reader: &Reader,
) -> Result<CalendarFile, FileError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(CalendarFile {
        name: name.into_owned(),
        incoming: reader.calendar(path, today)?,
    })
}
