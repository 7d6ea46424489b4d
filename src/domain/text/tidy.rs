//! Normalises text from input methods and spreadsheets.

/// Full-width characters become half-width, all kinds of spaces become plain spaces; control and
/// zero-width characters are removed.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// Like [`fold`], without outer spaces and with single inner spaces.
pub(crate) fn trimmed(text: &str) -> String {
    // Fast path: most text in a long list is already normalised.
    if is_plain(text) {
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

/// A person's name: [`trimmed`], without the spaces that align Han characters in a column.
pub(crate) fn person(name: &str) -> String {
    let name = trimmed(name);
    let mut out = String::with_capacity(name.len());
    let mut before = None;
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let around = [before, chars.peek().copied()];
        let between_latin = around.iter().all(|c| c.is_some_and(|c| c.is_ascii()));
        if c != ' ' || between_latin {
            out.push(c);
            before = Some(c);
        }
    }
    out
}

/// Whether the text is printable ASCII without spaces.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\t' | '\n' | '\r' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{3000}' => Some(' '),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_text_becomes_plain() {
        assert_eq!(fold("１２Ａ：\u{200B}x"), "12A:x");
        assert_eq!(trimmed("\u{3000}毛\u{3000}燕 \n"), "毛 燕");
        assert_eq!(compact("毛\u{3000}燕 "), "毛燕");
        assert_eq!(person("毛\u{3000}燕 "), "毛燕");
        assert_eq!(person(" Anna  Li "), "Anna Li");
    }
}
