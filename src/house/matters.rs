//! The input of the rules, built from the parts in memory.

use super::home::HomeFacts;
use crate::domain::activity::weeks::Week;
use crate::domain::rules::ladder::{Matter, matters};
use crate::domain::rules::{Facts, flags, weeks};
use crate::domain::{Child, ChildId, Contact, Moment, Tag};
use crate::store::{Known, Roster};
use std::collections::HashMap;

/// References to all facts that the rules need.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RuleInput<'s> {
    pub children: &'s [Child],
    pub tags: &'s HashMap<ChildId, Vec<Tag>>,
    pub contacts: &'s HashMap<ChildId, Vec<Contact>>,
    pub home: &'s HomeFacts,
    pub known: &'s Known,
}

impl<'s> RuleInput<'s> {
    pub(crate) fn new(roster: &'s Roster, home: &'s HomeFacts, known: &'s Known) -> Self {
        Self {
            children: &roster.children,
            tags: &roster.tags,
            contacts: &roster.contacts,
            home,
            known,
        }
    }

    /// The facts for the rules. `is_closed`: the register of the day is complete.
    pub(crate) fn facts(&self, now: Moment, is_closed: bool) -> Facts<'s> {
        Facts {
            now,
            children: self.children,
            tags: self.tags,
            contacts: self.contacts,
            agreements: &self.known.agreements,
            requests: &self.known.requests,
            problems: &self.known.problems,
            support: &self.known.support,
            visits: &self.known.visits,
            follow_ups: &self.known.follow_ups,
            incidents: &self.known.incidents,
            days: &self.known.days,
            reach: &self.known.reach,
            began: self.known.began.unwrap_or_else(|| now.date_naive()),
            open_stays: &self.known.open_stays,
            last_seen: &self.known.last_seen,
            taken: &self.known.taken,
            is_closed,
            opened_at: self.known.opened_at,
            programme: &self.known.programme,
            staff: &self.home.staff,
            calendar: &self.home.calendar,
            book: &self.known.book,
            ask_after_minutes: self.home.home.ask_after_minutes,
        }
    }

    /// The last weeks by rule A1, oldest first.
    pub(crate) fn weeks(&self, now: Moment) -> Vec<Week> {
        weeks(&self.facts(now, false))
    }

    /// The open matters at `now`.
    pub(crate) fn matters(&self, now: Moment, is_closed: bool) -> Vec<Matter> {
        let facts = self.facts(now, is_closed);
        matters(flags(&facts), &facts)
    }
}
