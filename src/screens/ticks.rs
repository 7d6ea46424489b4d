//! A list of children with ticks and a search: what the visit round, the agreed days and those who took part
//! have in common.

use crate::domain::ChildId;
use crate::domain::find::{self, Standing};
use crate::house::House;
use crate::keymap::Action;
use crate::keymap::chord::{Chord, Key};
use crate::ui::form::{edit, paste};
use crate::ui::list::moved;
use crate::ui::ticks::TickRows;
use std::collections::HashSet;
use tui_input::Input;

/// Maximum search length in characters.
const SEARCH_MAX: usize = 40;
/// Maximum number of search hits.
const MOST_HITS: usize = 200;

/// Result of an action in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TickEvent {
    /// The list stays open.
    None,
    /// The ticks are complete.
    Done,
}

/// The list while it is open.
#[derive(Debug, Clone)]
pub struct Ticks {
    /// All children in list order.
    pub everybody: Vec<ChildId>,
    /// The ticked children.
    pub ticked: HashSet<ChildId>,
    /// The listed children: all of them, or the hits of the search.
    pub shown: Vec<ChildId>,
    /// The search text.
    pub input: Input,
    /// Index of the selected row in `shown`.
    pub selected: usize,
    /// The ticks that the list was opened with.
    first: HashSet<ChildId>,
    /// Whether ticks of another group behind this list were changed: closing would lose them too.
    pub(super) is_other_changed: bool,
    /// Whether the user was asked to confirm leaving changed ticks.
    is_asking_to_leave: bool,
}

impl Ticks {
    /// The list of `everybody`, with these ticked.
    pub(crate) fn new(everybody: Vec<ChildId>, ticked: impl IntoIterator<Item = ChildId>) -> Self {
        let ticked: HashSet<ChildId> = ticked.into_iter().collect();
        Self {
            shown: everybody.clone(),
            everybody,
            first: ticked.clone(),
            ticked,
            input: Input::default(),
            selected: 0,
            is_other_changed: false,
            is_asking_to_leave: false,
        }
    }

    /// The rows to draw; `key` names the list in the scroll offsets, `nobody` the words where nobody is found.
    pub(crate) fn rows(&self, key: &'static str, nobody: &'static str) -> TickRows {
        let ticked = self.shown.iter().map(|child| self.ticked.contains(child));
        TickRows {
            key,
            nobody,
            ticked: ticked.collect(),
            selected: self.selected,
            is_asking_to_leave: self.is_asking_to_leave,
        }
    }

    /// Whether ticks would be lost by closing.
    pub(crate) fn is_changed(&self) -> bool {
        self.is_other_changed || self.ticked != self.first
    }

    /// Another group is shown instead: what was asked is no longer asked.
    pub(super) const fn set_aside(&mut self) {
        (self.is_other_changed, self.is_asking_to_leave) = (false, false);
    }

    /// Leaves out those who are no longer in the list, and their ticks.
    pub(crate) fn keep(&mut self, stays: impl Fn(ChildId) -> bool) {
        self.everybody.retain(|child| stays(*child));
        self.shown.retain(|child| stays(*child));
        self.ticked.retain(|child| stays(*child));
        self.selected = self.selected.min(self.shown.len().saturating_sub(1));
    }

    /// The ticked children in list order.
    pub(crate) fn chosen(&self) -> Vec<ChildId> {
        let all = self.everybody.iter().copied();
        all.filter(|child| self.ticked.contains(child)).collect()
    }

    /// Toggles the tick of the selected child. After a search the whole list is shown again.
    pub(crate) fn tick(&mut self) {
        let Some(child) = self.shown.get(self.selected).copied() else {
            return;
        };
        if !self.ticked.insert(child) {
            self.ticked.remove(&child);
        }
        if self.input.value().is_empty() {
            self.selected = (self.selected + 1).min(self.shown.len().saturating_sub(1));
        } else {
            self.clear_search();
            let place = self.shown.iter().position(|one| *one == child);
            self.selected = place.unwrap_or_default();
        }
    }

    /// Puts a child at the top, with a tick.
    pub(crate) fn add(&mut self, child: ChildId) {
        self.everybody.insert(0, child);
        self.ticked.insert(child);
        self.clear_search();
    }

    fn clear_search(&mut self) {
        self.input.reset();
        self.shown.clone_from(&self.everybody);
        self.selected = 0;
    }

    /// Handles an action; `None` if the list does not use it.
    pub(crate) fn act(&mut self, action: Action) -> Option<TickEvent> {
        let was_asking = std::mem::take(&mut self.is_asking_to_leave);
        match action {
            // As in a form: Enter takes the question back.
            Action::Accept if was_asking => {}
            Action::Accept if !self.input.value().is_empty() => self.tick(),
            Action::Accept | Action::Commit => return Some(TickEvent::Done),
            Action::Tick => self.tick(),
            Action::Cancel if !self.input.value().is_empty() => self.clear_search(),
            Action::Cancel | Action::Quit if self.is_changed() && !was_asking => {
                self.is_asking_to_leave = true;
            }
            _ => {
                moved(&mut self.selected, self.shown.len(), action).then_some(())?;
            }
        }
        Some(TickEvent::None)
    }

    /// Handles a search key, or the space that toggles a tick. Returns whether the key was used.
    pub(crate) fn type_key(&mut self, house: &House, chord: Chord) -> bool {
        if chord.text().is_some() {
            self.is_asking_to_leave = false;
        }
        if chord.folded().code == Key::Char(' ') && chord.text().is_some() {
            self.tick();
            return true;
        }
        let used = edit(&mut self.input, chord, SEARCH_MAX);
        if used {
            self.search(house);
        }
        used
    }

    /// Inserts pasted text into the search.
    pub(crate) fn paste(&mut self, house: &House, text: &str) {
        paste(&mut self.input, text, SEARCH_MAX);
        self.search(house);
    }

    fn search(&mut self, house: &House) {
        let typed = self.input.value();
        self.shown = if typed.is_empty() {
            self.everybody.clone()
        } else {
            let listed = |id| {
                if self.everybody.contains(&id) {
                    Standing::Usual
                } else {
                    Standing::Hidden
                }
            };
            let hits = find::search(house.register.entries(), typed, listed, MOST_HITS);
            hits.into_iter().map(|hit| hit.child).collect()
        };
        self.selected = 0;
    }
}
