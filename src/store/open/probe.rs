//! What is at the path of a home's file. A file that is no home is never made one.

use super::cipher::{self, Begin, Place};
use super::migrations;
use super::reading::{self, Snapshot};
use super::watch::beside;
use super::why::Stranger;
use crate::store::error::StoreError;
use rusqlite::Connection;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Whether there is a file of a home at the path; an error if something else is there.
pub(in crate::store) fn has_home(path: &Path) -> Result<bool, StoreError> {
    let stranger = |what| StoreError::NotAHome {
        path: path.to_owned(),
        what,
    };
    let facts = match std::fs::metadata(path) {
        Ok(facts) => facts,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let log = std::fs::metadata(beside(path, "-wal"));
            return match log {
                Ok(log) if log.len() > 0 => Err(stranger(Stranger::OnlyLog)),
                _ => Ok(false),
            };
        }
        Err(source) => {
            return Err(StoreError::Open {
                path: path.to_owned(),
                source,
            });
        }
    };
    if !facts.is_file() {
        return Err(stranger(Stranger::NoFile));
    }
    if facts.len() == 0 {
        return Err(stranger(Stranger::Empty));
    }
    Ok(true)
}

/// Whether an open database is one of ours; an error if not.
pub(in crate::store) fn check_ours(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let stranger = |what| StoreError::NotAHome {
        path: path.to_owned(),
        what,
    };
    let tables = "SELECT count(*), count(*) FILTER (WHERE name IN ('journal', 'home', 'child'))
         FROM sqlite_schema WHERE type = 'table'";
    let counts = conn.query_row(tables, [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
    });
    match counts.map_err(StoreError::from) {
        Ok((_, 3)) => Ok(()),
        Ok((0, _)) => Err(stranger(Stranger::Empty)),
        Ok(_) => Err(stranger(Stranger::OtherDatabase)),
        // A home's file whose first page is damaged begins like a database, other files do not.
        Err(StoreError::Damaged) => Err(of_unreadable(path)),
        Err(error) => Err(error),
    }
}

/// Why a file whose first page cannot be read is refused.
///
/// Only for a file that `SQLite` refuses: no other connection of this program has it open.
pub(in crate::store) fn of_unreadable(path: &Path) -> StoreError {
    match cipher::begin_of(path) {
        Ok(Begin::Plain) => StoreError::Damaged,
        Ok(Begin::Encrypted(_)) => StoreError::Locked,
        Ok(Begin::Other) | Err(_) => StoreError::NotAHome {
            path: path.to_owned(),
            what: Stranger::NoDatabase,
        },
    }
}

/// Opens a file to read it, if it is one of a home; says what it is if not.
pub(in crate::store) fn open(
    place: Place<'_>,
    writing: &Arc<AtomicBool>,
) -> Result<(Connection, Option<Snapshot>), StoreError> {
    let path = place.path;
    let opened = match reading::open(place, writing) {
        Ok(opened) => opened,
        // Not even the first page can be read: what is it?
        Err(StoreError::Damaged) => return Err(of_unreadable(path)),
        Err(error) => return Err(error),
    };
    check_ours(&opened.0, path)?;
    Ok(opened)
}

/// The schema of a home's file as it is on disk; `None` if there is no file. Nothing is made beside it.
pub(in crate::store) fn schema_of(place: Place<'_>) -> Result<Option<u32>, StoreError> {
    if !has_home(place.path)? {
        return Ok(None);
    }
    let (conn, _) = open(place, &Arc::new(AtomicBool::new(false)))?;
    migrations::version(&conn).map(Some)
}
