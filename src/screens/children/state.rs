//! State of F4: search, filter and order of the list, the open file, form purposes.

use crate::desk::job::Past;
use crate::domain::{
    Attendance, ChildId, ContactId, FamilyRequest, FamilyRequestId, Risk, Status, StayKey, TagCode,
    TagId,
};
use crate::screens::effect::{Scene, Screen, Turn};
use chrono::NaiveDate;
use tui_input::Input;

/// Order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By pinyin.
    #[default]
    Name,
    /// By file number.
    FileNo,
    /// Youngest first.
    Age,
    /// Longest not seen first; children never seen come before all.
    LastSeen,
}

impl Sort {
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Name => Self::FileNo,
            Self::FileNo => Self::Age,
            Self::Age => Self::LastSeen,
            Self::LastSeen => Self::Name,
        }
    }
}

/// Filter of the list; all conditions must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only this state; `None` lists all children who have not left for good.
    pub status: Option<Status>,
    /// Only children with this category today.
    pub tag: Option<TagCode>,
    /// Only this risk level.
    pub risk: Option<Risk>,
}

/// A child's file while it is open.
#[derive(Debug)]
pub struct FileState {
    /// The child.
    pub child: ChildId,
    /// Index of the selected line.
    pub selected: usize,
    /// The identity number is shown unmasked.
    pub shows_id_no: bool,
    /// The history; `None` until it has been read.
    pub past: Option<Box<Past>>,
}

#[cfg(test)]
impl Clone for FileState {
    fn clone(&self) -> Self {
        let copy = |past: &Past| Past {
            days: past.days.clone(),
            matters: past.matters.clone(),
            history: past.history.clone(),
            opened: past.opened.clone(),
        };
        Self {
            past: self.past.as_deref().map(copy).map(Box::new),
            ..*self
        }
    }
}

/// State of the register.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(Clone))]
pub struct State {
    /// The search text.
    pub query: Input,
    /// Order of the list.
    pub sort: Sort,
    /// Filter of the list.
    pub filter: Filter,
    /// The listed children in order.
    pub rows: Vec<ChildId>,
    /// The selected child.
    pub selected: Option<ChildId>,
    /// The open file.
    pub file: Option<FileState>,
    /// The screen from which the file was opened; Esc goes back to it.
    pub from: Option<Screen>,
}

impl State {
    /// Whether Esc has something to close or to clear: an open file, a search, a filter.
    pub(crate) fn can_go_back(&self) -> bool {
        self.file.is_some() || !self.query.value().is_empty() || self.filter != Filter::default()
    }

    /// Index of the selected child in the list; 0 if it is not listed.
    pub(crate) fn place(&self) -> usize {
        let selected = self.selected;
        self.rows
            .iter()
            .position(|id| Some(*id) == selected)
            .unwrap_or_default()
    }
}

/// What the views of F4 read.
pub(crate) type ChildrenScene<'s> = Scene<'s, State>;
/// One update of F4.
pub(crate) type ChildrenTurn<'t> = Turn<'t, State, ChildForm>;

/// Purpose of a form or list of the register. New records have an unset identifier until the desk
/// has done the command.
#[derive(Debug, Clone)]
pub enum ChildForm {
    /// Choose a filter.
    Filter,
    /// Create a file.
    New,
    /// Edit the fields of a file.
    Edit(ChildId),
    /// Choose a contact or add one.
    Contacts(ChildId),
    /// Edit a contact; `None` adds one.
    Contact(ChildId, Option<ContactId>),
    /// Choose a category or add one.
    Tags(ChildId),
    /// Edit a category; `None` adds one.
    Tag(ChildId, Option<TagId>),
    /// Change the state of the file.
    Status(ChildId),
    /// Edit a request of the family.
    Request(Box<FamilyRequest>),
    /// Erase what was typed about the child.
    Erase(ChildId),
    /// Change the child's household.
    Household(ChildId),
    /// Choose the file that is to go into this one.
    Merge(ChildId),
    /// Choose a card or add one.
    Cards(ChildId),
    /// Correct an attendance row.
    Correct(Box<Attendance>),
    /// Choose for whom days are to be agreed.
    AgreeWhose,
    /// The days of the children of this group.
    AgreeGroup(Whose),
}

/// The children of a class, a school or a hamlet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whose {
    /// A class of a school; either may be unknown, but not the class.
    Class(String, String),
    /// A school.
    School(String),
    /// A hamlet.
    Hamlet(String),
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileLine {
    /// Heading text, field label, or time of a history event.
    pub label: String,
    /// Value or event text; empty on headings.
    pub value: String,
    /// What Enter does.
    pub act: FileTarget,
}

/// What Enter on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileTarget {
    /// Nothing; the line is a heading.
    Heading,
    /// Nothing.
    Nothing,
    /// Edits this field.
    Field(&'static str),
    /// Edits this contact.
    Contact(ContactId),
    /// Edits this category.
    Tag(TagId),
    /// Edits the household.
    Household,
    /// Opens a sibling's file.
    Child(ChildId),
    /// Edits the cards.
    Card,
    /// Changes the state of the file.
    Status,
    /// Opens a request of the family.
    Request(FamilyRequestId),
    /// Writes a request of the family down.
    NewRequest,
    /// Prints what is kept about the child for its family.
    FamilyCopy,
    /// Erases what was typed about the child.
    Erase,
    /// Lists who saw what of the child from this day on.
    Looked(NaiveDate),
    /// Corrects an attendance row.
    Stay(StayKey),
}
