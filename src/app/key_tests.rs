//! Every key on every part of the program: what acts stands in the key table, from which F1 is made.

use super::message::Message;
use super::testing::TestSession;
use super::update::update;
use crate::i18n::Lang;
use crate::keymap::chord::{Chord, Key};
use crate::keymap::{self, Action, Context};

/// Every key of a keyboard, alone and with each modifier.
fn all_keys() -> Vec<Chord> {
    let named = [
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Backspace,
        Key::Delete,
        Key::Insert,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
    ];
    let typed = (' '..='~').chain(['中', '１', '＋', '　', '。']);
    let keys: Vec<Key> = named
        .into_iter()
        .chain((1..=12).map(Key::F))
        .chain(typed.map(Key::Char))
        .collect();
    let with = |code, (ctrl, alt, shift)| Chord {
        code,
        ctrl,
        alt,
        shift,
    };
    let modifiers = [
        (false, false, false),
        (true, false, false),
        (false, true, false),
        (false, false, true),
        (true, false, true),
    ];
    modifiers
        .into_iter()
        .flat_map(|held| keys.iter().map(move |code| with(*code, held)))
        .filter(|chord| !chord.shift || !matches!(chord.code, Key::Char(_)))
        .collect()
}

/// A part of the program: its name, how it is reached from the door of seven children, and its context.
const PARTS: &[(&str, &str, Context)] = &[
    ("today", "F2", Context::Today),
    ("the door, nothing typed", "F3", Context::Door),
    ("the door, two candidates", "F3 w", Context::Door),
    ("the door, leaving", "F3 wll enter tab w", Context::Door),
    (
        "who collects",
        "F3 wll enter tab wll enter",
        Context::Collect,
    ),
    ("the children", "F4", Context::Children),
    ("a child's file", "F4 enter", Context::ChildFile),
    ("the activities", "F5", Context::Activities),
    ("follow-up", "F6", Context::FollowUp),
    ("the settings", "F8", Context::Settings),
    ("a form", "F4 ctrl-n", Context::Form),
    ("a list to choose from", "F3 ctrl-a", Context::Picker),
    ("a question", "F3 wll enter ctrl-q", Context::Confirm),
    ("closing the day", "F3 wll enter F12", Context::Sweep),
    ("the roll call", "F3 wll enter F9", Context::Evacuation),
    ("the list of keys", "F1", Context::Help),
];

fn at(part: &str) -> TestSession {
    let mut session = TestSession::at_the_door();
    session.keys(part);
    session
}

/// What of a model a key may change only if it acts.
fn fingerprint(session: &TestSession, context: Context) -> String {
    let model = &session.model;
    if context.has_text() {
        // What is typed goes into the field, and what is found changes with it.
        return format!("{:?} {}", model.screen, model.popups.len());
    }
    format!("{:?} {model:?}", model.screen)
}

#[test]
fn no_key_acts_that_is_not_in_the_key_table() {
    for (name, script, context) in PARTS {
        let mut session = at(script);
        let stack = session.model.contexts();
        assert_eq!(stack.first(), Some(context), "{name}");
        for chord in all_keys() {
            if keymap::resolve(&stack, chord).is_some() {
                continue;
            }
            // A hint that other keys wait is no act.
            session.model.toast = None;
            let before = fingerprint(&session, *context);
            let jobs = update(&mut session.model, Message::Key(chord));
            assert!(jobs.is_empty(), "{name}: {chord:?} does {jobs:?}");
            session.model.toast = None;
            assert_eq!(before, fingerprint(&session, *context), "{name}: {chord:?}");
            assert_eq!(session.model.contexts(), stack, "{name}: {chord:?}");
        }
    }
}

#[test]
fn every_key_of_a_part_does_something_there() {
    let mut dead = Vec::new();
    for (name, script, context) in PARTS {
        for (chord, binding) in keymap::help(&[*context]) {
            let mut session = at(script);
            session.model.toast = None;
            let before = format!("{:?}", session.model);
            let jobs = update(&mut session.model, Message::Key(chord));
            let acts = !jobs.is_empty() || before != format!("{:?}", session.model);
            if !acts && !waits(binding.action, name) {
                dead.push(format!("{name}: {}", chord.label(Lang::En)));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// Keys that need more than a part begins with: another row, an offer, a choice.
fn waits(action: Action, part: &str) -> bool {
    match action {
        // Where one is already, or without an offer.
        Action::GoToday
        | Action::GoDoor
        | Action::GoChildren
        | Action::GoActivities
        | Action::GoFollowUp
        | Action::GoSettings
        | Action::TakeSibling => true,
        Action::Accept => part == "the door, nothing typed",
        // While the field under the cursor has no answers, and nothing in it was changed.
        Action::Turn | Action::Remove | Action::Restore => part == "a form",
        other => other.is_move(),
    }
}
