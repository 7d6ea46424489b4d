//! Draws the pane below the week and the month: what the arrows are on.

use super::marks::state_look;
use crate::domain::activity::Occurrence;
use crate::screens::activities::state::PlanScene;
use crate::screens::programme::{occurrence_notes, state_words};
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::wording::dates::day_words;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws the activity with its details, or what Enter does on a day without one.
pub(super) fn view(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 0), &rule, ctx.theme.border);
    let rows = scene.week();
    let row = rows.get(scene.week_place(&rows));
    let Some(one) = row.and_then(|row| row.one.as_ref()) else {
        hint(scene, ctx, frame, line(area, 1));
        return;
    };
    head(scene, ctx, frame, line(area, 1), one);
    pairs(scene, ctx, frame, area);
}

/// Draws all activities of the day, a line each.
pub(super) fn day(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 0), &rule, ctx.theme.border);
    let rows = scene.week();
    let own = rows.iter().filter(|row| row.day == scene.state.day);
    let all: Vec<&Occurrence> = own.filter_map(|row| row.one.as_ref()).collect();
    if all.is_empty() {
        hint(scene, ctx, frame, line(area, 1));
    }
    for (one, nth) in all.into_iter().zip(1..area.height) {
        head(scene, ctx, frame, line(area, nth), one);
    }
}

/// What Enter does on a day without an activity.
fn hint(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let day = day_words(scene.state.day, ctx.lang, ctx.today);
    let words = if scene.state.day > ctx.today {
        t!(ctx.lang, "plan-hint-ahead", day = day)
    } else {
        t!(ctx.lang, "plan-hint", day = day)
    };
    ctx.write(
        frame.buffer_mut(),
        area,
        &format!(" {words}"),
        ctx.theme.muted,
    );
}

/// Title, day and times, state, and what else is to be known.
fn head(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect, one: &Occurrence) {
    let activity = &one.activity;
    let (mark, style) = state_look(ctx, one);
    let times = times(ctx, one);
    let words = format!(" {mark} {}", activity.title);
    let buf = frame.buffer_mut();
    let rest = ctx.write(buf, area, &words, style);
    let stand = if scene.state.moving.is_some() {
        t!(ctx.lang, "plan-moving")
    } else {
        state_words(one.state, ctx.lang)
    };
    let parts = [
        format!("{} {times}", day_words(activity.day, ctx.lang, ctx.today)),
        stand,
        occurrence_notes(scene.house, one, ctx.lang),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let said = format!("  {}", parts.join(&t!(ctx.lang, "why-comma")));
    ctx.write(buf, rest, &said, ctx.theme.text);
}

/// Start and end.
fn times(ctx: &Ctx, one: &Occurrence) -> String {
    if one.activity.is_whole_day() {
        return t!(ctx.lang, "plan-whole-day");
    }
    let at = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    format!("{}-{}", at(one.activity.starts), at(one.activity.ends))
}

/// Labelled lines, as many as fit.
fn pairs(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let mut row = 2;
    for (name, value) in scene.detail() {
        let head = format!(" {name}  ");
        let indent = (text::width(&head) as u16).min(area.width);
        ctx.write(buf, line(area, row), &head, ctx.theme.muted);
        for words in text::wrap(&value, area.width.saturating_sub(indent + 1) as usize) {
            let place = line(area, row);
            let inner = Rect {
                x: place.x + indent,
                width: place.width.saturating_sub(indent),
                ..place
            };
            ctx.write(buf, inner, &words, ctx.theme.text);
            row += 1;
        }
    }
}
