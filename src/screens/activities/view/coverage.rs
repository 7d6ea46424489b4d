//! Draws the coverage: children × topics, with who misses most on top.

use crate::domain::ChildId;
use crate::domain::activity::coverage::How;
use crate::house::matrix::{Column, CoverageGrid};
use crate::screens::activities::state::PlanScene;
use crate::screens::people::contact_to_call;
use crate::screens::programme::topic_name;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::view_state::ViewState;
use crate::wording::dates::{brief_day, day_words};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Width of a child's name and of the number of topics that it misses.
const NAME: u16 = 14;
const MISSES: u16 = 4;
/// Width of a topic's column.
const CELL: u16 = 9;
/// Height of the pane below, including the separator.
const PANE: u16 = 4;

/// Draws the matrix and the pane below.
pub(super) fn view(
    scene: PlanScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let grid = scene.coverage_grid();
    let foot = if area.height < 10 { 2 } else { PANE };
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(3),
        Constraint::Fill(1),
        Constraint::Length(foot),
    ])
    .areas(area);
    let selected = grid.column(scene.state.topic.as_ref());
    if let Some(column) = grid.columns.get(selected) {
        sentence(scene, ctx, frame, line(head, 0), column);
    }
    if grid.rows.is_empty() || grid.columns.is_empty() {
        let words = t!(ctx.lang, "plan-missing-empty");
        ctx.write(
            frame.buffer_mut(),
            line(head, 1),
            &format!(" {words}"),
            ctx.theme.muted,
        );
        return;
    }
    // The selected topic is always among the shown ones.
    let fits = (area.width.saturating_sub(NAME + MISSES) / CELL).max(1) as usize;
    let first = view.scroll("coverage-topics", selected, grid.columns.len(), fits);
    let shown: Vec<(usize, &Column)> = grid
        .columns
        .iter()
        .copied()
        .enumerate()
        .skip(first)
        .take(fits)
        .collect();
    headings(scene, ctx, frame, head, (&shown, selected));
    let rows = body.height as usize;
    let place = grid.row(scene.state.child);
    let top = view.scroll("coverage", place.unwrap_or_default(), grid.rows.len(), rows);
    for (nth, (at, row)) in grid
        .rows
        .iter()
        .enumerate()
        .skip(top)
        .take(rows)
        .enumerate()
    {
        let area = line(body, nth as u16);
        view.can_click(area, Click::Row(at));
        let is_selected = place == Some(at);
        let base = if is_selected {
            ctx.theme.selected
        } else {
            ctx.theme.text
        };
        let buf = frame.buffer_mut();
        if is_selected {
            buf.set_style(area, base);
        }
        let pointer = if is_selected {
            ctx.symbols.pointer
        } else {
            " "
        };
        let name = scene.house.register.distinct_name(row.child);
        let rest = ctx.name_column(buf, area, NAME - 1, &format!("{pointer}{name}"), base);
        let mut rest = ctx.column(buf, rest, MISSES - 1, &row.misses.to_string(), base);
        for (column, of) in &shown {
            let (words, style) = cell(ctx, of, row.child);
            let style = match (is_selected, *column == selected) {
                (true, true) => ctx.theme.selected,
                (true, false) => base,
                _ => style,
            };
            rest = ctx.column(buf, rest, CELL - 1, &words, style);
        }
    }
    pane(scene, ctx, frame, foot, &grid);
}

/// How many miss the selected topic, and in which season.
fn sentence(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect, column: &Column) {
    let coverage = &column.coverage;
    let missing = coverage.missing.len();
    let of = missing + coverage.had.len();
    let said = t!(
        ctx.lang,
        "plan-coverage-said",
        topic = topic_name(scene.house, &coverage.topic, ctx.lang),
        missing = missing,
        of = of,
        from = coverage.season.from.to_string(),
        to = coverage.season.to.to_string()
    );
    ctx.write(
        frame.buffer_mut(),
        area,
        &format!(" {said}"),
        ctx.theme.text,
    );
}

/// Names of the topics, and how many children miss each.
fn headings(
    scene: PlanScene<'_>,
    ctx: &Ctx,
    frame: &mut Frame,
    area: Rect,
    (shown, selected): (&[(usize, &Column)], usize),
) {
    let buf = frame.buffer_mut();
    let on_head = scene.state.child.is_none();
    let misses = t!(ctx.lang, "plan-column-misses");
    let rest = ctx.column(buf, line(area, 1), NAME - 1, "", ctx.theme.muted);
    let mut names = ctx.column(buf, rest, MISSES - 1, "", ctx.theme.muted);
    let rest = ctx.column(buf, line(area, 2), NAME - 1, "", ctx.theme.muted);
    let mut counts = ctx.column(buf, rest, MISSES - 1, &misses, ctx.theme.muted);
    for (column, of) in shown {
        let style = match (*column == selected, on_head) {
            (true, true) => ctx.theme.selected,
            (true, false) => ctx.theme.title,
            (false, _) => ctx.theme.muted,
        };
        let name = topic_name(scene.house, &of.coverage.topic, ctx.lang);
        names = ctx.column(buf, names, CELL - 1, &name, style);
        let missing = of.coverage.missing.len();
        let words = if of.is_due {
            format!("{}{missing}", ctx.symbols.alert)
        } else {
            missing.to_string()
        };
        counts = ctx.column(buf, counts, CELL - 1, &words, style);
    }
}

/// Had it: the day, and whether at a visit; misses it: a cross; exempt: a word.
fn cell(ctx: &Ctx, column: &Column, child: ChildId) -> (String, Style) {
    if let Some(had) = column.had(child) {
        let mark = match had.how {
            How::Activity => ctx.symbols.done,
            How::Visit => ctx.symbols.to,
        };
        let on = brief_day(had.on, ctx.lang, ctx.today);
        return (format!("{mark}{on}"), ctx.theme.good);
    }
    if column.is_exempt(child) {
        return (t!(ctx.lang, "coverage-exempt"), ctx.theme.muted);
    }
    (ctx.symbols.absent.to_owned(), ctx.theme.warn)
}

/// What the arrows are on: the child and the topic in words.
fn pane(scene: PlanScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect, grid: &CoverageGrid<'_>) {
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 0), &rule, ctx.theme.border);
    let Some(column) = grid.columns.get(grid.column(scene.state.topic.as_ref())) else {
        return;
    };
    let topic = topic_name(scene.house, &column.coverage.topic, ctx.lang);
    let Some(child) = scene.state.child else {
        let words = t!(
            ctx.lang,
            "coverage-hint",
            topic = topic,
            due = scene.due_of(&column.coverage.topic)
        );
        ctx.write(buf, line(area, 1), &format!(" {words}"), ctx.theme.muted);
        let symbols = &ctx.symbols;
        let legend = t!(
            ctx.lang,
            "coverage-legend",
            done = symbols.done,
            to = symbols.to,
            absent = symbols.absent,
            alert = symbols.alert
        );
        ctx.write(buf, line(area, 2), &format!(" {legend}"), ctx.theme.muted);
        return;
    };
    let how = match column.had(child) {
        Some(had) => {
            let key = match had.how {
                How::Activity => "coverage-activity",
                How::Visit => "coverage-visit",
            };
            format!(
                "{} {}",
                day_words(had.on, ctx.lang, ctx.today),
                crate::i18n::word(ctx.lang, key)
            )
        }
        None if column.is_exempt(child) => {
            let programme = &scene.house.known.programme;
            let reason = programme.exempt_reason(child, &column.coverage.topic);
            t!(ctx.lang, "coverage-exempt-because", reason = reason)
        }
        None => t!(ctx.lang, "coverage-missing"),
    };
    let file = scene.house.register.get(child);
    let class = file.map_or_else(String::new, |file| file.class.clone());
    let hamlet = file.map_or_else(String::new, |file| file.hamlet.clone());
    let name = scene.house.register.distinct_name(child).into_owned();
    let words = format!(" {name}  {class}  {hamlet}");
    ctx.write(buf, line(area, 1), words.trim_end(), ctx.theme.text);
    ctx.write(
        buf,
        line(area, 2),
        &format!(" {topic}: {how}"),
        ctx.theme.text,
    );
    let call = contact_to_call(scene.house, child, ctx.lang);
    ctx.write(
        buf,
        line(below(area, 0), 3),
        &format!(" {call}"),
        ctx.theme.muted,
    );
}
