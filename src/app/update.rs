//! What every message does to the model, and what has to be done about it. Pure.

use super::message::{Effect, Message};
use super::model::{Model, Screen, Tone};
use super::popup::{Confirm, Popup};
use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::job::{LastStep, Load, Loaded};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::i18n::words;
use crate::keymap;
use crate::keymap::Action;
use crate::keymap::chord::{Chord, Key};
use crate::t;
use crate::ui::click::Click;
use crate::ui::help::Help;

/// A step that touched more rows than this is taken back only after a question.
const SMALL_STEP: usize = 12;

/// What every message does to the model, and what has to be done about it.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(chord) => key(model, chord),
        Message::Paste(text) => paste(model, &text),
        Message::Scan(code) => scan(model, &code),
        Message::Click(click) => clicked(model, click),
        Message::Wheel(lines) => moved(model, lines as isize),
        Message::Minute(now) => minute(model, now),
        Message::Done(command, done, fresh) => {
            model.take(*fresh);
            finished(model, &command, &done)
        }
        Message::Refused(command, refusal) => refused(model, *command, &refusal),
        Message::Loaded(loaded) => take_loaded(model, loaded),
        Message::Failed(refusal) => {
            let text = refusal.text(model.look.lang);
            model.popups.push(Popup::Notice(text));
            Vec::new()
        }
    }
}

/// A key: the text field that has the focus looks at it first, then the key table, from the
/// innermost context outwards.
fn key(model: &mut Model, chord: Chord) -> Vec<Effect> {
    model.toast = None;
    if let Some(effects) = model.typed(chord) {
        return effects;
    }
    match keymap::resolve(&model.contexts(), chord) {
        Some(action) => act(model, action),
        None => Vec::new(),
    }
}

impl Model {
    /// Gives the key to the text field that has the focus; `None` if it has no use for it.
    fn typed(&mut self, chord: Chord) -> Option<Vec<Effect>> {
        if !self.popups.is_empty() {
            return self.popup_typed(chord);
        }
        match self.screen {
            Screen::Door => self.door_typed(chord),
            Screen::Children if self.importing.is_some() => None,
            Screen::Children => self.children_typed(chord),
            Screen::Today | Screen::Activities | Screen::FollowUp | Screen::Settings => None,
        }
    }
}

/// An intent: the popup or screen that has the focus, then what holds everywhere.
fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let inner = if model.popups.is_empty() {
        match model.screen {
            Screen::Today => model.today_act(action),
            Screen::Door => model.door_act(action),
            Screen::Children if model.importing.is_some() => model.import_act(action),
            Screen::Children if action == Action::Cancel && model.reading.is_some() => {
                model.reading = None;
                model.say(Tone::Info, t!(model.look.lang, "import-not-read"));
                Some(Vec::new())
            }
            Screen::Children if action == Action::Import => Some(vec![Effect::Load(Load::Files)]),
            Screen::Children => model.children_act(action),
            Screen::Activities => model.plan_act(action),
            Screen::FollowUp => model.follow_act(action),
            Screen::Settings => model.settings_act(action),
        }
    } else {
        model.popup_act(action)
    };
    inner.unwrap_or_else(|| everywhere(model, action))
}

fn everywhere(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Help => {
            let stack = model.contexts();
            model.popups.push(Popup::Help(Help::new(stack)));
        }
        Action::GoToday => {
            model.screen = Screen::Today;
            model.refresh();
        }
        Action::GoDoor => model.screen = Screen::Door,
        Action::GoChildren => model.screen = Screen::Children,
        Action::GoActivities => model.show_plan(),
        Action::GoFollowUp => model.show_follow_up(),
        Action::GoSettings => return model.show_settings(),
        Action::Undo => return vec![Effect::Load(Load::LastStep)],
        Action::Redo => return vec![Effect::Do(Command::Redo)],
        Action::Evacuate => model.evacuate(),
        Action::OpenHome => return vec![Effect::Do(Command::OpenDay)],
        Action::CloseDay => model.sweep(),
        Action::KnownAbsence => model.ask_absence(None),
        Action::SwitchLanguage => {
            model.look.lang = model.look.lang.other();
            return model.keep_look();
        }
        Action::Cancel => drop(model.popups.pop()),
        _ => {}
    }
    Vec::new()
}

/// Pasted text goes where typed text goes, without line ends: a paste never submits anything.
fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(Popup::Form(_) | Popup::Picker(_)) = model.popups.last() {
        model.asking_paste(text);
        return Vec::new();
    }
    if let Some(Popup::Roll(_)) = model.popups.last() {
        model.roll_paste(text);
        return Vec::new();
    }
    if model.popups.is_empty() && model.screen == Screen::Children {
        model.children_paste(text);
        return Vec::new();
    }
    let clean = text.chars().filter(|c| !c.is_control());
    let keys: Vec<Chord> = clean.map(Chord::typed).collect();
    keys.into_iter()
        .flat_map(|chord| model.typed(chord).unwrap_or_default())
        .collect()
}

/// A scanner's code: at the door it signs in, in a text field it is text and Enter.
fn scan(model: &mut Model, code: &str) -> Vec<Effect> {
    if model.popups.is_empty() && model.screen == Screen::Door {
        model.toast = None;
        return model.door_scan(code);
    }
    if matches!(
        model.popups.last(),
        Some(Popup::Collect(_) | Popup::Confirm(_))
    ) {
        // Its digits and its Enter would answer a question that nobody has read.
        model.say(Tone::Bad, t!(model.look.lang, "door-answer-first"));
        return Vec::new();
    }
    let mut effects = paste(model, code);
    effects.extend(key(model, Chord::plain(Key::Enter)));
    effects
}

fn clicked(model: &mut Model, click: Click) -> Vec<Effect> {
    match click {
        Click::Key(chord) => key(model, chord),
        Click::Row(row) if model.popups.is_empty() => match model.screen {
            Screen::Today => model.today_click(row),
            Screen::Door => model.door_click(row),
            Screen::Children if model.importing.is_some() => model.import_click(row),
            Screen::Children => model.children_click(row),
            Screen::Activities => model.plan_click(row),
            Screen::FollowUp => model.follow_click(row),
            Screen::Settings => model.settings_click(row),
        },
        Click::Row(row) => model.popup_click(row),
        Click::Field(field) => model.asking_click(field),
    }
}

fn moved(model: &mut Model, lines: isize) -> Vec<Effect> {
    let action = if lines < 0 { Action::Up } else { Action::Down };
    for _ in 0..lines.unsigned_abs() {
        act(model, action);
    }
    Vec::new()
}

fn minute(model: &mut Model, now: crate::domain::Moment) -> Vec<Effect> {
    let new_day = now.date_naive() != model.house.today();
    model.house.now = now;
    if new_day {
        vec![Effect::Load(Load::Everything)]
    } else {
        Vec::new()
    }
}

fn finished(model: &mut Model, command: &Command, done: &Done) -> Vec<Effect> {
    model.form_is_done();
    let inside = model.house.day.head_count();
    let outcome = match command {
        Command::SignIn { child, .. } => done
            .outcome
            .clone()
            .with_name(&model.house.register.distinct_name(*child)),
        Command::SignOut(leaving) => {
            let told = model.house.register.distinct_name(leaving.child);
            done.outcome.clone().with_name(&told)
        }
        _ => done.outcome.clone(),
    };
    model.say(Tone::Good, outcome.text(model.look.lang, inside));
    match (command, &done.outcome) {
        (Command::SignIn { child, .. }, Outcome::SignedIn { .. }) => {
            model.door_offer_siblings(*child);
        }
        (Command::SignOut(_), _) => model.sweep_again(),
        (Command::Undo | Command::Redo, _) => model.door.offered.clear(),
        (Command::Activity(ActivityStep::Hold(_)), _) => model.roll_is_done(),
        _ => {}
    }
    model.search_door();
    let mut effects = model.children_changed();
    match done.outcome {
        Outcome::Imported { added } => effects.extend(model.import_done(added)),
        Outcome::Undone { .. } | Outcome::Redone { .. } => effects.extend(model.judge_again()),
        _ => {}
    }
    if model.screen == Screen::Settings {
        effects.push(Effect::Load(Load::Journal));
    }
    if let (Command::AddChild(_), Outcome::SavedChild { child, .. }) = (command, &done.outcome)
        && !model.roll_add(*child)
    {
        effects.extend(model.open_file(*child));
    }
    effects
}

fn refused(model: &mut Model, command: Command, refusal: &Refusal) -> Vec<Effect> {
    if let Refusal::ClockBehind { newest } = refusal {
        model.ask_clock(*newest, command);
        return Vec::new();
    }
    if model.has_waiting_form() {
        model.form_is_refused(refusal);
        return Vec::new();
    }
    let text = refusal.text(model.look.lang);
    match refusal {
        // What the file says must be read; what the rules say is one line.
        Refusal::Store(_) => model.popups.push(Popup::Notice(text)),
        _ => model.say(Tone::Bad, text),
    }
    Vec::new()
}

impl Model {
    /// Takes a step of today back at once; one of an earlier day, or a large one, only after a
    /// question that names it.
    fn undo(&mut self, step: &LastStep) -> Vec<Effect> {
        if step.at.date_naive() == self.house.today() && step.rows <= SMALL_STEP {
            return vec![Effect::Do(Command::Undo)];
        }
        let lang = self.look.lang;
        let question = t!(
            lang,
            "undo-question",
            step = words::choice(lang, "deed", step.kind),
            at = step.at.format("%Y-%m-%d %H:%M").to_string(),
            rows = step.rows
        );
        self.popups.push(Popup::Confirm(Confirm::new(
            question,
            Effect::Do(Command::Undo),
        )));
        Vec::new()
    }

    /// Asks whether a clock is right that shows an earlier time than the newest entry; if it is,
    /// that is written down and what was refused is done after all.
    fn ask_clock(&mut self, newest: crate::domain::Moment, command: Command) {
        let lang = self.look.lang;
        let words = |at: crate::domain::Moment| at.format("%Y-%m-%d %H:%M").to_string();
        let question = t!(
            lang,
            "clock-question",
            now = words(self.house.now),
            newest = words(newest)
        );
        let yes = vec![Effect::Do(Command::AcceptClock), Effect::Do(command)];
        self.popups
            .push(Popup::Confirm(Confirm::of_several(question, yes)));
    }
}

fn take_loaded(model: &mut Model, loaded: Loaded) -> Vec<Effect> {
    match loaded {
        Loaded::Start(fresh) => {
            model.take(*fresh);
            model.search_door();
            model.list_children();
            // Without a home there is one thing to do.
            if model.house.home.is_none() && !model.house.is_read_only && model.popups.is_empty() {
                model.ask_first_run();
            }
        }
        Loaded::LateDay(sheet) => {
            model.house.late = sheet;
            model.search_door();
        }
        Loaded::Files(files) => model.ask_file(&files),
        Loaded::Calendars(files) => model.ask_calendar(&files),
        Loaded::BadCalendar(path, error) => {
            let (file, lang) = (path.display().to_string(), model.look.lang);
            let why = crate::desk::refusal::file_error(&error, lang);
            let text = t!(lang, "cli-file", file = file, why = why);
            model.popups.push(Popup::Notice(text));
        }
        Loaded::Written(path) => {
            let (file, lang) = (path.display().to_string(), model.look.lang);
            let is_calendar = path.extension().is_some_and(|ending| ending == "ics");
            let text = if is_calendar {
                t!(lang, "paper-calendar-written", file = file)
            } else {
                t!(lang, "paper-written", file = file)
            };
            model.say(Tone::Good, text);
        }
        Loaded::Book(path, book) => return model.take_book(&path, book),
        Loaded::Plan(judging, plan) => model.take_plan(judging, plan),
        Loaded::OtherPlan(judging, plan) => {
            model.take_plan(judging, plan);
            model.say(Tone::Bad, t!(model.look.lang, "import-changed"));
        }
        Loaded::NeedsMonth(book) => model.ask_month(book),
        Loaded::NoPlan => {
            let text = t!(model.look.lang, "import-no-plan-no-roster");
            model.popups.push(Popup::Notice(text));
        }
        Loaded::LastStep(None) => {
            model.say(Tone::Bad, Refusal::NothingToUndo.text(model.look.lang));
        }
        Loaded::LastStep(Some(step)) => return model.undo(&step),
        Loaded::Journal(entries) => model.settings.entries = entries,
        Loaded::BackedUp(path) => {
            let file = path.display().to_string();
            model.say(
                Tone::Good,
                t!(model.look.lang, "cli-backup-done", file = file),
            );
        }
        Loaded::Verified(report) => {
            let (entries, rows) = (report.entries, report.rows);
            let lang = model.look.lang;
            if report.findings.is_empty() {
                let text = t!(lang, "cli-verify-sound", entries = entries, rows = rows);
                model.say(Tone::Good, text);
            } else {
                let text = t!(lang, "verify-found", count = report.findings.len());
                model.popups.push(Popup::Notice(text));
            }
        }
        Loaded::Past(child, past) => model.take_past(child, past),
    }
    Vec::new()
}
