//! Snapshots of the page of problems and incidents, and of the cards.

use crate::app::testing::TestSession;
use crate::desk::command::Command;
use crate::desk::command::care::{CareStep, ProblemAct};
use crate::domain::incident::{Agency, Report};
use crate::domain::ring::RingNumber;
use crate::domain::samples::{incident, problem};
use crate::domain::{Incident, Moment, Problem};
use crate::i18n::Lang;
use crate::tui::draw::tests::{drawn, picture, snapshots};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// Takes snapshots of the design size in both languages.
fn small(name: &str, make: impl Fn() -> TestSession, keys: &str) {
    for lang in Lang::ALL {
        let mut session = make();
        session.model.look.lang = *lang;
        session.keys(keys);
        let name = format!("{name}-{}", lang.code());
        insta::assert_snapshot!(name, picture(&session, (80, 24)));
    }
}

/// Two incidents, one of them reported, and three problems, one of them settled.
fn busy() -> TestSession {
    let mut session = TestSession::new();
    let (one, other) = (session.child("汪乐乐"), session.child("单欣怡"));
    let at = "2026-11-23T14:18:00+08:00";
    let mut waits = incident(one, at);
    waits.action = "擦了药，留在活动室".to_owned();
    waits.notes = "canary".to_owned();
    session.perform(Command::AddIncident(Box::new(waits)));
    let mut reported = incident(other, "2026-11-22T15:00:00+08:00");
    reported.set_report(Report {
        agency: Agency::Police,
        person: "警号 0417".to_owned(),
        at: Moment::parse_from_rfc3339("2026-11-22T15:12:00+08:00").unwrap(),
        receipt: "A-17".to_owned(),
        by: None,
    });
    session.perform(Command::AddIncident(Box::new(reported)));
    let owner = session.model.house.actor;
    for (due_on, what, closed_on) in [
        (Some(day("2027-01-15")), "残疾证没办", None),
        (Some(day("2026-11-20")), "没有学位", None),
        (None, "户口没上", Some(day("2026-11-21"))),
    ] {
        let outcome = closed_on.map_or_else(String::new, |_| "上了户口".to_owned());
        let added = Problem {
            owner,
            due_on,
            closed_on,
            outcome,
            ..problem(one, what)
        };
        session.perform(Command::AddProblem(Box::new(added)));
    }
    let school = session.store().all::<Problem>().unwrap();
    let school = school.iter().find(|one| one.what == "没有学位").unwrap().id;
    for (on, what) in [
        ("2026-11-12", "问了班主任"),
        ("2026-11-18", "去了中心校，等答复"),
    ] {
        let act = ProblemAct {
            day: day(on),
            who: "石主任".to_owned(),
            what: what.to_owned(),
        };
        session.perform(Command::Care(CareStep::Did(school, act)));
    }
    session.perform(Command::Care(CareStep::Escalate {
        problem: school,
        to: "乡镇民政办".to_owned(),
        how: "电话".to_owned(),
        on: day("2026-11-20"),
    }));
    session.keys("f6 backtab");
    session
}

#[test]
fn incidents_that_wait_stand_above_problems_by_their_day() {
    snapshots("cases-list", &mut busy());
}

#[test]
fn the_steps_of_the_selected_problem_stand_below() {
    small("cases-problem", busy, "down");
}

#[test]
fn the_card_of_an_incident_begins_with_the_numbers_to_ring() {
    let mut session = busy();
    session.keys("enter");
    snapshots("cases-incident-card", &mut session);
}

#[test]
fn the_card_of_a_reported_incident_asks_for_the_visit() {
    small("cases-reported-card", busy, "down down enter");
}

/// The home of [`busy`], whose reported incident was told to two more bodies.
fn told_to_three() -> TestSession {
    let mut session = busy();
    let incidents = session.store().all::<Incident>().unwrap();
    let reported = incidents.iter().find(|one| !one.is_unreported()).unwrap();
    for (agency, person, at, receipt) in [
        (Agency::Township, "", "2026-11-22T17:40:00+08:00", ""),
        (
            Agency::CivilAffairs,
            "老秦",
            "2026-11-22T16:05:00+08:00",
            "M-3",
        ),
    ] {
        let report = Report {
            agency,
            person: person.to_owned(),
            at: Moment::parse_from_rfc3339(at).unwrap(),
            receipt: receipt.to_owned(),
            by: session.model.house.actor,
        };
        session.perform(Command::Care(CareStep::Report(reported.id, report)));
    }
    session
}

#[test]
fn the_card_lists_every_report_in_the_order_of_time() {
    for (name, keys) in [
        ("cases-reports-list", "down down"),
        ("cases-reports-card", "down down enter"),
        ("cases-form-further", "down down enter enter enter"),
    ] {
        small(name, told_to_three, keys);
    }
}

/// The home of [`busy`] with six numbers of its own to ring first.
fn own_numbers() -> TestSession {
    let mut session = busy();
    let own = [
        "王市派出所 0558-8812345",
        "县民政局 0558-8812301",
        "镇民政办 0558-8812302",
        "卫生院 0558-8812303",
        "报警 110",
        "急救 120",
    ];
    let own = own.iter().filter_map(|text| RingNumber::parse(text));
    session.perform(Command::SetRingFirst(own.collect()));
    session
}

#[test]
fn six_numbers_of_the_home_stand_whole_on_the_card() {
    small("cases-own-numbers", own_numbers, "enter");
}

#[test]
fn each_form() {
    for (name, keys) in [
        ("cases-acts", "down enter enter"),
        ("cases-form-did", "down enter enter enter"),
        (
            "cases-form-correct",
            "down enter enter down down down down enter",
        ),
        ("cases-form-report", "enter enter enter"),
    ] {
        small(name, busy, keys);
    }
}

#[test]
fn an_empty_page_says_what_it_is_for() {
    small("cases-empty", TestSession::new, "f6 backtab");
}

/// A problem with more steps than a screen has rows.
fn long() -> TestSession {
    let mut session = TestSession::new();
    let child = session.child("汪乐乐");
    let one = problem(child, "没有学位");
    session.perform(Command::AddProblem(Box::new(one)));
    let id = session.store().all::<Problem>().unwrap()[0].id;
    for nth in 0..30 {
        let act = ProblemAct {
            day: day("2026-11-23"),
            who: "石主任".to_owned(),
            what: format!("第{nth}次问了中心校，说学位要等到下学期才能排，先登记着"),
        };
        session.perform(Command::Care(CareStep::Did(id, act)));
    }
    session.keys("f6 backtab");
    session
}

#[test]
fn the_end_of_a_long_card_is_reached_and_one_key_moves_back() {
    for size in [(80, 24), (40, 12)] {
        let mut session = long();
        session.keys("enter");
        let first = drawn(&mut session, size);
        assert!(first.contains("下面还有"), "{first}");
        session.keys("end");
        let last = drawn(&mut session, size);
        // The family's phone is the last line.
        assert!(last.contains("12046814538"), "{last}");
        assert!(!last.contains("下面还有"), "{last}");
        session.keys("up");
        assert!(drawn(&mut session, size).contains("下面还有 1 行"));
    }
}

#[test]
fn a_pane_that_is_too_small_says_how_to_see_the_rest() {
    let mut session = long();
    let screen = drawn(&mut session, (80, 24));
    assert!(screen.contains("Enter 看全部"), "{screen}");
    let screen = drawn(&mut busy(), (80, 24));
    assert!(!screen.contains("Enter 看全部"), "{screen}");
}
