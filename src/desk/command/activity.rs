//! What can be asked of the desk about activities, as data.

use crate::domain::activity::coverage::Season;
use crate::domain::activity::{HomeTopic, Which};
use crate::domain::{Activity, ActivityId, ChildId, Series, SeriesId};
use crate::exchange::ics::Incoming;
use chrono::{NaiveDate, NaiveTime};

/// When something takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// On which day.
    pub day: NaiveDate,
    /// From when.
    pub starts: NaiveTime,
    /// To when.
    pub ends: NaiveTime,
}

/// An activity that took place, as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The activity with what was done, how many adults there were, how it went, what comes next
    /// and where the paper is filed. Without identifier it is an instance of a series that has no
    /// row yet, or one that nobody had planned.
    pub activity: Activity,
    /// Everybody who took part.
    pub children: Vec<ChildId>,
}

/// One thing to be done about activities.
#[derive(Debug, Clone)]
pub enum ActivityStep {
    /// An activity as it should be; added if it is new. An instance of a series gets a row of its
    /// own.
    Plan(Box<Activity>),
    /// A new series.
    PlanSeries(Box<Series>),
    /// A series as it should be from a day on; what lies before stays as it was.
    EditSeries {
        /// As it should be.
        series: Box<Series>,
        /// From this day on.
        from: NaiveDate,
    },
    /// A series ends before a day.
    EndSeries {
        /// Which.
        series: SeriesId,
        /// The first day on which it no longer takes place.
        from: NaiveDate,
        /// Why.
        reason: String,
    },
    /// An activity takes place at another time.
    Move {
        /// Which.
        which: Which,
        /// When now.
        to: Slot,
        /// Why.
        reason: String,
    },
    /// An activity is called off.
    Cancel {
        /// Which.
        which: Which,
        /// Why.
        reason: String,
    },
    /// An activity takes place as it was planned first, neither moved nor called off.
    Reinstate(Which),
    /// An activity took place.
    Hold(Box<Holding>),
    /// Who took part, corrected: everybody, not only those who are new.
    TakingPart {
        /// In which activity.
        activity: ActivityId,
        /// Everybody who took part.
        children: Vec<ChildId>,
    },
    /// Why nothing took place in a week; no reason takes it back.
    ExplainWeek {
        /// Any day of the week.
        week: NaiveDate,
        /// Why.
        reason: String,
    },
    /// The plan of one stretch once more in another, on the same days of the week.
    CopyPlan {
        /// The stretch it is taken from.
        from: Season,
        /// The stretch it is for.
        to: Season,
    },
    /// A topic of the home; added if it is new.
    SaveTopic(Box<HomeTopic>),
    /// Everything of a calendar file, in one step.
    Import {
        /// Name of the file, for the journal.
        source: String,
        /// What it brings.
        incoming: Box<Incoming>,
    },
}
