//! The days of a recurrence rule, computed by the library from near the requested period, so that
//! a rule from years ago costs no more than a new one.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone};
use rrule::{Frequency, RRule, RRuleSet, Tz, Unvalidated};

/// Limit on days; larger than any requested period needs.
const MANY: u16 = u16::MAX;
/// Days of a week.
const WEEK: i64 = 7;
/// Months of a year.
const YEAR: i64 = 12;

/// The days of a rule from `from` to `to`, both included. The rule has no end of its own and names
/// its weekdays or dates; `begin` is its first day.
pub(super) fn days(
    rule: RRule<Unvalidated>,
    begin: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<NaiveDate> {
    let from = from.max(begin);
    let start = near(&rule, begin, from);
    expand(rule, start, from, to, MANY)
}

/// The first day of a rule up to `to`.
pub(super) fn first(
    rule: RRule<Unvalidated>,
    begin: NaiveDate,
    to: NaiveDate,
) -> Option<NaiveDate> {
    expand(rule, begin, begin, to, 1).first().copied()
}

/// Whether a rule contains a day.
pub(super) fn has(rule: RRule<Unvalidated>, begin: NaiveDate, day: NaiveDate) -> bool {
    begin <= day && !days(rule, begin, day, day).is_empty()
}

fn expand(
    rule: RRule<Unvalidated>,
    start: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
    most: u16,
) -> Vec<NaiveDate> {
    // Days are passed as UTC, so that no zone can shift them.
    let at = |day: NaiveDate| Tz::UTC.from_utc_datetime(&day.and_time(NaiveTime::MIN));
    let begin = at(start);
    let Ok(rule) = rule.validate(begin) else {
        return Vec::new();
    };
    let all = RRuleSet::new(begin)
        .rrule(rule)
        .after(at(from))
        .before(at(to))
        .all(most);
    let days = all.dates.into_iter().map(|at| at.date_naive());
    days.filter(|day| (from..=to).contains(day)).collect()
}

/// A day from which the rule gives the same days from `from` on: `begin` moved by whole intervals,
/// to one interval before.
fn near(rule: &RRule<Unvalidated>, begin: NaiveDate, from: NaiveDate) -> NaiveDate {
    let every = i64::from(rule.get_interval().max(1));
    let skipped = |passed: i64| (passed / every - 1).max(0) * every;
    let months = |first: NaiveDate, count: i64| {
        let count = u32::try_from(count).ok()?;
        first.checked_add_months(Months::new(count))
    };
    let passed_days = (from - begin).num_days();
    let years = i64::from(from.year()) - i64::from(begin.year());
    let near = match rule.get_freq() {
        Frequency::Yearly if skipped(years) > 0 => {
            let first = NaiveDate::from_ymd_opt(begin.year(), 1, 1);
            first.and_then(|first| months(first, skipped(years) * YEAR))
        }
        Frequency::Monthly => {
            let passed = years * YEAR + i64::from(from.month()) - i64::from(begin.month());
            (skipped(passed) > 0)
                .then_some(())
                .and_then(|()| months(begin.with_day(1)?, skipped(passed)))
        }
        Frequency::Weekly => {
            let into = begin.weekday().days_since(rule.get_week_start());
            let first = begin - Days::new(u64::from(into));
            let weeks = skipped(((from - first).num_days()) / WEEK);
            (weeks > 0).then(|| first + chrono::TimeDelta::weeks(weeks))
        }
        Frequency::Daily => Some(begin + chrono::TimeDelta::days(skipped(passed_days))),
        Frequency::Yearly | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => None,
    };
    near.unwrap_or(begin)
}
