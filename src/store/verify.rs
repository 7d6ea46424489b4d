//! Checks that the file agrees with its journal: chain, rows, derived tables, schema, pages.

use super::change::{Change, Fields, key_text};
use super::error::StoreError;
use super::file::Store;
use super::journal::Entry;
use super::migrations;
use super::rows::record::{Table, each_row};
use super::rows::tables;
use super::rows::value::Value;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A fault that verify found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The number, hash or changes of an entry do not follow from the entry before it.
    Chain {
        /// Number of the entry.
        seq: i64,
    },
    /// A row that the journal does not have, or that differs from the journal.
    Row {
        /// Table of the row.
        kind: String,
        /// Key of the row.
        key: String,
    },
    /// A row of the journal that the table does not have.
    Missing {
        /// Table of the row.
        kind: String,
        /// Key of the row.
        key: String,
    },
    /// A last sighting in `kept_seen` that does not follow from the sightings.
    Kept {
        /// Identifier of the child.
        child: String,
    },
    /// A table, index, view or trigger that differs from the newest schema. Without its triggers a
    /// file would accept changes that are not journalled.
    Schema {
        /// Name of the table, index, view or trigger.
        name: String,
    },
    /// `SQLite` itself finds the file damaged.
    Damage {
        /// Message of `SQLite`.
        text: String,
    },
}

/// The result of verify.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Number of journal entries.
    pub entries: usize,
    /// Number of rows compared with the journal.
    pub rows: usize,
    /// All faults; empty means the file is sound.
    pub findings: Vec<Finding>,
}

/// The recorded fields of each row as JSON text, by key. As text, ten years of attendance fit into
/// memory.
type Expected = HashMap<String, String>;

impl Store {
    /// Checks the whole file. Takes seconds on ten years of data.
    pub fn verify(&self) -> Result<Report, StoreError> {
        let mut report = Report::default();
        self.verify_pages(&mut report)?;
        self.verify_schema(&mut report)?;
        self.verify_chain(&mut report)?;
        for table in tables::JOURNALLED {
            self.verify_rows(table, &mut report)?;
        }
        self.verify_kept(&mut report)?;
        Ok(report)
    }

    fn verify_pages(&self, report: &mut Report) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare("PRAGMA integrity_check(20)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            if text != "ok" {
                report.findings.push(Finding::Damage { text });
            }
        }
        Ok(())
    }

    /// Compares the schema with that of a new file. Skips a file of an older schema, which is open for
    /// reading only; it is migrated when opened for writing.
    fn verify_schema(&self, report: &mut Report) -> Result<(), StoreError> {
        if migrations::version(&self.conn)? != migrations::LATEST {
            return Ok(());
        }
        // The moment only names the copy of an older file; a new file is not copied.
        let made = Self::in_memory(chrono::DateTime::UNIX_EPOCH.fixed_offset())?;
        let made = schema_of(&made.conn)?;
        let found = schema_of(&self.conn)?;
        let names: BTreeSet<&String> = made.keys().chain(found.keys()).collect();
        for name in names {
            if made.get(name) != found.get(name) {
                let name = name.clone();
                report.findings.push(Finding::Schema { name });
            }
        }
        Ok(())
    }

    fn verify_chain(&self, report: &mut Report) -> Result<(), StoreError> {
        let (mut previous, mut expected_seq) = (Vec::new(), 1);
        Entry::each(self.db(), "ORDER BY seq", [], |entry| {
            if entry.seq != expected_seq || !entry.follows(&self.conn, &previous)? {
                report.findings.push(Finding::Chain { seq: entry.seq });
            }
            report.entries += 1;
            expected_seq = entry.seq + 1;
            previous = entry.hash;
            Ok(())
        })?;
        let sql = "SELECT DISTINCT seq FROM change WHERE seq NOT IN (SELECT seq FROM journal)";
        let mut statement = self.conn.prepare(sql)?;
        for seq in statement.query_map([], |row| row.get(0))? {
            report.findings.push(Finding::Chain { seq: seq? });
        }
        Ok(())
    }

    fn verify_rows(&self, table: &'static Table, report: &mut Report) -> Result<(), StoreError> {
        let mut expected = self.replay(table, report)?;
        each_row(self.db(), table, |row| {
            let key = key_text(table, row);
            let found = Fields::recorded(table, row).json()?;
            if expected.remove(&key).as_deref() != Some(&found) {
                report.findings.push(Finding::Row {
                    kind: table.name.to_owned(),
                    key,
                });
            }
            report.rows += 1;
            Ok(())
        })?;
        let mut missing: Vec<String> = expected.into_keys().collect();
        missing.sort_unstable();
        let kind = table.name.to_owned();
        report
            .findings
            .extend(missing.into_iter().map(|key| Finding::Missing {
                kind: kind.clone(),
                key,
            }));
        Ok(())
    }

    /// The rows that the table should have by the journal.
    ///
    /// The hash does not cover the child to whose history a change belongs; it follows from the row.
    fn replay(&self, table: &Table, report: &mut Report) -> Result<Expected, StoreError> {
        let sql = "SELECT kind, key, before, after, seq, child FROM change WHERE kind = ?1
            ORDER BY seq, nth";
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([table.name])?;
        let mut state = Expected::new();
        while let Some(row) = rows.next()? {
            let (seq, child): (i64, Option<String>) = (row.get(4)?, row.get(5)?);
            let change = match Change::read(row, 0) {
                Err(StoreError::Damaged) => {
                    report.findings.push(Finding::Chain { seq });
                    continue;
                }
                change => change?,
            };
            let old = state.remove(&change.key);
            let old = old.as_deref().map(Fields::parse).transpose()?;
            let row_child = old.as_ref().map_or(&Value::Null, |row| row.get("child"));
            if child != change.history_of(row_child) {
                report.findings.push(Finding::Chain { seq });
            }
            // The first version of a row is stored whole: its text is taken as it is.
            let is_first = change.before.is_none() && change.after.is_some();
            let key = change.key.clone();
            let new = if is_first {
                Some(row.get(3)?)
            } else {
                change.apply_to(old).map(|new| new.json()).transpose()?
            };
            if let Some(new) = new {
                state.insert(key, new);
            }
        }
        Ok(state)
    }

    fn verify_kept(&self, report: &mut Report) -> Result<(), StoreError> {
        let sql = "WITH seen AS (SELECT child, max(day) AS day FROM sighting GROUP BY child)
            SELECT coalesce(s.child, k.child) FROM seen s FULL JOIN kept_seen k ON k.child = s.child
            WHERE s.day IS NOT k.last_seen";
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let child = self.db().uuid(number)?;
            let child = child.map_or_else(|| number.to_string(), |uuid| uuid.to_string());
            report.findings.push(Finding::Kept { child });
        }
        Ok(())
    }
}

/// The SQL of each table, index, view and trigger, by name.
fn schema_of(conn: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    // Objects that SQLite creates itself have no SQL.
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = conn.prepare(sql)?;
    let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(parts.collect::<Result<_, _>>()?)
}
