//! The moment for which the demo home is made, and the dates relative to it.

use crate::domain::Moment;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};

/// Age of the demo home in days.
const DAYS: i64 = 365;

/// The moment of the demo home; all its dates are relative to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) now: Moment,
    pub(crate) today: NaiveDate,
    pub(crate) start: NaiveDate,
    /// The start in Unix milliseconds, for identifiers.
    pub(crate) millis: u64,
}

impl Frame {
    pub(crate) fn new(now: Moment) -> Self {
        let today = now.date_naive();
        let start = today - TimeDelta::days(DAYS);
        let mut frame = Self {
            now,
            today,
            start,
            millis: 0,
        };
        let opened = frame.at(start, 9 * 60);
        frame.millis = u64::try_from(opened.timestamp_millis()).unwrap_or_default();
        frame
    }

    /// The day `days` before today; a negative number gives a later day.
    pub(crate) fn ago(&self, days: i64) -> NaiveDate {
        self.today - TimeDelta::days(days)
    }

    /// A moment of a day, in minutes after midnight local time.
    pub(crate) fn at(&self, day: NaiveDate, minute: i64) -> Moment {
        let wall = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute);
        let offset: FixedOffset = *self.now.offset();
        DateTime::from_naive_utc_and_offset(wall - offset, offset)
    }
}
