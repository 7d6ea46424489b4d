//! The marks of the last weeks: read from the register, or from the one row that is kept of a day.

use super::error::StoreError;
use super::file::Store;
use super::open::connection::Access;
use super::rows::column::Column as _;
use super::rows::db::Db;
use super::rows::kind::{day_number, day_of};
use super::rows::pause::forget_days;
use crate::domain::Mark;
use crate::domain::rules::{MarkedDay, WEEKS};
use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The register of some days, in the order of its primary key.
/// Whether the child is still in and whether somebody who is not listed collected it are answered here:
/// three numbers a row take half as long to read as six values.
pub(super) const REGISTER: &str = "SELECT day, child, mark
        | ((out_at IS NULL AND out_to IS NULL AND NOT untimed) << 4) | ((out_to IS -2) << 5)
    FROM attendance WHERE day BETWEEN ?1 AND ?2 ORDER BY day, child, stay";
/// The rows that are kept of some days.
pub(super) const KEPT: &str =
    "SELECT day, marks FROM kept_day WHERE day BETWEEN ?1 AND ?2 ORDER BY day";
/// Bits of the third number of [`REGISTER`].
const MARK: u8 = 0b1111;
const NOT_OUT: u8 = 1 << 4;
const UNLISTED: u8 = 1 << 5;
/// Bytes of a stay in a kept row: the number of the child, lowest byte first, and the bits.
const BYTES: usize = 5;

impl Store {
    /// Keeps a row of each day of the weeks before `today` of which there is none; a day without
    /// attendance has an empty one. Cheap if nothing is missing, which is once a day; then a row that is
    /// not what the register says is made again too.
    pub(crate) fn keep_days(&self, today: NaiveDate) -> Result<(), StoreError> {
        let (from, to) = (
            day_number(today - TimeDelta::weeks(WEEKS)),
            day_number(today) - 1,
        );
        if self.access() != Access::ReadWrite || self.kept_days(from, to)? == to - from + 1 {
            return Ok(());
        }
        let tx = self.conn.unchecked_transaction()?;
        for wrong in self.wrong_kept_days()? {
            tx.execute("DELETE FROM kept_day WHERE day = ?1", [wrong])?;
        }
        // An older row is not asked for again.
        tx.execute("DELETE FROM kept_day WHERE day < ?1", [from])?;
        for (day, marks) in packed(&tx, from, to)? {
            let sql = "INSERT INTO kept_day VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            tx.prepare_cached(sql)?.execute(params![day, marks])?;
        }
        tx.commit()?;
        Ok(())
    }

    fn kept_days(&self, from: i64, to: i64) -> Result<i64, StoreError> {
        let sql = "SELECT count(*) FROM kept_day WHERE day BETWEEN ?1 AND ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row([from, to], |row| row.get(0))?)
    }

    /// Lets all rows go; they are made again when the program is idle.
    pub(crate) fn forget_days(&self) -> Result<(), StoreError> {
        forget_days(&self.conn)
    }

    /// The days whose kept row is not what the register says.
    pub(super) fn wrong_kept_days(&self) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.conn.prepare("SELECT day, marks FROM kept_day")?;
        let mut rows = statement.query([])?;
        let mut wrong = Vec::new();
        while let Some(row) = rows.next()? {
            let day: i64 = row.get(0)?;
            let right = packed(&self.conn, day, day)?.remove(&day);
            if row.get_ref(1)?.as_blob().ok() != right.as_deref() {
                wrong.push(day);
            }
        }
        Ok(wrong)
    }
}

/// The rows to keep of some days.
fn packed(conn: &Connection, from: i64, to: i64) -> Result<BTreeMap<i64, Vec<u8>>, StoreError> {
    let mut days: BTreeMap<i64, Vec<u8>> = (from..=to).map(|day| (day, Vec::new())).collect();
    each_stay(conn, from, to, &mut |day, child, bits| {
        let child = u32::try_from(child).map_err(|_| StoreError::Damaged)?;
        let marks = days.entry(day).or_default();
        marks.extend(child.to_le_bytes());
        marks.push(bits);
        Ok(())
    })?;
    Ok(days)
}

/// Visits the day, child and bits of each stay of some days, in the order of the register.
fn each_stay(
    conn: &Connection,
    from: i64,
    to: i64,
    visit: &mut dyn FnMut(i64, i64, u8) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(REGISTER)?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        let bits = u8::try_from(row.get::<_, i64>(2)?).map_err(|_| wrong("mark"))?;
        visit(row.get(0)?, row.get(1)?, bits)?;
    }
    Ok(())
}

/// The marks of the days `from..=to` with the numbers of the children, a child's days one after the
/// other and oldest first.
pub(super) fn marks_between(
    db: Db<'_>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(i64, MarkedDay)>, StoreError> {
    let mut marks = Marks::new(db)?;
    let (mut next, last) = (day_number(from), day_number(to));
    let mut statement = db.conn.prepare_cached(KEPT)?;
    let mut rows = statement.query([next, last])?;
    while let Some(row) = rows.next()? {
        let day: i64 = row.get(0)?;
        marks.add_register(db.conn, next, day - 1)?;
        if !marks.add_kept(day, row.get_ref(1)?, db)? {
            marks.add_register(db.conn, day, day)?;
        }
        next = day + 1;
    }
    marks.add_register(db.conn, next, last)?;
    // Stable: the days of a child stay in their order.
    marks.all.sort_by_key(|(child, _)| *child);
    Ok(marks.all)
}

struct Marks {
    all: Vec<(i64, MarkedDay)>,
    /// The mark for each number that the file keeps for one.
    names: Vec<Option<Mark>>,
}

impl Marks {
    fn new(db: Db<'_>) -> Result<Self, StoreError> {
        let name = |number: u8| Mark::fetch(ValueRef::Integer(i64::from(number)), db);
        Ok(Self {
            all: Vec::new(),
            names: (0..=MARK).map(name).collect::<Result<_, _>>()?,
        })
    }

    fn add_register(&mut self, conn: &Connection, from: i64, to: i64) -> Result<(), StoreError> {
        if from > to {
            return Ok(());
        }
        let mut date = (from - 1, NaiveDate::MIN);
        each_stay(conn, from, to, &mut |day, child, bits| {
            if date.0 != day {
                date = (day, date_of(day)?);
            }
            self.add(child, date.1, bits)
        })
    }

    /// Adds a kept row; false, and nothing is added, if it is none that the program wrote: the register
    /// says it then.
    fn add_kept(&mut self, day: i64, marks: ValueRef<'_>, db: Db<'_>) -> Result<bool, StoreError> {
        let stays = marks.as_blob().ok().map(<[u8]>::as_chunks::<BYTES>);
        let (Some((stays, [])), Some(day)) = (stays, day_of(day)) else {
            return Ok(false);
        };
        let before = self.all.len();
        for [a, b, c, d, bits] in stays {
            let child = i64::from(u32::from_le_bytes([*a, *b, *c, *d]));
            if db.uuid(child)?.is_none() || self.add(child, day, *bits).is_err() {
                self.all.truncate(before);
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Adds a stay; further stays of a child on a day are joined to the first.
    fn add(&mut self, child: i64, day: NaiveDate, bits: u8) -> Result<(), StoreError> {
        let mark = self.names.get(usize::from(bits & MARK)).copied().flatten();
        let mark = mark.ok_or_else(|| wrong("mark"))?;
        let stay = MarkedDay {
            day,
            mark,
            is_in: mark.is_seen() && bits & NOT_OUT != 0,
            unlisted: bits & UNLISTED != 0,
        };
        match self.all.last_mut() {
            Some((last, joined)) if *last == child && joined.day == day => {
                *joined = joined.joined(stay);
            }
            _ => self.all.push((child, stay)),
        }
        Ok(())
    }
}

fn date_of(number: i64) -> Result<NaiveDate, StoreError> {
    day_of(number).ok_or_else(|| wrong("day"))
}

const fn wrong(column: &'static str) -> StoreError {
    StoreError::Column {
        table: "attendance",
        column,
    }
}
