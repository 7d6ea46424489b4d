//! One row of a register by field, before it is judged; a form shows it for correction.

use crate::domain::ChildId;
use crate::exchange::headings::Columns;
use crate::exchange::lexicon::Field;
use crate::exchange::sheet::{Cell, Row, RowAt, Torn};
use crate::exchange::when::{Clockwork, DayFrom};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

/// What the spreadsheet did to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Origin {
    /// Unchanged: text, or an exact number.
    #[default]
    Plain,
    /// Typed by a person.
    Typed,
    /// A date stored as a plain count of days; the text is that day.
    Serial,
    /// A date stored as a date.
    Day,
    /// A moment of another zone, or some seconds before midnight; the text is the day that was meant.
    Moved,
    /// A long number that lost its last digits.
    LostDigits,
    /// A formula instead of a value; the text has lost its leading sign, so it cannot run.
    Formula,
    /// An error such as `#REF!`; there is no text.
    Error,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Value {
    /// Text for display and editing.
    pub text: String,
    /// What the spreadsheet did to it.
    pub origin: Origin,
}

/// Who the child of a row is, if a person said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Identity {
    /// Nobody said it: the row is compared with the register.
    #[default]
    Open,
    /// This child on the register.
    #[serde(serialize_with = "to_text", deserialize_with = "from_text")]
    Is(ChildId),
    /// The child of an earlier row of the same file.
    Repeated,
    /// None of those that are alike.
    Another,
}

/// One row by field. A corrected value counts as typed by a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowInput {
    /// Row of the file.
    pub at: RowAt,
    /// Whether a person said who the child is.
    pub(super) identity: Identity,
    /// Why the values may not be what was written; a person who looks at them settles it.
    pub(super) torn: Option<Torn>,
    #[serde(serialize_with = "to_codes", deserialize_with = "from_codes")]
    values: BTreeMap<Field, Value>,
}

impl RowInput {
    /// A row without values.
    pub(super) fn empty(at: RowAt) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }

    /// Reads the values of a sheet's row.
    pub(crate) fn from_row(at: RowAt, row: &Row, columns: &Columns<Field>, how: Clockwork) -> Self {
        let mut input = Self {
            torn: row.torn,
            ..Self::empty(at)
        };
        for (column, field) in columns.fields.iter().enumerate() {
            let cell = row.cell(column);
            if let Some(field) = field.filter(|_| !cell.is_blank()) {
                input.values.insert(field, value(field, cell, how));
            }
        }
        input
    }

    /// The text of a field, empty if there is none.
    pub fn text(&self, field: Field) -> &str {
        self.values
            .get(&field)
            .map_or("", |value| value.text.as_str())
    }

    /// What the spreadsheet did to a field.
    pub(crate) fn origin(&self, field: Field) -> Origin {
        self.values
            .get(&field)
            .map_or(Origin::Plain, |value| value.origin)
    }

    /// Sets a value typed by a person.
    pub fn set(&mut self, field: Field, text: &str) {
        let value = Value {
            text: text.to_owned(),
            origin: Origin::Typed,
        };
        self.values.insert(field, value);
    }

    /// This row as the file is read now, with what a person has typed and said about it: columns may mean something else
    /// since.
    pub(super) fn over(&self, read: &Self) -> Self {
        let typed = self.values.iter();
        let typed = typed.filter(|(_, value)| value.origin == Origin::Typed);
        let mut values = read.values.clone();
        values.extend(typed.map(|(field, value)| (*field, value.clone())));
        Self {
            at: self.at,
            identity: self.identity,
            torn: self.torn,
            values,
        }
    }

    /// Whether a person said who the child is.
    pub(crate) const fn identity(&self) -> Identity {
        self.identity
    }

    /// A person said whether the child is one on the register.
    pub(crate) fn identify(&mut self, identity: Identity) {
        self.identity = identity;
    }

    /// A person has looked at the values and takes them as they are.
    pub(crate) fn confirm(&mut self) {
        self.torn = None;
    }

    /// All values, in the order of the fields.
    pub(crate) fn values(&self) -> impl Iterator<Item = (Field, &Value)> {
        self.values.iter().map(|(field, value)| (*field, value))
    }

    /// Whether the row holds only its running number.
    pub(crate) fn is_blank(&self) -> bool {
        let numbers = [Field::Serial, Field::FileNo];
        self.values.iter().all(|(field, value)| {
            numbers.contains(field)
                || (value.text.trim().is_empty()
                    && matches!(value.origin, Origin::Plain | Origin::Typed))
        })
    }
}

fn value(field: Field, cell: &Cell, how: Clockwork) -> Value {
    let is_day = matches!(
        field,
        Field::BirthDate | Field::JoinedOn | Field::CategorySince
    );
    match cell {
        Cell::Error => Value {
            text: String::new(),
            origin: Origin::Error,
        },
        Cell::Formula(text) => harmless(text),
        Cell::Text(text) if is_formula(text) => harmless(text),
        Cell::Text(text) if field == Field::IdNo && is_scientific(text) => Value {
            text: text.to_string(),
            origin: Origin::LostDigits,
        },
        cell if is_day => day(cell, how),
        cell if field == Field::IdNo && cell.has_lost_digits() => Value {
            text: cell.text(),
            origin: Origin::LostDigits,
        },
        cell => Value {
            text: cell.text(),
            origin: Origin::Plain,
        },
    }
}

/// A value in a date column. What a person wrote stays as written.
fn day(cell: &Cell, how: Clockwork) -> Value {
    let said = how.day(cell);
    let origin = match said.map(|said| said.from) {
        Some(DayFrom::Date) => Origin::Day,
        Some(DayFrom::Count) => Origin::Serial,
        Some(DayFrom::Moved) => Origin::Moved,
        Some(DayFrom::Text(_)) | None => Origin::Plain,
    };
    let said = said.filter(|_| origin != Origin::Plain);
    Value {
        text: said.map_or_else(|| cell.text(), |said| said.day.to_string()),
        origin,
    }
}

fn is_formula(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some('=' | '@'), Some(_)) => true,
        (Some('+' | '-'), Some(next)) => next.is_alphabetic() || next == '(',
        _ => false,
    }
}

fn harmless(text: &str) -> Value {
    let plain = text.trim_start_matches(['=', '@', '+', '-']).to_owned();
    Value {
        text: plain,
        origin: Origin::Formula,
    }
}

/// Whether the text is a long number as spreadsheets write it to CSV: `3.41699E+17`.
fn is_scientific(text: &str) -> bool {
    let plain = text.trim().to_ascii_uppercase();
    plain.contains("E+") && plain.parse::<f64>().is_ok()
}

/// Values by the stable codes of their fields.
fn to_codes<S: Serializer>(values: &BTreeMap<Field, Value>, to: S) -> Result<S::Ok, S::Error> {
    let coded = values.iter().map(|(field, value)| (field.code(), value));
    coded.collect::<BTreeMap<_, _>>().serialize(to)
}

/// A code that is not known any more loses its value, not the row.
fn from_codes<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<Field, Value>, D::Error> {
    let coded = BTreeMap::<String, Value>::deserialize(from)?;
    let field = |(code, value): (String, Value)| Some((Field::from_code(&code)?, value));
    Ok(coded.into_iter().filter_map(field).collect())
}

fn to_text<S: Serializer>(id: &ChildId, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(id)
}

fn from_text<'de, D: Deserializer<'de>>(from: D) -> Result<ChildId, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(D::Error::custom)
}
