//! The writer: the only code that changes a row of the home.

use super::journal::{Act, Change, ChangeDigest, entry_hash};
use super::record::{Column, Record, Table};
use super::{StoreError, tables};
use crate::domain::ChildId;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Transaction, TransactionBehavior};
use rusqlite::{Row, params, params_from_iter};
use serde::Serializer;
use serde_json::{Map, Value as Json};

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<T> {
    /// What the step gave back.
    pub value: T,
    /// Number of its journal entry; `None` if nothing changed, and so nothing was written.
    pub seq: Option<i64>,
}

/// An entry being written. Rows change at once; the entry is appended on commit.
pub struct Writer<'c> {
    tx: Transaction<'c>,
    seq: i64,
    /// The hash that the new entry is chained to.
    previous: Vec<u8>,
    changes: i64,
    digest: ChangeDigest,
}

impl<'c> Writer<'c> {
    pub(super) fn begin(conn: &'c mut Connection) -> Result<Self, StoreError> {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (last, previous) = tx
            .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .unwrap_or((0, Vec::new()));
        Ok(Self {
            tx,
            seq: last + 1,
            previous,
            changes: 0,
            digest: ChangeDigest::new(),
        })
    }

    /// Appends the entry and makes everything durable. Without changes nothing is written.
    pub(super) fn commit(self, act: &Act) -> Result<Option<i64>, StoreError> {
        if self.changes == 0 {
            return Ok(None); // dropping the transaction rolls back
        }
        let digest = self.digest.finish();
        let hash = entry_hash(&self.previous, self.seq, act, &digest);
        self.tx
            .prepare_cached("INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute(params![
                self.seq,
                act.at.store(),
                act.actor.store(),
                act.deed.code(),
                act.subject.store(),
                act.reason.store(),
                act.undoes,
                digest,
                hash
            ])?;
        self.tx.commit()?;
        Ok(Some(self.seq))
    }

    /// Adds the record, or changes the fields in which it differs from the row that is there.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let values = record.values();
        let before = self.current(R::TABLE, &values)?;
        self.set(R::TABLE, before.as_deref(), &values, record.child())
    }

    /// Removes the row with the record's key.
    pub fn remove<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let values = record.values();
        let Some(before) = self.current(R::TABLE, &values)? else {
            return Ok(());
        };
        self.delete(R::TABLE, &before, record.child())
    }

    /// The record with this key (parts joined by `/`) as it stands inside this step.
    pub fn get<R: Record>(&self, key: &str) -> Result<Option<R>, StoreError> {
        let values = key_values(R::TABLE, key)?;
        let tail = format!("WHERE {}", key_condition(R::TABLE, 1));
        Ok(
            super::read::list(&self.tx, &tail, params_from_iter(values))?
                .into_iter()
                .next(),
        )
    }

    /// Everything that can be read from the store can be read inside a step.
    pub(super) fn conn(&self) -> &Connection {
        &self.tx
    }

    /// The highest number used as a file number.
    pub fn highest_file_no(&self) -> Result<i64, StoreError> {
        super::read::highest_file_no(&self.tx)
    }

    fn current(&self, table: &Table, values: &[Value]) -> Result<Option<Vec<Value>>, StoreError> {
        let sql = select_sql(table);
        let mut statement = self.tx.prepare_cached(&sql)?;
        let keys = values.iter().take(table.key);
        let mut rows = statement.query(params_from_iter(keys))?;
        rows.next()?.map(|row| row_values(row, table)).transpose()
    }

    fn set(
        &mut self,
        table: &'static Table,
        before: Option<&[Value]>,
        values: &[Value],
        child: Option<ChildId>,
    ) -> Result<(), StoreError> {
        match before {
            None => {
                self.insert_row(table, values)?;
                let after = json(table, values, |i| is_recorded(values, i))?;
                // A first sign-in is no correction of anything: it is found by day and child.
                let child = child.filter(|_| table.name != "attendance");
                self.note(table, values, child, None, Some(&after))
            }
            Some(before) if before == values => Ok(()),
            Some(before) => {
                let differs = |i: usize| before.get(i) != values.get(i);
                self.update_row(table, values, &differs)?;
                let old = json(table, before, differs)?;
                let new = json(table, values, differs)?;
                self.note(table, values, child, Some(&old), Some(&new))
            }
        }
    }

    fn delete(
        &mut self,
        table: &'static Table,
        before: &[Value],
        child: Option<ChildId>,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "DELETE FROM {} WHERE {}",
            table.name,
            key_condition(table, 1)
        );
        let keys = before.iter().take(table.key);
        self.tx
            .prepare_cached(&sql)?
            .execute(params_from_iter(keys))?;
        let old = json(table, before, |i| is_recorded(before, i))?;
        self.note(table, before, child, Some(&old), None)
    }

    fn insert_row(&self, table: &Table, values: &[Value]) -> Result<(), StoreError> {
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            table.name, table.list, table.marks
        );
        self.tx
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    }

    fn update_row(
        &self,
        table: &Table,
        values: &[Value],
        differs: &dyn Fn(usize) -> bool,
    ) -> Result<(), StoreError> {
        let changed: Vec<usize> = (0..values.len()).filter(|i| differs(*i)).collect();
        let sets: Vec<String> = changed
            .iter()
            .filter_map(|i| table.columns.get(*i))
            .enumerate()
            .map(|(n, name)| format!("{name} = ?{}", n + 1 + table.key))
            .collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE {}",
            table.name,
            sets.join(", "),
            key_condition(table, 1)
        );
        let keys = values.iter().take(table.key);
        let news = changed.iter().filter_map(|i| values.get(*i));
        self.tx
            .prepare_cached(&sql)?
            .execute(params_from_iter(keys.chain(news)))?;
        Ok(())
    }

    fn note(
        &mut self,
        table: &Table,
        values: &[Value],
        child: Option<ChildId>,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Result<(), StoreError> {
        let key = key_text(table, values);
        self.digest.add(table.name, &key, before, after);
        self.changes += 1;
        let mut insert: CachedStatement<'_> = self
            .tx
            .prepare_cached("INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
        insert.execute(params![
            self.seq,
            self.changes,
            table.name,
            key,
            child.store(),
            before,
            after
        ])?;
        Ok(())
    }

    /// Turns one change of an earlier entry back: the row must still be as that entry left it.
    pub(super) fn revert(&mut self, change: &Change) -> Result<(), StoreError> {
        let table = tables::table(&change.kind).ok_or(StoreError::Damaged)?;
        let since = || StoreError::ChangedSince {
            kind: change.kind.clone(),
            key: change.key.clone(),
        };
        let key: Vec<Value> = key_values(table, &change.key)?;
        let current = self.current(table, &key)?;
        let child = child_of(table, current.as_deref(), change);
        match (&change.before, &change.after, current) {
            (None, Some(after), Some(row)) if recorded(table, &row) == *after => {
                self.delete(table, &row, child)
            }
            (Some(before), None, None) => {
                let values = table
                    .columns
                    .iter()
                    .map(|name| json_value(before.get(*name)));
                self.set(table, None, &values.collect::<Vec<_>>(), child)
            }
            (Some(before), Some(after), Some(row)) if holds(table, &row, after) => {
                let values: Vec<Value> = table
                    .columns
                    .iter()
                    .zip(&row)
                    .map(|(name, old)| match before.get(*name) {
                        Some(value) => json_value(Some(value)),
                        None => old.clone(),
                    })
                    .collect();
                self.set(table, Some(&row), &values, child)
            }
            _ => Err(since()),
        }
    }
}

/// Whether the row still has these values.
fn holds(table: &Table, row: &[Value], fields: &Map<String, Json>) -> bool {
    table.columns.iter().zip(row).all(|(name, value)| {
        fields
            .get(*name)
            .is_none_or(|field| json_value(Some(field)) == *value)
    })
}

fn child_of(table: &Table, row: Option<&[Value]>, change: &Change) -> Option<ChildId> {
    let column = if table.name == "child" { "id" } else { "child" };
    let place = table.columns.iter().position(|name| *name == column)?;
    let stored = row.and_then(|row| row.get(place)).cloned();
    let text = stored.or_else(|| Some(json_value(change.before.as_ref()?.get(column))))?;
    match text {
        Value::Text(id) => id.parse().ok(),
        _ => None,
    }
}

fn select_sql(table: &Table) -> String {
    let keys = key_condition(table, 1);
    format!("SELECT {} FROM {} WHERE {keys}", table.list, table.name)
}

pub(super) fn key_condition(table: &Table, first: usize) -> String {
    let parts: Vec<String> = table
        .key_columns()
        .iter()
        .enumerate()
        .map(|(i, name)| format!("{name} = ?{}", first + i))
        .collect();
    parts.join(" AND ")
}

pub(super) fn row_values(row: &Row<'_>, table: &Table) -> Result<Vec<Value>, StoreError> {
    (0..table.columns.len()).map(|i| Ok(row.get(i)?)).collect()
}

pub(super) fn key_text(table: &Table, values: &[Value]) -> String {
    let parts: Vec<String> = values
        .iter()
        .take(table.key)
        .map(|value| match value {
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            _ => String::new(),
        })
        .collect();
    parts.join("/")
}

/// The parts of a key as the columns want them: text, except numbers in the last place.
pub(super) fn key_values(table: &Table, key: &str) -> Result<Vec<Value>, StoreError> {
    if table.key == 1 {
        return Ok(vec![Value::Text(key.to_owned())]);
    }
    let parts: Vec<&str> = key.split('/').collect();
    if parts.len() != table.key {
        return Err(StoreError::Damaged);
    }
    Ok(parts
        .iter()
        .map(|part| {
            part.parse()
                .map_or_else(|_| Value::Text((*part).to_owned()), Value::Integer)
        })
        .collect())
}

/// What an added or removed row says: every field that is recorded at all.
pub(super) fn recorded(table: &'static Table, values: &[Value]) -> Map<String, Json> {
    chosen(table, values, |i| is_recorded(values, i))
        .map(|(name, value)| (name.to_owned(), value_json(value)))
        .collect()
}

fn is_recorded(values: &[Value], place: usize) -> bool {
    values.get(place) != Some(&Value::Null)
}

fn chosen<'v>(
    table: &'static Table,
    values: &'v [Value],
    is_chosen: impl Fn(usize) -> bool,
) -> impl Iterator<Item = (&'static str, &'v Value)> {
    let fields = table.columns.iter().copied().zip(values).enumerate();
    fields
        .filter(move |(i, _)| is_chosen(*i))
        .map(|(_, field)| field)
}

/// The chosen fields of a row as JSON text, in the order of their names; a field that became empty
/// is null.
fn json(
    table: &'static Table,
    values: &[Value],
    is_chosen: impl Fn(usize) -> bool,
) -> Result<String, StoreError> {
    let mut text = Vec::with_capacity(160);
    let mut writer = serde_json::Serializer::new(&mut text);
    let mut fields: Vec<_> = chosen(table, values, is_chosen).collect();
    fields.sort_unstable_by_key(|(name, _)| *name);
    let fields = fields.iter().map(|(name, value)| (name, value_json(value)));
    writer
        .collect_map(fields)
        .map_err(|_| StoreError::Damaged)?;
    String::from_utf8(text).map_err(|_| StoreError::Damaged)
}

fn value_json(value: &Value) -> Json {
    match value {
        Value::Integer(number) => Json::from(*number),
        Value::Text(text) => Json::from(text.as_str()),
        // STRICT tables of text and integers: nothing else can be stored.
        Value::Null | Value::Real(_) | Value::Blob(_) => Json::Null,
    }
}

pub(super) fn json_value(value: Option<&Json>) -> Value {
    match value {
        Some(Json::String(text)) => Value::Text(text.clone()),
        Some(Json::Number(number)) => number.as_i64().map_or(Value::Null, Value::Integer),
        _ => Value::Null,
    }
}
