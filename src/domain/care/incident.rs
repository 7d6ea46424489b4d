//! Incidents with a duty to report (强制报告): report first, record afterwards.
//!
//! No deadline in hours is shown, because none could be verified. The program shows the time since
//! the incident was found, until a report is recorded (rule L6).

use crate::domain::attendance::Moment;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, IncidentId, StaffId};

coded! {
    /// What was found. The list follows the nine situations of the joint opinion.
    pub IncidentKind {
        LivesAlone = "lives-alone", Missing = "missing", Violence = "violence",
        Injury = "injury", SexualHarm = "sexual-harm", SelfHarm = "self-harm",
        Neglect = "neglect", Begging = "begging", NoGuardian = "no-guardian", Other = "other",
    }
}

coded! {
    /// The body that received the report.
    pub Agency {
        Police = "police", CivilAffairs = "civil-affairs", Education = "education",
        Township = "township", Hospital = "hospital", Other = "other",
    }
}

/// One incident about one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Record identifier.
    pub id: IncidentId,
    /// The child concerned.
    pub child: ChildId,
    /// Time at which the incident was found.
    pub found_at: Moment,
    /// Member of staff who found it; `None` if not recorded.
    pub found_by: Option<StaffId>,
    /// Kind of incident.
    pub kind: IncidentKind,
    /// Immediate action for the child's safety.
    pub action: String,
    /// The body that received the report; `None` until reported.
    pub reported_to: Option<Agency>,
    /// Name or number of the person who took the report.
    pub reported_person: String,
    /// Time of the report; `None` until reported.
    pub reported_at: Option<Moment>,
    /// Receipt number.
    pub receipt: String,
    /// Restricted notes, for the director only.
    pub notes: String,
}

impl Incident {
    /// Whether the report is missing (rule L6).
    pub(crate) fn is_unreported(&self) -> bool {
        self.reported_to.is_none() || self.reported_at.is_none()
    }

    /// Whole minutes since it was found, never fewer than none.
    pub(crate) fn minutes_since(&self, now: Moment) -> i64 {
        (now - self.found_at).num_minutes().max(0)
    }

    /// Takes over who received the report, and when.
    pub(crate) fn set_report(&mut self, report: Report) {
        self.reported_to = Some(report.agency);
        self.reported_person = report.person;
        self.reported_at = Some(report.at);
        self.receipt = report.receipt;
    }
}

/// The report of an incident: who took it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The body that received the report.
    pub agency: Agency,
    /// Name or number of the person who took it.
    pub person: String,
    /// Time of the report, not before the incident was found.
    pub at: Moment,
    /// Receipt number.
    pub receipt: String,
}
