//! New recovery words: shown once, printed, and two of them asked back before they count as filed.

use super::state::SecretField;
use crate::desk::locks::NewWords;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::keymap::chord::Chord;
use crate::t;
use crate::ui::list::moved;
use crate::ui::page::Page;

/// What the page asks of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordsEvent {
    /// Nothing more.
    Stays,
    /// Write the page for the township and open it.
    Print,
    /// Close it; whether the words were asked back.
    Close(bool),
}

/// The words on the screen.
#[derive(Debug, Clone)]
pub struct WordsSheet {
    /// The page that shows them.
    pub(crate) page: Page,
    /// The words.
    pub(crate) new: NewWords,
    /// Whether the page for the township lies among the papers.
    pub(crate) is_printed: bool,
    /// Two of them are asked back.
    pub(crate) check: Option<WordsCheck>,
}

/// Two words that are asked back.
#[derive(Debug, Clone)]
pub(crate) struct WordsCheck {
    /// Their places, from 1, and what is typed.
    fields: [(usize, SecretField); 2],
    /// The field that has the focus.
    pub(crate) at: usize,
    /// Why they were not taken, as text.
    pub(crate) refused: Option<String>,
}

impl WordsCheck {
    fn new(words: &NewWords) -> Self {
        // Nobody knows before which ones are asked, and the same words ask for the same.
        let signs = words.mark.bytes().map(usize::from).sum::<usize>();
        let half = (words.words.len() / 2).max(1);
        let (first, second) = (signs % half + 1, signs / half % half + half + 1);
        Self {
            fields: [first, second].map(|place| (place, SecretField::default())),
            at: 0,
            refused: None,
        }
    }

    /// The places that are asked for, each with the number of characters that were typed.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (usize, usize)> {
        self.fields
            .iter()
            .map(|(place, typed)| (*place, typed.length()))
    }

    fn typed(&mut self) -> Option<&mut SecretField> {
        self.fields.get_mut(self.at).map(|(_, typed)| typed)
    }

    /// The first place at which another word was typed.
    fn wrong(&self, words: &NewWords) -> Option<usize> {
        let is_wrong =
            |(place, typed): &&(usize, SecretField)| !words.is_at(*place, &typed.secret());
        self.fields.iter().find(is_wrong).map(|(place, _)| *place)
    }
}

impl WordsSheet {
    /// Shows these words on this page.
    pub(crate) const fn new(page: Page, new: NewWords) -> Self {
        Self {
            page,
            new,
            is_printed: false,
            check: None,
        }
    }

    /// Takes a key as part of a word. Returns whether it is one.
    pub(crate) fn type_key(&mut self, chord: Chord) -> bool {
        let field = self.check.as_mut().and_then(WordsCheck::typed);
        field.is_some_and(|typed| typed.type_key(chord))
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        if let Some(typed) = self.check.as_mut().and_then(WordsCheck::typed) {
            typed.paste(text);
        }
    }

    /// Handles an action; `None` if it is not one of the page.
    pub(crate) fn act(&mut self, action: Action, lang: Lang) -> Option<WordsEvent> {
        let Some(check) = &mut self.check else {
            return match action {
                Action::Accept => {
                    self.check = Some(WordsCheck::new(&self.new));
                    Some(WordsEvent::Stays)
                }
                Action::Print => Some(WordsEvent::Print),
                Action::Cancel => Some(WordsEvent::Close(false)),
                _ => moved(&mut self.page.top, self.page.lines.len(), action)
                    .then_some(WordsEvent::Stays),
            };
        };
        match action {
            Action::Next | Action::Down => check.at = 1,
            Action::Previous | Action::Up => check.at = 0,
            Action::Advance if check.at == 0 => check.at = 1,
            Action::Advance | Action::Accept => match check.wrong(&self.new) {
                None => return Some(WordsEvent::Close(true)),
                Some(place) => {
                    check.at = check.fields.iter().position(|one| one.0 == place)?;
                    check.typed().map(SecretField::forget);
                    check.refused = Some(t!(lang, "words-check-wrong", place = place));
                }
            },
            // Back to the words: whoever has lost the place reads them again.
            Action::Cancel => self.check = None,
            _ => return None,
        }
        Some(WordsEvent::Stays)
    }
}
