//! Rules: which child needs a person, since when, how urgently, and why. Derived, never stored.
//!
//! A rule is a small pure function from a [`Case`] (everything known of one child) and the
//! [`Ground`] they all stand on (day, calendar, numbers) to at most one [`Flag`]. Its numbers are in
//! the [`RuleBook`]; its words are [`Reason`]s, which carry every figure they name. Nothing here
//! knows what was done about a flag: that is the [`ladder`]'s part.

pub mod book;
pub mod ladder;

use super::calendar::Calendar;
use super::codes::coded;
use super::{
    Agreement, Child, ChildId, Contact, FollowUp, Incident, Mark, Moment, Staff, StaffId, Tag,
    Visit,
};
pub use book::{RuleBook, RuleNumber};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

coded! {
    /// The rules of `domain.md` section 9, by their numbers there.
    RuleId {
        /// Ordinary child: a visit in the calendar year.
        V1 = "V1",
        /// Any other category: a visit in the calendar month.
        V2 = "V2",
        /// Visits by risk level.
        V3 = "V3",
        /// Summer mode.
        V4 = "V4",
        /// A visit that did not meet the child.
        V5 = "V5",
        /// First visit of a new child, and after an incident.
        V6 = "V6",
        /// Expected and not in.
        S1 = "S1",
        /// Two contacts did not answer.
        S2 = "S2",
        /// Unexplained misses in a row, and the child's own rhythm.
        S3 = "S3",
        /// Ten open days absent unexplained.
        S4 = "S4",
        /// Not seen by anyone.
        S5 = "S5",
        /// Falling trend.
        S6 = "S6",
        /// Still signed in after closing.
        S7 = "S7",
        /// Left with somebody unlisted.
        S8 = "S8",
        /// Adults to children.
        S9 = "S9",
        /// Too young, or with special needs, and nobody at home.
        L1 = "L1",
        /// Living alone.
        L2 = "L2",
        /// Left behind without caregiver or agreement.
        L3 = "L3",
        /// No contact of the parents recorded.
        L4 = "L4",
        /// The caregiver is barred.
        L5 = "L5",
        /// An incident not reported.
        L6 = "L6",
        /// The file not verified.
        D1 = "D1",
        /// Phones not verified, or failed.
        D2 = "D2",
        /// Risk not assessed anew.
        D3 = "D3",
        /// The quarter's check.
        D4 = "D4",
        /// Birthday or change of school ahead: the categories may change.
        D5 = "D5",
        /// Background check of staff.
        D6 = "D6",
    }
}

coded! {
    /// How urgent. Worst first.
    Level { Red = "red", Amber = "amber" }
}

/// Whom a flag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A child.
    Child(ChildId),
    /// Somebody on the staff (rule D6).
    Staff(StaffId),
    /// The home (rules S9 and D4).
    Home,
}

/// One thing that needs a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// Which rule.
    pub rule: RuleId,
    /// About whom.
    pub subject: Subject,
    /// How urgent.
    pub level: Level,
    /// Since when the rule says so; with rule and subject it names the flag.
    pub since: NaiveDate,
    /// When the child was last seen in person, if ever.
    pub last_seen: Option<NaiveDate>,
    /// How many open days have gone by since.
    pub open_days_missed: usize,
    /// Overdue by half again: the supervisor gets a copy (rule S5).
    pub supervisor: bool,
    /// Why, most telling first; every figure is in there.
    pub reasons: Vec<Reason>,
}

/// What the register says of one child on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub day: NaiveDate,
    /// What the register says.
    pub mark: Mark,
    /// Signed in and not signed out.
    pub is_in: bool,
    /// Left with somebody who is not listed (rule S8).
    pub unlisted: bool,
}

/// Everything that is known, as of a day. Maps without an entry for a child mean "nothing".
#[derive(Debug, Clone)]
pub struct Facts<'f> {
    /// The moment that is asked about; its day is today.
    pub now: Moment,
    /// All files.
    pub children: &'f [Child],
    /// Categories.
    pub tags: &'f HashMap<ChildId, Vec<Tag>>,
    /// Contacts in the order in which to ring.
    pub contacts: &'f HashMap<ChildId, Vec<Contact>>,
    /// Agreements of entrusted care.
    pub agreements: &'f HashMap<ChildId, Vec<Agreement>>,
    /// Visits and calls, oldest first; none after today.
    pub visits: &'f HashMap<ChildId, Vec<Visit>>,
    /// What was done about flags, oldest first.
    pub follow_ups: &'f HashMap<ChildId, Vec<FollowUp>>,
    /// Incidents.
    pub incidents: &'f HashMap<ChildId, Vec<Incident>>,
    /// The register of the last [`WEEKS`] weeks, oldest first, one entry a day.
    pub days: &'f HashMap<ChildId, Vec<Day>>,
    /// When each child was last seen in person, by attendance or visit, up to today.
    pub last_seen: &'f HashMap<ChildId, NaiveDate>,
    /// The days of those weeks whose register was taken.
    pub taken: &'f BTreeSet<NaiveDate>,
    /// Whether today's register was closed.
    pub is_closed: bool,
    /// Who works here.
    pub staff: &'f [Staff],
    /// Which days are open and who is expected.
    pub calendar: &'f Calendar,
    /// The numbers.
    pub book: &'f RuleBook,
    /// Minutes after opening at which a child who is expected and not in is asked after.
    pub ask_after_minutes: i64,
}

/// How many weeks of the register the rules look at.
pub const WEEKS: i64 = 13;

/// Why, with every figure it names.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {}

/// Everything that needs a person, worst and oldest first.
pub fn flags(_facts: &Facts<'_>) -> Vec<Flag> {
    Vec::new()
}
