//! Incidents with a duty to report (强制报告): report first, record afterwards.
//!
//! No deadline in hours is shown, because none could be verified. The program shows the time since
//! the incident was found, until a report is recorded (rule L6).

use crate::domain::attendance::Moment;
use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, IncidentId, ReportId, StaffId};
use crate::domain::tidy;
use chrono::NaiveDate;

/// What restricted notes begin with that are sealed, so that only who has the key can read them.
pub(crate) const SEALED: &str = "sealed:";
/// Most bytes of sealed notes: two digits for each byte of the longest that may be typed, and of what sealing adds.
pub(crate) const SEALED_MAX: usize = SEALED.len() + 2 * (4 * tidy::NOTE_MAX + 64);

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

impl Agency {
    /// The next one to tell: the first that is not among those told; `None` once all were told.
    pub(crate) fn next_after(told: &[Report]) -> Option<Self> {
        let named = Self::ALL.iter().filter(|one| **one != Self::Other);
        let mut open = named.filter(|one| told.iter().all(|report| report.agency != **one));
        open.next().copied()
    }
}

/// One incident about one child.
///
/// Its first report is part of it, as the journal of every file tells since schema 2; taking those columns away
/// would leave old entries that nothing can replay. Each report after the first is a row of its own.
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
    /// The body that received the first report; `None` until reported.
    pub reported_to: Option<Agency>,
    /// Name or number of the person who took the first report.
    pub reported_person: String,
    /// Time of the first report; `None` until reported.
    pub reported_at: Option<Moment>,
    /// Receipt number of the first report.
    pub receipt: String,
    /// Member of staff who made the first report; `None` if not recorded.
    pub reported_by: Option<StaffId>,
    /// Restricted notes, for the director only. In the file of a home with locks they begin with [`SEALED`].
    pub notes: String,
    /// Reports after the first. Empty in a record that is read alone.
    pub further: Vec<FurtherReport>,
}

impl Incident {
    /// An incident that nobody has reported yet.
    pub(crate) fn new(child: ChildId, found_at: Moment, kind: IncidentKind) -> Self {
        Self {
            id: IncidentId::default(),
            child,
            found_at,
            found_by: None,
            kind,
            action: String::new(),
            reported_to: None,
            reported_person: String::new(),
            reported_at: None,
            receipt: String::new(),
            reported_by: None,
            notes: String::new(),
            further: Vec::new(),
        }
    }

    /// Whether every report is missing (rule L6).
    pub(crate) fn is_unreported(&self) -> bool {
        self.reports().is_empty()
    }

    /// All reports, the earliest first.
    pub(crate) fn reports(&self) -> Vec<Report> {
        let further = self.further.iter().map(FurtherReport::report);
        let mut reports: Vec<Report> = self.first_report().into_iter().chain(further).collect();
        reports.sort_by_key(|one| one.at);
        reports
    }

    /// The report that is part of the incident itself.
    pub(crate) fn first_report(&self) -> Option<Report> {
        Some(Report {
            agency: self.reported_to?,
            person: self.reported_person.clone(),
            at: self.reported_at?,
            receipt: self.receipt.clone(),
            by: self.reported_by,
        })
    }

    /// Whether one of its reports went to this body.
    pub(crate) fn is_reported_to(&self, agency: Agency) -> bool {
        self.reports().iter().any(|one| one.agency == agency)
    }

    /// Whole minutes since it was found, never fewer than none.
    pub(crate) fn minutes_since(&self, now: Moment) -> i64 {
        (now - self.found_at).num_minutes().max(0)
    }

    /// Takes over the first report.
    pub(crate) fn set_report(&mut self, report: Report) {
        self.reported_to = Some(report.agency);
        self.reported_person = report.person;
        self.reported_at = Some(report.at);
        self.receipt = report.receipt;
        self.reported_by = report.by;
    }

    /// Forgets the reports after a day, for what was known on it.
    pub(crate) fn forget_reports_after(&mut self, day: NaiveDate) {
        if self.reported_at.is_some_and(|at| at.date_naive() > day) {
            self.reported_at = None;
        }
        self.further.retain(|one| one.at.date_naive() <= day);
    }
}

/// One report of an incident: who took it, and when.
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
    /// Member of staff who made it; `None` if not recorded.
    pub by: Option<StaffId>,
}

/// A report after the first, as the file keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurtherReport {
    /// Record identifier.
    pub id: ReportId,
    /// The child concerned: erasing and merging files go by it.
    pub child: ChildId,
    /// The incident that was reported.
    pub incident: IncidentId,
    /// The body that received the report.
    pub agency: Agency,
    /// Name or number of the person who took it.
    pub person: String,
    /// Time of the report.
    pub at: Moment,
    /// Receipt number.
    pub receipt: String,
    /// Member of staff who made it; `None` if not recorded.
    pub reported_by: Option<StaffId>,
}

impl FurtherReport {
    /// The row for a report of an incident.
    pub(crate) fn new(id: ReportId, incident: &Incident, report: Report) -> Self {
        Self {
            id,
            child: incident.child,
            incident: incident.id,
            agency: report.agency,
            person: report.person,
            at: report.at,
            receipt: report.receipt,
            reported_by: report.by,
        }
    }

    fn report(&self) -> Report {
        Report {
            agency: self.agency,
            person: self.person.clone(),
            at: self.at,
            receipt: self.receipt.clone(),
            by: self.reported_by,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn at(time: &str) -> Moment {
        Moment::parse_from_rfc3339(&format!("2026-11-{time}:00+08:00")).unwrap()
    }

    fn report(agency: Agency, time: &str) -> Report {
        Report {
            agency,
            person: String::new(),
            at: at(time),
            receipt: String::new(),
            by: None,
        }
    }

    /// An incident of 23 November with these reports, in the order in which they were entered.
    fn reported(reports: &[(Agency, &str)]) -> Incident {
        let mut one = Incident::new(ChildId::default(), at("23T15:00"), IncidentKind::Injury);
        for (nth, (agency, time)) in reports.iter().enumerate() {
            let report = report(*agency, time);
            if nth == 0 {
                one.set_report(report);
            } else {
                let row = FurtherReport::new(ReportId::default(), &one, report);
                one.further.push(row);
            }
        }
        one
    }

    const POLICE: (Agency, &str) = (Agency::Police, "23T15:20");
    const CIVIL: (Agency, &str) = (Agency::CivilAffairs, "23T16:05");
    const LATER: (Agency, &str) = (Agency::Police, "24T09:00");

    #[rstest]
    #[case::none(&[], &[])]
    #[case::one(&[POLICE], &[POLICE])]
    #[case::two(&[POLICE, CIVIL], &[POLICE, CIVIL])]
    #[case::entered_the_other_way(&[CIVIL, POLICE], &[POLICE, CIVIL])]
    #[case::one_body_twice(&[POLICE, CIVIL, LATER], &[POLICE, CIVIL, LATER])]
    fn reports_stand_in_the_order_of_their_times(
        #[case] entered: &[(Agency, &str)],
        #[case] listed: &[(Agency, &str)],
    ) {
        let one = reported(entered);
        let listed: Vec<Report> = listed.iter().map(|(to, at)| report(*to, at)).collect();
        assert_eq!(one.reports(), listed);
        assert_eq!(one.is_unreported(), listed.is_empty());
    }

    #[test]
    fn an_incident_whose_first_report_was_taken_back_is_still_reported_by_the_second() {
        let mut one = reported(&[POLICE, CIVIL]);
        (one.reported_to, one.reported_at) = (None, None);
        assert!(!one.is_unreported());
        assert!(one.is_reported_to(Agency::CivilAffairs));
        assert!(!one.is_reported_to(Agency::Police));
    }

    #[rstest]
    #[case::the_day_before("2026-11-22", 0)]
    #[case::the_same_day("2026-11-23", 2)]
    #[case::the_next_day("2026-11-24", 3)]
    fn an_earlier_day_knows_the_reports_up_to_it(#[case] day: &str, #[case] known: usize) {
        let mut one = reported(&[POLICE, CIVIL, LATER]);
        one.forget_reports_after(day.parse().unwrap());
        assert_eq!(one.reports().len(), known);
    }

    #[rstest]
    #[case(&[], Some(Agency::Police))]
    #[case(&[POLICE], Some(Agency::CivilAffairs))]
    #[case(&[CIVIL], Some(Agency::Police))]
    #[case(&[POLICE, CIVIL, LATER], Some(Agency::Education))]
    fn the_next_to_tell_is_the_first_that_was_not_told(
        #[case] told: &[(Agency, &str)],
        #[case] next: Option<Agency>,
    ) {
        assert_eq!(Agency::next_after(&reported(told).reports()), next);
    }

    #[test]
    fn when_all_were_told_nobody_is_proposed() {
        let told: Vec<(Agency, &str)> = Agency::ALL.iter().map(|one| (*one, "23T15:20")).collect();
        assert_eq!(Agency::next_after(&reported(&told).reports()), None);
    }
}
