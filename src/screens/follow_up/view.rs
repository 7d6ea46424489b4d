//! F6, Follow-up: the list of matters, and below it reasons, phone and steps of the selected row.
//!
//! ```text
//!  3 open, 1 red, 0 overdue · open
//!    name      why                                          next
//! ▸ ▲ 李小明   5 expected days missed in a row …            go there by 26 Nov
//!   └ 李小红   2 expected days missed in a row …            ring the caregiver by today
//! ────────────────────────────────────────────────────────────────────────────────
//!  red S3 missed in a row   go there by 26 Nov
//!    5 expected days missed in a row, since 18 Nov; usually comes Mon Tue …
//!    11-24 17:20  director  rang  no answer
//!    grandmother … 138…
//! ```

use super::state::{DetailKind, FollowRow, FollowScene};
use crate::domain::rules::Level;
use crate::domain::rules::ladder::Matter;
use crate::i18n::word;
use crate::screens::people;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Height of the details below the list, including the separator.
const WHY: u16 = 9;
/// Below this height the details shrink.
const LOW: u16 = 16;

/// Draws the screen.
pub(crate) fn view(
    scene: FollowScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let why = if area.height < LOW { 4 } else { WHY };
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(why),
    ])
    .areas(area);
    title(scene, ctx, frame, head);
    let rows = scene.rows();
    let empty = t!(ctx.lang, "follow-empty");
    let columns = columns(ctx);
    let table = Table {
        name: "follow",
        area: body,
        columns: &columns,
        count: rows.len(),
        selected: (!rows.is_empty()).then(|| scene.place(&rows)),
        empty: &empty,
    };
    table.draw(ctx, view, frame, |row, column| {
        let row = rows.get(row);
        let matter = row.and_then(|row| scene.house.matters.get(*row.matters.first()?));
        match (row, matter) {
            (Some(row), Some(matter)) => part(scene, ctx, (row, matter), column),
            _ => Part::new("", ctx.theme.text),
        }
    });
    if !rows.is_empty() {
        reasons(scene, ctx, frame, foot);
    }
}

fn title(scene: FollowScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let counts = scene.counts();
    let (open, red, overdue) = (counts.open, counts.red, counts.overdue);
    let said = t!(
        ctx.lang,
        "follow-title",
        open = open,
        red = red,
        overdue = overdue
    );
    let listed = word(ctx.lang, scene.state.listed.words());
    let rest = ctx.write(
        frame.buffer_mut(),
        area,
        &format!(" {said}"),
        ctx.theme.muted,
    );
    let chip = format!(" {} {listed}", ctx.symbols.dot);
    ctx.write(frame.buffer_mut(), rest, &chip, ctx.theme.accent);
}

fn columns(ctx: &Ctx) -> Vec<Column> {
    vec![
        Column::new(word(ctx.lang, "field-name"), Width::Cells(14), 0),
        Column::new(t!(ctx.lang, "follow-column-why"), Width::Rest(14), 0),
        Column::new(t!(ctx.lang, "follow-column-next"), Width::Cells(30), 1),
    ]
}

fn part<'p>(
    scene: FollowScene<'_>,
    ctx: &Ctx,
    (row, matter): (&FollowRow, &Matter),
    column: usize,
) -> Part<'p> {
    let style = style(ctx, matter.flag.level);
    match column {
        0 => {
            let mark = mark(ctx, matter.flag.level);
            let branch = if row.is_sibling {
                ctx.symbols.branch
            } else {
                ""
            };
            let name = people::subject_name(scene.house, matter.flag.subject, ctx.lang);
            Part::new(format!("{mark} {branch}{name}"), style)
        }
        1 => {
            let more = row.matters.len() - 1;
            let more = match more {
                0 => String::new(),
                more => format!(" {}", t!(ctx.lang, "follow-more", count = more)),
            };
            let why = people::why_short(scene.house, matter, ctx.lang);
            Part::new(format!("{why}{more}"), ctx.theme.text)
        }
        _ => {
            let style = if matter.is_overdue(ctx.today) {
                ctx.theme.bad
            } else {
                ctx.theme.muted
            };
            Part::new(scene.next_words(matter), style)
        }
    }
}

fn mark(ctx: &Ctx, level: Level) -> &'static str {
    match level {
        Level::Red => ctx.symbols.alert,
        Level::Amber => ctx.symbols.late,
    }
}

fn style(ctx: &Ctx, level: Level) -> Style {
    match level {
        Level::Red => ctx.theme.bad,
        Level::Amber => ctx.theme.warn,
    }
}

fn reasons(scene: FollowScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 0), &rule, ctx.theme.border);
    let mut row = 1;
    for (kind, said) in scene.details() {
        let (indent, style) = match kind {
            DetailKind::Head(level) => (1, style(ctx, level)),
            DetailKind::Reason => (3, ctx.theme.text),
            DetailKind::Step => (3, ctx.theme.muted),
            DetailKind::Ring => (1, ctx.theme.accent),
        };
        for part in text::wrap(&said, area.width.saturating_sub(indent + 1) as usize) {
            let place = line(area, row);
            let inner = Rect {
                x: place.x + indent,
                width: place.width.saturating_sub(indent),
                ..place
            };
            ctx.write(buf, inner, &part, style);
            row += 1;
        }
    }
}
