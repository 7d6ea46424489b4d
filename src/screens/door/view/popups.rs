//! Draws the popups of the door: who collects, who is still in the house, the roll call.

use crate::domain::ChildId;
use crate::house::House;
use crate::i18n::words;
use crate::screens::door::state::{Collect, Collector, Evacuation, Sweep};
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::view_state::ViewState;
use crate::ui::{frame, text};
use ratatui::Frame;
use ratatui::layout::Rect;

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
}

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
    let offset = view.scroll("sweep", popup.selected, inside.len(), height);
    for (nth, (place, child)) in inside
        .iter()
        .enumerate()
        .skip(offset)
        .take(height)
        .enumerate()
    {
        let at = line(list, nth as u16);
        let sheet = house.door_sheet();
        let since = sheet.stay_inside(*child).and_then(|stay| stay.in_at);
        let since = since
            .map(|at| at.format("%H:%M").to_string())
            .unwrap_or_default();
        let text = format!(
            " {} {since} {}",
            ctx.symbols.inside,
            house.register.distinct_name(*child)
        );
        row(ctx, frame, at, &text, place == popup.selected);
        view.can_click(at, Click::Row(place));
    }
}

/// Draws the roll call.
pub(crate) fn evacuation(
    popup: &Evacuation,
    house: &House,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
) {
    let (safe, count) = (popup.safe.len(), popup.children.len());
    let title = t!(ctx.lang, "evacuation-title", safe = safe, count = count);
    let inner = frame::open(ctx, frame, &title, (u16::MAX, u16::MAX));
    let place = house
        .home
        .as_ref()
        .map_or("", |home| home.home.assembly_point.as_str());
    let unseen = count - safe;
    let head = match (unseen, count, place.is_empty()) {
        // Nobody signed in is not the same as nobody inside.
        (_, 0, _) => t!(ctx.lang, "evacuation-nobody"),
        (0, ..) => t!(ctx.lang, "evacuation-all-safe", count = count),
        (_, _, true) => t!(ctx.lang, "evacuation-missing", count = unseen),
        (_, _, false) => {
            t!(
                ctx.lang,
                "evacuation-missing-at",
                count = unseen,
                place = place
            )
        }
    };
    let is_known = popup.read_at.is_some();
    let style = if is_known && unseen == 0 && count > 0 {
        ctx.theme.good
    } else {
        ctx.theme.bad
    };
    let room = inner.width.saturating_sub(2) as usize;
    let heads = text::wrap(&head, room);
    for (row, head) in heads.iter().enumerate() {
        let at = line(inner, row as u16);
        ctx.write(frame.buffer_mut(), at, &format!(" {head}"), style);
    }
    let below = heads.len() as u16;
    let (read, style) = match popup.read_at {
        Some(at) => {
            let at = at.format("%H:%M:%S").to_string();
            (t!(ctx.lang, "evacuation-read", at = at), ctx.theme.muted)
        }
        None => (t!(ctx.lang, "evacuation-unread"), ctx.theme.bad),
    };
    let reads = text::wrap(&read, room);
    for (row, read) in reads.iter().enumerate() {
        let at = line(inner, below + row as u16);
        ctx.write(frame.buffer_mut(), at, &format!(" {read}"), style);
    }
    let below = below + reads.len() as u16;
    let list = frame::below(inner, below);
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
        let text = format!(" {tick} {}", evacuee(house, *child, popup.phones));
        row(ctx, frame, at, &text, place == popup.selected);
        if is_safe && place != popup.selected {
            frame.buffer_mut().set_style(at, ctx.theme.good);
        }
        view.can_click(at, Click::Row(place));
    }
}

/// Name and class; with `phones`, also the phone.
fn evacuee(house: &House, child: ChildId, phones: bool) -> String {
    let Some(file) = house.register.get(child) else {
        return String::new();
    };
    let caregiver = house.register.caregiver(child);
    let phone = caregiver
        .filter(|_| phones)
        .map_or_else(String::new, |one| {
            format!("  {} {}", one.name, one.phone().unwrap_or_default())
        });
    format!("{}  {}{phone}", file.name, file.class)
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
