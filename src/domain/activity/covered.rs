//! The record that a child has had a topic.

use super::topic_code::TopicCode;
use crate::domain::ids::ChildId;
use chrono::NaiveDate;

/// How a child had a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum How {
    /// Took part in an activity.
    Activity,
    /// A talk at a visit.
    Visit,
}

impl How {
    /// The stable code for files and words.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Visit => "visit",
        }
    }
}

/// One child that had a topic on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The topic.
    pub topic: TopicCode,
    /// The child.
    pub child: ChildId,
    /// Day of the activity or visit.
    pub on: NaiveDate,
    /// Activity or visit.
    pub how: How,
}
