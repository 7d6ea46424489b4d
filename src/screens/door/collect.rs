//! Choice of the person who collects a child: a listed contact, nobody if agreed, or an unlisted
//! person with a director's approval.

use super::state::{Collect, Collector, DoorForm, DoorTurn, State};
use crate::desk::command::{Command, SignOut};
use crate::domain::{ChildId, OutTo};
use crate::house::House;
use crate::screens::effect::{Effect, Env, Tone, Turn};
use crate::t;

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
        let siblings = register.siblings(child).map(|sibling| sibling.id);
        Self {
            child,
            options,
            selected: 0,
            siblings: siblings
                .filter(|sibling| house.door_stay(*sibling).is_some())
                .collect(),
            with_siblings: false,
        }
    }

    /// Brothers and sisters in the house leave too, or not. Returns whether there are any.
    pub(crate) fn toggle_siblings(&mut self) -> bool {
        self.with_siblings = !self.with_siblings && !self.siblings.is_empty();
        !self.siblings.is_empty()
    }

    /// The brothers and sisters who leave too.
    fn also(&self) -> &[ChildId] {
        if self.with_siblings {
            &self.siblings
        } else {
            &[]
        }
    }
}

/// Applies the chosen answer. Listed contacts sign the child out; unlisted ones open a form.
pub(crate) fn choose(
    house: &House,
    state: &mut State,
    env: Env,
    collect: &Collect,
    collector: Collector,
) -> Vec<Effect<DoorForm>> {
    Turn::effects(house, state, env, |turn| {
        turn.sign_out(collect, collector);
    })
}

impl DoorTurn<'_> {
    fn sign_out(&mut self, collect: &Collect, collector: Collector) {
        let to = match collector {
            Collector::Contact(id) => OutTo::Contact(id),
            Collector::Alone => OutTo::Alone,
            Collector::Unlisted => return self.ask_unlisted(collect.child, collect.also()),
        };
        let mut also = Vec::new();
        for sibling in collect.also() {
            let Some(same) = self.same_for(*sibling, collect.child, &to) else {
                let name = self.house.register.distinct_name(*sibling).into_owned();
                let text = t!(self.env.lang, "collect-not-for", name = name);
                return self.say(Tone::Bad, text);
            };
            also.push((*sibling, same));
        }
        self.perform(Command::SignOut(SignOut {
            child: collect.child,
            to,
            also,
            allowed_by: None,
            note: String::new(),
            when: self.state.when(),
        }));
    }

    /// The same answer for a brother or sister: the person of the same name on that child's own list.
    fn same_for(&self, sibling: ChildId, child: ChildId, to: &OutTo) -> Option<OutTo> {
        let register = &self.house.register;
        match to {
            OutTo::Contact(id) => {
                let person = register.collectors(child).find(|one| one.id == *id)?;
                let mut listed = register.collectors(sibling);
                let same = listed.find(|one| one.name == person.name)?;
                Some(OutTo::Contact(same.id))
            }
            OutTo::Alone => {
                let file = register.get(sibling)?;
                (file.walks_home == Some(true)).then_some(OutTo::Alone)
            }
            OutTo::Unlisted | OutTo::NotKnown => None,
        }
    }
}
