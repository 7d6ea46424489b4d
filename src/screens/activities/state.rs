//! State, rows and form purposes of F5.
//!
//! Tab cycles through the parts. Week and month share the selected day; the list of topics and the
//! coverage share the selected topic.

use crate::desk::command::activity::{ActivityStep, Slot};
use crate::desk::import::calendar::CalendarPlan;
use crate::desk::papers::Paper;
use crate::domain::activity::{Occurrence, Which};
use crate::domain::{Activity, ChildId, Series, SeriesId, TopicCode};
use crate::screens::effect::{Scene, Turn};
use crate::screens::ticks::Ticks;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// One week, days and times.
    #[default]
    Week,
    /// One month as a grid.
    Month,
    /// The topic library and what is due.
    Topics,
    /// Which child had which topic.
    Coverage,
}

impl Part {
    /// In Tab order.
    pub(crate) const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Topics, Self::Coverage];

    /// Language key of the part's title.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Week => "plan-week",
            Self::Month => "plan-month",
            Self::Topics => "plan-topics",
            Self::Coverage => "plan-coverage",
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
    /// The visible part.
    pub part: Part,
    /// The selected day.
    pub day: NaiveDate,
    /// The selected activity of that day; `None` on a day without one.
    pub which: Option<Which>,
    /// The selected topic.
    pub topic: Option<TopicCode>,
    /// The selected child of the coverage; `None` on the heading.
    pub child: Option<ChildId>,
    /// The open preview of a calendar file.
    pub preview: Option<CalendarPreview>,
    /// An activity that the arrows move, with where it is now; nothing is written yet.
    pub moving: Option<(Which, Slot)>,
    /// The plan whose clash was shown at the field; the same plan is then accepted.
    pub warned: Option<Box<Checked>>,
}

impl State {
    /// The initial state, with `day` selected.
    pub(crate) const fn on(day: NaiveDate) -> Self {
        Self {
            part: Part::Week,
            day,
            which: None,
            topic: None,
            child: None,
            preview: None,
            moving: None,
            warned: None,
        }
    }
}

/// A plan that was checked for what speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// One activity.
    Activity(Activity),
    /// A series.
    Series(Series),
}

/// What the views of F5 read.
pub(crate) type PlanScene<'s> = Scene<'s, State>;
/// One update of F5.
pub(crate) type PlanTurn<'t> = Turn<'t, State, PlanForm>;

/// Purpose of a form or list of F5.
#[derive(Debug, Clone)]
pub enum PlanForm {
    /// Choose an action for an activity.
    What(Which),
    /// Choose an action for a day without an activity.
    Day(NaiveDate),
    /// Choose what to record at the door; with a child, records about that child are offered too.
    Today(Option<ChildId>),
    /// Choose the topic to select.
    FindTopic,
    /// Choose an action for a topic.
    TopicWhat(TopicCode),
    /// Choose an action for a child and the selected topic.
    MissingWhat(ChildId),
    /// Say why a child need not have the selected topic.
    Exempt(ChildId),
    /// Plan an activity, or a series if the form says so.
    New(Box<Activity>),
    /// Record an unplanned activity that took place.
    Unplanned(Box<Activity>),
    /// Edit one activity, or one instance of a series.
    Edit(Box<Activity>),
    /// Edit a series from a day on.
    Series(Box<Series>),
    /// End a series.
    End(SeriesId),
    /// Move an activity to another time.
    Move(Which),
    /// Say why an activity is moved to another day and time.
    MoveTo(Which, Slot),
    /// Call an activity off.
    CallOff(Which),
    /// Record the outcome and the participants.
    Hold(Box<Activity>, Vec<ChildId>),
    /// Explain why a week (its Monday) had no activity.
    Explain(NaiveDate),
    /// Edit a topic of the home; `None` adds a new topic.
    Topic(Option<TopicCode>),
    /// Choose an export, import or copy.
    Files,
    /// Choose the calendar file to read.
    IcsFile,
    /// Choose the period of a printed or exported paper.
    Period(Paper),
}

/// A row of the week: one activity, or a day without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanRow {
    /// Day of the row.
    pub day: NaiveDate,
    /// The activity; `None` on a day without one.
    pub one: Option<Occurrence>,
    /// First row of its day; only this row shows the date.
    pub is_first: bool,
}

impl PlanRow {
    pub(super) fn which(&self) -> Option<Which> {
        self.one.as_ref().map(|one| one.which)
    }
}

/// A cell of the month grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MonthDay {
    /// Day of the cell.
    pub day: NaiveDate,
    /// The day belongs to the shown month, not to its neighbours.
    pub is_inside: bool,
    /// The home is open that day.
    pub is_open: bool,
    /// Activities of the day.
    pub all: Vec<Occurrence>,
}

/// A row of the list of topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TopicRow {
    /// The topic.
    pub code: TopicCode,
    /// Why the topic is due; empty if it is not.
    pub due: String,
    /// The topic's season has not begun yet.
    pub is_ahead: bool,
    /// Day it was last held; `None` if never.
    pub last: Option<NaiveDate>,
    /// Number of children who have had it this season.
    pub had: usize,
    /// Number of children who should have it.
    pub of: usize,
}

/// Which events of a calendar file are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listed {
    /// All.
    #[default]
    All,
    /// Those that were not taken, or not as they stand in the file.
    ToCheck,
    /// Those that change the plan.
    Changes,
}

/// The open preview of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPreview {
    /// The judged file.
    pub plan: CalendarPlan,
    /// Places of the events that the user leaves out.
    pub left_out: BTreeSet<usize>,
    /// Which events are listed.
    pub listed: Listed,
    /// Index of the selected row among the listed ones.
    pub selected: usize,
}

/// Kind of a line on a topic's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TopicLine {
    /// A fact: purpose, audience, season.
    Fact,
    /// A point of the talk.
    Point,
}

/// Which children are ticked by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// Those who were in the house, or the recorded participants.
    Present,
    /// Those and all other children for whom the activity is meant.
    Meant,
    /// No child.
    Nobody,
}

/// The list of participants while it is open.
#[derive(Debug, Clone)]
pub struct Roll {
    /// The activity.
    pub activity: Activity,
    /// The list: those present, then those the activity is meant for, then the rest.
    pub ticks: Ticks,
    /// Number of children at the start of the list who were present or are recorded participants.
    pub present: usize,
    /// Number of children after those for whom the activity is meant.
    pub meant: usize,
    /// The last default that was applied to the ticks.
    pub ready: Ready,
    /// The plan for which children are picked; `None` when those who took part are recorded.
    pub plan: Option<Box<ActivityStep>>,
}
