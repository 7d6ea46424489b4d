//! A5: open days whose register was not taken, so that nobody knows who came.

use crate::domain::rules::facts::LONGEST_REACH;
use crate::domain::rules::flag::{Flag, Level, Subject};
use crate::domain::rules::ground::Ground;
use crate::domain::rules::reason::{Reason, SeenReason};
use crate::domain::rules::rule_id::RuleId;
use chrono::{NaiveDate, TimeDelta};

/// The first day whose register is asked for: the one after the home began to use the program, because on that day it
/// was set up. Whatever reads the days with a register reads them from here, else an old day would be asked for again.
pub(crate) fn asked_from(today: NaiveDate, began: NaiveDate) -> NaiveDate {
    let earliest = today - TimeDelta::days(LONGEST_REACH);
    began.succ_opt().unwrap_or(began).max(earliest)
}

/// A5: all missing days are one matter, which holds since the first of them. Today is no missing day yet.
pub(in crate::domain::rules) fn a5(ground: &Ground<'_>) -> Option<Flag> {
    let facts = ground.facts;
    let from = asked_from(ground.today, facts.began);
    let days = from.iter_days().take_while(|day| *day < ground.today);
    let days = days.filter(|day| !facts.taken.contains(day) && facts.calendar.is_open(*day));
    let days: Vec<NaiveDate> = days.collect();
    let since = *days.first()?;
    let reason = Reason::Seen(SeenReason::NotTaken { days });
    let about = (RuleId::A5, Level::Amber);
    Some(Flag::new(Subject::Home, about, since, vec![reason]))
}

impl Flag {
    /// The open days without a register that it is about, oldest first; none for any other rule.
    pub(crate) fn days_not_taken(&self) -> &[NaiveDate] {
        let days = self.reasons.iter().find_map(|reason| match reason {
            Reason::Seen(SeenReason::NotTaken { days }) => Some(days.as_slice()),
            _ => None,
        });
        days.unwrap_or_default()
    }
}
