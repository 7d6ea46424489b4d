//! The input of the rules.

use super::book::RuleBook;
use crate::domain::calendar::Calendar;
use crate::domain::{
    Agreement, Attendance, Child, ChildId, Contact, FamilyRequest, FollowUp, Incident, Mark,
    Moment, OutTo, Problem, Programme, Staff, Support, Tag, Visit,
};
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeSet, HashMap};

/// The register of one child on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedDay {
    /// The day.
    pub day: NaiveDate,
    /// Present, late, excused or absent.
    pub mark: Mark,
    /// Signed in and not signed out.
    pub is_in: bool,
    /// Collected by a person who is not on the list (rule S8).
    pub unlisted: bool,
}

impl MarkedDay {
    /// One stay.
    pub(crate) fn of(stay: &Attendance) -> Self {
        Self {
            day: stay.day,
            mark: stay.mark,
            is_in: stay.is_in(),
            unlisted: stay.out_to == Some(OutTo::Unlisted),
        }
    }

    /// This day with a further stay of it. A mark that says the child was seen stays, else the last one
    /// counts.
    #[must_use]
    pub(crate) fn joined(self, stay: Self) -> Self {
        Self {
            day: self.day,
            mark: if self.mark.is_seen() { self } else { stay }.mark,
            is_in: self.is_in || stay.is_in,
            unlisted: self.unlisted || stay.unlisted,
        }
    }
}

/// The input of the rules, as of one moment. A child without an entry in a map has no records.
#[derive(Debug, Clone)]
pub struct Facts<'f> {
    /// The moment of evaluation; its date is today.
    pub now: Moment,
    /// All files, whatever their status.
    pub children: &'f [Child],
    /// Categories, past ones included.
    pub tags: &'f HashMap<ChildId, Vec<Tag>>,
    /// Contacts in calling order.
    pub contacts: &'f HashMap<ChildId, Vec<Contact>>,
    /// Agreements of entrusted care.
    pub agreements: &'f HashMap<ChildId, Vec<Agreement>>,
    /// Requests of families about data, also of children who have left, oldest first.
    pub requests: &'f HashMap<ChildId, Vec<FamilyRequest>>,
    /// Visits and calls up to today, oldest first.
    pub visits: &'f HashMap<ChildId, Vec<Visit>>,
    /// Follow-ups of flags, oldest first.
    pub follow_ups: &'f HashMap<ChildId, Vec<FollowUp>>,
    /// Incidents, reported ones included.
    pub incidents: &'f HashMap<ChildId, Vec<Incident>>,
    /// The register of the last [`WEEKS`] weeks, oldest first, one entry per day; of a child in `reach` from
    /// that day on.
    pub days: &'f HashMap<ChildId, Vec<MarkedDay>>,
    /// Children who were not seen for long: the day from which their register is known.
    pub reach: &'f HashMap<ChildId, NaiveDate>,
    /// The day on which the home began to use the program: nothing can be overdue before.
    pub began: NaiveDate,
    /// The earlier days of which a child still counts as in the house, because nobody said when it left; oldest first.
    pub open_stays: &'f HashMap<ChildId, Vec<NaiveDate>>,
    /// Day of the last sighting up to today, by attendance or visit.
    pub last_seen: &'f HashMap<ChildId, NaiveDate>,
    /// The days with a register, from the earliest of these days on and from the first one that rule A5 asks for.
    pub taken: &'f BTreeSet<NaiveDate>,
    /// Whether today's register is closed.
    pub is_closed: bool,
    /// When the home was opened today; `None` if it was not.
    pub opened_at: Option<Moment>,
    /// Problems, settled ones included: the needs of support plans.
    pub problems: &'f HashMap<ChildId, Vec<Problem>>,
    /// Helpers, pairings, plans, benefits.
    pub support: &'f Support,
    /// Facts about activities.
    pub programme: &'f Programme,
    /// All staff, inactive members included.
    pub staff: &'f [Staff],
    /// Open days and expected children.
    pub calendar: &'f Calendar,
    /// Thresholds.
    pub book: &'f RuleBook,
    /// Minutes after opening from which rule S1 lists an expected child who is not in.
    pub ask_after_minutes: i64,
}

/// Number of weeks of the register that the rules read of every child: those of a habit, and [`GAP_WEEKS`].
pub const WEEKS: i64 = HABIT_WEEKS + GAP_WEEKS;
/// Weeks before the last sighting from which the habit of a child is read.
pub(crate) const HABIT_WEEKS: i64 = 13;
/// Of a child who was not seen for more weeks than these, the register is read from further back.
pub(crate) const GAP_WEEKS: i64 = 3;
/// Days before today before which no register is read: two years.
pub(crate) const LONGEST_REACH: i64 = 731;

/// The day from which the register of a child has to be read who was last seen on a day, or never and is known
/// since that day; `None` if the usual weeks are enough.
pub fn reach(
    today: NaiveDate,
    last_seen: Option<NaiveDate>,
    known_since: NaiveDate,
) -> Option<NaiveDate> {
    let usual = today - TimeDelta::weeks(WEEKS);
    let from = match last_seen {
        Some(seen) => seen - TimeDelta::weeks(HABIT_WEEKS),
        None => known_since,
    };
    let from = from.max(today - TimeDelta::days(LONGEST_REACH));
    (from < usual).then_some(from)
}
