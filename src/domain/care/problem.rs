//! Problems (问题清单): what a visit or an incident brought up, whose it is, and until when.

use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, ProblemId, StaffId};
use chrono::NaiveDate;

coded! {
    /// What it is about.
    ProblemKind {
        Living = "living", Medical = "medical", School = "school", Hukou = "hukou",
        Guardianship = "guardianship", Mind = "mind", Safety = "safety", Other = "other",
    }
}

/// One problem of one child, from the day it was found to its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Identifier.
    pub id: ProblemId,
    /// Whose.
    pub child: ChildId,
    /// What it is about.
    pub kind: ProblemKind,
    /// In a few words.
    pub what: String,
    /// When it was found.
    pub opened_on: NaiveDate,
    /// Who takes care of it.
    pub owner: Option<StaffId>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// What has been done, a line each.
    pub steps: String,
    /// To whom it was handed up, and how.
    pub escalated_to: String,
    /// When.
    pub escalated_on: Option<NaiveDate>,
    /// When it was settled; `None` while it is not.
    pub closed_on: Option<NaiveDate>,
    /// What came of it.
    pub outcome: String,
}

impl Problem {
    /// Still to be settled.
    pub fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}
