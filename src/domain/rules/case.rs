//! The facts of one child, as the rules read them.

use super::facts::Day;
use super::flag::{Flag, Level, Subject};
use super::ground::Ground;
use super::reason::Reason;
use super::rule_id::RuleId;
use crate::domain::{Agreement, Child, Contact, Incident, Tag, TagCode, Visit};
use chrono::NaiveDate;

/// Everything known of one child.
pub struct Case<'f> {
    /// The file.
    pub child: &'f Child,
    /// Categories that hold today.
    pub tags: Vec<&'f Tag>,
    /// Contacts in the order in which to ring.
    pub contacts: &'f [Contact],
    /// Agreements.
    pub agreements: &'f [Agreement],
    /// Visits and calls, oldest first.
    pub visits: &'f [Visit],
    /// Incidents.
    pub incidents: &'f [Incident],
    /// The register of the last weeks, oldest first.
    pub days: &'f [Day],
    /// When the child was last seen in person.
    pub last_seen: Option<NaiveDate>,
    /// Since when the home knows the child.
    pub known_since: NaiveDate,
}

impl<'f> Case<'f> {
    /// What is known of a child.
    pub fn new(child: &'f Child, ground: &Ground<'f>) -> Self {
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

    /// Whether the child has this category today.
    pub fn has(&self, code: TagCode) -> bool {
        self.tags.iter().any(|tag| tag.code == code)
    }

    /// The last visit at which the child was seen in person (rule V5: no other counts).
    pub fn last_visit(&self) -> Option<NaiveDate> {
        let seen = self.visits.iter().filter(|one| one.is_sighting());
        seen.map(|one| one.day).max()
    }

    /// A flag about this child.
    pub fn flag(&self, rule: RuleId, level: Level, since: NaiveDate, reasons: Vec<Reason>) -> Flag {
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
