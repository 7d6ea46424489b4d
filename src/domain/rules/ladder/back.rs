//! Who gets children back: after how many steps of each kind a child came again.

use super::rung::Rung;
use crate::domain::calendar::Calendar;
use crate::domain::follow_up::FollowStep;
use crate::domain::{ChildId, FollowUp, Moment, Visit, VisitId};
use chrono::{NaiveDate, NaiveTime};
use std::collections::{HashMap, HashSet};

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

/// A step about a child whom nobody had seen, and whether the child came in time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Return<'f> {
    /// The step.
    pub step: &'f FollowUp,
    /// Kind of step.
    pub rung: Rung,
    /// The child came in time.
    pub has_come: bool,
    /// Its time is not over and it has not come yet.
    pub is_waiting: bool,
    /// Its time is over, so that it is known what came of it.
    pub is_over: bool,
}

/// What came of the steps of a period. `steps` are all follow-ups of the home, oldest first; `came` says whether the
/// child of a step was at the home on a day, on the day of the step only after it.
pub(crate) fn returns<'f>(
    steps: impl Iterator<Item = &'f FollowUp>,
    counted: Counted<'_>,
    came: impl Fn(&FollowUp, NaiveDate) -> bool,
) -> Vec<Return<'f>> {
    let mut called: HashSet<(ChildId, NaiveDate)> = HashSet::new();
    let (first, last) = counted.period;
    let mut all = Vec::new();
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
        if on < first || last < on {
            continue;
        }
        let next = |day: &NaiveDate| counted.calendar.next_open_day(*day);
        let days: Vec<NaiveDate> = std::iter::successors(next(&on), next)
            .take(counted.within)
            .collect();
        let has_come = std::iter::once(on)
            .chain(days.iter().copied())
            .any(|day| day <= counted.today && came(step, day));
        let is_over = days.last().is_none_or(|last| *last < counted.today);
        all.push(Return {
            step,
            rung,
            has_come,
            is_waiting: !has_come && !is_over,
            is_over,
        });
    }
    all
}

/// The kinds of steps that are counted, in the order of the ladder.
pub(crate) const KINDS: [Rung; 4] = [Rung::Call, Rung::SecondContact, Rung::Visit, Rung::Township];

/// How many of these steps of each kind brought the child back.
pub(crate) fn came_back(returns: &[Return<'_>]) -> Vec<CameBack> {
    let counts = KINDS.map(|rung| {
        let of_kind = || returns.iter().filter(|one| one.rung == rung);
        CameBack {
            rung,
            steps: of_kind().count(),
            came: of_kind().filter(|one| one.has_come).count(),
            waiting: of_kind().filter(|one| one.is_waiting).count(),
        }
    });
    counts.to_vec()
}

/// The steps of a home in the order in which they were made, not in which they were entered.
pub(crate) fn in_order(mut steps: Vec<FollowUp>, visits: &[Visit]) -> Vec<FollowUp> {
    let made: HashMap<VisitId, NaiveDate> = visits.iter().map(|one| (one.id, one.day)).collect();
    for step in &mut steps {
        if let Some(day) = step.visit.and_then(|visit| made.get(&visit)) {
            step.at = as_made(step.at, *day);
        }
    }
    steps.sort_by_key(|one| (one.at, one.id));
    steps
}

/// When a step with a visit was done: on the day of the visit, however late it was entered. Of an earlier day the hour is
/// not known, so that only who came on a later day came after it.
fn as_made(entered: Moment, day: NaiveDate) -> Moment {
    if day >= entered.date_naive() {
        return entered;
    }
    let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let evening = day.and_time(last).and_local_timezone(*entered.offset());
    evening.single().unwrap_or(entered)
}
