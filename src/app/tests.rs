//! Today, the settings and the import, key by key, on a real file in memory.

use super::message::Message;
use super::popups::Popup;
use super::testing::{Play, evening};
use crate::clock::Clock;
use crate::desk::command::Command;
use crate::domain::Mark;
use crate::exchange::note::Verdict;
use crate::i18n::Lang;
use crate::screens::effect::Screen;
use crate::screens::import::state::Shown;
use crate::screens::today::state::{Item, TodayTarget};
use chrono::Days;

#[test]
fn the_first_run_asks_its_questions_and_makes_the_home() {
    let clock = Clock::fixed(evening());
    let mut play = Play::at(crate::desk::Desk::in_memory(clock).unwrap());
    assert!(matches!(play.model.popups.last(), Some(Popup::Form(_))));
    for answer in ["前尚庄儿童之家", "前尚庄", "王市镇", "某县"] {
        play.handle(Message::Paste(answer.into()));
        play.keys("enter");
    }
    play.keys("enter"); // the usual hours will do
    play.handle(Message::Paste("石主任".into()));
    play.keys("enter");
    assert!(play.model.popups.is_empty());
    let home = play.model.house.home.as_ref().unwrap();
    assert_eq!(home.home.name, "前尚庄儿童之家");
    assert_eq!(home.staff[0].name, "石主任");
    assert!(home.calendar.is_open(evening().date_naive()));
}

#[test]
fn enter_on_today_opens_the_home() {
    let mut play = Play::new();
    play.child("汪乐乐");
    play.keys("f2 enter");
    assert!(play.model.house.day.is_open());
}

#[test]
fn after_the_agreed_minutes_the_missing_are_listed_with_a_phone() {
    let mut play = Play::new();
    play.child("汪乐乐");
    let cards = play.today().cards();
    let items: Vec<_> = cards.iter().flat_map(|card| &card.items).collect();
    let missing = items.iter().find(|item| item.text == "汪乐乐").unwrap();
    assert!(missing.detail.contains("12046814538"));
    play.model.house.now = evening() - chrono::TimeDelta::minutes(40); // 16:50
    let cards = play.today().cards();
    assert!(
        !cards
            .iter()
            .flat_map(|card| &card.items)
            .any(|item| item.text == "汪乐乐")
    );
}

#[test]
fn a_forgotten_sign_out_is_a_question_on_today() {
    let mut play = Play::new();
    play.child("汪乐乐");
    play.model.door.late = Some(evening() - Days::new(3));
    play.keys("f3 w l enter esc f2");
    play.start();
    assert_eq!(play.model.house.forgotten.len(), 1);
    let cards = play.today().cards();
    let mut items = cards.iter().flat_map(|card| &card.items);
    let question = |item: &Item| matches!(item.act, TodayTarget::Settle(_));
    play.model.today.selected = items.position(question).unwrap();
    play.keys("enter");
    assert!(matches!(play.model.popups.last(), Some(Popup::Form(_))));
    // Who collected is not assumed.
    play.keys("ctrl-s");
    assert_eq!(play.model.house.forgotten.len(), 1);
    play.keys("right ctrl-s");
    assert!(play.model.house.forgotten.is_empty());
    assert!(play.model.popups.is_empty());
}

#[test]
fn a_form_that_is_refused_stays_with_what_was_typed() {
    let mut play = Play::new();
    play.child("汪乐乐");
    let child = play.child("余小雨");
    play.open_file(child);
    play.start();
    let mut taken = play.model.house.register.get(child).unwrap().clone();
    taken.file_no = "0001".into();
    play.keys("f4 ctrl-e");
    let Some(Popup::Form(popup)) = play.model.popups.last_mut() else {
        panic!("no form")
    };
    popup.form.field_mut("file_no").unwrap().set("0001");
    play.keys("ctrl-s");
    let Some(Popup::Form(popup)) = play.model.popups.last() else {
        panic!("gone")
    };
    let field = popup.form.field("file_no").unwrap();
    assert_eq!(field.value(), "0001");
    assert!(field.error.is_some());
}

#[test]
fn the_language_is_switched_live_and_kept() {
    let mut play = Play::new();
    play.keys("ctrl-l");
    assert_eq!(play.model.look.lang, Lang::En);
    let kept = play.store().setting("language").unwrap();
    assert_eq!(kept.as_deref(), Some("en"));
}

#[test]
fn a_closed_day_of_the_settings_counts_at_once_and_can_be_taken_back() {
    let mut play = Play::new();
    play.keys("f8");
    let lines = play.settings().lines();
    let place = lines
        .iter()
        .position(|line| line.act == crate::screens::settings::state::SettingTarget::AddClosed)
        .unwrap();
    play.model.settings.selected = place;
    play.keys("enter tab tab");
    play.handle(Message::Paste("停电".into()));
    play.keys("ctrl-s");
    let today = evening().date_naive();
    assert!(!play.model.house.calendar().unwrap().is_open(today));
    play.keys("ctrl-z");
    assert!(play.model.house.calendar().unwrap().is_open(today));
}

#[test]
fn good_rows_go_in_together_and_undo_takes_them_all_out() {
    let mut play = Play::new();
    play.keys("f4");
    play.read_file("roster-messy.xlsx");
    play.keys("f10 enter");
    assert_eq!(play.model.house.register.children().len(), 30);
    let days = play.model.house.register.children()[0].expected_days;
    assert_eq!(days.digits(), "12345", "they come on the open days");
    let left = play.model.import.preview.as_ref().unwrap().plan.counts();
    assert_eq!((left.added, left.doubtful, left.refused), (0, 8, 1));
    play.keys("esc ctrl-z");
    assert!(
        matches!(play.model.popups.last(), Some(Popup::Confirm(_))),
        "a large step asks"
    );
    play.keys("1");
    assert!(play.model.house.register.children().is_empty());
    assert!(play.store().verify().unwrap().findings.is_empty());
}

#[test]
fn a_doubtful_row_is_mended_in_a_form_and_judged_again() {
    let mut play = Play::new();
    play.keys("f4");
    play.read_file("roster-messy.xlsx");
    play.keys("tab");
    let open = play.model.import.preview.as_ref().unwrap();
    assert_eq!(open.shown, Shown::ToCheck);
    let row = open.rows()[0].row;
    play.keys("enter");
    let Some(Popup::Form(popup)) = play.model.popups.last_mut() else {
        panic!("no form")
    };
    popup.form.field_mut("id-no").unwrap().set("");
    play.keys("ctrl-s");
    let open = play.model.import.preview.as_ref().unwrap();
    let judged = open
        .plan
        .rows()
        .into_iter()
        .find(|one| one.row == row)
        .unwrap();
    assert_eq!(judged.outcome, Verdict::Add, "{:?}", judged.notes);
}

#[test]
fn a_row_can_be_left_out() {
    let mut play = Play::new();
    play.keys("f4");
    play.read_file("roster.xlsx");
    let before = play
        .model
        .import
        .preview
        .as_ref()
        .unwrap()
        .plan
        .counts()
        .added;
    play.keys("delete");
    let after = play
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
    let mut play = Play::new();
    play.keys("f4");
    play.read_file("roster.xlsx");
    play.keys("f10 enter");
    play.read_file("attendance-2026-10.xlsx");
    play.keys("f10");
    let from = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let to = chrono::NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
    let rows = play.store().attendance_between(from, to).unwrap();
    let present = rows.iter().filter(|row| row.mark == Mark::Present).count();
    assert_eq!((rows.len(), present), (1360, 797));
    assert!(rows.iter().all(|row| row.entered_late));
    let seq = play.store().last_entry().unwrap().unwrap().seq;
    play.read_file("attendance-2026-10.xlsx");
    play.keys("f10");
    assert_eq!(play.store().last_entry().unwrap().unwrap().seq, seq);
}

#[test]
fn a_file_that_is_no_spreadsheet_says_so_and_changes_nothing() {
    let mut play = Play::new();
    play.keys("f4");
    play.read_file("roster-messy.faults.tsv");
    assert!(matches!(play.model.popups.last(), Some(Popup::Notice(_))));
    assert!(play.model.import.preview.is_none());
    play.keys("enter");
    assert_eq!(play.model.screen, Screen::Children);
}

#[test]
fn a_clock_behind_the_journal_asks_and_goes_on_after_a_yes() {
    let mut play = Play::new();
    play.child("汪乐乐");
    play.runner.desk.clock = Clock::fixed(evening() - Days::new(400));
    play.model.house.now = evening() - Days::new(400);
    play.start();
    play.keys("f3 w l enter");
    assert!(matches!(play.model.popups.last(), Some(Popup::Confirm(_))));
    assert!(play.inside().is_empty());
    play.keys("1");
    assert_eq!(play.inside(), ["汪乐乐"]);
}

#[test]
fn a_reader_can_look_but_every_step_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = crate::desk::Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    first.found(crate::demo::fill).unwrap();
    let second = crate::desk::Desk::open(folder.path(), Clock::fixed(evening())).unwrap();
    assert!(second.is_read_only());
    let mut play = Play::at(second);
    let before = play.store().last_entry().unwrap().unwrap().seq;
    let outcome = play.runner.desk.perform(Command::OpenDay);
    assert!(outcome.is_err());
    assert_eq!(play.store().last_entry().unwrap().unwrap().seq, before);
    assert!(!play.model.house.register.children().is_empty());
}

#[test]
fn the_keys_are_shown_and_the_house_can_be_cleared_while_a_form_is_open() {
    let mut play = Play::new();
    play.keys("f4 ctrl-n f1");
    assert!(matches!(play.model.popups.last(), Some(Popup::Help(_))));
    play.keys("esc");
    assert!(matches!(play.model.popups.last(), Some(Popup::Form(_))));
    play.keys("f9");
    assert!(matches!(
        play.model.popups.last(),
        Some(Popup::Evacuation(_))
    ));
}

#[test]
fn ctrl_q_asks_before_it_throws_typed_words_away() {
    let mut play = Play::new();
    play.keys("f4 ctrl-n 9 ctrl-q");
    let Some(Popup::Form(popup)) = play.model.popups.last() else {
        panic!("the form stays");
    };
    assert!(popup.form.is_asking_to_leave);
}

#[test]
fn opening_an_open_home_says_that_it_is_open() {
    let mut play = Play::new();
    play.keys("ctrl-o");
    let first = play.model.toast.clone().unwrap().text;
    play.keys("ctrl-o");
    assert_ne!(play.model.toast.unwrap().text, first);
}

#[test]
fn pasted_text_searches_the_help() {
    let mut play = Play::new();
    play.start();
    play.keys("f1");
    play.handle(Message::Paste("补录".into()));
    let Some(Popup::Help(help)) = play.model.popups.last() else {
        panic!("no help")
    };
    assert_eq!(help.text(), "补录");
}
