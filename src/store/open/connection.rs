//! Opening a connection: the one place that decides how `SQLite` is set up, and who may write.

use super::cipher::{self, Place};
use super::why::WhyReadOnly;
use crate::owner_only;
use crate::store::error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What this program may do with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Read and write.
    ReadWrite,
    /// Only read.
    ReadOnly(WhyReadOnly),
}

/// Name of the SQL function that the guard triggers call.
pub(in crate::store) const GUARD: &str = "journal_open";

/// The setting with which a connection that may write changes no row.
const QUERY_ONLY: &str = "query_only";

/// Page cache, in KiB.
const CACHE_KIB: i64 = 32 * 1024;

pub(in crate::store) fn open(
    place: Place<'_>,
    access: Access,
    writing: Arc<AtomicBool>,
) -> Result<Connection, StoreError> {
    let base = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let flags = match access {
        Access::ReadWrite => {
            base | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        }
        Access::ReadOnly(_) => base | OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let conn = open_with_key(place, || Connection::open_with_flags(place.path, flags))?;
    set_up(&conn, access, writing)?;
    Ok(conn)
}

/// Opens a file to read it, with the right to remove what reading it makes.
///
/// A reader makes a log and an index beside the file, and only a connection that may write removes them
/// when it is the last to close.
pub(in crate::store) fn open_to_leave_nothing(
    place: Place<'_>,
    writing: Arc<AtomicBool>,
) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    let conn = open_with_key(place, || Connection::open_with_flags(place.path, flags))?;
    if conn.is_readonly(rusqlite::MAIN_DB)? {
        return Err(StoreError::ReadOnly(WhyReadOnly::NotAllowed));
    }
    set_up(&conn, Access::ReadOnly(WhyReadOnly::Asked), writing)?;
    conn.pragma_update(None, QUERY_ONLY, true)?;
    Ok(conn)
}

/// Opens a file that nobody can change, without a lock and without a file beside it.
///
/// For a folder that takes no new file; whoever calls it knows that there is no log with newer rows.
pub(in crate::store) fn open_immutable(
    place: Place<'_>,
    writing: Arc<AtomicBool>,
) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI;
    let name = format!("{}?immutable=1", cipher::address(place.path));
    let conn = open_with_key(place, || Connection::open_with_flags(&name, flags))?;
    set_up(&conn, Access::ReadOnly(WhyReadOnly::Asked), writing)?;
    Ok(conn)
}

fn open_with_key(
    place: Place<'_>,
    open: impl Fn() -> rusqlite::Result<Connection>,
) -> Result<Connection, StoreError> {
    let opened = cipher::open_with_key(place, open);
    opened.map_err(|error| cannot_open(place.path, error))
}

/// What the system says about a file that `SQLite` cannot open.
pub(super) fn cannot_open(path: &Path, error: rusqlite::Error) -> StoreError {
    let source = match File::open(path) {
        // Closing it would release the locks of other connections of this program.
        Ok(file) => {
            std::mem::forget(file);
            std::io::Error::other(error)
        }
        Err(source) => source,
    };
    StoreError::Open {
        path: path.to_owned(),
        source,
    }
}

fn set_up(conn: &Connection, access: Access, writing: Arc<AtomicBool>) -> Result<(), StoreError> {
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    // One plan per statement, whatever is bound to it. Without it SQLite prepares statements again
    // for other values, which takes most of the time of a sign-in.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if access == Access::ReadWrite {
        // Power cuts are common in villages: a commit returns when it is on disk.
        conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        // The program checkpoints when idle; this only limits the log.
        conn.pragma_update(None, "wal_autocheckpoint", 2000)?;
    }
    // Holds ten years of attendance imported in one step; a day's work never fills it.
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.create_scalar_function(
        GUARD,
        0,
        // With TRUSTED_SCHEMA off, triggers may call innocuous functions only.
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS,
        move |_| Ok(writing.load(Ordering::Relaxed)),
    )?;
    Ok(())
}

/// Writes a copy without a write-ahead log, under the key of the file, and checks it. `SQLite` refuses to overwrite
/// `target`.
pub(in crate::store) fn copy(
    conn: &Connection,
    writing: &Arc<AtomicBool>,
    target: Place<'_>,
) -> Result<(), StoreError> {
    let name = target.path.to_string_lossy();
    copy_as(conn, writing, &name, target)
}

/// [`copy`], under the first key of `target`, or plain if it has none.
pub(in crate::store) fn copy_under(
    conn: &Connection,
    writing: &Arc<AtomicBool>,
    target: Place<'_>,
) -> Result<(), StoreError> {
    let name = cipher::target(target);
    copy_as(conn, writing, &name, target)
}

/// Copies a plain file that nobody has open, of whatever schema, to `target`, under its first key.
pub(crate) fn copy_closed_file(file: &Path, target: Place<'_>) -> Result<(), StoreError> {
    let writing = Arc::new(AtomicBool::new(false));
    let conn = open_immutable(file.into(), Arc::clone(&writing))?;
    copy_under(&conn, &writing, target)
}

fn copy_as(
    conn: &Connection,
    writing: &Arc<AtomicBool>,
    name: &str,
    target: Place<'_>,
) -> Result<(), StoreError> {
    let _up = WriteGuard::raise(writing);
    // It would forbid the rows of the copy too.
    let only: bool = conn.pragma_query_value(None, QUERY_ONLY, |row| row.get(0))?;
    conn.pragma_update(None, QUERY_ONLY, false)?;
    // What SQLite says of a name may hold the key that stands in it.
    let made = conn
        .execute("VACUUM INTO ?1", [name])
        .map_err(|error| cipher::without_text(&error));
    conn.pragma_update(None, QUERY_ONLY, only)?;
    made.map_err(|error| cannot_make(target.path, error))?;
    if let Err(error) = owner_only::copy(target.path) {
        tracing::warn!(%error, "the rights of a copy");
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let copy = open_with_key(target, || Connection::open_with_flags(target.path, flags))?;
    let verdict: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(StoreError::Damaged)
    }
}

/// What the system says about a new file that `SQLite` cannot make.
fn cannot_make(target: &Path, error: rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() != Some(ErrorCode::CannotOpen) {
        return error.into();
    }
    let made = OpenOptions::new().write(true).create_new(true).open(target);
    let source = match made {
        Ok(_) => {
            let _ = std::fs::remove_file(target);
            std::io::Error::other(error)
        }
        Err(source) => source,
    };
    StoreError::file("copying the file", target)(source)
}

/// Lets rows be changed as long as it lives: sets the flag that the guard triggers ask for, and
/// clears it when dropped.
pub(in crate::store) struct WriteGuard(Arc<AtomicBool>);

impl WriteGuard {
    pub(in crate::store) fn raise(flag: &Arc<AtomicBool>) -> Self {
        flag.store(true, Ordering::Relaxed);
        Self(Arc::clone(flag))
    }
}

impl Drop for WriteGuard {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// A right that one program has at a time, by a lock file beside the database. Held until dropped.
///
/// The operating system releases the lock when the process ends, however it ends. Nothing is written
/// into the lock file: on Windows a locked file cannot be read.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock; `None` if another program holds it.
    pub(crate) fn take(path: &Path) -> Result<Option<Self>, StoreError> {
        let failed = |source| StoreError::file("taking the lock", path)(source);
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
