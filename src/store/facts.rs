//! What the rules need beside the files: visits, follow-ups, the register of the last weeks; as of
//! today, and as of any day in the past.

use super::read::by_child;
use super::record::column;
use super::writer::{json_value, key_condition, key_values};
use super::{Store, StoreError, WriteGuard, tables};
use crate::domain::rules::{Day, RuleBook, WEEKS};
use crate::domain::{
    Agreement, Attendance, ChildId, FollowUp, Incident, Mark, Moment, OutTo, Problem, Programme,
    Visit,
};
use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Row, params_from_iter};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeSet, HashMap};

/// The register of the last weeks, in the order of its pages.
pub(super) const RECENT_DAYS: &str = "SELECT day, child, mark, out_at, out_to, untimed
    FROM attendance WHERE day BETWEEN ?1 AND ?2 ORDER BY day, child, stay";
/// Everybody's last sighting up to a day in the past.
pub(super) const SEEN_BY: &str =
    "SELECT child, max(day) FROM sighting WHERE day <= ?1 GROUP BY child";

/// What is known beside the files.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Visits and calls, oldest first.
    pub visits: HashMap<ChildId, Vec<Visit>>,
    /// What was done about flags, oldest first.
    pub follow_ups: HashMap<ChildId, Vec<FollowUp>>,
    /// Agreements of entrusted care.
    pub agreements: HashMap<ChildId, Vec<Agreement>>,
    /// Problems, oldest first.
    pub problems: HashMap<ChildId, Vec<Problem>>,
    /// Incidents, oldest first.
    pub incidents: HashMap<ChildId, Vec<Incident>>,
    /// Activities.
    pub programme: Programme,
    /// The register of the last weeks, oldest first.
    pub days: HashMap<ChildId, Vec<Day>>,
    /// The days of those weeks whose register was taken.
    pub taken: BTreeSet<NaiveDate>,
    /// When each child was last seen in person.
    pub last_seen: HashMap<ChildId, NaiveDate>,
    /// The numbers of the rules as the home has set them.
    pub book: RuleBook,
    /// Whether the register of the day was closed.
    pub is_closed: bool,
}

/// [`OutTo::Unlisted`] as it is stored.
const UNLISTED: &str = "unlisted";

/// The day of a row; rows of one day follow one another and are read once.
#[derive(Default)]
struct ReadDay {
    text: String,
    day: NaiveDate,
}

impl ReadDay {
    fn read(&mut self, row: &Row<'_>) -> Result<NaiveDate, StoreError> {
        let text = row.get_ref(0)?.as_str().map_err(|_| StoreError::Damaged)?;
        if text != self.text {
            self.day = column(row, &mut 0, "attendance", "day")?;
            text.clone_into(&mut self.text);
        }
        Ok(self.day)
    }
}

/// The register of the last weeks by child, and the days on which it was taken.
struct Recent {
    days: HashMap<ChildId, Vec<Day>>,
    taken: BTreeSet<NaiveDate>,
}

impl Known {
    /// Takes over what the register says of one child on a day.
    pub fn renew(&mut self, child: ChildId, day: NaiveDate, stays: &[Attendance]) {
        let days = self.days.entry(child).or_default();
        days.retain(|one| one.day != day);
        let Some(last) = stays.last() else { return };
        let seen = stays.iter().find(|one| one.mark.is_seen());
        days.push(Day {
            day,
            mark: seen.unwrap_or(last).mark,
            is_in: stays.iter().any(Attendance::is_in),
            unlisted: stays.iter().any(|one| one.out_to == Some(OutTo::Unlisted)),
        });
        days.sort_by_key(|one| one.day);
        if seen.is_some() {
            self.taken.insert(day);
            let last = self.last_seen.entry(child).or_insert(day);
            *last = day.max(*last);
        }
    }
}

impl Store {
    /// What is known on `today`: a handful of queries, never one a child.
    pub fn known(&self, today: NaiveDate) -> Result<Known, StoreError> {
        let last_seen = self.last_seen()?;
        self.known_with(today, last_seen)
    }

    /// What is known now about an earlier day: nothing that happened after it.
    pub fn known_about(&self, day: NaiveDate) -> Result<Known, StoreError> {
        let mut known = self.known_with(day, self.seen_by(day)?)?;
        let all = known.visits.values_mut();
        all.for_each(|visits| visits.retain(|one| one.day <= day));
        known.programme.forget_after(day);
        let all = known.follow_ups.values_mut();
        all.for_each(|steps| steps.retain(|one| one.at.date_naive() <= day));
        for incidents in known.incidents.values_mut() {
            incidents.retain(|one| one.found_at.date_naive() <= day);
            for incident in incidents {
                if incident.reported_at.is_some_and(|at| at.date_naive() > day) {
                    incident.reported_at = None;
                }
            }
        }
        Ok(known)
    }

    fn known_with(
        &self,
        day: NaiveDate,
        last_seen: HashMap<ChildId, NaiveDate>,
    ) -> Result<Known, StoreError> {
        let Recent { days, mut taken } = self.recent_days(day)?;
        let from = day - TimeDelta::weeks(WEEKS);
        let openings = self.openings_between(from, day)?;
        let is_closed = openings
            .iter()
            .any(|one| one.day == day && one.closed_at.is_some_and(|at| at.date_naive() >= day));
        taken.extend(openings.iter().map(|one| one.day));
        Ok(Known {
            visits: by_child(self.list("ORDER BY day, id", [])?),
            follow_ups: by_child(self.list("ORDER BY at, id", [])?),
            agreements: by_child(self.list("ORDER BY signed_on, id", [])?),
            problems: by_child(self.list("ORDER BY opened_on, id", [])?),
            incidents: by_child(self.list("ORDER BY found_at, id", [])?),
            programme: self.programme(day)?,
            book: RuleBook::new(self.list("ORDER BY name", [])?),
            days,
            taken,
            last_seen,
            is_closed,
        })
    }

    /// The register of the last weeks by child, one entry a day, and on which days it was taken.
    fn recent_days(&self, day: NaiveDate) -> Result<Recent, StoreError> {
        let from = day - TimeDelta::weeks(WEEKS);
        let mut statement = self.conn.prepare_cached(RECENT_DAYS)?;
        let mut rows = statement.query([from.to_string(), day.to_string()])?;
        let mut days: HashMap<ChildId, Vec<Day>> = HashMap::new();
        let mut taken = BTreeSet::new();
        // Thousands of rows at every start: a day is read once, and nothing that is only asked after
        // is made into text of its own.
        let mut on = ReadDay::default();
        while let Some(row) = rows.next()? {
            let day = on.read(row)?;
            let child: ChildId = column(row, &mut 1, "attendance", "child")?;
            let mark: Mark = column(row, &mut 2, "attendance", "mark")?;
            let is_null = |place| Ok::<_, StoreError>(row.get_ref(place)? == ValueRef::Null);
            let untimed: bool = column(row, &mut 5, "attendance", "untimed")?;
            if mark.is_seen() && taken.last() != Some(&day) {
                taken.insert(day);
            }
            let is_in = mark.is_seen() && !untimed && is_null(3)? && is_null(4)?;
            let out_to = row.get_ref(4)?.as_str_or_null();
            let unlisted = out_to.is_ok_and(|to| to == Some(UNLISTED));
            let stays = days.entry(child).or_default();
            match stays.last_mut().filter(|last| last.day == day) {
                Some(last) => {
                    last.mark = if mark.is_seen() { mark } else { last.mark };
                    last.is_in |= is_in;
                    last.unlisted |= unlisted;
                }
                None => stays.push(Day {
                    day,
                    mark,
                    is_in,
                    unlisted,
                }),
            }
        }
        Ok(Recent { days, taken })
    }

    fn seen_by(&self, day: NaiveDate) -> Result<HashMap<ChildId, NaiveDate>, StoreError> {
        let mut statement = self.conn.prepare_cached(SEEN_BY)?;
        let mut rows = statement.query([day.to_string()])?;
        let mut seen = HashMap::new();
        while let Some(row) = rows.next()? {
            let child = column(row, &mut 0, "sighting", "child")?;
            seen.insert(child, column(row, &mut 1, "sighting", "day")?);
        }
        Ok(seen)
    }

    /// Asks the file as it was at a moment: the journal is run backwards to it inside a transaction
    /// that is never kept. Everything that reads the store reads the past then.
    pub fn as_of<T, E: From<StoreError>>(
        &mut self,
        moment: Moment,
        ask: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let answer = self.turn_back_to(moment).map_err(E::from);
        let answer = answer.and_then(|()| ask(self));
        // Without a transaction there is nothing to roll back.
        if !self.conn.is_autocommit() {
            let back = self.conn.execute_batch("ROLLBACK");
            back.map_err(StoreError::from)?;
        }
        answer
    }

    fn turn_back_to(&self, moment: Moment) -> Result<(), StoreError> {
        if self.access == super::Access::ReadOnly {
            return Err(StoreError::ReadOnly);
        }
        let last = self.last_entry_by(moment)?;
        self.conn
            .execute_batch("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON")?;
        let _up = WriteGuard::raise(&self.writing);
        let sql = "SELECT kind, key, before, after FROM change WHERE seq > ?1
            ORDER BY seq DESC, nth DESC";
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([last])?;
        while let Some(row) = rows.next()? {
            let (kind, key): (String, String) = (row.get(0)?, row.get(1)?);
            let (before, after): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            self.turn_row_back(&kind, &key, before.as_deref(), after.is_some())?;
        }
        Ok(())
    }

    /// The number of the last entry made up to a moment; the clock may have been set back between.
    fn last_entry_by(&self, moment: Moment) -> Result<i64, StoreError> {
        let mut statement = self
            .conn
            .prepare("SELECT seq, at FROM journal ORDER BY seq DESC")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at: Moment = column(row, &mut 1, "journal", "at")?;
            if at <= moment {
                return Ok(row.get(0)?);
            }
        }
        Ok(0)
    }

    fn turn_row_back(
        &self,
        kind: &str,
        key: &str,
        before: Option<&str>,
        was_kept: bool,
    ) -> Result<(), StoreError> {
        let table = tables::table(kind).ok_or(StoreError::Damaged)?;
        let keys = key_values(table, key)?;
        let Some(before) = before else {
            let sql = format!("DELETE FROM {kind} WHERE {}", key_condition(table, 1));
            let mut statement = self.conn.prepare_cached(&sql)?;
            statement.execute(params_from_iter(keys))?;
            return Ok(());
        };
        let fields: Map<String, Json> =
            serde_json::from_str(before).map_err(|_| StoreError::Damaged)?;
        if was_kept {
            for (name, value) in &fields {
                let column = table.columns.iter().find(|one| *one == name);
                let column = column.ok_or(StoreError::Damaged)?;
                let condition = key_condition(table, 2);
                let sql = format!("UPDATE {kind} SET {column} = ?1 WHERE {condition}");
                let value = std::iter::once(json_value(Some(value)));
                let values: Vec<Value> = value.chain(keys.iter().cloned()).collect();
                self.conn
                    .prepare_cached(&sql)?
                    .execute(params_from_iter(values))?;
            }
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO {kind} ({}) VALUES ({})",
            table.list, table.marks
        );
        let values = table
            .columns
            .iter()
            .map(|name| json_value(fields.get(*name)));
        let mut statement = self.conn.prepare_cached(&sql)?;
        statement.execute(params_from_iter(values))?;
        Ok(())
    }
}
