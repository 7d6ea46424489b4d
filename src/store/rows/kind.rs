//! How the file keeps values: days, moments and identifiers as numbers.

use super::db::Db;
use super::value::Value;
use crate::domain::Moment;
use crate::store::error::StoreError;
use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::types::ValueRef;
use uuid::Uuid;

/// How the file keeps the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole number; yes and no are 1 and 0.
    Number,
    /// Text that people type: names, phone numbers, addresses, notes.
    Text,
    /// A word of the program: a code, a list of weekdays, a time of day.
    Word,
    /// A word, as its place in this list, from 1. For columns of many rows.
    Numbered(&'static [&'static str]),
    /// A day, as days since 1970-01-01.
    Day,
    /// A moment, as seconds since 1970 in UTC. It was written at [`HOME_OFFSET`]; a moment of another
    /// offset stays RFC 3339 text.
    Moment,
    /// An identifier, as its number in the table `ident`.
    Id,
    /// Who collected a child: a contact as its number, else one of [`OUT_WORDS`].
    OutTo,
}

/// The offset from UTC at which moments are kept as numbers, in seconds: that of China.
const HOME_OFFSET: i32 = 8 * 3600;

/// Words for who collected a child, and the numbers that stand for them.
pub(in crate::store) const OUT_WORDS: [(&str, i64); 3] =
    [("alone", -1), ("unlisted", -2), ("not-known", -3)];

/// Days since 1970-01-01.
pub(in crate::store) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

/// The day of [`day_number`].
pub(in crate::store) fn day_of(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(i32::try_from(number).ok()?)
}

pub(in crate::store) fn moment_number(at: Moment) -> Option<i64> {
    let is_plain = at.offset().local_minus_utc() == HOME_OFFSET && at.timestamp_subsec_nanos() == 0;
    is_plain.then(|| at.timestamp())
}

pub(in crate::store) fn moment_of(number: i64) -> Option<Moment> {
    let offset = FixedOffset::east_opt(HOME_OFFSET)?;
    Some(DateTime::from_timestamp_secs(number)?.with_timezone(&offset))
}

impl Kind {
    /// The value as the file keeps it; an identifier without a number gets one, so only inside a step.
    pub(in crate::store) fn kept(self, value: &Value, db: Db<'_>) -> Result<Value, StoreError> {
        let number = |uuid| Ok(Some(Value::Integer(db.give_number(uuid)?)));
        Ok(self.encode(value, number)?.unwrap_or(Value::Null))
    }

    /// The value as the file keeps it; an identifier without a number is [`StoreError::Damaged`].
    pub(in crate::store) fn found(self, value: &Value, db: Db<'_>) -> Result<Value, StoreError> {
        let number = |uuid| Ok(db.find(uuid)?.map(Value::Integer));
        self.encode(value, number)?.ok_or(StoreError::Damaged)
    }

    /// The value of a field from what the file keeps.
    pub(in crate::store) fn shown(self, kept: &Value, db: Db<'_>) -> Result<Value, StoreError> {
        let Value::Integer(number) = kept else {
            return Ok(kept.clone());
        };
        self.decode(ValueRef::Integer(*number), db)
    }

    /// The value as the file keeps it. `None` for an identifier that has no number in this file.
    pub(in crate::store) fn encode(
        self,
        value: &Value,
        number: impl FnOnce(Uuid) -> NumberOf,
    ) -> NumberOf {
        let Value::Text(text) = value else {
            return Ok(Some(value.clone()));
        };
        let kept = match self {
            Self::Number | Self::Text | Self::Word => None,
            Self::Numbered(words) => (1..)
                .zip(words)
                .find(|(_, word)| *word == text)
                .map(|one| one.0),
            Self::Day => text.parse().ok().map(day_number),
            Self::Moment => DateTime::parse_from_rfc3339(text)
                .ok()
                .and_then(moment_number),
            Self::Id | Self::OutTo => {
                let mut words = OUT_WORDS.iter().filter(|_| self == Self::OutTo);
                match (words.find(|(word, _)| word == text), text.parse()) {
                    (Some((_, number)), _) => Some(*number),
                    (None, Ok(uuid)) => return number(uuid),
                    (None, Err(_)) => None,
                }
            }
        };
        Ok(Some(kept.map_or_else(|| value.clone(), Value::Integer)))
    }

    /// The value of a field from what the file keeps.
    pub(in crate::store) fn decode(
        self,
        kept: ValueRef<'_>,
        db: Db<'_>,
    ) -> Result<Value, StoreError> {
        let ValueRef::Integer(number) = kept else {
            return Ok(Value::read(kept));
        };
        let text = match self {
            Self::Number | Self::Text | Self::Word => None,
            Self::Numbered(words) => {
                let place = usize::try_from(number - 1).ok();
                place
                    .and_then(|place| words.get(place))
                    .map(|word| (*word).to_owned())
            }
            Self::Day => day_of(number).map(|day| day.to_string()),
            Self::Moment => moment_of(number).map(|at| at.to_rfc3339()),
            Self::Id => db.uuid(number)?.map(|uuid| uuid.to_string()),
            Self::OutTo => match OUT_WORDS.iter().find(|(_, one)| *one == number) {
                Some((word, _)) => Some((*word).to_owned()),
                None => db.uuid(number)?.map(|uuid| uuid.to_string()),
            },
        };
        Ok(text.map_or(Value::Integer(number), Value::Text))
    }
}

/// A value as the file keeps it, if it can name it.
pub(in crate::store) type NumberOf = Result<Option<Value>, StoreError>;
