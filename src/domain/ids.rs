//! Identifiers. All are `UUIDv7`, so that homes can be merged without renumbering; people see the
//! file number instead. The default, all zeros, stands for a record that has none yet: the desk
//! gives it one when it is added.

use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name(pub Uuid);

        impl $name {
            /// No identifier yet.
            pub fn is_unset(self) -> bool {
                self.0.is_nil()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::parse_str(text).map(Self) }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }
    )+};
}

id! {
    /// A child on the register.
    ChildId,
    /// A household: the children who share a door and a caregiver.
    HouseholdId,
    /// Somebody to ring, or who may collect.
    ContactId,
    /// Somebody who works at the home.
    StaffId,
    /// One dated category of one child.
    TagId,
    /// One visit or call.
    VisitId,
    /// One thing done about a flag.
    FollowUpId,
    /// One agreement of entrusted care.
    AgreementId,
    /// One problem of one child.
    ProblemId,
    /// One incident that must be reported.
    IncidentId,
    /// One activity with a row of its own.
    ActivityId,
    /// One series of activities.
    SeriesId,
}
