//! Parts of the home read again, for [`super::House::take`].

use super::day_sheet::{ChildsDay, DaySheet};
use super::home::HomeFacts;
use crate::domain::{Attendance, Moment};
use crate::store::{Known, Roster};

/// The parts read again after a command; `None` for a part that did not change.
#[derive(Debug, Default)]
pub struct Fresh {
    /// When it was read.
    pub read_at: Option<Moment>,
    /// The home, its staff and calendar.
    pub home: Option<Box<HomeFacts>>,
    /// All children with contacts, categories and cards.
    pub roster: Option<Box<Roster>>,
    /// Visits, incidents, activities, numbers of the rules.
    pub known: Option<Box<Known>>,
    /// Today's register.
    pub day: Option<DaySheet>,
    /// The register of the day of late entries.
    pub late_day: Option<DaySheet>,
    /// The stays of the child that was just signed in or out, by day.
    pub stays: Vec<ChildsDay>,
    /// Forgotten sign-outs.
    pub forgotten: Option<Vec<Attendance>>,
}
