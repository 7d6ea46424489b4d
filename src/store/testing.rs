//! A file that holds a word of its own in every column of every table, to find out what leaves it.

use super::error::StoreError;
use super::file::Store;
use super::open::connection::WriteGuard;
use super::rows::record::each_kept_row;
use super::rows::tables::JOURNALLED;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::path::Path;

/// What every word begins with. The words differ behind it, because many columns are unique.
pub(crate) const CANARY: &str = "金丝雀Canary";

impl Store {
    /// Writes a row into every table of the schema, whatever tables and columns that are: text
    /// columns hold a [`CANARY`], numbers a number. Returns how many columns hold one.
    pub(crate) fn fill_with_canaries(&self) -> Result<usize, StoreError> {
        let _up = WriteGuard::raise(&self.writing);
        // The row is nonsense in every other respect.
        self.conn
            .pragma_update(None, "ignore_check_constraints", true)?;
        self.conn.pragma_update(None, "foreign_keys", false)?;
        let tables = texts(
            &self.conn,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )?;
        let mut canaries = 0;
        for table in tables {
            canaries += fill(&self.conn, &table)?;
        }
        Ok(canaries)
    }
}

impl Store {
    /// Every row of every journalled table as the file keeps it.
    pub(crate) fn kept_rows(&self) -> Result<Vec<String>, StoreError> {
        let mut rows = Vec::new();
        for table in JOURNALLED {
            each_kept_row(&self.conn, table, |row| {
                rows.push(format!("{} {row:?}", table.name));
                Ok(())
            })?;
        }
        Ok(rows)
    }
}

fn fill(conn: &Connection, table: &str) -> Result<usize, StoreError> {
    let kinds = texts(
        conn,
        &format!("SELECT type FROM pragma_table_info('{table}')"),
    )?;
    let values = kinds.iter().enumerate().map(|(place, kind)| {
        let word = format!("{CANARY}{table}{place}");
        match kind.as_str() {
            "INTEGER" | "INT" | "REAL" => Value::Integer(900_000),
            "BLOB" => Value::Blob(word.into_bytes()),
            _ => Value::Text(word),
        }
    });
    let values: Vec<Value> = values.collect();
    let marks = vec!["?"; values.len()].join(", ");
    let canaries = values
        .iter()
        .filter(|value| !matches!(value, Value::Integer(_)))
        .count();
    let sql = format!("INSERT OR REPLACE INTO {table} VALUES ({marks})");
    conn.execute(&sql, params_from_iter(values))?;
    Ok(canaries)
}

fn texts(conn: &Connection, sql: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// The rows of a query on numbers, whose parameters are days: an independent recount for the tests of reports.
    pub(crate) fn recount(&self, sql: &str, days: &[chrono::NaiveDate]) -> Vec<Vec<i64>> {
        let mut statement = self.conn.prepare(sql).expect("a query");
        let width = statement.column_count();
        let values = days.iter().map(|day| super::rows::kind::day_number(*day));
        let rows = statement.query_map(params_from_iter(values), |row| {
            (0..width).map(|column| row.get(column)).collect()
        });
        let rows = rows.expect("rows");
        rows.collect::<Result<_, _>>().expect("numbers")
    }
}

/// The files below a folder in which the canary stands, in UTF-8 or GBK.
pub(crate) fn leaks(folder: &Path) -> Vec<String> {
    let (gbk, _, _) = encoding_rs::GBK.encode(CANARY);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(leaks(&path));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let holds = |word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
        if holds(CANARY.as_bytes()) || holds(&gbk) {
            found.push(path.display().to_string());
        }
    }
    found
}
