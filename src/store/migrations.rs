//! Bringing a file up to the newest schema: forward only, one transaction, a copy first.

use super::connection::{self, GUARD, WriteGuard};
use super::error::StoreError;
use super::tables;
use crate::domain::Moment;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Every step ever released, in order. Append only.
const MIGRATIONS: &[&str] = &[
    // 1: the first schema.
    include_str!("../../assets/sql/0001_ground.sql"),
    // 2: visits, follow-ups, agreements, problems, incidents, the numbers of the rules.
    include_str!("../../assets/sql/0002_follow_up.sql"),
    // 3: activities, series and their exceptions, who took part, why nothing took place, topics.
    include_str!("../../assets/sql/0003_activities.sql"),
];

/// The newest schema.
pub(super) const LATEST: u32 = MIGRATIONS.len() as u32;

pub(super) fn version(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a file that a newer program has written.
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

/// Brings a file that is open for writing up to the newest schema; `now` names the copy that is made
/// of an older file.
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
    let _up = WriteGuard::raise(writing);
    // Has no effect inside a transaction, and a rebuilt table would trip over its own references.
    conn.pragma_update(None, "foreign_keys", false)?;
    let outcome = apply(conn);
    conn.pragma_update(None, "foreign_keys", true)?;
    outcome
}

fn apply(conn: &mut Connection) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = check(&tx)?; // another program may have been quicker
    for sql in MIGRATIONS.get(done as usize..).unwrap_or_default() {
        tx.execute_batch(sql)?;
    }
    for table in tables::JOURNALLED {
        tx.execute_batch(&guard(table.name))?;
    }
    for table in ["journal", "change"] {
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

/// Triggers that let entries be added while one is being written, and never changed or removed.
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
