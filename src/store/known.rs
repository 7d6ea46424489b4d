//! What the rules need beside the children's files: visits, follow-ups, the register of the last
//! weeks; for today or for a day in the past.

use super::error::StoreError;
use super::file::Store;
use super::kept_day::marks_between;
use super::read::{FORGOTTEN_DAYS, IS_IN, by_child};
use super::rows::column::column;
use super::rows::kind::day_number;
use crate::domain::attendance::open_stays;
use crate::domain::rules::{MarkedDay, RuleBook, WEEKS, asked_from, reach};
use crate::domain::{
    Agreement, Attendance, ChildId, FamilyRequest, FollowUp, FurtherReport, Incident, IncidentId,
    Moment, Problem, Programme, Support, Visit,
};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasher;

/// Every child's last sighting up to a day in the past: by one look into each index for each child, because the register
/// of ten years is a thousand times longer. A child without any is left out.
pub(super) const SEEN_BY: &str = "SELECT id, day FROM (SELECT id, max(
        coalesce((SELECT day FROM attendance WHERE child = child.id AND mark IN (1, 2) AND day <= ?1
            ORDER BY day DESC LIMIT 1), -1000000),
        coalesce((SELECT max(day) FROM visit WHERE child = child.id AND child_seen = 1 AND day <= ?1),
            -1000000),
        coalesce((SELECT max(a.day) FROM taking_part t JOIN activity a ON a.id = t.activity
            WHERE t.child = child.id AND a.progress = 'held' AND a.day <= ?1), -1000000)) AS day
    FROM child) WHERE day > -1000000";

/// Files of children who are looked for when nobody has seen them; on an earlier day also of those who left after it.
const ON_REGISTER: &str = "SELECT id, joined_on FROM child
    WHERE status IN ('enrolled', 'away') OR left_on > ?1";
/// The register of one child between two days, the second not included.
const CHILD_BETWEEN: &str = "INDEXED BY attendance_child
    WHERE child = ?1 AND day >= ?2 AND day < ?3 ORDER BY day, stay";
/// The days with marks on which the home was not opened. Goes from day to day by the key, so that the register is not
/// read.
const SHEETS: &str = "WITH RECURSIVE marked (day) AS (
        SELECT min(day) FROM attendance WHERE day >= ?1
        UNION ALL SELECT (SELECT min(day) FROM attendance WHERE day > marked.day)
        FROM marked WHERE marked.day < ?2)
    SELECT day FROM marked WHERE day < ?2
        AND NOT EXISTS (SELECT 1 FROM opening WHERE opening.day = marked.day)";
/// Whether a day has more marks than so many: as many rows are passed over before the one that decides.
const HAS_MORE: &str = "SELECT EXISTS (SELECT 1 FROM attendance WHERE day = ?1 LIMIT 1 OFFSET ?2)";

/// What the rules need beside the children's files.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Visits and calls, oldest first.
    pub visits: HashMap<ChildId, Vec<Visit>>,
    /// What was done about flags, oldest first.
    pub follow_ups: HashMap<ChildId, Vec<FollowUp>>,
    /// Agreements of entrusted care, by the day of signing.
    pub agreements: HashMap<ChildId, Vec<Agreement>>,
    /// Requests of families, oldest first.
    pub requests: HashMap<ChildId, Vec<FamilyRequest>>,
    /// Problems, oldest first.
    pub problems: HashMap<ChildId, Vec<Problem>>,
    /// Incidents, oldest first.
    pub incidents: HashMap<ChildId, Vec<Incident>>,
    /// Series, activities, topics and who took part.
    pub programme: Programme,
    /// Who helps, with what, and what came of it.
    pub support: Support,
    /// The register of the last [`WEEKS`], one entry per day, oldest first; of a child in `reach` from that day on.
    pub days: HashMap<ChildId, Vec<MarkedDay>>,
    /// Children who were not seen for long: the day from which their register is in `days`.
    pub reach: HashMap<ChildId, NaiveDate>,
    /// The days of all this time whose register was taken, and of the time before for which rule A5 asks.
    pub taken: BTreeSet<NaiveDate>,
    /// The day of the first entry of the journal; `None` before it.
    pub began: Option<NaiveDate>,
    /// The earlier days of which a child still counts as in the house, because nobody said when it left; oldest first.
    pub open_stays: HashMap<ChildId, Vec<NaiveDate>>,
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

/// How many marks a whole sheet of a weekday has at least: half as many as usual, or as usual on this weekday. On Saturdays
/// a third of the children may come, and their sheet is a whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeastMarks([usize; 7]);

/// Fewest sheets of a weekday, and fewest marks of its usual one, for it to have a number of its own: a late entry for one
/// child now and then is no sheet.
const OWN_WEEKDAY: usize = 3;

impl LeastMarks {
    fn of(marks: &BTreeMap<NaiveDate, usize>) -> Self {
        let half = |counts: &mut Vec<usize>| {
            counts.sort_unstable();
            let usual = counts.get(counts.len() / 2).copied().unwrap_or_default();
            usual.div_ceil(2)
        };
        let all = half(&mut marks.values().copied().collect());
        Self(std::array::from_fn(|weekday| {
            let is_one = |day: &NaiveDate| day.weekday().num_days_from_monday() as usize == weekday;
            let of_day = marks.iter().filter(|(day, _)| is_one(day));
            let mut counts: Vec<usize> = of_day.map(|(_, count)| *count).collect();
            let least = half(&mut counts);
            let has_own = counts.len() >= OWN_WEEKDAY
                && counts
                    .get(counts.len() / 2)
                    .is_some_and(|usual| *usual >= OWN_WEEKDAY);
            if has_own { least.min(all) } else { all }
        }))
    }

    /// The number of the weekday of a day; at least one.
    pub fn on(&self, day: NaiveDate) -> usize {
        let weekday = day.weekday().num_days_from_monday() as usize;
        self.0.get(weekday).copied().unwrap_or_default().max(1)
    }
}

/// The days of which a whole sheet was entered: at least half as many children are marked as usual. A late entry for one
/// child says something of that child alone; and where half of the home stayed away, that is no child's absence. With
/// them, how many marks they have at least.
pub fn whole_sheets<S: BuildHasher>(
    days: &HashMap<ChildId, Vec<MarkedDay>, S>,
) -> (BTreeSet<NaiveDate>, LeastMarks) {
    whole_among(&marks_a_day(days))
}

/// How many children are marked on each day.
pub(crate) fn marks_a_day<S: BuildHasher>(
    days: &HashMap<ChildId, Vec<MarkedDay>, S>,
) -> BTreeMap<NaiveDate, usize> {
    let mut marks: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for marked in days.values().flatten() {
        *marks.entry(marked.day).or_default() += 1;
    }
    marks
}

/// [`whole_sheets`] of days of which only the number of marks is known.
pub(crate) fn whole_among(marks: &BTreeMap<NaiveDate, usize>) -> (BTreeSet<NaiveDate>, LeastMarks) {
    let least = LeastMarks::of(marks);
    let whole = marks
        .iter()
        .filter(|(day, count)| **count >= least.on(**day));
    (whole.map(|(day, _)| *day).collect(), least)
}

impl Store {
    /// What is known on `today`. A fixed number of queries, and one for each child who was not seen for long: how
    /// far back the register is read is each child's own, and a walk along the index reads nothing else.
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
        known.support.forget_after(day);
        let all = known.follow_ups.values_mut();
        all.for_each(|steps| steps.retain(|one| one.at.date_naive() <= day));
        for problems in known.problems.values_mut() {
            problems.retain(|one| one.opened_on <= day);
            for one in problems {
                one.forget_after(day);
            }
        }
        for requests in known.requests.values_mut() {
            requests.retain(|one| one.asked_on <= day);
            for one in requests {
                one.forget_after(day);
            }
        }
        for incidents in known.incidents.values_mut() {
            incidents.retain(|one| one.found_at.date_naive() <= day);
            let all = incidents.iter_mut();
            all.for_each(|one| one.forget_reports_after(day));
        }
        Ok(known)
    }

    fn known_with(
        &self,
        day: NaiveDate,
        last_seen: HashMap<ChildId, NaiveDate>,
    ) -> Result<Known, StoreError> {
        let from = day - TimeDelta::weeks(WEEKS);
        let mut days = self.marked_days(from, day)?;
        let (mut taken, least) = whole_sheets(&days);
        let reach = self.reaches(day, &last_seen)?;
        for (child, since) in &reach {
            let mut before = self.marked_before(*child, (*since, from))?;
            if !before.is_empty() {
                before.append(days.entry(*child).or_default());
                days.insert(*child, before);
            }
        }
        let began = self.first_day()?;
        let asked = began.map(|began| asked_from(day, began));
        let first = reach.values().copied().chain(asked).chain([from]).min();
        let first = first.unwrap_or(from);
        if first < from {
            taken.extend(self.whole_sheets_before((first, from), least)?);
        }
        let openings = self.openings_between(first, day)?;
        let is_closed = openings
            .iter()
            .any(|one| one.day == day && one.closed_at.is_some_and(|at| at.date_naive() >= day));
        let of_day = openings.iter().find(|one| one.day == day);
        let opened_at = of_day.map(|one| one.opened_at);
        let open_stays = self.open_stays(day, &days)?;
        taken.extend(openings.iter().map(|one| one.day));
        Ok(Known {
            visits: by_child(self.list("ORDER BY day, id", [])?),
            follow_ups: by_child(self.list("ORDER BY at, id", [])?),
            agreements: by_child(self.list("ORDER BY signed_on, id", [])?),
            requests: by_child(self.list("ORDER BY asked_on, id", [])?),
            problems: by_child(self.list("ORDER BY opened_on, id", [])?),
            incidents: by_child(self.incidents()?),
            programme: self.programme(day)?,
            support: self.support()?,
            book: RuleBook::new(self.list("ORDER BY name", [])?),
            days,
            reach,
            began,
            taken,
            open_stays,
            last_seen,
            is_closed,
            opened_at,
        })
    }

    /// The earlier days of which children still count as in the house on `today`. `days` is the register of the last
    /// weeks: a day of it on which nobody looks like it is not read again.
    fn open_stays(
        &self,
        today: NaiveDate,
        days: &HashMap<ChildId, Vec<MarkedDay>>,
    ) -> Result<HashMap<ChildId, Vec<NaiveDate>>, StoreError> {
        let from = today - Days::new(FORGOTTEN_DAYS);
        let marked = days.values().flatten();
        let asked = marked.filter(|one| one.is_in && one.day >= from && one.day < today);
        let asked: BTreeSet<NaiveDate> = asked.map(|one| one.day).collect();
        // What a paper says of an earlier day than yesterday keeps nobody inside.
        let of_day = format!(
            "WHERE day = ?1 AND {IS_IN} AND (entered_late = 0 OR day >= ?2) ORDER BY child"
        );
        let yesterday = day_number(today) - 1;
        let mut stays: Vec<Attendance> = Vec::new();
        for day in asked {
            stays.append(&mut self.list(&of_day, [day_number(day), yesterday])?);
        }
        Ok(open_stays(&stays, today))
    }

    /// All incidents with their reports, oldest first.
    pub(crate) fn incidents(&self) -> Result<Vec<Incident>, StoreError> {
        let mut further: HashMap<IncidentId, Vec<FurtherReport>> = HashMap::new();
        for report in self.list::<FurtherReport>("ORDER BY at, id", [])? {
            further.entry(report.incident).or_default().push(report);
        }
        let mut incidents: Vec<Incident> = self.list("ORDER BY found_at, id", [])?;
        for incident in &mut incidents {
            incident.further = further.remove(&incident.id).unwrap_or_default();
        }
        Ok(incidents)
    }

    /// From which day the register is read of children who were not seen for long.
    fn reaches(
        &self,
        today: NaiveDate,
        last_seen: &HashMap<ChildId, NaiveDate>,
    ) -> Result<HashMap<ChildId, NaiveDate>, StoreError> {
        let mut statement = self.conn.prepare_cached(ON_REGISTER)?;
        let mut rows = statement.query([day_number(today)])?;
        let (db, mut reaches) = (self.db(), HashMap::new());
        while let Some(row) = rows.next()? {
            let child: ChildId = column(db, row, &mut 0, "child", "id")?;
            let joined: Option<NaiveDate> = column(db, row, &mut 1, "child", "joined_on")?;
            let known_since = joined.or_else(|| child.made_on()).unwrap_or(today);
            if let Some(from) = reach(today, last_seen.get(&child).copied(), known_since) {
                reaches.insert(child, from);
            }
        }
        Ok(reaches)
    }

    /// The register of one child from a day to the day before another, one entry per day, oldest first.
    fn marked_before(
        &self,
        child: ChildId,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<Vec<MarkedDay>, StoreError> {
        let stays: Vec<Attendance> = self.list(
            CHILD_BETWEEN,
            [self.db().number(child.0)?, day_number(from), day_number(to)],
        )?;
        let of_day = stays.chunk_by(|one, next| one.day == next.day);
        let joined =
            of_day.filter_map(|stays| stays.iter().map(MarkedDay::of).reduce(MarkedDay::joined));
        Ok(joined.collect())
    }

    /// The days from a day to the day before another that were not opened here and have whole sheets.
    fn whole_sheets_before(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        least: LeastMarks,
    ) -> Result<Vec<NaiveDate>, StoreError> {
        let mut statement = self.conn.prepare_cached(SHEETS)?;
        let mut has_more = self.conn.prepare_cached(HAS_MORE)?;
        let mut rows = statement.query([day_number(from), day_number(to)])?;
        let (db, mut days) = (self.db(), Vec::new());
        while let Some(row) = rows.next()? {
            let day: NaiveDate = column(db, row, &mut 0, "attendance", "day")?;
            let before = i64::try_from(least.on(day) - 1).unwrap_or(i64::MAX);
            if has_more.query_row([day_number(day), before], |row| row.get(0))? {
                days.push(day);
            }
        }
        Ok(days)
    }

    /// The register of some days by child, one entry per day, oldest first.
    pub(crate) fn marked_days(
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
