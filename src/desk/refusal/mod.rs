//! Reasons why a command was refused, and their sentences.

mod help;
pub(super) mod text;

pub use help::HelpRefusal;
pub(crate) use text::file_error;

use crate::desk::locks::LocksError;
use crate::desk::rights::{Locks, Right};
use crate::domain::{ChildId, Moment, Status};
use crate::store::{ActKind, StoreError, Stranger, WhyReadOnly};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// A refused command. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The home has not been set up.
    #[error("no home yet")]
    NoHome,
    /// The home's file is gone, but there are copies of it.
    #[error("the home's file is gone")]
    FileLost {
        /// The newest copy.
        copy: PathBuf,
    },
    /// What is at the path of the home's file is no file of a home.
    #[error("no file of a home")]
    NotAHome {
        /// Path of the file.
        path: PathBuf,
        /// What it is.
        what: Stranger,
        /// The newest copy, if there is one.
        copy: Option<PathBuf>,
    },
    /// The home's file has faults, so no copy of it is made that somebody would rely on.
    #[error("the file has {faults} faults")]
    FaultsInFile {
        /// Their number.
        faults: usize,
    },
    /// Somebody was not admitted, or locks were not changed.
    #[error(transparent)]
    Locks(#[from] LocksError),
    /// The home has been set up already.
    #[error("the home is set up already")]
    AlreadySetUp,
    /// No child has this name or number.
    #[error("no such child")]
    UnknownChild {
        /// The text searched for.
        asked: String,
    },
    /// Several children could be meant.
    #[error("several children could be meant")]
    AmbiguousChild {
        /// The text searched for.
        asked: String,
        /// File number and name of each.
        children: Vec<(String, String)>,
    },
    /// The child is in the house already.
    #[error("already in")]
    AlreadyIn {
        /// Name of the child.
        name: String,
        /// Time of arrival; `None` if not recorded.
        since: Option<Moment>,
    },
    /// The child was signed in on an earlier day and not signed out.
    #[error("in since an earlier day")]
    InSinceBefore {
        /// Name of the child.
        name: String,
        /// Day of the stay.
        day: NaiveDate,
        /// Time of arrival; `None` if not recorded.
        since: Option<Moment>,
    },
    /// The child is not in the house.
    #[error("not in")]
    NotIn {
        /// Name of the child.
        name: String,
    },
    /// The stay to be settled has been signed out meanwhile.
    #[error("signed out already")]
    SignedOutAlready {
        /// Name of the child.
        name: String,
        /// Time of the recorded sign-out.
        at: Moment,
    },
    /// The child is not on the register at present.
    #[error("not on the register")]
    NotEnrolled {
        /// The child concerned.
        child: ChildId,
        /// Name of the child.
        name: String,
        /// Status in the file.
        status: Status,
    },
    /// A time that has not come yet.
    #[error("a time in the future")]
    Future,
    /// A time before that at which it was found.
    #[error("before it was found")]
    BeforeFound,
    /// A step about help says what is not so.
    #[error(transparent)]
    Help(#[from] HelpRefusal),
    /// The problem is settled already.
    #[error("the problem is settled")]
    ProblemSettled,
    /// A report of the incident is in the file already.
    #[error("reported already")]
    ReportedAlready,
    /// The time of leaving is before the time of coming.
    #[error("out before in")]
    OutBeforeIn,
    /// An absence cannot be written over a day on which the child was there.
    #[error("the child was there")]
    WasThere {
        /// Name of the child.
        name: String,
    },
    /// The day cannot be closed while children are in the house.
    #[error("children are still in the house")]
    StillInside {
        /// Names of the children.
        names: Vec<String>,
    },
    /// The person may not collect this child: a director must allow it, with a note (rule S8).
    #[error("a director and a note are needed")]
    NeedsDirector,
    /// The person must not collect this child, or not be contacted: as [`Refusal::NeedsDirector`] (rule S8).
    #[error("barred from collecting")]
    Barred {
        /// Name of the person.
        name: String,
    },
    /// The card belongs to another child.
    #[error("the card is taken")]
    CardTaken {
        /// Name of the child with this card.
        name: String,
    },
    /// The file number is in use.
    #[error("the file number is taken")]
    FileNoTaken {
        /// The file number.
        file_no: String,
        /// Name of the child with this number.
        name: String,
    },
    /// Another file has the same identity number.
    #[error("the identity number is taken")]
    IdNoTaken {
        /// Name of the child with this number.
        name: String,
    },
    /// The saved layouts cannot be read, so they are not written over.
    #[error("unreadable layouts")]
    LayoutsUnreadable,
    /// Rows of lists that wait may name the child whose data is to be erased, and cannot be taken out.
    #[error("rows that wait stay")]
    StaysInLists,
    /// What was remembered of headings cannot be read, so it is not written over.
    #[error("unreadable headings")]
    HeadingsUnreadable,
    /// A heading names a child, so the row is none of headings.
    #[error("a child's name in a heading")]
    NameInHeading {
        /// The child's name.
        name: String,
    },
    /// A column of this heading cannot be what was said.
    #[error("a column cannot be that")]
    ColumnCannotBe {
        /// The heading.
        heading: String,
    },
    /// No layout of a report has this name; it may have been removed.
    #[error("no such layout")]
    UnknownLayout {
        /// The name.
        name: String,
    },
    /// No time zone has this name.
    #[error("no such time zone")]
    UnknownZone {
        /// What was typed.
        name: String,
    },
    /// The time is before the child was born, or before the home's register begins.
    #[error("too early")]
    TooEarly {
        /// The first possible day.
        first: NaiveDate,
    },
    /// None of the days is one on which the home is open.
    #[error("no open day")]
    NoOpenDay,
    /// A required field is empty.
    #[error("a field is missing")]
    Missing {
        /// Name of the field.
        field: &'static str,
    },
    /// A number of the rules is outside of what is allowed.
    #[error("a number of the rules is out of range")]
    RuleNumber,
    /// The alert is too long for the door.
    #[error("the alert is too long")]
    AlertTooLong,
    /// The health alerts of two files to be merged are too long for one file.
    #[error("both alerts are too long for one file")]
    AlertsTooLong,
    /// Only a director may do this.
    #[error("only a director may do this")]
    DirectorOnly,
    /// Whoever is at the desk has not this right.
    #[error("whoever is at the desk may not do this")]
    NotAllowed {
        /// The right that is needed.
        right: Right,
        /// Which roles have it depends on this.
        locks: Locks,
    },
    /// A director has to approve it with the secret.
    #[error("a director has to approve this")]
    NeedsApproval,
    /// A file names children, and nobody said whether it gets a password.
    #[error("needs a password or a word that it may be plain")]
    NeedsCover,
    /// A file names children and can have no password.
    #[error("a file of this kind has no password")]
    CannotBeLocked,
    /// The child still comes; only the file of one who has left can be erased.
    #[error("the child still comes")]
    StillHere {
        /// Name of the child.
        name: String,
    },
    /// The register of a day is to be deleted whose clock has not run out.
    #[error("it is kept still")]
    KeptStill {
        /// The day before which the register may go.
        before: NaiveDate,
    },
    /// A file cannot go into itself.
    #[error("both are the same file")]
    SameFile,
    /// What people typed in a file was erased, so it is merged with nothing.
    #[error("one of the files was erased")]
    ErasedFile,
    /// One of two files changed after the preview; nothing was merged.
    #[error("the files changed after the preview")]
    FilesChanged,
    /// Other days were agreed since.
    #[error("the days changed")]
    DaysChanged {
        /// Name of the child.
        name: String,
    },
    /// The file is no longer what was shown.
    #[error("the file changed")]
    FileChanged {
        /// Name of the child.
        name: String,
    },
    /// A record that was to be corrected is no longer what the form was opened with.
    #[error("the record changed")]
    RecordChanged,
    /// The copy that was to be restored is of another home.
    #[error("the copy is of another home")]
    CopyOfOtherHome,
    /// The file that was to be restored is no copy, or so damaged that it cannot be read.
    #[error("the copy cannot be read")]
    UnreadableCopy,
    /// The file that was to be restored is the one in use.
    #[error("the file in use is no copy")]
    CopyIsTheFile,
    /// There is no file of this name to be restored.
    #[error("no such copy")]
    NoSuchCopy,
    /// A copy that was to be restored has faults, or is none.
    #[error("the copy has {faults} faults")]
    FaultyCopy {
        /// Their number.
        faults: usize,
    },
    /// A matter cannot be put off, or explained, for so long.
    #[error("later than {last}")]
    UntilIsTooLate {
        /// The last day that is possible.
        last: NaiveDate,
    },
    /// The child was seen on that day or later anyway.
    #[error("the child was seen since")]
    SeenSince,
    /// Somebody is in danger: the matter cannot be put off.
    #[error("the matter cannot wait")]
    CannotWait,
    /// What is written as the reason says nothing: a sign, or a single letter.
    #[error("no reason")]
    NotAReason,
    /// The day until which a flag is put off has passed.
    #[error("a day in the past")]
    UntilIsPast,
    /// The reason does not close a flag of this rule.
    #[error("the reason does not fit the rule")]
    ReasonDoesNotFit,
    /// The time of the end is not after the start.
    #[error("ends before it starts")]
    EndsBeforeStarts,
    /// The last day lies before the first.
    #[error("the last day is before the first")]
    LastBeforeFirst,
    /// The activity does not exist.
    #[error("no such activity")]
    UnknownActivity,
    /// A held activity cannot be moved, called off or planned anew.
    #[error("held already")]
    HeldAlready {
        /// Day of the held activity.
        day: NaiveDate,
    },
    /// Only an activity of today can begin.
    #[error("not today")]
    NotToday {
        /// Day of the activity.
        day: NaiveDate,
    },
    /// Nobody for whom an activity is meant is in the house.
    #[error("nobody is in the house for it")]
    NobodyInside,
    /// The plan changed after the preview; nothing was imported.
    #[error("the plan changed after the preview")]
    PlanChanged,
    /// Children can take part only in a held activity.
    #[error("not held yet")]
    NotHeld,
    /// The period to be copied has no plan, or the plan exists already.
    #[error("nothing to copy")]
    NothingToCopy,
    /// The last active director cannot be removed.
    #[error("the last director")]
    LastDirector,
    /// The clock shows an earlier time than the newest entry.
    #[error("the clock is behind the journal")]
    ClockBehind {
        /// Time of the newest entry.
        newest: Moment,
    },
    /// Somebody made a step after it was asked what is to be undone.
    #[error("another step was made meanwhile")]
    StepSince,
    /// The step is of another member of staff; the name is empty if nobody is known to have made it.
    #[error("the step is of another one")]
    StepOfOther {
        /// Who did it.
        name: String,
    },
    /// There is no step to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// The newest step is one that cannot be undone.
    #[error("{kind:?} stays done")]
    StaysDone {
        /// Erasing or restoring.
        kind: ActKind,
    },
    /// A reason that stays in the journal holds the name that is to be erased.
    #[error("the reason holds the name")]
    NameInReason {
        /// Name of the child.
        name: String,
    },
    /// There is no step to redo.
    #[error("nothing to redo")]
    NothingToRedo,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Refusal {
    /// Refuses what whoever is at the desk has no right to.
    pub(crate) const fn without_right(right: Right, locks: Locks) -> Self {
        match right {
            Right::Direct => Self::DirectorOnly,
            right => Self::NotAllowed { right, locks },
        }
    }

    /// Whether nothing is read or written any more, because the file could not be opened again.
    pub(crate) const fn is_closed(&self) -> bool {
        matches!(self, Self::Store(StoreError::Closed))
    }

    /// Whether the file was taken away while it was open.
    pub(crate) const fn is_lost(&self) -> bool {
        matches!(self, Self::Store(StoreError::Lost(_)))
    }

    /// Work on a file failed.
    pub(crate) fn file(
        operation: &'static str,
        path: std::path::PathBuf,
        source: std::io::Error,
    ) -> Self {
        Self::Store(StoreError::file(operation, path)(source))
    }

    /// The file is open for reading only, for this reason.
    pub(crate) const fn read_only(why: WhyReadOnly) -> Self {
        Self::Store(StoreError::ReadOnly(why))
    }

    /// The refusal of work on a file, after a look at its disk.
    pub(crate) fn on_disk_of(self, file: &Path) -> Self {
        match self {
            Self::Store(error) => Self::Store(error.on_disk_of(file)),
            refusal => refusal,
        }
    }

    /// A copy of the file is being made just now.
    pub(crate) const fn copying() -> Self {
        Self::Store(StoreError::Copying)
    }

    /// Whoever wanted it has stopped it. Nothing was written.
    pub(crate) fn stopped() -> Self {
        Self::Store(StoreError::Stopped)
    }

    /// Whether whoever wanted it has stopped it.
    pub(crate) fn is_stopped(&self) -> bool {
        matches!(self, Self::Store(StoreError::Stopped))
    }

    /// The form field to be corrected; `None` if no single field is wrong.
    pub(crate) fn field(&self) -> Option<&'static str> {
        match self {
            Self::Missing { field } => Some(field),
            Self::UnknownZone { .. } => Some("zone"),
            Self::NoOpenDay => Some("to"),
            Self::FileNoTaken { .. } => Some("file_no"),
            Self::IdNoTaken { .. } => Some("id_no"),
            Self::AlertTooLong | Self::AlertsTooLong => Some("alert"),
            Self::CardTaken { .. } => Some("card"),
            Self::RuleNumber => Some("days"),
            Self::NeedsDirector | Self::Barred { .. } | Self::NotAReason => Some("note"),
            Self::UntilIsPast | Self::UntilIsTooLate { .. } | Self::SeenSince => Some("until"),
            Self::ReasonDoesNotFit | Self::NameInReason { .. } => Some("reason"),
            Self::EndsBeforeStarts => Some("ends"),
            Self::LastBeforeFirst => Some("ends_on"),
            Self::Help(refusal) => Some(refusal.field()),
            Self::Store(StoreError::TooLong { column, .. }) => Some(column),
            Self::NoHome
            | Self::Locks(_)
            | Self::FileLost { .. }
            | Self::NotAHome { .. }
            | Self::FaultsInFile { .. }
            | Self::AlreadySetUp
            | Self::UnknownChild { .. }
            | Self::UnknownLayout { .. }
            | Self::LayoutsUnreadable
            | Self::HeadingsUnreadable
            | Self::StaysInLists
            | Self::NameInHeading { .. }
            | Self::ColumnCannotBe { .. }
            | Self::AmbiguousChild { .. }
            | Self::AlreadyIn { .. }
            | Self::InSinceBefore { .. }
            | Self::TooEarly { .. }
            | Self::NotIn { .. }
            | Self::SignedOutAlready { .. }
            | Self::NotEnrolled { .. }
            | Self::Future
            | Self::BeforeFound
            | Self::ProblemSettled
            | Self::ReportedAlready
            | Self::OutBeforeIn
            | Self::WasThere { .. }
            | Self::StillInside { .. }
            | Self::DirectorOnly
            | Self::NeedsApproval
            | Self::NeedsCover
            | Self::CannotBeLocked
            | Self::NotAllowed { .. }
            | Self::FaultyCopy { .. }
            | Self::CopyIsTheFile
            | Self::NoSuchCopy
            | Self::UnreadableCopy
            | Self::CopyOfOtherHome
            | Self::StillHere { .. }
            | Self::KeptStill { .. }
            | Self::SameFile
            | Self::ErasedFile
            | Self::FilesChanged
            | Self::FileChanged { .. }
            | Self::RecordChanged
            | Self::DaysChanged { .. }
            | Self::UnknownActivity
            | Self::HeldAlready { .. }
            | Self::NotHeld
            | Self::PlanChanged
            | Self::NobodyInside
            | Self::NotToday { .. }
            | Self::NothingToCopy
            | Self::LastDirector
            | Self::ClockBehind { .. }
            | Self::NothingToUndo
            | Self::StepSince
            | Self::StepOfOther { .. }
            | Self::CannotWait
            | Self::NothingToRedo
            | Self::StaysDone { .. }
            | Self::Store(_) => None,
        }
    }
}
