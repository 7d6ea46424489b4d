//! Reads the words of a sheet: days, times, marks, names. Ten years hold 300,000 rows but only some
//! thousand different words, so each is read once.

use crate::domain::attendance::AbsenceReason;
use crate::domain::{Mark, date, tidy};
use crate::exchange::lexicon;
use crate::exchange::sheet::Cell;
use chrono::{NaiveDate, NaiveTime};
use std::collections::HashMap;

/// The words of one sheet that were read so far.
#[derive(Default)]
pub(super) struct Words<'s> {
    days: Known<'s, Option<NaiveDate>>,
    times: Known<'s, Option<NaiveTime>>,
    marks: Known<'s, Option<(Mark, Option<AbsenceReason>)>>,
    names: Known<'s, String>,
}

impl<'s> Words<'s> {
    pub(super) fn day(&mut self, cell: &'s Cell) -> Option<NaiveDate> {
        self.days.get(cell, day)
    }

    pub(super) fn time(&mut self, cell: &'s Cell) -> Option<NaiveTime> {
        self.times.get(cell, time)
    }

    pub(super) fn mark(&mut self, cell: &'s Cell) -> Option<(Mark, Option<AbsenceReason>)> {
        self.marks.get(cell, |cell| lexicon::mark(&cell.as_text()))
    }

    pub(super) fn name(&mut self, cell: &'s Cell) -> String {
        self.names.get(cell, |cell| tidy::person(&cell.as_text()))
    }
}

/// What was read from each text. Cells of other types are quick to read and not kept.
pub(super) struct Known<'s, T>(HashMap<&'s str, T>);

impl<T> Default for Known<'_, T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<'s, T: Clone> Known<'s, T> {
    /// The result of `read`, which must depend on the cell alone.
    pub(super) fn get(&mut self, cell: &'s Cell, read: impl FnOnce(&Cell) -> T) -> T {
        match cell {
            Cell::Text(text) => self.0.entry(text).or_insert_with(|| read(cell)).clone(),
            Cell::Empty
            | Cell::Number(_)
            | Cell::Moment(_)
            | Cell::Bool(_)
            | Cell::Formula(_)
            | Cell::Error => read(cell),
        }
    }
}

fn day(cell: &Cell) -> Option<NaiveDate> {
    if let Some(day) = cell.day() {
        return Some(day);
    }
    let written = date::parse(&cell.as_text())
        .ok()
        .filter(|read| read.form != date::Form::MonthOnly);
    let counted = || date::from_serial(cell.serial()?).ok();
    written.map(|read| read.day).or_else(counted)
}

/// Reads a time of day: a spreadsheet's, or text, with or without a date before it.
fn time(cell: &Cell) -> Option<NaiveTime> {
    if let Some(time) = cell.time() {
        return Some(time);
    }
    let plain = tidy::trimmed(&cell.as_text());
    let clock = plain.rsplit([' ', 'T']).next()?;
    // An offset after the time, as in our own export, is ignored.
    let clock = clock.split('+').next()?;
    date::parse_time(clock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Timelike;
    use rstest::rstest;

    #[rstest]
    #[case("17:05", Some((17, 5)))]
    #[case("17：05", Some((17, 5)))]
    #[case("17.05", Some((17, 5)))]
    #[case("2026-10-08 17:05:00", Some((17, 5)))]
    #[case("2026-10-08T17:05:00+08:00", Some((17, 5)))]
    #[case("25:00", None)]
    #[case("晚上", None)]
    fn a_time_is_read(#[case] text: &str, #[case] expected: Option<(u32, u32)>) {
        let found = time(&Cell::Text(text.to_owned()));
        assert_eq!(found.map(|time| (time.hour(), time.minute())), expected);
    }

    #[test]
    fn a_known_word_is_read_as_before() {
        let texts = [
            "2026-10-08",
            "46303",
            "17:05",
            "√",
            "病假",
            " 毛 燕",
            "?",
            "",
        ];
        let mut cells: Vec<Cell> = texts.map(|text| Cell::Text(text.to_owned())).into();
        cells.extend([Cell::Empty, Cell::Number(46303.0), Cell::Number(0.5)]);
        let mut words = Words::default();
        for cell in cells.iter().chain(&cells) {
            assert_eq!(words.day(cell), day(cell), "{cell:?}");
            assert_eq!(words.time(cell), time(cell), "{cell:?}");
            assert_eq!(words.mark(cell), lexicon::mark(&cell.text()), "{cell:?}");
            assert_eq!(words.name(cell), tidy::person(&cell.text()), "{cell:?}");
        }
    }
}
