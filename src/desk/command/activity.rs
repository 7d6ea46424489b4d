//! Commands about activities, as data.

use crate::desk::import::calendar::{CalendarFile, EventVerdict};
use crate::domain::activity::coverage::Season;
use crate::domain::activity::{HomeTopic, Which};
use crate::domain::{Activity, ActivityId, ChildId, Series, SeriesId, TopicCode};
use chrono::{NaiveDate, NaiveTime};

/// Day and times of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Day of the activity.
    pub day: NaiveDate,
    /// Start.
    pub starts: NaiveTime,
    /// End, after the start.
    pub ends: NaiveTime,
}

/// The record of a held activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The activity with its record. An unset identifier means an unplanned activity or an instance
    /// of a series without a row.
    pub activity: Activity,
    /// All children who took part.
    pub children: Vec<ChildId>,
}

/// A step about activities.
#[derive(Debug, Clone)]
pub enum ActivityStep {
    /// Adds or replaces an activity. An instance of a series gets its own row.
    Plan(Box<Activity>),
    /// Adds a series.
    PlanSeries(Box<Series>),
    /// Changes a series from a day on; earlier instances stay.
    EditSeries {
        /// The changed series.
        series: Box<Series>,
        /// First day of the change.
        from: NaiveDate,
    },
    /// Ends a series before a day.
    EndSeries {
        /// The series.
        series: SeriesId,
        /// First day without instances.
        from: NaiveDate,
        /// Reason, kept in the journal.
        reason: String,
    },
    /// Moves an activity.
    Move {
        /// The activity.
        which: Which,
        /// New day and times.
        to: Slot,
        /// Reason, kept in the journal.
        reason: String,
    },
    /// Calls an activity off.
    Cancel {
        /// The activity.
        which: Which,
        /// Reason, kept in the journal.
        reason: String,
    },
    /// Restores the first plan of a moved or cancelled activity.
    Reinstate(Which),
    /// Begins a planned activity of today: everybody in the house for whom it is meant takes part.
    Begin(Which),
    /// Records a held activity.
    Hold(Box<Holding>),
    /// Replaces the list of children who took part in a held activity.
    TakingPart {
        /// The held activity.
        activity: ActivityId,
        /// All children who took part.
        children: Vec<ChildId>,
    },
    /// Saves why a week had no activity; an empty reason removes it.
    ExplainWeek {
        /// Any day of the week.
        week: NaiveDate,
        /// Reason, kept in the journal.
        reason: String,
    },
    /// Exempts a child from a topic; an empty reason takes it back.
    Exempt {
        /// The child.
        child: ChildId,
        /// The topic.
        topic: TopicCode,
        /// Reason, kept in the journal.
        reason: String,
    },
    /// Copies the plan of one period to another, on the same days of the week.
    CopyPlan {
        /// The period copied from.
        from: Season,
        /// The period copied to.
        to: Season,
    },
    /// Adds or replaces a topic of the home.
    SaveTopic(Box<HomeTopic>),
    /// Imports a calendar file in one step.
    Import {
        /// The file; its name is kept in the journal.
        file: Box<CalendarFile>,
        /// What a preview showed for each event; `None` without a preview.
        shown: Option<Vec<EventVerdict>>,
    },
}
