//! Popups: existing means open; the last one has the keys.

use super::command::{Command, Leaving};
use super::keymap::Context;
use super::message::Effect;
use super::model::Model;
use crate::domain::{ChildId, ContactId, OutTo};
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
    /// The keys for where one is.
    Help(super::help::Help),
    /// A form and what it is for.
    Form(Box<super::forms::FormPopup>),
    /// A list to choose from and what for.
    Picker(Box<super::forms::PickerPopup>),
}

/// A question; yes carries what it guards. The default is no.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// The question, naming the thing.
    pub question: String,
    /// What yes does.
    pub yes: Effect,
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
        let listed = model.register.collectors(child).map(|one| Collector::Contact(one.id));
        let alone = model
            .register
            .get(child)
            .is_some_and(|file| file.walks_home == Some(true))
            .then_some(Collector::Alone);
        let options = listed.chain(alone).chain([Collector::Unlisted]).collect();
        Self { child, options, selected: 0 }
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
            Self::Help(_) => Context::Help,
            Self::Form(_) => Context::Form,
            Self::Picker(_) => Context::Picker,
        }
    }
}

impl Model {
    /// Everybody in the house, in pinyin order.
    pub fn children_inside(&self) -> Vec<ChildId> {
        let sheet = self.door_sheet();
        let children = self.register.children().iter();
        children.filter(|child| sheet.is_inside(child.id)).map(|child| child.id).collect()
    }

    /// Somebody collects: listed people at once, others by way of a director's form.
    pub fn collect_choose(&mut self, place: usize) -> Vec<Effect> {
        let Some(Popup::Collect(collect)) = self.popups.last() else { return Vec::new() };
        let Some(choice) = collect.options.get(place).copied() else { return Vec::new() };
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
        let when = self.door.late.map_or(super::command::When::Now, super::command::When::At);
        let leaving = Leaving { child, to, allowed_by: None, note: String::new(), when };
        vec![Effect::Do(Command::SignOut(leaving))]
    }

    /// Calls up the evacuation list; ticks of a list put away are kept while children are in.
    pub fn evacuate(&mut self) {
        let children = self.children_inside();
        self.popups.push(Popup::Evacuation(Evacuation { children, ..Evacuation::default() }));
    }
}
