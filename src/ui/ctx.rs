//! What every view is told: language, styles, marks, the day.

use super::preferences::{Preferences, SymbolSet, ThemeName};
use super::symbols::Symbols;
use super::text;
use super::theme::Theme;
use crate::i18n::Lang;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Language, styles, marks and the day.
#[derive(Debug, Clone, Copy)]
pub struct Ctx {
    /// Language.
    pub lang: Lang,
    /// Styles by meaning.
    pub theme: Theme,
    /// Marks and lines.
    pub symbols: Symbols,
    /// Today.
    pub today: NaiveDate,
}

impl Ctx {
    /// For a look on a day.
    pub fn new(look: Preferences, today: NaiveDate) -> Self {
        let theme = match (look.colour, look.theme) {
            (false, _) => Theme::PLAIN,
            (true, ThemeName::Dark) => Theme::DARK,
            (true, ThemeName::Light) => Theme::LIGHT,
        };
        let symbols = match look.symbols {
            SymbolSet::Unicode => Symbols::UNICODE,
            SymbolSet::Ascii => Symbols::ASCII,
        };
        Self {
            lang: look.lang,
            theme,
            symbols,
            today,
        }
    }

    /// Writes one piece of text into a line, cut to fit, and gives the rest of the line. Straight
    /// into the buffer: a frame's cost is in its widgets, and a keystroke draws a whole list.
    pub fn write(&self, buf: &mut Buffer, line: Rect, text: &str, style: Style) -> Rect {
        let line = line.intersection(buf.area);
        if line.is_empty() {
            return line;
        }
        let text = self.symbols.words(text);
        let fitted = text::fit(&text, line.width as usize, self.symbols.ellipsis);
        let (end, _) = buf.set_stringn(line.x, line.y, &fitted, line.width as usize, style);
        Rect {
            x: end,
            width: line.right().saturating_sub(end),
            height: 1,
            y: line.y,
        }
    }

    /// Writes text into a column of `cells` cells of a line, and gives the rest after a gap.
    pub fn column(
        &self,
        buf: &mut Buffer,
        line: Rect,
        cells: u16,
        text: &str,
        style: Style,
    ) -> Rect {
        let cells = cells.min(line.width);
        self.write(
            buf,
            Rect {
                width: cells,
                ..line
            },
            text,
            style,
        );
        let used = (cells + 1).min(line.width);
        Rect {
            x: line.x + used,
            width: line.width - used,
            ..line
        }
    }

    /// Writes text at the right end of a line.
    pub fn write_right(&self, buf: &mut Buffer, line: Rect, text: &str, style: Style) {
        let text = self.symbols.words(text);
        let cells = (text::width(&text) as u16).min(line.width);
        let line = Rect {
            x: line.right() - cells,
            width: cells,
            ..line
        };
        self.write(buf, line, &text, style);
    }
}

/// One line of an area, counted from its top; empty if the area is not that high.
pub fn line(area: Rect, nth: u16) -> Rect {
    if nth >= area.height {
        return Rect { height: 0, ..area };
    }
    Rect {
        y: area.y + nth,
        height: 1,
        ..area
    }
}
