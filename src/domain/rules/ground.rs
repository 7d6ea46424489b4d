//! What all rules stand on: which days count, how long something is ago, and the numbers.

use super::book::Number;
use super::facts::{Facts, WEEKS};
use crate::domain::Child;
use crate::domain::calendar::{DayKind, Term, WhyClosed, WhyOpen};
use crate::domain::child::SummerPlan;
use chrono::{NaiveDate, TimeDelta};

/// What all rules stand on: the day, the calendar of the last weeks, the numbers.
pub struct Ground<'f> {
    /// Everything.
    pub facts: &'f Facts<'f>,
    /// The day that is asked about.
    pub today: NaiveDate,
    /// Open days of the last [`WEEKS`] weeks whose register was taken, oldest first. Today is
    /// among them only when it is closed: until then a child may still come.
    pub counted: Vec<(NaiveDate, WhyOpen<'f>)>,
    /// So many days back, today first: what has gone by since.
    ages: Vec<Age>,
    /// The same without the days of the school's summer holiday, for children who spend it away.
    ages_in_term: Vec<Age>,
}

/// What has gone by since a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Age {
    /// Days that count: open days whose register was taken, and the days of rest before each.
    pub days: usize,
    /// The open ones among them.
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

/// How far back ages are counted exactly.
const FAR: usize = 800;
/// Whether registers were taken before the weeks that are looked at is told from their first ones.
const FIRST_WEEKS: i64 = 4;

impl<'f> Ground<'f> {
    /// The ground of a day.
    ///
    /// How old an absence is, is counted in days that say something about the child: an open day
    /// whose register was taken, together with the days of rest by the weekly hours right before it.
    /// So four days have gone by when a child was seen on Thursday and not on Monday; but a week of
    /// holidays, a closed week, or one without a register counts nothing, its weekend included.
    pub fn new(facts: &'f Facts<'f>) -> Self {
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

    /// A number as it holds in this home.
    pub fn number(&self, number: &Number) -> i64 {
        self.facts.book.get(number)
    }

    /// The same as a count.
    pub fn count(&self, number: &Number) -> usize {
        self.facts.book.count(number)
    }

    /// What has gone by for a child after `since`, today included only when it is closed.
    pub fn age(&self, child: &Child, since: NaiveDate) -> Age {
        let ages = match child.summer_plan {
            Some(SummerPlan::Parents | SummerPlan::Relatives) => &self.ages_in_term,
            Some(SummerPlan::Village) | None => &self.ages,
        };
        let days = usize::try_from((self.today - since).num_days()).unwrap_or_default();
        let last = ages.last().copied().unwrap_or_default();
        ages.get(days).copied().unwrap_or(last)
    }

    /// Whether a day was open, is over, and its register was taken.
    pub fn is_counted(&self, day: NaiveDate) -> bool {
        let back = usize::try_from((self.today - day).num_days()).ok();
        let ages = back.and_then(|back| Some((self.ages.get(back)?, self.ages.get(back + 1)?)));
        ages.is_some_and(|(after, with)| after.open_days < with.open_days)
    }

    /// So many days from a day on.
    pub fn after(day: NaiveDate, days: i64) -> NaiveDate {
        day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
    }
}
