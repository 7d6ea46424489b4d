//! Restoring a copy on F8: compared first, then asked, whatever state the file is in.

use super::message::Message;
use super::popups::Popup;
use super::testing::{TestSession, evening};
use crate::clock::Clock;
use crate::desk::backup::GivenUp;
use crate::desk::backup::make::make;
use crate::desk::command::{Command, HomeSetup};
use crate::desk::job::{LookWhy, SafetyNews};
use crate::desk::{Desk, FILE};
use crate::i18n::Lang;
use crate::screens::effect::{Job, Screen};
use std::path::{Path, PathBuf};

const NOT_TOLD: &str = "It could not be told what would be lost";

/// A home on disk with one copy, shown on F8, and the copy.
fn on_settings(folder: &Path) -> (TestSession, PathBuf) {
    let mut desk = Desk::open(folder, Clock::fixed(evening())).unwrap();
    let setup = HomeSetup {
        name: "青石坳儿童之家".into(),
        village: String::new(),
        township: String::new(),
        county: String::new(),
        director: "周敏".into(),
        hours: "Mon-Fri 16:30-18:30".parse().unwrap(),
    };
    desk.perform(Command::SetUp(Box::new(setup))).unwrap();
    let copy = make(&desk.backup_order().unwrap().unwrap()).unwrap().path;
    let mut session = TestSession::at(desk);
    session.model.look.lang = Lang::En;
    session.keys("f8");
    let looked = session.runner.run(Job::LookAtCopies(LookWhy::Start));
    session.handle(looked.unwrap());
    (session, copy)
}

/// Chooses the copy, as Enter in the list does.
fn choose(session: &mut TestSession, copy: &Path) {
    session.model.settings.comparing = Some(copy.to_owned());
    let compared = session.runner.run(Job::PreviewRestore(copy.to_owned()));
    session.handle(compared.unwrap());
}

fn told(copy: &Path) -> Message {
    Message::Loaded(SafetyNews::GivenUp(copy.to_owned(), GivenUp::Nothing).into())
}

fn question(session: &TestSession) -> Option<&str> {
    match session.model.popups.last() {
        Some(Popup::Confirm(confirm)) => Some(confirm.question.as_str()),
        _ => None,
    }
}

#[test]
fn a_file_that_is_closed_or_cannot_be_read_is_restored_after_a_question_without_a_count() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, copy) = on_settings(folder.path());
    choose(&mut session, &copy);
    let calm = question(&session).unwrap().to_owned();
    assert!(!calm.contains(NOT_TOLD), "{calm}");
    session.keys("esc");
    // The file is damaged while it is open, and the restore of something else closes it.
    let file = folder.path().join(FILE);
    std::fs::write(&file, "no database at all").unwrap();
    for end in ["db-wal", "db-shm"] {
        let _ = std::fs::remove_file(file.with_extension(end));
    }
    let no_copy = folder.path().join("no-copy");
    std::fs::write(&no_copy, "no database at all").unwrap();
    session.runner.desk.restore(&no_copy).unwrap_err();
    assert!(
        session
            .runner
            .desk
            .backup_order()
            .is_err_and(|why| why.is_closed())
    );
    // A look that fails because of it does not take the list of copies away.
    let looked = session.runner.run(Job::LookAtCopies(LookWhy::News));
    session.handle(looked.unwrap());
    choose(&mut session, &copy);
    let asked = question(&session).unwrap().to_owned();
    assert!(asked.contains(NOT_TOLD), "{asked}");
    session.keys("1");
    assert!(session.runner.desk.backup_order().is_ok(), "open again");
}

#[test]
fn the_question_opens_only_where_somebody_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, copy) = on_settings(folder.path());
    // Nobody waits for it.
    session.handle(told(&copy));
    assert!(question(&session).is_none());
    // Chosen twice, asked once.
    session.model.settings.comparing = Some(copy.clone());
    session.handle(told(&copy));
    session.handle(told(&copy));
    assert!(question(&session).is_some());
    assert_eq!(session.model.popups.len(), 1);
    // A popup is open, then another screen.
    session.model.settings.comparing = Some(copy.clone());
    session.handle(told(&copy));
    assert_eq!(session.model.popups.len(), 1);
    assert!(session.toast().contains("F8"), "{}", session.toast());
    session.keys("esc f3");
    assert_eq!(session.model.screen, Screen::Door);
    session.model.settings.comparing = Some(copy.clone());
    session.handle(told(&copy));
    assert!(session.model.popups.is_empty());
    assert!(session.toast().contains("F8"), "{}", session.toast());
    // Another copy was chosen since.
    session.keys("f8");
    session.model.settings.comparing = Some(folder.path().join("another"));
    session.handle(told(&copy));
    assert!(question(&session).is_none());
}

#[test]
fn choosing_a_copy_says_that_it_is_compared() {
    use crate::screens::effect::Effect;
    use crate::screens::effect::FormPurpose;
    use crate::screens::effect::Turn;
    use crate::screens::settings::state::SettingForm;
    let folder = tempfile::tempdir().unwrap();
    let (mut session, copy) = on_settings(folder.path());
    let env = session.model.env();
    let state = &mut session.model.settings;
    let effects = Turn::effects(&session.model.house, state, env, |turn| {
        SettingForm::Restore.choose(turn, &copy.to_string_lossy());
    });
    let is_said =
        |effect: &Effect<_>| matches!(effect, Effect::Say(_, text) if text.contains("Comparing"));
    assert!(effects.iter().any(is_said));
    assert_eq!(session.model.settings.comparing, Some(copy));
}
