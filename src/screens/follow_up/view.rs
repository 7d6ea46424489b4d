//! F6, Follow-up: four lists, each a page, and the page of problems and incidents; below the list why, whom to ring and what was done about the selected row.
//!
//! ```text
//!  to see 3 │ to visit 7 │ of the home 1 │ on file 23
//!    name      unseen   why                     whom to ring          next
//! ▸ ▲ 李小明     9 d     missed 5 expected days  grandmother 138…      today: go there
//!   └ 李小红     8 d     …
//! ────────────────────────────────────────────────────────────────────────────────
//!  red missed in a row   today: go there
//!    missed 5 expected days in a row since 18 Nov; …
//!    11-24 17:20  director  rang  no answer
//! ```

use super::cases;
use super::state::{DetailKind, FollowRow, FollowScene};
use super::walk;
use crate::domain::rules::Level;
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::house::House;
use crate::i18n::{Lang, word, words};
use crate::screens::people;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::page::{broken, cut};
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use crate::wording::dates::full_day;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Height of the details below the list, including the separator.
const WHY: u16 = 9;
/// From this width on there is room for more than the number of whom to ring.
const WIDE: u16 = 110;
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
    if scene.state.walk.is_some() {
        walk::view::view(scene, ctx, view, frame, area);
        return;
    }
    if scene.card().is_some() {
        cases::view::card(scene, (ctx, view), frame, area);
        return;
    }
    let why = if area.height < LOW { 4 } else { WHY };
    let past = u16::from(scene.house.past.is_some());
    let [when, head, body, foot] = Layout::vertical([
        Constraint::Length(past),
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(why),
    ])
    .areas(area);
    if let Some(reading) = scene.house.past {
        let day = full_day(scene.house.today(), ctx.lang);
        let known = words::choice(ctx.lang, "known-as", reading);
        let said = t!(ctx.lang, "past-head", day = day, known = known);
        ctx.write(
            frame.buffer_mut(),
            when,
            &format!(" {said}"),
            ctx.theme.warn,
        );
    }
    tabs(scene, ctx, frame, head);
    if scene.shows_cases() {
        cases::view::page(scene, (ctx, view), frame, (body, foot));
        return;
    }
    let rows = scene.rows();
    let empty = if rows.is_empty() {
        nothing(scene.house, scene.state.list, ctx.lang)
    } else {
        String::new()
    };
    let columns = columns(scene, &rows, area.width, ctx);
    let shown: Vec<Column> = columns.iter().map(|(_, column)| column.clone()).collect();
    let table = Table {
        name: "follow",
        area: body,
        columns: &shown,
        count: rows.len(),
        selected: (!rows.is_empty()).then(|| scene.place(&rows)),
        empty: &empty,
    };
    table.draw(ctx, view, frame, |row, column| {
        let row = rows.get(row);
        let matter = row.and_then(|row| scene.house.matters.get(*row.matters.first()?));
        match (row, matter, columns.get(column)) {
            (Some(row), Some(matter), Some((what, _))) => {
                part(scene, ctx, (row, matter), (*what, area.width))
            }
            (Some(row), None, Some((what, _))) => to_confirm(scene, ctx, row, *what),
            _ => Part::new("", ctx.theme.text),
        }
    });
    if !rows.is_empty() {
        reasons(scene, ctx, frame, foot);
    }
}

/// The lists with their counts; the one that is shown stands out.
fn tabs(scene: FollowScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let pages = List::ALL.iter().map(|list| {
        let (open, _) = scene.counts(*list);
        let name = words::choice(ctx.lang, "list", *list);
        let is_shown = *list == scene.state.list && !scene.shows_cases();
        (format!("{name} {open}"), is_shown)
    });
    let cases = t!(ctx.lang, "follow-cases", count = scene.open_cases());
    let pages = pages.chain([(cases, scene.shows_cases())]);
    let rest = ctx.write_pages(buf, area, pages);
    let (_, waits) = scene.counts(scene.state.list);
    if waits > 0 && !scene.shows_cases() {
        let said = t!(ctx.lang, "follow-waits", count = waits);
        let whole = format!(" {} {said}", ctx.symbols.dot);
        // Where the words have no room the number stands for them.
        let said = if text::width(&whole) <= rest.width as usize {
            whole
        } else {
            format!(" {} +{waits}", ctx.symbols.dot)
        };
        ctx.write(buf, rest, &said, ctx.theme.muted);
    }
}

/// What a column says.
#[derive(Debug, Clone, Copy)]
enum Says {
    Name,
    Unseen,
    Hamlet,
    Why,
    Ring,
    Next,
}

/// The columns of the list that is shown. Whom to ring and the next step are as wide as the widest of them: a number
/// or a step that is cut says nothing, a reason still does.
fn columns(
    scene: FollowScene<'_>,
    rows: &[FollowRow],
    width: u16,
    ctx: &Ctx,
) -> Vec<(Says, Column)> {
    let name = |cells| {
        let title = word(ctx.lang, "field-name");
        (Says::Name, Column::new(title, Width::Cells(cells), 0))
    };
    let column =
        |says, key: &str, width, rank| (says, Column::new(word(ctx.lang, key), width, rank));
    let widest = |says, key: &str| {
        let matters = scene.house.matters.iter();
        let matters = rows
            .iter()
            .filter_map(|row| matters.as_slice().get(*row.matters.first()?));
        let said = matters.map(|matter| text::width(&said(scene, ctx, matter, (says, width))));
        Width::Cells(
            said.chain([text::width(&word(ctx.lang, key))])
                .max()
                .unwrap_or_default() as u16,
        )
    };
    let why = |least| column(Says::Why, "follow-column-why", Width::Rest(least), 0);
    let next = || {
        let key = "follow-column-next";
        column(Says::Next, key, widest(Says::Next, key), 1)
    };
    match scene.state.list {
        List::ToSee => {
            let unseen = t!(ctx.lang, "follow-column-unseen");
            let unseen = Column::new(unseen, Width::Cells(6), 0).right();
            let key = "follow-column-ring";
            let ring = column(Says::Ring, key, widest(Says::Ring, key), 2);
            vec![name(14), (Says::Unseen, unseen), why(14), ring, next()]
        }
        List::ToVisit => {
            let hamlet = column(Says::Hamlet, "follow-column-hamlet", Width::Cells(10), 2);
            vec![name(14), hamlet, why(14), next()]
        }
        List::Home => vec![name(14), why(14), next()],
        List::File => vec![name(14), why(14)],
    }
}

/// Whom to ring, or the next step, in a screen of so many columns.
fn said(scene: FollowScene<'_>, ctx: &Ctx, matter: &Matter, (says, width): (Says, u16)) -> String {
    let (house, lang) = (scene.house, ctx.lang);
    match says {
        Says::Ring => {
            let ring = matter.child().map(|child| {
                if width < WIDE {
                    people::number_to_ring(house, child, lang)
                } else {
                    people::whom_to_ring(house, child, lang)
                }
            });
            ring.unwrap_or_default()
        }
        _ => people::next_brief(house, matter, lang),
    }
}

fn part<'p>(
    scene: FollowScene<'_>,
    ctx: &Ctx,
    (row, matter): (&FollowRow, &Matter),
    (says, width): (Says, u16),
) -> Part<'p> {
    let unless_silent = |style| {
        if row.is_silent {
            ctx.theme.muted
        } else {
            style
        }
    };
    let style = unless_silent(style(ctx, matter.flag.level));
    let plain = unless_silent(ctx.theme.text);
    let (house, lang) = (scene.house, ctx.lang);
    match says {
        Says::Name => {
            let mark = if row.is_silent {
                ctx.symbols.dot
            } else {
                mark(ctx, matter.flag.level)
            };
            let branch = if row.is_sibling {
                ctx.symbols.branch
            } else {
                ""
            };
            let name = people::subject_name(house, matter.flag.subject, lang);
            Part::new(format!("{mark} {branch}{name}"), style)
        }
        Says::Unseen => Part::new(scene.unseen(row), plain),
        Says::Hamlet => {
            let child = matter.child().and_then(|id| house.register.get(id));
            let hamlet = child.map(|child| child.hamlet.clone());
            Part::new(hamlet.unwrap_or_default(), ctx.theme.muted)
        }
        Says::Why => {
            let more = row.matters.len() - 1;
            let more = match more {
                0 => String::new(),
                more => format!(" {}", t!(lang, "follow-more", count = more)),
            };
            let why = people::why_brief(house, matter, lang);
            Part::new(format!("{why}{more}"), plain)
        }
        Says::Ring => Part::new(said(scene, ctx, matter, (says, width)), plain),
        Says::Next => {
            let style = if matter.is_overdue(house.today()) {
                ctx.theme.bad
            } else {
                ctx.theme.muted
            };
            Part::new(said(scene, ctx, matter, (says, width)), style)
        }
    }
}

/// A file that is only to be confirmed.
fn to_confirm<'p>(scene: FollowScene<'_>, ctx: &Ctx, row: &FollowRow, says: Says) -> Part<'p> {
    match says {
        Says::Name => {
            let branch = if row.is_sibling {
                ctx.symbols.branch
            } else {
                ""
            };
            let name = people::subject_name(scene.house, row.key.subject, ctx.lang);
            let name = format!("{} {branch}{name}", ctx.symbols.bullet);
            Part::new(name, ctx.theme.text)
        }
        Says::Why => Part::new(scene.why_to_confirm(row), ctx.theme.muted),
        Says::Unseen | Says::Hamlet | Says::Ring | Says::Next => Part::new("", ctx.theme.text),
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
    let rows = scene.details().into_iter().map(|(kind, said)| match kind {
        DetailKind::Head(level) => (1, style(ctx, level), said),
        DetailKind::Reason => (3, ctx.theme.text, said),
        DetailKind::Rule | DetailKind::Step => (3, ctx.theme.muted, said),
        DetailKind::Ring => (1, ctx.theme.accent, said),
    });
    let rows = broken(rows, area.width);
    cut(
        ctx,
        frame,
        below(area, 1),
        rows,
        &t!(ctx.lang, "follow-cut"),
    );
}

/// The words for an empty list: where no register says who came, that nobody is missed says nothing.
fn nothing(house: &House, list: List, lang: Lang) -> String {
    let days = house
        .matters
        .iter()
        .map(|one| one.flag.days_not_taken().len());
    let days: usize = days.sum();
    match list {
        List::ToSee if house.known.taken.is_empty() => t!(lang, "follow-empty-nothing-known"),
        List::ToSee if days > 0 => t!(lang, "follow-empty-not-taken", days = days),
        _ => word(lang, &format!("follow-empty-{}", list.code())),
    }
}
