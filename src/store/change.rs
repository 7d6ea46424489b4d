//! A journalled change of one row: how it is computed, applied, inverted and checked.
//!
//! The writer, undo, the file as of a moment and verify all use this module, so they agree on what a
//! change means.

use super::error::StoreError;
use super::rows::db::Db;
use super::rows::kind::Kind;
use super::rows::record::{Table, key_condition};
use super::rows::tables;
use super::rows::value::Value;
use rusqlite::{Connection, Row, params_from_iter};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Fields of a row by column name. The journal stores them as JSON in the order of the names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(BTreeMap<Cow<'static, str>, Value>);

impl Fields {
    /// The fields of a row for which `is_chosen` holds; it gets the place of the column.
    fn chosen(table: &Table, row: &[Value], is_chosen: impl Fn(usize) -> bool) -> Self {
        let fields = table.columns.iter().zip(row).enumerate();
        Self(
            fields
                .filter(|(place, _)| is_chosen(*place))
                .map(|(_, (name, value))| (Cow::Borrowed(*name), value.clone()))
                .collect(),
        )
    }

    /// The fields of an added or removed row: all that are not null.
    pub(super) fn recorded(table: &Table, row: &[Value]) -> Self {
        Self::chosen(table, row, |place| row.get(place) != Some(&Value::Null))
    }

    /// Reads the JSON of the journal.
    pub(super) fn parse(json: &str) -> Result<Self, StoreError> {
        serde_json::from_str(json).map_err(|_| StoreError::Damaged)
    }

    /// The JSON that the journal stores. Hashes cover it, so it never changes.
    pub(super) fn json(&self) -> Result<String, StoreError> {
        serde_json::to_string(&self.0).map_err(|_| StoreError::Damaged)
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
    /// Reads `kind, key, before, after` from the columns that start at `first`.
    pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Self, StoreError> {
        let fields = |place: usize| -> Result<Option<Fields>, StoreError> {
            let json = row.get_ref(place)?.as_str_or_null();
            let json = json.map_err(|_| StoreError::Damaged)?;
            json.map(Fields::parse).transpose()
        };
        Ok(Self {
            kind: row.get(first)?,
            key: row.get(first + 1)?,
            before: fields(first + 2)?,
            after: fields(first + 3)?,
        })
    }

    /// The changes of an entry, in the order in which they were made.
    pub(super) fn of_entry(conn: &Connection, seq: i64) -> Result<Vec<Self>, StoreError> {
        let sql = "SELECT kind, key, before, after FROM change WHERE seq = ?1 ORDER BY nth";
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([seq])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Self::read(row, 0)?);
        }
        Ok(found)
    }

    /// What turns one row into another with the same key; a missing row is `None`. Gives `None` if
    /// nothing changes.
    pub(super) fn between(
        table: &Table,
        before: Option<&[Value]>,
        after: Option<&[Value]>,
    ) -> Option<Self> {
        let key = key_text(table, after.or(before)?);
        let (before, after) = match (before, after) {
            (Some(before), Some(after)) if before == after => return None,
            (Some(before), Some(after)) => {
                let differs = |place: usize| before.get(place) != after.get(place);
                let before = Fields::chosen(table, before, differs);
                (Some(before), Some(Fields::chosen(table, after, differs)))
            }
            (before, after) => (
                before.map(|row| Fields::recorded(table, row)),
                after.map(|row| Fields::recorded(table, row)),
            ),
        };
        Some(Self {
            kind: table.name.to_owned(),
            key,
            before,
            after,
        })
    }

    /// The table of the row.
    pub(super) fn table(&self) -> Result<&'static Table, StoreError> {
        tables::table(&self.kind).ok_or(StoreError::Damaged)
    }

    /// The change that takes this one back.
    #[must_use]
    pub(super) fn invert(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
            ..self
        }
    }

    /// Whether the row is still as this change left it; `None` is a missing row.
    pub(super) fn fits(&self, row: Option<&[Value]>) -> Result<bool, StoreError> {
        let table = self.table()?;
        Ok(match (&self.before, &self.after, row) {
            (None, Some(after), Some(row)) => Fields::recorded(table, row) == *after,
            (Some(_), None, None) => true,
            (Some(_), Some(after), Some(row)) => {
                let mut fields = table.columns.iter().zip(row);
                fields.all(|(name, value)| after.0.get(*name).is_none_or(|field| field == value))
            }
            _ => false,
        })
    }

    /// Applies the change to the file. Does not write the journal.
    pub(super) fn apply(&self, db: Db<'_>) -> Result<(), StoreError> {
        let table = self.table()?;
        match (&self.before, &self.after) {
            (None, None) => Err(StoreError::Damaged),
            (None, Some(after)) => insert(db, table, after),
            (Some(_), Some(after)) => update(db, table, &self.key, after),
            (Some(_), None) => delete(db, table, &self.key),
        }
    }

    /// Applies the change to a row in memory, of which only the fields that are not null are kept.
    pub(super) fn apply_to(self, row: Option<Fields>) -> Option<Fields> {
        let after = self.after?;
        if self.before.is_none() {
            return Some(after);
        }
        let mut fields = row.unwrap_or_default();
        for (name, value) in after.0 {
            match value {
                Value::Null => fields.0.remove(&name),
                value => fields.0.insert(name, value),
            };
        }
        Some(fields)
    }

    /// The child to whose history the change belongs. `row_child` is what the row holds in its
    /// column `child`; it counts where the change itself does not name the child.
    pub(super) fn history_of(&self, row_child: &Value) -> Option<String> {
        match self.kind.as_str() {
            "child" => Some(self.key.clone()),
            // A first sign-in corrects nothing: it is found by day and child.
            "attendance" if self.before.is_none() => None,
            "attendance" => self.key.split('/').nth(1).map(ToOwned::to_owned),
            _ => {
                let fields = self.after.as_ref().or(self.before.as_ref());
                let named = fields.and_then(|fields| fields.0.get("child"));
                match named.unwrap_or(row_child) {
                    Value::Text(child) => Some(child.clone()),
                    Value::Null | Value::Integer(_) => None,
                }
            }
        }
    }
}

fn insert(db: Db<'_>, table: &Table, fields: &Fields) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({})",
        table.name, table.list, table.marks
    );
    let values = table.columns.iter().map(|name| fields.get(name));
    db.conn
        .prepare_cached(&sql)?
        .execute(params_from_iter(table.keep(db, values)?))?;
    Ok(())
}

fn update(db: Db<'_>, table: &Table, key: &str, fields: &Fields) -> Result<(), StoreError> {
    if fields.names().any(|name| !table.columns.contains(&name)) {
        return Err(StoreError::Damaged);
    }
    let sets: Vec<String> = (table.key + 1..)
        .zip(fields.names())
        .map(|(place, name)| format!("{name} = ?{place}"))
        .collect();
    if sets.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "UPDATE {} SET {} WHERE {}",
        table.name,
        sets.join(", "),
        key_condition(table)
    );
    let key = table.keep(db, key_values(table, key)?.iter())?;
    let fields = fields.0.iter();
    let values: Vec<Value> = fields
        .map(|(name, value)| table.keep_one(db, name, value))
        .collect::<Result<_, _>>()?;
    db.conn
        .prepare_cached(&sql)?
        .execute(params_from_iter(key.iter().chain(&values)))?;
    Ok(())
}

fn delete(db: Db<'_>, table: &Table, key: &str) -> Result<(), StoreError> {
    let sql = format!("DELETE FROM {} WHERE {}", table.name, key_condition(table));
    let key = table.keep(db, key_values(table, key)?.iter())?;
    db.conn
        .prepare_cached(&sql)?
        .execute(params_from_iter(key))?;
    Ok(())
}

/// The key of a row as the journal writes it.
pub(super) fn key_text(table: &Table, row: &[Value]) -> String {
    let parts: Vec<String> = row.iter().take(table.key).map(Value::to_string).collect();
    parts.join("/")
}

/// The parts of a key as values.
pub(super) fn key_values(table: &Table, key: &str) -> Result<Vec<Value>, StoreError> {
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
