//! The context of every view: language, styles, symbols, today.

use super::preferences::{Preferences, SymbolSet, ThemeName};
use super::symbols::Symbols;
use super::text;
use super::theme::Theme;
use crate::i18n::Lang;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Language, styles, symbols and today.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ctx {
    /// Language.
    pub lang: Lang,
    /// The styles of the chosen theme.
    pub theme: Theme,
    /// The chosen set of symbols.
    pub symbols: Symbols,
    /// Today.
    pub today: NaiveDate,
}

impl Ctx {
    /// The context for these preferences and this day.
    pub(crate) fn new(look: Preferences, today: NaiveDate) -> Self {
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

    /// Writes text into a line, cut to fit, and returns the rest of the line. Writes to the buffer
    /// without widgets, which are slower: each key press draws a whole list.
    pub(crate) fn write(&self, buf: &mut Buffer, line: Rect, text: &str, style: Style) -> Rect {
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

    /// Writes text into the first `cells` cells of a line, and returns the rest after a gap of one
    /// cell.
    pub(crate) fn column(
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

    /// [`Self::column`] for a name, which is cut in its middle.
    pub(crate) fn name_column(
        &self,
        buf: &mut Buffer,
        line: Rect,
        cells: u16,
        name: &str,
        style: Style,
    ) -> Rect {
        let name = self.symbols.words(name);
        let cells_there = cells.min(line.width) as usize;
        let name = text::fit_name(&name, cells_there, self.symbols.ellipsis);
        self.column(buf, line, cells, &name, style)
    }

    /// Writes the names of the pages of a screen, the shown one marked. Returns the rest of the line.
    pub(crate) fn write_pages(
        &self,
        buf: &mut Buffer,
        area: Rect,
        pages: impl IntoIterator<Item = (String, bool)>,
    ) -> Rect {
        pages.into_iter().fold(area, |rest, (name, is_shown)| {
            let (mark, style) = if is_shown {
                (self.symbols.pointer, self.theme.title)
            } else {
                (" ", self.theme.muted)
            };
            self.write(buf, rest, &format!("{mark}{name} "), style)
        })
    }

    /// Writes text right-aligned in a line.
    pub(crate) fn write_right(&self, buf: &mut Buffer, line: Rect, text: &str, style: Style) {
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

/// One line of an area, counted from 0 at the top; empty if the area is lower.
pub(crate) fn line(area: Rect, nth: u16) -> Rect {
    if nth >= area.height {
        return Rect { height: 0, ..area };
    }
    Rect {
        y: area.y + nth,
        height: 1,
        ..area
    }
}
