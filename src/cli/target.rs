//! A file that a task writes where somebody asked for it. Nothing that is there is overwritten unasked,
//! and the home's own files never.

use super::call::{Call, Trouble};
use crate::desk::FILE;
use crate::exchange::whole::{self, Older};
use crate::store::StoreError;
use crate::t;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

/// A place where a file may be written.
#[derive(Debug)]
pub(super) struct Target {
    /// As it was typed, for messages.
    name: String,
    /// With all links followed.
    file: PathBuf,
    older: Older,
    exists: String,
}

impl Target {
    /// Refuses a place that must not be written: a file that is there, unless `force`; a file of the
    /// home's data; what is no ordinary file.
    pub(super) fn new(call: &Call, asked: &Path, force: bool) -> Result<Self, Trouble> {
        let name = asked.display().to_string();
        let refused = |text: String| Err(Trouble::Failed(text));
        let exists = t!(call.lang, "cli-exists", file = name.as_str());
        let file = resolved(asked);
        if is_of_data(&file, &call.folder) {
            return refused(t!(call.lang, "cli-own-file", file = name));
        }
        if asked.symlink_metadata().is_ok() {
            if !force {
                return refused(exists);
            }
            // A device, a folder, or a link to nothing.
            if !file.metadata().is_ok_and(|there| there.is_file()) {
                return refused(t!(call.lang, "cli-no-plain-file", file = name));
            }
        }
        let older = if force { Older::Goes } else { Older::Stays };
        Ok(Self {
            name,
            file,
            older,
            exists,
        })
    }

    /// The name as it was typed.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Where it is, with all links followed.
    pub(super) fn place(&self) -> &Path {
        &self.file
    }

    /// Refuses to write two files to one place.
    pub(super) fn check_differs(&self, other: &Self) -> Result<(), Trouble> {
        if self.file == other.file {
            return Err(Trouble::Failed(self.exists.clone()));
        }
        Ok(())
    }

    /// Writes the file.
    pub(super) fn write(&self, content: &[u8]) -> Result<(), Trouble> {
        whole::write(&self.file, content, self.older).map_err(|error| self.trouble(error))
    }

    /// Lets `fill` write the file, under a temporary name.
    pub(super) fn write_with(
        &self,
        fill: impl FnOnce(&Path) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let filled = whole::write_with(&self.file, self.older, |part| {
            fill(part).map_err(Failed::Filling)
        });
        filled.map_err(|failed| match failed {
            Failed::Filling(trouble) => trouble,
            Failed::Disk(error) => self.trouble(error),
        })
    }

    fn trouble(&self, source: io::Error) -> Trouble {
        // Another program was faster.
        if source.kind() == io::ErrorKind::AlreadyExists {
            return Trouble::Failed(self.exists.clone());
        }
        Trouble::from(StoreError::file("writing a file", &self.file)(source))
    }
}

enum Failed {
    Filling(Trouble),
    Disk(io::Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// The path with all links followed; of a new file, those of its folder.
fn resolved(asked: &Path) -> PathBuf {
    let through_folder = || {
        let folder = asked.parent().filter(|one| !one.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| Path::new(".")).canonicalize();
        Some(folder.ok()?.join(asked.file_name()?))
    };
    let there = asked.canonicalize().ok();
    there
        .or_else(through_folder)
        .unwrap_or_else(|| asked.to_owned())
}

/// Whether a path with all links followed is a file of the data folder, under whatever name, or would
/// become one: `doorlight.db-wal` belongs to the home's file even if it is not there yet.
fn is_of_data(file: &Path, data: &Path) -> bool {
    let Ok(data) = data.canonicalize() else {
        return false;
    };
    match file.metadata() {
        // A home's file, of whichever home.
        Ok(_) if is_own_name(file) => true,
        Ok(there) => file.starts_with(&data) || (there.is_file() && is_linked(&there, &data)),
        Err(_) => file.parent() == Some(&data) && is_own_name(file),
    }
}

/// Whether the home keeps names like this for itself, on disks that do not tell capitals too.
fn is_own_name(file: &Path) -> bool {
    let own = FILE.split('.').next().unwrap_or(FILE);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    name.strip_prefix(own)
        .is_some_and(|rest| rest.starts_with('.'))
}

/// Whether a file of this folder is the same file on the disk: a hard link.
#[cfg(unix)]
fn is_linked(file: &Metadata, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    if file.nlink() < 2 {
        return false;
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| {
        // Links in the folder are not followed: what they point to is not in it.
        entry.metadata().is_ok_and(|there| {
            let is_same = (there.dev(), there.ino()) == (file.dev(), file.ino());
            is_same || (there.is_dir() && is_linked(file, &entry.path()))
        })
    })
}

/// The standard library cannot tell it on Windows. A replaced name leaves the other name's file as it was.
#[cfg(not(unix))]
fn is_linked(_: &Metadata, _: &Path) -> bool {
    false
}
