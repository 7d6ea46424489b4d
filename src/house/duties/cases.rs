//! Problems and incidents, in the order in which they are worked off.

use crate::domain::caseload::{Case, CaseFacts, CaseId, CaseOf, Standing};
use crate::domain::rules::book::V6_INCIDENT;
use crate::domain::{ChildId, Incident, IncidentId, Status};
use crate::house::House;

impl House {
    /// All problems and incidents.
    pub(crate) fn cases(&self) -> Vec<Case<'_>> {
        let facts = CaseFacts {
            problems: &self.known.problems,
            incidents: &self.known.incidents,
            measures: &self.known.support.measures,
            visits: &self.known.visits,
            today: self.today(),
            visit_days: self.known.book.get(&V6_INCIDENT),
        };
        let is_here = |child: ChildId| {
            let file = self.register.get(child);
            file.is_some_and(|file| file.status == Status::Enrolled)
        };
        facts.cases(is_here)
    }

    /// A problem or an incident; `None` if it is not there any more.
    pub(crate) fn case(&self, id: CaseId) -> Option<Case<'_>> {
        self.cases().into_iter().find(|case| case.id() == id)
    }

    /// The incident that has waited longest for its report.
    pub(crate) fn oldest_unreported(&self) -> Option<IncidentId> {
        self.unreported_where(|_| true)
    }

    /// The incident of a child that has waited longest for its report.
    pub(crate) fn oldest_unreported_of(&self, child: ChildId) -> Option<IncidentId> {
        self.unreported_where(|one| one.child == child)
    }

    fn unreported_where(&self, is_meant: impl Fn(&Incident) -> bool) -> Option<IncidentId> {
        let incidents = self.known.incidents.values().flatten();
        let waiting = incidents.filter(|one| one.is_unreported() && is_meant(one));
        waiting
            .min_by_key(|one| (one.found_at, one.id))
            .map(|one| one.id)
    }

    /// Number of problems that are past their due day. A visit that is late after an incident is a matter of the child.
    pub(crate) fn overdue_problems(&self) -> usize {
        let cases = self.cases().into_iter();
        cases
            .filter(|case| case.standing == Standing::Overdue)
            .filter(|case| matches!(case.of, CaseOf::Problem(_)))
            .count()
    }
}
