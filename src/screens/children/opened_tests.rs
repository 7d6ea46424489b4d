//! Who opened a file, in the file; and headings that come into sight with their lines.

use super::state::FileTarget;
use crate::app::rights_tests::seated;
use crate::app::testing::TestSession;
use crate::desk::rights::Locks;
use crate::domain::{LookKind, Role};
use crate::i18n::Lang;
use crate::screens::effect::Screen;
use crate::screens::settings::state::{LookedLine, SettingTarget};
use crate::tui::draw::tests::picture;

/// The line of who opened the open file; `None` if it has none.
fn line(session: &TestSession) -> Option<String> {
    let lines = session.children().file_lines();
    let mut lines = lines.into_iter();
    lines
        .find(|one| matches!(one.act, FileTarget::Looked(_)))
        .map(|one| one.value)
}

/// A director in a home with locks, in whose first file a helper looked.
fn opened() -> TestSession {
    let mut session = seated(Role::Director, Locks::Set);
    let director = session.runner.desk.actor;
    let first = session.model.house.register.children()[0].id;
    let mut others = session.model.house.staff().iter().map(|one| Some(one.id));
    let other = others.find(|id| *id != director);
    session.runner.desk.actor = other.unwrap();
    session.runner.desk.note_look(LookKind::File, Some(first));
    session
        .runner
        .desk
        .note_look(LookKind::Restricted, Some(first));
    session.runner.desk.actor = director;
    session.keys("f4");
    session.model.children.selected = Some(first);
    session.keys("enter");
    session
}

#[test]
fn a_file_says_who_opened_it_and_enter_lists_them() {
    for lang in Lang::ALL {
        let mut session = opened();
        session.model.look.lang = *lang;
        assert!(line(&session).is_some());
        session.keys("backtab");
        let name = format!("file-opened-{}", lang.code());
        insta::assert_snapshot!(name, picture(&session, (80, 24)));
        let child = session.model.children.selected;
        session.keys("down enter");
        assert_eq!(session.model.screen, Screen::Settings);
        let ask = session.model.settings.looked.as_ref().unwrap().ask;
        assert_eq!((ask.child, ask.person), (child, None));
        let lines = session.settings().lines();
        let selected = &lines[session.model.settings.selected];
        assert_eq!(selected.act, SettingTarget::Looked(LookedLine::Days));
    }
}

#[test]
fn whom_it_was_not_counted_for_is_not_told() {
    let mut session = opened();
    assert!(line(&session).unwrap().contains("2 人"));
    // Somebody else sits down while the file is open.
    session.model.house.actor = None;
    assert_eq!(line(&session), None);
    for (role, locks) in [
        (Role::Director, Locks::None),
        (Role::Supervisor, Locks::Set),
    ] {
        let mut session = seated(role, locks);
        session.keys("f4 home enter");
        assert!(session.model.children.file.is_some());
        assert_eq!(line(&session), None, "{role:?} {locks:?}");
    }
}

#[test]
fn a_file_that_nobody_else_opened_says_so() {
    let mut session = seated(Role::Director, Locks::Set);
    session.keys("f4 home enter");
    assert!(line(&session).unwrap().contains("只有您"));
}

#[test]
fn a_heading_comes_into_sight_with_its_lines() {
    let mut session = opened();
    let lines = session.children().file_lines();
    for _ in lines.iter().filter(|one| one.act == FileTarget::Heading) {
        session.keys("tab");
        let selected = session.model.children.file.as_ref().unwrap().selected;
        let shown = picture(&session, (80, 24));
        let next = lines.get(selected + 1);
        let next = next.filter(|one| one.act != FileTarget::Heading);
        if let Some(next) = next.filter(|one| !one.value.is_empty()) {
            let begin: String = next.value.chars().take(6).collect();
            assert!(shown.contains(&begin), "{begin}\n{shown}");
        }
    }
}
