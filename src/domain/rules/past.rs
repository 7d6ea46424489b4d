//! Matters of unseen children that are over: listed since when and why, what was done, and the sighting that ended it.

use super::flag::Holding;
use super::reason::SeenHow;
use crate::domain::FollowUp;
use crate::domain::calendar::Calendar;
use chrono::NaiveDate;

/// A matter that a sighting has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastMatter {
    /// The strongest rule on the last evening before the child was seen, with its level and day.
    pub strongest: Holding,
    /// The day since which the child was listed.
    pub raised: NaiveDate,
    /// The last sighting before it; `None` if the child had never been seen.
    pub before: Option<NaiveDate>,
    /// What was done about it, oldest first.
    pub steps: Vec<FollowUp>,
    /// The day on which the child was seen again.
    pub seen: NaiveDate,
    /// How it was seen that day.
    pub how: SeenHow,
}

/// Longest gaps that are looked into, the newest first: each costs a reading of the home.
const MOST: usize = 12;
/// Open days without the child from which a gap may have raised a matter.
const FEWEST: usize = 2;

/// The gaps between sightings that are long for the child and hold open days, newest first: the sightings before and
/// after each. `sightings` are in order, each day once.
pub(crate) fn long_gaps(
    sightings: &[NaiveDate],
    calendar: &Calendar,
) -> Vec<(NaiveDate, NaiveDate)> {
    let gaps = sightings.windows(2).filter_map(|pair| match pair {
        [before, after] => Some((*before, *after)),
        _ => None,
    });
    let mut lengths: Vec<i64> = gaps
        .clone()
        .map(|(from, to)| (to - from).num_days())
        .collect();
    lengths.sort_unstable();
    // Of a child of two days a week the short gaps are the usual ones.
    let usual = lengths.get(lengths.len() / 4).copied().unwrap_or(1);
    let is_long = |(from, to): &(NaiveDate, NaiveDate)| {
        let last = to.pred_opt().unwrap_or(*to);
        let open = || calendar.open_days_since(*from, last);
        (*to - *from).num_days() >= 2 * usual && open() >= FEWEST
    };
    let mut long: Vec<_> = gaps.filter(is_long).collect();
    long.reverse();
    long.truncate(MOST);
    long
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hours::{SchoolPeriod, WeeklyHours};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn gaps(sightings: &[&str]) -> Vec<(String, String)> {
        let hours: WeeklyHours = "Mon-Sat 16:30-18:30".parse().unwrap();
        let stretches = hours.stretches(SchoolPeriod::Term);
        let calendar = Calendar::new(&stretches, Vec::new(), Vec::new(), Vec::new());
        let days: Vec<NaiveDate> = sightings.iter().map(|text| day(text)).collect();
        let gaps = long_gaps(&days, &calendar).into_iter();
        gaps.map(|(from, to)| (from.to_string(), to.to_string()))
            .collect()
    }

    fn one(from: &str, to: &str) -> Vec<(String, String)> {
        vec![(from.to_owned(), to.to_owned())]
    }

    #[test]
    fn a_weekend_is_no_gap_and_a_missed_week_is() {
        let daily = [
            "2026-11-02",
            "2026-11-03",
            "2026-11-04",
            "2026-11-05",
            "2026-11-06",
        ];
        assert_eq!(
            gaps(&[&daily[..], &["2026-11-09", "2026-11-10"]].concat()),
            []
        );
        let back = [&daily[..], &["2026-11-16", "2026-11-17"]].concat();
        assert_eq!(gaps(&back), one("2026-11-06", "2026-11-16"));
    }

    #[test]
    fn a_saturday_child_is_missed_from_two_weeks_on() {
        let weekly = ["2026-10-03", "2026-10-10", "2026-10-17", "2026-10-24"];
        assert_eq!(gaps(&weekly), []);
        let late = [&weekly[..], &["2026-11-14"]].concat();
        assert_eq!(gaps(&late), one("2026-10-24", "2026-11-14"));
    }

    #[test]
    fn the_newest_gaps_come_first_and_not_more_than_the_home_can_be_read_for() {
        let first = day("2026-01-05");
        let days = (0..40_u64).map(|nth| first + chrono::Days::new(nth / 2 * 14 + nth % 2));
        let days: Vec<String> = days.map(|day| day.to_string()).collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        let found = gaps(&days);
        assert_eq!(found.len(), MOST);
        assert_eq!(found[0].1, days[38]);
        assert!(found[0] > found[1]);
    }
}
