//! Helpers (帮扶力量): people and organisations outside the staff who help children.

use crate::domain::codes::coded;
use crate::domain::ids::HelperId;
use chrono::NaiveDate;

coded! {
    /// Kind of helper.
    pub HelperKind {
        /// Volunteer (志愿者).
        Volunteer = "volunteer",
        /// Social worker (社工).
        SocialWorker = "social-worker",
        /// "Loving mother" (爱心妈妈).
        LovingMother = "loving-mother",
        /// An organisation: a charity, a company, a government office (单位).
        Organisation = "organisation",
        /// Anybody else: a neighbour, a cadre, a teacher.
        Other = "other",
    }
}

/// One helper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    /// Record identifier.
    pub id: HelperId,
    /// Name of the person or the organisation.
    pub name: String,
    /// Kind.
    pub kind: HelperKind,
    /// The organisation of a person, or the contact person of an organisation.
    pub body: String,
    /// Phone numbers.
    pub phones: String,
    /// What the helper can do.
    pub skills: String,
    /// When the helper has time.
    pub free_when: String,
    /// Day of the last training.
    pub trained_on: Option<NaiveDate>,
    /// Day of the last background check (rule D6); `None` if never.
    pub checked_on: Option<NaiveDate>,
    /// First day.
    pub since: Option<NaiveDate>,
    /// Last day; `None` while the helper is active.
    pub until: Option<NaiveDate>,
    /// Why the helper left.
    pub left_reason: String,
    /// Anything else.
    pub note: String,
}

impl Helper {
    /// A helper from a day on.
    pub(crate) fn new(since: NaiveDate) -> Self {
        Self {
            id: HelperId::default(),
            name: String::new(),
            kind: HelperKind::Volunteer,
            body: String::new(),
            phones: String::new(),
            skills: String::new(),
            free_when: String::new(),
            trained_on: None,
            checked_on: None,
            since: Some(since),
            until: None,
            left_reason: String::new(),
            note: String::new(),
        }
    }

    /// Whether the helper is there on a day. Without a first day it was there before anything was written down.
    pub(crate) fn is_active(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| until >= day)
    }

    /// Whether the helper is there and does not leave that day.
    pub(crate) fn goes_on(&self, day: NaiveDate) -> bool {
        self.is_active(day) && self.until != Some(day)
    }

    /// Whether the yearly background check is asked of this kind: of people, not of organisations.
    pub(crate) const fn is_checked(&self) -> bool {
        !matches!(self.kind, HelperKind::Organisation)
    }

    /// Forgets that the helper left after a day.
    pub(super) fn forget_after(&mut self, day: NaiveDate) {
        let is_later = |on: &NaiveDate| *on > day;
        if self.until.as_ref().is_some_and(is_later) {
            self.until = None;
            self.left_reason.clear();
        }
        self.checked_on = self.checked_on.filter(|on| !is_later(on));
        self.trained_on = self.trained_on.filter(|on| !is_later(on));
    }
}
