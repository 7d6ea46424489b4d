//! The screens, drawn. Each reads the model and writes nothing but the view state.
//!
//! ```text
//!  F2 Today  F3 Door  F4 Children  F5 Activities  F6 Follow-up  F8 Settings   in the house 12
//!  ... the screen ...
//!  what was done last
//!  Enter choose  Tab ...                                                      F1 keys
//! ```

mod activities;
#[cfg(test)]
mod activities_tests;
mod children;
#[cfg(test)]
mod children_tests;
mod chrome;
mod door;
mod follow;
#[cfg(test)]
mod follow_tests;
mod import;
mod settings;
#[cfg(test)]
pub(crate) mod tests;
mod today;

use crate::app::model::{Model, Screen};
use crate::popups;
use crate::t;
use crate::ui::ctx::Ctx;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// The smallest terminal in which everything can be reached.
const SMALLEST: (u16, u16) = (40, 12);

/// Draws everything.
pub fn view(model: &Model, view: &mut ViewState, frame: &mut Frame) {
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
    chrome::tabs(model, &ctx, view, frame, tabs);
    match model.screen {
        Screen::Door => door::view(model, &ctx, view, frame, body),
        Screen::Today => today::view(model, &ctx, view, frame, body),
        Screen::Children => match &model.importing {
            Some(open) => import::view(open, &ctx, view, frame, body),
            None => children::view(model, &ctx, view, frame, body),
        },
        Screen::Activities => activities::view(model, &ctx, view, frame, body),
        Screen::FollowUp => follow::view(model, &ctx, view, frame, body),
        Screen::Settings => settings::view(model, &ctx, view, frame, body),
    }
    for popup in &model.popups {
        view.cover();
        popups::view(popup, model, &ctx, view, frame);
    }
    chrome::toast(model, &ctx, frame, toast);
    chrome::footer(model, &ctx, view, frame, footer);
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
