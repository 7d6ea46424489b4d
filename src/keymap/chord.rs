//! Key presses, as a type independent of the library that reads the keyboard. Only the terminal
//! layer uses that library.

use crate::i18n::{Lang, word};

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character as typed; lower case with Ctrl or Alt.
    Char(char),
    /// A function key.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
}

/// Script name, key and printed label of each named key. A label beginning with `key-name-` is a
/// key of the language files.
const NAMES: &[(&str, Key, &str)] = &[
    ("enter", Key::Enter, "Enter"),
    ("esc", Key::Esc, "Esc"),
    ("tab", Key::Tab, "Tab"),
    ("backtab", Key::BackTab, "Shift-Tab"),
    ("backspace", Key::Backspace, "key-name-backspace"),
    ("delete", Key::Delete, "Del"),
    ("insert", Key::Insert, "Ins"),
    ("up", Key::Up, "key-name-up"),
    ("down", Key::Down, "key-name-down"),
    ("left", Key::Left, "key-name-left"),
    ("right", Key::Right, "key-name-right"),
    ("pageup", Key::PageUp, "PgUp"),
    ("pagedown", Key::PageDown, "PgDn"),
    ("home", Key::Home, "Home"),
    ("end", Key::End, "End"),
    ("space", Key::Char(' '), "key-name-space"),
];

/// A key with its modifiers. Normalised: for characters, Shift is part of the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub code: Key,
    /// Ctrl is held.
    pub ctrl: bool,
    /// Alt is held.
    pub alt: bool,
    /// Shift is held; never for characters.
    pub shift: bool,
}

impl Chord {
    /// A key without modifiers.
    pub const fn plain(code: Key) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character without modifiers.
    pub const fn typed(typed: char) -> Self {
        Self::plain(Key::Char(typed))
    }

    /// A letter with Alt, in lower case.
    pub(crate) const fn alt(letter: char) -> Self {
        Self {
            alt: true,
            ..Self::plain(Key::Char(letter))
        }
    }

    /// A character with Ctrl.
    pub(crate) const fn ctrl(letter: char) -> Self {
        Self {
            ctrl: true,
            ..Self::plain(Key::Char(letter.to_ascii_lowercase()))
        }
    }

    /// A function key.
    pub const fn f(number: u8) -> Self {
        Self::plain(Key::F(number))
    }

    /// The character that this chord types into a text field; `None` if it types none.
    pub(crate) const fn text(self) -> Option<char> {
        match self.code {
            Key::Char(typed) if !self.ctrl && !self.alt => Some(typed),
            _ => None,
        }
    }

    /// The number of a line that this chord names, from 1 to 9.
    pub(crate) fn number(self) -> Option<usize> {
        let digit = self.folded().text()?.to_digit(10)?;
        (digit > 0).then_some(digit as usize)
    }

    /// The chord with a full-width character converted to ASCII: an input method set to full width
    /// sends `？` and `＋` for `?` and `+`.
    #[must_use]
    pub(crate) fn folded(self) -> Self {
        match self.code {
            Key::Char(typed) => Self {
                code: Key::Char(fold(typed)),
                ..self
            },
            _ => self,
        }
    }

    /// The label for hints and the list of keys, such as `Ctrl-Z`.
    pub(crate) fn label(self, lang: Lang) -> String {
        let mut label = String::new();
        if self.ctrl {
            label.push_str("Ctrl-");
        }
        if self.alt {
            label.push_str("Alt-");
        }
        if self.shift {
            label.push_str("Shift-");
        }
        label + &self.printed(lang)
    }

    /// The label of the key without its modifiers.
    fn printed(self, lang: Lang) -> String {
        match NAMES.iter().find(|(_, key, _)| *key == self.code) {
            Some((_, _, printed)) if printed.starts_with("key-name-") => word(lang, printed),
            Some((_, _, printed)) => (*printed).to_owned(),
            None => match self.code {
                Key::F(number) => format!("F{number}"),
                Key::Char(letter) if self.ctrl || self.alt => {
                    letter.to_ascii_uppercase().to_string()
                }
                Key::Char(typed) => typed.to_string(),
                _ => String::new(),
            },
        }
    }

    /// Parses a chord: `F2`, `ctrl-z`, `shift-up`, `space`, `中`.
    fn parse(name: &str) -> Option<Self> {
        if let Some((modifier, rest)) = name.split_once('-')
            && !rest.is_empty()
        {
            let chord = Self::parse(rest)?;
            return match modifier.to_ascii_lowercase().as_str() {
                "ctrl" => Some(Self {
                    ctrl: true,
                    ..chord
                }),
                "alt" => Some(Self { alt: true, ..chord }),
                "shift" => Some(Self {
                    shift: true,
                    ..chord
                }),
                _ => None,
            };
        }
        let lower = name.to_ascii_lowercase();
        if let Some((_, key, _)) = NAMES.iter().find(|(known, ..)| *known == lower) {
            return Some(Self::plain(*key));
        }
        if let Some(number) = lower
            .strip_prefix('f')
            .and_then(|digits| digits.parse().ok())
        {
            return Some(Self::f(number));
        }
        let mut letters = name.chars();
        let only = letters.next().filter(|_| letters.next().is_none())?;
        Some(Self::typed(only))
    }
}

/// Converts full-width letters, digits and signs, the wide space and the Chinese full stop to
/// ASCII.
fn fold(typed: char) -> char {
    match typed {
        '\u{3000}' => ' ',
        '\u{3002}' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(typed as u32 - 0xfee0).unwrap_or(typed),
        _ => typed,
    }
}

/// Parses a key script, for tests and pictures: key names or text, separated by spaces.
///
/// `keys("F2 zmq down enter ctrl-z 中")` presses F2, types three letters, and so on. Write text that
/// is also a key name (`up`) letter by letter: `u p`.
pub fn keys(script: &str) -> Vec<Chord> {
    script
        .split_whitespace()
        .flat_map(|piece| match Chord::parse(piece) {
            Some(chord) => vec![chord],
            None => piece.chars().map(Chord::typed).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_names_keys_and_types_the_rest() {
        let expected = vec![
            Chord::f(2),
            Chord::typed('z'),
            Chord::typed('m'),
            Chord::plain(Key::Down),
            Chord::plain(Key::Enter),
            Chord::ctrl('z'),
            Chord::typed('中'),
            Chord::typed('-'),
            Chord::typed(' '),
        ];
        assert_eq!(keys("F2 zm down enter ctrl-z 中 - space"), expected);
    }

    #[test]
    fn shift_and_alt_can_be_written() {
        let up = Chord::parse("shift-alt-up").unwrap();
        assert!(up.shift && up.alt && !up.ctrl);
        assert_eq!(up.code, Key::Up);
    }

    #[test]
    fn an_input_method_set_to_full_width_presses_the_same_keys() {
        assert_eq!(Chord::typed('？').folded(), Chord::typed('?'));
        assert_eq!(Chord::typed('＋').folded(), Chord::typed('+'));
        assert_eq!(Chord::typed('　').folded(), Chord::typed(' '));
        assert_eq!(Chord::typed('中').folded(), Chord::typed('中'));
    }

    #[test]
    fn a_label_says_what_is_printed_on_the_keyboard() {
        assert_eq!(Chord::ctrl('z').label(Lang::Zh), "Ctrl-Z");
        assert_eq!(Chord::f(12).label(Lang::En), "F12");
        assert_eq!(Chord::typed(' ').label(Lang::Zh), "空格");
        assert_eq!(Chord::plain(Key::BackTab).label(Lang::En), "Shift-Tab");
    }

    #[test]
    fn only_an_unmodified_character_is_text() {
        assert_eq!(Chord::typed('中').text(), Some('中'));
        assert_eq!(Chord::ctrl('a').text(), None);
        assert_eq!(Chord::plain(Key::Enter).text(), None);
    }
}
