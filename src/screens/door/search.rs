//! Search for children at the door.

use super::state::{DoorScene, State, Way};
use crate::domain::ChildId;
use crate::domain::find::{self, Standing};
use crate::house::House;

/// Maximum number of hits.
const KEPT: usize = 50;

/// Searches again after a key or a register change.
pub(crate) fn search(house: &House, state: &mut State) {
    let standing = |id| standing(house, state.way, id);
    let entries = house.register.entries();
    let hits = find::search(entries, state.query.value(), standing, KEPT);
    state.hits = hits;
    state.selected = 0;
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
    pub(super) fn candidate_number(&self, typed: char) -> Option<usize> {
        let typed_so_far = self.state.query.value();
        let number = typed.to_digit(10).filter(|digit| *digit > 0)? as usize;
        if typed_so_far.is_empty() || typed_so_far.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        if self
            .house
            .register
            .is_card_prefix(&format!("{typed_so_far}{typed}"))
        {
            return None;
        }
        (number <= self.state.hits.len()).then(|| number - 1)
    }

    /// Whether the two best hits share a name and the selection has not moved. Enter alone then
    /// does not choose a child.
    pub(super) fn has_namesake_at_hand(&self) -> bool {
        let [first, second, ..] = self.state.hits.as_slice() else {
            return false;
        };
        self.state.selected == 0
            && self.house.register.name(first.child) == self.house.register.name(second.child)
    }

    /// The selected child.
    pub(super) fn selected(&self) -> Option<ChildId> {
        let hit = self.state.hits.get(self.state.selected)?;
        Some(hit.child)
    }
}
