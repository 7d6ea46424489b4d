//! Symbols and lines for drawing, in two sets.
//!
//! Many symbols are one cell wide on most terminals but two on old Chinese consoles, which breaks
//! the layout. The ASCII set avoids them.

use super::preferences::SymbolSet;
use crate::domain::tidy;
use ratatui::symbols::border;
use std::borrow::Cow;

/// A set of symbols and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Symbols {
    /// Borders of panels and popups.
    pub border: border::Set<'static>,
    /// A horizontal line.
    pub rule: &'static str,
    /// Signed in.
    pub inside: &'static str,
    /// Signed out; also an option that is not selected.
    pub left: &'static str,
    /// Signed in late.
    pub late: &'static str,
    /// Known absence.
    pub excused: &'static str,
    /// Expected but not here.
    pub absent: &'static str,
    /// Something important: an allergy, an invalid field.
    pub alert: &'static str,
    /// Done.
    pub done: &'static str,
    /// A list item.
    pub bullet: &'static str,
    /// The selected row.
    pub pointer: &'static str,
    /// Separates two parts of a line.
    pub dot: &'static str,
    /// More rows above.
    pub up: &'static str,
    /// More rows below.
    pub down: &'static str,
    /// Previous item.
    pub previous: &'static str,
    /// Next item.
    pub next: &'static str,
    /// Text was cut off.
    pub ellipsis: &'static str,
    /// An empty tick box.
    pub unticked: &'static str,
    /// A ticked tick box.
    pub ticked: &'static str,
    /// The track of a scrollbar.
    pub track: &'static str,
    /// The thumb of a scrollbar.
    pub thumb: &'static str,
    /// Between the two values of a range.
    pub to: &'static str,
    /// A row that belongs to the row above.
    pub branch: &'static str,
    /// Parts of a bar, from an eighth of a cell to a whole one.
    pub levels: [&'static str; 8],
    /// A bar of what is not over yet.
    pub hatch: &'static str,
    /// Shades, from none to the darkest.
    pub shades: [&'static str; 5],
    /// Characters in texts that some consoles draw two cells wide, with their replacements.
    pub plain: &'static [(char, &'static str)],
}

impl Symbols {
    /// For modern terminals.
    pub(crate) const UNICODE: Self = Self {
        border: border::ROUNDED,
        rule: "─",
        inside: "●",
        left: "○",
        late: "◐",
        excused: "◇",
        absent: "✕",
        alert: "▲",
        done: "✓",
        bullet: "•",
        pointer: "▸",
        dot: "·",
        up: "↑",
        down: "↓",
        previous: "‹",
        next: "›",
        ellipsis: "…",
        unticked: "□",
        ticked: "■",
        track: "│",
        thumb: "█",
        to: "→",
        branch: "└ ",
        levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        hatch: "▒",
        shades: [" ", "░", "▒", "▓", "█"],
        plain: &[],
    };

    /// Plain ASCII.
    pub(crate) const ASCII: Self = Self {
        border: border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        },
        rule: "-",
        inside: "*",
        left: "o",
        late: "~",
        excused: "e",
        absent: "x",
        alert: "!",
        done: "v",
        bullet: "-",
        pointer: ">",
        dot: "-",
        up: "^",
        down: "v",
        previous: "<",
        next: ">",
        ellipsis: "..",
        unticked: "_",
        ticked: "X",
        track: "|",
        thumb: "#",
        to: ">",
        branch: "`- ",
        levels: [".", ".", ".", ":", ":", "|", "|", "#"],
        hatch: "/",
        shades: [" ", ".", ":", "*", "#"],
        plain: &[
            ('·', "-"),
            ('✓', "v"),
            ('◷', "~"),
            ('✕', "x"),
            ('○', "o"),
            ('▲', "!"),
            ('→', ">"),
            ('≥', ">="),
            ('✗', "x"),
            ('≠', "#"),
            ('–', "-"),
            ('—', "-"),
            ('×', "x"),
            ('…', ".."),
            ('“', "\""),
            ('”', "\""),
            ('‘', "'"),
            ('’', "'"),
            (char::REPLACEMENT_CHARACTER, "?"),
        ],
    };

    /// Text as the screen can take it: nothing unseen, and with the characters of `plain` replaced.
    pub(crate) fn words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match tidy::shown(text) {
            Cow::Borrowed(text) => self.plain_words(text),
            Cow::Owned(text) => Cow::Owned(self.plain_words(&text).into_owned()),
        }
    }

    fn plain_words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let sign = |c: char| self.plain.iter().find(|(sign, _)| *sign == c);
        if self.plain.is_empty() || !text.contains(|c| sign(c).is_some()) {
            return Cow::Borrowed(text);
        }
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            match sign(c) {
                Some((_, instead)) => plain.push_str(instead),
                None => plain.push(c),
            }
        }
        Cow::Owned(plain)
    }

    /// The signs whose look a person can compare by eye, by name.
    pub(crate) fn signs(&self) -> Vec<(&'static str, String)> {
        let lines = self.border;
        let corners = [
            lines.top_left,
            lines.horizontal_top,
            lines.top_right,
            lines.vertical_left,
            lines.bottom_left,
            lines.horizontal_bottom,
            lines.bottom_right,
        ];
        let signs = [
            ("inside", self.inside),
            ("left", self.left),
            ("late", self.late),
            ("excused", self.excused),
            ("absent", self.absent),
            ("alert", self.alert),
            ("done", self.done),
            ("pointer", self.pointer),
        ];
        let signs = signs.map(|(name, sign)| (name, sign.to_owned()));
        let border = ("border", corners.concat());
        signs.into_iter().chain([border]).collect()
    }

    /// Every symbol with its name, for tests.
    #[cfg(test)]
    const fn all(&self) -> [&'static str; 43] {
        let lines = self.border;
        [
            lines.top_left,
            lines.top_right,
            lines.bottom_left,
            lines.bottom_right,
            lines.vertical_left,
            lines.vertical_right,
            lines.horizontal_top,
            lines.horizontal_bottom,
            self.rule,
            self.inside,
            self.left,
            self.late,
            self.excused,
            self.absent,
            self.alert,
            self.done,
            self.bullet,
            self.pointer,
            self.dot,
            self.up,
            self.down,
            self.previous,
            self.next,
            self.ellipsis,
            self.unticked,
            self.ticked,
            self.track,
            self.thumb,
            self.to,
            self.hatch,
            self.levels[0],
            self.levels[1],
            self.levels[2],
            self.levels[3],
            self.levels[4],
            self.levels[5],
            self.levels[6],
            self.levels[7],
            self.shades[0],
            self.shades[1],
            self.shades[2],
            self.shades[3],
            self.shades[4],
        ]
    }
}

impl SymbolSet {
    /// The signs of the set by name; `None` for the set that every font has.
    pub(crate) fn signs(self) -> Option<Vec<(&'static str, String)>> {
        match self {
            Self::Unicode => Some(Symbols::UNICODE.signs()),
            Self::Ascii => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text::width;

    #[test]
    fn every_mark_takes_one_cell_but_the_plain_ellipsis() {
        for mark in Symbols::UNICODE.all() {
            assert_eq!(width(mark), 1, "{mark}");
        }
        for mark in Symbols::ASCII
            .all()
            .into_iter()
            .filter(|mark| *mark != "..")
        {
            assert_eq!(width(mark), 1, "{mark}");
        }
    }

    #[test]
    fn the_plain_set_is_plain() {
        assert!(Symbols::ASCII.all().iter().all(|mark| mark.is_ascii()));
    }

    #[test]
    fn the_marks_of_the_register_can_be_told_apart_without_colour() {
        for set in [Symbols::UNICODE, Symbols::ASCII] {
            let marks = [
                set.inside,
                set.left,
                set.late,
                set.excused,
                set.absent,
                set.alert,
            ];
            for (place, mark) in marks.iter().enumerate() {
                assert!(!marks.iter().skip(place + 1).any(|other| other == mark));
            }
        }
    }
}
