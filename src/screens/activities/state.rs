//! What F5 is about: its parts, rows and days, who takes part, what its forms are for.
//!
//! The parts follow one another with Tab; the day the arrows are on stays the same in the week and
//! in the month, the topic in the list of topics and in the list of those who miss it.

use crate::desk::papers::Paper;
use crate::domain::activity::{Occurrence, Which};
use crate::domain::{Activity, ChildId, Series, SeriesId, Topic, TopicCode};
use crate::screens::effect::{Scene, Turn};
use chrono::NaiveDate;
use std::collections::HashSet;
use tui_input::Input;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// A week, day by day.
    #[default]
    Week,
    /// A month at a glance.
    Month,
    /// The library of topics, and what is due.
    Topics,
    /// Who still misses a topic.
    Missing,
}

impl Part {
    /// In the order of Tab.
    pub(crate) const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Topics, Self::Missing];

    /// The key of its words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Week => "plan-week",
            Self::Month => "plan-month",
            Self::Topics => "plan-topics",
            Self::Missing => "plan-missing",
        }
    }

    pub(super) fn step(self, by: usize) -> Self {
        let place = Self::ALL.iter().position(|part| *part == self);
        let place = (place.unwrap_or_default() + by) % Self::ALL.len();
        Self::ALL.get(place).copied().unwrap_or_default()
    }
}

/// State of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Which part is shown.
    pub part: Part,
    /// The day the arrows are on.
    pub day: NaiveDate,
    /// Which of its activities.
    pub which: Option<Which>,
    /// The topic the arrows are on.
    pub topic: Option<TopicCode>,
    /// The child the arrows are on.
    pub child: Option<ChildId>,
}

impl State {
    /// With the arrows on a day.
    pub(crate) const fn on(day: NaiveDate) -> Self {
        Self {
            part: Part::Week,
            day,
            which: None,
            topic: None,
            child: None,
        }
    }
}

/// F5 as it is shown.
pub(crate) type PlanScene<'s> = Scene<'s, State>;
/// One turn of F5.
pub(crate) type PlanTurn<'t> = Turn<'t, State, PlanForm>;

/// What a form or list of F5 is for.
#[derive(Debug, Clone)]
pub enum PlanForm {
    /// What to do with an activity.
    What(Which),
    /// What to do on a day without one.
    Day(NaiveDate),
    /// What to record of today at the door; of a child as well, if one is meant.
    Today(Option<ChildId>),
    /// What to do with a topic.
    TopicWhat(TopicCode),
    /// What to do about a child who misses a topic.
    MissingWhat(ChildId),
    /// An activity or, if it says so, a series.
    New(Box<Activity>),
    /// Something that took place and that nobody had planned.
    Unplanned(Box<Activity>),
    /// One activity, or one instance of a series.
    Edit(Box<Activity>),
    /// A series from a day on.
    Series(Box<Series>),
    /// A series ends.
    End(SeriesId),
    /// Another time.
    Move(Which),
    /// Called off.
    CallOff(Which),
    /// What was done, and who took part.
    Hold(Box<Activity>, Vec<ChildId>),
    /// Why nothing took place in a week.
    Explain(NaiveDate),
    /// A topic in the home's words; without a code a new one.
    Topic(Option<TopicCode>),
    /// Calendar files and copies.
    Files,
    /// Which calendar file is to be read.
    IcsFile,
    /// Of which days something is to be printed or written.
    Period(Paper),
}

/// A row of the week: an activity, or a day without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanRow {
    /// On which day.
    pub day: NaiveDate,
    /// What takes place; `None` on a day without anything.
    pub one: Option<Occurrence>,
    /// The day has no row above this one.
    pub is_first: bool,
}

impl PlanRow {
    pub(super) fn which(&self) -> Option<Which> {
        self.one.as_ref().map(|one| one.which)
    }
}

/// A day of the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MonthDay {
    /// Which.
    pub day: NaiveDate,
    /// It belongs to the month that is shown.
    pub is_inside: bool,
    /// The home is open.
    pub is_open: bool,
    /// What takes place.
    pub all: Vec<Occurrence>,
}

/// One row of the list of topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TopicRow {
    /// The topic.
    pub topic: Topic,
    /// Why it is due, if it is.
    pub due: String,
    /// Its season has yet to begin.
    pub is_ahead: bool,
    /// When it was last held.
    pub last: Option<NaiveDate>,
    /// How many children have had it this season.
    pub had: usize,
    /// Of how many.
    pub of: usize,
}

/// What a line of a topic's page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TopicLine {
    /// What it is for, for whom, when.
    Fact,
    /// A point of the talk.
    Point,
}

/// Who is ticked before anybody says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// Who was in the house, or who took part as it was written down before.
    Present,
    /// Everybody for whom it is meant.
    Meant,
    /// Nobody.
    Nobody,
}

/// The list.
#[derive(Debug, Clone)]
pub struct Roll {
    /// What takes place.
    pub activity: Activity,
    /// Everybody, those who were in the house first, then those for whom it is meant.
    pub everybody: Vec<ChildId>,
    /// How many of them were in the house, or took part as it was written down before.
    pub present: usize,
    /// How many more it is meant for.
    pub meant: usize,
    /// Who takes part.
    pub ticked: HashSet<ChildId>,
    /// Who is listed: everybody, or who fits what was typed.
    pub shown: Vec<ChildId>,
    /// What was typed.
    pub input: Input,
    /// Where the arrows are.
    pub selected: usize,
    /// Who was ticked last without being asked one by one.
    pub ready: Ready,
}
