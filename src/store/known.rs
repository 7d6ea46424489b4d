//! What the rules need beside the children's files: visits, follow-ups, the register of the last
//! weeks; for today or for a day in the past.

use super::error::StoreError;
use super::file::Store;
use super::read::by_child;
use super::rows::column::{Column as _, column};
use super::rows::kind::day_number;
use crate::domain::rules::{MarkedDay, RuleBook, WEEKS};
use crate::domain::{
    Agreement, Attendance, ChildId, FollowUp, Incident, Mark, OutTo, Problem, Programme, Visit,
};
use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::ValueRef;
use std::collections::{BTreeSet, HashMap};

/// The register of the last weeks, in the order of its primary key.
/// Whether the child is still in and whether somebody who is not listed collected it are answered here:
/// thirteen weeks are read at every start, and three numbers a row take half as long as six values.
pub(super) const RECENT_DAYS: &str = "SELECT day, child, mark
        | ((out_at IS NULL AND out_to IS NULL AND NOT untimed) << 4) | ((out_to IS -2) << 5)
    FROM attendance WHERE day BETWEEN ?1 AND ?2 ORDER BY day, child, stay";
/// Bits of the third number of [`RECENT_DAYS`].
const MARK: i64 = 0b1111;
const NOT_OUT: i64 = 1 << 4;
const UNLISTED: i64 = 1 << 5;
/// Every child's last sighting up to a day in the past.
pub(super) const SEEN_BY: &str =
    "SELECT child, max(day) FROM sighting WHERE day <= ?1 GROUP BY child";

/// What the rules need beside the children's files.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Visits and calls, oldest first.
    pub visits: HashMap<ChildId, Vec<Visit>>,
    /// What was done about flags, oldest first.
    pub follow_ups: HashMap<ChildId, Vec<FollowUp>>,
    /// Agreements of entrusted care, by the day of signing.
    pub agreements: HashMap<ChildId, Vec<Agreement>>,
    /// Problems, oldest first.
    pub problems: HashMap<ChildId, Vec<Problem>>,
    /// Incidents, oldest first.
    pub incidents: HashMap<ChildId, Vec<Incident>>,
    /// Series, activities, topics and who took part.
    pub programme: Programme,
    /// The register of the last [`WEEKS`], one entry per day, oldest first.
    pub days: HashMap<ChildId, Vec<MarkedDay>>,
    /// The days of those weeks whose register was taken.
    pub taken: BTreeSet<NaiveDate>,
    /// When each child was last seen in person.
    pub last_seen: HashMap<ChildId, NaiveDate>,
    /// The numbers of the rules that the home has set.
    pub book: RuleBook,
    /// Whether the register of the day is closed.
    pub is_closed: bool,
}

/// The register of the last weeks by child, and the days on which a child was signed in.
struct Recent {
    days: HashMap<ChildId, Vec<MarkedDay>>,
    taken: BTreeSet<NaiveDate>,
}

impl Known {
    /// Replaces the register of one child on a day by `stays`.
    pub(crate) fn renew(&mut self, child: ChildId, day: NaiveDate, stays: &[Attendance]) {
        let days = self.days.entry(child).or_default();
        days.retain(|one| one.day != day);
        let Some(last) = stays.last() else { return };
        let seen = stays.iter().find(|one| one.mark.is_seen());
        days.push(MarkedDay {
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
    /// What is known on `today`. A fixed number of queries, none per child.
    pub(crate) fn known(&self, today: NaiveDate) -> Result<Known, StoreError> {
        let last_seen = self.last_seen()?;
        self.known_with(today, last_seen)
    }

    /// What is known now about an earlier day. Leaves out what happened after it.
    pub(crate) fn known_about(&self, day: NaiveDate) -> Result<Known, StoreError> {
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

    /// The register of the last weeks by child, one entry per day, and the days on which it was taken.
    fn recent_days(&self, day: NaiveDate) -> Result<Recent, StoreError> {
        let from = day - TimeDelta::weeks(WEEKS);
        let mut statement = self.conn.prepare_cached(RECENT_DAYS)?;
        let mut rows = statement.query([from, day].map(day_number))?;
        let mut days: HashMap<i64, Vec<MarkedDay>> = HashMap::new();
        let mut taken = BTreeSet::new();
        let db = self.db();
        while let Some(row) = rows.next()? {
            let day: NaiveDate = column(db, row, &mut 0, "attendance", "day")?;
            let (child, bits): (i64, i64) = (row.get(1)?, row.get(2)?);
            let mark = Mark::fetch(ValueRef::Integer(bits & MARK), db)?;
            let mark = mark.ok_or(StoreError::Column {
                table: "attendance",
                column: "mark",
            })?;
            if mark.is_seen() && taken.last() != Some(&day) {
                taken.insert(day);
            }
            let is_in = mark.is_seen() && bits & NOT_OUT != 0;
            let unlisted = bits & UNLISTED != 0;
            let stays = days.entry(child).or_default();
            match stays.last_mut().filter(|last| last.day == day) {
                Some(last) => {
                    last.mark = if mark.is_seen() { mark } else { last.mark };
                    last.is_in |= is_in;
                    last.unlisted |= unlisted;
                }
                None => stays.push(MarkedDay {
                    day,
                    mark,
                    is_in,
                    unlisted,
                }),
            }
        }
        let days = days.into_iter().map(|(child, days)| {
            let uuid = db.uuid(child)?.ok_or(StoreError::Damaged)?;
            Ok((ChildId(uuid), days))
        });
        Ok(Recent {
            days: days.collect::<Result<_, StoreError>>()?,
            taken,
        })
    }

    fn seen_by(&self, day: NaiveDate) -> Result<HashMap<ChildId, NaiveDate>, StoreError> {
        let mut statement = self.conn.prepare_cached(SEEN_BY)?;
        let mut rows = statement.query([day_number(day)])?;
        let (db, mut seen) = (self.db(), HashMap::new());
        while let Some(row) = rows.next()? {
            let child = column(db, row, &mut 0, "sighting", "child")?;
            seen.insert(child, column(db, row, &mut 1, "sighting", "day")?);
        }
        Ok(seen)
    }
}
