//! Finds the existing child for a row, and lists the differences.

use super::draft::{Draft, DraftContact};
use super::evidence::{Evidence, MatchedBy, Searched};
use super::input::Identity;
use crate::domain::codes::Coded;
use crate::domain::file_check::{Likeness, likeness};
use crate::domain::{Child, ChildId, Contact, TagCode, id_no, tidy};
use crate::exchange::lexicon::Field;
use crate::exchange::note::{Note, NoteCode};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A child on the register, with the records that a list may also give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownChild {
    /// The file.
    pub child: Child,
    /// Categories valid today, with their first days; `None` if unknown.
    pub tags: Vec<(TagCode, Option<NaiveDate>)>,
    /// Contacts.
    pub contacts: Vec<Contact>,
}

/// Result of the search for a row's child.
pub(super) enum Found<'a> {
    /// No such child.
    New,
    /// The same child, by this.
    Same(&'a KnownChild, MatchedBy),
    /// Name and birth date match and nothing else is known, but these values contradict.
    PerhapsSame(&'a KnownChild, Vec<Field>),
    /// The identity number belongs to a child with another name.
    OtherChild(&'a KnownChild),
    /// Name and birth date match, but the identity numbers differ.
    OtherId(&'a KnownChild),
}

/// The existing children, indexed by identity number, name and birth date.
pub(super) struct KnownIndex<'a> {
    all: &'a [KnownChild],
    ids: HashMap<&'a str, &'a KnownChild>,
    names: HashMap<String, Vec<&'a KnownChild>>,
    file_nos: HashMap<&'a str, ChildId>,
}

impl<'a> KnownIndex<'a> {
    pub(super) fn new(known: &'a [KnownChild]) -> Self {
        let mut index = Self {
            all: known,
            ids: HashMap::new(),
            names: HashMap::new(),
            file_nos: HashMap::new(),
        };
        for known in known {
            let child = &known.child;
            if !child.id_no.is_empty() {
                index.ids.insert(&child.id_no, known);
            }
            // As names of a list are read: an old file may have another dot in the name.
            let name = tidy::person(&child.name);
            index.names.entry(name).or_default().push(known);
            index.file_nos.insert(&child.file_no, child.id);
        }
        index
    }

    /// Searches as a person said, else by identity number, else by name and birth date.
    pub(super) fn find(&self, row: &Searched<'_>) -> Found<'a> {
        let id_no = row.id_no;
        if let Identity::Is(child) = row.identity
            && let Some(known) = self.all.iter().find(|known| known.child.id == child)
        {
            return Found::Same(known, MatchedBy::Person);
        }
        if let Some(known) = self.ids.get(id_no).filter(|_| !id_no.is_empty()) {
            return found(known, row);
        }
        let namesakes = self.namesakes(row.name).iter();
        let mut compared: Vec<Found<'a>> = namesakes
            .map(|known| found(known, row))
            .filter(|found| !matches!(found, Found::New))
            .collect();
        // Of several who could be meant, the one whom nothing contradicts.
        let sure = compared
            .iter()
            .position(|found| matches!(found, Found::Same(..)));
        match sure.or_else(|| (!compared.is_empty()).then_some(0)) {
            Some(place) => compared.swap_remove(place),
            None => Found::New,
        }
    }

    pub(super) fn namesakes(&self, name: &str) -> &[&'a KnownChild] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_taken(&self, file_no: &str) -> bool {
        self.file_nos.contains_key(file_no)
    }
}

fn found<'a>(known: &'a KnownChild, row: &Searched<'_>) -> Found<'a> {
    let is_another = row.identity == Identity::Another;
    match likeness(&known.child, row.name, row.birth, row.id_no) {
        Likeness::Same if !row.id_no.is_empty() && known.child.id_no == row.id_no => {
            Found::Same(known, MatchedBy::IdNo)
        }
        Likeness::OtherId if is_another => Found::New,
        Likeness::Same => {
            let differs = row.evidence.map_or_else(Vec::new, |evidence| {
                evidence.against(&Evidence::of_file(&known.child, &known.contacts))
            });
            if differs.is_empty() {
                // Also if a person said that it is another: that one has gone in since.
                Found::Same(known, MatchedBy::NameAndBirth)
            } else if is_another {
                Found::New
            } else {
                Found::PerhapsSame(known, differs)
            }
        }
        Likeness::OtherName => Found::OtherChild(known),
        Likeness::OtherId => Found::OtherId(known),
        Likeness::None => Found::New,
    }
}

/// Notes where list and file disagree. A value missing from the list is no disagreement. The file
/// is never overwritten.
pub(super) fn differences(draft: &Draft, known: &KnownChild) -> Vec<Note> {
    let child = &known.child;
    let mut found = Differences::default();
    found.text(Field::Nickname, &draft.nickname, &child.nickname);
    if draft.sex != child.sex {
        found.push(Field::Sex, draft.sex.code(), child.sex.code());
    }
    let filed = child
        .born()
        .map_or_else(String::new, |born| born.to_string());
    let birth = draft.birth_date.to_string();
    found.text(Field::BirthDate, &birth, &filed);
    if !draft.id_no.is_empty() && draft.id_no != child.id_no {
        let (list, file) = (id_no::masked(&draft.id_no), id_no::masked(&child.id_no));
        found.push(Field::IdNo, &list, &file);
    }
    for (field, list, file) in [
        (Field::Ethnicity, &draft.ethnicity, &child.ethnicity),
        (Field::LiveAddress, &draft.live_address, &child.live_address),
        (
            Field::HukouAddress,
            &draft.hukou_address,
            &child.hukou_address,
        ),
        (Field::Hamlet, &draft.hamlet, &child.hamlet),
        (Field::School, &draft.school, &child.school),
        (Field::Class, &draft.class, &child.class),
        (Field::Teacher, &draft.teacher, &child.teacher),
        (
            Field::TeacherPhone,
            &draft.teacher_phone,
            &child.teacher_phone,
        ),
        (
            Field::Disability,
            &draft.disability_types,
            &child.disability_types,
        ),
        (Field::Illness, &draft.illness, &child.illness),
        (Field::Allergy, &draft.allergy, &child.allergy),
        (Field::Note, &draft.note, &child.note),
    ] {
        found.text(field, list, file);
    }
    found.choice(Field::Stage, draft.stage, child.stage);
    found.choice(Field::Health, draft.health, child.health);
    let days = draft
        .expected_days
        .filter(|days| *days != child.expected_days);
    if let Some(days) = days {
        let (list, file) = (days.digits(), child.expected_days.digits());
        found.push(Field::ExpectedDays, &list, &file);
    }
    if draft.boarding.is_some() && draft.boarding != child.boarding {
        found.push(
            Field::Boarding,
            yes_no(draft.boarding),
            yes_no(child.boarding),
        );
    }
    for tag in &draft.tags {
        let Some((_, filed)) = known.tags.iter().find(|(code, _)| *code == tag.code) else {
            let filed: Vec<&str> = known.tags.iter().map(|(code, _)| code.code()).collect();
            found.push(Field::Category, tag.code.code(), &filed.join(" "));
            continue;
        };
        found.day(Field::CategorySince, tag.from_day, *filed);
    }
    for contact in &draft.contacts {
        found.contact(contact, &known.contacts);
    }
    found.0
}

#[derive(Default)]
struct Differences(Vec<Note>);

impl Differences {
    fn push(&mut self, field: Field, list: &str, file: &str) {
        let note = Note::new(NoteCode::Differs).with("field", field.code());
        let file = if file.is_empty() { "-" } else { file };
        self.0.push(note.with("list", list).with("file", file));
    }

    fn text(&mut self, field: Field, list: &str, file: &str) {
        if !list.is_empty() && list != file {
            self.push(field, list, file);
        }
    }

    fn day(&mut self, field: Field, list: Option<NaiveDate>, file: Option<NaiveDate>) {
        if let Some(list) = list.filter(|list| Some(*list) != file) {
            let file = file.map_or_else(String::new, |day| day.to_string());
            self.push(field, &list.to_string(), &file);
        }
    }

    fn choice<C: Coded + PartialEq>(&mut self, field: Field, list: Option<C>, file: Option<C>) {
        if let Some(list) = list.filter(|list| Some(*list) != file) {
            self.push(field, list.code(), file.map_or("", Coded::code));
        }
    }

    fn contact(&mut self, list: &DraftContact, filed: &[Contact]) {
        let (name, phone) = contact_fields(list);
        let Some(same) = filed
            .iter()
            .find(|contact| tidy::is_same_person(&contact.name, &list.name))
        else {
            let names: Vec<&str> = filed.iter().map(|contact| contact.name.as_str()).collect();
            self.push(name, &list.name, &names.join(" "));
            return;
        };
        let is_filed = |number: &str| same.phones.split_whitespace().any(|filed| filed == number);
        if !list.phones.split_whitespace().all(is_filed) {
            self.push(phone, &list.phones, &same.phones);
        }
    }
}

fn contact_fields(contact: &DraftContact) -> (Field, Field) {
    use crate::domain::contact::Relation;
    let carer = (Field::CarerName, Field::CarerPhone);
    if contact.is_caregiver {
        return carer;
    }
    match contact.relation {
        Relation::Father => (Field::FatherName, Field::FatherPhone),
        Relation::Mother => (Field::MotherName, Field::MotherPhone),
        Relation::PaternalGrandfather
        | Relation::PaternalGrandmother
        | Relation::MaternalGrandfather
        | Relation::MaternalGrandmother
        | Relation::Uncle
        | Relation::Aunt
        | Relation::Sibling
        | Relation::Relative
        | Relation::Neighbour
        | Relation::Teacher
        | Relation::Other => carer,
    }
}

fn yes_no(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}
