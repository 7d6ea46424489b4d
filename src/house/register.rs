//! The register in memory: all files in pinyin order, with a search index.

use super::home::HomeFacts;
use super::matters::RuleInput;
use crate::domain::contact;
use crate::domain::find;
use crate::domain::find::SearchEntry;
use crate::domain::namesakes;
use crate::domain::{Child, ChildId, Contact, Tag, TagCode};
use crate::store::{Card, Known, Roster};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::HashMap;

/// All files with contacts, categories and cards. A village has about 1,500 children at most, so
/// they fit in memory.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(Clone))]
pub struct Register {
    children: Vec<Child>,
    entries: Vec<SearchEntry>,
    place: HashMap<ChildId, usize>,
    /// What tells children of one name apart.
    marks: HashMap<ChildId, String>,
    roster: Roster,
}

impl Register {
    /// Sorts the files by pinyin and builds the search index once.
    pub(crate) fn new(mut roster: Roster) -> Self {
        let children = std::mem::take(&mut roster.children);
        let phones = |id| {
            roster
                .contacts
                .get(&id)
                .map_or(&[][..], Vec::as_slice)
                .iter()
        };
        let mut entries: Vec<SearchEntry> = children
            .iter()
            .map(|child| {
                SearchEntry::of(child).phones(phones(child.id).map(|one| one.phones.as_str()))
            })
            .collect();
        find::in_pinyin_order(&mut entries);
        let place: HashMap<ChildId, usize> = entries
            .iter()
            .enumerate()
            .map(|(i, entry)| (entry.child, i))
            .collect();
        let mut children = children;
        children.sort_by_cached_key(|child| place.get(&child.id).copied());
        let marks = namesakes::marks(children.iter());
        Self {
            children,
            entries,
            place,
            marks,
            roster,
        }
    }

    /// The input of the rules.
    pub(crate) fn rule_input<'s>(&'s self, home: &'s HomeFacts, known: &'s Known) -> RuleInput<'s> {
        RuleInput {
            children: &self.children,
            tags: &self.roster.tags,
            contacts: &self.roster.contacts,
            home,
            known,
        }
    }

    /// All files in pinyin order.
    pub(crate) fn children(&self) -> &[Child] {
        &self.children
    }

    /// The search index, in the same order as [`Register::children`].
    pub fn entries(&self) -> &[SearchEntry] {
        &self.entries
    }

    /// The file of a child.
    pub(crate) fn get(&self, id: ChildId) -> Option<&Child> {
        self.place
            .get(&id)
            .and_then(|place| self.children.get(*place))
    }

    /// The name of a child; empty without a file.
    pub(crate) fn name(&self, id: ChildId) -> &str {
        self.get(id).map_or("", |child| child.name.as_str())
    }

    /// The name, with what tells the child apart if another one has the same name; see [`namesakes`]. Safe
    /// to show at the door, where bystanders can read the screen.
    pub(crate) fn distinct_name(&self, id: ChildId) -> Cow<'_, str> {
        let name = self.name(id);
        match self.marks.get(&id) {
            Some(mark) => Cow::Owned(format!("{name} {mark}")),
            None => Cow::Borrowed(name),
        }
    }

    /// Contacts in the order of calls.
    pub(crate) fn contacts(&self, id: ChildId) -> &[Contact] {
        self.roster.contacts.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Contacts who may collect the child.
    pub(crate) fn collectors(&self, id: ChildId) -> impl Iterator<Item = &Contact> {
        self.contacts(id)
            .iter()
            .filter(|one| one.can_collect && one.is_allowed())
    }

    /// The contact to call first: one with a phone, the caregiver before others.
    pub(crate) fn contact_to_call(&self, id: ChildId) -> Option<&Contact> {
        self.contacts_to_call(id).first().copied()
    }

    /// The contacts whom one may call and who have a phone, in the order of calling.
    pub(crate) fn contacts_to_call(&self, id: ChildId) -> Vec<&Contact> {
        contact::to_call(self.contacts(id))
    }

    /// The caregiver, else the first contact to call.
    pub(crate) fn caregiver(&self, id: ChildId) -> Option<&Contact> {
        let contacts = self.contacts(id);
        contacts
            .iter()
            .find(|one| one.is_caregiver)
            .or_else(|| contacts.first())
    }

    /// All categories of the child, past ones included.
    pub(crate) fn tags(&self, id: ChildId) -> &[Tag] {
        self.roster.tags.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether the child has this category on a day.
    pub(crate) fn has_tag(&self, id: ChildId, code: TagCode, day: NaiveDate) -> bool {
        self.tags(id)
            .iter()
            .any(|tag| tag.code == code && tag.holds_on(day))
    }

    /// The owner of a card.
    pub(crate) fn card_owner(&self, code: &str) -> Option<ChildId> {
        self.roster
            .cards
            .iter()
            .find(|card| card.code == code)
            .map(|card| card.child)
    }

    /// Whether a card's code begins with this text.
    pub(crate) fn is_card_prefix(&self, typed: &str) -> bool {
        self.roster
            .cards
            .iter()
            .any(|card| card.code.starts_with(typed))
    }

    /// The cards of a child.
    pub(crate) fn cards(&self, id: ChildId) -> impl Iterator<Item = &Card> {
        self.roster
            .cards
            .iter()
            .filter(move |card| card.child == id)
    }

    /// The other children of the household, in pinyin order.
    pub(crate) fn siblings(&self, id: ChildId) -> impl Iterator<Item = &Child> {
        let household = self.get(id).and_then(|child| child.household);
        self.children.iter().filter(move |child| {
            child.id != id && household.is_some() && child.household == household
        })
    }

    /// The day on which the child was last seen in person.
    pub(crate) fn last_seen(&self, id: ChildId) -> Option<NaiveDate> {
        self.roster.last_seen.get(&id).copied()
    }

    /// Updates the last-seen day after a sign-in without reading the store.
    pub(crate) fn saw(&mut self, id: ChildId, day: NaiveDate) {
        let seen = self.roster.last_seen.entry(id).or_insert(day);
        *seen = day.max(*seen);
    }
}
