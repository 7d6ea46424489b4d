//! The open file: opening, writing a step, copying.

use super::error::StoreError;
use super::journal::act::Act;
use super::open::connection::{self, Access, WriteGuard};
use super::open::migrations;
use super::open::progress::Progress;
use super::rows::db::{Db, Idents};
use super::writer::{Writer, Written};
use crate::domain::Moment;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The open file.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    /// The numbers of identifiers read so far.
    idents: Idents,
    path: PathBuf,
    access: Access,
    is_migrated: bool,
    /// Whether an entry is being written; the guard triggers ask for it.
    pub(super) writing: Arc<AtomicBool>,
}

impl Store {
    /// Opens the file, creates it if there is none, and migrates it to the newest schema.
    ///
    /// A file of an older schema is first copied to the folder `backups` beside it; `now` is part of
    /// the copy's name.
    pub(crate) fn open(path: &Path, now: Moment) -> Result<Self, StoreError> {
        Self::open_telling(path, now, &mut |_, _| {})
    }

    /// [`Store::open`], telling how far bringing an older file up to date has come.
    pub(crate) fn open_telling(
        path: &Path,
        now: Moment,
        progress: Progress<'_>,
    ) -> Result<Self, StoreError> {
        let mut store = Self::connect(path, Access::ReadWrite)?;
        migrations::run(&mut store.conn, &store.writing, (path, now), progress)?;
        Ok(store)
    }

    /// Opens a file that must exist, for reading only. A file of an older schema is read from a copy
    /// in memory, which is migrated; the file stays as it is.
    pub(crate) fn open_read_only(path: &Path, now: Moment) -> Result<Self, StoreError> {
        let store = Self::connect(path, Access::ReadOnly)?;
        let schema = migrations::check(&store.conn)?;
        if schema == 0 || schema == migrations::LATEST {
            return Ok(store);
        }
        let mut copy = store.copy_in_memory()?;
        migrations::apply(&mut copy.conn, &copy.writing, now, &mut |_, _| {})?;
        copy.is_migrated = true;
        Ok(copy)
    }

    /// The whole file in memory. A change of the copy changes nothing on disk; for the caller it is
    /// open for reading only.
    pub(super) fn copy_in_memory(&self) -> Result<Self, StoreError> {
        let mut copy = Self::connect(Path::new(":memory:"), Access::ReadWrite)?;
        match Backup::new(&self.conn, &mut copy.conn)?.step(-1)? {
            StepResult::Done => {}
            // Nothing was copied: an empty home must not be taken for this one.
            _ => return Err(StoreError::Busy),
        }
        copy.path.clone_from(&self.path);
        copy.access = Access::ReadOnly;
        Ok(copy)
    }

    /// A file in memory, for tests, measurements and as a pattern of the newest schema.
    pub(crate) fn in_memory(now: Moment) -> Result<Self, StoreError> {
        Self::open(Path::new(":memory:"), now)
    }

    /// A file in memory that nothing can be written to: it stands where no file is open.
    pub(crate) fn nowhere(now: Moment) -> Result<Self, StoreError> {
        let mut store = Self::in_memory(now)?;
        store.access = Access::ReadOnly;
        Ok(store)
    }

    fn connect(path: &Path, access: Access) -> Result<Self, StoreError> {
        let writing = Arc::new(AtomicBool::new(false));
        let conn = connection::open(path, access, Arc::clone(&writing))?;
        Ok(Self {
            conn,
            idents: Idents::default(),
            path: path.to_owned(),
            access,
            is_migrated: false,
            writing,
        })
    }

    /// Path of the file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether this is a migrated copy in memory of a file of an older schema.
    pub(crate) fn is_migrated(&self) -> bool {
        self.is_migrated
    }

    /// Whether the file is in memory only, so that nothing of it lies on the disk.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.path == Path::new(":memory:")
    }

    /// Whether this program may write.
    pub(crate) fn access(&self) -> Access {
        self.access
    }

    /// Runs `step` and, if it changed a row, appends one journal entry in the same transaction. If
    /// `step` fails, nothing is written.
    ///
    /// The entry is on disk when this returns.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        act: &Act,
        step: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        if self.access == Access::ReadOnly {
            return Err(StoreError::ReadOnly.into());
        }
        let _up = WriteGuard::raise(&self.writing);
        let mut writer = Writer::begin(&mut self.conn, &self.idents, act)?;
        let written = step(&mut writer).and_then(|value| {
            let seq = writer.commit()?;
            Ok(Written { value, seq })
        });
        if !written.as_ref().is_ok_and(|written| written.seq.is_some()) {
            self.idents.forget();
        }
        written
    }

    /// The file with the numbers of its identifiers.
    pub(super) fn db(&self) -> Db<'_> {
        Db::new(&self.conn, &self.idents)
    }

    /// A number that changes when another program has written. Own steps do not change it.
    pub(crate) fn outside_version(&self) -> Result<i64, StoreError> {
        let mut statement = self.conn.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// As long as the result lives, everything that is read is of the same moment. This connection
    /// cannot write meanwhile.
    pub(crate) fn at_one_moment(&self) -> Result<impl Sized + '_, StoreError> {
        Ok(self.conn.unchecked_transaction()?)
    }

    /// Copies the whole file to `target`, which must not exist; the copy's pages are checked.
    pub fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        connection::copy(&self.conn, &self.writing, target)
    }

    /// Moves the whole write-ahead log into the file and empties it, so that the file alone holds
    /// everything. Fails if another program reads at the same time.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        let is_busy: bool = self
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if is_busy {
            Err(StoreError::Busy)
        } else {
            Ok(())
        }
    }

    /// Moves the write-ahead log into the file. Called when idle, so that no sign-in waits for it.
    pub(crate) fn checkpoint(&self) -> Result<(), StoreError> {
        self.conn
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }
}
