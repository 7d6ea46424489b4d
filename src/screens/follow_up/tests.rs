//! F6 driven by keys: a child who stopped coming, and the follow-up.

use super::state::RowKey;
use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::desk::command::Command;
use crate::desk::refusal::Refusal;
use crate::domain::KnownAs;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::problem::ProblemKind;
use crate::domain::rules::ladder::{Rung, State};
use crate::domain::rules::list::List;
use crate::domain::rules::{Level, RuleNumber, Subject};
use crate::domain::visit::{CallResult, Met, VisitKind};
use crate::domain::{ChildId, FollowUp, FollowUpId, Problem, RuleId, Visit, VisitId};
use crate::tui::draw::tests::picture;
use crate::ui::click::Click;

/// A child who last came on the Tuesday before last and has missed eight expected days since.
fn quiet() -> (TestSession, ChildId) {
    quiet_in(TestSession::new())
}

fn quiet_in(mut session: TestSession) -> (TestSession, ChildId) {
    let child = session.gone_since("汪乐乐", "2026-11-10");
    session.keys("f6");
    let rows = session.follow_up().rows();
    session.model.follow_up.selected = rows.first().map(|row| row.key);
    (session, child)
}

/// What a director writes who puts off looking for a child.
fn put_off(child: ChildId) -> FollowUp {
    let at = crate::app::testing::evening();
    FollowUp {
        id: FollowUpId::default(),
        child,
        rule: RuleId::S3,
        since: at.date_naive(),
        at,
        actor: None,
        step: FollowStep::Snoozed,
        result: None,
        visit: None,
        until: None,
        reason: None,
        to_whom: String::new(),
        how: String::new(),
        note: "外婆说在姑姑家".to_owned(),
    }
}

fn rule_of(session: &TestSession, child: ChildId) -> Option<(RuleId, Level)> {
    let of_child = session
        .model
        .house
        .matters
        .iter()
        .find(|one| one.child() == Some(child))?;
    Some((of_child.flag.rule, of_child.flag.level))
}

/// Chooses this step from the list.
fn choose(session: &mut TestSession, step: FollowStep) {
    session.keys("enter enter");
    let place = FollowStep::ALL.iter().position(|one| *one == step).unwrap();
    let downs = "down ".repeat(place);
    session.keys(&format!("{downs}enter"));
    assert!(
        matches!(session.model.popups.last(), Some(Popup::Form(_))),
        "no form for {step:?}"
    );
}

fn visits(session: &TestSession, child: ChildId) -> &[Visit] {
    session
        .model
        .house
        .known
        .visits
        .get(&child)
        .map_or(&[], Vec::as_slice)
}

#[test]
fn a_child_who_stopped_coming_stands_first_on_follow_up_and_on_today() {
    let (mut session, child) = quiet();
    assert_eq!(rule_of(&session, child), Some((RuleId::S3, Level::Red)));
    assert_eq!(
        crate::screens::people::subject_name(
            &session.model.house,
            session.follow_up().rows()[0].key.subject,
            session.model.look.lang
        ),
        "汪乐乐"
    );
    session.keys("f2");
    let cards = session.today().cards();
    assert!(
        cards
            .iter()
            .flat_map(|card| &card.items)
            .any(|item| item.text.contains("汪乐乐"))
    );
}

#[test]
fn two_calls_that_nobody_answers_climb_the_ladder_and_stand_under_the_flag() {
    let (mut session, child) = quiet();
    for _ in 0..2 {
        choose(&mut session, FollowStep::Rang);
        // First the contact, then the call's result: the second choice.
        session.keys("right tab right right ctrl-s");
        assert!(session.model.popups.is_empty(), "{}", session.toast());
    }
    assert_eq!(rule_of(&session, child), Some((RuleId::S2, Level::Red)));
    let matter = &session.model.house.matters[0];
    assert_eq!((matter.steps.len(), matter.rung), (2, Rung::Director));
    let calls = visits(&session, child);
    assert_eq!(calls.len(), 2);
    assert!(
        calls
            .iter()
            .all(|call| call.result == Some(CallResult::NoAnswer) && !call.child_seen)
    );
}

#[test]
fn a_visit_that_meets_the_child_ends_the_flag() {
    let (mut session, child) = quiet();
    choose(&mut session, FollowStep::Visited);
    session.keys("ctrl-s");
    // The form requires whether the child was seen.
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    session.keys("right ctrl-s");
    assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
    assert!(visits(&session, child)[0].is_sighting());
    assert_ne!(
        rule_of(&session, child).map(|(rule, _)| rule),
        Some(RuleId::S3)
    );
    assert_eq!(
        session.model.house.register.last_seen(child),
        Some(session.model.house.today())
    );
}

#[test]
fn excused_until_a_day_is_silent_and_wants_a_reason() {
    let (mut session, child) = quiet();
    choose(&mut session, FollowStep::Excused);
    session.keys("2 0 2 6 - 1 1 - 3 0 tab ctrl-s");
    assert!(
        matches!(session.model.popups.last(), Some(Popup::Form(_))),
        "without a reason"
    );
    session.keys("外 婆 家 ctrl-s");
    assert!(session.model.popups.is_empty());
    let about = |session: &TestSession| {
        let matters = session.model.house.matters.iter();
        matters
            .filter(|one| one.child() == Some(child))
            .map(|one| one.state)
            .next()
    };
    assert_eq!(
        about(&session),
        Some(State::Excused("2026-11-30".parse().unwrap()))
    );
    // The command line knows it too.
    let desk = &session.runner.desk;
    let flags = desk
        .flags(session.model.house.today(), KnownAs::Now)
        .unwrap()
        .unwrap();
    let of_child = flags
        .iter()
        .find(|one| one.flag.subject == Subject::Child(child))
        .unwrap();
    assert_eq!(of_child.state.code(), "explained");
    assert_eq!(
        of_child.state.silent_until(),
        Some("2026-11-30".parse().unwrap())
    );
    // It stays on the list, and is not counted.
    let rows = session.follow_up().rows();
    let row = rows
        .iter()
        .find(|row| row.key.subject == Subject::Child(child));
    assert!(row.unwrap().is_silent);
    assert_eq!(session.follow_up().counts(List::ToSee), (0, 1));
}

#[test]
fn undo_takes_a_follow_up_and_its_visit_back_together() {
    let (mut session, child) = quiet();
    choose(&mut session, FollowStep::Rang);
    session.keys("tab right ctrl-s");
    assert_eq!(visits(&session, child).len(), 1);
    session.keys("ctrl-z");
    assert_eq!(visits(&session, child).len(), 0);
    assert!(session.model.house.matters[0].steps.is_empty());
}

#[test]
fn a_reason_that_does_not_fit_the_rule_closes_nothing() {
    let (mut session, child) = quiet();
    let flag = session.model.house.matters[0].flag.clone();
    let mut done = crate::domain::FollowUp {
        id: crate::domain::FollowUpId::default(),
        child,
        rule: flag.rule,
        since: flag.since,
        at: session.model.house.now,
        actor: None,
        step: FollowStep::Closed,
        result: None,
        visit: None,
        until: None,
        reason: Some(CloseReason::Settled),
        to_whom: String::new(),
        how: String::new(),
        note: "well".to_owned(),
    };
    let mut close = |done: &crate::domain::FollowUp| {
        let step = crate::desk::command::RecordFollowUp {
            done: Box::new(done.clone()),
            visit: None,
        };
        session.runner.desk.perform(Command::FollowUp(step))
    };
    assert!(matches!(close(&done), Err(Refusal::ReasonDoesNotFit)));
    done.reason = None;
    assert!(matches!(
        close(&done),
        Err(Refusal::Missing { field: "reason" })
    ));
    done.reason = Some(CloseReason::WrongDays);
    assert!(matches!(close(&done), Err(Refusal::ReasonDoesNotFit)));
    // Somebody saw the child: who, and when?
    done.reason = Some(CloseReason::SeenElsewhere);
    assert!(matches!(
        close(&done),
        Err(Refusal::Missing { field: "until" })
    ));
    done.until = Some("2026-11-23".parse().unwrap());
    assert!(close(&done).is_ok());
}

#[test]
fn a_call_never_counts_as_seen_and_an_answer_verifies_the_number() {
    let (mut session, child) = quiet();
    let contact = session.model.house.register.contacts(child)[0].id;
    let day = session.model.house.today();
    let call = Visit {
        child_seen: true,
        contact: Some(contact),
        result: Some(CallResult::Reached),
        ..Visit::new(VisitId::default(), child, day, VisitKind::Video)
    };
    session.perform(Command::RecordVisits(vec![call]));
    assert!(!visits(&session, child)[0].child_seen);
    assert_eq!(
        session.model.house.register.contacts(child)[0].phone_verified_on,
        Some(day)
    );
    assert_ne!(session.model.house.register.last_seen(child), Some(day));
}

#[test]
fn a_late_visit_changes_only_flags_from_its_day_on() {
    let (mut session, child) = quiet();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let visit = Visit {
        child_seen: true,
        ..Visit::new(
            VisitId::default(),
            child,
            day("2026-11-18"),
            VisitKind::Special,
        )
    };
    session.perform(Command::RecordVisits(vec![visit]));
    assert!(visits(&session, child)[0].entered_late);
    let raised = |reading| {
        let flags = session
            .runner
            .desk
            .flags(day("2026-11-19"), reading)
            .unwrap();
        let flags = flags.unwrap_or_default();
        flags.iter().any(|one| one.flag.rule == RuleId::S3)
    };
    // The whole register was typed in today, so nothing was known on the 19th.
    assert!(!raised(KnownAs::Then));
    assert!(!raised(KnownAs::Now), "seen on the 18th");
    let flags = session
        .runner
        .desk
        .flags(day("2026-11-17"), KnownAs::Now)
        .unwrap()
        .unwrap();
    assert!(
        flags.iter().any(|one| one.flag.rule == RuleId::S3),
        "known now about the 17th"
    );
}

#[test]
fn the_problems_of_an_earlier_evening_are_read_as_they_stood() {
    let (mut session, child) = quiet_in(TestSession::of_this_year());
    let problem = Problem {
        what: "没有转学手续".to_owned(),
        closed_on: Some("2026-11-20".parse().unwrap()),
        outcome: "已入学".to_owned(),
        ..Problem::new(child, ProblemKind::School, "2026-11-12".parse().unwrap())
    };
    session.perform(Command::AddProblem(Box::new(problem)));
    // Known now about the evening before it was found, and while it was open.
    session.keys("tab tab tab tab");
    let on = |session: &mut TestSession, steps: usize| {
        session.keys("ctrl-t tab right ctrl-s");
        session.keys(&"left ".repeat(steps));
        picture(session, (80, 24))
    };
    let before = on(&mut session, 11);
    assert!(before.contains("问题、事件 0"), "{before}");
    session.keys("esc");
    let open = on(&mut session, 4);
    assert!(open.contains("问题、事件 1"), "{open}");
    assert!(open.contains("没有转学手续"), "{open}");
    session.keys("enter");
    let Some(Popup::Page(page)) = session.model.popups.last() else {
        panic!("no page: {}", session.toast())
    };
    assert!(page.title.contains("18"), "{}", page.title);
    let said = page.lines.join("\n");
    assert!(
        said.contains("没有转学手续") && !said.contains("已入学"),
        "{said}"
    );
    // Nothing follows, and nothing can be done there, not even by a click or by undo.
    session.keys("enter ctrl-x ctrl-n ctrl-e ctrl-z ctrl-y");
    assert!(session.model.popups.is_empty());
    session.handle(Message::Click(Click::Row(0)));
    session.handle(Message::Click(Click::Row(0)));
    assert!(matches!(session.model.popups.last(), Some(Popup::Page(_))));
    session.keys("enter esc");
    assert!(session.model.past.is_none());
    assert!(
        session.model.follow_up.cases.card.is_none(),
        "no card was opened meanwhile"
    );
}

/// Nobody falls silent: Today names whom somebody put off, and the walk says that confirming a file is not seeing a child.
#[test]
fn who_is_put_off_is_named_on_today_and_in_the_walk() {
    let (mut session, child) = quiet();
    let done = FollowUp {
        until: Some("2026-11-25".parse().unwrap()),
        ..put_off(child)
    };
    let step = crate::desk::command::RecordFollowUp {
        done: Box::new(done),
        visit: None,
    };
    session.perform(Command::FollowUp(step));
    session.keys("f2");
    let cards = session.today().cards();
    let mut items = cards.iter().flat_map(|card| &card.items);
    let line = items
        .find(|one| one.text.contains("另有 1 个推后"))
        .expect("a line");
    assert!(
        line.detail.contains("汪乐乐") && line.detail.contains("11月25日"),
        "{}",
        line.detail
    );
    session.keys("f6 backtab");
    session.model.follow_up.selected = Some(RowKey::of_subject(Subject::Child(child)));
    session.keys("backtab ctrl-k");
    session.model.follow_up.walk.as_mut().unwrap().order = vec![child];
    let screen = picture(&session, (120, 40));
    assert!(screen.contains("核对档案不等于见到孩子"), "{screen}");
}

#[test]
fn a_click_on_an_earlier_evening_opens_a_page_that_nothing_follows() {
    let (mut session, _) = quiet();
    session.keys("ctrl-t tab right ctrl-s");
    session.handle(Message::Click(Click::Row(0)));
    session.handle(Message::Click(Click::Row(0)));
    assert!(matches!(session.model.popups.last(), Some(Popup::Page(_))));
}

#[test]
fn an_earlier_evening_is_looked_at_and_nothing_is_done_there() {
    let (mut session, child) = quiet();
    let entries = session.entries();
    let shown = |session: &TestSession| {
        let past = session.model.past.as_deref();
        past.map(|house| (house.today().to_string(), house.matters.len()))
    };
    session.keys("ctrl-t tab right ctrl-s");
    let (day, matters) = shown(&session).expect("yesterday, by what is known now");
    assert_eq!(day, "2026-11-22");
    assert!(matters > 0);
    session.keys("ctrl-x ctrl-p ctrl-k ctrl-n ctrl-e");
    assert!(
        session.model.popups.is_empty(),
        "{:?}",
        session.model.popups
    );
    session.keys("enter");
    assert!(matches!(session.model.popups.last(), Some(Popup::Page(_))));
    session.keys("enter");
    assert!(session.model.popups.is_empty(), "nothing follows it");
    // Back to before the child had missed anything, and forward into the present.
    session.keys(&"left ".repeat(12));
    let past = session.model.past.as_deref().unwrap();
    assert_eq!(past.today().to_string(), "2026-11-10");
    assert!(
        !past
            .matters
            .iter()
            .any(|one| one.child() == Some(child) && one.flag.rule.is_on_unseen())
    );
    session.keys(&"right ".repeat(13));
    assert!(session.model.past.is_none());
    session.keys("ctrl-t tab right ctrl-s esc");
    assert!(session.model.past.is_none());
    session.keys("ctrl-t tab right ctrl-s f6");
    assert!(session.model.past.is_none(), "F6 shows the present");
    assert_eq!(session.entries(), entries);
}

#[test]
fn only_a_director_changes_a_rule_and_says_why() {
    let (mut session, child) = quiet();
    let set = |session: &mut TestSession, name: &str, why: &str| {
        let number = RuleNumber {
            name: name.to_owned(),
            value: 2_000,
        };
        let why = why.to_owned();
        session
            .runner
            .desk
            .perform(Command::SetRule { number, why })
    };
    assert!(matches!(
        set(&mut session, "S3.red", " "),
        Err(Refusal::Missing { field: "reason" })
    ));
    set(&mut session, "S3.once-in", "it alarms too often").unwrap();
    set(&mut session, "S3.red", "bus only every other week").unwrap();
    session.start();
    // What had begun by the old number goes on; the new one is for what begins.
    assert_eq!(rule_of(&session, child), Some((RuleId::S3, Level::Red)));
    let entry = session.store().last_entry().unwrap().unwrap();
    assert_eq!(entry.act.reason, "bus only every other week");
}

#[test]
fn a_key_about_a_row_says_so_where_there_is_none() {
    let mut session = TestSession::new();
    session.keys("f6");
    session.model.house.matters.clear();
    assert!(session.follow_up().rows().is_empty());
    for key in ["enter", "ctrl-x", "ctrl-e"] {
        session.keys(key);
        assert!(session.toast().contains("这里用不上"), "{key}");
        assert!(session.model.popups.is_empty(), "{key}");
    }
}

#[test]
fn a_step_taken_from_the_list_of_visits_is_about_the_child_nobody_has_seen() {
    let (mut session, child) = quiet_in(TestSession::of_this_year());
    session.joined_in_january();
    session.keys("tab");
    session.model.follow_up.selected = Some(RowKey::of_subject(Subject::Child(child)));
    let rules: Vec<RuleId> = session
        .follow_up()
        .matters_to_act_on()
        .iter()
        .map(|one| one.flag.rule)
        .collect();
    assert_eq!(rules, [RuleId::S3, RuleId::V1]);
    // The page, which matter, what was done, the call.
    session.keys("enter enter enter enter right tab right right ctrl-s");
    assert!(session.model.popups.is_empty(), "{}", session.toast());
    let steps = &session.model.house.known.follow_ups[&child];
    assert_eq!(steps[0].rule, RuleId::S3);
}

#[test]
fn no_step_silences_a_matter_for_longer_than_its_limit_and_danger_not_at_all() {
    let (mut session, child) = quiet();
    let today = session.runner.desk.clock.today();
    let mut put_off = |rule, step, days| {
        let done = FollowUp {
            rule,
            step,
            until: Some(today + chrono::Days::new(days)),
            ..put_off(child)
        };
        let step = crate::desk::command::RecordFollowUp {
            done: Box::new(done),
            visit: None,
        };
        session.runner.desk.perform(Command::FollowUp(step)).err()
    };
    for (rule, step, longest) in [
        (RuleId::S3, FollowStep::Snoozed, 3),
        (RuleId::V1, FollowStep::Snoozed, 14),
        (RuleId::D1, FollowStep::Snoozed, 90),
        (RuleId::S3, FollowStep::Excused, 30),
        (RuleId::S3, FollowStep::WithParents, 60),
    ] {
        let last = today + chrono::Days::new(longest);
        let refused = put_off(rule, step, longest + 1);
        assert!(
            matches!(&refused, Some(Refusal::UntilIsTooLate { last: said }) if *said == last),
            "{rule:?} {step:?}: {refused:?}"
        );
        assert!(put_off(rule, step, longest).is_none(), "{rule:?} {step:?}");
    }
    for rule in [RuleId::L1, RuleId::L2, RuleId::L5, RuleId::L6] {
        let refused = put_off(rule, FollowStep::Snoozed, 1);
        assert!(matches!(refused, Some(Refusal::CannotWait)), "{rule:?}");
    }
}

#[test]
fn a_sign_or_a_single_letter_is_no_reason() {
    let (mut session, _) = quiet();
    for step in [
        FollowStep::Excused,
        FollowStep::WithParents,
        FollowStep::Snoozed,
    ] {
        let before = session.entries();
        choose(&mut session, step);
        let Some(Popup::Form(open)) = session.model.popups.last() else {
            panic!("no form")
        };
        assert_eq!(open.form.field("note").unwrap().spec.label, "field-why-who");
        session.keys("2 0 2 6 - 1 1 - 2 5 tab");
        for poor in ["1 2 3", "。 。", "x"] {
            session.keys(&format!("ctrl-u {poor} ctrl-s"));
            let Some(Popup::Form(open)) = session.model.popups.last() else {
                panic!("{poor} was taken for {step:?}")
            };
            assert!(open.form.field("note").unwrap().error.is_some(), "{poor}");
        }
        assert_eq!(session.entries(), before);
        session.keys("ctrl-u 走 亲 戚 ctrl-s");
        assert!(session.model.popups.is_empty(), "{:?}", session.model.toast);
        session.keys("ctrl-z");
    }
}

#[test]
fn a_call_proposes_whom_to_ring_and_after_it_the_second_contact() {
    let (mut session, child) = quiet();
    let first = session.model.house.register.contacts(child)[0].clone();
    let second = crate::domain::Contact {
        id: uuid::Uuid::from_u128(9).into(),
        name: "汪强".to_owned(),
        is_caregiver: false,
        priority: 2,
        phones: "13800138000".to_owned(),
        ..first.clone()
    };
    let other = second.id;
    session.perform(Command::SaveContact(second));
    for expected in [first.id, other] {
        choose(&mut session, FollowStep::Rang);
        let Some(Popup::Form(open)) = session.model.popups.last() else {
            panic!("no form")
        };
        assert_eq!(
            open.form.field("contact").unwrap().value(),
            expected.to_string()
        );
        assert!(!open.form.is_changed());
        session.keys("tab right right ctrl-s");
        let calls = visits(&session, child);
        assert!(calls.iter().any(|one| one.contact == Some(expected)));
    }
}

#[test]
fn a_visit_that_saw_the_child_did_not_meet_nobody() {
    let (_, child) = quiet();
    let day = "2026-11-23".parse().unwrap();
    let visit = |child_seen, met, kind| Visit {
        child_seen,
        met: Some(met),
        ..Visit::new(VisitId::default(), child, day, kind)
    };
    for (seen, met, kind, is_wrong) in [
        (true, Met::Nobody, VisitKind::Routine, true),
        (false, Met::Child, VisitKind::Routine, true),
        (true, Met::Caregiver, VisitKind::Routine, false),
        (false, Met::Nobody, VisitKind::Routine, false),
        (false, Met::Child, VisitKind::Video, false),
    ] {
        assert_eq!(
            visit(seen, met, kind).contradicts_itself(),
            is_wrong,
            "{seen} {met:?}"
        );
    }
}

#[test]
fn the_page_of_a_summer_visit_says_that_a_call_counts_too() {
    let mut session = TestSession::of_this_year();
    let child = session.gone_since("汪乐乐", "2026-11-10");
    session.joined_in_january();
    session.keys("f6 tab");
    for (rule, says_call) in [(RuleId::V6, false), (RuleId::V4, true)] {
        let matters = session.model.house.matters.iter_mut();
        let mut visits = matters.filter(|one| one.flag.list() == List::ToVisit);
        let one = visits
            .find(|one| one.child() == Some(child))
            .expect("a visit is due");
        one.flag.rule = rule;
        session.model.follow_up.selected = Some(RowKey::of_subject(Subject::Child(child)));
        session.keys("enter");
        let Some(Popup::PageThen(page, _)) = session.model.popups.pop() else {
            panic!("no page: {}", session.toast())
        };
        let page = page.lines.join("\n");
        assert_eq!(page.contains("打通一次也算"), says_call, "{page}");
    }
}
