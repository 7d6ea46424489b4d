//! What comes in and what goes out of [`update`](super::update::update).

use super::command::{Command, Done};
use super::day::{ChildsDay, DaySheet};
use super::importing::{ImportAnswers, ImportStep, Plan};
use super::model::HomeFacts;
use super::plan::Order;
use super::refusal::Refusal;
use crate::domain::{Attendance, ChildId, Moment, StaffId};
use crate::exchange::file::FileError;
use crate::exchange::sheet::Book;
use crate::keymap::chord::Chord;
use crate::store::{ActKind, Entry, FileChange, Known, Report, Roster};
use crate::ui::click::Click;
use crate::ui::preferences::Preferences;
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

/// Something that happened, outside or as the outcome of an effect.
#[derive(Debug)]
pub enum Message {
    /// A key.
    Key(Chord),
    /// Text pasted into the terminal, control characters and all.
    Paste(String),
    /// A code that came at the speed of a scanner and ended with Enter.
    Scan(String),
    /// A mouse button on something that can be clicked.
    Click(Click),
    /// The wheel: lines down, negative for up.
    Wheel(i32),
    /// The clock shows another minute.
    Minute(Moment),
    /// A command was done; what it changed was read again.
    Done(Box<Command>, Done, Box<Fresh>),
    /// A command was not done.
    Refused(Box<Command>, Refusal),
    /// Something that was asked for has been read.
    Loaded(Loaded),
    /// Something that was asked for could not be read.
    Failed(Refusal),
}

/// What was read again after a command; what did not change is `None`.
#[derive(Debug, Default)]
pub struct Fresh {
    /// The home, its staff and calendar.
    pub home: Option<Box<HomeFacts>>,
    /// Files.
    pub roster: Option<Box<Roster>>,
    /// What is known beside the files.
    pub known: Option<Box<Known>>,
    /// Today's register.
    pub day: Option<DaySheet>,
    /// The register of the day for which late entries are being made.
    pub late_day: Option<DaySheet>,
    /// What these registers say of the child that just came or went.
    pub stays: Vec<ChildsDay>,
    /// Forgotten sign-outs.
    pub forgotten: Option<Vec<Attendance>>,
}

/// Something that was asked for.
#[derive(Debug)]
pub enum Loaded {
    /// Everything, at the start.
    Start(Box<Fresh>),
    /// The register of a day in the past.
    LateDay(DaySheet),
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
    pub deed: ActKind,
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

/// Something for the runner to do.
#[derive(Debug, Clone)]
pub enum Effect {
    /// A command.
    Do(Command),
    /// Read something.
    Load(Load),
    /// Somebody else sits down at the desk.
    Seat(StaffId),
    /// The look was changed: keep it.
    KeepLook(Preferences),
    /// Something about an import.
    Import(ImportStep),
    /// Write a paper.
    Write(Order),
    /// Take a calendar file over.
    ReadCalendar(PathBuf),
    /// Copy all data into one file.
    Backup,
    /// Check the file.
    Verify,
    /// End the program.
    Quit,
}

/// Something to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// Everything, because a new day has begun.
    Everything,
    /// The register of a day in the past, for late entries.
    LateDay(NaiveDate),
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
