//! Follow-ups (跟进): what a person did about a flag, the result, and when to check again.
//!
//! A flag is derived and never stored. A follow-up is stored and refers to the flag by rule, child
//! and the day since which the flag holds. A flag that is raised again later has another day, so
//! old follow-ups do not apply to it.

use super::visit::CallResult;
use crate::domain::attendance::Moment;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, FollowUpId, StaffId, VisitId};
use crate::domain::rules::{Holding, Level, RuleId};
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
        /// Written by the program: something was entered that would have ended the matter though nobody has seen
        /// the child. The row keeps one rule of it with its level and day.
        Kept = "kept",
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
        /// By what is known now no rule holds any more; a director says why that is right.
        NoLonger = "no-longer",
    }
}

impl FollowStep {
    /// Whether the step says that nothing is to be done until a day.
    pub(crate) const fn is_silence(self) -> bool {
        matches!(self, Self::Excused | Self::WithParents | Self::Snoozed)
    }
}

impl FollowUp {
    /// The day on which somebody else saw the child, if the step says so: the day told, or that of the step.
    pub(crate) fn seen_elsewhere(&self) -> Option<NaiveDate> {
        let is_so =
            self.step == FollowStep::Closed && self.reason == Some(CloseReason::SeenElsewhere);
        is_so.then(|| self.until.unwrap_or_else(|| self.at.date_naive()))
    }

    /// A rule that raised the matter, kept when something was entered that would have ended it.
    pub(crate) fn keeping(
        (child, since, at, actor): (ChildId, NaiveDate, Moment, Option<StaffId>),
        holding: Holding,
        id: FollowUpId,
    ) -> Self {
        Self {
            id,
            child,
            rule: holding.rule,
            since,
            at,
            actor,
            step: FollowStep::Kept,
            result: None,
            visit: None,
            until: Some(holding.since),
            reason: None,
            to_whom: String::new(),
            how: holding.level.code().to_owned(),
            note: String::new(),
        }
    }

    /// The rule that the row keeps, if it keeps one.
    pub(crate) fn kept(&self) -> Option<Holding> {
        let level = Level::from_code(&self.how)?;
        let since = self.until?;
        (self.step == FollowStep::Kept).then_some(Holding {
            rule: self.rule,
            level,
            since,
        })
    }

    /// The step with the level of the matter as it is known now, if it is one that holds only while nothing gets worse.
    /// Its rule is the strongest one already.
    #[must_use]
    pub(crate) fn knowing(mut self, strongest: Holding) -> Self {
        match self.step {
            FollowStep::Snoozed => strongest.level.code().clone_into(&mut self.how),
            FollowStep::HandedUp => {
                self.until = (strongest.level == Level::Red).then_some(strongest.since);
            }
            _ => {}
        }
        self
    }

    /// The level of the matter as it was known at the step; `None` for a step that does not say it.
    pub(crate) fn known_level(&self) -> Option<Level> {
        match self.step {
            FollowStep::Snoozed => Level::from_code(&self.how),
            FollowStep::HandedUp if self.until.is_some() || self.rule.is_always_red() => {
                Some(Level::Red)
            }
            // An earlier version did not say it; asking the township once too often harms nobody.
            FollowStep::HandedUp => Some(Level::Amber),
            _ => None,
        }
    }

    /// How a matter was handed up, in words; of another step the column holds a code.
    pub(crate) fn told_how(&self) -> &str {
        match self.step {
            FollowStep::HandedUp => &self.how,
            _ => "",
        }
    }

    /// The day that a person set with the step.
    pub(crate) fn set_day(&self) -> Option<NaiveDate> {
        match self.step {
            FollowStep::HandedUp | FollowStep::Kept => None,
            _ => self.until,
        }
    }

    /// Whether a director says that a kept matter is none any more.
    pub(crate) fn is_no_longer(&self) -> bool {
        self.step == FollowStep::Closed && self.reason == Some(CloseReason::NoLonger)
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
    /// Last day of an explanation, a stay or a postponement; of a child who was seen elsewhere the day of that; of a
    /// kept rule the day since which it held; of a referral the day since which the matter was red, if it was.
    pub until: Option<NaiveDate>,
    /// Reason for closing.
    pub reason: Option<CloseReason>,
    /// Who took over a referral.
    pub to_whom: String,
    /// How it was referred: by phone, in writing. Of a kept rule, and of what is postponed, the code of its level.
    pub how: String,
    /// Free text.
    pub note: String,
}
