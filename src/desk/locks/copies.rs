//! Files under a key in the place of plain ones, and the key file beside copies.

use crate::desk::disk::{
    FILE, beside, remove, remove_with_log, sync_file, sync_folder, sync_folder_of,
};
use crate::exchange::whole::{self, Older};
use crate::store::{Begin, FileKeys, StoreError, begin_of, copy_closed_file};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The key file, beside the home's file.
pub(super) const KEYS: &str = "doorlight.keys";

/// Gives the file that is under the new key the place of the other one, and overwrites the bytes of that.
pub(super) fn put_in_place(next: &Path, file: &Path) -> Result<(), StoreError> {
    // An open file cannot be replaced on Windows. Where a disk writes elsewhere than it read, as flash does, the old
    // bytes stay until it needs their place.
    let old = (cfg!(unix) && begin_of(file).is_ok_and(|begin| begin == Begin::Plain))
        .then(|| File::options().write(true).open(file).ok())
        .flatten();
    // Nothing of the old log may be read into the new file. It was moved into the old one.
    for end in ["-wal", "-shm"] {
        remove(&beside(file, end))?;
    }
    std::fs::rename(next, file).map_err(StoreError::file("putting the file in its place", file))?;
    // Until the rename is on the disk, a power cut brings the old file back: it must be whole then.
    sync_folder_of(file)?;
    if let Some(Err(error)) = old.map(|old| overwrite(&old)) {
        tracing::warn!(%error, "overwriting the plain file");
    }
    Ok(())
}

/// Overwrites the bytes of a file whose name is another one's by now.
pub(in crate::desk) fn overwrite(mut file: &File) -> std::io::Result<()> {
    static BLOCK: [u8; 64 * 1024] = [0; 64 * 1024];
    let mut left = file.metadata()?.len();
    while left > 0 {
        let part = BLOCK.get(..left.min(BLOCK.len() as u64) as usize);
        let written = file.write(part.unwrap_or(&BLOCK))?;
        left = left.saturating_sub(written as u64);
    }
    file.sync_all()
}

/// Encrypts the plain copies in a folder under the first of the keys, each in its place. Returns those that could not be.
///
/// Without keys nothing is done: then plain copies are as they should be.
pub(in crate::desk) fn encrypt_copies(folder: &Path, keys: &FileKeys) -> Vec<PathBuf> {
    if keys.is_empty() {
        return Vec::new();
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let plain = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && begin_of(path).is_ok_and(|begin| begin == Begin::Plain));
    let mut failed = Vec::new();
    for copy in plain {
        // Its newest rows are in the log, as of a damaged file that was put aside: both stay as they are, and are named.
        if std::fs::metadata(beside(&copy, "-wal")).is_ok_and(|log| log.len() > 0) {
            failed.push(copy);
            continue;
        }
        let part = beside(&copy, ".part");
        let done = remove_with_log(&part)
            .and_then(|()| copy_closed_file(&copy, keys.at(&part)))
            .and_then(|()| sync_file(&part))
            .and_then(|()| put_in_place(&part, &copy));
        if let Err(error) = done {
            tracing::warn!(%error, "encrypting a copy");
            let _ = remove_with_log(&part);
            failed.push(copy);
        }
    }
    sync_folder(folder);
    failed
}

/// The home's file under the next keys, until it takes its place.
pub(super) const NEXT_FILE: &str = "doorlight.db.next";

/// Whether a folder holds a key file.
pub(in crate::desk) fn has_key_file(folder: &Path) -> bool {
    folder.join(KEYS).is_file()
}

/// Whether the file of a home with locks is plain. Only for a home that this program has not opened.
pub(in crate::desk) fn is_plain_in_locked(folder: &Path) -> bool {
    has_key_file(folder) && begin_of(&folder.join(FILE)).is_ok_and(|begin| begin == Begin::Plain)
}

/// Puts the key file beside copies, so that they can be opened where the home's own folder is lost. Nothing without locks.
pub(in crate::desk) fn keep_keys_beside(data: &Path, copies: &Path) -> Result<(), StoreError> {
    keep_keys_as(data, &copies.join(KEYS))
}

/// Copies the key file of a folder to `target`. Nothing without locks.
pub(super) fn keep_keys_as(data: &Path, target: &Path) -> Result<(), StoreError> {
    let bytes = match std::fs::read(data.join(KEYS)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(StoreError::file("reading the key file", data.join(KEYS))(
                error,
            ));
        }
    };
    if std::fs::read(target).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let kept = whole::write(target, &bytes, Older::Goes);
    kept.map_err(StoreError::file("keeping the key file", target))
}
