//! The roll call, and the list of children still in the house before the day is closed.

use super::state::Evacuation;
use crate::desk::command::Command;
use crate::domain::{ChildId, Moment};
use crate::house::House;
use crate::i18n::Lang;
use crate::screens::effect::{Answer, Confirm, Job};
use crate::t;

impl Evacuation {
    /// Lists the children in the house by the register that was read at this moment, also during late
    /// entries. Keeps existing ticks of listed children and the selected child.
    pub(crate) fn call(&mut self, house: &House, read_at: Option<Moment>) {
        let selected = self.children.get(self.selected).copied();
        self.children = house.inside_on(&house.day);
        self.read_at = read_at;
        let children = &self.children;
        self.safe.retain(|child| children.contains(child));
        let place = children.iter().position(|child| Some(*child) == selected);
        self.selected = place.unwrap_or_default();
    }

    /// Toggles the tick of the selected child and selects the next unticked one.
    pub(crate) fn tick(&mut self) {
        let Some(child) = self.children.get(self.selected).copied() else {
            return;
        };
        if !self.safe.insert(child) {
            self.safe.remove(&child);
            return;
        }
        let is_unseen = |place: &usize| {
            let child: Option<&ChildId> = self.children.get(*place);
            child.is_some_and(|child| !self.safe.contains(child))
        };
        let after = (self.selected..self.children.len()).find(is_unseen);
        if let Some(next) = after.or_else(|| (0..self.selected).find(is_unseen)) {
            self.selected = next;
        }
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
