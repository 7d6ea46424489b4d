//! Draws the popups of the door: who collects, who is still in the house.

use crate::house::House;
use crate::i18n::words;
use crate::screens::door::state::{Collect, Collector, Sweep};
use crate::screens::people;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::view_state::ViewState;
use crate::ui::{frame, text};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the choice of who collects.
pub(crate) fn collect(
    popup: &Collect,
    house: &House,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
) {
    let name = house.register.distinct_name(popup.child).into_owned();
    let title = t!(ctx.lang, "collect-title", name = name);
    let notes = collect_notes(popup, house, ctx);
    let rows = (popup.options.len() + notes.len()) as u16;
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
                let contacts = house.register.contacts(popup.child).iter();
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
    for (nth, (note, style)) in notes.iter().enumerate() {
        let at = line(inner, (popup.options.len() + 1 + nth) as u16);
        ctx.write(frame.buffer_mut(), at, &format!(" {note}"), *style);
    }
}

/// What stands below the choice: who may not collect, and whether brothers and sisters leave too.
fn collect_notes(popup: &Collect, house: &House, ctx: &Ctx) -> Vec<(String, Style)> {
    let register = &house.register;
    let comma = t!(ctx.lang, "name-comma");
    let barred = register.contacts(popup.child).iter();
    let barred = barred.filter(|one| !one.is_allowed()).map(|one| {
        let relation = words::choice(ctx.lang, "relation", one.relation);
        format!("{} ({relation})", one.name)
    });
    let barred: Vec<String> = barred.collect();
    let mut notes = Vec::new();
    if !barred.is_empty() {
        let names = barred.join(&comma);
        let text = t!(ctx.lang, "collect-barred", names = names);
        let parts = text::wrap(&text, NOTE);
        notes.extend(parts.into_iter().map(|part| (part, ctx.theme.bad)));
    }
    if !popup.siblings.is_empty() {
        let names = popup
            .siblings
            .iter()
            .map(|one| register.distinct_name(*one));
        let names: Vec<_> = names.collect();
        let names = names.join(&comma);
        let (text, style) = if popup.with_siblings {
            (t!(ctx.lang, "collect-with", names = names), ctx.theme.good)
        } else {
            (
                t!(ctx.lang, "collect-offer", names = names),
                ctx.theme.accent,
            )
        };
        let parts = text::wrap(&text, NOTE);
        notes.extend(parts.into_iter().map(|part| (part, style)));
    }
    notes
}

/// Width of a note below the choice, in cells.
const NOTE: usize = 52;

/// Draws the list of children still in the house.
pub(crate) fn sweep(
    popup: &Sweep,
    house: &House,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
) {
    let inside = house.children_inside();
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
    let selected = popup.place(&inside);
    let shown = selected.unwrap_or(popup.row);
    let offset = view.scroll("sweep", shown, inside.len(), height);
    for (nth, (place, child)) in inside
        .iter()
        .enumerate()
        .skip(offset)
        .take(height)
        .enumerate()
    {
        let at = line(list, nth as u16);
        let since = house
            .door_stay(*child)
            .map_or_else(String::new, |stay| people::since(house, stay, ctx.lang));
        let text = format!(
            " {} {since} {}",
            ctx.symbols.inside,
            house.register.distinct_name(*child)
        );
        row(ctx, frame, at, &text, Some(place) == selected);
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
