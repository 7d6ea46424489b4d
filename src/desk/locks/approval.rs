//! What a director has approved with the secret, and how long it is good for.

use crate::domain::{Moment, StaffId};
use chrono::TimeDelta;

/// How long a director's secret is good for: until the command is there that asked for it.
const GOOD_FOR: TimeDelta = TimeDelta::minutes(2);

/// A director has shown the secret for one command. Only `Desk::approve` makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Approval {
    by: StaffId,
    at: Moment,
}

impl Approval {
    pub(super) const fn new(by: StaffId, at: Moment) -> Self {
        Self { by, at }
    }

    /// Who has approved.
    pub(crate) const fn by(self) -> StaffId {
        self.by
    }

    /// Whether it is still good. A clock that was put back makes none good again.
    pub(super) fn is_good_at(self, now: Moment) -> bool {
        self.at <= now && now - self.at <= GOOD_FOR
    }
}
