//! Activities (活动): what was planned, what was held, who took part.
//!
//! What is stored are facts: a single activity, a [`Series`] with its exceptions, who took part,
//! why nothing took place in a week. What follows from them is computed: the occurrences of a
//! period ([`Programme::between`]), the strip of weeks ([`weeks`]), who still misses a topic
//! ([`coverage`]).
//!
//! Times are those of the clock on the wall. The homes are all in one zone, Asia/Shanghai, which
//! has no summer time: every day has every minute once, so a weekly talk at 16:30 is at 16:30.

pub mod coverage;
mod covered;
pub mod expected;
mod programme;
pub mod series;
#[cfg(test)]
mod tests;
pub mod topic_code;
pub mod weeks;

pub use expected::Expected;
pub use programme::{Occurrence, Programme, Which};
pub use series::{ExceptionKind, Recurrence, Series, SeriesException};
pub use topic_code::TopicCode;

use super::calendar::{Calendar, DayKind, WhyClosed};
use super::codes::coded;
use super::ids::{ActivityId, ChildId, SeriesId, StaffId};
use chrono::{NaiveDate, NaiveTime};

coded! {
    /// What is written down of an activity.
    Progress {
        /// It is meant to take place.
        Planned = "planned",
        /// It took place.
        Held = "held",
        /// It was called off, with a reason.
        Cancelled = "cancelled",
    }
}

coded! {
    /// How an activity stands on a day: what is written down, the calendar and the day together.
    State {
        /// Will take place.
        Planned = "planned",
        /// Took place.
        Held = "held",
        /// Will take place, at another time than it was planned for.
        Moved = "moved",
        /// Called off, or its day went by with the home closed.
        Cancelled = "cancelled",
        /// Its day went by and nobody wrote down that it took place.
        Missed = "missed",
    }
}

/// One activity: planned, held or called off. An instance of a series has a row of its own only
/// once something was written down about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Identifier.
    pub id: ActivityId,
    /// Of which series it is an instance.
    pub series: Option<SeriesId>,
    /// For which day the series planned it.
    pub series_day: Option<NaiveDate>,
    /// On which day.
    pub day: NaiveDate,
    /// From when.
    pub starts: NaiveTime,
    /// To when.
    pub ends: NaiveTime,
    /// What people call it.
    pub title: String,
    /// Topic.
    pub topic: TopicCode,
    /// Where.
    pub place: String,
    /// Who is in charge.
    pub organiser: Option<StaffId>,
    /// Who helps, in words.
    pub helpers: String,
    /// What is needed.
    pub materials: String,
    /// For whom.
    pub expected: Expected,
    /// What is written down of it.
    pub progress: Progress,
    /// For which day it was planned before it was moved.
    pub moved_from: Option<NaiveDate>,
    /// Why it was moved or called off.
    pub reason: String,
    /// What was done.
    pub done: String,
    /// How many adults were there.
    pub adults: Option<i64>,
    /// How it went.
    pub summary: String,
    /// What is to be done next.
    pub next_step: String,
    /// Where the paper and the photos are filed.
    pub filed: String,
    /// Written down on a later day than it speaks of.
    pub entered_late: bool,
    /// Its name in the calendar file it came from.
    pub uid: String,
}

impl Activity {
    /// A planned activity of which nothing else is known.
    pub fn new(day: NaiveDate, starts: NaiveTime, ends: NaiveTime, topic: TopicCode) -> Self {
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

    /// The name it has in calendar files: its own, or that of the file it came from.
    pub fn file_name(&self) -> String {
        file_name(&self.uid, self.id)
    }

    /// How it stands today.
    pub fn state(&self, today: NaiveDate, calendar: &Calendar) -> State {
        match self.progress {
            Progress::Held => State::Held,
            Progress::Cancelled => State::Cancelled,
            Progress::Planned if self.day >= today && self.is_moved() => State::Moved,
            Progress::Planned if self.day >= today => State::Planned,
            // Nobody can have come: the calendar called it off.
            Progress::Planned if !calendar.is_open(self.day) => State::Cancelled,
            Progress::Planned => State::Missed,
        }
    }

    /// Whether it is to take place on another day than it was planned for.
    pub fn is_moved(&self) -> bool {
        self.moved_from.is_some()
    }

    /// Whether the plan says that it takes place although the home is closed then, and why.
    pub fn clash<'c>(&self, calendar: &'c Calendar) -> Option<WhyClosed<'c>> {
        match calendar.day(self.day) {
            DayKind::Closed(why) if self.progress == Progress::Planned => Some(why),
            _ => None,
        }
    }
}

/// The name of something in calendar files; it stays the same as long as the thing is there.
fn file_name(uid: &str, id: impl std::fmt::Display) -> String {
    if uid.is_empty() {
        format!("{id}@doorlight")
    } else {
        uid.to_owned()
    }
}

/// One child that took part in one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakingPart {
    /// In which activity.
    pub activity: ActivityId,
    /// Who.
    pub child: ChildId,
}

/// Why nothing took place in a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekReason {
    /// The Monday of the week.
    pub week: NaiveDate,
    /// Why, in the home's words.
    pub reason: String,
}

/// A topic that the home added to the library, or worded anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeTopic {
    /// Its code; that of the library if it is worded anew.
    pub code: TopicCode,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The youngest it is for.
    pub age_from: Option<i64>,
    /// The oldest it is for.
    pub age_to: Option<i64>,
    /// First month of its season.
    pub month_from: Option<i64>,
    /// Last month of its season.
    pub month_to: Option<i64>,
    /// What the talk says, a point a line.
    pub outline: String,
}
