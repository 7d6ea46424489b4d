//! A problem, an incident and a request of a family for tests.

use crate::domain::attendance::Moment;
use crate::domain::family_request::RequestKind;
use crate::domain::ids::ChildId;
use crate::domain::incident::IncidentKind;
use crate::domain::problem::ProblemKind;
use crate::domain::{FamilyRequest, Incident, Problem};
use chrono::NaiveDate;

/// A problem found on 10 November 2026 that nobody takes care of.
pub(crate) fn problem(child: ChildId, what: &str) -> Problem {
    let found = "2026-11-10".parse().expect("a day");
    Problem {
        what: what.to_owned(),
        ..Problem::new(child, ProblemKind::School, found)
    }
}

/// An incident that is not reported.
pub(crate) fn incident(child: ChildId, found_at: &str) -> Incident {
    let found_at = Moment::parse_from_rfc3339(found_at).expect("a moment");
    Incident::new(child, found_at, IncidentKind::Injury)
}

/// A request to see the data that nobody has answered.
pub(crate) fn request(child: ChildId, asked_on: NaiveDate) -> FamilyRequest {
    FamilyRequest {
        asked_by: "奶奶".to_owned(),
        ..FamilyRequest::new(child, RequestKind::Copy, asked_on)
    }
}
