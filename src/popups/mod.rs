//! The popups, drawn in the order in which they lie.

mod roll;

use crate::app::model::Model;
use crate::app::popup::{Answer, Collect, Collector, Confirm, Evacuation, Page, Popup, Sweep};
use crate::domain::ChildId;
use crate::i18n::words;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::view_state::ViewState;
use crate::ui::{self, frame, text};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws a popup.
pub fn view(popup: &Popup, model: &Model, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame) {
    match popup {
        Popup::Confirm(confirm) => question(confirm, ctx, view, frame),
        Popup::Notice(text) => notice(text, ctx, frame),
        Popup::Collect(popup) => collect(popup, model, ctx, view, frame),
        Popup::Sweep(popup) => sweep(popup, model, ctx, view, frame),
        Popup::Evacuation(popup) => evacuation(popup, model, ctx, view, frame),
        Popup::Roll(popup) => roll::view(popup, model, ctx, view, frame),
        Popup::Page(popup) => page(popup, ctx, frame),
        Popup::Help(help) => ui::help::view::view(help, ctx, frame),
        Popup::Form(popup) => ui::form::view::view(&popup.form, ctx, view, frame),
        Popup::Picker(popup) => ui::picker::view::view(&popup.picker, ctx, view, frame),
    }
}

/// Widest page.
const PAGE: u16 = 76;
/// Widest popup of plain text.
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

/// The last page stays full; lines that go on are set under their own beginning.
fn page(page: &Page, ctx: &Ctx, frame: &mut Frame) {
    let width = PAGE.min(frame.area().width.saturating_sub(2));
    let inner = frame::open(ctx, frame, &page.title, (width, u16::MAX));
    let cells = inner.width as usize;
    let wrapped: Vec<Vec<String>> = page
        .lines
        .iter()
        .map(|line| text::wrap(line, cells))
        .collect();
    let height = inner.height as usize;
    let rows = |top: usize| wrapped.iter().skip(top).map(Vec::len).sum::<usize>();
    let last = (0..wrapped.len()).find(|top| rows(*top) <= height);
    let top = page.top.min(last.unwrap_or_default());
    let shown = wrapped.iter().skip(top).flatten().take(height);
    for (row, words) in shown.enumerate() {
        let at = line(inner, row as u16);
        ctx.write(frame.buffer_mut(), at, words, ctx.theme.text);
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
        let click = Click::Key(crate::keymap::chord::Chord::typed(key));
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

fn collect(popup: &Collect, model: &Model, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame) {
    let name = model.house.register.distinct_name(popup.child).into_owned();
    let title = t!(ctx.lang, "collect-title", name = name);
    let rows = popup.options.len() as u16;
    let inner = frame::open(ctx, frame, &title, (56, rows + 4));
    let inner = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    for (place, option) in popup.options.iter().enumerate() {
        let at = line(inner, place as u16);
        let label = match option {
            Collector::Contact(id) => {
                let contacts = model.house.register.contacts(popup.child).iter();
                contacts
                    .clone()
                    .find(|one| one.id == *id)
                    .map_or_else(String::new, |one| {
                        let relation = words::choice(ctx.lang, "relation", one.relation);
                        format!("{}  {relation}", one.name)
                    })
            }
            Collector::Alone => t!(ctx.lang, "collect-alone"),
            Collector::Unlisted => t!(ctx.lang, "collect-unlisted"),
        };
        row(
            ctx,
            frame,
            at,
            &format!(" {} {label}", place + 1),
            place == popup.selected,
        );
        view.can_click(at, Click::Row(place));
    }
}

fn row(ctx: &Ctx, frame: &mut Frame, at: Rect, text: &str, is_selected: bool) {
    let style = if is_selected {
        ctx.theme.selected
    } else {
        ctx.theme.text
    };
    frame.buffer_mut().set_style(at, style);
    ctx.write(frame.buffer_mut(), at, text, style);
}

fn sweep(popup: &Sweep, model: &Model, ctx: &Ctx, view: &mut ViewState, frame: &mut Frame) {
    let inside = model.house.children_inside();
    let title = t!(ctx.lang, "sweep-title", count = inside.len());
    let inner = frame::open(ctx, frame, &title, (56, inside.len() as u16 + 5));
    let help = t!(ctx.lang, "sweep-help");
    ctx.write(
        frame.buffer_mut(),
        line(inner, 0),
        &format!(" {help}"),
        ctx.theme.muted,
    );
    let list = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    let height = list.height as usize;
    let offset = view.scroll("sweep", popup.selected, inside.len(), height);
    for (nth, (place, child)) in inside
        .iter()
        .enumerate()
        .skip(offset)
        .take(height)
        .enumerate()
    {
        let at = line(list, nth as u16);
        let sheet = model.house.door_sheet();
        let since = sheet.stay_inside(*child).and_then(|stay| stay.in_at);
        let since = since
            .map(|at| at.format("%H:%M").to_string())
            .unwrap_or_default();
        let text = format!(
            " {} {since} {}",
            ctx.symbols.inside,
            model.house.register.distinct_name(*child)
        );
        row(ctx, frame, at, &text, place == popup.selected);
        view.can_click(at, Click::Row(place));
    }
}

fn evacuation(
    popup: &Evacuation,
    model: &Model,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
) {
    let (safe, count) = (popup.safe.len(), popup.children.len());
    let title = t!(ctx.lang, "evacuation-title", safe = safe, count = count);
    let inner = frame::open(ctx, frame, &title, (u16::MAX, u16::MAX));
    let place = model
        .house
        .home
        .as_ref()
        .map_or("", |home| home.home.assembly_point.as_str());
    let unseen = count - safe;
    let head = match (safe == count, place.is_empty()) {
        (true, _) => t!(ctx.lang, "evacuation-all-safe", count = count),
        (false, true) => t!(ctx.lang, "evacuation-missing", count = unseen),
        (false, false) => {
            t!(
                ctx.lang,
                "evacuation-missing-at",
                count = unseen,
                place = place
            )
        }
    };
    let style = if safe == count {
        ctx.theme.good
    } else {
        ctx.theme.bad
    };
    ctx.write(
        frame.buffer_mut(),
        line(inner, 0),
        &format!(" {head}"),
        style,
    );
    let list = Rect {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    let height = list.height as usize;
    let offset = view.scroll("evacuation", popup.selected, count, height);
    let rows = popup.children.iter().enumerate().skip(offset).take(height);
    for (nth, (place, child)) in rows.enumerate() {
        let at = line(list, nth as u16);
        let is_safe = popup.safe.contains(child);
        let tick = if is_safe {
            ctx.symbols.ticked
        } else {
            ctx.symbols.unticked
        };
        let text = format!(" {tick} {}", evacuee(model, *child, popup.phones));
        row(ctx, frame, at, &text, place == popup.selected);
        if is_safe && place != popup.selected {
            frame.buffer_mut().set_style(at, ctx.theme.good);
        }
        view.can_click(at, Click::Row(place));
    }
}

/// Name and class; the phone only when it was asked for.
fn evacuee(model: &Model, child: ChildId, phones: bool) -> String {
    let Some(file) = model.house.register.get(child) else {
        return String::new();
    };
    let caregiver = model.house.register.caregiver(child);
    let phone = caregiver
        .filter(|_| phones)
        .map_or_else(String::new, |one| {
            format!("  {} {}", one.name, one.phone().unwrap_or_default())
        });
    format!("{}  {}{phone}", file.name, file.class)
}
