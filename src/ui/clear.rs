//! Clears the area of a popup.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

/// Like ratatui's `Clear`, but also clears a wide character that extends from the left into the
/// area; otherwise it hides the border.
///
/// <https://github.com/ratatui/ratatui/issues/2526>
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClearWide;

impl Widget for ClearWide {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.x > buf.area.x {
            for y in area.top()..area.bottom() {
                if let Some(left) = buf.cell_mut((area.x - 1, y))
                    && left.symbol().width() > 1
                {
                    left.set_symbol(" ");
                }
            }
        }
        Clear.render(area, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn a_wide_character_does_not_reach_into_the_cleared_area() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        buf.set_string(0, 0, "儿童之家", Style::new());
        ClearWide.render(Rect::new(3, 0, 2, 1), &mut buf);
        assert_eq!(buf[(2, 0)].symbol(), " ");
        assert_eq!(buf[(3, 0)].symbol(), " ");
        assert_eq!(buf[(0, 0)].symbol(), "儿");
    }

    #[test]
    fn an_area_outside_the_screen_is_no_harm() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 2, 1));
        ClearWide.render(Rect::new(5, 5, 9, 9), &mut buf);
        assert_eq!(buf, Buffer::empty(Rect::new(0, 0, 2, 1)));
    }
}
