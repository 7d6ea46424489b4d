//! The children and households of the demo home, as the other files of this folder use them.

use crate::domain::child::CareMode;
use crate::domain::{Child, Contact, Household, Tag};
use chrono::NaiveDate;

/// Number of the household whose child is an orphan.
pub(crate) const ORPHAN: usize = 16;
/// Number of the household whose parents cannot care for their child.
pub(crate) const UNATTENDED: usize = 7;

/// The story of a child whom nobody has seen of late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Story {
    /// Came every day, stopped over a week ago; two calls were not answered.
    Unanswered,
    /// Over the limit of days not seen, and handed up to the township.
    HandedUp,
    /// Missed several agreed days; nothing was done yet.
    Missed,
    /// Excused as ill day after day; nobody of the home has seen it.
    Excused,
    /// Missed several days; put off, because the family says where it is.
    PutOff,
}

impl Story {
    /// The story of the child of a household.
    pub(crate) const fn of(household: usize) -> Option<Self> {
        match household {
            6 => Some(Self::PutOff),
            11 => Some(Self::Unanswered),
            26 => Some(Self::HandedUp),
            34 => Some(Self::Missed),
            36 => Some(Self::Excused),
            _ => None,
        }
    }

    /// The fewest calendar days and agreed days for which the child has not come.
    pub(crate) const fn gone_for(self) -> (i64, usize) {
        match self {
            Self::Unanswered => (8, 5),
            Self::HandedUp => (38, 12),
            Self::Missed => (1, 4),
            Self::Excused => (1, 7),
            Self::PutOff => (1, 5),
        }
    }
}

/// How regularly a child comes, apart from illness and closed days.
#[derive(Debug, Clone)]
pub(crate) struct Habit {
    /// Percentage of the agreed days on which the child comes.
    pub(crate) steady: u32,
    /// Usual time of arrival, in minutes after opening.
    pub(crate) comes_after: i64,
    /// First day on which the child no longer came; `None` if it still comes.
    pub(crate) fell_away: Option<NaiveDate>,
}

/// A child with contacts, categories and card.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) number: usize,
    pub(crate) household: usize,
    pub(crate) file: Child,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) card: Option<String>,
    pub(crate) habit: Habit,
    /// `None` for an ordinary child.
    pub(crate) story: Option<Story>,
}

/// A household with the facts that all its children share.
pub(crate) struct Family {
    pub(crate) number: usize,
    pub(crate) surname: &'static str,
    pub(crate) hamlet: &'static str,
    pub(crate) household: Household,
    pub(crate) care: CareMode,
    pub(crate) adults: Vec<Contact>,
}
