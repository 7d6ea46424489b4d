//! What all rules share: the day, the counted days, the thresholds.

use super::book::Number;
use super::facts::{Facts, WEEKS};
use crate::domain::calendar::{DayKind, WhyOpen};
use chrono::{NaiveDate, TimeDelta};

/// Day, calendar and thresholds, prepared once for all rules.
pub(crate) struct Ground<'f> {
    /// All facts.
    pub facts: &'f Facts<'f>,
    /// The day of evaluation.
    pub today: NaiveDate,
    /// The day from which the register of every child is known.
    pub begins: NaiveDate,
    /// Open days with a register, oldest first, from the earliest day on from which a register is known. Today is
    /// included only when its register is closed, because a child may still come. A day on which half of the
    /// home stayed away is left out: that is no child's absence.
    pub counted: Vec<(NaiveDate, WhyOpen<'f>)>,
}

/// Days of which the usual number of children is made.
const USUAL_DAYS: usize = 20;
/// Fewest of them for a usual number.
const USUAL_FROM: usize = 5;
/// In a smaller home two absent children are half of it.
const SMALL_HOME: usize = 6;

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
        let empty = shared_absences(facts, begins);
        let counted = facts
            .taken
            .range(first..=today)
            .filter(|day| is_over(day) && !empty.contains(day))
            .filter_map(|day| match facts.calendar.day(*day) {
                DayKind::Open { why, .. } => Some((*day, why)),
                DayKind::Closed(_) => None,
            });
        Self {
            facts,
            today,
            begins,
            counted: counted.collect(),
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

    /// The counted days after a day, oldest first.
    pub(crate) fn counted_after(&self, day: NaiveDate) -> &[(NaiveDate, WhyOpen<'f>)] {
        let at = self.counted.partition_point(|one| one.0 <= day);
        self.counted.get(at..).unwrap_or_default()
    }

    /// The day `days` days after `day`.
    pub(crate) fn after(day: NaiveDate, days: i64) -> NaiveDate {
        day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
    }
}

/// The days on which fewer than half as many children came as on a usual one of the days before: weather, or an
/// event of the school. Only days of which every child's register is known.
fn shared_absences(facts: &Facts<'_>, begins: NaiveDate) -> Vec<NaiveDate> {
    let place = |day: NaiveDate| usize::try_from((day - begins).num_days()).ok();
    // By place and not by day: there is a mark for every child and day.
    let mut counts = vec![0; place(facts.now.date_naive()).unwrap_or_default() + 1];
    for marked in facts
        .days
        .values()
        .flatten()
        .filter(|one| one.mark.is_seen())
    {
        if let Some(count) = place(marked.day).and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    let counted = |day: &NaiveDate| Some((*day, *counts.get(place(*day)?)?));
    let came: Vec<(NaiveDate, usize)> = facts.taken.range(begins..).filter_map(counted).collect();
    let is_empty = |(nth, (_, count)): &(usize, &(NaiveDate, usize))| {
        let before = came.get(nth.saturating_sub(USUAL_DAYS)..*nth);
        let mut before: Vec<usize> = before.unwrap_or_default().iter().map(|one| one.1).collect();
        before.sort_unstable();
        let usual = before.get(before.len() / 2).copied().unwrap_or_default();
        before.len() >= USUAL_FROM && usual >= SMALL_HOME && count * 2 < usual
    };
    let empty = came.iter().enumerate().filter(is_empty);
    empty.map(|(_, (day, _))| *day).collect()
}
