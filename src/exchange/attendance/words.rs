//! Reads the words of a sheet: days, times, marks, names. Ten years hold 300,000 rows but only some
//! thousand different words, so each is read once.

use crate::domain::attendance::AbsenceReason;
use crate::domain::date::Form;
use crate::domain::{Mark, tidy};
use crate::exchange::lexicon;
use crate::exchange::sheet::Cell;
use crate::exchange::when::{Clockwork, DayFrom, SaidTime};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// The words of one sheet that were read so far.
pub(super) struct Words<'s> {
    how: Clockwork,
    days: Known<'s, Option<NaiveDate>>,
    times: Known<'s, Option<SaidTime>>,
    marks: Known<'s, Option<(Mark, Option<AbsenceReason>)>>,
    names: Known<'s, Arc<str>>,
}

impl<'s> Words<'s> {
    pub(super) fn new(how: Clockwork) -> Self {
        Self {
            how,
            days: Known::default(),
            times: Known::default(),
            marks: Known::default(),
            names: Known::default(),
        }
    }

    /// How the moments of the sheet are to be taken.
    pub(super) const fn how(&self) -> Clockwork {
        self.how
    }

    pub(super) fn day(&mut self, cell: &'s Cell) -> Option<NaiveDate> {
        let how = self.how;
        self.days.get(cell, |cell| day(how, cell))
    }

    pub(super) fn time(&mut self, cell: &'s Cell) -> Option<SaidTime> {
        let how = self.how;
        self.times.get(cell, |cell| how.time(cell))
    }

    /// A time in a column of a day, which only looks like one if its hours and minutes are parted: everything else may be a
    /// code, or a number of hours.
    pub(super) fn clock(&mut self, cell: &'s Cell) -> Option<SaidTime> {
        let is_clock = match cell {
            Cell::Text(text) => text.contains([':', '\u{FF1A}', '\u{65F6}', '\u{70B9}']),
            Cell::Moment(_) => true,
            _ => false,
        };
        is_clock.then(|| self.time(cell)).flatten()
    }

    pub(super) fn mark(&mut self, cell: &'s Cell) -> Option<(Mark, Option<AbsenceReason>)> {
        self.marks.get(cell, |cell| lexicon::mark(&cell.as_text()))
    }

    pub(super) fn name(&mut self, cell: &'s Cell) -> Arc<str> {
        self.names
            .get(cell, |cell| tidy::person(&cell.as_text()).into())
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

/// A whole day: a month alone is none.
fn day(how: Clockwork, cell: &Cell) -> Option<NaiveDate> {
    let said = how.day(cell)?;
    (said.from != DayFrom::Text(Form::MonthOnly)).then_some(said.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use rstest::rstest;

    const HERE: Clockwork = Clockwork {
        zone: Tz::Asia__Shanghai,
        from_1904: false,
    };

    #[rstest]
    #[case(Cell::Text("16:35".into()), true)]
    #[case(Cell::Text("16时35分".into()), true)]
    #[case(Cell::Text("1635".into()), false)]
    #[case(Cell::Text("8.30".into()), false)]
    #[case(Cell::Number(0.5), false)]
    #[case(Cell::Moment("1899-12-31T16:35:00".parse().unwrap()), true)]
    fn under_a_day_only_a_clock_is_a_time(#[case] cell: Cell, #[case] expected: bool) {
        assert_eq!(Words::new(HERE).clock(&cell).is_some(), expected);
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
        let mut cells: Vec<Cell> = texts.map(|text| Cell::Text(text.into())).into();
        cells.extend([Cell::Empty, Cell::Number(46303.0), Cell::Number(0.5)]);
        let mut words = Words::new(HERE);
        for cell in cells.iter().chain(&cells) {
            assert_eq!(words.day(cell), day(HERE, cell), "{cell:?}");
            assert_eq!(words.time(cell), HERE.time(cell), "{cell:?}");
            assert_eq!(words.mark(cell), lexicon::mark(&cell.text()), "{cell:?}");
            assert_eq!(*words.name(cell), *tidy::person(&cell.text()), "{cell:?}");
        }
    }
}
