//! Typing a new secret, twice, and the old one where one's own is changed.

use crate::desk::locks::{LockStep, Secret};
use crate::desk::refusal::Refusal;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::keymap::chord::{Chord, Key};
use crate::screens::effect::{ForWhat, Job};
use crate::t;
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// Longest secret, in characters.
const SECRET_MAX: usize = 100;

/// A field of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The secret of before.
    Old,
    /// The new one.
    New,
    /// The new one once more.
    Again,
}

/// What is typed.
#[derive(Clone)]
pub struct SecretEntry {
    /// What it is for.
    pub(crate) what: ForWhat,
    fields: Vec<(Part, Zeroizing<String>)>,
    /// The field that has the focus.
    pub(crate) at: usize,
    /// Why it was not taken, as text.
    pub(crate) refused: Option<String>,
}

/// What is typed is never shown, in no error report either.
impl fmt::Debug for SecretEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretEntry").finish_non_exhaustive()
    }
}

impl SecretEntry {
    /// Asks for what this needs.
    pub(crate) fn new(what: ForWhat) -> Self {
        let parts: &[Part] = match what {
            ForWhat::SetLocks | ForWhat::Give(..) => &[Part::New, Part::Again],
            ForWhat::ChangeOwn(_) => &[Part::Old, Part::New, Part::Again],
        };
        // It never grows, so no copy of it stays in memory.
        let empty = || Zeroizing::new(String::with_capacity(SECRET_MAX * 4));
        Self {
            what,
            fields: parts.iter().map(|part| (*part, empty())).collect(),
            at: 0,
            refused: None,
        }
    }

    /// The fields, each with the number of characters that were typed.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (Part, usize)> {
        let fields = self.fields.iter();
        fields.map(|(part, typed)| (*part, typed.chars().count()))
    }

    /// Takes a key as part of a secret. Returns whether it is one.
    pub(crate) fn type_key(&mut self, chord: Chord) -> bool {
        let Some((_, field)) = self.fields.get_mut(self.at) else {
            return false;
        };
        if let Some(typed) = chord.text() {
            push(field, typed);
            return true;
        }
        if chord.ctrl || chord.alt {
            return false;
        }
        match chord.code {
            Key::Backspace => drop(field.pop()),
            Key::Delete => field.zeroize(),
            _ => return false,
        }
        true
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        if let Some((_, field)) = self.fields.get_mut(self.at) {
            for typed in text.chars().filter(|typed| !typed.is_control()) {
                push(field, typed);
            }
        }
    }

    /// Handles an action of the form; `None` if it is not one.
    pub(crate) fn act(&mut self, action: Action, lang: Lang) -> Option<Vec<Job>> {
        let last = self.fields.len() - 1;
        match action {
            Action::Next | Action::Down => self.at = (self.at + 1).min(last),
            Action::Previous | Action::Up => self.at = self.at.saturating_sub(1),
            Action::Advance if self.at < last => self.at += 1,
            Action::Advance | Action::Accept => return Some(self.done(lang)),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn done(&mut self, lang: Lang) -> Vec<Job> {
        let (old, new) = (self.secret(Part::Old), self.secret(Part::New));
        if new != self.secret(Part::Again) {
            self.forget(&[Part::New, Part::Again]);
            self.refused = Some(t!(lang, "secret-not-the-same"));
            return Vec::new();
        }
        self.refused = None;
        let step = match self.what {
            ForWhat::SetLocks => LockStep::Set(new),
            ForWhat::Give(id, _, is_pin) => LockStep::Give {
                id,
                secret: new,
                is_pin,
            },
            ForWhat::ChangeOwn(is_pin) => LockStep::ChangeOwn { old, new, is_pin },
        };
        vec![Job::Locks(step)]
    }

    /// Forgets what was typed in these, and goes to the first of them.
    fn forget(&mut self, parts: &[Part]) {
        let is_one = |(part, _): &(Part, _)| parts.contains(part);
        self.at = self.fields.iter().position(is_one).unwrap_or(0);
        for (_, field) in self
            .fields
            .iter_mut()
            .filter(|field| parts.contains(&field.0))
        {
            field.zeroize();
        }
    }

    fn secret(&self, part: Part) -> Secret {
        let field = self.fields.iter().find(|(one, _)| *one == part);
        Secret::new(field.map_or_else(String::new, |(_, typed)| typed.to_string()))
    }

    /// Says why it was not taken. What was typed is typed again.
    pub(crate) fn refuse(&mut self, refusal: &Refusal, lang: Lang) {
        self.forget(&[Part::Old, Part::New, Part::Again]);
        self.refused = Some(refusal.text(lang));
    }
}

fn push(field: &mut String, typed: char) {
    if field.chars().count() < SECRET_MAX {
        field.push(typed);
    }
}
