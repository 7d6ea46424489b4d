//! Talks with a child (谈心、心理疏导). What was said is for directors only, as the restricted notes of an incident; everybody
//! else sees only that a talk took place.

use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, TalkId};
use chrono::NaiveDate;

coded! {
    /// Kind of talk.
    pub TalkKind {
        /// A talk (谈心).
        Talk = "talk",
        /// Counselling by somebody trained for it (心理疏导).
        Counselling = "counselling",
    }
}

/// One talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Record identifier.
    pub id: TalkId,
    /// The child.
    pub child: ChildId,
    /// Day of the talk.
    pub day: NaiveDate,
    /// Kind.
    pub kind: TalkKind,
    /// Who talked with the child.
    pub who: String,
    /// What was said, in a few words; restricted.
    pub notes: String,
    /// Day of the next one.
    pub next_on: Option<NaiveDate>,
}

impl Talk {
    /// A talk of a day.
    pub(crate) fn new(child: ChildId, day: NaiveDate) -> Self {
        Self {
            id: TalkId::default(),
            child,
            day,
            kind: TalkKind::Talk,
            who: String::new(),
            notes: String::new(),
            next_on: None,
        }
    }
}
