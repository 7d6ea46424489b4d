//! Draws the roll call: a child a line, with its health alert and whom to ring; below, who has just left
//! and who was expected.
//!
//! ```text
//!  □ 陈俊杰   ▲ 哮喘：喷剂在书包前袋               祖母 138…2241
//!  刚走（30 分钟内）：朱春燕 16:20 祖母接走
//! ```

use crate::domain::{ChildId, OutTo};
use crate::house::House;
use crate::house::roll_call::Left;
use crate::i18n::words;
use crate::screens::door::state::Evacuation;
use crate::screens::people;
use crate::t;
use crate::ui::click::Click;
use crate::ui::ctx::{Ctx, line};
use crate::ui::view_state::ViewState;
use crate::ui::{frame, text};
use crate::wording::labels::contact_words;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Width of a name in cells.
const NAME: usize = 11;
/// Digits of a phone number that bystanders may see at its start and at its end.
const SHOWN_DIGITS: (usize, usize) = (3, 4);

/// A row of the list: the place of its child, text, style.
type Row = (usize, String, Style);

/// Draws the roll call.
pub(crate) fn draw(
    popup: &Evacuation,
    house: &House,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
) {
    let (safe, count) = (popup.ticks.count(), popup.call.inside.len());
    let title = t!(ctx.lang, "evacuation-title", safe = safe, count = count);
    let inner = frame::open(ctx, frame, &title, (u16::MAX, u16::MAX));
    let room = inner.width.saturating_sub(2) as usize;
    let mut top = 0;
    for (text, style) in head(popup, house, ctx) {
        for part in text::wrap(&text, room) {
            ctx.write(
                frame.buffer_mut(),
                line(inner, top),
                &format!(" {part}"),
                style,
            );
            top += 1;
        }
    }
    let below = foot(popup, house, ctx, room);
    // The list needs room first; what does not fit below it is said to be cut.
    let room_below = inner.height.saturating_sub(top);
    let selected = popup.call.inside.get(popup.selected);
    let needed = selected.map_or(0, |child| {
        let place = (popup.selected, *child);
        child_rows(popup, house, ctx, place, inner.width).len() as u16 + 1
    });
    let most = (room_below / 3).min(room_below.saturating_sub(needed));
    let shown = below.len().min(most as usize);
    let mut rest = frame::below(inner, top);
    let foot_area = Rect {
        y: rest.bottom().saturating_sub(shown as u16),
        height: shown as u16,
        ..rest
    };
    rest.height -= foot_area.height;
    list(popup, house, ctx, view, frame, rest);
    for (nth, part) in below.iter().take(shown).enumerate() {
        let is_cut = nth + 1 == shown && below.len() > shown;
        let part = if is_cut {
            let more = below.len() - nth;
            format!(" {}", t!(ctx.lang, "roll-more-lines", count = more))
        } else {
            format!(" {part}")
        };
        let at = line(foot_area, nth as u16);
        ctx.write(frame.buffer_mut(), at, &part, ctx.theme.muted);
    }
}

/// What the whole comes to, and by which register.
fn head(popup: &Evacuation, house: &House, ctx: &Ctx) -> Vec<(String, Style)> {
    let (safe, count) = (popup.ticks.count(), popup.call.inside.len());
    let place = house
        .home
        .as_ref()
        .map_or("", |home| home.home.assembly_point.as_str());
    let unseen = count.saturating_sub(safe);
    let all = match (unseen, count, place.is_empty()) {
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
    let begun = popup.ticks.begun();
    let begun = begun.map_or_else(String::new, |at| {
        let at = at.format("%H:%M").to_string();
        t!(ctx.lang, "evacuation-begun", at = at)
    });
    let read = match popup.read_at {
        Some(at) => {
            let at = at.format("%H:%M:%S").to_string();
            let read = t!(ctx.lang, "evacuation-read", at = at);
            (format!("{read}{begun}"), ctx.theme.muted)
        }
        None => (t!(ctx.lang, "evacuation-unread"), ctx.theme.bad),
    };
    let typed = popup.find.value();
    let find = (!typed.is_empty()).then(|| {
        if popup.finds_nobody {
            (
                t!(ctx.lang, "roll-finds-nobody", typed = typed),
                ctx.theme.bad,
            )
        } else {
            (t!(ctx.lang, "roll-find", typed = typed), ctx.theme.key)
        }
    });
    [(all, style), read].into_iter().chain(find).collect()
}

/// Draws the children in the house. A row more than fits is no reason to cut a health alert.
fn list(
    popup: &Evacuation,
    house: &House,
    ctx: &Ctx,
    view: &mut ViewState,
    frame: &mut Frame,
    area: Rect,
) {
    let mut rows: Vec<Row> = Vec::new();
    for (place, child) in popup.call.inside.iter().enumerate() {
        rows.extend(child_rows(popup, house, ctx, (place, *child), area.width));
    }
    let place_of = |row: &Row| row.0 == popup.selected;
    let first = rows.iter().position(place_of).unwrap_or_default();
    let last = rows.iter().rposition(place_of).unwrap_or_default();
    let is_long = rows.len() > area.height as usize;
    let height = (area.height as usize).saturating_sub(usize::from(is_long));
    let offset = view.scroll_to("evacuation", (first, last), rows.len(), height);
    for (nth, (place, text, style)) in rows.iter().skip(offset).take(height).enumerate() {
        let at = line(area, nth as u16);
        let style = if *place == popup.selected {
            ctx.theme.selected
        } else {
            *style
        };
        let buf = frame.buffer_mut();
        buf.set_style(at, style);
        ctx.write(buf, at, text, style);
        view.can_click(at, Click::Row(*place));
    }
    if is_long {
        let at = line(area, height as u16);
        let of = |rows: &[Row]| {
            let mut places: Vec<usize> = rows.iter().map(|row| row.0).collect();
            places.dedup();
            places.len()
        };
        let above = of(rows.get(..offset).unwrap_or_default());
        let below = of(rows.get(offset + height..).unwrap_or_default());
        let text = t!(ctx.lang, "roll-more", above = above, below = below);
        ctx.write(frame.buffer_mut(), at, &format!(" {text}"), ctx.theme.warn);
    }
}

/// The rows of one child: tick, name, alert and whom to ring on one line where they fit, else on several.
fn child_rows(
    popup: &Evacuation,
    house: &House,
    ctx: &Ctx,
    (place, child): (usize, ChildId),
    width: u16,
) -> Vec<Row> {
    let is_safe = popup.ticks.has(child);
    let (tick, style) = if is_safe {
        (ctx.symbols.ticked, ctx.theme.good)
    } else {
        (ctx.symbols.unticked, ctx.theme.text)
    };
    let width = width as usize;
    let name = house.register.distinct_name(child);
    let since = house
        .stay_inside(child)
        .filter(|stay| stay.day != house.day.day);
    let since = since.map_or_else(String::new, |stay| {
        format!(" ({})", people::since(house, stay, ctx.lang))
    });
    let gap = NAME.saturating_sub(text::width(&name));
    let begin = format!(" {tick} {name}{}{since}", " ".repeat(gap));
    let alert = house.register.get(child).map_or("", |file| &file.alert);
    let alert = if alert.is_empty() {
        String::new()
    } else {
        format!("{} {alert}", ctx.symbols.alert)
    };
    let ring = whom_to_ring(popup, house, ctx, child);
    let used = text::width(&begin) + 2;
    let both = text::width(&alert) + 2 + text::width(&ring);
    if used + both < width {
        let space = width - used - text::width(&alert) - text::width(&ring) - 1;
        let whole = format!("{begin}  {alert}{}{ring}", " ".repeat(space));
        return vec![(place, whole, style)];
    }
    let indent = "     ";
    let mut rows = Vec::new();
    let first = if used + text::width(&ring) < width {
        format!("{begin}  {ring}")
    } else {
        rows.extend(
            text::wrap(&ring, width.saturating_sub(indent.len()))
                .into_iter()
                .map(|part| (place, format!("{indent}{part}"), style)),
        );
        begin
    };
    rows.insert(0, (place, first, style));
    let alert_style = if is_safe { style } else { ctx.theme.warn };
    if !alert.is_empty() {
        let parts = text::wrap(&alert, width.saturating_sub(indent.len() + 1));
        rows.extend(
            parts
                .into_iter()
                .map(|part| (place, format!("{indent}{part}"), alert_style)),
        );
    }
    rows
}

/// Relation, name and phone of the first contact to call. The middle of the number is shown on demand.
fn whom_to_ring(popup: &Evacuation, house: &House, ctx: &Ctx, child: ChildId) -> String {
    if !popup.has_phones {
        return String::new();
    }
    let Some(contact) = house.register.contact_to_call(child) else {
        return t!(ctx.lang, "today-no-phone");
    };
    if popup.phones {
        return contact_words(contact, ctx.lang);
    }
    let relation = words::choice(ctx.lang, "relation", contact.relation);
    let phone = contact.phone().unwrap_or_default();
    let digits: Vec<char> = phone.chars().collect();
    let (begin, end) = SHOWN_DIGITS;
    let shown: String = if digits.len() > begin + end {
        let first: String = digits.iter().take(begin).collect();
        let last: String = digits.iter().skip(digits.len() - end).collect();
        format!("{first}{}{last}", ctx.symbols.ellipsis)
    } else {
        phone.to_owned()
    };
    format!("{relation} {shown}")
}

/// Who has just left, and who was expected.
fn foot(popup: &Evacuation, house: &House, ctx: &Ctx, room: usize) -> Vec<String> {
    let comma = t!(ctx.lang, "why-comma");
    let left: Vec<String> = popup
        .call
        .left
        .iter()
        .map(|left| left_text(left, house, ctx))
        .collect();
    let expected: Vec<_> = popup
        .call
        .expected
        .iter()
        .map(|child| house.register.distinct_name(*child))
        .collect();
    let mut lines = Vec::new();
    if !left.is_empty() {
        let names = left.join(&comma);
        lines.extend(text::wrap(&t!(ctx.lang, "roll-left", names = names), room));
    }
    if !expected.is_empty() {
        let names = expected.join(&comma);
        lines.extend(text::wrap(
            &t!(ctx.lang, "roll-expected", names = names),
            room,
        ));
    }
    lines
}

fn left_text(left: &Left, house: &House, ctx: &Ctx) -> String {
    let name = house.register.distinct_name(left.child);
    let at = left.at.format("%H:%M").to_string();
    let contact = match &left.to {
        Some(OutTo::Contact(id)) => {
            let mut contacts = house.register.contacts(left.child).iter();
            contacts.find(|one| one.id == *id)
        }
        _ => None,
    };
    match contact {
        Some(contact) => {
            let who = words::choice(ctx.lang, "relation", contact.relation);
            t!(ctx.lang, "roll-collected", name = name, at = at, who = who)
        }
        None => t!(ctx.lang, "roll-left-at", name = name, at = at),
    }
}
