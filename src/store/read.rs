//! Queries on children, the register, staff and the journal. Tests check the query plans of the
//! frequent ones.

use super::error::StoreError;
use super::file::Store;
use super::head::Head;
use super::journal::act::ActKind;
use super::journal::change::{Change, key_values};
use super::journal::reader::{self, Entry, FileChange};
use super::rows::column::{Column, column};
use super::rows::db::Db;
use super::rows::kind::day_number;
use super::rows::record::{Record, list, one};
use super::rows::tables::{Card, Setting};
use super::rows::value::Value;
use super::writer::Writer;
use crate::domain::support::talk::Talk;
use crate::domain::{
    Attendance, Child, ChildId, Contact, FurtherReport, Home, Household, IncidentId, Look, Moment,
    Opening, Staff, StaffId, Support, Tag,
};
use chrono::{Days, NaiveDate};
use rusqlite::{OptionalExtension, Params, params};
use std::collections::HashMap;

/// Days for which a stay without a sign-out is asked about, and its child counts as in the house.
pub(crate) const FORGOTTEN_DAYS: u64 = 92;

/// Steps read at a time in search of one that is work.
const STEPS: usize = 64;

/// The sheet of one day.
pub(super) const DAY_SHEET: &str = "WHERE day = ?1 ORDER BY child, stay";
/// [`Attendance::is_in`] as SQL.
pub(super) const IS_IN: &str =
    "untimed = 0 AND mark IN (1, 2) AND out_at IS NULL AND out_to IS NULL";
/// A child's days, newest first.
pub(super) const CHILD_DAYS: &str =
    "INDEXED BY attendance_child WHERE child = ?1 AND day >= ?2 ORDER BY day DESC";
/// Every child's last sighting.
pub(super) const LAST_SEEN: &str = "SELECT child, last_seen FROM kept_seen";
/// All files with contacts, categories, households and cards.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// Files, in no particular order.
    pub children: Vec<Child>,
    /// Contacts, by child, in the order in which to call them.
    pub contacts: HashMap<ChildId, Vec<Contact>>,
    /// Categories, by child.
    pub tags: HashMap<ChildId, Vec<Tag>>,
    /// All households, also those without a child.
    pub households: Vec<Household>,
    /// All bound cards.
    pub cards: Vec<Card>,
    /// When each child was last seen in person.
    pub last_seen: HashMap<ChildId, NaiveDate>,
}

impl Store {
    /// The head of the chain.
    pub(crate) fn head(&self) -> Result<Head, StoreError> {
        let (seq, hash) = reader::head(self.db())?;
        Ok(Head::new(seq, &hash))
    }

    /// The head as it was when the entry `seq` was the newest; `None` if the chain has no such entry.
    pub(crate) fn head_at(&self, seq: i64) -> Result<Option<Head>, StoreError> {
        if seq == 0 {
            return Ok(Some(Head::new(0, &[])));
        }
        let entry = self.entries_before(seq.saturating_add(1), 1)?.pop();
        let entry = entry.filter(|entry| entry.seq == seq);
        Ok(entry.map(|entry| Head::new(seq, &entry.hash)))
    }

    /// The home, or `None` before the first run is finished.
    pub(crate) fn home(&self) -> Result<Option<Home>, StoreError> {
        Ok(self.list::<Home>("", [])?.into_iter().next())
    }

    /// A setting's value; `None` if it was never set.
    pub(crate) fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(
            one::<Setting>(self.db(), &[Value::Text(name.to_owned())])?
                .map(|setting| setting.value),
        )
    }

    /// All staff, also inactive.
    pub(crate) fn staff(&self) -> Result<Vec<Staff>, StoreError> {
        self.list("ORDER BY id", [])
    }

    /// All files. A fixed number of queries, none per child.
    pub fn roster(&self) -> Result<Roster, StoreError> {
        Ok(Roster {
            children: self.list("", [])?,
            contacts: by_child(self.list("ORDER BY child, priority, id", [])?),
            tags: by_child(self.list("ORDER BY child, from_day, id", [])?),
            households: self.list("", [])?,
            cards: self.list("", [])?,
            last_seen: self.last_seen()?,
        })
    }

    /// The record with this key; `None` if there is none.
    pub(crate) fn record<R: Record>(&self, key: &str) -> Result<Option<R>, StoreError> {
        let key = key_values(R::TABLE, key)?;
        one(self.db(), &key)
    }

    /// Talks with children, oldest first.
    pub(crate) fn talks_held(&self) -> Result<Vec<Talk>, StoreError> {
        self.list("ORDER BY day, id", [])
    }

    /// Who helps, with what, and what came of it.
    pub(crate) fn support(&self) -> Result<Support, StoreError> {
        Ok(Support {
            helpers: self.list("ORDER BY name, id", [])?,
            pairings: by_child(self.list("ORDER BY since, id", [])?),
            contacts: by_child(self.list("ORDER BY day, id", [])?),
            measures: by_child(self.list("ORDER BY due_on, id", [])?),
            reviews: by_child(self.list("ORDER BY day, id", [])?),
            donations: self.list("ORDER BY came_on, id", [])?,
            given: by_child(self.list("ORDER BY day, id", [])?),
            benefits: by_child(self.list("ORDER BY since, id", [])?),
            own_benefits: self.list("ORDER BY code", [])?,
            talks: by_child(self.talks_held()?),
            news: by_child(self.list("ORDER BY day, id", [])?),
            wishes: by_child(self.list("ORDER BY day, id", [])?),
            words: by_child(self.list("ORDER BY day, id", [])?),
            places: by_child(self.list("ORDER BY from_day, id", [])?),
        })
    }

    /// The reports of an incident after its first, the earliest first.
    pub(crate) fn further_reports(
        &self,
        incident: IncidentId,
    ) -> Result<Vec<FurtherReport>, StoreError> {
        let number = self.db().number(incident.0)?;
        self.list("WHERE incident = ?1 ORDER BY at, id", [number])
    }

    /// One child's file.
    pub fn child(&self, id: ChildId) -> Result<Child, StoreError> {
        one(self.db(), &[id.store()])?.ok_or_else(|| StoreError::NotFound {
            kind: "child",
            key: id.to_string(),
        })
    }

    /// The day on which each child was last seen in person.
    pub fn last_seen(&self) -> Result<HashMap<ChildId, NaiveDate>, StoreError> {
        let mut statement = self.conn.prepare_cached(LAST_SEEN)?;
        let mut rows = statement.query([])?;
        let (db, mut seen) = (self.db(), HashMap::new());
        while let Some(row) = rows.next()? {
            let mut next = 0;
            let child = column(db, row, &mut next, "kept_seen", "child")?;
            seen.insert(child, column(db, row, &mut next, "kept_seen", "last_seen")?);
        }
        Ok(seen)
    }

    /// The register of one day.
    pub fn day_sheet(&self, day: NaiveDate) -> Result<Vec<Attendance>, StoreError> {
        self.list(DAY_SHEET, [day_number(day)])
    }

    /// The stays of a child on a day, first to last.
    pub(crate) fn stays(
        &self,
        child: ChildId,
        day: NaiveDate,
    ) -> Result<Vec<Attendance>, StoreError> {
        stays(self.db(), child, day)
    }

    /// One child's days since `from`, newest first.
    pub(crate) fn child_days(
        &self,
        child: ChildId,
        from: NaiveDate,
    ) -> Result<Vec<Attendance>, StoreError> {
        self.list(CHILD_DAYS, [self.db().number(child.0)?, day_number(from)])
    }

    /// The register from a day to a day, both included.
    pub(crate) fn attendance_between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Attendance>, StoreError> {
        let tail = "WHERE day BETWEEN ?1 AND ?2 ORDER BY day, child, stay";
        self.list(tail, [from, to].map(day_number))
    }

    /// Stays from a day to a day, both included, that were never signed out.
    pub(crate) fn never_signed_out(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Attendance>, StoreError> {
        let tail = format!("WHERE day BETWEEN ?1 AND ?2 AND {IS_IN} ORDER BY day, child, stay");
        self.list(&tail, [from, to].map(day_number))
    }

    /// The opening of a day; `None` if the register was not opened.
    pub(crate) fn opening(&self, day: NaiveDate) -> Result<Option<Opening>, StoreError> {
        one(self.db(), &[day.store()])
    }

    /// Openings from a day to a day, both included.
    pub(crate) fn openings_between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Opening>, StoreError> {
        let tail = "WHERE day BETWEEN ?1 AND ?2 ORDER BY day";
        self.list(tail, [from, to].map(day_number))
    }

    /// Records by the end of a SELECT after `FROM table`.
    pub(super) fn list<R: Record>(
        &self,
        tail: &str,
        values: impl Params,
    ) -> Result<Vec<R>, StoreError> {
        list(self.db(), tail, values)
    }

    /// All records of a kind, in the order of their keys.
    pub(crate) fn all<R: Record>(&self) -> Result<Vec<R>, StoreError> {
        self.list(
            &format!("ORDER BY {}", R::TABLE.key_columns().join(", ")),
            [],
        )
    }

    /// The member of staff who made the newest step; `None` if nobody sat at the desk.
    pub(crate) fn newest_actor(&self) -> Result<Option<StaffId>, StoreError> {
        if self.list::<Look>("LIMIT 1", [])?.is_empty() {
            let newest = reader::newest(self.db())?;
            return Ok(newest.and_then(|(_, actor)| actor).map(StaffId));
        }
        // Who only looked did not work here.
        let mut below = i64::MAX;
        loop {
            let page = self.entries_before(below, STEPS)?;
            let Some(last) = page.last() else {
                return Ok(None);
            };
            below = last.seq;
            let is_work = |entry: &&Entry| entry.act.kind != ActKind::Looked;
            if let Some(work) = page.iter().find(is_work) {
                return Ok(work.act.actor);
            }
        }
    }

    /// What was looked at between two moments, the newest first.
    pub(crate) fn looks(&self, from: Moment, to: Moment) -> Result<Vec<Look>, StoreError> {
        let tail = "WHERE minute BETWEEN ?1 AND ?2 ORDER BY minute DESC, id DESC";
        self.list(tail, [Look::minute_of(from), to.timestamp()])
    }

    /// What was looked at of one child from a moment on, the newest first.
    pub(crate) fn looks_at(&self, child: ChildId, from: Moment) -> Result<Vec<Look>, StoreError> {
        let tail = "WHERE child = ?1 AND minute >= ?2 ORDER BY minute DESC, id DESC";
        let child = self.db().number(child.0)?;
        self.list(tail, [child, Look::minute_of(from)])
    }

    /// The first look that is kept; `None` if there is none.
    pub(crate) fn first_look(&self) -> Result<Option<Look>, StoreError> {
        let tail = "WHERE minute = (SELECT min(minute) FROM look) LIMIT 1";
        Ok(self.list(tail, [])?.pop())
    }

    /// Moment of the newest entry; `None` if the journal is empty.
    pub(crate) fn newest_moment(&self) -> Result<Option<Moment>, StoreError> {
        Ok(reader::newest(self.db())?.map(|(at, _)| at))
    }

    /// The day of the earliest entry; `None` if the journal is empty.
    pub(crate) fn first_day(&self) -> Result<Option<NaiveDate>, StoreError> {
        let first = reader::first_day(self.db())?;
        Ok(first.max(self.records_from()?))
    }

    /// The first day on which the register says something; `None` if it is empty.
    pub(crate) fn first_register_day(&self) -> Result<Option<NaiveDate>, StoreError> {
        let first = "WHERE day = (SELECT min(day) FROM attendance) LIMIT 1";
        let rows: Vec<Attendance> = self.list(first, [])?;
        Ok(rows.first().map(|row| row.day))
    }

    /// The newest entry; `None` if the journal is empty.
    pub fn last_entry(&self) -> Result<Option<Entry>, StoreError> {
        Ok(self.entries_before(i64::MAX, 1)?.pop())
    }

    /// Up to `count` entries with a number below `seq`, newest first.
    pub(crate) fn entries_before(&self, seq: i64, count: usize) -> Result<Vec<Entry>, StoreError> {
        reader::entries_before(self.db(), seq, count)
    }

    /// Calls `visit` with the entries from..=to, oldest first, and with a way to read their changes.
    pub(crate) fn each_entry(
        &self,
        bounds: (i64, i64),
        mut visit: impl FnMut(
            Entry,
            &dyn Fn() -> Result<Vec<Change>, StoreError>,
        ) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let db = self.db();
        reader::forward_chained(db, bounds, |stored, hash| {
            let entry = Entry {
                seq: stored.seq,
                act: stored.act(db)?,
                hash: hash.to_vec(),
            };
            visit(entry, &|| {
                let changes = stored.changes(db)?;
                changes.iter().map(|one| Change::of(one, db)).collect()
            })?;
            Ok(true)
        })
    }

    /// The changes of an entry, in the order in which they were made.
    pub(crate) fn changes(&self, seq: i64) -> Result<Vec<Change>, StoreError> {
        let db = self.db();
        let entry = reader::entry(db, seq)?;
        let changes = entry.map(|entry| entry.changes(db)).transpose()?;
        let changes = changes.unwrap_or_default();
        changes
            .iter()
            .map(|change| Change::of(change, db))
            .collect()
    }

    /// Up to `count` changes of one file, newest first, without plain sign-ins and sign-outs.
    pub fn file_history(
        &self,
        child: ChildId,
        count: usize,
    ) -> Result<Vec<FileChange>, StoreError> {
        let db = self.db();
        reader::file_history(db, db.number(child.0)?, count)
    }
}

fn stays(db: Db<'_>, child: ChildId, day: NaiveDate) -> Result<Vec<Attendance>, StoreError> {
    let tail = "WHERE day = ?1 AND child = ?2 ORDER BY stay";
    list(db, tail, [day_number(day), db.number(child.0)?])
}

pub(super) fn by_child<R: Record>(rows: Vec<R>) -> HashMap<ChildId, Vec<R>> {
    let mut map: HashMap<ChildId, Vec<R>> = HashMap::new();
    for row in rows {
        if let Some(child) = row.child() {
            map.entry(child).or_default().push(row);
        }
    }
    map
}

/// A number that no two files may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unique {
    /// The file number.
    FileNo,
    /// The resident identity number.
    IdNo,
}

impl Writer<'_> {
    /// The name of a child other than `except` whose file has this number.
    pub(crate) fn name_with(
        &self,
        what: Unique,
        number: &str,
        except: ChildId,
    ) -> Result<Option<String>, StoreError> {
        let sql = match what {
            Unique::FileNo => "SELECT name FROM child WHERE file_no = ?1 AND id <> ?2",
            Unique::IdNo => "SELECT name FROM child WHERE id_no = ?1 AND id <> ?2",
        };
        let except = self.db().number(except.0)?;
        let mut statement = self.db().conn.prepare_cached(sql)?;
        Ok(statement
            .query_row(params![number, except], |row| row.get(0))
            .optional()?)
    }

    /// The highest number used as a file number; 0 if there is none.
    pub(crate) fn highest_file_no(&self) -> Result<i64, StoreError> {
        let sql =
            "SELECT max(CAST(file_no AS INTEGER)) FROM child WHERE file_no NOT GLOB '*[^0-9]*'";
        let highest: Option<i64> = self.db().conn.query_row(sql, [], |row| row.get(0))?;
        Ok(highest.unwrap_or_default())
    }

    /// All records of a kind as they are inside this step.
    pub(crate) fn all<R: Record>(&self) -> Result<Vec<R>, StoreError> {
        list(self.db(), "", [])
    }

    /// The row of the same look in the same minute.
    pub(crate) fn look_like(&self, look: &Look) -> Result<Option<Look>, StoreError> {
        let of_minute: Vec<Look> = list(self.db(), "WHERE minute = ?1", [look.minute])?;
        Ok(of_minute.into_iter().find(|one| one.is_like(look)))
    }

    /// The newest stay of a child on earlier days that has no end, as it is inside this step.
    pub(crate) fn open_stay_before(
        &self,
        child: ChildId,
        day: NaiveDate,
    ) -> Result<Option<Attendance>, StoreError> {
        let from = day - Days::new(FORGOTTEN_DAYS);
        let tail = format!(
            "WHERE child = ?1 AND day >= ?2 AND day < ?3 AND {IS_IN} ORDER BY day DESC, stay DESC"
        );
        let values = [
            self.db().number(child.0)?,
            day_number(from),
            day_number(day),
        ];
        Ok(list(self.db(), &tail, values)?.into_iter().next())
    }

    /// The stays of a child on a day as they are inside this step.
    pub(crate) fn stays(
        &self,
        child: ChildId,
        day: NaiveDate,
    ) -> Result<Vec<Attendance>, StoreError> {
        stays(self.db(), child, day)
    }
}
