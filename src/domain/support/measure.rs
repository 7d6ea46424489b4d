//! Measures of a support plan (帮扶计划). The needs of the plan are the problems of the child, so nothing that was found at a
//! visit is typed twice; a need has as many measures as it takes.

use crate::domain::ids::{ChildId, HelperId, MeasureId, PlanReviewId, ProblemId, StaffId};
use chrono::NaiveDate;

/// One measure for one need of one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Record identifier.
    pub id: MeasureId,
    /// The child.
    pub child: ChildId,
    /// The need that it is for.
    pub problem: ProblemId,
    /// What is to be done.
    pub what: String,
    /// Day on which it was planned.
    pub since: NaiveDate,
    /// Member of staff in charge.
    pub owner: Option<StaffId>,
    /// Helper in charge.
    pub helper: Option<HelperId>,
    /// Due day.
    pub due_on: Option<NaiveDate>,
    /// What was done so far, one line a step.
    pub steps: String,
    /// Day on which it ended; `None` while it is open.
    pub done_on: Option<NaiveDate>,
    /// What came of it, also why it was given up.
    pub outcome: String,
    /// It was given up: it ended and was not done.
    pub dropped: bool,
}

impl Measure {
    /// A measure that was planned on a day.
    pub(crate) fn new(child: ChildId, problem: ProblemId, since: NaiveDate) -> Self {
        Self {
            id: MeasureId::default(),
            child,
            problem,
            what: String::new(),
            since,
            owner: None,
            helper: None,
            due_on: None,
            steps: String::new(),
            done_on: None,
            outcome: String::new(),
            dropped: false,
        }
    }

    /// Whether it is neither done nor given up.
    pub(crate) const fn is_open(&self) -> bool {
        self.done_on.is_none()
    }

    /// Whether somebody is in charge.
    pub(crate) const fn has_owner(&self) -> bool {
        self.owner.is_some() || self.helper.is_some()
    }

    /// Whether its due day has passed.
    pub(crate) fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due < today)
    }

    /// Forgets an end after a day, for what was known on it.
    pub(super) fn forget_after(&mut self, day: NaiveDate) {
        if self.done_on.is_some_and(|on| on > day) {
            self.done_on = None;
            self.outcome.clear();
            self.dropped = false;
        }
    }
}

/// One review of the support plan of a child: made each quarter, with the check of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanReview {
    /// Record identifier.
    pub id: PlanReviewId,
    /// The child.
    pub child: ChildId,
    /// Day of the review.
    pub day: NaiveDate,
    /// Who made it.
    pub by: Option<StaffId>,
    /// What was found.
    pub note: String,
}
