//! The home's file: `SQLite`, one writer, one journal.
//!
//! Everything that changes a row goes through [`Store::write`]: one transaction that changes rows
//! *and* appends to the journal. The connection is private to this module, and every journalled
//! table carries triggers that refuse a change while no entry is being written, so a write that
//! goes around the journal is refused even from another program.

mod activities;
#[cfg(test)]
mod activity_tests;
mod as_of;
mod change;
mod connection;
mod error;
mod journal;
mod known;
#[cfg(test)]
mod known_tests;
mod lock;
mod migrations;
mod read;
mod record;
mod tables;
#[cfg(test)]
mod tests;
mod undo;
mod verify;
mod writer;

pub use change::{Change, Fields};
pub use connection::Access;
pub use error::StoreError;
pub use journal::{Act, ActKind, Entry};
pub use known::Known;
pub use lock::Lock;
pub use read::{FileChange, Roster, Unique};
pub use record::{Column, Record, Table, Value};
pub use tables::{
    Card, SETTING_CLOCK, SETTING_DEMO, SETTING_LANGUAGE, SETTING_SYMBOLS, SETTING_THEME, Setting,
};
pub use verify::{Finding, Report};
pub use writer::{Writer, Written};

use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::Moment;

/// The open file.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    access: Access,
    /// Up while an entry is being written; the guard triggers ask for it.
    writing: Arc<AtomicBool>,
}

impl Store {
    /// Opens the file, makes it if there is none, and brings it up to the newest schema.
    ///
    /// Before a file of an older schema is changed, a copy is put beside it; `now` names the copy.
    pub fn open(path: &Path, now: Moment) -> Result<Self, StoreError> {
        let mut store = Self::connect(path, Access::ReadWrite)?;
        migrations::run(&mut store, now)?;
        Ok(store)
    }

    /// Opens a file that must exist, for reading only.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        let store = Self::connect(path, Access::ReadOnly)?;
        migrations::check(&store.conn)?;
        Ok(store)
    }

    /// A file in memory, for tests and measurements.
    pub fn in_memory(now: Moment) -> Result<Self, StoreError> {
        Self::open(Path::new(":memory:"), now)
    }

    fn connect(path: &Path, access: Access) -> Result<Self, StoreError> {
        let writing = Arc::new(AtomicBool::new(false));
        let conn = connection::open(path, access, Arc::clone(&writing))?;
        Ok(Self {
            conn,
            path: path.to_owned(),
            access,
            writing,
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether this program may write.
    pub fn access(&self) -> Access {
        self.access
    }

    /// One step: runs `step`, and if it changed anything, appends one journal entry in the same
    /// transaction. If `step` fails, nothing happened.
    ///
    /// The entry is on disk when this returns.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        act: &Act,
        step: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        if self.access == Access::ReadOnly {
            return Err(StoreError::ReadOnly.into());
        }
        let _up = WriteGuard::raise(&self.writing);
        let mut writer = Writer::begin(&mut self.conn)?;
        let value = step(&mut writer)?;
        Ok(Written {
            value,
            seq: writer.commit(act)?,
        })
    }

    /// Copies the whole file to `target`, which must not exist; the copy is checked.
    pub fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        let _up = WriteGuard::raise(&self.writing);
        connection::copy(&self.conn, target)
    }

    /// Moves the write-ahead log into the file. Called when idle, so that no sign-in pays for it.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.conn
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }
}

/// Up while it lives; down again on every way out.
struct WriteGuard(Arc<AtomicBool>);

impl WriteGuard {
    fn raise(flag: &Arc<AtomicBool>) -> Self {
        flag.store(true, Ordering::Relaxed);
        Self(Arc::clone(flag))
    }
}

impl Drop for WriteGuard {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}
