//! The roll call, and the list of children still in the house before the day is closed.

use super::state::{Evacuation, Sweep};
use crate::desk::command::Command;
use crate::desk::papers::{Order, Paper};
use crate::desk::roll_ticks::RollTicks;
use crate::domain::find::{self, Standing};
use crate::domain::{ChildId, Moment};
use crate::house::House;
use crate::i18n::Lang;
use crate::keymap::Action;
use crate::keymap::chord::{Chord, Key};
use crate::screens::effect::{Answer, Confirm, Job};
use crate::t;
use crate::ui::form::edit;
use crate::ui::list::moved;

/// Longest search text.
const FIND_MAX: usize = 20;

impl Evacuation {
    /// Lists the children by the register that was read at this moment, also during late entries. Keeps
    /// existing ticks of listed children and the selected child.
    pub(crate) fn call(&mut self, house: &House, read_at: Option<Moment>) {
        let selected = self.call.inside.get(self.selected).copied();
        self.call = house.roll_call(read_at.unwrap_or(house.now));
        self.read_at = read_at;
        let inside = &self.call.inside;
        let came = |child: &ChildId| house.stay_inside(*child).and_then(|stay| stay.in_at);
        let since: Vec<_> = inside.iter().map(|child| (*child, came(child))).collect();
        self.ticks.keep_only(&since, house.now);
        let place = inside.iter().position(|child| Some(*child) == selected);
        // Where the selected child has left, the next one is selected.
        let last = inside.len().saturating_sub(1);
        self.selected = place.unwrap_or_else(|| self.selected.min(last));
    }

    /// Takes the ticks on disk over: another program, or this one before its end, made them.
    pub(crate) fn take_ticks(&mut self, kept: Option<RollTicks>) {
        if let Some(kept) = kept {
            self.ticks.join(kept);
        }
    }

    /// Handles an action of the roll call; `None` if it is not one.
    pub(crate) fn act(&mut self, action: Action, house: &House, lang: Lang) -> Option<Vec<Job>> {
        match action {
            Action::Tick => Some(self.tick(house.now)),
            Action::TogglePhones => {
                self.phones = !self.phones;
                Some(Vec::new())
            }
            Action::Print => {
                let order = Order::of_period(Paper::RollCall, (None, None), lang);
                Some(vec![Job::Write(order)])
            }
            Action::Add => {
                self.ticks = RollTicks::anew(house.now);
                Some(vec![Job::KeepTicks(self.ticks.clone())])
            }
            _ => None,
        }
    }

    /// Toggles the tick of the selected child and selects the next unticked one.
    pub(crate) fn tick(&mut self, now: Moment) -> Vec<Job> {
        // What was typed fits nobody: the child that is still selected is not meant.
        if self.finds_nobody {
            return Vec::new();
        }
        let Some(child) = self.call.inside.get(self.selected).copied() else {
            return Vec::new();
        };
        self.find.reset();
        if self.ticks.toggle(child, now) {
            let is_unseen = |place: &usize| {
                let child: Option<&ChildId> = self.call.inside.get(*place);
                child.is_some_and(|child| !self.ticks.has(*child))
            };
            let after = (self.selected..self.call.inside.len()).find(is_unseen);
            if let Some(next) = after.or_else(|| (0..self.selected).find(is_unseen)) {
                self.selected = next;
            }
        }
        vec![Job::KeepTicks(self.ticks.clone())]
    }

    /// Ticks a child who was seen, by its card; a second time changes nothing.
    pub(crate) fn saw(&mut self, child: ChildId, now: Moment) -> Vec<Job> {
        let place = self.call.inside.iter().position(|one| *one == child);
        match place {
            Some(place) if !self.ticks.has(child) => {
                self.end_search();
                self.selected = place;
                self.tick(now)
            }
            _ => Vec::new(),
        }
    }

    /// Typing selects the first child of the list that fits. Returns whether the key is text.
    pub(crate) fn type_key(&mut self, house: &House, chord: Chord) -> bool {
        let is_space = chord.folded().code == Key::Char(' ');
        if is_space || !edit(&mut self.find, chord, FIND_MAX) {
            return false;
        }
        let listed = |id: ChildId| {
            if self.call.inside.contains(&id) {
                Standing::Usual
            } else {
                Standing::Hidden
            }
        };
        let hits = find::search(house.register.entries(), self.find.value(), listed, 1);
        let place = hits.first().and_then(|hit| {
            let mut inside = self.call.inside.iter();
            inside.position(|child| *child == hit.child)
        });
        self.finds_nobody = place.is_none() && !self.find.value().is_empty();
        self.selected = place.unwrap_or(self.selected);
        true
    }

    /// Ends the search.
    pub(crate) fn end_search(&mut self) {
        self.find.reset();
        self.finds_nobody = false;
    }
}

impl Sweep {
    /// The list with the first child selected.
    pub(crate) fn new(inside: &[ChildId]) -> Self {
        let mut list = Self::default();
        list.select(inside, 0);
        list
    }

    /// Selects the child of a row, or of the last row.
    pub(crate) fn select(&mut self, inside: &[ChildId], row: usize) {
        self.row = row.min(inside.len().saturating_sub(1));
        self.selected = inside.get(self.row).copied();
    }

    /// Row of the selected child; `None` once it has left.
    pub(crate) fn place(&self, inside: &[ChildId]) -> Option<usize> {
        inside
            .iter()
            .position(|child| Some(*child) == self.selected)
    }

    /// Handles an arrow. Where the selected child has left, the one that stands in its row is selected.
    pub(crate) fn move_on(&mut self, inside: &[ChildId], action: Action) -> bool {
        let mut row = self.place(inside).unwrap_or(self.row);
        let is_there = self.place(inside).is_some();
        let is_used = action.is_move() && (!is_there || moved(&mut row, inside.len(), action));
        if is_used {
            self.select(inside, row);
        }
        is_used
    }
}

/// The question whether to close the day, for an empty house. Yes is preselected.
pub(crate) fn close_question(house: &House, lang: Lang) -> Confirm {
    let (came, missing) = (house.day.came(), house.missing().count());
    let question = t!(lang, "sweep-close", came = came, missing = missing);
    let close = Command::CloseDay {
        day: house.day.day,
        note: String::new(),
    };
    Confirm {
        answer: Answer::Yes,
        ..Confirm::new(question, vec![Job::Do(close)])
    }
}
