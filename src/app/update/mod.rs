//! Applies messages to the model and returns the jobs for the runner. Pure.

mod answers;
mod copies;
mod effects;
mod files;
mod forms;
mod found;
mod locked;
mod popups;
mod round;
mod screens;

use super::message::Message;
use super::model::{Model, Reading};
use super::popups::Popup;
use crate::desk::command::Command;
use crate::desk::job::Load;
use crate::domain::Moment;
use crate::i18n::word;
use crate::keymap::chord::{Chord, Key};
use crate::keymap::{self, Action, Context};
use crate::screens::effect::ForWhat;
use crate::screens::effect::{Job, Open, Screen, Tone};
use crate::t;
use crate::ui::click::Click;
use crate::ui::help::Help;
use crate::ui::preferences::Preferences;
use screens::{Event, hand_over, keeping_place};

/// Applies a message. Returns its jobs in order.
pub(crate) fn update(model: &mut Model, message: Message) -> Vec<Job> {
    let is_typed = matches!(
        message,
        Message::Key(_) | Message::Paste(_) | Message::Scan(_) | Message::Click(_)
    );
    let jobs = apply(model, message);
    model.keep_lock_on_top(is_typed);
    jobs
}

fn apply(model: &mut Model, message: Message) -> Vec<Job> {
    match message {
        Message::Key(chord) => key(model, chord),
        Message::Paste(text) => paste(model, &text),
        Message::Scan(code) => scan(model, &code),
        Message::Click(click) => clicked(model, click),
        Message::Wheel(lines) => wheel(model, lines as isize),
        Message::Minute(now) => minute(model, now),
        Message::Done(command, done, fresh) => {
            let read_at = fresh.read_at;
            model.take(*fresh);
            model.roll_goes_on(read_at);
            let mut jobs = answers::finished(model, &command, &done);
            jobs.extend(model.ask_trends());
            jobs
        }
        Message::DoneUnread(refusal) => answers::done_unread(model, &refusal),
        Message::Refused(command, refusal) => answers::refused(model, *command, &refusal),
        Message::Loaded(loaded) => {
            let is_home = loaded.is_home();
            let mut jobs = answers::loaded(model, loaded);
            if is_home {
                jobs.extend(model.ask_trends());
            }
            jobs
        }
        Message::Filled(order, filled) => answers::filled(model, order, filled),
        Message::Unapproved(job) => {
            model.ask_approval(Some(*job));
            Vec::new()
        }
        Message::Uncovered(job) => model.ask_secret(ForWhat::File(job)),
        Message::Reported(reported) => answers::reported(model, reported),
        Message::Unanswered(nth, refusal) => {
            model.trends.failed(nth);
            model
                .popups
                .push(Popup::Notice(refusal.text(model.look.lang)));
            Vec::new()
        }
        Message::Answered(nth, shown) => {
            model.trends.take(nth, *shown);
            Vec::new()
        }
        Message::Failed(refusal) => {
            model.settings.is_checking = false;
            if refusal.is_closed() {
                model.know_nothing();
            }
            let text = refusal.text(model.look.lang);
            model.popups.push(Popup::Notice(text));
            Vec::new()
        }
        Message::Unread(refusal) if refusal.is_lost() => {
            answers::ask_to_save_elsewhere(model, &refusal);
            Vec::new()
        }
        Message::Unread(refusal) => {
            model.know_nothing();
            let text = refusal.text(model.look.lang);
            model.popups.push(Popup::Notice(text));
            Vec::new()
        }
    }
}

/// Handles a key: first the focused text field, then the key table from the innermost context
/// outwards.
fn key(model: &mut Model, chord: Chord) -> Vec<Job> {
    model.toast = None;
    if let Some(jobs) = type_key(model, chord) {
        return jobs;
    }
    let stack = model.contexts();
    if let Some(action) = keymap::resolve(&stack, chord) {
        if !model.check_key(chord, action) {
            return Vec::new();
        }
        return act(model, action).unwrap_or_else(|| {
            let words = keymap::words(&stack, chord).filter(|_| !action.is_move());
            if words.is_some() && is_unread_here(model) {
                say_unread(model);
            } else if let Some(words) = words {
                let lang = model.look.lang;
                let what = word(lang, words);
                model.say(Tone::Info, t!(lang, "nothing-here", what = what));
            }
            Vec::new()
        });
    }
    if model.is_locked() {
        model.say(Tone::Info, t!(model.look.lang, "lock-type-first"));
    } else if !model.popups.is_empty() && goes_to_a_screen(chord) {
        model.say(Tone::Info, t!(model.look.lang, "close-first"));
    }
    Vec::new()
}

/// Whether the screen shows nothing because the file is not read.
fn is_unread_here(model: &Model) -> bool {
    model.popups.is_empty() && model.reading != Reading::Done && model.screen != Screen::Settings
}

/// Says why nothing can be done with the home.
fn say_unread(model: &mut Model) {
    let lang = model.look.lang;
    match model.reading {
        Reading::Begun => model.say(Tone::Info, t!(lang, "reading-begun")),
        Reading::Failed => model.popups.push(Popup::Notice(t!(lang, "reading-failed"))),
        Reading::Done => {}
    }
}

/// Whether the key opens a screen where no popup covers it.
fn goes_to_a_screen(chord: Chord) -> bool {
    matches!(
        keymap::resolve(&[Context::Screen], chord),
        Some(
            Action::GoToday
                | Action::GoDoor
                | Action::GoChildren
                | Action::GoActivities
                | Action::GoFollowUp
                | Action::GoTrends
                | Action::GoSettings
        )
    )
}

/// Passes a key to the focused text field; `None` if there is none or it does not use the key.
fn type_key(model: &mut Model, chord: Chord) -> Option<Vec<Job>> {
    if model.popups.is_empty() {
        hand_over(model, Event::Type(chord))
    } else {
        model.type_in_popup(chord)
    }
}

/// Handles an action; `None` if there is nothing here that it could act on.
fn act(model: &mut Model, action: Action) -> Option<Vec<Job>> {
    let inner = if model.popups.is_empty() {
        hand_over(model, Event::Act(action))
    } else {
        model.act_in_popup(action)
    };
    inner.or_else(|| act_everywhere(model, action))
}

/// Handles an action that works in every context; `None` for any other.
fn act_everywhere(model: &mut Model, action: Action) -> Option<Vec<Job>> {
    let needs_home = matches!(
        action,
        Action::Undo
            | Action::Redo
            | Action::Evacuate
            | Action::OpenHome
            | Action::CloseDay
            | Action::KnownAbsence
    );
    // At a fire an old list is better than none; it says that it is old.
    let is_roll = action == Action::Evacuate && model.reading == Reading::Failed;
    if needs_home && model.reading != Reading::Done && !is_roll {
        say_unread(model);
        return Some(Vec::new());
    }
    // Of an earlier evening nothing is changed.
    let changes = matches!(action, Action::Undo | Action::Redo);
    if changes && model.screen == Screen::FollowUp && model.past.is_some() {
        return None;
    }
    Some(match action {
        Action::Quit => model.quit(),
        Action::Help => {
            let keys = Help::new(model.listed_keys());
            model.popups.push(Popup::Help(keys));
            Vec::new()
        }
        Action::GoToday => model.go_to(Screen::Today),
        Action::GoDoor => model.go_to(Screen::Door),
        Action::GoChildren => model.go_to(Screen::Children),
        Action::GoActivities => model.go_to(Screen::Activities),
        Action::GoFollowUp => model.go_to_follow_up(),
        Action::GoTrends => model.go_to(Screen::Trends),
        Action::GoSettings => model.go_to(Screen::Settings),
        Action::Undo => vec![Job::Load(Load::LastStep)],
        Action::Redo => vec![Job::Do(Command::Redo)],
        Action::Evacuate => vec![Job::Load(Load::RollCall)],
        Action::OpenHome => vec![Job::Do(Command::OpenDay)],
        Action::CloseDay => model.sweep(),
        Action::KnownAbsence => model.open(Open::Absence(None)),
        Action::Lock => model.lock(),
        Action::OwnSecret => model.change_own_secret(),
        Action::SwitchLanguage if !model.popups.iter().all(Popup::follows_language) => {
            model.say(Tone::Info, t!(model.look.lang, "close-first"));
            Vec::new()
        }
        Action::SwitchLanguage => {
            let look = model.look;
            model.prefer(Preferences {
                lang: look.lang.other(),
                ..look
            })
        }
        Action::Cancel => {
            if model.popups.pop().is_none() {
                model.past = None;
            }
            Vec::new()
        }
        _ => return None,
    })
}

/// Handles pasted text. Without a receiver for pastes, its printable characters are typed.
fn paste(model: &mut Model, text: &str) -> Vec<Job> {
    if model.paste_in_popup(text) {
        return Vec::new();
    }
    // Where there is no text field, pasted text does nothing: its characters are no keys.
    if model.popups.is_empty() {
        hand_over(model, Event::Paste(text)).unwrap_or_default()
    } else {
        Vec::new()
    }
}

/// Handles a scan. At the door it is a card; elsewhere it is typed, except while a question is
/// open.
fn scan(model: &mut Model, code: &str) -> Vec<Job> {
    if let Some(jobs) = model.take_staff_card(code) {
        return jobs;
    }
    if model.popups.is_empty() && model.screen == Screen::Door {
        model.toast = None;
        return hand_over(model, Event::Scan(code)).unwrap_or_else(|| {
            say_unread(model);
            Vec::new()
        });
    }
    // A child outside holds the card to the scanner.
    if let Some(Popup::Evacuation(list)) = model.popups.last_mut() {
        let owner = model.house.register.card_owner(code);
        return owner.map_or_else(Vec::new, |child| list.saw(child, model.house.now));
    }
    let is_for_text = match model.popups.last() {
        Some(popup) => popup.has_text(),
        None => true,
    };
    if !is_for_text {
        // The digits and the Enter of the scan would answer the question unread.
        model.say(Tone::Bad, t!(model.look.lang, "door-answer-first"));
        return Vec::new();
    }
    let mut jobs = paste(model, code);
    jobs.extend(key(model, Chord::plain(Key::Enter)));
    jobs
}

fn clicked(model: &mut Model, click: Click) -> Vec<Job> {
    match click {
        Click::Key(chord) => key(model, chord),
        Click::Row(row) if model.popups.is_empty() => {
            hand_over(model, Event::Click(row)).unwrap_or_default()
        }
        Click::Row(row) => model.click_in_popup(row),
        Click::Field(field) => model.click_in_form(field),
    }
}

/// Moves the selection by the wheel, like the arrows.
fn wheel(model: &mut Model, lines: isize) -> Vec<Job> {
    let action = if lines < 0 { Action::Up } else { Action::Down };
    for _ in 0..lines.unsigned_abs() {
        act(model, action);
    }
    Vec::new()
}

/// Handles a new minute: recomputes what depends on the clock, while the selection stays with what
/// it shows. On a new day everything is read again.
fn minute(model: &mut Model, now: Moment) -> Vec<Job> {
    let is_new_day = now.date_naive() != model.house.today();
    keeping_place(model, |model| {
        model.house.now = now;
        model.refresh();
    });
    let is_calling = |popup: &Popup| matches!(popup, Popup::Evacuation(_));
    if is_new_day {
        vec![Job::ReadAll]
    } else if model.popups.iter().any(is_calling) {
        // Who has just left follows from the time.
        vec![Job::Load(Load::RollCall)]
    } else {
        Vec::new()
    }
}
