//! The walk through the files: which of them somebody has to confirm, and how many a day.

use super::calendar::quarter;
use super::{Child, Status};
use chrono::{Datelike, NaiveDate};

/// Whether somebody has to go through the file of a child of the home: nobody ever confirmed it (an import does not
/// know whether it still holds), the check of the quarter is open (rule D4) and has not reached it, or something is
/// missing in it. A file that was gone through today waits until tomorrow, whatever is still missing.
pub(crate) fn is_to_confirm(child: &Child, today: NaiveDate, has_gap: bool) -> bool {
    if child.status != Status::Enrolled {
        return false;
    }
    match child.last_verified_on {
        None => true,
        Some(day) if day == today => false,
        Some(_) if has_gap => true,
        Some(_) => is_check_open(today) && !is_confirmed(child, today),
    }
}

/// Whether a file was confirmed in the quarter of `today`.
pub(crate) fn is_confirmed(child: &Child, today: NaiveDate) -> bool {
    let last = child.last_verified_on;
    quarter(today).is_some_and(|(first, _)| last.is_some_and(|day| day >= first))
}

/// Whether the check of the quarter is open: in its last month (rule D4).
pub(crate) fn is_check_open(today: NaiveDate) -> bool {
    today.month().is_multiple_of(3)
}

/// How many files are to be confirmed on each of the open days that are left, today included, so that none is left
/// at the end of the quarter. Those of today are counted in, so that the share does not shrink while it is worked off.
pub(crate) fn share(left: usize, done_today: usize, days_left: usize) -> usize {
    (left + done_today).div_ceil(days_left.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ChildId, Sex};
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::never("2026-11-23", None, false, true)]
    #[case::last_quarter_before_the_check("2026-11-23", Some("2026-09-20"), false, false)]
    #[case::last_quarter_in_the_check("2026-12-01", Some("2026-09-30"), false, true)]
    #[case::first_day_of_the_quarter("2026-12-01", Some("2026-10-01"), false, false)]
    #[case::a_gap("2026-11-23", Some("2026-11-20"), true, true)]
    #[case::a_gap_gone_through_today("2026-11-23", Some("2026-11-23"), true, false)]
    #[case::of_the_year_before("2026-03-02", Some("2025-12-31"), false, true)]
    fn which_files(
        #[case] today: &str,
        #[case] last: Option<&str>,
        #[case] has_gap: bool,
        #[case] is_asked: bool,
    ) {
        let born = day("2018-01-01");
        let mut child = Child::new(ChildId::default(), "1", "汪乐乐", Sex::Male, born);
        child.last_verified_on = last.map(day);
        assert_eq!(is_to_confirm(&child, day(today), has_gap), is_asked);
        child.status = Status::Away;
        assert!(!is_to_confirm(&child, day(today), has_gap));
    }

    #[rstest]
    #[case(143, 0, 18, 8)]
    #[case(138, 5, 18, 8)]
    #[case(0, 8, 18, 1)]
    #[case(3, 0, 0, 3)]
    #[case(0, 0, 5, 0)]
    fn a_share_a_day(
        #[case] left: usize,
        #[case] today: usize,
        #[case] days: usize,
        #[case] each: usize,
    ) {
        assert_eq!(share(left, today, days), each);
    }
}
