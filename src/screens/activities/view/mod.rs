//! F5, Activities: the week, the month, the topics with their talks, and the children who still
//! miss a topic.
//!
//! ```text
//!  Week  Month  Topics  Who misses it                              23 Nov - 29 Nov 2026
//!  Last weeks  10-26 v held  11-02 v held  11-09 ! no reason  11-16 x explained  11-23 ~ planned
//!    day        time         what                 topic            state    to know
//! > Mon 23 Nov  16:30-17:30  Reading              Reading          held     12 took part
//!   Tue 24 Nov                                                              -
//! --------------------------------------------------------------------------------------
//!  What was done  read two books aloud ...
//! ```

mod calendar;
pub(crate) mod taking_part;

use super::state::{MonthDay, Part as PlanPart, PlanRow, PlanScene, TopicLine, TopicRow};
use crate::domain::activity::weeks::{Week, WeekState, monday};
use crate::domain::activity::{Occurrence, State};
use crate::domain::hours::week;
use crate::i18n::word;
use crate::screens::people::contact_to_call;
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
use chrono::{Datelike, Days};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Height of the details below the list, including the separator.
const DETAIL: u16 = 8;
/// Height of the details below the list of topics; a talk's page is long.
const PAGE: u16 = 14;
/// Below this height the details shrink.
const LOW: u16 = 16;
/// Minimum rows per week in the month grid to show activity names.
const ROOM_FOR_NAMES: u16 = 2;

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
            this_week(scene, ctx, view, frame, below(body, 1));
        }
        PlanPart::Month => {
            strip(scene, ctx, frame, line(body, 0));
            month(scene, ctx, view, frame, below(body, 1));
        }
        PlanPart::Topics => topics(scene, ctx, view, frame, body),
        PlanPart::Missing => missing(scene, ctx, view, frame, body),
    }
}

/// Draws the tabs of the parts, and the shown period or topic at the right.
fn title(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let mut rest = area;
    for part in PlanPart::ALL {
        let style = if part == scene.state.part {
            ctx.theme.title
        } else {
            ctx.theme.muted
        };
        let mark = if part == scene.state.part {
            ctx.symbols.pointer
        } else {
            " "
        };
        let words = format!("{mark}{} ", word(ctx.lang, part.words()));
        rest = ctx.write(buf, rest, &words, style);
    }
    let day = scene.state.day;
    let of = match scene.state.part {
        PlanPart::Week => {
            let first = monday(day);
            let last = first + Days::new(6);
            let (year, number) = (last.year().to_string(), first.iso_week().week());
            let (from, to) = (day_words(first, ctx.lang), day_words(last, ctx.lang));
            t!(
                ctx.lang,
                "plan-week-title",
                year = year,
                from = from,
                to = to,
                number = number
            )
        }
        PlanPart::Month => {
            let (year, number) = (day.year().to_string(), day.month());
            t!(ctx.lang, "plan-month-title", year = year, month = number)
        }
        PlanPart::Topics => String::new(),
        PlanPart::Missing => scene.missing_topic().map_or_else(String::new, |topic| {
            topic_name(scene.house, &topic, ctx.lang)
        }),
    };
    let of = format!("{of} ");
    if text::width(&of) <= rest.width as usize {
        ctx.write_right(buf, rest, &of, ctx.theme.accent);
    }
}

/// Symbol and style of a week's state.
pub(crate) fn week_mark(ctx: &Ctx, week: &Week) -> (&'static str, Style) {
    match &week.state {
        WeekState::Held => (ctx.symbols.done, ctx.theme.good),
        WeekState::Closed | WeekState::Before => (ctx.symbols.excused, ctx.theme.muted),
        WeekState::Planned => (ctx.symbols.late, ctx.theme.text),
        WeekState::Nothing | WeekState::Missed { reason: None } => {
            (ctx.symbols.alert, ctx.theme.bad)
        }
        WeekState::Missed { .. } => (ctx.symbols.absent, ctx.theme.muted),
    }
}

/// Language key of the shortest word for a week's state.
fn week_short(week: &Week) -> &'static str {
    match &week.state {
        WeekState::Held => "week-held",
        WeekState::Closed => "week-closed",
        WeekState::Planned => "week-planned",
        WeekState::Nothing => "week-short-nothing",
        WeekState::Missed { reason: None } => "week-short-missed",
        WeekState::Missed { .. } => "week-short-explained",
        WeekState::Before => "week-before",
    }
}

/// Draws the states of the last weeks. On narrow screens the oldest weeks are dropped.
fn strip(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let head = format!(" {} ", t!(ctx.lang, "plan-strip"));
    let marks: Vec<(String, Style)> = scene
        .house
        .weeks
        .iter()
        .map(|week| {
            let (mark, style) = week_mark(ctx, week);
            let day = week.monday.format("%m-%d");
            let words = week_short(week);
            let words = word(ctx.lang, words);
            (format!(" {day} {mark}{words}"), style)
        })
        .collect();
    let mut room = (area.width as usize).saturating_sub(text::width(&head));
    let mut first = marks.len();
    for (words, _) in marks.iter().rev() {
        if text::width(words) > room {
            break;
        }
        room -= text::width(words);
        first -= 1;
    }
    let buf = frame.buffer_mut();
    let mut rest = ctx.write(buf, area, &head, ctx.theme.muted);
    for (words, style) in marks.iter().skip(first) {
        rest = ctx.write(buf, rest, words, *style);
    }
}

fn this_week(scene: PlanScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let low = area.height < LOW;
    let foot = if low { 3 } else { DETAIL };
    let [body, foot] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(area);
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
    let mut pairs = scene.detail();
    if pairs.is_empty() {
        pairs.push((String::new(), t!(ctx.lang, "plan-hint")));
    }
    detail(ctx, frame, foot, &pairs);
}

/// Symbol and style of an activity's state.
fn state_look(ctx: &Ctx, one: &Occurrence) -> (&'static str, Style) {
    match one.state {
        State::Held => (ctx.symbols.done, ctx.theme.good),
        State::Planned if one.is_clash => (ctx.symbols.alert, ctx.theme.warn),
        State::Planned => (ctx.symbols.left, ctx.theme.text),
        State::Moved => (ctx.symbols.to, ctx.theme.warn),
        State::Cancelled => (ctx.symbols.absent, ctx.theme.muted),
        State::Missed => (ctx.symbols.alert, ctx.theme.bad),
    }
}

fn part<'p>(scene: PlanScene<'_>, ctx: &Ctx, row: &PlanRow, column: usize) -> Part<'p> {
    if column == 0 {
        let style = if row.day == ctx.today {
            ctx.theme.title
        } else {
            ctx.theme.text
        };
        let words = if row.is_first {
            day_words(row.day, ctx.lang)
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

/// Draws labelled lines below a list, as many as fit.
fn detail(ctx: &Ctx, frame: &mut Frame, area: Rect, pairs: &[(String, String)]) {
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 0), &rule, ctx.theme.border);
    let mut row = 1;
    for (name, value) in pairs {
        let head = if name.is_empty() {
            " ".to_owned()
        } else {
            format!(" {name}  ")
        };
        let indent = (text::width(&head) as u16).min(area.width);
        ctx.write(buf, line(area, row), &head, ctx.theme.muted);
        for words in text::wrap(value, area.width.saturating_sub(indent + 1) as usize) {
            let place = line(area, row);
            let inner = Rect {
                x: place.x + indent,
                width: place.width - indent,
                ..place
            };
            ctx.write(buf, inner, &words, ctx.theme.text);
            row += 1;
        }
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

fn topics(scene: PlanScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let foot = if area.height < LOW + 4 {
        area.height / 2
    } else {
        PAGE.max(area.height / 2)
    };
    let [body, foot] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(area);
    let rows = scene.topic_rows();
    let selected = scene.topic_place(&rows);
    let columns = [
        Column::new(word(ctx.lang, "field-topic"), Width::Cells(22), 0),
        Column::new(t!(ctx.lang, "plan-column-due"), Width::Rest(16), 0),
        Column::new(t!(ctx.lang, "plan-column-last"), Width::Cells(10), 2),
        Column::new(t!(ctx.lang, "plan-column-had"), Width::Cells(7), 1).right(),
    ];
    let table = Table {
        name: "plan-topics",
        area: body,
        columns: &columns,
        count: rows.len(),
        selected: Some(selected),
        empty: "",
    };
    table.draw(ctx, view, frame, |row, column| match rows.get(row) {
        Some(row) => topic_part(scene, ctx, row, column),
        None => Part::new("", ctx.theme.text),
    });
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(foot.width as usize);
    ctx.write(buf, line(foot, 0), &rule, ctx.theme.border);
    let Some(row) = rows.get(selected) else {
        return;
    };
    let mut at = 1;
    for (kind, words) in scene.topic_page(&row.topic) {
        let (style, hang) = match kind {
            TopicLine::Fact => (ctx.theme.muted, 0),
            TopicLine::Point => (ctx.theme.text, 3),
        };
        let room = foot.width.saturating_sub(2 + hang) as usize;
        for (nth, words) in text::wrap(&words, room).iter().enumerate() {
            let indent = if nth == 0 { 1 } else { 1 + hang };
            let place = line(foot, at);
            let inner = Rect {
                x: place.x + indent.min(place.width),
                width: place.width.saturating_sub(indent),
                ..place
            };
            ctx.write(buf, inner, words, style);
            at += 1;
        }
    }
}

fn topic_part<'p>(scene: PlanScene<'_>, ctx: &Ctx, row: &TopicRow, column: usize) -> Part<'p> {
    let is_due = !row.due.is_empty() && !row.is_ahead;
    match column {
        0 => {
            let mark = match (is_due, row.is_ahead) {
                (true, _) => ctx.symbols.alert,
                (_, true) => ctx.symbols.late,
                _ => " ",
            };
            let style = if is_due {
                ctx.theme.warn
            } else {
                ctx.theme.text
            };
            let name = topic_name(scene.house, &row.topic.code, ctx.lang);
            Part::new(format!("{mark} {name}"), style)
        }
        1 => {
            let style = if is_due {
                ctx.theme.warn
            } else {
                ctx.theme.muted
            };
            Part::new(row.due.clone(), style)
        }
        2 => {
            let last = row.last.map(|day| day.to_string()).unwrap_or_default();
            Part::new(last, ctx.theme.muted)
        }
        _ => Part::new(format!("{}/{}", row.had, row.of), ctx.theme.muted),
    }
}

fn missing(scene: PlanScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let rows = scene.missing_rows();
    let coverage = scene
        .missing_topic()
        .and_then(|topic| scene.coverage(&topic));
    if let Some(coverage) = coverage {
        let missing = coverage.missing.len();
        let of = missing + coverage.had.len();
        let said = t!(
            ctx.lang,
            "plan-missing-title",
            missing = missing,
            of = of,
            from = coverage.season.from.to_string(),
            to = coverage.season.to.to_string()
        );
        let said = format!(" {said}");
        ctx.write(frame.buffer_mut(), line(area, 0), &said, ctx.theme.muted);
    }
    let columns = [
        Column::new(word(ctx.lang, "field-name"), Width::Cells(16), 0),
        Column::new(word(ctx.lang, "field-file-no"), Width::Cells(8), 3),
        Column::new(t!(ctx.lang, "plan-column-when"), Width::Rest(24), 0),
        Column::new(word(ctx.lang, "field-hamlet"), Width::Cells(10), 2),
        Column::new(t!(ctx.lang, "plan-column-ring"), Width::Rest(18), 1),
    ];
    let empty = t!(ctx.lang, "plan-missing-empty");
    let table = Table {
        name: "plan-missing",
        area: below(area, 1),
        columns: &columns,
        count: rows.len(),
        selected: (!rows.is_empty()).then(|| scene.missing_place(&rows)),
        empty: &empty,
    };
    table.draw(ctx, view, frame, |row, column| {
        let Some((child, had)) = rows.get(row) else {
            return Part::new("", ctx.theme.text);
        };
        let file = scene.house.register.get(*child);
        let of = |field: fn(&crate::domain::Child) -> &String| {
            file.map_or_else(String::new, |file| field(file).clone())
        };
        match (column, had) {
            (0, _) => Part::new(
                scene.house.register.distinct_name(*child).into_owned(),
                ctx.theme.text,
            ),
            (1, _) => Part::new(of(|file| &file.file_no), ctx.theme.muted),
            (2, None) => {
                let words = t!(ctx.lang, "coverage-missing");
                Part::new(format!("{} {words}", ctx.symbols.absent), ctx.theme.warn)
            }
            (2, Some(had)) => Part::new(format!("{} {had}", ctx.symbols.done), ctx.theme.good),
            (3, _) => Part::new(of(|file| &file.hamlet), ctx.theme.muted),
            (_, None) => Part::new(
                contact_to_call(scene.house, *child, ctx.lang),
                ctx.theme.muted,
            ),
            (_, Some(_)) => Part::new("", ctx.theme.muted),
        }
    });
}
