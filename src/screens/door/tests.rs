//! The door driven by keys, with a store in memory.

use super::state::Way;
use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::desk::command::Command;
use crate::desk::job::Load;
use crate::domain::{Child, OutTo, Status};
use crate::screens::effect::Job;
use chrono::Days;

/// The door of a home with these children.
pub(super) fn door(names: &[&str]) -> TestSession {
    let mut session = TestSession::new();
    for name in names {
        session.child(name);
    }
    session.keys("f3");
    session
}

#[test]
fn two_letters_and_enter_sign_a_child_in() {
    let mut session = door(&["汪乐乐", "余小雨"]);
    session.keys("w l enter");
    assert_eq!(session.inside(), ["汪乐乐"]);
    assert_eq!(session.model.house.day.head_count(), 1);
    assert_eq!(
        session.model.door.query.value(),
        "",
        "ready for the next child"
    );
}

#[test]
fn a_space_means_nothing_and_only_enter_acts() {
    let mut session = door(&["汪乐乐"]);
    session.keys("w space l space");
    assert!(session.inside().is_empty());
    session.keys("enter");
    assert_eq!(session.inside(), ["汪乐乐"]);
}

#[test]
fn enter_takes_nobody_while_two_fit_equally_well() {
    // Both are expected, and the letters say no more of one than of the other.
    let mut session = door(&["高博文", "高保卫"]);
    session.keys("g b w enter");
    assert!(session.inside().is_empty());
    assert!(!session.toast().is_empty());
    session.keys("enter");
    assert!(session.inside().is_empty(), "a second Enter says no more");
    let second = session.model.door.hits[1].child;
    session.keys("2");
    let second = session.model.house.register.name(second).to_owned();
    assert_eq!(session.inside(), [second]);
    // The other one is the only one left who can come.
    session.keys("g b w enter");
    assert_eq!(session.inside().len(), 2);
}

#[test]
fn with_digits_typed_the_arrows_choose_among_equals() {
    // One phone number for both.
    let mut session = door(&["汪乐乐", "余小雨"]);
    session.keys("4 5 3 8 enter");
    assert!(session.inside().is_empty());
    session.keys("down up enter");
    assert_eq!(session.inside().len(), 1);
}

#[test]
fn pasted_text_is_searched_for_and_its_digits_and_spaces_choose_nobody() {
    let mut session = door(&["高晨曦", "高晨晨"]);
    session.handle(Message::Paste("高晨曦 没来，奶奶说发烧".into()));
    assert!(session.inside().is_empty());
    session.keys("esc");
    session.handle(Message::Paste("gc1\n2\n".into()));
    assert!(session.inside().is_empty());
    assert_eq!(session.model.door.query.value(), "gc1 2");
    // Where a question is open, a paste answers nothing.
    session.keys("esc g c x enter tab g c x enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Collect(_))
    ));
    session.handle(Message::Paste("1\n".into()));
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Collect(_))
    ));
    assert_eq!(session.inside(), ["高晨曦"]);
}

#[test]
fn a_form_about_the_chosen_child_ends_the_search() {
    for key in ["ctrl-a", "ctrl-b", "ctrl-x"] {
        let mut session = door(&["汪乐乐", "余小雨"]);
        session.keys(&format!("w l l {key} esc"));
        assert_eq!(session.model.door.query.value(), "", "{key}");
        session.keys("y x y enter");
        assert_eq!(session.inside(), ["余小雨"], "{key}");
    }
}

#[test]
fn a_digit_takes_that_candidate_once_letters_are_typed() {
    let mut session = door(&["王小明", "王小红"]);
    let second = session.model.house.register.children()[1].name.clone();
    session.keys("w x 2");
    assert_eq!(session.inside(), [second]);
}

#[test]
fn digits_alone_are_a_file_number_or_a_phone() {
    let mut session = door(&["汪乐乐", "余小雨"]);
    session.keys("0 0 0 2 enter");
    assert_eq!(session.inside(), ["余小雨"]);
    session.keys("4 5 3 8 enter");
    assert_eq!(
        session.model.house.day.head_count(),
        2,
        "the phone finds the other one first"
    );
}

#[test]
fn full_width_digits_alone_are_a_number_too() {
    // By pinyin the second file stands first, so its last digit would name the other child.
    let mut session = door(&["余小雨", "汪乐乐"]);
    session.keys("０ ０ ０ ２");
    assert_eq!(session.model.door.query.value(), "０００２");
    session.keys("enter");
    assert_eq!(session.inside(), ["汪乐乐"]);
    session.keys("１ ２");
    assert_eq!(session.inside(), ["汪乐乐"]);
    assert_eq!(session.model.door.query.value(), "１２");
    session.keys("esc");
    let child = session.model.house.register.children()[1].id;
    let code = "12345678".into();
    session.perform(Command::BindCard { code, child });
    session.keys("１ ２ ３ ４ ５ ６ ７ ８ enter");
    assert!(session.inside().contains(&"余小雨"));
}

#[test]
fn enter_with_nothing_typed_does_nothing() {
    let mut session = door(&["汪乐乐"]);
    session.keys("enter enter enter");
    assert!(session.inside().is_empty());
}

#[test]
fn enter_twice_signs_in_once() {
    let mut session = door(&["汪乐乐", "余小雨"]);
    session.keys("w l enter enter");
    assert_eq!(session.inside(), ["汪乐乐"]);
    assert!(session.model.popups.is_empty());
}

#[test]
fn typing_a_child_who_is_already_in_opens_no_question() {
    let mut session = door(&["汪乐乐", "单欣怡"]);
    session.keys("w l l enter w l l enter");
    assert!(session.model.popups.is_empty());
    assert!(!session.toast().is_empty());
    session.keys("s x y enter");
    assert_eq!(session.inside().len(), 2);
}

#[test]
fn letters_that_find_nobody_are_not_added_to_the_next_childs() {
    let mut session = door(&["汪乐乐"]);
    session.keys("z q z enter");
    assert!(!session.toast().is_empty());
    session.keys("w l l enter");
    assert_eq!(session.inside(), ["汪乐乐"]);
}

#[test]
fn after_late_entries_the_door_shows_today_and_stays_there() {
    let mut session = door(&["汪乐乐", "单欣怡"]);
    let yesterday = session.model.house.now - Days::new(3);
    session.model.door.late = Some(yesterday);
    let sheet = Load::LateDay(Some(yesterday.date_naive()));
    let message = session.runner.run(Job::Load(sheet)).unwrap();
    session.handle(message);
    session.keys("w l l enter esc");
    assert_eq!(
        session.model.house.door_sheet().day,
        session.model.house.today()
    );
    session.keys("s x y enter");
    assert_eq!(
        session.model.house.door_sheet().day,
        session.model.house.today()
    );
    assert_eq!(session.model.house.door_sheet().head_count(), 1);
}

#[test]
fn a_scan_does_not_answer_an_open_question() {
    let mut session = door(&["汪乐乐"]);
    session.keys("w l l enter tab w l l enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Collect(_))
    ));
    session.handle(crate::app::message::Message::Scan("88001235".to_owned()));
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Collect(_))
    ));
    assert_eq!(session.inside(), ["汪乐乐"]);
}

#[test]
fn sign_out_asks_who_collects_the_child() {
    let mut session = door(&["汪乐乐"]);
    session.keys("w l enter tab w l enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Collect(_))
    ));
    session.keys("1");
    assert!(session.inside().is_empty());
    let sheet = session.model.house.day.rows().next().unwrap();
    assert!(matches!(sheet.out_to, Some(OutTo::Contact(_))));
}

#[test]
fn children_of_one_name_are_told_apart_by_digit_not_by_enter() {
    let mut session = door(&["余小雨", "余小雨"]);
    session.keys("y x y enter");
    assert!(session.inside().is_empty());
    assert!(!session.toast().is_empty());
    session.keys("2");
    assert_eq!(session.inside(), ["余小雨"]);
}

#[test]
fn siblings_are_offered_and_a_plus_takes_them() {
    let mut session = TestSession::new();
    let first = session.child("汪乐乐");
    let second = session.child("汪欢欢");
    session.perform(Command::LinkHousehold {
        child: second,
        with: first,
    });
    session.keys("f3 w l enter");
    assert_eq!(session.model.door.offered, [second]);
    session.keys("+");
    assert_eq!(session.inside().len(), 2);
    assert!(session.model.door.offered.is_empty());
}

#[test]
fn typing_on_lets_the_offer_of_siblings_go_and_loses_no_key() {
    let mut session = TestSession::new();
    let first = session.child("汪乐乐");
    let second = session.child("汪欢欢");
    session.perform(Command::LinkHousehold {
        child: second,
        with: first,
    });
    session.child("余小雨");
    session.keys("f3 w l enter y x enter");
    assert_eq!(session.inside(), ["汪乐乐", "余小雨"]);
}

#[test]
fn a_known_card_signs_in_and_an_unknown_one_asks_whose_it_is() {
    let mut session = door(&["汪乐乐", "余小雨"]);
    let child = session.model.house.register.children()[0].id;
    session.perform(Command::BindCard {
        code: "0004832917".into(),
        child,
    });
    session.handle(Message::Scan("0004832917".into()));
    assert_eq!(session.inside(), ["汪乐乐"]);
    session.handle(Message::Scan("9999999999".into()));
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Picker(_))
    ));
    session.keys("y x enter");
    assert_eq!(session.inside(), ["汪乐乐", "余小雨"]);
    assert!(
        session
            .model
            .house
            .register
            .card_owner("9999999999")
            .is_some()
    );
}

#[test]
fn a_slow_scanner_types_a_known_card_digit_by_digit() {
    let mut session = door(&["安乐乐", "余小雨"]);
    let child = session.model.house.register.children()[0].id;
    session.perform(Command::BindCard {
        code: "A1234567".into(),
        child,
    });
    session.keys("a 1 2 3 4 5 6 7 enter");
    assert_eq!(session.inside(), ["安乐乐"]);
}

#[test]
fn leaving_finds_only_those_in_the_house() {
    let mut session = door(&["汪乐乐", "汪磊磊"]);
    session.keys("w l 1 tab w l");
    assert_eq!(session.model.door.way, Way::Leaving);
    assert_eq!(session.model.door.hits.len(), 1);
    session.keys("enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Collect(_))
    ));
}

#[test]
fn somebody_unlisted_needs_the_director_and_a_note_in_a_form_that_loses_nothing() {
    let mut session = door(&["汪乐乐"]);
    session.keys("w l enter tab w l enter 2");
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    session.keys("ctrl-s");
    assert_eq!(session.inside(), ["汪乐乐"], "without a note nobody leaves");
    session.handle(Message::Paste("舅舅，已电话问过妈妈\r\n".into()));
    session.keys("ctrl-s");
    assert_eq!(
        session.inside(),
        ["汪乐乐"],
        "nobody is named as the one who allows it"
    );
    session.keys("right ctrl-s");
    assert!(session.inside().is_empty());
    assert!(session.model.popups.is_empty());
}

#[test]
fn late_entries_go_to_their_own_day_and_are_marked() {
    let mut session = door(&["汪乐乐"]);
    let on = |session: &TestSession, day: &str| {
        let rows = session.store().day_sheet(day.parse().unwrap()).unwrap();
        rows.iter().map(|row| row.entered_late).collect::<Vec<_>>()
    };
    session.keys("ctrl-t ctrl-u 2 0 2 6 - 1 1 - 2 0 ctrl-s w enter");
    assert_eq!(on(&session, "2026-11-20"), [true]);
    // From one earlier day to another: the child is not in on that day.
    session.keys("ctrl-t ctrl-u 2 0 2 6 - 1 1 - 1 9 ctrl-s w enter");
    assert_eq!(on(&session, "2026-11-19"), [true]);
    assert_eq!(on(&session, "2026-11-20"), [true]);
    assert!(
        session.model.house.day.rows().next().is_none(),
        "today is untouched"
    );
    session.keys("esc");
    assert!(session.model.door.late.is_none() && session.model.house.late.is_none());
}

#[test]
fn a_late_entry_says_something_of_one_child_until_the_sheet_is_said_to_be_whole() {
    let mut session = door(&["汪乐乐", "余小雨", "曾一诺", "单欣怡"]);
    let day: chrono::NaiveDate = "2026-11-20".parse().unwrap();
    let taken = |session: &TestSession| session.model.house.known.taken.contains(&day);
    // What a usual day of this home is like.
    session.keys("w l l enter y x y enter z y n enter");
    session.keys("ctrl-t ctrl-u 1 1 - 2 0 ctrl-s w l l enter");
    assert!(!taken(&session), "the others are not absent");
    assert_eq!(session.store().day_sheet(day).unwrap().len(), 1);
    session.start();
    assert!(!taken(&session), "also when all is read again");
    // The way back is asked for its own time, which is not copied.
    session.keys("tab");
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    session.keys("ctrl-s");
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    session.keys("esc f12 1");
    assert!(taken(&session), "said to be whole");
}

#[test]
fn the_roll_call_names_who_left_in_this_minute_and_ticks_nobody_by_a_name_that_fits_nobody() {
    let mut session = door(&["汪乐乐", "余小雨"]);
    session.keys("w l l enter y x y enter tab w l l enter 1");
    // The screens show the minute; the sign-out is newer.
    session.model.house.now -= chrono::TimeDelta::seconds(30);
    session.keys("f9");
    let list = |session: &TestSession| {
        let Some(Popup::Evacuation(list)) = session.model.popups.last() else {
            panic!("no list")
        };
        list.clone()
    };
    assert_eq!(list(&session).call.left.len(), 1);
    assert_eq!(list(&session).call.inside.len(), 1);
    session.keys("q q q enter space");
    assert_eq!(list(&session).ticks.count(), 0, "nobody is called that");
    session.keys("esc y x enter");
    assert_eq!(list(&session).ticks.count(), 1);
}

#[test]
fn a_late_entry_on_a_closed_day_is_asked_about() {
    let mut session = door(&["汪乐乐"]);
    // A Sunday.
    session.keys("ctrl-t ctrl-u 1 1 - 2 2 ctrl-s");
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
    session.keys("ctrl-s w l l enter");
    let day = "2026-11-22".parse().unwrap();
    assert_eq!(session.store().day_sheet(day).unwrap().len(), 1);
}

#[test]
fn a_child_who_is_not_in_is_named_at_sign_out() {
    let mut session = door(&["汪乐乐"]);
    session.keys("tab w l l enter");
    assert!(session.toast().contains("汪乐乐"), "{}", session.toast());
}

#[test]
fn a_child_without_a_file_is_signed_in_after_a_question() {
    let mut session = door(&["汪乐乐"]);
    session.handle(Message::Paste("新来的".into()));
    session.keys("enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Confirm(_))
    ));
    session.keys("enter");
    assert!(session.inside().is_empty(), "no is preselected");
    session.handle(Message::Paste("新来的".into()));
    session.keys("enter 1");
    assert_eq!(session.inside(), ["新来的"]);
    // Letters are no name.
    session.keys("q q q enter");
    assert!(session.model.popups.is_empty());
}

#[test]
fn the_sweep_signs_all_children_out_and_closes_the_day() {
    let mut session = door(&["汪乐乐", "余小雨"]);
    session.keys("w l enter y x enter f12");
    assert!(matches!(session.model.popups.last(), Some(Popup::Sweep(_))));
    session.keys("enter 1");
    session.keys("enter 1");
    assert!(session.inside().is_empty());
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Confirm(_))
    ));
    session.keys("1");
    assert!(!session.model.house.day.is_open());
}

#[test]
fn the_evacuation_list_keeps_its_ticks_when_put_away() {
    let mut session = door(&["汪乐乐", "余小雨"]);
    session.keys("w l enter y x enter f9 space esc f9");
    let Some(Popup::Evacuation(list)) = session.model.popups.last() else {
        panic!("no list")
    };
    assert_eq!((list.ticks.count(), list.call.inside.len()), (1, 2));
}

#[test]
fn undo_takes_the_last_sign_in_back() {
    let mut session = door(&["汪乐乐", "余小雨"]);
    session.keys("w l enter y x enter ctrl-z");
    assert_eq!(session.inside(), ["汪乐乐"]);
    session.keys("ctrl-y");
    assert_eq!(session.inside().len(), 2);
}

#[test]
fn a_child_who_is_away_is_asked_about() {
    let mut session = door(&["汪乐乐"]);
    let child = session.model.house.register.children()[0].clone();
    let away = Child {
        status: Status::Away,
        ..child
    };
    session.perform(Command::SaveChild(Box::new(away)));
    session.keys("w l enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Confirm(_))
    ));
    session.keys("2");
    assert!(session.inside().is_empty());
    session.keys("w l enter 1");
    assert_eq!(session.inside(), ["汪乐乐"]);
}

#[test]
fn a_paste_is_searched_for_and_never_signs_anybody_in() {
    let mut session = door(&["汪乐乐"]);
    session.handle(Message::Paste("汪乐乐\r\n汪乐乐\r\n".into()));
    assert!(session.inside().is_empty());
}

#[test]
fn thirty_children_typed_without_a_pause_are_thirty_children() {
    let mut session = TestSession::new();
    let mut mill = crate::domain::names::NameMill::new(7);
    let mut names = std::collections::BTreeSet::new();
    while names.len() < 30 {
        names.insert(mill.name(crate::domain::Sex::Female));
    }
    for name in &names {
        session.child(name);
    }
    session.keys("f3");
    for name in &names {
        session.handle(Message::Paste(name.clone()));
        session.keys("enter");
    }
    assert_eq!(session.model.house.day.head_count(), 30);
    assert!(session.store().verify().unwrap().findings.is_empty());
}

#[test]
fn undo_says_whose_step_it_took_back() {
    let mut session = door(&["汪乐乐"]);
    session.keys("w l enter ctrl-z");
    assert!(session.model.toast.unwrap().text.contains("汪乐乐"));
}

#[test]
fn typed_letters_stay_when_the_time_of_a_late_entry_is_asked() {
    let mut session = door(&["汪乐乐"]);
    session.keys("w l ctrl-t");
    session.keys("ctrl-u 2 0 2 6 - 1 1 - 2 0 ctrl-s");
    assert_eq!(session.model.door.query.value(), "wl");
    session.keys("enter");
    let said = session.model.toast.unwrap().text;
    assert!(said.contains("20") && !said.contains("屋里"), "{said}");
}

#[test]
fn a_plus_without_an_offer_is_no_letter_and_says_so() {
    let mut session = door(&["汪乐乐"]);
    for plus in ["+", "＋", "insert"] {
        session.keys(plus);
        assert!(session.toast().contains("这里用不上"), "{plus}");
    }
    session.keys("w l");
    assert_eq!(session.model.door.query.value(), "wl");
    session.keys("ctrl-u");
    assert_eq!(session.model.door.query.value(), "");
}

#[test]
fn in_a_home_with_locks_a_pin_typed_into_the_search_is_gone_with_enter() {
    for pin in ["2580", "25802580"] {
        let mut session = TestSession::at_the_door();
        session.model.house.has_locks = true;
        session.keys(&format!("{pin} enter"));
        let text = crate::tui::draw::tests::picture(&session, (80, 24));
        assert!(!text.contains(pin), "{text}");
        assert!(session.model.popups.is_empty());
        assert!(session.model.toast.is_some());
    }
}
