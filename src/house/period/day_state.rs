//! What a day says in a report.

/// The state of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayState {
    /// Its register was taken, and the day is over.
    Taken,
    /// Its register is being taken: today, before the home is closed.
    Begun,
    /// Some children were entered, but nobody took the whole register.
    Partly,
    /// The home was open and nobody took the register.
    NotTaken,
    /// The home was closed.
    Closed,
    /// Before the records of the home begin.
    Before,
    /// In the future.
    Ahead,
}

impl DayState {
    /// Whether the day counts in sums and averages.
    pub(crate) const fn is_counted(self) -> bool {
        matches!(self, Self::Taken)
    }

    /// Whether the home was, or will be, open: the base of "so many of so many days".
    pub(crate) const fn is_open_day(self) -> bool {
        matches!(
            self,
            Self::Taken | Self::Begun | Self::Partly | Self::NotTaken
        )
    }

    /// Whether the home was open and its register is not whole.
    pub(crate) const fn is_gap(self) -> bool {
        matches!(self, Self::Partly | Self::NotTaken)
    }
}
