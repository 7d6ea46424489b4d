//! Import of rosters and sign-in sheets: finding files, judging them row by row, and building the
//! command.

pub(crate) mod calendar;
mod commit;
pub(crate) mod events;
mod judge;
mod merge;
pub(crate) mod places;
pub(crate) mod plan;

pub(crate) use judge::Judged;

use crate::exchange::file::{self, FileError};
use crate::exchange::ics;
use crate::exchange::sheet::Book;
use calendar::CalendarFile;
use chrono::NaiveDate;
use std::path::Path;
use std::sync::Arc;

/// Reads a spreadsheet or list. May take longer than a frame, so it runs without the desk.
pub(crate) fn read_book(path: &Path) -> Result<Arc<Book>, FileError> {
    file::read(path).map(Arc::new)
}

/// Reads a calendar file.
pub(crate) fn read_calendar(path: &Path, today: NaiveDate) -> Result<CalendarFile, FileError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(CalendarFile {
        name: name.into_owned(),
        incoming: ics::read(path, today)?,
    })
}
