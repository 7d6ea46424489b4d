//! The register of one child as a grid: weeks across, weekdays down.

use super::House;
use crate::domain::{ChildId, Mark};
use chrono::{Datelike, Days, NaiveDate};

/// What a day of the grid says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    /// The child came, on time or late, was excused, or absent.
    Marked(Mark),
    /// An open day with a register that does not have the child.
    Missed,
    /// The home was closed, or the child was not expected.
    Closed,
    /// An open day without a register, or on which the child was not with the home: before it joined, or away.
    NotTaken,
    /// A day that has not come yet.
    Ahead,
}

/// The last weeks of a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WeekGrid {
    /// The Monday of each week, oldest first.
    pub mondays: Vec<NaiveDate>,
    /// A row for each weekday from Monday, a cell for each week. Weekdays on which the home is closed, but for a
    /// make-up day, and the child never came are left out.
    pub rows: Vec<(u32, Vec<Cell>)>,
}

impl WeekGrid {
    /// The grid of a child over `weeks` weeks, the last one that of today.
    pub(crate) fn of(house: &House, child: ChildId, weeks: u64) -> Self {
        let today = house.today();
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
        let mondays: Vec<NaiveDate> = (0..weeks)
            .rev()
            .filter_map(|ago| monday.checked_sub_days(Days::new(7 * ago)))
            .collect();
        let rows = (0..7).filter_map(|weekday| {
            let days = mondays.iter().map(|monday| *monday + Days::new(weekday));
            let cells: Vec<Cell> = days.map(|day| cell(house, child, day)).collect();
            let number = u32::try_from(weekday).ok()? + 1;
            is_usual(&cells).then_some((number, cells))
        });
        Self {
            rows: rows.collect(),
            mondays,
        }
    }
}

/// Whether a child was not with the home on a day: before it joined, after it left, away.
fn is_elsewhere(house: &House, child: ChildId, day: NaiveDate) -> bool {
    let file = house.register.get(child);
    file.zip(house.calendar())
        .is_some_and(|(file, calendar)| !calendar.is_here(file, day))
}

/// Whether a child with agreed days is not expected on a day.
fn is_free(house: &House, child: ChildId, day: NaiveDate) -> bool {
    let file = house.register.get(child);
    file.zip(house.calendar()).is_some_and(|(file, calendar)| {
        !file.expected_days.is_empty() && !calendar.expected(file, day)
    })
}

/// Whether a weekday belongs to the grid.
fn is_usual(cells: &[Cell]) -> bool {
    let is_marked = |cell: &Cell| matches!(cell, Cell::Marked(_));
    let open = cells
        .iter()
        .filter(|cell| !matches!(cell, Cell::Closed | Cell::Ahead));
    cells.iter().any(is_marked) || open.count() * 4 > cells.len()
}

fn cell(house: &House, child: ChildId, day: NaiveDate) -> Cell {
    let days = house.known.days.get(&child).map_or(&[][..], Vec::as_slice);
    let marked = days.binary_search_by_key(&day, |one| one.day).ok();
    if let Some(marked) = marked.and_then(|at| days.get(at)) {
        // A sheet of the whole home marks whoever was not there.
        if marked.mark == Mark::Absent && is_free(house, child, day) {
            return Cell::Closed;
        }
        return Cell::Marked(marked.mark);
    }
    let is_open = house
        .calendar()
        .is_some_and(|calendar| calendar.is_open(day));
    match () {
        () if day > house.today() => Cell::Ahead,
        () if !is_open => Cell::Closed,
        () if !house.known.taken.contains(&day) => Cell::NotTaken,
        () if is_elsewhere(house, child, day) => Cell::NotTaken,
        () if is_free(house, child, day) => Cell::Closed,
        // Somebody may still come.
        () if day == house.today() && !house.is_day_closed() => Cell::Ahead,
        () => Cell::Missed,
    }
}
