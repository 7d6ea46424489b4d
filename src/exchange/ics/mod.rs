//! Calendar files (.ics): exports the plan for phones and desktop calendars, imports a township's
//! calendar.
//!
//! A series is exported as one event with its rule (RRULE), called-off instances as EXDATE, moved
//! ones as overrides (RECURRENCE-ID). UIDs stay the same from one export to the next, so that a
//! phone updates an event and adds no second one. All times are in Asia/Shanghai, which has no
//! summer time; the file describes the zone. The file names no child.

mod event;
mod lines;
mod made;
mod read;
mod remark;
mod rule;
#[cfg(test)]
mod tests;
mod write;
mod zone;

pub(crate) use read::from_bytes;
#[cfg(test)]
use remark::RemarkCode;
pub(crate) use remark::{Refused, Remark};
pub(crate) use write::{DateRange, Export, write};

use crate::domain::{Activity, Series, SeriesException};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime};

/// The zone of every home.
const ZONE: &str = "Asia/Shanghai";
/// Format of a local date and time.
const WALL: &str = "%Y%m%dT%H%M%S";
/// Part of the product name in our own files.
const PRODUCT: &str = "//Doorlight//";
/// Property that holds the topic.
const TOPIC: &str = "X-DOORLIGHT-TOPIC";
/// Property that holds a recurrence that no rule describes.
const REPEATS: &str = "X-DOORLIGHT-REPEATS";
/// Offset of the zone from UTC, in seconds.
const AHEAD: i32 = 8 * 3600;

/// Offset of the zone from UTC, the same all year.
fn offset() -> FixedOffset {
    FixedOffset::east_opt(AHEAD).expect("eight hours are less than a day")
}

/// Content of a calendar file, an entry an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// What the events of the file are here.
    pub entries: Vec<Entry>,
}

/// What one event of a calendar file is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// UID in the file; may be empty.
    pub uid: String,
    /// Title.
    pub title: String,
    /// First moment in the home's time; `None` if the file has none.
    pub starts: Option<NaiveDateTime>,
    /// Revision in the file.
    pub sequence: Option<i64>,
    /// This program wrote the file: days that it leaves out may be closed days.
    pub is_ours: bool,
    /// What it becomes.
    pub content: Content,
    /// What is said about it.
    pub remarks: Vec<Remark>,
}

/// What becomes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Single activities: one, or a day each.
    Activities(Vec<Activity>),
    /// A series, or several that follow each other, and single activities beside its rule.
    Series(Vec<IncomingSeries>, Vec<Activity>),
    /// The instance of a day of a series that the file does not hold; several days of a camp.
    Instance(NaiveDate, Vec<Activity>),
    /// Called off: all of it, or the instance of a day.
    CalledOff(Option<NaiveDate>),
    /// Nothing.
    Refused(Refused),
}

/// A series of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingSeries {
    /// The series, without an identifier.
    pub series: Series,
    /// Instances that were moved or called off.
    pub exceptions: Vec<SeriesException>,
    /// Instances with another title, place or topic; they name their day of the series.
    pub rows: Vec<Activity>,
}
