//! Agreements of entrusted care (委托照护协议): who signed, until when, and what was looked at.

use crate::domain::ids::{AgreementId, ChildId, ContactId};
use chrono::NaiveDate;

/// One agreement by which the parents entrust the child to a caregiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Identifier.
    pub id: AgreementId,
    /// Whose care.
    pub child: ChildId,
    /// The entrusted caregiver, one of the child's contacts.
    pub caregiver: Option<ContactId>,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// Until when it holds; `None` if it names no end.
    pub valid_to: Option<NaiveDate>,
    /// When it was last gone through with the family.
    pub reviewed_on: Option<NaiveDate>,
    /// Whether somebody looked at the caregiver's suitability.
    pub suitability_checked: Option<bool>,
    /// What the child says about it: the law wants it heard.
    pub child_view: String,
    /// Number of the paper and where it is filed.
    pub paper_no: String,
}

impl Agreement {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.signed_on <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// When somebody last looked at it: the review, else the signing.
    pub fn looked_at(&self) -> NaiveDate {
        self.reviewed_on
            .map_or(self.signed_on, |on| on.max(self.signed_on))
    }
}
