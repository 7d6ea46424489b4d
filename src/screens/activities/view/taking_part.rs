//! Draws the list of participants: search line, ticked names, count of ticks.

use crate::house::House;
use crate::i18n::word;
use crate::screens::activities::state::Roll;
use crate::t;
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
        count = roll.ticks.ticked.len()
    );
    let height = roll.ticks.everybody.len() as u16 + 7;
    let inner = open(ctx, frame, &title, (WIDEST, height));
    let hint = t!(ctx.lang, "roll-hint");
    text_field(ctx, frame, inner, &roll.ticks.input, (&hint, Focus::Here));
    let ready = word(ctx.lang, roll.ready.words());
    let text = t!(ctx.lang, "roll-ready", ready = ready);
    ctx.write(frame.buffer_mut(), line(inner, 1), &text, ctx.theme.muted);
    let list = below(inner, 2);
    let foot = line(list, list.height.saturating_sub(1));
    let list = above(list, 1);
    total(roll, house, ctx, frame, foot);
    let rows = roll.ticks.rows("roll", "roll-nothing");
    rows.draw(ctx, (state, frame), list, |buf, rest, place, style| {
        let Some(child) = roll.ticks.shown.get(place) else {
            return;
        };
        let class = house.register.get(*child).map_or("", |file| &file.class);
        let name = house.register.distinct_name(*child);
        ctx.write(buf, rest, &format!("{name}  {class}"), style);
    });
}

/// How many take part, how many in the house do not, and who must not be photographed.
fn total(roll: &Roll, house: &House, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let ticked = roll.ticks.ticked.len();
    let there = roll.ticks.everybody.iter().take(roll.present);
    let not = there
        .filter(|child| !roll.ticks.ticked.contains(child))
        .count();
    let mut said = if roll.plan.is_some() {
        t!(ctx.lang, "roll-picked", ticked = ticked)
    } else {
        t!(ctx.lang, "roll-total", ticked = ticked, not = not)
    };
    let names = house.no_photo(
        roll.ticks
            .everybody
            .iter()
            .filter(|child| roll.ticks.ticked.contains(child)),
    );
    if roll.plan.is_none() && !names.is_empty() {
        said = format!(
            "{said}  {}",
            t!(ctx.lang, "roll-no-photo", names = names.join(" "))
        );
    }
    ctx.write(frame.buffer_mut(), area, &said, ctx.theme.muted);
}
