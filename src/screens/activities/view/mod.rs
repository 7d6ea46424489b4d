//! F5, Activities: the week, the month, the topics with their talks, and which child had which topic.
//!
//! ```text
//! > Week  Month  Topics  Coverage              11-23 - 11-29, week 48: 1 held, 1 planned
//!  8 weeks v v v - v v x o  due: drowning prevention, 12 children never had it
//!         Mon 23     Tue 24      Wed 25     Thu 26    Fri 27    Sat 28     Sun 29
//!  16:30
//!  17:00             v Reading   o Talk
//!  17:30             | 22 came   | hall
//! --------------------------------------------------------------------------------------
//!  o Talk  17:15-18:00  hall
//! ```

mod calendar;
mod coverage;
mod detail;
mod marks;
mod month;
pub(crate) mod taking_part;
mod topics;
mod week;

use super::state::{Part as PlanPart, PlanScene};
use crate::domain::activity::State;
use crate::domain::activity::weeks::{WeekState, monday};
use crate::i18n::word;
use crate::screens::programme::week_words;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::text;
use crate::ui::view_state::ViewState;
use crate::wording::dates::brief_day;
use chrono::{Datelike, Days};
use marks::week_mark;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws the screen.
pub(crate) fn view(
    scene: PlanScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    if let Some(open) = &scene.state.preview {
        calendar::view(open, ctx, view, frame, area);
        return;
    }
    title(scene, ctx, frame, line(area, 0));
    let body = below(area, 1);
    match scene.state.part {
        PlanPart::Week => {
            strip(scene, ctx, frame, line(body, 0));
            week::view(scene, ctx, view, frame, below(body, 1));
        }
        PlanPart::Month => {
            strip(scene, ctx, frame, line(body, 0));
            month::view(scene, ctx, view, frame, below(body, 1));
        }
        PlanPart::Topics => topics::view(scene, ctx, view, frame, body),
        PlanPart::Coverage => coverage::view(scene, ctx, view, frame, body),
    }
}

/// Draws the tabs of the parts, and the shown period or topic at the right.
fn title(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let pages = PlanPart::ALL.into_iter().map(|part| {
        let name = word(ctx.lang, part.words());
        (name, part == scene.state.part)
    });
    let rest = ctx.write_pages(buf, area, pages);
    let of = match scene.state.part {
        PlanPart::Week => week_title(scene, ctx),
        PlanPart::Month => {
            let day = scene.state.day;
            let (year, number) = (day.year().to_string(), day.month());
            t!(ctx.lang, "plan-month-title", year = year, month = number)
        }
        PlanPart::Topics | PlanPart::Coverage => String::new(),
    };
    let of = format!("{of} ");
    let room = rest.width as usize;
    let of = text::fit(&of, room, ctx.symbols.ellipsis);
    ctx.write_right(buf, rest, &of, ctx.theme.accent);
}

/// The shown week with what was held and what is planned, or why it was missed.
fn week_title(scene: PlanScene<'_>, ctx: &Ctx) -> String {
    let first = monday(scene.state.day);
    let last = first + Days::new(6);
    let text = |day| brief_day(day, ctx.lang, ctx.today);
    let (year, number) = (first.iso_week().year().to_string(), first.iso_week().week());
    let (from, to) = (text(first), text(last));
    let all = scene.house.occurrences(first, last);
    let count = |states: &[State]| all.iter().filter(|one| states.contains(&one.state)).count();
    let said = match scene.week_state() {
        Some(week) if matches!(week.state, WeekState::Missed { .. } | WeekState::Closed) => {
            week_words(week, ctx.lang)
        }
        _ => {
            let (held, planned) = (
                count(&[State::Held]),
                count(&[State::Planned, State::Moved]),
            );
            t!(ctx.lang, "plan-week-counts", held = held, planned = planned)
        }
    };
    t!(
        ctx.lang,
        "plan-week-title",
        year = year,
        from = from,
        to = to,
        number = number,
        said = said
    )
}

/// Draws a mark for each of the last weeks, oldest first, and the topic that is due.
fn strip(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let weeks = &scene.house.weeks;
    let head = format!(" {} ", t!(ctx.lang, "plan-strip", count = weeks.len()));
    let buf = frame.buffer_mut();
    let mut rest = ctx.write(buf, area, &head, ctx.theme.muted);
    let shown = monday(scene.state.day);
    for week in weeks {
        let (mark, style) = week_mark(ctx, week);
        let style = if week.monday == shown {
            ctx.theme.selected
        } else {
            style
        };
        rest = ctx.write(buf, rest, mark, style);
    }
    if let Some(due) = scene.due_sentence() {
        ctx.write(buf, rest, &format!("  {due}"), ctx.theme.warn);
    }
}
