//! Matters of unseen children that are over: listed since when and why, what was done, and what ended it.

use super::flag::Holding;
use super::reason::SeenHow;
use crate::domain::calendar::Calendar;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::{FollowUp, Visit};
use chrono::NaiveDate;

/// What ended a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PastEnd {
    /// The child was seen.
    Seen(SeenHow),
    /// The child left the home or moved away.
    Left,
    /// A director ended it by a word.
    Closed(CloseReason),
}

/// A matter that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastMatter {
    /// The strongest rule on the last evening of the matter, with its level and day.
    pub strongest: Holding,
    /// The day since which the child was listed.
    pub raised: NaiveDate,
    /// The last sighting before it; `None` if the child had never been seen.
    pub before: Option<NaiveDate>,
    /// What was done about it, oldest first.
    pub steps: Vec<FollowUp>,
    /// Visits and calls of the gap, also those that were entered as no step about the matter.
    pub visits: Vec<Visit>,
    /// The day on which it was over.
    pub over: NaiveDate,
    /// What ended it.
    pub end: PastEnd,
}

impl PastMatter {
    /// How often somebody was rung.
    pub(crate) fn calls(&self) -> usize {
        let calls = self.visits.iter().filter(|one| one.kind.is_call());
        calls.count() + self.steps_alone(FollowStep::Rang)
    }

    /// How often somebody went there and did not see the child.
    pub(crate) fn visits_in_vain(&self) -> usize {
        let visits = self.visits.iter();
        let in_vain = visits.filter(|one| !one.kind.is_call() && !one.child_seen);
        in_vain.count() + self.steps_alone(FollowStep::Visited)
    }

    /// How often it was handed up.
    pub(crate) fn hand_overs(&self) -> usize {
        let steps = self.steps.iter();
        steps.filter(|one| one.step == FollowStep::HandedUp).count()
    }

    /// How often somebody explained until a day where the child was.
    pub(crate) fn explanations(&self) -> usize {
        let steps = self.steps.iter();
        let is_one = |step| matches!(step, FollowStep::Excused | FollowStep::WithParents);
        steps.filter(|one| is_one(one.step)).count()
    }

    /// Steps of a kind whose visit or call is not among those of the gap.
    fn steps_alone(&self, step: FollowStep) -> usize {
        let steps = self.steps.iter().filter(|one| one.step == step);
        let is_known = |id| self.visits.iter().any(|visit| Some(visit.id) == id);
        steps
            .filter(|one| one.visit.is_none() || !is_known(one.visit))
            .count()
    }
}

/// Longest gaps that are looked into, the newest first: each costs a reading of the home.
const MOST: usize = 12;
/// Open days without the child from which a gap may have raised a matter.
const FEWEST: usize = 2;

/// From so many days on a gap is long for every child.
const LONG: i64 = 30;

/// The gaps between sightings that are long for the child and hold open days, newest first: the sightings before and
/// after each. `sightings` are in order, each day once; `known` is the day since which the home knows a child whom it
/// had not seen before, and begins the first gap.
pub(crate) fn long_gaps(
    known: Option<NaiveDate>,
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
    // Of a child of two days a week the short gaps are the usual ones. One gap alone is not what is usual.
    let usual = lengths.get(lengths.len() / 4).copied();
    let usual = usual.filter(|_| lengths.len() > 1).unwrap_or(1);
    let enough = (2 * usual).min(LONG);
    let is_open = |(from, to): &(NaiveDate, NaiveDate)| {
        let last = to.pred_opt().unwrap_or(*to);
        calendar.open_days_since(*from, last) >= FEWEST
    };
    let is_long = |gap: &(NaiveDate, NaiveDate)| (gap.1 - gap.0).num_days() >= enough;
    let first = known.zip(sightings.first().copied());
    let first = first.filter(|(known, seen)| known < seen);
    let long = gaps.filter(is_long);
    let mut long: Vec<_> = first.into_iter().chain(long).filter(is_open).collect();
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
        let gaps = long_gaps(None, &days, &calendar).into_iter();
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
    fn one_gap_alone_is_long_and_so_is_the_time_before_the_first_sighting() {
        assert_eq!(
            gaps(&["2026-10-01", "2026-11-10"]),
            one("2026-10-01", "2026-11-10")
        );
        let hours: WeeklyHours = "Mon-Sat 16:30-18:30".parse().unwrap();
        let stretches = hours.stretches(SchoolPeriod::Term);
        let calendar = Calendar::new(&stretches, Vec::new(), Vec::new(), Vec::new());
        let known = day("2026-10-01");
        let seen = [day("2026-11-10"), day("2026-11-11")];
        assert_eq!(long_gaps(Some(known), &seen, &calendar), [(known, seen[0])]);
        assert_eq!(long_gaps(Some(seen[0]), &seen, &calendar), []);
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
