//! One writer a file: a lock beside the database, held as long as the program runs.
//!
//! The lock is the operating system's and goes when the process does, however it ends. Nothing is
//! written into the locked file: on Windows a locked file cannot be read.

use super::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// The right to write, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or gives `None` if another program holds it.
    pub fn take(path: &Path) -> Result<Option<Self>, StoreError> {
        let failed = |source| StoreError::File {
            doing: "taking the lock",
            source,
        };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}
