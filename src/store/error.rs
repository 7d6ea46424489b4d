//! Errors of the store, divided by what a person can do about them.

use super::open::room;
use super::open::why::{Loss, Stranger, WhyReadOnly};
use rusqlite::ErrorCode;
use rusqlite::ffi;
use std::path::{Path, PathBuf};

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file or its folder cannot be opened.
    #[error("cannot open {path}")]
    Open {
        /// Path of the file.
        path: PathBuf,
        /// Error of the operating system or of `SQLite`.
        source: std::io::Error,
    },
    /// The file was written by a newer program.
    #[error("the file has schema {found}, this program knows up to {known}")]
    NewerSchema {
        /// Schema of the file, from 1.
        found: u32,
        /// Newest schema this program knows.
        known: u32,
    },
    /// The file is open for reading only.
    #[error("the file is open for reading only: {}", .0.code())]
    ReadOnly(WhyReadOnly),
    /// What is at the file's path is no file of a home.
    #[error("{path}: no file of a home: {}", what.code())]
    NotAHome {
        /// Path of the file.
        path: PathBuf,
        /// What it is.
        what: Stranger,
    },
    /// The file was taken away or overwritten while it was open.
    #[error("the file was lost: {}", .0.code())]
    Lost(Loss),
    /// The disk is full. The step was not done.
    #[error("the disk is full")]
    DiskFull,
    /// The disk does not work, or was removed. The step was not done.
    #[error("the disk does not work")]
    DiskFailed,
    /// Another program locks the file for longer than the busy timeout.
    #[error("the file is busy")]
    Busy,
    /// Another copy of the file is being made.
    #[error("a copy is being made")]
    Copying,
    /// The file could not be opened again after an attempt to restore it.
    #[error("the file is not open")]
    Closed,
    /// The file is encrypted, and none of the keys that this program has opens it.
    #[error("the file is locked")]
    Locked,
    /// The file is no database or is damaged.
    #[error("the file is damaged")]
    Damaged,
    /// The row changed after the step that should be undone.
    #[error("{kind} {key} was changed after that step")]
    ChangedSince {
        /// Table of the row.
        kind: String,
        /// Key of the row.
        key: String,
    },
    /// Whoever wanted the step has stopped it. Nothing was written.
    #[error("stopped")]
    Stopped,
    /// No row with this key.
    #[error("no {kind} {key}")]
    NotFound {
        /// Table of the row.
        kind: &'static str,
        /// The key.
        key: String,
    },
    /// A stored value that no version of the program writes.
    #[error("{table}.{column} holds a value that cannot be read")]
    Column {
        /// Table of the value.
        table: &'static str,
        /// Column of the value.
        column: &'static str,
    },
    /// A text that is longer than its field takes.
    #[error("{column} takes {most} characters")]
    TooLong {
        /// Column of the text.
        column: &'static str,
        /// Most characters.
        most: usize,
    },
    /// A file beside the database (backup, lock) failed.
    #[error("{doing}: {path}")]
    File {
        /// The operation, for the log.
        doing: &'static str,
        /// Path of the file or folder.
        path: PathBuf,
        /// Error of the operating system.
        source: std::io::Error,
    },
    /// Any other error of `SQLite`.
    #[error("the database refused a step")]
    Sql(#[source] rusqlite::Error),
}

impl StoreError {
    /// What a failed operation on a file or folder becomes.
    pub(crate) fn file(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File {
            doing,
            path,
            source,
        }
    }

    /// The error of work on a file, after a look at its disk: a full one can show as one that fails, because
    /// the index of the log cannot grow, or a limit is not that of the disk.
    pub(crate) fn on_disk_of(self, file: &Path) -> Self {
        self.on_disk_of_copy(file, file)
    }

    /// [`StoreError::on_disk_of`], for a copy of `source` that was to be made.
    pub(super) fn on_disk_of_copy(self, copy: &Path, source: &Path) -> Self {
        match self {
            Self::DiskFailed if room::is_used_up(copy, source) => Self::DiskFull,
            error => error,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // Less came than the file should have: it is shorter than it was.
        let is_short = error
            .sqlite_error()
            .is_some_and(|one| one.extended_code == ffi::SQLITE_IOERR_SHORT_READ);
        match error.sqlite_error_code() {
            _ if is_short => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            // Where the path is known, `on_disk_of` looks whether it is only full.
            Some(ErrorCode::SystemIoFailure) => Self::DiskFailed,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            // The file is there: a log or an index cannot be made beside it.
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => {
                Self::ReadOnly(WhyReadOnly::NotAllowed)
            }
            _ => Self::Sql(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_fails_is_called_a_full_disk_only_if_nothing_more_can_be_written() {
        let failed = |extended| {
            let error = ffi::Error::new(extended);
            StoreError::from(rusqlite::Error::SqliteFailure(error, None))
        };
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("doorlight.db");
        for code in [
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_IOERR_SHMSIZE,
            ffi::SQLITE_IOERR_READ,
        ] {
            let error = failed(code).on_disk_of(&file);
            assert!(matches!(error, StoreError::DiskFailed), "{code}: {error}");
        }
        assert!(matches!(failed(ffi::SQLITE_FULL), StoreError::DiskFull));
        assert!(matches!(
            failed(ffi::SQLITE_IOERR_SHORT_READ),
            StoreError::Damaged
        ));
    }
}
