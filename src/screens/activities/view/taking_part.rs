//! Draws the list of participants: search line, ticked names, count of ticks.

use crate::house::House;
use crate::i18n::word;
use crate::screens::activities::state::Roll;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::field::{Focus, text_field};
use crate::ui::frame::{above, below, open};
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Maximum width of the list in cells.
const WIDEST: u16 = 64;

/// Draws the list as a popup.
pub(crate) fn view(
    roll: &Roll,
    house: &House,
    ctx: &Ctx,
    state: &mut ViewState,
    frame: &mut Frame,
) {
    let title = t!(
        ctx.lang,
        "roll-title",
        title = roll.activity.title.as_str(),
        count = roll.ticked.len()
    );
    let height = roll.everybody.len() as u16 + 7;
    let inner = open(ctx, frame, &title, (WIDEST, height));
    let hint = t!(ctx.lang, "roll-hint");
    text_field(ctx, frame, inner, &roll.input, (&hint, Focus::Here));
    let ready = word(ctx.lang, roll.ready.words());
    let text = t!(ctx.lang, "roll-ready", ready = ready);
    ctx.write(frame.buffer_mut(), line(inner, 1), &text, ctx.theme.muted);
    let list = below(inner, 2);
    let foot = line(list, list.height.saturating_sub(1));
    let list = above(list, 1);
    total(roll, house, ctx, frame, foot);
    if roll.shown.is_empty() {
        let words = t!(ctx.lang, "roll-nothing");
        ctx.write(frame.buffer_mut(), list, &words, ctx.theme.muted);
        return;
    }
    let rows = list.height as usize;
    let top = state.scroll("roll", roll.selected, roll.shown.len(), rows);
    let shown = roll.shown.iter().enumerate().skip(top).take(rows);
    for (nth, (place, child)) in shown.enumerate() {
        let at = line(list, nth as u16);
        state.can_click(at, Click::Row(place));
        let is_ticked = roll.ticked.contains(child);
        let tick = if is_ticked {
            ctx.symbols.ticked
        } else {
            ctx.symbols.unticked
        };
        let style = match (place == roll.selected, is_ticked) {
            (true, _) => ctx.theme.selected,
            (false, true) => ctx.theme.good,
            (false, false) => ctx.theme.text,
        };
        let class = house.register.get(*child).map_or("", |file| &file.class);
        let name = house.register.distinct_name(*child);
        let buf = frame.buffer_mut();
        buf.set_style(at, style);
        ctx.write(buf, at, &format!(" {tick} {name}  {class}"), style);
    }
}

/// How many take part, how many in the house do not, and who must not be photographed.
fn total(roll: &Roll, house: &House, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let ticked = roll.ticked.len();
    let there = roll.everybody.iter().take(roll.present);
    let not = there.filter(|child| !roll.ticked.contains(child)).count();
    let mut said = if roll.plan.is_some() {
        t!(ctx.lang, "roll-picked", ticked = ticked)
    } else {
        t!(ctx.lang, "roll-total", ticked = ticked, not = not)
    };
    let names = house.no_photo(
        roll.everybody
            .iter()
            .filter(|child| roll.ticked.contains(child)),
    );
    if roll.plan.is_none() && !names.is_empty() {
        said = format!(
            "{said}  {}",
            t!(ctx.lang, "roll-no-photo", names = names.join(" "))
        );
    }
    ctx.write(frame.buffer_mut(), area, &said, ctx.theme.muted);
}
