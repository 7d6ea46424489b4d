//! What the screens can load, and the results.

use super::backup::GivenUp;
use super::backup::make::Made;
use super::backup::restore::Restored;
use super::doctor::checkup::Checkup;
use super::import::calendar::{CalendarFile, CalendarPlan};
use super::import::kept::Waiting;
use super::import::plan::{ImportAnswers, Plan};
use crate::desk::command::Command;
use crate::desk::locks::{Known, LocksNow};
use crate::desk::long_work::Doing;
use crate::desk::merge::MergePlan;
use crate::desk::read::back::BackPeriod;
use crate::desk::read::flags::PastDay;
use crate::desk::read::looked::{LookedAsk, LookedPage};
use crate::desk::refusal::Refusal;
use crate::desk::roll_ticks::RollTicks;
use crate::desk::step_about::StepAbout;
use crate::domain::KnownAs;
use crate::domain::rules::PastMatter;
use crate::domain::{Attendance, ChildId, Moment, StaffId};
use crate::exchange::file::FileError;
use crate::exchange::own_headings::ColumnUse;
use crate::exchange::sheet::Book;
use crate::house::day_sheet::DaySheet;
use crate::house::fresh::Fresh;
use crate::house::privacy::opened::Opened;
use crate::house::privacy::retention::MayGo;
use crate::house::safety::Safety;
use crate::i18n::Lang;
use crate::store::{Entry, FileChange, Report, WhyReadOnly};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

/// A request to load data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// Who can open the lock.
    People,
    /// The register of a past day, for late entries; `None` for today again.
    LateDay(Option<NaiveDate>),
    /// The past of one child.
    Past(ChildId),
    /// The matters of a child that were over by a day.
    MattersBefore(ChildId, NaiveDate),
    /// What putting the second file into the first would do.
    Merge(ChildId, ChildId),
    /// The register of today, for the roll call.
    RollCall,
    /// The newest entries of the journal.
    Journal,
    /// Who saw what, in words of this language.
    Looked(LookedAsk, Lang),
    /// The home as it was on the evening of an earlier day.
    PastDay(NaiveDate, KnownAs),
    /// After how many steps of a period children came back, in words of this language.
    CameBack(BackPeriod, Lang),
    /// Drives of which one can be the second place.
    Sticks,
    /// Spreadsheets in the usual places.
    Files,
    /// Spreadsheets in the usual places that can be filled.
    Forms,
    /// Calendar files in the usual places.
    Calendars,
    /// The step that undo would take back.
    LastStep,
    /// What was kept long enough.
    MayGo,
}

/// A result of a request or of another job.
#[derive(Debug)]
pub enum Loaded {
    /// Everything, at the start.
    Start(Box<Fresh>),
    /// News about the lock.
    Lock(LockNews),
    /// The register of a past day.
    LateDay(Option<DaySheet>),
    /// The past of one child.
    Past(ChildId, Box<Past>),
    /// The matters of a child that were over by a day, newest first.
    MattersBefore(ChildId, NaiveDate, Vec<PastMatter>),
    /// What putting one file into another would do.
    Merge(Box<MergePlan>),
    /// The step that undo would take back.
    LastStep(Option<LastStep>),
    /// What was kept long enough.
    MayGo(Box<MayGo>),
    /// Lists of which rows wait, and spreadsheets in the usual places.
    Files(Vec<Waiting>, Vec<PathBuf>),
    /// Spreadsheets in the usual places that can be filled.
    Forms(Vec<PathBuf>),
    /// Calendar files in the usual places.
    Calendars(Vec<PathBuf>),
    /// A calendar file was read, or the reading failed.
    CalendarFile(PathBuf, Result<Box<CalendarFile>, FileError>),
    /// A calendar file was judged.
    CalendarPlan(Box<CalendarPlan>),
    /// A paper was written to this file; the command keeps that.
    Written(PathBuf, Option<Box<Command>>),
    /// A spreadsheet was read, or the reading failed.
    Book(PathBuf, Result<Arc<Book>, FileError>),
    /// A spreadsheet was judged; whether its rows that wait are on disk.
    Plan(ImportAnswers, Plan, bool),
    /// Of the file of this name no row waits any more.
    NoRest(String),
    /// The register changed after the preview, so the plan is a different one; nothing was written.
    OtherPlan(ImportAnswers, Plan),
    /// The person stopped it before all rows were compared or written; nothing was written.
    Stopped(Doing),
    /// A sign-in sheet without a month.
    NeedsMonth(ImportAnswers),
    /// A spreadsheet is neither a register nor a sign-in sheet; the columns of what may be its headings.
    NoPlan(ImportAnswers, Vec<ColumnUse>),
    /// The program that wrote has ended; whether to write here is asked.
    WriterGone,
    /// This program writes now, for this member of staff.
    TakenOver(Option<StaffId>),
    /// Everything, after another program has written; what is selected stays.
    Again(Box<Fresh>),
    /// Everything, from a file that could not be read or had been taken away; why it is open for reading
    /// only, or `None`.
    Found(Box<Fresh>, Option<WhyReadOnly>),
    /// What was saved elsewhere of a file that was taken away, in words.
    Rescued(String),
    /// The register of today, for the roll call, or `None` if it cannot be read; the ticks kept on disk.
    RollCall(Option<Box<Fresh>>, RollTicks),
    /// The ticks of the roll call could not be kept on disk.
    TicksNotKept,
    /// The newest entries of the journal.
    Journal(Vec<Entry>),
    /// Who saw what.
    Looked(Box<LookedPage>),
    /// The home as it was on the evening of an earlier day.
    PastDay(PastDay),
    /// After how many steps of a period children came back, in words.
    CameBack(Vec<String>),
    /// News about the copies of the file.
    Safety(Box<SafetyNews>),
    /// The file was checked; a line for each finding.
    Verified(Report, Vec<String>),
    /// A checkup was made.
    CheckedUp(Box<Checkup>),
    /// The file for help was written here.
    HelpFile(PathBuf),
}

impl Loaded {
    /// Whether it is the home as a whole, so that whatever else is shown of it may be old.
    pub(crate) const fn is_home(&self) -> bool {
        matches!(self, Self::Start(_) | Self::Again(_) | Self::Found(..))
    }
}

/// Why the state of the copies is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookWhy {
    /// The program starts: a file that does not continue its copies is said before anything else.
    Start,
    /// The page of copies is to be shown; all copies are opened and compared.
    Page,
    /// Something may have changed.
    News,
}

/// A look at the copies.
#[derive(Debug)]
pub struct Looked {
    /// What was seen, or why nothing was.
    pub state: Result<Safety, Refusal>,
    /// Which look it was: a slow one must not undo what a later one has shown.
    pub nth: u64,
}

/// What is new about the copies of the file.
#[derive(Debug)]
pub enum SafetyNews {
    /// The file was copied; whether the user asked for it.
    BackedUp(Made, bool),
    /// The state of the copies, and why it was read.
    Copies(Looked, LookWhy),
    /// Drives of which one can be the second place.
    Sticks(Vec<PathBuf>),
    /// A stick was chosen as the second place.
    StickChosen,
    /// What restoring this copy would give up.
    GivenUp(PathBuf, GivenUp),
    /// A copy was restored; who sits at the desk now.
    Restored(Restored, Option<StaffId>),
}

impl From<SafetyNews> for Loaded {
    fn from(news: SafetyNews) -> Self {
        Self::Safety(Box::new(news))
    }
}

/// The step that undo would take back.
#[derive(Debug, Clone)]
pub struct LastStep {
    /// Its number.
    pub seq: i64,
    /// What it was about.
    pub about: StepAbout,
    /// Time of the step.
    pub at: Moment,
    /// Number of rows it changed.
    pub rows: usize,
}

/// The past of one child: attendance and changes of the file.
#[derive(Debug, Default)]
pub struct Past {
    /// Attendance, newest first.
    pub days: Vec<Attendance>,
    /// Matters that a sighting has ended, newest first.
    pub matters: Vec<PastMatter>,
    /// History of the file, newest first.
    pub history: Vec<FileChange>,
    /// Who opened the file, for whoever may see that; `None` where it is not kept.
    pub(crate) opened: Option<Opened>,
}

/// News about the lock.
#[derive(Debug)]
pub enum LockNews {
    /// Who can open it.
    People(Vec<Known>),
    /// Somebody has opened it, and sits at the desk now.
    Unlocked(Option<StaffId>),
    /// It did not open.
    StillLocked(Refusal),
    /// A director has approved the next step.
    Approved,
    /// A step about locks was done.
    Changed(LocksNow),
    /// A step about locks was refused.
    NotChanged(Refusal),
    /// The page with the recovery words was written here.
    WordsPrinted(PathBuf),
}
