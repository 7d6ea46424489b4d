//! Migrations to the newest schema: forward only, in one transaction, after a copy.

use super::connection::{self, GUARD, WriteGuard};
use super::error::StoreError;
use super::journal::take_over::take_over;
use super::rows::tables;
use crate::domain::Moment;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What SQL alone cannot do; the moment is the present.
type Then = fn(&Connection, Moment) -> Result<(), StoreError>;

/// A step from one schema to the next.
struct Migration {
    sql: &'static str,
    then: Option<Then>,
}

impl Migration {
    const fn of(sql: &'static str) -> Self {
        Self { sql, then: None }
    }
}

/// Every released migration, in order. Append only.
const MIGRATIONS: &[Migration] = &[
    // 1: the first schema.
    Migration::of(include_str!("../../assets/sql/0001_ground.sql")),
    // 2: visits, follow-ups, agreements, problems, incidents, rule numbers.
    Migration::of(include_str!("../../assets/sql/0002_follow_up.sql")),
    // 3: activities, series and exceptions, who took part, reasons for empty weeks, topics.
    Migration::of(include_str!("../../assets/sql/0003_activities.sql")),
    // 4: any calendar rule, talks that begin at the door, guests, exempt children, questions.
    Migration::of(include_str!("../../assets/sql/0004_programme.sql")),
    // 5: days, moments and identifiers as numbers.
    Migration::of(include_str!("../../assets/sql/0005_numbers.sql")),
    // 6: the journal as readable text, closed months packed.
    Migration {
        sql: include_str!("../../assets/sql/0006_journal.sql"),
        then: Some(take_over),
    },
];

/// The newest schema.
pub(super) const LATEST: u32 = MIGRATIONS.len() as u32;

pub(super) fn version(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// The schema of the file; an error if a newer program has written it.
pub(super) fn check(conn: &Connection) -> Result<u32, StoreError> {
    let found = version(conn)?;
    if found > LATEST {
        return Err(StoreError::NewerSchema {
            found,
            known: LATEST,
        });
    }
    Ok(found)
}

/// Migrates a file that is open for writing. An older file is copied first; `now` names the copy.
pub(super) fn run(
    conn: &mut Connection,
    writing: &Arc<AtomicBool>,
    path: &Path,
    now: Moment,
) -> Result<(), StoreError> {
    let found = check(conn)?;
    if found == LATEST {
        return Ok(());
    }
    if found > 0 {
        let stamp = now.format("%Y%m%d-%H%M%S");
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        let folder = folder.join("backups");
        std::fs::create_dir_all(&folder).map_err(|source| StoreError::File {
            doing: "making the backup folder",
            source,
        })?;
        let target = folder.join(format!("schema-{found}-{stamp}.db"));
        copy_whole(conn, writing, &target)?;
    }
    apply(conn, writing, now)?;
    // What the old tables held is empty space now.
    let (all, free): (i64, i64) = (
        conn.pragma_query_value(None, "page_count", |row| row.get(0))?,
        conn.pragma_query_value(None, "freelist_count", |row| row.get(0))?,
    );
    if found > 0 && free > all / 4 {
        let _up = WriteGuard::raise(writing);
        conn.execute_batch("VACUUM")?;
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    Ok(())
}

/// Copies the file under a temporary name first: a copy that was interrupted, or for which the disk had no
/// room, is not taken for a copy and does not stop the next attempt.
fn copy_whole(
    conn: &Connection,
    writing: &Arc<AtomicBool>,
    target: &Path,
) -> Result<(), StoreError> {
    let part = target.with_file_name("migrating.part");
    let _ = std::fs::remove_file(&part);
    let _ = std::fs::remove_file(target.with_file_name("migrating.part-journal"));
    let copied = connection::copy(conn, writing, &part).and_then(|()| {
        std::fs::File::options()
            .write(true)
            .open(&part)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&part, target))
            .map_err(|source| StoreError::File {
                doing: "naming the copy",
                source,
            })
    });
    copied.inspect_err(|_| drop(std::fs::remove_file(&part)))
}

/// Brings the open file to the newest schema, in one transaction.
pub(super) fn apply(
    conn: &mut Connection,
    writing: &Arc<AtomicBool>,
    now: Moment,
) -> Result<(), StoreError> {
    let _up = WriteGuard::raise(writing);
    // Must be set before the transaction. A migration that rebuilds a table needs them off.
    conn.pragma_update(None, "foreign_keys", false)?;
    // Rows on their way into a new table: nothing of the home goes into files of the system.
    conn.pragma_update(None, "temp_store", "memory")?;
    let outcome = apply_all(conn, now);
    conn.pragma_update(None, "foreign_keys", true)?;
    outcome
}

fn apply_all(conn: &mut Connection, now: Moment) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = check(&tx)?; // another program may have migrated it since
    for migration in MIGRATIONS.get(done as usize..).unwrap_or_default() {
        tx.execute_batch(migration.sql)?;
        if let Some(then) = migration.then {
            then(&tx, now)?;
        }
    }
    for table in tables::JOURNALLED {
        tx.execute_batch(&guard(table.name))?;
    }
    for table in ["ident", "segment", "mention", "chain"] {
        tx.execute_batch(&append_only(table))?;
    }
    tx.execute_batch(&journal_guard())?;
    let broken = tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
        row.get::<_, i64>(0)
    })?;
    if broken > 0 {
        return Err(StoreError::Damaged);
    }
    tx.pragma_update(None, "user_version", LATEST)?;
    tx.commit()?;
    Ok(())
}

/// Triggers that refuse any change outside a journal entry.
fn guard(table: &str) -> String {
    ["INSERT", "UPDATE", "DELETE"]
        .map(|what| refuse(table, what, &format!("WHEN NOT {GUARD}()")))
        .concat()
}

/// Triggers that allow inserts while an entry is being written, and no update or delete.
fn append_only(table: &str) -> String {
    [
        refuse(table, "INSERT", &format!("WHEN NOT {GUARD}()")),
        refuse(table, "UPDATE", ""),
        refuse(table, "DELETE", ""),
    ]
    .concat()
}

/// Triggers of the table `journal`: nothing changes an entry, and only entries that a segment holds are
/// taken out.
fn journal_guard() -> String {
    let is_packed = "EXISTS (SELECT 1 FROM segment WHERE old.seq BETWEEN first AND last)";
    [
        refuse("journal", "INSERT", &format!("WHEN NOT {GUARD}()")),
        refuse("journal", "UPDATE", ""),
        refuse(
            "journal",
            "DELETE",
            &format!("WHEN NOT {GUARD}() OR NOT {is_packed}"),
        ),
    ]
    .concat()
}

fn refuse(table: &str, what: &str, when: &str) -> String {
    let name = format!("guard_{table}_{}", what.to_ascii_lowercase());
    format!(
        "DROP TRIGGER IF EXISTS {name};
         CREATE TRIGGER {name} BEFORE {what} ON {table} {when} BEGIN
             SELECT RAISE(ABORT, '{table}: rows change only through the journal');
         END;"
    )
}
