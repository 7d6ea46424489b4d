//! Agreements of entrusted care (委托照护协议).

use crate::domain::ids::{AgreementId, ChildId, ContactId};
use chrono::NaiveDate;

/// One agreement by which the parents entrust the child to a caregiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Record identifier.
    pub id: AgreementId,
    /// The child in care.
    pub child: ChildId,
    /// The entrusted caregiver, one of the child's contacts.
    pub caregiver: Option<ContactId>,
    /// Day of signing.
    pub signed_on: NaiveDate,
    /// Last valid day; `None` if the agreement has no end.
    pub valid_to: Option<NaiveDate>,
    /// Day of the last review with the family.
    pub reviewed_on: Option<NaiveDate>,
    /// The caregiver's suitability was checked; `None` if not recorded.
    pub suitability_checked: Option<bool>,
    /// The child's opinion of the agreement; the law requires hearing it.
    pub child_view: String,
    /// Number and filing place of the paper.
    pub paper_no: String,
}

impl Agreement {
    /// Whether the agreement is valid on a day.
    pub(crate) fn holds_on(&self, day: NaiveDate) -> bool {
        self.signed_on <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Day of the last review, or of signing if that is later or there was no review.
    pub(crate) fn looked_at(&self) -> NaiveDate {
        self.reviewed_on
            .map_or(self.signed_on, |on| on.max(self.signed_on))
    }
}
