//! A checkup in words: one line for each check, then how to mend it.

use super::check::{Check, Fact, Mend, State};
use super::checkup::Checkup;
use crate::domain::Moment;
use crate::i18n::{Lang, word, words};
use crate::t;

/// Bytes in a mebibyte and in a tenth of a gibibyte.
const MIB: u64 = 1024 * 1024;
const TENTH_OF_GIB: u64 = 1024 * MIB / 10;
/// Indent of a line that belongs to the line above.
const INDENT: &str = "     ";

/// What the words need beside the checkup.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wording<'w> {
    pub lang: Lang,
    /// The signs of the screens by name; `None` if only plain characters are in use.
    pub signs: Option<&'w [(&'static str, String)]>,
}

impl Checkup {
    /// All lines: a summary, then the checks.
    pub(crate) fn lines(&self, wording: Wording<'_>) -> Vec<String> {
        let mut lines = vec![self.summary(wording.lang), String::new()];
        lines.extend(self.check_lines(wording));
        lines
    }

    fn summary(&self, lang: Lang) -> String {
        t!(
            lang,
            "doctor-sum",
            good = self.count(State::Good),
            attention = self.count(State::Attention),
            bad = self.count(State::Bad),
            unmade = self.count(State::NotMade)
        )
    }

    /// The lines of the checks.
    pub(super) fn check_lines(&self, wording: Wording<'_>) -> Vec<String> {
        let lines = self.checks.iter().map(|check| check.lines(wording));
        lines.flatten().collect()
    }
}

/// The mark of a state, which needs no colour.
const fn mark(state: State) -> &'static str {
    match state {
        State::Good => "[ok]",
        State::Attention => "[!] ",
        State::Bad => "[x] ",
        State::NotMade => "[?] ",
    }
}

impl Check {
    fn lines(&self, wording: Wording<'_>) -> Vec<String> {
        let lang = wording.lang;
        let facts = self.facts.iter().filter(|fact| **fact != Fact::Signs);
        let facts = facts.map(|fact| fact.text(lang));
        let facts = facts.reduce(|one, two| t!(lang, "doctor-and", one = one, two = two));
        let check = words::choice(lang, "doctor-check", self.name);
        let line = t!(
            lang,
            "doctor-line",
            check = check,
            facts = facts.unwrap_or_default()
        );
        let mut lines = vec![format!("{} {line}", mark(self.state))];
        if self.facts.contains(&Fact::Signs) {
            lines.push(format!("{INDENT}{}", signs(wording)));
        }
        // Without the signs there is nothing to compare.
        let is_shown = |mend: &&Mend| **mend != Mend::LookAtSigns || wording.signs.is_some();
        let mends = self.mends.iter().filter(is_shown);
        lines.extend(mends.map(|mend| {
            let how = words::choice(lang, "doctor-mend", *mend);
            format!("{INDENT}{}", t!(lang, "doctor-how", how = how))
        }));
        lines
    }
}

/// Each sign with the words for what it should look like.
fn signs(wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let Some(signs) = wording.signs else {
        return t!(lang, "doctor-signs-plain");
    };
    let named = signs
        .iter()
        .map(|(name, sign)| format!("{sign} {}", word(lang, &format!("doctor-sign-{name}"))));
    named.collect::<Vec<_>>().join("  ")
}

/// Bytes in words, to a tenth of a gigabyte.
fn size(bytes: u64) -> String {
    let tenths = bytes / TENTH_OF_GIB;
    if tenths < 10 {
        format!("{} MB", bytes / MIB)
    } else {
        format!("{}.{} GB", tenths / 10, tenths % 10)
    }
}

fn moment(at: Moment) -> String {
    at.format("%Y-%m-%d %H:%M %:z").to_string()
}

impl Fact {
    fn text(self, lang: Lang) -> String {
        match self {
            Self::Space { free, total } => {
                t!(lang, "doctor-space", free = size(free), total = size(total))
            }
            Self::Sync(micros) => {
                let ms = format!("{}.{}", micros / 1000, micros % 1000 / 100);
                t!(lang, "doctor-sync", ms = ms)
            }
            Self::Now(at) => t!(lang, "doctor-now", at = moment(at)),
            Self::Newest(at) => t!(lang, "doctor-newest", at = moment(at)),
            Self::Size(bytes) => t!(lang, "doctor-size", kib = bytes.div_ceil(1024)),
            Self::Schema { found, known } => {
                t!(lang, "doctor-schema", found = found, known = known)
            }
            Self::Pages(0) => t!(lang, "doctor-pages-sound"),
            Self::Pages(count) => t!(lang, "doctor-pages-damaged", count = count),
            Self::Damaged => t!(lang, "doctor-damaged"),
            Self::Locked => t!(lang, "doctor-locked"),
            Self::PlainFile => t!(lang, "doctor-plain"),
            Self::Unopened => t!(lang, "doctor-unopened"),
            Self::HeldByOther => t!(lang, "doctor-held"),
            Self::Entries { entries, rows } => {
                t!(lang, "doctor-entries", entries = entries, rows = rows)
            }
            Self::Found(kind, count) => {
                let what = word(lang, &format!("doctor-found-{kind}"));
                t!(lang, "doctor-found", what = what, count = count)
            }
            Self::Unfinished => t!(lang, "doctor-unfinished"),
            Self::OthersMayRead(true) => t!(lang, "doctor-others-read"),
            Self::OthersMayRead(false) => t!(lang, "doctor-private"),
            Self::MayWrite(true) => t!(lang, "doctor-may-write"),
            Self::MayWrite(false) => t!(lang, "doctor-may-not-write"),
            Self::NoCopy => t!(lang, "doctor-no-copy"),
            Self::Copies { count, days } => {
                t!(lang, "doctor-copies", count = count, days = days)
            }
            Self::Doubts(count) => t!(lang, "doctor-doubts", count = count),
            Self::StickAway(Some(days)) => t!(lang, "doctor-stick-away", days = days),
            Self::StickAway(None) => t!(lang, "doctor-stick-never"),
            Self::StickCopied => t!(lang, "doctor-stick-copied"),
            Self::NoStick => t!(lang, "doctor-no-stick"),
            Self::Rehearsed(0) => t!(lang, "doctor-rehearsed"),
            Self::Rehearsed(faults) => t!(lang, "doctor-rehearsed-faults", faults = faults),
            Self::Cells { columns, rows } => {
                t!(lang, "doctor-cells", columns = columns, rows = rows)
            }
            Self::NoKeyboard => t!(lang, "doctor-no-keyboard"),
            Self::Widths { signs, lines } => {
                t!(lang, "doctor-widths", signs = signs, lines = lines)
            }
            Self::Colours(colours) => words::choice(lang, "doctor-colours", colours),
            Self::NoColour => t!(lang, "doctor-no-colour"),
            Self::Utf8(true) => t!(lang, "doctor-utf8"),
            Self::Utf8(false) => t!(lang, "doctor-not-utf8"),
            // Has a line of its own.
            Self::Signs => String::new(),
            Self::Cannot(why) => words::choice(lang, "doctor-cannot", why),
        }
    }
}
