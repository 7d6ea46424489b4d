//! Public holidays and make-up working days, from a data file that all homes share.
//!
//! The header of `assets/calendar/public-days.csv` says how to add a year.

use crate::domain::codes::coded;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<PublicDays> =
    LazyLock::new(|| PublicDays::read(include_str!("../../../assets/calendar/public-days.csv")));

coded! {
    /// Kind of a day in the notice of the State Council.
    pub(crate) PublicKind {
        /// A day off.
        Rest = "rest",
        /// A weekend day that is a working and school day (调休).
        Work = "work",
    }
}
coded! {
    /// What is known about a year.
    pub(crate) YearState {
        /// The notice of the State Council is entered.
        Final = "final",
        /// Only the days fixed by law and lunar calendar; bridge days and make-up days are missing.
        Provisional = "provisional",
    }
}

/// One public holiday or make-up working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublicDay {
    /// Holiday, or working day on a weekend.
    pub kind: PublicKind,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
}

/// Public holidays and make-up working days.
#[derive(Debug, Clone, Default)]
pub(crate) struct PublicDays {
    days: BTreeMap<NaiveDate, PublicDay>,
    years: BTreeMap<i32, YearState>,
}

impl PublicDays {
    /// The days in the data file of the program.
    pub(crate) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads the data file. Unknown lines are skipped; a test checks that the built-in file has
    /// none.
    pub(crate) fn read(text: &str) -> Self {
        let mut read = Self::default();
        for line in lines(text) {
            match parse(line) {
                Some(Line::Year(year, state)) => drop(read.years.insert(year, state)),
                Some(Line::Day(day, public)) => drop(read.days.insert(day, public)),
                None => {}
            }
        }
        read
    }

    /// The entry of a day; `None` for an ordinary day.
    pub(crate) fn get(&self, day: NaiveDate) -> Option<&PublicDay> {
        self.days.get(&day)
    }

    /// Whether schools teach on a day in term: Monday to Friday without public holidays, and
    /// make-up weekends.
    pub(crate) fn schools_teach(&self, day: NaiveDate) -> bool {
        match self.get(day).map(|public| public.kind) {
            Some(kind) => kind == PublicKind::Work,
            None => day.weekday().number_from_monday() <= 5,
        }
    }

    /// What is known about a year; `None` if nothing.
    pub(crate) fn year(&self, year: i32) -> Option<YearState> {
        self.years.get(&year).copied()
    }

    /// All entries of a year in ascending order.
    pub(crate) fn of_year(&self, year: i32) -> impl Iterator<Item = (NaiveDate, &PublicDay)> {
        let in_year = move |(day, _): &(&NaiveDate, &PublicDay)| day.year() == year;
        self.days
            .iter()
            .filter(in_year)
            .map(|(day, public)| (*day, public))
    }
}

enum Line {
    Year(i32, YearState),
    Day(NaiveDate, PublicDay),
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn parse(line: &str) -> Option<Line> {
    let mut cells = line.split(',').map(str::trim);
    let (when, kind) = (cells.next()?, cells.next()?);
    if let Some(state) = YearState::from_code(kind) {
        return Some(Line::Year(when.parse().ok()?, state));
    }
    let public = PublicDay {
        kind: PublicKind::from_code(kind)?,
        name_zh: cells.next()?.to_owned(),
        name_en: cells.next()?.to_owned(),
    };
    Some(Line::Day(when.parse().ok()?, public))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;
    use rstest::rstest;

    #[test]
    fn every_line_of_the_data_file_is_read_and_belongs_to_a_year() {
        let text = include_str!("../../../assets/calendar/public-days.csv");
        assert!(lines(text).all(|line| parse(line).is_some()));
        let built_in = PublicDays::built_in();
        assert_eq!(
            built_in.days.len() + built_in.years.len(),
            lines(text).count()
        );
        assert!(
            built_in
                .days
                .keys()
                .all(|day| built_in.year(day.year()).is_some())
        );
    }

    #[rstest]
    #[case::notice_of_2024(2025, YearState::Final, 28, 5)]
    #[case::notice_of_2025(2026, YearState::Final, 33, 6)]
    #[case::law_alone(2027, YearState::Provisional, 13, 0)]
    fn a_year_has_its_days(
        #[case] year: i32,
        #[case] state: YearState,
        #[case] rest: usize,
        #[case] work: usize,
    ) {
        let days = PublicDays::built_in();
        let of_kind = |kind| {
            days.of_year(year)
                .filter(|(_, day)| day.kind == kind)
                .count()
        };
        assert_eq!(days.year(year), Some(state));
        assert_eq!(
            (of_kind(PublicKind::Rest), of_kind(PublicKind::Work)),
            (rest, work)
        );
    }

    #[test]
    fn make_up_days_are_on_weekends() {
        let days = PublicDays::built_in();
        let work = days
            .days
            .iter()
            .filter(|(_, day)| day.kind == PublicKind::Work);
        for (day, _) in work {
            assert!(
                matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
                "{day}"
            );
        }
    }

    #[test]
    fn a_year_that_is_not_in_the_file_is_not_known() {
        assert_eq!(PublicDays::built_in().year(2031), None);
    }
}
