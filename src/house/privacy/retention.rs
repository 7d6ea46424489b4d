//! What was kept long enough: which files, which part of the register, and why. Nothing goes by itself.

use crate::domain::retention::{FileClock, file_clock, register_limit};
use crate::domain::{Activity, ActivityId, Agreement, Child, ChildId, Moment, RuleBook};
use crate::store::{Held, Outlived, Store, StoreError};
use chrono::{DateTime, NaiveDate};
use std::collections::HashMap;

/// What may go today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayGo {
    /// Files of children who left long enough ago, the one whose clock ran out first before the others.
    pub(crate) files: Vec<(ChildId, FileClock)>,
    /// Children who left on a day that nobody knows, so that no clock runs.
    pub(crate) without_day: Vec<ChildId>,
    /// The day before which the register may go.
    pub(crate) before: NaiveDate,
    /// The register before that day.
    pub(crate) register: Outlived,
    /// Erased files of which nothing is left once the register goes: they go with it.
    pub(crate) empty: Vec<ChildId>,
}

impl MayGo {
    /// What may go on a day, by the clocks of the home.
    pub(crate) fn read(store: &Store, today: NaiveDate) -> Result<Self, StoreError> {
        let book = RuleBook::new(store.all()?);
        let children: Vec<Child> = store.all()?;
        let before = register_limit(today, &book);
        let clocks = children
            .iter()
            .filter_map(|child| Some((child.id, file_clock(child, &book)?)));
        let mut files: Vec<(ChildId, FileClock)> =
            clocks.filter(|(_, clock)| clock.goes_on <= today).collect();
        files.sort_by_key(|(_, clock)| clock.goes_on);
        let has_no_day = |child: &&Child| {
            let is_named = child.status.has_left() && !child.is_erased();
            is_named
                && child.left_on.is_none()
                && file_clock(child, &book).is_none_or(|clock| clock.goes_on > today)
        };
        Ok(Self {
            files,
            without_day: children
                .iter()
                .filter(has_no_day)
                .map(|child| child.id)
                .collect(),
            before,
            register: store.outlived(before)?,
            empty: empty_before(store, &children, before)?,
        })
    }

    /// Whether nothing of the register, and no erased file, may go.
    pub(crate) fn is_register_kept(&self) -> bool {
        self.register.rows == 0 && self.empty.is_empty()
    }
}

/// The erased files of which everything is from before a day.
pub(crate) fn empty_before(
    store: &Store,
    children: &[Child],
    before: NaiveDate,
) -> Result<Vec<ChildId>, StoreError> {
    let activities: Vec<Activity> = store.all()?;
    let held_on: HashMap<ActivityId, NaiveDate> = activities
        .into_iter()
        .map(|one| (one.id, one.day))
        .collect();
    let mut empty = Vec::new();
    for child in children.iter().filter(|child| child.is_erased()) {
        let is_old = child.left_on.is_none_or(|left| left < before);
        if is_old && newest(&store.held(child.id)?, &held_on).is_none_or(|day| day < before) {
            empty.push(child.id);
        }
    }
    Ok(empty)
}

/// The newest day that stands in the rows of a file. What is open has no end, so it is of today.
fn newest(held: &Held, held_on: &HashMap<ActivityId, NaiveDate>) -> Option<NaiveDate> {
    let day = |at: &Moment| at.date_naive();
    let open = NaiveDate::MAX;
    let days = held.days.iter().map(|one| one.day);
    let visits = held.visits.iter().map(|one| one.day);
    let steps = held.follow_ups.iter().map(|one| day(&one.at));
    let requests = held.requests.iter();
    let requests = requests.map(|one| one.answered_on.unwrap_or(open));
    let problems = held
        .problems
        .iter()
        .map(|one| one.closed_on.unwrap_or(open));
    let incidents = held.incidents.iter().map(|one| day(&one.found_at));
    let reports = held.reports.iter().map(|one| day(&one.at));
    let signed = held.agreements.iter().map(Agreement::looked_at);
    let parts = held.taking_part.iter();
    let parts = parts.map(|one| held_on.get(&one.activity).copied().unwrap_or(open));
    // Who looked at a file is kept as long as the register.
    let looks = held.looks.iter().filter_map(|one| {
        let at = DateTime::from_timestamp(one.minute, 0)?;
        Some(at.date_naive())
    });
    let all = days.chain(visits).chain(steps).chain(requests);
    let all = all
        .chain(problems)
        .chain(incidents)
        .chain(reports)
        .chain(signed)
        .chain(parts)
        .chain(looks);
    all.max()
}
