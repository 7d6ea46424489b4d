//! The only module that reads the system time. All other code gets the time as a value.

use crate::domain::Moment;
use chrono::NaiveDate;
use uuid::{ContextV7, Timestamp, Uuid};

/// The machine's day, only for the names of log files.
pub(crate) fn machine_day() -> NaiveDate {
    Clock::system().today()
}

/// The program's clock: the machine's, or a fixed moment for tests and pictures.
#[derive(Debug)]
pub struct Clock {
    fixed: Option<Moment>,
    ids: ContextV7,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self {
            fixed: None,
            ids: ContextV7::new(),
        }
    }

    /// A clock that always returns the same moment.
    pub fn fixed(at: Moment) -> Self {
        Self {
            fixed: Some(at),
            ids: ContextV7::new(),
        }
    }

    /// The present moment, truncated to seconds, with the machine's offset from UTC.
    pub(crate) fn now(&self) -> Moment {
        self.fixed.unwrap_or_else(|| {
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the one place that may ask"
            )]
            let now = chrono::Local::now();
            chrono::SubsecRound::trunc_subsecs(now.fixed_offset(), 0)
        })
    }

    /// The present day in the home's calendar.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// Creates an identifier (`UUIDv7`), ordered by time even within one millisecond.
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        let now = self.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(&self.ids, seconds, 0)).into()
    }
}
