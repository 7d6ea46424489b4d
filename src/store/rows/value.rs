//! The value of a field.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;
use std::fmt;

/// The value of a field as the journal, forms and exports know it: a day is `2026-11-25`, an
/// identifier a UUID. [`Kind`](super::kind::Kind) says how the file itself keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No value. Empty text is stored as null.
    Null,
    /// Whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

impl Value {
    /// What the file holds. No version writes bytes or fractions: somebody else did, and they must not be
    /// taken for nothing.
    pub(in crate::store) fn read(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Real(number) => Self::Text(number.to_string()),
            ValueRef::Blob(bytes) => {
                let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
                Self::Text(format!("x'{}'", digits.collect::<String>()))
            }
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Null => Self::Null,
        }
    }
}

/// The value as text; null is empty.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// JSON that no version of the program writes reads as null, so that verify can report the row.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Json::deserialize(deserializer)? {
            Json::String(text) => Self::Text(text),
            Json::Number(number) => number.as_i64().map_or(Self::Null, Self::Integer),
            _ => Self::Null,
        })
    }
}
