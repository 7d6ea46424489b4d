//! The walk through the files.
//!
//! ```text
//!  file 12 of 143 · today 5 of 8
//!  confirmed this quarter: 11 of 143 (7 %)
//! ────────────────────────────────────────────────────────────────────────────────
//!  李小明 · 0012 · 8 years · never confirmed
//!    school          ...
//!    caregiver       grandmother 王桂英 138…  not verified
//!    missing: no agreement on paper
//! ────────────────────────────────────────────────────────────────────────────────
//!  Still here? Same carer, same phone, same school?
//! ▸ 1 all as it stands
//!   2 all as it stands, and the phone was answered
//! ```

use super::ANSWERS;
use crate::domain::Child;
use crate::screens::follow_up::state::FollowScene;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame::below;
use crate::ui::page::{Row, cut, scrolled};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// Cells of the labels.
const LABEL: u16 = 16;

/// Rows that the child has at least: a rule, the name, school and carer.
const LEAST: u16 = 4;

/// Draws the walk.
pub(in crate::screens::follow_up) fn view(
    scene: FollowScene<'_>,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    // On a low screen the child comes first: the answers scroll.
    let shown = scene.walk_file();
    let count = shown.map_or(ANSWERS.len(), |file| scene.answers_of(file.id).len());
    let foot = (count as u16 + 2).min(area.height.saturating_sub(1 + LEAST));
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(foot),
    ])
    .areas(area);
    progress(scene, ctx, frame, head);
    let Some(file) = scene.walk_file() else {
        end(scene, ctx, frame, area);
        return;
    };
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(body, 0), &rule, ctx.theme.border);
    let name = format!(" {}", scene.walk_head(file));
    ctx.write(buf, line(body, 1), &name, ctx.theme.accent);
    let rows = rows(scene, ctx, file, body.width);
    let top = scene.state.walk.as_ref().map_or(0, |walk| walk.top);
    let more = |count: usize| t!(ctx.lang, "walk-more", count = count);
    view.pane_end = scrolled(ctx, frame, below(body, 2), (&rows, top), more);
    answers(scene, ctx, view, frame, foot);
}

/// What the file says, and what it lacks.
fn rows(scene: FollowScene<'_>, ctx: &Ctx, file: &Child, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    for (label, value) in scene.walk_facts(file) {
        let room = width.saturating_sub(LABEL + 2) as usize;
        let label = format!("   {label}");
        let label = text::fit(&label, LABEL as usize, ctx.symbols.ellipsis).into_owned();
        let mut label = Some((0, ctx.theme.muted, label));
        for part in text::wrap(&value, room) {
            let value = (LABEL + 1, ctx.theme.text, part);
            rows.push(label.take().into_iter().chain([value]).collect());
        }
    }
    let unseen = scene.walk_unseen(file.id);
    for said in unseen.into_iter().chain(scene.walk_gaps(file.id)) {
        let said = format!(" {} {said}", ctx.symbols.late);
        let parts = text::wrap_hanging(&said, width as usize).into_iter();
        rows.extend(parts.map(|part| vec![(0, ctx.theme.warn, part)]));
    }
    rows
}

fn progress(scene: FollowScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let said = scene
        .walk_progress()
        .join(&format!(" {} ", ctx.symbols.dot));
    ctx.write(
        frame.buffer_mut(),
        area,
        &format!(" {said}"),
        ctx.theme.text,
    );
}

/// The question and its numbered answers.
fn answers(scene: FollowScene<'_>, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame, area: Rect) {
    let Some(child) = scene.walk_file().map(|file| file.id) else {
        return;
    };
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 0), &rule, ctx.theme.border);
    let answers = scene.walk_answers(child);
    let has_room = area.height as usize >= answers.len() + 2;
    let list = below(area, if has_room { 2 } else { 1 });
    if has_room {
        let question = format!(" {}", t!(ctx.lang, "walk-question"));
        ctx.write(buf, line(area, 1), &question, ctx.theme.text);
    }
    let selected = scene.state.walk.as_ref().map_or(0, |walk| walk.answer);
    let rows = list.height as usize;
    let top = view.scroll("walk", selected, answers.len(), rows);
    for (place, answer) in answers.into_iter().enumerate().skip(top).take(rows) {
        let at = line(list, (place - top) as u16);
        let (mark, style) = if place == selected {
            (ctx.symbols.pointer, ctx.theme.selected)
        } else {
            (" ", ctx.theme.text)
        };
        ctx.write(buf, at, &format!("{mark} {} {answer}", place + 1), style);
        view.can_click(at, Click::Row(place));
    }
}

/// Nobody is left, or the file is gone: who confirmed what.
fn end(scene: FollowScene<'_>, ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let buf = frame.buffer_mut();
    let rule = ctx.symbols.rule.repeat(area.width as usize);
    ctx.write(buf, line(area, 1), &rule, ctx.theme.border);
    let left = scene.walk_left().into_iter();
    let lines = left.chain(scene.walk_summary());
    let rows = lines.flat_map(|said| text::wrap_hanging(&format!(" {said}"), area.width as usize));
    let rows = rows.map(|said| vec![(0, ctx.theme.text, said)]).collect();
    let mark = t!(ctx.lang, "walk-cut");
    cut(ctx, frame, below(area, 2), rows, &mark);
}
