//! Draws the whole frame: tabs, current screen, popups, bottom line, footer keys. Reads the model
//! and writes only the view state.
//!
//! ```text
//!  F2 Today  F3 Door  F4 Children  F5 Activities  F6 Follow-up  F7 Trends  F8 Settings  in 12
//!  ... the screen ...
//!  what was done last
//!  Enter choose  Tab ...                                                      F1 keys
//! ```

mod chrome;
mod popups;
#[cfg(test)]
pub(crate) mod tests;

use crate::app::model::{Model, Reading};
use crate::app::popups::Popup;
use crate::screens::effect::{Scene, Screen};
use crate::screens::{activities, children, door, follow_up, import, settings, today, trends};
use crate::t;
use crate::ui::ctx::Ctx;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// Smallest terminal size, in columns and rows, that is supported.
const SMALLEST: (u16, u16) = (40, 12);

/// Draws the frame.
pub(crate) fn view(model: &Model, view: &mut ViewState, frame: &mut Frame) {
    view.begin();
    let ctx = Ctx::new(model.look, model.house.today());
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(&ctx, frame, area);
        return;
    }
    let [tabs, body, toast, footer] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(1),
    ])
    .areas(area);
    view.body = (body.width, body.height);
    if model.is_locked() {
        // Nothing of the home is drawn, not even below the lock.
        let lock = |popup: &Popup| matches!(popup, Popup::Lock(_));
        for popup in model.popups.iter().skip_while(|popup| !lock(popup)) {
            view.cover();
            popups::view(popup, &model.house, &ctx, view, frame);
        }
        chrome::toast(model, &ctx, view, frame, toast);
        chrome::footer(model, &ctx, view, frame, footer);
        return;
    }
    chrome::tabs(model, &ctx, view, frame, tabs);
    let (house, env) = (&model.house, model.env());
    match model.screen {
        // From the settings the file is looked at and a copy restored.
        Screen::Today
        | Screen::Door
        | Screen::Children
        | Screen::Activities
        | Screen::FollowUp
        | Screen::Trends
            if model.reading != Reading::Done =>
        {
            unread(model, &ctx, frame, body);
        }
        Screen::Today => {
            let scene = Scene::new(house, &model.today, env);
            today::view::view(scene, &ctx, view, frame, body);
        }
        Screen::Door => {
            let scene = Scene::new(house, &model.door, env);
            door::view::view(scene, &ctx, view, frame, body);
        }
        Screen::Children => {
            if let Some(open) = &model.import.preview {
                import::view::view(open, &ctx, view, frame, body);
            } else {
                let scene = Scene::new(house, &model.children, env);
                children::view::view(scene, &ctx, view, frame, body);
            }
        }
        Screen::Activities => {
            let scene = Scene::new(house, &model.activities, env);
            activities::view::view(scene, &ctx, view, frame, body);
        }
        Screen::FollowUp => {
            let scene = Scene::new(model.shown_home(), &model.follow_up, env);
            follow_up::view::view(scene, &ctx, view, frame, body);
        }
        Screen::Trends => {
            let scene = Scene::new(house, &model.trends, env);
            trends::view::view(scene, &ctx, view, frame, body);
        }
        Screen::Settings => {
            let scene = Scene::new(house, &model.settings, env);
            settings::view::view(scene, &ctx, view, frame, body);
        }
    }
    for popup in &model.popups {
        view.cover();
        popups::view(popup, house, &ctx, view, frame);
    }
    chrome::toast(model, &ctx, view, frame, toast);
    chrome::footer(model, &ctx, view, frame, footer);
}

/// Says that nothing is known yet, or at all.
fn unread(model: &Model, ctx: &Ctx, frame: &mut Frame, body: Rect) {
    let (text, style) = match model.reading {
        Reading::Failed => (t!(ctx.lang, "reading-failed"), ctx.theme.bad),
        Reading::Begun | Reading::Done => (t!(ctx.lang, "reading-begun"), ctx.theme.muted),
    };
    let lines = crate::ui::text::wrap_hanging(&format!(" {text}"), body.width as usize);
    for (row, text) in lines.iter().enumerate() {
        let line = crate::ui::ctx::line(body, row as u16);
        ctx.write(frame.buffer_mut(), line, text, style);
    }
}

fn too_small(ctx: &Ctx, frame: &mut Frame, area: Rect) {
    let (columns, rows) = SMALLEST;
    let text = t!(ctx.lang, "too-small", columns = columns, rows = rows);
    let lines = crate::ui::text::wrap(&text, area.width as usize);
    for (row, text) in lines.iter().enumerate() {
        let line = crate::ui::ctx::line(area, row as u16);
        ctx.write(frame.buffer_mut(), line, text, ctx.theme.warn);
    }
}
