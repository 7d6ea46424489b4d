//! What the supervisor of the township gets to know: matters that went up or have to, reports, problems.

use super::House;
use crate::domain::caseload::{Case, CaseOf, Standing};
use crate::domain::follow_up::FollowStep;
use crate::domain::incident::Agency;
use crate::domain::rules::ladder::{Matter, Owner, Rung};
use crate::domain::rules::list::List;
use crate::domain::rules::{SeenHow, last_sighting};
use crate::domain::{Child, ChildId, FollowUp, RuleId};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// Days for which the page still says what came of a matter that has ended.
const ENDED_DAYS: i64 = 31;

/// Everything about one child that goes up.
#[derive(Debug, Clone)]
pub(crate) struct HandOver<'h> {
    /// The child.
    pub child: ChildId,
    /// Matters that were handed up, or of which the supervisor gets a copy, the most urgent first.
    pub matters: Vec<&'h Matter>,
    /// Incidents that nobody has reported or the township has, and problems that were passed on.
    pub cases: Vec<Case<'h>>,
    /// The last time a matter was handed up that has ended since.
    pub ended: Option<&'h FollowUp>,
}

impl HandOver<'_> {
    const fn of(child: ChildId) -> Self {
        Self {
            child,
            matters: Vec::new(),
            cases: Vec::new(),
            ended: None,
        }
    }

    /// The first day of what is told.
    pub(crate) fn since(&self) -> Option<NaiveDate> {
        let matters = self.matters.iter().map(|one| one.flag.since);
        let cases = self.cases.iter().map(Case::began);
        let ended = self.ended.iter().map(|one| one.since);
        matters.chain(cases).chain(ended).min()
    }
}

impl House {
    /// The children of whom the supervisor has to know: those with a matter first, the worst first. As of the last
    /// [`House::refresh_matters`].
    pub(crate) fn hand_over(&self) -> Vec<HandOver<'_>> {
        let today = self.today();
        let mut found: BTreeMap<ChildId, HandOver<'_>> = BTreeMap::new();
        for matter in self.matters.iter().filter(|one| goes_up(one)) {
            if let Some(child) = matter.child() {
                let entry = found.entry(child).or_insert_with(|| HandOver::of(child));
                entry.matters.push(matter);
            }
        }
        for case in self.cases() {
            if is_told(&case, today) {
                let child = case.child();
                let entry = found.entry(child).or_insert_with(|| HandOver::of(child));
                entry.cases.push(case);
            }
        }
        for step in self.ended_since(today - TimeDelta::days(ENDED_DAYS)) {
            let child = step.child;
            let entry = found.entry(child).or_insert_with(|| HandOver::of(child));
            entry.ended = entry.ended.filter(|one| one.at > step.at).or(Some(step));
        }
        let mut found: Vec<HandOver<'_>> = found.into_values().collect();
        // Of a child whose data was erased nothing goes out.
        found.retain(|one| {
            let file = self.register.get(one.child);
            file.is_some_and(|file| !Child::is_erased(file))
        });
        // What has ended has no urgency.
        found.sort_by_key(|one| {
            let of_child = |matter: &Matter| matter.child() == Some(one.child);
            let first = one.matters.first();
            let place = first.and_then(|_| self.matters.iter().position(of_child));
            (place.unwrap_or(usize::MAX), one.cases.is_empty())
        });
        found
    }

    /// The last day on which somebody saw a child, and how.
    pub(crate) fn last_sighting(&self, child: ChildId) -> Option<(NaiveDate, SeenHow)> {
        let by_us = self.register.last_seen(child);
        let visits = self.known.visits.get(&child);
        let steps = self.known.follow_ups.get(&child);
        let (visits, steps) = (
            visits.map_or(&[][..], Vec::as_slice),
            steps.map_or(&[][..], Vec::as_slice),
        );
        let (on, how) = last_sighting(by_us, visits, steps, self.today());
        Some((on?, how))
    }

    /// The steps with which a matter was handed up since a day and which belong to no open matter any more.
    fn ended_since(&self, from: NaiveDate) -> impl Iterator<Item = &FollowUp> {
        let steps = self.known.follow_ups.values().flatten();
        let is_up = move |step: &&FollowUp| {
            step.step == FollowStep::HandedUp && step.at.date_naive() >= from
        };
        let is_open = |step: &FollowUp| {
            let mut of_matters = self.matters.iter().flat_map(|one| &one.steps);
            of_matters.any(|one| one.id == step.id)
        };
        steps.filter(is_up).filter(move |step| !is_open(step))
    }
}

/// Whether the supervisor has to know of a matter: it was handed up, is to be, is long overdue, or the next step is the
/// supervisor's.
fn goes_up(matter: &Matter) -> bool {
    let flag = &matter.flag;
    if !matches!(flag.list(), List::ToSee | List::ToVisit) {
        return false;
    }
    let was_handed_up = || {
        let mut steps = matter.steps.iter();
        steps.any(|one| one.step == FollowStep::HandedUp)
    };
    let is_for_township = || flag.rules.iter().any(|one| one.rule == RuleId::S4);
    let is_asked = matter.rung == Rung::Township || matter.owner == Owner::Supervisor;
    flag.supervisor || is_for_township() || is_asked || was_handed_up()
}

/// Whether a case is told: an incident that nobody has reported, one that was reported to the township until it is
/// settled and for some time after, a problem that was passed on.
fn is_told(case: &Case<'_>, today: NaiveDate) -> bool {
    let is_recent = |day: NaiveDate| (today - day).num_days() <= ENDED_DAYS;
    let is_open = case.standing != Standing::Settled;
    match case.of {
        CaseOf::Incident(_) if case.standing == Standing::Unreported => true,
        CaseOf::Incident(one) => {
            one.is_reported_to(Agency::Township) && (is_open || is_recent(case.began()))
        }
        CaseOf::Problem(one) => {
            one.escalated_on.is_some() && (is_open || one.closed_on.is_some_and(is_recent))
        }
    }
}
