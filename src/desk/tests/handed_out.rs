//! Papers that leave the home: what stands on the page for the supervisor and on the slips of a round, and what does not.

use super::usecases::{add, desk_at, sign_in};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::care::CareStep;
use crate::desk::command::{Command, RecordFollowUp, When};
use crate::desk::papers::{Order, Paper};
use crate::domain::child::{CareMode, Health};
use crate::domain::contact::Relation;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::incident::{Agency, Report};
use crate::domain::problem::ProblemKind;
use crate::domain::samples::{incident, problem};
use crate::domain::visit::VisitKind;
use crate::domain::{
    Child, ChildId, Contact, FollowUp, FollowUpId, Incident, Moment, Problem, Risk, RuleId, Status,
    Tag, TagCode, TagId, Visit,
};
use crate::i18n::Lang;
use rstest::rstest;

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
}

fn home() -> (Desk, ChildId) {
    let mut desk = desk_at(at("2026-11-23T17:30"));
    let child = add(&mut desk, "汪乐乐");
    (desk, child)
}

/// The page in each language.
fn supervisor(desk: &Desk) -> [String; 2] {
    let today = desk.clock.today();
    [Lang::Zh, Lang::En].map(|lang| {
        let period = Paper::Supervisor.period(today, today);
        let order = Order::of_period(Paper::Supervisor, period, lang);
        String::from_utf8(desk.paper(&order).unwrap()).unwrap()
    })
}

fn round(desk: &Desk, child: ChildId) -> [String; 2] {
    let today = desk.clock.today();
    [Lang::Zh, Lang::En].map(|lang| {
        let order = Order::of_round(vec![child], today, lang);
        String::from_utf8(desk.paper(&order).unwrap()).unwrap()
    })
}

#[track_caller]
fn holds(pages: &[String; 2], chinese: &str, english: &str) {
    for (page, text) in pages.iter().zip([chinese, english]) {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[track_caller]
fn lacks(pages: &[String; 2], texts: &[&str]) {
    for page in pages {
        for text in texts {
            assert!(!page.contains(text), "{text}: {page}");
        }
    }
}

fn edit(desk: &mut Desk, child: ChildId, change: impl FnOnce(&mut Child)) {
    let mut file = desk.store.child(child).unwrap();
    change(&mut file);
    desk.perform(Command::SaveChild(Box::new(file))).unwrap();
}

fn add_problem(desk: &mut Desk, problem: Problem) -> Problem {
    desk.perform(Command::AddProblem(Box::new(problem)))
        .unwrap();
    desk.store.all::<Problem>().unwrap().pop().unwrap()
}

fn pass_on(desk: &mut Desk, problem: &Problem) {
    let step = CareStep::Escalate {
        problem: problem.id,
        to: "王市镇民政办".into(),
        how: "电话".into(),
        on: desk.clock.today(),
    };
    desk.perform(Command::Care(step)).unwrap();
}

fn handed_up(desk: &mut Desk, child: ChildId, rule: RuleId) -> FollowUp {
    let now = desk.now();
    let done = FollowUp {
        id: FollowUpId::default(),
        child,
        rule,
        since: now.date_naive(),
        at: now,
        actor: desk.actor,
        step: FollowStep::HandedUp,
        result: None,
        visit: None,
        until: None,
        reason: None,
        to_whom: "周督导员".to_owned(),
        how: "电话".to_owned(),
        note: String::new(),
    };
    follow(desk, done.clone());
    done
}

fn follow(desk: &mut Desk, done: FollowUp) {
    let done = Box::new(done);
    let command = RecordFollowUp { done, visit: None };
    desk.perform(Command::FollowUp(command)).unwrap();
}

fn change_status(desk: &mut Desk, child: ChildId) {
    let left = Command::ChangeStatus {
        child,
        status: Status::Moved,
        day: desk.clock.today(),
        reason: "父母接到城里".to_owned(),
    };
    desk.perform(left).unwrap();
}

#[test]
fn of_an_open_problem_its_steps_are_told() {
    let (mut desk, child) = home();
    let mut found = problem(child, "没有学位");
    found.steps = "2026-11-12 石主任: 问了班主任".to_owned();
    let found = add_problem(&mut desk, found);
    pass_on(&mut desk, &found);
    let pages = supervisor(&desk);
    for text in ["没有学位", "问了班主任", "→ 王市镇民政办 · 电话"] {
        holds(&pages, text, text);
    }
    lacks(&pages, &["还没有做过什么", "nothing was done yet"]);
    assert_eq!(pages[0].matches("王市镇民政办").count(), 1, "{}", pages[0]);
}

#[test]
fn a_problem_that_only_its_form_passed_on_says_so() {
    let (mut desk, child) = home();
    let mut found = problem(child, "没有学位");
    found.escalated_to = "王市镇民政办".to_owned();
    found.escalated_on = Some(desk.clock.today());
    add_problem(&mut desk, found);
    holds(
        &supervisor(&desk),
        "2026年11月23日 周一 转给 王市镇民政办",
        "passed to 王市镇民政办 on Mon 23/11/2026",
    );
}

#[rstest]
#[case(ProblemKind::Guardianship)]
#[case(ProblemKind::Mind)]
#[case(ProblemKind::Safety)]
fn of_a_private_problem_the_supervisor_reads_the_kind_and_to_whom_it_went(
    #[case] kind: ProblemKind,
) {
    let (mut desk, child) = home();
    let mut found = problem(child, "canary-what");
    found.kind = kind;
    found.steps = "2026-11-12 石主任: canary-step".to_owned();
    let found = add_problem(&mut desk, found);
    pass_on(&mut desk, &found);
    let pages = supervisor(&desk);
    holds(&pages, "详情请问之家", "please ask the home about it");
    holds(
        &pages,
        "转给 王市镇民政办 · 电话",
        "passed to 王市镇民政办 · 电话",
    );
    lacks(
        &pages,
        &["canary", "还没有做过什么", "nothing was done yet"],
    );
    let settle = CareStep::Settle {
        problem: found.id,
        on: desk.clock.today(),
        outcome: "canary-outcome".to_owned(),
    };
    desk.perform(Command::Care(settle)).unwrap();
    let pages = supervisor(&desk);
    holds(
        &pages,
        "问题 2026年11月23日 周一 了结",
        "problem settled on Mon 23/11/2026",
    );
    lacks(&pages, &["canary"]);
}

#[test]
fn an_incident_is_told_until_it_is_reported_and_then_if_the_township_has_it() {
    for (agency, is_told) in [(Agency::Township, true), (Agency::Police, false)] {
        let (mut desk, child) = home();
        let found = incident(child, "2026-11-23T14:18:00+08:00");
        desk.perform(Command::AddIncident(Box::new(found))).unwrap();
        holds(
            &supervisor(&desk),
            "还没有登记强制报告；请今天问之家",
            "no report is recorded so far; please ask the home today",
        );
        let id = desk.store.all::<Incident>().unwrap()[0].id;
        let report = Report {
            agency,
            person: "周督导员".into(),
            at: at("2026-11-23T15:00"),
            receipt: String::new(),
            by: None,
        };
        desk.perform(Command::Care(CareStep::Report(id, report)))
            .unwrap();
        let page = &supervisor(&desk)[0];
        assert_eq!(page.contains("强制报告事件"), is_told, "{page}");
    }
}

#[test]
fn the_page_names_every_report_of_an_incident_that_the_township_has() {
    let (mut desk, child) = home();
    let found = incident(child, "2026-11-23T14:18:00+08:00");
    desk.perform(Command::AddIncident(Box::new(found))).unwrap();
    let id = desk.store.all::<Incident>().unwrap()[0].id;
    for (agency, time) in [
        (Agency::Police, "2026-11-23T15:00"),
        (Agency::Township, "2026-11-23T15:30"),
    ] {
        let report = Report {
            agency,
            person: "周督导员".into(),
            at: at(time),
            receipt: String::new(),
            by: None,
        };
        desk.perform(Command::Care(CareStep::Report(id, report)))
            .unwrap();
    }
    let pages = supervisor(&desk);
    for (zh, en) in [
        (
            "2026年11月23日 周一 15:00",
            "reported to police on Mon 23/11/2026 15:00",
        ),
        (
            "2026年11月23日 周一 15:30",
            "reported to township on Mon 23/11/2026 15:30",
        ),
    ] {
        holds(&pages, zh, en);
    }
}

#[test]
fn a_township_that_has_waited_too_long_is_asked_again_without_saying_that_it_did_not_answer() {
    let (mut desk, child) = home();
    desk.clock = Clock::fixed(at("2027-02-22T17:30"));
    handed_up(&mut desk, child, RuleId::S5);
    desk.clock = Clock::fixed(at("2027-03-08T17:30"));
    let pages = supervisor(&desk);
    holds(
        &pages,
        "2027年2月22日 周一 已报；今天再问一次，请告知做了什么",
        "handed up on Mon 22/2/2027; asked again today, please say what was done",
    );
    lacks(&pages, &["没有答复", "no answer"]);
}

#[test]
fn of_a_matter_that_has_ended_the_page_says_what_is_known() {
    let came = || {
        let (mut desk, child) = home();
        handed_up(&mut desk, child, RuleId::S5);
        (desk, child)
    };
    let (desk, _) = came();
    holds(
        &supervisor(&desk),
        "现在不在催办名单上",
        "not on the lists of the home now",
    );
    lacks(&supervisor(&desk), &["nothing was done", "还没有做过"]);

    let (mut desk, child) = came();
    sign_in(&mut desk, child, When::Now).unwrap();
    holds(&supervisor(&desk), "最近一次来之家：", "at the home");

    let (mut desk, child) = came();
    let id = desk.clock.new_id();
    let mut visit = Visit::new(id, child, desk.clock.today(), VisitKind::Special);
    visit.child_seen = true;
    desk.perform(Command::RecordVisits(vec![visit])).unwrap();
    holds(&supervisor(&desk), "走访", "at a visit");

    let (mut desk, child) = home();
    let up = handed_up(&mut desk, child, RuleId::S5);
    let closed = FollowUp {
        step: FollowStep::Closed,
        reason: Some(CloseReason::SeenElsewhere),
        until: Some(desk.clock.today()),
        to_whom: "村医".to_owned(),
        note: "在姑姑家".to_owned(),
        ..up
    };
    follow(&mut desk, closed);
    holds(&supervisor(&desk), "有别人见过", "seen by somebody else");

    let (mut desk, child) = came();
    change_status(&mut desk, child);
    let pages = supervisor(&desk);
    holds(
        &pages,
        "已不在册（",
        "no longer on the register (moved away, Mon 23/11/2026)",
    );
    lacks(&pages, &["见到", "settled by now", "父母接到城里"]);
}

#[test]
fn a_child_whose_data_was_erased_is_not_on_the_page() {
    let (mut desk, child) = home();
    let found = incident(child, "2026-11-23T14:18:00+08:00");
    desk.perform(Command::AddIncident(Box::new(found))).unwrap();
    let found = add_problem(&mut desk, problem(child, "没有学位"));
    pass_on(&mut desk, &found);
    handed_up(&mut desk, child, RuleId::S5);
    change_status(&mut desk, child);
    assert_eq!(desk.count_hand_over().unwrap(), 1);
    let reason = "asked by the family".to_owned();
    desk.perform(Command::Erase { child, reason }).unwrap();
    assert_eq!(desk.count_hand_over().unwrap(), 0);
}

#[test]
fn the_supervisor_reads_no_level_of_a_risk_and_no_need() {
    let (mut desk, child) = home();
    edit(&mut desk, child, |file| {
        file.risk = Some(Risk::Red);
        file.risk_assessed_on = Some("2026-11-23".parse().unwrap());
        file.care_mode = Some(CareMode::Nobody);
        file.health = Some(Health::Disabled);
    });
    desk.clock = Clock::fixed(at("2026-12-08T17:30"));
    for rule in [RuleId::V3, RuleId::L1] {
        handed_up(&mut desk, child, rule);
    }
    let pages = supervisor(&desk);
    holds(&pages, "从未走访", "never visited");
    holds(
        &pages,
        "岁，档案记着家里无人照看",
        "years old, the file says nobody is at home",
    );
    lacks(&pages, &["风险", "risk level", "特殊需要", "special needs"]);
}

fn contact(desk: &mut Desk, child: ChildId, name: &str) -> Contact {
    Contact {
        id: desk.clock.new_id(),
        child,
        name: name.into(),
        relation: Relation::Father,
        is_caregiver: false,
        can_collect: false,
        phones: "13746814538".into(),
        phone_verified_on: None,
        work_place: String::new(),
        id_no: String::new(),
        priority: 1,
        note: "canary-contact".into(),
        do_not_contact: String::new(),
        barred_since: None,
    }
}

#[test]
fn a_slip_says_to_ask_the_director_instead_of_what_the_family_must_not_read() {
    let (mut desk, child) = home();
    lacks(&round(&desk, child), &["先问儿童主任", "ask the director"]);
    let found = incident(child, "2026-11-23T14:18:00+08:00");
    desk.perform(Command::AddIncident(Box::new(found))).unwrap();
    let mut barred = contact(&mut desk, child, "汪大山");
    barred.is_caregiver = true;
    barred.barred_since = Some("2026-11-01".parse().unwrap());
    desk.perform(Command::SaveContact(barred)).unwrap();
    let mut unwanted = contact(&mut desk, child, "李红");
    unwanted.do_not_contact = "canary-why".into();
    desk.perform(Command::SaveContact(unwanted)).unwrap();
    let pages = round(&desk, child);
    holds(
        &pages,
        "去之前先问儿童主任",
        "ask the director before you go",
    );
    let why = [
        "汪大山",
        "李红",
        "canary",
        "报告",
        "report",
        "依法",
        "barred",
        "不宜照护",
        "2026-11-01",
    ];
    lacks(&pages, &why);
    // After the report the visit is due that follows an incident.
    let id = desk.store.all::<Incident>().unwrap()[0].id;
    let report = Report {
        agency: Agency::Police,
        person: "警号 0417".into(),
        at: at("2026-11-23T15:00"),
        receipt: String::new(),
        by: None,
    };
    desk.perform(Command::Care(CareStep::Report(id, report)))
        .unwrap();
    desk.clock = Clock::fixed(at("2026-11-25T17:30"));
    let pages = round(&desk, child);
    holds(
        &pages,
        "去之前先问儿童主任",
        "ask the director before you go",
    );
    lacks(&pages, &["incident", "事件"]);
}

#[test]
fn a_slip_says_of_a_gap_in_the_file_what_is_to_be_done_and_no_category() {
    let (mut desk, child) = home();
    let allowed = contact(&mut desk, child, "李红");
    let allowed = Contact {
        is_caregiver: true,
        ..allowed
    };
    desk.perform(Command::SaveContact(allowed)).unwrap();
    desk.perform(Command::SaveTag(Tag {
        id: TagId::default(),
        child,
        code: TagCode::Lbc,
        from_day: "2026-09-01".parse().ok(),
        to_day: None,
        evidence: String::new(),
        is_primary: true,
    }))
    .unwrap();
    desk.clock = Clock::fixed(at("2027-03-08T17:30"));
    let pages = round(&desk, child);
    holds(
        &pages,
        "协议要补",
        "the agreement is to be brought up to date",
    );
    let inward = ["留守", "left behind", "类别", "categor", "风险", "risk"];
    lacks(&pages, &inward);
}

#[test]
fn a_slip_tells_of_other_problems_and_of_an_unseen_child_but_holds_no_note() {
    let (mut desk, child) = home();
    edit(&mut desk, child, |file| file.file_no = "F-0417".to_owned());
    add_problem(&mut desk, problem(child, "没有学位"));
    let allowed = contact(&mut desk, child, "李红");
    desk.perform(Command::SaveContact(allowed)).unwrap();
    let id = desk.clock.new_id();
    let mut visit = Visit::new(id, child, desk.clock.today(), VisitKind::Special);
    visit.child_seen = true;
    visit.note = "canary-visit".to_owned();
    desk.perform(Command::RecordVisits(vec![visit])).unwrap();
    desk.clock = Clock::fixed(at("2027-03-08T17:30"));
    let pages = round(&desk, child);
    holds(&pages, "没解决的问题：教育", "open problem: school");
    lacks(&pages, &["没有学位"]);
    holds(&pages, "天没人见到", "not seen for");
    holds(&pages, "李红", "李红");
    lacks(
        &pages,
        &["canary", "F-0417", "先问儿童主任", "ask the director"],
    );
    for kind in [
        ProblemKind::Guardianship,
        ProblemKind::Mind,
        ProblemKind::Safety,
    ] {
        let mut found = problem(child, "canary-what");
        found.kind = kind;
        add_problem(&mut desk, found);
    }
    let pages = round(&desk, child);
    holds(
        &pages,
        "去之前先问儿童主任",
        "ask the director before you go",
    );
    lacks(&pages, &["canary", "监护", "guardianship"]);
}

#[test]
fn a_slip_says_nothing_of_what_was_put_off() {
    let (mut desk, child) = home();
    desk.clock = Clock::fixed(at("2027-03-08T17:30"));
    let pages = round(&desk, child);
    holds(&pages, "一次也没人见过", "never seen");
    let now = desk.now();
    let put_off = FollowUp {
        step: FollowStep::Snoozed,
        until: Some("2027-03-10".parse().unwrap()),
        note: "canary-put-off".to_owned(),
        to_whom: String::new(),
        how: "amber".to_owned(),
        at: now,
        ..handed_up(&mut desk, child, RuleId::S5)
    };
    follow(
        &mut desk,
        FollowUp {
            id: FollowUpId::default(),
            ..put_off
        },
    );
    let pages = round(&desk, child);
    lacks(
        &pages,
        &["canary", "推后", "put off", "2027-03-10", "一次也没人见过"],
    );
}
