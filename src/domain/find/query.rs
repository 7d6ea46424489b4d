//! The typed text, folded like the entries.

use crate::domain::pinyin::{Readings, fold};

/// Longest text that is searched, in characters; no name is longer.
pub(super) const MAX_QUERY: usize = 40;

/// One typed text.
pub(super) struct Query {
    /// Folded characters without separators.
    pub chars: Vec<char>,
    /// Bit set of the Latin letters in the text.
    pub letters: u32,
    /// The text as a file or phone number; `None` without a digit.
    pub numeric: Option<String>,
    /// Whether the text has digits only.
    pub is_digits: bool,
}

impl Query {
    /// `None` if the text is empty or too long.
    pub(super) fn read(text: &str) -> Option<Self> {
        let chars: Vec<char> = text.chars().filter_map(fold).take(MAX_QUERY + 1).collect();
        if chars.is_empty() || chars.len() > MAX_QUERY {
            return None;
        }
        let has_digit = chars.iter().any(char::is_ascii_digit);
        Some(Self {
            letters: chars.iter().fold(0, |set, c| set | bit(*c)),
            numeric: has_digit.then(|| chars.iter().collect()),
            is_digits: chars.iter().all(char::is_ascii_digit),
            chars,
        })
    }

    /// The digits without leading zeros; `None` if there are other characters, or only zeros.
    pub(super) fn number(&self) -> Option<&str> {
        let digits = self.numeric.as_deref().filter(|_| self.is_digits)?;
        Some(digits.trim_start_matches('0')).filter(|digits| !digits.is_empty())
    }
}

/// Bit set of the Latin letters in the readings of a name.
pub(super) fn letters_of(readings: &Readings) -> u32 {
    let bytes = (0..readings.len()).flat_map(|at| readings.at(at)).flatten();
    bytes.fold(0, |set, byte| set | bit(char::from(*byte)))
}

fn bit(c: char) -> u32 {
    if c.is_ascii_lowercase() {
        1 << (c as u32 - 'a' as u32)
    } else {
        0
    }
}
