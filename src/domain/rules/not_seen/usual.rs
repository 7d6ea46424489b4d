//! The habit of a child before it was last seen, in numbers that can be counted again, and how rare its absence is.

use super::days::Kept;
use super::unlikely::{basis, missed_open_days};
use super::{AGREED_FROM, agreed_days_kept, run};
use crate::domain::Weekdays;
use crate::domain::agreed_days::SHARE;
use crate::domain::rules::book::S3_KEPT;
use crate::domain::rules::case::Case;
use crate::domain::rules::facts::HABIT_WEEKS;
use crate::domain::rules::ground::Ground;
use chrono::{Datelike, NaiveDate, Weekday};

/// Days on which a child came, and days on which it could have come without an excuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct CameOf {
    /// Days on which it came.
    pub came: usize,
    /// All of them.
    pub of: usize,
}

/// How rare the run of misses since the last sighting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chance {
    /// The child came too seldom for a habit.
    TooLittleKnown,
    /// Nothing was missed without an excuse.
    NothingMissed,
    /// The child stays away for as long at times, or missed none of its usual days.
    StaysAwayAtTimes,
    /// By chance about once in this many weeks; `None` if hardly ever.
    OnceIn(Option<i64>),
}

/// The habit of a child as the rules read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Usual {
    /// The last sighting, the last day that is read.
    pub until: NaiveDate,
    /// Weeks before it that are read.
    pub weeks: i64,
    /// Whether only the agreed days are read, or all open days.
    pub of_agreed: bool,
    /// The weekdays on which the child came at least [`SHARE`] times of a hundred; none if too little is known.
    pub days: Weekdays,
    /// Each weekday with such days, from Monday.
    pub by_weekday: Vec<(Weekday, CameOf)>,
    /// The agreed days from the first to the last on which it came; `None` if none are agreed.
    pub agreed: Option<CameOf>,
    /// The share of them in percent from which the fixed counts of misses apply.
    pub keeps_from: usize,
    /// From so many agreed days on it is known whether the child keeps them; before, it is believed.
    pub agreed_from: usize,
    /// Weekend days on which schools taught for another day: they are left out.
    pub made_up: usize,
    /// Unexplained misses since the last sighting, on the days that are read.
    pub missed: usize,
    /// Those of them on weekdays on which the child comes; all of them if too little is known.
    pub of_its_days: usize,
    /// How rare these are.
    pub chance: Chance,
}

impl Usual {
    /// All days that are read.
    pub(crate) fn total(&self) -> CameOf {
        let all = self.by_weekday.iter().map(|(_, one)| *one);
        all.fold(CameOf::default(), |sum, one| CameOf {
            came: sum.came + one.came,
            of: sum.of + one.of,
        })
    }
}

/// The habit of a child; `None` if it was never seen.
pub(in crate::domain::rules) fn usual(case: &Case<'_>, ground: &Ground<'_>) -> Option<Usual> {
    let until = case.last_seen?;
    let basis = basis(case, ground, until);
    let run = if basis.of_agreed {
        run(case, ground)
    } else {
        missed_open_days(case, ground, until)
    };
    let count = |weekday: Weekday| {
        let days = basis.days.iter();
        let days = days.filter(|one| one.day.weekday() == weekday && one.kept != Kept::Explained);
        days.fold(CameOf::default(), |sum, one| CameOf {
            came: sum.came + usize::from(one.kept == Kept::Came),
            of: sum.of + 1,
        })
    };
    let by_weekday = Weekdays::WEEK
        .into_iter()
        .map(|weekday| (weekday, count(weekday)));
    let by_weekday: Vec<(Weekday, CameOf)> = by_weekday.filter(|(_, one)| one.of > 0).collect();
    let is_usual = |one: &CameOf| one.came > 0 && 100 * one.came >= SHARE * one.of;
    let usual = by_weekday.iter().filter(|(_, one)| is_usual(one));
    let comes_on = |day: &&NaiveDate| {
        basis
            .habit
            .as_ref()
            .is_none_or(|habit| habit.comes_on(**day))
    };
    let kept = agreed_days_kept(case, ground);
    let chance = match &basis.habit {
        None => Chance::TooLittleKnown,
        Some(_) if run.is_empty() => Chance::NothingMissed,
        Some(habit) => habit.judge(&run).map_or(Chance::StaysAwayAtTimes, |found| {
            Chance::OnceIn(found.weeks_to_tell())
        }),
    };
    Some(Usual {
        until,
        weeks: HABIT_WEEKS,
        of_agreed: basis.of_agreed,
        days: if basis.habit.is_some() {
            usual.map(|(weekday, _)| *weekday).collect()
        } else {
            Weekdays::NONE
        },
        by_weekday,
        agreed: (!case.child.expected_days.is_empty()).then_some(CameOf {
            came: kept.0,
            of: kept.1,
        }),
        keeps_from: ground.count(&S3_KEPT),
        agreed_from: AGREED_FROM,
        made_up: basis.made_up,
        missed: run.len(),
        of_its_days: run.iter().filter(comes_on).count(),
        chance,
    })
}
