//! What a checkup of the file reads: its schema, how many rows each table has, changed numbers.

use super::error::StoreError;
use super::file::Store;
use super::open::cipher::Place;
use super::open::migrations;
use super::open::probe;
use super::rows::tables;
use crate::domain::rules::RuleNumber;

/// Tables that belong to the file rather than to the home.
const OF_THE_FILE: [&str; 3] = ["journal", "segment", "ident"];

impl Store {
    /// The schema of a file as it is on disk, 0 if there is none, and the newest that this program knows.
    pub(crate) fn schema_of<'a>(place: impl Into<Place<'a>>) -> Result<(u32, u32), StoreError> {
        Ok((
            probe::schema_of(place.into())?.unwrap_or(0),
            migrations::LATEST,
        ))
    }

    /// Whether there is a file that needs no migration; an error if something else is at its path.
    pub(crate) fn is_newest<'a>(place: impl Into<Place<'a>>) -> Result<bool, StoreError> {
        Ok(probe::schema_of(place.into())? == Some(migrations::LATEST))
    }

    /// Number of rows of each table.
    pub(crate) fn table_sizes(&self) -> Result<Vec<(&'static str, i64)>, StoreError> {
        let names = tables::JOURNALLED.iter().map(|table| table.name);
        let names = names.chain(OF_THE_FILE);
        let size = |name: &'static str| {
            let sql = format!("SELECT count(*) FROM {name}");
            Ok((name, self.conn.query_row(&sql, [], |row| row.get(0))?))
        };
        names.map(size).collect()
    }

    /// The numbers of rules that the home has changed.
    pub(crate) fn rule_numbers(&self) -> Result<Vec<RuleNumber>, StoreError> {
        self.list("ORDER BY name", [])
    }
}
