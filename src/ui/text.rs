//! Text in cells: a Han character takes two. Nothing in the program measures text otherwise.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells the text takes.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// As much of the text as fits into `cells`; if something is cut off, `ellipsis` says so.
pub fn fit<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let sign = if width(ellipsis) <= cells {
        ellipsis
    } else {
        ""
    };
    let (kept, _) = head(text, cells - width(sign));
    Cow::Owned(format!("{kept}{sign}"))
}

/// The longest beginning that fits into `cells`, and how many it takes.
fn head(text: &str, cells: usize) -> (&str, usize) {
    let (mut end, mut used) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        let wide = grapheme.width();
        if used + wide > cells {
            break;
        }
        used += wide;
        end = at + grapheme.len();
    }
    (text.get(..end).unwrap_or(text), used)
}

/// The text cut or filled up with spaces on the right to exactly `cells`.
pub fn pad(text: &str, cells: usize, ellipsis: &str) -> String {
    let fitted = fit(text, cells, ellipsis);
    let room = cells - width(&fitted);
    format!("{fitted}{}", " ".repeat(room))
}

/// The text cut or filled up with spaces on the left to exactly `cells`: for numbers.
pub fn pad_left(text: &str, cells: usize, ellipsis: &str) -> String {
    let fitted = fit(text, cells, ellipsis);
    let room = cells - width(&fitted);
    format!("{}{fitted}", " ".repeat(room))
}

/// The text without control characters; tabs and line ends become spaces.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let cleaned = text.chars().filter_map(|sign| match sign {
        '\t' | '\n' => Some(' '),
        _ => (!sign.is_control()).then_some(sign),
    });
    Cow::Owned(cleaned.collect())
}

/// May not begin a line.
const CLOSING: &str = "，。、；：？！）】》〉」』〕｝”’％…—～·,.;:?!)]}%";
/// May not end a line.
const OPENING: &str = "（【《〈「『〔｛“‘([{";

/// The text in lines of at most `cells`, broken as Chinese and Latin text are: between any two Han
/// characters, but never before a closing or after an opening sign, and between words.
///
/// Nothing but the spaces at the breaks is lost. Where a single sign is wider than `cells` it
/// stands alone on its line.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = Line::default();
        for piece in pieces(paragraph) {
            line.take(piece, cells, &mut lines);
        }
        lines.push(line.text.trim_end().to_owned());
    }
    lines
}

/// The line being filled.
#[derive(Default)]
struct Line {
    text: String,
    cells: usize,
}

impl Line {
    fn take(&mut self, piece: &str, cells: usize, lines: &mut Vec<String>) {
        let wide = width(piece.trim_end());
        if self.cells + wide > cells && self.cells > 0 {
            lines.push(std::mem::take(&mut self.text).trim_end().to_owned());
            self.cells = 0;
        }
        if wide <= cells {
            self.text.push_str(piece);
            self.cells += width(piece);
            return;
        }
        for grapheme in piece.graphemes(true) {
            if self.cells + grapheme.width() > cells && self.cells > 0 {
                lines.push(std::mem::take(&mut self.text));
                self.cells = 0;
            }
            self.text.push_str(grapheme);
            self.cells += grapheme.width();
        }
    }
}

/// What may not be broken: a word with the spaces behind it, a Han character with the signs that
/// belong to it.
fn pieces(paragraph: &str) -> Vec<&str> {
    let signs: Vec<(usize, &str)> = paragraph.grapheme_indices(true).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    for pair in signs.windows(2) {
        let [(_, before), (at, after)] = pair else {
            continue;
        };
        if may_break(before, after) {
            pieces.extend(paragraph.get(start..*at));
            start = *at;
        }
    }
    pieces.extend(paragraph.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

fn may_break(before: &str, after: &str) -> bool {
    let is_space = |sign: &str| sign.chars().all(char::is_whitespace);
    if is_space(after) || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    is_space(before) || before.width() > 1 || after.width() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_han_character_takes_two_cells() {
        assert_eq!(width("门灯 a"), 6);
        assert_eq!(width("plain"), 5);
    }

    #[test]
    fn a_cut_never_halves_a_wide_character() {
        assert_eq!(fit("欧阳小明", 8, "…"), "欧阳小明");
        assert_eq!(fit("欧阳小明", 6, "…"), "欧阳…");
        assert_eq!(fit("欧阳小明", 5, "…"), "欧阳…");
        assert_eq!(fit("欧阳小明", 1, ".."), "");
    }

    #[test]
    fn padding_fills_the_cell_that_a_wide_character_leaves() {
        assert_eq!(pad("欧阳小明", 6, "…"), "欧阳… ");
        assert_eq!(pad_left("12", 4, "…"), "  12");
    }

    #[test]
    fn no_line_begins_with_a_closing_sign() {
        let lines = wrap("他今天来了，明天不来（请假）。", 10);
        assert_eq!(lines, ["他今天来", "了，明天不", "来（请", "假）。"]);
    }

    #[test]
    fn words_stay_whole_and_han_breaks_anywhere() {
        assert_eq!(wrap("call 李奶奶 today", 8), ["call 李", "奶奶", "today"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
    }

    #[test]
    fn control_characters_do_not_reach_a_field() {
        assert_eq!(on_one_line("a\tb\r\nc\u{7}"), "a b c");
        assert_eq!(on_one_line("李小明"), "李小明");
    }

    fn some_text() -> impl Strategy<Value = String> {
        "[a-z李小明，。（）“” é😀]{0,40}"
    }

    fn ink(text: &str) -> String {
        text.chars().filter(|sign| !sign.is_whitespace()).collect()
    }

    proptest! {
        #[test]
        fn fitted_text_is_never_wider_than_asked(text in some_text(), cells in 0_usize..30) {
            prop_assert!(width(&fit(&text, cells, "…")) <= cells);
            prop_assert!(width(&fit(&text, cells, "..")) <= cells);
        }

        #[test]
        fn padded_text_is_exactly_as_wide_as_asked(text in some_text(), cells in 0_usize..30) {
            prop_assert_eq!(width(&pad(&text, cells, "…")), cells);
            prop_assert_eq!(width(&pad_left(&text, cells, "…")), cells);
        }

        #[test]
        fn wrapped_text_loses_nothing_and_keeps_to_its_width(text in some_text(), cells in 2_usize..30) {
            let lines = wrap(&text, cells);
            prop_assert_eq!(ink(&lines.concat()), ink(&text));
            prop_assert!(lines.iter().all(|line| width(line) <= cells), "{:?}", lines);
        }
    }
}
