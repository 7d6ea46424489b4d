//! The list of children with ticks, from which a round is printed.

use crate::domain::ChildId;
use crate::domain::round::Who;
use crate::house::House;
use crate::screens::ticks::Ticks;

/// The list with these children ticked: those who were chosen, in the order of the way, then the others who are due,
/// then everybody else.
pub(crate) fn list(house: &House, chosen: &[ChildId]) -> Ticks {
    let mut everybody = chosen.to_vec();
    let here = house.register.children().iter();
    let here = here.filter(|child| child.status.is_here());
    let others = here.map(|child| child.id);
    for child in house.round(Who::Due).into_iter().chain(others) {
        if !everybody.contains(&child) {
            everybody.push(child);
        }
    }
    Ticks::new(everybody, chosen.iter().copied())
}

/// The ticked children in the order of the way.
pub(crate) fn children(ticks: &Ticks, house: &House) -> Vec<ChildId> {
    house.round(Who::These(&ticks.chosen()))
}
