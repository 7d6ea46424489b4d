//! Which items of each card are shown. Every card keeps its title and its first item, so that no kind
//! of matter is pushed off the screen by another; then come the children who have to be seen; the rows that are left go
//! round, worst card first.

use super::state::{CardKind, Item, TodayCard};
use crate::ui::text;

/// Width of an item's text, in cells, if the detail is on the same line.
pub(super) const FIRST: u16 = 26;
/// Below this width the detail has its own line.
const SIDE_BY_SIDE: u16 = 60;
/// Maximum lines of a detail below its item.
const DETAIL_LINES: usize = 3;

/// How closely the lines stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spacing {
    /// An empty line between cards.
    pub gaps: bool,
    /// Details are cut to the line of their item.
    pub is_compact: bool,
    /// The number of hidden items stands beside the title, not on a line of its own.
    pub more_beside_title: bool,
}

/// From the most comfortable to the closest.
const SPACINGS: [Spacing; 4] = [
    Spacing {
        gaps: true,
        is_compact: false,
        more_beside_title: false,
    },
    Spacing {
        gaps: false,
        is_compact: false,
        more_beside_title: false,
    },
    Spacing {
        gaps: false,
        is_compact: true,
        more_beside_title: false,
    },
    Spacing {
        gaps: false,
        is_compact: true,
        more_beside_title: true,
    },
];

/// What is shown of the cards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fit {
    /// Number of items of each card.
    pub shown: Vec<usize>,
    pub(super) spacing: Spacing,
}

impl Fit {
    /// Places of the items that are shown, counted over all items of all cards. The first hidden item of
    /// a card is the place of its line “… more”.
    pub(crate) fn places(&self, cards: &[TodayCard]) -> Vec<usize> {
        let mut places = Vec::new();
        let mut first = 0;
        for (card, shown) in cards.iter().zip(&self.shown) {
            let count = card.items.len();
            places.extend(first..first + count.min(shown + 1));
            first += count;
        }
        places
    }

    /// The card of which this place is a hidden item, and the place of its line “… more”.
    pub(crate) fn hidden(&self, cards: &[TodayCard], place: usize) -> Option<(CardKind, usize)> {
        let mut first = 0;
        for (card, shown) in cards.iter().zip(&self.shown) {
            let end = first + card.items.len();
            if (first + shown..end).contains(&place) {
                return Some((card.kind, first + shown));
            }
            first = end;
        }
        None
    }
}

/// Whether the detail stands on the line of its item.
pub(super) fn is_side_by_side(item: &Item, width: u16, spacing: Spacing) -> bool {
    let room = width.saturating_sub(FIRST + 4) as usize;
    let fits = text::width(&item.text) <= FIRST as usize && text::width(&item.detail) <= room;
    width >= SIDE_BY_SIDE && (fits || spacing.is_compact)
}

/// The lines of a detail below its item.
pub(super) fn below(item: &Item, width: u16) -> Vec<String> {
    let rest = text::wrap(&item.detail, width.saturating_sub(6) as usize);
    let rest = rest.into_iter().filter(|part| !part.is_empty());
    rest.take(DETAIL_LINES).collect()
}

/// Chooses what is shown in a room of so many columns and rows. The card that somebody opened is shown
/// whole: what does not fit is scrolled.
pub(crate) fn fit(cards: &[TodayCard], opened: Option<CardKind>, room: (u16, u16)) -> Fit {
    let (width, height) = (room.0, room.1 as usize);
    // Below that width a line holds no detail, so closer does not help.
    let closest = if width < SIDE_BY_SIDE {
        2
    } else {
        SPACINGS.len()
    };
    let mut found = (Fit::default(), 0);
    for spacing in SPACINGS.into_iter().take(closest) {
        found = least(cards, width, spacing);
        let (fit, rows) = &mut found;
        // The children who have to be seen come before anything else has a second line.
        let is_child = |card: &TodayCard| card.kind == CardKind::ToSee;
        while grow(cards, (fit, rows), (width, height), is_child) {}
        let children = cards
            .iter()
            .zip(&fit.shown)
            .find(|(card, _)| is_child(card));
        if *rows <= height && children.is_none_or(|(card, shown)| *shown == card.items.len()) {
            break;
        }
    }
    let (mut fit, mut rows) = found;
    while grow(cards, (&mut fit, &mut rows), (width, height), |_| true) {}
    for (card, shown) in cards.iter().zip(&mut fit.shown) {
        if opened == Some(card.kind) {
            *shown = card.items.len();
        }
    }
    fit
}

/// Gives each wanted card one item more, if there are rows for it; whether any got one. So every card has its
/// second item before any its third.
fn grow(
    cards: &[TodayCard],
    (fit, rows): (&mut Fit, &mut usize),
    (width, height): (u16, usize),
    is_wanted: impl Fn(&TodayCard) -> bool,
) -> bool {
    let mut has_grown = false;
    for (place, card) in cards.iter().enumerate().filter(|(_, card)| is_wanted(card)) {
        let Some(shown) = fit.shown.get(place).copied() else {
            continue;
        };
        if shown >= card.items.len() {
            continue;
        }
        let now = card_rows(card, shown, width, fit.spacing);
        let more = *rows + card_rows(card, shown + 1, width, fit.spacing) - now;
        if more <= height
            && let Some(shown) = fit.shown.get_mut(place)
        {
            *shown += 1;
            *rows = more;
            has_grown = true;
        }
    }
    has_grown
}

/// The least of every card, and the rows that it takes. The first card says whether the home is open
/// and is never cut.
fn least(cards: &[TodayCard], width: u16, spacing: Spacing) -> (Fit, usize) {
    let shown: Vec<usize> = cards
        .iter()
        .enumerate()
        .map(|(place, card)| {
            card.items
                .len()
                .min(if place == 0 { usize::MAX } else { 1 })
        })
        .collect();
    let each = cards.iter().zip(&shown);
    let rows: usize = each
        .map(|(card, shown)| card_rows(card, *shown, width, spacing))
        .sum();
    let gaps = if spacing.gaps {
        cards.len().saturating_sub(1)
    } else {
        0
    };
    (Fit { shown, spacing }, rows + gaps)
}

/// Rows of a card with so many of its items.
fn card_rows(card: &TodayCard, shown: usize, width: u16, spacing: Spacing) -> usize {
    let items = card.items.iter().take(shown);
    let items: usize = items
        .map(|item| {
            if is_side_by_side(item, width, spacing) {
                1
            } else {
                1 + below(item, width).len()
            }
        })
        .sum();
    let is_cut = shown < card.items.len();
    1 + items + usize::from(is_cut && !spacing.more_beside_title)
}
