//! What the screens ask to be read, and what comes back.

use super::import::plan::{ImportAnswers, Plan};
use crate::domain::{Attendance, ChildId, Moment};
use crate::exchange::file::FileError;
use crate::exchange::sheet::Book;
use crate::house::day_sheet::DaySheet;
use crate::house::fresh::Fresh;
use crate::store::{ActKind, Entry, FileChange, Report};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

/// Something to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// Everything, because a new day has begun.
    Everything,
    /// The register of a day in the past, for late entries.
    LateDay(Option<NaiveDate>),
    /// One file's past.
    Past(ChildId),
    /// The newest entries of the journal.
    Journal,
    /// Spreadsheets that could be imported.
    Files,
    /// Calendar files that could be taken over.
    Calendars,
    /// The step that undo would take back.
    LastStep,
}

/// Something that was asked for.
#[derive(Debug)]
pub enum Loaded {
    /// Everything, at the start.
    Start(Box<Fresh>),
    /// The register of a day in the past.
    LateDay(Option<DaySheet>),
    /// One file's past.
    Past(ChildId, Box<Past>),
    /// The step that undo would take back.
    LastStep(Option<LastStep>),
    /// Spreadsheets that could be imported.
    Files(Vec<PathBuf>),
    /// Calendar files that could be taken over.
    Calendars(Vec<PathBuf>),
    /// A calendar file could not be read.
    BadCalendar(PathBuf, FileError),
    /// A paper was written into this file.
    Written(PathBuf),
    /// A spreadsheet was read, or could not be.
    Book(PathBuf, Result<Arc<Book>, FileError>),
    /// A spreadsheet was judged.
    Plan(ImportAnswers, Plan),
    /// The register is no longer what the preview was judged against; nothing was written.
    OtherPlan(ImportAnswers, Plan),
    /// A sign-in sheet does not say of which month it is.
    NeedsMonth(Arc<Book>),
    /// A spreadsheet is neither a register nor a sign-in sheet.
    NoPlan,
    /// The newest entries of the journal.
    Journal(Vec<Entry>),
    /// All data was copied into this file.
    BackedUp(PathBuf),
    /// The file was checked.
    Verified(Report),
}

/// The step that undo would take back.
#[derive(Debug, Clone, Copy)]
pub struct LastStep {
    /// What kind.
    pub kind: ActKind,
    /// When it was done.
    pub at: Moment,
    /// How many rows it touched.
    pub rows: usize,
}

/// One file's past: its days, and every correction.
#[derive(Debug, Default)]
pub struct Past {
    /// Attendance, newest first.
    pub days: Vec<Attendance>,
    /// History of the file, newest first.
    pub history: Vec<FileChange>,
}
