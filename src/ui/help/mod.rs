//! A searchable list of the keys for the current contexts. No I/O; `view` draws it.

pub(crate) mod view;

use super::form::{edit, paste};
use crate::domain::pinyin::{Readings, fold};
use crate::i18n::{Lang, word};
use crate::keymap;
use crate::keymap::chord::Chord;
use crate::keymap::{Action, Binding, Context};
use tui_input::Input;

/// Maximum length of the search text, in characters.
const SEARCH_MAX: usize = 20;
/// Number of rows that a page key moves.
const PAGE: usize = 10;

/// The list of keys.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// The bindings that are listed.
    bindings: Vec<&'static Binding>,
    /// The search text.
    input: Input,
    /// Index of the first row shown.
    top: usize,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct HelpRow {
    /// The context of the binding.
    context: Context,
    /// Labels of the chords.
    keys: String,
    /// Description of the action.
    does: String,
}

/// The result of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HelpEvent {
    /// The list stays open.
    None,
    /// The list is closed.
    Close,
}

impl Help {
    /// A list of these keys.
    pub(crate) fn new(bindings: Vec<&'static Binding>) -> Self {
        Self {
            bindings,
            ..Self::default()
        }
    }

    /// The rows that match the search text: by key, description, or pinyin initials.
    fn rows(&self, lang: Lang) -> Vec<HelpRow> {
        let wanted = folded(self.input.value());
        let rows = self.bindings.iter();
        let rows = rows.map(|binding| HelpRow {
            context: binding.context,
            keys: keymap::labels(binding, lang),
            does: word(lang, binding.words),
        });
        rows.filter(|row| wanted.is_empty() || row.found_by().contains(&wanted))
            .collect()
    }

    /// The search text, for tests.
    #[cfg(test)]
    pub(crate) fn text(&self) -> &str {
        self.input.value()
    }

    /// Handles a key press, for tests.
    #[cfg(test)]
    fn key(&mut self, chord: Chord, lang: Lang) -> HelpEvent {
        if self.typed(chord) {
            return HelpEvent::None;
        }
        match keymap::resolve(&[Context::Help, Context::Global], chord) {
            Some(action) => self.act(action, lang),
            None => HelpEvent::None,
        }
    }

    /// Passes a key to the search text. Returns whether the key was used.
    pub(crate) fn typed(&mut self, chord: Chord) -> bool {
        let used = edit(&mut self.input, chord, SEARCH_MAX);
        if used {
            self.top = 0;
        }
        used
    }

    /// Pastes text into the search text.
    pub(crate) fn paste(&mut self, text: &str) {
        paste(&mut self.input, text, SEARCH_MAX);
        self.top = 0;
    }

    /// Handles an action.
    pub(crate) fn act(&mut self, action: Action, lang: Lang) -> HelpEvent {
        let last = self.rows(lang).len().saturating_sub(1);
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => (self.top + 1).min(last),
            Action::PageUp => self.top.saturating_sub(PAGE),
            Action::PageDown => (self.top + PAGE).min(last),
            Action::Accept | Action::Cancel | Action::Help => return HelpEvent::Close,
            _ => self.top,
        };
        HelpEvent::None
    }
}

impl HelpRow {
    fn found_by(&self) -> String {
        let readings = Readings::of(&self.does, "");
        let texts = [
            &folded(&self.keys),
            &folded(&self.does),
            &readings.initials(),
        ];
        texts.map(String::as_str).join("\n")
    }
}

fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::chord::keys;

    fn help() -> Help {
        let all = keymap::help(&[Context::Door, Context::Global]).into_iter();
        Help::new(all.map(|(_, binding)| binding).collect())
    }

    fn press(help: &mut Help, script: &str) -> HelpEvent {
        keys(script)
            .into_iter()
            .map(|chord| help.key(chord, Lang::Zh))
            .last()
            .unwrap()
    }

    #[test]
    fn it_lists_what_holds_where_one_is() {
        let rows = help().rows(Lang::Zh);
        assert!(rows.iter().any(|row| row.does == "补录"));
        assert!(!rows.iter().any(|row| row.does == "导入"));
    }

    #[test]
    fn it_is_searched_by_key_word_and_pinyin() {
        for typed in ["ctrl-t", "补录", "bl"] {
            let mut help = help();
            help.paste(typed);
            let rows = help.rows(Lang::Zh);
            assert!(rows.iter().any(|row| row.does == "补录"), "{typed}");
        }
    }

    #[test]
    fn it_scrolls_to_its_last_row_and_no_further() {
        let mut help = help();
        press(
            &mut help,
            "pagedown pagedown pagedown pagedown pagedown pagedown",
        );
        assert_eq!(help.top, help.rows(Lang::Zh).len() - 1);
        press(&mut help, "a");
        assert_eq!(help.top, 0);
    }

    #[test]
    fn the_key_that_opens_it_closes_it() {
        for script in ["f1", "esc", "enter"] {
            assert_eq!(press(&mut help(), script), HelpEvent::Close, "{script}");
        }
    }
}
