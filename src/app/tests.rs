//! Today, settings and import driven by keys, with a store in memory.

use super::message::Message;
use super::model::Reading;
use super::popups::Popup;
use super::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{CalendarChange, Comeback, Command, File, SignOut, Touched, When};
use crate::desk::job::Loaded;
use crate::desk::read::flags::NamedFlag;
use crate::desk::read::fresh::ShownDays;
use crate::domain::KnownAs;
use crate::domain::calendar::ClosedDay;
use crate::domain::rules::Subject;
use crate::domain::{Child, ChildId, Mark, OutTo, RuleId, Sex, Status};
use crate::exchange::note::Verdict;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::screens::effect::{Job, Screen};
use crate::screens::follow_up::state::RowKey;
use crate::screens::import::state::Shown;
use crate::screens::today::state::{Item, TodayTarget};
use chrono::{Days, NaiveDate, TimeDelta};

#[test]
fn the_first_run_asks_its_questions_and_makes_the_home() {
    let clock = Clock::fixed(evening());
    let mut session = TestSession::at(crate::desk::Desk::in_memory(clock).unwrap());
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    for answer in ["前尚庄儿童之家", "前尚庄", "王市镇", "某县"] {
        session.handle(Message::Paste(answer.into()));
        session.keys("enter");
    }
    session.keys("enter"); // accepts the default hours
    session.handle(Message::Paste("石主任".into()));
    session.keys("enter");
    // What locks are is told once; Esc leaves it.
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::PageThen(..))
    ));
    // Enter asks for the passphrase of the director who was just named.
    session.keys("enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Secret(_))
    ));
    session.keys("esc");
    assert!(session.model.popups.is_empty());
    assert_eq!(session.model.house.actor, session.runner.desk.actor);
    let home = session.model.house.home.as_ref().unwrap();
    assert_eq!(home.home.name, "前尚庄儿童之家");
    assert_eq!(home.staff[0].name, "石主任");
    assert!(home.calendar.is_open(evening().date_naive()));
}

#[test]
fn an_open_file_follows_what_another_program_changes_in_its_past() {
    let mut session = TestSession::new();
    let child = session.child("汪乐乐");
    session.keys("f4 enter");
    let past = |session: &TestSession| {
        let file = session.model.children.file.as_ref().unwrap();
        file.past.as_ref().unwrap().history.len()
    };
    let before = past(&session);
    let file = Child {
        note: "爱下棋".into(),
        ..session.model.house.register.get(child).unwrap().clone()
    };
    let desk = &mut session.runner.desk;
    desk.perform(Command::SaveChild(Box::new(file))).unwrap();
    let fresh = desk.fresh(Touched::ALL, ShownDays::default()).unwrap();
    session.handle(Message::Loaded(Loaded::Again(Box::new(fresh))));
    assert_eq!(past(&session), before + 1);
}

#[test]
fn enter_on_today_opens_the_home() {
    let mut session = TestSession::new();
    session.child("汪乐乐");
    session.keys("f2 enter");
    assert!(session.model.house.day.is_open());
}

#[test]
fn after_the_agreed_minutes_the_missing_are_listed_with_a_phone() {
    let mut session = TestSession::new();
    session.child("汪乐乐");
    let cards = session.today().cards();
    let items: Vec<_> = cards.iter().flat_map(|card| &card.items).collect();
    let missing = items.iter().find(|item| item.text == "汪乐乐").unwrap();
    assert!(missing.detail.contains("12046814538"));
    session.model.house.now = evening() - chrono::TimeDelta::minutes(40); // 16:50
    let cards = session.today().cards();
    assert!(
        !cards
            .iter()
            .flat_map(|card| &card.items)
            .any(|item| item.text == "汪乐乐")
    );
}

#[test]
fn a_forgotten_sign_out_is_a_question_on_today() {
    let mut session = TestSession::new();
    session.child("汪乐乐");
    session.model.door.late = Some(evening() - Days::new(3));
    session.keys("f3 w l enter esc f2");
    session.start();
    assert_eq!(session.model.house.forgotten.len(), 1);
    let cards = session.today().cards();
    let mut items = cards.iter().flat_map(|card| &card.items);
    let question = |item: &Item| matches!(item.act, TodayTarget::Settle(_));
    session.model.today.selected = items.position(question).unwrap();
    session.keys("enter");
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    // The collector is required and has no default.
    session.keys("ctrl-s");
    assert_eq!(session.model.house.forgotten.len(), 1);
    session.keys("right ctrl-s");
    assert!(session.model.house.forgotten.is_empty());
    assert!(session.model.popups.is_empty());
}

#[test]
fn a_form_that_is_refused_stays_with_what_was_typed() {
    let mut session = TestSession::new();
    session.child("汪乐乐");
    let child = session.child("余小雨");
    session.open_file(child);
    session.start();
    let mut taken = session.model.house.register.get(child).unwrap().clone();
    taken.file_no = "0001".into();
    session.keys("f4 ctrl-e");
    let Some(Popup::Form(popup)) = session.model.popups.last_mut() else {
        panic!("no form")
    };
    popup.form.field_mut("file_no").unwrap().set("0001");
    session.keys("ctrl-s");
    let Some(Popup::Form(popup)) = session.model.popups.last() else {
        panic!("gone")
    };
    let field = popup.form.field("file_no").unwrap();
    assert_eq!(field.value(), "0001");
    assert!(field.error.is_some());
}

#[test]
fn the_language_is_switched_live_and_kept() {
    let mut session = TestSession::new();
    session.keys("ctrl-l");
    assert_eq!(session.model.look.lang, Lang::En);
    let kept = session.store().setting("language").unwrap();
    assert_eq!(kept.as_deref(), Some("en"));
}

#[test]
fn what_is_open_and_would_keep_its_language_is_closed_first() {
    let mut session = TestSession::new();
    session.gone_since("汪乐乐", "2026-11-10");
    session.keys("f6 enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::PageThen(..))
    ));
    session.keys("ctrl-l");
    assert_eq!(session.model.look.lang, Lang::Zh);
    assert!(session.toast().contains("请先关上"), "{}", session.toast());
    session.keys("esc ctrl-l");
    assert_eq!(session.model.look.lang, Lang::En);
    // The list of keys is made when it is drawn.
    session.keys("f1 ctrl-l");
    assert_eq!(session.model.look.lang, Lang::Zh);
}

#[test]
fn a_closed_day_of_the_settings_counts_at_once_and_can_be_taken_back() {
    let mut session = TestSession::new();
    session.keys("f8");
    let lines = session.settings().lines();
    let place = lines
        .iter()
        .position(|line| line.act == crate::screens::settings::state::SettingTarget::AddClosed)
        .unwrap();
    session.model.settings.selected = place;
    session.keys("enter tab tab");
    session.handle(Message::Paste("停电".into()));
    session.keys("ctrl-s");
    let today = evening().date_naive();
    assert!(!session.model.house.calendar().unwrap().is_open(today));
    session.keys("ctrl-z");
    assert!(session.model.house.calendar().unwrap().is_open(today));
}

#[test]
fn good_rows_go_in_together_and_undo_takes_them_all_out() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster-messy.xlsx");
    session.keys("f10 enter");
    assert_eq!(session.model.house.register.children().len(), 30);
    let days = session.model.house.register.children()[0].expected_days;
    assert_eq!(days.digits(), "12345", "they come on the open days");
    let left = session.model.import.preview.as_ref().unwrap().plan.counts();
    assert_eq!((left.added, left.doubtful, left.refused), (0, 8, 1));
    session.keys("esc ctrl-z");
    assert!(
        matches!(session.model.popups.last(), Some(Popup::Confirm(_))),
        "a large step asks"
    );
    session.keys("1");
    assert!(session.model.house.register.children().is_empty());
    assert!(session.store().verify().unwrap().findings.is_empty());
}

#[test]
fn a_doubtful_row_is_mended_in_a_form_and_judged_again() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster-messy.xlsx");
    session.keys("tab");
    let open = session.model.import.preview.as_ref().unwrap();
    assert_eq!(open.shown, Shown::ToCheck);
    let rows = open.rows();
    // What cannot go in at all stands first; the row with the wrong number is the first that waits.
    let place = rows
        .iter()
        .position(|row| row.outcome == Verdict::Doubt)
        .unwrap();
    let row = rows[place].at;
    session.keys(&"down ".repeat(place));
    session.keys("enter");
    let Some(Popup::Form(popup)) = session.model.popups.last_mut() else {
        panic!("no form")
    };
    popup.form.field_mut("id-no").unwrap().set("");
    session.keys("ctrl-s");
    let open = session.model.import.preview.as_ref().unwrap();
    let judged = open
        .plan
        .rows()
        .into_iter()
        .find(|one| one.at == row)
        .unwrap();
    assert_eq!(judged.outcome, Verdict::Add, "{:?}", judged.notes);
}

#[test]
fn a_row_can_be_left_out() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster.xlsx");
    let before = session
        .model
        .import
        .preview
        .as_ref()
        .unwrap()
        .plan
        .counts()
        .added;
    session.keys("delete");
    let after = session
        .model
        .import
        .preview
        .as_ref()
        .unwrap()
        .plan
        .counts()
        .added;
    assert_eq!((before, after), (68, 67));
}

#[test]
fn a_months_sheet_is_known_for_what_it_is_and_importing_it_twice_changes_nothing() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster.xlsx");
    session.keys("f10 enter");
    session.read_file("attendance-2026-10.xlsx");
    session.keys("f10");
    let from = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let to = chrono::NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
    let rows = session.store().attendance_between(from, to).unwrap();
    let present = rows.iter().filter(|row| row.mark == Mark::Present).count();
    assert_eq!((rows.len(), present), (1360, 797));
    assert!(rows.iter().all(|row| row.entered_late));
    let seq = session.store().last_entry().unwrap().unwrap().seq;
    session.read_file("attendance-2026-10.xlsx");
    session.keys("f10");
    assert_eq!(session.store().last_entry().unwrap().unwrap().seq, seq);
}

#[test]
fn a_file_that_is_no_spreadsheet_says_so_and_changes_nothing() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster-messy.faults.tsv");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Notice(_))
    ));
    assert!(session.model.import.preview.is_none());
    session.keys("enter");
    assert_eq!(session.model.screen, Screen::Children);
}

#[test]
fn a_clock_behind_the_journal_asks_and_goes_on_after_a_yes() {
    let mut session = TestSession::new();
    session.child("汪乐乐");
    session.runner.desk.clock = Clock::fixed(evening() - Days::new(400));
    session.model.house.now = evening() - Days::new(400);
    session.start();
    session.keys("f3 w l enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Confirm(_))
    ));
    assert!(session.inside().is_empty());
    session.keys("1");
    assert_eq!(session.inside(), ["汪乐乐"]);
}

#[test]
fn a_reader_can_look_but_every_step_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = crate::desk::Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    first.found(crate::demo::fill).unwrap();
    let second = crate::desk::Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    assert!(second.is_read_only());
    let mut session = TestSession::at(second);
    let before = session.store().last_entry().unwrap().unwrap().seq;
    let outcome = session.runner.desk.perform(Command::OpenDay);
    assert!(outcome.is_err());
    assert_eq!(session.store().last_entry().unwrap().unwrap().seq, before);
    assert!(!session.model.house.register.children().is_empty());
}

#[test]
fn what_another_program_writes_is_seen_at_the_next_look_and_by_every_roll_call() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    let mut first = open();
    first.found(crate::demo::fill).unwrap();
    let mut second = TestSession::at(open());
    assert!(
        second.runner.look_outside().is_none(),
        "nothing was written since"
    );
    let inside = second.model.house.head_count();
    let mut children = second.model.house.register.children().to_vec();
    children.retain(|child| child.status == Status::Enrolled);
    let mut coming = children
        .iter()
        .filter(|child| !second.model.house.is_inside(child.id));
    let [one, other] = [coming.next().unwrap().id, coming.next().unwrap().id];
    let sign_in = |child| Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Accept,
    };
    first.perform(sign_in(one)).unwrap();
    // The roll call does not wait for the next look.
    second.keys("f9");
    let listed = |session: &TestSession| {
        let Some(Popup::Evacuation(list)) = session.model.popups.last() else {
            panic!("no list")
        };
        (list.call.inside.clone(), list.read_at)
    };
    let (children, read_at) = listed(&second);
    assert!(children.contains(&one) && children.len() == inside + 1);
    assert_eq!(read_at, Some(evening()));
    // An open list follows.
    first.perform(sign_in(other)).unwrap();
    let news = second.runner.look_outside().unwrap();
    second.handle(news);
    assert!(listed(&second).0.contains(&other));
    assert_eq!(second.model.house.head_count(), inside + 2);
    assert!(second.runner.look_outside().is_none());
}

#[test]
fn whoever_only_reads_is_asked_once_when_nobody_writes_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    let mut first = open();
    first.found(crate::demo::fill).unwrap();
    let mut second = TestSession::at(open());
    assert!(second.runner.offer_to_write().is_none(), "the first writes");
    drop(first);
    let asked = second.runner.offer_to_write().unwrap();
    second.handle(asked);
    assert!(second.runner.offer_to_write().is_none(), "asked once");
    second.keys("2");
    assert!(second.runner.desk.is_read_only(), "no is no");
    // Another comes and goes: asked again.
    let third = open();
    assert!(!third.is_read_only());
    assert!(second.runner.offer_to_write().is_none());
    drop(third);
    let asked = second.runner.offer_to_write().unwrap();
    second.handle(asked);
    second.keys("1");
    assert!(!second.runner.desk.is_read_only() && second.model.house.read_only.is_none());
    second.perform(Command::OpenDay);
    // Who was slower only reads.
    let mut fourth = open();
    assert!(fourth.is_read_only() && !fourth.can_take_over());
    assert!(fourth.take_over().is_err());
}

#[test]
fn the_keys_are_shown_and_the_house_can_be_cleared_while_a_form_is_open() {
    let mut session = TestSession::new();
    session.keys("f4 ctrl-n f1");
    assert!(matches!(session.model.popups.last(), Some(Popup::Help(_))));
    session.keys("esc");
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    session.keys("f9");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Evacuation(_))
    ));
}

#[test]
fn ctrl_q_asks_before_it_throws_typed_words_away() {
    let mut session = TestSession::new();
    session.keys("f4 ctrl-n 9 ctrl-q");
    let Some(Popup::Form(popup)) = session.model.popups.last() else {
        panic!("the form stays");
    };
    assert!(popup.form.is_asking_to_leave);
}

#[test]
fn enter_goes_on_with_a_form_that_asks_whether_to_leave() {
    let mut session = TestSession::new();
    session.keys("f4 ctrl-n 9 esc enter");
    let form = |session: &TestSession| match session.model.popups.last() {
        Some(Popup::Form(popup)) => (popup.form.is_asking_to_leave, popup.form.focus),
        _ => panic!("the form stays"),
    };
    assert_eq!(
        form(&session),
        (false, 0),
        "Enter only answers the question"
    );
    session.keys("enter");
    assert_eq!(form(&session), (false, 1), "then it goes to the next field");
}

#[test]
fn opening_an_open_home_says_that_it_is_open() {
    let mut session = TestSession::new();
    session.keys("ctrl-o");
    let first = session.model.toast.clone().unwrap().text;
    session.keys("ctrl-o");
    assert_ne!(session.model.toast.unwrap().text, first);
}

#[test]
fn pasted_text_searches_the_help() {
    let mut session = TestSession::new();
    session.start();
    session.keys("f1");
    session.handle(Message::Paste("补录".into()));
    let Some(Popup::Help(help)) = session.model.popups.last() else {
        panic!("no help")
    };
    assert_eq!(help.text(), "补录");
}

/// The rules that have raised a matter for a child.
fn raised(session: &TestSession, child: ChildId) -> Vec<RuleId> {
    let matters = session.model.house.matters.iter();
    let of_child = matters.filter(|matter| matter.flag.subject == Subject::Child(child));
    of_child.map(|matter| matter.flag.rule).collect()
}

#[test]
fn time_alone_raises_what_it_makes_true() {
    let mut session = TestSession::new();
    let (here, missing) = (session.child("汪乐乐"), session.child("余小雨"));
    session.perform(Command::OpenDay);
    session.perform(Command::SignIn {
        child: here,
        when: When::Now,
        comeback: Comeback::Ask,
    });
    session.start();
    let at = |minutes| Message::Minute(evening() + TimeDelta::minutes(minutes));
    session.handle(at(-55));
    assert!(!raised(&session, missing).contains(&RuleId::S1));
    // The home opens at half past four, but was really opened an hour later.
    session.handle(at(29));
    assert!(!raised(&session, missing).contains(&RuleId::S1));
    session.handle(at(30));
    assert!(
        raised(&session, missing).contains(&RuleId::S1),
        "not in yet"
    );
    assert!(!raised(&session, here).contains(&RuleId::S7));
    session.handle(at(120));
    assert!(
        raised(&session, here).contains(&RuleId::S7),
        "not signed out"
    );
}

/// What a step keeps is on the screen at once, and equal to what the command line says.
#[test]
fn a_past_day_that_is_closed_takes_nobody_off_the_screen() {
    let mut session = TestSession::new();
    let child = session.gone_since("汪乐乐", "2026-11-17");
    session.keys("f6");
    let listed = |session: &TestSession| {
        let matters = session.model.house.matters.iter();
        let mut of_child = matters.filter(|one| one.child() == Some(child));
        of_child.any(|one| one.flag.rule.is_on_unseen() && one.flag.rule != RuleId::S1)
    };
    assert!(listed(&session));
    let closed = |on: &str| ClosedDay {
        day: on.parse().unwrap(),
        reason: "snow".to_owned(),
    };
    let days = ["2026-11-18", "2026-11-19", "2026-11-20"].map(closed);
    let close = Command::SaveCalendar(Box::new(CalendarChange::Close(days.to_vec())));
    let answer = session.runner.command(close);
    session.handle(answer);
    assert!(listed(&session), "kept, and read again");
    let flags = session
        .runner
        .desk
        .flags(evening().date_naive(), KnownAs::Now);
    let flags = flags.unwrap().unwrap();
    let is_it = |one: &NamedFlag| one.flag.subject == Subject::Child(child);
    assert!(
        flags
            .iter()
            .any(|one| is_it(one) && one.flag.rule == RuleId::S3)
    );
}

/// Signed in before midnight and collected after it: nothing is asked any more.
#[test]
fn who_is_collected_after_midnight_is_asked_for_no_longer() {
    let mut session = TestSession::new();
    let child = session.child("汪乐乐");
    session.perform(Command::OpenDay);
    session.perform(Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Ask,
    });
    let night = evening() + TimeDelta::hours(7);
    session.runner.desk.clock = Clock::fixed(night);
    session.handle(Message::Minute(night));
    session.start();
    session.keys("f6 tab tab");
    assert!(raised(&session, child).contains(&RuleId::S7));
    // The matter leads to where that is entered.
    let key = RowKey::of_subject(Subject::Child(child));
    session.model.follow_up.selected = Some(key);
    session.keys("enter enter");
    assert_eq!(session.model.screen, Screen::Today);
    session.keys("f6");
    let out = SignOut {
        child,
        to: OutTo::NotKnown,
        also: Vec::new(),
        allowed_by: None,
        note: String::new(),
        when: When::Now,
    };
    let answer = session.runner.command(Command::SignOut(out));
    session.handle(answer);
    assert!(!raised(&session, child).contains(&RuleId::S7));
}

/// A home with two children, of whom one is in the house; at half past five. What F6 says of the home.
fn second_inside() -> (TestSession, Subject) {
    let mut session = TestSession::new();
    let children = [session.child("汪乐乐"), session.child("余小雨")];
    session.perform(Command::OpenDay);
    // The matters of the home.
    session.keys("f6 tab tab");
    let first = session.follow_up().rows()[0].key.subject;
    session.perform(Command::SignIn {
        child: children[1],
        when: When::Now,
        comeback: Comeback::Ask,
    });
    (session, first)
}

#[test]
fn the_selection_of_follow_up_stays_with_its_row_when_time_puts_one_above() {
    let (mut session, first) = second_inside();
    session.keys("f6");
    session.handle(Message::Minute(evening() + TimeDelta::hours(2)));
    let scene = session.follow_up();
    let rows = scene.rows();
    assert_ne!(rows[0].key.subject, first, "S7 is on top");
    assert_eq!(rows[scene.place(&rows)].key.subject, first);
}

#[test]
fn the_selection_of_today_stays_with_its_item_when_time_puts_one_above() {
    use crate::screens::today::update::selected;
    let (mut session, _) = second_inside();
    session.child("单欣怡");
    // It is not yet time to ask after each child.
    session.keys("f2 end");
    let before = (session.model.today.selected, selected(session.today()));
    session.handle(Message::Minute(evening() + TimeDelta::minutes(40)));
    let after = (session.model.today.selected, selected(session.today()));
    assert_eq!(after.1, before.1);
    assert_ne!(after.0, before.0, "an item was added above");
}

#[test]
fn a_step_that_was_saved_is_not_called_refused_when_reading_fails() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    let mut session = TestSession::at(desk);
    let file = rusqlite::Connection::open(folder.path().join("doorlight.db")).unwrap();
    file.execute_batch("DROP TABLE tag").unwrap();
    let born = "2016-05-01".parse().unwrap();
    let child = Child::new(ChildId::default(), "", "汪乐乐", Sex::Male, born);
    let add = Command::AddChild(Box::new(File {
        child,
        contacts: Vec::new(),
        tags: Vec::new(),
    }));
    let message = session.runner.run(Job::Do(add)).unwrap();
    session.handle(message);
    let saved = file.query_row("SELECT count(*) FROM child", [], |row| row.get(0));
    assert_eq!(saved, Ok(1));
    let Some(Popup::Notice(text)) = session.model.popups.last() else {
        panic!("no notice")
    };
    assert!(text.starts_with("已保存"), "{text}");
}

#[test]
fn undo_says_what_it_undoes() {
    let mut session = TestSession::at_the_door();
    let day: NaiveDate = "2026-11-25".parse().unwrap();
    let reason = "停电".to_owned();
    let closed = crate::domain::calendar::ClosedDay { day, reason };
    let change = crate::desk::command::CalendarChange::Close(vec![closed]);
    session.perform(Command::SaveCalendar(Box::new(change)));
    session.keys("ctrl-z");
    assert_eq!(session.toast(), "已撤销：添加停开日 2026-11-25。");
    session.keys("ctrl-y");
    assert_eq!(session.toast(), "已重做：添加停开日 2026-11-25。");
    session.keys("f3 w l l enter ctrl-z");
    assert_eq!(session.toast(), "已撤销：签到 汪乐乐 2026-11-23。");
}

#[test]
fn a_popup_says_that_the_screens_wait() {
    let mut session = TestSession::at_the_door();
    session.keys("f1 f4");
    assert_eq!(session.toast(), "请先关上这个窗口（Esc）。");
    assert_eq!(session.model.screen, Screen::Door);
    session.keys("esc f4");
    assert_eq!(session.model.screen, Screen::Children);
}

#[test]
fn a_day_that_is_closed_says_so_and_the_footer_does_not_offer_it_again() {
    let mut session = TestSession::at_the_door();
    session.keys("f2 f12 enter");
    assert!(session.model.house.closed_at().is_some());
    session.keys("f12");
    assert!(session.model.popups.is_empty());
    assert!(session.toast().contains("已经结束"), "{}", session.toast());
    assert!(!session.model.offers(Action::CloseDay));
    session.keys("f8");
    assert!(!session.model.offers(Action::Undo));
}

#[test]
fn what_cannot_be_done_while_the_file_is_not_read_says_why() {
    for screen in ["f3", "f4", "f6"] {
        let mut session = TestSession::at_the_door();
        session.keys(screen);
        session.model.reading = Reading::Begun;
        session.keys("enter");
        assert_eq!(session.toast(), "正在读取数据文件……", "{screen}");
        assert!(session.model.popups.is_empty(), "{screen}");
        session.model.reading = Reading::Failed;
        session.keys("enter");
        let Some(Popup::Notice(text)) = session.model.popups.last() else {
            panic!("{screen}: no notice")
        };
        assert!(text.starts_with("数据文件读不出来"), "{screen}: {text}");
        session.keys("enter");
        assert!(session.model.popups.is_empty(), "{screen}");
    }
    // A card that nobody can look up is not passed over in silence.
    let mut session = TestSession::at_the_door();
    session.model.reading = Reading::Failed;
    session.handle(Message::Scan("A1234567".into()));
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Notice(_))
    ));
}
