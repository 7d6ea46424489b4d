//! The writer: the only code that changes a row of the home.

use super::entry_writer::{EntryWriter, MadeChange};
use super::error::StoreError;
use super::head::Head;
use super::journal::act::Act;
use super::journal::change::key_values;
use super::journal::erase::{Erasure, erase_lines};
use super::journal::reader;
use super::journal::row_change::RowChange;
use super::journal::segment::Segment;
use super::journal::stored::{self, Private, Stored};
use super::journal::text::Body;
use super::rows::db::{Db, Idents};
use super::rows::pause::{Pause, outnumbers};
use super::rows::record::{Adding, Record, Table, kept_row, one};
use super::rows::typed;
use super::rows::value::Value;
use crate::domain::tidy;
use rusqlite::{Transaction, TransactionBehavior, params};
use uuid::Uuid;

/// The result of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written<T> {
    /// What the step returned.
    pub value: T,
    /// Number of its journal entry; `None` if no row changed: then nothing is written.
    pub seq: Option<i64>,
}

/// An entry whose texts are longer is packed at once: the import of ten years is a thousandth of the
/// size.
const LARGE: usize = 64 * 1024;

/// From this many records on, computing once what follows from them takes less time.
const MANY: usize = 1_000;

/// A step being written. Rows change at once; the entry is appended on commit.
pub(crate) struct Writer<'c> {
    tx: Transaction<'c>,
    idents: &'c Idents,
    act: &'c Act,
    /// Moment of the step as the file keeps it.
    at: Value,
    pub(super) seq: i64,
    /// Hash of the newest entry, to which the new one is chained; empty before the first.
    previous: Vec<u8>,
    entry: EntryWriter,
    /// Whose lines of the journal are erased with this step.
    pub(super) erases: Option<Erasure>,
}

impl<'c> Writer<'c> {
    pub(super) fn begin(
        conn: &'c rusqlite::Connection,
        idents: &'c Idents,
        act: &'c Act,
    ) -> Result<Self, StoreError> {
        // Only `Store::write` makes one, and it has the file to itself: no step is inside another.
        let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
        let db = Db::new(&tx, idents);
        let (last, previous) = reader::head(db)?;
        let at = stored::kept_moment(act.at, db)?;
        Ok(Self {
            tx,
            idents,
            act,
            entry: EntryWriter::new(at.clone(), act.kind),
            at,
            seq: last.checked_add(1).ok_or(StoreError::Damaged)?,
            previous,
            erases: None,
        })
    }

    /// The head of the chain before this step.
    pub(super) fn head_before(&self) -> Head {
        Head::new(self.seq - 1, &self.previous)
    }

    /// Appends the entry and commits. Without changes nothing is written and it gives `None`.
    pub(super) fn commit(self) -> Result<Option<i64>, StoreError> {
        let is_empty = self.entry.body.changes == 0;
        if is_empty && self.erases.is_none() {
            return Ok(None); // dropping the transaction rolls back
        }
        let act = self.act;
        let number = |uuid: Option<Uuid>| uuid.map(|uuid| self.db().give_number(uuid)).transpose();
        let actor = number(act.actor.map(|id| id.0))?;
        let subject = number(act.subject.map(|id| id.0))?;
        let chain = if self.seq == 1 {
            Some(begin_chain(&self.tx, 1)?)
        } else {
            None
        };
        let reason = tidy::line(&act.reason);
        typed::check_length("reason", &reason, tidy::NOTE_MAX)?;
        let EntryWriter {
            mut body,
            mentioned,
            ..
        } = self.entry;
        body.because(&reason);
        body.begin_with(chain, &self.idents.take_given());
        let Body { open, private, .. } = body;
        let is_large = open.len() + private.len() > LARGE;
        let entry = Stored {
            seq: self.seq,
            at: self.at.clone(),
            actor,
            deed: act.kind.code().to_owned(),
            subject,
            undoes: act.undoes,
            body: stored::Body::Text {
                open,
                private: Private::of(&private),
            },
        };
        if is_large {
            Segment::pack(std::slice::from_ref(&entry), &self.previous)?.insert(&self.tx)?;
        } else {
            entry.insert(&self.tx, &self.previous)?;
        }
        for child in &mentioned {
            self.tx
                .prepare_cached("INSERT INTO mention VALUES (?1, ?2)")?
                .execute([*child, self.seq])?;
        }
        // Last, because the step itself says what its rows held before.
        if let Some(erasure) = self.erases {
            let db = Db::new(&self.tx, self.idents);
            let has_erased = erase_lines(db, &erasure)?;
            if is_empty && !has_erased {
                return Ok(None);
            }
        }
        self.tx.commit()?;
        Ok(Some(self.seq))
    }

    /// Adds the record, or changes the fields in which it differs from the stored row.
    pub(crate) fn put<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let mut adding = Adding::to(&self.tx, R::TABLE)?;
        let made = put(self.db(), &mut adding, record)?;
        if let Some(made) = made {
            self.entry.write(&made);
        }
        Ok(())
    }

    /// [`Writer::put_all_watched`] without a watch.
    #[cfg(test)]
    pub(crate) fn put_all<R: Record>(&mut self, records: &[R]) -> Result<(), StoreError> {
        self.put_all_watched(records, &|_, _| true)
    }

    /// [`Writer::put`] for many records, telling how many of how many are in; fails if the answer is not to go on. What
    /// follows from their rows is computed once, after the last, if there are more of them than the table has rows.
    pub(crate) fn put_all_watched<R: Record>(
        &mut self,
        records: &[R],
        goes_on: &dyn Fn(usize, usize) -> bool,
    ) -> Result<(), StoreError> {
        let all = records.len();
        let check = |done| goes_on(done, all).then_some(()).ok_or(StoreError::Stopped);
        if all < MANY {
            return (1..).zip(records).try_for_each(|(done, record)| {
                self.put(record)?;
                check(done)
            });
        }
        let pause = if outnumbers(&self.tx, R::TABLE, records.len())? {
            Some(Pause::begin(&self.tx, R::TABLE)?)
        } else {
            None
        };
        let db = Db::new(&self.tx, self.idents);
        let mut adding = Adding::to(&self.tx, R::TABLE)?;
        self.entry.write_in_thread(|write| {
            for (done, record) in (1..).zip(records) {
                put(db, &mut adding, record)?
                    .into_iter()
                    .for_each(&mut *write);
                check(done)?;
            }
            Ok(())
        })?;
        pause.map_or(Ok(()), |pause| pause.end(&self.tx))
    }

    /// Runs a part of the step that adds so many rows to each of these tables. Of many, they are added without the
    /// triggers that guard the tables, as in [`Writer::put_all_watched`].
    pub(crate) fn adding<T, E: From<StoreError>>(
        &mut self,
        (count, tables): (usize, &[&Table]),
        add: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if count < MANY {
            return add(self);
        }
        let mut names = vec!["ident"];
        names.extend(tables.iter().map(|table| table.name));
        let pause = Pause::guards(&self.tx, &names)?;
        let added = add(self)?;
        pause.resume(&self.tx)?;
        Ok(added)
    }

    /// Removes the row with the record's key.
    pub(crate) fn remove<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let row = record.keep(self.db())?;
        let before = kept_row(&self.tx, R::TABLE, &row)?;
        self.make(RowChange::between(R::TABLE, before.as_deref(), None))
    }

    /// Inverts one change of an earlier entry. Fails if the row was changed since, or if what the change
    /// did was erased.
    pub(super) fn revert(&mut self, change: RowChange) -> Result<(), StoreError> {
        let row = kept_row(&self.tx, change.table, &change.key)?;
        if change.is_erased || !change.fits(row.as_deref()) {
            return Err(StoreError::ChangedSince {
                kind: change.table.name.to_owned(),
                key: super::journal::change::shown_key(change.table, &change.key, self.db())?,
            });
        }
        self.make(Some(change.invert()))
    }

    /// The record with this key as it is inside this step. Parts of a longer key are joined by `/`.
    pub(crate) fn get<R: Record>(&self, key: &str) -> Result<Option<R>, StoreError> {
        one(self.db(), &key_values(R::TABLE, key)?)
    }

    /// The file as it is inside the step.
    pub(super) fn db(&self) -> Db<'_> {
        Db::new(&self.tx, self.idents)
    }

    /// Applies a change and adds it to the entry.
    pub(super) fn make(&mut self, change: Option<RowChange>) -> Result<(), StoreError> {
        if let Some(change) = change {
            change.apply(&self.tx)?;
            self.entry.write(&MadeChange::Changed(change));
        }
        Ok(())
    }
}

/// Adds the record, or changes the fields in which it differs from the stored row; `None` if nothing changes.
fn put<R: Record>(
    db: Db<'_>,
    adding: &mut Adding<'_>,
    record: &R,
) -> Result<Option<MadeChange>, StoreError> {
    let mut row = record.keep(db)?;
    typed::clean(R::TABLE, &mut row);
    if adding.add(&row)? {
        typed::check_lengths(R::TABLE, row.iter().enumerate())?;
        return Ok(Some(MadeChange::Added(R::TABLE, row)));
    }
    let before = kept_row(db.conn, R::TABLE, &row)?;
    let change = RowChange::between(R::TABLE, before.as_deref(), Some(&row));
    let Some(change) = change else {
        return Ok(None);
    };
    // What an old file holds already stays; only what changes is measured.
    let after = change.after.iter().flatten();
    let fields = after.map(|(place, value)| (*place, value));
    typed::check_lengths(R::TABLE, fields)?;
    change.apply(db.conn)?;
    Ok(Some(MadeChange::Changed(change)))
}

/// Gives the chain that begins with this entry an identity of its own: one PC, one chain.
pub(super) fn begin_chain(conn: &rusqlite::Connection, first: i64) -> Result<Uuid, StoreError> {
    let chain = Uuid::new_v4();
    conn.execute(
        "INSERT INTO chain VALUES (?1, ?2)",
        params![first, chain.as_bytes()],
    )?;
    Ok(chain)
}
