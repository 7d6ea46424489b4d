//! Rule S6: a child comes less and less.

use super::days::{Kept, expected_before};
use crate::domain::rules::book::{S6_EXPECTED, S6_FALL, S6_MISSED};
use crate::domain::rules::case::Case;
use crate::domain::rules::ground::Ground;
use crate::domain::rules::limit::Limit;
use crate::domain::rules::reason::{Reason, SeenReason};
use chrono::{NaiveDate, TimeDelta};

/// Length in weeks of the recent period and of the period before it.
const RECENT: i64 = 4;
const BEFORE: i64 = 8;

/// A fall of attendance, in days attended and days expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fall {
    /// The last day of the recent period.
    until: NaiveDate,
    recent: (usize, usize),
    before: (usize, usize),
}

impl Fall {
    pub(super) const fn reason(self) -> Reason {
        let ((came, of), (came_before, of_before)) = (self.recent, self.before);
        Reason::Seen(SeenReason::Falling {
            until: self.until,
            came,
            of,
            came_before,
            of_before,
        })
    }

    pub(super) fn limit(self, ground: &Ground<'_>) -> Limit {
        let ((came, of), (came_before, of_before)) = (self.recent, self.before);
        Limit::Falling {
            percent: 100 * came * of_before / (came_before * of).max(1),
            limit: ground.count(&S6_FALL),
            expected: ground.count(&S6_EXPECTED),
            missed: ground.count(&S6_MISSED),
        }
    }
}

/// The first day on which attendance in four weeks had fallen to half of the eight weeks before, or less, and the newest
/// fall. Asked on each day that the child has missed since it was seen, so that the matter lasts until it is seen. A
/// fall that was known when the child was seen is no news.
pub(super) fn falling(
    case: &Case<'_>,
    ground: &Ground<'_>,
    run: &[NaiveDate],
) -> Option<(NaiveDate, Fall)> {
    // Nearly every child has missed nothing since it was seen: no need to look further back.
    let first = *run.first()?;
    let is_known_from = case.last_seen.unwrap_or(first) - TimeDelta::weeks(1);
    let reads = is_known_from - TimeDelta::weeks(RECENT + BEFORE);
    let kept: Vec<_> = expected_before(case, ground, reads)
        .filter(|(_, kept)| *kept != Kept::Explained)
        .collect();
    let fall_on = |day: &NaiveDate| fall(&kept, ground, *day);
    let since = run.iter().find(|day| fall_on(day).is_some())?;
    let mut missed_before = kept
        .iter()
        .filter(|(day, kept)| is_known_from < *day && *day < first && *kept == Kept::Missed);
    if missed_before.any(|(day, _)| case.last_seen > Some(*day) && fall_on(day).is_some()) {
        return None;
    }
    Some((*since, run.iter().rev().find_map(fall_on)?))
}

fn fall(kept: &[(NaiveDate, Kept)], ground: &Ground<'_>, on: NaiveDate) -> Option<Fall> {
    let recent_from = on - TimeDelta::weeks(RECENT);
    let (came, of) = attendance(kept, recent_from, on);
    let enough = of >= ground.count(&S6_EXPECTED) && of - came >= ground.count(&S6_MISSED);
    if !enough {
        return None;
    }
    let before_from = recent_from - TimeDelta::weeks(BEFORE);
    let (came_before, of_before) = attendance(kept, before_from, recent_from);
    // Compares the two rates without dividing.
    let has_fallen =
        came_before > 0 && 100 * came * of_before <= ground.count(&S6_FALL) * came_before * of;
    has_fallen.then_some(Fall {
        until: on,
        recent: (came, of),
        before: (came_before, of_before),
    })
}

/// Days attended and days expected, after one day and up to another.
fn attendance(kept: &[(NaiveDate, Kept)], after: NaiveDate, to: NaiveDate) -> (usize, usize) {
    let within = kept.iter().filter(|(day, _)| after < *day && *day <= to);
    within.fold((0, 0), |(came, of), (_, kept)| {
        (came + usize::from(*kept == Kept::Came), of + 1)
    })
}
