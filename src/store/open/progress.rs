//! How far bringing an older file up to date has come.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The file is copied as it was.
    Copying,
    /// The copy's chain is followed.
    Checking,
    /// Tables are written anew.
    Converting,
    /// The journal is packed, and each part read back.
    Packing,
    /// The space that is free now is given back.
    Tidying,
}

impl Stage {
    /// In their order.
    pub(crate) const ALL: [Self; 5] = [
        Self::Copying,
        Self::Checking,
        Self::Converting,
        Self::Packing,
        Self::Tidying,
    ];

    /// Stable code, used in message keys.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Copying => "copying",
            Self::Checking => "checking",
            Self::Converting => "converting",
            Self::Packing => "packing",
            Self::Tidying => "tidying",
        }
    }
}

/// Told at each stage, with the hundredth parts done; `None` where nobody can tell.
pub(crate) type Progress<'p> = &'p mut dyn FnMut(Stage, Option<u8>);

/// Hundredth parts of a whole.
pub(in crate::store) fn percent(done: i64, all: i64) -> Option<u8> {
    u8::try_from(done.saturating_mul(100).checked_div(all)?).ok()
}
