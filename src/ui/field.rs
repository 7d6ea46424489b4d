//! A single-line text field.

use super::ctx::{Ctx, line};
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether a widget has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// Keys go to this widget.
    Here,
    /// Keys go elsewhere.
    Elsewhere,
}

/// Draws the field in the first row of `area`. With focus, the terminal's cursor is placed at the
/// caret, because the window of an input method follows it.
pub(crate) fn text_field(
    ctx: &Ctx,
    frame: &mut Frame,
    area: Rect,
    input: &Input,
    (hint, focus): (&str, Focus),
) {
    let area = line(area, 0).intersection(frame.area());
    if area.is_empty() {
        return;
    }
    let style = match focus {
        Focus::Here => ctx.theme.field_focus,
        Focus::Elsewhere => ctx.theme.field,
    };
    frame.buffer_mut().set_style(area, style);
    if input.value().is_empty() {
        ctx.write(frame.buffer_mut(), area, hint, style.patch(ctx.theme.muted));
    }
    let cells = area.width as usize;
    let caret = match focus {
        Focus::Here => input.visual_cursor(),
        Focus::Elsewhere => 0,
    };
    let (from, skipped) = scrolled(input.value(), (caret + 1).saturating_sub(cells));
    let shown = input.value().get(from..).unwrap_or_default();
    match focus {
        Focus::Here => {
            let buf = frame.buffer_mut();
            buf.set_stringn(area.x, area.y, shown, cells, style);
            let column = (caret.saturating_sub(skipped) as u16).min(area.width - 1);
            frame.set_cursor_position((area.x + column, area.y));
        }
        Focus::Elsewhere => {
            ctx.write(frame.buffer_mut(), area, shown, style);
        }
    }
}

/// The byte offset at which the text starts if at least `cells` cells are scrolled out to the left,
/// and the number of cells scrolled out.
fn scrolled(text: &str, cells: usize) -> (usize, usize) {
    let mut skipped = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if skipped >= cells {
            return (at, skipped);
        }
        skipped += grapheme.width();
    }
    if skipped >= cells && cells > 0 {
        return (text.len(), skipped);
    }
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::picture::screen_text;
    use crate::ui::preferences::Preferences;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    fn draw(value: &str, caret: usize, width: u16) -> (String, u16) {
        let mut terminal = Terminal::new(TestBackend::new(width, 1)).unwrap();
        let ctx = Ctx::new(Preferences::default(), chrono::NaiveDate::default());
        let input = Input::new(value.to_owned()).with_cursor(caret);
        terminal
            .draw(|frame| {
                let area = frame.area();
                text_field(&ctx, frame, area, &input, ("hint", Focus::Here));
            })
            .unwrap();
        let text = screen_text(terminal.backend().buffer());
        (
            text.trim_end().to_owned(),
            terminal.get_cursor_position().unwrap().x,
        )
    }

    #[test]
    fn the_cursor_stands_behind_what_was_typed() {
        assert_eq!(draw("李小", 2, 10), ("李小".to_owned(), 4));
        assert_eq!(draw("李小", 1, 10), ("李小".to_owned(), 2));
        assert_eq!(draw("", 0, 10), ("hint".to_owned(), 0));
    }

    #[test]
    fn a_long_line_scrolls_by_whole_characters_and_keeps_the_caret_in_sight() {
        assert_eq!(draw("李小明王小红", 6, 7), ("王小红".to_owned(), 6));
        assert_eq!(draw("李小明王小红", 6, 6), ("小红".to_owned(), 4));
        assert_eq!(draw("李小明王小红", 0, 6).1, 0);
    }

    #[test]
    fn a_single_cell_is_no_harm() {
        assert_eq!(draw("李小明", 3, 1).1, 0);
    }
}
