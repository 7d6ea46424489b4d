//! Restricted notes that were typed before the home had locks, or that an older copy brought back. Rows get them sealed; the
//! plain text goes from the journal line by line, and the chain holds.
//!
//! A line holds all that was typed in a row, so with the notes go the other words of that line. The step therefore says
//! all words of each row anew: what the file says is still compared with the journal.

use crate::domain::Incident;
use crate::store::error::StoreError;
use crate::store::file::Store;
use crate::store::journal::act::Act;
use crate::store::journal::erase::{Erasure, NOTES, holds_plain_notes};
use crate::store::journal::reader;
use crate::store::journal::row_change::{RowChange, place_of};
use crate::store::rows::record::{Record as _, kept_row};
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

    /// Puts these incidents, whose notes are sealed, in the place of plain ones, as one step, and takes all plain notes from the
    /// journal. Whether nothing of the bytes is left in free pages or the log.
    pub(crate) fn seal_notes(
        &mut self,
        sealed: &[Incident],
        act: &Act,
    ) -> Result<bool, StoreError> {
        let mut rows = BTreeSet::new();
        reader::forward(self.db(), (1, i64::MAX - 1), |entry| {
            let changes = entry.said()?.changes.into_iter();
            let plain = changes.filter(holds_plain_notes);
            rows.extend(plain.filter_map(|one| number(&one.key)));
            Ok(true)
        })?;
        self.write(act, |writer| {
            for one in sealed {
                if let Some(number) = writer.seal(one)? {
                    rows.remove(&number);
                }
            }
            rows.iter()
                .try_for_each(|number| writer.say_anew(*number))?;
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
    /// Puts an incident whose notes are sealed in the place of its row. Returns the number of the row.
    fn seal(&mut self, incident: &Incident) -> Result<Option<i64>, StoreError> {
        let table = Incident::TABLE;
        let mut row = incident.keep(self.db())?;
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
        Ok(number(&row))
    }

    /// Says the words of a row anew whose notes are not plain any more, but were. Nothing if it is gone.
    fn say_anew(&mut self, number: i64) -> Result<(), StoreError> {
        let table = Incident::TABLE;
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
