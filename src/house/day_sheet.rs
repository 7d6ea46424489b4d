//! Today's register as the screens ask it: who is in, who was expected, who has gone.

use crate::domain::{Attendance, ChildId, Opening};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The register of one day, arranged for questions.
#[derive(Debug, Clone)]
pub struct DaySheet {
    /// Which day.
    pub day: NaiveDate,
    /// The opening, if the register was opened.
    pub opening: Option<Opening>,
    rows: HashMap<ChildId, Vec<Attendance>>,
    inside: usize,
}

/// What the register says of one child on one day.
#[derive(Debug, Clone)]
pub struct ChildsDay {
    /// Which day.
    pub day: NaiveDate,
    /// Who.
    pub child: ChildId,
    /// The opening, if the register was opened.
    pub opening: Option<Opening>,
    /// All stays, first to last.
    pub stays: Vec<Attendance>,
}

impl DaySheet {
    /// Arranges the rows of a day.
    pub fn new(day: NaiveDate, opening: Option<Opening>, rows: Vec<Attendance>) -> Self {
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

    /// Takes over what the register says of one child now, if it is about this day.
    pub fn renew(&mut self, news: &ChildsDay) {
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

    /// A day on which nothing has happened.
    pub fn empty(day: NaiveDate) -> Self {
        Self::new(day, None, Vec::new())
    }

    /// How many children are in the house.
    pub fn head_count(&self) -> usize {
        self.inside
    }

    /// All stays of a child on this day, first to last.
    pub fn stays(&self, child: ChildId) -> &[Attendance] {
        self.rows.get(&child).map_or(&[], Vec::as_slice)
    }

    /// The stay of a child who is in the house.
    pub fn stay_inside(&self, child: ChildId) -> Option<&Attendance> {
        self.stays(child).iter().rev().find(|row| row.is_in())
    }

    /// Whether the child is in the house.
    pub fn is_inside(&self, child: ChildId) -> bool {
        self.stay_inside(child).is_some()
    }

    /// Whether the register says anything of the child: came, went, or known not to come.
    pub fn is_marked(&self, child: ChildId) -> bool {
        self.rows.contains_key(&child)
    }

    /// Every row, in no particular order.
    pub fn rows(&self) -> impl Iterator<Item = &Attendance> {
        self.rows.values().flatten()
    }

    /// Everybody in the house.
    pub fn inside(&self) -> impl Iterator<Item = &Attendance> {
        self.rows().filter(|row| row.is_in())
    }

    /// How many children came today, whether or not they have left.
    pub fn came(&self) -> usize {
        self.rows
            .values()
            .filter(|stays| stays.iter().any(|stay| stay.mark.is_seen()))
            .count()
    }

    /// Whether the home is open now: opened and not closed.
    pub fn is_open(&self) -> bool {
        self.opening
            .as_ref()
            .is_some_and(|opening| opening.closed_at.is_none())
    }
}
