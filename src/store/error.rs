//! Errors of the store, divided by what a person can do about them.

use super::open::why::{Loss, Stranger, WhyReadOnly};
use rusqlite::ErrorCode;
use rusqlite::ffi;
use std::path::PathBuf;

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
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // Less came than the file should have: it is shorter than it was.
        let is_short = error
            .sqlite_error()
            .is_some_and(|one| one.extended_code == ffi::SQLITE_IOERR_SHORT_READ);
        let is_out_of_room = error.sqlite_error().is_some_and(|one| {
            matches!(
                one.extended_code,
                ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMMAP | ffi::SQLITE_IOERR_WRITE
            )
        });
        match error.sqlite_error_code() {
            _ if is_short => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            // A full disk first shows as an I/O error: the index of the log cannot grow.
            Some(ErrorCode::SystemIoFailure) if is_out_of_room => Self::DiskFull,
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
