//! How a domain type is stored as a row and read back, and the SQL for a table in general.

use super::error::StoreError;
use crate::domain::activity::Expected;
use crate::domain::{
    ActivityId, AgreementId, ChildId, ContactId, FollowUpId, HouseholdId, IncidentId, Moment,
    OutTo, ProblemId, SeriesId, StaffId, TagId, TopicCode, VisitId, Weekdays,
};
use chrono::{NaiveDate, NaiveTime};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Params, Row, params_from_iter};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;
use std::fmt;
use uuid::Uuid;

/// What a column can hold. All tables are STRICT tables of text and whole numbers.
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
    fn read(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Self::Null,
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

/// A table as the journal sees it: the first `key` columns identify a row.
#[derive(Debug)]
pub struct Table {
    /// Name in the database and in the journal.
    pub name: &'static str,
    /// How many of the columns identify a row.
    pub key: usize,
    /// All columns, the key first. The names are the field names of histories and exports.
    pub columns: &'static [&'static str],
    /// The columns, joined by commas for SQL.
    pub list: &'static str,
    /// One question mark per column, joined by commas.
    pub marks: &'static str,
}

impl Table {
    /// The columns that identify a row.
    pub(crate) fn key_columns(&self) -> &'static [&'static str] {
        self.columns.get(..self.key).unwrap_or_default()
    }
}

/// The condition that selects one row by the parameters `?1`, `?2`, ... of its key.
pub(super) fn key_condition(table: &Table) -> String {
    let parts: Vec<String> = (1..)
        .zip(table.key_columns())
        .map(|(place, name)| format!("{name} = ?{place}"))
        .collect();
    parts.join(" AND ")
}

fn row_values(row: &Row<'_>, table: &Table) -> Result<Vec<Value>, StoreError> {
    (0..table.columns.len())
        .map(|place| Ok(Value::read(row.get_ref(place)?)))
        .collect()
}

/// SELECT of all columns with the given end. The same text every time, so that the statement cache
/// finds it.
pub(super) fn select_sql(table: &Table, tail: &str) -> String {
    format!("SELECT {} FROM {} {tail}", table.list, table.name)
}

/// The stored row with a key; `None` if there is none. `key` may be a whole row: only the values of
/// the key columns are used.
pub(super) fn stored_row(
    conn: &Connection,
    table: &Table,
    key: &[Value],
) -> Result<Option<Vec<Value>>, StoreError> {
    let sql = select_sql(table, &format!("WHERE {}", key_condition(table)));
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(key.iter().take(table.key)))?;
    rows.next()?.map(|row| row_values(row, table)).transpose()
}

/// Calls `visit` with every stored row of a table, one at a time: a table may be too large for
/// memory.
pub(super) fn each_row(
    conn: &Connection,
    table: &Table,
    mut visit: impl FnMut(&[Value]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare(&select_sql(table, ""))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(&row_values(row, table)?)?;
    }
    Ok(())
}

/// Records by the end of a SELECT after `FROM table`.
pub(super) fn list<R: Record>(
    conn: &Connection,
    tail: &str,
    values: impl Params,
) -> Result<Vec<R>, StoreError> {
    let mut statement = conn.prepare_cached(&select_sql(R::TABLE, tail))?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(R::read(row, 0)?);
    }
    Ok(found)
}

/// The record with a key; `None` if there is none.
pub(super) fn one<R: Record>(conn: &Connection, key: impl Params) -> Result<Option<R>, StoreError> {
    let tail = format!("WHERE {}", key_condition(R::TABLE));
    Ok(list(conn, &tail, key)?.into_iter().next())
}

/// A domain type that is stored as a row.
pub trait Record: Sized {
    /// The table of its rows.
    const TABLE: &'static Table;
    /// The values in column order.
    fn values(&self) -> Vec<Value>;
    /// Reads the columns of [`Record::TABLE`] starting at `first`.
    fn read(row: &rusqlite::Row<'_>, first: usize) -> Result<Self, StoreError>;
    /// The stored value of a field as text; `None` if there is no such field.
    fn text(&self, field: &str) -> Option<String>;
    /// Sets a field from its stored text. `false` if there is no such field or the text is invalid.
    fn set_text(&mut self, field: &str, text: &str) -> bool;
    /// The child that the row belongs to; `None` if it belongs to no child.
    fn child(&self) -> Option<ChildId> {
        None
    }
}

/// A type that one column stores.
pub trait Column: Sized {
    /// The value to store. Empty text is stored as null.
    fn store(&self) -> Value;
    /// Reads a stored value; `None` for a value that no version of the program writes.
    fn load(value: ValueRef<'_>) -> Option<Self>;
}

impl Column for String {
    fn store(&self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::Text(self.clone())
        }
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Null => Some(Self::new()),
            other => other.as_str().ok().map(str::to_owned),
        }
    }
}

impl Column for i64 {
    fn store(&self) -> Value {
        Value::Integer(*self)
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()
    }
}

impl Column for bool {
    fn store(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok().map(|n| n != 0)
    }
}

impl<C: Column> Column for Option<C> {
    fn store(&self) -> Value {
        self.as_ref().map_or(Value::Null, C::store)
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        if value == ValueRef::Null {
            Some(None)
        } else {
            C::load(value).map(Some)
        }
    }
}

/// Types that are stored as text, with their formats.
macro_rules! text_columns {
    ($($kind:ty: $store:expr, $load:expr;)+) => {$(
        impl Column for $kind {
            fn store(&self) -> Value {
                let store: fn(&$kind) -> String = $store;
                Value::Text(store(self))
            }
            fn load(value: ValueRef<'_>) -> Option<Self> {
                let load: fn(&str) -> Option<$kind> = $load;
                value.as_str().ok().and_then(load)
            }
        }
    )+};
}

text_columns! {
    NaiveDate: ToString::to_string, |text| text.parse().ok();
    NaiveTime: |time| time.format("%H:%M").to_string(), |text| NaiveTime::parse_from_str(text, "%H:%M").ok();
    Moment: Moment::to_rfc3339, |text| Moment::parse_from_rfc3339(text).ok();
    OutTo: OutTo::code, OutTo::from_code;
    Uuid: ToString::to_string, |text| text.parse().ok();
    ChildId: ToString::to_string, |text| text.parse().ok();
    ContactId: ToString::to_string, |text| text.parse().ok();
    HouseholdId: ToString::to_string, |text| text.parse().ok();
    StaffId: ToString::to_string, |text| text.parse().ok();
    TagId: ToString::to_string, |text| text.parse().ok();
    VisitId: ToString::to_string, |text| text.parse().ok();
    FollowUpId: ToString::to_string, |text| text.parse().ok();
    AgreementId: ToString::to_string, |text| text.parse().ok();
    ProblemId: ToString::to_string, |text| text.parse().ok();
    IncidentId: ToString::to_string, |text| text.parse().ok();
    ActivityId: ToString::to_string, |text| text.parse().ok();
    SeriesId: ToString::to_string, |text| text.parse().ok();
    TopicCode: ToString::to_string, |text| text.parse().ok();
    Expected: Expected::code, Expected::from_code;
}

impl Column for Weekdays {
    fn store(&self) -> Value {
        self.digits().store()
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        Self::from_digits(&String::load(value)?)
    }
}

/// Types that are stored as their code.
macro_rules! coded_columns {
    ($($kind:ty),+ $(,)?) => {$(
        impl Column for $kind {
            fn store(&self) -> Value { Value::Text(Coded::code(*self).to_owned()) }
            fn load(value: ValueRef<'_>) -> Option<Self> {
                value.as_str().ok().and_then(<$kind as Coded>::from_code)
            }
        }
    )+};
}
pub(super) use coded_columns;

/// One more question mark in the list of a table.
macro_rules! mark {
    ($column:ident) => {
        ", ?"
    };
}
pub(super) use mark;

/// Implements [`Record`] for a struct: table, key fields, other fields. Field names are column names.
macro_rules! record {
    ($kind:ty => $table:literal, key ($first:ident $(, $key:ident)*), child |$me:ident| $child:expr, { $($field:ident),* $(,)? }) => {
        impl $crate::store::record::Record for $kind {
            const TABLE: &'static $crate::store::record::Table = &$crate::store::record::Table {
                name: $table,
                key: [stringify!($first) $(, stringify!($key))*].len(),
                columns: &[stringify!($first), $(stringify!($key),)* $(stringify!($field),)*],
                list: concat!(
                    stringify!($first) $(, ", ", stringify!($key))* $(, ", ", stringify!($field))*
                ),
                marks: concat!(
                    "?" $(, $crate::store::record::mark!($key))* $(, $crate::store::record::mark!($field))*
                ),
            };
            fn values(&self) -> Vec<$crate::store::record::Value> {
                use $crate::store::record::Column;
                vec![self.$first.store(), $(self.$key.store(),)* $(self.$field.store(),)*]
            }
            fn read(row: &rusqlite::Row<'_>, first: usize) -> Result<Self, $crate::store::StoreError> {
                let mut next = first;
                Ok(Self {
                    $first: $crate::store::record::column(row, &mut next, $table, stringify!($first))?,
                    $($key: $crate::store::record::column(row, &mut next, $table, stringify!($key))?,)*
                    $($field: $crate::store::record::column(row, &mut next, $table, stringify!($field))?,)*
                })
            }
            fn text(&self, field: &str) -> Option<String> {
                use $crate::store::record::Column;
                if field == stringify!($first) { return Some(self.$first.store().to_string()); }
                $(if field == stringify!($key) { return Some(self.$key.store().to_string()); })*
                $(if field == stringify!($field) { return Some(self.$field.store().to_string()); })*
                None
            }
            fn set_text(&mut self, field: &str, text: &str) -> bool {
                use $crate::store::record::put_text;
                if field == stringify!($first) { return put_text(&mut self.$first, text); }
                $(if field == stringify!($key) { return put_text(&mut self.$key, text); })*
                $(if field == stringify!($field) { return put_text(&mut self.$field, text); })*
                false
            }
            fn child(&self) -> Option<$crate::domain::ChildId> {
                let $me = self;
                $child
            }
        }
    };
}
pub(super) use record;

/// Sets a field from text: as text or else as a number; empty text as null. `false` if it is invalid.
pub(super) fn put_text<C: Column>(field: &mut C, text: &str) -> bool {
    let number = || C::load(ValueRef::Integer(text.parse().ok()?));
    let read = if text.is_empty() {
        C::load(ValueRef::Null)
    } else {
        C::load(ValueRef::Text(text.as_bytes())).or_else(number)
    };
    read.is_some_and(|value| {
        *field = value;
        true
    })
}

/// Reads the column at `next` and moves `next` on.
pub(super) fn column<C: Column>(
    row: &rusqlite::Row<'_>,
    next: &mut usize,
    table: &'static str,
    name: &'static str,
) -> Result<C, StoreError> {
    let value = row.get_ref(*next)?;
    *next += 1;
    C::load(value).ok_or_else(|| StoreError::Column {
        table,
        column: name,
    })
}
