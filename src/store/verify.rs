//! Checks that the file agrees with its journal: chain, rows, derived tables, schema, pages.

use super::error::StoreError;
use super::file::Store;
use super::finding::{Finding, FoundRow, Report};
use super::journal::act::ActKind;
use super::journal::change::shown_key;
use super::journal::reader;
use super::journal::row_change::{RowChange, child_of, recorded};
use super::journal::segment::{Bounds, Segment};
use super::journal::stored::{Body, Stored};
use super::journal::text::{self, Said};
use super::open::migrations;
use super::rows::db::Db;
use super::rows::kind::{Kind, day_of, moment_of};
use super::rows::record::{Table, each_kept_row};
use super::rows::tables;
use super::rows::value::Value;
use crate::domain::ChildId;
use rusqlite::Connection;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The fields of each row as the journal tells them, by key: text by column, as in the lines of an
/// entry. As text, ten years of attendance fit into memory.
type Expected = HashMap<String, String>;

impl Store {
    /// Checks the whole file. Takes seconds on ten years of data.
    pub fn verify(&self) -> Result<Report, StoreError> {
        let mut report = Report::default();
        self.verify_pages(&mut report)?;
        self.verify_schema(&mut report)?;
        // What an entry changed that cannot be read is not known: comparing would accuse sound rows.
        match self.verify_journal(&mut report)? {
            Some(rows) => {
                for (table, rows) in tables::JOURNALLED.iter().zip(rows) {
                    self.verify_rows(table, rows, &mut report)?;
                }
            }
            None => report.findings.push(Finding::NotCompared),
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

    /// Follows the chain, and gives the rows that each table should have by the journal; `None` if part of
    /// it cannot be read.
    fn verify_journal(&self, report: &mut Report) -> Result<Option<Vec<Expected>>, StoreError> {
        let db = self.db();
        let mut rows: Vec<Expected> = vec![Expected::new(); tables::JOURNALLED.len()];
        let mut mentions: BTreeSet<(i64, i64)> = BTreeSet::new();
        let mut given: HashMap<i64, Uuid> = HashMap::new();
        let mut chain = Chain::default();
        let mut begun: BTreeMap<i64, Uuid> = BTreeMap::new();
        let mut erasing = Erasing::default();
        let is_read = Cell::new(true);
        let mut replay = |entry: &Stored, report: &mut Report| -> Result<(), StoreError> {
            report.entries += 1;
            let Some((said, kind)) = readable(entry, db)? else {
                is_read.set(false);
                report.findings.push(Finding::Chain { seq: entry.seq });
                return Ok(());
            };
            erasing.note(entry, &said, kind);
            given.extend(said.given);
            begun.extend(said.chain.map(|id| (entry.seq, id)));
            for change in said.changes {
                if let Some(child) = change.child
                    && reader::is_history(&change, kind, child)
                {
                    mentions.insert((child, entry.seq));
                }
                let place = tables::JOURNALLED
                    .iter()
                    .position(|table| table.name == change.table.name);
                if let Some(rows) = place.and_then(|place| rows.get_mut(place)) {
                    apply_to(rows, &change);
                }
            }
            Ok(())
        };
        let mut next = 1;
        Segment::each(&self.conn, (1, i64::MAX - 1), false, |segment| {
            reader::loose(db, (next, segment.first - 1), false, &mut |entry, hash| {
                chain.follow(&entry, hash, report);
                replay(&entry, report)?;
                Ok(true)
            })?;
            next = segment.last + 1;
            let segment = match segment.load(db.conn) {
                Ok(segment) => segment,
                Err(StoreError::Damaged) => {
                    is_read.set(false);
                    chain.skip(segment, report);
                    return Ok(true);
                }
                Err(error) => return Err(error),
            };
            chain.follow_segment(&segment, report);
            match segment.unpack() {
                Ok(entries) => entries.iter().try_for_each(|one| replay(one, report))?,
                Err(StoreError::Damaged) => is_read.set(false), // found by the chain
                Err(error) => return Err(error),
            }
            Ok(true)
        })?;
        reader::loose(db, (next, i64::MAX - 1), false, &mut |entry, hash| {
            chain.follow(&entry, hash, report);
            replay(&entry, report)?;
            Ok(true)
        })?;
        // A loose entry inside a packed month is one too many.
        let sql = "SELECT seq FROM journal j JOIN segment s ON j.seq BETWEEN s.first AND s.last";
        let mut statement = self.conn.prepare(sql)?;
        for seq in statement.query_map([], |row| row.get(0))? {
            report.findings.push(Finding::Chain { seq: seq? });
        }
        erasing.check(report);
        if !is_read.get() {
            return Ok(None);
        }
        self.verify_chains(begun, report)?;
        self.verify_mentions(mentions, report)?;
        self.verify_numbers(given, report)?;
        Ok(Some(rows))
    }

    /// The identities of the chains are those that the entries name.
    fn verify_chains(
        &self,
        mut begun: BTreeMap<i64, Uuid>,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare("SELECT first, id FROM chain")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (seq, id): (i64, [u8; 16]) = (row.get(0)?, row.get(1)?);
            if begun.remove(&seq) != Some(Uuid::from_bytes(id)) {
                report.findings.push(Finding::Chain { seq });
            }
        }
        let missing = begun.into_keys().map(|seq| Finding::Chain { seq });
        report.findings.extend(missing);
        Ok(())
    }

    /// The index of histories follows from the entries.
    fn verify_mentions(
        &self,
        mut mentions: BTreeSet<(i64, i64)>,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare("SELECT child, seq FROM mention")?;
        let mut wrong = BTreeSet::new();
        for pair in statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let pair: (i64, i64) = pair?;
            if !mentions.remove(&pair) {
                wrong.insert(pair.0);
            }
        }
        wrong.extend(mentions.into_iter().map(|(child, _)| child));
        for number in wrong {
            let child = self.child_of(number)?;
            report.findings.push(Finding::Kept { child });
        }
        Ok(())
    }

    /// The child for whom a number stands.
    fn child_of(&self, number: i64) -> Result<Option<ChildId>, StoreError> {
        Ok(self.db().uuid(number)?.map(ChildId))
    }

    fn verify_rows(
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
                place.fields = told.map_or_else(Vec::new, |told| differing(table, &told, &found));
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
                let place = self.place_of(table, &change.key, change.child)?;
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
            fields: Vec::new(),
        })
    }

    /// Numbers stand for the UUIDs that the journal gave them.
    fn verify_numbers(
        &self,
        mut given: HashMap<i64, Uuid>,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare("SELECT n, uuid FROM ident")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (number, uuid): (i64, [u8; 16]) = (row.get(0)?, row.get(1)?);
            if given.remove(&number) != Some(Uuid::from_bytes(uuid)) {
                report.findings.push(Finding::Number { number });
            }
        }
        let mut missing: Vec<i64> = given.into_keys().collect();
        missing.sort_unstable();
        let missing = missing.into_iter().map(|number| Finding::Number { number });
        report.findings.extend(missing);
        Ok(())
    }

    fn verify_kept(&self, report: &mut Report) -> Result<(), StoreError> {
        let sql = "WITH seen AS (SELECT child, max(day) AS day FROM sighting GROUP BY child)
            SELECT coalesce(s.child, k.child) FROM seen s FULL JOIN kept_seen k ON k.child = s.child
            WHERE s.day IS NOT k.last_seen";
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let child = self.child_of(row.get(0)?)?;
            report.findings.push(Finding::Kept { child });
        }
        let days = self.wrong_kept_days()?.into_iter().map(day_of);
        report
            .findings
            .extend(days.map(|day| Finding::KeptDay { day }));
        Ok(())
    }
}

/// What an entry says, and its kind of step; `None` if it cannot be read.
fn readable(entry: &Stored, db: Db<'_>) -> Result<Option<(Said, ActKind)>, StoreError> {
    let said = entry.said().and_then(|said| {
        Ok(Said {
            changes: match entry.body {
                Body::Old(_) => entry.changes(db)?,
                Body::Text { .. } => said.changes,
            },
            ..said
        })
    });
    match (said, ActKind::from_code(&entry.deed), entry.moment()) {
        (Ok(said), Some(kind), Ok(_)) => Ok(Some((said, kind))),
        (Err(StoreError::Damaged | StoreError::Column { .. }), _, _)
        | (_, None, _)
        | (_, _, Err(_)) => Ok(None),
        (Err(error), _, _) => Err(error),
    }
}

/// What was erased, and which steps say so. A line that was erased without one hides what stood there.
#[derive(Default)]
struct Erasing {
    /// Entries with an erased line, and the child or household whose erasure explains it.
    erased: Vec<(i64, Option<i64>)>,
    /// The last step that erased a child or, with its last child, a household.
    steps: HashMap<i64, i64>,
}

impl Erasing {
    fn note(&mut self, entry: &Stored, said: &Said, kind: ActKind) {
        let lines = said.changes.iter().filter(|change| change.is_erased);
        self.erased
            .extend(lines.map(|change| (entry.seq, change.child.or_else(|| household(change)))));
        if said.is_reason_erased {
            self.erased.push((entry.seq, entry.subject));
        }
        if let (ActKind::Erase, Some(child)) = (kind, entry.subject) {
            self.steps.insert(child, entry.seq);
            let gone = said.changes.iter().filter(|one| one.after.is_none());
            self.steps
                .extend(gone.filter_map(household).map(|number| (number, entry.seq)));
        }
    }

    fn check(&self, report: &mut Report) {
        for (seq, child) in &self.erased {
            let step = child.and_then(|child| self.steps.get(&child));
            if step.is_none_or(|step| step < seq) {
                report.findings.push(Finding::Chain { seq: *seq });
            }
        }
    }
}

/// Number of the household that a change is of.
fn household(change: &RowChange) -> Option<i64> {
    match change.key.first() {
        Some(Value::Integer(number)) if change.table.name == "household" => Some(*number),
        _ => None,
    }
}

/// How far the chain was followed.
#[derive(Default)]
struct Chain {
    seq: i64,
    hash: Vec<u8>,
}

impl Chain {
    fn follow(&mut self, entry: &Stored, hash: &[u8], report: &mut Report) {
        if entry.seq != self.seq + 1 || entry.hash(&self.hash) != *hash {
            report.findings.push(Finding::Chain { seq: entry.seq });
        }
        self.seq = entry.seq;
        self.hash = hash.to_vec();
    }

    /// Goes on behind a segment that cannot be read.
    fn skip(&mut self, bounds: Bounds, report: &mut Report) {
        report.findings.push(faulty(bounds));
        *self = Self {
            seq: bounds.last,
            hash: Vec::new(),
        };
    }

    fn follow_segment(&mut self, segment: &Segment, report: &mut Report) {
        let follows = segment.first == self.seq + 1 && segment.before == self.hash;
        if !follows || !segment.holds() {
            report.findings.push(faulty(Bounds {
                first: segment.first,
                last: segment.last,
                from_at: segment.from_at,
            }));
        }
        self.seq = segment.last;
        self.hash.clone_from(&segment.hash);
    }
}

/// A packed month that does not follow.
fn faulty(bounds: Bounds) -> Finding {
    Finding::Segment {
        first: bounds.first,
        last: bounds.last,
        from: moment_of(bounds.from_at).map(|at| at.date_naive()),
    }
}

/// The columns in which two rows differ, by their lines.
fn differing(table: &'static Table, told: &str, found: &str) -> Vec<&'static str> {
    let lines = |row: &str| -> BTreeSet<String> { row.lines().map(str::to_owned).collect() };
    let (told, found) = (lines(told), lines(found));
    let is_known = |place: &usize| !(told.contains(ERASED.trim_end()) && table.is_private(*place));
    let places: BTreeSet<usize> = told
        .symmetric_difference(&found)
        .filter_map(|line| line.split_once('=')?.0.parse().ok())
        .filter(is_known)
        .collect();
    let names = places.iter().filter_map(|place| table.columns.get(*place));
    names.copied().collect()
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

/// Applies a change to the rows in memory. Quoted texts hold no line end, so a line is a field.
fn apply_to(rows: &mut Expected, change: &RowChange) {
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
    let is_erased = change.is_erased || (change.before.is_some() && old.starts_with(ERASED));
    let head = if is_erased { ERASED } else { "" };
    let fields: String = fields.into_values().collect();
    rows.insert(key, [head, &fields].concat());
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
