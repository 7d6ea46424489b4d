//! Reads the values of one row, each by its own rule, and notes errors.

use super::draft::DraftTag;
use super::input::{Origin, RowInput};
use crate::domain::child::{Health, Sex};
use crate::domain::date::{self, DateError, Form};
use crate::domain::file_check::{self, WrongAge};
use crate::domain::id_no::{self, IdError, IdNo};
use crate::domain::phone::{self, PhoneError};
use crate::domain::{TagCode, names, tidy};
use crate::exchange::lexicon::{self, Category, Field};
use crate::exchange::note::{Note, NoteCode};
use chrono::NaiveDate;

/// Which phone numbers are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phones {
    /// Valid numbers.
    #[default]
    Real,
    /// Also the invented numbers of the demo home.
    Demo,
}

/// The values of a row being read, with the notes so far.
pub(super) struct Reader<'a> {
    input: &'a RowInput,
    phones: Phones,
    pub(super) notes: Vec<Note>,
    /// Words that fit no field; they go into the file's note.
    leftover: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(input: &'a RowInput, phones: Phones) -> Self {
        Self {
            input,
            phones,
            notes: Vec::new(),
            leftover: Vec::new(),
        }
    }

    pub(super) fn say(&mut self, code: NoteCode) {
        self.notes.push(Note::new(code));
    }

    pub(super) fn say_of(&mut self, code: NoteCode, field: Field, value: &str) {
        let note = Note::new(code)
            .with("field", field.code())
            .with("value", value);
        self.notes.push(note);
    }

    /// Adds words to the file's note.
    pub(super) fn keep(&mut self, words: &str) {
        self.leftover.push(words.to_owned());
    }

    pub(super) fn raw(&self, field: Field) -> &str {
        self.input.text(field)
    }

    /// A field as plain text; "none" and dashes give an empty text.
    pub(super) fn words(&self, field: Field) -> String {
        let text = tidy::trimmed(self.input.text(field));
        // Most lists have a third of the columns.
        if text.is_empty() || lexicon::is_nothing(&text) {
            String::new()
        } else {
            text
        }
    }

    /// A person's name without padding spaces.
    pub(super) fn person(&self, field: Field) -> String {
        tidy::person(&self.words(field))
    }

    pub(super) fn name(&mut self) -> Option<String> {
        let raw = self.input.text(Field::Name);
        let plain = tidy::trimmed(raw);
        if plain.is_empty() {
            self.say(NoteCode::NoName);
            return None;
        }
        let is_formula = self.input.origin(Field::Name) == Origin::Formula;
        if is_formula || !names::is_name(&plain) {
            self.notes
                .push(Note::new(NoteCode::NameUnusable).with("value", plain));
            return None;
        }
        // Spaces between Han characters only pad a name to the column's width.
        let name = tidy::person(&plain);
        if name != raw {
            self.notes
                .push(Note::new(NoteCode::NameTidied).with("value", &name));
        }
        Some(name)
    }

    pub(super) fn remark_on_traps(&mut self) {
        self.notes.extend(self.input.torn.map(Note::from));
        for (field, value) in self.input.values() {
            let most = longest(field);
            if tidy::trimmed(&value.text).chars().count() > most {
                let note = Note::new(NoteCode::TooLong).with("field", field.code());
                self.notes.push(note.with("count", most));
            }
            let code = match value.origin {
                Origin::Formula => NoteCode::FormulaAsText,
                Origin::Error => NoteCode::CellError,
                Origin::Plain
                | Origin::Typed
                | Origin::Serial
                | Origin::Day
                | Origin::Moved
                | Origin::LostDigits => continue,
            };
            let note = Note::new(code)
                .with("field", field.code())
                .with("value", &value.text);
            self.notes.push(note);
        }
    }

    pub(super) fn id(&mut self) -> Option<IdNo> {
        let raw = self.input.text(Field::IdNo);
        if self.words(Field::IdNo).is_empty() {
            self.say(NoteCode::NoId);
            return None;
        }
        if self.input.origin(Field::IdNo) == Origin::LostDigits {
            self.say(NoteCode::IdLostDigits);
            return None;
        }
        let id = match id_no::parse(raw) {
            Ok(id) => id,
            Err(error) => {
                self.notes.push(id_note(error));
                return None;
            }
        };
        if id.tidied {
            self.say(NoteCode::IdTidied);
        }
        if !id.province_known {
            self.say(NoteCode::IdProvince);
        }
        Some(id)
    }

    pub(super) fn birth_date(&mut self, id: Option<&IdNo>, today: NaiveDate) -> Option<NaiveDate> {
        let birth_date = self.written_birth_date(id)?;
        let note = file_check::wrong_age(birth_date, today).map(|wrong| match wrong {
            WrongAge::Unborn => Note::new(NoteCode::BirthFuture).with("value", birth_date),
            WrongAge::Adult(years) => Note::new(NoteCode::Over18).with("value", years),
        });
        self.notes.extend(note);
        Some(birth_date)
    }

    fn written_birth_date(&mut self, id: Option<&IdNo>) -> Option<NaiveDate> {
        let inside = id.map(|id| id.birth_date);
        let raw = tidy::trimmed(self.input.text(Field::BirthDate));
        if raw.is_empty() {
            self.say(if inside.is_some() {
                NoteCode::BirthFromId
            } else {
                NoteCode::BirthMissing
            });
            return inside;
        }
        let read = match date::parse(&raw) {
            Ok(read) => read,
            Err(error) => {
                let code = match error {
                    DateError::NoSuchDay => NoteCode::BirthNoSuchDay,
                    DateError::NotADate | DateError::Future => NoteCode::BirthNotADate,
                };
                self.notes.push(Note::new(code).with("value", raw));
                return None;
            }
        };
        if read.form == Form::MonthOnly {
            return Some(self.birth_month(read.day, inside));
        }
        match (self.input.origin(Field::BirthDate), read.form) {
            (Origin::Serial, _) => {
                self.notes
                    .push(Note::new(NoteCode::DateSerial).with("value", read.day));
            }
            (Origin::Moved, _) => {
                self.notes
                    .push(Note::new(NoteCode::DateMoved).with("value", read.day));
            }
            (_, Form::Tidied) => {
                self.notes
                    .push(Note::new(NoteCode::DateTidied).with("value", read.day));
            }
            _ => {}
        }
        self.compare_birth(read.day, inside.filter(|inside| *inside != read.day));
        Some(read.day)
    }

    /// Handles a birth date without a day: the identity number may have it.
    fn birth_month(&mut self, first: NaiveDate, inside: Option<NaiveDate>) -> NaiveDate {
        match inside {
            Some(inside) if date::same_month(inside, first) => {
                self.say(NoteCode::BirthFromId);
                inside
            }
            other => {
                self.notes
                    .push(Note::new(NoteCode::DateMonthOnly).with("value", first));
                self.compare_birth(first, other);
                first
            }
        }
    }

    fn compare_birth(&mut self, written: NaiveDate, other_inside: Option<NaiveDate>) {
        if let Some(inside) = other_inside {
            let note = Note::new(NoteCode::BirthVsId).with("value", written);
            self.notes.push(note.with("inside", inside));
        }
    }

    pub(super) fn sex(&mut self, id: Option<&IdNo>) -> Option<Sex> {
        let inside = id.map(|id| id.sex);
        let raw = tidy::trimmed(self.input.text(Field::Sex));
        if raw.is_empty() {
            self.say(if inside.is_some() {
                NoteCode::SexFromId
            } else {
                NoteCode::SexMissing
            });
            return inside;
        }
        let Some(written) = lexicon::sex(&raw) else {
            self.notes
                .push(Note::new(NoteCode::SexUnknown).with("value", raw));
            return None;
        };
        if inside.is_some_and(|inside| inside != written) {
            self.notes
                .push(Note::new(NoteCode::SexVsId).with("value", raw));
        }
        Some(written)
    }

    pub(super) fn coded<C>(&mut self, field: Field, read: impl Fn(&str) -> Option<C>) -> Option<C> {
        let text = tidy::trimmed(self.input.text(field));
        if text.is_empty() {
            return None;
        }
        let raw = self.words(field);
        // In a yes-or-no column "none" is an answer, elsewhere an empty value.
        let found = read(&text);
        if found.is_none() && !raw.is_empty() {
            self.say_of(NoteCode::WordUnknown, field, &raw);
            self.leftover.push(raw);
        }
        found
    }

    pub(super) fn school(&self) -> (String, String) {
        let (school, class) = (self.words(Field::School), self.words(Field::Class));
        if !school.is_empty() || !class.is_empty() {
            return (school, class);
        }
        lexicon::school_and_class(&self.words(Field::SchoolClass))
    }

    pub(super) fn tags(&mut self, health: Option<Health>, today: NaiveDate) -> Vec<DraftTag> {
        let raw = self.words(Field::Category);
        let found = match lexicon::categories_of(&raw) {
            Ok(found) => found,
            Err(unknown) => {
                let known: Vec<&str> = TagCode::ALL.iter().map(|tag| tag.code()).collect();
                let note = Note::new(NoteCode::CategoryUnknown).with("value", unknown);
                self.notes.push(note.with("known", known.join(" ")));
                return Vec::new();
            }
        };
        let by_today = |text: &str| whole_day(text).filter(|day| *day <= today);
        let from_day = self.coded(Field::CategorySince, by_today);
        if found.is_empty() && from_day.is_some() {
            let of_nothing = self.words(Field::CategorySince);
            self.keep(&of_nothing);
        }
        let mut tags: Vec<DraftTag> = Vec::new();
        for (category, word) in found {
            let (code, evidence) = match category {
                Category::Tag(code) => (code, String::new()),
                Category::Umbrella => (lexicon::umbrella(health), word),
            };
            if category == Category::Umbrella {
                let note = Note::new(NoteCode::CategoryUmbrella).with("value", &evidence);
                self.notes
                    .push(note.with("tag", code.code().to_ascii_lowercase()));
            }
            if tags.iter().all(|tag| tag.code != code) {
                tags.push(DraftTag {
                    code,
                    from_day,
                    evidence,
                    is_primary: tags.is_empty(),
                });
            }
        }
        tags
    }

    pub(super) fn joined_on(&mut self) -> Option<NaiveDate> {
        let raw = self.words(Field::JoinedOn);
        if raw.is_empty() {
            return None;
        }
        let read = whole_day(&raw);
        if read.is_none() {
            self.notes
                .push(Note::new(NoteCode::JoinedUnclear).with("value", &raw));
            self.leftover.push(raw);
        }
        read
    }

    /// Phone numbers in a field, digits only, separated by spaces; invalid ones get a note.
    pub(super) fn phones(&mut self, field: Field) -> String {
        let mut numbers: Vec<String> = Vec::new();
        for piece in phone::pieces(&self.words(field)) {
            let read = match self.phones {
                Phones::Real => phone::parse(&piece),
                Phones::Demo => phone::parse_demo(&piece),
            };
            match read {
                Ok(number) => numbers.push(number.digits),
                Err(error) => self.say_of(phone_code(error), field, &piece),
            }
        }
        let joined = numbers.join(" ");
        if numbers.len() == 1 && joined != self.raw(field) {
            self.say_of(NoteCode::PhoneTidied, field, &joined);
        }
        joined
    }

    pub(super) fn note(&mut self) -> String {
        let mut note = self.words(Field::Note);
        for word in self.leftover.drain(..) {
            if !note.is_empty() {
                note.push_str("; ");
            }
            note.push_str(&word);
        }
        note
    }
}

/// A day as the forms take it: a month alone is none.
fn whole_day(text: &str) -> Option<NaiveDate> {
    let read = date::parse(text).ok()?;
    (read.form != Form::MonthOnly).then_some(read.day)
}

/// Most characters of a field; the store takes no more.
const fn longest(field: Field) -> usize {
    match field {
        Field::Name | Field::FatherName | Field::MotherName | Field::CarerName => tidy::NAME_MAX,
        _ => tidy::NOTE_MAX,
    }
}

fn id_note(error: IdError) -> Note {
    match error {
        IdError::Old => Note::new(NoteCode::IdOld),
        IdError::Length(length) => Note::new(NoteCode::IdLength).with("count", length),
        IdError::Characters => Note::new(NoteCode::IdCharacters),
        IdError::Birth => Note::new(NoteCode::IdBirth),
        IdError::CheckDigit => Note::new(NoteCode::IdCheckDigit),
    }
}

pub(in crate::exchange) fn phone_code(error: PhoneError) -> NoteCode {
    match error {
        PhoneError::TooShort(_) => NoteCode::PhoneTooShort,
        PhoneError::TooLong(_) => NoteCode::PhoneTooLong,
        PhoneError::NotAPhone => NoteCode::PhoneNotAPhone,
    }
}
