//! Draws the popups, bottom to top.

use crate::app::popups::Popup;
use crate::house::House;
use crate::keymap::Chord;
use crate::screens::activities::view::taking_part;
use crate::screens::children::{agree, help};
use crate::screens::door::view::{popups as door, roll_call};
use crate::screens::effect::{Answer, Confirm};
use crate::screens::follow_up::round::view as round;
use crate::screens::lock;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::page::Page;
use crate::ui::view_state::ViewState;
use crate::ui::{self, frame, text};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws a popup.
pub(super) fn view(
    popup: &Popup,
    house: &House,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
) {
    match popup {
        Popup::Confirm(confirm) => question(confirm, ctx, view, frame),
        Popup::Notice(text) => notice(text, ctx, frame),
        Popup::Collect(popup) => door::collect(popup, house, ctx, view, frame),
        Popup::Sweep(popup) => door::sweep(popup, house, ctx, view, frame),
        Popup::Evacuation(popup) => roll_call::draw(popup, house, ctx, view, frame),
        Popup::RoundPick(popup) => round::pick(popup, house, ctx, view, frame),
        Popup::Agree(popup) => agree::view::agree(popup, house, ctx, view, frame),
        Popup::Give(popup) => help::view::give::view(popup, house, ctx, view, frame),
        Popup::RoundSheet(popup) => round::sheet(popup, house, ctx, view, frame),
        Popup::Roll(popup) => taking_part::view(popup, house, ctx, view, frame),
        Popup::Page(popup) | Popup::PageThen(popup, _) => page(popup, ctx, view, frame),
        Popup::Words(sheet) => match &sheet.check {
            None => page(&sheet.page, ctx, view, frame),
            Some(check) => lock::view::check(check, ctx, frame),
        },
        Popup::Help(help) => ui::help::view::view(help, ctx, frame),
        Popup::Approve(asked) => lock::view::approve(asked, ctx, view, frame),
        Popup::Secret(entry) => lock::view::entry(entry, ctx, frame),
        Popup::Lock(lock) => lock::view::view(lock, &lock_head(house, ctx), ctx, view, frame),
        Popup::Form(popup) => ui::form::view::view(&popup.form, ctx, view, frame),
        Popup::Picker(popup) => ui::picker::view::view(&popup.picker, ctx, view, frame),
    }
}

/// Day, time and name of the home: all that the lock says before a secret.
fn lock_head(house: &House, ctx: &Ctx) -> String {
    let name = house.home.as_ref().map(|home| home.home.name.clone());
    let name = name.unwrap_or_else(|| t!(ctx.lang, "app-name"));
    let time = house.now.format("%H:%M").to_string();
    t!(ctx.lang, "lock-title", home = name, time = time)
}

/// Maximum width of a page in cells.
const PAGE: u16 = 76;
/// Maximum width of a text popup in cells.
const TEXT: u16 = 60;

fn paragraph(ctx: &Ctx, frame: &mut Frame, title: &str, body: &str, extra: u16) -> Rect {
    let width = TEXT.min(frame.area().width.saturating_sub(4));
    let lines = text::wrap(body, width.saturating_sub(4) as usize);
    let column = frame::open(ctx, frame, title, (width, lines.len() as u16 + 4 + extra));
    for (row, text) in lines.iter().enumerate() {
        ctx.write(
            frame.buffer_mut(),
            line(column, row as u16 + 1),
            text,
            ctx.theme.text,
        );
    }
    column
}

/// Draws a page of text. Scrolling stops when the last line reaches the bottom; what is still below is
/// counted.
fn page(page: &Page, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame) {
    let width = PAGE.min(frame.area().width.saturating_sub(2));
    let inner = frame::open(ctx, frame, &page.title, (width, u16::MAX));
    let wrapped: Vec<Vec<String>> = page
        .lines
        .iter()
        .map(|line| {
            let lines = line.split('\n');
            lines
                .flat_map(|line| text::wrap_hanging(line, inner.width as usize))
                .collect()
        })
        .collect();
    let rows = |top: usize| wrapped.iter().skip(top).map(Vec::len).sum::<usize>();
    // The last row counts, unless everything fits.
    let is_long = rows(0) > inner.height as usize;
    let height = inner.height as usize - usize::from(is_long && inner.height > 0);
    let last = (0..wrapped.len()).find(|top| rows(*top) <= height);
    view.page_end = last.unwrap_or_default();
    let top = page.top.min(view.page_end);
    let shown = wrapped.iter().skip(top).flatten().take(height);
    for (row, words) in shown.enumerate() {
        let at = line(inner, row as u16);
        ctx.write(frame.buffer_mut(), at, words, ctx.theme.text);
    }
    let below = rows(top).saturating_sub(height);
    if below > 0 {
        let at = line(inner, height as u16);
        let more = t!(ctx.lang, "page-more", count = below);
        let more = format!("{} {more}", ctx.symbols.down);
        ctx.write_right(frame.buffer_mut(), at, &more, ctx.theme.muted);
    }
}

fn notice(body: &str, ctx: &Ctx, frame: &mut Frame) {
    paragraph(ctx, frame, &t!(ctx.lang, "popup-notice"), body, 0);
}

fn question(confirm: &Confirm, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame) {
    let inner = paragraph(
        ctx,
        frame,
        &t!(ctx.lang, "popup-question"),
        &confirm.question,
        2,
    );
    let buf = frame.buffer_mut();
    let mut rest = line(inner, inner.height.saturating_sub(1));
    for (answer, label, key) in [
        (Answer::Yes, t!(ctx.lang, "popup-yes"), '1'),
        (Answer::No, t!(ctx.lang, "popup-no"), '2'),
    ] {
        let style = if confirm.answer == answer {
            ctx.theme.selected
        } else {
            ctx.theme.muted
        };
        let after = ctx.write(buf, rest, &format!(" {key} {label} "), style);
        let click = Click::Key(Chord::typed(key));
        view.can_click(
            Rect {
                width: after.x - rest.x,
                ..rest
            },
            click,
        );
        rest = Rect {
            x: after.x + 2,
            width: after.width.saturating_sub(2),
            ..after
        };
    }
}
