//! Checks that the file agrees with its journal: chain, rows, derived tables, schema, pages.

pub(super) mod finding;
mod rows;

use crate::domain::ChildId;
use crate::store::error::StoreError;
use crate::store::file::Store;
use crate::store::journal::act::ActKind;
use crate::store::journal::change::is_restricted;
use crate::store::journal::erase::{NOTES, register_day};
use crate::store::journal::reader;
use crate::store::journal::row_change::RowChange;
use crate::store::journal::segment::{Bounds, Segment};
use crate::store::journal::stored::{Body, Stored};
use crate::store::journal::text::Said;
use crate::store::open::migrations;
use crate::store::rows::db::Db;
use crate::store::rows::kind::{day_number, day_of, moment_of};
use crate::store::rows::record::Record as _;
use crate::store::rows::tables::{self, SETTING_NOTES_SEALED, SETTING_RECORDS_FROM, Setting};
use crate::store::rows::value::Value;
use finding::{Finding, Report};
use rows::{Expected, apply_to, says_all};
use rusqlite::Connection;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

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
        let packed = Segment::each(&self.conn, (1, i64::MAX - 1), false, |segment| {
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
        });
        match packed {
            Ok(()) => {}
            // Bounds that no version writes: nothing behind them can be told apart.
            Err(StoreError::Damaged) => {
                is_read.set(false);
                report.findings.push(Finding::Chain { seq: next });
            }
            Err(error) => return Err(error),
        }
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
        if !is_read.get() {
            return Ok(None);
        }
        erasing.check(report);
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
    pub(super) fn child_of(&self, number: i64) -> Result<Option<ChildId>, StoreError> {
        Ok(self.db().uuid(number)?.map(ChildId))
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
    /// Entries with an erased line, and what explains it.
    erased: Vec<(i64, Explains)>,
    /// The last step that erased a child or, with its last child, a household.
    steps: HashMap<i64, i64>,
    /// The day before which the register was deleted last, and the step.
    register: Option<(i64, i64)>,
    /// The last step that took plain restricted notes from the journal.
    notes: Option<i64>,
    /// Rows with restricted notes whose words such a step said anew, and when.
    said_anew: HashMap<NotedRow, i64>,
    /// Rows with restricted notes that are gone.
    gone: BTreeSet<NotedRow>,
}

/// What explains that a line was erased.
struct Explains {
    /// The erasure of this child or household.
    of: Option<i64>,
    /// That the register was deleted up to this day.
    day: Option<i64>,
    /// That the restricted notes of this row were sealed.
    noted: Option<NotedRow>,
}

impl Erasing {
    fn note(&mut self, entry: &Stored, said: &Said, kind: ActKind) {
        let lines = said.changes.iter().filter(|change| change.is_erased);
        self.erased.extend(lines.map(|change| {
            let of = change.child.or_else(|| household(change));
            let day = register_day(change);
            let noted = noted(change);
            (entry.seq, Explains { of, day, noted })
        }));
        if said.is_reason_erased {
            let why = Explains {
                of: entry.subject,
                day: None,
                noted: None,
            };
            self.erased.push((entry.seq, why));
        }
        let seals = said.changes.iter().any(seals_notes);
        if seals {
            self.notes = Some(entry.seq);
        }
        for change in &said.changes {
            let Some(row) = noted(change) else {
                continue;
            };
            if seals && says_all(change) {
                self.said_anew.insert(row, entry.seq);
            }
            if change.after.is_none() {
                self.gone.insert(row);
            } else {
                self.gone.remove(&row);
            }
        }
        if kind == ActKind::DeleteOld {
            // A later deletion of the same month names no day anew.
            let known = self.register.map(|(day, _)| day);
            let day = said.changes.iter().find_map(records_from).max(known);
            self.register = day.map(|day| (day, entry.seq));
        }
        if let (ActKind::Erase, Some(child)) = (kind, entry.subject) {
            self.steps.insert(child, entry.seq);
            let gone = said.changes.iter().filter(|one| one.after.is_none());
            self.steps
                .extend(gone.filter_map(household).map(|number| (number, entry.seq)));
        }
    }

    fn check(&self, report: &mut Report) {
        for (seq, explains) in &self.erased {
            let step = explains.of.and_then(|child| self.steps.get(&child));
            let is_old = explains.day.zip(self.register);
            let is_old = is_old.is_some_and(|(day, (before, step))| day < before && *seq <= step);
            let is_sealed = explains.noted.is_some_and(|row| {
                let anew = self.said_anew.get(&row).copied();
                let step = anew.or_else(|| self.notes.filter(|_| self.gone.contains(&row)));
                step.is_some_and(|step| *seq <= step)
            });
            if !is_old && !is_sealed && step.is_none_or(|step| step < seq) {
                report.findings.push(Finding::Chain { seq: *seq });
            }
        }
    }
}

/// A row that has restricted notes: its table and its number.
type NotedRow = (&'static str, i64);

/// The row with restricted notes that a change is of.
fn noted(change: &RowChange) -> Option<NotedRow> {
    match change.key.first() {
        Some(Value::Integer(number)) if is_restricted(change.table.name, NOTES) => {
            Some((change.table.name, *number))
        }
        _ => None,
    }
}

/// Whether a change says that plain restricted notes were taken from the journal.
fn seals_notes(change: &RowChange) -> bool {
    change.table.name == Setting::TABLE.name
        && change.key.first() == Some(&Value::Text(SETTING_NOTES_SEALED.to_owned()))
}

/// The day before which the register was deleted, where a change says so.
fn records_from(change: &RowChange) -> Option<i64> {
    let is_it = change.table.name == Setting::TABLE.name
        && change.key.first() == Some(&Value::Text(SETTING_RECORDS_FROM.to_owned()));
    let mut fields = change.after.iter().filter(|_| is_it).flatten();
    fields.find_map(|(_, value)| match value {
        Value::Text(day) => day.parse().ok().map(day_number),
        _ => None,
    })
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

/// The SQL of each table, index, view and trigger, by name.
fn schema_of(conn: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    // Objects that SQLite creates itself have no SQL.
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = conn.prepare(sql)?;
    let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(parts.collect::<Result<_, _>>()?)
}
