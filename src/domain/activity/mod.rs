//! Activities (活动): what was planned, what was held, who took part.
//!
//! Facts are stored: single activities, a [`Series`] with exceptions, attendance, reasons for
//! missed weeks. The rest is computed: occurrences of a period ([`Programme::between`]), the recent
//! weeks ([`weeks`]), children who miss a topic ([`coverage`]).
//!
//! Times are local wall-clock times. All homes are in the zone Asia/Shanghai, which has no daylight
//! saving time.

pub(crate) mod clash;
mod copy;
pub(crate) mod coverage;
mod covered;
pub(crate) mod expected;
mod programme;
mod recurrence;
pub(crate) mod series;
#[cfg(test)]
mod tests;
pub(crate) mod topic_code;
pub(crate) mod weeks;

pub(crate) use expected::Expected;
pub(crate) use programme::Occurrence;
pub use programme::Programme;
pub use series::{ExceptionKind, Recurrence, Series, SeriesException};
pub(crate) use topic_code::TopicCode;

use super::calendar::Calendar;
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

/// Key of an activity: its own row, or an instance of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Which {
    /// An activity with its own row.
    Single(ActivityId),
    /// The instance that a series plans on a day.
    Instance(SeriesId, NaiveDate),
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
    /// Revision in the imported calendar file; an older revision changes nothing.
    pub sequence: Option<i64>,
    /// When it began, if it was started while it took place.
    pub begun: Option<NaiveTime>,
    /// Adult guests, such as parents; `None` if not recorded.
    pub guests: Option<i64>,
    /// Children who are not on the register; `None` if not recorded.
    pub others: Option<i64>,
    /// What a child said or showed, without a name.
    pub said: String,
}

impl Activity {
    /// A planned activity with all optional fields empty.
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
            sequence: None,
            begun: None,
            guests: None,
            others: None,
            said: String::new(),
        }
    }

    /// The key of this activity.
    pub(crate) fn which(&self) -> Which {
        match (self.series, self.series_day) {
            (Some(series), Some(day)) if self.id.is_unset() => Which::Instance(series, day),
            _ => Which::Single(self.id),
        }
    }

    /// The UID in calendar files: that of the imported file, else one made from the record
    /// identifier.
    pub(crate) fn file_name(&self) -> String {
        file_name(&self.uid, self.id)
    }

    /// The state as of today. This alone decides what takes place: lists, screens, calendar files
    /// and coverage use it.
    ///
    /// The repetition of a series does not take place on a closed day. An activity that somebody
    /// put on a closed day on purpose does: a single one, a moved one, one with its own row.
    pub(crate) fn state(&self, today: NaiveDate, calendar: &Calendar) -> State {
        match self.progress {
            Progress::Held => State::Held,
            Progress::Cancelled => State::Cancelled,
            Progress::Planned if self.is_repetition() && !calendar.is_open(self.day) => {
                State::Cancelled
            }
            Progress::Planned if self.day < today => State::Missed,
            Progress::Planned if self.is_moved() => State::Moved,
            Progress::Planned => State::Planned,
        }
    }

    /// Whether the series alone puts it on its day: it has no row and was not moved.
    fn is_repetition(&self) -> bool {
        self.series.is_some() && self.id.is_unset() && !self.is_moved()
    }

    /// Whether a child that came at this time took part in enough of it: in at least half.
    pub(crate) fn counts_from(&self, came: Option<NaiveTime>) -> bool {
        came.is_none_or(|came| is_in_time((self.starts, self.ends), self.begun, came))
    }

    /// Whether it was started and is still going on.
    pub(crate) fn is_running(&self, today: NaiveDate, now: NaiveTime) -> bool {
        let ends = self.begun.map(|begun| {
            let (ends, over) = begun.overflowing_add_signed(self.ends - self.starts);
            if over == 0 {
                ends.max(self.ends)
            } else {
                self.ends
            }
        });
        self.progress == Progress::Held && self.day == today && ends.is_some_and(|ends| now < ends)
    }

    /// Whether it takes the whole day, from the first minute to the last.
    pub(crate) fn is_whole_day(&self) -> bool {
        use chrono::Timelike as _;
        self.starts == NaiveTime::MIN && (self.ends.hour(), self.ends.minute()) == (23, 59)
    }

    /// Whether it was moved.
    pub(crate) fn is_moved(&self) -> bool {
        self.moved_from.is_some()
    }

    /// Whether it will take place on a day on which the home is closed.
    fn is_clash(&self, today: NaiveDate, calendar: &Calendar) -> bool {
        let will_be = matches!(self.state(today, calendar), State::Planned | State::Moved);
        will_be && !calendar.is_open(self.day)
    }
}

/// Whether a child that came at this time was there for at least half of the time, counted from when
/// it began.
pub(crate) fn is_in_time(
    (starts, ends): (NaiveTime, NaiveTime),
    begun: Option<NaiveTime>,
    came: NaiveTime,
) -> bool {
    came.signed_duration_since(begun.unwrap_or(starts)) <= (ends - starts) / 2
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
    /// When the child joined, if the activity had begun already.
    pub came: Option<NaiveTime>,
}

/// A child that need not have a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    /// The child.
    pub child: ChildId,
    /// The topic.
    pub topic: TopicCode,
    /// Reason.
    pub reason: String,
    /// Day on which this was recorded.
    pub since: NaiveDate,
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
    /// How often it is due in its season; `None` for once.
    pub every: Option<topic_code::Cadence>,
    /// Points of the talk, one per line.
    pub outline: String,
    /// Questions to ask, one per line.
    pub questions: String,
    /// Required materials.
    pub materials: String,
}
