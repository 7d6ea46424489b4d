//! Follow-ups (跟进): what a person did about a flag, the result, and when to check again.
//!
//! A flag is derived and never stored. A follow-up is stored and refers to the flag by rule, child
//! and the day since which the flag holds. A flag that is raised again later has another day, so
//! old follow-ups do not apply to it.

use super::visit::CallResult;
use crate::domain::attendance::Moment;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, FollowUpId, StaffId, VisitId};
use crate::domain::rules::RuleId;
use chrono::NaiveDate;

coded! {
    /// What was done about a flag.
    pub FollowStep {
        /// A call was made; the result is in [`FollowUp::result`].
        Rang = "rang",
        /// A visit was made; the visit record says whether the child was seen.
        Visited = "visited",
        /// A director explains the absence until a day and says who told it.
        Excused = "excused",
        /// Postponed to a day, with a reason.
        Snoozed = "snoozed",
        /// Referred to the township.
        HandedUp = "handed-up",
        /// Closed with a reason that the rule allows.
        Closed = "closed",
        /// The child is with parents or relatives until a day; somebody who is named says so.
        WithParents = "with-parents",
    }
}

coded! {
    /// Why a person closed a flag. Free text alone never closes one.
    pub CloseReason {
        /// A person named in the note saw the child, and the child is well.
        SeenElsewhere = "seen-elsewhere",
        /// Moved away or left this home; the file says so.
        LeftHome = "left-home",
        /// The agreed days were wrong; the file was corrected.
        WrongDays = "wrong-days",
        /// The file was wrong and was corrected.
        WrongRecord = "wrong-record",
        /// Another organisation took over.
        TakenOver = "taken-over",
        /// Settled.
        Settled = "settled",
    }
}

impl FollowUp {
    /// The day on which somebody else saw the child, if the step says so: the day told, or that of the step.
    pub(crate) fn seen_elsewhere(&self) -> Option<NaiveDate> {
        let is_so =
            self.step == FollowStep::Closed && self.reason == Some(CloseReason::SeenElsewhere);
        is_so.then(|| self.until.unwrap_or_else(|| self.at.date_naive()))
    }
}

/// One action on one flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Record identifier.
    pub id: FollowUpId,
    /// The child that the flag is about.
    pub child: ChildId,
    /// The rule that raised the flag.
    pub rule: RuleId,
    /// The day since which the flag holds; with rule and child it identifies the flag.
    pub since: NaiveDate,
    /// Time of the action.
    pub at: Moment,
    /// Member of staff who acted; `None` if not recorded.
    pub actor: Option<StaffId>,
    /// Kind of action.
    pub step: FollowStep,
    /// Result of a call.
    pub result: Option<CallResult>,
    /// The visit or call recorded with the action.
    pub visit: Option<VisitId>,
    /// Last day of an explanation, a stay or a postponement; of a child who was seen elsewhere the day of that.
    pub until: Option<NaiveDate>,
    /// Reason for closing.
    pub reason: Option<CloseReason>,
    /// Who took over a referral.
    pub to_whom: String,
    /// How it was referred: by phone, in writing.
    pub how: String,
    /// Free text.
    pub note: String,
}
