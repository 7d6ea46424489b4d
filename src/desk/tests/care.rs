//! Problems and incidents: each step, and what is refused.

use super::usecases::{add, desk};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::command::care::{CareStep, ProblemAct};
use crate::desk::outcome::Done;
use crate::desk::refusal::Refusal;
use crate::domain::incident::{Agency, IncidentKind, Report};
use crate::domain::samples;
use crate::domain::{Incident, Moment, Problem, Role, Staff, StaffId};
use chrono::NaiveDate;

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
fn a_report_is_written_down_once_and_not_before_the_finding() {
    let (mut desk, incident) = with_incident();
    let early = care(&mut desk, CareStep::Report(incident.id, report("16:49")));
    assert!(matches!(early, Err(Refusal::BeforeFound)), "{early:?}");
    let late = care(&mut desk, CareStep::Report(incident.id, report("17:31")));
    assert!(matches!(late, Err(Refusal::Future)), "{late:?}");
    care(&mut desk, CareStep::Report(incident.id, report("17:05"))).unwrap();
    let now = incident_of(&desk);
    assert_eq!(now.receipt, "A-17");
    assert!(!now.is_unreported());
    let again = care(&mut desk, CareStep::Report(incident.id, report("17:10")));
    assert!(matches!(again, Err(Refusal::ReportedAlready)), "{again:?}");
    desk.perform(Command::Undo(None)).unwrap();
    assert!(incident_of(&desk).is_unreported());
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
