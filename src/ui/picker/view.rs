//! Draws a picker: the filter, the items, and a hint if nothing matches.

use super::{Picker, PickerItem};
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::field::{Focus, text_field};
use crate::ui::frame::{below, open};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Maximum width of the list, in cells.
const WIDEST: u16 = 60;
/// Maximum height of the list in rows, including frame and filter.
const HIGHEST: u16 = 18;

/// Draws a picker as a popup.
pub(crate) fn view(picker: &Picker, ctx: &Ctx, state: &mut ViewState, frame: &mut Frame) {
    let width = WIDEST.min(frame.area().width.saturating_sub(2));
    let height = (picker.most().max(1) as u16 + 4).min(HIGHEST);
    let title = picker.title.show(ctx.lang);
    let inner = open(ctx, frame, &title, (width, height));
    let hint = t!(ctx.lang, "picker-filter");
    text_field(ctx, frame, inner, &picker.input, (&hint, Focus::Here));
    let list = below(inner, 2);
    if picker.count() == 0 {
        let words = match picker.input.value() {
            "" => t!(ctx.lang, "picker-empty"),
            typed => t!(ctx.lang, "picker-nothing", typed = typed),
        };
        ctx.write(frame.buffer_mut(), list, &words, ctx.theme.muted);
        return;
    }
    let rows = list.height as usize;
    let top = state.scroll("picker", picker.selected, picker.count(), rows);
    if picker.count() > rows {
        // That there is more, and where.
        let (at, of) = (picker.selected + 1, picker.count());
        let place = t!(
            ctx.lang,
            "picker-place",
            at = at.to_string(),
            of = of.to_string()
        );
        ctx.write_right(frame.buffer_mut(), line(inner, 1), &place, ctx.theme.muted);
    }
    let shown = picker.shown().enumerate().skip(top).take(rows);
    for (nth, (place, item)) in shown.enumerate() {
        let at = line(list, nth as u16);
        state.can_click(at, Click::Row(place));
        let is_selected = place == picker.selected && picker.is_decided();
        draw_item(item, is_selected, ctx, frame, at);
    }
}

fn draw_item(item: &PickerItem, is_selected: bool, ctx: &Ctx, frame: &mut Frame, at: Rect) {
    let (mark, style, note) = if is_selected {
        (ctx.symbols.pointer, ctx.theme.selected, ctx.theme.selected)
    } else {
        (" ", ctx.theme.text, ctx.theme.muted)
    };
    let buf = frame.buffer_mut();
    buf.set_style(at, style);
    let rest = ctx.write(buf, at, &format!("{mark} {}", item.label), style);
    if !item.note.is_empty() && rest.width as usize > text::width("  ..") {
        ctx.write(buf, rest, &format!("  {}", item.note), note);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::chord::keys;
    use crate::ui::picture::testing::drawn;

    fn picker() -> Picker {
        let items =
            ["李小明", "单小红", "王小明"].map(|name| PickerItem::new(name, name, "三年级"));
        Picker::new("app-name", items.to_vec())
    }

    #[test]
    fn it_shows_the_filter_the_items_and_where_the_arrows_are() {
        insta::assert_snapshot!(drawn((40, 12), |ctx, state, frame| {
            view(&picker(), ctx, state, frame);
        }));
    }

    #[test]
    fn a_list_that_does_not_fit_says_how_many_there_are() {
        let items = (1..30).map(|nth| PickerItem::new(nth.to_string(), format!("孩子 {nth}"), ""));
        let mut picker = Picker::new("app-name", items.collect());
        let said = |picker: &Picker| {
            drawn((40, 12), |ctx, state, frame| {
                view(picker, ctx, state, frame);
            })
        };
        assert!(said(&picker).contains("1 / 29"), "{}", said(&picker));
        picker.key(keys("end")[0]);
        assert!(said(&picker).contains("29 / 29"), "{}", said(&picker));
    }

    #[test]
    fn it_says_what_to_do_when_nothing_fits() {
        let mut picker = picker();
        for chord in keys("zzz") {
            picker.key(chord);
        }
        let text = drawn((40, 12), |ctx, state, frame| {
            view(&picker, ctx, state, frame);
        });
        assert!(text.contains("没有找到“zzz”"), "{text}");
    }
}
