//! Reads father, mother and caregiver from a row.

use super::draft::DraftContact;
use super::reader::Reader;
use crate::domain::contact::Relation;
use crate::domain::tidy::is_same_person;
use crate::exchange::lexicon::{self, Field};
use crate::exchange::note::NoteCode;

/// Contacts of a row in the order of calling; a caregiver who lives with the child is first.
pub(super) fn read(reader: &mut Reader<'_>) -> Vec<DraftContact> {
    let father = parent(
        reader,
        Relation::Father,
        [Field::FatherName, Field::FatherPhone, Field::FatherWork],
    );
    let mother = parent(
        reader,
        Relation::Mother,
        [Field::MotherName, Field::MotherPhone, Field::MotherWork],
    );
    let mut contacts: Vec<DraftContact> = [father, mother].into_iter().flatten().collect();
    if let Some(carer) = carer(reader) {
        add_carer(&mut contacts, carer);
    }
    contacts
}

fn parent(reader: &mut Reader<'_>, relation: Relation, fields: [Field; 3]) -> Option<DraftContact> {
    let [name, phone, work] = fields;
    let phones = reader.phones(phone);
    let name = reader.person(name);
    let work_place = reader.words(work);
    if name.is_empty() {
        loose_phone(reader, phone, &phones);
        return None;
    }
    Some(DraftContact {
        name,
        relation,
        is_caregiver: false,
        phones,
        work_place,
    })
}

fn carer(reader: &mut Reader<'_>) -> Option<DraftContact> {
    let phones = reader.phones(Field::CarerPhone);
    let name = reader.person(Field::CarerName);
    let relation = relation(reader);
    if name.is_empty() {
        loose_phone(reader, Field::CarerPhone, &phones);
        return None;
    }
    let work_place = String::new();
    Some(DraftContact {
        name,
        relation,
        is_caregiver: true,
        phones,
        work_place,
    })
}

fn relation(reader: &mut Reader<'_>) -> Relation {
    let word = reader.words(Field::CarerRelation);
    if word.is_empty() {
        return Relation::Other;
    }
    lexicon::relation(&word).unwrap_or_else(|| {
        reader.say_of(NoteCode::RelationUnknown, Field::CarerRelation, &word);
        Relation::Other
    })
}

/// Keeps a phone number without a name in the file's note: it cannot be a contact.
fn loose_phone(reader: &mut Reader<'_>, field: Field, phones: &str) {
    if !phones.is_empty() {
        reader.say_of(NoteCode::PhoneWithoutName, field, phones);
        reader.keep(phones);
    }
}

/// Merges the caregiver with a parent of the same name. A grandfather with the father's name is
/// another person, so relations must agree too.
fn add_carer(contacts: &mut Vec<DraftContact>, carer: DraftContact) {
    let is_same = |contact: &DraftContact| {
        let fits = carer.relation == Relation::Other || carer.relation == contact.relation;
        fits && is_same_person(&contact.name, &carer.name)
    };
    let Some(same) = contacts.iter().position(is_same) else {
        contacts.insert(0, carer);
        return;
    };
    let mut contact = contacts.remove(same);
    contact.is_caregiver = true;
    for phone in carer.phones.split_whitespace() {
        if !contact
            .phones
            .split_whitespace()
            .any(|known| known == phone)
        {
            let gap = if contact.phones.is_empty() { "" } else { " " };
            contact.phones = format!("{}{gap}{phone}", contact.phones);
        }
    }
    contacts.insert(0, contact);
}
