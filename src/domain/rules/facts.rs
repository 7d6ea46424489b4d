//! The input of the rules.

use super::book::RuleBook;
use crate::domain::calendar::Calendar;
use crate::domain::{
    Agreement, Child, ChildId, Contact, FollowUp, Incident, Mark, Moment, Programme, Staff, Tag,
    Visit,
};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

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
    /// Activities.
    pub programme: &'f Programme,
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
