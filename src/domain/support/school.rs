//! School: what the teacher says, and places that were found. Stage, school and class are in the child's file.

use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, SchoolPlaceId, SchoolWordId};
use chrono::NaiveDate;

coded! {
    /// How it goes at school, by the teacher's word.
    pub TeacherWord {
        /// Better than before.
        Better = "better",
        /// As before.
        Same = "same",
        /// Worse than before.
        Worse = "worse",
        /// The child does not come to school (rule P5).
        Absent = "absent",
    }
}

/// What a teacher said on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolWord {
    /// Record identifier.
    pub id: SchoolWordId,
    /// The child.
    pub child: ChildId,
    /// Day on which the teacher said it.
    pub day: NaiveDate,
    /// The word.
    pub word: TeacherWord,
    /// Which teacher.
    pub by: String,
    /// In which words.
    pub note: String,
}

impl SchoolWord {
    /// A word of a day.
    pub(crate) fn new(child: ChildId, day: NaiveDate) -> Self {
        Self {
            id: SchoolWordId::default(),
            child,
            day,
            word: TeacherWord::Same,
            by: String::new(),
            note: String::new(),
        }
    }
}

/// A place in a school that was found for a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolPlace {
    /// Record identifier.
    pub id: SchoolPlaceId,
    /// The child.
    pub child: ChildId,
    /// First day at the school.
    pub from_day: NaiveDate,
    /// Last day; `None` while the child is there.
    pub until: Option<NaiveDate>,
    /// The school.
    pub school: String,
    /// The child lives there.
    pub boarding: bool,
    /// Who found it.
    pub found_by: String,
    /// Who pays for it.
    pub pays: String,
    /// What it costs, in words: how much, for what, how often.
    pub costs: String,
}

impl SchoolPlace {
    /// A place from a day on.
    pub(crate) fn new(child: ChildId, from_day: NaiveDate) -> Self {
        Self {
            id: SchoolPlaceId::default(),
            child,
            from_day,
            until: None,
            school: String::new(),
            boarding: false,
            found_by: String::new(),
            pays: String::new(),
            costs: String::new(),
        }
    }

    /// Forgets an end after a day.
    pub(super) fn forget_after(&mut self, day: NaiveDate) {
        self.until = self.until.filter(|on| *on <= day);
    }
}
