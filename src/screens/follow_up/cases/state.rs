//! State and form purposes of the page of problems and incidents.

use crate::domain::caseload::CaseId;
use crate::domain::{Incident, IncidentId, Problem, ProblemId, StaffId};
use chrono::NaiveDate;

/// State of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CasesState {
    /// The page is shown instead of a list of matters.
    pub is_shown: bool,
    /// The selected row; `None` is the first.
    pub selected: Option<CaseRow>,
    /// What is settled is listed too.
    pub shows_settled: bool,
    /// The case whose card is open.
    pub card: Option<CaseId>,
    /// The card shows the restricted notes, if whoever is at the desk may read them.
    pub shows_notes: bool,
    /// First line of the card that is drawn.
    pub top: usize,
}

impl CasesState {
    /// The page without a card.
    pub(in crate::screens::follow_up) fn show(&mut self) {
        *self = Self {
            is_shown: true,
            shows_settled: self.shows_settled,
            ..Self::default()
        };
    }

    /// The page with the card of a case; its restricted notes are hidden.
    pub(in crate::screens::follow_up) fn open(&mut self, id: CaseId) {
        *self = Self {
            is_shown: true,
            selected: Some(CaseRow::One(id)),
            card: Some(id),
            shows_settled: self.shows_settled,
            ..Self::default()
        };
    }

    /// Closes the card.
    pub(crate) const fn close(&mut self) {
        self.card = None;
        self.shows_notes = false;
        self.top = 0;
    }
}

/// A row of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseRow {
    /// A problem or an incident.
    One(CaseId),
    /// What is settled, folded or shown below.
    Settled,
}

/// Purpose of a form or list about problems and incidents.
#[derive(Debug, Clone)]
pub enum CaseForm {
    /// Choose the child about whom something is recorded.
    Whom,
    /// Choose what is done about a case.
    Acts(CaseId),
    /// Enter what was done about a problem.
    Did(ProblemId),
    /// Enter who takes care of a problem, and until when; it was shown with these.
    Assign(ProblemId, (Option<StaffId>, Option<NaiveDate>)),
    /// Enter to whom a problem is handed up.
    Escalate(ProblemId),
    /// Enter what came of a problem.
    Settle(ProblemId),
    /// Correct a problem.
    CorrectProblem(Box<Problem>),
    /// Enter who took the report of an incident.
    Report(IncidentId),
    /// Correct an incident.
    CorrectIncident(Box<Incident>),
    /// Write the restricted notes of an incident, which were these.
    Notes(IncidentId, String),
}
