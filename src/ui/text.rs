//! Text measured in terminal cells; a Han character takes two. The whole program measures text with
//! this module.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width of a text, in cells.
pub(crate) fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Cuts a text to `cells`; a cut text ends with `ellipsis` if that fits.
pub(crate) fn fit<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
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

/// Cuts a name to `cells` in its middle: names of one family begin alike, and what tells namesakes apart
/// stands at the end.
pub(crate) fn fit_name<'a>(name: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    let sign = width(ellipsis);
    if width(name) <= cells || cells < sign + 2 {
        return fit(name, cells, ellipsis);
    }
    let end_cells = (cells - sign).div_ceil(2);
    let mut end = String::new();
    let mut used = 0;
    for grapheme in name.graphemes(true).rev() {
        if used + grapheme.width() > end_cells {
            break;
        }
        used += grapheme.width();
        end.insert_str(0, grapheme);
    }
    let (begin, _) = head(name, cells - sign - used);
    Cow::Owned(format!("{begin}{ellipsis}{end}"))
}

/// The longest beginning that fits into `cells`, and its width.
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

/// Characters that must not begin a line.
const CLOSING: &str = "，。、；：？！）】》〉」』〕｝”’％…—～·,.;:?!)]}%";
/// Characters that must not end a line.
const OPENING: &str = "（【《〈「『〔｛“‘([{";

/// Wraps a text into lines of at most `cells`. Breaks between words and between Han characters, but
/// not before a closing or after an opening punctuation mark.
///
/// Only spaces at the breaks are dropped. A character wider than `cells` gets a line of its own.
pub(crate) fn wrap(text: &str, cells: usize) -> Vec<String> {
    let paragraphs = text.split('\n');
    paragraphs
        .flat_map(|paragraph| wrapped(paragraph, cells.max(1), 0))
        .collect()
}

/// [`wrap`] for a line of a page: what follows its first row stands further right than it begins.
pub(crate) fn wrap_hanging(line: &str, cells: usize) -> Vec<String> {
    let begins = line.len() - line.trim_start_matches(' ').len();
    let hang = begins + 2;
    wrapped(line, cells.max(1), if cells > 2 * hang { hang } else { 0 })
}

fn wrapped(paragraph: &str, cells: usize, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = Line {
        hang,
        ..Line::default()
    };
    for piece in pieces(paragraph) {
        line.take(piece, cells, &mut lines);
    }
    lines.push(line.text.trim_end().to_owned());
    lines
}

/// The line being filled.
#[derive(Default)]
struct Line {
    text: String,
    cells: usize,
    /// Cells before the text of it.
    left: usize,
    /// Cells before the text of each line but the first.
    hang: usize,
}

impl Line {
    fn take(&mut self, piece: &str, cells: usize, lines: &mut Vec<String>) {
        let wide = width(piece.trim_end());
        if self.cells + wide > cells && self.cells > self.left {
            self.end(lines);
        }
        if self.left + wide <= cells {
            self.text.push_str(piece);
            self.cells += width(piece);
            return;
        }
        for grapheme in piece.graphemes(true) {
            if self.cells + grapheme.width() > cells && self.cells > self.left {
                self.end(lines);
            }
            self.text.push_str(grapheme);
            self.cells += grapheme.width();
        }
    }

    fn end(&mut self, lines: &mut Vec<String>) {
        lines.push(self.text.trim_end().to_owned());
        self.text = " ".repeat(self.hang);
        (self.cells, self.left) = (self.hang, self.hang);
    }
}

/// Splits a paragraph into unbreakable pieces: a word with the spaces after it, or a Han character
/// with its punctuation.
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
    fn names_that_are_cut_still_differ() {
        let cut = |name| fit_name(name, 11, "…").into_owned();
        assert_eq!(cut("余小雨 2015"), "余小雨 2015");
        assert_eq!(cut("欧阳子涵 2015"), "欧阳… 2015");
        assert_eq!(cut("欧阳子涵 2016"), "欧阳… 2016");
        assert_ne!(cut("买买提·艾力江一"), cut("买买提·艾力江二"));
        for cells in 0..14 {
            assert!(
                width(&fit_name("买买提·艾力江", cells, "…")) <= cells,
                "{cells}"
            );
        }
    }

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

    fn some_text() -> impl Strategy<Value = String> {
        "[a-z李小明，。（）“” é😀]{0,40}"
    }

    fn ink(text: &str) -> String {
        text.chars().filter(|sign| !sign.is_whitespace()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn fitted_text_is_never_wider_than_asked(text in some_text(), cells in 0_usize..30) {
            prop_assert!(width(&fit(&text, cells, "…")) <= cells);
            prop_assert!(width(&fit(&text, cells, "..")) <= cells);
        }

        #[test]
        fn wrapped_text_loses_nothing_and_keeps_to_its_width(text in some_text(), cells in 2_usize..30) {
            let lines = wrap(&text, cells);
            prop_assert_eq!(ink(&lines.concat()), ink(&text));
            prop_assert!(lines.iter().all(|line| width(line) <= cells), "{:?}", lines);
        }
    }
}
