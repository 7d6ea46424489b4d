//! What the rules need beside the children's files: visits, follow-ups, the register of the last
//! weeks; for today or for a day in the past.

use super::error::StoreError;
use super::file::Store;
use super::kept_day::marks_between;
use super::read::by_child;
use super::rows::column::column;
use super::rows::kind::day_number;
use crate::domain::rules::{MarkedDay, RuleBook, WEEKS};
use crate::domain::{
    Agreement, Attendance, ChildId, FollowUp, Incident, Moment, Problem, Programme, Visit,
};
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// When the home was opened on the day; `None` if it was not.
    pub opened_at: Option<Moment>,
}

impl Known {
    /// Replaces the register of one child on a day by `stays`.
    pub(crate) fn renew(
        &mut self,
        child: ChildId,
        (day, is_opened): (NaiveDate, bool),
        stays: &[Attendance],
    ) {
        let days = self.days.entry(child).or_default();
        days.retain(|one| one.day != day);
        let stays = stays.iter().map(MarkedDay::of);
        let Some(marked) = stays.reduce(MarkedDay::joined) else {
            return;
        };
        days.push(marked);
        days.sort_by_key(|one| one.day);
        if is_opened {
            self.taken.insert(day);
        }
        if marked.mark.is_seen() {
            let last = self.last_seen.entry(child).or_insert(day);
            *last = day.max(*last);
        }
    }
}

/// The days of which a whole sheet was entered: at least half as many children are marked as on a usual
/// day. A late entry for one child says something of that child alone; and where half of the home stayed
/// away, that is no child's absence.
fn whole_sheets(days: &HashMap<ChildId, Vec<MarkedDay>>) -> BTreeSet<NaiveDate> {
    let mut marks: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for marked in days.values().flatten() {
        *marks.entry(marked.day).or_default() += 1;
    }
    let mut counts: Vec<usize> = marks.values().copied().collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or_default();
    let least = usual.div_ceil(2);
    let whole = marks.into_iter().filter(|(_, count)| *count >= least);
    whole.map(|(day, _)| day).collect()
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
        let from = day - TimeDelta::weeks(WEEKS);
        let days = self.marked_days(from, day)?;
        let mut taken = whole_sheets(&days);
        let openings = self.openings_between(from, day)?;
        let is_closed = openings
            .iter()
            .any(|one| one.day == day && one.closed_at.is_some_and(|at| at.date_naive() >= day));
        let of_day = openings.iter().find(|one| one.day == day);
        let opened_at = of_day.map(|one| one.opened_at);
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
            opened_at,
        })
    }

    /// The register of some days by child, one entry per day, oldest first.
    fn marked_days(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<HashMap<ChildId, Vec<MarkedDay>>, StoreError> {
        let db = self.db();
        let marks = marks_between(db, from, to)?;
        let of_child = marks.chunk_by(|(one, _), (next, _)| one == next);
        let days = of_child.map(|days| {
            let number = days.first().map_or(0, |(child, _)| *child);
            let uuid = db.uuid(number)?.ok_or(StoreError::Damaged)?;
            Ok((ChildId(uuid), days.iter().map(|(_, day)| *day).collect()))
        });
        days.collect()
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
