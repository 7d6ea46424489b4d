//! Reads one row: each value by its own rule, then the values against each other.

use super::contacts;
use super::draft::Draft;
use super::input::RowInput;
use super::reader::{Phones, Reader};
use crate::domain::calendar::said_days::said_days;
use crate::domain::child::Sex;
use crate::domain::tidy;
use crate::exchange::lexicon::{self, Field};
use crate::exchange::note::Note;
use chrono::NaiveDate;

/// Facts read from a row. `draft` is `None` if the row lacks a required value.
pub(super) struct RowFacts {
    pub(super) name: String,
    pub(super) birth_date: Option<NaiveDate>,
    pub(super) id_no: String,
    pub(super) notes: Vec<Note>,
    pub(super) draft: Option<Draft>,
}

/// Reads a row.
pub(super) fn read(input: &RowInput, today: NaiveDate, phones: Phones) -> RowFacts {
    let mut reader = Reader::new(input, phones);
    let Some(name) = reader.name() else {
        let name = tidy::trimmed(input.text(Field::Name));
        let notes = reader.notes;
        return RowFacts {
            name,
            birth_date: None,
            id_no: String::new(),
            notes,
            draft: None,
        };
    };
    reader.remark_on_traps();
    let id = reader.id();
    let birth_date = reader.birth_date(id.as_ref(), today);
    let sex = reader.sex(id.as_ref());
    let id_no = id.map(|id| id.number).unwrap_or_default();
    let draft = draft(&mut reader, &name, sex, birth_date, &id_no, today);
    RowFacts {
        name,
        birth_date,
        id_no,
        notes: reader.notes,
        draft,
    }
}

/// Reads the other fields, so that all notes appear at once, and builds the draft if sex and birth
/// date are known.
fn draft(
    reader: &mut Reader<'_>,
    name: &str,
    sex: Option<Sex>,
    birth_date: Option<NaiveDate>,
    id_no: &str,
    today: NaiveDate,
) -> Option<Draft> {
    let health = reader.coded(Field::Health, lexicon::health);
    let boarding = reader.coded(Field::Boarding, lexicon::yes_no);
    let (school, class) = reader.school();
    let stage = reader
        .coded(Field::Stage, lexicon::stage)
        .or_else(|| lexicon::stage(&class));
    let tags = reader.tags(health, today);
    let contacts = contacts::read(reader);
    let teacher_phone = reader.phones(Field::TeacherPhone);
    let joined_on = reader.joined_on();
    let expected_days = reader.coded(Field::ExpectedDays, said_days);
    let note = reader.note();
    Some(Draft {
        file_no: Some(reader.words(Field::FileNo)).filter(|number| !number.is_empty()),
        name: name.to_owned(),
        nickname: reader.words(Field::Nickname),
        sex: sex?,
        birth_date: birth_date?,
        id_no: id_no.to_owned(),
        ethnicity: reader.words(Field::Ethnicity),
        live_address: reader.words(Field::LiveAddress),
        hukou_address: reader.words(Field::HukouAddress),
        hamlet: reader.words(Field::Hamlet),
        stage,
        school,
        class,
        boarding,
        teacher: reader.words(Field::Teacher),
        teacher_phone,
        health,
        disability_types: reader.words(Field::Disability),
        illness: reader.words(Field::Illness),
        allergy: reader.words(Field::Allergy),
        joined_on,
        expected_days,
        note,
        tags,
        contacts,
    })
}
