//! Who could be meant at the door by what was typed.

use super::state::{DoorScene, State, Way};
use crate::domain::ChildId;
use crate::domain::find::{self, Standing};
use crate::house::House;

/// How many candidates are kept for the arrows.
const KEPT: usize = 50;

/// Searches again: after a key, and after the register changed.
pub(crate) fn search(house: &House, state: &mut State) {
    let standing = |id| standing(house, state.way, id);
    let entries = house.register.entries();
    let hits = find::search(entries, state.query.value(), standing, KEPT);
    state.hits = hits;
    state.selected = 0;
}

/// How a child stands for the search: leaving children are looked for among those in the house.
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
    /// A digit chooses a candidate once letters or Han have been typed; before that it begins a
    /// file number, a phone or a card.
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

    /// Same-name guard: while another child of the same name could be meant, Enter alone does not
    /// decide; a digit or an arrow does.
    pub(super) fn has_namesake_at_hand(&self) -> bool {
        let [first, second, ..] = self.state.hits.as_slice() else {
            return false;
        };
        self.state.selected == 0
            && self.house.register.name(first.child) == self.house.register.name(second.child)
    }

    /// The child on whom the arrows are.
    pub(super) fn selected(&self) -> Option<ChildId> {
        let hit = self.state.hits.get(self.state.selected)?;
        Some(hit.child)
    }
}
