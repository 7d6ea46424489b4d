//! Activities (活动): what was planned, what was held, who took part.
//!
//! Facts are stored: single activities, a [`Series`] with exceptions, attendance, reasons for
//! missed weeks. The rest is computed: occurrences of a period ([`Programme::between`]), the recent
//! weeks ([`weeks`]), children who miss a topic ([`coverage`]).
//!
//! Times are local wall-clock times. All homes are in the zone Asia/Shanghai, which has no daylight
//! saving time.

pub(crate) mod coverage;
mod covered;
pub(crate) mod expected;
mod programme;
pub(crate) mod series;
#[cfg(test)]
mod tests;
pub(crate) mod topic_code;
pub(crate) mod weeks;

pub(crate) use expected::Expected;
pub(crate) use programme::{Occurrence, Programme, Which};
pub use series::{ExceptionKind, Recurrence, Series, SeriesException};
pub(crate) use topic_code::TopicCode;

use super::calendar::{Calendar, DayKind, WhyClosed};
use super::codes::coded;
use super::ids::{ActivityId, ChildId, SeriesId, StaffId};
use chrono::{NaiveDate, NaiveTime};

coded! {
    /// The recorded state of an activity.
    pub Progress {
        /// Planned.
        Planned = "planned",
        /// Took place.
        Held = "held",
        /// Cancelled, with a reason.
        Cancelled = "cancelled",
    }
}

coded! {
    /// The state of an activity on a day, from the recorded state, the calendar and the date.
    pub State {
        /// Will take place.
        Planned = "planned",
        /// Took place.
        Held = "held",
        /// Will take place at another time than planned at first.
        Moved = "moved",
        /// Cancelled, or the home was closed on that day.
        Cancelled = "cancelled",
        /// The day passed without a record that it took place.
        Missed = "missed",
    }
}

/// One activity: planned, held or cancelled. An instance of a series has its own row only after
/// something was recorded about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Record identifier; unset for an instance without a row.
    pub id: ActivityId,
    /// The series of an instance; `None` for a single activity.
    pub series: Option<SeriesId>,
    /// The day on which the series planned the instance.
    pub series_day: Option<NaiveDate>,
    /// Day of the activity.
    pub day: NaiveDate,
    /// Start time.
    pub starts: NaiveTime,
    /// End time.
    pub ends: NaiveTime,
    /// Title.
    pub title: String,
    /// Topic code.
    pub topic: TopicCode,
    /// Place.
    pub place: String,
    /// Member of staff in charge.
    pub organiser: Option<StaffId>,
    /// Helpers, as free text.
    pub helpers: String,
    /// Required materials.
    pub materials: String,
    /// Target group.
    pub expected: Expected,
    /// Recorded state.
    pub progress: Progress,
    /// The planned day before a move; `None` if not moved.
    pub moved_from: Option<NaiveDate>,
    /// Reason for a move or cancellation.
    pub reason: String,
    /// What was done.
    pub done: String,
    /// Number of adults present; `None` if not recorded.
    pub adults: Option<i64>,
    /// Short assessment.
    pub summary: String,
    /// Next action.
    pub next_step: String,
    /// Filing place of papers and photos.
    pub filed: String,
    /// Recorded on a later day than `day`.
    pub entered_late: bool,
    /// Its identifier in the imported calendar file; empty if not imported.
    pub uid: String,
}

impl Activity {
    /// A planned activity with all optional fields empty.
    pub(crate) fn new(
        day: NaiveDate,
        starts: NaiveTime,
        ends: NaiveTime,
        topic: TopicCode,
    ) -> Self {
        Self {
            id: ActivityId::default(),
            series: None,
            series_day: None,
            day,
            starts,
            ends,
            title: String::new(),
            topic,
            place: String::new(),
            organiser: None,
            helpers: String::new(),
            materials: String::new(),
            expected: Expected::All,
            progress: Progress::Planned,
            moved_from: None,
            reason: String::new(),
            done: String::new(),
            adults: None,
            summary: String::new(),
            next_step: String::new(),
            filed: String::new(),
            entered_late: false,
            uid: String::new(),
        }
    }

    /// The UID in calendar files: that of the imported file, else one made from the record
    /// identifier.
    pub(crate) fn file_name(&self) -> String {
        file_name(&self.uid, self.id)
    }

    /// The state as of today.
    pub(crate) fn state(&self, today: NaiveDate, calendar: &Calendar) -> State {
        match self.progress {
            Progress::Held => State::Held,
            Progress::Cancelled => State::Cancelled,
            Progress::Planned if self.day >= today && self.is_moved() => State::Moved,
            Progress::Planned if self.day >= today => State::Planned,
            // The home is closed on that day, which cancels the activity.
            Progress::Planned if !calendar.is_open(self.day) => State::Cancelled,
            Progress::Planned => State::Missed,
        }
    }

    /// Whether it was moved.
    pub(crate) fn is_moved(&self) -> bool {
        self.moved_from.is_some()
    }

    /// The reason why the home is closed on the planned day, if it is.
    pub(crate) fn clash<'c>(&self, calendar: &'c Calendar) -> Option<WhyClosed<'c>> {
        match calendar.day(self.day) {
            DayKind::Closed(why) if self.progress == Progress::Planned => Some(why),
            _ => None,
        }
    }
}

/// The UID in calendar files; it must not change while the record exists.
fn file_name(uid: &str, id: impl std::fmt::Display) -> String {
    if uid.is_empty() {
        format!("{id}@doorlight")
    } else {
        uid.to_owned()
    }
}

/// One child that took part in one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TakingPart {
    /// The activity.
    pub activity: ActivityId,
    /// The child.
    pub child: ChildId,
}

/// Reason for a week without activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WeekReason {
    /// Monday of the week.
    pub week: NaiveDate,
    /// Free text.
    pub reason: String,
}

/// A topic that the home added to the library or reworded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeTopic {
    /// Topic code; equal to a library code if reworded.
    pub code: TopicCode,
    /// Name.
    pub name: String,
    /// Purpose.
    pub purpose: String,
    /// Youngest age.
    pub age_from: Option<i64>,
    /// Oldest age.
    pub age_to: Option<i64>,
    /// First month of the season.
    pub month_from: Option<i64>,
    /// Last month of the season.
    pub month_to: Option<i64>,
    /// Points of the talk, one per line.
    pub outline: String,
}
