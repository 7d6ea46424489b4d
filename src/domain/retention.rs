//! How long data is kept (`domain.md` section 5, article 19 of the law on personal information: no longer than its purpose
//! asks). The clocks are numbers of the home; nothing goes by itself: a director decides.

use super::child::Child;
use super::rules::RuleBook;
use super::rules::book::{D8_FILE, D8_REGISTER};
use chrono::{Datelike, Months, NaiveDate, TimeDelta};

/// Age at which the file of a child has no purpose any more.
const OF_AGE: u32 = 18;

/// Why a file may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outgrown {
    /// The child left the home on this day.
    Left(NaiveDate),
    /// The child, who has left on a day that nobody knows, came of age on this day.
    OfAge(NaiveDate),
}

impl Outgrown {
    /// The day on which its clock began.
    pub(crate) const fn since(self) -> NaiveDate {
        match self {
            Self::Left(day) | Self::OfAge(day) => day,
        }
    }
}

/// A file whose clock runs or has run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileClock {
    /// What began it.
    pub why: Outgrown,
    /// The first day on which the file may go.
    pub goes_on: NaiveDate,
}

/// The clock of a file; `None` for a child who is here or away, for one who left on an unknown day and is not of age, and
/// for a file that was erased.
pub(crate) fn file_clock(child: &Child, book: &RuleBook) -> Option<FileClock> {
    if !child.status.has_left() || child.is_erased() {
        return None;
    }
    let of_age = || child.born()?.checked_add_months(Months::new(12 * OF_AGE));
    let why = child
        .left_on
        .map(Outgrown::Left)
        .or_else(|| of_age().map(Outgrown::OfAge))?;
    Some(FileClock {
        why,
        goes_on: why.since() + TimeDelta::days(book.get(&D8_FILE) + 1),
    })
}

/// The day before which the register may go: the first of a month, so that no month is known by half.
pub(crate) fn register_limit(today: NaiveDate, book: &RuleBook) -> NaiveDate {
    let last = today - TimeDelta::days(book.get(&D8_REGISTER));
    last.with_day(1).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::child::ERASED;
    use crate::domain::rules::RuleNumber;
    use crate::domain::{ChildId, Sex, Status};
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::here(Status::Enrolled, None, "2015-03-05", None)]
    #[case::away_may_come_back(Status::Away, Some("2024-01-01"), "2015-03-05", None)]
    #[case::left(Status::Moved, Some("2025-11-23"), "2015-03-05", Some("2026-11-24"))]
    #[case::closed(Status::Closed, Some("2024-02-29"), "2015-03-05", Some("2025-03-01"))]
    // Nobody knows when it left: the file goes a year after it came of age.
    #[case::left_some_day(Status::AgedOut, None, "2007-06-01", Some("2026-06-02"))]
    #[case::left_some_day_and_unborn(Status::Moved, None, "1970-01-01", None)]
    fn the_clock_of_a_file_begins_when_the_child_leaves(
        #[case] status: Status,
        #[case] left: Option<&str>,
        #[case] born: &str,
        #[case] goes: Option<&str>,
    ) {
        let mut child = Child::new(ChildId::default(), "0001", "汪乐乐", Sex::Female, day(born));
        child.status = status;
        child.left_on = left.map(day);
        let clock = file_clock(&child, &RuleBook::default());
        assert_eq!(clock.map(|one| one.goes_on), goes.map(day));
        child.name = format!("{ERASED}0001");
        child.birth_date = crate::domain::child::UNKNOWN_BIRTH;
        assert_eq!(file_clock(&child, &RuleBook::default()), None, "erased");
    }

    #[rstest]
    #[case("2026-11-23", None, "2023-11-01")]
    #[case("2026-11-30", None, "2023-12-01")]
    #[case("2026-11-23", Some(365), "2025-11-01")]
    fn of_the_register_whole_months_go(
        #[case] today: &str,
        #[case] days: Option<i64>,
        #[case] before: &str,
    ) {
        let changed = days.map(|value| RuleNumber {
            name: D8_REGISTER.name.to_owned(),
            value,
        });
        let book = RuleBook::new(changed.into_iter().collect());
        assert_eq!(register_limit(day(today), &book), day(before));
    }
}
