//! The facts of one child, as the rules read them.

use super::facts::MarkedDay;
use super::flag::{Flag, Level, Subject};
use super::ground::Ground;
use super::reason::Reason;
use super::rule_id::RuleId;
use crate::domain::{Agreement, Child, Contact, Incident, Tag, TagCode, Visit};
use chrono::NaiveDate;

/// The facts of one child.
pub(crate) struct Case<'f> {
    /// The child's file.
    pub child: &'f Child,
    /// Categories that apply today.
    pub tags: Vec<&'f Tag>,
    /// Contacts in calling order.
    pub contacts: &'f [Contact],
    /// Agreements of entrusted care.
    pub agreements: &'f [Agreement],
    /// Visits and calls, oldest first.
    pub visits: &'f [Visit],
    /// Incidents that concern the child.
    pub incidents: &'f [Incident],
    /// Register rows of the last [`WEEKS`](super::WEEKS) weeks, oldest first.
    pub days: &'f [MarkedDay],
    /// Day of the last sighting; `None` if never seen.
    pub last_seen: Option<NaiveDate>,
    /// Day from which the home knows the child.
    pub known_since: NaiveDate,
}

impl<'f> Case<'f> {
    /// Collects the facts of a child.
    pub(crate) fn new(child: &'f Child, ground: &Ground<'f>) -> Self {
        let facts = ground.facts;
        let tags = facts.tags.get(&child.id).map_or(&[][..], Vec::as_slice);
        Self {
            child,
            tags: tags
                .iter()
                .filter(|tag| tag.holds_on(ground.today))
                .collect(),
            contacts: facts.contacts.get(&child.id).map_or(&[], Vec::as_slice),
            agreements: facts.agreements.get(&child.id).map_or(&[], Vec::as_slice),
            visits: facts.visits.get(&child.id).map_or(&[], Vec::as_slice),
            incidents: facts.incidents.get(&child.id).map_or(&[], Vec::as_slice),
            days: facts.days.get(&child.id).map_or(&[], Vec::as_slice),
            last_seen: facts.last_seen.get(&child.id).copied(),
            known_since: child.known_since().unwrap_or(ground.today),
        }
    }

    /// Whether a category applies today.
    pub(crate) fn has(&self, code: TagCode) -> bool {
        self.tags.iter().any(|tag| tag.code == code)
    }

    /// The last visit that saw the child; other visits do not count (rule V5).
    pub(crate) fn last_visit(&self) -> Option<NaiveDate> {
        let seen = self.visits.iter().filter(|one| one.is_sighting());
        seen.map(|one| one.day).max()
    }

    /// A flag about this child, raised on the day `since`.
    pub(crate) fn flag(
        &self,
        rule: RuleId,
        level: Level,
        since: NaiveDate,
        reasons: Vec<Reason>,
    ) -> Flag {
        Flag {
            rule,
            subject: Subject::Child(self.child.id),
            level,
            since,
            raised: since,
            last_seen: self.last_seen,
            open_days_missed: 0,
            supervisor: false,
            reasons,
        }
    }
}
