//! A flag: the result of a rule for one child, one member of staff or the home.

use super::reason::Reason;
use super::rule_id::RuleId;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, StaffId};
use chrono::NaiveDate;

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
    /// The home (rules A1 to A4, S9 and D4).
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
    /// Since when the matter lasts; with rule and subject it names the flag. It stays the same from
    /// day to day for as long as nothing happens.
    pub since: NaiveDate,
    /// From which day on the rule has said so: here the ladder begins.
    pub raised: NaiveDate,
    /// When the child was last seen in person, if ever.
    pub last_seen: Option<NaiveDate>,
    /// How many open days have gone by since.
    pub open_days_missed: usize,
    /// Overdue by half again: the supervisor gets a copy (rule S5).
    pub supervisor: bool,
    /// Why, most telling first; every figure is in there.
    pub reasons: Vec<Reason>,
}
