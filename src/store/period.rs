//! Queries of reports: when children came before, in and after a period.

use super::error::StoreError;
use super::file::Store;
use super::rows::column::column;
use super::rows::kind::day_number;
use crate::domain::ChildId;
use chrono::NaiveDate;
use std::collections::HashMap;

/// For each child its first day at the home, the last one before a period and the first one after it: looks into the
/// index, so that ten years of rows are not read.
pub(super) const CAME_BESIDE: &str = "SELECT id,
        (SELECT day FROM attendance INDEXED BY attendance_child
            WHERE child = child.id AND mark IN (1, 2) ORDER BY day LIMIT 1),
        (SELECT day FROM attendance INDEXED BY attendance_child
            WHERE child = child.id AND mark IN (1, 2) AND day < ?1 ORDER BY day DESC LIMIT 1),
        (SELECT day FROM attendance INDEXED BY attendance_child
            WHERE child = child.id AND mark IN (1, 2) AND day > ?2 ORDER BY day LIMIT 1)
    FROM child";
/// The days of which the register says something. Goes from day to day by the key, so that the register is not read.
pub(super) const REGISTER_DAYS: &str = "WITH RECURSIVE marked (day) AS (
        SELECT min(day) FROM attendance WHERE day >= ?1
        UNION ALL SELECT (SELECT min(day) FROM attendance WHERE day > marked.day)
        FROM marked WHERE marked.day < ?2)
    SELECT day FROM marked WHERE day <= ?2";

/// Who was excused on which of some days.
pub(super) const EXCUSED_DAYS: &str =
    "SELECT child, day FROM attendance WHERE day BETWEEN ?1 AND ?2 AND mark = 3";

/// When a child came outside a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CameBeside {
    /// Its first day ever; `None` if it never came.
    pub first: Option<NaiveDate>,
    /// The last day before the period.
    pub before: Option<NaiveDate>,
    /// The first day after the period.
    pub after: Option<NaiveDate>,
}

impl Store {
    /// When each child came before and after a period.
    pub(crate) fn came_beside(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<HashMap<ChildId, CameBeside>, StoreError> {
        let mut statement = self.conn.prepare_cached(CAME_BESIDE)?;
        let mut rows = statement.query([from, to].map(day_number))?;
        let (db, mut beside) = (self.db(), HashMap::new());
        while let Some(row) = rows.next()? {
            let mut next = 0;
            let child = column(db, row, &mut next, "child", "id")?;
            let mut day = || column(db, row, &mut next, "attendance", "day");
            let came = CameBeside {
                first: day()?,
                before: day()?,
                after: day()?,
            };
            beside.insert(child, came);
        }
        Ok(beside)
    }

    /// Children who were excused on the days from..=to, each with the day.
    pub(crate) fn excused_days(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(ChildId, NaiveDate)>, StoreError> {
        let mut statement = self.conn.prepare_cached(EXCUSED_DAYS)?;
        let mut rows = statement.query([from, to].map(day_number))?;
        let (db, mut days) = (self.db(), Vec::new());
        while let Some(row) = rows.next()? {
            let mut next = 0;
            let child = column(db, row, &mut next, "attendance", "child")?;
            days.push((child, column(db, row, &mut next, "attendance", "day")?));
        }
        Ok(days)
    }

    /// The days from a day to a day, both included, of which the register says something.
    pub(crate) fn register_days(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<NaiveDate>, StoreError> {
        let mut statement = self.conn.prepare_cached(REGISTER_DAYS)?;
        let mut rows = statement.query([from, to].map(day_number))?;
        let (db, mut days) = (self.db(), Vec::new());
        while let Some(row) = rows.next()? {
            days.push(column(db, row, &mut 0, "attendance", "day")?);
        }
        Ok(days)
    }
}
