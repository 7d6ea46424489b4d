//! Who needs a person: the flags of a day with what was done about them, for every face of the
//! program; as of now, and as of a day in the past.

use super::desk::Desk;
use super::model::HomeFacts;
use super::refusal::Refusal;
use super::runner::home_facts;
use crate::domain::activity::weeks::Week;
use crate::domain::rules::ladder::{Matter, matters};
use crate::domain::rules::{Facts, Flag, flags, weeks};
use crate::domain::{Child, ChildId, Contact, Moment, Tag};
use crate::store::{Known, Roster};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What a day in the past is told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownAs {
    /// What was known on that day.
    Then,
    /// What is known now about that day.
    Now,
}

/// Everything the rules look at, wherever it is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleInput<'s> {
    pub children: &'s [Child],
    pub tags: &'s HashMap<ChildId, Vec<Tag>>,
    pub contacts: &'s HashMap<ChildId, Vec<Contact>>,
    pub home: &'s HomeFacts,
    pub known: &'s Known,
}

impl<'s> RuleInput<'s> {
    pub fn new(roster: &'s Roster, home: &'s HomeFacts, known: &'s Known) -> Self {
        Self {
            children: &roster.children,
            tags: &roster.tags,
            contacts: &roster.contacts,
            home,
            known,
        }
    }

    fn facts(&self, now: Moment, is_closed: bool) -> Facts<'s> {
        Facts {
            now,
            children: self.children,
            tags: self.tags,
            contacts: self.contacts,
            agreements: &self.known.agreements,
            visits: &self.known.visits,
            follow_ups: &self.known.follow_ups,
            incidents: &self.known.incidents,
            days: &self.known.days,
            last_seen: &self.known.last_seen,
            taken: &self.known.taken,
            is_closed,
            programme: &self.known.programme,
            staff: &self.home.staff,
            calendar: &self.home.calendar,
            book: &self.known.book,
            ask_after_minutes: self.home.home.ask_after_minutes,
        }
    }

    /// The strip of the last weeks as rule A1 sees it.
    pub fn weeks(&self, now: Moment) -> Vec<Week> {
        weeks(&self.facts(now, false))
    }

    /// What needs a person at this moment.
    pub fn matters(&self, now: Moment, is_closed: bool) -> Vec<Matter> {
        let facts = self.facts(now, is_closed);
        matters(flags(&facts), &facts)
    }
}

impl Desk {
    /// The flags of a day. A day in the past is over: its register counts whole.
    pub fn flags(&mut self, day: NaiveDate, reading: KnownAs) -> Result<Vec<Flag>, Refusal> {
        let now = self.now();
        let today = now.date_naive();
        if day > today {
            return Err(Refusal::Future);
        }
        if day == today {
            return self.flags_at(now, None);
        }
        let end = day
            .and_hms_opt(23, 59, 59)
            .and_then(|end| end.and_local_timezone(now.timezone()).single())
            .unwrap_or(now);
        match reading {
            KnownAs::Now => self.flags_at(end, Some(day)),
            KnownAs::Then => self.flags_then(end, day),
        }
    }

    fn flags_then(&mut self, end: Moment, day: NaiveDate) -> Result<Vec<Flag>, Refusal> {
        self.store.as_of(end, |store| {
            let Some(home) = home_facts(store)? else {
                return Ok(Vec::new());
            };
            let (roster, known) = (store.roster()?, store.known_about(day)?);
            let sources = RuleInput::new(&roster, &home, &known);
            Ok(flags(&sources.facts(end, true)))
        })
    }

    fn flags_at(&self, moment: Moment, past: Option<NaiveDate>) -> Result<Vec<Flag>, Refusal> {
        let Some(home) = home_facts(&self.store)? else {
            return Ok(Vec::new());
        };
        let mut roster = self.store.roster()?;
        let known = match past {
            Some(day) => self.store.known_about(day)?,
            None => self.store.known(moment.date_naive())?,
        };
        if let Some(day) = past {
            roster
                .children
                .retain(|child| child.joined_on.is_none_or(|joined| joined <= day));
        }
        let is_closed = past.is_some() || known.is_closed;
        let sources = RuleInput::new(&roster, &home, &known);
        Ok(flags(&sources.facts(moment, is_closed)))
    }
}
