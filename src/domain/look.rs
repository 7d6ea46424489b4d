//! That somebody looked at personal data: who, when, at what, whose. Kept where people prove who they are.

use super::attendance::Moment;
use super::codes::coded;
use super::ids::{ChildId, LookId, StaffId};
use chrono::DateTime;

coded! {
    /// What somebody looked at.
    pub LookKind {
        /// The file of one child.
        File = "file",
        /// The restricted notes of an incident.
        Restricted = "restricted",
        /// The register: names and birth dates of all children.
        Register = "register",
        /// What is to be done about which child.
        FollowUp = "follow-up",
        /// Who came on which days.
        Attendance = "attendance",
        /// The problems of all children.
        Problems = "problems",
        /// The incidents of all children.
        Incidents = "incidents",
        /// A page of numbers behind which children stand.
        Trends = "trends",
        /// Which child had a talk, and which is left.
        Talks = "talks",
        /// Who helps which child, and with what.
        Support = "support",
        /// The journal.
        Journal = "journal",
        /// Who looked at what.
        Looks = "looks",
        /// The whole file, by a copy to a place of somebody's choice.
        Copy = "copy",
        /// A page or a list on which children are named, made to be printed or handed on.
        Paper = "paper",
    }
}

/// Seconds in which the same look counts as one.
const FOLD: i64 = 60;

/// Looks of one minute, of one person, at one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Record identifier.
    pub id: LookId,
    /// The minute, in seconds since 1970.
    pub minute: i64,
    /// Who looked; `None` if nobody sat at the desk.
    pub staff: Option<StaffId>,
    /// At what.
    pub what: LookKind,
    /// At whose; `None` for a list.
    pub child: Option<ChildId>,
    /// How often, as far as programs asked anew: what is still on a screen is not looked at again.
    pub times: i64,
}

impl Look {
    /// The minute of a moment, in seconds since 1970.
    pub(crate) const fn minute_of(at: Moment) -> i64 {
        let seconds = at.timestamp();
        seconds - seconds.rem_euclid(FOLD)
    }

    /// When it was, on the clock of `near`; that moment itself for a number that is no time.
    pub(crate) fn at(&self, near: Moment) -> Moment {
        let at = DateTime::from_timestamp(self.minute, 0);
        at.map_or(near, |at| at.with_timezone(near.offset()))
    }

    /// Whether both are one look of one minute.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let same = |one: &Self| (one.minute, one.staff, one.what, one.child);
        same(self) == same(other)
    }
}
