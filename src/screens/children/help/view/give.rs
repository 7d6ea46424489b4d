//! Draws the list of those who get of a donation.

use crate::house::House;
use crate::screens::children::help::give::Give;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::field::{Focus, text_field};
use crate::ui::frame::{below, open};
use crate::ui::view_state::ViewState;
use ratatui::Frame;

/// Maximum width of the list in cells.
const WIDEST: u16 = 76;
/// Cells of a name, and of school and class.
const NAME: u16 = 12;
const CLASS: u16 = 28;

/// Draws the list.
pub(crate) fn view(
    give: &Give,
    house: &House,
    ctx: &Ctx,
    state: &mut ViewState,
    frame: &mut Frame,
) {
    let lang = ctx.lang;
    let height = give.ticks.everybody.len() as u16 + 5;
    let inner = open(ctx, frame, &t!(lang, "give-title"), (WIDEST, height));
    let hint = t!(lang, "roll-hint");
    text_field(ctx, frame, inner, &give.ticks.input, (&hint, Focus::Here));
    let buf = frame.buffer_mut();
    let style = if give.wanted() > give.left {
        ctx.theme.warn
    } else {
        ctx.theme.title
    };
    ctx.write(buf, line(inner, 1), &give.question(lang), style);
    let list = below(inner, 2);
    let rows = give.ticks.rows("give", "round-pick-nobody");
    rows.draw(ctx, (state, frame), list, |buf, rest, place, style| {
        let Some(child) = give.ticks.shown.get(place).copied() else {
            return;
        };
        let name = house.register.distinct_name(child);
        let rest = ctx.name_column(buf, rest, NAME, &name, style);
        let file = house.register.get(child);
        let class = file.map_or_else(String::new, |one| format!("{} {}", one.school, one.class));
        let rest = ctx.column(buf, rest, CLASS, class.trim(), style);
        let has = give.had.get(&child).copied();
        if let Some(pieces) = has {
            ctx.write(buf, rest, &t!(lang, "give-has", count = pieces), style);
        } else if house.day.is_inside(child) {
            ctx.write(buf, rest, &t!(lang, "give-inside"), style);
        }
    });
}
