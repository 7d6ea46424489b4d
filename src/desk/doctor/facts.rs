//! What was measured. A value that could not be measured is the obstacle instead.

use super::check::{Colours, Holder, Obstacle};
use crate::domain::Moment;
use std::time::Duration;

/// A measured value, or why there is none.
pub(crate) type Measured<T> = Result<T, Obstacle>;

/// Everything that the checks are judged from.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub now: Moment,
    pub holder: Holder,
    pub space: Measured<Space>,
    /// Median time until a small write is on the disk.
    pub sync: Measured<Duration>,
    pub file: Result<FileFacts, FileFault>,
    pub chain: Measured<ChainFacts>,
    pub rights: Measured<RightsFacts>,
    /// The copies; `None` if there is none.
    pub copies: Measured<Option<CopyFacts>>,
    pub safety: Measured<SafetyFacts>,
    pub terminal: TerminalFacts,
    /// For the file for help.
    pub home: HomeFigures,
}

/// Bytes of the disk that holds the data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Space {
    pub free: u64,
    pub total: u64,
}

/// The home's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileFacts {
    pub bytes: u64,
    pub schema: u32,
    /// The newest schema that this program knows.
    pub known: u32,
    /// Remarks of the database on its pages.
    pub damage: usize,
    pub newest: Option<Moment>,
}

/// Why the home's file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileFault {
    /// There is none.
    Missing,
    Damaged,
    /// A newer program wrote it.
    Newer {
        found: u32,
        known: u32,
    },
    /// Reading needs a small file beside it, for which there is no room.
    NoRoom,
    Busy,
    /// It is encrypted, and nobody has shown a secret.
    Locked,
    /// It is plain, and the home has locks.
    Plain,
    /// The system or the database refuses to open it.
    Unopened,
}

/// What following the journal gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChainFacts {
    pub entries: usize,
    pub rows: usize,
    /// Number of findings by kind.
    pub findings: Vec<(&'static str, usize)>,
    /// False if an error ended the check.
    pub is_finished: bool,
}

/// Rights on the data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RightsFacts {
    pub others_may_read: Measured<bool>,
    pub may_write: Measured<bool>,
}

/// The copies in the folder of copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CopyFacts {
    pub count: usize,
    /// When the newest was written.
    pub newest: Moment,
}

/// The second place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StickFacts {
    /// None was chosen.
    NotChosen,
    /// It never had a copy.
    Never,
    /// It had a copy then.
    Copied(Moment),
}

/// How the file and its copies stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SafetyFacts {
    /// Copies that the file does not continue.
    pub doubts: usize,
    pub stick: StickFacts,
    /// Faults that the last rehearsal found; `None` if there was none.
    pub rehearsed: Option<usize>,
}

/// Figures of the home that name nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HomeFigures {
    /// Number of rows by table.
    pub rows: Vec<(&'static str, i64)>,
    /// Settings with values that the program itself wrote.
    pub settings: Vec<(String, String)>,
}

/// The terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TerminalFacts {
    pub output: bool,
    pub input: bool,
    /// Columns and rows.
    pub size: Measured<(u16, u16)>,
    pub widths: Measured<Widths>,
    pub colours: Measured<Colours>,
    /// Whether `NO_COLOR` is set.
    pub no_colour: bool,
    pub utf8: Measured<bool>,
}

/// Number of signs that are drawn to measure their width.
pub(crate) const SIGNS: u16 = 10;

/// How far the cursor moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Widths {
    /// After [`SIGNS`] signs of ambiguous width.
    pub signs: u16,
    /// After [`SIGNS`] box lines.
    pub lines: u16,
}

impl TerminalFacts {
    /// What the environment says: the terminal itself was not asked yet.
    pub(crate) fn from_words(
        colour_term: Option<&str>,
        term: Option<&str>,
        no_colour: bool,
        locale: Option<&str>,
    ) -> Self {
        Self {
            output: false,
            input: false,
            size: Err(Obstacle::NoTerminal),
            widths: Err(Obstacle::NoTerminal),
            colours: colours(colour_term, term),
            no_colour,
            utf8: utf8(locale),
        }
    }
}

fn colours(colour_term: Option<&str>, term: Option<&str>) -> Measured<Colours> {
    if matches!(colour_term, Some("truecolor" | "24bit")) {
        return Ok(Colours::All);
    }
    match term {
        None => Err(Obstacle::NotSaid),
        Some("dumb") => Ok(Colours::None),
        Some(term) if term.contains("256color") => Ok(Colours::Many),
        Some(_) => Ok(Colours::Few),
    }
}

/// `zh_CN.UTF-8` names its encoding; Windows and some others name only the language.
fn utf8(locale: Option<&str>) -> Measured<bool> {
    let locale = locale.ok_or(Obstacle::NotSaid)?;
    match locale.split_once('.') {
        Some((_, after)) => {
            let name = after.split('@').next().unwrap_or_default();
            Ok(matches!(
                name.to_ascii_lowercase().as_str(),
                "utf-8" | "utf8"
            ))
        }
        None if matches!(locale, "C" | "POSIX") => Ok(false),
        None => Err(Obstacle::NotSaid),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::all(Some("truecolor"), Some("xterm"), Ok(Colours::All))]
    #[case::many(None, Some("xterm-256color"), Ok(Colours::Many))]
    #[case::few(None, Some("linux"), Ok(Colours::Few))]
    #[case::none(None, Some("dumb"), Ok(Colours::None))]
    #[case::windows(None, None, Err(Obstacle::NotSaid))]
    fn the_environment_says_how_many_colours(
        #[case] colour_term: Option<&str>,
        #[case] term: Option<&str>,
        #[case] expected: Measured<Colours>,
    ) {
        assert_eq!(colours(colour_term, term), expected);
    }

    #[rstest]
    #[case::utf8(Some("zh_CN.UTF-8"), Ok(true))]
    #[case::with_variant(Some("de_DE.utf8@euro"), Ok(true))]
    #[case::old(Some("zh_CN.GB18030"), Ok(false))]
    #[case::plain(Some("C"), Ok(false))]
    #[case::language_only(Some("zh-CN"), Err(Obstacle::NotSaid))]
    #[case::nothing(None, Err(Obstacle::NotSaid))]
    fn the_locale_says_whether_text_is_utf8(
        #[case] locale: Option<&str>,
        #[case] expected: Measured<bool>,
    ) {
        assert_eq!(utf8(locale), expected);
    }
}
