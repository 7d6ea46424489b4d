//! Draws the lock over the whole screen.

use super::approve::Approve;
use super::entry::{Part, SecretEntry};
use super::state::Lock;
use super::words::WordsCheck;
use crate::screens::effect::ForWhat;
use crate::t;
use crate::ui::clear::ClearWide;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::view_state::ViewState;
use crate::ui::{frame, text};
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
    let hint = if lock.is_first {
        t!(ctx.lang, "lock-hint-start")
    } else {
        t!(ctx.lang, "lock-hint")
    };
    people(lock, hint, inner, (ctx, view, frame));
}

/// Draws the question for an approval above whatever asks for it.
pub(crate) fn approve(asked: &Approve, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame) {
    let rows = asked.lock.people.len() as u16 + 1;
    let title = t!(ctx.lang, "approve-title");
    let width = WIDTH.min(frame.area().width.saturating_sub(4));
    let inner = frame::open(ctx, frame, &title, (width, HEAD + rows + FOOT + 2));
    let what = asked.what(ctx.lang);
    ctx.write(
        frame.buffer_mut(),
        line(inner, 0),
        &format!(" {what}"),
        ctx.theme.text,
    );
    let hint = t!(ctx.lang, "approve-hint");
    people(&asked.lock, hint, inner, (ctx, view, frame));
}

/// Draws who can be chosen, the secret, and what is said.
fn people(
    lock: &Lock,
    hint: String,
    inner: Rect,
    (ctx, view, frame): (&Ctx, &mut ViewState, &mut Frame),
) {
    let rows = lock.people.len() as u16 + 1;
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
    secret(
        ctx,
        frame,
        line(inner, below),
        &format!(" {asked} "),
        (lock.length(), true),
    );
    let (said, style) = match &lock.refused {
        Some(why) => (why.clone(), ctx.theme.bad),
        None => (hint, ctx.theme.muted),
    };
    for (row, part) in text::wrap(&said, inner.width.saturating_sub(1) as usize)
        .iter()
        .enumerate()
    {
        let at = line(inner, below + 2 + row as u16);
        ctx.write(frame.buffer_mut(), at, &format!(" {part}"), style);
    }
}

/// Draws a secret as a sign for each character. With focus, the terminal's cursor stands behind it, because the window of an
/// input method follows that.
fn secret(
    ctx: &Ctx,
    frame: &mut Frame,
    area: Rect,
    label: &str,
    (length, has_focus): (usize, bool),
) {
    let rest = ctx.write(frame.buffer_mut(), area, label, ctx.theme.muted);
    let room = (rest.width as usize).saturating_sub(1);
    let sign = text::width(ctx.symbols.bullet).max(1);
    let signs = ctx.symbols.bullet.repeat(length.min(room / sign));
    let style = if has_focus {
        ctx.theme.field_focus
    } else {
        ctx.theme.field
    };
    frame.buffer_mut().set_style(rest, style);
    let after = ctx.write(frame.buffer_mut(), rest, &signs, style);
    if has_focus && !after.is_empty() {
        frame.set_cursor_position((after.x, after.y));
    }
}

/// Draws the words that are asked back.
pub(crate) fn check(check: &WordsCheck, ctx: &Ctx, frame: &mut Frame) {
    let lang = ctx.lang;
    let fields = check
        .fields()
        .map(|(place, length)| (t!(lang, "words-check-word", place = place), length));
    let texts = (
        t!(lang, "words-check-title"),
        t!(lang, "words-check-hint"),
        check.refused.as_deref().unwrap_or_default(),
    );
    hidden_fields(texts, (&fields.collect::<Vec<_>>(), check.at), ctx, frame);
}

/// Draws the fields of a new secret.
pub(crate) fn entry(entry: &SecretEntry, ctx: &Ctx, frame: &mut Frame) {
    let lang = ctx.lang;
    let (title, hint) = match &entry.what {
        ForWhat::SetLocks => (t!(lang, "secret-set-title"), t!(lang, "secret-set-hint")),
        ForWhat::Give(_, name, is_pin) => {
            let title = t!(lang, "secret-give-title", name = name.as_str());
            (title, kind_hint(*is_pin, ctx))
        }
        ForWhat::File(_) => (t!(lang, "secret-file-title"), t!(lang, "secret-file-hint")),
        ForWhat::ChangeOwn(is_pin) => (t!(lang, "secret-own-title"), kind_hint(*is_pin, ctx)),
    };
    let fields = entry.fields().map(|(part, length)| {
        let label = match part {
            Part::Old => t!(lang, "secret-old"),
            Part::New => t!(lang, "secret-new"),
            Part::Again => t!(lang, "secret-again"),
        };
        (label, length)
    });
    let said = entry.refused.as_deref().unwrap_or_default();
    let fields: Vec<(String, usize)> = fields.collect();
    hidden_fields((title, hint, said), (&fields, entry.at), ctx, frame);
}

/// Draws a popup with fields of which only the number of characters is shown.
fn hidden_fields(
    (title, hint, said): (String, String, &str),
    (fields, focus): (&[(String, usize)], usize),
    ctx: &Ctx,
    frame: &mut Frame,
) {
    let width = WIDTH.min(frame.area().width.saturating_sub(4));
    let hint = text::wrap(&hint, width.saturating_sub(4) as usize);
    let said = text::wrap(said, width.saturating_sub(4) as usize);
    let height = hint.len() + fields.len() + said.len() + 4;
    let inner = frame::open(ctx, frame, &title, (width, height as u16));
    for (row, part) in hint.iter().enumerate() {
        let at = line(inner, row as u16);
        ctx.write(frame.buffer_mut(), at, part, ctx.theme.text);
    }
    let top = hint.len() as u16 + 1;
    for (place, (label, length)) in fields.iter().enumerate() {
        let at = line(inner, top + place as u16);
        secret(
            ctx,
            frame,
            at,
            &format!("{label} "),
            (*length, place == focus),
        );
    }
    let below = top + fields.len() as u16 + 1;
    for (row, part) in said.iter().enumerate() {
        let at = line(inner, below + row as u16);
        ctx.write(frame.buffer_mut(), at, part, ctx.theme.bad);
    }
}

fn kind_hint(is_pin: bool, ctx: &Ctx) -> String {
    if is_pin {
        t!(ctx.lang, "secret-pin-hint")
    } else {
        t!(ctx.lang, "secret-passphrase-hint")
    }
}
