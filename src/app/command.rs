//! Everything that can be asked of the desk, as data: the terminal and the command line build the
//! same commands, and a question that guards one carries it.

use super::activities::ActivityStep;
use super::desk::Desk;
use super::refusal::Refusal;
use super::usecases::{activity, door, follow, home, register};
use crate::domain::attendance::AbsenceReason;
use crate::domain::rules::RuleNumber;
use crate::domain::rules::book::Preset;
use crate::domain::{
    Agreement, Attendance, Child, ChildId, Contact, FollowUp, Home, Household, Incident, Moment,
    OutTo, Problem, Staff, StaffId, Status, StayKey, Tag, Visit,
};
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
    pub hours: crate::domain::hours::WeeklyHours,
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
    SaveCalendar(Box<home::CalendarChange>),
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

/// What a command changed, so that a screen knows what to read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// What the register says of one child.
    Stays(ChildId),
    /// The register of a day.
    Day,
    /// Files, contacts, categories, cards.
    Register,
    /// What is known beside the files.
    Known,
    /// The home, its staff, its calendar, its settings.
    Home,
    /// Anything.
    All,
}

impl Command {
    /// What it changes if it is done.
    pub fn touches(&self) -> Touched {
        match self {
            Self::SignIn {
                child,
                comeback: Comeback::Ask,
                ..
            }
            | Self::SignOut(SignOut { child, .. }) => Touched::Stays(*child),
            Self::OpenDay | Self::CloseDay { .. } | Self::KnownAbsence(_) => Touched::Day,
            Self::SetUp(_)
            | Self::SaveHome(_)
            | Self::SaveStaff(_)
            | Self::SaveCalendar(_)
            | Self::Setting { .. }
            | Self::AcceptClock => Touched::Home,
            Self::SignIn { .. }
            | Self::Settle(_)
            | Self::Correct { .. }
            | Self::Strike { .. }
            | Self::ImportAttendance { .. }
            | Self::Undo
            | Self::Redo => Touched::All,
            // Who took part was seen; everything else is a plan.
            Self::Activity(ActivityStep::Hold(_) | ActivityStep::TakingPart { .. }) => {
                Touched::Register
            }
            Self::Activity(_)
            | Self::FollowUp(RecordFollowUp { visit: None, .. })
            | Self::SetRule { .. }
            | Self::TakePreset { .. } => Touched::Known,
            _ => Touched::Register,
        }
    }
}

/// A command that was done.
#[derive(Debug, Clone)]
pub struct Done {
    /// Its entry in the journal; `None` if everything was so already.
    pub seq: Option<i64>,
    /// What happened, for the words.
    pub outcome: Outcome,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The home was made.
    SetUp,
    /// The register was opened.
    Opened,
    /// The register was open already.
    OpenAlready,
    /// The register was closed.
    Closed,
    /// A child was signed in.
    SignedIn {
        /// Name.
        name: String,
        /// When.
        at: Moment,
        /// For another day than today.
        is_late: bool,
    },
    /// A child was signed out.
    SignedOut {
        /// Name.
        name: String,
        /// When.
        at: Moment,
        /// For another day than today.
        is_late: bool,
    },
    /// A known absence was noted.
    Absent {
        /// Name.
        name: String,
        /// On how many days.
        days: usize,
    },
    /// Something about a child was saved.
    SavedChild {
        /// Who.
        child: ChildId,
        /// Name.
        name: String,
    },
    /// A card was bound.
    Bound {
        /// Whose.
        name: String,
    },
    /// A roster was imported.
    Imported {
        /// Files or rows added.
        added: usize,
    },
    /// Visits or calls were recorded.
    Visited {
        /// How many.
        count: usize,
    },
    /// Something was done about a flag.
    FollowedUp {
        /// Whose.
        name: String,
        /// What.
        step: crate::domain::follow_up::FollowStep,
    },
    /// Activities or series were planned.
    Planned {
        /// How many.
        count: usize,
    },
    /// An activity takes place on another day.
    MovedActivity {
        /// What people call it.
        title: String,
        /// On which day.
        day: NaiveDate,
    },
    /// An activity was called off.
    CalledOff {
        /// What people call it.
        title: String,
    },
    /// An activity took place.
    Held {
        /// What people call it.
        title: String,
        /// How many children took part.
        count: usize,
    },
    /// A step was taken back.
    Undone {
        /// What kind of step.
        deed: crate::store::ActKind,
        /// The child it was about; empty if about none.
        name: String,
    },
    /// A step was done again.
    Redone {
        /// What kind of step.
        deed: crate::store::ActKind,
        /// The child it was about; empty if about none.
        name: String,
    },
    /// Something else was saved.
    Saved,
    /// Everything was so already.
    Nothing,
}

impl Desk {
    /// Does a command: the rules are checked here, once, for the screens and the command line.
    pub fn perform(&mut self, command: Command) -> Result<Done, Refusal> {
        if !matches!(command, Command::AcceptClock) {
            self.check_clock()?;
        }
        match command {
            Command::SetUp(setup) => home::set_up(self, *setup),
            Command::OpenDay => door::open_day(self),
            Command::CloseDay { day, note } => door::close_day(self, day, note),
            Command::SignIn {
                child,
                when,
                comeback,
            } => door::sign_in(self, child, when, comeback),
            Command::SignOut(leaving) => door::sign_out(self, &leaving),
            Command::KnownAbsence(absence) => door::known_absence(self, &absence),
            Command::Settle(settlement) => door::settle(self, &settlement),
            Command::Correct { row, reason } => door::correct(self, &row, reason),
            Command::Strike { stay, reason } => door::strike(self, stay, reason),
            Command::AddChild(file) => register::add(self, *file),
            Command::SaveChild(child) => register::save(self, *child),
            Command::ChangeStatus {
                child,
                status,
                day,
                reason,
            } => register::change_status(self, child, status, day, reason),
            Command::SaveContact(contact) => register::save_contact(self, &contact),
            Command::RemoveContact(contact) => register::remove(self, &contact, contact.child),
            Command::SaveTag(tag) => register::save_tag(self, &tag),
            Command::RemoveTag(tag) => register::remove(self, &tag, tag.child),
            Command::LinkHousehold { child, with } => register::link(self, child, with),
            Command::LeaveHousehold(child) => register::unlink(self, child),
            Command::SaveHousehold(household) => register::save_household(self, &household),
            Command::BindCard { code, child } => register::bind_card(self, &code, child),
            Command::UnbindCard(code) => register::unbind_card(self, &code),
            Command::ImportRoster {
                source,
                files,
                households,
            } => register::import(self, source, files, &households),
            Command::ImportAttendance { source, rows } => door::import(self, source, &rows),
            Command::RecordVisits(visits) => follow::record_visits(self, visits),
            Command::FollowUp(step) => follow::follow_up(self, step),
            Command::SaveAgreement(one) => follow::save_agreement(self, one),
            Command::SaveProblem(problem) => follow::save_problem(self, *problem),
            Command::SaveIncident(incident) => follow::save_incident(self, *incident),
            Command::SetRule { number, why } => follow::set_rule(self, &number, why),
            Command::TakePreset { preset, why } => follow::take_preset(self, preset, why),
            Command::Activity(step) => activity::perform(self, step),
            Command::SaveHome(home) => home::save(self, &home),
            Command::SaveStaff(staff) => home::save_staff(self, &staff),
            Command::SaveCalendar(change) => home::save_calendar(self, &change),
            Command::Setting { name, value } => home::set(self, name, value),
            Command::AcceptClock => home::accept_clock(self),
            Command::Undo => home::undo(self),
            Command::Redo => home::redo(self),
        }
    }
}
