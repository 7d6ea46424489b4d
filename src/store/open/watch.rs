//! Whether the open file is still the one at its path.
//!
//! A program goes on writing into a file that was deleted or replaced, and `SQLite` does not notice: the
//! step is gone with the program. So what the paths lead to is compared with what was opened, before a
//! step says that it is saved.

use super::why::Loss;
use std::cell::Cell;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Device and number of a file. Windows keeps a file that is open from being deleted or replaced, and
/// the standard library does not tell its number there.
type FileId = Option<(u64, u64)>;

/// What is known of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    id: FileId,
    size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(path: &Path) -> io::Result<Self> {
        let facts = std::fs::metadata(path)?;
        Ok(Self {
            id: id_of(&facts),
            size: facts.len(),
            modified: facts.modified().ok(),
        })
    }
}

#[cfg(unix)]
// One signature for both systems.
#[expect(clippy::unnecessary_wraps, reason = "`None` where there is no number")]
fn id_of(facts: &Metadata) -> FileId {
    use std::os::unix::fs::MetadataExt;
    Some((facts.dev(), facts.ino()))
}

#[cfg(not(unix))]
fn id_of(_facts: &Metadata) -> FileId {
    None
}

/// The file and its log.
#[derive(Debug, Clone, Copy)]
struct Noted {
    file: Stamp,
    /// `None` as long as there is no log.
    log: Option<Stamp>,
    index: Option<Stamp>,
}

/// What the paths lead to, compared with what they led to before.
#[derive(Debug)]
pub(in crate::store) struct Watch {
    path: PathBuf,
    noted: Cell<Noted>,
}

/// What a look at the paths found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Look {
    /// As it was left.
    Same,
    /// The same file, but somebody else wrote to it; its content must be compared.
    Touched,
    /// Another file, or none.
    Lost(Loss),
}

impl Watch {
    /// Notes what the path leads to. The connection is open and has been read from.
    pub(in crate::store) fn begin(path: &Path) -> io::Result<Self> {
        let noted = Noted {
            file: Stamp::of(path)?,
            log: Stamp::of(&beside(path, "-wal")).ok(),
            index: Stamp::of(&beside(path, "-shm")).ok(),
        };
        Ok(Self {
            path: path.to_owned(),
            noted: Cell::new(noted),
        })
    }

    /// Whether there is a log with something in it.
    pub(in crate::store) fn has_log(&self) -> bool {
        self.noted.get().log.is_some_and(|log| log.size > 0)
    }

    /// Compares. Costs three questions to the file system.
    pub(in crate::store) fn look(&self) -> Look {
        let noted = self.noted.get();
        let Ok(file) = Stamp::of(&self.path) else {
            return Look::Lost(Loss::Gone);
        };
        if file.id != noted.file.id {
            return Look::Lost(Loss::Replaced);
        }
        let log = Stamp::of(&beside(&self.path, "-wal")).ok();
        let index = Stamp::of(&beside(&self.path, "-shm")).ok();
        let is_other = |was: Option<Stamp>, now: Option<Stamp>| {
            was.is_some_and(|was| now.is_none_or(|now| now.id != was.id))
        };
        if is_other(noted.log, log) || is_other(noted.index, index) {
            return Look::Lost(Loss::LogGone);
        }
        let size = |stamp: Option<Stamp>| stamp.map_or(0, |one| one.size);
        // A log grows with every step, also of other programs; it never shrinks by itself.
        if file != noted.file || size(log) < size(noted.log) {
            return Look::Touched;
        }
        self.noted.set(Noted { file, log, index });
        Look::Same
    }

    /// Takes what is there now for what this program left: after its own step.
    pub(in crate::store) fn note(&self) {
        if let Ok(now) = Self::begin(&self.path) {
            self.noted.set(now.noted.get());
        }
    }

    /// Whether another file is at the path.
    pub(in crate::store) fn is_replaced(&self) -> bool {
        let ours = self.noted.get().file.id;
        Stamp::of(&self.path).is_ok_and(|now| now.id != ours)
    }

    /// Gives our log another name, so that it is not read into a file that it does not belong to. It is
    /// kept: it may hold the last steps of a file that was destroyed.
    pub(in crate::store) fn put_log_aside(&self) {
        let (log, aside) = (beside(&self.path, "-wal"), beside(&self.path, "-wal.lost"));
        let ours = self.noted.get().log.map(|log| log.id);
        let is_ours = Stamp::of(&log).is_ok_and(|now| Some(now.id) == ours && now.size > 0);
        if is_ours && let Err(error) = std::fs::rename(log, aside) {
            tracing::warn!(%error, "putting the log of a lost file aside");
        }
    }

    /// The loss if the content is not that of the open file any more.
    pub(in crate::store) fn loss_of_content(&self) -> Loss {
        match Stamp::of(&self.path) {
            Err(_) => Loss::Gone,
            Ok(now) if now.size < self.noted.get().file.size => Loss::Cut,
            Ok(_) => Loss::Overwritten,
        }
    }
}

/// The file that `SQLite` keeps beside `file`, with this end of its name.
pub(in crate::store) fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
