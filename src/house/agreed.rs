//! Which days the habits of the children propose.

use super::House;
use crate::domain::agreed_days::{DayGroup, Sheets, groups, proposals};

impl House {
    /// The children whose habit differs from what is agreed, in groups by weekdays.
    pub(crate) fn habit_groups(&self) -> Vec<DayGroup> {
        let Some(home) = &self.home else {
            return Vec::new();
        };
        let sheets = Sheets {
            days: &self.known.days,
            taken: &self.known.taken,
            calendar: &home.calendar,
        };
        groups(&proposals(self.register.children(), sheets))
    }
}
