//! The four lists. Every flag belongs to one, and each list has its own count, acts and limits.

use super::flag::Flag;
use super::reason::{Reason, RecordReason, VisitReason};
use super::rule_id::RuleId;
use crate::domain::codes::coded;

coded! {
    /// A list of F6, in the order of its pages.
    pub List {
        /// Children whom somebody has to see, or who are in danger.
        ToSee = "to-see",
        /// Children who are due for a visit.
        ToVisit = "to-visit",
        /// Matters of the home.
        Home = "home",
        /// Gaps in the files.
        File = "file",
    }
}

impl List {
    /// The longest time for which a matter of this list can be put off, in days.
    pub(crate) const fn longest_snooze(self) -> i64 {
        match self {
            Self::ToSee => 3,
            Self::ToVisit => 14,
            Self::Home => 7,
            Self::File => 90,
        }
    }
}

impl RuleId {
    /// The list of its flags; a child without any caregiver (L3) and a visit after an incident (V6) are to see.
    pub(crate) const fn list(self) -> List {
        match self {
            Self::L1
            | Self::L2
            | Self::L5
            | Self::L6
            | Self::S1
            | Self::S2
            | Self::S3
            | Self::S4
            | Self::S5
            | Self::S6 => List::ToSee,
            Self::V1
            | Self::V2
            | Self::V3
            | Self::V4
            | Self::V5
            | Self::V6
            | Self::P1
            | Self::P5 => List::ToVisit,
            Self::A1
            | Self::A2
            | Self::A3
            | Self::A4
            | Self::A5
            | Self::S7
            | Self::S8
            | Self::S9
            | Self::D4
            | Self::D6
            | Self::D7
            | Self::D8
            | Self::P2
            | Self::P3
            | Self::P4 => List::Home,
            Self::D1 | Self::D2 | Self::D3 | Self::D5 | Self::L3 | Self::L4 | Self::P6 => {
                List::File
            }
        }
    }

    /// Whether its flags have no other level than red.
    pub(crate) const fn is_always_red(self) -> bool {
        self.is_urgent() || matches!(self, Self::S2 | Self::S4)
    }

    /// Whether its flags cannot be put off: somebody is in danger now.
    pub(crate) const fn is_urgent(self) -> bool {
        matches!(self, Self::L1 | Self::L2 | Self::L5 | Self::L6)
    }
}

impl Flag {
    /// The list to which it belongs.
    pub(crate) fn list(&self) -> List {
        let endangers = |reason: &Reason| {
            matches!(
                reason,
                Reason::Record(RecordReason::NoCaregiver)
                    | Reason::Visit(VisitReason::AfterIncident { .. })
            )
        };
        let is_danger = matches!(self.rule, RuleId::L3 | RuleId::V6);
        if is_danger && self.reasons.iter().any(endangers) {
            return List::ToSee;
        }
        self.rule.list()
    }

    /// Whether it cannot be put off: somebody is in danger now.
    pub(crate) fn is_urgent(&self) -> bool {
        self.rule.is_urgent() || (self.list() == List::ToSee && !self.rule.is_on_unseen())
    }

    /// Place within its list, worst first.
    pub(super) fn group(&self) -> u8 {
        match self.rule {
            RuleId::L6 | RuleId::S7 => 0,
            RuleId::L1 | RuleId::L2 | RuleId::L3 | RuleId::L5 => 1,
            RuleId::V6 => 2,
            RuleId::S1 => 4,
            _ => 3,
        }
    }
}
