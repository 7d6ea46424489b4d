//! Queries by name. [`super::Desk::ask`] checks the right of a query before it gives access to the
//! store.

use super::rights::Right;

/// The data that a query reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Query {
    /// The home, its staff, calendar and settings.
    Home,
    /// What the door and the screens hold of the home while it is open.
    Names,
    /// Files, contacts, categories, cards.
    Register,
    /// Attendance of days and children.
    Attendance,
    /// Visits, incidents, follow-ups, flags.
    Known,
    /// Restricted notes of incidents.
    Restricted,
    /// Activities, series, who took part.
    Programme,
    /// The journal and the history of a file.
    Journal,
    /// Who looked at what.
    Looks,
    /// What was kept long enough.
    Kept,
    /// What is counted once a year about how the home keeps its data.
    SelfCheck,
    /// The state of the file itself: verification, copies.
    File,
}

impl Query {
    /// The right that the query needs.
    pub(crate) const fn needs(self) -> Right {
        match self {
            Self::Home | Self::Names | Self::Attendance => Right::ReadNames,
            Self::Register | Self::Known | Self::Programme | Self::Journal => Right::Read,
            Self::Restricted => Right::ReadRestricted,
            Self::Looks | Self::Kept | Self::SelfCheck => Right::Direct,
            Self::File => Right::KeepCopies,
        }
    }
}
