//! Help as it was on the last day of a report: what each of its tables reads.

use crate::domain::mask::Personal;
use crate::domain::rules::support::Promised;
use crate::domain::support::of;
use crate::domain::support::pairing::{ContactDue, Pairing};
use crate::domain::{Child, ChildId, FollowUp, HelperId, Problem, StaffId, Status, Support};
use crate::reports::ledgers::scope::Scope;
use crate::reports::table::{Cell, Fact, Help, Value};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Help on the last day of a report.
pub(super) struct End<'s, 'f> {
    pub scope: &'s Scope<'f>,
    pub support: &'f Support,
    /// The last day that the report speaks of.
    pub last: NaiveDate,
    /// All files, by number.
    pub children: Vec<&'f Child>,
    /// The needs that were known then.
    pub needs: HashMap<ChildId, Vec<Problem>>,
}

impl<'s, 'f> End<'s, 'f> {
    pub(super) fn new(scope: &'s Scope<'f>) -> Self {
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
    pub(super) fn is_in(&self, day: NaiveDate) -> bool {
        self.scope.period.contains(day) && day <= self.last
    }

    pub(super) fn is_within(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.is_in(day))
    }

    /// Whether something ended before the period, so that it is not in its lists.
    pub(super) fn is_before(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| day < self.scope.period.from)
    }

    /// The records of all children that are meant, by file number.
    pub(super) fn all<'r, R>(
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
    pub(super) fn count<R>(
        &self,
        map: &HashMap<ChildId, Vec<R>>,
        is_meant: impl Fn(&R) -> bool + Copy,
        help: impl Fn(&R) -> Help,
    ) -> Cell {
        counted(self.all(map, is_meant), help)
    }

    /// A number of such records of children after whom the home asked on the last day: what stands at its end.
    pub(super) fn standing<R>(
        &self,
        map: &HashMap<ChildId, Vec<R>>,
        is_meant: impl Fn(&R) -> bool + Copy,
        help: impl Fn(&R) -> Help,
    ) -> Cell {
        let all = self.all(map, is_meant);
        let all = all.filter(|(child, _)| self.is_asked_after(child));
        counted(all, help)
    }

    /// The needs of a child that were known.
    pub(super) fn needs(&self, child: ChildId) -> &[Problem] {
        of(&self.needs, child)
    }

    /// Whether the home asked after the child on the last day: the rules raise nothing about those who are away or left.
    pub(super) fn is_asked_after(&self, child: &Child) -> bool {
        child.joined_on.is_none_or(|joined| joined <= self.last)
            && child.status_on(self.last) == Status::Enrolled
            && !child.is_erased()
    }

    /// Whether a member of staff worked here on the last day. Who works here is known for today only: of a period that ends it is
    /// taken that whoever was in charge did, so that its report stays as it was on its last evening.
    pub(super) fn is_here(&self, id: StaffId) -> bool {
        let mut staff = self.scope.facts.home.staff.iter();
        let is_over = self.last >= self.scope.period.to || self.last < self.scope.facts.today();
        is_over || staff.any(|one| one.id == id && one.active)
    }

    /// When the next contacts of a child's pairings are due, as rule P1 asks.
    pub(super) fn contacts_due(&self, child: &Child) -> Vec<(&'f Pairing, ContactDue)> {
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
    pub(super) fn helper(&self, id: HelperId) -> Cell {
        Cell::personal(Personal::Name, self.support.helper_name(id))
    }

    /// A child with the record behind its row.
    pub(super) fn name(&self, child: &Child, fact: Fact) -> Cell {
        Cell {
            facts: vec![fact],
            ..self.scope.name(child.id)
        }
    }
}

/// The number of records, each with its child.
fn counted<'r, R: 'r>(
    all: impl Iterator<Item = (&'r Child, &'r R)>,
    help: impl Fn(&R) -> Help,
) -> Cell {
    let facts = all.map(|(child, one)| Fact::Help(child.id, help(one)));
    Cell::count(facts.collect())
}

/// The number of a file.
pub(super) fn file_no(child: &Child) -> Cell {
    Cell::plain(Value::Code(child.file_no.clone()))
}

/// What people wrote down.
pub(super) fn note(text: &str) -> Cell {
    Cell::personal(Personal::Note, text)
}

/// A day, if there is one.
pub(super) fn day(value: Option<NaiveDate>) -> Cell {
    Cell::plain(value.map_or(Value::Empty, Value::Day))
}

/// A sum with the records that it adds up.
pub(super) fn sum(numbers: impl Iterator<Item = i64>, facts: Vec<Fact>) -> Cell {
    let sum: i64 = numbers.sum();
    Cell {
        value: Value::Count(usize::try_from(sum).unwrap_or_default()),
        facts,
    }
}
