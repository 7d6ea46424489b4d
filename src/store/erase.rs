//! Erasing what people typed about a child: from its rows, and line by line from the journal. The chain
//! holds, because it covers each line by its seal; that the step was done stays in the journal.

use super::error::StoreError;
use super::file::Store;
use super::journal::act::Act;
use super::journal::row_change::{RowChange, child_of, erased_value};
use super::journal::segment::Format;
use super::rows::record::{Table, each_kept_row, needed_columns};
use super::rows::tables;
use super::rows::value::Value;
use super::writer::Writer;
use crate::domain::ChildId;
use rusqlite::params;

/// What erasing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Erased {
    /// Number of the step.
    pub seq: Option<i64>,
    /// Entries that name the child and were written by a version before readable texts: they were hashed
    /// whole, so their texts cannot be taken out of the chain.
    pub kept: i64,
}

impl Store {
    /// Erases what people typed about a child, as one step. Nothing of it is left in the file or its
    /// log; copies of the file still hold it.
    pub(crate) fn erase(&mut self, child: ChildId, act: &Act) -> Result<Erased, StoreError> {
        let written = self.write(act, |writer| writer.erase(child))?;
        let number = self.db().number(child.0)?;
        let kept = self.conn.query_row(
            "SELECT count(*) FROM mention m JOIN segment s ON m.seq BETWEEN s.first AND s.last
                WHERE s.format = ?1 AND m.child = ?2",
            params![Format::Old as i64, number],
            |row| row.get(0),
        )?;
        // The bytes themselves go too: from free pages and from the log.
        self.conn.execute_batch("VACUUM")?;
        self.settle()?;
        Ok(Erased {
            seq: written.seq,
            kept,
        })
    }
}

impl Writer<'_> {
    /// Empties what people typed in the rows of a child; on commit, the lines of the journal follow.
    fn erase(&mut self, child: ChildId) -> Result<(), StoreError> {
        let number = self.db().number(child.0)?;
        for table in tables::JOURNALLED {
            let needed = needed_columns(self.db().conn, table)?;
            let mut rows = Vec::new();
            each_kept_row(self.db().conn, table, |row| {
                if child_of(table, row) == Some(number) {
                    rows.push(row.to_vec());
                }
                Ok(())
            })?;
            for row in rows {
                let blank = blank(table, &row, &needed);
                self.make(RowChange::between(table, Some(&row), Some(&blank)))?;
            }
        }
        self.erases = Some(number);
        Ok(())
    }
}

/// A row without what people typed in it.
fn blank(table: &Table, row: &[Value], needed: &[String]) -> Vec<Value> {
    let key = row.get(..table.key).unwrap_or_default();
    let fields = row.iter().zip(table.columns).enumerate();
    let blanked = fields.map(|(place, (value, name))| {
        if place < table.key || !table.is_private(place) || *value == Value::Null {
            value.clone()
        } else if needed.iter().any(|one| one == name) {
            erased_value(table, place, key)
        } else {
            Value::Null
        }
    });
    blanked.collect()
}
