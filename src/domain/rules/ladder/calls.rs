//! Whom the calls about a matter rang, and who is next. Nobody is taken to have been rung because somebody rang.

use super::rung::Rung;
use crate::domain::contact::to_call;
use crate::domain::rules::facts::Facts;
use crate::domain::{ChildId, ContactId, FollowUp, Visit};

/// The calls about a matter, in the order in which they are counted.
#[derive(Debug, Clone)]
pub(super) struct Calls<'f> {
    /// Whom one may call, in calling order.
    contacts: Vec<ContactId>,
    visits: &'f [Visit],
    named: Vec<ContactId>,
    unnamed: usize,
}

impl<'f> Calls<'f> {
    pub(super) fn of(child: Option<ChildId>, facts: &Facts<'f>) -> Self {
        let contacts = child.and_then(|child| facts.contacts.get(&child));
        let visits = child.and_then(|child| facts.visits.get(&child));
        let contacts = to_call(contacts.map_or(&[], Vec::as_slice));
        Self {
            contacts: contacts.into_iter().map(|one| one.id).collect(),
            visits: visits.map_or(&[], Vec::as_slice),
            named: Vec::new(),
            unnamed: 0,
        }
    }

    /// Counts a call.
    pub(super) fn add(&mut self, step: &FollowUp) {
        let call = self.visits.iter().find(|one| step.visit == Some(one.id));
        match call.and_then(|call| call.contact) {
            Some(contact) if self.named.contains(&contact) => {}
            Some(contact) => self.named.push(contact),
            None => self.unnamed += 1,
        }
    }

    /// Whether two contacts are known to have been rung, the first one among them. With fewer than two contacts, whether
    /// somebody rang twice.
    pub(super) fn are_two(&self) -> bool {
        match self.contacts.as_slice() {
            [] | [_] => self.named.len() + self.unnamed >= 2,
            [first, ..] => self.named.len() >= 2 && self.named.contains(first),
        }
    }

    /// Whom the next call rings: the first contact not yet rung. Where nobody said who was rung, the first one again or
    /// the second; where the home begins with the second contact, that one.
    pub(super) fn next(&self, rung: Rung) -> Vec<ContactId> {
        let contacts = self.contacts.iter();
        if rung == Rung::SecondContact && self.named.is_empty() && self.unnamed == 0 {
            let second = self.contacts.get(1).or_else(|| self.contacts.first());
            return Vec::from_iter(second.copied());
        }
        if self.named.is_empty() && self.unnamed > 0 {
            return contacts.take(2).copied().collect();
        }
        let mut rest = contacts.filter(|one| !self.named.contains(one));
        let next = rest.next().or_else(|| self.contacts.first());
        next.copied().into_iter().collect()
    }
}
