//! The record that a child has had a topic.

use super::topic_code::TopicCode;
use crate::domain::ids::ChildId;
use chrono::NaiveDate;

/// How a child came to have had a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum How {
    /// By taking part.
    Activity,
    /// By a talk at a visit.
    Visit,
}

impl How {
    /// The stable code for files and words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Visit => "visit",
        }
    }
}

/// One child that has had a topic on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// Which topic.
    pub topic: TopicCode,
    /// Who.
    pub child: ChildId,
    /// When.
    pub on: NaiveDate,
    /// How.
    pub how: How,
}
