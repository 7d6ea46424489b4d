//! What the lock shows, and the secret as it is typed.

use crate::desk::locks::{Known, Secret, WhoIs};
use crate::desk::refusal::Refusal;
use crate::domain::StaffId;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::keymap::chord::{Chord, Key};
use crate::screens::effect::Job;
use crate::ui::list::moved;
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// The lock.
#[derive(Debug, Clone, Default)]
pub struct Lock {
    /// Who can open it; behind them stand the recovery words.
    pub(crate) people: Vec<Known>,
    /// The chosen one of them.
    pub(crate) selected: usize,
    /// Why the last secret did not open it, as text.
    pub(crate) refused: Option<String>,
    /// Whether nobody has opened it since the program's start: then there is nothing to call the roll from.
    pub(crate) is_first: bool,
    /// Whom a card has named.
    named: Option<StaffId>,
    typed: SecretField,
}

impl Lock {
    /// A lock for these people; `last` is whoever was at the desk.
    pub(crate) fn new(people: Vec<Known>, last: Option<usize>) -> Self {
        Self {
            selected: last.unwrap_or(0),
            people,
            refused: None,
            is_first: false,
            named: None,
            typed: SecretField::default(),
        }
    }

    /// The lock with which the program starts.
    pub(crate) fn at_the_start(people: Vec<Known>) -> Self {
        Self {
            is_first: true,
            ..Self::new(people, None)
        }
    }

    /// Chooses whom a card names, so that only the secret is left to be typed. The card itself opens nothing.
    pub(crate) fn name(&mut self, id: StaffId) {
        self.named = Some(id);
        if let Some(place) = self.people.iter().position(|one| one.id == id) {
            self.selected = place;
            self.forget();
        }
    }

    /// Whom a card has named, if one has.
    pub(crate) const fn named(&self) -> Option<StaffId> {
        self.named
    }

    /// Number of characters that were typed.
    pub(crate) fn length(&self) -> usize {
        self.typed.length()
    }

    /// The chosen person; `None` where the recovery words are chosen.
    pub(crate) fn person(&self) -> Option<&Known> {
        self.people.get(self.selected)
    }

    /// Takes a key as part of the secret. Returns whether it is one.
    pub(crate) fn type_key(&mut self, chord: Chord) -> bool {
        self.typed.type_key(chord)
    }

    /// Takes pasted text, or what a card says.
    pub(crate) fn paste(&mut self, text: &str) {
        self.typed.paste(text);
    }

    /// Handles an action; `None` if it is not one of the lock.
    pub(crate) fn act(&mut self, action: Action) -> Option<Vec<Job>> {
        match action {
            Action::Accept => {
                let who = self
                    .person()
                    .map_or(WhoIs::Recovery, |one| WhoIs::Person(one.id));
                let secret = self.typed.secret();
                self.forget();
                Some(vec![Job::Unlock(who, secret)])
            }
            Action::Cancel => {
                self.forget();
                Some(Vec::new())
            }
            _ => {
                let is_moved = moved(&mut self.selected, self.people.len() + 1, action);
                if is_moved {
                    self.forget();
                }
                is_moved.then(Vec::new)
            }
        }
    }

    /// Forgets what was typed.
    fn forget(&mut self) {
        self.typed.forget();
        self.refused = None;
    }

    /// Says why it did not open.
    pub(crate) fn refuse(&mut self, refusal: &Refusal, lang: Lang) {
        self.typed.forget();
        self.refused = Some(refusal.text(lang));
    }
}

/// Longest secret, in characters: 18 recovery words fit with their numbers, syllables and characters.
const SECRET_MAX: usize = 400;

/// What is typed.
#[derive(Clone)]
pub(crate) struct SecretField(Zeroizing<String>);

impl Default for SecretField {
    fn default() -> Self {
        // It never grows, so no copy of it stays in memory.
        Self(Zeroizing::new(String::with_capacity(SECRET_MAX * 4)))
    }
}

/// What is typed is in no error report either.
impl fmt::Debug for SecretField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretField")
    }
}

impl SecretField {
    /// Number of characters.
    pub(crate) fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Takes a key as part of the secret. Returns whether it is one.
    pub(crate) fn type_key(&mut self, chord: Chord) -> bool {
        if let Some(typed) = chord.text() {
            self.push(typed);
            return true;
        }
        if chord.ctrl || chord.alt {
            return false;
        }
        match chord.code {
            Key::Backspace => drop(self.0.pop()),
            Key::Delete => self.forget(),
            _ => return false,
        }
        true
    }

    /// Takes pasted text, or what a card says.
    pub(crate) fn paste(&mut self, text: &str) {
        // Words stand in lines, and must not become one word.
        let lines = text.trim().chars();
        let typed = lines.map(|typed| if typed.is_whitespace() { ' ' } else { typed });
        for typed in typed.filter(|typed| !typed.is_control()) {
            self.push(typed);
        }
    }

    fn push(&mut self, typed: char) {
        if self.length() < SECRET_MAX {
            self.0.push(typed);
        }
    }

    /// The secret that was typed.
    pub(crate) fn secret(&self) -> Secret {
        Secret::new(self.0.to_string())
    }

    /// Forgets what was typed.
    pub(crate) fn forget(&mut self) {
        self.0.zeroize();
    }
}
