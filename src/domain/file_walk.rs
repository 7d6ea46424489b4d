//! The walk through the files: which of them somebody has to confirm, and how many a day.

use super::calendar::quarter;
use super::{Child, ChildId, Status};
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

/// A file that somebody has to see to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileToDo {
    /// The child.
    pub child: ChildId,
    /// Something is missing in it: a matter of its list is open.
    pub has_gap: bool,
    /// It was confirmed in this quarter.
    pub is_confirmed: bool,
    /// It was gone through today, so that it is no part of what is left for today.
    pub is_of_today: bool,
}

/// How many files somebody has to see to. Every place that counts them shows these numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FileTally {
    /// The files.
    pub count: usize,
    /// Those in which something is missing.
    pub with_gaps: usize,
    /// Those that were not confirmed in this quarter.
    pub unconfirmed: usize,
}

impl FileTally {
    /// Counts the files.
    pub(crate) fn of(files: &[FileToDo]) -> Self {
        let count = |is_it: fn(&FileToDo) -> bool| files.iter().filter(|one| is_it(one)).count();
        Self {
            count: files.len(),
            with_gaps: count(|one| one.has_gap),
            unconfirmed: count(|one| !one.is_confirmed),
        }
    }
}

/// The files that somebody has to see to: those in which something is missing in the order of `gaps`, which are the
/// children of open matters of the files, the worst first; then those that are only to be confirmed, in the order of
/// `children`.
pub(crate) fn files_to_do(
    children: &[Child],
    gaps: impl Iterator<Item = ChildId>,
    today: NaiveDate,
) -> Vec<FileToDo> {
    let mut places: HashMap<ChildId, usize> = HashMap::new();
    for child in gaps {
        let next = places.len();
        places.entry(child).or_insert(next);
    }
    let asked = children
        .iter()
        .filter(|child| places.contains_key(&child.id) || is_to_confirm(child, today));
    let mut files: Vec<FileToDo> = asked
        .map(|child| FileToDo {
            child: child.id,
            has_gap: places.contains_key(&child.id),
            is_confirmed: is_confirmed(child, today),
            is_of_today: child.last_verified_on == Some(today),
        })
        .collect();
    files.sort_by_key(|one| places.get(&one.child).copied().unwrap_or(usize::MAX));
    files
}

/// Whether somebody has to confirm the file of a child of the home in which nothing is missing: nobody ever did (an
/// import does not know whether it still holds), or the check of the quarter is open (rule D4) and has not reached it.
fn is_to_confirm(child: &Child, today: NaiveDate) -> bool {
    let is_asked = child.last_verified_on.is_none() || is_check_open(today);
    child.status == Status::Enrolled && is_asked && !is_confirmed(child, today)
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
    use crate::domain::Sex;
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
    #[case::a_gap_gone_through_today("2026-11-23", Some("2026-11-23"), true, true)]
    #[case::gone_through_today("2026-12-01", Some("2026-12-01"), false, false)]
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
        let gaps = || has_gap.then_some(ChildId::default()).into_iter();
        let files = |child: &Child| files_to_do(std::slice::from_ref(child), gaps(), day(today));
        assert_eq!(files(&child).len(), usize::from(is_asked));
        // Of a child who is away only what is missing is asked for.
        child.status = Status::Away;
        assert_eq!(files(&child).len(), usize::from(has_gap));
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
