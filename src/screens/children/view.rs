//! Draws F4: the list and the open file, side by side on wide screens, otherwise one of them.

use super::help::view as help_view;
use super::state::{ChildrenScene, FileLine, FileTarget, HelpGap, Page, Sort};
use crate::domain::{Child, Risk, Status};
use crate::i18n::words;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::field::{Focus, text_field};
use crate::ui::list::section_end;
use crate::ui::table::{Column, Part, Table, Width};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use crate::wording::dates::brief_day;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Minimum width in cells to show the list beside a file.
const TWO_PANES: u16 = 110;
/// Width of the list beside a file, in cells.
const LIST: u16 = 44;
/// Usual width of a label in a file, in cells.
const LABEL: u16 = 18;
/// Maximum width of a label, in cells; fits the longest English category.
const LONGEST_LABEL: usize = 28;
/// Indent before a label, in cells.
const INDENT: u16 = 3;

/// Draws the register.
pub(crate) fn view(
    scene: ChildrenScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    match (&scene.state.file, area.width >= TWO_PANES) {
        (None, _) if scene.state.page != Page::Register => {
            help_view::page(scene, ctx, view, frame, area);
        }
        (None, _) => list(scene, ctx, view, frame, area),
        (Some(_), false) => file(scene, ctx, view, frame, area),
        (Some(_), true) => {
            let [left, right] =
                Layout::horizontal([Constraint::Length(LIST), Constraint::Fill(1)]).areas(area);
            let clicks = view.clicks();
            list(scene, ctx, view, frame, left);
            // Only the file receives keys and clicks.
            view.forget_since(clicks);
            file(scene, ctx, view, frame, right);
        }
    }
}

fn list(scene: ChildrenScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let [search, chips, body] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(area);
    search_line(scene, ctx, frame, search);
    let mut rest = ctx.write(
        frame.buffer_mut(),
        chips,
        &format!(" {}", count_and_order(scene, ctx)),
        ctx.theme.muted,
    );
    for filter in filters(scene, ctx) {
        let chip = format!(" {} {filter}", ctx.symbols.dot);
        rest = ctx.write(frame.buffer_mut(), rest, &chip, ctx.theme.accent);
    }
    let state = scene.state;
    let empty = if scene.house.register.children().is_empty() {
        t!(ctx.lang, "children-empty")
    } else {
        t!(ctx.lang, "children-none")
    };
    let columns = columns(ctx);
    let table = Table {
        name: "children",
        area: body,
        columns: &columns,
        count: state.rows.len(),
        selected: (!state.rows.is_empty()).then(|| state.place()),
        empty: &empty,
    };
    table.draw(ctx, view, frame, |row, column| {
        let child = state
            .rows
            .get(row)
            .and_then(|id| scene.house.register.get(*id));
        child.map_or_else(
            || Part::new("", ctx.theme.text),
            |child| part(scene, ctx, child, column),
        )
    });
}

fn search_line(scene: ChildrenScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let pointer = format!(" {} ", ctx.symbols.pointer);
    let rest = ctx.write(frame.buffer_mut(), area, &pointer, ctx.theme.key);
    let hint = t!(ctx.lang, "children-search");
    let has_keys = scene.env.has_keys && scene.state.file.is_none();
    let focus = if has_keys {
        Focus::Here
    } else {
        Focus::Elsewhere
    };
    text_field(ctx, frame, rest, &scene.state.query, (&hint, focus));
}

/// Counts of listed and of all children, and the order.
fn count_and_order(scene: ChildrenScene<'_>, ctx: &Ctx) -> String {
    let lang = ctx.lang;
    let state = scene.state;
    let (shown, all) = (state.rows.len(), scene.house.register.children().len());
    let sort = match state.sort {
        Sort::Name => t!(lang, "sort-name"),
        Sort::FileNo => t!(lang, "sort-file-no"),
        Sort::Age => t!(lang, "sort-age"),
        Sort::LastSeen => t!(lang, "sort-last-seen"),
    };
    let count = t!(lang, "children-count", shown = shown, all = all);
    format!("{count} {} {sort}", ctx.symbols.dot)
}

/// The active filters in words.
fn filters(scene: ChildrenScene<'_>, ctx: &Ctx) -> impl Iterator<Item = String> {
    let lang = ctx.lang;
    let filter = scene.state.filter;
    let status = filter.status.map(|one| words::choice(lang, "status", one));
    let risk = filter.risk.map(|one| {
        let level = words::choice(lang, "risk", one);
        format!("{} {level}", t!(lang, "column-risk"))
    });
    let tag = filter.tag.map(|one| words::choice(lang, "tag", one));
    let gap = filter.gap.map(|gap| match gap {
        HelpGap::Nobody => t!(lang, "filter-nobody"),
        HelpGap::Nothing => t!(lang, "filter-nothing"),
    });
    [status, risk, tag, gap].into_iter().flatten()
}

fn columns(ctx: &Ctx) -> Vec<Column> {
    let word = |key: &str| crate::i18n::word(ctx.lang, key);
    vec![
        Column::new(word("field-name"), Width::Cells(10), 0),
        Column::new(word("column-file-no"), Width::Cells(8), 2),
        Column::new(word("field-sex"), Width::Cells(6), 6),
        Column::new(word("column-age"), Width::Cells(4), 4).right(),
        Column::new(word("field-class"), Width::Cells(8), 5),
        Column::new(word("field-school"), Width::Rest(10), 7),
        Column::new(word("column-last-seen"), Width::Cells(20), 1),
        Column::new(word("column-risk"), Width::Cells(6), 3),
        Column::new(word("field-code"), Width::Rest(12), 8),
        Column::new(word("column-days"), Width::Cells(8), 9),
    ]
}

fn part<'a>(scene: ChildrenScene<'a>, ctx: &Ctx, child: &'a Child, column: usize) -> Part<'a> {
    let text = ctx.theme.text;
    let muted = ctx.theme.muted;
    match column {
        0 => Part::name(child.name.as_str(), text),
        1 => Part::new(child.file_no.as_str(), muted),
        2 => Part::new(words::choice(ctx.lang, "sex", child.sex), text),
        3 => {
            let age = child.age(ctx.today);
            Part::new(
                age.map_or_else(|| "?".to_owned(), |age| age.to_string()),
                text,
            )
        }
        4 => Part::new(child.class.as_str(), text),
        5 => Part::new(child.school.as_str(), muted),
        6 => seen(scene, ctx, child),
        8 => Part::new(categories(scene, ctx, child), muted),
        9 => Part::new(child.expected_days.digits(), muted),
        _ => child.risk.map_or_else(
            || Part::new("", text),
            |risk| Part::new(words::choice(ctx.lang, "risk", risk), risk_style(ctx, risk)),
        ),
    }
}

fn seen<'a>(scene: ChildrenScene<'_>, ctx: &Ctx, child: &Child) -> Part<'a> {
    if child.status != Status::Enrolled {
        return Part::new(
            words::choice(ctx.lang, "status", child.status),
            ctx.theme.warn,
        );
    }
    if scene.house.day.is_inside(child.id) {
        let words = t!(ctx.lang, "seen-today");
        return Part::new(format!("{} {words}", ctx.symbols.inside), ctx.theme.good);
    }
    let words = match (
        scene.house.register.last_seen(child.id),
        scene.house.calendar(),
    ) {
        (Some(day), _) if day.succ_opt() == Some(ctx.today) => t!(ctx.lang, "seen-yesterday"),
        (Some(day), Some(calendar)) if day < ctx.today => {
            let days = calendar.open_days_since(day, ctx.today);
            t!(
                ctx.lang,
                "seen-short",
                day = brief_day(day, ctx.lang, ctx.today),
                days = days
            )
        }
        (Some(_), _) => t!(ctx.lang, "seen-today"),
        (None, _) => t!(ctx.lang, "never-seen"),
    };
    Part::new(words, ctx.theme.text)
}

/// The categories that are valid today, the most important first.
fn categories(scene: ChildrenScene<'_>, ctx: &Ctx, child: &Child) -> String {
    let tags = scene.house.register.tags(child.id).iter();
    let mut tags: Vec<_> = tags.filter(|tag| tag.holds_on(ctx.today)).collect();
    tags.sort_by_key(|tag| !tag.is_primary);
    let words = tags
        .into_iter()
        .map(|tag| words::choice(ctx.lang, "tag", tag.code));
    words
        .collect::<Vec<_>>()
        .join(&format!(" {} ", ctx.symbols.dot))
}

fn risk_style(ctx: &Ctx, risk: Risk) -> Style {
    match risk {
        Risk::Red => ctx.theme.bad,
        Risk::Yellow => ctx.theme.warn,
        Risk::Blue => ctx.theme.accent,
        Risk::Green => ctx.theme.good,
    }
}

fn file(scene: ChildrenScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let Some(state) = &scene.state.file else {
        return;
    };
    let Some(child) = scene.house.register.get(state.child) else {
        return;
    };
    let sex = words::choice(ctx.lang, "sex", child.sex);
    let age = match child.age(ctx.today) {
        Some(age) => t!(ctx.lang, "age-years", age = age),
        None => t!(ctx.lang, "age-unknown"),
    };
    let title = format!(" {}  {}  {sex}  {age}", child.name, child.file_no);
    let buf = frame.buffer_mut();
    let rest = ctx.write(buf, line(area, 0), &title, ctx.theme.title);
    if !child.alert.is_empty() {
        let alert = format!("  {} {}", ctx.symbols.alert, child.alert);
        ctx.write(buf, rest, &alert, ctx.theme.warn);
    }
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let lines = scene.file_lines();
    let rows = rows(&lines, body.width);
    let first = |row: &Row| row.place == state.selected;
    let is_heading = |place: &usize| {
        lines
            .get(*place)
            .is_some_and(|line| line.act == FileTarget::Heading)
    };
    // The rows of a heading come into sight with it.
    let end = section_end(state.selected, lines.len(), is_heading);
    let span = (
        rows.iter().position(first).unwrap_or_default(),
        rows.iter()
            .rposition(|row| row.place == end)
            .unwrap_or_default(),
    );
    let height = body.height as usize;
    let offset = view.scroll_to("file", span, rows.len(), height);
    for (nth, row) in rows.iter().skip(offset).take(height).enumerate() {
        let at = line(body, nth as u16);
        let Some(content) = lines.get(row.place) else {
            continue;
        };
        draw_row(ctx, frame, at, (content, row), first(row));
        view.can_click(at, Click::Row(row.place));
    }
}

/// A screen row: a line of the file, or the continuation of a wrapped value.
struct Row {
    place: usize,
    text: String,
    is_first: bool,
}

/// Label width; a long label may use more cells.
fn label_cells(content: &FileLine, width: u16) -> u16 {
    let wanted = text::width(&content.label).min(LONGEST_LABEL) as u16;
    LABEL.min(width / 3).max(wanted.min(width / 2))
}

/// Splits the lines into rows; a long value wraps below itself.
fn rows(lines: &[FileLine], width: u16) -> Vec<Row> {
    let mut rows = Vec::with_capacity(lines.len());
    for (place, content) in lines.iter().enumerate() {
        let taken = INDENT + label_cells(content, width) + 1;
        let room = width.saturating_sub(taken + 1).max(8) as usize;
        if content.act == FileTarget::Heading || text::width(&content.value) <= room {
            let text = content.value.clone();
            rows.push(Row {
                place,
                text,
                is_first: true,
            });
            continue;
        }
        let parts = text::wrap(&content.value, room).into_iter().enumerate();
        rows.extend(parts.map(|(nth, text)| Row {
            place,
            text,
            is_first: nth == 0,
        }));
    }
    rows
}

fn draw_row(
    ctx: &Ctx,
    frame: &mut Frame,
    at: Rect,
    (content, row): (&FileLine, &Row),
    is_selected: bool,
) {
    let pick = |style: Style| {
        if is_selected {
            ctx.theme.selected
        } else {
            style
        }
    };
    let buf = frame.buffer_mut();
    buf.set_style(at, pick(ctx.theme.text));
    if content.act == FileTarget::Heading {
        let title = format!(" {} ", content.label);
        let rest = ctx.write(buf, at, &title, pick(ctx.theme.title));
        let rule = ctx.symbols.rule.repeat(rest.width as usize);
        ctx.write(buf, rest, &rule, pick(ctx.theme.border));
        return;
    }
    let pointer = match (is_selected, row.is_first) {
        (true, true) => ctx.symbols.pointer,
        _ => " ",
    };
    let rest = ctx.write(buf, at, &format!("{pointer}  "), pick(ctx.theme.text));
    let label = if row.is_first {
        content.label.as_str()
    } else {
        ""
    };
    let cells = label_cells(content, at.width);
    let rest = ctx.column(buf, rest, cells, label, pick(ctx.theme.muted));
    ctx.write(buf, rest, &row.text, pick(ctx.theme.text));
}
