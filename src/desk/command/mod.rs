//! Commands as data. The screens and the command line build the same commands; a confirmation on
//! the screen holds its command.

pub mod activity;
pub mod care;
pub(super) mod needs;
pub mod support;
mod touches;

pub(crate) use touches::Touched;

use crate::desk::merge::MergePlan;
use crate::domain::attendance::AbsenceReason;
use crate::domain::calendar::{ClosedDay, ExtraDay, Term};
use crate::domain::hours::{SchoolPeriod, Stretch, WeeklyHours};
use crate::domain::mask::Covered;
use crate::domain::mask::Mask;
use crate::domain::ring::RingNumber;
use crate::domain::rules::RuleNumber;
use crate::domain::rules::book::Preset;
use crate::domain::{
    Agreement, Attendance, Child, ChildId, Contact, ContactId, FamilyRequest, FollowUp, Home,
    Household, Incident, Moment, OutTo, OwnLayout, Problem, Round, Staff, StaffId, Status, StayKey,
    Tag, Visit, Weekdays,
};
use crate::exchange::own_headings::SaidColumn;
use activity::ActivityStep;
use care::CareStep;
use chrono::NaiveDate;
use support::SupportStep;

/// Time of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The current time.
    Now,
    /// Another time, not in the future; an earlier time marks the entry as late.
    At(Moment),
}

/// A report that was written to files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Its stable name.
    pub report: String,
    /// Its period, as [`Period::code`](crate::domain::calendar::period::Period) writes it.
    pub period: String,
    /// How much of persons it shows.
    pub mask: Mask,
    /// Whether it is meant for the public.
    pub is_public: bool,
    /// The child of a report about one.
    pub child: Option<ChildId>,
    /// Children whose data stand in it or are counted in it.
    pub children: Vec<ChildId>,
    /// The files.
    pub files: Vec<String>,
    /// How they can be read.
    pub covered: Covered,
    /// Why, if everything is shown.
    pub reason: String,
    /// To whom it was handed in, and its numbers as sent.
    pub handed_in: Option<(String, String)>,
}

/// What a visit round brought home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundBack {
    /// The paper on which it was written.
    pub round: Round,
    /// The visits, each with the step about the matter that it belongs to, if there is one.
    pub visits: Vec<(Visit, Option<FollowUp>)>,
    /// How many rows were left empty: nothing is written about them.
    pub left: usize,
}

/// How to treat a sign-in of a child who is not enrolled at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comeback {
    /// Refuse, so that the screen asks.
    Ask,
    /// The user agreed: enrol the child again with this sign-in.
    Accept,
}

/// A sign-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOut {
    /// The child concerned.
    pub child: ChildId,
    /// Who collects the child.
    pub to: OutTo,
    /// Brothers and sisters who leave with the child, each with the same person as it stands on that
    /// child's list.
    pub also: Vec<(ChildId, OutTo)>,
    /// The director who allows an unlisted person (rule S8).
    pub allowed_by: Option<StaffId>,
    /// Who the unlisted person is and how it was agreed.
    pub note: String,
    /// Time of the event.
    pub when: When,
}

/// An absence known in advance or from the family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAbsence {
    /// The child concerned.
    pub child: ChildId,
    /// First day.
    pub from: NaiveDate,
    /// Last day, included.
    pub to: NaiveDate,
    /// Reason for the absence.
    pub reason: AbsenceReason,
    /// Note from the family.
    pub note: String,
}

/// The answer to a forgotten sign-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// Key of the stay.
    pub stay: StayKey,
    /// Time of leaving; `None` if not known.
    pub out_at: Option<Moment>,
    /// Who collects the child.
    pub to: OutTo,
    /// Source of the answer.
    pub note: String,
}

/// A child with contacts and categories, from a form or an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The child.
    pub child: Child,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Categories.
    pub tags: Vec<Tag>,
}

/// The days that are agreed for one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreedDays {
    /// The child concerned.
    pub child: ChildId,
    /// The new days.
    pub days: Weekdays,
    /// The days of before, as they were shown.
    pub had: Weekdays,
}

/// Somebody has gone through a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The child concerned.
    pub child: ChildId,
    /// The file and its contacts as they were shown; `None` confirms what stands there.
    pub shown: Option<(Child, Vec<Contact>)>,
    /// The contact who answered the telephone.
    pub reached: Option<ContactId>,
}

/// A step about a flag, with its visit or call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFollowUp {
    /// The follow-up.
    pub done: Box<FollowUp>,
    /// The visit or call recorded with it; `None` without one.
    pub visit: Option<Box<Visit>>,
}

/// The answers of the first run.
#[derive(Debug, Clone)]
pub struct HomeSetup {
    /// Name of the home.
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
    /// Replaces the weekly hours of a period.
    Hours(SchoolPeriod, Vec<Stretch>),
    /// Adds closed days.
    Close(Vec<ClosedDay>),
    /// Removes a closed day.
    Unclose(NaiveDate),
    /// Adds an extra open day.
    Open(ExtraDay),
    /// Removes an extra open day.
    Unopen(NaiveDate),
    /// Adds or replaces a term or holiday of the school.
    Term(Term),
    /// Removes the term or holiday that begins on this day.
    RemoveTerm(NaiveDate),
}

/// A command to the desk.
#[derive(Debug, Clone)]
pub enum Command {
    /// Sets up the home.
    SetUp(Box<HomeSetup>),
    /// Opens today's register.
    OpenDay,
    /// Closes the register of a day; refused while a child is in the house.
    CloseDay {
        /// Day of the register.
        day: NaiveDate,
        /// Note about the day.
        note: String,
    },
    /// Signs a child in.
    SignIn {
        /// The child concerned.
        child: ChildId,
        /// Time of the event.
        when: When,
        /// What to do if the child is not enrolled at present.
        comeback: Comeback,
    },
    /// Signs a child out.
    SignOut(SignOut),
    /// Marks days of a known absence.
    KnownAbsence(KnownAbsence),
    /// Answers a forgotten sign-out; refused if the stay was signed out meanwhile.
    Settle(Settlement),
    /// Replaces a stored row of the register; needs a reason.
    Correct {
        /// The corrected row.
        row: Attendance,
        /// Reason for the absence.
        reason: String,
    },
    /// Removes a row of the register; needs a reason.
    Strike {
        /// Key of the row.
        stay: StayKey,
        /// Reason for the absence.
        reason: String,
    },
    /// Adds a file; an empty file number is replaced by the next free one.
    AddChild(Box<File>),
    /// Replaces the fields of an existing file.
    SaveChild(Box<Child>),
    /// Changes the status of a child.
    ChangeStatus {
        /// The child concerned.
        child: ChildId,
        /// The new status.
        status: Status,
        /// First day of the new status.
        day: NaiveDate,
        /// Reason for the absence.
        reason: String,
    },
    /// Erases what people typed about a child who has left, from its file and from the journal.
    Erase {
        /// The child concerned.
        child: ChildId,
        /// Why, without anything about the child: it stays in the journal.
        reason: String,
    },
    /// Deletes the register before a day, and the erased files of which nothing else is left.
    DeleteOld {
        /// The first day that stays.
        before: NaiveDate,
        /// Why, without names: it stays in the journal.
        reason: String,
    },
    /// Puts one file of a child into another, as this plan says; refused if the files have changed since.
    MergeFiles(Box<MergePlan>),
    /// Agrees the days of several children in one step.
    AgreeDays(Vec<AgreedDays>),
    /// Confirms that a file still holds.
    ConfirmFile(Box<Confirmation>),
    /// Adds or replaces a contact.
    SaveContact(Contact),
    /// Removes a contact.
    RemoveContact(Contact),
    /// Adds or replaces a category.
    SaveTag(Tag),
    /// Removes a category.
    RemoveTag(Tag),
    /// Puts a child into the household of another.
    LinkHousehold {
        /// The child to be moved.
        child: ChildId,
        /// A child of the household.
        with: ChildId,
    },
    /// Removes a child from its household.
    LeaveHousehold(ChildId),
    /// Saves the label and note of a household.
    SaveHousehold(Household),
    /// Binds a card to a child.
    BindCard {
        /// Code of the card as scanned.
        code: String,
        /// Owner of the card.
        child: ChildId,
    },
    /// Unbinds a card.
    UnbindCard(String),
    /// Imports files and contacts in one step.
    ImportRoster {
        /// Name of the file, kept in the journal.
        source: String,
        /// Records to add.
        files: Vec<File>,
        /// New households of the files.
        households: Vec<Household>,
    },
    /// Imports rows of attendance in one step, marked as entered late.
    ImportAttendance {
        /// Name of the file, kept in the journal.
        source: String,
        /// Records to add.
        rows: Vec<Attendance>,
    },
    /// Records one or more visits or calls in one step.
    RecordVisits(Vec<Visit>),
    /// Keeps which children are on the visit round that is printed, in the order of its rows.
    KeepRound(Vec<ChildId>),
    /// Keeps that a page for the supervisor was made, about so many children.
    KeepHandOver(usize),
    /// Keeps that a report was written to files.
    KeepExport(Box<Export>),
    /// Records what came of a visit round, in one step.
    RecordRound(RoundBack),
    /// Records a step about a flag.
    FollowUp(RecordFollowUp),
    /// Adds or replaces an agreement of entrusted care.
    SaveAgreement(Agreement),
    /// Adds or replaces a request of a family about data.
    SaveRequest(FamilyRequest),
    /// Adds a problem.
    AddProblem(Box<Problem>),
    /// Adds an incident.
    AddIncident(Box<Incident>),
    /// A step about a problem or an incident that is in the file.
    Care(CareStep),
    /// A step about help.
    Support(SupportStep),
    /// Changes a number of a rule; needs a reason.
    SetRule {
        /// The number with its new value.
        number: RuleNumber,
        /// Reason, kept in the journal.
        why: String,
    },
    /// Changes how the ladder of a rule begins: several numbers in one step; needs a reason.
    SetLadder {
        /// The numbers with their new values.
        numbers: Vec<RuleNumber>,
        /// Reason, kept in the journal.
        why: String,
    },
    /// Replaces all numbers of the rules by a preset; needs a reason.
    TakePreset {
        /// The preset.
        preset: Preset,
        /// Reason, kept in the journal.
        why: String,
    },
    /// Signs in a child who has no file: one is begun with the name only, the rest is asked later.
    SignInNew {
        /// Name of the child.
        name: String,
        /// Time of the event.
        when: When,
    },
    /// Sets the minutes after opening from which an expected child comes late; `None` marks nobody late.
    SetLateAfter(Option<i64>),
    /// Says that the home wants no locks.
    SayNoLocks,
    /// Sets the minutes without a key after which the screens lock, from 1.
    SetLockAfter(u32),
    /// Binds a card to a member of staff in place of the one before; an empty code only unbinds.
    BindStaffCard(StaffId, String),
    /// Sets the home's own numbers to ring first after an incident; without any the usual ones are shown.
    SetRingFirst(Vec<RingNumber>),
    /// Sets the home's time zone, such as `Asia/Shanghai`.
    SetZone(String),
    /// A step about activities.
    Activity(ActivityStep),
    /// Saves the facts of the home.
    SaveHome(Home),
    /// Adds or replaces a member of staff.
    SaveStaff(Staff),
    /// Changes the calendar: hours, closed days, extra days, terms.
    SaveCalendar(Box<CalendarChange>),
    /// Saves a layout of reports; one of the same name is replaced.
    SaveLayout(Box<OwnLayout>),
    /// Removes the layout of this name.
    RemoveLayout(String),
    /// Remembers what columns of this home's lists mean.
    NameColumns(Vec<SaidColumn>),
    /// Saves a setting of the program.
    Setting {
        /// Stable name.
        name: String,
        /// Value; empty removes it.
        value: String,
    },
    /// The user confirms that the clock is right although it is behind the journal.
    AcceptClock,
    /// Undoes the last step: the one with this number, if a number was named when it was asked.
    Undo(Option<i64>),
    /// Redoes the step that was undone last.
    Redo,
}
