//! Proof that the file is what the journal says: chain, rows, kept conclusions, pages.

use super::change::{Change, Fields, key_text};
use super::error::StoreError;
use super::file::Store;
use super::journal::Entry;
use super::record::{Table, Value, each_row};
use super::{migrations, tables};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// An entry's number, hash or changes do not follow from the entry before it.
    Chain {
        /// Entry.
        seq: i64,
    },
    /// A row that no entry explains, or that differs from what the entries say.
    Row {
        /// Table.
        kind: String,
        /// Key.
        key: String,
    },
    /// A row that the entries say should be there, and is not.
    Missing {
        /// Table.
        kind: String,
        /// Key.
        key: String,
    },
    /// A kept conclusion that does not follow from the facts.
    Kept {
        /// Child's identifier.
        child: String,
    },
    /// A table, index, view or trigger that is not as the program makes it: without its triggers a
    /// file would take changes that no entry explains.
    Schema {
        /// Its name.
        name: String,
    },
    /// `SQLite` itself finds the file damaged.
    Damage {
        /// What it says.
        text: String,
    },
}

/// What was looked at and what was found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Entries of the journal.
    pub entries: usize,
    /// Rows compared with the journal.
    pub rows: usize,
    /// Everything that does not hold; empty means the file is sound.
    pub findings: Vec<Finding>,
}

/// The fields a row should have, packed as text: ten years of attendance fit into memory.
type Expected = HashMap<String, String>;

impl Store {
    /// Checks the whole file. Reads everything once; takes seconds on ten years of data.
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

    /// Compares what the file is made of with a file made just now. An older file that was only read
    /// and not brought up to date is left in peace: it is compared when it is opened for writing.
    fn verify_schema(&self, report: &mut Report) -> Result<(), StoreError> {
        if migrations::version(&self.conn)? != migrations::LATEST {
            return Ok(());
        }
        // The moment would name a copy of an older file; a new one has none.
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
        Entry::each(&self.conn, "ORDER BY seq", [], |entry| {
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
        each_row(&self.conn, table, |row| {
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

    /// The rows that the table should hold by the journal, by key.
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
            let key = change.key.clone();
            if let Some(new) = change.apply_to(old) {
                state.insert(key, new.json()?);
            }
        }
        Ok(state)
    }

    fn verify_kept(&self, report: &mut Report) -> Result<(), StoreError> {
        let sql = "WITH seen AS (SELECT child, max(day) AS day FROM sighting GROUP BY child)
            SELECT coalesce(s.child, k.child) FROM seen s FULL JOIN kept_seen k ON k.child = s.child
            WHERE s.day IS NOT k.last_seen";
        let mut statement = self.conn.prepare(sql)?;
        for child in statement.query_map([], |row| row.get(0))? {
            report.findings.push(Finding::Kept { child: child? });
        }
        Ok(())
    }
}

/// What a file is made of: the words of each table, index, view and trigger by its name.
fn schema_of(conn: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    // What SQLite makes by itself has no words.
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = conn.prepare(sql)?;
    let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(parts.collect::<Result<_, _>>()?)
}
