//! Record identifiers. All are `UUIDv7`, so that data of several homes can be merged without
//! renumbering. Screens show the file number instead. The default (all zeros) means that the record
//! is new; the desk assigns an identifier when it is added.

use chrono::NaiveDate;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$meta:meta])* $vis:vis $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        $vis struct $name($vis Uuid);

        impl $name {
            /// Whether no identifier is assigned.
            $vis fn is_unset(self) -> bool {
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

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
    )+};
}

/// The day on which an identifier was made, read from the `UUIDv7`; `None` if it has no timestamp.
fn made_on(id: Uuid) -> Option<NaiveDate> {
    let (seconds, _) = id.get_timestamp()?.to_unix();
    let at = chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?;
    Some(at.date_naive())
}

impl ChildId {
    /// The day on which the file was begun; `None` if the identifier has no timestamp.
    pub(crate) fn made_on(self) -> Option<NaiveDate> {
        made_on(self.0)
    }
}

impl StaffId {
    /// The day on which the person was added; `None` if the identifier has no timestamp.
    pub(crate) fn made_on(self) -> Option<NaiveDate> {
        made_on(self.0)
    }
}

id! {
    /// A child on the register.
    pub ChildId,
    /// A household.
    pub HouseholdId,
    /// A contact of a child.
    pub ContactId,
    /// A member of staff.
    pub StaffId,
    /// One dated category of one child.
    pub TagId,
    /// One visit or call.
    pub VisitId,
    /// One follow-up of a flag.
    pub FollowUpId,
    /// One agreement of entrusted care.
    pub AgreementId,
    /// One request of a family about its child's data.
    pub FamilyRequestId,
    /// One problem of one child.
    pub ProblemId,
    /// One incident that must be reported.
    pub IncidentId,
    /// One report of an incident after its first.
    pub ReportId,
    /// One report that was handed in.
    pub HandedInId,
    /// Looks of one minute.
    pub LookId,
    /// One activity that has its own row.
    pub ActivityId,
    /// One series of activities.
    pub SeriesId,
    /// A helper.
    pub HelperId,
    /// A pairing of a helper and a child.
    pub PairingId,
    /// A contact of a helper in a pairing.
    pub HelperContactId,
    /// A measure of a support plan.
    pub MeasureId,
    /// A review of a support plan.
    pub PlanReviewId,
    /// What came from a giver.
    pub DonationId,
    /// What a child was given.
    pub GivenId,
    /// A benefit of a child.
    pub BenefitId,
    /// A talk with a child.
    pub TalkId,
    /// News for the parents.
    pub ParentNewsId,
    /// A wish of a child.
    pub WishId,
    /// What a teacher said.
    pub SchoolWordId,
    /// A school place that was found.
    pub SchoolPlaceId,
}
