//! Files beside the home's file that the program alone reads again: in a home with locks they are sealed under its key,
//! because names stand in them. Without locks they are plain.

use super::copies::overwrite;
use crate::desk::Desk;
use crate::desk::disk::{remove, sync_folder_of};
use crate::exchange::whole::{self, Older, PART};
use crate::vault::sealed;
use crate::vault::secret::Keys;
use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// The rows of imports that wait.
pub(in crate::desk) const WAITING_ROWS: &str = "import-rest.json";
/// The ticks of the roll call.
pub(in crate::desk) const ROLL_TICKS: &str = "roll-call.json";

impl Desk {
    /// Reads a file beside the home's file. A plain one in a home with locks is of before them, or was put there: it is
    /// sealed at once. What is sealed under a key that nobody here has is an error.
    pub(in crate::desk) fn read_beside(&self, name: &str) -> Result<Vec<u8>> {
        let place = self.folder().join(name);
        let bytes = std::fs::read(&place)?;
        let keys = self.admitted.opened().ok();
        match keys {
            None if !sealed::is_sealed(&bytes) => Ok(bytes),
            None => Err(ErrorKind::InvalidData.into()),
            Some(keys) if !sealed::is_sealed(&bytes) => {
                // What it says is worth more than that it is plain: it is read even so, and sealed the next time.
                if let Err(error) = replace_plain(&place, (keys, name), &bytes) {
                    tracing::warn!(%error, "sealing a plain file");
                }
                Ok(bytes)
            }
            Some(keys) => {
                let mut all = std::iter::once(&keys.data).chain(&keys.former);
                let opened = all.find_map(|key| sealed::open(key, name.as_bytes(), &bytes));
                let mut opened = opened.ok_or(ErrorKind::InvalidData)?;
                Ok(std::mem::take(&mut *opened))
            }
        }
    }

    /// Writes a file beside the home's file, sealed where the home has locks.
    pub(in crate::desk) fn write_beside(&self, name: &str, content: &[u8]) -> Result<()> {
        let place = self.folder().join(name);
        match self.admitted.opened() {
            Ok(keys) => write_sealed(&place, (keys, name), content),
            Err(_) => whole::write(&place, content, Older::Goes),
        }
    }

    /// Seals those of these files that are plain, and removes what a power cut left of one that was being written. The caller
    /// has the turn.
    pub(super) fn seal_plain_files(&self) {
        remove_parts(&self.folder());
        for name in [WAITING_ROWS, ROLL_TICKS] {
            // Reading a plain one seals it.
            drop(self.read_beside(name));
        }
    }

    /// Puts these files under the present key. One that cannot be sealed now is when it is read next.
    pub(super) fn seal_files(&self) {
        remove_parts(&self.folder());
        for name in [WAITING_ROWS, ROLL_TICKS] {
            let sealed = self
                .read_beside(name)
                .and_then(|content| self.write_beside(name, &content));
            match sealed {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    tracing::warn!(%error, "sealing a file beside the home's");
                }
                _ => {}
            }
        }
    }
}

/// Removes what a power cut left of files of a data folder that were being written: names may stand there, of before the locks.
fn remove_parts(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let parts = entries.map(|entry| entry.path()).filter(|path| {
        let is_part = path.extension().is_some_and(|end| end == PART);
        is_part && path.is_file()
    });
    for part in parts {
        if let Err(error) = remove(&part) {
            tracing::warn!(%error, "removing a part of a file");
        }
    }
}

/// The name of the file is the label, so that no file opens in the place of another.
fn write_sealed(place: &Path, (keys, name): (&Keys, &str), content: &[u8]) -> Result<()> {
    let sealed = sealed::seal(&keys.data, name.as_bytes(), content).map_err(Error::other)?;
    whole::write(place, &sealed, Older::Goes)
}

/// Seals a plain file and overwrites its bytes on the disk.
fn replace_plain(place: &Path, sealing: (&Keys, &str), content: &[u8]) -> Result<()> {
    // An open file cannot be replaced on Windows.
    let old = cfg!(unix)
        .then(|| File::options().write(true).open(place).ok())
        .flatten();
    write_sealed(place, sealing, content)?;
    // Until the rename is on the disk, a power cut brings the old file back: it must be whole then.
    sync_folder_of(place).map_err(Error::other)?;
    old.map_or(Ok(()), |old| overwrite(&old))
}
