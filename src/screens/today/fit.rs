//! Which items of each card are shown. Where there is not room for all, the cards close up, then fold: what is only
//! for information first, the other lists of F6, the lists of the door, and last the children who have to be seen.
//! A folded card keeps its title, beside which stands what is hidden. The card of the selected item is shown whole if
//! the item would be hidden: what does not fit is scrolled.

use super::state::{CardKind, Item, TodayCard, Urgency};
use crate::ui::text;
use std::cmp::Reverse;

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
    /// The card of which this place, counted over all items of all cards, is a hidden item.
    pub(crate) fn hidden(&self, cards: &[TodayCard], place: usize) -> Option<CardKind> {
        let mut first = 0;
        for (card, shown) in cards.iter().zip(&self.shown) {
            let end = first + card.items.len();
            if (first + shown..end).contains(&place) {
                return Some(card.kind);
            }
            first = end;
        }
        None
    }

    /// The place before the hidden items of a card: its last shown item, else that above its title.
    pub(crate) fn before_hidden(&self, cards: &[TodayCard], kind: CardKind) -> usize {
        let mut first: usize = 0;
        for (card, shown) in cards.iter().zip(&self.shown) {
            if card.kind == kind {
                return (first + shown).saturating_sub(1);
            }
            first += card.items.len();
        }
        0
    }
}

/// Whether the detail stands on the line of its item.
pub(super) fn is_side_by_side(item: &Item, width: u16, spacing: Spacing) -> bool {
    let room = width.saturating_sub(FIRST + 4) as usize;
    let fits = text::width(&item.text) <= FIRST as usize && text::width(&item.said()) <= room;
    width >= SIDE_BY_SIDE && (fits || spacing.is_compact)
}

/// The lines of a detail below its item. The next step is never cut.
pub(super) fn below(item: &Item, width: u16, ellipsis: &str) -> Vec<String> {
    let cells = width.saturating_sub(6) as usize;
    let wrapped = |said: &str| {
        let lines = text::wrap(said, cells).into_iter();
        lines.filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let mut lines = wrapped(&item.said());
    if lines.len() > DETAIL_LINES && !item.next.is_empty() {
        lines = wrapped(&item.detail);
        lines.truncate(DETAIL_LINES - 1);
        if let Some(last) = lines.last_mut() {
            *last = text::fit(&format!("{last}{ellipsis}"), cells, ellipsis).into_owned();
        }
        lines.push(item.next.clone());
    }
    lines.truncate(DETAIL_LINES);
    lines
}

/// Chooses what is shown in a room of so many columns and rows. The card that is unfolded is shown whole, and so is
/// that of the selected item, counted over all items, if it would be hidden.
pub(crate) fn fit(
    cards: &[TodayCard],
    (selected, unfolded): (usize, Option<CardKind>),
    room: (u16, u16),
) -> Fit {
    let mut fit = folded(cards, room);
    let hidden = fit.hidden(cards, selected);
    for (card, shown) in cards.iter().zip(&mut fit.shown) {
        if unfolded == Some(card.kind) || hidden == Some(card.kind) {
            *shown = card.items.len();
        }
    }
    fit
}

/// What is shown while no card is unfolded.
pub(crate) fn folded(cards: &[TodayCard], (width, height): (u16, u16)) -> Fit {
    let height = height as usize;
    // Below that width a line holds no detail, so closer does not help.
    let closest = if width < SIDE_BY_SIDE {
        2
    } else {
        SPACINGS.len()
    };
    let whole: Vec<usize> = cards.iter().map(|card| card.items.len()).collect();
    let mut found = (Fit::default(), Vec::new());
    for spacing in SPACINGS.into_iter().take(closest) {
        let heights: Vec<Heights> = cards
            .iter()
            .map(|card| Heights::of(card, width, spacing))
            .collect();
        let fit = Fit {
            shown: whole.clone(),
            spacing,
        };
        let fits = rows(&heights, &fit) <= height;
        found = (fit, heights);
        if fits {
            return found.0;
        }
    }
    let (mut fit, heights) = found;
    let mut order: Vec<(usize, Fold)> = cards.iter().map(fold_of).enumerate().collect();
    // Of cards that are worth the same the last folds first.
    order.sort_by_key(|(place, fold)| (fold.after, Reverse(*place)));
    for (place, fold) in order {
        // The first card says whether the home is open and is never cut.
        while place > 0 && rows(&heights, &fit) > height {
            let Some(shown) = fit.shown.get_mut(place) else {
                break;
            };
            if *shown <= fold.least {
                break;
            }
            *shown -= 1;
        }
    }
    // The line that says that one more is hidden takes the place of that one.
    for (card, shown) in heights.iter().zip(&mut fit.shown) {
        let is_line = !is_beside_title(*shown, fit.spacing);
        let is_last = *shown + 1 == card.items.len();
        if is_line && is_last && card.items.last() == Some(&1) {
            *shown += 1;
        }
    }
    fit
}

/// How a card folds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fold {
    /// Cards with less fold first.
    after: u8,
    /// Items that are shown in any case.
    least: usize,
}

fn fold_of(card: &TodayCard) -> Fold {
    let (after, least) = match card.kind {
        CardKind::Birthdays | CardKind::Holidays => (0, 0),
        CardKind::Week if card.urgency == Urgency::Know => (0, 0),
        CardKind::Week => (1, 0),
        CardKind::Waits => (2, 0),
        CardKind::Opening
        | CardKind::NoChildren
        | CardKind::Safety
        | CardKind::Forgotten
        | CardKind::NotTaken
        | CardKind::Missing => (3, 1),
        CardKind::ToSee => (4, 1),
    };
    Fold { after, least }
}

/// Rows of the items of a card.
struct Heights {
    items: Vec<usize>,
}

impl Heights {
    fn of(card: &TodayCard, width: u16, spacing: Spacing) -> Self {
        let items = card.items.iter();
        let items = items.map(|item| {
            if is_side_by_side(item, width, spacing) {
                1
            } else {
                // The sign of a cut does not change the number of lines.
                1 + below(item, width, "").len()
            }
        });
        Self {
            items: items.collect(),
        }
    }

    /// Rows of the card with so many of its items.
    fn rows(&self, shown: usize, spacing: Spacing) -> usize {
        let items: usize = self.items.iter().take(shown).sum();
        let is_cut = shown < self.items.len();
        1 + items + usize::from(is_cut && !is_beside_title(shown, spacing))
    }
}

/// Whether what is hidden of a card stands beside its title.
pub(super) const fn is_beside_title(shown: usize, spacing: Spacing) -> bool {
    spacing.more_beside_title || shown == 0
}

fn rows(heights: &[Heights], fit: &Fit) -> usize {
    let each = heights.iter().zip(&fit.shown);
    let rows: usize = each
        .map(|(card, shown)| card.rows(*shown, fit.spacing))
        .sum();
    let gaps = if fit.spacing.gaps {
        heights.len().saturating_sub(1)
    } else {
        0
    };
    rows + gaps
}
