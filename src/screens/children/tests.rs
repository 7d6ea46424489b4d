//! The register driven by keys: the list, and what the forms store.

use super::state::ChildForm;
use super::state::{FileTarget, Sort};
use crate::app::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::command::{Comeback, Command, KnownAbsence, When};
use crate::desk::job::Load;
use crate::domain::attendance::{AbsenceReason, Mark};
use crate::domain::follow_up::FollowStep;
use crate::domain::visit::{CallResult, Met, VisitKind};
use crate::domain::{Attendance, Child, ChildId, FollowUp, Risk, Status, Visit};
use crate::i18n::{Lang, words};
use crate::screens::effect::{FormPurpose, Job, Turn};
use chrono::{Datelike, Days};

fn register() -> (TestSession, Vec<ChildId>) {
    let mut session = TestSession::new();
    let names = ["汪乐乐", "单欣怡", "曾一诺", "余小雨"];
    let children = names.map(|name| session.child(name)).to_vec();
    session.keys("f4");
    (session, children)
}

fn names(session: &TestSession) -> Vec<&str> {
    let rows = session.model.children.rows.iter();
    rows.map(|id| session.model.house.register.name(*id))
        .collect()
}

fn change(session: &mut TestSession, child: ChildId, change: impl FnOnce(&mut Child)) {
    let mut file = session.model.house.register.get(child).unwrap().clone();
    change(&mut file);
    session.perform(Command::SaveChild(Box::new(file)));
}

/// Filters the list by the item with this code.
fn filter(session: &mut TestSession, code: &str) {
    let (env, model) = (session.model.env(), &mut session.model);
    Turn::of(&model.house, &mut model.children, env, |turn| {
        ChildForm::Filter.choose(turn, code);
    });
}

/// Selects the first line of the open file whose target matches.
fn go_to(session: &mut TestSession, wanted: impl Fn(FileTarget) -> bool) {
    let lines = session.children().file_lines();
    let place = lines.iter().position(|line| wanted(line.act)).unwrap();
    session.model.children.file.as_mut().unwrap().selected = place;
}

fn past(session: &TestSession) -> String {
    let lines = session.children().file_lines();
    let title = crate::i18n::word(session.model.look.lang, "section-timeline");
    let from = lines.iter().position(|line| line.label == title).unwrap();
    let lines = lines.iter().skip(from + 1);
    lines
        .map(|line| format!("{} {}", line.label, line.value))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_second_file_of_a_child_goes_into_the_open_one_after_a_question_with_no_selected() {
    let mut session = TestSession::new();
    let keep = session.child("汪乐乐");
    session.child("单欣怡");
    let other = session.child("汪乐尔");
    session.open_file(keep);
    let before = session.entries();
    // The likeliest twin stands first; the page is closed, then no is the answer.
    session.keys("ctrl-k down enter enter enter");
    assert_eq!(session.entries(), before);
    assert!(session.model.house.register.get(other).is_some());
    session.keys("ctrl-k down enter enter y");
    assert_eq!(session.entries(), before + 1);
    assert!(session.model.house.register.get(other).is_none());
    assert_eq!(session.model.house.register.children().len(), 2);
    session.keys("ctrl-z");
    assert!(session.model.house.register.get(other).is_some());
}

/// The lines of the categories of the open file.
fn category_lines(session: &TestSession) -> Vec<String> {
    let lines = session.children().file_lines();
    let tags = lines
        .iter()
        .filter(|line| matches!(line.act, FileTarget::Tag(_)));
    tags.map(|line| line.value.clone()).collect()
}

#[test]
fn a_category_without_a_day_is_since_unknown_until_somebody_names_one() {
    let mut session = TestSession::new();
    let child = session.child("汪乐乐");
    session.open_file(child);
    // The day is left empty, and today is not put there.
    session.keys("ctrl-t enter right f10");
    let first_day = |session: &TestSession| session.model.house.register.tags(child)[0].from_day;
    assert_eq!(first_day(&session), None);
    assert_eq!(category_lines(&session), ["起始日期不明–至今"]);
    session.model.look.lang = Lang::En;
    assert_eq!(category_lines(&session), ["start unknown–now"]);
    session.keys("ctrl-t enter down 2 0 2 6 - 0 3 - 0 1 f10");
    assert_eq!(first_day(&session), "2026-03-01".parse().ok());
    assert_eq!(category_lines(&session), ["2026-03-01–now"]);
    // Taken away again: the history says so.
    session.keys("ctrl-t enter down ctrl-u f10");
    assert_eq!(first_day(&session), None);
    let past = past(&session);
    assert!(
        past.contains("from of rural left-behind child: 2026-03-01 → (empty)"),
        "{past}"
    );
}

#[test]
fn a_category_may_end_that_began_nobody_knows_when() {
    let mut session = TestSession::new();
    let child = session.child("汪乐乐");
    session.open_file(child);
    session.keys("ctrl-t enter right down down 2 0 2 6 - 0 3 - 0 1 f10");
    assert_eq!(category_lines(&session), ["起始日期不明–2026-03-01"]);
}

#[test]
fn the_list_is_in_pinyin_order() {
    let (session, _) = register();
    assert_eq!(names(&session), ["单欣怡", "汪乐乐", "余小雨", "曾一诺"]);
}

#[test]
fn letters_search_and_esc_clears() {
    let (mut session, _) = register();
    session.keys("z y n");
    assert_eq!(names(&session), ["曾一诺"]);
    session.keys("esc");
    assert_eq!(names(&session).len(), 4);
}

#[test]
fn sorting_goes_round_and_keeps_the_arrows_on_the_same_child() {
    let (mut session, children) = register();
    change(&mut session, children[2], |file| {
        file.birth_date = file.birth_date + Days::new(900);
    });
    session.model.children.selected = Some(children[0]);
    session.keys("ctrl-r");
    assert_eq!(session.model.children.sort, Sort::FileNo);
    assert_eq!(names(&session), ["汪乐乐", "单欣怡", "曾一诺", "余小雨"]);
    assert_eq!(session.model.children.selected, Some(children[0]));
    session.keys("ctrl-r");
    assert_eq!(names(&session)[0], "曾一诺", "the youngest");
    session.keys("ctrl-r ctrl-r");
    assert_eq!(session.model.children.sort, Sort::Name);
}

#[test]
fn children_never_seen_come_first() {
    let (mut session, children) = register();
    let (child, when) = (children[1], When::Now);
    session.perform(Command::SignIn {
        child,
        when,
        comeback: Comeback::Ask,
    });
    session.keys("ctrl-r ctrl-r ctrl-r");
    assert_eq!(names(&session).last(), Some(&"单欣怡"));
}

#[test]
fn file_numbers_sort_as_numbers() {
    let (mut session, children) = register();
    for (child, number) in children.iter().zip(["10", "9", "100", "2"]) {
        change(&mut session, *child, |file| file.file_no = number.into());
    }
    session.keys("ctrl-r");
    assert_eq!(names(&session), ["余小雨", "单欣怡", "汪乐乐", "曾一诺"]);
}

#[test]
fn filters_work_together_and_can_be_taken_off() {
    let (mut session, children) = register();
    change(&mut session, children[0], |file| {
        file.risk = Some(Risk::Red);
    });
    change(&mut session, children[1], |file| {
        file.risk = Some(Risk::Red);
        file.status = Status::Moved;
    });
    filter(&mut session, "risk:red");
    assert_eq!(names(&session), ["汪乐乐"]);
    filter(&mut session, "status:moved");
    assert_eq!(names(&session), ["单欣怡"]);
    filter(&mut session, "all");
    assert_eq!(
        names(&session).len(),
        3,
        "who moved away is not listed unless asked for"
    );
}

#[test]
fn a_new_file_gets_the_next_number_and_is_opened() {
    let (mut session, _) = register();
    session.keys("ctrl-n 李小明 enter 2 enter 2016.6.1 f10");
    let file = session
        .model
        .children
        .file
        .as_ref()
        .expect("the file is open");
    let child = session.model.house.register.get(file.child).unwrap();
    assert_eq!(
        (child.name.as_str(), child.birth_date.to_string().as_str()),
        ("李小明", "2016-06-01")
    );
    let others = session
        .model
        .house
        .register
        .children()
        .iter()
        .filter(|one| one.id != child.id);
    assert!(!child.file_no.is_empty() && others.clone().all(|one| one.file_no != child.file_no));
    session.keys("ctrl-z");
    assert!(
        session
            .model
            .house
            .register
            .children()
            .iter()
            .all(|one| one.name != "李小明")
    );
}

#[test]
fn a_contradiction_with_the_identity_number_is_shown_at_its_field() {
    let (mut session, _) = register();
    session.keys("ctrl-n 李小明 enter 1 enter 2016-11-18 enter 341699201611192043 f10");
    assert!(session.model.children.file.is_none());
    let Some(crate::app::popups::Popup::Form(popup)) = session.model.popups.last() else {
        panic!("the form stays");
    };
    assert!(popup.form.field("birth_date").unwrap().error.is_some());
}

#[test]
fn an_edit_stands_in_the_past_with_who_old_and_new() {
    let (mut session, _) = register();
    session.model.look.lang = Lang::En;
    session.keys("w l l enter");
    go_to(&mut session, |act| act == FileTarget::Field("class"));
    session.keys("enter ctrl-u 四年级 f10");
    let text = past(&session);
    assert!(text.contains("class: 三年级 → 四年级"), "{text}");
    assert!(
        text.contains("石主任") && text.contains("2026-11-23 17:30"),
        "{text}"
    );
    session.keys("ctrl-z");
    assert!(
        past(&session).contains("class: 四年级 → 三年级"),
        "{}",
        past(&session)
    );
}

#[test]
fn a_contact_is_added_changed_and_taken_off_after_a_question() {
    let (mut session, children) = register();
    session.keys("w l l enter ctrl-r down enter 王五 enter");
    session.keys("f10");
    assert_eq!(
        session.model.house.register.contacts(children[0]).len(),
        1,
        "a relation is needed"
    );
    session.keys("1 f10");
    assert_eq!(session.model.house.register.contacts(children[0]).len(), 2);
    session.keys("ctrl-r down down down enter");
    assert_eq!(
        session.model.house.register.contacts(children[0]).len(),
        2,
        "it asks first"
    );
    session.keys("enter");
    assert_eq!(
        session.model.house.register.contacts(children[0]).len(),
        2,
        "and means no by default"
    );
    session.keys("ctrl-r down down down enter 1");
    assert_eq!(session.model.house.register.contacts(children[0]).len(), 1);
    session.keys("ctrl-z");
    assert_eq!(session.model.house.register.contacts(children[0]).len(), 2);
}

#[test]
fn leaving_and_coming_back_stand_in_the_file() {
    let (mut session, children) = register();
    session.keys("w l l enter ctrl-s right f10");
    assert_eq!(
        session
            .model
            .house
            .register
            .get(children[0])
            .unwrap()
            .status,
        Status::Away
    );
    session.keys("ctrl-s f10");
    assert!(session.toast().contains("没有改动"), "{}", session.toast());
    session.keys("ctrl-s left f10");
    assert_eq!(
        session
            .model
            .house
            .register
            .get(children[0])
            .unwrap()
            .status,
        Status::Enrolled
    );
}

#[test]
fn siblings_are_linked_and_unlinked() {
    let (mut session, children) = register();
    session.keys("w l l enter ctrl-g s x y enter");
    assert_eq!(
        session.model.house.register.siblings(children[0]).count(),
        1
    );
    let text = past(&session);
    assert!(!text.contains(&children[1].to_string()), "{text}");
    let household = session
        .model
        .house
        .register
        .get(children[0])
        .unwrap()
        .household
        .unwrap();
    assert!(
        !text.contains(&household.to_string()),
        "words, not identifiers: {text}"
    );
    session.keys("ctrl-g down enter");
    assert_eq!(
        session.model.house.register.siblings(children[0]).count(),
        0
    );
}

#[test]
fn a_day_is_corrected_only_with_a_reason_and_then_says_so() {
    let (mut session, children) = register();
    session.model.look.lang = Lang::En;
    let (child, when) = (children[0], When::Now);
    session.perform(Command::SignIn {
        child,
        when,
        comeback: Comeback::Ask,
    });
    session.keys("w l l enter");
    go_to(&mut session, |act| matches!(act, FileTarget::Stay(_)));
    session.keys("enter tab ctrl-u 1705 f10");
    assert_eq!(
        session.model.house.day.stay_inside(child).unwrap().in_at,
        Some(evening()),
        "no reason"
    );
    session.keys("看错了钟 f10");
    let stay = session.model.house.day.stay_inside(child).unwrap();
    assert_eq!(stay.in_at.unwrap().format("%H:%M").to_string(), "17:05");
    let text = past(&session);
    assert!(
        text.contains("看错了钟") && text.contains("17:30 → 17:05"),
        "{text}"
    );
    assert!(!text.contains("entered late: "), "{text}");
}

#[test]
fn a_day_is_struck_out_with_a_reason() {
    let (mut session, children) = register();
    let (child, when) = (children[0], When::Now);
    session.perform(Command::SignIn {
        child,
        when,
        comeback: Comeback::Ask,
    });
    session.keys("w l l enter");
    go_to(&mut session, |act| matches!(act, FileTarget::Stay(_)));
    session.keys("enter 5 tab tab tab 认错人了 f10");
    assert!(!session.model.house.day.is_marked(child));
    session.keys("ctrl-z");
    assert_eq!(
        session.model.house.day.stay_inside(child).unwrap().mark,
        Mark::Present
    );
}

#[test]
fn left_and_right_turn_the_pages() {
    let (mut session, _) = register();
    session.model.children.selected = session.model.children.rows.first().copied();
    session.keys("enter right");
    let open = |session: &TestSession| session.model.children.file.as_ref().map(|file| file.child);
    assert_eq!(open(&session), Some(session.model.children.rows[1]));
    session.keys("left left");
    assert_eq!(
        open(&session),
        Some(session.model.children.rows[0]),
        "before the first there is none"
    );
    session.keys("esc");
    assert_eq!(open(&session), None);
}

#[test]
fn the_identity_number_is_shown_only_when_asked_for() {
    let (mut session, children) = register();
    change(&mut session, children[0], |file| {
        file.id_no = "341699201611192043".into();
        file.birth_date = "2016-11-19".parse().unwrap();
        file.sex = crate::domain::Sex::Female;
    });
    session.keys("enter");
    let shown = |session: &TestSession| {
        let lines = session.children().file_lines();
        let line = lines
            .into_iter()
            .find(|line| line.act == FileTarget::Field("id_no"));
        line.unwrap().value
    };
    assert_eq!(shown(&session), "341699********2043");
    session.keys("ctrl-u");
    assert_eq!(shown(&session), "341699201611192043");
    session.keys("left right");
    assert_eq!(
        shown(&session),
        "341699********2043",
        "the next child's is hidden again"
    );
}

/// The error at a field of the open form.
fn error_at(session: &TestSession, field: &str) -> Option<String> {
    match session.model.popups.last() {
        Some(crate::app::popups::Popup::Form(popup)) => popup.form.field(field)?.error.clone(),
        _ => None,
    }
}

#[test]
fn a_second_file_of_a_name_and_birthday_is_asked_about_once() {
    let (mut session, children) = register();
    let file = session.model.house.register.get(children[0]).unwrap();
    let (born, number) = (file.birth_date, file.file_no.clone());
    let twin = format!("ctrl-n 汪\u{3000}乐乐 enter 1 enter {born} f10");
    session.keys(&twin);
    let said = error_at(&session, "name").unwrap();
    assert!(said.contains(&number), "{said}");
    assert_eq!(names(&session).len(), 4);
    session.keys("f10");
    let register = session.model.house.register.children();
    assert_eq!(
        register.iter().filter(|one| one.name == "汪乐乐").count(),
        2
    );

    // The same name with another birthday is another child.
    session.keys("esc ctrl-n 汪乐乐 enter 1 enter 2015-01-05 f10");
    assert_eq!(error_at(&session, "name"), None);
    assert_eq!(session.model.house.register.children().len(), 6);
}

#[test]
fn an_edit_that_makes_a_twin_is_asked_about_and_any_other_is_not() {
    let (mut session, children) = register();
    session.keys("w l l enter");
    go_to(&mut session, |act| act == FileTarget::Field("name"));
    session.keys("enter ctrl-u 单欣怡 f10");
    assert!(error_at(&session, "name").is_some());
    session.keys("f10");
    let name = |session: &TestSession| session.model.house.register.name(children[0]).to_owned();
    assert_eq!(name(&session), "单欣怡");
    go_to(&mut session, |act| act == FileTarget::Field("class"));
    session.keys("enter ctrl-u 四年级 f10");
    assert!(session.model.popups.is_empty());
}

#[test]
fn a_birth_date_is_one_of_a_child_with_its_day() {
    let (mut session, _) = register();
    for (typed, is_right) in [
        ("2015", false),
        ("2015-07", false),
        ("2026-11-24", false),
        ("2008-11-23", false),
        ("1988-11-23", false),
        ("2008-11-24", true),
    ] {
        session.keys(&format!("ctrl-n 李小明 enter 1 enter {typed} enter"));
        assert_eq!(
            error_at(&session, "birth_date").is_none(),
            is_right,
            "{typed}"
        );
        session.keys("f10");
        assert_eq!(session.model.popups.is_empty(), is_right, "{typed}");
        session.keys("esc esc");
    }
    session.keys("ctrl-n 123 enter 1 enter 2015-01-05 f10");
    assert!(error_at(&session, "name").is_some());
}

#[test]
fn who_came_of_age_in_the_home_can_still_be_edited() {
    let (mut session, children) = register();
    change(&mut session, children[0], |file| {
        file.birth_date = "2007-01-05".parse().unwrap();
    });
    session.keys("w l l enter");
    go_to(&mut session, |act| act == FileTarget::Field("class"));
    session.keys("enter ctrl-u 高三 f10");
    let file = session.model.house.register.get(children[0]).unwrap();
    assert_eq!(file.class, "高三");
    go_to(&mut session, |act| act == FileTarget::Field("birth_date"));
    session.keys("enter ctrl-u 2006-01-05 f10");
    assert!(error_at(&session, "birth_date").is_some());
}

#[test]
fn an_identity_number_of_another_file_is_refused_at_its_field() {
    let (mut session, children) = register();
    change(&mut session, children[0], |file| {
        file.id_no = "341699201611192043".to_owned();
    });
    session.keys("ctrl-n 李小明 enter 2 enter 2016-11-19 enter 3416992016\u{200B}11192043 f10");
    assert!(error_at(&session, "id_no").is_some());
}

#[test]
fn the_rules_that_one_step_keeps_are_one_line() {
    let mut session = TestSession::new();
    let child = session.gone_since("汪乐乐", "2026-10-20");
    let today = session.model.house.today();
    session.perform(Command::KnownAbsence(KnownAbsence {
        child,
        from: "2026-10-21".parse().unwrap(),
        to: today,
        reason: AbsenceReason::Ill,
        note: "奶奶说的".to_owned(),
    }));
    let steps = session.store().all::<FollowUp>().unwrap();
    let kept = steps.iter().filter(|one| one.step == FollowStep::Kept);
    assert!(kept.count() > 1, "{steps:?}");
    session.keys("f4 w l l enter");
    let file = session.model.children.file.as_ref();
    assert_eq!(file.map(|file| file.child), Some(child));
    let word = words::choice(session.model.look.lang, "follow-step", FollowStep::Kept);
    let lines = |session: &TestSession| {
        let text = past(session);
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines
            .into_iter()
            .filter(|line| line.contains(&word))
            .collect::<Vec<_>>()
    };
    let now = lines(&session);
    assert_eq!(now.len(), 1, "{}", past(&session));
    for one in steps.iter().filter(|one| one.step == FollowStep::Kept) {
        let rule = words::choice(session.model.look.lang, "rule", one.rule);
        assert!(now[0].contains(&rule), "{now:?}: {rule}");
    }
    session.perform(Command::Undo(None));
    session.keys("esc enter");
    assert_eq!(lines(&session).len(), 2, "{}", past(&session));
}

/// What the timeline says of the matters of a child, its file being opened anew.
fn told(session: &mut TestSession, child: ChildId) -> String {
    session.keys("f4 esc esc");
    session.open_file(child);
    let load = Job::Load(Load::Past(child));
    let message = session.runner.run(load).expect("an answer");
    session.handle(message);
    past(session)
}

#[test]
fn calls_without_a_step_count_as_on_the_page_of_the_matter() {
    let mut session = TestSession::new();
    let child = session.gone_since("汪乐乐", "2026-10-20");
    for day in ["2026-11-10", "2026-11-12", "2026-11-16"] {
        let mut call = Visit::new(
            session.runner.desk.clock.new_id(),
            child,
            day.parse().unwrap(),
            VisitKind::Phone,
        );
        call.result = Some(CallResult::NoAnswer);
        session.perform(Command::RecordVisits(vec![call]));
    }
    let visit = Visit {
        met: Some(Met::Nobody),
        ..Visit::new(
            session.runner.desk.clock.new_id(),
            child,
            "2026-11-17".parse().unwrap(),
            VisitKind::Special,
        )
    };
    session.perform(Command::RecordVisits(vec![visit]));
    session.perform(Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Ask,
    });
    let text = told(&mut session, child);
    assert!(text.contains("在之家见到了，隔了 34 天"), "{text}");
    assert!(text.contains("打电话 3 次、上门没见到 1 次"), "{text}");
}

#[test]
fn a_child_seen_for_the_first_time_ends_a_matter_too() {
    let mut session = TestSession::new();
    let (child, other) = (session.child("汪乐乐"), session.child("单欣怡"));
    let later = evening() + Days::new(56);
    session.runner.desk.clock = Clock::fixed(later);
    session.model.house.now = later;
    let days = evening().date_naive().iter_days().take(56);
    let rows = days.filter(|day| day.weekday().number_from_monday() <= 5);
    let rows = rows.map(|day| Attendance {
        untimed: true,
        ..Attendance::blank(day, other, 1, Mark::Present)
    });
    let (source, rows) = ("sheet".to_owned(), rows.collect());
    session.perform(Command::ImportAttendance { source, rows });
    session.perform(Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Ask,
    });
    let text = told(&mut session, child);
    assert!(text.contains("第一次在之家见到了"), "{text}");
    assert!(!told(&mut session, other).contains("第一次"));
}

#[test]
fn a_child_who_leaves_unseen_ends_a_matter_too() {
    let mut session = TestSession::new();
    let child = session.gone_since("汪乐乐", "2026-10-20");
    session.perform(Command::ChangeStatus {
        child,
        status: Status::Moved,
        day: session.model.house.today(),
        reason: "跟爸妈去外地".to_owned(),
    });
    let text = told(&mut session, child);
    assert!(text.contains("离开了，没有再见到"), "{text}");
}
