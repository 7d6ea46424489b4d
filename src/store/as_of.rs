//! The file as of a moment: the journal run backwards.

use super::change::Change;
use super::connection::{Access, WriteGuard};
use super::error::StoreError;
use super::file::Store;
use super::record::column;
use crate::domain::Moment;

impl Store {
    /// Runs `ask` on the file as it was at a moment: inverts the later changes inside a transaction
    /// and rolls it back afterwards. Inside `ask`, every query reads that past state.
    pub(crate) fn as_of<T, E: From<StoreError>>(
        &mut self,
        moment: Moment,
        ask: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let answer = self.revert_to(moment).map_err(E::from);
        let answer = answer.and_then(|()| ask(self));
        // Not in a transaction if `revert_to` failed before it began one.
        if !self.conn.is_autocommit() {
            let back = self.conn.execute_batch("ROLLBACK");
            back.map_err(StoreError::from)?;
        }
        answer
    }

    fn revert_to(&self, moment: Moment) -> Result<(), StoreError> {
        if self.access() == Access::ReadOnly {
            return Err(StoreError::ReadOnly);
        }
        let last = self.last_entry_by(moment)?;
        self.conn
            .execute_batch("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON")?;
        let _up = WriteGuard::raise(&self.writing);
        let sql = "SELECT kind, key, before, after FROM change WHERE seq > ?1
            ORDER BY seq DESC, nth DESC";
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([last])?;
        while let Some(row) = rows.next()? {
            Change::read(row, 0)?.invert().apply(&self.conn)?;
        }
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
            let at: Moment = column(row, &mut 1, "journal", "at")?;
            if at <= moment {
                return Ok(row.get(0)?);
            }
        }
        Ok(0)
    }
}
