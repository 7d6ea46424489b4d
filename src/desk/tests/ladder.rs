//! The ladder: what a home sets, the page for the supervisor, who comes back.

use super::usecases::{add, desk_at, sign_in};
use crate::desk::Desk;
use crate::desk::command::{Command, RecordFollowUp, When};
use crate::desk::papers::{Order, Paper};
use crate::desk::refusal::Refusal;
use crate::domain::child::CareMode;
use crate::domain::follow_up::FollowStep;
use crate::domain::rules::book::{Preset, START_L1, START_L2, START_S5, Start};
use crate::domain::rules::ladder::{Owner, Rung};
use crate::domain::rules::{Holding, Level, RuleBook, RuleId, RuleNumber};
use crate::domain::samples::{incident, problem};
use crate::domain::visit::{CallResult, VisitKind};
use crate::domain::{Child, ChildId, FollowUp, FollowUpId, Moment, Visit, VisitId};
use crate::i18n::Lang;
use chrono::TimeDelta;

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
}

fn begins(start: &Start, (step, owner, days): (Rung, Owner, i64), why: &str) -> Command {
    let chosen = [step.number(), owner.number(), days];
    let numbers = start.numbers().into_iter().zip(chosen);
    let numbers = numbers.map(|(number, value)| RuleNumber {
        name: number.name.to_owned(),
        value,
    });
    Command::SetLadder {
        numbers: numbers.collect(),
        why: why.to_owned(),
    }
}

fn book(desk: &Desk) -> RuleBook {
    RuleBook::new(desk.store.all().unwrap())
}

#[test]
fn the_beginning_of_a_ladder_is_one_step_with_its_reason_and_can_be_undone() {
    let mut desk = desk_at(at("2026-11-23T17:30"));
    let visit = (Rung::Visit, Owner::Director, 2);
    assert!(matches!(
        desk.perform(begins(&START_S5, visit, " ")),
        Err(Refusal::Missing { field: "reason" })
    ));
    desk.perform(begins(&START_S5, visit, "路远")).unwrap();
    let now = book(&desk);
    assert_eq!(now.first_step(&START_S5), Rung::Visit);
    assert_eq!(now.first_owner(&START_S5), Owner::Director);
    assert_eq!(now.first_days(&START_S5), Some(2));
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(book(&desk), RuleBook::default());
}

#[test]
fn where_a_child_is_in_danger_nobody_puts_the_step_later_or_begins_with_a_call() {
    let mut desk = desk_at(at("2026-11-23T17:30"));
    for chosen in [
        (Rung::Director, Owner::Director, 1),
        (Rung::Call, Owner::Director, 0),
    ] {
        let refused = desk.perform(begins(&START_L2, chosen, "太忙"));
        assert!(matches!(refused, Err(Refusal::RuleNumber)), "{refused:?}");
    }
    assert_eq!(book(&desk), RuleBook::default());
    let police = (Rung::Township, Owner::Helper, 0);
    desk.perform(begins(&START_L2, police, "先报")).unwrap();
    assert_eq!(book(&desk).first_step(&START_L2), Rung::Township);
}

#[test]
fn a_preset_takes_the_place_of_what_a_home_has_set() {
    let mut desk = desk_at(at("2026-11-23T17:30"));
    let call = (Rung::Call, Owner::Director, 9);
    desk.perform(begins(&START_S5, call, "试试")).unwrap();
    let preset = |preset| Command::TakePreset {
        preset,
        why: "县里定的".to_owned(),
    };
    desk.perform(preset(Preset::Dense)).unwrap();
    assert_eq!(book(&desk).first_step(&START_S5), Rung::Visit);
    assert_eq!(book(&desk).first_days(&START_S5), None);
    desk.perform(preset(Preset::Standard)).unwrap();
    assert_eq!(book(&desk), RuleBook::default());
}

fn did(desk: &mut Desk, child: ChildId, step: FollowStep) {
    let now = desk.now();
    let done = FollowUp {
        id: FollowUpId::default(),
        child,
        rule: RuleId::S5,
        since: now.date_naive(),
        at: now,
        actor: desk.actor,
        step,
        result: (step == FollowStep::Rang).then_some(CallResult::NoAnswer),
        visit: None,
        until: None,
        reason: None,
        to_whom: "周督导员".to_owned(),
        how: "电话".to_owned(),
        note: "奶奶说孩子在姑姑家".to_owned(),
    };
    let done = Box::new(done);
    let command = RecordFollowUp { done, visit: None };
    desk.perform(Command::FollowUp(command)).unwrap();
}

#[test]
fn a_child_comes_back_on_the_day_of_a_call_only_after_it() {
    for (hours, came) in [(-1, 0), (1, 1)] {
        let mut desk = desk_at(at("2026-11-23T16:00"));
        let child = add(&mut desk, "汪乐乐");
        did(&mut desk, child, FollowStep::Rang);
        let on = desk.now() + TimeDelta::hours(hours);
        desk.clock = crate::clock::Clock::fixed(at("2026-11-23T18:00"));
        sign_in(&mut desk, child, When::At(on)).unwrap();
        let today = desk.clock.today();
        let count = desk.came_back(today, today).unwrap();
        let call = count.counts.iter().find(|one| one.rung == Rung::Call);
        let call = call.map(|one| (one.steps, one.came, one.waiting));
        assert_eq!(call, Some((1, came, 1 - came)), "{hours}");
    }
}

#[test]
fn a_visit_counts_from_its_day_and_not_from_when_it_was_entered() {
    let mut desk = desk_at(at("2026-11-20T17:00"));
    let child = add(&mut desk, "汪乐乐");
    let visited = desk.clock.today();
    desk.clock = crate::clock::Clock::fixed(at("2026-11-23T17:00"));
    let entered = desk.clock.today();
    sign_in(&mut desk, child, When::At(at("2026-11-23T16:40"))).unwrap();
    let visit = Visit::new(VisitId::default(), child, visited, VisitKind::Special);
    let now = desk.now();
    let begun = (child, visited, now, None);
    let holding = Holding {
        rule: RuleId::S5,
        level: Level::Red,
        since: visited,
    };
    let done = FollowUp {
        step: FollowStep::Visited,
        ..FollowUp::keeping(begun, holding, FollowUpId::default())
    };
    desk.perform(Command::FollowUp(RecordFollowUp {
        done: Box::new(done),
        visit: Some(Box::new(visit)),
    }))
    .unwrap();
    let of = |from, to| {
        let count = desk.came_back(from, to).unwrap();
        let visit = count.counts.iter().find(|one| one.rung == Rung::Visit);
        visit.map(|one| (one.steps, one.came))
    };
    assert_eq!(of(visited, visited), Some((1, 1)), "back after the visit");
    assert_eq!(of(entered, entered), Some((0, 0)));
}

#[test]
fn the_page_for_the_supervisor_holds_what_goes_up_and_nothing_that_families_told() {
    let mut desk = desk_at(at("2026-11-23T17:30"));
    let told = add(&mut desk, "汪乐乐");
    let other = add(&mut desk, "汪磊");
    let mut found = incident(told, "2026-11-23T14:18:00+08:00");
    found.notes = "canary".to_owned();
    desk.perform(Command::AddIncident(Box::new(found))).unwrap();
    let mut passed_on = problem(told, "没有学位");
    passed_on.escalated_on = Some(desk.clock.today());
    passed_on.escalated_to = "王市镇民政办".to_owned();
    desk.perform(Command::AddProblem(Box::new(passed_on)))
        .unwrap();
    did(&mut desk, told, FollowStep::HandedUp);
    // A call goes nowhere.
    did(&mut desk, other, FollowStep::Rang);
    assert_eq!(desk.count_hand_over().unwrap(), 1);
    let today = desk.clock.today();
    let order = |paper: Paper| Order::of_period(paper, paper.period(today, today), Lang::Zh);
    let page = String::from_utf8(desk.paper(&order(Paper::Supervisor)).unwrap()).unwrap();
    for text in [
        "汪乐乐",
        "王市镇民政办",
        "还没有登记报告",
        "只给乡镇督导员办事用",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    for text in ["汪磊", "canary", "奶奶说", "上一次"] {
        assert!(!page.contains(text), "{text}: {page}");
    }
    desk.perform(Command::KeepHandOver(1)).unwrap();
    let page = String::from_utf8(desk.paper(&order(Paper::Supervisor)).unwrap()).unwrap();
    assert!(
        page.contains("上一次：2026年11月23日 周一 17:30，1 人"),
        "{page}"
    );
    for lang in Lang::ALL {
        let period = Paper::SupervisorSheet.period(today, today);
        let order = Order::of_period(Paper::SupervisorSheet, period, *lang);
        assert!(desk.paper(&order).unwrap().starts_with(b"PK"));
    }
}

/// What the ladder gives to the supervisor is on the supervisor's page.
#[test]
fn a_step_that_is_the_supervisors_is_on_the_page() {
    let mut desk = desk_at(at("2026-11-23T17:30"));
    let child = add(&mut desk, "汪乐乐");
    let file = desk.store.child(child).unwrap();
    let care_mode = Some(CareMode::Nobody);
    desk.perform(Command::SaveChild(Box::new(Child { care_mode, ..file })))
        .unwrap();
    assert_eq!(desk.count_hand_over().unwrap(), 0);
    let up = (Rung::Director, Owner::Supervisor, 0);
    for start in [&START_L1, &START_L2] {
        desk.perform(begins(start, up, "镇里管")).unwrap();
    }
    assert_eq!(desk.count_hand_over().unwrap(), 1);
}
