//! Who gets children back: after how many steps of each kind a child came again.

use super::rung::Rung;
use crate::domain::calendar::Calendar;
use crate::domain::follow_up::FollowStep;
use crate::domain::{ChildId, FollowUp};
use chrono::NaiveDate;
use std::collections::HashSet;

/// From so many steps on a share of a hundred says something.
const LEAST_FOR_SHARE: usize = 5;

/// How often children came back after one kind of step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CameBack {
    /// Kind of step.
    pub rung: Rung,
    /// Number of steps.
    pub steps: usize,
    /// Steps after which the child came in time.
    pub came: usize,
    /// Steps whose time is not over and whose child has not come yet.
    pub waiting: usize,
}

impl CameBack {
    /// Of a hundred steps whose end is known, those after which the child came; `None` where they are too few.
    pub(crate) fn percent(&self) -> Option<usize> {
        let known = self.steps - self.waiting;
        (known >= LEAST_FOR_SHARE).then(|| (self.came * 100 + known / 2) / known)
    }
}

/// In which steps a count is interested.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'c> {
    /// First and last day of the steps.
    pub period: (NaiveDate, NaiveDate),
    /// Open days after a step within which the child counts as returned.
    pub within: usize,
    /// The day of the count; its register may not be complete.
    pub today: NaiveDate,
    /// The open days.
    pub calendar: &'c Calendar,
}

/// Counts the steps about children whom nobody had seen. `steps` are all follow-ups of the home, oldest first; `came`
/// says whether the child of a step was at the home on a day, on the day of the step only after it.
pub(crate) fn came_back<'f>(
    steps: impl Iterator<Item = &'f FollowUp>,
    counted: Counted<'_>,
    came: impl Fn(&FollowUp, NaiveDate) -> bool,
) -> Vec<CameBack> {
    let kinds = [Rung::Call, Rung::SecondContact, Rung::Visit, Rung::Township];
    let mut counts = kinds.map(|rung| CameBack {
        rung,
        steps: 0,
        came: 0,
        waiting: 0,
    });
    let mut called: HashSet<(ChildId, NaiveDate)> = HashSet::new();
    let (first, last) = counted.period;
    for step in steps.filter(|one| one.rule.is_on_unseen()) {
        let rung = match step.step {
            FollowStep::Rang if called.insert((step.child, step.since)) => Rung::Call,
            FollowStep::Rang => Rung::SecondContact,
            FollowStep::Visited => Rung::Visit,
            FollowStep::HandedUp => Rung::Township,
            FollowStep::Excused
            | FollowStep::WithParents
            | FollowStep::Snoozed
            | FollowStep::Kept
            | FollowStep::Closed => continue,
        };
        let on = step.at.date_naive();
        let count = counts.iter_mut().find(|one| one.rung == rung);
        let Some(count) = count.filter(|_| first <= on && on <= last) else {
            continue;
        };
        let next = |day: &NaiveDate| counted.calendar.next_open_day(*day);
        let days: Vec<NaiveDate> = std::iter::successors(next(&on), next)
            .take(counted.within)
            .collect();
        let has_come = std::iter::once(on)
            .chain(days.iter().copied())
            .any(|day| day <= counted.today && came(step, day));
        let is_over = days.last().is_none_or(|last| *last < counted.today);
        count.steps += 1;
        count.came += usize::from(has_come);
        count.waiting += usize::from(!has_come && !is_over);
    }
    counts.to_vec()
}
