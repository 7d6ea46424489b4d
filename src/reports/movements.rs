//! Who is new, who came back after a gap, who stopped coming: one meaning for every page and report.

use super::table::Fact;
use crate::domain::calendar::period::Period;
use crate::domain::{Child, ChildId};
use crate::house::period::PeriodFacts;
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// A child that did not come for this many days has stopped coming, if the home was open meanwhile.
pub(crate) const GAP_DAYS: i64 = 28;
/// Days with a register that a gap has at least: holidays are no gap.
pub(crate) const GAP_REGISTERS: usize = 8;

/// What changed with a child on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It came for the first time.
    New,
    /// It came again after a gap; the day on which it had come last.
    Back {
        /// The last day before the gap.
        last: NaiveDate,
    },
    /// It came for the last time before a gap, and has not left the home.
    Stopped,
    /// It came for the last time before it left the home.
    Left,
}

/// A change of one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Movement {
    /// The child.
    pub child: ChildId,
    /// The day.
    pub day: NaiveDate,
    /// What changed.
    pub change: Change,
}

/// All changes of the first period of the facts, which must hold [`crate::house::period::Part::Beside`].
#[derive(Debug, Default)]
pub(crate) struct Movements(Vec<Movement>);

impl Movements {
    /// Finds the changes.
    pub(crate) fn of(facts: &PeriodFacts, period: Period) -> Self {
        let mut all = Vec::new();
        let mut days: Vec<NaiveDate> = Vec::new();
        let mut last: Option<&Child> = None;
        for (child, marked) in facts.came(period) {
            if last.is_some_and(|last| last.id != child.id) {
                of_child(facts, last.take(), &days, &mut all);
                days.clear();
            }
            last = Some(child);
            days.push(marked.day);
        }
        of_child(facts, last, &days, &mut all);
        Self(all)
    }

    /// The records of one kind of change on some days.
    pub(crate) fn facts(&self, days: Period, is_kind: impl Fn(Change) -> bool) -> Vec<Fact> {
        let all = self
            .0
            .iter()
            .filter(|one| days.contains(one.day) && is_kind(one.change));
        all.map(|one| Fact::Day(one.child, one.day)).collect()
    }
}

/// The day from which it is known of everybody who came on these days whether they stopped coming.
pub(crate) fn known_from(days: Period) -> NaiveDate {
    days.to + Days::new(GAP_DAYS.unsigned_abs() + 1)
}

fn of_child(
    facts: &PeriodFacts,
    child: Option<&Child>,
    days: &[NaiveDate],
    all: &mut Vec<Movement>,
) {
    let Some(child) = child else { return };
    let beside = facts.beside.get(&child.id).copied().unwrap_or_default();
    let is_gap = |from, to| is_gap(&facts.register_days, from, to);
    let mut before = beside.before;
    for (nth, day) in days.iter().enumerate() {
        let mut add = |change| {
            let day = *day;
            all.push(Movement {
                child: child.id,
                day,
                change,
            });
        };
        match before {
            None => add(Change::New),
            Some(last) if is_gap(last, *day) => add(Change::Back { last }),
            Some(_) => {}
        }
        before = Some(*day);
        let next = days.get(nth + 1).copied().or(beside.after);
        // Today is not over: who has not come yet may still come.
        if is_gap(*day, next.unwrap_or_else(|| facts.today())) {
            let has_left = !child.status.is_here() && next.is_none() && child.left_on.is_some();
            add(if has_left {
                Change::Left
            } else {
                Change::Stopped
            });
        }
    }
}

/// Whether a gap between two days is one: longer than [`GAP_DAYS`], with [`GAP_REGISTERS`] in it.
fn is_gap(registers: &BTreeSet<NaiveDate>, from: NaiveDate, to: NaiveDate) -> bool {
    let is_long = (to - from).num_days() > GAP_DAYS;
    is_long && {
        let between = registers.range(from..to).filter(|day| **day > from);
        between.take(GAP_REGISTERS).count() == GAP_REGISTERS
    }
}
