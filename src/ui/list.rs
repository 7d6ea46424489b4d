//! Moves a selection in a list.

use crate::keymap::Action;

/// Number of rows that a page key moves.
pub(crate) const PAGE: usize = 10;

/// Moves a selection in a list of `count` rows. Returns whether the action is a movement.
pub(crate) fn moved(selected: &mut usize, count: usize, action: Action) -> bool {
    let last = count.saturating_sub(1);
    *selected = match action {
        Action::Up => selected.saturating_sub(1),
        Action::Down => selected.saturating_add(1).min(last),
        Action::PageUp => selected.saturating_sub(PAGE),
        Action::PageDown => selected.saturating_add(PAGE).min(last),
        Action::First => 0,
        Action::Last => last,
        _ => return false,
    };
    true
}

/// The last row of the section that a heading begins, in a list of `count` rows; any other row itself.
pub(crate) fn section_end(
    selected: usize,
    count: usize,
    is_heading: impl Fn(&usize) -> bool,
) -> usize {
    if !is_heading(&selected) {
        return selected;
    }
    let next = (selected + 1..count).find(is_heading);
    next.unwrap_or(count).saturating_sub(1)
}

/// The heading before (`Previous`) or after the selection in a list of `count` rows. After the last
/// heading comes the first one. Before the first heading comes the first row, and before that the
/// last heading.
pub(crate) fn next_heading(
    selected: usize,
    count: usize,
    action: Action,
    is_heading: impl Fn(&usize) -> bool,
) -> usize {
    match action {
        Action::Previous if selected == 0 => (0..count).rev().find(is_heading).unwrap_or(0),
        Action::Previous => (0..selected).rev().find(is_heading).unwrap_or(0),
        _ => (selected + 1..count)
            .chain(0..selected)
            .find(is_heading)
            .unwrap_or(selected),
    }
}
