//! State, cards and form purposes of F2.

use crate::domain::activity::Which;
use crate::domain::rules::Subject;
use crate::domain::{ChildId, StayKey};
use crate::screens::effect::{Scene, Turn};
use chrono::NaiveDate;

/// State of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct State {
    /// Index of the selected item over all cards.
    pub selected: usize,
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
    /// What Enter does.
    pub act: TodayTarget,
}

/// Items of one kind under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TodayCard {
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
    /// Opens the register.
    Children,
    /// Opens a child's file.
    File(ChildId),
    /// Opens F6, with this subject selected if given.
    FollowUp(Option<Subject>),
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
