//! What F4 is about: the list with its search, filter and order, the file that is open, what forms
//! are for.

use crate::desk::job::Past;
use crate::domain::{Attendance, ChildId, ContactId, Risk, Status, StayKey, TagCode, TagId};
use crate::screens::effect::{Scene, Turn};
use tui_input::Input;

/// In which order the list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By sound.
    #[default]
    Name,
    /// By file number.
    FileNo,
    /// Youngest first.
    Age,
    /// Who was not seen for longest first; never seen before all.
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

/// Who is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only with this state; without one, everybody who has not left for good.
    pub status: Option<Status>,
    /// Only with this category today.
    pub tag: Option<TagCode>,
    /// Only at this risk level.
    pub risk: Option<Risk>,
}

/// One child's file on screen.
#[derive(Debug)]
pub struct FileState {
    /// Whose.
    pub child: ChildId,
    /// On which line the arrows are.
    pub selected: usize,
    /// The identity number is shown whole.
    pub shows_id_no: bool,
    /// Its past, once it has been read.
    pub past: Option<Box<Past>>,
}

/// State of the register.
#[derive(Debug, Default)]
pub struct State {
    /// What has been typed.
    pub query: Input,
    /// Order.
    pub sort: Sort,
    /// Who is listed.
    pub filter: Filter,
    /// Who is listed, in order.
    pub rows: Vec<ChildId>,
    /// On whom the arrows are.
    pub selected: Option<ChildId>,
    /// The file that is open.
    pub file: Option<FileState>,
}

impl State {
    /// The place of the selected child in the list.
    pub(crate) fn place(&self) -> usize {
        let selected = self.selected;
        self.rows
            .iter()
            .position(|id| Some(*id) == selected)
            .unwrap_or_default()
    }
}

/// F4 as it is shown.
pub(crate) type ChildrenScene<'s> = Scene<'s, State>;
/// One turn of F4.
pub(crate) type ChildrenTurn<'t> = Turn<'t, State, ChildForm>;

/// What a form or list of the register is for. New records carry their identifier from the moment
/// the form is opened: the runner mints it when the command is done.
#[derive(Debug, Clone)]
pub enum ChildForm {
    /// Who is listed.
    Filter,
    /// A new file.
    New,
    /// The fields of a file.
    Edit(ChildId),
    /// Which contact, or a new one.
    Contacts(ChildId),
    /// A contact; without one, a new one.
    Contact(ChildId, Option<ContactId>),
    /// Which category, or a new one.
    Tags(ChildId),
    /// A category; without one, a new one.
    Tag(ChildId, Option<TagId>),
    /// The state of the file.
    Status(ChildId),
    /// With whom the child lives.
    Household(ChildId),
    /// Which card, or a new one.
    Cards(ChildId),
    /// A row of the register, corrected.
    Correct(Box<Attendance>),
}

/// One line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileLine {
    /// A heading, a label, or when something happened.
    pub label: String,
    /// What stands there.
    pub value: String,
    /// What Enter does.
    pub act: FileTarget,
}

/// What Enter on a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileTarget {
    /// A heading.
    Heading,
    /// Nothing.
    Nothing,
    /// Changes this field.
    Field(&'static str),
    /// Changes this contact.
    Contact(ContactId),
    /// Changes this category.
    Tag(TagId),
    /// Brothers and sisters.
    Household,
    /// To a sibling's file.
    Child(ChildId),
    /// Cards.
    Card,
    /// Leaves, comes back, moves away.
    Status,
    /// Corrects a row of the register.
    Stay(StayKey),
}
