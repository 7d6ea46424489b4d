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
//! A run of one week has to be as rare as the rule book says, one of two weeks half as rare, one of half a week twice
//! as rare: the longer nobody has seen a child, the likelier it is that it has stopped coming, and a child of one day
//! a week is not waited for until three of them are missed.
//!
//! Weeks are alike. So a run that is no longer than one that the child has had twice in the weeks before says
//! nothing, however unlikely its days are one by one: that is a child of alternate weeks, or of the first days of a month.
//!
//! Assumption: days are independent given the weekday, except for illness, which is not always
//! reported. A run may be one of a few illnesses a year, which get less likely with their length.
//! Excused days are in neither the run nor the rates.
//!
//! `cargo bench --bench judgement` measures what all rules together are worth in simulated homes.

use super::days::Kept;
use chrono::{Datelike, NaiveDate};

/// One open day with a register before the last sighting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RhythmDay {
    /// The day.
    pub(super) day: NaiveDate,
    /// Whether the child came.
    pub(super) kept: Kept,
}

/// How unlikely a run is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rhythm {
    /// Misses in the run on the child's usual weekdays.
    pub(super) misses: usize,
    /// Mean weeks between two such runs; at most [`RAREST`].
    pub(super) once_in_weeks: f64,
    /// Weeks of open days that the run lasts.
    pub(super) lasts: f64,
}

impl Rhythm {
    /// How rare it is, for a run of one week.
    pub(super) fn weight(&self) -> f64 {
        self.once_in_weeks * self.lasts
    }

    /// Whole weeks between two such runs; `None` if it is so rare that no number can be told.
    pub(super) fn whole_weeks(&self) -> Option<i64> {
        (self.once_in_weeks < RAREST).then(|| whole(self.once_in_weeks))
    }

    /// The same up to a year: from thirteen weeks nobody can tell what happens once in some years.
    pub(super) fn weeks_to_tell(&self) -> Option<i64> {
        self.whole_weeks().filter(|weeks| *weeks <= TOLD)
    }
}

/// A number of weeks, rounded.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast of a float saturates, and no number of weeks comes near"
)]
pub(super) fn whole(weeks: f64) -> i64 {
    weeks.round() as i64
}

/// Cap in weeks; larger estimates mean nothing.
pub(super) const RAREST: f64 = 1_000.0;
/// Weeks up to which a number is told.
const TOLD: i64 = 52;
/// Fewest days attended for an estimate.
const KNOWN_FROM: usize = 6;
/// Open days of the longest absence that can be usual, three weeks: who was twice away for longer is looked for all the
/// same.
const LONGEST_USUAL: usize = 18;
/// Half-life of the weight of a day, in days.
const HALF_LIFE: f64 = 35.0;
/// Weight of the overall rate in the rate of a weekday, in days.
const WEEKDAY_PRIOR: f64 = 1.0;
/// Least attendance rate of a usual weekday.
const USUAL: f64 = 0.2;
/// Unreported illnesses per week.
const ILL_A_WEEK: f64 = 0.03;
/// Mean length of an illness, in days.
const ILL_DAYS: f64 = 3.5;
/// Highest attendance rate of a weekday: no day is certain.
const CERTAIN: f64 = 0.97;

/// The habit of a child before it was last seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Habit {
    last_seen: NaiveDate,
    /// Attendance rates from Monday.
    shares: [f64; 7],
    /// Weekdays with open days.
    open_a_week: usize,
    /// Misses of the longest and of the second longest stretch between two days on which the child came.
    gaps: (usize, usize),
}

impl Habit {
    /// Reads the habit from the days up to the last sighting, in ascending order. If that was not at the home, the days
    /// after the child last came are no habit. `None` if there is too little data.
    pub(super) fn read(before: &[RhythmDay], last_seen: NaiveDate) -> Option<Self> {
        let until = before.iter().rposition(|one| one.kept == Kept::Came)?;
        let before = before.get(..=until)?;
        let came = before.iter().filter(|one| one.kept == Kept::Came).count();
        if came < KNOWN_FROM {
            return None;
        }
        let (shares, open_a_week) = shares(before, last_seen);
        Some(Self {
            last_seen,
            shares,
            open_a_week,
            gaps: gaps(before),
        })
    }

    fn share(&self, day: NaiveDate) -> f64 {
        let place = day.weekday().num_days_from_monday() as usize;
        self.shares.get(place).copied().unwrap_or_default()
    }

    /// Misses of the longest stretch between two days on which the child came.
    pub(super) const fn longest_gap(&self) -> usize {
        self.gaps.0
    }

    /// Misses of the second longest one: it was away for so long twice.
    pub(super) const fn gap_had_twice(&self) -> usize {
        self.gaps.1
    }

    /// The last sighting, before which the habit was read.
    pub(super) const fn last_seen(&self) -> NaiveDate {
        self.last_seen
    }

    /// Weekdays with open days, or with agreed ones.
    pub(super) const fn open_a_week(&self) -> usize {
        self.open_a_week
    }

    /// Whether the child comes on the weekday of a day, now and then at least.
    pub(super) fn comes_on(&self, day: NaiveDate) -> bool {
        self.share(day) >= USUAL
    }

    /// Judges the unexplained misses since the last sighting, oldest first. `None` if none of them is on a usual day, or
    /// if the child stays away for as long at times.
    pub(super) fn judge(&self, run: &[NaiveDate]) -> Option<Rhythm> {
        let chance: f64 = run.iter().map(|day| 1.0 - self.share(*day)).product();
        let misses = run.iter().filter(|day| self.comes_on(**day)).count();
        if misses == 0 || run.len() <= self.gap_had_twice().min(LONGEST_USUAL) {
            return None;
        }
        // A run may begin after any day on which the child came.
        let comes_a_week: f64 = self.shares.iter().sum();
        let lasts = run
            .last()
            .map_or(0, |last| (*last - self.last_seen).num_days());
        let lasts = f64::from(i32::try_from(lasts).unwrap_or(i32::MAX));
        let ill = ILL_A_WEEK * (-lasts / ILL_DAYS).exp();
        let a_week = chance * comes_a_week + ill;
        (a_week > 0.0).then(|| Rhythm {
            misses,
            once_in_weeks: (1.0 / a_week).clamp(0.0, RAREST),
            lasts: number(run.len()) / number(self.open_a_week.max(1)),
        })
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The longest and the second longest stretch of unexplained misses between two days on which the child came.
fn gaps(before: &[RhythmDay]) -> (usize, usize) {
    let (mut longest, mut second, mut gap, mut has_come) = (0, 0, 0_usize, false);
    for one in before {
        if one.kept != Kept::Came {
            gap += usize::from(has_come && one.kept == Kept::Missed);
            continue;
        }
        if gap > longest {
            (longest, second) = (gap, longest);
        } else {
            second = second.max(gap);
        }
        (gap, has_come) = (0, true);
    }
    (longest, second)
}

/// Attendance rates from Monday, zero on weekdays without open days, and the number of the other weekdays.
fn shares(before: &[RhythmDay], until: NaiveDate) -> ([f64; 7], usize) {
    let (mut came, mut all) = ([0.0; 7], [0.0; 7]);
    for one in before.iter().filter(|one| one.kept != Kept::Explained) {
        let ago = (until - one.day).num_days().max(0);
        let weight = (-f64::from(i32::try_from(ago).unwrap_or(i32::MAX)) / HALF_LIFE).exp2();
        let place = one.day.weekday().num_days_from_monday() as usize;
        if let (Some(came), Some(all)) = (came.get_mut(place), all.get_mut(place)) {
            *came += if one.kept == Kept::Came { weight } else { 0.0 };
            *all += weight;
        }
    }
    let overall = (came.iter().sum::<f64>() + 0.5) / (all.iter().sum::<f64>() + 1.0);
    let open = all.iter().filter(|all| **all > 0.0).count();
    let shares = std::array::from_fn(|place| {
        let (came, all) = (
            came.get(place).copied().unwrap_or_default(),
            all.get(place).copied().unwrap_or_default(),
        );
        if all == 0.0 {
            return 0.0;
        }
        let share: f64 = (came + WEEKDAY_PRIOR * overall) / (all + WEEKDAY_PRIOR);
        share.min(CERTAIN)
    });
    (shares, open)
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
        let came = days.iter().enumerate().map(|(nth, day)| {
            let came = nth < 60 && comes.contains(&day.weekday().num_days_from_monday());
            (*day, came)
        });
        judge(&came.collect::<Vec<_>>())
    }

    /// The days after the last one on which the child came are the run.
    fn judge(days: &[(NaiveDate, bool)]) -> Option<Rhythm> {
        let last = days.iter().rev().find(|(_, came)| *came)?.0;
        let (before, run): (Vec<_>, Vec<_>) = days.iter().copied().partition(|one| one.0 <= last);
        let before = before.into_iter().map(|(day, came)| RhythmDay {
            day,
            kept: if came { Kept::Came } else { Kept::Missed },
        });
        let habit = Habit::read(&before.collect::<Vec<_>>(), last)?;
        habit.judge(&run.into_iter().map(|(day, _)| day).collect::<Vec<_>>())
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
        let found = habit(comes, run).is_some_and(|one| one.weight() >= 30.0);
        assert_eq!(found, rare, "{:?}", habit(comes, run));
    }

    #[test]
    fn little_history_says_nothing() {
        let days = monday().iter_days().take(12).enumerate();
        let days: Vec<(NaiveDate, bool)> = days.map(|(nth, day)| (day, nth < 3)).collect();
        assert_eq!(judge(&days), None);
    }

    #[rstest]
    #[case::twice_and_no_longer(&[2, 4], 6, false)]
    #[case::twice_and_a_day_longer(&[2, 4], 7, true)]
    #[case::once(&[4], 6, true)]
    fn who_has_stayed_away_as_long_twice_is_not_missed(
        #[case] weeks_away: &[i64],
        #[case] run: usize,
        #[case] rare: bool,
    ) {
        let week = |day: NaiveDate| (day - monday()).num_days() / 7;
        let days = monday()
            .iter_days()
            .filter(|day| day.weekday().num_days_from_monday() < 6);
        let came = |day: NaiveDate| week(day) < 11 && !weeks_away.contains(&week(day));
        let days: Vec<_> = days.map(|day| (day, came(day))).take(66 + run).collect();
        let found = judge(&days).is_some_and(|one| one.weight() >= 30.0);
        assert_eq!(found, rare, "{:?}", judge(&days));
    }

    fn histories() -> impl Strategy<Value = Vec<(NaiveDate, bool)>> {
        prop::collection::vec(any::<bool>(), 0..90)
            .prop_map(|came| monday().iter_days().zip(came).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn it_is_a_number_whatever_the_history(days in histories()) {
            if let Some(rhythm) = judge(&days) {
                prop_assert!(rhythm.weight().is_finite());
                prop_assert!((0.0..=RAREST).contains(&rhythm.once_in_weeks));
            }
        }

        #[test]
        fn a_day_less_in_the_run_never_makes_it_weigh_more(days in histories()) {
            let mut fewer = days.clone();
            if fewer.last().is_some_and(|(_, came)| !came) {
                fewer.pop();
            }
            let weight = |days: &[(NaiveDate, bool)]| judge(days).map_or(0.0, |one| one.weight());
            prop_assert!(weight(&fewer) <= weight(&days));
        }
    }
}
