//! The cells of one row by field, with the notes about them.

use crate::domain::date::Form;
use crate::domain::phone;
use crate::domain::{Child, tidy};
use crate::exchange::headings::Columns;
use crate::exchange::lexicon::{self, HelpField};
use crate::exchange::note::{Note, NoteCode};
use crate::exchange::roster::{Phones, phone_code};
use crate::exchange::sheet::{Cell, Row};
use crate::exchange::when::{Clockwork, DayFrom};
use chrono::NaiveDate;

/// Most pieces and most yuan of one row: more is a typing error.
const MOST: f64 = 10_000_000.0;
/// Hundredths of a yuan.
const FEN: f64 = 100.0;

/// A row being read, with the notes so far.
pub(super) struct Cells<'r> {
    row: &'r Row,
    columns: &'r Columns<HelpField>,
    how: Clockwork,
    today: NaiveDate,
    pub(super) notes: Vec<Note>,
}

impl<'r> Cells<'r> {
    pub(super) fn new(
        row: &'r Row,
        columns: &'r Columns<HelpField>,
        (how, today): (Clockwork, NaiveDate),
    ) -> Self {
        Self {
            row,
            columns,
            how,
            today,
            notes: row.torn.map(Note::from).into_iter().collect(),
        }
    }

    pub(super) fn has(&self, field: HelpField) -> bool {
        self.columns.column(field).is_some()
    }

    fn cell(&self, field: HelpField) -> &'r Cell {
        let at = self.columns.column(field);
        at.map_or(&Cell::Empty, |at| self.row.cell(at))
    }

    pub(super) fn say(&mut self, note: Note) {
        self.notes.push(note);
    }

    pub(super) fn say_of(&mut self, code: NoteCode, field: HelpField, value: &str) {
        let note = Note::new(code).with("field", field.code());
        self.notes.push(note.with("value", value));
    }

    /// Says that a value is missing without which there is no record.
    pub(super) fn missing(&mut self, field: HelpField) {
        self.say(Note::new(NoteCode::FieldMissing).with("field", field.code()));
    }

    /// A value as written.
    pub(super) fn raw(&self, field: HelpField) -> String {
        tidy::trimmed(&self.cell(field).as_text())
    }

    /// A field as plain text; "none" and dashes give an empty text, and a formula does not run.
    pub(super) fn text(&mut self, field: HelpField) -> String {
        let cell = self.cell(field);
        if *cell == Cell::Error {
            self.say(Note::new(NoteCode::CellError).with("field", field.code()));
            return String::new();
        }
        let mut text = self.raw(field);
        if text.is_empty() || lexicon::is_nothing(&text) {
            return String::new();
        }
        let is_sign = |c: char| matches!(c, '=' | '@');
        if matches!(cell, Cell::Formula(_)) || text.starts_with(is_sign) {
            text = text
                .trim_start_matches(|c| is_sign(c) || matches!(c, '+' | '-'))
                .to_owned();
            self.say_of(NoteCode::FormulaAsText, field, &text);
        }
        let most = match field {
            HelpField::Name | HelpField::Child | HelpField::Helper | HelpField::Giver => {
                tidy::NAME_MAX
            }
            HelpField::Note | HelpField::Purpose | HelpField::ChildView => tidy::NOTE_MAX,
            _ => tidy::TITLE_MAX,
        };
        if text.chars().count() > most {
            let note = Note::new(NoteCode::TooLong).with("field", field.code());
            self.say(note.with("count", most));
        }
        text
    }

    /// A person's name without padding spaces.
    pub(super) fn person(&mut self, field: HelpField) -> String {
        tidy::person(&self.text(field))
    }

    /// A text of a record that is of no child: dropped if it names one.
    pub(super) fn of_no_child(&mut self, field: HelpField, children: &[Child]) -> String {
        let text = self.text(field);
        let Some(name) = named(&text, children) else {
            return text;
        };
        let note = Note::new(NoteCode::TextDropped).with("field", field.code());
        self.say(note.with("name", name));
        String::new()
    }

    /// The same where the record is nothing without the text.
    pub(super) fn naming_no_child(&mut self, field: HelpField, children: &[Child]) -> String {
        let text = self.text(field);
        if let Some(name) = named(&text, children) {
            let note = Note::new(NoteCode::NamesAChild).with("field", field.code());
            self.say(note.with("name", name));
        }
        text
    }

    /// A day that has come; `None` if the cell is empty, or says none.
    pub(super) fn day(&mut self, field: HelpField) -> Option<NaiveDate> {
        let said = self.any_day(field)?;
        if said > self.today {
            self.say(Note::new(NoteCode::DayFuture).with("day", said));
            return None;
        }
        Some(said)
    }

    /// A day, also one that has not come.
    pub(super) fn any_day(&mut self, field: HelpField) -> Option<NaiveDate> {
        let written = self.text(field);
        if written.is_empty() {
            return None;
        }
        let Some(said) = self.how.day(self.cell(field)) else {
            self.say(Note::new(NoteCode::DayNotADate).with("value", written));
            return None;
        };
        let code = match said.from {
            DayFrom::Text(Form::MonthOnly) => {
                self.say_of(NoteCode::MonthOnly, field, &said.day.to_string());
                None
            }
            DayFrom::Text(Form::Tidied) => Some(NoteCode::DateTidied),
            DayFrom::Count => Some(NoteCode::DateSerial),
            DayFrom::Moved => Some(NoteCode::DateMoved),
            DayFrom::Date | DayFrom::Text(Form::Iso) => None,
        };
        if let Some(code) = code {
            self.say(Note::new(code).with("value", said.day));
        }
        Some(said.day)
    }

    /// Phone numbers, digits only, separated by spaces; invalid ones get a note.
    pub(super) fn phones(&mut self, known: Phones) -> String {
        let written = self.text(HelpField::Phone);
        let mut numbers: Vec<String> = Vec::new();
        for piece in phone::pieces(&written) {
            let read = match known {
                Phones::Real => phone::parse(&piece),
                Phones::Demo => phone::parse_demo(&piece),
            };
            match read {
                Ok(number) => numbers.push(number.digits),
                Err(error) => self.say_of(phone_code(error), HelpField::Phone, &piece),
            }
        }
        let joined = numbers.join(" ");
        if numbers.len() == 1 && joined != written {
            self.say_of(NoteCode::PhoneTidied, HelpField::Phone, &joined);
        }
        joined
    }

    /// How many; one if nothing is said, and `None` if it is no number of things.
    pub(super) fn quantity(&mut self) -> Option<i64> {
        let written = self.text(HelpField::Quantity);
        if written.is_empty() {
            self.say(Note::new(NoteCode::QuantityOne));
            return Some(1);
        }
        let number: Option<f64> = plain_number(&written);
        let number = number.filter(|number| number.fract() == 0.0);
        let number = number.filter(|number| (1.0..=MOST).contains(number));
        if number.is_none() {
            self.say(Note::new(NoteCode::QuantityWrong).with("value", written));
        }
        number.map(|number| number as i64)
    }

    /// Worth in hundredths of a yuan; `None` if nothing is said.
    pub(super) fn worth(&mut self) -> Option<i64> {
        let written = self.text(HelpField::Worth);
        if written.is_empty() {
            return None;
        }
        let number = plain_number(&written).filter(|yuan| (0.0..=MOST).contains(yuan));
        let Some(yuan) = number else {
            self.say(Note::new(NoteCode::WorthWrong).with("value", written));
            return None;
        };
        let fen = (yuan * FEN).round();
        if fen % FEN != 0.0 {
            self.say(Note::new(NoteCode::WorthRounded).with("value", written));
        }
        Some(fen as i64)
    }
}

/// A number as people write it: with separators of thousands, with the sign or the word for yuan.
fn plain_number(text: &str) -> Option<f64> {
    let plain = tidy::compact(text);
    let plain = plain.trim_start_matches(['\u{a5}', '\u{ffe5}']);
    let plain = plain.trim_end_matches('\u{5143}').replace(',', "");
    let is_digits = plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    plain.parse().ok().filter(|_| is_digits)
}

/// The child that a text names.
fn named<'c>(text: &str, children: &'c [Child]) -> Option<&'c str> {
    let is_named = |child: &&Child| !child.name.is_empty() && text.contains(&child.name);
    let named = children.iter().find(is_named);
    named.map(|child| child.name.as_str())
}
