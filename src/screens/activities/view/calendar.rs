//! Draws the preview of a calendar file.

use crate::desk::import::calendar::{CalendarRow, EventVerdict};
use crate::i18n::word;
use crate::screens::activities::state::CalendarPreview;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Height of the selected event's notes, with the rule above.
const NOTES: u16 = 4;

/// Draws the preview.
pub(super) fn view(
    open: &CalendarPreview,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let notes = if area.height > 14 { NOTES } else { 2 };
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Fill(1),
        Constraint::Length(notes),
    ])
    .areas(area);
    heading(open, ctx, frame, head);
    let rows = open.rows();
    let columns = [
        Column::new(t!(ctx.lang, "import-column-outcome"), Width::Cells(16), 0),
        Column::new(t!(ctx.lang, "field-day"), Width::Cells(16), 1),
        Column::new(t!(ctx.lang, "plan-column-what"), Width::Rest(14), 0),
        Column::new(t!(ctx.lang, "import-column-notes"), Width::Rest(12), 1),
    ];
    let empty = t!(ctx.lang, "import-none-shown");
    let table = Table {
        name: "calendar-file",
        area: body,
        columns: &columns,
        count: rows.len(),
        selected: (!rows.is_empty()).then_some(open.selected),
        empty: &empty,
    };
    table.draw(ctx, view, frame, |place, column| {
        let Some((at, row)) = rows.get(place) else {
            return Part::new("", ctx.theme.text);
        };
        let is_out = open.left_out.contains(at);
        match column {
            0 if is_out => {
                let words = t!(ctx.lang, "calendar-left-out");
                Part::new(format!("{} {words}", ctx.symbols.absent), ctx.theme.muted)
            }
            0 => {
                let (mark, style) = mark(ctx, row.verdict);
                let words = row.verdict.text(ctx.lang);
                Part::new(format!("{mark} {words}"), style)
            }
            1 => {
                let starts = row.starts.map(|at| at.format("%Y-%m-%d %H:%M").to_string());
                Part::new(starts.unwrap_or_default(), ctx.theme.muted)
            }
            2 => Part::new(row.title.clone(), ctx.theme.text),
            _ => {
                let mut notes = row.repeats(ctx.lang);
                notes.extend(row.notes(ctx.lang));
                Part::new(notes.join(" "), ctx.theme.muted)
            }
        }
    });
    if let Some((_, row)) = rows.get(open.selected) {
        detail(row, ctx, frame, foot);
    }
}

fn heading(open: &CalendarPreview, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let count = |verdict| open.plan.count(verdict);
    let rest = [
        EventVerdict::Kept,
        EventVerdict::Over,
        EventVerdict::Held,
        EventVerdict::Older,
        EventVerdict::NotHere,
        EventVerdict::Refused,
    ];
    let left: usize = rest.into_iter().map(count).sum();
    let said = t!(
        ctx.lang,
        "calendar-counts",
        file = open.plan.file.name.as_str(),
        added = count(EventVerdict::New),
        changed = count(EventVerdict::Changed),
        off = count(EventVerdict::CalledOff),
        same = count(EventVerdict::Same),
        left = left
    );
    let buf = frame.buffer_mut();
    ctx.write(buf, line(area, 0), &format!(" {said}"), ctx.theme.title);
    let listed = word(ctx.lang, open.listed.words());
    ctx.write(buf, line(area, 1), &format!(" {listed}"), ctx.theme.muted);
}

fn detail(row: &CalendarRow, ctx: &Ctx, frame: &mut Frame, foot: Rect) {
    let rule = ctx.symbols.rule.repeat(foot.width as usize);
    ctx.write(frame.buffer_mut(), line(foot, 0), &rule, ctx.theme.border);
    let mut notes = row.repeats(ctx.lang);
    notes.extend(row.notes(ctx.lang));
    let said = if notes.is_empty() {
        t!(ctx.lang, "calendar-as-written", count = row.count)
    } else {
        notes.join(&t!(ctx.lang, "why-comma"))
    };
    let lines = text::wrap(&said, foot.width.saturating_sub(4) as usize);
    for (nth, words) in lines.iter().enumerate() {
        let at = line(below(foot, 1), nth as u16);
        ctx.write(
            frame.buffer_mut(),
            at,
            &format!("  {words}"),
            ctx.theme.text,
        );
    }
}

/// Symbol and style of a verdict.
fn mark(ctx: &Ctx, verdict: EventVerdict) -> (&'static str, Style) {
    match verdict {
        EventVerdict::New => (ctx.symbols.done, ctx.theme.good),
        EventVerdict::Changed => (ctx.symbols.to, ctx.theme.warn),
        EventVerdict::CalledOff => (ctx.symbols.absent, ctx.theme.warn),
        EventVerdict::Same | EventVerdict::Held | EventVerdict::Kept | EventVerdict::Over => {
            (" ", ctx.theme.muted)
        }
        EventVerdict::Older | EventVerdict::NotHere | EventVerdict::Refused => {
            (ctx.symbols.alert, ctx.theme.bad)
        }
    }
}
