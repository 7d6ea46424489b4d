//! Who is new, who came back after a gap, who stopped coming: one meaning for every page and report.

use super::table::{Cell, Fact, Value};
use crate::domain::calendar::period::Period;
use crate::domain::{Child, ChildId, Mark, Status};
use crate::house::period::{EXPLAINED_WITHIN, PeriodFacts};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// A child that did not come for this many days has stopped coming, if the home was open meanwhile.
pub(crate) const GAP_DAYS: i64 = 28;
/// Days with a register that a gap has at least: holidays are no gap.
pub(crate) const GAP_REGISTERS: usize = 8;

/// What changed with a child on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It came for the first time, and the home's records were older than a gap by then.
    New,
    /// It came again after a gap; the day on which it had come last.
    Back {
        /// The last day before the gap.
        last: NaiveDate,
    },
    /// It came for the last time before a gap, and came again later.
    Paused,
    /// It came for the last time before a gap that is not over, and has not left the home.
    Stopped,
    /// It came for the last time before it left the home.
    Left,
}

impl Change {
    /// Whether a gap without a reason began.
    pub(crate) const fn is_gap(self) -> bool {
        matches!(self, Self::Paused | Self::Stopped)
    }
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

/// Whether it is known of everybody who came on some days that they stopped coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Yes.
    Yes,
    /// Not before this day.
    From(NaiveDate),
    /// Not before more registers were taken.
    NotYet,
}

/// All changes of a period whose facts hold [`crate::house::period::Part::Beside`].
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
                of_child(facts, (last.take(), period), &days, &mut all);
                days.clear();
            }
            last = Some(child);
            days.push(marked.day);
        }
        of_child(facts, (last, period), &days, &mut all);
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

    /// A number that is known only after a gap: it, or when it will be known.
    pub(crate) fn later(
        &self,
        facts: &PeriodFacts,
        days: Period,
        is_kind: impl Fn(Change) -> bool,
    ) -> Cell {
        match known(facts, days) {
            // A child counts once, however often it stayed away.
            Known::Yes => Cell::heads(self.facts(days, is_kind)),
            Known::From(day) => Cell::plain(Value::NotKnownBefore(day)),
            Known::NotYet => Cell::plain(Value::NotKnown),
        }
    }
}

/// Whether it is known of everybody who came on these days whether they stopped coming: a gap has so many days, and so
/// many registers.
pub(crate) fn known(facts: &PeriodFacts, days: Period) -> Known {
    let today = facts.today();
    let from = days
        .to
        .checked_add_days(Days::new(GAP_DAYS.unsigned_abs() + 1));
    match from {
        Some(from) if from > today => Known::From(from),
        _ if registers(&facts.register_days, days.to, today) < GAP_REGISTERS => Known::NotYet,
        _ => Known::Yes,
    }
}

fn of_child(
    facts: &PeriodFacts,
    (child, period): (Option<&Child>, Period),
    days: &[NaiveDate],
    all: &mut Vec<Movement>,
) {
    let Some(child) = child else { return };
    let beside = facts
        .beside(period)
        .and_then(|beside| beside.get(&child.id))
        .copied();
    let beside = beside.unwrap_or_default();
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
            None if is_new(facts, child, *day) => add(Change::New),
            Some(last) if is_gap(last, *day) => add(Change::Back { last }),
            None | Some(_) => {}
        }
        before = Some(*day);
        let next = days.get(nth + 1).copied().or(beside.after);
        // Today is not over: who has not come yet may still come.
        let end = next.unwrap_or_else(|| facts.today());
        if is_gap(*day, end) && !is_explained(facts, child, (*day, end)) {
            add(match next {
                Some(_) => Change::Paused,
                None if has_left(child, *day) => Change::Left,
                None => Change::Stopped,
            });
        }
    }
}

/// Whether a child that comes for the first time is new: when the records begin, everybody comes for the first time.
fn is_new(facts: &PeriodFacts, child: &Child, day: NaiveDate) -> bool {
    let Some(first) = facts.first_register else {
        return true;
    };
    let has_joined = child.joined_on.is_some_and(|joined| joined >= first);
    has_joined || (day - first).num_days() > GAP_DAYS
}

/// Whether the child left the home within the gap that begins after a day.
fn has_left(child: &Child, day: NaiveDate) -> bool {
    let is_gone = !matches!(child.status, Status::Enrolled | Status::Away);
    is_gone
        && child
            .left_on
            .is_some_and(|left| left >= day && (left - day).num_days() <= GAP_DAYS)
}

/// Whether somebody told why the child would stay away: an excuse right after it, or a summer with its family.
fn is_explained(facts: &PeriodFacts, child: &Child, (day, end): (NaiveDate, NaiveDate)) -> bool {
    let end = day
        .checked_add_days(Days::new(EXPLAINED_WITHIN))
        .map_or(end, |until| end.min(until));
    let marks = facts.marks.get(&child.id).map_or(&[][..], Vec::as_slice);
    let first = marks.partition_point(|one| one.day <= day);
    let marks = marks.get(first..).unwrap_or_default().iter();
    let within = marks.take_while(|one| one.day < end);
    let within = within.filter(|one| one.mark == Mark::Excused);
    let after = facts.excused_after.range((child.id, day)..(child.id, end));
    let after = after.map(|one| one.1).filter(|one| *one > day);
    // A day may be read as one of another period too.
    let excused: BTreeSet<NaiveDate> = within.map(|one| one.day).chain(after).collect();
    let is_away = day
        .checked_add_days(Days::new(GAP_DAYS.unsigned_abs() / 2))
        .is_some_and(|middle| facts.calendar().is_away_for_summer(child, middle));
    excused.len() >= GAP_REGISTERS || is_away
}

/// Whether a gap between two days is one: longer than [`GAP_DAYS`], with [`GAP_REGISTERS`] in it.
fn is_gap(days: &BTreeSet<NaiveDate>, from: NaiveDate, to: NaiveDate) -> bool {
    (to - from).num_days() > GAP_DAYS && registers(days, from, to) >= GAP_REGISTERS
}

/// Days with a register between two days, both left out; no more than [`GAP_REGISTERS`] are counted.
fn registers(days: &BTreeSet<NaiveDate>, from: NaiveDate, to: NaiveDate) -> usize {
    if to <= from {
        return 0;
    }
    let between = days.range(from..to).filter(|day| **day > from);
    between.take(GAP_REGISTERS).count()
}
