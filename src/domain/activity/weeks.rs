//! The weekly duty: at least one activity an ISO week. Held, planned, missed and why, or closed.
//!
//! A week in which the home is closed on every day is not a missed one; neither is one in which
//! something took place although it should not have been open. A week counts as missed only when it
//! is over, and only from the week on in which the home began to plan.

pub use crate::domain::calendar::week::monday;

use super::{Occurrence, Programme, State};
use crate::domain::calendar::Calendar;
use chrono::{Days, NaiveDate, TimeDelta};

/// How a week stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeekState {
    /// As much took place as has to.
    Held,
    /// The home is closed on every day of it.
    Closed,
    /// It is not over, and something is planned.
    Planned,
    /// It is not over, and nothing is planned.
    Nothing,
    /// It is over, and nothing took place.
    Missed {
        /// Why, if somebody has said.
        reason: Option<String>,
    },
    /// It was over before the home began to plan.
    Before,
}

impl WeekState {
    /// The stable code for files and words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Closed => "closed",
            Self::Planned => "planned",
            Self::Nothing => "nothing",
            Self::Missed { .. } => "missed",
            Self::Before => "before",
        }
    }
}

/// One week of the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// How it stands.
    pub state: WeekState,
    /// What took place in it.
    pub held: usize,
    /// What will.
    pub planned: usize,
}

impl Week {
    /// Its Sunday.
    pub fn sunday(&self) -> NaiveDate {
        self.monday + Days::new(6)
    }

    /// Whether nothing took place and nobody has said why.
    pub fn wants_reason(&self) -> bool {
        self.state == WeekState::Missed { reason: None }
    }
}

/// The last `count` weeks, oldest first; the running one is the last.
pub fn strip(
    programme: &Programme,
    calendar: &Calendar,
    today: NaiveDate,
    count: usize,
    wanted: usize,
) -> Vec<Week> {
    let this = monday(today);
    let back = i64::try_from(count.saturating_sub(1)).unwrap_or_default();
    let from = this - TimeDelta::weeks(back);
    let all = programme.between(from, this + Days::new(6), today, calendar);
    let begins = programme.begins().map(monday);
    let weeks = from.iter_weeks().take_while(|week| *week <= this);
    weeks
        .map(|week| of(week, &all, calendar, (today, begins, wanted, programme)))
        .collect()
}

fn of(
    monday: NaiveDate,
    all: &[Occurrence],
    calendar: &Calendar,
    (today, begins, wanted, programme): (NaiveDate, Option<NaiveDate>, usize, &Programme),
) -> Week {
    let sunday = monday + Days::new(6);
    let count = |states: &[State]| {
        let in_week = |one: &&Occurrence| monday <= one.activity.day && one.activity.day <= sunday;
        let all = all.iter().filter(in_week);
        all.filter(|one| states.contains(&one.state)).count()
    };
    let held = count(&[State::Held]);
    let planned = count(&[State::Planned, State::Moved]);
    let is_closed = calendar.open_days_between(monday, sunday) == 0;
    let state = match () {
        () if held >= wanted.max(1) => WeekState::Held,
        () if is_closed => WeekState::Closed,
        () if sunday < today && begins.is_none_or(|first| monday < first) => WeekState::Before,
        () if sunday < today => WeekState::Missed {
            reason: programme.reasons.get(&monday).cloned(),
        },
        () if planned > 0 => WeekState::Planned,
        () => WeekState::Nothing,
    };
    Week {
        monday,
        state,
        held,
        planned,
    }
}
