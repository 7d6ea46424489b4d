//! Rows with ticks.

use crate::i18n::word;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::above;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The rows of a list with ticks.
#[derive(Debug)]
pub(crate) struct TickRows {
    /// Names the list in the scroll offsets.
    pub key: &'static str,
    /// Key of the words that stand there without rows.
    pub nobody: &'static str,
    /// For each row whether it is ticked.
    pub ticked: Vec<bool>,
    /// Index of the selected row.
    pub selected: usize,
    /// Whether the last line asks if the changed ticks are to be dropped.
    pub is_asking_to_leave: bool,
}

impl TickRows {
    /// Draws the rows that fit into `list`; `fill` writes what follows the tick of a row.
    pub(crate) fn draw(
        &self,
        ctx: &Ctx,
        (state, frame): (&mut ViewState, &mut Frame),
        list: Rect,
        fill: impl Fn(&mut Buffer, Rect, usize, Style),
    ) {
        let list = if self.is_asking_to_leave {
            let foot = line(list, list.height.saturating_sub(1));
            let asked = word(ctx.lang, "form-leave");
            ctx.write(frame.buffer_mut(), foot, &asked, ctx.theme.warn);
            above(list, 1)
        } else {
            list
        };
        if self.ticked.is_empty() {
            let words = word(ctx.lang, self.nobody);
            ctx.write(frame.buffer_mut(), list, &words, ctx.theme.muted);
            return;
        }
        let rows = list.height as usize;
        let top = state.scroll(self.key, self.selected, self.ticked.len(), rows);
        let shown = self.ticked.iter().enumerate().skip(top).take(rows);
        for (nth, (place, is_ticked)) in shown.enumerate() {
            let at = line(list, nth as u16);
            state.can_click(at, Click::Row(place));
            let tick = if *is_ticked {
                ctx.symbols.ticked
            } else {
                ctx.symbols.unticked
            };
            let style = match (place == self.selected, is_ticked) {
                (true, _) => ctx.theme.selected,
                (false, true) => ctx.theme.good,
                (false, false) => ctx.theme.text,
            };
            let buf = frame.buffer_mut();
            buf.set_style(at, style);
            let rest = ctx.column(buf, at, 2, &format!(" {tick}"), style);
            fill(buf, rest, place, style);
        }
    }
}
