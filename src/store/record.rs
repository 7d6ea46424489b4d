//! How a domain type becomes a row and comes back: the names of the columns, once.

use super::StoreError;
use crate::domain::activity::Expected;
use crate::domain::{
    ActivityId, AgreementId, ChildId, ContactId, FollowUpId, HouseholdId, IncidentId, Moment,
    OutTo, ProblemId, SeriesId, StaffId, TagId, TopicCode, VisitId, Weekdays,
};
use chrono::{NaiveDate, NaiveTime};
use rusqlite::types::{Value, ValueRef};
use uuid::Uuid;

/// A table as the journal sees it: the first `key` columns identify a row.
#[derive(Debug)]
pub struct Table {
    /// Name in the database and in the journal.
    pub name: &'static str,
    /// How many of the columns identify a row.
    pub key: usize,
    /// All columns, the key first. The names are the field names of histories and exports.
    pub columns: &'static [&'static str],
    /// The same, as SQL lists them.
    pub list: &'static str,
    /// As many question marks.
    pub marks: &'static str,
}

impl Table {
    /// The columns that identify a row.
    pub fn key_columns(&self) -> &'static [&'static str] {
        self.columns.get(..self.key).unwrap_or_default()
    }
}

/// A domain type that is kept as a row.
pub trait Record: Sized {
    /// Where.
    const TABLE: &'static Table;
    /// The values in column order.
    fn values(&self) -> Vec<Value>;
    /// Reads the columns of [`Record::TABLE`] starting at `first`.
    fn read(row: &rusqlite::Row<'_>, first: usize) -> Result<Self, StoreError>;
    /// A field as text, as it is stored; `None` if there is no such field.
    fn text(&self, field: &str) -> Option<String>;
    /// Sets a field from its stored text; says whether the text could be read.
    fn set_text(&mut self, field: &str, text: &str) -> bool;
    /// The child whose history a change of this row belongs to.
    fn child(&self) -> Option<ChildId> {
        None
    }
}

/// One value of one column.
pub trait Column: Sized {
    /// As it is stored. Empty text is stored as nothing.
    fn store(&self) -> Value;
    /// Reads it back; `None` for a value that no version of the program writes.
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

/// Columns that are text with a form of their own.
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

/// Columns that hold the code of a fixed choice.
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

/// One more question mark for a column.
macro_rules! mark {
    ($column:ident) => {
        ", ?"
    };
}
pub(super) use mark;

/// Declares how a struct is kept: table, key fields, other fields. Field names are column names.
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
            fn values(&self) -> Vec<rusqlite::types::Value> {
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
                use $crate::store::record::{Column, as_text};
                if field == stringify!($first) { return Some(as_text(self.$first.store())); }
                $(if field == stringify!($key) { return Some(as_text(self.$key.store())); })*
                $(if field == stringify!($field) { return Some(as_text(self.$field.store())); })*
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

/// A stored value as text.
pub(super) fn as_text(value: Value) -> String {
    match value {
        Value::Text(text) => text,
        Value::Integer(number) => number.to_string(),
        Value::Null | Value::Real(_) | Value::Blob(_) => String::new(),
    }
}

/// Reads text into a field: as text, else as a number, nothing as nothing.
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

/// Reads the next column of a row.
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
