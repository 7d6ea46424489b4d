//! A flag: the result of a rule for one child, one member of staff or the home.

use super::reason::{Reason, SupportReason, VisitReason};
use super::rule_id::RuleId;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, StaffId};
use chrono::NaiveDate;

coded! {
    /// Urgency, worst first.
    pub Level { Red = "red", Amber = "amber" }
}

/// Subject of a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A child.
    Child(ChildId),
    /// A member of staff (rule D6).
    Staff(StaffId),
    /// The home (rules A1 to A5, S9 and D4).
    Home,
}

/// A rule that holds, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// The rule.
    pub rule: RuleId,
    /// Its urgency from that day on.
    pub level: Level,
    /// The first day on which it held so.
    pub since: NaiveDate,
}

/// One matter that needs action.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// The rule that raised it; of several the strongest.
    pub rule: RuleId,
    /// Every rule that holds, the strongest first; one of two levels stands twice.
    pub rules: Vec<Holding>,
    /// How far the limits are exceeded, in thousandths of the limit; the highest of all rules. Orders matters of
    /// the same kind.
    pub pressing: usize,
    /// The child, the member of staff or the home.
    pub subject: Subject,
    /// Urgency.
    pub level: Level,
    /// First day of the matter. With rule and subject it identifies the flag, so it must not change
    /// while nothing happens.
    pub since: NaiveDate,
    /// Day on which the rule first applied; the ladder counts from it.
    pub raised: NaiveDate,
    /// Day of the last sighting; `None` if never seen, or if the subject is not a child.
    pub last_seen: Option<NaiveDate>,
    /// Open days since the last sighting.
    pub open_days_missed: usize,
    /// Overdue by half the limit or more: the supervisor gets a copy (rule S5).
    pub supervisor: bool,
    /// Reasons, the most important first.
    pub reasons: Vec<Reason>,
}

impl Flag {
    /// The day by which the child is to be visited, if that is what it is about.
    pub(crate) fn visit_due(&self) -> Option<NaiveDate> {
        self.reasons.iter().find_map(|reason| match reason {
            Reason::Visit(
                VisitReason::NotVisited { due, .. } | VisitReason::StaysAway { due, .. },
            ) => Some(*due),
            _ => None,
        })
    }

    /// The first day for which something is promised that is told early: a visit, a measure, the end of a benefit. What is to be
    /// done about it is not due before.
    pub(crate) fn promised_for(&self) -> Option<NaiveDate> {
        let promised = self.reasons.iter().filter_map(|reason| match reason {
            Reason::Support(
                SupportReason::MeasureDue { due, .. } | SupportReason::WishDue { due, .. },
            ) => Some(*due),
            Reason::Support(SupportReason::BenefitEnds { on, .. }) => Some(*on),
            _ => None,
        });
        promised.chain(self.visit_due()).min()
    }

    /// Whether a call is asked for and no visit: the child is away with its family.
    pub(crate) fn is_by_phone(&self) -> bool {
        let is_it = |one: &Reason| matches!(one, Reason::Visit(VisitReason::StaysAway { .. }));
        self.reasons.iter().any(is_it)
    }

    /// The flag with the day from which its level is red, if that day has come.
    pub(super) fn red_from(mut self, red: NaiveDate) -> Self {
        if self.level == Level::Red {
            for one in &mut self.rules {
                one.level = Level::Amber;
            }
            self.rules.insert(
                0,
                Holding {
                    rule: self.rule,
                    level: Level::Red,
                    since: red,
                },
            );
        }
        self
    }

    /// A flag of one rule, raised on the day since which it holds.
    pub(super) fn new(
        subject: Subject,
        (rule, level): (RuleId, Level),
        since: NaiveDate,
        reasons: Vec<Reason>,
    ) -> Self {
        Self {
            rule,
            rules: vec![Holding { rule, level, since }],
            pressing: 0,
            subject,
            level,
            since,
            raised: since,
            last_seen: None,
            open_days_missed: 0,
            supervisor: false,
            reasons,
        }
    }
}
