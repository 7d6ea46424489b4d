//! The only module that reads the system time. All other code gets the time as a value.

use crate::domain::Moment;
use chrono::NaiveDate;
use chrono_tz::Tz;
use uuid::{ContextV7, Timestamp, Uuid};

/// The machine's day, only for the names of log files.
pub(crate) fn machine_day() -> NaiveDate {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that may ask"
    )]
    let now = chrono::Local::now();
    now.date_naive()
}

/// The zone of [`crate::domain::home::USUAL_ZONE`].
const USUAL_ZONE: Tz = Tz::Asia__Shanghai;

/// Whether this is the name of a zone, such as `Asia/Urumqi`.
pub(crate) fn is_zone(name: &str) -> bool {
    name.parse::<Tz>().is_ok()
}

/// The program's clock: the machine's, or a fixed moment for tests and pictures.
#[derive(Debug)]
pub struct Clock {
    fixed: Option<Moment>,
    /// Zone of the home, whatever that of the machine is.
    zone: Tz,
    ids: ContextV7,
}

impl Clock {
    /// The machine's clock, in the usual zone until [`Clock::live_in`] is called.
    pub fn system() -> Self {
        Self {
            fixed: None,
            zone: USUAL_ZONE,
            ids: ContextV7::new(),
        }
    }

    /// A clock that always returns the same moment.
    pub fn fixed(at: Moment) -> Self {
        Self {
            fixed: Some(at),
            zone: USUAL_ZONE,
            ids: ContextV7::new(),
        }
    }

    /// Uses the zone of a home; the usual one for a name that no zone has.
    pub(crate) fn live_in(&mut self, zone: Option<&str>) {
        self.zone = zone
            .and_then(|name| name.parse().ok())
            .unwrap_or(USUAL_ZONE);
    }

    /// The present moment, truncated to seconds, in the home's zone.
    pub(crate) fn now(&self) -> Moment {
        self.fixed.unwrap_or_else(|| {
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the one place that may ask"
            )]
            let now = chrono::Utc::now().with_timezone(&self.zone);
            chrono::SubsecRound::trunc_subsecs(now.fixed_offset(), 0)
        })
    }

    /// Zone of the home.
    pub(crate) const fn zone(&self) -> Tz {
        self.zone
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_lives_by_its_own_zone_whatever_that_of_the_machine_is() {
        assert_eq!(USUAL_ZONE.name(), crate::domain::home::USUAL_ZONE);
        let offset = |zone| {
            let mut clock = Clock::system();
            clock.live_in(zone);
            clock.now().offset().local_minus_utc() / 3600
        };
        assert_eq!(offset(None), 8);
        assert_eq!(offset(Some("Asia/Urumqi")), 6);
        assert_eq!(offset(Some("nowhere")), 8);
        assert!(is_zone("Asia/Urumqi") && !is_zone("") && !is_zone("Beijing"));
    }
}
