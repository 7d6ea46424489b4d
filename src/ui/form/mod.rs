//! Forms: a list of fields, the one with the focus, and what keys do to them. Pure; drawn by
//! `popups::form`.
//!
//! A field is checked when the focus leaves it and once more when the form is accepted; what is
//! wrong is said at the field, in words that tell how to mend it.

mod field;
#[cfg(test)]
mod tests;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;

pub use field::{
    Check, Checking, Choice, Field, FieldSpec, Kind, Label, Need, choices, edit, paste,
};

use crate::keymap::chord::{Chord, Key};
use crate::keymap::{Action, Context, resolve};

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is about.
    pub title: Label,
    /// Its fields, in the order of the focus.
    pub fields: Vec<Field>,
    /// Which field has the focus.
    pub focus: usize,
    /// Somebody wants to leave although something was changed.
    pub is_asking_to_leave: bool,
}

/// What came of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormEvent {
    /// The form goes on.
    None,
    /// Everything is right: these are the values.
    Accept(Values),
    /// Away with it.
    Cancel,
}

/// The values of an accepted form, in their stored form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(Vec<(&'static str, String)>);

impl Values {
    /// The value of a field; empty if nothing was entered or there is no such field.
    pub fn get(&self, id: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| *known == id)
            .map_or("", |(_, value)| value)
    }

    /// The value of a yes-or-no field; `None` if nobody has said.
    pub fn yes_no(&self, id: &str) -> Option<bool> {
        match self.get(id) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// The day in a date field.
    pub fn day(&self, id: &str) -> Option<chrono::NaiveDate> {
        self.get(id).parse().ok()
    }

    /// Every field with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(id, value)| (*id, value.as_str()))
    }
}

/// The text of a yes-or-no value for [`Form::with`].
pub const fn yes_no_code(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

/// What is wrong with a field, in words that say how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's identifier.
    pub field: &'static str,
    /// What is wrong.
    pub text: String,
}

impl Form {
    /// An empty form.
    pub fn new(title: impl Into<Label>, specs: Vec<FieldSpec>) -> Self {
        let fields = specs.into_iter().map(|spec| Field::new(spec, "")).collect();
        Self {
            title: title.into(),
            fields,
            focus: 0,
            is_asking_to_leave: false,
        }
    }

    /// The same with something in one of its fields already; it does not count as a change.
    #[must_use]
    pub fn with(mut self, id: &str, value: &str) -> Self {
        if let Some(field) = self.field_mut(id) {
            value.clone_into(&mut field.first);
            field.set(value);
        }
        self
    }

    /// Gives a field the answers that only the model knows: the child's contacts, the staff.
    pub fn offer(&mut self, id: &str, answers: &[Choice]) {
        if let Some(field) = self.field_mut(id) {
            field.spec.kind = Kind::Choice(answers.to_vec());
            let value = field.first.clone();
            field.set(&value);
        }
    }

    /// A field by its name.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.spec.id == id)
    }

    /// A field by its name, to be changed.
    pub fn field_mut(&mut self, id: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.spec.id == id)
    }

    /// Whether anything is not what it was.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    /// Says at a field what is wrong, for checks that need to know more than the form, and puts
    /// the focus there.
    pub fn refuse(&mut self, id: &str, error: impl Into<String>) {
        if let Some(place) = self.fields.iter().position(|field| field.spec.id == id)
            && let Some(field) = self.fields.get_mut(place)
        {
            field.error = Some(error.into());
            self.focus = place;
        }
    }

    /// A key.
    pub fn key(&mut self, chord: Chord, checking: Checking) -> FormEvent {
        if self.is_asking_to_leave && chord == Chord::plain(Key::Enter) {
            self.is_asking_to_leave = false;
            return FormEvent::None;
        }
        if self.typed(chord) {
            return FormEvent::None;
        }
        match resolve(&[Context::Form, Context::Global], chord) {
            Some(action) => self.act(action, checking),
            None => FormEvent::None,
        }
    }

    /// Gives a key to the field that has the focus; says whether it had a use for it.
    pub fn typed(&mut self, chord: Chord) -> bool {
        let focus = self.focus;
        let used = self
            .fields
            .get_mut(focus)
            .is_some_and(|field| field.typed(chord));
        if used {
            self.is_asking_to_leave = false;
        }
        used
    }

    /// Pasted text; it never accepts the form.
    pub fn paste(&mut self, text: &str) {
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus) {
            field.paste(text);
        }
    }

    /// An intent.
    pub fn act(&mut self, action: Action, checking: Checking) -> FormEvent {
        let was_asking = std::mem::take(&mut self.is_asking_to_leave);
        match action {
            Action::Cancel | Action::Quit => return self.leave(was_asking),
            Action::Accept => return self.accept(checking),
            Action::Advance if self.focus + 1 >= self.fields.len() => return self.accept(checking),
            Action::Advance | Action::Next => self.go(self.focus + 1, checking),
            Action::Previous => self.go(self.focus.saturating_sub(1), checking),
            Action::PageDown => self.go(self.next_section(), checking),
            Action::PageUp => self.go(self.previous_section(), checking),
            Action::Restore => self.restore(),
            _ => {}
        }
        FormEvent::None
    }

    /// The mouse, or somebody who knows, puts the focus on a field.
    pub fn focus_on(&mut self, place: usize, checking: Checking) {
        self.go(place, checking);
    }

    fn restore(&mut self) {
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus) {
            let first = field.first.clone();
            field.set(&first);
        }
    }

    /// Something was typed, and nobody has been asked yet whether it may go.
    pub fn must_ask_to_leave(&self) -> bool {
        self.is_changed() && !self.is_asking_to_leave
    }

    /// Nothing changed: away. Otherwise the first time is a question, the second the answer.
    fn leave(&mut self, was_asking: bool) -> FormEvent {
        if was_asking || !self.is_changed() {
            return FormEvent::Cancel;
        }
        self.is_asking_to_leave = true;
        FormEvent::None
    }

    /// Moves the focus; the field that is left is checked unless it is as empty as it was.
    fn go(&mut self, place: usize, checking: Checking) {
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus)
            && !(field.value().is_empty() && field.first.is_empty())
        {
            field.error = field.check(checking).err();
        }
        self.focus = place.min(self.fields.len().saturating_sub(1));
    }

    fn accept(&mut self, checking: Checking) -> FormEvent {
        for field in &mut self.fields {
            field.error = field.check(checking).err();
        }
        if let Some(wrong) = self.fields.iter().position(|field| field.error.is_some()) {
            self.focus = wrong;
            return FormEvent::None;
        }
        let values = self
            .fields
            .iter()
            .map(|field| (field.spec.id, field.value().to_owned()));
        FormEvent::Accept(Values(values.collect()))
    }

    fn section_at(&self, place: usize) -> &'static str {
        self.fields
            .get(place)
            .map_or("", |field| field.spec.section)
    }

    fn next_section(&self) -> usize {
        let here = self.section_at(self.focus);
        (self.focus..self.fields.len())
            .find(|place| self.section_at(*place) != here)
            .unwrap_or(self.fields.len())
    }

    /// The first field of this section, or of the one before if the focus is on it already.
    fn previous_section(&self) -> usize {
        let before = self.section_at(self.focus.saturating_sub(1));
        (0..self.focus)
            .rev()
            .take_while(|place| self.section_at(*place) == before)
            .last()
            .unwrap_or(0)
    }
}
