//! Migrations to the newest schema: forward only, in one transaction, after a copy.

use super::connection::{self, GUARD, WriteGuard};
use super::error::StoreError;
use super::rows::tables;
use crate::domain::Moment;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Every released migration, in order. Append only.
const MIGRATIONS: &[&str] = &[
    // 1: the first schema.
    include_str!("../../assets/sql/0001_ground.sql"),
    // 2: visits, follow-ups, agreements, problems, incidents, rule numbers.
    include_str!("../../assets/sql/0002_follow_up.sql"),
    // 3: activities, series and exceptions, who took part, reasons for empty weeks, topics.
    include_str!("../../assets/sql/0003_activities.sql"),
    // 4: any calendar rule, talks that begin at the door, guests, exempt children, questions.
    include_str!("../../assets/sql/0004_programme.sql"),
    // 5: days, moments and identifiers as numbers.
    include_str!("../../assets/sql/0005_numbers.sql"),
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
        connection::copy(conn, writing, &target)?;
    }
    apply(conn, writing)
}

/// Brings the open file to the newest schema, in one transaction.
pub(super) fn apply(conn: &mut Connection, writing: &Arc<AtomicBool>) -> Result<(), StoreError> {
    let _up = WriteGuard::raise(writing);
    // Must be set before the transaction. A migration that rebuilds a table needs them off.
    conn.pragma_update(None, "foreign_keys", false)?;
    // Rows on their way into a new table: nothing of the home goes into files of the system.
    conn.pragma_update(None, "temp_store", "memory")?;
    let outcome = apply_all(conn);
    conn.pragma_update(None, "foreign_keys", true)?;
    outcome
}

fn apply_all(conn: &mut Connection) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = check(&tx)?; // another program may have migrated it since
    for sql in MIGRATIONS.get(done as usize..).unwrap_or_default() {
        tx.execute_batch(sql)?;
    }
    for table in tables::JOURNALLED {
        tx.execute_batch(&guard(table.name))?;
    }
    for table in ["journal", "change", "ident"] {
        tx.execute_batch(&append_only(table))?;
    }
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

fn refuse(table: &str, what: &str, when: &str) -> String {
    let name = format!("guard_{table}_{}", what.to_ascii_lowercase());
    format!(
        "DROP TRIGGER IF EXISTS {name};
         CREATE TRIGGER {name} BEFORE {what} ON {table} {when} BEGIN
             SELECT RAISE(ABORT, '{table}: rows change only through the journal');
         END;"
    )
}
