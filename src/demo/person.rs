//! The children and households of the demo home, as the other files of this folder use them.

use crate::domain::child::CareMode;
use crate::domain::{Child, Contact, Household, Tag};
use chrono::NaiveDate;

/// Number of the household whose child is an orphan.
pub(crate) const ORPHAN: usize = 16;
/// Number of the household whose parents cannot care for their child.
pub(crate) const UNATTENDED: usize = 7;

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
