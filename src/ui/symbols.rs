//! The marks and lines that screens are drawn with, in two sets.
//!
//! Many signs that take one cell elsewhere take two on old Chinese consoles and break the lines
//! around them; there the plain set is the right one.

use ratatui::symbols::border;
use std::borrow::Cow;

/// One set of marks and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// Lines around panels and popups.
    pub border: border::Set<'static>,
    /// A line across.
    pub rule: &'static str,
    /// In the house.
    pub inside: &'static str,
    /// Was here and has left.
    pub left: &'static str,
    /// Came late.
    pub late: &'static str,
    /// Is known not to come.
    pub excused: &'static str,
    /// Expected and not here.
    pub absent: &'static str,
    /// Something that must be known: an allergy, a wrong field.
    pub alert: &'static str,
    /// Done.
    pub done: &'static str,
    /// An item.
    pub bullet: &'static str,
    /// The row on which the arrows are.
    pub pointer: &'static str,
    /// Between two pieces of one line.
    pub dot: &'static str,
    /// More above.
    pub up: &'static str,
    /// More below.
    pub down: &'static str,
    /// To the one before.
    pub previous: &'static str,
    /// To the one after.
    pub next: &'static str,
    /// Something was cut off.
    pub ellipsis: &'static str,
    /// A tick box that is empty.
    pub unticked: &'static str,
    /// A tick box that is ticked.
    pub ticked: &'static str,
    /// The line of a scrollbar.
    pub track: &'static str,
    /// The handle of a scrollbar.
    pub thumb: &'static str,
    /// Ages and spans: from to.
    pub to: &'static str,
    /// Belongs to the row above.
    pub branch: &'static str,
    /// Signs inside words that some consoles draw two cells wide, and what stands for them.
    pub plain: &'static [(char, &'static str)],
}

impl Symbols {
    /// For terminals of today.
    pub const UNICODE: Self = Self {
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
        plain: &[],
    };

    /// Plain ASCII.
    pub const ASCII: Self = Self {
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
        plain: &[
            ('·', "-"),
            ('–', "-"),
            ('—', "-"),
            ('×', "x"),
            ('…', ".."),
            ('“', "\""),
            ('”', "\""),
            ('‘', "'"),
            ('’', "'"),
        ],
    };

    /// Words with such signs replaced.
    pub fn words<'t>(&self, text: &'t str) -> Cow<'t, str> {
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

    /// Every mark with its name, for the tests.
    #[cfg(test)]
    const fn all(&self) -> [&'static str; 29] {
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
        ]
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
