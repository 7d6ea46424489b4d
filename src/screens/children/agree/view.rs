//! Draws the list from which days are agreed.

use super::Agree;
use crate::domain::agreed_days::SHARE;
use crate::house::House;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::field::{Focus, text_field};
use crate::ui::frame::{below, open};
use crate::ui::text::wrap;
use crate::ui::view_state::ViewState;
use crate::wording::dates::{day_words, week_stretches};
use ratatui::Frame;

/// Maximum width of the list in cells.
const WIDEST: u16 = 76;
/// Cells of a name, and of school and class.
const NAME: u16 = 12;
const CLASS: u16 = 24;

/// Draws the shown group: the question, what the habit was read from, and the children with ticks.
pub(crate) fn agree(
    agree: &Agree,
    house: &House,
    ctx: &Ctx,
    state: &mut ViewState,
    frame: &mut Frame,
) {
    let lang = ctx.lang;
    let (at, count) = (agree.at + 1, agree.groups.len());
    let title = t!(lang, "agree-title", at = at, count = count);
    let height = agree.ticks.everybody.len() as u16 + 6;
    let inner = open(ctx, frame, &title, (WIDEST, height));
    let hint = t!(lang, "roll-hint");
    text_field(ctx, frame, inner, &agree.ticks.input, (&hint, Focus::Here));
    let buf = frame.buffer_mut();
    ctx.write(buf, line(inner, 1), &agree.question(lang), ctx.theme.title);
    let read = agree.group().and_then(|group| group.read);
    let why = read.map_or_else(
        || t!(lang, "agree-chosen"),
        |(from, to)| {
            let day = |day| day_words(day, lang, house.today());
            let (from, to) = (day(from), day(to));
            t!(lang, "agree-read", from = from, to = to, share = SHARE)
        },
    );
    let why = wrap(&why, inner.width as usize);
    for (nth, words) in why.iter().enumerate() {
        ctx.write(buf, line(inner, 2 + nth as u16), words, ctx.theme.muted);
    }
    let list = below(inner, 2 + why.len() as u16);
    let rows = agree.ticks.rows("agree", "round-pick-nobody");
    rows.draw(ctx, (state, frame), list, |buf, rest, place, style| {
        let Some(child) = agree.ticks.shown.get(place).copied() else {
            return;
        };
        let name = house.register.distinct_name(child);
        let rest = ctx.name_column(buf, rest, NAME, &name, style);
        let file = house.register.get(child);
        let class = file.map_or_else(String::new, |one| format!("{} {}", one.school, one.class));
        let rest = ctx.column(buf, rest, CLASS, class.trim(), style);
        let had = agree.had(child);
        if !had.is_empty() {
            let days = week_stretches(had, lang);
            ctx.write(buf, rest, &t!(lang, "agree-had", days = days), style);
        }
    });
}
