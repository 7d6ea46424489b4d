//! How a domain type is stored as a row and read back, and the SQL for a table in general.

use super::db::Db;
use super::kind::Kind;
use super::value::Value;
use crate::domain::ChildId;
use crate::store::error::StoreError;
use rusqlite::{CachedStatement, Connection, Params, Row, params_from_iter};

/// A table as the journal sees it: the first `key` columns identify a row.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Name in the database and in the journal.
    pub name: &'static str,
    /// How many of the columns identify a row.
    pub key: usize,
    /// All columns, the key first. The names are the field names of histories and exports.
    pub columns: &'static [&'static str],
    /// How the file keeps each column.
    pub kinds: &'static [Kind],
    /// The columns, joined by commas for SQL.
    pub list: &'static str,
    /// Adds a row unless the table has one with its key; a parameter per column.
    pub insert: &'static str,
}

impl Table {
    /// Whether people typed what stands in the column at this place, or whether it tells who a child is.
    pub(in crate::store) fn is_private(&self, place: usize) -> bool {
        let is_birth = self.columns.get(place) == Some(&"birth_date");
        is_birth || self.kinds.get(place) == Some(&Kind::Text)
    }

    /// The key of a row as the file keeps it; `None` if it names an identifier without a number.
    pub(in crate::store) fn find(
        &self,
        db: Db<'_>,
        key: &[Value],
    ) -> Result<Option<Vec<Value>>, StoreError> {
        let parts = key
            .iter()
            .take(self.key)
            .zip(self.kinds)
            .map(|(value, kind)| kind.encode(value, |uuid| Ok(db.find(uuid)?.map(Value::Integer))));
        parts.collect()
    }

    /// The columns that identify a row.
    pub(crate) fn key_columns(&self) -> &'static [&'static str] {
        self.columns.get(..self.key).unwrap_or_default()
    }
}

/// The columns of a table that must not be null.
pub(in crate::store) fn needed_columns(
    conn: &Connection,
    table: &Table,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT name FROM pragma_table_info(?1) WHERE \"notnull\"";
    let mut statement = conn.prepare_cached(sql)?;
    let names = statement.query_map([table.name], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// The condition that selects one row by the parameters `?1`, `?2`, ... of its key.
pub(in crate::store) fn key_condition(table: &Table) -> String {
    let parts: Vec<String> = (1..)
        .zip(table.key_columns())
        .map(|(place, name)| format!("{name} = ?{place}"))
        .collect();
    parts.join(" AND ")
}

fn row_values(row: &Row<'_>, table: &Table) -> Result<Vec<Value>, StoreError> {
    let places = 0..table.columns.len();
    places
        .map(|place| Ok(Value::read(row.get_ref(place)?)))
        .collect()
}

/// SELECT of all columns with the given end. The same text every time, so that the statement cache
/// finds it.
pub(in crate::store) fn select_sql(table: &Table, tail: &str) -> String {
    format!("SELECT {} FROM {} {tail}", table.list, table.name)
}

/// The row with a key as the file keeps it; `None` if there is none. `key` may be a whole row: only the
/// values of the key columns are used.
pub(in crate::store) fn kept_row(
    conn: &Connection,
    table: &Table,
    key: &[Value],
) -> Result<Option<Vec<Value>>, StoreError> {
    let sql = select_sql(table, &format!("WHERE {}", key_condition(table)));
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(key.iter().take(table.key)))?;
    rows.next()?.map(|row| row_values(row, table)).transpose()
}

/// Adds rows to a table.
pub(in crate::store) struct Adding<'c>(CachedStatement<'c>);

impl<'c> Adding<'c> {
    pub(in crate::store) fn to(conn: &'c Connection, table: &Table) -> Result<Self, StoreError> {
        Ok(Self(conn.prepare_cached(table.insert)?))
    }

    /// Adds a row as the file keeps it; `false` if the table has a row with its key.
    pub(in crate::store) fn add(&mut self, row: &[Value]) -> Result<bool, StoreError> {
        Ok(self.0.execute(params_from_iter(row))? == 1)
    }
}

/// Calls `visit` with every row of a table as the file keeps it, one at a time: a table may be too
/// large for memory.
pub(in crate::store) fn each_kept_row(
    conn: &Connection,
    table: &Table,
    mut visit: impl FnMut(&[Value]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare(&select_sql(table, ""))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(&row_values(row, table)?)?;
    }
    Ok(())
}

/// Records by the end of a SELECT after `FROM table`; `values` are as the file keeps them.
pub(in crate::store) fn list<R: Record>(
    db: Db<'_>,
    tail: &str,
    values: impl Params,
) -> Result<Vec<R>, StoreError> {
    let mut statement = db.conn.prepare_cached(&select_sql(R::TABLE, tail))?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(R::read(row, 0, db)?);
    }
    Ok(found)
}

/// The record with a key; `None` if there is none.
pub(in crate::store) fn one<R: Record>(db: Db<'_>, key: &[Value]) -> Result<Option<R>, StoreError> {
    let Some(key) = R::TABLE.find(db, key)? else {
        return Ok(None);
    };
    let tail = format!("WHERE {}", key_condition(R::TABLE));
    Ok(list(db, &tail, params_from_iter(key))?.into_iter().next())
}

/// A domain type that is stored as a row.
pub trait Record: Sized {
    /// The table of its rows.
    const TABLE: &'static Table;
    /// The values in column order as the file keeps them; identifiers without a number get one. Only
    /// inside a step.
    fn keep(&self, db: Db<'_>) -> Result<Vec<Value>, StoreError>;
    /// Reads the columns of [`Record::TABLE`] starting at `first`.
    fn read(row: &rusqlite::Row<'_>, first: usize, db: Db<'_>) -> Result<Self, StoreError>;
    /// The stored value of a field as text; `None` if there is no such field.
    fn text(&self, field: &str) -> Option<String>;
    /// Sets a field from its stored text. `false` if there is no such field or the text is invalid.
    fn set_text(&mut self, field: &str, text: &str) -> bool;
    /// The child that the row belongs to; `None` if it belongs to no child.
    fn child(&self) -> Option<ChildId> {
        None
    }
}

/// One more question mark in the list of a table.
macro_rules! mark {
    ($column:ident) => {
        ", ?"
    };
}
pub(in crate::store) use mark;

/// Implements [`Record`] for a struct: table, key fields, other fields. Field names are column names. Fields `beside`
/// the columns are rows of another table: a record that is read alone has none of them.
macro_rules! record {
    ($kind:ty => $table:literal, key ($first:ident $(, $key:ident)*), child |$me:ident| $child:expr, { $($field:ident),* $(,)? } $(, beside { $beside:ident })?) => {
        impl $crate::store::rows::record::Record for $kind {
            const TABLE: &'static $crate::store::rows::record::Table = &$crate::store::rows::record::Table {
                name: $table,
                key: [stringify!($first) $(, stringify!($key))*].len(),
                columns: &[stringify!($first), $(stringify!($key),)* $(stringify!($field),)*],
                kinds: &[
                    $crate::store::rows::column::kind_of(|me: &$kind| &me.$first),
                    $($crate::store::rows::column::kind_of(|me: &$kind| &me.$key),)*
                    $($crate::store::rows::column::kind_of(|me: &$kind| &me.$field),)*
                ],
                list: concat!(
                    stringify!($first) $(, ", ", stringify!($key))* $(, ", ", stringify!($field))*
                ),
                insert: concat!(
                    "INSERT INTO ", $table, " (", stringify!($first)
                    $(, ", ", stringify!($key))* $(, ", ", stringify!($field))*,
                    ") VALUES (?"
                    $(, $crate::store::rows::record::mark!($key))* $(, $crate::store::rows::record::mark!($field))*,
                    ") ON CONFLICT (", stringify!($first) $(, ", ", stringify!($key))*, ") DO NOTHING"
                ),
            };
            fn keep(
                &self,
                db: $crate::store::rows::db::Db<'_>,
            ) -> Result<Vec<$crate::store::rows::value::Value>, $crate::store::StoreError> {
                use $crate::store::rows::column::Column;
                Ok(vec![self.$first.keep(db)?, $(self.$key.keep(db)?,)* $(self.$field.keep(db)?,)*])
            }
            fn read(
                row: &rusqlite::Row<'_>,
                first: usize,
                db: $crate::store::rows::db::Db<'_>,
            ) -> Result<Self, $crate::store::StoreError> {
                let mut next = first;
                Ok(Self {
                    $first: $crate::store::rows::column::column(db, row, &mut next, $table, stringify!($first))?,
                    $($key: $crate::store::rows::column::column(db, row, &mut next, $table, stringify!($key))?,)*
                    $($field: $crate::store::rows::column::column(db, row, &mut next, $table, stringify!($field))?,)*
                    $($beside: Default::default(),)?
                })
            }
            fn text(&self, field: &str) -> Option<String> {
                use $crate::store::rows::column::Column;
                if field == stringify!($first) { return Some(self.$first.store().to_string()); }
                $(if field == stringify!($key) { return Some(self.$key.store().to_string()); })*
                $(if field == stringify!($field) { return Some(self.$field.store().to_string()); })*
                None
            }
            fn set_text(&mut self, field: &str, text: &str) -> bool {
                use $crate::store::rows::column::put_text;
                if field == stringify!($first) { return put_text(&mut self.$first, text); }
                $(if field == stringify!($key) { return put_text(&mut self.$key, text); })*
                $(if field == stringify!($field) { return put_text(&mut self.$field, text); })*
                false
            }
            fn child(&self) -> Option<$crate::domain::ChildId> {
                let $me = self;
                $child
            }
        }
    };
}
pub(in crate::store) use record;
