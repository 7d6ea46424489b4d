//! State, cards and form purposes of F2.

use crate::domain::activity::Which;
use crate::domain::rules::Subject;
use crate::domain::rules::list::List;
use crate::domain::{ChildId, StayKey};
use crate::screens::effect::{Scene, Turn};
use chrono::NaiveDate;
use std::borrow::Cow;

/// State of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Index of the selected item over all cards. It is always shown.
    pub selected: usize,
    /// The card that would be folded and is shown whole, because the selection went into what was hidden of it.
    pub(crate) unfolded: Option<CardKind>,
    /// Columns and rows of the cards in the last frame, because what is cut follows from it.
    pub(crate) room: (u16, u16),
}

impl Default for State {
    fn default() -> Self {
        Self {
            selected: 0,
            unfolded: None,
            // Before the first frame: a terminal of 80 columns and 24 rows without its frame.
            room: (80, 20),
        }
    }
}

/// What the views of F2 read.
pub(crate) type TodayScene<'s> = Scene<'s, State>;
/// One update of F2.
pub(crate) type TodayTurn<'t> = Turn<'t, State, TodayForm>;

/// Purpose of a form of F2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TodayForm {
    /// Complete a forgotten sign-out.
    Settle(StayKey),
}

/// Urgency of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Urgency {
    /// Action is due now.
    Now,
    /// Action is due today.
    Today,
    /// For information.
    Know,
}

/// An item of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// Short text.
    pub text: String,
    /// Reason or phone to call; may be empty.
    pub detail: String,
    /// The next step behind the detail, never cut; may be empty.
    pub next: String,
    /// What Enter does.
    pub act: TodayTarget,
}

impl Item {
    /// The detail and the next step.
    pub(super) fn said(&self) -> Cow<'_, str> {
        if self.next.is_empty() {
            return Cow::Borrowed(&self.detail);
        }
        Cow::Owned(format!("{} {}", self.detail, self.next))
    }
}

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardKind {
    /// Whether the home is open, or what a new home needs first.
    Opening,
    /// There are no children yet.
    NoChildren,
    /// The file and its copies.
    Safety,
    /// Forgotten sign-outs.
    Forgotten,
    /// Open days without a register.
    NotTaken,
    /// Children whom somebody has to see.
    ToSee,
    /// The other lists of F6.
    Waits,
    /// Children who are expected.
    Missing,
    /// Activities of the week.
    Week,
    /// Birthdays.
    Birthdays,
    /// Public holidays.
    Holidays,
}

/// Items of one kind under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TodayCard {
    /// What the card is about.
    pub kind: CardKind,
    /// Urgency of the card.
    pub urgency: Urgency,
    /// Heading.
    pub title: String,
    /// Items of the card.
    pub items: Vec<Item>,
}

/// What Enter on an item does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TodayTarget {
    /// Opens the questions of the first run.
    SetUp,
    /// Opens the home for the day.
    Open,
    /// Opens the door.
    Door,
    /// Opens the door for late entries of a day.
    EnterLate(NaiveDate),
    /// Opens the register.
    Children,
    /// Opens a child's file.
    File(ChildId),
    /// Opens a list of F6, with this subject selected if given.
    FollowUp(List, Option<Subject>),
    /// Starts the walk through the files.
    Walk,
    /// Opens the problems and incidents of F6.
    Cases,
    /// Asks for the details of a forgotten sign-out.
    Settle(StayKey),
    /// Opens an activity, or a day without one.
    Activity(NaiveDate, Option<Which>),
    /// Opens the topics that are due.
    Topics,
    /// Asks why a week, given by its Monday, had no activity.
    Explain(NaiveDate),
    /// Opens the settings.
    Settings,
    /// Shows the copies of the file.
    Copies,
}
