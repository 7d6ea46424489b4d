//! The code of a topic: short, ASCII, the same in every language and file.

use std::fmt;
use std::str::FromStr;

/// The longest code there is.
const LONGEST: usize = 16;

/// The code of a topic: `DROWN`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicCode(String);

/// Drowning prevention (rule A2).
pub const DROWN: &str = "DROWN";
/// Child-welfare policy (rule A3).
pub const POLICY: &str = "POLICY";
/// Fire, electricity and the drill (rule A4).
pub const FIRE: &str = "FIRE";
/// Whatever has no topic of its own.
pub const OTHER: &str = "OTHER";

/// A text that is no topic code: one to sixteen letters, digits or dashes, a letter first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a topic code")]
pub struct NotATopicCode;

impl TopicCode {
    /// The topic of whatever has none of its own.
    pub fn other() -> Self {
        Self(OTHER.to_owned())
    }

    /// As it is stored and exported.
    pub fn as_str(&self) -> &str {
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

    /// Small letters are as good as capitals.
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
