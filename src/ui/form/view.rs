//! Draws a form.
//!
//! ```text
//! ╭ 新增儿童 ─────────────────────────────────────╮
//! │ 身份                                          │
//! │ • 姓名 *      李小明                          │
//! │   性别 *      ● 男  ○ 女                      │
//! │ ▲ 出生日期    2030-1-1                        │
//! │               这一天还没到，请检查年份。      │
//! │                                          3/12 │
//! ╰───────────────────────────────────────────────╯
//! ```
//! `•` marks a changed field, `▲` an error, `*` a required field.

use super::{Choice, Field, Form, Kind, Need};
use crate::domain::Weekdays;
use crate::i18n::word;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::field::{Focus, text_field};
use crate::ui::frame::{above, open};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Maximum width of a form, in cells.
const WIDEST: u16 = 76;
/// Rows in addition to the fields: the frame and the last line.
const EXTRA_ROWS: u16 = 3;

/// A row of the form.
enum Row {
    /// An empty row above a heading.
    Blank,
    /// A section heading, by its key.
    Heading(&'static str),
    /// A field, by its index.
    Field(usize),
    /// A line of the error of the field above.
    Error(String),
}

/// Draws a form as a popup.
pub(crate) fn view(form: &Form, ctx: &Ctx, state: &mut ViewState, frame: &mut Frame) {
    let width = WIDEST.min(frame.area().width.saturating_sub(2));
    let cells = width.saturating_sub(4);
    let labels = label_cells(form, ctx, cells);
    let rows = rows(form, cells.saturating_sub(labels) as usize);
    let title = form.title.show(ctx.lang);
    let inner = open(ctx, frame, &title, (width, rows.len() as u16 + EXTRA_ROWS));
    let body = above(inner, 1);
    let height = body.height as usize;
    let (first, last) = span_of_focus(&rows, form.focus);
    // Scroll to the error first, then to the field: the field has priority, its heading is shown if
    // there is room.
    let top = state.scroll_to("form", (first, last), rows.len(), height);
    for (nth, row) in rows.iter().skip(top).take(height).enumerate() {
        let at = line(body, nth as u16);
        match row {
            Row::Blank => {}
            Row::Heading(section) => {
                let words = word(ctx.lang, section);
                ctx.write(frame.buffer_mut(), at, &words, ctx.theme.title);
            }
            Row::Field(place) => {
                state.can_click(at, Click::Field(*place));
                draw_field(form, *place, ctx, frame, (at, labels));
            }
            Row::Error(error) => {
                let at = right_of(at, labels);
                ctx.write(frame.buffer_mut(), at, error, ctx.theme.error);
            }
        }
    }
    last_line(
        form,
        ctx,
        frame,
        line(inner, inner.height.saturating_sub(1)),
    );
}

fn rows(form: &Form, cells: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut section = "";
    for (place, field) in form.fields.iter().enumerate() {
        if field.spec.section != section {
            section = field.spec.section;
            if !rows.is_empty() {
                rows.push(Row::Blank);
            }
            rows.push(Row::Heading(section));
        }
        rows.push(Row::Field(place));
        if let Some(error) = &field.error {
            rows.extend(text::wrap(error, cells).into_iter().map(Row::Error));
        }
    }
    rows
}

/// The first and the last row of the focused field, including its heading and its error.
fn span_of_focus(rows: &[Row], focus: usize) -> (usize, usize) {
    let is_focus = |row: &Row| matches!(row, Row::Field(place) if *place == focus);
    let at = rows.iter().position(is_focus).unwrap_or_default();
    let errors = rows.iter().skip(at + 1);
    let errors = errors
        .take_while(|row| matches!(row, Row::Error(_)))
        .count();
    let has_heading = at > 0 && matches!(rows.get(at - 1), Some(Row::Heading(_)));
    (if has_heading { at - 1 } else { at }, at + errors)
}

/// Width of mark, label and `*`, so that all values begin in the same column.
fn label_cells(form: &Form, ctx: &Ctx, cells: u16) -> u16 {
    let labels = form.fields.iter();
    let widest = labels.map(|field| text::width(&word(ctx.lang, &field.spec.label)));
    let wanted = widest.max().unwrap_or_default() as u16 + 6;
    wanted.min(cells / 2)
}

fn right_of(at: Rect, cells: u16) -> Rect {
    let cells = cells.min(at.width);
    Rect {
        x: at.x + cells,
        width: at.width - cells,
        ..at
    }
}

fn draw_field(form: &Form, place: usize, ctx: &Ctx, frame: &mut Frame, (at, labels): (Rect, u16)) {
    let Some(field) = form.fields.get(place) else {
        return;
    };
    let focus = if place == form.focus {
        Focus::Here
    } else {
        Focus::Elsewhere
    };
    let (mark, style) = match (&field.error, field.is_changed()) {
        (Some(_), _) => (ctx.symbols.alert, ctx.theme.error),
        (None, true) => (ctx.symbols.bullet, ctx.theme.accent),
        (None, false) => (" ", ctx.theme.muted),
    };
    let buf = frame.buffer_mut();
    ctx.write(buf, at, mark, style);
    let label = word(ctx.lang, &field.spec.label);
    let label_style = match focus {
        Focus::Here => ctx.theme.key,
        Focus::Elsewhere => ctx.theme.muted,
    };
    let around = match field.spec.need {
        Need::Required => 5,
        Need::Optional => 3,
    };
    let of_label = Rect {
        width: labels.saturating_sub(around).min(at.width),
        ..right_of(at, 2)
    };
    let rest = ctx.write(buf, of_label, &label, label_style);
    if field.spec.need == Need::Required {
        let after = Rect {
            x: rest.x,
            width: 2,
            ..at
        };
        ctx.write(buf, after.intersection(at), " *", ctx.theme.key);
    }
    draw_value(field, focus, ctx, frame, right_of(at, labels));
}

fn draw_value(field: &Field, focus: Focus, ctx: &Ctx, frame: &mut Frame, at: Rect) {
    match &field.spec.kind {
        Kind::Choice(choices) => draw_choices(field, choices, ctx, frame, (at, focus)),
        Kind::YesNo => {
            let choices = ["yes", "no"].map(|code| Choice {
                code: code.to_owned(),
                label: code.into(),
            });
            draw_choices(field, &choices, ctx, frame, (at, focus));
        }
        Kind::Weekdays => draw_weekdays(field, ctx, frame, (at, focus)),
        _ => {
            let hint = match field.spec.hint {
                "" => String::new(),
                key => word(ctx.lang, key),
            };
            text_field(ctx, frame, at, &field.input, (&hint, focus));
        }
    }
}

/// Draws all options side by side if there is room, else the selected option between two arrows.
fn draw_choices(
    field: &Field,
    choices: &[Choice],
    ctx: &Ctx,
    frame: &mut Frame,
    (at, focus): (Rect, Focus),
) {
    let labels: Vec<String> = choices
        .iter()
        .map(|choice| choice.label.show(ctx.lang))
        .collect();
    let needed: usize = labels.iter().map(|label| text::width(label) + 4).sum();
    let taken = choices.iter().position(|one| one.code == field.value());
    let buf = frame.buffer_mut();
    if needed <= at.width as usize + 2 {
        let mut rest = at;
        for (place, label) in labels.iter().enumerate() {
            let (mark, style) = if taken == Some(place) {
                (ctx.symbols.inside, chosen(ctx, focus))
            } else {
                (ctx.symbols.left, ctx.theme.muted)
            };
            rest = ctx.write(buf, rest, &format!("{mark} {label}"), style);
            rest = right_of(rest, 2);
        }
        let caret = taken.unwrap_or_default();
        let before = labels.iter().take(caret);
        let cells: usize = before.map(|label| text::width(label) + 4).sum();
        put_cursor(frame, right_of(at, cells as u16), focus);
        return;
    }
    let label = taken.and_then(|place| labels.get(place));
    let label = label.map_or_else(|| field.value(), String::as_str);
    let (previous, next) = (ctx.symbols.previous, ctx.symbols.next);
    let rest = ctx.write(buf, at, &format!("{previous} "), ctx.theme.muted);
    let count = format!(
        " {next} {}/{}",
        taken.map_or(0, |place| place + 1),
        choices.len()
    );
    let room = rest.width.saturating_sub(text::width(&count) as u16);
    let of_label = Rect {
        width: room,
        ..rest
    };
    let after = ctx.write(buf, of_label, label, chosen(ctx, focus));
    let rest = Rect {
        x: after.x,
        width: at.right().saturating_sub(after.x),
        ..at
    };
    ctx.write(buf, rest, &count, ctx.theme.muted);
    put_cursor(frame, at, focus);
}

fn chosen(ctx: &Ctx, focus: Focus) -> ratatui::style::Style {
    match focus {
        Focus::Here => ctx.theme.selected,
        Focus::Elsewhere => ctx.theme.text,
    }
}

/// Draws a tick box for each day, with the name if there is room, else with the digit that toggles
/// it.
fn draw_weekdays(field: &Field, ctx: &Ctx, frame: &mut Frame, (at, focus): (Rect, Focus)) {
    let days = Weekdays::from_digits(field.value()).unwrap_or(Weekdays::NONE);
    let names: Vec<String> = (1..=7)
        .map(|day| word(ctx.lang, &format!("weekday-{day}")))
        .collect();
    let needed: usize = names.iter().map(|name| text::width(name) + 2).sum();
    let has_room = needed <= at.width as usize + 1;
    let mut rest = at;
    let mut caret = at;
    for (day, name) in (0_u8..).zip(&names) {
        let is_on = chrono::Weekday::try_from(day).is_ok_and(|weekday| days.has(weekday));
        let mark = if is_on {
            ctx.symbols.ticked
        } else {
            ctx.symbols.unticked
        };
        let is_here = focus == Focus::Here && day == field.day;
        let style = match (is_here, is_on) {
            (true, _) => ctx.theme.selected,
            (false, true) => ctx.theme.text,
            (false, false) => ctx.theme.muted,
        };
        let label = if has_room {
            format!("{mark}{name}")
        } else {
            format!("{mark}{}", day + 1)
        };
        if is_here {
            caret = rest;
        }
        rest = ctx.write(frame.buffer_mut(), rest, &label, style);
        rest = right_of(rest, 1);
    }
    put_cursor(frame, caret, focus);
}

fn put_cursor(frame: &mut Frame, at: Rect, focus: Focus) {
    if focus == Focus::Here && !at.is_empty() {
        frame.set_cursor_position((at.x, at.y));
    }
}

/// Draws the question before changes are dropped; otherwise the position and the number of errors.
fn last_line(form: &Form, ctx: &Ctx, frame: &mut Frame, at: Rect) {
    let buf = frame.buffer_mut();
    if form.is_asking_to_leave {
        let question = format!("{} {}", ctx.symbols.alert, t!(ctx.lang, "form-leave"));
        ctx.write(buf, at, &question, ctx.theme.warn);
        return;
    }
    let wrong = form.fields.iter().filter(|field| field.error.is_some());
    let (wrong, count) = (wrong.count(), form.fields.len());
    let place = form.focus + 1;
    if wrong > 0 {
        let words = t!(ctx.lang, "form-errors", count = wrong);
        let words = format!("{} {words}", ctx.symbols.alert);
        ctx.write(buf, at, &words, ctx.theme.error);
    } else {
        let words = format!("* {}", t!(ctx.lang, "form-required"));
        ctx.write(buf, at, &words, ctx.theme.muted);
    }
    let place = t!(ctx.lang, "form-place", place = place, count = count);
    ctx.write_right(buf, at, &place, ctx.theme.muted);
}
