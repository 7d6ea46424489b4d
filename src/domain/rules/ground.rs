//! What all rules share: the counted days, ages, and thresholds.

use super::book::Number;
use super::facts::{Facts, WEEKS};
use crate::domain::Child;
use crate::domain::calendar::{DayKind, Term, WhyClosed, WhyOpen};
use crate::domain::child::SummerPlan;
use chrono::{NaiveDate, TimeDelta};

/// Day, calendar and thresholds, prepared once for all rules.
pub(crate) struct Ground<'f> {
    /// All facts.
    pub facts: &'f Facts<'f>,
    /// The day of evaluation.
    pub today: NaiveDate,
    /// Open days of the last [`WEEKS`] weeks with a register, oldest first. Today is included only
    /// when its register is closed, because a child may still come.
    pub counted: Vec<(NaiveDate, WhyOpen<'f>)>,
    /// The age of each day, counted back from today (index 0).
    ages: Vec<Age>,
    /// The same without the school's summer holiday, for children who are away in summer.
    ages_in_term: Vec<Age>,
}

/// Time since a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Age {
    /// Counted days: open days with a register, and the weekly closed days before each.
    pub days: usize,
    /// Open days among them.
    pub open_days: usize,
}

impl Age {
    const fn and(self, other: Self) -> Self {
        Self {
            days: self.days + other.days,
            open_days: self.open_days + other.open_days,
        }
    }
}

/// Number of days for which ages are counted exactly.
const FAR: usize = 800;
/// Weeks at the begin of the period that show whether a register was kept before it.
const FIRST_WEEKS: i64 = 4;

impl<'f> Ground<'f> {
    /// Prepares the ground of a day.
    ///
    /// An age counts only days that say something about the child: an open day with a register, and
    /// the weekly closed days directly before it. From Thursday to an absence on Monday, four days
    /// pass. A week of holidays, a closed week and a week without a register count nothing,
    /// weekends included.
    pub(crate) fn new(facts: &'f Facts<'f>) -> Self {
        let today = facts.now.date_naive();
        let mut ground = Self {
            facts,
            today,
            counted: Vec::new(),
            ages: vec![Age::default()],
            ages_in_term: vec![Age::default()],
        };
        let begins = today - TimeDelta::weeks(WEEKS);
        let soon_after = begins + TimeDelta::weeks(FIRST_WEEKS);
        let was_kept_before = facts.taken.range(..=soon_after).next().is_some();
        let is_taken = |day| facts.taken.contains(&day) || (day <= begins && was_kept_before);
        let mut is_next_counted = false;
        for day in std::iter::successors(Some(today), NaiveDate::pred_opt).take(FAR) {
            let kind = facts.calendar.day(day);
            is_next_counted = match &kind {
                DayKind::Open { .. } => (day < today || facts.is_closed) && is_taken(day),
                DayKind::Closed(WhyClosed::Weekly) => is_next_counted,
                DayKind::Closed(WhyClosed::Holiday(_) | WhyClosed::ClosedDay(_)) => false,
            };
            let is_open = matches!(kind, DayKind::Open { .. });
            ground.count_back(day, is_next_counted, is_open);
            if let DayKind::Open { why, .. } = kind
                && is_next_counted
                && day > begins
            {
                ground.counted.push((day, why));
            }
        }
        ground.counted.reverse();
        ground
    }

    fn count_back(&mut self, day: NaiveDate, is_counted: bool, is_open: bool) {
        let age = Age {
            days: usize::from(is_counted),
            open_days: usize::from(is_counted && is_open),
        };
        let is_summer = || self.facts.calendar.term(day).is_some_and(Term::is_summer);
        let in_term = if is_counted && is_summer() {
            Age::default()
        } else {
            age
        };
        for (ages, age) in [(&mut self.ages, age), (&mut self.ages_in_term, in_term)] {
            let since = ages.last().copied().unwrap_or_default();
            ages.push(since.and(age));
        }
    }

    /// The value of a threshold in this home.
    pub(crate) fn number(&self, number: &Number) -> i64 {
        self.facts.book.get(number)
    }

    /// The value of a threshold as a count.
    pub(crate) fn count(&self, number: &Number) -> usize {
        self.facts.book.count(number)
    }

    /// Time since `since` for a child; today is included only when its register is closed.
    pub(crate) fn age(&self, child: &Child, since: NaiveDate) -> Age {
        let ages = match child.summer_plan {
            Some(SummerPlan::Parents | SummerPlan::Relatives) => &self.ages_in_term,
            Some(SummerPlan::Village) | None => &self.ages,
        };
        let days = usize::try_from((self.today - since).num_days()).unwrap_or_default();
        let last = ages.last().copied().unwrap_or_default();
        ages.get(days).copied().unwrap_or(last)
    }

    /// Whether a day was open, is over and has a register.
    pub(crate) fn is_counted(&self, day: NaiveDate) -> bool {
        let back = usize::try_from((self.today - day).num_days()).ok();
        let ages = back.and_then(|back| Some((self.ages.get(back)?, self.ages.get(back + 1)?)));
        ages.is_some_and(|(after, with)| after.open_days < with.open_days)
    }

    /// The day `days` days after `day`.
    pub(crate) fn after(day: NaiveDate, days: i64) -> NaiveDate {
        day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
    }
}
