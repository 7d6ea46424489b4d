//! Follow-ups (跟进): what a person did about a flag, what came of it, and when to look again.
//!
//! A flag is derived and never stored; a follow-up is stored and points at the flag by its rule,
//! its child and the day since when it stands. When the flag is raised anew, later, it has another
//! day, and what was done about the old one is history.

use super::visit::CallResult;
use crate::domain::attendance::Moment;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, FollowUpId, StaffId, VisitId};
use crate::domain::rules::RuleId;
use chrono::NaiveDate;

coded! {
    /// What was done about a flag.
    FollowStep {
        /// Somebody was rung; the outcome says with what result.
        Rang = "rang",
        /// Somebody went there; the visit says whether the child was seen.
        Visited = "visited",
        /// There is a reason, until a day.
        Excused = "excused",
        /// Not now, but on a day, and why.
        Snoozed = "snoozed",
        /// Handed to the township, to whom and how.
        HandedUp = "handed-up",
        /// Ended with a reason that fits the rule.
        Closed = "closed",
    }
}

coded! {
    /// Why a flag is closed by a person. Free text alone never closes one.
    CloseReason {
        /// The child was seen and is well, by somebody named in the note.
        SeenElsewhere = "seen-elsewhere",
        /// Moved away, or no longer comes to this home; the file says so.
        LeftHome = "left-home",
        /// The agreed days were wrong; the file is put right.
        WrongDays = "wrong-days",
        /// What the file said was wrong; it is put right.
        WrongRecord = "wrong-record",
        /// Another body has taken it over.
        TakenOver = "taken-over",
        /// It is settled.
        Settled = "settled",
    }
}

/// One thing done about one flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Identifier.
    pub id: FollowUpId,
    /// About whom.
    pub child: ChildId,
    /// Which rule raised the flag.
    pub rule: RuleId,
    /// Since when the flag stands: which of the rule's flags it is.
    pub since: NaiveDate,
    /// When it was done.
    pub at: Moment,
    /// Who did it.
    pub actor: Option<StaffId>,
    /// What.
    pub step: FollowStep,
    /// What came of ringing.
    pub result: Option<CallResult>,
    /// The visit or call that was recorded with it.
    pub visit: Option<VisitId>,
    /// Excused or snoozed until this day, itself included.
    pub until: Option<NaiveDate>,
    /// Why it is closed.
    pub reason: Option<CloseReason>,
    /// To whom it was handed up.
    pub to_whom: String,
    /// How: by phone, in writing.
    pub how: String,
    /// In words.
    pub note: String,
}
