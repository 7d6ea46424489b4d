//! Snapshots of the register in both languages and three sizes.

use super::state::FileTarget;
use crate::app::testing::{TestSession, evening};
use crate::desk::command::{Command, KnownAbsence};
use crate::domain::attendance::AbsenceReason;
use crate::domain::{Child, ChildId, Risk, Status, Tag, TagCode, TagId, Weekdays};
use crate::i18n::Lang;
use crate::tui::draw::tests::{SIZES, picture};
use chrono::NaiveDate;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn tag(child: ChildId, code: TagCode) -> Command {
    Command::SaveTag(Tag {
        id: TagId::default(),
        child,
        code,
        from_day: Some(day(3, 1)),
        to_day: None,
        evidence: "村委会证明 2026-03".into(),
        is_primary: true,
    })
}

/// A register with several children, one of them with a full file and a history.
fn register() -> (TestSession, ChildId) {
    let mut session = TestSession::new();
    let first = session.child("欧阳子涵");
    for name in ["单欣怡", "余小雨", "余小雨", "曾一诺"] {
        session.child(name);
    }
    let file = session.model.house.register.get(first).unwrap().clone();
    session.perform(Command::SaveChild(Box::new(Child {
        id_no: "341699201611192043".into(),
        birth_date: NaiveDate::from_ymd_opt(2016, 11, 19).unwrap(),
        sex: crate::domain::Sex::Female,
        nickname: "涵涵".into(),
        live_address: "前尚庄村三组 12 号，村口小卖部往里走第二个巷子，门口有一棵老槐树".into(),
        school: "王市中心小学".into(),
        alert: "花生过敏".into(),
        risk: Some(Risk::Yellow),
        risk_reason: "奶奶住院，家中只有爷爷".into(),
        expected_days: Weekdays::from_digits("135").unwrap(),
        walks_home: Some(false),
        own_words: "想妈妈过年回来。喜欢画画，不喜欢数学课，因为老师讲得太快。".into(),
        ..file
    })));
    session.perform(tag(first, TagCode::Lbc));
    session.perform(Command::KnownAbsence(KnownAbsence {
        child: first,
        from: day(11, 25),
        to: day(11, 25),
        reason: AbsenceReason::Ill,
        note: "发烧".into(),
    }));
    let sibling = session.model.house.register.children()[1].id;
    session.perform(Command::LinkHousehold {
        child: sibling,
        with: first,
    });
    session.perform(Command::BindCard {
        code: "0012345678".into(),
        child: first,
    });
    let away = session.model.house.register.children()[3].id;
    session.perform(Command::ChangeStatus {
        child: away,
        status: Status::Away,
        day: day(11, 20),
        reason: "去县城外婆家".into(),
    });
    session.keys("f3 o y z h enter f4");
    (session, first)
}

/// Takes each script's snapshot in both languages and all sizes.
fn in_both(begin: impl Fn() -> TestSession, scripts: &[(&str, &str)]) {
    for lang in Lang::ALL {
        let mut session = begin();
        session.model.look.lang = *lang;
        for (name, script) in scripts {
            session.keys(script);
            for size in SIZES {
                let name = format!("{name}-{}-{}x{}", lang.code(), size.0, size.1);
                insta::assert_snapshot!(name, picture(&session, size));
            }
        }
    }
}

#[test]
fn a_merge_is_shown_before_it_is_asked_about() {
    let begin = || {
        let (mut session, child) = register();
        session.open_file(child);
        session
    };
    let script = "ctrl-k y x y down enter";
    let after = "enter";
    in_both(
        begin,
        &[("merge-preview", script), ("merge-question", after)],
    );
}

fn full() -> TestSession {
    register().0
}

#[test]
fn an_empty_register_says_what_to_do() {
    in_both(TestSession::new, &[("children-empty", "f4")]);
}

#[test]
fn the_list_says_who_was_last_seen_when_and_how_a_search_is_cleared() {
    in_both(
        full,
        &[("children-list", "f4"), ("children-nobody", "q q q q")],
    );
}

#[test]
fn a_list_longer_than_the_screen() {
    let many = || {
        let mut session = TestSession::new();
        for number in 0..50 {
            session.child(if number % 2 == 0 {
                "汪乐乐"
            } else {
                "李雨桐"
            });
        }
        session
    };
    in_both(many, &[("children-many", "f4 ctrl-r pagedown pagedown")]);
}

#[test]
fn the_filter_is_chosen_from_a_list_and_said_above() {
    let down = "down ".repeat(7) + "enter";
    in_both(
        full,
        &[("children-filter", "ctrl-f"), ("children-filtered", &down)],
    );
}

#[test]
fn one_file_from_its_head_to_its_past() {
    let (mut session, child) = register();
    session.keys("o y z h enter");
    assert_eq!(session.model.children.file.as_ref().unwrap().child, child);
    let places = session.children().file_lines().len();
    let down = "pagedown ".repeat(places / 10 + 1);
    in_both(
        full,
        &[("file-head", "o y z h enter"), ("file-past", &down)],
    );
}

#[test]
fn each_form_of_a_file() {
    in_both(
        full,
        &[
            ("form-new-child", "ctrl-n"),
            ("form-new-child-refused", "f10"),
            ("pick-contacts", "esc o y z h enter ctrl-r"),
            ("form-contact", "enter"),
            ("form-tag", "esc ctrl-t enter"),
            ("form-new-tag", "esc ctrl-t down enter down"),
            ("form-status", "esc ctrl-s"),
            ("pick-sibling", "esc ctrl-g"),
            ("pick-cards", "esc ctrl-b"),
        ],
    );
}

#[test]
fn the_correction_of_a_day() {
    let open = || {
        let mut session = full();
        session.keys("o y z h enter");
        let lines = session.children().file_lines();
        let today = |act| matches!(act, FileTarget::Stay(key) if key.day == evening().date_naive());
        let place = lines.iter().position(|line| today(line.act));
        session.model.children.file.as_mut().unwrap().selected = place.unwrap();
        session
    };
    in_both(open, &[("form-correct", "enter")]);
}
