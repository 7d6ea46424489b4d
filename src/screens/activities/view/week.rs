//! Draws the week as a grid of days and times; on narrow screens as a list.

use super::detail;
use super::marks::{LOW, state_look};
use crate::domain::activity::{Occurrence, State};
use crate::domain::calendar::DayKind;
use crate::i18n::word;
use crate::screens::activities::state::{PlanRow, PlanScene};
use crate::screens::programme::{closed_words, occurrence_notes, state_words, topic_name};
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use crate::wording::calendar::weekday;
use crate::wording::dates::day_words;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// Height of the pane below, including the separator.
const PANE: u16 = 8;
/// Smallest width and height of the grid.
const GRID: (u16, u16) = (70, 8);
/// Width of the times at the left.
const AXIS: u16 = 7;
/// Days of a week.
const DAYS: u16 = 7;
/// Lengths of a row in minutes; the first with which the week fits is taken.
const STEPS: [u32; 4] = [30, 60, 120, 240];
/// Minutes of a day.
const WHOLE_DAY: u32 = 24 * 60;

/// Draws the week and the pane below.
pub(super) fn view(
    scene: PlanScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let foot = if area.height < LOW { 3 } else { PANE };
    let [body, foot] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(area);
    if body.width >= GRID.0 && body.height >= GRID.1 {
        grid(scene, ctx, view, frame, body);
    } else {
        list(scene, ctx, view, frame, body);
    }
    detail::view(scene, ctx, frame, foot);
}

/// Minutes since midnight.
fn minutes(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}

/// First and last minute of an activity on the axis; one that takes the whole day stands at the top.
fn span(one: &Occurrence) -> (u32, u32) {
    let activity = &one.activity;
    let (from, to) = (
        minutes(activity.starts),
        minutes(activity.ends).max(minutes(activity.starts) + 1),
    );
    if from == 0 && to >= WHOLE_DAY - 1 {
        (0, 1)
    } else {
        (from, to)
    }
}

/// The rows of the grid: their length in minutes, and the first minute of each, in order.
struct Axis {
    step: u32,
    rows: Vec<u32>,
}

impl Axis {
    /// The times of the week's activities and of the opening hours, in at most `room` rows. Empty
    /// times between them are left out only if they do not fit.
    fn of(spans: &[(u32, u32)], opening: Option<(u32, u32)>, room: usize) -> Self {
        let mut best = Self {
            step: STEPS[0],
            rows: Vec::new(),
        };
        for step in STEPS {
            let covered = |(from, to): (u32, u32)| {
                (from / step..to.div_ceil(step)).map(move |nth| nth * step)
            };
            let mut used: Vec<u32> = spans.iter().copied().flat_map(covered).collect();
            let whole: Vec<u32> = opening
                .into_iter()
                .flat_map(covered)
                .chain(used.iter().copied())
                .collect();
            let first = whole
                .iter()
                .copied()
                .filter(|at| *at > 0 || !spans.contains(&(0, 1)))
                .min();
            if let (Some(first), Some(last)) = (first, whole.iter().copied().max()) {
                let all: Vec<u32> = (first / step..=last / step).map(|nth| nth * step).collect();
                let has_top = spans.contains(&(0, 1)) && !all.contains(&0);
                let all: Vec<u32> = has_top.then_some(0).into_iter().chain(all).collect();
                if all.len() <= room {
                    return Self { step, rows: all };
                }
            }
            used.sort_unstable();
            used.dedup();
            best = Self { step, rows: used };
            if best.rows.len() <= room && !best.rows.is_empty() {
                return best;
            }
        }
        best.rows.truncate(room);
        best
    }

    /// Rows of an activity.
    fn place(&self, (from, to): (u32, u32)) -> Vec<usize> {
        let is_in = |at: u32| at < to && from < at + self.step;
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, at)| is_in(**at))
            .map(|(nth, _)| nth)
            .collect()
    }
}

fn grid(scene: PlanScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let rows = scene.week();
    let spans: Vec<(u32, u32)> = rows
        .iter()
        .filter_map(|row| row.one.as_ref())
        .map(span)
        .collect();
    let axis = Axis::of(
        &spans,
        opening(scene, &rows),
        area.height.saturating_sub(1) as usize,
    );
    let body = below(area, 1);
    let mut is_shown_once = false;
    for (nth, at) in axis.rows.iter().enumerate() {
        let words = if *at == 0 && spans.contains(&(0, 1)) && !is_shown_once {
            t!(ctx.lang, "plan-whole-day")
        } else {
            format!("{:02}:{:02}", at / 60, at % 60)
        };
        is_shown_once = true;
        let cell = Rect {
            width: AXIS,
            ..line(body, nth as u16)
        };
        ctx.write(
            frame.buffer_mut(),
            cell,
            &format!(" {words}"),
            ctx.theme.muted,
        );
    }
    let width = area.width.saturating_sub(AXIS) / DAYS;
    let selected = scene.week_place(&rows);
    let firsts = rows.iter().enumerate().filter(|(_, row)| row.is_first);
    for (column, (place, row)) in (0..).zip(firsts) {
        let at = Rect {
            x: area.x + AXIS + column * width,
            width,
            ..area
        };
        let own = rows
            .iter()
            .enumerate()
            .filter(|(_, other)| other.day == row.day);
        let own: Vec<(usize, &PlanRow)> = own.collect();
        day_head(scene, ctx, frame, line(at, 0), row.day);
        view.can_click(line(at, 0), Click::Row(place));
        day(
            scene,
            ctx,
            view,
            frame,
            below(at, 1),
            (&own, &axis, selected),
        );
    }
}

/// Opening hours of the week, earliest to latest.
fn opening(scene: PlanScene<'_>, rows: &[PlanRow]) -> Option<(u32, u32)> {
    let calendar = scene.house.calendar()?;
    let spans = rows.iter().filter_map(|row| match calendar.day(row.day) {
        DayKind::Open { spans, .. } => {
            let opens = spans.first().map(|span| minutes(span.opens))?;
            let closes = spans.last().map(|span| minutes(span.closes))?;
            Some((opens, closes))
        }
        DayKind::Closed(_) => None,
    });
    spans.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
}

/// Weekday and date; a dot on closed days.
fn day_head(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect, day: NaiveDate) {
    let is_open = scene
        .house
        .calendar()
        .is_none_or(|calendar| calendar.is_open(day));
    let style = match () {
        () if day == scene.state.day => ctx.theme.selected,
        () if day == ctx.today => ctx.theme.title,
        () if is_open => ctx.theme.text,
        () => ctx.theme.muted,
    };
    let name = weekday(day.weekday(), ctx.lang);
    let mark = if is_open { "" } else { ctx.symbols.dot };
    let today = if day == ctx.today {
        ctx.symbols.inside
    } else {
        ""
    };
    let words = format!(" {name}{}{mark}{today}", day.day());
    ctx.write(frame.buffer_mut(), area, &words, style);
}

fn day(
    scene: PlanScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
    (rows, axis, selected): (&[(usize, &PlanRow)], &Axis, usize),
) {
    let mut taken = vec![false; axis.rows.len()];
    let mut hidden = 0;
    for (place, row) in rows {
        let Some(one) = &row.one else {
            let calendar = scene.house.calendar();
            let closed = calendar.and_then(|calendar| closed_words(calendar, row.day, ctx.lang));
            if let Some(why) = closed {
                let lines = text::wrap(&why, area.width.saturating_sub(2) as usize);
                for (nth, words) in lines.iter().take(axis.rows.len()).enumerate() {
                    let at = line(area, nth as u16);
                    ctx.write(
                        frame.buffer_mut(),
                        at,
                        &format!(" {words}"),
                        ctx.theme.muted,
                    );
                }
            }
            continue;
        };
        let own = axis.place(span(one));
        let begins = own.first().copied();
        let free: Vec<usize> = own
            .into_iter()
            .filter(|nth| !taken.get(*nth).copied().unwrap_or(true))
            .collect();
        let Some(first) = free.first() else {
            hidden += 1;
            continue;
        };
        let is_selected = *place == selected;
        let (mark, style) = state_look(ctx, one);
        let style = if is_selected {
            ctx.theme.selected
        } else {
            style
        };
        for nth in &free {
            if let Some(taken) = taken.get_mut(*nth) {
                *taken = true;
            }
            let words = match nth - first {
                // Pushed down by another one, it says when it begins.
                0 if Some(*nth) != begins => {
                    let at = one.activity.starts.format("%H:%M");
                    format!("{mark}{at} {}", one.activity.title)
                }
                0 => format!("{mark}{}", one.activity.title),
                1 => format!("{} {}", ctx.symbols.track, second_line(scene, ctx, one)),
                _ => ctx.symbols.track.to_owned(),
            };
            let cell = Rect {
                width: area.width.saturating_sub(1),
                ..line(area, *nth as u16)
            };
            ctx.write(frame.buffer_mut(), cell, &format!(" {words}"), style);
            view.can_click(cell, Click::Row(*place));
        }
    }
    if hidden > 0 {
        let last = line(area, axis.rows.len().saturating_sub(1) as u16);
        let at = Rect {
            x: last.x + last.width.saturating_sub(3),
            width: last.width.min(3),
            ..last
        };
        ctx.write(
            frame.buffer_mut(),
            at,
            &format!("+{hidden}"),
            ctx.theme.warn,
        );
    }
}

/// How many took part, or where it will be.
fn second_line(scene: PlanScene<'_>, ctx: &Ctx, one: &Occurrence) -> String {
    if one.state == State::Held {
        let count = scene.house.took_part(one.activity.id).len();
        return t!(ctx.lang, "plan-children", count = count);
    }
    one.activity.place.clone()
}

/// The week as a list, a row an activity or a day without one.
fn list(scene: PlanScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, body: Rect) {
    let rows = scene.week();
    let columns = [
        Column::new(t!(ctx.lang, "field-day"), Width::Cells(13), 0),
        Column::new(t!(ctx.lang, "plan-column-time"), Width::Cells(11), 1),
        Column::new(t!(ctx.lang, "plan-column-what"), Width::Rest(14), 0),
        Column::new(word(ctx.lang, "field-topic"), Width::Cells(16), 3),
        Column::new(t!(ctx.lang, "plan-column-state"), Width::Cells(10), 0),
        Column::new(t!(ctx.lang, "plan-column-know"), Width::Rest(12), 2),
    ];
    let table = Table {
        name: "plan-week",
        area: body,
        columns: &columns,
        count: rows.len(),
        selected: Some(scene.week_place(&rows)),
        empty: "",
    };
    table.draw(ctx, view, frame, |row, column| match rows.get(row) {
        Some(row) => part(scene, ctx, row, column),
        None => Part::new("", ctx.theme.text),
    });
}

fn part<'p>(scene: PlanScene<'_>, ctx: &Ctx, row: &PlanRow, column: usize) -> Part<'p> {
    if column == 0 {
        let style = if row.day == ctx.today {
            ctx.theme.title
        } else {
            ctx.theme.text
        };
        let words = if row.is_first {
            day_words(row.day, ctx.lang, ctx.today)
        } else {
            String::new()
        };
        return Part::new(words, style);
    }
    let Some(one) = &row.one else {
        let calendar = scene.house.calendar();
        let closed = calendar.and_then(|calendar| closed_words(calendar, row.day, ctx.lang));
        let words = match (column, closed) {
            (2, Some(why)) => why,
            (2, None) => t!(ctx.lang, "plan-nothing"),
            _ => String::new(),
        };
        return Part::new(words, ctx.theme.muted);
    };
    let activity = &one.activity;
    match column {
        1 => {
            let times = format!(
                "{}-{}",
                activity.starts.format("%H:%M"),
                activity.ends.format("%H:%M")
            );
            Part::new(times, ctx.theme.text)
        }
        2 => Part::new(activity.title.clone(), ctx.theme.text),
        3 => Part::new(
            topic_name(scene.house, &activity.topic, ctx.lang),
            ctx.theme.muted,
        ),
        4 => {
            let (mark, style) = state_look(ctx, one);
            Part::new(
                format!("{mark} {}", state_words(one.state, ctx.lang)),
                style,
            )
        }
        _ => {
            let style = if one.is_clash {
                ctx.theme.warn
            } else {
                ctx.theme.muted
            };
            Part::new(occurrence_notes(scene.house, one, ctx.lang), style)
        }
    }
}
