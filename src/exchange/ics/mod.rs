//! Calendar files (.ics): the plan for phones and desktop calendars, and what a township sends.
//!
//! A series goes out as one event with its rule (RRULE), called-off instances as EXDATE, moved ones
//! as overrides (RECURRENCE-ID). Names (UID) stay the same from one export to the next, so that a
//! phone puts an event right and does not add it again. All times are those of Asia/Shanghai, which
//! has no summer time; the zone is described in the file. No child is named in it.

mod read;
mod rule;
#[cfg(test)]
mod tests;
mod write;

pub use read::{from_bytes, read};
pub use write::{DateRange, write};

use crate::domain::{Activity, Series, SeriesException};
use chrono::FixedOffset;

/// The zone of every home.
pub(super) const ZONE: &str = "Asia/Shanghai";
/// How a moment of the wall clock is written.
const WALL: &str = "%Y%m%dT%H%M%S";
/// The property that holds the topic.
const TOPIC: &str = "X-DOORLIGHT-TOPIC";
/// Seconds by which the zone is ahead of UTC.
const AHEAD: i32 = 8 * 3600;

/// How far the zone is ahead of UTC, all year round.
pub(super) fn offset() -> FixedOffset {
    FixedOffset::east_opt(AHEAD).expect("eight hours are less than a day")
}

/// What a calendar file brings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// Activities, with the name they have in the file.
    pub activities: Vec<Activity>,
    /// Series with their exceptions.
    pub series: Vec<(Series, Vec<SeriesException>)>,
    /// How many events could not be taken: no beginning, or one that cannot be read.
    pub refused: usize,
}
