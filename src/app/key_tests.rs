//! Every key on every part of the program: what acts stands in the key table, from which F1 is made.

use super::message::Message;
use super::model::Model;
use super::popups::Popup;
use super::testing::{TestSession, evening};
use super::update::update;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::locks::NewWords;
use crate::i18n::{Lang, word};
use crate::keymap::chord::{Chord, Key};
use crate::keymap::{self, Action, Context};
use crate::screens::activities;
use crate::screens::effect::{ForWhat, Open, Screen};
use crate::screens::lock::approve::Approve;
use crate::screens::lock::words::WordsSheet;
use crate::t;
use crate::ui::page::Page;

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

/// A part of the program.
struct Part {
    name: &'static str,
    /// What happens first at the door of seven children.
    before: fn(&mut TestSession),
    /// The keys that reach it then.
    script: &'static str,
    context: Context,
}

const fn part(name: &'static str, script: &'static str, context: Context) -> Part {
    part_after(name, |_| {}, script, context)
}

const fn part_after(
    name: &'static str,
    before: fn(&mut TestSession),
    script: &'static str,
    context: Context,
) -> Part {
    Part {
        name,
        before,
        script,
        context,
    }
}

/// Every part of the program, in the states that differ most.
const PARTS: &[Part] = &[
    part("today", "F2", Context::Today),
    part("the door, nothing typed", "F3", Context::Door),
    part("the door, two candidates", "F3 w", Context::Door),
    part("the door, leaving", "F3 wll enter tab w", Context::Door),
    part(
        "who collects",
        "F3 wll enter tab wll enter",
        Context::Collect,
    ),
    part("the children", "F4", Context::Children),
    part("a child's file", "F4 enter", Context::ChildFile),
    part("the helpers", "F4 tab", Context::HelpPage),
    part(
        "who gets of a gift",
        "F4 tab tab ctrl-n bag enter enter 3 enter enter me f10",
        Context::Give,
    ),
    part_after("an import", read_roster, "", Context::Import),
    part("the activities", "F5", Context::Activities),
    part_after("a calendar file", read_calendar, "", Context::CalendarFile),
    part_after("an activity that moves", move_one, "enter", Context::Moving),
    part_after("who takes part", plan, "ctrl-x", Context::Roll),
    part_after("follow-up", missing, "F6", Context::FollowUp),
    part(
        "the walk through the files",
        "F6 backtab ctrl-k",
        Context::Walk,
    ),
    part_after(
        "follow-up as of an earlier day",
        gone,
        "F6 ctrl-t tab right ctrl-s",
        Context::PastDay,
    ),
    part_after("a card", problem, "F6 F6", Context::Case),
    part_after("a matter", missing, "F6 enter", Context::Matter),
    part_after("who is on a round", round, "", Context::RoundPick),
    part_after("agreeing days", habits, "F4 ctrl-w enter", Context::Agree),
    part_after(
        "entering a round",
        kept_round,
        "F6 ctrl-r",
        Context::RoundSheet,
    ),
    part("the trends", "F3 wll enter F7", Context::Trends),
    part(
        "the children behind a number",
        "F3 wll enter F7 enter",
        Context::Behind,
    ),
    part("the settings", "F8", Context::Settings),
    part_after("the first run", first_run, "", Context::Setup),
    part("a form", "F4 ctrl-n", Context::Form),
    part("a list to choose from", "F3 ctrl-a", Context::Picker),
    part("a question", "F3 wll enter ctrl-q", Context::Confirm),
    part_after("a notice", notice, "", Context::Notice),
    part_after("a page", topics, "enter enter", Context::Page),
    part_after("recovery words", new_words, "", Context::Words),
    part("closing the day", "F3 wll enter F12", Context::Sweep),
    part("the roll call", "F3 wll enter F9", Context::Evacuation),
    part("the list of keys", "F1", Context::Help),
    part_after("a page that leads on", onward, "", Context::Onward),
    part_after("the offer of locks", offer, "", Context::Offer),
    part_after("the lock", lock_with_text, "", Context::Lock),
    part_after("an approval", approval, "", Context::Approve),
];

fn lock_with_text(session: &mut TestSession) {
    session.model.house.has_locks = true;
    session.keys("F11 2 5");
}

fn page_then(session: &mut TestSession, then: Open) {
    let page = Page {
        title: String::new(),
        lines: Vec::new(),
        top: 0,
    };
    session.model.popups.push(Popup::PageThen(page, then));
}

fn onward(session: &mut TestSession) {
    page_then(session, Open::Screen(Screen::Activities));
}

fn offer(session: &mut TestSession) {
    page_then(session, Open::Secret(ForWhat::SetLocks));
}

fn approval(session: &mut TestSession) {
    let people = Vec::new();
    let asked = Approve::new(people, None, None);
    session.model.popups.push(Popup::Approve(Box::new(asked)));
    session.keys("2 5");
}

fn problem(session: &mut TestSession) {
    let child = session.model.house.register.children()[0].id;
    let one = crate::domain::samples::incident(child, "2026-11-23T14:18:00+08:00");
    let added = crate::desk::command::Command::AddIncident(Box::new(one));
    session.perform(added);
}

fn read_roster(session: &mut TestSession) {
    session.keys("F4");
    session.read_file("roster-messy.xlsx");
}

fn read_calendar(session: &mut TestSession) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("town.ics");
    let event =
        "BEGIN:VEVENT\r\nUID:a@t\r\nSUMMARY:义诊\r\nDTSTART:20261126T163000\r\nEND:VEVENT\r\n";
    let text = format!("BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n");
    std::fs::write(&file, text).unwrap();
    session.keys("F5");
    session.read_calendar(file);
}

fn round(session: &mut TestSession) {
    session.keys("F6 ctrl-p");
    let Some(Popup::Picker(popup)) = session.model.popups.last() else {
        panic!("no list")
    };
    let mut items = popup.picker.items.iter();
    let place = items.position(|one| one.code == "hand").unwrap();
    session.keys(&"down ".repeat(place));
    session.keys("enter space space");
}

fn gone(session: &mut TestSession) {
    session.gone_since("汪乐乐", "2026-11-10");
}

fn missing(session: &mut TestSession) {
    session.gone_since("罗小满", "2026-10-20");
}

fn habits(session: &mut TestSession) {
    let child = session.gone_since("罗小满", "2026-11-20");
    session.agree(child, "");
    let child = session.gone_since("罗小雪", "2026-11-20");
    session.agree(child, "6");
}

fn kept_round(session: &mut TestSession) {
    let children = session.model.house.register.children().iter();
    let children = children.map(|child| child.id).collect();
    session.perform(Command::KeepRound(children));
}

fn plan(session: &mut TestSession) {
    session.keys("F5 ctrl-n 1 tab tab tab tab tab right ctrl-s ctrl-s");
}

fn move_one(session: &mut TestSession) {
    plan(session);
    session.keys("enter");
    let Some(Popup::Picker(popup)) = session.model.popups.last() else {
        panic!("no list")
    };
    let mut items = popup.picker.items.iter();
    let place = items.position(|one| one.code == "move").unwrap();
    session.keys(&"down ".repeat(place));
}

fn first_run(session: &mut TestSession) {
    *session = TestSession::at(Desk::in_memory(Clock::fixed(evening())).unwrap());
}

fn notice(session: &mut TestSession) {
    session.model.popups.push(Popup::Notice("停电".into()));
}

fn new_words(session: &mut TestSession) {
    let words = std::iter::repeat_with(|| ("chun".to_owned(), "春".to_owned()));
    let mut new = NewWords::default();
    new.words = words.take(18).collect();
    let sheet = WordsSheet::new(Page::default(), new);
    session.model.popups.push(Popup::Words(Box::new(sheet)));
}

fn topics(session: &mut TestSession) {
    session.keys("F5");
    session.model.activities.part = activities::state::Part::Topics;
}

fn at(part: &Part) -> TestSession {
    let mut session = TestSession::at_the_door();
    (part.before)(&mut session);
    session.keys(part.script);
    session.model.toast = None;
    let reached = session.model.contexts().first().copied();
    assert_eq!(reached, Some(part.context), "{}", part.name);
    session
}

#[test]
fn the_parts_are_all_contexts() {
    let are_bases = [
        Context::Global,
        Context::Screen,
        Context::List,
        Context::Plain,
    ];
    for context in Context::ALL {
        let is_tried = PARTS.iter().any(|part| part.context == *context);
        assert_ne!(is_tried, are_bases.contains(context), "{context:?}");
    }
}

/// What of a model a key may change only if it acts.
fn fingerprint(model: &Model, context: Context) -> String {
    if context.has_text() {
        // What is typed goes into the field, and what is found changes with it.
        return format!("{:?} {}", model.screen, model.popups.len());
    }
    format!("{model:?}")
}

#[test]
fn no_key_acts_that_is_not_in_the_key_table() {
    for part in PARTS {
        let name = part.name;
        let mut model = at(part).model;
        let stack = model.contexts();
        let before = fingerprint(&model, part.context);
        for chord in all_keys() {
            if keymap::resolve(&stack, chord).is_some() {
                continue;
            }
            let jobs = update(&mut model, Message::Key(chord));
            assert!(jobs.is_empty(), "{name}: {chord:?} does {jobs:?}");
            // A hint that other keys wait is no act.
            model.toast = None;
            assert_eq!(
                before,
                fingerprint(&model, part.context),
                "{name}: {chord:?}"
            );
            assert_eq!(model.contexts(), stack, "{name}: {chord:?}");
        }
    }
}

#[test]
fn every_key_of_a_part_does_something_there() {
    let mut dead = Vec::new();
    for part in PARTS {
        let first = at(part).model;
        let before = format!("{first:?}");
        let stack = first.contexts();
        for (_, binding) in keymap::help(&stack) {
            for chord in binding.chords {
                // An inner part binds it.
                if keymap::resolve(&stack, *chord) != Some(binding.action) {
                    continue;
                }
                let mut model = first.clone();
                let jobs = update(&mut model, Message::Key(*chord));
                let lang = model.look.lang;
                let nothing = t!(lang, "nothing-here", what = word(lang, binding.words));
                let said = model.toast.take().map(|toast| toast.text);
                let is_silent = said.is_none();
                let is_answered = said.is_some_and(|said| said != nothing);
                let acts = !jobs.is_empty() || is_answered || before != format!("{model:?}");
                if acts == waits(binding.action, *chord, part.name) && !binding.action.is_move() {
                    let label = chord.label(Lang::En);
                    dead.push(format!(
                        "{}: {label}, acts: {acts}, silent: {is_silent}",
                        part.name
                    ));
                }
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// Keys that have nothing to act on in the state in which the part is reached: its first row, nobody else
/// of the household, a field without answers. A key that is listed here and acts is reported too.
fn waits(action: Action, chord: Chord, part: &str) -> bool {
    let is_door = part.starts_with("the door");
    let is_form = matches!(part, "a form" | "the first run");
    match action {
        // A screen where one is already.
        Action::GoToday | Action::Visit => part == "today",
        Action::GoDoor => is_door,
        Action::GoChildren => matches!(part, "the children" | "an import"),
        Action::GoActivities | Action::Edit | Action::Find => part == "the activities",
        Action::GoFollowUp => part == "follow-up",
        Action::Cancel => matches!(
            part,
            "today"
                | "the door, nothing typed"
                | "the children"
                | "the activities"
                | "follow-up"
                | "the trends"
                | "the settings"
                // What is typed there is in no text of the model: that it goes is tested beside it.
                | "the lock"
        ),
        // The second Enter of a scanner or of a hurried hand says nothing.
        Action::Accept => matches!(part, "the door, nothing typed" | "the settings"),
        Action::Add | Action::BindCard => part == "the settings",
        // Of an earlier evening nothing is changed.
        Action::Undo | Action::Redo => part == "follow-up as of an earlier day",
        Action::TakeSibling => is_door || part == "who collects",
        Action::Number => {
            (part == "who collects" && chord.number() > Some(2))
                || (part == "entering a round" && chord.number() > Some(3))
        }
        Action::Remove => {
            is_form || matches!(part, "the activities" | "the settings" | "entering a round")
        }
        Action::Restore => is_form,
        // Under the trends of the demonstration's running month, a row with one number.
        Action::Turn => (is_form && chord.text().is_none()) || part == "the trends",
        _ => false,
    }
}
