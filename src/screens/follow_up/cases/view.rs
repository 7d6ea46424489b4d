//! Draws the page of problems and incidents, and the card of one.
//!
//! ```text
//!    child        about                owner   until        last step
//! ▸ ▲ 汪乐乐     unexplained injury   石主任   3 h 12 min   not reported yet
//!   ◐ 单欣怡     schooling: no place  石主任   11-20 Fri    2026-11-18 石主任: asked the school
//!   · settled 2
//! ```

use super::lines::{Extent, Line, LineKind};
use super::state::CaseRow;
use crate::domain::caseload::{Case, CaseOf, Standing};
use crate::domain::rules::Subject;
use crate::i18n::{word, words};
use crate::screens::follow_up::state::FollowScene;
use crate::screens::people;
use crate::t;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::page::{Row, broken, cut, scrolled};
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::view_state::ViewState;
use crate::wording::dates::brief_day;
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the list, and below it what is known about the selected row.
pub(in crate::screens::follow_up) fn page(
    scene: FollowScene<'_>,
    (ctx, view): (&Ctx, &mut ViewState),
    frame: &mut Frame,
    (body, foot): (Rect, Rect),
) {
    let rows = scene.case_rows();
    let empty = t!(ctx.lang, "follow-empty-cases");
    let columns = columns(ctx);
    let table = Table {
        name: "cases",
        area: body,
        columns: &columns,
        count: rows.len(),
        selected: (!rows.is_empty()).then(|| scene.case_place(&rows)),
        empty: &empty,
    };
    table.draw(ctx, view, frame, |row, column| {
        let case = match rows.get(row) {
            Some(CaseRow::One(id)) => scene.house.case(*id),
            Some(CaseRow::Settled) if column == 1 => {
                let count = scene.settled_cases();
                return Part::new(t!(ctx.lang, "case-settled", count = count), ctx.theme.muted);
            }
            Some(CaseRow::Settled) | None => None,
        };
        case.map_or_else(
            || Part::new("", ctx.theme.text),
            |case| part(scene, ctx, &case, column),
        )
    });
    if let Some(case) = scene.case_here() {
        let rule = ctx.symbols.rule.repeat(foot.width as usize);
        ctx.write(frame.buffer_mut(), line(foot, 0), &rule, ctx.theme.border);
        let rows = rows_of(ctx, scene.case_lines(&case, Extent::Pane), foot.width);
        cut(
            ctx,
            frame,
            below(foot, 1),
            rows,
            &t!(ctx.lang, "follow-cut"),
        );
    }
}

/// Draws the card of a problem or an incident in the place of the page.
pub(in crate::screens::follow_up) fn card(
    scene: FollowScene<'_>,
    (ctx, view): (&Ctx, &mut ViewState),
    frame: &mut Frame,
    area: Rect,
) {
    let Some(case) = scene.card() else {
        return;
    };
    let subject = Subject::Child(case.child());
    let name = people::subject_name(scene.house, subject, ctx.lang);
    let title = match case.of {
        CaseOf::Problem(_) => t!(ctx.lang, "form-problem", name = name),
        CaseOf::Incident(_) => t!(ctx.lang, "form-incident", name = name),
    };
    ctx.write(
        frame.buffer_mut(),
        line(area, 0),
        &format!(" {title}"),
        ctx.theme.title,
    );
    let mut lines = scene.case_lines(&case, Extent::Card);
    // Not for an incident: the harm may come from whom one would ring.
    if matches!(case.of, CaseOf::Problem(_)) {
        let ring = people::contact_to_call(scene.house, case.child(), ctx.lang);
        lines.push((LineKind::Aside, t!(ctx.lang, "case-family", ring = ring)));
    }
    let rows = rows_of(ctx, lines, area.width);
    let shown = (rows.as_slice(), scene.state.cases.top);
    let more = |count: usize| t!(ctx.lang, "page-more", count = count);
    view.pane_end = scrolled(ctx, frame, below(area, 1), shown, more);
}

/// The lines, each broken where the area ends.
fn rows_of(ctx: &Ctx, lines: Vec<Line>, width: u16) -> Vec<Row> {
    let lines = lines.into_iter();
    broken(lines.map(|(kind, said)| (1, style(ctx, kind), said)), width)
}

fn style(ctx: &Ctx, kind: LineKind) -> Style {
    match kind {
        LineKind::Alarm => ctx.theme.bad,
        LineKind::Head => ctx.theme.title,
        LineKind::Fact => ctx.theme.text,
        LineKind::Aside => ctx.theme.muted,
    }
}

fn columns(ctx: &Ctx) -> Vec<Column> {
    let column = |key: &str, width, rank| Column::new(word(ctx.lang, key), width, rank);
    vec![
        column("field-name", Width::Cells(14), 0),
        column("follow-column-about", Width::Rest(18), 0),
        column("follow-column-owner", Width::Cells(8), 1),
        column("follow-column-until", Width::Cells(16), 0),
        column("follow-column-last", Width::Rest(14), 2),
    ]
}

fn part<'p>(scene: FollowScene<'_>, ctx: &Ctx, case: &Case<'_>, column: usize) -> Part<'p> {
    let (mark, style) = match case.standing {
        Standing::Unreported => (ctx.symbols.alert, ctx.theme.bad),
        Standing::Overdue => (ctx.symbols.late, ctx.theme.warn),
        Standing::Open => (" ", ctx.theme.text),
        Standing::Settled => (ctx.symbols.dot, ctx.theme.muted),
    };
    let is_settled = case.standing == Standing::Settled;
    let plain = if is_settled {
        ctx.theme.muted
    } else {
        ctx.theme.text
    };
    match column {
        0 => {
            let name = scene.house.register.distinct_name(case.child());
            Part::new(format!("{mark} {name}"), style)
        }
        1 => Part::new(scene.case_brief(case), plain),
        2 => Part::new(scene.staff_name(owner(case)), ctx.theme.muted),
        3 => Part::new(until(scene, ctx, case), style),
        _ => Part::new(scene.last_words(case), ctx.theme.muted),
    }
}

/// Who takes care: the owner of a problem, the finder of an incident.
const fn owner(case: &Case<'_>) -> Option<crate::domain::StaffId> {
    match case.of {
        CaseOf::Problem(one) => one.owner,
        CaseOf::Incident(one) => one.found_by,
    }
}

/// Due day; for an incident that is not reported the clock since it was found, for what is settled the end.
fn until(scene: FollowScene<'_>, ctx: &Ctx, case: &Case<'_>) -> String {
    let day = match case.of {
        CaseOf::Incident(one) if case.standing == Standing::Unreported => {
            return words::minutes(ctx.lang, one.minutes_since(scene.house.now));
        }
        CaseOf::Problem(one) if case.standing == Standing::Settled => one.closed_on,
        CaseOf::Incident(_) if case.standing == Standing::Settled => case.visited,
        CaseOf::Problem(_) | CaseOf::Incident(_) => case.due,
    };
    // The year takes the room of the day of the week.
    let today = scene.house.today();
    day.map_or_else(String::new, |day| {
        if day.year() == today.year() {
            scene.day(day)
        } else {
            brief_day(day, ctx.lang, today)
        }
    })
}
