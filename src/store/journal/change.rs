//! A change as people and exports see it: fields by name, days and UUIDs as text.

use super::row_change::RowChange;
use crate::store::error::StoreError;
use crate::store::rows::db::Db;
use crate::store::rows::kind::Kind;
use crate::store::rows::record::Table;
use crate::store::rows::tables;
use crate::store::rows::value::Value;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Fields of a row by column name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(BTreeMap<Cow<'static, str>, Value>);

impl Fields {
    /// Reads the JSON of an entry of schema 5 or older.
    pub(in crate::store) fn parse(json: &str) -> Result<Self, StoreError> {
        serde_json::from_str(json).map_err(|_| StoreError::Damaged)
    }

    /// The value of a field; `Null` if it is not among them.
    pub(crate) fn get(&self, name: &str) -> &Value {
        self.0.get(name).unwrap_or(&Value::Null)
    }

    /// The value of a field as text; empty if it is null or not among them.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).to_string()
    }

    /// Names of the fields, sorted.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(AsRef::as_ref)
    }

    fn shown(table: &Table, kept: &[(usize, Value)], db: Db<'_>) -> Result<Self, StoreError> {
        let mut fields = BTreeMap::new();
        for (place, value) in kept {
            let named = table.columns.get(*place).zip(table.kinds.get(*place));
            let (name, kind) = named.ok_or(StoreError::Damaged)?;
            fields.insert(Cow::Borrowed(*name), kind.shown(value, db)?);
        }
        Ok(Self(fields))
    }

    /// The fields beside the key as the file keeps them. A field that the table does not have is an
    /// error.
    fn kept(&self, table: &Table, db: Db<'_>) -> Result<Vec<(usize, Value)>, StoreError> {
        let mut kept = Vec::with_capacity(self.0.len());
        for (name, value) in &self.0 {
            let place = table.columns.iter().position(|column| column == name);
            let place = place.ok_or(StoreError::Damaged)?;
            if place >= table.key {
                let kind = table.kinds.get(place).ok_or(StoreError::Damaged)?;
                kept.push((place, kind.found(value, db)?));
            }
        }
        kept.sort_by_key(|(place, _)| *place);
        Ok(kept)
    }
}

/// Stands in a list for what only a director may read.
const WITHHELD: &str = "***";

/// Columns for the eyes of a director only: no list, history or export of the journal has what is in them.
const RESTRICTED: &[(&str, &str)] = &[("incident", "notes"), ("talk", "notes")];

/// Whether a column is for the eyes of a director only.
pub(in crate::store) fn is_restricted(table: &str, column: &str) -> bool {
    RESTRICTED.contains(&(table, column))
}

/// One row that a step touched, with the fields that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Table.
    pub kind: String,
    /// Key of the row; the parts of a longer key are joined by `/`.
    pub key: String,
    /// Fields before; `None` if the row was added.
    pub before: Option<Fields>,
    /// Fields after; `None` if the row was removed.
    pub after: Option<Fields>,
}

impl Change {
    /// Whether a field is for the eyes of a director only.
    pub(crate) fn is_restricted(&self, name: &str) -> bool {
        is_restricted(&self.kind, name)
    }

    /// The change with a sign in the place of what only a director may read.
    #[must_use]
    pub(crate) fn withheld(mut self) -> Self {
        for fields in [&mut self.before, &mut self.after].into_iter().flatten() {
            for (name, value) in &mut fields.0 {
                if is_restricted(&self.kind, name) && *value != Value::Null {
                    *value = Value::Text(WITHHELD.to_owned());
                }
            }
        }
        self
    }

    /// The change as people see it.
    pub(in crate::store) fn of(change: &RowChange, db: Db<'_>) -> Result<Self, StoreError> {
        let table = change.table;
        let fields = |kept: &Option<Vec<(usize, Value)>>| -> Result<Option<Fields>, StoreError> {
            let kept = kept.as_ref();
            kept.map(|kept| Fields::shown(table, kept, db)).transpose()
        };
        Ok(Self {
            kind: table.name.to_owned(),
            key: shown_key(table, &change.key, db)?,
            before: fields(&change.before)?,
            after: fields(&change.after)?,
        })
    }

    /// Gives a number to every identifier that the change names. Only inside a step.
    pub(in crate::store) fn give_numbers(&self, db: Db<'_>) -> Result<(), StoreError> {
        let table = tables::table(&self.kind).ok_or(StoreError::Damaged)?;
        for (value, kind) in key_values(table, &self.key)?.iter().zip(table.kinds) {
            kind.kept(value, db)?;
        }
        for (name, value) in [&self.before, &self.after]
            .into_iter()
            .flatten()
            .flat_map(|fields| &fields.0)
        {
            let place = table.columns.iter().position(|column| column == name);
            let kind = place.and_then(|place| table.kinds.get(place));
            kind.map(|kind| kind.kept(value, db)).transpose()?;
        }
        Ok(())
    }

    /// The change that takes one back which found `before`; `stands` if it left a row.
    pub(in crate::store) fn taken_back(
        kind: &str,
        key: &str,
        before: Option<&Fields>,
        stands: bool,
        db: Db<'_>,
    ) -> Result<RowChange, StoreError> {
        let table = tables::table(kind).ok_or(StoreError::Damaged)?;
        Ok(RowChange {
            table,
            key: kept_key(table, key, db)?,
            child: None, // only a history asks for it
            before: stands.then(Vec::new),
            after: before.map(|fields| fields.kept(table, db)).transpose()?,
            is_erased: false,
        })
    }

    /// The change as the file keeps it. `child` is the child that the row belonged to.
    pub(in crate::store) fn kept(
        &self,
        child: Option<&str>,
        db: Db<'_>,
    ) -> Result<RowChange, StoreError> {
        let table = tables::table(&self.kind).ok_or(StoreError::Damaged)?;
        let fields = |fields: &Option<Fields>| {
            let fields = fields.as_ref();
            fields.map(|fields| fields.kept(table, db)).transpose()
        };
        let key = kept_key(table, &self.key, db)?;
        let child = match child {
            Some(child) => match Kind::Id.found(&Value::Text(child.to_owned()), db)? {
                Value::Integer(number) => Some(number),
                _ => None,
            },
            None => super::row_change::child_of(table, &key),
        };
        Ok(RowChange {
            table,
            key,
            child,
            before: fields(&self.before)?,
            after: fields(&self.after)?,
            is_erased: false,
        })
    }
}

/// The key of a row as people see it.
pub(in crate::store) fn shown_key(
    table: &Table,
    key: &[Value],
    db: Db<'_>,
) -> Result<String, StoreError> {
    let parts: Result<Vec<String>, StoreError> = key
        .iter()
        .zip(table.kinds)
        .map(|(value, kind)| Ok(kind.shown(value, db)?.to_string()))
        .collect();
    Ok(parts?.join("/"))
}

/// A shown key as the file keeps it.
fn kept_key(table: &Table, key: &str, db: Db<'_>) -> Result<Vec<Value>, StoreError> {
    let values = key_values(table, key)?;
    let parts = values.iter().zip(table.kinds);
    parts.map(|(value, kind)| kind.found(value, db)).collect()
}

/// The parts of a shown key as values.
pub(in crate::store) fn key_values(table: &Table, key: &str) -> Result<Vec<Value>, StoreError> {
    if table.key == 1 {
        return Ok(vec![Value::Text(key.to_owned())]);
    }
    let parts: Vec<&str> = key.split('/').collect();
    if parts.len() != table.key {
        return Err(StoreError::Damaged);
    }
    let value = |(part, kind): (&&str, &Kind)| match (kind, part.parse()) {
        (Kind::Number, Ok(number)) => Value::Integer(number),
        _ => Value::Text((*part).to_owned()),
    };
    Ok(parts.iter().zip(table.kinds).map(value).collect())
}
