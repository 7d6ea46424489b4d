//! Forms and lists: they receive keys, and their answers go to the screen that opened them.
//!
//! A form stays open until its command is done, so a refusal is shown in it and no input is lost.

use crate::app::model::Model;
use crate::app::popups::{Popup, Purpose};
use crate::desk::refusal::Refusal;
use crate::desk::rights::Right;
use crate::house::House;
use crate::keymap::Action;
use crate::keymap::chord::Chord;
use crate::screens::effect::{Effect, Env, FormPurpose, Job, Tone, Turn};
use crate::t;
use crate::ui::form::{Checking, FieldError, FormEvent, Values};
use crate::ui::picker::PickerEvent;

impl Purpose {
    /// Whether the answer leads to writing.
    pub(super) fn writes(&self) -> bool {
        match self {
            Self::Today(form) => form.writes(),
            Self::Door(form) => form.writes(),
            Self::Child(form) => form.writes(),
            Self::Import(form) => form.writes(),
            Self::Plan(form) => form.writes(),
            Self::Follow(form) => form.writes(),
            Self::Trend(form) => form.writes(),
            Self::Setting(form) => form.writes(),
        }
    }
}

impl Purpose {
    /// The right that the answer needs.
    pub(super) fn needs(&self) -> Option<Right> {
        match self {
            Self::Today(form) => form.needs(),
            Self::Door(form) => form.needs(),
            Self::Child(form) => form.needs(),
            Self::Import(form) => form.needs(),
            Self::Plan(form) => form.needs(),
            Self::Follow(form) => form.needs(),
            Self::Trend(form) => form.needs(),
            Self::Setting(form) => form.needs(),
        }
    }
}

/// The answer of a form or a list.
#[derive(Debug, Clone, Copy)]
enum Given<'a> {
    Filled(&'a Values),
    Chosen(&'a str),
}

/// Gives an answer to its purpose.
fn answer<F: FormPurpose>(
    house: &House,
    state: &mut F::State,
    env: Env,
    purpose: F,
    given: Given<'_>,
) -> Result<Vec<Effect<F>>, FieldError> {
    let (taken, effects) = Turn::of(house, state, env, |turn| match given {
        Given::Filled(values) => purpose.accept(turn, values),
        Given::Chosen(code) => {
            purpose.choose(turn, code);
            Ok(())
        }
    });
    taken.map(|()| effects)
}

fn all<F>(effects: Vec<Effect<F>>, purpose: fn(F) -> Purpose) -> Vec<Effect<Purpose>> {
    let effects = effects.into_iter();
    effects.map(|effect| effect.map(purpose)).collect()
}

impl Model {
    fn answer(
        &mut self,
        purpose: Purpose,
        given: Given<'_>,
    ) -> Result<Vec<Effect<Purpose>>, FieldError> {
        let (house, env) = (&self.house, self.env());
        Ok(match purpose {
            Purpose::Today(form) => all(
                answer(house, &mut self.today, env, form, given)?,
                Purpose::Today,
            ),
            Purpose::Door(form) => all(
                answer(house, &mut self.door, env, form, given)?,
                Purpose::Door,
            ),
            Purpose::Child(form) => all(
                answer(house, &mut self.children, env, form, given)?,
                Purpose::Child,
            ),
            Purpose::Import(form) => all(
                answer(house, &mut self.import, env, form, given)?,
                Purpose::Import,
            ),
            Purpose::Plan(form) => all(
                answer(house, &mut self.activities, env, form, given)?,
                Purpose::Plan,
            ),
            Purpose::Follow(form) => all(
                answer(house, &mut self.follow_up, env, form, given)?,
                Purpose::Follow,
            ),
            Purpose::Trend(form) => all(
                answer(house, &mut self.trends, env, form, given)?,
                Purpose::Trend,
            ),
            Purpose::Setting(form) => all(
                answer(house, &mut self.settings, env, form, given)?,
                Purpose::Setting,
            ),
        })
    }

    fn checking(&self) -> Checking {
        Checking {
            lang: self.look.lang,
            today: self.house.today(),
        }
    }

    /// Passes a key to the text field of a form or the filter of a list; `None` if it is not used.
    pub(super) fn type_in_form(&mut self, chord: Chord) -> Option<Vec<Job>> {
        let used = match self.popups.last_mut()? {
            Popup::Form(popup) => popup.form.typed(chord),
            Popup::Picker(popup) => popup.picker.typed(chord),
            _ => return None,
        };
        used.then(Vec::new)
    }

    /// Handles an action in a form or a list; `None` if it is not used.
    pub(super) fn act_in_form(&mut self, action: Action) -> Option<Vec<Job>> {
        let checking = self.checking();
        // Global actions work here too, except that Quit must not drop unsaved input without
        // asking.
        match (self.popups.last(), action) {
            (Some(Popup::Form(popup)), Action::Quit) if popup.form.must_ask_to_leave() => {}
            (
                _,
                Action::Help
                | Action::Evacuate
                | Action::Lock
                | Action::SwitchLanguage
                | Action::Quit,
            ) => return None,
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

    /// Handles a click on a field or an item.
    pub(super) fn click_in_form(&mut self, place: usize) -> Vec<Job> {
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

    fn form_event(&mut self, event: FormEvent) -> Vec<Job> {
        match event {
            FormEvent::None => Vec::new(),
            FormEvent::Cancel => {
                self.popups.pop();
                Vec::new()
            }
            FormEvent::Accept(values) => self.form_accepted(&values),
        }
    }

    /// Handles an accepted form. It stays open while a command runs and closes otherwise.
    fn form_accepted(&mut self, values: &Values) -> Vec<Job> {
        let Some(Popup::Form(mut popup)) = self.popups.pop() else {
            return Vec::new();
        };
        match self.answer(popup.purpose.clone(), Given::Filled(values)) {
            Ok(effects) => {
                let is_command = |one: &Effect<_>| matches!(one, Effect::Run(Job::Do(_)));
                if effects.iter().any(is_command) {
                    popup.is_waiting = true;
                    self.popups.push(Popup::Form(popup));
                }
                self.carry_out(effects, |purpose| purpose)
            }
            Err(error) => {
                if !popup.form.refuse(error.field, error.text.clone()) {
                    self.say(Tone::Bad, error.text);
                }
                self.popups.push(Popup::Form(popup));
                Vec::new()
            }
        }
    }

    fn picker_event(&mut self, event: PickerEvent) -> Vec<Job> {
        match event {
            PickerEvent::None => Vec::new(),
            PickerEvent::Undecided => {
                self.say(Tone::Info, t!(self.look.lang, "picker-undecided"));
                Vec::new()
            }
            PickerEvent::Cancel => {
                self.popups.pop();
                Vec::new()
            }
            PickerEvent::Choose(code) => {
                let Some(Popup::Picker(popup)) = self.popups.pop() else {
                    return Vec::new();
                };
                // Only forms return errors; a choice was offered by the list itself.
                let effects = self.answer(popup.purpose, Given::Chosen(&code));
                self.carry_out(effects.unwrap_or_default(), |purpose| purpose)
            }
        }
    }

    /// Closes the waiting form after its command was done.
    pub(super) fn form_is_done(&mut self) {
        self.popups
            .retain(|popup| !matches!(popup, Popup::Form(form) if form.is_waiting));
    }

    /// Shows a refusal at its field of the waiting form, or in the bottom line. Returns whether a
    /// form was waiting.
    pub(super) fn form_is_refused(&mut self, refusal: &Refusal) -> bool {
        let text = refusal.text(self.look.lang);
        let waiting = self.popups.iter_mut().rev().find_map(|popup| match popup {
            Popup::Form(popup) if popup.is_waiting => Some(popup),
            _ => None,
        });
        let Some(popup) = waiting else {
            return false;
        };
        popup.is_waiting = false;
        // A field that this form does not have shows nothing: then the bottom line does.
        let is_shown = refusal
            .field()
            .is_some_and(|field| popup.form.refuse(field, text.clone()));
        if !is_shown {
            self.say(Tone::Bad, text);
        }
        true
    }
}
