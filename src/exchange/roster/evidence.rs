//! What tells two children of one name and birthday apart where no identity number does.

use super::draft::Draft;
use super::input::Identity;
use crate::domain::codes::coded;
use crate::domain::contact::Relation;
use crate::domain::{Child, Contact, tidy};
use crate::exchange::lexicon::Field;
use chrono::NaiveDate;

coded! {
    /// By what a row was matched with a child.
    pub(super) MatchedBy {
        /// The identity number.
        IdNo = "id-no",
        /// Name and birth date, and nothing contradicts.
        NameAndBirth = "name-birth",
        /// A person said so.
        Person = "person",
    }
}

/// What a row says of who the child is.
pub(super) struct Searched<'r> {
    pub(super) name: &'r str,
    pub(super) birth: Option<NaiveDate>,
    pub(super) id_no: &'r str,
    pub(super) evidence: Option<&'r Evidence>,
    pub(super) identity: Identity,
}

/// The people around a child and where it lives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    people: Vec<(Role, String)>,
    phones: Vec<String>,
    address: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Father,
    Mother,
    Carer,
}

impl Role {
    const fn of(relation: Relation, is_caregiver: bool) -> Option<Self> {
        match relation {
            Relation::Father => Some(Self::Father),
            Relation::Mother => Some(Self::Mother),
            _ if is_caregiver => Some(Self::Carer),
            _ => None,
        }
    }

    const fn field(self) -> Field {
        match self {
            Self::Father => Field::FatherName,
            Self::Mother => Field::MotherName,
            Self::Carer => Field::CarerName,
        }
    }
}

impl Evidence {
    pub(super) fn of_draft(draft: &Draft) -> Self {
        let contacts = draft.contacts.iter();
        let people = contacts.clone().filter_map(|one| {
            let role = Role::of(one.relation, one.is_caregiver)?;
            Some((role, tidy::person(&one.name)))
        });
        Self {
            people: people.collect(),
            phones: phones(contacts.map(|one| one.phones.as_str())),
            address: tidy::compact(&draft.live_address),
        }
    }

    pub(super) fn of_file(child: &Child, contacts: &[Contact]) -> Self {
        let people = contacts.iter().filter_map(|one| {
            let role = Role::of(one.relation, one.is_caregiver)?;
            Some((role, tidy::person(&one.name)))
        });
        Self {
            people: people.collect(),
            phones: phones(contacts.iter().map(|one| one.phones.as_str())),
            address: tidy::compact(&child.live_address),
        }
    }

    /// The fields in which the other says something else. What one of them does not say is no contradiction, and a caregiver
    /// may be known to the other as a parent.
    pub(super) fn against(&self, other: &Self) -> Vec<Field> {
        let mut fields = Vec::new();
        let is_named = |name: &String| other.people.iter().any(|(_, known)| known == name);
        for (role, name) in &self.people {
            let has_role = other.people.iter().any(|(known, _)| known == role);
            if has_role && !is_named(name) {
                fields.push(role.field());
            }
        }
        let has_phones = !self.phones.is_empty() && !other.phones.is_empty();
        if has_phones && !self.phones.iter().any(|one| other.phones.contains(one)) {
            fields.push(Field::CarerPhone);
        }
        let (here, there) = (self.address.as_str(), other.address.as_str());
        // One of them may leave out the county or the number of the house.
        let is_part = here.contains(there) || there.contains(here);
        if !here.is_empty() && !there.is_empty() && !is_part {
            fields.push(Field::LiveAddress);
        }
        fields
    }
}

fn phones<'p>(all: impl Iterator<Item = &'p str>) -> Vec<String> {
    all.flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect()
}
