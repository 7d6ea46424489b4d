//! The list of problems and incidents: what is open, in the order in which it is worked off.

use super::incident::Incident;
use super::problem::Problem;
use super::visit::Visit;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, IncidentId, ProblemId};
use crate::domain::support::measure::Measure;
use crate::domain::support::of;
use chrono::{Days, NaiveDate};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A problem or an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseId {
    /// A problem.
    Problem(ProblemId),
    /// An incident.
    Incident(IncidentId),
}

coded! {
    /// Where a problem or an incident stands, the most urgent first.
    pub Standing {
        /// An incident that is not reported.
        Unreported = "unreported",
        /// Past its due day.
        Overdue = "overdue",
        /// Open: a problem that is not settled, or an incident after which the child was not visited.
        Open = "open",
        /// Nothing is left to do.
        Settled = "settled",
    }
}

/// The record of a case.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CaseOf<'f> {
    Problem(&'f Problem),
    Incident(&'f Incident),
}

/// A problem or an incident with its place in the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case<'f> {
    /// The record.
    pub of: CaseOf<'f>,
    /// Where it stands.
    pub standing: Standing,
    /// Due day; of a reported incident the day by which the child is visited (rule V6).
    pub due: Option<NaiveDate>,
    /// Day of the first visit that saw the child after an incident.
    pub visited: Option<NaiveDate>,
}

/// What the list is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CaseFacts<'f> {
    /// Problems by child.
    pub problems: &'f HashMap<ChildId, Vec<Problem>>,
    /// Incidents by child.
    pub incidents: &'f HashMap<ChildId, Vec<Incident>>,
    /// Measures of support plans by child: a problem is due when its first open measure is.
    pub measures: &'f HashMap<ChildId, Vec<Measure>>,
    /// Visits by child.
    pub visits: &'f HashMap<ChildId, Vec<Visit>>,
    /// Today.
    pub today: NaiveDate,
    /// Days within which a child is visited after an incident (rule V6).
    pub visit_days: i64,
}

impl Case<'_> {
    /// Which one it is.
    pub(crate) const fn id(&self) -> CaseId {
        match self.of {
            CaseOf::Problem(one) => CaseId::Problem(one.id),
            CaseOf::Incident(one) => CaseId::Incident(one.id),
        }
    }

    /// The child concerned.
    pub(crate) const fn child(&self) -> ChildId {
        match self.of {
            CaseOf::Problem(one) => one.child,
            CaseOf::Incident(one) => one.child,
        }
    }

    /// Whether something is left to do.
    pub(crate) fn is_open(&self) -> bool {
        self.standing != Standing::Settled
    }

    /// Day on which it was found.
    pub(crate) fn began(&self) -> NaiveDate {
        match self.of {
            CaseOf::Problem(one) => one.opened_on,
            CaseOf::Incident(one) => one.found_at.date_naive(),
        }
    }

    /// Day since which nothing is left to do.
    fn ended(&self) -> NaiveDate {
        let ended = match self.of {
            CaseOf::Problem(one) => one.closed_on,
            CaseOf::Incident(_) => self.visited,
        };
        ended.unwrap_or_else(|| self.began())
    }
}

impl<'f> CaseFacts<'f> {
    /// All cases: incidents that are not reported by the time since they were found, then what is open by due
    /// day, then what is settled, the newest first. `is_here`: the child is on the register, so that a visit
    /// after an incident is due.
    pub(crate) fn cases(&self, is_here: impl Fn(ChildId) -> bool) -> Vec<Case<'f>> {
        let problems = self.problems.values().flatten();
        let incidents = self.incidents.values().flatten();
        let mut cases: Vec<Case<'f>> = problems
            .map(|one| self.problem(one))
            .chain(incidents.map(|one| self.incident(one, is_here(one.child))))
            .collect();
        let found = |case: &Case<'_>| match case.of {
            CaseOf::Incident(one) if case.standing == Standing::Unreported => Some(one.found_at),
            _ => None,
        };
        cases.sort_by_key(|case| {
            let ended = (!case.is_open()).then(|| Reverse(case.ended()));
            (
                !case.is_open(),
                case.standing != Standing::Unreported,
                found(case),
                ended,
                case.due.unwrap_or(NaiveDate::MAX),
                case.began(),
                case.id(),
            )
        });
        cases
    }

    fn standing(&self, due: Option<NaiveDate>) -> Standing {
        match due {
            Some(due) if due < self.today => Standing::Overdue,
            _ => Standing::Open,
        }
    }

    fn problem(&self, one: &'f Problem) -> Case<'f> {
        let measures = of(self.measures, one.child).iter();
        let open = measures.filter(|two| two.problem == one.id && two.is_open());
        let due = open.filter_map(|two| two.due_on).chain(one.due_on).min();
        let standing = if one.is_open() {
            self.standing(due)
        } else {
            Standing::Settled
        };
        Case {
            of: CaseOf::Problem(one),
            standing,
            due: if one.is_open() { due } else { one.due_on },
            visited: None,
        }
    }

    fn incident(&self, one: &'f Incident, is_here: bool) -> Case<'f> {
        let found = one.found_at.date_naive();
        let visits = self.visits.get(&one.child).into_iter().flatten();
        let seen = visits.filter(|visit| visit.is_sighting() && visit.day >= found);
        let visited = seen.map(|visit| visit.day).min();
        let days = u64::try_from(self.visit_days).unwrap_or_default();
        let due = found.checked_add_days(Days::new(days));
        let standing = if one.is_unreported() {
            Standing::Unreported
        } else if visited.is_some() || !is_here {
            Standing::Settled
        } else {
            self.standing(due)
        };
        Case {
            of: CaseOf::Incident(one),
            standing,
            due,
            visited,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::Moment;
    use crate::domain::ids::VisitId;
    use crate::domain::incident::{Agency, IncidentKind};
    use crate::domain::problem::ProblemKind;
    use crate::domain::visit::VisitKind;
    use rstest::rstest;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn moment(text: &str) -> Moment {
        Moment::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
    }

    fn problem(id: u128, due: Option<&str>, closed: Option<&str>) -> Problem {
        Problem {
            id: ProblemId(Uuid::from_u128(id)),
            child: ChildId::default(),
            kind: ProblemKind::School,
            what: id.to_string(),
            opened_on: day("2026-11-01"),
            owner: None,
            due_on: due.map(day),
            steps: String::new(),
            escalated_to: String::new(),
            escalated_on: None,
            closed_on: closed.map(day),
            outcome: String::new(),
        }
    }

    fn incident(id: u128, found: &str, reported: Option<&str>) -> Incident {
        Incident {
            id: IncidentId(Uuid::from_u128(id)),
            reported_to: reported.map(|_| Agency::Police),
            reported_at: reported.map(moment),
            ..Incident::new(ChildId::default(), moment(found), IncidentKind::Injury)
        }
    }

    #[test]
    fn unreported_stand_above_all_then_by_due_day_then_what_is_settled() {
        let problems = vec![
            problem(1, None, None),
            problem(2, Some("2026-12-01"), None),
            problem(3, Some("2026-11-20"), None),
            problem(4, Some("2025-11-20"), None),
            problem(5, None, Some("2026-11-10")),
            problem(6, None, Some("2026-11-12")),
        ];
        let incidents = vec![
            incident(7, "2026-11-23T15:00", None),
            incident(8, "2026-11-22T15:00", None),
            incident(9, "2026-11-21T15:00", Some("2026-11-21T15:10")),
        ];
        let problems = HashMap::from([(ChildId::default(), problems)]);
        let incidents = HashMap::from([(ChildId::default(), incidents)]);
        let facts = CaseFacts {
            problems: &problems,
            incidents: &incidents,
            measures: &HashMap::new(),
            visits: &HashMap::new(),
            today: day("2026-11-23"),
            visit_days: 1,
        };
        let number = |case: &Case<'_>| match case.id() {
            CaseId::Problem(id) => id.0.as_u128(),
            CaseId::Incident(id) => id.0.as_u128(),
        };
        let cases = facts.cases(|_| true);
        let order: Vec<u128> = cases.iter().map(number).collect();
        assert_eq!(order, [8, 7, 4, 3, 9, 2, 1, 6, 5]);
        let standing: Vec<&str> = cases.iter().map(|case| case.standing.code()).collect();
        assert_eq!(
            standing,
            [
                "unreported",
                "unreported",
                "overdue",
                "overdue",
                "overdue",
                "open",
                "open",
                "settled",
                "settled"
            ]
        );
    }

    #[rstest]
    #[case::not_reported(None, None, true, Standing::Unreported)]
    #[case::not_reported_of_one_who_left(None, None, false, Standing::Unreported)]
    #[case::reported(Some("2026-11-23T15:20"), None, true, Standing::Open)]
    #[case::reported_of_one_who_left(Some("2026-11-23T15:20"), None, false, Standing::Settled)]
    #[case::visited_before(Some("2026-11-23T15:20"), Some("2026-11-22"), true, Standing::Open)]
    #[case::visited(Some("2026-11-23T15:20"), Some("2026-11-23"), true, Standing::Settled)]
    fn an_incident_is_settled_when_it_is_reported_and_the_child_was_visited(
        #[case] reported: Option<&str>,
        #[case] visit: Option<&str>,
        #[case] is_here: bool,
        #[case] expected: Standing,
    ) {
        let child = ChildId::default();
        let visits = visit.map(|on| {
            let mut visit = Visit::new(VisitId::default(), child, day(on), VisitKind::Special);
            visit.child_seen = true;
            visit
        });
        let incidents = vec![incident(1, "2026-11-23T15:00", reported)];
        let facts = CaseFacts {
            problems: &HashMap::new(),
            incidents: &HashMap::from([(child, incidents)]),
            measures: &HashMap::new(),
            visits: &HashMap::from([(child, visits.into_iter().collect())]),
            today: day("2026-11-23"),
            visit_days: 1,
        };
        let cases = facts.cases(|_| is_here);
        assert_eq!(cases.first().map(|case| case.standing), Some(expected));
    }

    #[rstest]
    #[case::no_day_set(None, None, Standing::Open)]
    #[case::due_today(Some("2026-11-23"), None, Standing::Open)]
    #[case::due_yesterday(Some("2026-11-22"), None, Standing::Overdue)]
    #[case::settled_late(Some("2026-11-20"), Some("2026-11-22"), Standing::Settled)]
    fn a_problem_is_overdue_from_the_day_after_its_due_day_until_it_is_settled(
        #[case] due: Option<&str>,
        #[case] closed: Option<&str>,
        #[case] expected: Standing,
    ) {
        let problems = HashMap::from([(ChildId::default(), vec![problem(1, due, closed)])]);
        let facts = CaseFacts {
            problems: &problems,
            incidents: &HashMap::new(),
            measures: &HashMap::new(),
            visits: &HashMap::new(),
            today: day("2026-11-23"),
            visit_days: 1,
        };
        let cases = facts.cases(|_| true);
        assert_eq!(cases.first().map(|case| case.standing), Some(expected));
    }

    #[rstest]
    #[case::of_the_problem(None, None, Some("2026-12-01"), Standing::Open)]
    #[case::of_a_measure_before(Some("2026-11-20"), None, Some("2026-11-20"), Standing::Overdue)]
    #[case::the_measure_is_done(
        Some("2026-11-20"),
        Some("2026-11-21"),
        Some("2026-12-01"),
        Standing::Open
    )]
    #[case::of_a_measure_after(Some("2026-12-20"), None, Some("2026-12-01"), Standing::Open)]
    fn a_problem_is_due_when_its_first_open_measure_is(
        #[case] due: Option<&str>,
        #[case] done: Option<&str>,
        #[case] expected: Option<&str>,
        #[case] standing: Standing,
    ) {
        let child = ChildId::default();
        let one = problem(1, Some("2026-12-01"), None);
        let measure = Measure {
            due_on: due.map(day),
            done_on: done.map(day),
            ..Measure::new(child, one.id, day("2026-11-01"))
        };
        let facts = CaseFacts {
            problems: &HashMap::from([(child, vec![one])]),
            incidents: &HashMap::new(),
            measures: &HashMap::from([(child, vec![measure])]),
            visits: &HashMap::new(),
            today: day("2026-11-23"),
            visit_days: 1,
        };
        let cases = facts.cases(|_| true);
        let found = cases.first().map(|case| (case.due, case.standing));
        assert_eq!(found, Some((expected.map(day), standing)));
    }

    #[rstest]
    #[case("2026-11-23T15:00", 0)]
    #[case("2026-11-23T18:12", 192)]
    #[case("2026-11-25T15:00", 2880)]
    #[case::clock_set_back("2026-11-23T14:00", 0)]
    fn the_clock_runs_from_the_finding(#[case] now: &str, #[case] minutes: i64) {
        let one = incident(1, "2026-11-23T15:00", None);
        assert_eq!(one.minutes_since(moment(now)), minutes);
    }
}
