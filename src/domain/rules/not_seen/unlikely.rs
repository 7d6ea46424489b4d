//! Whether a run of misses is out of the habit of the child: rare by chance, or longer than it used to stay away.

use super::days::{Kept, OpenDay, day_before, expected_before, is_of_class, kept, with_own};
use super::rhythm::{self, Habit, RhythmDay};
use crate::domain::calendar::WhyOpen;
use crate::domain::rules::book::{S3_LONGER, S3_ONCE_IN};
use crate::domain::rules::case::Case;
use crate::domain::rules::facts::HABIT_WEEKS;
use crate::domain::rules::ground::Ground;
use crate::domain::rules::limit::{Begun, Limit, per_mille};
use crate::domain::rules::reason::{Reason, SeenReason};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeSet;

/// A run of misses that is out of the child's habit.
pub(super) struct Unlikely {
    pub(super) reason: Reason,
    /// The day on which it left the habit, and the limit.
    pub(super) amber: (NaiveDate, Limit),
    /// The day on which it became so rare that the matter is red, and the limit.
    pub(super) extreme: Begun,
    /// How far the limits are exceeded, in thousandths; of a rare run on the scale of missed days: each further day of a
    /// daily child multiplies its rarity.
    pub(super) pressing: usize,
}

/// Factor over [`S3_ONCE_IN`] from which a run is extreme.
const EXTREME: f64 = 12.0;

/// The days from which a habit is read, and the habit; `None` if there is too little data.
pub(super) struct Basis {
    pub(super) of_agreed: bool,
    /// Weekend days of other school days, which are left out.
    pub(super) made_up: usize,
    pub(super) days: Vec<RhythmDay>,
    pub(super) habit: Option<Habit>,
}

/// The habit of the weeks before the last sighting, however long ago that is: of the agreed days, so that both numbers
/// of misses are one; of all open days if the child did not come on those.
pub(super) fn basis(case: &Case<'_>, ground: &Ground<'_>, last_seen: NaiveDate) -> Basis {
    let from = case.from.max(habit_from(last_seen));
    let of_home = with_own(case, ground.kept_after(day_before(from)), day_before(from));
    let made_up = of_home.filter(|day| is_made_up(day)).map(|(day, _)| *day);
    let made_up: BTreeSet<NaiveDate> = made_up.take_while(|day| *day <= last_seen).collect();
    let read = |of_agreed: bool, days: Vec<(NaiveDate, Kept)>| {
        let until = days.into_iter().take_while(|(day, _)| *day <= last_seen);
        let days: Vec<RhythmDay> = until.map(|(day, kept)| RhythmDay { day, kept }).collect();
        let habit = Habit::read(&days, last_seen);
        Basis {
            of_agreed,
            made_up: made_up.len(),
            days,
            habit,
        }
    };
    if !case.child.expected_days.is_empty() {
        let agreed = expected_before(case, ground, from);
        let agreed = read(
            true,
            agreed.filter(|(day, _)| !made_up.contains(day)).collect(),
        );
        if agreed.habit.is_some() {
            return agreed;
        }
    }
    let of_home = with_own(case, ground.kept_after(day_before(from)), day_before(from));
    let open = by_weekday(of_home);
    let open = open.filter(|day| ground.facts.calendar.is_here(case.child, *day));
    let open = open.map(|day| (day, kept(case, day)));
    read(false, open.collect())
}

/// The first of the days from which a habit is read.
pub(super) fn habit_from(last_seen: NaiveDate) -> NaiveDate {
    last_seen - TimeDelta::weeks(HABIT_WEEKS) + TimeDelta::days(1)
}

/// Whether it is a weekend day on which schools teach for another day: it says nothing about what a child does on a
/// Saturday.
fn is_made_up(day: &OpenDay<'_>) -> bool {
    matches!(day.1, WhyOpen::MakeUp(_))
}

/// The days without those.
fn by_weekday<'c, 'f: 'c>(
    days: impl Iterator<Item = &'c OpenDay<'f>>,
) -> impl Iterator<Item = NaiveDate> {
    days.filter(|day| !is_made_up(day)).map(|(day, _)| *day)
}

/// The unexplained misses since the last sighting on all open days, oldest first.
pub(super) fn missed_open_days(
    case: &Case<'_>,
    ground: &Ground<'_>,
    last_seen: NaiveDate,
) -> Vec<NaiveDate> {
    let missed = by_weekday(with_own(case, ground.counted_after(last_seen), last_seen));
    let is_here = |day: &NaiveDate| ground.facts.calendar.is_here(case.child, *day);
    missed
        .filter(|day| is_here(day) && kept(case, *day) == Kept::Missed)
        .filter(|day| !is_of_class(case, ground, *day))
        .collect()
}

/// Judges the run of misses by the child's own habit.
pub(super) fn rhythm(case: &Case<'_>, ground: &Ground<'_>, run: &[NaiveDate]) -> Option<Unlikely> {
    let last_seen = case.last_seen?;
    let missed = missed_open_days(case, ground, last_seen);
    // Nearly every child has missed nothing since it was seen: no need to look further back.
    if missed.is_empty() {
        return None;
    }
    let basis = basis(case, ground, last_seen);
    let run = if basis.of_agreed { run } else { &missed };
    let (longer, rare) = (longer(&basis, ground, run), rare(&basis, ground, run));
    // The one whose day it is; of two with the same day the one that can be counted again.
    match (longer, rare) {
        (Some(longer), Some(rare)) => {
            let (extreme, pressing) = (rare.extreme, longer.pressing.max(rare.pressing));
            let first = if longer.amber.0 <= rare.amber.0 {
                longer
            } else {
                rare
            };
            Some(Unlikely {
                extreme,
                pressing,
                ..first
            })
        }
        (longer, rare) => longer.or(rare),
    }
}

/// The run is longer than a stretch that the child had twice, and nobody has seen it for some time: whatever the days are
/// worth one by one, it never stayed away like this. A home that was shut in between makes no run: a week of its days has
/// to be missed.
fn longer(basis: &Basis, ground: &Ground<'_>, run: &[NaiveDate]) -> Option<Unlikely> {
    let habit = basis.habit.as_ref()?;
    let usual = habit.gap_had_twice();
    let limit = ground.number(&S3_LONGER);
    let days = |day: NaiveDate| (day - habit.last_seen()).num_days();
    let enough = usual.max(habit.open_a_week().saturating_sub(1));
    let late = run.iter().skip(enough).copied();
    let since = late.clone().find(|day| days(*day) >= limit)?;
    let (missed, unseen) = (run.len(), days(late.last()?));
    let allowed = usize::try_from(limit).unwrap_or_default();
    Some(Unlikely {
        reason: Reason::Seen(SeenReason::LongerThanUsual {
            days: missed,
            weeks: HABIT_WEEKS,
            was_once: habit.longest_gap() >= missed,
        }),
        amber: (
            since,
            Limit::Longer {
                missed,
                usual,
                days: unseen,
                limit,
            },
        ),
        extreme: None,
        pressing: per_mille(usize::try_from(unseen).unwrap_or_default(), allowed),
    })
}

/// The run is rare by chance.
fn rare(basis: &Basis, ground: &Ground<'_>, run: &[NaiveDate]) -> Option<Unlikely> {
    let habit = basis.habit.as_ref()?;
    let found = habit.judge(run)?;
    let threshold = f64::from(i32::try_from(ground.number(&S3_ONCE_IN)).unwrap_or(i32::MAX));
    if found.weight() < threshold {
        return None;
    }
    // Each further day makes a run weigh more, so that a binary search works.
    let lengths: Vec<usize> = (1..=run.len()).collect();
    let first_over = |limit: f64| {
        let is_under = |until: &usize| {
            let found = run.get(..*until).and_then(|run| habit.judge(run));
            found.is_none_or(|found| found.weight() < limit)
        };
        let until = *lengths.get(lengths.partition_point(is_under))?;
        run.get(until - 1).copied()
    };
    let rare = first_over(threshold)?;
    let most = (threshold * EXTREME).min(rhythm::RAREST);
    let extreme = first_over(most);
    let limit = |limit: f64| Limit::Rare {
        once_in_weeks: found.whole_weeks(),
        limit: rhythm::whole(limit),
        of_this_run: rhythm::whole(limit / found.lasts),
    };
    let times = (found.weight() / threshold.max(1.0)).max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a logarithm of at most a thousand weeks, above zero"
    )]
    let pressing = (1_000.0 + 1_000.0 * times.log(EXTREME)) as usize;
    Some(Unlikely {
        reason: Reason::Seen(SeenReason::OutOfRhythm {
            days: found.misses,
            once_in_weeks: found.weeks_to_tell(),
        }),
        amber: (rare, limit(threshold)),
        extreme: extreme.map(|day| (day, limit(most))),
        pressing,
    })
}
