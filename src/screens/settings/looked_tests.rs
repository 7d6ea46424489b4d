//! Who saw what, on F8: for a director in a home with locks.

use crate::app::popups::Popup;
use crate::app::testing::TestSession;
use crate::desk::command::{Command, Export};
use crate::desk::rights::Locks;
use crate::domain::LookKind;
use crate::domain::mask::Covered;
use crate::domain::mask::Mask;
use crate::i18n::Lang;
use crate::screens::settings::state::{LookedLine, SettingTarget};
use crate::tui::draw::tests::picture;

/// A home with locks, where the director looked at a file and a list and exported a report.
fn session() -> TestSession {
    let mut session = TestSession::at_the_door();
    let first = session.model.house.register.children()[0].clone();
    let desk = &mut session.runner.desk;
    desk.locks = Locks::Set;
    desk.note_look(LookKind::File, Some(first.id));
    desk.note_look(LookKind::Register, None);
    let export = Export {
        report: "monthly".into(),
        period: "2026-11".into(),
        mask: Mask::Initials,
        is_public: false,
        child: None,
        children: vec![first.id],
        files: vec!["monthly.html".into()],
        covered: Covered::NotNeeded,
        reason: String::new(),
        handed_in: None,
    };
    desk.perform(Command::KeepExport(Box::new(export))).unwrap();
    session.model.house.has_locks = true;
    session.keys("f8");
    session
}

fn choose(session: &mut TestSession, line: LookedLine) {
    let lines = session.settings().lines();
    let place = lines
        .iter()
        .position(|one| one.act == SettingTarget::Looked(line));
    session.model.settings.selected = place.unwrap();
    session.keys("enter");
}

/// What is listed, without the lines to choose on.
fn rows(session: &TestSession) -> Vec<String> {
    let lines = session.settings().lines();
    let heading = lines
        .iter()
        .rposition(|one| one.act == SettingTarget::Heading);
    let rows = lines.iter().skip(heading.unwrap());
    let rows = rows.filter(|one| one.act == SettingTarget::Nothing);
    rows.map(|one| one.value.clone()).collect()
}

#[test]
fn looks_and_exports_stand_in_one_list_in_both_languages() {
    let mut session = session();
    for lang in Lang::ALL {
        session.model.look.lang = *lang;
        session.keys("f8");
        let name = format!("looked-closed-{}", lang.code());
        session.keys("end");
        insta::assert_snapshot!(name, picture(&session, (80, 24)));
        choose(&mut session, LookedLine::Show);
        session.keys("end");
        let name = format!("looked-{}", lang.code());
        insta::assert_snapshot!(name, picture(&session, (80, 24)));
    }
}

#[test]
fn the_list_is_narrowed_by_child_by_person_and_by_days() {
    let mut session = session();
    choose(&mut session, LookedLine::Show);
    assert_eq!(rows(&session).len(), 4, "{:?}", rows(&session));
    choose(&mut session, LookedLine::Whose);
    session.keys("欧 阳 子 涵 enter");
    let of_child = rows(&session);
    assert_eq!(of_child.len(), 2, "{of_child:?}");
    assert!(
        of_child.iter().any(|row| row.contains("月报")),
        "{of_child:?}"
    );
    choose(&mut session, LookedLine::Whose);
    session.keys("汪 磊 enter");
    assert!(
        rows(&session)[0].contains("没有这样的"),
        "{:?}",
        rows(&session)
    );
    choose(&mut session, LookedLine::Whose);
    session.keys("down up enter");
    choose(&mut session, LookedLine::Who);
    session.keys("石 主 任 enter");
    assert!(rows(&session).len() > 3, "{:?}", rows(&session));
    choose(&mut session, LookedLine::Earlier);
    assert_eq!(rows(&session).len(), 1);
    let page = session.model.settings.looked.as_ref().unwrap();
    assert_eq!(page.ask.to.to_string(), "2026-11-16");
    choose(&mut session, LookedLine::Days);
    assert!(matches!(session.model.popups.last(), Some(Popup::Form(_))));
}

#[test]
fn opening_the_list_is_a_look_and_only_then() {
    let mut session = session();
    let looks = |session: &TestSession| {
        let now = session.runner.desk.now();
        let all = session.store().looks(now, now).unwrap();
        all.iter().filter(|one| one.what == LookKind::Looks).count()
    };
    assert_eq!(looks(&session), 0);
    choose(&mut session, LookedLine::Show);
    assert_eq!(looks(&session), 1);
    session.keys("f7 f8");
    assert!(session.model.settings.looked.is_none());
}

#[test]
fn without_locks_and_for_others_there_is_no_list() {
    let mut session = session();
    let has_section = |session: &TestSession| {
        let lines = session.settings().lines();
        lines
            .iter()
            .any(|one| matches!(one.act, SettingTarget::Looked(_)))
    };
    assert!(has_section(&session));
    session.model.house.actor = None;
    assert!(!has_section(&session));
    session.model.house.actor = session.runner.desk.actor;
    session.model.house.has_locks = false;
    assert!(!has_section(&session));
}
