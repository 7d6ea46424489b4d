//! What Today is about: cards of items, and what Enter on an item does.

use crate::domain::activity::Which;
use crate::domain::rules::Subject;
use crate::domain::{ChildId, StayKey};
use crate::screens::effect::{Scene, Turn};
use chrono::NaiveDate;

/// State of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct State {
    /// Which item the arrows are on, counted over all cards.
    pub selected: usize,
}

/// Today as it is shown.
pub(crate) type TodayScene<'s> = Scene<'s, State>;
/// One turn of Today.
pub(crate) type TodayTurn<'t> = Turn<'t, State, TodayForm>;

/// What a form of the page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TodayForm {
    /// A forgotten sign-out.
    Settle(StayKey),
}

/// How much a card wants somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Urgency {
    /// Now.
    Now,
    /// Today.
    Today,
    /// Good to know.
    Know,
}

/// Something on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// What.
    pub text: String,
    /// Why, whom to ring.
    pub detail: String,
    /// What Enter does.
    pub act: TodayTarget,
}

/// Items of one kind under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TodayCard {
    /// How much it wants somebody.
    pub urgency: Urgency,
    /// Heading.
    pub title: String,
    /// What is under it.
    pub items: Vec<Item>,
}

/// What Enter on an item does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TodayTarget {
    /// Asks the questions of the first run.
    SetUp,
    /// Opens the home.
    Open,
    /// To the door.
    Door,
    /// To the register.
    Children,
    /// To one child's file.
    File(ChildId),
    /// To what needs a person, with the arrows on this one.
    FollowUp(Option<Subject>),
    /// Asks how a forgotten sign-out went.
    Settle(StayKey),
    /// To an activity, or to a day without one.
    Activity(NaiveDate, Option<Which>),
    /// To the topics, with the arrows on what is due.
    Topics,
    /// Asks why nothing took place in a week.
    Explain(NaiveDate),
    /// To the settings.
    Settings,
}
