//! Help in a quarter (帮扶季报): the figures, and behind them pairings, what was given, benefits, measures and wishes.
//!
//! Everything is told as it was on the last day of the period. What was said in a talk is in none of it, only that talks took
//! place; of a need that stays at the home not even its kind is told.

pub(super) mod figures;
mod given;
mod lists;

use super::scope::Scope;
use crate::domain::mask::Personal;
use crate::domain::rules::support::Promised;
use crate::domain::support::of;
use crate::domain::support::pairing::{ContactDue, Pairing};
use crate::domain::{Child, ChildId, FollowUp, HelperId, Problem, Status, Support, TagCode};
use crate::reports::table::{Cell, Fact, Help, Table, Value};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Categories whose children are in need, whatever is known of them beside.
const IN_NEED: [TagCode; 8] = [
    TagCode::OrphS,
    TagCode::Dfuc,
    TagCode::DiffPoor,
    TagCode::DiffSelf,
    TagCode::DiffSafe,
    TagCode::DiffTemp,
    TagCode::Disab,
    TagCode::Improper,
];

/// The tables.
pub(super) fn support(scope: &Scope<'_>) -> Vec<Table> {
    let end = End::new(scope);
    vec![
        figures::table(&end),
        lists::pairings(&end),
        given::by_giver(&end),
        given::by_child(&end),
        given::by_kind(&end),
        given::nothing(&end),
        lists::benefits(&end),
        lists::measures(&end),
        lists::wishes(&end),
    ]
}

/// Help on the last day of a report.
struct End<'s, 'f> {
    scope: &'s Scope<'f>,
    support: &'f Support,
    /// The last day that the report speaks of.
    last: NaiveDate,
    /// All files, by number.
    children: Vec<&'f Child>,
    /// The needs that were known then.
    needs: HashMap<ChildId, Vec<Problem>>,
}

impl<'s, 'f> End<'s, 'f> {
    fn new(scope: &'s Scope<'f>) -> Self {
        let last = scope.last();
        let facts = scope.facts;
        let mut children: Vec<&Child> = facts.register.children().iter().collect();
        children.sort_by(|one, other| one.file_no.cmp(&other.file_no));
        let mut needs: HashMap<ChildId, Vec<Problem>> = HashMap::new();
        let known = facts.care.problems.iter();
        for one in known.filter(|one| one.opened_on <= last) {
            let mut then = one.clone();
            then.forget_after(last);
            needs.entry(one.child).or_default().push(then);
        }
        Self {
            scope,
            support: &facts.support,
            last,
            children,
            needs,
        }
    }

    /// Whether something happened in the period. What is dated after its last known day is not known.
    fn is_in(&self, day: NaiveDate) -> bool {
        self.scope.period.contains(day) && day <= self.last
    }

    fn is_within(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.is_in(day))
    }

    /// Whether something ended before the period, so that it is not in its lists.
    fn is_before(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| day < self.scope.period.from)
    }

    /// The records of all children that are meant, by file number.
    fn all<'r, R>(
        &'r self,
        map: &'r HashMap<ChildId, Vec<R>>,
        is_meant: impl Fn(&R) -> bool + Copy + 'r,
    ) -> impl Iterator<Item = (&'r Child, &'r R)> {
        self.children.iter().flat_map(move |child| {
            let rows = of(map, child.id).iter();
            rows.filter(move |one| is_meant(one))
                .map(|one| (*child, one))
        })
    }

    /// A number of such records.
    fn count<R>(
        &self,
        map: &HashMap<ChildId, Vec<R>>,
        is_meant: impl Fn(&R) -> bool + Copy,
        help: impl Fn(&R) -> Help,
    ) -> Cell {
        let all = self.all(map, is_meant);
        Cell::count(
            all.map(|(child, one)| Fact::Help(child.id, help(one)))
                .collect(),
        )
    }

    /// The needs of a child that were known.
    fn needs(&self, child: ChildId) -> &[Problem] {
        of(&self.needs, child)
    }

    /// Whether the home asked after the child on the last day: the rules raise nothing about those who are away or left.
    fn is_asked_after(&self, child: &Child) -> bool {
        child.joined_on.is_none_or(|joined| joined <= self.last)
            && child.status_on(self.last) == Status::Enrolled
            && !child.is_erased()
    }

    /// When the next contacts of a child's pairings are due, as rule P1 asks.
    fn contacts_due(&self, child: &Child) -> Vec<(&'f Pairing, ContactDue)> {
        if !self.is_asked_after(child) {
            return Vec::new();
        }
        let facts = self.scope.facts;
        let is_known = |one: &&FollowUp| one.child == child.id && one.at.date_naive() <= self.last;
        let steps: Vec<FollowUp> = facts.care.steps.iter().filter(is_known).cloned().collect();
        let promised = Promised {
            child,
            steps: &steps,
            support: self.support,
            calendar: facts.calendar(),
            began: facts.first_entry.unwrap_or(self.last),
            today: self.last,
        };
        let due = promised.due().into_iter();
        let all = of(&self.support.pairings, child.id);
        due.filter_map(|(one, due)| Some((all.iter().find(|its| its.id == one.id)?, due)))
            .collect()
    }

    /// The name of a helper, which a mask may hide.
    fn helper(&self, id: HelperId) -> Cell {
        Cell::personal(Personal::Name, self.support.helper_name(id))
    }

    /// A child with the record behind its row.
    fn name(&self, child: &Child, fact: Fact) -> Cell {
        Cell {
            facts: vec![fact],
            ..self.scope.name(child.id)
        }
    }
}

/// The number of a file.
fn file_no(child: &Child) -> Cell {
    Cell::plain(Value::Code(child.file_no.clone()))
}

/// What people wrote down.
fn note(text: &str) -> Cell {
    Cell::personal(Personal::Note, text)
}

/// A day, if there is one.
fn day(value: Option<NaiveDate>) -> Cell {
    Cell::plain(value.map_or(Value::Empty, Value::Day))
}

/// A sum with the records that it adds up.
fn sum(numbers: impl Iterator<Item = i64>, facts: Vec<Fact>) -> Cell {
    let sum: i64 = numbers.sum();
    Cell {
        value: Value::Count(usize::try_from(sum).unwrap_or_default()),
        facts,
    }
}
