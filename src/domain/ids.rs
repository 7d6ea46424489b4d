//! Record identifiers. All are `UUIDv7`, so that data of several homes can be merged without
//! renumbering. Screens show the file number instead. The default (all zeros) means that the record
//! is new; the desk assigns an identifier when it is added.

use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Whether no identifier is assigned.
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
    /// A household.
    HouseholdId,
    /// A contact of a child.
    ContactId,
    /// A member of staff.
    StaffId,
    /// One dated category of one child.
    TagId,
    /// One visit or call.
    VisitId,
    /// One follow-up of a flag.
    FollowUpId,
    /// One agreement of entrusted care.
    AgreementId,
    /// One problem of one child.
    ProblemId,
    /// One incident that must be reported.
    IncidentId,
    /// One activity that has its own row.
    ActivityId,
    /// One series of activities.
    SeriesId,
}
