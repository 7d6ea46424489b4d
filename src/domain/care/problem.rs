//! Problems (问题清单) found at visits or incidents, with owner and due day.

use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, ProblemId, StaffId};
use chrono::NaiveDate;

coded! {
    /// Subject of a problem.
    pub ProblemKind {
        Living = "living", Medical = "medical", School = "school", Hukou = "hukou",
        Guardianship = "guardianship", Mind = "mind", Safety = "safety", Other = "other",
    }
}

/// One problem of one child, from finding to outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Record identifier.
    pub id: ProblemId,
    /// The child concerned.
    pub child: ChildId,
    /// Subject.
    pub kind: ProblemKind,
    /// Short description.
    pub what: String,
    /// Day on which it was found.
    pub opened_on: NaiveDate,
    /// Member of staff in charge; `None` if nobody is assigned.
    pub owner: Option<StaffId>,
    /// Due day.
    pub due_on: Option<NaiveDate>,
    /// Actions so far, one per line.
    pub steps: String,
    /// The body it was escalated to, and how.
    pub escalated_to: String,
    /// Day of escalation.
    pub escalated_on: Option<NaiveDate>,
    /// Day of settlement; `None` while open.
    pub closed_on: Option<NaiveDate>,
    /// Result.
    pub outcome: String,
}

impl Problem {
    /// Whether the problem is not settled.
    pub(crate) fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}
