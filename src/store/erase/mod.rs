//! Erasing what people typed about a child: from its rows, and line by line from the journal. The chain
//! holds, because it covers each line by its seal; that the step was done stays in the journal.

pub(in crate::store) mod outlived;
mod restricted;

use crate::domain::child::{ERASED, UNKNOWN_BIRTH};
use crate::domain::{Child, ChildId, Household};
use crate::store::error::StoreError;
use crate::store::file::Store;
use crate::store::journal::act::{Act, ActKind};
use crate::store::journal::erase::Erasure;
use crate::store::journal::row_change::{RowChange, child_of, erased_value};
use crate::store::journal::segment::Format;
use crate::store::rows::kind::day_number;
use crate::store::rows::record::{Record as _, Table, each_kept_row, kept_row, needed_columns};
use crate::store::rows::tables::{self, Card};
use crate::store::rows::value::Value;
use crate::store::writer::Writer;
use rusqlite::{OptionalExtension as _, params};

/// What erasing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Erased {
    /// Number of the step.
    pub seq: Option<i64>,
    /// Entries that name the child and were written by a version before readable texts: they were hashed
    /// whole, so their texts cannot be taken out of the chain.
    pub kept: i64,
    /// Nothing of the bytes is left in free pages or the log. Otherwise the disk took no more; erasing
    /// again tries once more.
    pub is_clean: bool,
}

impl Store {
    /// The files that were put into the file of a child, also by way of others, and have ended.
    pub(crate) fn merged_into(&self, child: ChildId) -> Result<Vec<ChildId>, StoreError> {
        let mut merges = Vec::new();
        self.each_entry((1, i64::MAX - 1), |entry, changes| {
            if entry.act.kind == ActKind::MergeFiles {
                let ended = changes()?
                    .into_iter()
                    .filter(|change| change.kind == Child::TABLE.name && change.after.is_none());
                let ended = ended.filter_map(|change| change.key.parse::<ChildId>().ok());
                merges.extend(ended.map(|one| (entry.act.subject, one)));
            }
            Ok(())
        })?;
        let mut found = vec![child];
        // The newest first: what was put into a file came before that file was put into another.
        for (into, ended) in merges.into_iter().rev() {
            let is_of_them = into.is_some_and(|into| found.contains(&into));
            let has_ended = matches!(self.child(ended), Err(StoreError::NotFound { .. }));
            if is_of_them && has_ended && !found.contains(&ended) {
                found.push(ended);
            }
        }
        found.retain(|one| *one != child);
        Ok(found)
    }

    /// Erases what people typed about a child, as one step; its cards are free, and a household that is
    /// empty without it goes. Nothing of it is left in the file or its log; copies of the file still hold
    /// it.
    pub(crate) fn erase(&mut self, child: ChildId, act: &Act) -> Result<Erased, StoreError> {
        let written = self.write(act, |writer| writer.erase(child))?;
        let number = self.db().number(child.0)?;
        let kept = self.conn.query_row(
            "SELECT count(*) FROM mention m JOIN segment s ON m.seq BETWEEN s.first AND s.last
                WHERE s.format = ?1 AND m.child = ?2",
            params![Format::Old as i64, number],
            |row| row.get(0),
        )?;
        Ok(Erased {
            seq: written.seq,
            kept,
            is_clean: self.tidy_erased(),
        })
    }

    /// The tables in which one of these names stands in a row that is of no child, so that erasing did not find it.
    pub(crate) fn tables_naming(&self, names: &[String]) -> Result<Vec<&'static str>, StoreError> {
        let names = || names.iter().filter(|name| !name.is_empty());
        let mut found = Vec::new();
        for table in tables::JOURNALLED {
            let mut is_named = false;
            each_kept_row(&self.conn, table, |row| {
                let mut texts = row.iter().filter_map(|value| match value {
                    Value::Text(text) => Some(text),
                    _ => None,
                });
                is_named = is_named
                    || child_of(table, row).is_none()
                        && texts.any(|text| names().any(|name| text.contains(name.as_str())));
                Ok(())
            })?;
            if is_named {
                found.push(table.name);
            }
        }
        Ok(found)
    }

    /// The bytes themselves go too: from free pages and from the log; whether they did. What erased is done whether this
    /// succeeds or not.
    fn tidy_erased(&mut self) -> bool {
        let vacuumed = self.conn.execute_batch("VACUUM").map_err(StoreError::from);
        let cleaned = vacuumed.and_then(|()| self.settle());
        if let Err(error) = &cleaned {
            tracing::warn!(%error, "tidying after erasing");
        }
        cleaned.is_ok()
    }
}

impl Writer<'_> {
    /// Empties what people typed in the rows of a child; on commit, the lines of the journal follow.
    fn erase(&mut self, child: ChildId) -> Result<(), StoreError> {
        let number = self.db().number(child.0)?;
        let household = self.household_of(number)?;
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
                let mut left =
                    Some(blank(table, &row, &needed)).filter(|_| !is(table, Card::TABLE));
                let file = left.as_mut().filter(|_| is(table, Child::TABLE));
                if let (Some(file), Some(_)) = (file, household) {
                    *file = without_household(std::mem::take(file));
                }
                self.make(RowChange::between(table, Some(&row), left.as_deref()))?;
            }
        }
        if let Some(household) = household {
            // Files of brothers and sisters that were erased before still name it.
            for other in self.erased_of(household)? {
                let table = Child::TABLE;
                let row = kept_row(self.db().conn, table, &[Value::Integer(other)])?;
                let left = row.clone().map(without_household);
                self.make(RowChange::between(table, row.as_deref(), left.as_deref()))?;
            }
            let table = Household::TABLE;
            let row = kept_row(self.db().conn, table, &[Value::Integer(household)])?;
            self.make(RowChange::between(table, row.as_deref(), None))?;
        }
        self.erases = Some(Erasure::Child {
            child: number,
            household,
        });
        Ok(())
    }

    /// Numbers of the files that name a household.
    fn erased_of(&self, household: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT id FROM child WHERE household = ?1";
        let mut statement = self.db().conn.prepare(sql)?;
        let found = statement.query_map([household], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Number of the household of a child in which nobody else is whose data is not erased.
    fn household_of(&self, child: i64) -> Result<Option<i64>, StoreError> {
        let sql =
            "SELECT household FROM child c WHERE id = ?1 AND household IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM child o WHERE o.household = c.household AND o.id <> c.id
                AND NOT (substr(o.name, 1, 1) = ?2 AND o.birth_date = ?3))";
        let mut statement = self.db().conn.prepare(sql)?;
        let values = params![child, ERASED.to_string(), day_number(UNKNOWN_BIRTH)];
        Ok(statement.query_row(values, |row| row.get(0)).optional()?)
    }
}

/// The row of a file that names no household.
fn without_household(mut row: Vec<Value>) -> Vec<Value> {
    let places = row.iter_mut().zip(Child::TABLE.columns);
    let of_household = places.filter(|(_, name)| **name == "household");
    of_household.for_each(|(value, _)| *value = Value::Null);
    row
}

fn is(table: &Table, other: &Table) -> bool {
    table.name == other.name
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
