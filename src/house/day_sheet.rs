//! The register of a day in memory.

use crate::domain::{Attendance, ChildId, Opening};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The register of one day, by child.
#[derive(Debug, Clone)]
pub struct DaySheet {
    /// Day of the register.
    pub day: NaiveDate,
    /// The opening; `None` if the register was not opened.
    pub opening: Option<Opening>,
    rows: HashMap<ChildId, Vec<Attendance>>,
    inside: usize,
}

/// The stays of one child on one day.
#[derive(Debug, Clone)]
pub struct ChildsDay {
    /// Day of the register.
    pub day: NaiveDate,
    /// The child concerned.
    pub child: ChildId,
    /// The opening; `None` if the register was not opened.
    pub opening: Option<Opening>,
    /// All stays, first to last.
    pub stays: Vec<Attendance>,
}

impl DaySheet {
    /// Groups the rows of a day by child.
    pub(crate) fn new(day: NaiveDate, opening: Option<Opening>, rows: Vec<Attendance>) -> Self {
        let inside = rows.iter().filter(|row| row.is_in()).count();
        let mut by_child: HashMap<ChildId, Vec<Attendance>> = HashMap::new();
        for row in rows {
            by_child.entry(row.child).or_default().push(row);
        }
        Self {
            day,
            opening,
            rows: by_child,
            inside,
        }
    }

    /// Replaces the stays of one child; ignores another day.
    pub(crate) fn renew(&mut self, news: &ChildsDay) {
        if news.day != self.day {
            return;
        }
        self.opening.clone_from(&news.opening);
        self.inside -= usize::from(self.is_inside(news.child));
        if news.stays.is_empty() {
            self.rows.remove(&news.child);
        } else {
            self.rows.insert(news.child, news.stays.clone());
        }
        self.inside += usize::from(self.is_inside(news.child));
    }

    /// A day without rows.
    pub(crate) fn empty(day: NaiveDate) -> Self {
        Self::new(day, None, Vec::new())
    }

    /// Number of children in the house.
    pub(crate) fn head_count(&self) -> usize {
        self.inside
    }

    /// All stays of a child on this day, first to last.
    pub(crate) fn stays(&self, child: ChildId) -> &[Attendance] {
        self.rows.get(&child).map_or(&[], Vec::as_slice)
    }

    /// The open stay of a child; `None` if not in the house.
    pub(crate) fn stay_inside(&self, child: ChildId) -> Option<&Attendance> {
        self.stays(child).iter().rev().find(|row| row.is_in())
    }

    /// Whether the child is in the house.
    pub(crate) fn is_inside(&self, child: ChildId) -> bool {
        self.stay_inside(child).is_some()
    }

    /// Whether an open stay of an earlier day keeps its child in the house on this day: until somebody says
    /// otherwise. A child who came today has left before.
    pub(crate) fn keeps_inside(&self, stay: &Attendance) -> bool {
        let came_today = || self.stays(stay.child).iter().any(|row| row.mark.is_seen());
        stay.keeps_inside(self.day) && !came_today()
    }

    /// Whether the child has a row: a stay or an absence.
    pub(crate) fn is_marked(&self, child: ChildId) -> bool {
        self.rows.contains_key(&child)
    }

    /// All rows, unordered.
    pub fn rows(&self) -> impl Iterator<Item = &Attendance> {
        self.rows.values().flatten()
    }

    /// Number of children who came, including those who have left.
    pub(crate) fn came(&self) -> usize {
        self.rows
            .values()
            .filter(|stays| stays.iter().any(|stay| stay.mark.is_seen()))
            .count()
    }

    /// Whether the home is open now: opened and not closed. For tests.
    #[cfg(test)]
    pub(crate) fn is_open(&self) -> bool {
        let now = self.opening.as_ref();
        now.is_some_and(|opening| opening.closed_at.is_none())
    }
}
