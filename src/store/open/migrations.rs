//! Migrations to the newest schema: forward only, in one transaction, after a copy.

use super::cipher::Place;
use super::connection::{self, Access, GUARD, WriteGuard};
use super::progress::{Progress, Stage};
use super::why::WhyReadOnly;
use crate::domain::Moment;
use crate::store::error::StoreError;
use crate::store::journal::take_over::{follow_old, take_over};
use crate::store::rows::tables;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What SQL alone cannot do; the moment is the present.
type Then = fn(&Connection, Moment, Progress<'_>) -> Result<(), StoreError>;

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
    Migration::of(include_str!("../../../assets/sql/0001_ground.sql")),
    // 2: visits, follow-ups, agreements, problems, incidents, rule numbers.
    Migration::of(include_str!("../../../assets/sql/0002_follow_up.sql")),
    // 3: activities, series and exceptions, who took part, reasons for empty weeks, topics.
    Migration::of(include_str!("../../../assets/sql/0003_activities.sql")),
    // 4: any calendar rule, talks that begin at the door, guests, exempt children, questions.
    Migration::of(include_str!("../../../assets/sql/0004_programme.sql")),
    // 5: days, moments and identifiers as numbers.
    Migration::of(include_str!("../../../assets/sql/0005_numbers.sql")),
    // 6: the journal as readable text, closed months packed.
    Migration {
        sql: include_str!("../../../assets/sql/0006_journal.sql"),
        then: Some(take_over),
    },
    // 7: the marks of a day in one row.
    Migration::of(include_str!("../../../assets/sql/0007_kept_day.sql")),
    // 8: categories that began on a day that nobody knows; reports of an incident after the first.
    Migration::of(include_str!("../../../assets/sql/0008_unknown_start.sql")),
    // 9: reports that were handed in, with their numbers.
    Migration::of(include_str!("../../../assets/sql/0009_handed_in.sql")),
    // 10: who looked at what.
    Migration::of(include_str!("../../../assets/sql/0010_look.sql")),
    // 11: what families asked for about data.
    Migration::of(include_str!("../../../assets/sql/0011_family_request.sql")),
    // 12: helpers, pairings, support plans, what was given, benefits, talks, news, wishes, school.
    Migration::of(include_str!("../../../assets/sql/0012_support.sql")),
];

/// Pages from which giving back free space is worth a second: 2 MB.
const TIDY_FROM: i64 = 512;
/// The schema from which the journal is packed text.
const PACKED: u32 = 6;
/// The newest schema.
pub(in crate::store) const LATEST: u32 = MIGRATIONS.len() as u32;

pub(in crate::store) fn version(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// The schema of the file; an error if a newer program has written it.
pub(in crate::store) fn check(conn: &Connection) -> Result<u32, StoreError> {
    let found = version(conn)?;
    if found > LATEST {
        return Err(StoreError::NewerSchema {
            found,
            known: LATEST,
        });
    }
    Ok(found)
}

/// Migrates a file that is open for writing. An older file is copied first, and the copy is read to its
/// end along the chain; `now` names the copy. When all is done, the new file must lead to the same head
/// as the copy.
pub(in crate::store) fn run(
    conn: &mut Connection,
    writing: &Arc<AtomicBool>,
    (place, now): (Place<'_>, Moment),
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    let found = check(conn)?;
    if found > 0 && found < LATEST {
        copy_first(conn, writing, (place, now), progress)?;
    }
    if found < LATEST {
        apply(conn, writing, now, progress)?;
    }
    if found > 0 {
        tidy(conn, writing, progress)?;
    }
    Ok(())
}

/// Gives back space that is free now: what the tables of an older schema held, at the next start too if
/// this one is interrupted. A small file is left alone.
fn tidy(
    conn: &Connection,
    writing: &Arc<AtomicBool>,
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    let (all, free): (i64, i64) = (
        conn.pragma_query_value(None, "page_count", |row| row.get(0))?,
        conn.pragma_query_value(None, "freelist_count", |row| row.get(0))?,
    );
    if all >= TIDY_FROM && free > all / 4 {
        progress(Stage::Tidying, None);
        let _up = WriteGuard::raise(writing);
        // The file is up to date without it; a full disk must not keep the home closed.
        if let Err(error) = conn.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)") {
            tracing::warn!(%error, "giving back free space");
        }
    }
    Ok(())
}

/// Copies an older file and reads the copy whole.
fn copy_first(
    conn: &Connection,
    writing: &Arc<AtomicBool>,
    (place, now): (Place<'_>, Moment),
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    progress(Stage::Copying, None);
    let found = version(conn)?;
    let folder = place.path.parent().unwrap_or_else(|| Path::new("."));
    let folder = folder.join("backups");
    std::fs::create_dir_all(&folder)
        .map_err(StoreError::file("making the backup folder", &folder))?;
    let name = format!("schema-{found}-{}", now.format("%Y%m%d-%H%M%S"));
    // Under a temporary name first: a copy that was interrupted, or for which the disk had no room, is
    // not taken for a copy and does not stop the next attempt.
    let part = folder.join("migrating.part");
    for left in ["migrating.part", "migrating.part-journal"] {
        let _ = std::fs::remove_file(folder.join(left));
    }
    let copied = Place {
        path: &part,
        ..place
    };
    let checked = connection::copy(conn, writing, copied).and_then(|()| {
        let copy = connection::open(
            copied,
            Access::ReadOnly(WhyReadOnly::Asked),
            Arc::clone(writing),
        )?;
        match version(&copy)? {
            // Its chain is that of the newest format, which `verify` follows.
            PACKED.. => Ok(()),
            _ if follow_old(&copy, progress)?.ends_like(conn)? => Ok(()),
            _ => Err(StoreError::Damaged),
        }
    });
    let named = checked.and_then(|()| {
        let target = free_name(&folder, &name);
        let part_file = std::fs::File::options().write(true).open(&part);
        part_file
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&part, &target))
            .map_err(StoreError::file("naming the copy", &target))
    });
    named.inspect_err(|_| drop(std::fs::remove_file(&part)))
}

/// A name that no other copy of the same second has. Only who has the seat migrates, so nobody else takes
/// it meanwhile.
fn free_name(folder: &Path, name: &str) -> PathBuf {
    let mut target = folder.join(format!("{name}.db"));
    let mut number = 2;
    while target.symlink_metadata().is_ok() {
        target = folder.join(format!("{name}-{number}.db"));
        number += 1;
    }
    target
}

/// Brings the open file to the newest schema, in one transaction.
pub(in crate::store) fn apply(
    conn: &mut Connection,
    writing: &Arc<AtomicBool>,
    now: Moment,
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    let _up = WriteGuard::raise(writing);
    // Must be set before the transaction. A migration that rebuilds a table needs them off.
    conn.pragma_update(None, "foreign_keys", false)?;
    // Rows on their way into a new table: nothing of the home goes into files of the system.
    conn.pragma_update(None, "temp_store", "memory")?;
    let outcome = apply_all(conn, now, progress);
    conn.pragma_update(None, "foreign_keys", true)?;
    outcome
}

fn apply_all(conn: &mut Connection, now: Moment, progress: Progress<'_>) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = check(&tx)?; // another program may have migrated it since
    for migration in MIGRATIONS.get(done as usize..).unwrap_or_default() {
        if done > 0 {
            progress(Stage::Converting, None);
        }
        tx.execute_batch(migration.sql)?;
        if let Some(then) = migration.then {
            then(&tx, now, progress)?;
        }
    }
    for table in tables::JOURNALLED {
        tx.execute_batch(&guard(table.name))?;
    }
    for table in ["ident", "mention", "chain"] {
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

/// Triggers of the journal: only entries that a segment holds are taken out, and nothing of an entry
/// changes but its private text, from which lines can be erased.
fn journal_guard() -> String {
    let is_packed = "EXISTS (SELECT 1 FROM segment WHERE old.seq BETWEEN first AND last)";
    let may_erase = |columns: &str| {
        let same: Vec<String> = columns
            .split(' ')
            .map(|name| format!("new.{name} IS NOT old.{name}"))
            .collect();
        format!("WHEN NOT {GUARD}() OR {}", same.join(" OR "))
    };
    [
        refuse("journal", "INSERT", &format!("WHEN NOT {GUARD}()")),
        refuse(
            "journal",
            "UPDATE",
            &may_erase("seq at actor deed subject undoes open hash"),
        ),
        refuse(
            "journal",
            "DELETE",
            &format!("WHEN NOT {GUARD}() OR NOT {is_packed}"),
        ),
        refuse("segment", "INSERT", &format!("WHEN NOT {GUARD}()")),
        refuse(
            "segment",
            "UPDATE",
            &may_erase("first last from_at to_at format before hash open"),
        ),
        refuse("segment", "DELETE", ""),
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
