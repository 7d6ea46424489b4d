//! Choice of the person who collects a child: a listed contact, nobody if agreed, or an unlisted
//! person with a director's approval.

use super::state::{Collect, Collector, DoorForm, DoorTurn, State};
use crate::desk::command::{Command, SignOut};
use crate::domain::{ChildId, OutTo};
use crate::house::House;
use crate::screens::effect::{Effect, Env, Turn};

impl Collect {
    /// The possible answers for a child.
    pub(crate) fn new(house: &House, child: ChildId) -> Self {
        let register = &house.register;
        let listed = register.collectors(child);
        let listed = listed.map(|one| Collector::Contact(one.id));
        let goes_alone = register
            .get(child)
            .is_some_and(|file| file.walks_home == Some(true));
        let alone = goes_alone.then_some(Collector::Alone);
        let options = listed.chain(alone).chain([Collector::Unlisted]).collect();
        Self {
            child,
            options,
            selected: 0,
        }
    }
}

/// Applies the chosen answer. Listed contacts sign the child out; unlisted ones open a form.
pub(crate) fn choose(
    house: &House,
    state: &mut State,
    env: Env,
    child: ChildId,
    collector: Collector,
) -> Vec<Effect<DoorForm>> {
    Turn::effects(house, state, env, |turn| turn.sign_out(child, collector))
}

impl DoorTurn<'_> {
    fn sign_out(&mut self, child: ChildId, collector: Collector) {
        let to = match collector {
            Collector::Contact(id) => OutTo::Contact(id),
            Collector::Alone => OutTo::Alone,
            Collector::Unlisted => return self.ask_unlisted(child),
        };
        self.perform(Command::SignOut(SignOut {
            child,
            to,
            allowed_by: None,
            note: String::new(),
            when: self.state.when(),
        }));
    }
}
