//! Calendar files (.ics): exports the plan for phones and desktop calendars, imports a township's
//! calendar.
//!
//! A series is exported as one event with its rule (RRULE), called-off instances as EXDATE, moved
//! ones as overrides (RECURRENCE-ID). UIDs stay the same from one export to the next, so that a
//! phone updates an event and adds no second one. All times are in Asia/Shanghai, which has no
//! summer time; the file describes the zone. The file names no child.

mod read;
mod rule;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use read::read;
pub(crate) use write::{DateRange, write};

use crate::domain::{Activity, Series, SeriesException};
use chrono::FixedOffset;

/// The zone of every home.
pub(super) const ZONE: &str = "Asia/Shanghai";
/// Format of a local date and time.
const WALL: &str = "%Y%m%dT%H%M%S";
/// Property that holds the topic.
const TOPIC: &str = "X-DOORLIGHT-TOPIC";
/// Offset of the zone from UTC, in seconds.
const AHEAD: i32 = 8 * 3600;

/// Offset of the zone from UTC, the same all year.
pub(super) fn offset() -> FixedOffset {
    FixedOffset::east_opt(AHEAD).expect("eight hours are less than a day")
}

/// Content of a calendar file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// Activities, with their UIDs from the file.
    pub activities: Vec<Activity>,
    /// Series with their exceptions.
    pub series: Vec<(Series, Vec<SeriesException>)>,
    /// Number of events that could not be read: no start, or an unreadable one.
    pub refused: usize,
}
