//! The weekly duty: at least one activity in each ISO week.
//!
//! A week on whose days the home is always closed is not missed, and neither is a week with an
//! activity on a closed day. A week is missed only when it is over, and not before the first week
//! with a planned activity, or the first whole week after the home began to use the program.

pub(crate) use crate::domain::calendar::week::monday;

use super::{Occurrence, Programme, State};
use crate::domain::calendar::Calendar;
use chrono::{Days, NaiveDate, TimeDelta};

/// State of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeekState {
    /// Enough activities were held.
    Held,
    /// The home is closed on every day.
    Closed,
    /// Not over; activities are planned.
    Planned,
    /// Not over; nothing is planned.
    Nothing,
    /// Over; too few activities were held.
    Missed {
        /// Recorded reason, if any.
        reason: Option<String>,
    },
    /// Over before the home began to plan activities, or to use the program.
    Before,
}

impl WeekState {
    /// The stable code for files and words.
    pub(crate) fn code(&self) -> &'static str {
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

/// One week of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Monday of the week.
    pub monday: NaiveDate,
    /// State of the week.
    pub state: WeekState,
    /// Activities held.
    pub held: usize,
    /// Activities planned.
    pub planned: usize,
}

impl Week {
    /// Sunday of the week.
    pub(crate) fn sunday(&self) -> NaiveDate {
        self.monday + Days::new(6)
    }

    /// Whether the week is missed and has no recorded reason.
    pub(crate) fn wants_reason(&self) -> bool {
        self.state == WeekState::Missed { reason: None }
    }
}

/// The last `count` weeks, oldest first, ending with the current week.
pub(crate) fn strip(
    programme: &Programme,
    calendar: &Calendar,
    (today, began): (NaiveDate, NaiveDate),
    count: usize,
    wanted: usize,
) -> Vec<Week> {
    let this = monday(today);
    let back = i64::try_from(count.saturating_sub(1)).unwrap_or_default();
    let from = this - TimeDelta::weeks(back);
    between(programme, calendar, (today, began), (from, this), wanted)
}

/// The Monday of the first whole week from a day on.
pub(crate) fn first_whole(began: NaiveDate) -> NaiveDate {
    let week = monday(began);
    if week < began {
        week + Days::new(7)
    } else {
        week
    }
}

/// The weeks that have a day in a period, both days included, oldest first.
pub(crate) fn between(
    programme: &Programme,
    calendar: &Calendar,
    (today, began): (NaiveDate, NaiveDate),
    (from, to): (NaiveDate, NaiveDate),
    wanted: usize,
) -> Vec<Week> {
    let (from, last) = (monday(from), monday(to));
    let all = programme.between(from, last + Days::new(6), today, calendar);
    let begins = programme
        .begins()
        .map(|first| monday(first).max(first_whole(began)));
    let weeks = from.iter_weeks().take_while(|week| *week <= last);
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
