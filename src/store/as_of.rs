//! The file as of a moment: the journal run backwards in a copy in memory.

use super::error::StoreError;
use super::file::Store;
use super::journal::reader;
use super::open::connection::WriteGuard;
use super::rows::pause::keep_seen;
use crate::domain::Moment;

impl Store {
    /// The file as it was at a moment, for reading. It is a copy in memory, so nothing disturbs the
    /// present, and a file that may only be read can be asked too.
    pub(crate) fn as_of(&self, moment: Moment) -> Result<Self, StoreError> {
        let last = reader::last_entry_by(self.db(), moment)?;
        self.as_of_step(last)
    }

    /// The file as it was after the step of this number, for reading, like [`Store::as_of`].
    pub(crate) fn as_of_step(&self, last: i64) -> Result<Self, StoreError> {
        let past = self.copy_in_memory()?;
        past.revert_to(last)?;
        Ok(past)
    }

    /// Inverts all changes after a step, last first.
    fn revert_to(&self, last: i64) -> Result<(), StoreError> {
        self.conn.pragma_update(None, "foreign_keys", false)?;
        let tx = self.conn.unchecked_transaction()?;
        // The last sightings follow once, at the end: the triggers would read a child's history for
        // each of its rows.
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
        let triggers: Vec<String> = {
            let mut statement = self.conn.prepare(sql)?;
            let names = statement.query_map([], |row| row.get(0))?;
            names.collect::<Result<_, _>>()?
        };
        for name in triggers {
            self.conn.execute_batch(&format!("DROP TRIGGER {name}"))?;
        }
        let _up = WriteGuard::raise(&self.writing);
        let db = self.db();
        reader::backward(db, (last + 1, i64::MAX - 1), |entry| {
            for change in entry.taken_back(db)? {
                change.apply(db.conn)?;
            }
            Ok(true)
        })?;
        keep_seen(&self.conn)?;
        // The rows of days are of the present too.
        self.forget_days()?;
        tx.commit()?;
        Ok(())
    }
}
