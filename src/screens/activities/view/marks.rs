//! Symbols of weeks and activities, and the height that the parts share.

use crate::domain::activity::weeks::{Week, WeekState};
use crate::domain::activity::{Occurrence, State};
use crate::ui::ctx::Ctx;
use ratatui::style::Style;

/// Below this height the details shrink.
pub(super) const LOW: u16 = 16;

/// Symbol and style of a week's state.
pub(super) fn week_mark(ctx: &Ctx, week: &Week) -> (&'static str, Style) {
    match &week.state {
        WeekState::Held => (ctx.symbols.done, ctx.theme.good),
        WeekState::Closed | WeekState::Before => (ctx.symbols.dot, ctx.theme.muted),
        WeekState::Planned => (ctx.symbols.left, ctx.theme.text),
        WeekState::Nothing | WeekState::Missed { reason: None } => {
            (ctx.symbols.alert, ctx.theme.bad)
        }
        WeekState::Missed { .. } => (ctx.symbols.absent, ctx.theme.muted),
    }
}

/// Symbol and style of an activity's state.
pub(super) fn state_look(ctx: &Ctx, one: &Occurrence) -> (&'static str, Style) {
    match one.state {
        State::Held => (ctx.symbols.done, ctx.theme.good),
        State::Planned if one.is_clash => (ctx.symbols.alert, ctx.theme.warn),
        State::Planned => (ctx.symbols.left, ctx.theme.text),
        State::Moved => (ctx.symbols.to, ctx.theme.warn),
        State::Cancelled => (ctx.symbols.absent, ctx.theme.muted),
        State::Missed => (ctx.symbols.alert, ctx.theme.bad),
    }
}
