//! The child's own rhythm: how unlikely the present run of misses is for *this* child.
//!
//! A child who comes every day and misses three is a worry; one who comes on Saturdays is not. From
//! the open days of the last weeks before the run it is estimated how often this child comes on each
//! weekday: a share of the weekday's own days, drawn towards the child's share over all days, which
//! is drawn towards one half where little is known; recent weeks weigh more. The run itself never
//! counts towards the estimate, or a child who stays away would slowly become one who does.
//!
//! The chance of the run is the product of the chances of its misses. Said as a number that people
//! can weigh: between two such runs there would be so many weeks, if nothing had changed. A chance
//! for one look would alarm too often, because one looks every day; the weeks between do not.
//!
//! What it assumes: days are independent given the weekday, but for illness, which nobody always tells
//! of: a run may also be one of a few illnesses a year, less likely the longer it lasts. A known absence
//! takes its days out of the run and out of the estimate.
//!
//! `cargo bench --bench rhythm` makes homes whose children come by different habits, fall ill, lose
//! interest or stop on a known day, and tells how soon each way of noticing sees it:
//!
//! | | false alarms per 100 child-weeks | days to the flag, half | 90 % | not within 60 days |
//! |---|---:|---:|---:|---:|
//! | not seen for 7 days | 8.22 | 6 | 8 | 3 % |
//! | not seen for 10 days | 5.33 | 9 | 10 | 1 % |
//! | not seen for 14 days | 1.91 | 13 | 14 | 0 % |
//! | 3 agreed days missed in a row | 6.54 | 5 | 60 | 21 % |
//! | own rhythm, once in 26 weeks | 5.55 | 5 | 15 | 2 % |
//!
//! So at the rate of false alarms of "not seen for ten days" it takes five days instead of nine: little
//! more than half. What it does not do is be quicker for everybody: a child of Saturdays takes two
//! missed Saturdays, as it should. Two thirds of what counts as false alarms here are children who
//! are losing interest, of whom one would want to know. Three agreed days in a row are as quick for
//! children with agreed days, and blind for all others.

use chrono::{Datelike, NaiveDate};

/// One open day on which the register was taken and nothing explains the child's absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RhythmDay {
    /// Which day.
    pub day: NaiveDate,
    /// Whether the child came.
    pub came: bool,
}

/// How unlikely a run is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rhythm {
    /// Misses of the run on weekdays on which the child usually comes.
    pub misses: usize,
    /// Weeks between two such runs, if nothing had changed; at most [`RAREST`].
    pub once_in_weeks: f64,
}

/// Weeks beyond which nobody can tell more.
pub const RAREST: f64 = 1_000.0;
/// Days on which the child came without which there is no rhythm to speak of.
const KNOWN_FROM: usize = 6;
/// After so many days a day weighs half.
const HALF_LIFE: f64 = 35.0;
/// How many days of a weekday the child's share over all days is worth.
const WEEKDAY_PRIOR: f64 = 3.0;
/// A weekday on which the child comes at least so often is one of its days.
const USUAL: f64 = 0.3;
/// How many illnesses a week nobody tells of, in a child's ordinary life.
const ILL_A_WEEK: f64 = 0.03;
/// How many days such an illness lasts.
const ILL_DAYS: f64 = 3.5;
/// No day is certain: even the most regular child misses one in so many.
const CERTAIN: f64 = 0.97;

/// The present run against the rhythm before it. `days` are in the order of the calendar; those
/// after `last_seen` are the run. Nothing where too little is known, or nothing was missed.
pub fn judge(days: &[RhythmDay], last_seen: NaiveDate) -> Option<Rhythm> {
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
    // A run may begin after any day on which the child came: so many times a week.
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

/// How often the child comes on each weekday, from Monday; nothing on weekdays without open days.
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
