//! Filter and order of the list on F4.

use super::state::{Filter, Sort, State};
use crate::domain::find::{self, Standing};
use crate::domain::{Child, ChildId, Status};
use crate::house::House;

/// Rebuilds the list after a key, a filter or a register change. Keeps the selected child if it is
/// still listed.
pub(crate) fn list(house: &House, state: &mut State) {
    let register = &house.register;
    let typed = state.query.value();
    let mut rows: Vec<ChildId> = if typed.is_empty() {
        register.children().iter().map(|child| child.id).collect()
    } else {
        let everybody = |_| Standing::Other;
        let hits = find::search(register.entries(), typed, everybody, usize::MAX);
        hits.into_iter().map(|hit| hit.child).collect()
    };
    let gap = state.filter.gap.map(|gap| house.in_gap(gap));
    let is_listed = |child: &Child| {
        let is_in_gap = gap.as_ref().is_none_or(|all| all.contains(&child.id));
        is_in_gap && is_listed(house, state.filter, child)
    };
    rows.retain(|id| register.get(*id).is_some_and(is_listed));
    let file = |id: &ChildId| register.get(*id);
    match state.sort {
        Sort::Name => {}
        Sort::FileNo => {
            rows.sort_by_cached_key(|id| file(id).map(|child| by_number(&child.file_no)));
        }
        Sort::Age => rows.sort_by_key(|id| std::cmp::Reverse(file(id).map(|c| c.birth_date))),
        Sort::LastSeen => rows.sort_by_key(|id| register.last_seen(*id)),
    }
    let selected = state.selected.filter(|id| rows.contains(id));
    state.selected = selected.or_else(|| rows.first().copied());
    state.rows = rows;
}

fn is_listed(house: &House, filter: Filter, child: &Child) -> bool {
    let is_here = match filter.status {
        Some(status) => child.status == status,
        None => matches!(child.status, Status::Enrolled | Status::Away),
    };
    let today = house.today();
    let has_tag = |tag| house.register.has_tag(child.id, tag, today);
    is_here
        && filter.risk.is_none_or(|risk| child.risk == Some(risk))
        && filter.tag.is_none_or(has_tag)
}

/// Sort key for file numbers that compares digits as numbers, so that 9 comes before 10.
fn by_number(file_no: &str) -> Vec<(String, u64)> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut digits = String::new();
    for sign in file_no.chars() {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        if !digits.is_empty() {
            parts.push((
                std::mem::take(&mut words),
                digits.parse().unwrap_or(u64::MAX),
            ));
            digits.clear();
        }
        words.push(sign);
    }
    parts.push((words, digits.parse().unwrap_or_default()));
    parts
}
