//! What a person may not do is not shown, and a key for it does nothing but say who may.

use super::message::Message;
use super::model::{Model, Reading};
use super::popups::Purpose;
use super::testing::TestSession;
use super::update::update;
use crate::desk::command::Command;
use crate::desk::refusal::Refusal;
use crate::desk::rights::{Locks, Right};
use crate::domain::{Role, Staff, StaffId};
use crate::i18n::Lang;
use crate::keymap::chord::Chord;
use crate::keymap::{self, Action};
use crate::screens::effect::{Effect, Job, Open, Screen};
use crate::tui::draw::tests::picture;
use rstest::rstest;

/// The door of seven children with this role at the desk.
pub(crate) fn seated(role: Role, locks: Locks) -> TestSession {
    let mut session = TestSession::at_the_door();
    let one = Staff {
        id: StaffId::default(),
        name: "罗志平".into(),
        role,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    session.perform(Command::SaveStaff(one));
    session.keys("F2");
    let staff = session.model.house.staff().iter();
    let id = staff.rev().find(|one| one.role == role).map(|one| one.id);
    session.runner.desk.actor = id;
    session.runner.desk.locks = locks;
    session.model.house.actor = id;
    session.model.house.has_locks = locks == Locks::Set;
    session.start();
    session.model.screen = session.model.first_screen();
    session.model.toast = None;
    session
}

fn refusals(model: &Model, locks: Locks) -> Vec<String> {
    let texts = Right::ALL
        .iter()
        .map(|right| Refusal::without_right(*right, locks));
    texts.map(|one| one.text(model.look.lang)).collect()
}

/// The states of the screens that are tried: on each screen, and in a child's file.
fn parts(first: &TestSession) -> Vec<(String, Model)> {
    let mut found = Vec::new();
    for screen in Screen::ALL {
        let mut model = first.model.clone();
        update(&mut model, Message::Key(Chord::f(*screen as u8 + 2)));
        if model.screen == *screen {
            model.toast = None;
            if *screen == Screen::Children {
                let mut file = model.clone();
                update(&mut file, Message::Key(keymap::keys("enter")[0]));
                found.push(("a file".to_owned(), file));
            }
            found.push((format!("{screen:?}"), model));
        }
    }
    found
}

#[rstest]
#[case::helper(Role::Helper, Locks::Set)]
#[case::supervisor(Role::Supervisor, Locks::Set)]
#[case::supervisor_without_locks(Role::Supervisor, Locks::None)]
#[case::helper_without_locks(Role::Helper, Locks::None)]
#[case::director(Role::Director, Locks::Set)]
fn keys_that_are_shown_are_allowed_and_others_only_say_who_may(
    #[case] role: Role,
    #[case] locks: Locks,
) {
    let first = seated(role, locks);
    for (name, before) in parts(&first) {
        let refused = refusals(&before, locks);
        for (chord, binding) in keymap::help(&before.contexts()) {
            let is_shown =
                before.may_use(binding.need, binding.action) && before.offers(binding.action);
            let mut model = before.clone();
            let jobs = update(&mut model, Message::Key(chord));
            let said = model.toast.take().map(|toast| toast.text);
            let is_refused = said.is_some_and(|said| refused.contains(&said));
            let key = format!("{name}: {chord:?} {:?}", binding.action);
            let is_free = jobs.iter().all(|job| match job {
                Job::Do(command) => model.has_right(command.needs()),
                _ => true,
            });
            assert!(is_free, "{key} does what is refused below: {jobs:?}");
            if is_shown {
                // Of a list's line it is said when it is chosen.
                assert!(
                    !is_refused || binding.action == Action::Accept,
                    "{key} is refused"
                );
            } else if !before.may_use(binding.need, binding.action) {
                assert!(jobs.is_empty(), "{key} does {jobs:?}");
                assert_eq!(model.contexts(), before.contexts(), "{key}");
            }
        }
    }
}

#[test]
fn a_helper_at_the_door_is_told_who_records_visits_and_sees_no_key_for_it() {
    let mut session = seated(Role::Helper, Locks::Set);
    session.keys("ctrl-x");
    let refusal = Refusal::without_right(Right::Plan, Locks::Set);
    let said = session.model.toast.as_ref().map(|toast| toast.text.clone());
    assert_eq!(said, Some(refusal.text(session.model.look.lang)));
    assert!(session.model.popups.is_empty());
}

#[test]
fn footers_and_f1_of_a_helper_and_of_a_supervisor_name_what_they_may() {
    for (name, role, keys) in [
        ("rights-helper-door", Role::Helper, ""),
        ("rights-helper-keys", Role::Helper, "F1"),
        ("rights-supervisor-children", Role::Supervisor, "F4"),
        ("rights-supervisor-file", Role::Supervisor, "F4 enter"),
        ("rights-supervisor-keys", Role::Supervisor, "F6 F1"),
    ] {
        for lang in Lang::ALL {
            let mut session = seated(role, Locks::Set);
            session.model.look.lang = *lang;
            session.keys(keys);
            let text = picture(&session, (80, 24));
            insta::assert_snapshot!(format!("{name}-{}-80x24", lang.code()), text);
        }
    }
}

#[test]
fn nothing_opens_a_screen_that_is_not_shown() {
    let mut session = seated(Role::Helper, Locks::Set);
    let child = session.model.house.register.children()[0].id;
    let day = session.model.house.today();
    let targets = [
        Open::Screen(Screen::Today),
        Open::File(child),
        Open::Activity(day, None),
        Open::DueTopics,
        Open::Cases,
        Open::Walk(None),
        Open::Record(child),
        Open::RecordToday(Some(child)),
    ];
    for what in targets {
        let name = format!("{what:?}");
        let jobs = session
            .model
            .carry_out(vec![Effect::Open(what)], Purpose::Door);
        assert!(jobs.is_empty(), "{name}");
        assert_eq!(session.model.screen, Screen::Door, "{name}");
        assert!(session.model.popups.is_empty(), "{name}");
        assert!(session.model.toast.take().is_some(), "{name}");
    }
    let late = vec![Effect::Open(Open::EnterLate(day))];
    session.model.carry_out(late, Purpose::Door);
    assert!(session.model.toast.is_none());
}

#[test]
fn maintenance_begins_with_the_lines_that_it_may_use_and_is_told_nothing_of_the_home() {
    for lang in Lang::ALL {
        let mut session = seated(Role::Maintenance, Locks::Set);
        session.model.look.lang = *lang;
        assert_eq!(session.model.reading, Reading::Done);
        assert_eq!(session.model.screen, Screen::Settings);
        assert!(
            session.model.popups.is_empty(),
            "{:?}",
            session.model.popups
        );
        session.keys("F8");
        assert!(
            session.model.popups.is_empty(),
            "{:?}",
            session.model.popups
        );
        let text = picture(&session, (80, 24));
        assert!(
            !text.contains("石主任") && !text.contains("汪乐乐"),
            "{text}"
        );
        insta::assert_snapshot!(format!("rights-maintenance-{}-80x24", lang.code()), text);
        session.keys("ctrl-l");
        assert!(
            session.model.popups.is_empty(),
            "{:?}",
            session.model.popups
        );
    }
}
