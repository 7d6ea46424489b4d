//! Import of rosters and sign-in sheets: finding files, judging them row by row, and building the
//! command.

mod commit;
mod judge;
pub(crate) mod places;
pub(crate) mod plan;

pub(crate) use judge::Judged;

use crate::exchange::file::{self, FileError};
use crate::exchange::ics::{self, Incoming};
use crate::exchange::sheet::Book;
use std::path::Path;
use std::sync::Arc;

/// Reads a spreadsheet or list. May take longer than a frame, so it runs without the desk.
pub(crate) fn read_book(path: &Path) -> Result<Arc<Book>, FileError> {
    file::read(path).map(Arc::new)
}

/// Reads a calendar file.
pub(crate) fn read_calendar(path: &Path) -> Result<Incoming, FileError> {
    ics::read(path)
}
