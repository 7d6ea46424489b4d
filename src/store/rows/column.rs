//! Which types one column stores, and how.

use super::db::Db;
use super::kind::{Kind, OUT_WORDS, day_number, day_of, moment_number, moment_of};
use super::value::Value;
use crate::domain::activity::Expected;
use crate::domain::attendance::Mark;
use crate::domain::{
    ActivityId, AgreementId, BenefitId, ChildId, ContactId, DonationId, FamilyRequestId,
    FollowUpId, GivenId, HandedInId, HelperContactId, HelperId, HouseholdId, IncidentId, LookId,
    MeasureId, Moment, OutTo, PairingId, ParentNewsId, PlanReviewId, ProblemId, ReportId,
    SchoolPlaceId, SchoolWordId, SeriesId, StaffId, TagId, TalkId, TopicCode, VisitId, Weekdays,
    WishId,
};
use crate::store::error::StoreError;
use chrono::{NaiveDate, NaiveTime};
use rusqlite::types::ValueRef;
use uuid::Uuid;

/// A type that one column stores.
pub trait Column: Sized {
    /// How the file keeps it.
    const KIND: Kind;
    /// The value of the field. Empty text is null.
    fn store(&self) -> Value;
    /// What the file keeps; an identifier without a number gets one, so only inside a step.
    fn keep(&self, db: Db<'_>) -> Result<Value, StoreError> {
        Self::KIND.kept(&self.store(), db)
    }
    /// Reads the value of a field; `None` for a value that no version of the program writes.
    fn load(value: ValueRef<'_>) -> Option<Self>;
    /// Reads what the file keeps; `None` as in [`Column::load`].
    fn fetch(kept: ValueRef<'_>, _db: Db<'_>) -> Result<Option<Self>, StoreError> {
        Ok(Self::load(kept))
    }
}

/// The kind of the type of a field.
pub(in crate::store) const fn kind_of<R, C: Column>(_field: fn(&R) -> &C) -> Kind {
    C::KIND
}

impl Column for String {
    const KIND: Kind = Kind::Text;
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
    const KIND: Kind = Kind::Number;
    fn store(&self) -> Value {
        Value::Integer(*self)
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()
    }
}

impl Column for bool {
    const KIND: Kind = Kind::Number;
    fn store(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok().map(|n| n != 0)
    }
}

impl<C: Column> Column for Option<C> {
    const KIND: Kind = C::KIND;
    fn store(&self) -> Value {
        self.as_ref().map_or(Value::Null, C::store)
    }
    fn keep(&self, db: Db<'_>) -> Result<Value, StoreError> {
        self.as_ref().map_or(Ok(Value::Null), |one| one.keep(db))
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        if value == ValueRef::Null {
            Some(None)
        } else {
            C::load(value).map(Some)
        }
    }
    fn fetch(kept: ValueRef<'_>, db: Db<'_>) -> Result<Option<Self>, StoreError> {
        if kept == ValueRef::Null {
            return Ok(Some(None));
        }
        Ok(C::fetch(kept, db)?.map(Some))
    }
}

/// Types whose value is a text, with their formats.
macro_rules! text_columns {
    ($($column:ty, $as:ident: $store:expr, $load:expr $(, keep $keep:expr, fetch $fetch:expr)?;)+) => {$(
        impl Column for $column {
            const KIND: Kind = Kind::$as;
            fn store(&self) -> Value {
                let store: fn(&$column) -> String = $store;
                Value::Text(store(self))
            }
            fn load(value: ValueRef<'_>) -> Option<Self> {
                let load: fn(&str) -> Option<$column> = $load;
                value.as_str().ok().and_then(load)
            }
            $(fn keep(&self, db: Db<'_>) -> Result<Value, StoreError> {
                let keep: fn(&$column, Db<'_>) -> Result<Option<i64>, StoreError> = $keep;
                Ok(keep(self, db)?.map_or_else(|| self.store(), Value::Integer))
            }
            fn fetch(kept: ValueRef<'_>, db: Db<'_>) -> Result<Option<Self>, StoreError> {
                let fetch: fn(i64, Db<'_>) -> Result<Option<$column>, StoreError> = $fetch;
                match kept {
                    ValueRef::Integer(number) => fetch(number, db),
                    other => Ok(Self::load(other)),
                }
            })?
        }
    )+};
}

text_columns! {
    NaiveDate, Day: ToString::to_string, |text| text.parse().ok(),
        keep |day, _| Ok(Some(day_number(*day))), fetch |number, _| Ok(day_of(number));
    NaiveTime, Word: |time| time.format("%H:%M").to_string(), |text| NaiveTime::parse_from_str(text, "%H:%M").ok();
    Moment, Moment: Moment::to_rfc3339, |text| Moment::parse_from_rfc3339(text).ok(),
        keep |at, _| Ok(moment_number(*at)), fetch |number, _| Ok(moment_of(number));
    OutTo, OutTo: OutTo::code, OutTo::from_code, keep |to, db| {
        let word = match to {
            OutTo::Contact(id) => return db.give_number((*id).into()).map(Some),
            OutTo::Alone | OutTo::Unlisted | OutTo::NotKnown => to.code(),
        };
        Ok(OUT_WORDS.iter().find(|(one, _)| *one == word).map(|one| one.1))
    }, fetch |number, db| {
        Ok(match OUT_WORDS.iter().find(|(_, one)| *one == number) {
            Some((word, _)) => OutTo::from_code(word),
            None => db.uuid(number)?.map(|uuid| OutTo::Contact(uuid.into())),
        })
    };
    TopicCode, Word: ToString::to_string, |text| text.parse().ok();
    Expected, Text: Expected::code, Expected::from_code;
}

/// Identifiers: numbers in the file.
macro_rules! id_columns {
    ($($column:ty),+ $(,)?) => {$(
        impl Column for $column {
            const KIND: Kind = Kind::Id;
            fn store(&self) -> Value { Value::Text(self.to_string()) }
            fn keep(&self, db: Db<'_>) -> Result<Value, StoreError> {
                Ok(Value::Integer(db.give_number((*self).into())?))
            }
            fn load(value: ValueRef<'_>) -> Option<Self> {
                value.as_str().ok().and_then(|text| text.parse().ok())
            }
            fn fetch(kept: ValueRef<'_>, db: Db<'_>) -> Result<Option<Self>, StoreError> {
                match kept {
                    ValueRef::Integer(number) => Ok(db.uuid(number)?.map(Into::into)),
                    other => Ok(Self::load(other)),
                }
            }
        }
    )+};
}

id_columns!(
    Uuid,
    ChildId,
    ContactId,
    HouseholdId,
    StaffId,
    TagId,
    VisitId,
    FollowUpId,
    AgreementId,
    FamilyRequestId,
    ProblemId,
    IncidentId,
    ReportId,
    HandedInId,
    LookId,
    ActivityId,
    SeriesId,
    HelperId,
    PairingId,
    HelperContactId,
    MeasureId,
    PlanReviewId,
    DonationId,
    GivenId,
    BenefitId,
    TalkId,
    ParentNewsId,
    WishId,
    SchoolWordId,
    SchoolPlaceId,
);

impl Column for Weekdays {
    const KIND: Kind = Kind::Word;
    fn store(&self) -> Value {
        self.digits().store()
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        Self::from_digits(&String::load(value)?)
    }
}

/// The marks by the number that the file keeps, from 1. Append only.
const MARKS: &[&str] = &["present", "late", "excused", "absent"];

impl Column for Mark {
    const KIND: Kind = Kind::Numbered(MARKS);
    fn store(&self) -> Value {
        Value::Text(self.code().to_owned())
    }
    fn load(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().and_then(Self::from_code)
    }
    fn fetch(kept: ValueRef<'_>, _db: Db<'_>) -> Result<Option<Self>, StoreError> {
        let place = kept
            .as_i64()
            .ok()
            .and_then(|number| usize::try_from(number - 1).ok());
        let word = place.and_then(|place| MARKS.get(place));
        Ok(word.and_then(|word| Self::from_code(word)))
    }
}

/// Types that are stored as their code.
macro_rules! coded_columns {
    ($($kind:ty),+ $(,)?) => {$(
        impl Column for $kind {
            const KIND: Kind = Kind::Word;
            fn store(&self) -> Value { Value::Text(Coded::code(*self).to_owned()) }
            fn load(value: ValueRef<'_>) -> Option<Self> {
                value.as_str().ok().and_then(<$kind as Coded>::from_code)
            }
        }
    )+};
}
pub(in crate::store) use coded_columns;

/// Sets a field from text: as text or else as a number; empty text as null. `false` if it is invalid.
pub(in crate::store) fn put_text<C: Column>(field: &mut C, text: &str) -> bool {
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
pub(in crate::store) fn column<C: Column>(
    db: Db<'_>,
    row: &rusqlite::Row<'_>,
    next: &mut usize,
    table: &'static str,
    name: &'static str,
) -> Result<C, StoreError> {
    let value = row.get_ref(*next)?;
    *next += 1;
    C::fetch(value, db)?.ok_or(StoreError::Column {
        table,
        column: name,
    })
}
