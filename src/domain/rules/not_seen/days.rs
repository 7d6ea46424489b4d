//! The days of a child as the rules on unseen children count them.

use crate::domain::calendar::WhyOpen;
use crate::domain::rules::case::Case;
use crate::domain::rules::ground::{Ground, after};
use crate::domain::{Mark, Risk, TagCode, Visit};
use chrono::NaiveDate;

/// A counted day on which the child was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Came,
    Missed,
    Explained,
}

/// The counted days from a day on, as far as the register of the child is known, on which it was expected, oldest
/// first.
pub(super) fn expected<'c, 'f>(
    case: &'c Case<'f>,
    ground: &'c Ground<'f>,
    from: NaiveDate,
) -> impl Iterator<Item = (NaiveDate, Kept)> {
    let before = day_before(case.from.max(from));
    agreed(
        case,
        ground,
        with_own(case, ground.counted_after(before), before),
    )
}

/// The same of all days with a register: what the child did before is judged by all of them.
pub(super) fn expected_before<'c, 'f>(
    case: &'c Case<'f>,
    ground: &'c Ground<'f>,
    from: NaiveDate,
) -> impl Iterator<Item = (NaiveDate, Kept)> {
    let before = day_before(case.from.max(from));
    agreed(
        case,
        ground,
        with_own(case, ground.kept_after(before), before),
    )
}

/// A day, and why the home was open.
pub(super) type OpenDay<'f> = (NaiveDate, WhyOpen<'f>);

/// The days of the home after a day, and between them those of which there is only the mark of this child.
pub(super) fn with_own<'c, 'f>(
    case: &'c Case<'f>,
    of_home: &'c [OpenDay<'f>],
    after_day: NaiveDate,
) -> impl Iterator<Item = &'c OpenDay<'f>> {
    let mut own = after(&case.own_days, after_day).iter().peekable();
    let mut home = of_home.iter().peekable();
    std::iter::from_fn(move || match (home.peek(), own.peek()) {
        (Some(of_home), Some(of_child)) if of_child.0 < of_home.0 => own.next(),
        (Some(_), _) => home.next(),
        (None, _) => own.next(),
    })
}

fn agreed<'c, 'f>(
    case: &'c Case<'f>,
    ground: &'c Ground<'f>,
    days: impl Iterator<Item = &'c OpenDay<'f>>,
) -> impl Iterator<Item = (NaiveDate, Kept)> {
    let calendar = ground.facts.calendar;
    days.filter(move |(day, why)| calendar.expects(case.child, *day, why))
        .map(move |(day, _)| (*day, kept(case, *day)))
}

pub(super) fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

pub(super) fn kept(case: &Case<'_>, day: NaiveDate) -> Kept {
    match case.on(day).map(|one| one.mark) {
        Some(Mark::Present | Mark::Late) => Kept::Came,
        Some(Mark::Excused) => Kept::Explained,
        // Seen at a visit: it neither came nor was it missed.
        Some(Mark::Absent) | None if case.last_seen == Some(day) => Kept::Explained,
        Some(Mark::Absent) | None => Kept::Missed,
    }
}

/// Whether a day is left out because the whole class stayed away. Not of a child who is looked for early, and not once a
/// call about it failed.
pub(super) fn is_of_class(case: &Case<'_>, ground: &Ground<'_>, day: NaiveDate) -> bool {
    let is_at_risk = matches!(case.child.risk, Some(Risk::Red | Risk::Yellow));
    let failed = |one: &Visit| one.is_failed_call() && one.day >= case.since();
    ground.is_class_away(case.child, day)
        && !(is_at_risk || case.had(TagCode::Key) || case.had(TagCode::Lbc))
        && !case.visits.iter().any(failed)
}
