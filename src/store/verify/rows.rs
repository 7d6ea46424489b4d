//! Compares the rows of the file with what the journal tells of them.

use super::finding::{Finding, FoundField, FoundRow, Report};
use crate::store::error::StoreError;
use crate::store::file::Store;
use crate::store::journal::change::shown_key;
use crate::store::journal::row_change::{RowChange, child_of, recorded};
use crate::store::journal::text;
use crate::store::rows::kind::{Kind, day_of};
use crate::store::rows::record::{Table, each_kept_row};
use crate::store::rows::value::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The fields of each row as the journal tells them, by key: text by column, as in the lines of an
/// entry. As text, ten years of attendance fit into memory.
pub(super) type Expected = HashMap<String, String>;

impl Store {
    /// Compares the rows of a table with what the journal tells of them.
    pub(super) fn verify_rows(
        &self,
        table: &'static Table,
        mut expected: Expected,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        each_kept_row(&self.conn, table, |row| {
            let key = key_line(table, row);
            let found = row_line(table, &recorded(table, row));
            let told = expected.remove(&key);
            let is_right = match &told {
                Some(told) if told.starts_with(ERASED) => {
                    known_part(table, told) == known_part(table, &found)
                }
                told => told.as_ref() == Some(&found),
            };
            if !is_right {
                let child = child_of(table, row);
                let row = row.get(..table.key).unwrap_or_default();
                let mut place = self.place_of(table, row, child)?;
                place.name = name_in(table, told.as_ref().unwrap_or(&found));
                if let Some(told) = told {
                    place.fields = self.differing(table, &told, &found);
                }
                report.findings.push(Finding::Row(place));
            }
            report.rows += 1;
            Ok(())
        })?;
        let mut missing: Vec<(String, String)> = expected.into_iter().collect();
        missing.sort_unstable();
        for (key, fields) in missing {
            // The row as the journal would have it removed says its key and its child.
            let owner = owner_line(table, &fields);
            let line = format!("-{} {key}{owner}", table.name);
            let said = text::read(&line, "", &Value::Null)?;
            for change in said.changes {
                let mut place = self.place_of(table, &change.key, change.child)?;
                place.name = name_in(table, &fields);
                report.findings.push(Finding::Missing(place));
            }
        }
        Ok(())
    }

    /// Where a row is, in words that lead to it.
    fn place_of(
        &self,
        table: &'static Table,
        key: &[Value],
        child: Option<i64>,
    ) -> Result<FoundRow, StoreError> {
        let mut values = key.iter().zip(table.kinds);
        let day = values.find_map(|(value, kind)| match (kind, value) {
            (Kind::Day, Value::Integer(number)) => day_of(*number),
            _ => None,
        });
        Ok(FoundRow {
            table: table.name,
            key: shown_key(table, key, self.db())?,
            child: child.map_or(Ok(None), |child| self.child_of(child))?,
            day,
            name: String::new(),
            fields: Vec::new(),
        })
    }

    /// The fields in which two rows differ, with what each says.
    fn differing(&self, table: &'static Table, told: &str, found: &str) -> Vec<FoundField> {
        let is_erased = told.starts_with(ERASED);
        let (told, found) = (lines_of(told), lines_of(found));
        let places: BTreeSet<usize> = told.keys().chain(found.keys()).copied().collect();
        let mut fields = Vec::new();
        for place in places {
            let (told, found) = (told.get(&place), found.get(&place));
            if told == found || is_erased && table.is_private(place) {
                continue;
            }
            if let (Some(name), Some(kind)) = (table.columns.get(place), table.kinds.get(place)) {
                let shown = |value: Option<&&str>| {
                    self.shown_value(*kind, value.copied().unwrap_or_default())
                };
                fields.push(FoundField {
                    name,
                    told: shown(told),
                    found: shown(found),
                });
            }
        }
        fields
    }

    /// A value for people to read; whoever a number stands for is named.
    fn shown_value(&self, kind: Kind, value: &str) -> String {
        if let (Kind::Id | Kind::OutTo, Ok(number)) = (kind, value.parse::<i64>()) {
            // Of a file that was tampered with: a name that cannot be found is no reason to stop.
            let sql = "SELECT name FROM child WHERE id = ?1 UNION ALL
                SELECT name FROM staff WHERE id = ?1 UNION ALL
                SELECT name FROM contact WHERE id = ?1 LIMIT 1";
            let name = self.conn.query_row(sql, [number], |row| row.get(0)).ok();
            return name.unwrap_or_else(|| value.to_owned());
        }
        let text: Option<String> = serde_json::from_str(value).ok();
        text.unwrap_or_else(|| value.to_owned())
    }
}

/// The fields of a row by the place of their column.
fn lines_of(row: &str) -> BTreeMap<usize, &str> {
    let lines = row.lines().filter_map(|line| line.split_once('='));
    lines
        .filter_map(|(place, value)| Some((place.parse().ok()?, value)))
        .collect()
}

/// The name in a row that has one, so that a row of nobody's file is found.
fn name_in(table: &Table, row: &str) -> String {
    let is_name = |column: &&str| matches!(*column, "name" | "title" | "label");
    let place = table.columns.iter().position(is_name);
    let line = place.and_then(|place| lines_of(row).get(&place).copied());
    let name: Option<String> = line.and_then(|line| serde_json::from_str(line).ok());
    name.unwrap_or_default()
}

/// The field of a row that says to which child it belongs, as in a line of the journal.
fn owner_line(table: &Table, fields: &str) -> String {
    let place = table.columns.iter().position(|name| *name == "child");
    let begin = place.map(|place| format!("{place}="));
    let child = begin.and_then(|begin| fields.lines().find_map(|line| line.strip_prefix(&begin)));
    child.map_or_else(String::new, |child| format!(" child={child}"))
}

/// The key of a row as the lines of an entry write it.
fn key_line(table: &Table, row: &[Value]) -> String {
    let mut line = String::new();
    let key = row.get(..table.key).unwrap_or_default();
    text::put_key(&mut line, table, key, &Value::Null);
    line
}

/// Fields beside the key, one after the other: the place of the column, then the value.
fn row_line(table: &Table, fields: &[(usize, Value)]) -> String {
    use std::fmt::Write as _;
    let mut line = String::new();
    for (place, value) in fields {
        let kind = table.kinds.get(*place).copied().unwrap_or(Kind::Text);
        let _ = write!(line, "{place}=");
        text::put(&mut line, kind, value, &Value::Null);
        line.push('\n');
    }
    line
}

/// First line of a row of which something was erased from the journal: what people typed in it is not
/// known.
const ERASED: &str = "?\n";

/// The fields of a row that do not hold what people typed.
fn known_part<'r>(table: &Table, row: &'r str) -> Vec<&'r str> {
    let is_known = |line: &&str| {
        let place = line
            .split_once('=')
            .and_then(|(place, _)| place.parse().ok());
        place.is_some_and(|place| !table.is_private(place))
    };
    row.lines().filter(is_known).collect()
}

/// Whether a change says all that people typed in its row.
pub(super) fn says_all(change: &RowChange) -> bool {
    let table = change.table;
    let mut places = (table.key..table.columns.len()).filter(|place| table.is_private(*place));
    change
        .after
        .as_ref()
        .is_some_and(|after| places.all(|place| after.iter().any(|(one, _)| *one == place)))
}

/// Applies a change to the rows in memory. Quoted texts hold no line end, so a line is a field.
pub(super) fn apply_to(rows: &mut Expected, change: &RowChange) {
    let table = change.table;
    let key = key_line(table, &change.key);
    if let (None, Some(after), false) = (&change.before, &change.after, change.is_erased) {
        let is_some = |field: &&(usize, Value)| field.1 != Value::Null;
        let fields: Vec<(usize, Value)> = after.iter().filter(is_some).cloned().collect();
        rows.insert(key, row_line(table, &fields));
        return;
    }
    let old = rows.remove(&key).unwrap_or_default();
    let Some(after) = &change.after else {
        return;
    };
    let mut fields: BTreeMap<usize, String> = BTreeMap::new();
    if change.before.is_some() {
        for line in old.lines() {
            let place = line
                .split_once('=')
                .and_then(|(place, _)| place.parse().ok());
            if let Some(place) = place {
                fields.insert(place, format!("{line}\n"));
            }
        }
    }
    for (place, value) in after {
        fields.remove(place);
        if *value != Value::Null {
            let one = [(*place, value.clone())];
            fields.insert(*place, row_line(table, &one));
        }
    }
    // What was erased of earlier changes is known again where a later one says all of it.
    let was_erased = change.before.is_some() && old.starts_with(ERASED) && !says_all(change);
    let is_erased = change.is_erased || was_erased;
    let head = if is_erased { ERASED } else { "" };
    let fields: String = fields.into_values().collect();
    rows.insert(key, [head, &fields].concat());
}
