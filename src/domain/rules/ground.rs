//! What all rules share: the day, the counted days, the thresholds.

use super::book::Number;
use super::facts::{Facts, WEEKS};
use crate::domain::calendar::{DayKind, WhyOpen};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeSet;

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
}

/// Weeks before a day whose same weekdays make the usual number of children. A day is judged only if the register of
/// all of them is read: it is judged alike for as long as it is judged, and then it counts.
const USUAL_WEEKS: i64 = 8;
/// Fewest of them for a usual number.
const USUAL_FROM: usize = 3;
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
            kept,
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
        after(&self.counted, day)
    }

    /// The open days with a register after a day, oldest first.
    pub(crate) fn kept_after(&self, day: NaiveDate) -> &[(NaiveDate, WhyOpen<'f>)] {
        after(&self.kept, day)
    }

    /// The day `days` days after `day`.
    pub(crate) fn after(day: NaiveDate, days: i64) -> NaiveDate {
        day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
    }
}

fn after<'d, 'f>(
    days: &'d [(NaiveDate, WhyOpen<'f>)],
    day: NaiveDate,
) -> &'d [(NaiveDate, WhyOpen<'f>)] {
    let at = days.partition_point(|one| one.0 <= day);
    days.get(at..).unwrap_or_default()
}

/// The days on which fewer than half as many children came as usual on this weekday in the weeks before: weather, or
/// an event of the school. Later days say nothing about it.
fn shared_absences(facts: &Facts<'_>, begins: NaiveDate) -> BTreeSet<NaiveDate> {
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
    let came = |day: NaiveDate| counts.get(place(day)?).copied();
    let is_empty = |day: &&NaiveDate| {
        let weeks = (1..=USUAL_WEEKS).map(|ago| **day - TimeDelta::weeks(ago));
        let taken = weeks.filter(|one| facts.taken.contains(one));
        let mut before: Vec<usize> = taken.filter_map(came).collect();
        before.sort_unstable();
        let usual = before.get(before.len() / 2).copied().unwrap_or_default();
        let is_usual = before.len() >= USUAL_FROM && usual >= SMALL_HOME;
        is_usual && came(**day).is_some_and(|count| count * 2 < usual)
    };
    let judged = facts.taken.range(begins + TimeDelta::weeks(USUAL_WEEKS)..);
    judged.filter(is_empty).copied().collect()
}
