//! Draws the popups of the door: who collects, who is still in the house.

use crate::house::House;
use crate::i18n::words;
use crate::screens::door::state::{Collect, Collector, Sweep};
use crate::screens::people;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::frame;
use crate::ui::view_state::ViewState;
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
        let since = house
            .door_stay(*child)
            .map_or_else(String::new, |stay| people::since(house, stay, ctx.lang));
        let text = format!(
            " {} {since} {}",
            ctx.symbols.inside,
            house.register.distinct_name(*child)
        );
        row(ctx, frame, at, &text, place == popup.selected);
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
