//! Normalises text from input methods and spreadsheets, and makes text harmless that comes in or is shown.

use std::borrow::Cow;

/// Most characters of a name.
pub(crate) const NAME_MAX: usize = 100;
/// Most characters of a title.
pub(crate) const TITLE_MAX: usize = 200;
/// Most characters of any other text.
pub(crate) const NOTE_MAX: usize = 2_000;
/// Largest number of characters of all steps of a problem together.
pub(crate) const STEPS_MAX: usize = 20_000;

/// Whether a character is not seen itself but changes what is: controls, directions of writing, joiners
/// and other signs without width.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// Whether a character ends a line or moves on to the next column.
const fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Text on its way in: one line without unseen characters and without outer spaces. Line ends and tabs
/// become a space. All text that people type goes through this before it is stored.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text.trim());
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_break(c) {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_unseen(c) {
            out.push(c);
        }
    }
    Cow::Owned(out.trim().to_owned())
}

/// [`line()`] of each line; empty lines are left out.
pub(crate) fn lines(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.lines().map(line).collect();
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Whether nothing of the text is left when it is stored.
pub(crate) fn is_blank(text: &str) -> bool {
    line(text).is_empty()
}

/// Whether a text can be a reason: it has a letter, and is more than one character.
pub(crate) fn says_something(text: &str) -> bool {
    let text = line(text);
    text.chars().any(char::is_alphabetic) && text.chars().nth(1).is_some()
}

/// The first characters of a text.
pub(crate) fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Stored text on its way out. An old file may hold unseen characters: a sign stands for each, and a
/// space for a line end, so that the text can neither move the cursor nor turn the words around it.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    shown_except(text, |_| false)
}

/// [`shown`] for a whole page: lines end and columns are parted.
pub(crate) fn shown_page(text: &str) -> Cow<'_, str> {
    shown_except(text, |c| matches!(c, '\n' | '\t'))
}

fn shown_except(text: &str, stays: fn(char) -> bool) -> Cow<'_, str> {
    let is_harmful = |c: char| is_unseen(c) && !stays(c);
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match c {
        c if !is_harmful(c) => c,
        c if is_break(c) => ' ',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// Full-width characters become half-width, all kinds of spaces become plain spaces; control and
/// zero-width characters are removed.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// Like [`fold`], without outer spaces and with single inner spaces.
pub(crate) fn trimmed(text: &str) -> String {
    // Fast path: most text in a long list is already normalised.
    if is_tidy(text) {
        return text.to_owned();
    }
    let folded = fold(text);
    let mut words = folded.split_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    out
}

/// Like [`fold`], without spaces.
pub(crate) fn compact(text: &str) -> String {
    text.chars()
        .filter_map(fold_char)
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// The dot inside a name as it is stored.
const DOT: char = '\u{b7}';

/// The dots inside names, in all forms that input methods and old systems produce.
pub(crate) const fn is_dot(c: char) -> bool {
    matches!(
        c,
        DOT | '\u{2022}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2219}'
            | '\u{22c5}'
            | '\u{30fb}'
            | '\u{ff65}'
    )
}

/// A person's name: [`trimmed`], without the spaces that align Han characters in a column, and with one form of the dot
/// between the parts of a name.
pub(crate) fn person(name: &str) -> String {
    let name = trimmed(name);
    let mut out = String::with_capacity(name.len());
    let mut before = None;
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let around = [before, chars.peek().copied()];
        let between_latin = around.iter().all(|c| c.is_some_and(|c| c.is_ascii()));
        if c != ' ' || between_latin {
            let letters = around.iter().all(|c| c.is_some_and(is_han_letter));
            let is_dot = is_dot(c) || c == '.' && letters;
            out.push(if is_dot { DOT } else { c });
            before = Some(c);
        }
    }
    out
}

fn is_han_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

/// Whether two names are the same, however their spaces and dots are written.
pub(crate) fn is_same_person(one: &str, other: &str) -> bool {
    one == other || person(one) == person(other)
}

/// Whether [`trimmed`] would leave the text as it is.
fn is_tidy(text: &str) -> bool {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return true;
    }
    let mut was_space = true;
    let is_same = |c: char| {
        let is_space = c.is_whitespace();
        let is_same = fold_char(c) == Some(c) && !(is_space && (was_space || c != ' '));
        was_space = is_space;
        is_same
    };
    text.chars().all(is_same) && !was_space
}

fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{3000}' => Some(' '),
        c if is_break(c) => Some(' '),
        c if is_unseen(c) => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "\u{202E}毛\u{202C}燕\u{2066}\u{2069}",
        "毛燕",
        "\u{FFFD}毛\u{FFFD}燕\u{FFFD}\u{FFFD}"
    )]
    #[case(
        "毛\u{200E}\u{200F}\u{61C}\u{FEFF}燕",
        "毛燕",
        "毛\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}燕"
    )]
    #[case(
        "a\u{1B}[31mb\u{7}\u{9B}c",
        "a[31mbc",
        "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}c"
    )]
    #[case("\r\na\r\n\tb\u{2028}c\u{85}", "a b c", "  a   b c ")]
    #[case("  毛 燕\u{3000}", "毛 燕", "  毛 燕\u{3000}")]
    fn unseen_characters_do_not_come_in_and_are_shown_as_signs(
        #[case] text: &str,
        #[case] stored: &str,
        #[case] seen: &str,
    ) {
        assert_eq!(line(text), stored);
        assert_eq!(shown(text), seen);
    }

    #[test]
    fn a_page_keeps_its_lines_and_nothing_else_that_is_unseen() {
        assert_eq!(shown_page("a\tb\nc\rd\u{202E}"), "a\tb\nc d\u{FFFD}");
        assert_eq!(lines(" a\u{202E} \r\n\n\tb\n"), "a\nb");
        assert!(is_blank(" \u{202E}\n\u{200B}"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn no_unseen_character_gets_in_or_out(text in any::<String>(), odd in "[a\u{0}-\u{20}\u{7f}-\u{a0}\u{2000}-\u{2070}\u{feff}]{0,20}") {
            for text in [text, odd] {
                let stored = line(&text);
                let words: Vec<String> = fold(&text).split_whitespace().map(str::to_owned).collect();
                prop_assert_eq!(trimmed(&text), words.join(" "));
                prop_assert_eq!(trimmed(&words.join(" ")), words.join(" "));
                prop_assert!(!stored.chars().any(is_unseen));
                prop_assert_eq!(line(&stored), stored.as_ref());
                prop_assert_eq!(shown(&stored), stored.as_ref());
                prop_assert!(!shown(&text).chars().any(is_unseen));
                prop_assert_eq!(shown(&text).chars().count(), text.chars().count());
            }
        }
    }

    #[rstest]
    #[case("\u{2022}")]
    #[case("\u{2027}")]
    #[case("\u{30fb}")]
    #[case("\u{ff65}")]
    #[case("\u{22c5}")]
    #[case(" \u{b7} ")]
    #[case(".")]
    #[case("．")]
    fn a_name_has_one_form_of_its_dot(#[case] dot: &str) {
        let name = format!("阿依古丽{dot}买买提");
        assert_eq!(person(&name), "阿依古丽\u{b7}买买提");
        assert!(is_same_person(&name, "阿依古丽\u{b7}买买提"));
        assert!(!is_same_person(&name, "阿依古丽"));
    }

    #[test]
    fn full_width_text_becomes_plain() {
        assert_eq!(fold("１２Ａ：\u{200B}x"), "12A:x");
        assert_eq!(trimmed("\u{3000}毛\u{3000}燕 \n"), "毛 燕");
        assert_eq!(compact("毛\u{3000}燕 "), "毛燕");
        assert_eq!(person("毛\u{3000}燕 "), "毛燕");
        assert_eq!(person(" Anna  Li "), "Anna Li");
        assert_eq!(person("J. R. Li"), "J. R. Li");
    }
}
