//! State of the views between frames; the only state that a view may change.

use super::click::Click;
use ratatui::layout::{Position, Rect};
use std::collections::HashMap;

/// Scroll offsets and click targets.
#[derive(Debug, Default)]
pub struct ViewState {
    clicks: Vec<(Rect, Click)>,
    offsets: HashMap<&'static str, usize>,
    /// The lowest line that can stand at the top of the page that was drawn.
    pub(crate) page_end: usize,
    /// The same of the part of a screen that scrolls by itself: a card, a file.
    pub(crate) pane_end: usize,
    /// Columns and rows between the frame's head and foot, where the screens stand.
    pub(crate) body: (u16, u16),
}

impl ViewState {
    /// Removes all click targets; called before each frame.
    pub(crate) fn begin(&mut self) {
        self.clicks.clear();
    }

    /// Adds a click target. Later targets are above earlier ones.
    pub(crate) fn can_click(&mut self, area: Rect, click: Click) {
        self.clicks.push((area, click));
    }

    /// Removes the click targets under a popup.
    pub(crate) fn cover(&mut self) {
        self.clicks.clear();
    }

    /// The number of click targets, for [`Self::forget_since`].
    pub(crate) fn clicks(&self) -> usize {
        self.clicks.len()
    }

    /// Removes the click targets added since [`Self::clicks`] returned `clicks`.
    pub(crate) fn forget_since(&mut self, clicks: usize) {
        self.clicks.truncate(clicks);
    }

    /// The topmost click target at a position; `None` if there is none.
    pub(crate) fn click_at(&self, column: u16, row: u16) -> Option<Click> {
        let place = Position::new(column, row);
        let hit = self
            .clicks
            .iter()
            .rev()
            .find(|(area, _)| area.contains(place));
        hit.map(|(_, click)| *click)
    }

    /// First row to show of a list of `count` rows, so that `selected` is visible in `height` rows.
    /// Scrolls as little as possible.
    pub(crate) fn scroll(
        &mut self,
        list: &'static str,
        selected: usize,
        count: usize,
        height: usize,
    ) -> usize {
        let offset = self.offsets.entry(list).or_default();
        let lowest = selected.saturating_sub(height.saturating_sub(1));
        *offset = (*offset)
            .clamp(lowest, selected)
            .min(count.saturating_sub(height));
        *offset
    }

    /// The same for a selection of several rows, or with what belongs to it: the rows up to `end` come into sight too,
    /// as far as there is room; `first` has priority.
    pub(crate) fn scroll_to(
        &mut self,
        list: &'static str,
        (first, end): (usize, usize),
        count: usize,
        height: usize,
    ) -> usize {
        self.scroll(list, end, count, height);
        self.scroll(list, first, count, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::chord::Chord;

    #[test]
    fn the_selected_row_is_always_in_sight() {
        let mut view = ViewState::default();
        assert_eq!(view.scroll("list", 0, 100, 10), 0);
        assert_eq!(view.scroll("list", 15, 100, 10), 6);
        assert_eq!(
            view.scroll("list", 10, 100, 10),
            6,
            "moves as little as possible"
        );
        assert_eq!(view.scroll("list", 3, 100, 10), 3);
        assert_eq!(
            view.scroll("list", 3, 4, 10),
            0,
            "a list that fits starts at its top"
        );
        assert_eq!(view.scroll("list", 0, 0, 0), 0);
    }

    #[test]
    fn what_belongs_to_the_selected_row_comes_into_sight_with_it() {
        let mut view = ViewState::default();
        assert_eq!(view.scroll_to("list", (9, 12), 100, 10), 3);
        assert_eq!(
            view.scroll_to("list", (12, 99), 100, 10),
            12,
            "the first row has priority"
        );
        assert_eq!(view.scroll_to("list", (15, 15), 100, 10), 12);
    }

    #[test]
    fn what_is_drawn_last_lies_on_top() {
        let mut view = ViewState::default();
        view.can_click(Rect::new(0, 0, 10, 10), Click::Row(1));
        view.can_click(Rect::new(2, 2, 2, 2), Click::Key(Chord::f(1)));
        assert_eq!(view.click_at(3, 3), Some(Click::Key(Chord::f(1))));
        assert_eq!(view.click_at(5, 5), Some(Click::Row(1)));
        assert_eq!(view.click_at(20, 20), None);
    }
}
