//! What a cell says of a day or a time: dates stored as moments, as counts of days, or as text of other zones.

use super::sheet::{Cell, Sheet};
use crate::domain::date::{self, Form, ReadDate};
use crate::domain::tidy;
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use chrono_tz::Tz;

/// The zone of a home that has set no other, as in [`crate::domain::home::USUAL_ZONE`].
pub(crate) const USUAL_ZONE: Tz = Tz::Asia__Shanghai;

/// Days between the first days of the two ways in which spreadsheets count.
const FROM_1900_TO_1904: f64 = 1462.0;
/// Forms of a moment with an offset, as programs write it: the last one is that of browsers.
const WITH_OFFSET: [&str; 4] = [
    "%Y-%m-%dT%H:%M:%S%.f%#z",
    "%Y-%m-%dT%H:%M%#z",
    "%Y/%m/%dT%H:%M:%S%.f%#z",
    "%a %b %d %Y %H:%M:%S GMT%#z",
];

/// How the moments of a file are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clockwork {
    /// Zone of the home.
    pub zone: Tz,
    /// Whether the workbook counts days from 1904.
    pub from_1904: bool,
}

/// A day as a cell says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SaidDay {
    /// The day.
    pub day: NaiveDate,
    /// How it was found.
    pub from: DayFrom,
}

/// How a day was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayFrom {
    /// Stored as a date.
    Date,
    /// Written, in this form.
    Text(Form),
    /// A count of days.
    Count,
    /// A moment of another zone, or some seconds before midnight: another day than the one written.
    Moved,
}

/// A time of day as a cell says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SaidTime {
    /// The time.
    pub time: NaiveTime,
    /// The day, if the cell says it too.
    pub day: Option<NaiveDate>,
}

impl Clockwork {
    /// How the moments of a sheet are to be taken in a home of this zone.
    pub(crate) const fn of(sheet: &Sheet, zone: Tz) -> Self {
        Self {
            zone,
            from_1904: sheet.from_1904,
        }
    }

    /// The day that a cell says. A month alone gives its first day.
    pub(crate) fn day(self, cell: &Cell) -> Option<SaidDay> {
        if let (Some(_), Cell::Moment(moment)) = (cell.day(), cell) {
            return Some(settled(*moment, DayFrom::Date));
        }
        let text = cell.as_text();
        if let Some(moment) = self.in_other_zone(&text) {
            let written = date::parse(&text).ok().map(|read| read.day);
            let said = settled(moment, DayFrom::Text(Form::Tidied));
            let is_moved = written != Some(said.day);
            let from = if is_moved { DayFrom::Moved } else { said.from };
            return Some(SaidDay { from, ..said });
        }
        match date::parse(&text) {
            Ok(read) => Some(self.written(&text, read)),
            Err(_) => self.counted(cell),
        }
    }

    fn written(self, text: &str, read: ReadDate) -> SaidDay {
        let from = DayFrom::Text(read.form);
        match self.time(&Cell::Text(text.into())) {
            Some(said) if said.day.is_some() => settled(read.day.and_time(said.time), from),
            _ => SaidDay {
                day: read.day,
                from,
            },
        }
    }

    fn counted(self, cell: &Cell) -> Option<SaidDay> {
        let count = cell.serial()?;
        let count = if self.from_1904 {
            count + FROM_1900_TO_1904
        } else {
            count
        };
        let day = date::from_serial(count).ok()?;
        Some(SaidDay {
            day,
            from: DayFrom::Count,
        })
    }

    /// The time of day that a cell says: a spreadsheet's, or text, with or without a date before it. Hours alone are no
    /// time: machines write codes, and people hours.
    pub(crate) fn time(self, cell: &Cell) -> Option<SaidTime> {
        if let Some(time) = cell.time() {
            let day = cell.day();
            return Some(SaidTime { time, day });
        }
        let text = tidy::trimmed(&cell.as_text());
        if let Some(moment) = self.in_other_zone(&text) {
            return Some(SaidTime {
                time: moment.time(),
                day: Some(moment.date()),
            });
        }
        let (before, clock) = match text.rsplit_once([' ', 'T']) {
            Some((before, clock)) => (before, clock),
            None => ("", text.as_str()),
        };
        let day = match before {
            "" => None,
            date => Some(date::parse(date).ok()?.day),
        };
        let time = date::parse_time(clock).filter(|_| names_minutes(clock))?;
        Some(SaidTime { time, day })
    }

    /// A moment with an offset, brought to the home's zone.
    fn in_other_zone(self, text: &str) -> Option<NaiveDateTime> {
        let plain = tidy::trimmed(text);
        // Nearly every cell of a long list: no offset, or no date before it.
        let is_long = plain.len() >= "2026-11-03T08:35Z".len();
        if !is_long
            || !plain.contains(':')
            || !plain.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'Z' | 'z' | ')'))
        {
            return None;
        }
        // What browsers add in brackets is the name of the zone.
        let plain = plain.split(" (").next().unwrap_or_default();
        let plain = match plain.strip_suffix(['Z', 'z']) {
            Some(rest) => format!("{rest}+00:00"),
            None => plain.to_owned(),
        };
        let joined = match plain.split_once(' ') {
            Some((date, rest)) if date.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("{date}T{}", rest.replace(' ', ""))
            }
            _ => plain,
        };
        let read = |form: &str| DateTime::parse_from_str(&joined, form).ok();
        let moment = WITH_OFFSET.iter().find_map(|form| read(form))?;
        Some(moment.with_timezone(&self.zone).naive_local())
    }
}

/// The day of a moment. One in the last minute of a day is the next: programs that reckon with the old time of Shanghai, or
/// with fractions, lose some seconds of a date.
fn settled(moment: NaiveDateTime, from: DayFrom) -> SaidDay {
    let time = moment.time();
    let next = moment.date().checked_add_days(Days::new(1));
    match next.filter(|_| (time.hour(), time.minute()) == (23, 59)) {
        Some(day) => SaidDay {
            day,
            from: DayFrom::Moved,
        },
        None => SaidDay {
            day: moment.date(),
            from,
        },
    }
}

/// Whether a clock names minutes: `17:05`, `17.05`, `1705`, but neither `8` nor `1.5`.
fn names_minutes(clock: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    match tidy::fold(clock).split_once('.') {
        Some((_, minutes)) => digits(minutes) >= 2,
        None => !clock.chars().all(|c| c.is_ascii_digit()) || digits(clock) >= 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const HERE: Clockwork = Clockwork {
        zone: Tz::Asia__Shanghai,
        from_1904: false,
    };

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    fn moment(text: &str) -> Cell {
        Cell::Moment(text.parse().unwrap())
    }

    #[rstest]
    #[case(text("2015-06-01"), "2015-06-01", DayFrom::Text(Form::Iso))]
    #[case(text("2015年6月1日"), "2015-06-01", DayFrom::Text(Form::Tidied))]
    #[case(text("2015-06-01 16:30:00"), "2015-06-01", DayFrom::Text(Form::Tidied))]
    // Written in the zone of a server: midnight here.
    #[case(text("2015-05-31T16:00:00.000Z"), "2015-06-01", DayFrom::Moved)]
    #[case(text("2015-05-31 16:00:00 +00:00"), "2015-06-01", DayFrom::Moved)]
    #[case(text("2015-05-31T16:00Z"), "2015-06-01", DayFrom::Moved)]
    #[case(
        text("2015-06-01T00:00:00+08:00"),
        "2015-06-01",
        DayFrom::Text(Form::Tidied)
    )]
    #[case(
        text("Sun May 31 2015 16:00:00 GMT+0000 (Coordinated Universal Time)"),
        "2015-06-01",
        DayFrom::Moved
    )]
    // Some seconds lost on the way.
    #[case(moment("2015-05-31T23:59:17"), "2015-06-01", DayFrom::Moved)]
    #[case(moment("2015-05-31T23:59:59.999"), "2015-06-01", DayFrom::Moved)]
    #[case(text("2015-05-31 23:59:17"), "2015-06-01", DayFrom::Moved)]
    #[case(text("2015-05-31T15:59:17.000Z"), "2015-06-01", DayFrom::Moved)]
    #[case(moment("2015-06-01T00:00:00"), "2015-06-01", DayFrom::Date)]
    #[case(moment("2015-06-01T23:58:59"), "2015-06-01", DayFrom::Date)]
    #[case(Cell::Number(42156.0), "2015-06-01", DayFrom::Count)]
    #[case(text("42156"), "2015-06-01", DayFrom::Count)]
    fn a_day_is_the_one_that_was_meant(
        #[case] cell: Cell,
        #[case] day: &str,
        #[case] from: DayFrom,
    ) {
        let day = day.parse().unwrap();
        assert_eq!(HERE.day(&cell), Some(SaidDay { day, from }), "{cell:?}");
    }

    #[test]
    fn a_workbook_of_1904_counts_from_there() {
        let old = Clockwork {
            from_1904: true,
            ..HERE
        };
        let day = |how: Clockwork, count| how.day(&Cell::Number(count)).unwrap().day;
        assert_eq!(day(old, 40694.0), day(HERE, 42156.0));
        // Where the file says that it is a date, the reader has counted.
        let cell = moment("2015-06-01T00:00:00");
        assert_eq!(old.day(&cell), HERE.day(&cell));
    }

    #[rstest]
    #[case(text("16:35"), Some(("16:35", None)))]
    #[case(text("16：35"), Some(("16:35", None)))]
    #[case(text("17.05"), Some(("17:05", None)))]
    #[case(text("1705"), Some(("17:05", None)))]
    #[case(text("2026-11-03 16:35:00"), Some(("16:35", Some("2026-11-03"))))]
    #[case(text("2026-11-03T16:35:00+08:00"), Some(("16:35", Some("2026-11-03"))))]
    #[case(text("2026-11-03T08:35:00+00:00"), Some(("16:35", Some("2026-11-03"))))]
    #[case(text("2026-11-03T17:35:00Z"), Some(("01:35", Some("2026-11-04"))))]
    #[case(moment("2026-11-03T16:35:00"), Some(("16:35", Some("2026-11-03"))))]
    #[case(moment("1899-12-31T16:35:00"), Some(("16:35", None)))]
    #[case(text("8"), None)]
    #[case(text("1.5"), None)]
    #[case(text("0.5"), None)]
    #[case(text("25:00"), None)]
    #[case(text("晚上"), None)]
    #[case(Cell::Number(8.0), None)]
    fn a_time_names_hours_and_minutes(
        #[case] cell: Cell,
        #[case] expected: Option<(&str, Option<&str>)>,
    ) {
        let said = HERE.time(&cell).map(|said| {
            let time = said.time.format("%H:%M").to_string();
            (time, said.day.map(|day| day.to_string()))
        });
        let expected = expected.map(|(time, day)| (time.to_owned(), day.map(str::to_owned)));
        assert_eq!(said, expected, "{cell:?}");
    }
}
