//! Draws the list of keys.

use super::Help;
use crate::i18n::word;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::field::{Focus, text_field};
use crate::ui::frame::{below, open};
use crate::ui::text;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Maximum width of the list, in cells.
const WIDEST: u16 = 64;
/// Maximum width of the key column, in cells.
const KEYS: usize = 20;

/// Draws the list of keys as a popup.
pub(crate) fn view(help: &Help, ctx: &Ctx, frame: &mut Frame) {
    let rows = help.rows(ctx.lang);
    let width = WIDEST.min(frame.area().width.saturating_sub(2));
    let title = t!(ctx.lang, "help-title");
    let inner = open(ctx, frame, &title, (width, u16::MAX));
    let hint = t!(ctx.lang, "help-search");
    text_field(ctx, frame, inner, &help.input, (&hint, Focus::Here));
    let list = below(inner, 2);
    let buf = frame.buffer_mut();
    if rows.is_empty() {
        let words = t!(ctx.lang, "help-nothing", typed = help.input.value());
        ctx.write(buf, list, &words, ctx.theme.muted);
        return;
    }
    let cells = rows.iter().map(|row| text::width(&row.keys)).max();
    let cells = cells.unwrap_or_default().min(KEYS) as u16;
    // Do not scroll past the last full page.
    let top = help
        .top
        .min(rows.len().saturating_sub(list.height as usize));
    let mut before = None;
    for (nth, row) in rows.iter().skip(top).take(list.height as usize).enumerate() {
        let at = line(list, nth as u16);
        let rest = ctx.column(buf, at, cells, &row.keys, ctx.theme.key);
        let rest = Rect {
            x: rest.x + 1.min(rest.width),
            width: rest.width.saturating_sub(1),
            ..rest
        };
        let rest = ctx.write(buf, rest, &row.does, ctx.theme.text);
        if before != Some(row.context) && rest.width > 2 {
            let room = Rect {
                x: rest.x + 2,
                width: rest.width - 2,
                ..rest
            };
            ctx.write_right(
                buf,
                room,
                &word(ctx.lang, row.context.words()),
                ctx.theme.muted,
            );
        }
        before = Some(row.context);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::{self, Context};
    use crate::ui::picture::testing::drawn;

    fn help() -> Help {
        let all = keymap::help(&[Context::Door, Context::Global]).into_iter();
        Help::new(all.map(|(_, binding)| binding).collect())
    }

    #[test]
    fn it_shows_the_keys_for_where_one_is() {
        insta::assert_snapshot!(drawn((80, 24), |ctx, _, frame| view(&help(), ctx, frame)));
    }

    #[test]
    fn the_last_page_stays_full() {
        let mut help = help();
        help.top = 999;
        let text = drawn((40, 12), |ctx, _, frame| view(&help, ctx, frame));
        assert!(text.contains("改自己的"), "{text}");
        assert!(!text.contains("签到/签退"), "{text}");
    }
}
