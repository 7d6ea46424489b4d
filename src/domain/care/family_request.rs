//! What a family asked for about the data of its child, and what it was answered: to see it, to correct it, to take
//! a consent back, to have it erased (articles 15, 44 to 47 of the law on personal information).

use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, FamilyRequestId};
use chrono::{NaiveDate, TimeDelta};

coded! {
    /// What is asked for.
    pub RequestKind {
        /// To see what is kept, or to have it on paper.
        Copy = "copy",
        /// To have something put right.
        Correct = "correct",
        /// To take a consent back.
        Withdraw = "withdraw",
        /// To have it erased.
        Erase = "erase",
    }
}
coded! {
    /// What the family was answered.
    pub Answer {
        /// What was asked for was done.
        Done = "done",
        /// A part of it was done.
        Partly = "partly",
        /// It was refused, for a reason.
        Refused = "refused",
    }
}

/// One request of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyRequest {
    /// Record identifier.
    pub id: FamilyRequestId,
    /// The child concerned.
    pub child: ChildId,
    /// What is asked for.
    pub kind: RequestKind,
    /// Day on which it was asked.
    pub asked_on: NaiveDate,
    /// Who asked: name and relation.
    pub asked_by: String,
    /// What exactly, in the words of the family.
    pub what: String,
    /// Day of the answer; `None` while it is open.
    pub answered_on: Option<NaiveDate>,
    /// The answer; `None` while it is open.
    pub answer: Option<Answer>,
    /// What was done, or why not.
    pub outcome: String,
}

impl FamilyRequest {
    /// A request that waits for its values.
    pub(crate) fn new(child: ChildId, kind: RequestKind, asked_on: NaiveDate) -> Self {
        Self {
            id: FamilyRequestId::default(),
            child,
            kind,
            asked_on,
            asked_by: String::new(),
            what: String::new(),
            answered_on: None,
            answer: None,
            outcome: String::new(),
        }
    }

    /// The day by which it is to be answered, if so many days are allowed.
    pub(crate) fn due(&self, days: i64) -> NaiveDate {
        self.asked_on + TimeDelta::days(days)
    }

    /// Whether the family waits for an answer.
    pub(crate) fn is_open(&self) -> bool {
        self.answered_on.is_none()
    }

    /// Forgets an answer that was given after a day, for what was known on it.
    pub(crate) fn forget_after(&mut self, day: NaiveDate) {
        if self.answered_on.is_some_and(|on| on > day) {
            self.answered_on = None;
            self.answer = None;
            self.outcome.clear();
        }
    }
}
