//! Incidents that must be reported (强制报告): report now, record after.
//!
//! No hour limit is given anywhere: none could be verified. What is shown is the time since
//! somebody found out, and it stops when a report is recorded (rule L6).

use crate::domain::attendance::Moment;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, IncidentId, StaffId};

coded! {
    /// What was found, in plain words; the list follows the nine situations of the joint opinion.
    IncidentKind {
        LivesAlone = "lives-alone", Missing = "missing", Violence = "violence",
        Injury = "injury", SexualHarm = "sexual-harm", SelfHarm = "self-harm",
        Neglect = "neglect", Begging = "begging", NoGuardian = "no-guardian", Other = "other",
    }
}

coded! {
    /// To whom it was reported.
    Agency {
        Police = "police", CivilAffairs = "civil-affairs", Education = "education",
        Township = "township", Hospital = "hospital", Other = "other",
    }
}

/// One incident about one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Identifier.
    pub id: IncidentId,
    /// About whom.
    pub child: ChildId,
    /// When somebody found out.
    pub found_at: Moment,
    /// Who found out.
    pub found_by: Option<StaffId>,
    /// What.
    pub kind: IncidentKind,
    /// What was done at once for the child's safety.
    pub action: String,
    /// To whom it was reported; `None` until it was.
    pub reported_to: Option<Agency>,
    /// Who took the report: name or number.
    pub reported_person: String,
    /// When.
    pub reported_at: Option<Moment>,
    /// Number of the receipt.
    pub receipt: String,
    /// Restricted: for the director's eyes.
    pub notes: String,
}

impl Incident {
    /// Whether the report is still missing (rule L6).
    pub fn is_unreported(&self) -> bool {
        self.reported_to.is_none() || self.reported_at.is_none()
    }
}
