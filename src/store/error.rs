//! What can go wrong with the file, named by what a person can do about it.

use rusqlite::ErrorCode;
use std::path::PathBuf;

/// An error of the store. Every variant says what was being done and keeps its source.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file or its folder cannot be opened.
    #[error("cannot open {path}")]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file was written by a newer program.
    #[error("the file has schema {found}, this program knows up to {known}")]
    NewerSchema {
        /// Schema of the file.
        found: u32,
        /// Newest schema this program knows.
        known: u32,
    },
    /// The file is open in another program, or was asked to be opened for reading only.
    #[error("the file is open for reading only")]
    ReadOnly,
    /// The disk took nothing more: full, or pulled out. The step was not done.
    #[error("the disk is full or gone")]
    DiskFull,
    /// Another program holds the file for too long.
    #[error("the file is busy")]
    Busy,
    /// The file is not a database or is damaged.
    #[error("the file is damaged")]
    Damaged,
    /// The row changed after the step that should be taken back.
    #[error("{kind} {key} was changed after that step")]
    ChangedSince {
        /// Table.
        kind: String,
        /// Key of the row.
        key: String,
    },
    /// Nothing with this key.
    #[error("no {kind} {key}")]
    NotFound {
        /// Table.
        kind: &'static str,
        /// Key that was asked for.
        key: String,
    },
    /// A stored value that no version of the program writes.
    #[error("{table}.{column} holds a value that cannot be read")]
    Column {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
    },
    /// A file beside the database: backup, lock.
    #[error("{doing}")]
    File {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error("the database refused a step")]
    Sql(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            // A full disk shows first where the log's index cannot grow, as a plain I/O error.
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            _ => Self::Sql(error),
        }
    }
}
