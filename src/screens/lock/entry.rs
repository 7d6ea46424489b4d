//! Typing a new secret, twice, and the old one where one's own is changed.

use super::state::SecretField;
use crate::desk::locks::{LockStep, Secret};
use crate::desk::papers::cover::Cover;
use crate::desk::refusal::Refusal;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::keymap::chord::Chord;
use crate::screens::effect::{ForWhat, Job};
use crate::t;

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
#[derive(Debug, Clone)]
pub struct SecretEntry {
    /// What it is for.
    pub(crate) what: ForWhat,
    fields: Vec<(Part, SecretField)>,
    /// The field that has the focus.
    pub(crate) at: usize,
    /// Why it was not taken, as text.
    pub(crate) refused: Option<String>,
    /// That the file gets no password was said once.
    is_plain: bool,
}

/// What an action leads to.
pub(crate) enum Typed {
    /// It goes on.
    Stays,
    /// This is done; the question is closed when its answer comes.
    Runs(Job),
    /// The question is closed, and this is done.
    Closes(Job),
}

impl SecretEntry {
    /// Asks for what this needs.
    pub(crate) fn new(what: ForWhat) -> Self {
        let parts: &[Part] = match what {
            ForWhat::SetLocks | ForWhat::Give(..) | ForWhat::File(_) => &[Part::New, Part::Again],
            ForWhat::ChangeOwn(_) => &[Part::Old, Part::New, Part::Again],
        };
        let fields = parts.iter().map(|part| (*part, SecretField::default()));
        Self {
            what,
            fields: fields.collect(),
            at: 0,
            refused: None,
            is_plain: false,
        }
    }

    /// The fields, each with the number of characters that were typed.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (Part, usize)> {
        let fields = self.fields.iter();
        fields.map(|(part, typed)| (*part, typed.length()))
    }

    /// Takes a key as part of a secret. Returns whether it is one.
    pub(crate) fn type_key(&mut self, chord: Chord) -> bool {
        let field = self.fields.get_mut(self.at);
        let is_typed = field.is_some_and(|(_, typed)| typed.type_key(chord));
        self.is_plain &= !is_typed;
        is_typed
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.is_plain = false;
        if let Some((_, typed)) = self.fields.get_mut(self.at) {
            typed.paste(text);
        }
    }

    /// Handles an action of the form; `None` if it is not one.
    pub(crate) fn act(&mut self, action: Action, lang: Lang) -> Option<Typed> {
        let last = self.fields.len() - 1;
        match action {
            Action::Next | Action::Down => self.at = (self.at + 1).min(last),
            Action::Previous | Action::Up => self.at = self.at.saturating_sub(1),
            Action::Advance if self.at < last => self.at += 1,
            Action::Advance | Action::Accept => return Some(self.done(lang)),
            _ => return None,
        }
        Some(Typed::Stays)
    }

    fn done(&mut self, lang: Lang) -> Typed {
        let (old, new) = (self.secret(Part::Old), self.secret(Part::New));
        if new != self.secret(Part::Again) {
            self.forget(&[Part::New, Part::Again]);
            self.refused = Some(t!(lang, "secret-not-the-same"));
            return Typed::Stays;
        }
        self.refused = None;
        let step = match &self.what {
            ForWhat::SetLocks => LockStep::Set(new),
            ForWhat::Give(id, _, is_pin) => LockStep::Give {
                id: *id,
                secret: new,
                is_pin: *is_pin,
            },
            ForWhat::ChangeOwn(is_pin) => LockStep::ChangeOwn {
                old,
                new,
                is_pin: *is_pin,
            },
            ForWhat::File(job) => {
                let job = job.clone();
                return self.covers(new, job, lang);
            }
        };
        Typed::Runs(Job::Locks(step))
    }

    /// Writes the file under its password. Without one it is written plain, if that is meant.
    fn covers(&mut self, password: Secret, job: Box<Job>, lang: Lang) -> Typed {
        if password.text().is_empty() {
            if self.is_plain {
                return Typed::Closes(Job::Covered(Cover::Plain, job));
            }
            self.is_plain = true;
            self.refused = Some(t!(lang, "secret-file-plain"));
            return Typed::Stays;
        }
        match Cover::password(password) {
            Ok(cover) => Typed::Closes(Job::Covered(cover, job)),
            Err(error) => {
                self.refuse(&error.into(), lang);
                Typed::Stays
            }
        }
    }

    /// What was asked for, once more: somebody else had to approve it first.
    pub(crate) fn again(&mut self, lang: Lang) -> Option<Job> {
        match self.done(lang) {
            Typed::Runs(job) | Typed::Closes(job) => Some(job),
            Typed::Stays => None,
        }
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
            field.forget();
        }
    }

    fn secret(&self, part: Part) -> Secret {
        let field = self.fields.iter().find(|(one, _)| *one == part);
        field.map_or_else(|| Secret::new(String::new()), |(_, typed)| typed.secret())
    }

    /// Says why it was not taken. What was typed is typed again.
    pub(crate) fn refuse(&mut self, refusal: &Refusal, lang: Lang) {
        self.forget(&[Part::Old, Part::New, Part::Again]);
        self.refused = Some(refusal.text(lang));
    }
}
