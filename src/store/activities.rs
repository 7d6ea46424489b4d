//! Queries on activities: the whole programme, and which children have had a topic.

use super::error::StoreError;
use super::file::Store;
use super::rows::column::column;
use super::rows::kind::day_number;
use super::rows::record::list;
use super::writer::Writer;
use crate::domain::activity::coverage::{Covered, How, Season};
use crate::domain::activity::{Exempt, Programme, TakingPart, is_in_time};
use crate::domain::{Activity, ActivityId, Attendance, ChildId, SeriesId, Tag, TopicCode};
use chrono::{Months, NaiveDate, NaiveTime};
use rusqlite::params;

/// Children who may have had a topic between two days: by taking part, with the times of the activity
/// and of a child that came late, or by a talk at a visit at which the child was seen.
pub(super) const COVERED: &str = "SELECT t.child, a.day, 0, a.starts, a.ends, a.begun, t.came
        FROM activity a
        JOIN taking_part t ON t.activity = a.id
        WHERE a.progress = 'held' AND a.topic = ?1 AND a.day BETWEEN ?2 AND ?3
    UNION ALL SELECT child, day, 1, NULL, NULL, NULL, NULL FROM visit
        WHERE talk = ?1 AND child_seen = 1 AND day BETWEEN ?2 AND ?3";
/// Talks at visits from a day on at which the child was seen.
const TALKS: &str = "SELECT child, day, talk FROM visit
    WHERE talk IS NOT NULL AND child_seen = 1 AND day >= ?1 ORDER BY day, id";
/// Who took part in activities from a day on.
const PARTS: &str = "WHERE activity IN (SELECT id FROM activity WHERE day >= ?1)
    ORDER BY activity, child";
/// How far back the rules look at who took part.
const LOOK_BACK: Months = Months::new(13);

impl Writer<'_> {
    /// The row of an instance of a series as it is inside this step; `None` if it has no row.
    pub(crate) fn instance(
        &self,
        series: SeriesId,
        day: NaiveDate,
    ) -> Result<Option<Activity>, StoreError> {
        let tail = "WHERE series = ?1 AND series_day = ?2";
        let key = [self.db().number(series.0)?, day_number(day)];
        Ok(list(self.db(), tail, key)?.into_iter().next())
    }

    /// Activities of a day that were begun while they took place.
    pub(crate) fn begun(&self, day: NaiveDate) -> Result<Vec<Activity>, StoreError> {
        let tail = "WHERE day = ?1 AND progress = 'held' AND begun IS NOT NULL ORDER BY begun";
        list(self.db(), tail, [day_number(day)])
    }

    /// Stays of a day without a sign-out.
    pub(crate) fn inside(&self, day: NaiveDate) -> Result<Vec<Attendance>, StoreError> {
        let tail = "WHERE day = ?1 ORDER BY child";
        let stays: Vec<Attendance> = list(self.db(), tail, [day_number(day)])?;
        Ok(stays.into_iter().filter(Attendance::is_in).collect())
    }

    /// Categories of a child.
    pub(crate) fn tags(&self, child: ChildId) -> Result<Vec<Tag>, StoreError> {
        let child = self.db().number(child.0)?;
        list(self.db(), "WHERE child = ?1 ORDER BY id", [child])
    }

    /// Who took part in an activity as it is inside this step.
    pub(crate) fn taking_part(&self, activity: ActivityId) -> Result<Vec<TakingPart>, StoreError> {
        let tail = "WHERE activity = ?1 ORDER BY child";
        list(self.db(), tail, [self.db().number(activity.0)?])
    }
}

impl Store {
    /// All activities, series and topics: a fixed number of queries. Who took part and talks at
    /// visits go back 13 months from `today`.
    pub(crate) fn programme(&self, today: NaiveDate) -> Result<Programme, StoreError> {
        let from = today.checked_sub_months(LOOK_BACK).unwrap_or(today);
        let programme = Programme {
            series: self.list("ORDER BY starts_on, id", [])?,
            exceptions: self.list("ORDER BY series, day", [])?,
            activities: self.list("ORDER BY day, starts, id", [])?,
            visited: self.talks(from)?,
            topics: self.list("ORDER BY code", [])?,
            exempt: self.list("ORDER BY topic, child", [])?,
            ..Programme::default()
        };
        Ok(programme
            .with_taking_part(self.list(PARTS, [day_number(from)])?)
            .with_reasons(self.list("ORDER BY week", [])?))
    }

    fn talks(&self, from: NaiveDate) -> Result<Vec<Covered>, StoreError> {
        let mut statement = self.conn.prepare_cached(TALKS)?;
        let mut rows = statement.query([day_number(from)])?;
        let (db, mut talks) = (self.db(), Vec::new());
        while let Some(row) = rows.next()? {
            talks.push(Covered {
                child: column(db, row, &mut 0, "visit", "child")?,
                on: column(db, row, &mut 1, "visit", "day")?,
                topic: column(db, row, &mut 2, "visit", "talk")?,
                how: How::Visit,
            });
        }
        Ok(talks)
    }

    /// Children who have had a topic in a season, by taking part or by a talk at a visit. A child may
    /// be listed more than once.
    pub(crate) fn covered(
        &self,
        topic: &TopicCode,
        season: Season,
    ) -> Result<Vec<Covered>, StoreError> {
        let mut statement = self.conn.prepare_cached(COVERED)?;
        let (from, to) = (day_number(season.from), day_number(season.to));
        let mut rows = statement.query(params![topic.as_str(), from, to])?;
        let (db, mut covered) = (self.db(), Vec::new());
        while let Some(row) = rows.next()? {
            let at_visit: bool = column(db, row, &mut 2, "visit", "talk")?;
            let starts: Option<NaiveTime> = column(db, row, &mut 3, "activity", "starts")?;
            let ends: Option<NaiveTime> = column(db, row, &mut 4, "activity", "ends")?;
            let begun: Option<NaiveTime> = column(db, row, &mut 5, "activity", "begun")?;
            let came: Option<NaiveTime> = column(db, row, &mut 6, "taking_part", "came")?;
            let times = starts.zip(ends).zip(came);
            if times.is_some_and(|(hours, came)| !is_in_time(hours, begun, came)) {
                continue;
            }
            covered.push(Covered {
                topic: topic.clone(),
                child: column(db, row, &mut 0, "taking_part", "child")?,
                on: column(db, row, &mut 1, "activity", "day")?,
                how: if at_visit { How::Visit } else { How::Activity },
            });
        }
        Ok(covered)
    }

    /// The children who need not have a topic.
    pub(crate) fn exempt(&self) -> Result<Vec<Exempt>, StoreError> {
        self.list("ORDER BY topic, child", [])
    }
}
