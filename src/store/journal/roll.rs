//! Rolling: closed months leave the table `journal` for a segment each.
//!
//! This month and the last stay loose. A month is packed, read back, followed along the chain and
//! compared entry by entry before its loose rows go, all in one transaction. Without rolling the
//! program works just as well; the file only stays larger.

use super::reader;
use super::segment::Segment;
use super::stored::Stored;
use crate::store::error::StoreError;
use crate::store::file::Store;
use crate::store::open::connection::WriteGuard;
use crate::store::rows::db::Db;
use chrono::{Datelike as _, Months, NaiveDate};
use rusqlite::{Connection, TransactionBehavior};

/// Consecutive loose entries of one month, with the hash before the first.
struct Run {
    entries: Vec<Stored>,
    before: Vec<u8>,
    month: NaiveDate,
}

impl Store {
    /// Packs the loose entries of months before the last. Returns how many entries were packed.
    pub(crate) fn roll(&mut self, today: NaiveDate) -> Result<usize, StoreError> {
        let kept_from = month_of(today).checked_sub_months(Months::new(1));
        let Some(kept_from) = kept_from.filter(|from| self.has_loose_before(*from)) else {
            return Ok(0);
        };
        let mut packed = 0;
        for run in self.closed_runs(kept_from)? {
            let _up = WriteGuard::raise(&self.writing);
            let tx = self
                .conn
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            pack(&tx, &run)?;
            tx.commit()?;
            packed += run.entries.len();
        }
        Ok(packed)
    }

    /// Whether the oldest loose entry is of a closed month: cheap to ask at every close of day.
    fn has_loose_before(&self, day: NaiveDate) -> bool {
        let mut oldest = None;
        let read = reader::loose(self.db(), (1, i64::MAX - 1), false, &mut |entry, _| {
            oldest = Some(entry.moment()?.date_naive());
            Ok(false)
        });
        read.is_ok() && oldest.is_some_and(|oldest| oldest < day)
    }

    fn closed_runs(&self, kept_from: NaiveDate) -> Result<Vec<Run>, StoreError> {
        let mut runs: Vec<Run> = Vec::new();
        let mut previous: (i64, Vec<u8>) = (0, Vec::new());
        let db = self.db();
        // Entries before the first loose one are packed already: only their last hash is needed.
        let mut visit = |entry: Stored, hash: &[u8]| {
            let month = month_of(entry.moment()?.date_naive());
            let before = if previous.0 + 1 == entry.seq {
                previous.1.clone()
            } else {
                hash_before(db, entry.seq)?
            };
            previous = (entry.seq, hash.to_vec());
            if month >= kept_from {
                return Ok(true);
            }
            let follows = |run: &&mut Run| {
                let last = run.entries.last().map(|one| one.seq + 1);
                run.month == month && last == Some(entry.seq)
            };
            match runs.last_mut().filter(follows) {
                Some(run) => run.entries.push(entry),
                None => runs.push(Run {
                    entries: vec![entry],
                    before,
                    month,
                }),
            }
            Ok(true)
        };
        reader::loose(db, (1, i64::MAX - 1), false, &mut visit)?;
        // What does not follow from the chain is evidence and stays as it is.
        runs.retain(|run| Segment::pack(&run.entries, &run.before).is_ok());
        Ok(runs)
    }
}

/// The hash of the entry before this one; empty if there is none.
fn hash_before(db: Db<'_>, seq: i64) -> Result<Vec<u8>, StoreError> {
    let before = reader::entries_before(db, seq, 1)?.pop();
    Ok(before.map(|entry| entry.hash).unwrap_or_default())
}

fn pack(conn: &Connection, run: &Run) -> Result<(), StoreError> {
    let Some((first, last)) = run.entries.first().zip(run.entries.last()) else {
        return Ok(());
    };
    let bounds = (first.seq, last.seq);
    let segment = Segment::pack(&run.entries, &run.before)?;
    let stored: Vec<u8> = conn.query_row(
        "SELECT hash FROM journal WHERE seq = ?1",
        [last.seq],
        |row| row.get(0),
    )?;
    if segment.hash != stored {
        return Ok(()); // broken: `verify` says so, and the loose rows stay as evidence
    }
    segment.insert(conn)?;
    let mut is_proven = false;
    Segment::each(conn, bounds, false, |back| {
        let back = back.load(conn)?;
        is_proven = back.holds() && back.unpack()? == run.entries;
        Ok(false)
    })?;
    if !is_proven {
        return Err(StoreError::Damaged);
    }
    let sql = "DELETE FROM journal WHERE seq BETWEEN ?1 AND ?2";
    conn.execute(sql, [bounds.0, bounds.1])?;
    Ok(())
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
