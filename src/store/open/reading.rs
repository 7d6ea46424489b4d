//! Opening a file to read it, also where nothing can be written: on a full disk, a stick without the
//! right to write, in a folder of somebody else.
//!
//! `SQLite` keeps an index of the log beside the file, which even a reader may have to make. Where it
//! cannot, a file without newer rows in its log is read as it lies; one with newer rows is read from a
//! private copy of both in the folder for temporary files, which is deleted afterwards. So is a file with a log that a power cut left: the
//! index would stay, and moving the log is left to who writes.

use super::cipher::Place;
use super::connection::{self, Access};
use super::watch::beside;
use super::why::WhyReadOnly;
use crate::store::error::StoreError;
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;
use tempfile::TempDir;

/// A state of the file that does not change when others write to it.
#[derive(Debug)]
pub(in crate::store) struct Snapshot {
    /// The private copy, deleted with this value; `None` if the file is read as it lies, or deleted already.
    _copy: Option<TempDir>,
    of: State,
}

/// Size and time of change of file and log.
type State = [Option<(u64, SystemTime)>; 2];

fn state(path: &Path) -> State {
    [path.to_owned(), beside(path, "-wal")].map(|path| {
        let facts = std::fs::metadata(path).ok()?;
        Some((facts.len(), facts.modified().ok()?))
    })
}

impl Snapshot {
    /// Whether the file on disk has changed since.
    pub(in crate::store) fn is_old(&self, path: &Path) -> bool {
        state(path) != self.of
    }
}

/// Opens the file for reading.
pub(in crate::store) fn open(
    place: Place<'_>,
    writing: &Arc<AtomicBool>,
) -> Result<(Connection, Option<Snapshot>), StoreError> {
    let path = place.path;
    let of = state(path);
    let has_log = std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    // Nobody has the file open, so a reader would leave beside it what it makes.
    let is_alone = !beside(path, "-shm").exists() && !beside(path, "-journal").exists();
    if is_alone
        && !beside(path, "-wal").exists()
        && let Ok(conn) =
            connection::open_to_leave_nothing(place, Arc::clone(writing)).and_then(tried)
    {
        return Ok((conn, None));
    }
    if is_alone
        && has_log
        && let Ok((conn, copy)) = private_copy(place, writing)
        && state(path) == of
    {
        let snapshot = Snapshot { _copy: copy, of };
        return Ok((conn, Some(snapshot)));
    }
    let access = Access::ReadOnly(WhyReadOnly::Asked);
    let usual = connection::open(place, access, Arc::clone(writing)).and_then(tried);
    let refused = match usual {
        Ok(conn) => return Ok((conn, None)),
        Err(
            error @ (StoreError::Open { .. }
            | StoreError::ReadOnly(_)
            | StoreError::DiskFull
            | StoreError::DiskFailed
            | StoreError::Sql(_)),
        ) => error,
        Err(error) => return Err(error),
    };
    let refused = match refused {
        StoreError::Sql(error) => connection::cannot_open(path, error),
        error => error,
    };
    if !has_log {
        // The first refusal names the reason.
        let conn = connection::open_immutable(place, Arc::clone(writing))
            .and_then(tried)
            .map_err(|_| refused)?;
        return Ok((conn, Some(Snapshot { _copy: None, of })));
    }
    let Ok((conn, copy)) = private_copy(place, writing) else {
        return Err(refused);
    };
    let snapshot = Snapshot { _copy: copy, of };
    Ok((conn, Some(snapshot)))
}

fn private_copy(
    place: Place<'_>,
    writing: &Arc<AtomicBool>,
) -> Result<(Connection, Option<TempDir>), StoreError> {
    let failed = |source| StoreError::Open {
        path: place.path.to_owned(),
        source,
    };
    let folder = tempfile::tempdir().map_err(failed)?;
    let copy = folder.path().join("read.db");
    for end in ["", "-wal"] {
        std::fs::copy(beside(place.path, end), beside(&copy, end)).map_err(failed)?;
    }
    let copied = Place {
        path: &copy,
        ..place
    };
    let conn = connection::open(copied, Access::ReadWrite, Arc::clone(writing)).and_then(tried)?;
    // An open file can lose its name on Unix: from here on nothing stays behind if the program is killed. A kill
    // while the two are copied leaves what was copied in the folder for temporary files.
    let folder = (!cfg!(unix)).then_some(folder);
    Ok((conn, folder))
}

/// `SQLite` opens a file only when it is first read.
fn tried(conn: Connection) -> Result<Connection, StoreError> {
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(conn)
}
