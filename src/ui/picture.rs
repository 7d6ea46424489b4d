//! Converts a drawn screen to text, for tests, and to an SVG picture, for the README.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// The screen as lines of text, without styles and without the cells hidden by wide characters.
#[cfg(test)]
pub(crate) fn screen_text(buf: &Buffer) -> String {
    let mut text = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let row: String = shown(buf, y).map(|(_, cell)| cell.symbol()).collect();
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

/// The visible cells of a row with their columns, without the cells hidden by wide characters.
fn shown(buf: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut free = buf.area.left();
    (buf.area.left()..buf.area.right()).filter_map(move |x| {
        let cell = buf.cell((x, y)).filter(|_| x >= free)?;
        free = x + (cell.symbol().width() as u16).max(1);
        Some((x, cell))
    })
}

/// Default colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paper {
    /// Default text colour, as `#rrggbb`.
    ink: &'static str,
    /// Background colour, as `#rrggbb`.
    ground: &'static str,
}

impl Paper {
    /// For the dark theme.
    pub(crate) const DARK: Self = Self {
        ink: "#e6e6e6",
        ground: "#16181d",
    };
    /// For the light theme.
    pub(crate) const LIGHT: Self = Self {
        ink: "#24292f",
        ground: "#ffffff",
    };
}

/// Width of a cell, in pixels. Each Han character is stretched to two cells.
const CELL: u16 = 9;
/// Height of a row, in pixels.
const ROW: u16 = 20;
/// Margin around the screen, in pixels.
const AIR: u16 = 16;
/// Height of the title bar with the three dots, in pixels.
const BAR: u16 = 28;

/// The screen as an SVG picture of a window. Characters are placed on a grid of cells; wide
/// characters take two.
pub(crate) fn svg(buf: &Buffer, paper: Paper) -> String {
    let (columns, rows) = (buf.area.width, buf.area.height);
    let (width, height) = (columns * CELL + 2 * AIR, rows * ROW + BAR + AIR);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"'Cascadia Mono','Noto Sans Mono CJK SC','Sarasa Mono SC',monospace\" \
         font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"{}\"/>\n",
        paper.ground
    );
    for (nth, dot) in (0_u16..).zip(["#ff5f57", "#febc2e", "#28c840"]) {
        let x = AIR + 4 + nth * 18;
        let _ = writeln!(out, "<circle cx=\"{x}\" cy=\"14\" r=\"5\" fill=\"{dot}\"/>");
    }
    for y in buf.area.top()..buf.area.bottom() {
        for run in runs(buf, y, paper) {
            run.write(&mut out, y - buf.area.top());
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Adjacent cells of the same style.
struct Run {
    column: u16,
    cells: u16,
    text: String,
    ink: String,
    ground: Option<String>,
    modifier: Modifier,
}

fn runs(buf: &Buffer, y: u16, paper: Paper) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (x, cell) in shown(buf, y) {
        let next = Run::of(cell, x - buf.area.left(), paper);
        match runs.last_mut() {
            Some(last) if last.continues(&next) => {
                last.cells += next.cells;
                last.text.push_str(&next.text);
            }
            _ => runs.push(next),
        }
    }
    runs
}

impl Run {
    fn of(cell: &Cell, column: u16, paper: Paper) -> Self {
        let mut ink = hex(cell.fg);
        let mut ground = hex(cell.bg);
        if cell.modifier.contains(Modifier::REVERSED) {
            let was = ground.unwrap_or_else(|| paper.ground.to_owned());
            ground = Some(ink.unwrap_or_else(|| paper.ink.to_owned()));
            ink = Some(was);
        }
        Self {
            column,
            cells: (cell.symbol().width() as u16).max(1),
            text: cell.symbol().to_owned(),
            ink: ink.unwrap_or_else(|| paper.ink.to_owned()),
            ground,
            modifier: cell.modifier,
        }
    }

    /// Whether the next run can be joined to this one. Wide and narrow characters are not joined, nor letters
    /// and the signs that a font may draw wider than letters, so that each stays in its cells.
    fn continues(&self, next: &Self) -> bool {
        let per_sign = |run: &Self| run.cells as usize / run.text.chars().count().max(1);
        self.ink == next.ink
            && self.ground == next.ground
            && self.modifier == next.modifier
            && per_sign(self) == per_sign(next)
            && self.text.is_ascii() == next.text.is_ascii()
    }

    fn write(&self, out: &mut String, row: u16) {
        let (x, y) = (AIR + self.column * CELL, BAR + row * ROW);
        let width = self.cells * CELL;
        if let Some(ground) = &self.ground {
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{ROW}\" fill=\"{ground}\"/>"
            );
        }
        if self.text.trim().is_empty() {
            return;
        }
        let mut style = String::new();
        if self.modifier.contains(Modifier::BOLD) {
            style.push_str(" font-weight=\"bold\"");
        }
        if self.modifier.contains(Modifier::UNDERLINED) {
            style.push_str(" text-decoration=\"underline\"");
        }
        // A sign that the font draws wider than its cell is made narrower; letters keep their shape.
        let is_signs =
            !self.text.is_ascii() && usize::from(self.cells) == self.text.chars().count();
        let adjust = if is_signs {
            "spacingAndGlyphs"
        } else {
            "spacing"
        };
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{}\" textLength=\"{width}\" lengthAdjust=\"{adjust}\" \
             xml:space=\"preserve\" fill=\"{}\"{style}>{}</text>",
            y + 15,
            self.ink,
            escaped(&self.text)
        );
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The sixteen terminal colours, with common values.
const BASIC: [&str; 16] = [
    "#1c1c1c", "#cd3131", "#2ea043", "#c9a227", "#3b78d8", "#a35bb5", "#2bb3c0", "#c8c8c8",
    "#767676", "#f14c4c", "#56d364", "#e3c94f", "#5a9bf5", "#d670d6", "#56d4dd", "#ffffff",
];
/// Channel values of the 6×6×6 colour cube.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// A colour as `#rrggbb`; `None` for the terminal's default.
fn hex(colour: Color) -> Option<String> {
    let index = match colour {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => return Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(indexed(index))
}

fn indexed(index: u8) -> String {
    if let Some(basic) = BASIC.get(usize::from(index)) {
        return (*basic).to_owned();
    }
    if index >= 232 {
        let grey = 8 + (index - 232) * 10;
        return format!("#{grey:02x}{grey:02x}{grey:02x}");
    }
    let place = usize::from(index - 16);
    let step = |at: usize| CUBE.get(at % 6).copied().unwrap_or_default();
    let (r, g, b) = (step(place / 36), step(place / 6), step(place));
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Draws into memory, for tests.
#[cfg(test)]
pub(crate) mod testing {
    use super::screen_text;
    use crate::i18n::Lang;
    use crate::ui::ctx::Ctx;
    use crate::ui::preferences::Preferences;
    use crate::ui::view_state::ViewState;
    use ratatui::backend::TestBackend;
    use ratatui::{Frame, Terminal};

    /// The screen text of a drawing in Chinese.
    pub(crate) fn drawn(
        size: (u16, u16),
        draw: impl Fn(&Ctx, &mut ViewState, &mut Frame),
    ) -> String {
        drawn_in(Lang::Zh, size, draw)
    }

    /// The screen text of a drawing in a language.
    pub(crate) fn drawn_in(
        lang: Lang,
        (width, height): (u16, u16),
        draw: impl Fn(&Ctx, &mut ViewState, &mut Frame),
    ) -> String {
        let look = Preferences {
            lang,
            ..Preferences::default()
        };
        let ctx = Ctx::new(look, chrono::NaiveDate::default());
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut state = ViewState::default();
        terminal
            .draw(|frame| draw(&ctx, &mut state, frame))
            .unwrap();
        screen_text(terminal.backend().buffer())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn screen() -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 2));
        buf.set_string(0, 0, "门灯 a<b", Style::new().fg(Color::Cyan));
        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        buf.set_string(0, 1, "12 人", reversed);
        buf
    }

    #[test]
    fn the_text_of_a_screen_has_each_wide_character_once() {
        assert_eq!(screen_text(&screen()), "门灯 a<b\n12 人\n");
    }

    #[test]
    fn wide_characters_keep_to_two_cells_in_a_picture() {
        let svg = svg(&screen(), Paper::DARK);
        assert!(svg.contains("textLength=\"36\""), "{svg}");
        assert!(svg.contains(">门灯</text>"), "{svg}");
        assert!(svg.contains("a&lt;b"), "{svg}");
    }

    #[test]
    fn a_sign_is_drawn_apart_from_letters_and_within_its_cell() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        buf.set_string(0, 0, "── DEMO", Style::new());
        let svg = svg(&buf, Paper::DARK);
        let rule = "textLength=\"18\" lengthAdjust=\"spacingAndGlyphs\"";
        assert!(svg.contains(rule) && svg.contains(">──</text>"), "{svg}");
        assert!(svg.contains("> DEMO </text>"), "{svg}");
    }

    #[test]
    fn reversed_text_has_the_colour_of_the_ground() {
        let svg = svg(&screen(), Paper::LIGHT);
        assert!(svg.contains("fill=\"#24292f\"/>"), "{svg}");
        assert!(svg.contains("fill=\"#ffffff\">12"), "{svg}");
    }

    #[test]
    fn every_colour_has_a_number() {
        assert_eq!(hex(Color::Reset), None);
        assert_eq!(indexed(24), "#005f87");
        assert_eq!(indexed(231), "#ffffff");
        assert_eq!(indexed(236), "#303030");
        for index in 0..=255 {
            assert_eq!(indexed(index).len(), 7);
        }
    }
}
