//! Visits and calls (走访、电话): what a person went to find out, and whether the child was seen.
//!
//! One bit matters more than all the others: *was the child seen in person?* A visit at which it
//! was is a sighting; a call, with or without a picture, never is (rule V5).

use crate::domain::activity::TopicCode;
use crate::domain::attendance::AbsenceReason;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, ContactId, StaffId, VisitId};
use chrono::NaiveDate;

coded! {
    /// What kind of visit (走访类型): the four of the paper record, and the video call.
    VisitKind {
        /// Due by the cadence of the child's category (定期).
        Regular = "regular",
        /// In passing (日常).
        Routine = "routine",
        /// Because of something (特殊).
        Special = "special",
        /// By phone (电话).
        Phone = "phone",
        /// By video call (视频).
        Video = "video",
    }
}

impl VisitKind {
    /// Whether nobody went there: the child cannot have been seen in person.
    pub fn is_call(self) -> bool {
        matches!(self, Self::Phone | Self::Video)
    }
}

coded! {
    /// What came of ringing somebody.
    CallResult {
        Reached = "reached", NoAnswer = "no-answer", WrongNumber = "wrong-number",
        Stopped = "stopped",
    }
}

coded! {
    /// How something stood. Where nobody asked, there is no grade ("not learnt").
    Grade { Good = "good", Fair = "fair", Poor = "poor" }
}

coded! {
    /// Who was met or spoken to.
    Met {
        Child = "child", Caregiver = "caregiver", Parent = "parent", Relative = "relative",
        Teacher = "teacher", Neighbour = "neighbour", Nobody = "nobody",
    }
}

/// One visit or call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Identifier.
    pub id: VisitId,
    /// About whom.
    pub child: ChildId,
    /// On which day.
    pub day: NaiveDate,
    /// What kind.
    pub kind: VisitKind,
    /// Who went or rang.
    pub visitor: Option<StaffId>,
    /// The child was seen in person. Never true of a call.
    pub child_seen: bool,
    /// Who was met or spoken to.
    pub met: Option<Met>,
    /// Whom it was about ringing, if it was one of the child's contacts.
    pub contact: Option<ContactId>,
    /// What came of ringing.
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
    /// Why the child has not been coming, if the family said.
    pub absence_reason: Option<AbsenceReason>,
    /// The topic of a talk that was held there: the child has had it then.
    pub talk: Option<TopicCode>,
    /// When to look again.
    pub next_on: Option<NaiveDate>,
    /// What was found.
    pub note: String,
    /// What the child said, in its words.
    pub own_words: String,
    /// Entered on a later day than it speaks of.
    pub entered_late: bool,
}

impl Visit {
    /// A visit or call of which nothing else is known.
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

    /// Whether the child was seen in person: the only thing that makes a visit a sighting.
    pub fn is_sighting(&self) -> bool {
        self.child_seen && !self.kind.is_call()
    }

    /// Whether somebody tried to ring and nobody could be spoken to.
    pub fn is_failed_call(&self) -> bool {
        self.kind.is_call()
            && self
                .result
                .is_some_and(|result| result != CallResult::Reached)
    }

    /// Whether somebody was spoken to on the phone.
    pub fn is_answered_call(&self) -> bool {
        self.kind.is_call() && !self.is_failed_call()
    }

    /// The checks in the order of the paper form, each under its field's name.
    pub fn checks(&self) -> [(&'static str, Option<Grade>); 7] {
        [
            ("living", self.living),
            ("health", self.health),
            ("study", self.study),
            ("mood", self.mood),
            ("safety", self.safety),
            ("care", self.care),
            ("parents", self.parents),
        ]
    }
}
