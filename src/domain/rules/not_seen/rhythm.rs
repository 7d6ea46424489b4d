//! The child's rhythm: how unlikely the current run of misses is for this child.
//!
//! Three misses in a row matter for a child who comes every day, but not for one who comes on
//! Saturdays only. The attendance rate per weekday is estimated from the open days before the run.
//! It is shrunk towards the child's overall rate, which is shrunk towards one half when data is
//! scarce; recent weeks weigh more. The run itself is not part of the estimate: otherwise the rate
//! of a child who stays away would fall, and the run would look normal.
//!
//! The probability of the run is the product of the probabilities of its misses. It is given as the
//! mean number of weeks between two such runs. A threshold on the probability of one check would
//! raise too many false alarms, because the check runs every day; the number of weeks does not
//! depend on that.
//!
//! Assumption: days are independent given the weekday, except for illness, which is not always
//! reported. A run may be one of a few illnesses a year, which get less likely with their length.
//! Excused days are in neither the run nor the estimate.
//!
//! `cargo bench --bench judgement` measures what all rules together are worth in simulated homes.

use chrono::{Datelike, NaiveDate};

/// One open day with a register on which the child came or was absent without explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RhythmDay {
    /// The day.
    pub(super) day: NaiveDate,
    /// Whether the child came.
    pub(super) came: bool,
}

/// How unlikely a run is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rhythm {
    /// Misses in the run on the child's usual weekdays.
    pub(super) misses: usize,
    /// Mean weeks between two such runs; at most [`RAREST`].
    pub(super) once_in_weeks: f64,
}

/// Cap in weeks; larger estimates mean nothing.
pub(super) const RAREST: f64 = 1_000.0;
/// Fewest days attended for an estimate.
const KNOWN_FROM: usize = 6;
/// Half-life of the weight of a day, in days.
const HALF_LIFE: f64 = 35.0;
/// Weight of the overall rate in the rate of a weekday, in days.
const WEEKDAY_PRIOR: f64 = 3.0;
/// Least attendance rate of a usual weekday.
const USUAL: f64 = 0.3;
/// Unreported illnesses per week.
const ILL_A_WEEK: f64 = 0.03;
/// Mean length of an illness, in days.
const ILL_DAYS: f64 = 3.5;
/// Highest attendance rate of a weekday: no day is certain.
const CERTAIN: f64 = 0.97;

/// Judges the current run. `days` are in ascending order; those after `last_seen` are the run.
/// `None` if there is too little data or no miss.
pub(super) fn judge(days: &[RhythmDay], last_seen: NaiveDate) -> Option<Rhythm> {
    let begins = days.partition_point(|one| one.day <= last_seen);
    let (before, run) = days.split_at_checked(begins)?;
    let came = before.iter().filter(|one| one.came).count();
    if came < KNOWN_FROM || run.is_empty() {
        return None;
    }
    let shares = shares(before, last_seen);
    let share = |day: NaiveDate| {
        let place = day.weekday().num_days_from_monday() as usize;
        shares.get(place).copied().unwrap_or_default()
    };
    let gaps = run.iter().filter(|one| !one.came);
    let (mut chance, mut misses) = (1.0, 0);
    for one in gaps {
        chance *= 1.0 - share(one.day);
        misses += usize::from(share(one.day) >= USUAL);
    }
    // A run may begin after any day on which the child came.
    let comes_a_week: f64 = shares.iter().sum();
    let lasts = run.last().map_or(0, |one| (one.day - last_seen).num_days());
    let lasts = f64::from(i32::try_from(lasts).unwrap_or(i32::MAX));
    let ill = ILL_A_WEEK * (-lasts / ILL_DAYS).exp();
    let a_week = chance * comes_a_week + ill;
    (misses > 0 && a_week > 0.0).then(|| Rhythm {
        misses,
        once_in_weeks: (1.0 / a_week).clamp(0.0, RAREST),
    })
}

/// Attendance rates from Monday; zero on weekdays without open days.
fn shares(before: &[RhythmDay], until: NaiveDate) -> [f64; 7] {
    let (mut came, mut all) = ([0.0; 7], [0.0; 7]);
    for one in before {
        let ago = (until - one.day).num_days().max(0);
        let weight = (-f64::from(i32::try_from(ago).unwrap_or(i32::MAX)) / HALF_LIFE).exp2();
        let place = one.day.weekday().num_days_from_monday() as usize;
        if let (Some(came), Some(all)) = (came.get_mut(place), all.get_mut(place)) {
            *came += if one.came { weight } else { 0.0 };
            *all += weight;
        }
    }
    let overall = (came.iter().sum::<f64>() + 0.5) / (all.iter().sum::<f64>() + 1.0);
    std::array::from_fn(|place| {
        let (came, all) = (
            came.get(place).copied().unwrap_or_default(),
            all.get(place).copied().unwrap_or_default(),
        );
        if all == 0.0 {
            return 0.0;
        }
        let share: f64 = (came + WEEKDAY_PRIOR * overall) / (all + WEEKDAY_PRIOR);
        share.min(CERTAIN)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn monday() -> NaiveDate {
        "2026-08-31".parse().unwrap()
    }

    /// Ten weeks from Monday to Saturday of a child who comes on these weekdays, then a run.
    fn habit(comes: &[u32], run: usize) -> Option<Rhythm> {
        let days: Vec<NaiveDate> = monday()
            .iter_days()
            .filter(|day| day.weekday().num_days_from_monday() < 6)
            .take(60 + run)
            .collect();
        let days: Vec<RhythmDay> = days
            .iter()
            .enumerate()
            .map(|(nth, day)| RhythmDay {
                day: *day,
                came: nth < 60 && comes.contains(&day.weekday().num_days_from_monday()),
            })
            .collect();
        let last = days.iter().rev().find(|one| one.came)?.day;
        judge(&days, last)
    }

    #[rstest]
    #[case::every_day_and_one_miss(&[0, 1, 2, 3, 4, 5], 1, false)]
    #[case::every_day_and_three_misses(&[0, 1, 2, 3, 4, 5], 3, true)]
    #[case::saturdays_and_five_other_days(&[5], 5, false)]
    #[case::one_saturday_missed(&[5], 6, false)]
    #[case::three_saturdays_missed(&[5], 18, true)]
    #[case::two_days_a_week_and_one_missed(&[1, 3], 2, false)]
    #[case::two_days_a_week_and_two_weeks_gone(&[1, 3], 12, true)]
    fn a_run_is_rare_for_this_child(#[case] comes: &[u32], #[case] run: usize, #[case] rare: bool) {
        let found = habit(comes, run).is_some_and(|one| one.once_in_weeks >= 26.0);
        assert_eq!(found, rare, "{:?}", habit(comes, run));
    }

    #[test]
    fn little_history_says_nothing() {
        let days: Vec<RhythmDay> = monday()
            .iter_days()
            .take(12)
            .enumerate()
            .map(|(nth, day)| RhythmDay { day, came: nth < 5 })
            .collect();
        assert_eq!(judge(&days, days[4].day), None);
    }

    fn histories() -> impl Strategy<Value = Vec<RhythmDay>> {
        prop::collection::vec(any::<bool>(), 0..90).prop_map(|came| {
            let days = monday().iter_days().zip(came);
            days.map(|(day, came)| RhythmDay { day, came }).collect()
        })
    }

    fn last(days: &[RhythmDay]) -> Option<NaiveDate> {
        days.iter().rev().find(|one| one.came).map(|one| one.day)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn it_is_a_number_whatever_the_history(days in histories()) {
            if let Some(rhythm) = last(&days).and_then(|last| judge(&days, last)) {
                prop_assert!(rhythm.once_in_weeks.is_finite());
                prop_assert!((0.0..=RAREST).contains(&rhythm.once_in_weeks));
            }
        }

        #[test]
        fn whoever_was_seen_on_the_last_day_is_missed_by_nobody(days in histories()) {
            if let Some(last) = days.last() {
                prop_assert_eq!(judge(&days, last.day), None);
            }
        }

        #[test]
        fn a_day_less_in_the_run_never_makes_it_rarer(days in histories()) {
            let Some(seen) = last(&days) else { return Ok(()) };
            let mut fewer = days.clone();
            if fewer.last().is_some_and(|one| !one.came) {
                fewer.pop();
            }
            let weeks = |days: &[RhythmDay]| judge(days, seen).map_or(0.0, |one| one.once_in_weeks);
            prop_assert!(weeks(&fewer) <= weeks(&days));
        }
    }
}
