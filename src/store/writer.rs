//! The writer: the only code that changes a row of the home.

use super::change::{Change, Fields, key_values};
use super::error::StoreError;
use super::journal::{Act, ChangeDigest, entry_hash};
use super::rows::column::Column;
use super::rows::db::{Db, Idents};
use super::rows::record::{Record, Table, one, stored_row};
use super::rows::value::Value;
use rusqlite::params;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

/// The result of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written<T> {
    /// What the step returned.
    pub value: T,
    /// Number of its journal entry; `None` if no row changed: then nothing is written.
    pub seq: Option<i64>,
}

/// A step being written. Rows change at once; the entry is appended on commit.
pub(crate) struct Writer<'c> {
    tx: Transaction<'c>,
    idents: &'c Idents,
    seq: i64,
    /// Hash of the newest entry, to which the new one is chained; empty before the first.
    previous: Vec<u8>,
    changes: i64,
    digest: ChangeDigest,
}

impl<'c> Writer<'c> {
    pub(super) fn begin(conn: &'c mut Connection, idents: &'c Idents) -> Result<Self, StoreError> {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (last, previous) = tx
            .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .unwrap_or((0, Vec::new()));
        Ok(Self {
            tx,
            idents,
            seq: last + 1,
            previous,
            changes: 0,
            digest: ChangeDigest::new(),
        })
    }

    /// Appends the entry and commits. Without changes nothing is written and it gives `None`.
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
                act.kind.code(),
                act.subject.store(),
                act.reason.store(),
                act.undoes,
                digest,
                hash
            ])?;
        self.tx.commit()?;
        Ok(Some(self.seq))
    }

    /// Adds the record, or changes the fields in which it differs from the stored row.
    pub(crate) fn put<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let values = record.values();
        let before = stored_row(self.db(), R::TABLE, &values)?;
        let change = Change::between(R::TABLE, before.as_deref(), Some(&values));
        self.make(change, before.as_deref())
    }

    /// Removes the row with the record's key.
    pub(crate) fn remove<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let before = stored_row(self.db(), R::TABLE, &record.values())?;
        let change = Change::between(R::TABLE, before.as_deref(), None);
        self.make(change, before.as_deref())
    }

    /// Inverts one change of an earlier entry. Fails if the row was changed since.
    pub(super) fn revert(&mut self, change: Change) -> Result<(), StoreError> {
        let table = change.table()?;
        let row = stored_row(self.db(), table, &key_values(table, &change.key)?)?;
        if !change.fits(row.as_deref())? {
            return Err(StoreError::ChangedSince {
                kind: change.kind,
                key: change.key,
            });
        }
        self.make(Some(change.invert()), row.as_deref())
    }

    /// The record with this key as it is inside this step. Parts of a longer key are joined by `/`.
    pub(crate) fn get<R: Record>(&self, key: &str) -> Result<Option<R>, StoreError> {
        one(self.db(), &key_values(R::TABLE, key)?)
    }

    /// The file as it is inside the step.
    pub(super) fn db(&self) -> Db<'_> {
        Db::new(&self.tx, self.idents)
    }

    /// Applies a change and adds it to the entry. `before` is the row before it.
    fn make(&mut self, change: Option<Change>, before: Option<&[Value]>) -> Result<(), StoreError> {
        let Some(change) = change else {
            return Ok(());
        };
        change.apply(self.db())?;
        let child = child_column(change.table()?, before);
        let child = change.history_of(child.unwrap_or(&Value::Null));
        let json = |fields: &Option<Fields>| fields.as_ref().map(Fields::json).transpose();
        let (before, after) = (json(&change.before)?, json(&change.after)?);
        self.digest.add(
            &change.kind,
            &change.key,
            before.as_deref(),
            after.as_deref(),
        );
        self.changes += 1;
        self.tx
            .prepare_cached("INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![
                self.seq,
                self.changes,
                change.kind,
                change.key,
                child,
                before,
                after
            ])?;
        Ok(())
    }
}

/// What a row holds in its column `child`; `None` if there is no row or no such column.
fn child_column<'v>(table: &Table, row: Option<&'v [Value]>) -> Option<&'v Value> {
    let place = table.columns.iter().position(|name| *name == "child")?;
    row?.get(place)
}
