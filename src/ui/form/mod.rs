//! Forms: fields, focus, and handling of keys. No I/O; `view` draws a form.
//!
//! A field is checked when the focus leaves it, and all fields when the form is accepted. The error
//! is shown at the field and tells how to correct the value.

mod field;
#[cfg(test)]
mod tests;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;

pub(crate) use field::{
    Checking, Choice, Field, FieldSpec, Kind, Label, Need, choices, edit, paste,
};

use crate::domain::tidy;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::keymap::chord::Chord;

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// The title of the popup.
    title: Label,
    /// The fields, in focus order.
    pub fields: Vec<Field>,
    /// Index of the focused field.
    pub focus: usize,
    /// Whether the user was asked to confirm leaving with unsaved changes.
    pub is_asking_to_leave: bool,
    /// What was said at a field after a check that needs data outside the form.
    told: Vec<FieldError>,
}

/// The result of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormEvent {
    /// The form stays open.
    None,
    /// The form is valid and accepted, with these values.
    Accept(Values),
    /// The form is closed without saving.
    Cancel,
}

/// The values of an accepted form, in their stored form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Values {
    all: Vec<(&'static str, String)>,
    /// What the form has said at a field since it was opened.
    told: Vec<FieldError>,
}

impl Values {
    /// The value of a field; empty if it is empty or does not exist.
    pub(crate) fn get(&self, id: &str) -> &str {
        self.all
            .iter()
            .find(|(known, _)| *known == id)
            .map_or("", |(_, value)| value)
    }

    /// The value of a yes-or-no field; `None` if empty.
    pub(crate) fn yes_no(&self, id: &str) -> Option<bool> {
        match self.get(id) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// The value of a date field; `None` if empty.
    pub(crate) fn day(&self, id: &str) -> Option<chrono::NaiveDate> {
        self.get(id).parse().ok()
    }

    /// An error unless the form has said this before: a doubt is shown once, and whoever saves again
    /// has thought about it.
    pub(crate) fn doubt(&self, doubt: FieldError) -> Result<(), FieldError> {
        if self.told.contains(&doubt) {
            Ok(())
        } else {
            Err(doubt)
        }
    }

    /// The identifier and value of every field.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.all.iter().map(|(id, value)| (*id, value.as_str()))
    }
}

/// The value of a yes-or-no field as text, for [`Form::with`].
pub(crate) const fn yes_no_code(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

/// An error at a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldError {
    /// Identifier of the field.
    pub field: &'static str,
    /// The message; tells how to correct the value.
    pub text: String,
}

impl Form {
    /// A form with empty fields.
    pub(crate) fn new(title: impl Into<Label>, specs: Vec<FieldSpec>) -> Self {
        let fields = specs.into_iter().map(|spec| Field::new(spec, "")).collect();
        Self {
            title: title.into(),
            fields,
            focus: 0,
            is_asking_to_leave: false,
            told: Vec::new(),
        }
    }

    /// Sets the first value of a field; this does not count as a change.
    #[must_use]
    pub(crate) fn with(mut self, id: &str, value: &str) -> Self {
        if let Some(field) = self.field_mut(id) {
            let value = tidy::line(value);
            field.first = value.clone().into_owned();
            field.set(&value);
        }
        self
    }

    /// Sets the options of a field that depend on data, such as a child's contacts or the staff.
    pub(crate) fn offer(&mut self, id: &str, answers: &[Choice]) {
        if let Some(field) = self.field_mut(id) {
            field.spec.kind = Kind::Choice(answers.to_vec());
            let value = field.first.clone();
            field.set(&value);
        }
    }

    /// A field by its identifier, for tests.
    #[cfg(test)]
    pub(crate) fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.spec.id == id)
    }

    /// A field by its identifier, mutable.
    pub(crate) fn field_mut(&mut self, id: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.spec.id == id)
    }

    /// Whether any field was changed.
    pub(crate) fn is_changed(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    /// Shows an error at a field and moves the focus there; whether the form has the field. For checks that need data outside
    /// the form.
    pub(crate) fn refuse(&mut self, id: &str, error: impl Into<String>) -> bool {
        let place = self.fields.iter().position(|field| field.spec.id == id);
        let Some((place, field)) =
            place.and_then(|place| Some((place, self.fields.get_mut(place)?)))
        else {
            return false;
        };
        let text = error.into();
        field.error = Some(text.clone());
        self.told.push(FieldError {
            field: field.spec.id,
            text,
        });
        self.focus_at(place);
        true
    }

    /// Handles a key press, for tests.
    #[cfg(test)]
    fn key(&mut self, chord: Chord, checking: Checking) -> FormEvent {
        use crate::keymap::{Context, resolve};
        if self.typed(chord) {
            return FormEvent::None;
        }
        match resolve(&[Context::Form, Context::Global], chord) {
            Some(action) => self.act(action, checking),
            None => FormEvent::None,
        }
    }

    /// Passes a key to the focused field. Returns whether the key was used.
    pub(crate) fn typed(&mut self, chord: Chord) -> bool {
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

    /// Pastes text into the focused field; never accepts the form.
    pub(crate) fn paste(&mut self, text: &str, lang: Lang) {
        self.is_asking_to_leave = false;
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus) {
            field.paste(text, lang);
        }
    }

    /// Handles an action.
    pub(crate) fn act(&mut self, action: Action, checking: Checking) -> FormEvent {
        let was_asking = std::mem::take(&mut self.is_asking_to_leave);
        match action {
            Action::Cancel | Action::Quit => return self.leave(was_asking),
            Action::Accept => return self.accept(checking),
            // Enter answers the question whether to leave with no.
            Action::Advance if was_asking => {}
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

    /// Moves the focus to a field (click or caller).
    pub(crate) fn focus_on(&mut self, place: usize, checking: Checking) {
        self.go(place, checking);
    }

    fn restore(&mut self) {
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus) {
            let first = field.first.clone();
            field.set(&first);
        }
    }

    /// Whether closing the form must be confirmed first: it was changed, and the question is not
    /// shown.
    pub(crate) fn must_ask_to_leave(&self) -> bool {
        self.is_changed() && !self.is_asking_to_leave
    }

    /// Closes an unchanged form. A changed form asks first and closes on the second call.
    fn leave(&mut self, was_asking: bool) -> FormEvent {
        if was_asking || !self.is_changed() {
            return FormEvent::Cancel;
        }
        self.is_asking_to_leave = true;
        FormEvent::None
    }

    /// Moves the focus. Checks the field that loses it, unless its value and first value are empty.
    fn go(&mut self, place: usize, checking: Checking) {
        let focus = self.focus;
        if let Some(field) = self.fields.get_mut(focus)
            && !(field.value().is_empty() && field.first.is_empty())
        {
            field.error = field.check(checking).err();
        }
        self.focus_at(place.min(self.fields.len().saturating_sub(1)));
    }

    fn focus_at(&mut self, place: usize) {
        if place != self.focus
            && let Some(field) = self.fields.get_mut(place)
        {
            field.enter();
        }
        self.focus = place;
    }

    fn accept(&mut self, checking: Checking) -> FormEvent {
        for field in &mut self.fields {
            field.error = field.check(checking).err();
        }
        if let Some(wrong) = self.fields.iter().position(|field| field.error.is_some()) {
            self.focus_at(wrong);
            return FormEvent::None;
        }
        let values = self
            .fields
            .iter()
            .map(|field| (field.spec.id, field.value().to_owned()));
        FormEvent::Accept(Values {
            all: values.collect(),
            told: self.told.clone(),
        })
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

    /// The first field of the current section, or of the previous one if the focus is already
    /// there.
    fn previous_section(&self) -> usize {
        let before = self.section_at(self.focus.saturating_sub(1));
        (0..self.focus)
            .rev()
            .take_while(|place| self.section_at(*place) == before)
            .last()
            .unwrap_or(0)
    }
}
