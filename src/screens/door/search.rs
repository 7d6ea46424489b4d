//! Search for children at the door.

use super::state::{DoorScene, State, Way};
use crate::domain::ChildId;
use crate::domain::find::{self, Hit, Standing};
use crate::domain::pinyin::narrow;
use crate::house::House;

/// Maximum number of hits.
const KEPT: usize = 50;

/// Searches again after a key or a register change.
pub(crate) fn search(house: &House, state: &mut State) {
    let is_same_text = state.searched == (state.way, state.query.value().to_owned());
    // Another program's step must move neither the numbers nor the choice to another child while somebody looks
    // at the list: a child whom it signs out keeps its place.
    let standing = |id| match standing(house, state.way, id) {
        Standing::Hidden if is_same_text && is_listed(house, state, id) => Standing::Gone,
        standing => standing,
    };
    let entries = house.register.entries();
    let mut hits = find::search(entries, state.query.value(), standing, KEPT);
    if is_same_text {
        let place = |hit: &Hit| state.hits.iter().position(|old| old.child == hit.child);
        hits.sort_by_key(|hit| place(hit).unwrap_or(KEPT));
    }
    let chosen = state.hits.get(state.selected).map(|hit| hit.child);
    let place = hits.iter().position(|hit| Some(hit.child) == chosen);
    state.has_moved &= is_same_text && place.is_some();
    state.selected = place.filter(|_| state.has_moved).unwrap_or_default();
    state.searched = (state.way, state.query.value().to_owned());
    state.hits = hits;
}

/// Whether a child of the register is among the hits.
fn is_listed(house: &House, state: &State, id: ChildId) -> bool {
    house.register.get(id).is_some() && state.hits.iter().any(|hit| hit.child == id)
}

/// Standing of a child for the search. Sign-out finds only children in the house.
fn standing(house: &House, way: Way, id: ChildId) -> Standing {
    let Some(child) = house.register.get(id) else {
        return Standing::Hidden;
    };
    match (way, house.standing(child, house.door_sheet())) {
        (Way::Leaving, Standing::Inside) => Standing::Expected,
        (Way::Leaving, _) => Standing::Hidden,
        (Way::Arriving, standing) => standing,
    }
}

impl DoorScene<'_> {
    /// Index of the candidate that a digit chooses. `None` while the query is empty or only digits,
    /// because the digit then belongs to a file number, a phone or a card.
    pub(super) fn candidate_number(&self, number: usize) -> Option<usize> {
        if !self.has_numbers() {
            return None;
        }
        let code = format!("{}{number}", self.typed_code());
        if self.house.register.is_card_prefix(&code) {
            return None;
        }
        (number <= self.state.hits.len()).then(|| number - 1)
    }

    /// Whether the two best hits fit equally well, so that Enter alone does not choose a child. The arrows
    /// and a digit do.
    pub(super) fn is_undecided(&self) -> bool {
        let [first, second, ..] = self.state.hits.as_slice() else {
            return false;
        };
        let name = |hit: &Hit| self.house.register.name(hit.child);
        !self.state.has_moved && (first.ties_with(second) || name(first) == name(second))
    }

    /// Whether a digit chooses a candidate: not while only digits are typed, which are a number.
    pub(super) fn has_numbers(&self) -> bool {
        let typed = self.typed_code();
        !typed.is_empty() && !typed.chars().all(|c| c.is_ascii_digit())
    }

    /// What is typed, as a number or the code of a card: an input method set to full width sends `２` for `2`.
    pub(super) fn typed_code(&self) -> String {
        self.state
            .query
            .value()
            .trim()
            .chars()
            .map(narrow)
            .collect()
    }

    /// Whether the child of a hit has left since it was found for sign-out.
    pub(super) fn has_left(&self, hit: &Hit) -> bool {
        self.state.way == Way::Leaving && hit.standing == Standing::Gone
    }

    /// The selected child.
    pub(super) fn selected(&self) -> Option<ChildId> {
        let hit = self.state.hits.get(self.state.selected)?;
        Some(hit.child)
    }
}
