//! Problems and incidents: each step, and what is refused.

use super::usecases::{add, desk};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::command::care::{CareStep, ProblemAct};
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::domain::incident::{Agency, IncidentKind, Report};
use crate::domain::ring::RingNumber;
use crate::domain::samples;
use crate::domain::{FurtherReport, Incident, Moment, Problem, Role, Staff, StaffId, Status};
use crate::house::home::home_facts;
use crate::store::Known;
use chrono::{NaiveDate, TimeDelta};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(time: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("2026-11-23T{time}:00+08:00")).unwrap()
}

fn with_problem() -> (Desk, Problem) {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let problem = samples::problem(child, "没有学位");
    let added = Command::AddProblem(Box::new(problem));
    desk.perform(added).unwrap();
    let problem = problem_of(&desk);
    (desk, problem)
}

fn problem_of(desk: &Desk) -> Problem {
    desk.store.all::<Problem>().unwrap().remove(0)
}

fn with_incident() -> (Desk, Incident) {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let mut incident = samples::incident(child, "2026-11-23T16:50:00+08:00");
    incident.notes = "canary".into();
    desk.perform(Command::AddIncident(Box::new(incident)))
        .unwrap();
    let incident = incident_of(&desk);
    (desk, incident)
}

fn incident_of(desk: &Desk) -> Incident {
    desk.store.all::<Incident>().unwrap().remove(0)
}

fn care(desk: &mut Desk, step: CareStep) -> Result<Done, Refusal> {
    desk.perform(Command::Care(step))
}

fn did(problem: &Problem, on: &str, what: &str) -> CareStep {
    let act = ProblemAct {
        day: day(on),
        who: "石主任".into(),
        what: what.into(),
    };
    CareStep::Did(problem.id, act)
}

fn settle(problem: &Problem, on: &str, outcome: &str) -> CareStep {
    CareStep::Settle {
        problem: problem.id,
        on: day(on),
        outcome: outcome.into(),
    }
}

fn notes(incident: &Incident, new: &str, had: &str) -> CareStep {
    CareStep::Notes {
        incident: incident.id,
        notes: new.into(),
        had: had.into(),
    }
}

fn report(at: &str) -> Report {
    Report {
        agency: Agency::Police,
        person: "警号 0417".into(),
        at: moment(at),
        receipt: "A-17".into(),
        by: None,
    }
}

#[test]
fn steps_are_appended_and_each_is_one_undo() {
    let (mut desk, problem) = with_problem();
    care(&mut desk, did(&problem, "2026-11-12", "问了班主任")).unwrap();
    care(&mut desk, did(&problem, "2026-11-20", "去了中心校")).unwrap();
    let both = [
        "2026-11-12 石主任: 问了班主任",
        "2026-11-20 石主任: 去了中心校",
    ];
    assert_eq!(problem_of(&desk).step_lines(), both);
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(problem_of(&desk).step_lines(), both[..1]);
    desk.perform(Command::Redo).unwrap();
    assert_eq!(problem_of(&desk).step_lines(), both);
}

#[test]
fn a_problem_is_assigned_handed_up_twice_and_settled() {
    let (mut desk, problem) = with_problem();
    let owner = desk.actor;
    let assign = CareStep::Assign {
        problem: problem.id,
        owner,
        due_on: Some(day("2026-11-30")),
        had: (problem.owner, problem.due_on),
    };
    care(&mut desk, assign.clone()).unwrap();
    // The form was open while somebody else assigned it.
    let refused = care(&mut desk, assign);
    assert!(
        matches!(refused, Err(Refusal::RecordChanged)),
        "{refused:?}"
    );
    for to in ["乡镇民政办", "县教育局"] {
        let escalate = CareStep::Escalate {
            problem: problem.id,
            to: to.into(),
            how: "电话".into(),
            on: day("2026-11-21"),
        };
        care(&mut desk, escalate).unwrap();
    }
    let now = problem_of(&desk);
    assert_eq!((now.owner, now.due_on), (owner, Some(day("2026-11-30"))));
    assert_eq!(now.escalated_to, "县教育局 · 电话");
    assert!(now.steps.contains("乡镇民政办"), "the first time is gone");
    care(&mut desk, settle(&problem, "2026-11-23", "转学办好了")).unwrap();
    assert_eq!(problem_of(&desk).closed_on, Some(day("2026-11-23")));
    for step in [
        did(&problem, "2026-11-23", "又问了"),
        settle(&problem, "2026-11-23", "再了结"),
    ] {
        let refused = care(&mut desk, step);
        assert!(
            matches!(refused, Err(Refusal::ProblemSettled)),
            "{refused:?}"
        );
    }
    assert_eq!(desk.verify().unwrap().findings, []);
}

#[test]
fn a_step_of_no_day_or_without_words_is_refused() {
    let (mut desk, problem) = with_problem();
    let before = care(&mut desk, did(&problem, "2026-11-09", "早了"));
    assert!(matches!(before, Err(Refusal::BeforeFound)), "{before:?}");
    let tomorrow = care(&mut desk, did(&problem, "2026-11-24", "晚了"));
    assert!(matches!(tomorrow, Err(Refusal::Future)), "{tomorrow:?}");
    let empty = care(&mut desk, did(&problem, "2026-11-20", " "));
    assert!(matches!(empty, Err(Refusal::Missing { field: "done" })));
    let no_outcome = care(&mut desk, settle(&problem, "2026-11-20", ""));
    assert!(matches!(
        no_outcome,
        Err(Refusal::Missing { field: "outcome" })
    ));
    assert_eq!(problem_of(&desk), problem);
}

#[test]
fn a_correction_needs_a_reason_and_can_open_a_problem_again() {
    let (mut desk, problem) = with_problem();
    care(&mut desk, settle(&problem, "2026-11-20", "转学办好了")).unwrap();
    let shown = problem_of(&desk);
    let again = |reason: &str| CareStep::CorrectProblem {
        problem: Box::new(problem.clone()),
        shown: Box::new(shown.clone()),
        reason: reason.into(),
    };
    let refused = care(&mut desk, again(""));
    assert!(matches!(refused, Err(Refusal::Missing { field: "reason" })));
    care(&mut desk, again("记错了")).unwrap();
    assert!(problem_of(&desk).is_open());
}

#[test]
fn a_correction_writes_over_nothing_that_came_since_the_form_was_opened() {
    let (mut desk, problem) = with_problem();
    care(&mut desk, did(&problem, "2026-11-20", "打了电话")).unwrap();
    let late = CareStep::CorrectProblem {
        problem: Box::new(problem.clone()),
        shown: Box::new(problem),
        reason: "记错了".into(),
    };
    let refused = care(&mut desk, late);
    assert!(
        matches!(refused, Err(Refusal::RecordChanged)),
        "{refused:?}"
    );
    assert_eq!(problem_of(&desk).step_lines().len(), 1);

    let (mut desk, incident) = with_incident();
    care(&mut desk, CareStep::Report(incident.id, report("17:05"))).unwrap();
    let late = CareStep::CorrectIncident {
        incident: Box::new(incident.clone()),
        shown: Box::new(incident.clone()),
        reason: "看错了".into(),
    };
    let refused = care(&mut desk, late);
    assert!(
        matches!(refused, Err(Refusal::RecordChanged)),
        "{refused:?}"
    );
    assert_eq!(incident_of(&desk).receipt, "A-17");

    // Notes are compared with notes: the report that came since is no reason to refuse them.
    care(&mut desk, notes(&incident, "first", "canary")).unwrap();
    let refused = care(&mut desk, notes(&incident, "second", "canary"));
    assert!(
        matches!(refused, Err(Refusal::RecordChanged)),
        "{refused:?}"
    );
    assert_eq!(incident_of(&desk).notes, "first");
}

#[test]
fn a_report_lies_between_the_finding_and_now_and_can_be_taken_back() {
    let (mut desk, incident) = with_incident();
    let early = care(&mut desk, CareStep::Report(incident.id, report("16:49")));
    assert!(matches!(early, Err(Refusal::BeforeFound)), "{early:?}");
    let late = care(&mut desk, CareStep::Report(incident.id, report("17:31")));
    assert!(matches!(late, Err(Refusal::Future)), "{late:?}");
    care(&mut desk, CareStep::Report(incident.id, report("17:05"))).unwrap();
    let now = incident_of(&desk);
    assert_eq!(
        (now.receipt.as_str(), now.reported_by),
        ("A-17", desk.actor)
    );
    assert!(!now.is_unreported());
    let again = care(&mut desk, CareStep::Report(incident.id, report("17:05")));
    assert!(matches!(again, Err(Refusal::ReportedAlready)), "{again:?}");
    desk.perform(Command::Undo(None)).unwrap();
    assert!(incident_of(&desk).is_unreported());
}

fn civil_affairs(at: &str) -> Report {
    Report {
        agency: Agency::CivilAffairs,
        person: "老秦".into(),
        receipt: "M-3".into(),
        ..report(at)
    }
}

/// The incident with all its reports, as the screens have it.
fn known_incident(desk: &Desk) -> Incident {
    let known = desk.store.known(desk.clock.today()).unwrap();
    known.incidents.into_values().flatten().next().unwrap()
}

/// Which bodies were told, in order.
fn told(desk: &Desk) -> Vec<(Agency, String)> {
    let reports = known_incident(desk).reports().into_iter();
    reports.map(|one| (one.agency, one.receipt)).collect()
}

#[test]
fn a_second_report_stands_beside_the_first_and_each_is_one_undo() {
    let (mut desk, incident) = with_incident();
    care(&mut desk, CareStep::Report(incident.id, report("17:05"))).unwrap();
    let early = care(
        &mut desk,
        CareStep::Report(incident.id, civil_affairs("16:49")),
    );
    assert!(matches!(early, Err(Refusal::BeforeFound)), "{early:?}");
    let late = care(
        &mut desk,
        CareStep::Report(incident.id, civil_affairs("17:31")),
    );
    assert!(matches!(late, Err(Refusal::Future)), "{late:?}");
    let second = CareStep::Report(incident.id, civil_affairs("17:20"));
    care(&mut desk, second.clone()).unwrap();
    let both = [
        (Agency::Police, "A-17".to_owned()),
        (Agency::CivilAffairs, "M-3".to_owned()),
    ];
    assert_eq!(told(&desk), both);
    assert_eq!(known_incident(&desk).further[0].reported_by, desk.actor);
    let again = care(&mut desk, second);
    assert!(matches!(again, Err(Refusal::ReportedAlready)), "{again:?}");

    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(told(&desk), both[..1]);
    desk.perform(Command::Redo).unwrap();
    assert_eq!(told(&desk), both);
    // The first one was of another incident: the other still stands, and the alarm does not come again.
    let shown = known_incident(&desk);
    let without = Incident {
        reported_to: None,
        reported_person: String::new(),
        reported_at: None,
        receipt: String::new(),
        ..shown.clone()
    };
    let correct = CareStep::CorrectIncident {
        incident: Box::new(without),
        shown: Box::new(shown),
        reason: "看错了".into(),
    };
    care(&mut desk, correct).unwrap();
    assert_eq!(told(&desk), both[1..]);
    assert!(!known_incident(&desk).is_unreported());
    care(&mut desk, CareStep::Report(incident.id, report("17:07"))).unwrap();
    assert_eq!(told(&desk), both);
    assert!(desk.store.verify().unwrap().findings.is_empty());
}

/// An incident of which the police know, and civil affairs.
fn reported_twice() -> (Desk, Incident) {
    let (mut desk, incident) = with_incident();
    for report in [report("17:05"), civil_affairs("17:20")] {
        care(&mut desk, CareStep::Report(incident.id, report)).unwrap();
    }
    (desk, incident)
}

#[test]
fn a_correction_leaves_the_further_reports_and_cannot_be_found_after_them() {
    let (mut desk, _) = reported_twice();
    let shown = known_incident(&desk);
    let correct = |incident: Incident| CareStep::CorrectIncident {
        incident: Box::new(incident),
        shown: Box::new(shown.clone()),
        reason: "看错了".into(),
    };
    let late = Incident {
        found_at: moment("17:25"),
        reported_to: None,
        reported_at: None,
        ..shown.clone()
    };
    let refused = care(&mut desk, correct(late));
    assert!(matches!(refused, Err(Refusal::BeforeFound)), "{refused:?}");
    let right = Incident {
        receipt: "A-18".into(),
        ..shown.clone()
    };
    care(&mut desk, correct(right)).unwrap();
    let both = [
        (Agency::Police, "A-18".to_owned()),
        (Agency::CivilAffairs, "M-3".to_owned()),
    ];
    assert_eq!(told(&desk), both);
    // A form that was opened before the second report came is refused.
    let stale = Incident {
        further: Vec::new(),
        ..known_incident(&desk)
    };
    let refused = care(
        &mut desk,
        CareStep::CorrectIncident {
            incident: Box::new(stale.clone()),
            shown: Box::new(stale),
            reason: "看错了".into(),
        },
    );
    assert!(
        matches!(refused, Err(Refusal::RecordChanged)),
        "{refused:?}"
    );
}

#[test]
fn an_incident_with_a_further_report_is_not_taken_back_under_it() {
    let (mut desk, incident) = with_incident();
    let reported = Incident {
        reported_to: Some(Agency::Police),
        reported_at: Some(moment("17:05")),
        ..samples::incident(incident.child, "2026-11-23T16:55:00+08:00")
    };
    let added = desk
        .perform(Command::AddIncident(Box::new(reported)))
        .unwrap();
    let mut all = desk.store.all::<Incident>().unwrap();
    all.retain(|one| one.reported_to.is_some());
    assert_eq!(all[0].reported_by, desk.actor);
    care(
        &mut desk,
        CareStep::Report(all[0].id, civil_affairs("17:20")),
    )
    .unwrap();
    assert!(desk.perform(Command::Undo(added.seq)).is_err());
    assert_eq!(desk.store.all::<Incident>().unwrap().len(), 2);
    desk.perform(Command::Undo(None)).unwrap();
    desk.perform(Command::Undo(added.seq)).unwrap();
    assert_eq!(desk.store.all::<Incident>().unwrap().len(), 1);
}

#[test]
fn a_past_moment_and_a_past_day_know_the_reports_of_then() {
    let (mut desk, incident) = with_incident();
    care(&mut desk, CareStep::Report(incident.id, report("17:05"))).unwrap();
    let before = desk.now();
    desk.clock = Clock::fixed(before + TimeDelta::days(1));
    let further = Report {
        at: desk.now(),
        ..civil_affairs("17:20")
    };
    care(&mut desk, CareStep::Report(incident.id, further)).unwrap();
    assert_eq!(told(&desk).len(), 2);
    let then = desk.store.as_of(before).unwrap();
    let incidents = |known: Known| known.incidents.into_values().flatten().next().unwrap();
    let known = incidents(then.known(before.date_naive()).unwrap());
    assert_eq!(known.reports().len(), 1);
    let about = desk.store.known_about(before.date_naive()).unwrap();
    assert_eq!(incidents(about).reports().len(), 1);
}

#[test]
fn erasing_a_child_empties_its_further_reports() {
    let (mut desk, incident) = reported_twice();
    let left = Command::ChangeStatus {
        child: incident.child,
        status: Status::Moved,
        day: desk.clock.today(),
        reason: "moved".into(),
    };
    desk.perform(left).unwrap();
    let reason = "asked by the family".to_owned();
    let child = incident.child;
    desk.perform(Command::Erase { child, reason }).unwrap();
    let further = desk.store.all::<FurtherReport>().unwrap().remove(0);
    assert_eq!(
        (further.person.as_str(), further.receipt.as_str()),
        ("", "")
    );
    assert_eq!(further.agency, Agency::CivilAffairs);
    assert!(desk.store.verify().unwrap().findings.is_empty());
}

#[test]
fn the_numbers_to_ring_first_are_a_setting_and_empty_means_the_usual_ones() {
    let (mut desk, _) = with_incident();
    let shown = |desk: &Desk| home_facts(&desk.store).unwrap().unwrap().ring_first;
    assert_eq!(shown(&desk), []);
    let own: Vec<RingNumber> = ["王市派出所 0558-8812345", "报警 110"]
        .iter()
        .filter_map(|text| RingNumber::parse(text))
        .collect();
    desk.perform(Command::SetRingFirst(own.clone())).unwrap();
    assert_eq!(shown(&desk), own);
    desk.perform(Command::SetRingFirst(Vec::new())).unwrap();
    assert_eq!(shown(&desk), []);
}

#[test]
fn a_correction_keeps_the_restricted_notes_which_only_a_director_writes() {
    let (mut desk, incident) = with_incident();
    let corrected = Incident {
        kind: IncidentKind::Neglect,
        notes: String::new(),
        ..incident.clone()
    };
    let correct = CareStep::CorrectIncident {
        incident: Box::new(corrected),
        shown: Box::new(incident.clone()),
        reason: "看错了".into(),
    };
    care(&mut desk, correct).unwrap();
    let now = incident_of(&desk);
    assert_eq!(
        (now.kind, now.notes.as_str()),
        (IncidentKind::Neglect, "canary")
    );
    let helper: StaffId = desk.clock.new_id();
    desk.perform(Command::SaveStaff(Staff {
        id: helper,
        name: "小周".into(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: Some(day("2026-01-01")),
    }))
    .unwrap();
    desk.seat(helper);
    let refused = care(&mut desk, notes(&incident, "x", "canary"));
    assert!(matches!(refused, Err(Refusal::DirectorOnly)), "{refused:?}");
    assert_eq!(incident_of(&desk).notes, "canary");
}
