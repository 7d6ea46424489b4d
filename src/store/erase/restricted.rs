//! Restricted notes that were typed before the home had locks, or that an older copy brought back. Rows get them sealed; the
//! plain text goes from the journal line by line, and the chain holds.
//!
//! A line holds all that was typed in a row, so with the notes go the other words of that line. The step therefore says
//! all words of each row anew: what the file says is still compared with the journal.

use crate::domain::Incident;
use crate::domain::support::talk::Talk;
use crate::store::error::StoreError;
use crate::store::file::Store;
use crate::store::journal::act::Act;
use crate::store::journal::erase::{Erasure, NOTES, holds_plain_notes};
use crate::store::journal::reader;
use crate::store::journal::row_change::{RowChange, place_of};
use crate::store::rows::record::{Record, Table, kept_row};
use crate::store::rows::tables::{SETTING_NOTES_SEALED, Setting};
use crate::store::rows::typed;
use crate::store::rows::value::Value;
use crate::store::writer::Writer;
use std::collections::BTreeSet;

impl Store {
    /// Whether plain notes were taken from the journal before.
    pub(crate) fn are_notes_sealed(&self) -> Result<bool, StoreError> {
        Ok(self.setting(SETTING_NOTES_SEALED)?.is_some())
    }

    /// Puts these incidents and talks, whose notes are sealed, in the place of plain ones, as one step, and takes all plain notes from the
    /// journal. Whether nothing of the bytes is left in free pages or the log.
    pub(crate) fn seal_notes(
        &mut self,
        (incidents, talks): (&[Incident], &[Talk]),
        act: &Act,
    ) -> Result<bool, StoreError> {
        let mut rows = BTreeSet::new();
        reader::forward(self.db(), (1, i64::MAX - 1), |entry| {
            let changes = entry.said()?.changes.into_iter();
            let plain = changes.filter(holds_plain_notes);
            rows.extend(plain.filter_map(|one| Some((one.table.name, number(&one.key)?))));
            Ok(true)
        })?;
        self.write(act, |writer| {
            for one in incidents {
                rows.remove(&writer.seal(one)?);
            }
            for one in talks {
                rows.remove(&writer.seal(one)?);
            }
            for table in [Incident::TABLE, Talk::TABLE] {
                let of_it = rows.iter().filter(|(name, _)| *name == table.name);
                of_it
                    .into_iter()
                    .try_for_each(|(_, number)| writer.say_anew(table, *number))?;
            }
            writer.put(&Setting {
                name: SETTING_NOTES_SEALED.to_owned(),
                value: writer.seq.to_string(),
            })?;
            writer.erases = Some(Erasure::PlainNotes);
            Ok::<_, StoreError>(())
        })?;
        Ok(self.tidy_erased())
    }
}

impl Writer<'_> {
    /// Puts a record whose notes are sealed in the place of its row. Returns the table and the number of the row.
    fn seal<R: Record>(&mut self, record: &R) -> Result<(&'static str, i64), StoreError> {
        let table = R::TABLE;
        let mut row = record.keep(self.db())?;
        typed::clean(table, &mut row);
        // Who seals has measured the notes; of what an old file holds already, all stays.
        let before = kept_row(self.db().conn, table, &row)?;
        let before = before.ok_or(StoreError::Damaged)?;
        // First without notes: the line that takes the plain ones away holds them, and is erased with the others.
        let mut without = before.clone();
        if let Some(notes) = place_of(table, NOTES).and_then(|place| without.get_mut(place)) {
            *notes = Value::Null;
        }
        self.make(RowChange::between(table, Some(&before), Some(&without)))?;
        self.make(RowChange::saying_all(table, (&without, &row)))?;
        Ok((table.name, number(&row).ok_or(StoreError::Damaged)?))
    }

    /// Says the words of a row anew whose notes are not plain any more, but were. Nothing if it is gone.
    fn say_anew(&mut self, table: &'static Table, number: i64) -> Result<(), StoreError> {
        match kept_row(self.db().conn, table, &[Value::Integer(number)])? {
            Some(row) => self.make(RowChange::saying_all(table, (&row, &row))),
            None => Ok(()),
        }
    }
}

fn number(key: &[Value]) -> Option<i64> {
    match key.first() {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}
