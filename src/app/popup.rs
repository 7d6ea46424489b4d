//! Popups: existing means open; the last one has the keys.

use super::asking::{FormPopup, PickerPopup};
use super::message::Effect;
use super::model::{Model, Tone};
use super::plan::Roll;
use crate::desk::command::{Command, SignOut};
use crate::domain::{ChildId, ContactId, OutTo};
use crate::keymap::chord::Chord;
use crate::keymap::{Action, Context};
use crate::t;
use crate::ui::help::{Help, HelpEvent};
use crate::ui::list::moved;
use std::collections::HashSet;

/// A popup and all it needs.
#[derive(Debug)]
pub enum Popup {
    /// A question before something that cannot simply be undone.
    Confirm(Confirm),
    /// Something that must be read.
    Notice(String),
    /// Who collects the child.
    Collect(Collect),
    /// Who is still in, before the day is closed.
    Sweep(Sweep),
    /// Everybody in the house, to be ticked off outside.
    Evacuation(Evacuation),
    /// Who takes part in an activity.
    Roll(Box<Roll>),
    /// A page to be read.
    Page(Page),
    /// The keys for where one is.
    Help(Help),
    /// A form and what it is for.
    Form(Box<FormPopup>),
    /// A list to choose from and what for.
    Picker(Box<PickerPopup>),
}

/// A question; yes carries what it guards. The default is no.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// The question, naming the thing.
    pub question: String,
    /// What yes does.
    pub yes: Vec<Effect>,
    /// Where the arrows are; no unless moved.
    pub answer: Answer,
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answer {
    /// Do it.
    Yes,
    /// Leave it.
    #[default]
    No,
}

/// A page to be read, line after line.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// What it says; a line may be longer than the screen is wide.
    pub lines: Vec<String>,
    /// The line at the top.
    pub top: usize,
}

impl Confirm {
    /// A question and what yes does.
    pub fn new(question: String, yes: Effect) -> Self {
        Self::of_several(question, vec![yes])
    }

    /// A question and the several things that yes does.
    pub fn of_several(question: String, yes: Vec<Effect>) -> Self {
        Self {
            question,
            yes,
            answer: Answer::No,
        }
    }
}

/// Who collects.
#[derive(Debug, Clone)]
pub struct Collect {
    /// Who leaves.
    pub child: ChildId,
    /// Listed people first, then alone if agreed; somebody unlisted is always the last.
    pub options: Vec<Collector>,
    /// Where the arrows are.
    pub selected: usize,
}

/// One answer to "who collects?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collector {
    /// A listed contact.
    Contact(ContactId),
    /// Nobody: goes home alone, as agreed.
    Alone,
    /// Somebody who is not listed.
    Unlisted,
}

impl Collect {
    /// The answers for a child.
    pub fn new(model: &Model, child: ChildId) -> Self {
        let listed = model
            .house
            .register
            .collectors(child)
            .map(|one| Collector::Contact(one.id));
        let alone = model
            .house
            .register
            .get(child)
            .is_some_and(|file| file.walks_home == Some(true))
            .then_some(Collector::Alone);
        let options = listed.chain(alone).chain([Collector::Unlisted]).collect();
        Self {
            child,
            options,
            selected: 0,
        }
    }
}

/// The children still in the house when the day should be closed.
#[derive(Debug, Clone, Default)]
pub struct Sweep {
    /// Where the arrows are.
    pub selected: usize,
}

/// Roll call outside the house. The ticks live as long as the popup is open or put away.
#[derive(Debug, Clone, Default)]
pub struct Evacuation {
    /// Everybody who was in the house when the list was called up, in pinyin order.
    pub children: Vec<ChildId>,
    /// Who has been seen outside.
    pub safe: HashSet<ChildId>,
    /// Where the arrows are.
    pub selected: usize,
    /// Phones are shown: only then, the list may be read by everybody around.
    pub phones: bool,
}

impl Popup {
    /// What has the keys while it is the last.
    pub fn context(&self) -> Context {
        match self {
            Self::Confirm(_) => Context::Confirm,
            Self::Notice(_) => Context::Notice,
            Self::Collect(_) => Context::Collect,
            Self::Sweep(_) => Context::Sweep,
            Self::Evacuation(_) => Context::Evacuation,
            Self::Roll(_) => Context::Roll,
            Self::Page(_) => Context::Page,
            Self::Help(_) => Context::Help,
            Self::Form(_) => Context::Form,
            Self::Picker(_) => Context::Picker,
        }
    }
}

impl Model {
    /// Somebody collects: listed people at once, others by way of a director's form.
    pub fn collect_choose(&mut self, place: usize) -> Vec<Effect> {
        let Some(Popup::Collect(collect)) = self.popups.last() else {
            return Vec::new();
        };
        let Some(choice) = collect.options.get(place).copied() else {
            return Vec::new();
        };
        let child = collect.child;
        self.popups.pop();
        let to = match choice {
            Collector::Contact(id) => OutTo::Contact(id),
            Collector::Alone => OutTo::Alone,
            Collector::Unlisted => {
                self.ask_unlisted(child);
                return Vec::new();
            }
        };
        let when = self.door.late.map_or(
            crate::desk::command::When::Now,
            crate::desk::command::When::At,
        );
        let leaving = SignOut {
            child,
            to,
            allowed_by: None,
            note: String::new(),
            when,
        };
        vec![Effect::Do(Command::SignOut(leaving))]
    }

    /// Calls up the evacuation list, with the ticks of the one put away before.
    pub fn evacuate(&mut self) {
        if self
            .popups
            .iter()
            .any(|popup| matches!(popup, Popup::Evacuation(_)))
        {
            return;
        }
        // Who is in the house now, whatever day is being written late.
        let children = self.house.inside_on(&self.house.day);
        let mut list = std::mem::take(&mut self.evacuation);
        list.safe.retain(|child| children.contains(child));
        list.children = children;
        list.selected = 0;
        self.popups.push(Popup::Evacuation(list));
    }

    /// Who is still in; if nobody is, the question whether to close the day.
    pub fn sweep(&mut self) {
        self.door.clear();
        self.door_late(None);
        if self.house.children_inside().is_empty() {
            self.ask_close();
        } else if !matches!(self.popups.last(), Some(Popup::Sweep(_))) {
            self.popups.push(Popup::Sweep(Sweep::default()));
        }
    }

    fn ask_close(&mut self) {
        let lang = self.look.lang;
        let day = self.house.day.day;
        let came = self.house.day.came();
        let missing = self.house.missing().count();
        let question = t!(lang, "sweep-close", came = came, missing = missing);
        let close = Effect::Do(Command::CloseDay {
            day,
            note: String::new(),
        });
        self.popups.push(Popup::Confirm(Confirm {
            answer: Answer::Yes,
            ..Confirm::new(question, close)
        }));
    }

    /// A key for a popup that has a text field or numbers its rows; `None` if it has no use for it.
    pub(super) fn popup_typed(&mut self, chord: Chord) -> Option<Vec<Effect>> {
        if let Some(effects) = self.asking_typed(chord) {
            return Some(effects);
        }
        if matches!(self.popups.last(), Some(Popup::Roll(_))) {
            return self.roll_typed(chord);
        }
        if let Some(Popup::Help(help)) = self.popups.last_mut() {
            return help.typed(chord).then(Vec::new);
        }
        let typed = chord.folded().text()?;
        match self.popups.last()? {
            Popup::Collect(_) => {
                let number = typed.to_digit(10).filter(|digit| *digit > 0)? as usize;
                Some(self.collect_choose(number - 1))
            }
            _ => None,
        }
    }

    /// What an intent means in the popup that has the keys; `None` if nothing special.
    pub(super) fn popup_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        if let Some(effects) = self.asking_act(action) {
            return Some(effects);
        }
        if let Some(effects) = self.roll_act(action) {
            return Some(effects);
        }
        if action == Action::Cancel {
            self.close_popup();
            return Some(Vec::new());
        }
        let (inside, lang) = (self.house.children_inside(), self.look.lang);
        match self.popups.last_mut()? {
            Popup::Confirm(confirm) => match action {
                Action::Next | Action::Previous => {
                    confirm.answer = match confirm.answer {
                        Answer::Yes => Answer::No,
                        Answer::No => Answer::Yes,
                    };
                    Some(Vec::new())
                }
                Action::Yes => Some(self.answer(Answer::Yes)),
                Action::No => Some(self.answer(Answer::No)),
                Action::Accept => {
                    let answer = confirm.answer;
                    Some(self.answer(answer))
                }
                _ => None,
            },
            Popup::Page(page) if action != Action::Accept => {
                moved(&mut page.top, page.lines.len(), action).then(Vec::new)
            }
            Popup::Notice(_) | Popup::Page(_) if action == Action::Accept => {
                self.popups.pop();
                Some(Vec::new())
            }
            Popup::Collect(collect) => {
                if action == Action::Accept {
                    let place = collect.selected;
                    return Some(self.collect_choose(place));
                }
                moved(&mut collect.selected, collect.options.len(), action).then(Vec::new)
            }
            Popup::Sweep(sweep) => match action {
                Action::Accept => {
                    let child = inside.get(sweep.selected).copied();
                    Some(child.map_or_else(Vec::new, |child| self.door_collect(child)))
                }
                Action::CloseDay => {
                    self.sweep_again();
                    if !inside.is_empty() {
                        self.say(Tone::Bad, t!(lang, "sweep-still", count = inside.len()));
                    }
                    Some(Vec::new())
                }
                _ => moved(&mut sweep.selected, inside.len(), action).then(Vec::new),
            },
            Popup::Evacuation(list) => match action {
                Action::Tick => {
                    list.tick();
                    Some(Vec::new())
                }
                Action::TogglePhones => {
                    list.phones = !list.phones;
                    Some(Vec::new())
                }
                _ => moved(&mut list.selected, list.children.len(), action).then(Vec::new),
            },
            Popup::Help(help) => {
                if help.act(action, lang) == HelpEvent::Close {
                    self.popups.pop();
                }
                Some(Vec::new())
            }
            Popup::Notice(_)
            | Popup::Page(_)
            | Popup::Form(_)
            | Popup::Picker(_)
            | Popup::Roll(_) => None,
        }
    }

    /// A click on a row of the popup that has the keys.
    pub(super) fn popup_click(&mut self, row: usize) -> Vec<Effect> {
        match self.popups.last_mut() {
            Some(Popup::Collect(_)) => self.collect_choose(row),
            Some(Popup::Sweep(sweep)) => {
                sweep.selected = row;
                self.popup_act(Action::Accept).unwrap_or_default()
            }
            Some(Popup::Evacuation(list)) => {
                list.selected = row;
                list.tick();
                Vec::new()
            }
            Some(Popup::Roll(_)) => {
                self.roll_click(row);
                Vec::new()
            }
            _ => self.asking_click(row),
        }
    }

    /// Closes the innermost popup; the ticks of an evacuation are kept.
    fn close_popup(&mut self) {
        if let Some(Popup::Evacuation(list)) = self.popups.pop() {
            self.evacuation = list;
        }
    }

    fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        match self.popups.pop() {
            Some(Popup::Confirm(confirm)) if answer == Answer::Yes => confirm.yes,
            _ => Vec::new(),
        }
    }

    /// After a sign-out from the sweep: when the last child has gone, the day can be closed.
    pub(super) fn sweep_again(&mut self) {
        let inside = self.house.children_inside().len();
        if let Some(Popup::Sweep(sweep)) = self.popups.last_mut() {
            sweep.selected = sweep.selected.min(inside.saturating_sub(1));
            if inside == 0 {
                self.popups.pop();
                self.ask_close();
            }
        }
    }
}

impl Evacuation {
    /// Ticks the selected child off, or takes the tick back, and moves to the next without one.
    fn tick(&mut self) {
        let Some(child) = self.children.get(self.selected).copied() else {
            return;
        };
        if !self.safe.insert(child) {
            self.safe.remove(&child);
            return;
        }
        let unseen = |place: &usize| {
            self.children
                .get(*place)
                .is_some_and(|child| !self.safe.contains(child))
        };
        let after = (self.selected..self.children.len()).find(|place| unseen(place));
        if let Some(next) = after.or_else(|| (0..self.selected).find(|place| unseen(place))) {
            self.selected = next;
        }
    }
}
