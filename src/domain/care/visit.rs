//! Visits and calls (走访、电话).
//!
//! The decisive field is whether the child was seen in person. A visit that saw the child is a
//! sighting; a call never is, also not a video call (rule V5).

use crate::domain::activity::TopicCode;
use crate::domain::attendance::AbsenceReason;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, ContactId, StaffId, VisitId};
use chrono::NaiveDate;

coded! {
    /// Kind of visit (走访类型): the four kinds of the paper record, and the video call.
    pub VisitKind {
        /// Scheduled by the interval of the child's category (定期).
        Regular = "regular",
        /// Casual (日常).
        Routine = "routine",
        /// For a particular reason (特殊).
        Special = "special",
        /// By phone (电话).
        Phone = "phone",
        /// By video call (视频).
        Video = "video",
    }
}

impl VisitKind {
    /// Whether it is a call, at which the child cannot be seen in person.
    pub(crate) fn is_call(self) -> bool {
        matches!(self, Self::Phone | Self::Video)
    }
}

coded! {
    /// Result of a call.
    pub CallResult {
        Reached = "reached", NoAnswer = "no-answer", WrongNumber = "wrong-number",
        Stopped = "stopped",
    }
}

coded! {
    /// Assessment of one topic of the visit form; `None` where it was not assessed.
    pub Grade { Good = "good", Fair = "fair", Poor = "poor" }
}

/// The fields of a visit that hold a [`Grade`], by their names, in the order of the paper.
pub(crate) const CHECKS: [&str; 7] = [
    "living", "health", "study", "mood", "safety", "care", "parents",
];

coded! {
    /// Person met or spoken to.
    pub Met {
        Child = "child", Caregiver = "caregiver", Parent = "parent", Relative = "relative",
        Teacher = "teacher", Neighbour = "neighbour", Nobody = "nobody",
    }
}

/// One visit or call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Record identifier.
    pub id: VisitId,
    /// The child concerned.
    pub child: ChildId,
    /// Day of the visit.
    pub day: NaiveDate,
    /// Kind of visit.
    pub kind: VisitKind,
    /// Member of staff; `None` if not recorded.
    pub visitor: Option<StaffId>,
    /// The child was seen in person. Always false for a call.
    pub child_seen: bool,
    /// Person met or spoken to.
    pub met: Option<Met>,
    /// The contact who was called, if it was one of the child's contacts.
    pub contact: Option<ContactId>,
    /// Result of the call.
    pub result: Option<CallResult>,
    /// Living conditions (生活).
    pub living: Option<Grade>,
    /// Health (健康).
    pub health: Option<Grade>,
    /// Study (学习).
    pub study: Option<Grade>,
    /// Mood (情绪).
    pub mood: Option<Grade>,
    /// Safety (安全).
    pub safety: Option<Grade>,
    /// Care (照护).
    pub care: Option<Grade>,
    /// The parents' contact with the child (父母联系).
    pub parents: Option<Grade>,
    /// Reason for the absence, as the family gave it.
    pub absence_reason: Option<AbsenceReason>,
    /// Topic of a talk held at the visit; it counts as covered for the child.
    pub talk: Option<TopicCode>,
    /// Day of the next check.
    pub next_on: Option<NaiveDate>,
    /// Findings.
    pub note: String,
    /// The child's own words.
    pub own_words: String,
    /// Entered on a later day than `day`.
    pub entered_late: bool,
}

impl Visit {
    /// A visit with all optional fields empty.
    pub fn new(id: VisitId, child: ChildId, day: NaiveDate, kind: VisitKind) -> Self {
        Self {
            id,
            child,
            day,
            kind,
            visitor: None,
            child_seen: false,
            met: None,
            contact: None,
            result: None,
            living: None,
            health: None,
            study: None,
            mood: None,
            safety: None,
            care: None,
            parents: None,
            absence_reason: None,
            talk: None,
            next_on: None,
            note: String::new(),
            own_words: String::new(),
            entered_late: false,
        }
    }

    /// Whether the visit is a sighting: not a call, and the child was seen.
    pub(crate) fn is_sighting(&self) -> bool {
        self.child_seen && !self.kind.is_call()
    }

    /// Whether a visit says that it saw the child and met nobody, or the other way round.
    pub(crate) fn contradicts_itself(&self) -> bool {
        let is_wrong = match self.met {
            Some(Met::Child) => !self.child_seen,
            Some(Met::Nobody) => self.child_seen,
            _ => false,
        };
        is_wrong && !self.kind.is_call()
    }

    /// Whether it is a call that reached nobody.
    pub(crate) fn is_failed_call(&self) -> bool {
        self.kind.is_call()
            && self
                .result
                .is_some_and(|result| result != CallResult::Reached)
    }

    /// Whether it is a call that reached a person.
    pub(crate) fn is_answered_call(&self) -> bool {
        self.kind.is_call() && !self.is_failed_call()
    }
}
