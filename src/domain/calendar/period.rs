//! Periods of reports: a week, a month, a term, a quarter, a year, or any two days.

use super::week::monday;
use super::{Calendar, TermKind, quarter};
use crate::domain::codes::coded;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

coded! {
    /// Length of a period, from short to long.
    pub Grain {
        Week = "week", Month = "month", Term = "term", Quarter = "quarter", Year = "year",
        /// Any two days.
        Range = "range",
    }
}

/// Up to this day of a month people need the month before: reports are handed in between the 5th and the 15th.
const LAST_MONTH_UNTIL: u32 = 15;
/// Years of which anybody can ask.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2199;
/// Most days of a period: twenty years.
const MOST_DAYS: u64 = 7_305;

/// A period, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// Length.
    pub grain: Grain,
    /// First day.
    pub from: NaiveDate,
    /// Last day; not before the first.
    pub to: NaiveDate,
}

impl Period {
    /// Any two days, in whatever order.
    pub fn range(one: NaiveDate, other: NaiveDate) -> Self {
        Self {
            grain: Grain::Range,
            from: one.min(other),
            to: one.max(other),
        }
    }

    /// The period of this length that contains a day; a range is the day itself.
    pub fn of(grain: Grain, day: NaiveDate, calendar: &Calendar) -> Self {
        let bounds = match grain {
            Grain::Week => Some((monday(day), monday(day) + Days::new(6))),
            Grain::Month => months(day, day.month0(), 1),
            Grain::Term => term(day, calendar),
            Grain::Quarter => quarter(day),
            Grain::Year => months(day, 0, 12),
            Grain::Range => Some((day, day)),
        };
        let (from, to) = bounds.unwrap_or((day, day));
        Self { grain, from, to }
    }

    /// The period on which reports open: until the 15th the last whole month, later the running one.
    pub(crate) fn usual(today: NaiveDate, calendar: &Calendar) -> Self {
        let this = Self::of(Grain::Month, today, calendar);
        if today.day() <= LAST_MONTH_UNTIL {
            this.before(calendar)
        } else {
            this
        }
    }

    /// The period of the same length that ends on the day before this one.
    #[must_use]
    pub fn before(self, calendar: &Calendar) -> Self {
        let Some(last) = self.from.pred_opt() else {
            return self;
        };
        match self.grain {
            Grain::Range => {
                let from = last.checked_sub_days(Days::new(self.days() - 1));
                from.map_or(self, |from| Self::range(from, last))
            }
            grain => Self::of(grain, last, calendar),
        }
    }

    /// The period of the same length that begins on the day after this one.
    #[must_use]
    pub fn after(self, calendar: &Calendar) -> Self {
        let Some(first) = self.to.succ_opt() else {
            return self;
        };
        match self.grain {
            Grain::Range => {
                let to = first.checked_add_days(Days::new(self.days() - 1));
                to.map_or(self, |to| Self::range(first, to))
            }
            grain => Self::of(grain, first, calendar),
        }
    }

    /// The next longer or shorter period around the same days. `today` decides which one, as long as it is in this
    /// period; else the first day does.
    #[must_use]
    pub(crate) fn with_grain(self, grain: Grain, today: NaiveDate, calendar: &Calendar) -> Self {
        if grain == Grain::Range {
            return Self::range(self.from, self.to);
        }
        let day = if self.contains(today) {
            today
        } else {
            self.from
        };
        Self::of(grain, day, calendar)
    }

    /// Number of days.
    pub fn days(self) -> u64 {
        (self.to - self.from).num_days().unsigned_abs() + 1
    }

    /// Whether it contains a day.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether it has begun and is not over: today is in it.
    pub(crate) fn is_running(self, today: NaiveDate) -> bool {
        self.contains(today)
    }

    /// Its days, from the first to the last.
    pub fn each_day(self) -> impl Iterator<Item = NaiveDate> {
        let days = usize::try_from(self.days()).unwrap_or(usize::MAX);
        self.from.iter_days().take(days)
    }

    /// Reads a period: `2026-11`, `2026-W48`, `2026-Q4`, `2026`, `2026-11-05`, `2026-09-01..2026-11-30`, a word for one
    /// that moves with the day (`this-month`, `last-week` and so on). `None` for anything else.
    pub(crate) fn parse(text: &str, today: NaiveDate, calendar: &Calendar) -> Option<Self> {
        let period = Self::parse_any(text.trim(), today, calendar)?;
        let is_known = |day: NaiveDate| YEARS.contains(&day.year());
        let is_meant = is_known(period.from) && is_known(period.to) && period.days() <= MOST_DAYS;
        is_meant.then_some(period)
    }

    fn parse_any(text: &str, today: NaiveDate, calendar: &Calendar) -> Option<Self> {
        if let Some((from, to)) = text.split_once("..") {
            let range = Self::range(from.trim().parse().ok()?, to.trim().parse().ok()?);
            // A term has no shorter name.
            let term = Self::of(Grain::Term, range.from, calendar);
            let is_term = (term.from, term.to) == (range.from, range.to);
            return Some(if is_term { term } else { range });
        }
        if let Ok(day) = text.parse() {
            return Some(Self::range(day, day));
        }
        if let Some((when, grain)) = text.split_once('-') {
            let this = || Grain::from_code(grain).map(|grain| Self::of(grain, today, calendar));
            match when {
                "this" => return this(),
                "last" => return this().map(|one| one.before(calendar)),
                _ => {}
            }
        }
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let year: i32 = year.parse().ok().filter(|year| YEARS.contains(year))?;
        let first = |month| NaiveDate::from_ymd_opt(year, month, 1);
        let Some(rest) = rest else {
            return Some(Self::of(Grain::Year, first(1)?, calendar));
        };
        if let Some(week) = rest.strip_prefix(['W', 'w']) {
            let day = NaiveDate::from_isoywd_opt(year, week.parse().ok()?, Weekday::Mon)?;
            return Some(Self::of(Grain::Week, day, calendar));
        }
        if let Some(nth) = rest.strip_prefix(['Q', 'q']) {
            let nth: u32 = nth.parse().ok().filter(|nth| (1..=4).contains(nth))?;
            return Some(Self::of(Grain::Quarter, first(nth * 3)?, calendar));
        }
        Some(Self::of(Grain::Month, first(rest.parse().ok()?)?, calendar))
    }

    /// A short name for files and scripts, which [`Self::parse`] reads.
    pub(crate) fn code(self) -> String {
        let (from, to) = (self.from, self.to);
        match self.grain {
            Grain::Week => from.format("%G-W%V").to_string(),
            Grain::Month => from.format("%Y-%m").to_string(),
            Grain::Quarter => format!("{}-Q{}", from.year(), from.month0() / 3 + 1),
            Grain::Year => from.year().to_string(),
            Grain::Term | Grain::Range => format!("{from}..{to}"),
        }
    }
}

/// So many months from a month of a day's year on.
fn months(day: NaiveDate, month0: u32, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(day.year(), month0 + 1, 1)?;
    let last = first.checked_add_months(Months::new(count))?.pred_opt()?;
    Some((first, last))
}

/// The term or school holiday around a day. Between the entries of the calendar, and without any, the half year from
/// February or August, as far as no entry covers it.
fn term(day: NaiveDate, calendar: &Calendar) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(term) = calendar.term(day) {
        // A holiday inside a term ends it: the days of the term are those before it or after it.
        let is_holiday = term.kind == TermKind::Holiday;
        let holidays = calendar
            .terms()
            .filter(|one| one.kind == TermKind::Holiday && !is_holiday);
        let mut bounds = (term.from_day, term.to_day);
        for holiday in holidays {
            if holiday.to_day < day {
                bounds.0 = bounds.0.max(holiday.to_day.succ_opt()?);
            } else if holiday.from_day > day {
                bounds.1 = bounds.1.min(holiday.from_day.pred_opt()?);
            }
        }
        return Some(bounds);
    }
    let first = |year, month| NaiveDate::from_ymd_opt(year, month, 1);
    let year = day.year();
    let (from, until) = match day.month() {
        1 => (first(year - 1, 8)?, first(year, 2)?),
        2..=7 => (first(year, 2)?, first(year, 8)?),
        _ => (first(year, 8)?, first(year + 1, 2)?),
    };
    let before = calendar
        .terms()
        .map(|one| one.to_day)
        .filter(|to| *to < day);
    let after = calendar
        .terms()
        .map(|one| one.from_day)
        .filter(|from| *from > day);
    let from = before
        .max()
        .map_or(Some(from), |to| Some(from.max(to.succ_opt()?)))?;
    let to = until.pred_opt()?;
    let to = after
        .min()
        .map_or(Some(to), |next| Some(to.min(next.pred_opt()?)))?;
    Some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Term;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term_of(from: &str, to: &str, kind: TermKind) -> Term {
        Term {
            from_day: day(from),
            to_day: day(to),
            name: String::new(),
            kind,
        }
    }

    fn calendar() -> Calendar {
        let terms = vec![
            term_of("2026-02-25", "2026-07-03", TermKind::Term),
            term_of("2026-07-04", "2026-08-31", TermKind::Holiday),
            term_of("2026-09-01", "2027-01-22", TermKind::Term),
        ];
        Calendar::new(&[], Vec::new(), Vec::new(), terms)
    }

    #[rstest]
    #[case::week(Grain::Week, "2027-01-02", "2026-12-28", "2027-01-03", "2026-W53")]
    #[case::month(Grain::Month, "2026-11-30", "2026-11-01", "2026-11-30", "2026-11")]
    #[case::leap_month(Grain::Month, "2028-02-29", "2028-02-01", "2028-02-29", "2028-02")]
    #[case::common_february(Grain::Month, "2026-02-03", "2026-02-01", "2026-02-28", "2026-02")]
    #[case::quarter(Grain::Quarter, "2026-12-31", "2026-10-01", "2026-12-31", "2026-Q4")]
    #[case::year(Grain::Year, "2026-07-01", "2026-01-01", "2026-12-31", "2026")]
    #[case::term(
        Grain::Term,
        "2026-11-27",
        "2026-09-01",
        "2027-01-22",
        "2026-09-01..2027-01-22"
    )]
    #[case::holiday(
        Grain::Term,
        "2026-08-01",
        "2026-07-04",
        "2026-08-31",
        "2026-07-04..2026-08-31"
    )]
    #[case::between_terms(
        Grain::Term,
        "2027-01-25",
        "2027-01-23",
        "2027-01-31",
        "2027-01-23..2027-01-31"
    )]
    fn a_period_around_a_day_has_whole_ends(
        #[case] grain: Grain,
        #[case] inside: &str,
        #[case] from: &str,
        #[case] to: &str,
        #[case] code: &str,
    ) {
        let calendar = calendar();
        let period = Period::of(grain, day(inside), &calendar);
        assert_eq!((period.from, period.to), (day(from), day(to)));
        assert_eq!(period.code(), code);
        let read = Period::parse(code, day("2026-11-27"), &calendar).unwrap();
        assert_eq!((read.from, read.to), (period.from, period.to));
    }

    #[rstest]
    #[case::this("this-month", "2026-11-01", "2026-11-30")]
    #[case::last("last-month", "2026-10-01", "2026-10-31")]
    #[case::last_week("last-week", "2026-11-16", "2026-11-22")]
    #[case::last_term("last-term", "2026-07-04", "2026-08-31")]
    #[case::one_day("2026-11-05", "2026-11-05", "2026-11-05")]
    #[case::turned("2026-11-30..2026-09-01", "2026-09-01", "2026-11-30")]
    fn a_period_is_read_from_words(#[case] text: &str, #[case] from: &str, #[case] to: &str) {
        let period = Period::parse(text, day("2026-11-27"), &calendar()).unwrap();
        assert_eq!((period.from, period.to), (day(from), day(to)));
    }

    #[rstest]
    fn what_is_no_period_is_refused(
        #[values(
            "",
            "2026-13",
            "2026-W54",
            "2026-Q5",
            "26",
            "last",
            "last-decade",
            "2026-02-30",
            ".."
        )]
        text: &str,
    ) {
        assert_eq!(Period::parse(text, day("2026-11-27"), &calendar()), None);
    }

    #[rstest]
    #[case::early("2026-11-03", "2026-10-01")]
    #[case::fifteenth("2026-11-15", "2026-10-01")]
    #[case::late("2026-11-16", "2026-11-01")]
    #[case::new_year("2027-01-02", "2026-12-01")]
    fn reports_open_on_the_last_whole_month_until_the_fifteenth(
        #[case] today: &str,
        #[case] from: &str,
    ) {
        let period = Period::usual(day(today), &calendar());
        assert_eq!((period.grain, period.from), (Grain::Month, day(from)));
    }

    proptest! {
        #[test]
        fn periods_follow_each_other_without_gap(
            nth in 0..6_usize,
            days in 0..4000_i64,
        ) {
            let (grain, calendar) = (Grain::ALL[nth], calendar());
            let inside = day("2024-01-01") + chrono::TimeDelta::days(days);
            let period = Period::of(grain, inside, &calendar);
            prop_assert!(period.contains(inside));
            prop_assert_eq!(period.each_day().count() as u64, period.days());
            let (before, after) = (period.before(&calendar), period.after(&calendar));
            prop_assert_eq!(before.to.succ_opt(), Some(period.from));
            prop_assert_eq!(period.to.succ_opt(), Some(after.from));
            prop_assert_eq!(after.before(&calendar).to, period.to);
            prop_assert_eq!(Period::of(grain, period.to, &calendar), period);
        }
    }
}
