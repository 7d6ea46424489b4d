//! F3, the door. Bystanders can read this screen: it shows names, classes and the child's
//! caregiver, never an identity number, an address, a phone or a category.
//!
//! ```text
//!  签到  ▸ wl█                                          Tab 签出
//!  ───────────────────────────────────────────────────────────────
//!  1 汪乐乐   四年级 王市中学   石桂英       ▲ 花生过敏
//!  2 王磊磊   …                               ● 17:03 到
//! ```
//! With nothing typed: who has not come yet, and who is in the house.

pub(crate) mod popups;
pub(crate) mod roll_call;

use super::state::{DoorScene, NUMBERED, Way};
use crate::domain::find::{Hit, Standing};
use crate::domain::{Child, ChildId};
use crate::i18n::words;
use crate::screens::people;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Below this width, in cells, only one list is shown.
const TWO_LISTS: u16 = 60;
/// Width of a name in a list of candidates, in cells.
const NAME: u16 = 11;
/// Width of a name with a year of birth, in cells.
const DISTINCT_NAME: u16 = 11;

/// Draws the door.
pub(crate) fn view(
    scene: DoorScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let notices = notices(scene, ctx, area.width);
    // The list keeps half of the room.
    let rows = (notices.len() as u16).min(area.height / 2).max(1);
    let [search, notice, body] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(rows),
        Constraint::Fill(1),
    ])
    .areas(area);
    search_line(scene, ctx, frame, search);
    for (row, (text, style)) in notices.iter().enumerate() {
        ctx.write(frame.buffer_mut(), line(notice, row as u16), text, *style);
    }
    if scene.state.query.value().is_empty() {
        overview(scene, ctx, frame, body);
    } else {
        candidates(scene, ctx, view, frame, body);
    }
}

fn search_line(scene: DoorScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let (way, style) = match scene.state.way {
        Way::Arriving => (t!(ctx.lang, "door-arriving"), ctx.theme.good),
        Way::Leaving => (t!(ctx.lang, "door-leaving"), ctx.theme.warn),
    };
    let buf = frame.buffer_mut();
    let rest = ctx.write(buf, area, &format!(" {way} "), style.add_modifier(REVERSED));
    let rest = ctx.write(
        buf,
        rest,
        &format!(" {} ", ctx.symbols.pointer),
        ctx.theme.key,
    );
    let query = &scene.state.query;
    if query.value().is_empty() {
        ctx.write(
            buf,
            rest,
            &t!(ctx.lang, "door-placeholder"),
            ctx.theme.muted,
        );
    } else {
        ctx.write(buf, rest, query.value(), ctx.theme.title);
    }
    let caret = rest.x + (query.visual_cursor() as u16).min(rest.width.saturating_sub(1));
    if scene.env.has_keys && rest.width > 0 {
        frame.set_cursor_position((caret, rest.y));
    }
}

const REVERSED: ratatui::style::Modifier = ratatui::style::Modifier::REVERSED;

/// What stands below the search: the health alert of the child who has just come, then late entries or the
/// offered siblings; a rule if there is nothing.
fn notices(scene: DoorScene<'_>, ctx: &Ctx, width: u16) -> Vec<(String, Style)> {
    let mut lines = Vec::new();
    let came = scene
        .state
        .came
        .and_then(|child| scene.house.register.get(child));
    if let Some(child) = came.filter(|child| !child.alert.is_empty()) {
        let name = scene.house.register.distinct_name(child.id);
        let text = format!("{} {name}  {}", ctx.symbols.alert, child.alert);
        let style = ctx.theme.warn.add_modifier(REVERSED);
        let parts = text::wrap(&text, width.saturating_sub(2) as usize);
        lines.extend(parts.into_iter().map(|part| (format!(" {part} "), style)));
    }
    if let Some(late) = scene.state.late {
        let at = late.format("%Y-%m-%d %H:%M").to_string();
        let text = format!(" {} ", t!(ctx.lang, "door-late", at = at));
        lines.push((text, ctx.theme.warn.add_modifier(REVERSED)));
    } else if let Some(next) = scene.state.offered.first() {
        let name = scene.house.register.distinct_name(*next);
        let text = match scene.state.offered.len() - 1 {
            0 => t!(ctx.lang, "door-sibling", name = name),
            more => t!(ctx.lang, "door-siblings", name = name, more = more),
        };
        lines.push((format!(" {text}"), ctx.theme.accent));
    }
    if lines.is_empty() {
        let rule = ctx.symbols.rule.repeat(width as usize);
        lines.push((rule, ctx.theme.border));
    }
    lines
}

/// Draws the hits, numbered. A health alert that does not fit on the line of its child follows below it:
/// it is never cut.
fn candidates(
    scene: DoorScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let hits = &scene.state.hits;
    if hits.is_empty() {
        let text = format!(" {}", t!(ctx.lang, "door-nobody-fits"));
        ctx.write(frame.buffer_mut(), area, &text, ctx.theme.muted);
        return;
    }
    let mut rows: Vec<(usize, Option<String>)> = Vec::new();
    for (place, hit) in hits.iter().enumerate() {
        rows.push((place, None));
        let below = alert_below(scene, ctx, hit, area.width);
        rows.extend(below.into_iter().map(|part| (place, Some(part))));
    }
    let is_selected = |row: &(usize, Option<String>)| row.0 == scene.state.selected;
    let first = rows.iter().position(is_selected).unwrap_or_default();
    let last = rows.iter().rposition(is_selected).unwrap_or_default();
    let height = area.height as usize;
    let offset = view.scroll_to("door", (first, last), rows.len(), height);
    for (nth, (place, alert)) in rows.iter().skip(offset).take(height).enumerate() {
        let at = line(area, nth as u16);
        view.can_click(at, Click::Row(*place));
        let Some(hit) = hits.get(*place) else {
            continue;
        };
        match alert {
            None => candidate(scene, ctx, frame, at, (*place, hit)),
            Some(part) => {
                let style = if *place == scene.state.selected {
                    ctx.theme.selected
                } else {
                    ctx.theme.warn
                };
                let buf = frame.buffer_mut();
                buf.set_style(at, style);
                ctx.write(buf, at, &format!("{ALERT_INDENT}{part}"), style);
            }
        }
    }
}

/// Indentation of a health alert below its child.
const ALERT_INDENT: &str = "    ";

/// The lines of a health alert that stand below the line of its child; empty if it fits on that line.
fn alert_below(scene: DoorScene<'_>, ctx: &Ctx, hit: &Hit, width: u16) -> Vec<String> {
    let Some(child) = scene.house.register.get(hit.child) else {
        return Vec::new();
    };
    if child.alert.is_empty() || fits_on_line(scene, ctx, child, hit, width) {
        return Vec::new();
    }
    let text = format!("{} {}", ctx.symbols.alert, child.alert);
    text::wrap(
        &text,
        (width as usize).saturating_sub(ALERT_INDENT.len() + 1),
    )
}

/// Whether name, class, school, caregiver, health alert and standing fit on one line.
fn fits_on_line(scene: DoorScene<'_>, ctx: &Ctx, child: &Child, hit: &Hit, width: u16) -> bool {
    let standing = standing(scene, ctx, hit);
    let facts = text::width(&tells_apart(scene, child));
    let alert = text::width(&child.alert) + text::width(ctx.symbols.alert) + 3;
    let begin = 4 + NAME as usize + 1;
    begin + facts + alert + 2 + text::width(&standing.0) < width as usize
}

fn candidate(
    scene: DoorScene<'_>,
    ctx: &Ctx,
    frame: &mut Frame,
    area: Rect,
    (place, hit): (usize, &Hit),
) {
    let Some(child) = scene.house.register.get(hit.child) else {
        return;
    };
    let is_selected = place == scene.state.selected;
    let buf = frame.buffer_mut();
    let base = if is_selected {
        ctx.theme.selected
    } else if scene.has_left(hit) {
        ctx.theme.muted
    } else {
        ctx.theme.text
    };
    let side = |style: Style| {
        if is_selected {
            ctx.theme.selected
        } else {
            style
        }
    };
    buf.set_style(area, base);
    let number = if place < NUMBERED {
        (place + 1).to_string()
    } else {
        String::from(" ")
    };
    let rest = ctx.write(buf, area, &format!(" {number:>2} "), side(ctx.theme.key));
    let name = scene.house.register.distinct_name(child.id);
    let rest = ctx.name_column(buf, rest, NAME, &name, base);
    let standing = standing(scene, ctx, hit);
    let state_width = (text::width(&standing.0) as u16).min(rest.width);
    let mut rest = rest;
    if rest.width > state_width + 12 {
        let cells = rest.width - state_width - 2;
        let facts_text = tells_apart(scene, child);
        let facts = Rect {
            width: cells,
            ..rest
        };
        let after = ctx.write(buf, facts, &facts_text, side(ctx.theme.muted));
        if !child.alert.is_empty() && fits_on_line(scene, ctx, child, hit, area.width) {
            let alert = format!("  {} {}", ctx.symbols.alert, child.alert);
            ctx.write(buf, after, &alert, side(ctx.theme.warn));
        }
        rest = Rect {
            x: rest.x + cells + 1,
            width: rest.width - cells - 1,
            ..rest
        };
    }
    ctx.write_right(buf, rest, &standing.0, side(standing.1));
}

/// Class, school and caregiver, to distinguish children with the same name.
fn tells_apart(scene: DoorScene<'_>, child: &Child) -> String {
    let caregiver = scene
        .house
        .register
        .caregiver(child.id)
        .map_or("", |one| one.name.as_str());
    let parts = [child.class.as_str(), child.school.as_str(), caregiver];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}

/// Symbol, word and style of a child's standing today.
fn standing(scene: DoorScene<'_>, ctx: &Ctx, hit: &Hit) -> (String, Style) {
    if scene.has_left(hit) {
        return (t!(ctx.lang, "door-has-left"), ctx.theme.muted);
    }
    let (id, sheet) = (hit.child, scene.house.door_sheet());
    let symbols = &ctx.symbols;
    if let Some(stay) = scene.house.door_stay(id) {
        let since = people::since(scene.house, stay, ctx.lang);
        return (format!("{} {since}", symbols.inside), ctx.theme.good);
    }
    if let Some(last) = sheet.stays(id).last() {
        if !last.mark.is_seen() {
            let word = words::choice(ctx.lang, "mark", last.mark);
            return (format!("{} {word}", symbols.excused), ctx.theme.muted);
        }
        let left = last
            .out_at
            .map(|at| at.format("%H:%M").to_string())
            .unwrap_or_default();
        return (format!("{} {left}", symbols.left), ctx.theme.muted);
    }
    match (hit.standing, scene.house.register.get(id)) {
        (Standing::Gone, Some(child)) => (
            words::choice(ctx.lang, "status", child.status),
            ctx.theme.warn,
        ),
        (Standing::Expected, _) => (t!(ctx.lang, "door-expected"), ctx.theme.muted),
        _ => (String::new(), ctx.theme.muted),
    }
}

/// Draws the children not yet come and those in the house. Shown while the search is empty.
fn overview(scene: DoorScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    if scene.house.register.children().is_empty() {
        let text = t!(ctx.lang, "door-empty");
        for (row, part) in text::wrap(&text, area.width.saturating_sub(2) as usize)
            .iter()
            .enumerate()
        {
            let at = line(area, row as u16 + 1);
            ctx.write(frame.buffer_mut(), at, &format!(" {part}"), ctx.theme.text);
        }
        return;
    }
    let missing: Vec<ChildId> = match scene.state.way {
        Way::Arriving => scene
            .house
            .missing_on(scene.house.door_sheet())
            .map(|child| child.id)
            .collect(),
        Way::Leaving => Vec::new(),
    };
    let inside = scene.house.children_inside();
    let head = |key: String| format!(" {key}");
    let waiting = head(t!(ctx.lang, "door-not-yet", count = missing.len()));
    let present = head(t!(ctx.lang, "door-inside", count = inside.len()));
    let areas: [Rect; 2] = match scene.state.way {
        Way::Leaving => [Rect::ZERO, area],
        Way::Arriving if area.width < TWO_LISTS => {
            Layout::vertical([Constraint::Fill(1), Constraint::Fill(1)]).areas(area)
        }
        Way::Arriving => Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).areas(area),
    };
    let [left, right] = areas;
    let expects_anybody = scene.house.register.children().iter().any(|child| {
        let day = scene.house.door_sheet().day;
        scene.house.is_expected(child, day)
    });
    let none = match scene.state.way {
        Way::Arriving if !expects_anybody => t!(ctx.lang, "door-none-expected"),
        Way::Arriving => t!(ctx.lang, "door-all-here"),
        Way::Leaving => String::new(),
    };
    names(scene, ctx, frame, left, (&waiting, &missing, &none));
    names(
        scene,
        ctx,
        frame,
        right,
        (&present, &inside, &t!(ctx.lang, "door-nobody-inside")),
    );
}

/// Draws names in columns under a heading; the last cell counts the names that do not fit.
fn names(
    scene: DoorScene<'_>,
    ctx: &Ctx,
    frame: &mut Frame,
    area: Rect,
    (title, children, none): (&str, &[ChildId], &str),
) {
    let buf = frame.buffer_mut();
    if area.is_empty() {
        return;
    }
    ctx.write(buf, line(area, 0), title, ctx.theme.title);
    if children.is_empty() {
        ctx.write(buf, line(area, 1), &format!(" {none}"), ctx.theme.muted);
        return;
    }
    let cell = DISTINCT_NAME + 9;
    let columns = (area.width / cell).max(1) as usize;
    let rows = area.height.saturating_sub(1) as usize;
    let room = columns * rows;
    for (place, id) in children.iter().take(room).enumerate() {
        let at = line(area, (place / columns) as u16 + 1);
        let x = at.x + 1 + (place % columns) as u16 * cell;
        let at = Rect {
            x,
            width: at.right().saturating_sub(x).min(cell - 1),
            ..at
        };
        if place + 1 == room && children.len() > room {
            let more = children.len() - place;
            ctx.write(
                buf,
                at,
                &t!(ctx.lang, "more", count = more),
                ctx.theme.muted,
            );
            return;
        }
        name(scene, ctx, buf, at, *id);
    }
}

/// Writes a child's name with its mark and, if the child is in, the time of arrival.
fn name(scene: DoorScene<'_>, ctx: &Ctx, buf: &mut Buffer, at: Rect, child: ChildId) {
    let stay = scene.house.door_stay(child);
    let (mark, style) = match stay {
        Some(_) => (ctx.symbols.inside, ctx.theme.good),
        None => (ctx.symbols.left, ctx.theme.muted),
    };
    let rest = ctx.write(buf, at, &format!("{mark} "), style);
    let name = scene.house.register.distinct_name(child);
    let rest = ctx.name_column(buf, rest, DISTINCT_NAME, &name, ctx.theme.text);
    if let Some(stay) = stay {
        let since = people::since(scene.house, stay, ctx.lang);
        ctx.write(buf, rest, &since, ctx.theme.muted);
    }
}
