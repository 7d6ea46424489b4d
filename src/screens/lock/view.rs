//! Draws the lock over the whole screen.

use super::state::Lock;
use crate::t;
use crate::ui::clear::ClearWide;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::text;
use crate::ui::view_state::ViewState;
use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::widgets::Widget;

/// Width of what is in the middle, in cells.
const WIDTH: u16 = 60;
/// Rows above the people: the title and an empty one.
const HEAD: u16 = 2;
/// Rows below the people: an empty one, the secret, an empty one and what is said.
const FOOT: u16 = 6;

/// Draws the lock. `head` is day, time and name of the home.
pub(crate) fn view(lock: &Lock, head: &str, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame) {
    let screen = frame.area();
    ClearWide.render(screen, frame.buffer_mut());
    let rows = lock.people.len() as u16 + 1;
    let inner = Rect {
        height: screen.height.saturating_sub(1),
        ..screen
    }
    .centered(Constraint::Max(WIDTH), Constraint::Max(HEAD + rows + FOOT));
    ctx.write(frame.buffer_mut(), line(inner, 0), head, ctx.theme.title);
    // Where there is no room for all, the chosen one is among those that are shown.
    let room = inner.height.saturating_sub(HEAD + FOOT).max(1) as usize;
    let top = (lock.selected + 1).saturating_sub(room);
    for (row, place) in (top..=lock.people.len()).take(room).enumerate() {
        let name = lock
            .people
            .get(place)
            .map_or_else(|| t!(ctx.lang, "lock-recovery"), |one| one.name.clone());
        let is_chosen = place == lock.selected;
        let mark = if is_chosen { ctx.symbols.pointer } else { " " };
        let style = if is_chosen {
            ctx.theme.selected
        } else {
            ctx.theme.text
        };
        let at = line(inner, HEAD + row as u16);
        ctx.write(frame.buffer_mut(), at, &format!(" {mark} {name} "), style);
        view.can_click(at, Click::Row(place));
    }
    let below = HEAD + room.min(rows as usize) as u16 + 1;
    let asked = match lock.person() {
        Some(one) if one.has_pin => t!(ctx.lang, "lock-pin"),
        Some(_) => t!(ctx.lang, "lock-passphrase"),
        None => t!(ctx.lang, "lock-words"),
    };
    let dots = ctx.symbols.bullet.repeat(lock.length());
    let label = format!(" {asked} ");
    let room = (inner.width as usize).saturating_sub(text::width(&label) + 1);
    let hidden = text::width(&dots).saturating_sub(room);
    let shown: String = dots.chars().skip(hidden).collect();
    let at = line(inner, below);
    let rest = ctx.write(frame.buffer_mut(), at, &label, ctx.theme.muted);
    ctx.write(
        frame.buffer_mut(),
        rest,
        &format!("{shown}_"),
        ctx.theme.text,
    );
    let (said, style) = match &lock.refused {
        Some(why) => (why.clone(), ctx.theme.bad),
        None => (t!(ctx.lang, "lock-hint"), ctx.theme.muted),
    };
    for (row, part) in text::wrap(&said, inner.width.saturating_sub(1) as usize)
        .iter()
        .enumerate()
    {
        let at = line(inner, below + 2 + row as u16);
        ctx.write(frame.buffer_mut(), at, &format!(" {part}"), style);
    }
}
