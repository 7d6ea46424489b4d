//! The page of problems and incidents driven by keys.

use super::state::CaseRow;
use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::{TestSession, evening};
use crate::desk::command::Command;
use crate::desk::command::care::{CareStep, ProblemAct};
use crate::domain::caseload::CaseOf;
use crate::domain::incident::Agency;
use crate::domain::ring::RingNumber;
use crate::domain::samples::{incident, problem};
use crate::domain::{IncidentId, Problem, Role, Staff, StaffId};
use crate::keymap::Context;
use crate::screens::effect::Screen;
use crate::tui::draw::tests::picture;
use chrono::TimeDelta;

const CANARY: &str = "canary";

fn with_problem() -> TestSession {
    let mut session = TestSession::new();
    let child = session.child("汪乐乐");
    let one = Problem {
        due_on: Some("2026-11-20".parse().unwrap()),
        ..problem(child, "没有学位")
    };
    session.perform(Command::AddProblem(Box::new(one)));
    session.keys("f6 backtab");
    session
}

fn with_incident() -> TestSession {
    let mut session = TestSession::new();
    let child = session.child("汪乐乐");
    let mut one = incident(child, "2026-11-23T14:18:00+08:00");
    one.notes = CANARY.to_owned();
    session.perform(Command::AddIncident(Box::new(one)));
    session
}

fn the_problem(session: &TestSession) -> Problem {
    session.store().all::<Problem>().unwrap().remove(0)
}

fn drawn(session: &TestSession) -> String {
    picture(session, (80, 24))
}

fn context(session: &TestSession) -> Context {
    session.model.contexts()[0]
}

#[test]
fn the_page_is_the_fifth_and_its_card_opens_with_enter() {
    let mut session = with_problem();
    assert!(session.model.follow_up.cases.is_shown);
    session.keys("tab");
    assert!(
        !session.model.follow_up.cases.is_shown,
        "the first page again"
    );
    session.keys("tab tab tab tab");
    assert!(session.model.follow_up.cases.is_shown);
    session.keys("enter");
    assert_eq!(context(&session), Context::Case);
    session.keys("esc");
    assert_eq!(context(&session), Context::FollowUp);
}

#[test]
fn a_step_is_noted_with_keys_and_taken_back() {
    let mut session = with_problem();
    session.keys("enter enter enter a s k e d ctrl-s");
    assert_eq!(
        the_problem(&session).step_lines(),
        ["2026-11-23 石主任: asked"]
    );
    assert_eq!(context(&session), Context::Case, "the card is still open");
    session.keys("ctrl-z 1");
    assert_eq!(the_problem(&session).steps, "");
}

#[test]
fn settling_needs_an_outcome_and_folds_the_problem() {
    let mut session = with_problem();
    session.keys("enter enter down down down enter ctrl-s");
    assert!(the_problem(&session).is_open());
    session.keys("o k ctrl-s");
    assert!(!the_problem(&session).is_open());
    session.keys("esc");
    let rows = session.follow_up().case_rows();
    assert_eq!(rows, [CaseRow::Settled]);
    session.keys("up enter");
    assert_eq!(session.follow_up().case_rows().len(), 2);
}

#[test]
fn a_correction_shows_the_steps_line_by_line_and_needs_a_reason() {
    let mut session = with_problem();
    session.keys("enter enter enter a s k e d ctrl-s");
    session.keys("enter down down down down enter ctrl-s");
    assert!(!session.model.popups.is_empty(), "without a reason");
    session.keys("w r o n g ctrl-s");
    assert!(session.model.popups.is_empty());
    assert_eq!(
        the_problem(&session).step_lines(),
        ["2026-11-23 石主任: asked"]
    );
}

#[test]
fn a_correction_that_came_too_late_keeps_what_was_typed() {
    let mut session = with_problem();
    session.keys("enter enter down down down down enter ctrl-s");
    // Another program notes a step while the form is open.
    let problem = the_problem(&session);
    let act = ProblemAct {
        day: "2026-11-23".parse().unwrap(),
        who: "小周".into(),
        what: "asked".into(),
    };
    let step = CareStep::Did(problem.id, act);
    session.runner.desk.perform(Command::Care(step)).unwrap();
    session.keys("w r o n g ctrl-s");
    assert!(session.toast().contains("有人改过"), "{}", session.toast());
    assert_eq!(the_problem(&session).step_lines().len(), 1);
    let Some(Popup::Form(popup)) = session.model.popups.last() else {
        panic!("closed")
    };
    assert_eq!(popup.form.field("reason").unwrap().input.value(), "wrong");
}

#[test]
fn an_overdue_problem_is_one_line_of_today_that_leads_to_the_page() {
    let mut session = with_problem();
    session.keys("f2");
    let is_line = |session: &TestSession| {
        let cards = session.today().cards();
        let mut items = cards.iter().flat_map(|card| card.items.clone());
        items.position(|item| item.act == crate::screens::today::state::TodayTarget::Cases)
    };
    let place = is_line(&session).expect("a line");
    session.model.follow_up.cases.is_shown = false;
    session.model.today.selected = place;
    session.keys("enter");
    assert_eq!(session.model.screen, Screen::FollowUp);
    assert!(session.model.follow_up.cases.is_shown);
}

#[test]
fn a_visit_that_is_late_after_an_incident_is_no_problem_past_its_day() {
    let mut session = TestSession::new();
    let child = session.child("汪乐乐");
    let mut one = incident(child, "2026-11-16T14:18:00+08:00");
    one.set_report(crate::domain::incident::Report {
        agency: crate::domain::incident::Agency::Police,
        person: "警号 0417".to_owned(),
        at: "2026-11-16T15:00:00+08:00".parse().unwrap(),
        receipt: String::new(),
        by: None,
    });
    session.perform(Command::AddIncident(Box::new(one)));
    let house = &session.model.house;
    let late = house.cases();
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].standing, crate::domain::caseload::Standing::Overdue);
    assert_eq!(house.overdue_problems(), 0);
    session.keys("f2");
    assert!(!drawn(&session).contains("问题过期"));
    // The page holds both and says so.
    session.keys("f6");
    assert!(
        drawn(&session).contains("问题、事件 1"),
        "{}",
        drawn(&session)
    );
}

#[test]
fn the_card_of_an_incident_is_reached_from_everywhere() {
    let mut session = with_incident();
    session.keys("f6 f6");
    assert_eq!(context(&session), Context::Case, "F6 twice");
    // The banner says so on F6 too, whose first press opens the card: the second must not close it.
    session.keys("f6");
    assert_eq!(context(&session), Context::Case);
    session.keys("esc f6");
    assert_eq!(context(&session), Context::Case);
    session.keys("esc tab enter enter");
    assert_eq!(context(&session), Context::Case, "from the matter");
    let mut session = with_incident();
    let child = session.model.house.register.children()[0].id;
    session.open_file(child);
    session.keys("ctrl-x down down down down enter");
    assert_eq!(context(&session), Context::Case, "from the file");
}

#[test]
fn the_clock_of_an_incident_ticks_with_the_minute() {
    let mut session = with_incident();
    session.keys("f6 f6");
    assert!(drawn(&session).contains("3 小时 12 分"));
    session.handle(Message::Minute(evening() + TimeDelta::minutes(1)));
    assert!(drawn(&session).contains("3 小时 13 分"));
}

#[test]
fn a_report_ends_the_banner_and_the_card_asks_for_the_visit() {
    let mut session = with_incident();
    session.keys("f6 f6 enter enter right ctrl-s");
    let case = session.model.house.cases()[0];
    let CaseOf::Incident(one) = case.of else {
        panic!("no incident")
    };
    assert!(!one.is_unreported());
    assert_eq!(session.model.house.unreported_hours(), None);
    assert!(drawn(&session).contains("上门见到孩子"));
}

#[test]
fn a_further_report_is_written_down_with_the_same_keys_and_the_next_body_is_proposed() {
    let mut session = with_incident();
    session.keys("f6 f6 enter enter");
    // Whom the first report went to is asked, never guessed.
    assert_eq!(field(&session, "reported_to"), "");
    session.keys("right ctrl-s");
    session.keys("enter enter");
    assert_eq!(field(&session, "reported_to"), "civil-affairs");
    session.keys("tab q i n ctrl-s");
    let case = session.model.house.cases()[0];
    let CaseOf::Incident(one) = case.of else {
        panic!("no incident")
    };
    let told: Vec<(Agency, String)> = one
        .reports()
        .into_iter()
        .map(|report| (report.agency, report.person))
        .collect();
    let both = [
        (Agency::Police, String::new()),
        (Agency::CivilAffairs, "qin".to_owned()),
    ];
    assert_eq!(told, both);
    session.keys("enter enter");
    assert_eq!(field(&session, "reported_to"), "education");
    session.keys("esc ctrl-z 1");
    let case = session.model.house.cases()[0];
    let CaseOf::Incident(one) = case.of else {
        panic!("no incident")
    };
    assert_eq!(one.reports().len(), 1, "the second is taken back alone");
}

/// The value of a field of the open form.
fn field(session: &TestSession, name: &str) -> String {
    let Some(Popup::Form(popup)) = session.model.popups.last() else {
        panic!("no form")
    };
    popup.form.field(name).unwrap().value().to_owned()
}

#[test]
fn the_card_shows_the_numbers_that_the_home_has_set() {
    let mut session = with_incident();
    session.keys("f6 f6");
    assert!(drawn(&session).contains("报警 110"));
    let own = RingNumber::parse("王市派出所 0558-8812345").unwrap();
    session.perform(Command::SetRingFirst(vec![own]));
    let shown = drawn(&session);
    assert!(shown.contains("王市派出所 0558-8812345"), "{shown}");
    assert!(!shown.contains("110"), "{shown}");
}

#[test]
fn restricted_notes_show_after_a_key_to_a_director_and_never_to_a_helper() {
    let mut session = with_incident();
    session.keys("f6 f6");
    assert!(!drawn(&session).contains(CANARY));
    session.keys("ctrl-u");
    assert!(drawn(&session).contains(CANARY));
    let helper: StaffId = session.runner.desk.clock.new_id();
    session.perform(Command::SaveStaff(Staff {
        id: helper,
        name: "小周".into(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    }));
    session.runner.desk.seat(helper);
    session.model.house.actor = Some(helper);
    assert!(!drawn(&session).contains(CANARY), "a helper took the seat");
    session.keys("ctrl-u ctrl-u");
    assert!(!drawn(&session).contains(CANARY));
}

#[test]
fn no_screen_shows_restricted_notes_unasked() {
    let mut session = with_incident();
    for script in [
        "f2",
        "f4",
        "f4 enter",
        "f4 enter end",
        "f5",
        "f6",
        "enter",
        "esc f6",
        "enter",
        "esc ctrl-x",
        "esc f8",
        "f8 end",
        "esc f9",
        "esc f1",
    ] {
        session.keys(script);
        assert!(!drawn(&session).contains(CANARY), "{script}");
    }
    let child = session.model.house.register.children()[0].id;
    let notes = CareStep::Notes {
        incident: incident_id(&session),
        notes: format!("{CANARY} 2"),
        had: CANARY.to_owned(),
    };
    session.perform(Command::Care(notes));
    session.keys("esc f4 esc enter");
    let lines = session.children().file_lines();
    assert!(
        session
            .model
            .children
            .file
            .as_ref()
            .is_some_and(|file| file.child == child)
    );
    let values: Vec<&str> = lines.iter().map(|line| line.value.as_str()).collect();
    assert!(
        values.iter().any(|value| value.contains("限制查看")),
        "{values:?}"
    );
    assert!(
        !values.iter().any(|value| value.contains(CANARY)),
        "{values:?}"
    );
    // What undo says of the step.
    session.keys("f2 ctrl-z");
    assert!(!drawn(&session).contains(CANARY));
}

fn incident_id(session: &TestSession) -> IncidentId {
    session.model.house.oldest_unreported().unwrap()
}

#[test]
fn a_time_of_a_report_without_its_day_is_an_error_at_the_field() {
    let mut session = with_incident();
    session.keys("f6 f6 enter");
    let Some(Popup::Picker(popup)) = session.model.popups.last() else {
        panic!("no list")
    };
    let mut items = popup.picker.items.iter();
    let place = items.position(|one| one.code == "correct").unwrap();
    session.keys(&"down ".repeat(place));
    session.keys("enter");
    for (day, time, wrong) in [
        ("", "15:00", "reported_day"),
        ("2026-11-23", "", "reported_time"),
    ] {
        let Some(Popup::Form(popup)) = session.model.popups.last_mut() else {
            panic!("no form")
        };
        popup.form.field_mut("reported_day").unwrap().set(day);
        popup.form.field_mut("reported_time").unwrap().set(time);
        popup.form.field_mut("reported_to").unwrap().set("police");
        popup.form.field_mut("reason").unwrap().set("写错了");
        session.keys("ctrl-s");
        let Some(Popup::Form(popup)) = session.model.popups.last() else {
            panic!("the form is gone: {}", session.toast())
        };
        assert!(popup.form.field(wrong).unwrap().error.is_some(), "{wrong}");
    }
    assert!(session.model.house.oldest_unreported().is_some());
}
