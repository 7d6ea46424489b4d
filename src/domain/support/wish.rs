//! Wishes of children (微心愿), in their own words.

use crate::domain::ids::{ChildId, HelperId, WishId};
use chrono::NaiveDate;

/// One wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Record identifier.
    pub id: WishId,
    /// The child.
    pub child: ChildId,
    /// Day on which the child said it.
    pub day: NaiveDate,
    /// The wish in the child's own words.
    pub words: String,
    /// The child's name is not told to givers.
    pub nameless: bool,
    /// The helper who took it on.
    pub helper: Option<HelperId>,
    /// Who took it on, if it is none of the helpers.
    pub taken_by: String,
    /// Day on which it was taken on.
    pub taken_on: Option<NaiveDate>,
    /// Day by which it was promised.
    pub due_on: Option<NaiveDate>,
    /// Day on which it was fulfilled; `None` while it is open.
    pub fulfilled_on: Option<NaiveDate>,
    /// How the child was told.
    pub told_how: String,
}

impl Wish {
    /// A wish of a day. The name is not told unless somebody says that it may be.
    pub(crate) fn new(child: ChildId, day: NaiveDate) -> Self {
        Self {
            id: WishId::default(),
            child,
            day,
            words: String::new(),
            nameless: true,
            helper: None,
            taken_by: String::new(),
            taken_on: None,
            due_on: None,
            fulfilled_on: None,
            told_how: String::new(),
        }
    }

    /// Whether it is not fulfilled.
    pub(crate) const fn is_open(&self) -> bool {
        self.fulfilled_on.is_none()
    }

    /// Forgets what happened after a day.
    pub(super) fn forget_after(&mut self, day: NaiveDate) {
        if self.fulfilled_on.is_some_and(|on| on > day) {
            self.fulfilled_on = None;
            self.told_how.clear();
        }
        if self.taken_on.is_some_and(|on| on > day) {
            self.taken_on = None;
            self.helper = None;
            self.taken_by.clear();
            self.due_on = None;
        }
    }
}
