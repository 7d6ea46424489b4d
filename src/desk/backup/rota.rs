//! Which copies stay: the newest of each of the last 7 days, 5 weeks and 12 months that have one, and
//! of each year. Counted in copies and not in calendar days, so that a home that was closed for the
//! summer keeps as many.

use crate::house::safety::Copied;
use chrono::Datelike;
use std::collections::BTreeSet;

const DAYS: usize = 7;
const WEEKS: usize = 5;
const MONTHS: usize = 12;

/// The copies that may go, of copies in the order newest first.
pub(crate) fn to_drop(copies: &[Copied]) -> Vec<&Copied> {
    let mut kept = BTreeSet::new();
    let mut keep = |limit: usize, period: &dyn Fn(&Copied) -> (i32, u32)| {
        let mut seen = BTreeSet::new();
        for (place, copy) in copies.iter().enumerate() {
            if seen.len() < limit && seen.insert(period(copy)) {
                kept.insert(place);
            }
        }
    };
    keep(DAYS, &|copy| (copy.at.year(), copy.at.ordinal()));
    keep(WEEKS, &|copy| {
        let week = copy.at.iso_week();
        (week.year(), week.week())
    });
    keep(MONTHS, &|copy| (copy.at.year(), copy.at.month()));
    keep(usize::MAX, &|copy| (copy.at.year(), 0));
    let places = copies.iter().enumerate();
    places
        .filter(|(place, _)| !kept.contains(place))
        .map(|(_, copy)| copy)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
    use std::path::PathBuf;

    fn copy(at: NaiveDateTime) -> Copied {
        Copied {
            at,
            head: "1-00000000".parse().unwrap(),
            path: PathBuf::from(at.to_string()),
        }
    }

    /// Runs the rota at every close of day, as the program does.
    fn after(first: &str, days: u64, is_open: impl Fn(NaiveDate) -> bool) -> Vec<Copied> {
        let first: NaiveDate = first.parse().unwrap();
        let mut copies: Vec<Copied> = Vec::new();
        for day in (0..days)
            .map(|n| first + Days::new(n))
            .filter(|day| is_open(*day))
        {
            copies.insert(
                0,
                copy(day.and_time(NaiveTime::from_hms_opt(18, 30, 0).unwrap())),
            );
            let gone: Vec<PathBuf> = to_drop(&copies)
                .into_iter()
                .map(|one| one.path.clone())
                .collect();
            copies.retain(|one| !gone.contains(&one.path));
        }
        copies
    }

    #[test]
    fn three_years_of_evenings_leave_days_weeks_months_and_years() {
        let copies = after("2024-01-01", 3 * 366, |_| true);
        let days: Vec<String> = copies.iter().map(|one| one.at.date().to_string()).collect();
        assert_eq!(
            days,
            [
                "2027-01-02",
                "2027-01-01",
                "2026-12-31",
                "2026-12-30",
                "2026-12-29",
                "2026-12-28",
                "2026-12-27",
                "2026-12-20",
                "2026-12-13",
                "2026-12-06",
                "2026-11-30",
                "2026-10-31",
                "2026-09-30",
                "2026-08-31",
                "2026-07-31",
                "2026-06-30",
                "2026-05-31",
                "2026-04-30",
                "2026-03-31",
                "2026-02-28",
                "2025-12-31",
                "2024-12-31",
            ]
        );
    }

    #[test]
    fn a_summer_without_evenings_costs_no_copy() {
        let before = after("2026-03-01", 120, |_| true);
        let more = after("2026-03-01", 190, |day| !(7..=8).contains(&day.month()));
        assert!(more.len() >= before.len());
    }

    #[test]
    fn of_one_day_the_newest_stays() {
        let at = |time: &str| copy(format!("2026-11-25T{time}").parse().unwrap());
        let copies = [at("18:40:00"), at("18:31:00"), at("12:00:00")];
        let gone: Vec<_> = to_drop(&copies).into_iter().map(|one| one.at).collect();
        assert_eq!(gone, [copies[1].at, copies[2].at]);
    }

    #[test]
    fn the_newest_always_stays() {
        assert!(to_drop(&[]).is_empty());
        assert!(to_drop(&[copy("2026-11-25T18:31:00".parse().unwrap())]).is_empty());
    }
}
