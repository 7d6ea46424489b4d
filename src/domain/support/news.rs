//! News for the parents: what to tell at the next call, and what came of it. The call itself is a visit record.

use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, ParentNewsId};
use chrono::NaiveDate;

coded! {
    /// What the news is.
    pub NewsKind {
        /// What the child did: an activity, a thing it can do now.
        Did = "did",
        /// What the teacher said.
        Teacher = "teacher",
        /// A wish of the child.
        Wish = "wish",
        /// The child's own words.
        Words = "words",
        /// A letter or a drawing, on paper.
        Letter = "letter",
        /// Anything else.
        Other = "other",
    }
}

/// One piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParentNews {
    /// Record identifier.
    pub id: ParentNewsId,
    /// The child.
    pub child: ChildId,
    /// Day of which it is.
    pub day: NaiveDate,
    /// Kind.
    pub kind: NewsKind,
    /// What to tell.
    pub what: String,
    /// Where the paper is filed, of a letter or a drawing.
    pub filed: String,
    /// Day on which a parent was told; `None` while it waits.
    pub told_on: Option<NaiveDate>,
    /// Who was told.
    pub told_to: String,
    /// What came of it.
    pub outcome: String,
}

impl ParentNews {
    /// News of a day.
    pub(crate) fn new(child: ChildId, day: NaiveDate) -> Self {
        Self {
            id: ParentNewsId::default(),
            child,
            day,
            kind: NewsKind::Did,
            what: String::new(),
            filed: String::new(),
            told_on: None,
            told_to: String::new(),
            outcome: String::new(),
        }
    }

    /// Whether it waits to be told.
    pub(crate) const fn waits(&self) -> bool {
        self.told_on.is_none()
    }

    /// Forgets that it was told after a day.
    pub(super) fn forget_after(&mut self, day: NaiveDate) {
        if self.told_on.is_some_and(|on| on > day) {
            self.told_on = None;
            self.told_to.clear();
            self.outcome.clear();
        }
    }
}
