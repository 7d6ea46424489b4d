//! While a step adds many rows to a table, its index and the triggers of adding a row are away.
//! The index and `kept_seen` are made again from all rows at once, `kept_day` when the
//! program is idle. All of it is part of the step's transaction.

use super::record::Table;
use crate::store::error::StoreError;
use rusqlite::Connection;

/// Whether `count` is more than the number of rows of a table.
pub(in crate::store) fn outnumbers(
    conn: &Connection,
    table: &Table,
    count: usize,
) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT count(*) < {count} FROM (SELECT 1 FROM {} LIMIT {count})",
        table.name
    );
    Ok(conn.query_row(&sql, [], |row| row.get(0))?)
}

/// What was taken away from the schema, as the SQL that makes it again.
#[must_use]
pub(in crate::store) struct Pause(Vec<String>);

impl Pause {
    /// Drops the triggers that guard tables against rows added around the journal.
    pub(in crate::store) fn guards(conn: &Connection, tables: &[&str]) -> Result<Self, StoreError> {
        let mut again = Vec::with_capacity(tables.len());
        for table in tables {
            let guard = format!("guard_{table}_insert");
            let sql = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1";
            again.push(conn.query_row(sql, [&guard], |row| row.get(0))?);
            conn.execute_batch(&format!("DROP TRIGGER {guard}"))?;
        }
        Ok(Self(again))
    }

    /// Makes what was dropped again.
    pub(in crate::store) fn resume(&self, conn: &Connection) -> Result<(), StoreError> {
        self.0.iter().try_for_each(|sql| conn.execute_batch(sql))?;
        Ok(())
    }

    /// Drops the indexes of a table, its triggers that keep what follows from its rows, and the one that guards
    /// it against rows added around the journal: until the step ends, nobody else can write. With a trigger, the
    /// database writes down before each row what it would have to take back. Unique indexes, which can refuse a row,
    /// stay.
    pub(in crate::store) fn begin(conn: &Connection, table: &Table) -> Result<Self, StoreError> {
        let sql = r#"SELECT format('DROP %s "%w"', type, name), sql FROM sqlite_schema
            WHERE tbl_name = ?1 AND (type = 'index' AND sql LIKE 'CREATE INDEX %'
                OR type = 'trigger' AND (name GLOB 'kept_*' OR name GLOB 'guard_*_insert')) ORDER BY rowid"#;
        let mut statement = conn.prepare(sql)?;
        let parts = statement.query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let parts: Vec<(String, String)> = parts.collect::<Result<_, _>>()?;
        let mut again = Vec::with_capacity(parts.len());
        for (away, sql) in parts {
            conn.execute_batch(&away)?;
            again.push(sql);
        }
        Ok(Self(again))
    }

    /// Makes all of it again, and `kept_seen` from all rows. Rows of `kept_day` are made when the
    /// program is idle.
    pub(in crate::store) fn end(self, conn: &Connection) -> Result<(), StoreError> {
        self.resume(conn)?;
        forget_days(conn)?;
        keep_seen(conn)
    }
}

/// Lets all rows of `kept_day` go: their days are read from the register until they are kept again.
pub(in crate::store) fn forget_days(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch("DELETE FROM kept_day")?;
    Ok(())
}

/// Computes the last sighting of every child from all rows.
pub(in crate::store) fn keep_seen(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch(
        "DELETE FROM kept_seen;
        INSERT INTO kept_seen SELECT child, day FROM last_sighting WHERE day IS NOT NULL;",
    )?;
    Ok(())
}
