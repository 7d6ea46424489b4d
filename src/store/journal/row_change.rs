//! A change of one row, as the file keeps it: computed, applied, inverted, checked.
//!
//! The writer, undo, the file as of a moment and verify all use this module, so they agree on what a
//! change means.

use crate::domain::child::ERASED;
use crate::store::error::StoreError;
use crate::store::rows::kind::Kind;
use crate::store::rows::record::{Adding, Table, key_condition, needed_columns};
use crate::store::rows::value::Value;
use rusqlite::{Connection, params_from_iter};

/// Values of some columns, by the place of the column, in their order.
pub(in crate::store) type Fields = Vec<(usize, Value)>;

/// One row that a step touched, with the fields that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct RowChange {
    pub(in crate::store) table: &'static Table,
    /// The key of the row.
    pub(in crate::store) key: Vec<Value>,
    /// The number of the child that the row belongs to, if it belongs to one.
    pub(in crate::store) child: Option<i64>,
    /// Fields before; `None` if the row was added.
    pub(in crate::store) before: Option<Fields>,
    /// Fields after; `None` if the row was removed.
    pub(in crate::store) after: Option<Fields>,
    /// What people typed in this change was erased: the fields that hold it are not known.
    pub(in crate::store) is_erased: bool,
}

impl RowChange {
    /// What turns one row into another with the same key; a missing row is `None`. Gives `None` if
    /// nothing changes.
    pub(in crate::store) fn between(
        table: &'static Table,
        before: Option<&[Value]>,
        after: Option<&[Value]>,
    ) -> Option<Self> {
        let row = after.or(before)?;
        let (old, new) = match (before, after) {
            (Some(before), Some(after)) if before == after => return None,
            (Some(before), Some(after)) => {
                let differs = |place: usize| before.get(place) != after.get(place);
                (Some(chosen(before, differs)), Some(chosen(after, differs)))
            }
            (before, after) => (
                before.map(|row| recorded(table, row)),
                after.map(|row| recorded(table, row)),
            ),
        };
        Some(Self {
            table,
            key: row.iter().take(table.key).cloned().collect(),
            child: child_of(table, row),
            before: old,
            after: new,
            is_erased: false,
        })
    }

    /// What turns one row into another with the same key, with all that people typed, changed or not.
    pub(in crate::store) fn saying_all(
        table: &'static Table,
        (before, after): (&[Value], &[Value]),
    ) -> Option<Self> {
        let is_said = |place: usize| {
            place >= table.key && table.is_private(place) || before.get(place) != after.get(place)
        };
        Some(Self {
            before: Some(chosen(before, is_said)),
            after: Some(chosen(after, is_said)),
            ..Self::between(table, Some(before), None)?
        })
    }

    /// The change that takes this one back.
    #[must_use]
    pub(in crate::store) fn invert(self) -> Self {
        let mut inverted = Self {
            before: self.after,
            after: self.before,
            ..self
        };
        // A row that was given to another child goes back to the first one's history.
        let place = inverted
            .table
            .columns
            .iter()
            .position(|name| *name == "child");
        let fields = inverted.after.iter().flatten();
        for (one, value) in fields {
            if let Value::Integer(number) = value
                && Some(*one) == place
            {
                inverted.child = Some(*number);
            }
        }
        inverted
    }

    /// Whether the row is still as this change left it; `None` is a missing row.
    pub(in crate::store) fn fits(&self, row: Option<&[Value]>) -> bool {
        match (&self.before, &self.after, row) {
            (None, Some(after), Some(row)) => recorded(self.table, row) == *after,
            (Some(_), None, None) => true,
            (Some(_), Some(after), Some(row)) => after
                .iter()
                .all(|(place, value)| row.get(*place) == Some(value)),
            _ => false,
        }
    }

    /// The number of the child to whose history the change belongs. A first sign-in corrects nothing:
    /// it is found by day and child. Who only looked changed nothing of the file.
    pub(in crate::store) fn history_of(&self) -> Option<i64> {
        let is_first_mark = self.table.name == "attendance" && self.before.is_none();
        let is_look = self.table.name == "look";
        self.child.filter(|_| !is_first_mark && !is_look)
    }

    /// Applies the change to the file. Does not write the journal.
    pub(in crate::store) fn apply(&self, conn: &Connection) -> Result<(), StoreError> {
        match (&self.before, &self.after) {
            (None, None) => Err(StoreError::Damaged),
            (None, Some(after)) => self.insert(conn, after),
            (Some(_), Some(after)) => self.update(conn, after),
            (Some(_), None) => {
                let table = self.table;
                let sql = format!("DELETE FROM {} WHERE {}", table.name, key_condition(table));
                let mut statement = conn.prepare_cached(&sql)?;
                statement.execute(params_from_iter(&self.key))?;
                Ok(())
            }
        }
    }

    fn insert(&self, conn: &Connection, fields: &Fields) -> Result<(), StoreError> {
        let mut row = self.key.clone();
        row.resize(self.table.columns.len(), Value::Null);
        for (place, value) in fields {
            let slot = row.get_mut(*place).ok_or(StoreError::Damaged)?;
            slot.clone_from(value);
        }
        if self.is_erased {
            self.fill_erased(conn, &mut row)?;
        }
        if Adding::to(conn, self.table)?.add(&row)? {
            Ok(())
        } else {
            Err(StoreError::Damaged)
        }
    }

    /// Fills the fields that were erased and that the table wants to have: with a dash and the number of
    /// the row, because some must be unique.
    fn fill_erased(&self, conn: &Connection, row: &mut [Value]) -> Result<(), StoreError> {
        let wanted = needed_columns(conn, self.table)?;
        for (place, value) in row.iter_mut().enumerate() {
            let name = self.table.columns.get(place);
            let is_wanted = name.is_some_and(|name| wanted.iter().any(|one| one == name));
            if is_wanted && *value == Value::Null && self.table.is_private(place) {
                *value = erased_value(self.table, place, &self.key);
            }
        }
        Ok(())
    }

    fn update(&self, conn: &Connection, fields: &Fields) -> Result<(), StoreError> {
        if fields.is_empty() {
            return Ok(());
        }
        let table = self.table;
        let sets: Result<Vec<String>, StoreError> = (table.key + 1..)
            .zip(fields)
            .map(|(nth, (place, _))| {
                let name = table.columns.get(*place).ok_or(StoreError::Damaged)?;
                Ok(format!("{name} = ?{nth}"))
            })
            .collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE {}",
            table.name,
            sets?.join(", "),
            key_condition(table)
        );
        let values = self.key.iter().chain(fields.iter().map(|(_, value)| value));
        conn.prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    }
}

/// What stands in place of an erased field that must not be empty.
pub(in crate::store) fn erased_value(table: &Table, place: usize, key: &[Value]) -> Value {
    if table.kinds.get(place) == Some(&Kind::Day) {
        return Value::Integer(0);
    }
    let number: Vec<String> = key.iter().map(ToString::to_string).collect();
    Value::Text(format!("{ERASED}{}", number.join("/")))
}

/// The fields of a row at the places for which `is_chosen` holds.
fn chosen(row: &[Value], is_chosen: impl Fn(usize) -> bool) -> Fields {
    let fields = row.iter().enumerate();
    let chosen = fields.filter(|(place, _)| is_chosen(*place));
    chosen
        .map(|(place, value)| (place, value.clone()))
        .collect()
}

/// The fields of an added or removed row beside its key: all that are not null.
pub(in crate::store) fn recorded(table: &Table, row: &[Value]) -> Fields {
    chosen(row, |place| {
        place >= table.key && row.get(place) != Some(&Value::Null)
    })
}

/// The place of a column in a table.
pub(in crate::store) fn place_of(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|one| *one == name)
}

/// The number of the child that a row belongs to.
pub(in crate::store) fn child_of(table: &Table, row: &[Value]) -> Option<i64> {
    let place = match table.name {
        "child" => Some(0),
        _ => table.columns.iter().position(|name| *name == "child"),
    };
    match row.get(place?) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}
