//! Files beside the home's file: taking them away, and making what was done last through a power cut.

use crate::store::StoreError;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Name of the database in the data folder.
pub const FILE: &str = "doorlight.db";

/// Makes a rename last through a power cut. Windows has no such call and does it by itself.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Err(error) = File::open(folder).and_then(|folder| folder.sync_all())
    {
        tracing::warn!(%error, "syncing a folder");
    }
}

/// [`sync_folder`] where what follows would destroy what a lost rename needs.
pub(super) fn sync_folder_of(file: &Path) -> Result<(), StoreError> {
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    if !cfg!(unix) {
        return Ok(());
    }
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(StoreError::file("syncing a folder", folder))
}

/// Makes the bytes of a file last through a power cut.
pub(super) fn sync_file(file: &Path) -> Result<(), StoreError> {
    let open = File::options().write(true).open(file);
    let synced = open.and_then(|file| file.sync_all());
    synced.map_err(StoreError::file("writing a file to its end", file))
}

/// The file of this name with another end.
pub(super) fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Removes a file, if there is one.
pub(super) fn remove(file: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::file("removing a file", file)(error))
        }
        _ => Ok(()),
    }
}

/// Removes a file with what `SQLite` makes beside it.
pub(super) fn remove_with_log(file: &Path) -> Result<(), StoreError> {
    ["", "-wal", "-shm", "-journal"]
        .iter()
        .try_for_each(|end| remove(&beside(file, end)))
}
