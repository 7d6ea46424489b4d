//! What all rules share: the day, the counted days, the thresholds.

use super::book::{Number, month_day};
use super::facts::{Facts, WEEKS};
use super::shared::{ClassesAway, shared_absences};
use crate::domain::Child;
use crate::domain::calendar::{DayKind, WhyOpen};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// Day, calendar and thresholds, prepared once for all rules.
pub(crate) struct Ground<'f> {
    /// All facts.
    pub facts: &'f Facts<'f>,
    /// The day of evaluation.
    pub today: NaiveDate,
    /// The day from which the register of every child is known.
    pub begins: NaiveDate,
    /// Open days with a register, oldest first, from the earliest day on from which a register is known. Today is
    /// included only when its register is closed, because a child may still come. Habits are read from these days.
    pub kept: Vec<(NaiveDate, WhyOpen<'f>)>,
    /// Those of them on which a child can be missed: a day on which half of the home stayed away is left out, that is
    /// no child's absence.
    pub counted: Vec<(NaiveDate, WhyOpen<'f>)>,
    /// The days on which a whole class stayed away: that is no absence of one of its children either.
    classes: ClassesAway<'f>,
}

impl<'f> Ground<'f> {
    /// Prepares the ground of a day.
    pub(crate) fn new(facts: &'f Facts<'f>) -> Self {
        let today = facts.now.date_naive();
        let begins = today - TimeDelta::weeks(WEEKS);
        let first = facts
            .reach
            .values()
            .min()
            .map_or(begins, |day| begins.min(*day));
        let is_over = |day: &NaiveDate| *day < today || facts.is_closed;
        let kept = facts
            .taken
            .range(first..=today)
            .filter(|day| is_over(day))
            .filter_map(|day| match facts.calendar.day(*day) {
                DayKind::Open { why, .. } => Some((*day, why)),
                DayKind::Closed(_) => None,
            });
        let kept: Vec<_> = kept.collect();
        let empty = shared_absences(facts, begins);
        let counted = kept.iter().filter(|(day, _)| !empty.contains(day));
        Self {
            facts,
            today,
            begins,
            counted: counted.cloned().collect(),
            classes: ClassesAway::new(facts, begins),
            kept,
        }
    }

    /// Whether nobody can come on a day any more.
    pub(crate) fn is_over(&self, day: NaiveDate) -> bool {
        day < self.today || (day == self.today && self.facts.is_closed)
    }

    /// The value of a threshold in this home.
    pub(crate) fn number(&self, number: &Number) -> i64 {
        self.facts.book.get(number)
    }

    /// The day of this year that a threshold names; `None` if the year has no such day.
    pub(crate) fn day_of_year(&self, number: &Number) -> Option<NaiveDate> {
        month_day(self.number(number), self.today.year())
    }

    /// The value of a threshold as a count.
    pub(crate) fn count(&self, number: &Number) -> usize {
        self.facts.book.count(number)
    }

    /// The counted days after a day, oldest first.
    pub(crate) fn counted_after(&self, day: NaiveDate) -> &[(NaiveDate, WhyOpen<'f>)] {
        after(&self.counted, day)
    }

    /// The open days with a register after a day, oldest first.
    pub(crate) fn kept_after(&self, day: NaiveDate) -> &[(NaiveDate, WhyOpen<'f>)] {
        after(&self.kept, day)
    }

    /// Whether the whole class of a child stayed away on a day.
    pub(crate) fn is_class_away(&self, child: &Child, day: NaiveDate) -> bool {
        self.classes.is_away(child, day)
    }

    /// The day `days` days after `day`.
    pub(crate) fn after(day: NaiveDate, days: i64) -> NaiveDate {
        day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
    }
}

pub(super) fn after<'d, 'f>(
    days: &'d [(NaiveDate, WhyOpen<'f>)],
    day: NaiveDate,
) -> &'d [(NaiveDate, WhyOpen<'f>)] {
    let at = days.partition_point(|one| one.0 <= day);
    days.get(at..).unwrap_or_default()
}
