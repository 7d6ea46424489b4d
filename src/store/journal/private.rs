//! The private text of an entry: a line for the reason and one for each change in which people typed
//! something, each with a salt of its own.
//!
//! ```text
//! because "母亲打电话来" ~0d9c…(32)        ~ and the salt, without which nobody can guess a short line
//! 1 name="汪乐乐" phone="13…" ~77e1…(32)   completes the first change
//! 2 ~~5be0…(64)                            was erased: only the line's seal is left
//! ```
//!
//! The seal of an entry is the SHA-256 of the seals of its lines, so one child's lines can be erased
//! from an entry about many children while the chain holds.

use super::hash::{Hash, hex};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use uuid::Uuid;

/// Divides a line from its salt or seal.
const DIVIDE: &str = " ~";

/// A line of a private text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'t> {
    /// What was typed, without the salt.
    Said(&'t str),
    /// The line was erased: `because`, or the number of the change that it completed.
    Erased(&'t str),
    /// No line that the program writes.
    Unreadable,
}

/// The text with a new salt in each line.
pub(in crate::store) fn salted(text: &str) -> String {
    let mut salted = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        let salt = Uuid::new_v4().simple();
        let _ = writeln!(salted, "{line}{DIVIDE}{salt}");
    }
    salted
}

/// The lines of a salted text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.lines().map(|line| match line.rsplit_once(DIVIDE) {
        Some((head, seal)) if seal.starts_with('~') => Line::Erased(head),
        Some((line, _)) => Line::Said(line),
        None => Line::Unreadable,
    })
}

/// The seal of a salted text.
pub(super) fn seal(text: &str) -> Hash {
    let mut all = Sha256::new();
    for line in text.lines() {
        all.update(line_seal(line).unwrap_or_else(|| Sha256::digest(line).into()));
    }
    all.finalize().into()
}

/// The seal of one line; `None` if it is none that the program writes.
fn line_seal(line: &str) -> Option<Hash> {
    let (said, mark) = line.rsplit_once(DIVIDE)?;
    if let Some(seal) = mark.strip_prefix('~') {
        return unhex(seal);
    }
    let salt: [u8; 16] = unhex(mark)?;
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(said);
    Some(hasher.finalize().into())
}

/// Erases the lines whose number, or `because`, is wanted; `None` if there is none to erase.
pub(in crate::store) fn erased(text: &str, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut left = String::with_capacity(text.len());
    let mut has_erased = false;
    for line in text.lines() {
        let head = line.split(' ').next().unwrap_or_default();
        match line_seal(line) {
            Some(seal) if is_wanted(head) && !is_erased(line) => {
                let _ = writeln!(left, "{head}{DIVIDE}~{}", hex(&seal));
                has_erased = true;
            }
            _ => {
                left.push_str(line);
                left.push('\n');
            }
        }
    }
    has_erased.then_some(left)
}

fn is_erased(line: &str) -> bool {
    line.rsplit_once(DIVIDE)
        .is_some_and(|(_, mark)| mark.starts_with('~'))
}

/// Bytes from lower-case hexadecimal.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn erasing_any_lines_leaves_the_seal_and_the_others(
            texts in prop::collection::vec("[^\r\n]{0,12}", 1..5),
            wanted in prop::collection::vec(any::<bool>(), 5),
        ) {
            let lines_of: Vec<String> = texts.iter().enumerate().map(|(nth, text)| format!("{nth} {text}")).collect();
            let text = salted(&lines_of.join("\n"));
            let before: Vec<Line<'_>> = lines(&text).collect();
            let is_wanted = |head: &str| wanted[head.parse::<usize>().unwrap()];
            let left = erased(&text, is_wanted).unwrap_or_else(|| text.clone());
            prop_assert_eq!(seal(&left), seal(&text));
            for (nth, (was, is)) in before.into_iter().zip(lines(&left)).enumerate() {
                prop_assert_eq!(was, Line::Said(&lines_of[nth]));
                let head = nth.to_string();
                prop_assert_eq!(is, if wanted[nth] { Line::Erased(&head) } else { was });
            }
            prop_assert_eq!(erased(&left, is_wanted), None, "nothing is left to erase");
        }
    }

    #[test]
    fn what_is_changed_by_hand_changes_the_seal() {
        let text = salted("1 name=\"汪乐乐\"\n2 name=\"单乐\"");
        for (from, to) in [("汪", "王"), (" ~", "  ~"), ("2 ", "3 "), ("\n2", "\n\n2")] {
            assert_ne!(seal(&text.replacen(from, to, 1)), seal(&text), "{from}");
        }
        assert_ne!(salted("1 x"), salted("1 x"), "a salt is new each time");
        assert_eq!(lines("rubbish").next(), Some(Line::Unreadable));
    }
}
