//! The file as of a moment: the journal run backwards in a copy in memory.

use super::change::Change;
use super::connection::WriteGuard;
use super::error::StoreError;
use super::file::Store;
use super::rows::column::column;
use crate::domain::Moment;

impl Store {
    /// The file as it was at a moment, for reading. It is a copy in memory, so nothing disturbs the
    /// present, and a file that may only be read can be asked too.
    pub(crate) fn as_of(&self, moment: Moment) -> Result<Self, StoreError> {
        let past = self.copy_in_memory()?;
        past.revert_to(moment)?;
        Ok(past)
    }

    /// Inverts all changes after a moment, last first.
    fn revert_to(&self, moment: Moment) -> Result<(), StoreError> {
        let last = self.last_entry_by(moment)?;
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
        let sql = "SELECT kind, key, before, after FROM change WHERE seq > ?1
            ORDER BY seq DESC, nth DESC";
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([last])?;
        while let Some(row) = rows.next()? {
            Change::read(row, 0)?.invert().apply(self.db())?;
        }
        drop(rows);
        drop(statement);
        self.conn.execute_batch(
            "DELETE FROM kept_seen;
             INSERT INTO kept_seen SELECT child, day FROM last_sighting WHERE day IS NOT NULL;",
        )?;
        tx.commit()?;
        Ok(())
    }

    /// Number of the last entry made up to a moment; 0 if there is none. Moments may go down from
    /// entry to entry where the clock was set back, so the search starts at the newest.
    fn last_entry_by(&self, moment: Moment) -> Result<i64, StoreError> {
        let mut statement = self
            .conn
            .prepare("SELECT seq, at FROM journal ORDER BY seq DESC")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at: Moment = column(self.db(), row, &mut 1, "journal", "at")?;
            if at <= moment {
                return Ok(row.get(0)?);
            }
        }
        Ok(0)
    }
}
