//! Words of files in the form in which tables are searched for them.

use crate::domain::tidy;

/// Normalises a word: removes spaces, folds width and case.
pub(super) fn word_key(word: &str) -> String {
    tidy::compact(word).to_lowercase()
}

/// Normalises a heading: removes spaces, stars, colons, underscores.
pub(super) fn heading_key(heading: &str) -> String {
    let compact = tidy::compact(heading).to_lowercase();
    compact
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '#')
        .collect()
}

/// A heading without its brackets, and the text that was in them.
pub(super) fn bracketed(heading: &str) -> (String, String) {
    let mut depth = 0usize;
    let (mut outside, mut inside) = (String::new(), String::new());
    for c in tidy::fold(heading).chars() {
        match c {
            '(' | '[' | '\u{3010}' => depth += 1,
            ')' | ']' | '\u{3011}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => inside.push(c),
        }
    }
    (outside, inside)
}

/// Removes text in brackets from a heading.
pub(super) fn without_brackets(heading: &str) -> String {
    bracketed(heading).0
}
