//! Draws the month as a grid, and what the arrows are on below it.

use super::detail;
use super::marks::{LOW, state_look};
use crate::domain::hours::week;
use crate::screens::activities::state::{MonthDay, PlanScene};
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::view_state::ViewState;
use crate::wording::calendar::weekday;
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// Minimum rows per week to show activity names.
const ROOM_FOR_NAMES: u16 = 2;
/// Height of the pane below, including the separator.
const PANE: u16 = 4;

/// Draws the month and the pane below.
pub(super) fn view(
    scene: PlanScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let foot = if area.height < LOW { 0 } else { PANE };
    let [body, foot] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(area);
    month(scene, ctx, view, frame, body);
    if !foot.is_empty() {
        detail::day(scene, ctx, frame, foot);
    }
}

fn month(scene: PlanScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let weeks = scene.month();
    let rows = weeks.len().max(1) as u16;
    let cells = (area.width / 7).max(1);
    for (nth, day) in week().enumerate() {
        let at = Rect {
            x: area.x + nth as u16 * cells,
            width: cells,
            ..line(area, 0)
        };
        let name = format!(" {}", weekday(day, ctx.lang));
        ctx.write(frame.buffer_mut(), at, &name, ctx.theme.muted);
    }
    let body = below(area, 1);
    let height = (body.height / rows).max(1);
    let mut place = 0;
    for (row, days) in weeks.iter().enumerate() {
        for (column, day) in days.iter().enumerate() {
            let y = body.y + row as u16 * height;
            let at = Rect {
                x: area.x + column as u16 * cells,
                y,
                width: cells.saturating_sub(1).max(1),
                height: height.min(body.bottom().saturating_sub(y)),
            };
            if at.height > 0 {
                month_day(scene, ctx, frame, at, day);
                view.can_click(at, Click::Row(place));
            }
            place += 1;
        }
    }
}

/// Draws a day of the month: number, a symbol per activity, and the names if they fit.
fn month_day(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect, day: &MonthDay) {
    let is_selected = day.day == scene.state.day;
    let base = match (is_selected, day.is_inside && day.is_open) {
        (true, _) => ctx.theme.selected,
        (false, true) if day.day == ctx.today => ctx.theme.title,
        (false, true) => ctx.theme.text,
        (false, false) => ctx.theme.muted,
    };
    let buf = frame.buffer_mut();
    let head = line(area, 0);
    if is_selected {
        buf.set_style(head, base);
    }
    let pointer = if is_selected {
        ctx.symbols.pointer
    } else {
        " "
    };
    let mut rest = ctx.write(buf, head, &format!("{pointer}{:>2}", day.day.day()), base);
    let has_names = area.height >= ROOM_FOR_NAMES;
    if !has_names {
        for one in &day.all {
            let (mark, style) = state_look(ctx, one);
            let style = if is_selected { base } else { style };
            rest = ctx.write(buf, rest, mark, style);
        }
        return;
    }
    if !day.is_open && day.is_inside {
        let closed = format!(" {}", t!(ctx.lang, "day-closed"));
        ctx.write(buf, rest, &closed, base);
    }
    let shown = (area.height - 1) as usize;
    for (nth, one) in day.all.iter().take(shown).enumerate() {
        let (mark, style) = state_look(ctx, one);
        let more = day.all.len() - nth - 1;
        let is_cut = nth + 1 == shown && more > 0;
        let title = if is_cut {
            format!(" {mark}+{}", more + 1)
        } else {
            format!(" {mark}{}", one.activity.title)
        };
        ctx.write(buf, line(area, nth as u16 + 1), &title, style);
    }
}
