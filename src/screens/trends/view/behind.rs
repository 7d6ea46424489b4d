//! The children behind a number: whom to ring, when they were seen, on which days they were counted.

use crate::domain::ChildId;
use crate::reports::words::value_words;
use crate::screens::people;
use crate::screens::trends::state::{Behind, TrendScene, column_words};
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::view_state::ViewState;
use crate::wording::dates::brief_day;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Days that are named; more are counted.
const NAMED: usize = 4;

/// Draws the list.
pub(super) fn view(
    scene: TrendScene<'_>,
    list: &Behind,
    (ctx, view): (&Ctx, &mut ViewState),
    frame: &mut Frame,
    area: Rect,
) {
    let count = list.children.len();
    let said = t!(
        ctx.lang,
        "trend-behind",
        heading = heading(scene, list, ctx),
        count = count
    );
    let head = line(area, 0);
    ctx.write(
        frame.buffer_mut(),
        head,
        &format!(" {said}"),
        ctx.theme.title,
    );
    let columns = [
        Column::new(t!(ctx.lang, "trend-child"), Width::Cells(16), 0),
        Column::new(t!(ctx.lang, "trend-counted"), Width::Rest(14), 1),
        Column::new(t!(ctx.lang, "trend-last-seen"), Width::Cells(12), 2),
        Column::new(t!(ctx.lang, "follow-column-ring"), Width::Cells(24), 0),
    ];
    let table = Table {
        name: "trend-behind",
        area: below(area, 1),
        columns: &columns,
        count,
        selected: (count > 0).then_some(list.selected),
        empty: "",
    };
    table.draw(ctx, view, frame, |row, column| {
        let Some((child, days)) = list.children.get(row) else {
            return Part::new("", ctx.theme.text);
        };
        match column {
            0 => Part::name(
                scene.house.register.distinct_name(*child).into_owned(),
                ctx.theme.text,
            ),
            1 => Part::new(days_words(ctx, days), ctx.theme.muted),
            2 => Part::new(last_seen(scene, ctx, *child), ctx.theme.text),
            _ => {
                let ring = people::whom_to_ring(scene.house, *child, ctx.lang);
                Part::new(ring, ctx.theme.accent)
            }
        }
    });
}

/// What the number is, with the number.
fn heading(scene: TrendScene<'_>, list: &Behind, ctx: &Ctx) -> String {
    let Some(table) = scene.state.shown.as_ref().map(|shown| &shown.table) else {
        return String::new();
    };
    let said = |column| {
        let cell = table.cell(list.row, column);
        cell.map_or_else(String::new, |cell| {
            value_words(&cell.value, ctx.lang, ctx.today)
        })
    };
    let place = (list.row, list.column);
    let of = column_words(table, place, (ctx.lang, ctx.today));
    format!("{} · {of} {}", said(0), said(list.column))
}

fn days_words(ctx: &Ctx, days: &[NaiveDate]) -> String {
    let brief = |day: &NaiveDate| brief_day(*day, ctx.lang, ctx.today);
    if days.len() > NAMED {
        let (first, last) = (days.first().map(brief), days.last().map(brief));
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let count = days.len();
        return t!(
            ctx.lang,
            "trend-times",
            count = count,
            first = first,
            last = last
        );
    }
    days.iter().map(brief).collect::<Vec<_>>().join(" ")
}

fn last_seen(scene: TrendScene<'_>, ctx: &Ctx, child: ChildId) -> String {
    let day = scene.house.register.last_seen(child);
    day.map_or_else(
        || t!(ctx.lang, "trend-never"),
        |day| brief_day(day, ctx.lang, ctx.today),
    )
}
