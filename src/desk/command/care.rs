//! Commands about problems and incidents that exist, as data.

use crate::domain::incident::Report;
use crate::domain::{Incident, IncidentId, Problem, ProblemId, StaffId};
use chrono::NaiveDate;

/// What somebody did about a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemAct {
    /// Day on which it was done.
    pub day: NaiveDate,
    /// Who did it.
    pub who: String,
    /// What was done.
    pub what: String,
}

/// A step about a problem or an incident that is in the file.
#[derive(Debug, Clone)]
pub enum CareStep {
    /// Adds a line to the steps of a problem; earlier lines stay.
    Did(ProblemId, ProblemAct),
    /// Changes who takes care of a problem, and until when.
    Assign {
        /// The problem.
        problem: ProblemId,
        /// Who takes care of it.
        owner: Option<StaffId>,
        /// Until when.
        due_on: Option<NaiveDate>,
        /// Both as they were shown: refused if they are others by now.
        had: (Option<StaffId>, Option<NaiveDate>),
    },
    /// Hands a problem up.
    Escalate {
        /// The problem.
        problem: ProblemId,
        /// To whom.
        to: String,
        /// How.
        how: String,
        /// Day.
        on: NaiveDate,
    },
    /// Ends a problem.
    Settle {
        /// The problem.
        problem: ProblemId,
        /// Day.
        on: NaiveDate,
        /// What came of it.
        outcome: String,
    },
    /// Replaces a problem that was written down wrongly; needs a reason.
    CorrectProblem {
        /// The corrected problem.
        problem: Box<Problem>,
        /// The problem as it was shown: refused if it is another one by now.
        shown: Box<Problem>,
        /// Reason, kept in the journal.
        reason: String,
    },
    /// Writes down who took the report of an incident.
    Report(IncidentId, Report),
    /// Replaces an incident that was written down wrongly; needs a reason. Its restricted notes stay as they are.
    CorrectIncident {
        /// The corrected incident.
        incident: Box<Incident>,
        /// The incident as it was shown: refused if it is another one by now.
        shown: Box<Incident>,
        /// Reason, kept in the journal.
        reason: String,
    },
    /// Replaces the restricted notes of an incident.
    Notes {
        /// The incident.
        incident: IncidentId,
        /// The new notes.
        notes: String,
        /// The notes as they were shown: refused if there are others by now.
        had: String,
    },
}
