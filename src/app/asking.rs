//! Forms and lists that ask for something, and what the answer is for.
//!
//! A form stays open until what it asks for is done: a refusal is shown in it and nothing typed is
//! lost.

use super::children::ChildForm;
use super::door_forms::DoorForm;
use super::first_run;
use super::follow_forms::FollowForm;
use super::importing::ImportForm;
use super::message::Effect;
use super::model::{Model, Tone};
use super::plan::PlanForm;
use super::popup::Popup;
use super::settings::SettingForm;
use super::today::TodayForm;
use crate::desk::refusal::Refusal;
use crate::keymap::Action;
use crate::keymap::chord::Chord;
use crate::ui::form::FieldError;
use crate::ui::form::{Checking, Form, FormEvent, Values};
use crate::ui::picker::{Picker, PickerEvent};

/// What a form or a list is for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// Something at the door.
    Door(DoorForm),
    /// Something on Today.
    Today(TodayForm),
    /// Something about the register.
    Child(ChildForm),
    /// Something about follow-up.
    Follow(FollowForm),
    /// Something about activities.
    Plan(PlanForm),
    /// Something in the settings.
    Setting(SettingForm),
    /// Something about an import.
    Import(ImportForm),
    /// The questions of the first run.
    FirstRun,
}

/// A form and what it is for.
#[derive(Debug, Clone)]
pub struct FormPopup {
    /// The form.
    pub form: Form,
    /// What it is for.
    pub purpose: Purpose,
    /// It was accepted and what it asks for is being done.
    pub is_waiting: bool,
}

/// A list to choose from and what the choice is for.
#[derive(Debug, Clone)]
pub struct PickerPopup {
    /// The list.
    pub picker: Picker,
    /// What the choice is for.
    pub purpose: Purpose,
}

impl Purpose {
    /// What an accepted form asks for. An error is said at a field, and the form stays.
    fn accept(self, model: &mut Model, values: &Values) -> Result<Vec<Effect>, FieldError> {
        match self {
            Self::Door(form) => form.accept(model, values),
            Self::Today(form) => Ok(form.accept(model, values)),
            Self::Child(form) => form.accept(model, values),
            Self::Follow(form) => form.accept(model, values),
            Self::Plan(form) => form.accept(model, values),
            Self::Setting(form) => form.accept(model, values),
            Self::Import(form) => form.accept(model, values),
            Self::FirstRun => first_run::accept(model, values),
        }
    }

    /// Whether an answer leads to a step of the journal. An import is looked at first.
    const fn writes(&self) -> bool {
        match self {
            Self::Child(ChildForm::Filter) | Self::Import(_) => false,
            Self::Plan(form) => form.writes(),
            _ => true,
        }
    }

    /// What a choice from a list asks for.
    fn choose(self, model: &mut Model, code: &str) -> Vec<Effect> {
        match self {
            Self::Door(form) => form.choose(model, code),
            Self::Child(form) => form.choose(model, code),
            Self::Follow(form) => form.choose(model, code),
            Self::Plan(form) => form.choose(model, code),
            Self::Setting(form) => form.choose(model, code),
            Self::Import(form) => form.choose(model, code),
            Self::Today(_) | Self::FirstRun => Vec::new(),
        }
    }
}

impl Model {
    /// Opens a form; not where what it asks for could never be written.
    pub fn ask(&mut self, form: Form, purpose: Purpose) {
        if self.house.is_read_only && purpose.writes() {
            self.say_read_only();
            return;
        }
        self.popups.push(Popup::Form(Box::new(FormPopup {
            form,
            purpose,
            is_waiting: false,
        })));
    }

    /// Opens a list to choose from.
    pub fn ask_choice(&mut self, picker: Picker, purpose: Purpose) {
        if self.house.is_read_only && purpose.writes() {
            self.say_read_only();
            return;
        }
        self.popups
            .push(Popup::Picker(Box::new(PickerPopup { picker, purpose })));
    }

    pub(super) fn say_read_only(&mut self) {
        let refusal = Refusal::Store(crate::store::StoreError::ReadOnly);
        self.say(Tone::Bad, refusal.text(self.look.lang));
    }

    fn checking(&self) -> Checking {
        Checking {
            lang: self.look.lang,
            today: self.house.today(),
        }
    }

    /// A key typed into the form or list that has the keys; `None` if it has no use for it.
    pub(super) fn asking_typed(&mut self, chord: Chord) -> Option<Vec<Effect>> {
        let used = match self.popups.last_mut()? {
            Popup::Form(popup) => popup.form.typed(chord),
            Popup::Picker(popup) => popup.picker.typed(chord),
            _ => return None,
        };
        used.then(Vec::new)
    }

    /// Text pasted into the form or list that has the keys.
    pub(super) fn asking_paste(&mut self, text: &str) {
        match self.popups.last_mut() {
            Some(Popup::Form(popup)) => popup.form.paste(text),
            Some(Popup::Picker(popup)) => popup.picker.paste(text),
            _ => {}
        }
    }

    /// What an intent means in a form or list; `None` if the last popup is neither.
    pub(super) fn asking_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let checking = self.checking();
        // What holds everywhere holds here too, but what was typed is not thrown away unasked.
        match (self.popups.last(), action) {
            (Some(Popup::Form(popup)), Action::Quit) if popup.form.must_ask_to_leave() => {}
            (_, Action::Help | Action::Evacuate | Action::SwitchLanguage | Action::Quit) => {
                return None;
            }
            _ => {}
        }
        match self.popups.last_mut()? {
            Popup::Form(popup) => {
                let event = popup.form.act(action, checking);
                Some(self.form_event(event))
            }
            Popup::Picker(popup) => {
                let event = popup.picker.act(action);
                Some(self.picker_event(event))
            }
            _ => None,
        }
    }

    /// A click on a row of a list or a field of a form.
    pub(super) fn asking_click(&mut self, place: usize) -> Vec<Effect> {
        let checking = self.checking();
        match self.popups.last_mut() {
            Some(Popup::Form(popup)) => {
                popup.form.focus_on(place, checking);
                Vec::new()
            }
            Some(Popup::Picker(popup)) => {
                let event = popup.picker.click(place);
                self.picker_event(event)
            }
            _ => Vec::new(),
        }
    }

    fn form_event(&mut self, event: FormEvent) -> Vec<Effect> {
        match event {
            FormEvent::None => Vec::new(),
            FormEvent::Cancel => {
                self.popups.pop();
                Vec::new()
            }
            FormEvent::Accept(values) => self.form_accepted(&values),
        }
    }

    fn form_accepted(&mut self, values: &Values) -> Vec<Effect> {
        let Some(Popup::Form(mut popup)) = self.popups.pop() else {
            return Vec::new();
        };
        match popup.purpose.clone().accept(self, values) {
            Ok(effects) if effects.iter().any(|effect| matches!(effect, Effect::Do(_))) => {
                popup.is_waiting = true;
                self.popups.push(Popup::Form(popup));
                effects
            }
            Ok(effects) => effects,
            Err(error) => {
                popup.form.refuse(error.field, error.text);
                self.popups.push(Popup::Form(popup));
                Vec::new()
            }
        }
    }

    fn picker_event(&mut self, event: PickerEvent) -> Vec<Effect> {
        match event {
            PickerEvent::None => Vec::new(),
            PickerEvent::Cancel => {
                self.popups.pop();
                Vec::new()
            }
            PickerEvent::Choose(code) => match self.popups.pop() {
                Some(Popup::Picker(popup)) => popup.purpose.choose(self, &code),
                _ => Vec::new(),
            },
        }
    }

    /// What a form asked for is done: it goes.
    pub(super) fn form_is_done(&mut self) {
        self.popups
            .retain(|popup| !matches!(popup, Popup::Form(form) if form.is_waiting));
    }

    /// What a form asked for was refused: it stays, with the reason where it belongs.
    pub(super) fn form_is_refused(&mut self, refusal: &Refusal) {
        let text = refusal.text(self.look.lang);
        let field = refusal.field();
        let waiting = self.popups.iter_mut().rev().find_map(|popup| match popup {
            Popup::Form(popup) if popup.is_waiting => Some(popup),
            _ => None,
        });
        let Some(popup) = waiting else { return };
        popup.is_waiting = false;
        if let Some(field) = field {
            popup.form.refuse(field, text);
        } else {
            self.say(Tone::Bad, text);
        }
    }

    /// Whether a form waits for what it asked for.
    pub(super) fn has_waiting_form(&self) -> bool {
        self.popups
            .iter()
            .any(|popup| matches!(popup, Popup::Form(form) if form.is_waiting))
    }
}
