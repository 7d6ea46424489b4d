//! Draws F7: the pages, what the page says in sentences, the picture, the table; or the children behind a number.
//!
//! ```text
//!  How many │ When │ …                                                November · with October beside it
//!  22.4 children a day on 17 days with a register. 11 % fewer than in October (25.1).
//!   40 │    ▅  ▆  █
//!    0 │─▂──█──█──▒
//!    day        came  before  new
//! ▸  Mon 2/11     34      31    0
//! ```

mod behind;
mod grid;

use super::state::{Shown, TrendScene};
use crate::i18n::words;
use crate::reports::table::{Picture, RowState, Table as Report, Value};
use crate::reports::trends::Page;
use crate::t;
use crate::ui::charts::bars::{self, Bar};
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use crate::wording::periods::period_words;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// Most lines of sentences.
const SENTENCES: u16 = 4;
/// Height of the bars on a low and on a high screen, with the axis; and from which height on they are drawn.
const BARS: u16 = 7;
const HIGH_BARS: u16 = 13;
const LOW: u16 = 14;
const HIGH: u16 = 30;

/// Draws the screen.
pub(crate) fn view(
    scene: TrendScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let [pages, head, body] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    let all = Page::ALL.iter().map(|page| {
        let name = words::choice(ctx.lang, "trend-tab", *page);
        (name, *page == scene.state.page)
    });
    ctx.write_pages(frame.buffer_mut(), pages, all);
    period(scene, ctx, frame, head);
    if let Some(list) = &scene.state.behind {
        behind::view(scene, list, (ctx, view), frame, body);
        return;
    }
    let shown = scene.state.shown.as_ref();
    let Some(shown) = shown.filter(|one| one.ask.page == scene.state.page) else {
        return;
    };
    page(scene, shown, (ctx, view), frame, body);
}

/// The period that is asked for, what is beside it, and whether the answer is awaited.
fn period(scene: TrendScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let state = scene.state;
    let (Some(asked), Some(calendar)) = (state.period, scene.house.calendar()) else {
        return;
    };
    // While an answer is awaited, the heading is that of the table below, which is of another period.
    let shown = state.shown.as_ref().map(|one| one.ask);
    let shown = shown.filter(|ask| state.waits.is_some() && ask.page == state.page);
    let (period, beside, child) = shown.map_or((asked, state.beside, state.child), |ask| {
        (ask.period, ask.beside, ask.child)
    });
    let named = |period| period_words(period, calendar, ctx.lang, ctx.today);
    let name = named(period);
    let (previous, next) = (ctx.symbols.previous, ctx.symbols.next);
    let mut said = format!(" {previous} {name} {next}");
    if scene.state.page == Page::OneChild
        && let Some(child) = child
    {
        let name = scene.house.register.distinct_name(child);
        said = format!("{said}  {} {name}", ctx.symbols.dot);
    }
    if scene.state.page.has_beside() {
        let beside = words::choice(ctx.lang, "trend-with", beside);
        said = format!("{said}  {} {beside}", ctx.symbols.dot);
    }
    let rest = ctx.write(frame.buffer_mut(), area, &said, ctx.theme.title);
    if scene.state.waits.is_some() {
        let text = t!(ctx.lang, "trend-reading", period = named(asked));
        ctx.write_right(
            frame.buffer_mut(),
            rest,
            &format!(" {text} "),
            ctx.theme.warn,
        );
    } else if let Some(shown) = &scene.state.shown {
        let text = t!(
            ctx.lang,
            "trend-read-at",
            at = shown.read_at.format("%H:%M").to_string()
        );
        if text::width(&text) + 2 < usize::from(rest.width) {
            ctx.write_right(
                frame.buffer_mut(),
                rest,
                &format!(" {text} "),
                ctx.theme.muted,
            );
        }
    }
}

fn page(
    scene: TrendScene<'_>,
    shown: &Shown,
    (ctx, view): (&Ctx, &mut ViewState),
    frame: &mut Frame,
    area: Rect,
) {
    let table = &shown.table;
    let sentences = text::wrap(
        &table.sentences.join(&t!(ctx.lang, "trend-between")),
        usize::from(area.width.saturating_sub(2)),
    );
    let count = u16::try_from(sentences.len())
        .unwrap_or(u16::MAX)
        .min(SENTENCES);
    let bars = match table.picture {
        Picture::Bars { .. } if area.height >= HIGH => HIGH_BARS,
        Picture::Bars { .. } if area.height >= LOW => BARS,
        _ => 0,
    };
    let [said, picture, rows] = Layout::vertical([
        Constraint::Length(count),
        Constraint::Length(bars),
        Constraint::Fill(1),
    ])
    .areas(area);
    for (nth, sentence) in sentences.iter().take(usize::from(count)).enumerate() {
        let at = line(said, u16::try_from(nth).unwrap_or(u16::MAX));
        ctx.write(
            frame.buffer_mut(),
            at,
            &format!(" {sentence}"),
            ctx.theme.text,
        );
    }
    match table.picture {
        Picture::Bars { column, beside } => {
            draw_bars(
                ctx,
                frame,
                picture,
                (table, scene.state.row),
                (column, beside),
            );
            grid::table(scene, table, (ctx, view), frame, rows);
        }
        Picture::Heat { totals } => grid::heat(scene, (table, totals), (ctx, view), frame, rows),
        Picture::Marks => grid::marks(scene, table, (ctx, view), frame, rows),
        Picture::None if table.columns.is_empty() => {}
        Picture::None => grid::table(scene, table, (ctx, view), frame, rows),
    }
}

fn draw_bars(
    ctx: &Ctx,
    frame: &mut Frame,
    area: Rect,
    (table, selected): (&Report, usize),
    (column, beside): (usize, Option<usize>),
) {
    let rows = table.rows.iter().filter(|row| row.state != RowState::Total);
    let bars: Vec<Bar> = rows
        .map(|row| {
            let value = row.cells.get(column).map(|cell| &cell.value);
            let other = beside.and_then(|beside| row.cells.get(beside));
            Bar {
                value: value.and_then(Value::number),
                beside: other.and_then(|cell| cell.value.number()),
                gap: match value {
                    Some(Value::NotTaken) => "?",
                    Some(Value::Closed) => ctx.symbols.dot,
                    _ => "",
                },
                is_running: row.state == RowState::Running,
            }
        })
        .collect();
    bars::draw(ctx, frame, area, &bars, selected);
}
