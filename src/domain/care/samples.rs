//! A problem, an incident and a request of a family for tests.

use crate::domain::attendance::Moment;
use crate::domain::family_request::RequestKind;
use crate::domain::ids::ChildId;
use crate::domain::incident::IncidentKind;
use crate::domain::problem::ProblemKind;
use crate::domain::support::benefit::Benefit;
use crate::domain::support::given::{Donation, Given};
use crate::domain::support::helper::Helper;
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::pairing::{ContactWay, HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
use crate::domain::{
    DonationId, FamilyRequest, GivenId, HelperContactId, HelperId, Incident, PairingId,
    PlanReviewId, Problem, ProblemId,
};
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

/// A helper since a day.
pub(crate) fn helper(since: NaiveDate) -> Helper {
    Helper {
        name: "词".to_owned(),
        phones: "13900000000".to_owned(),
        checked_on: Some(since),
        ..Helper::new(since)
    }
}

/// A pairing for something.
pub(crate) fn pairing(child: ChildId, since: NaiveDate) -> Pairing {
    Pairing {
        purpose: "词".to_owned(),
        ..Pairing::new(child, HelperId::default(), since)
    }
}

/// A visit of a helper.
pub(crate) fn contact(child: ChildId, day: NaiveDate) -> HelperContact {
    HelperContact {
        id: HelperContactId::default(),
        child,
        pairing: PairingId::default(),
        day,
        way: ContactWay::Visit,
        what: "词".to_owned(),
        next_on: None,
    }
}

/// A measure.
pub(crate) fn measure(child: ChildId, since: NaiveDate) -> Measure {
    Measure {
        what: "词".to_owned(),
        ..Measure::new(child, ProblemId::default(), since)
    }
}

/// A review of a plan.
pub(crate) fn review(child: ChildId, day: NaiveDate) -> PlanReview {
    PlanReview {
        id: PlanReviewId::default(),
        child,
        day,
        by: None,
        note: "词".to_owned(),
    }
}

/// Something that came from a giver who is no helper.
pub(crate) fn donation(came_on: NaiveDate) -> Donation {
    Donation {
        giver: "词".to_owned(),
        what: "词".to_owned(),
        ..Donation::new(came_on)
    }
}

/// One piece of it.
pub(crate) fn given(child: ChildId, day: NaiveDate) -> Given {
    Given {
        id: GivenId::default(),
        child,
        donation: DonationId::default(),
        day,
        quantity: 1,
        handed_by: String::new(),
        note: String::new(),
    }
}

/// A benefit to which a child is entitled.
pub(crate) fn benefit(child: ChildId, since: NaiveDate) -> Benefit {
    Benefit::new(child, "DFUC", since)
}

/// A talk.
pub(crate) fn talk(child: ChildId, day: NaiveDate) -> Talk {
    Talk {
        who: "词".to_owned(),
        ..Talk::new(child, day)
    }
}

/// News that wait to be told.
pub(crate) fn news(child: ChildId, day: NaiveDate) -> ParentNews {
    ParentNews {
        what: "词".to_owned(),
        ..ParentNews::new(child, day)
    }
}

/// A wish.
pub(crate) fn wish(child: ChildId, day: NaiveDate) -> Wish {
    Wish {
        words: "词".to_owned(),
        ..Wish::new(child, day)
    }
}

/// A teacher's word.
pub(crate) fn word(child: ChildId, day: NaiveDate) -> SchoolWord {
    SchoolWord {
        by: "词".to_owned(),
        ..SchoolWord::new(child, day)
    }
}

/// A place in a school.
pub(crate) fn place(child: ChildId, from: NaiveDate) -> SchoolPlace {
    SchoolPlace {
        school: "词".to_owned(),
        found_by: "词".to_owned(),
        ..SchoolPlace::new(child, from)
    }
}
