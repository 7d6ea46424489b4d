//! State of F4: search, filter and order of the list, the open file, form purposes.

use crate::desk::command::support::OnHand;
use crate::desk::job::Past;
use crate::domain::support::benefit::{Benefit, HomeBenefit};
use crate::domain::support::given::Donation;
use crate::domain::support::helper::Helper;
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::pairing::{ContactDue, HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
use crate::domain::{
    Attendance, BenefitId, ChildId, ContactId, DonationId, FamilyRequest, FamilyRequestId,
    HelperId, MeasureId, PairingId, Problem, ProblemId, Risk, SchoolPlaceId, SchoolWordId, Status,
    StayKey, TagCode, TagId, TalkId, WishId,
};
pub(crate) use crate::house::support::HelpGap;
use crate::screens::effect::{Scene, Screen, Turn};
use chrono::NaiveDate;
use std::collections::HashMap;
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
    /// Only children whom this is missing.
    pub gap: Option<HelpGap>,
}

/// A page of F4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// The children.
    #[default]
    Register,
    /// Who helps.
    Helpers,
    /// What came and was given.
    Goods,
    /// Benefits that ask for something.
    Benefits,
    /// Open wishes.
    Wishes,
}

impl Page {
    /// In the order of their tabs.
    pub(super) const ALL: &'static [Self] = &[
        Self::Register,
        Self::Helpers,
        Self::Goods,
        Self::Benefits,
        Self::Wishes,
    ];
}

/// A row of a page beside the register.
#[derive(Debug, Clone)]
pub(crate) struct PageRow {
    /// The texts of its columns.
    pub cells: Vec<String>,
    /// What Enter is about.
    pub act: PageTarget,
    /// A day that was promised or granted has passed.
    pub is_late: bool,
}

/// What a row of a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageTarget {
    /// A helper.
    Helper(HelperId),
    /// What came.
    Donation(DonationId),
    /// A benefit of a child; `None` for one of which nothing is written down.
    Benefit(ChildId, Option<BenefitId>),
    /// A wish of a child.
    Wish(ChildId, WishId),
    /// A wish that stands in the child's file, and is not written down as one that somebody can take on.
    FileWish(ChildId),
}

/// A record of help whose form is open. An unset identifier is that of a new one.
#[derive(Debug, Clone)]
pub enum HelpRecord {
    /// A helper.
    Helper(Box<Helper>),
    /// A helper who leaves, and what is in hand.
    Leaves(HelperId, Vec<OnHand>),
    /// A pairing.
    Pairing(Box<Pairing>),
    /// A pairing that ends.
    Ended(Box<Pairing>),
    /// More of a donation is handed over: when, by whom, how many.
    Handing(Box<Donation>),
    /// A pairing is handed on to another helper.
    HandedOn(PairingId),
    /// A contact, and the pairings of brothers and sisters with the same helper.
    Contact(Box<HelperContact>, Vec<PairingId>),
    /// A need: a problem.
    Need(Box<Problem>),
    /// A measure.
    Measure(Box<Measure>),
    /// A review of a plan.
    Review(Box<PlanReview>),
    /// What came from a giver.
    Donation(Box<Donation>),
    /// A benefit of a child.
    Benefit(Box<Benefit>),
    /// A kind of benefit.
    Kind(Box<HomeBenefit>),
    /// A talk, and its notes as they are shown.
    Talk(Box<Talk>, String),
    /// News.
    News(Box<ParentNews>),
    /// Waiting news that are told at a call.
    Told(Vec<ParentNews>),
    /// A wish.
    Wish(Box<Wish>),
    /// What a teacher said.
    Word(Box<SchoolWord>),
    /// A school place.
    Place(Box<SchoolPlace>),
}

/// A list about help.
#[derive(Debug, Clone, Copy)]
pub enum HelpPick {
    /// What is added about a child.
    Add(ChildId),
    /// What is done about a pairing.
    Pairing(ChildId, PairingId),
    /// What is done about a need.
    Need(ChildId, ProblemId),
    /// The need for which a measure is.
    MeasureFor(ChildId),
    /// News of a child.
    News(ChildId),
    /// What a child was given.
    Given(ChildId),
    /// A kind of benefit.
    Kind,
    /// What is done with a helper.
    Helper(HelperId),
    /// The child who is paired with a helper.
    PairWith(HelperId),
    /// What is done about a donation.
    Donation(DonationId),
    /// The child for whom this is added.
    ChildFor(&'static str),
}

/// A line of help in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HelpTarget {
    /// Adds something.
    Add,
    /// A pairing.
    Pairing(PairingId),
    /// A need.
    Need(ProblemId),
    /// A measure.
    Measure(MeasureId),
    /// The reviews of the plan.
    Review,
    /// A benefit.
    Benefit(BenefitId),
    /// Benefits to which the child may be entitled.
    NewBenefit,
    /// What it was given.
    Given,
    /// A talk.
    Talk(TalkId),
    /// What to tell the parents.
    News,
    /// A wish.
    Wish(WishId),
    /// What a teacher said.
    Word(SchoolWordId),
    /// A school place.
    Place(SchoolPlaceId),
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
    /// The page that is shown.
    pub page: Page,
    /// Index of the selected row of a page beside the register.
    pub row: usize,
    /// When contacts of pairings are due, on the page of helpers.
    pub(crate) dues: HashMap<PairingId, ContactDue>,
}

impl State {
    /// Whether Esc has something to close or to clear: an open file, a search, a filter.
    pub(crate) fn can_go_back(&self) -> bool {
        self.file.is_some()
            || self.page != Page::Register
            || !self.query.value().is_empty()
            || self.filter != Filter::default()
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
    /// A record of help.
    Record(HelpRecord),
    /// A list about help.
    Help(HelpPick),
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
    /// Something of help.
    Help(HelpTarget),
    /// Erases what was typed about the child.
    Erase,
    /// Lists who saw what of the child from this day on.
    Looked(NaiveDate),
    /// Corrects an attendance row.
    Stay(StayKey),
}
