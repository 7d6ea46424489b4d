//! Topic codes: short, ASCII, the same in every language and file.

use crate::domain::codes::coded;
use std::fmt;
use std::str::FromStr;

/// Longest code, in characters.
const LONGEST: usize = 16;

/// A topic code, for example `DROWN`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicCode(String);

/// Drowning prevention (rule A2).
pub(crate) const DROWN: &str = "DROWN";
/// Child-welfare policy (rule A3).
pub(crate) const POLICY: &str = "POLICY";
/// Fire, electricity and the drill (rule A4).
pub(crate) const FIRE: &str = "FIRE";
/// Activities without a topic.
pub(crate) const OTHER: &str = "OTHER";

coded! {
    /// How often a topic is due in its season, most frequent first.
    pub Cadence {
        /// At least once per week, from Monday.
        Week = "week",
        /// At least once per calendar month.
        Month = "month",
        /// At least once per season.
        Once = "once",
    }
}

/// The text is not a topic code: one to sixteen letters, digits or dashes, starting with a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a topic code")]
pub struct NotATopicCode;

impl TopicCode {
    /// The code of activities without a topic.
    pub(crate) fn other() -> Self {
        Self(OTHER.to_owned())
    }

    /// The stored and exported text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TopicCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for TopicCode {
    type Err = NotATopicCode;

    /// Accepts lower-case letters.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().to_ascii_uppercase();
        let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let is_code = code.len() <= LONGEST
            && code.chars().all(fits)
            && code.starts_with(|letter: char| letter.is_ascii_uppercase());
        if is_code {
            Ok(Self(code))
        } else {
            Err(NotATopicCode)
        }
    }
}
