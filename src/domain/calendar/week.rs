//! Weeks from Monday to Sunday (ISO 8601).

use chrono::{Datelike, Days, NaiveDate};

/// The Monday of the ISO week that contains a day.
pub(crate) fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}
