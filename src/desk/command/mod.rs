//! Everything that can be asked of the desk, as data. The screens and the command line build the
//! same commands; a question on the screen carries the command it guards.

pub mod activity;
mod needs;
mod touches;

pub use touches::Touched;

use crate::domain::attendance::AbsenceReason;
use crate::domain::calendar::{ClosedDay, ExtraDay, Term};
use crate::domain::hours::{SchoolPeriod, Stretch, WeeklyHours};
use crate::domain::rules::RuleNumber;
use crate::domain::rules::book::Preset;
use crate::domain::{
    Agreement, Attendance, Child, ChildId, Contact, FollowUp, Home, Household, Incident, Moment,
    OutTo, Problem, Staff, StaffId, Status, StayKey, Tag, Visit,
};
use activity::ActivityStep;
use chrono::NaiveDate;

/// When something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Just now.
    Now,
    /// At another moment, which must not be in the future; entered late if it is in the past.
    At(Moment),
}

/// What to do about a child whose file says it is not here at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comeback {
    /// Refuse, so that a person is asked.
    Ask,
    /// A person said yes: back on the register with this sign-in.
    Accept,
}

/// A child leaving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOut {
    /// Who.
    pub child: ChildId,
    /// With whom.
    pub to: OutTo,
    /// The director who allows somebody unlisted (rule S8).
    pub allowed_by: Option<StaffId>,
    /// Who the unlisted person is, and what was said on the phone.
    pub note: String,
    /// When.
    pub when: When,
}

/// A known absence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAbsence {
    /// Who.
    pub child: ChildId,
    /// First day.
    pub from: NaiveDate,
    /// Last day, included.
    pub to: NaiveDate,
    /// Why.
    pub reason: AbsenceReason,
    /// What the family said.
    pub note: String,
}

/// The answer to a forgotten sign-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// Which stay.
    pub stay: StayKey,
    /// When the child left, if anybody knows.
    pub out_at: Option<Moment>,
    /// With whom.
    pub to: OutTo,
    /// Who said so.
    pub note: String,
}

/// A file with what hangs on it, as forms and imports hand it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The child.
    pub child: Child,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Categories.
    pub tags: Vec<Tag>,
}

/// Something done about a flag, with the visit or call that it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFollowUp {
    /// What was done.
    pub done: Box<FollowUp>,
    /// The visit or call to be recorded with it.
    pub visit: Option<Box<Visit>>,
}

/// What the first run asks.
#[derive(Debug, Clone)]
pub struct HomeSetup {
    /// Name on the plate.
    pub name: String,
    /// Village.
    pub village: String,
    /// Township.
    pub township: String,
    /// County.
    pub county: String,
    /// Name of the children's director.
    pub director: String,
    /// Opening hours by weekday.
    pub hours: WeeklyHours,
}

/// A change of the home's calendar.
#[derive(Debug, Clone)]
pub enum CalendarChange {
    /// The weekly hours of a period as they should be.
    Hours(SchoolPeriod, Vec<Stretch>),
    /// Days on which the home is closed.
    Close(Vec<ClosedDay>),
    /// No longer closed.
    Unclose(NaiveDate),
    /// A day on which the home is open although it would not be.
    Open(ExtraDay),
    /// No longer open.
    Unopen(NaiveDate),
    /// A term or holiday of the school.
    Term(Term),
    /// Not a term or holiday after all.
    RemoveTerm(NaiveDate),
}

/// One thing to be done.
#[derive(Debug, Clone)]
pub enum Command {
    /// Make the home.
    SetUp(Box<HomeSetup>),
    /// Open the register of today.
    OpenDay,
    /// Close the register of a day; refused while a child is in the house.
    CloseDay {
        /// Which.
        day: NaiveDate,
        /// A word about the day.
        note: String,
    },
    /// A child came.
    SignIn {
        /// Who.
        child: ChildId,
        /// When.
        when: When,
        /// What if it is not on the register at present.
        comeback: Comeback,
    },
    /// A child left.
    SignOut(SignOut),
    /// A child is known not to come.
    KnownAbsence(KnownAbsence),
    /// A forgotten sign-out is settled.
    Settle(Settlement),
    /// A row of the register is corrected, with a reason.
    Correct {
        /// As it should be.
        row: Attendance,
        /// Why.
        reason: String,
    },
    /// A row of the register should not be there, with a reason.
    Strike {
        /// Which.
        stay: StayKey,
        /// Why.
        reason: String,
    },
    /// A new file; the number is given if it is empty.
    AddChild(Box<File>),
    /// The fields of a file as they should be.
    SaveChild(Box<Child>),
    /// The child leaves the home, comes back, moves away.
    ChangeStatus {
        /// Who.
        child: ChildId,
        /// What the file shall say.
        status: Status,
        /// Since when.
        day: NaiveDate,
        /// Why.
        reason: String,
    },
    /// A contact as it should be; added if it is new.
    SaveContact(Contact),
    /// A contact is taken off.
    RemoveContact(Contact),
    /// A category as it should be; added if it is new.
    SaveTag(Tag),
    /// A category is taken off.
    RemoveTag(Tag),
    /// Two children live behind the same door.
    LinkHousehold {
        /// Who joins.
        child: ChildId,
        /// Whose household.
        with: ChildId,
    },
    /// The child lives alone behind its door.
    LeaveHousehold(ChildId),
    /// A household's label or note.
    SaveHousehold(Household),
    /// A card is bound to a child.
    BindCard {
        /// What the scanner types.
        code: String,
        /// Whose.
        child: ChildId,
    },
    /// A card is unbound.
    UnbindCard(String),
    /// Files and contacts of an import, in one step.
    ImportRoster {
        /// Name of the file, for the journal.
        source: String,
        /// What to add.
        files: Vec<File>,
        /// Households of children who live behind the same door.
        households: Vec<Household>,
    },
    /// Rows of an import, in one step; marked as entered late.
    ImportAttendance {
        /// Name of the file, for the journal.
        source: String,
        /// What to add.
        rows: Vec<Attendance>,
    },
    /// Visits or calls: one, or a whole round from paper, in one step.
    RecordVisits(Vec<Visit>),
    /// Something was done about a flag.
    FollowUp(RecordFollowUp),
    /// An agreement of entrusted care; added if new.
    SaveAgreement(Agreement),
    /// A problem; added if new.
    SaveProblem(Box<Problem>),
    /// An incident; added if new.
    SaveIncident(Box<Incident>),
    /// A number of a rule, with the reason of the change.
    SetRule {
        /// Which, and its value.
        number: RuleNumber,
        /// Why.
        why: String,
    },
    /// Ready-made numbers, with the reason of the change.
    TakePreset {
        /// Which.
        preset: Preset,
        /// Why.
        why: String,
    },
    /// Something about activities.
    Activity(ActivityStep),
    /// The home's own facts.
    SaveHome(Home),
    /// Somebody on the staff; added if new.
    SaveStaff(Staff),
    /// The home's calendar: hours, closed days, extra days, terms.
    SaveCalendar(Box<CalendarChange>),
    /// A choice that is not a fact about children.
    Setting {
        /// Stable name.
        name: String,
        /// Value; empty removes it.
        value: String,
    },
    /// A person says that the clock is right although the journal is ahead of it.
    AcceptClock,
    /// Take the last step back.
    Undo,
    /// Do the step again that was taken back last.
    Redo,
}
