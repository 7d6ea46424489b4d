//! What was read again, to be taken over by the house in memory.

use super::day_sheet::{ChildsDay, DaySheet};
use super::home::HomeFacts;
use crate::domain::Attendance;
use crate::store::{Known, Roster};

/// What was read again after a command; what did not change is `None`.
#[derive(Debug, Default)]
pub struct Fresh {
    /// The home, its staff and calendar.
    pub home: Option<Box<HomeFacts>>,
    /// Files.
    pub roster: Option<Box<Roster>>,
    /// What is known beside the files.
    pub known: Option<Box<Known>>,
    /// Today's register.
    pub day: Option<DaySheet>,
    /// The register of the day for which late entries are being made.
    pub late_day: Option<DaySheet>,
    /// What these registers say of the child that just came or went.
    pub stays: Vec<ChildsDay>,
    /// Forgotten sign-outs.
    pub forgotten: Option<Vec<Attendance>>,
}
