//! The home as it was on the evening of an earlier day.

use super::House;
use super::fresh::Fresh;
use crate::domain::KnownAs;
use crate::domain::Moment;
use crate::store::WhyReadOnly;

impl House {
    /// The home at a moment in the past, from what `fresh` holds of it. Its day is over, and nothing can be written.
    pub(crate) fn of_past(at: Moment, reading: KnownAs, fresh: Fresh) -> Self {
        let mut house = Self::new(at);
        house.take(fresh);
        house.past = Some(reading);
        house.read_only = Some(WhyReadOnly::Copy);
        if let Some(home) = house.home.as_deref() {
            let input = house.register.rule_input(home, &house.known);
            house.matters = input.matters(at, true);
        }
        house
    }
}
