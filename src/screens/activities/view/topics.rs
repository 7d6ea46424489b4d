//! Draws the library of topics: what is due on top, and the page of the selected topic below.

use super::marks::LOW;
use crate::i18n::word;
use crate::screens::activities::state::{PlanScene, TopicLine, TopicRow};
use crate::screens::programme::topic_name;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// Height of the page below the list; a talk is long.
const PAGE: u16 = 14;

/// Draws the list and the page.
pub(super) fn view(
    scene: PlanScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
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
    for (kind, words) in scene.topic_page(&row.code) {
        if at >= foot.height {
            break;
        }
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
            let name = topic_name(scene.house, &row.code, ctx.lang);
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
