//! The rows into which a period is divided, and with what each of them is compared.

use crate::domain::calendar::period::{Grain, Period};
use crate::domain::calendar::public_days::{PublicDay, PublicKind};
use crate::domain::calendar::week::monday;
use crate::domain::calendar::{Calendar, DayKind, WhyOpen};
use crate::domain::codes::coded;
use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

coded! {
    /// With what a period is compared.
    pub Beside {
        /// Nothing.
        Nothing = "nothing",
        /// The period before it.
        Before = "before",
        /// The same time a year before.
        LastYear = "last-year",
    }
}

/// Up to so many days each day has a row of its own.
const MOST_DAYS: u64 = 31;
/// Up to so many days each week has a row of its own.
const MOST_WEEKS: u64 = 31 * 7;
/// A term may begin this many days earlier or later than a year before.
const TERM_SHIFT: i64 = 45;
/// Days before and after the Spring Festival that are paired by the feast.
const AROUND_FEAST: i64 = 30;
/// Month in whose days the Spring Festival lies at the latest.
const FEAST_UNTIL: u32 = 3;

/// A row of a period: a day, a week or a month, as far as it lies in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Its days.
    pub days: Period,
    /// The days of the comparison; `None` if nothing fits.
    pub beside: Option<Period>,
}

/// The length of the rows of a period.
pub(crate) fn grain_of_rows(period: Period) -> Grain {
    match period.days() {
        days if days <= MOST_DAYS => Grain::Range,
        days if days <= MOST_WEEKS => Grain::Week,
        _ => Grain::Month,
    }
}

/// The rows of a period, from the first to the last, each of this length.
pub(crate) fn slots(
    period: Period,
    grain: Grain,
    beside: Beside,
    calendar: &Calendar,
) -> Vec<Slot> {
    let rows = rows(period, grain, calendar);
    let other = other_period(period, beside, calendar);
    let paired = rows.into_iter().enumerate().map(|(nth, days)| {
        let beside = match beside {
            Beside::Nothing => None,
            Beside::Before => other
                .and_then(|other| same_place(period, (nth, days), other))
                .filter(|other| is_alike(days, *other, calendar)),
            Beside::LastYear => a_year_before(days, calendar),
        };
        Slot { days, beside }
    });
    paired.collect()
}

/// The stretches of this length into which a period is divided, as far as they lie in it.
pub(crate) fn rows(period: Period, grain: Grain, calendar: &Calendar) -> Vec<Period> {
    let mut rows = Vec::new();
    let mut next = Some(period.from);
    while let Some(day) = next.filter(|day| *day <= period.to) {
        let whole = Period::of(grain, day, calendar);
        let days = Period {
            grain,
            from: whole.from.max(period.from),
            to: whole.to.min(period.to),
        };
        rows.push(days);
        next = days.to.succ_opt();
    }
    rows
}

/// The period with which another one is compared as a whole; `None` without comparison.
pub(crate) fn other_period(period: Period, beside: Beside, calendar: &Calendar) -> Option<Period> {
    match beside {
        Beside::Nothing => None,
        // Beside a term the term before, not the holiday between them.
        Beside::Before if period.grain == Grain::Term => {
            let kind = calendar.term(period.from).map(|term| term.kind);
            let mut earlier = calendar
                .terms()
                .filter(|one| Some(one.kind) == kind && one.to_day < period.from);
            let first = earlier.next();
            let other = earlier.chain(first).max_by_key(|one| one.from_day);
            Some(match other {
                Some(other) => Period::of(Grain::Term, other.from_day, calendar),
                None => period.before(calendar),
            })
        }
        // Beside any two days the same weekdays, as many whole weeks before as have room.
        Beside::Before if period.grain == Grain::Range => {
            let back = TimeDelta::weeks(i64::try_from(period.days().div_ceil(7)).ok()?);
            let from = period.from.checked_sub_signed(back)?;
            Some(Period::range(from, period.to.checked_sub_signed(back)?))
        }
        Beside::Before => Some(period.before(calendar)),
        Beside::LastYear => {
            let years = Months::new(12);
            match period.grain {
                Grain::Month | Grain::Quarter | Grain::Year => {
                    let first = period.from.checked_sub_months(years)?;
                    Some(Period::of(period.grain, first, calendar))
                }
                Grain::Range => {
                    let from = day_a_year_before(period.from, calendar)?;
                    let length = Days::new(period.days().saturating_sub(1));
                    Some(Period::range(from, from.checked_add_days(length)?))
                }
                Grain::Week | Grain::Term => {
                    let ends = [period.from, period.to].map(|day| day_a_year_before(day, calendar));
                    let [Some(from), Some(to)] = ends else {
                        return None;
                    };
                    Some(Period {
                        grain: period.grain,
                        ..Period::range(from, to)
                    })
                }
            }
        }
    }
}

/// Whether both are ordinary days or both are make-up days: a Saturday on which schools teach is no Saturday.
fn is_alike(one: Period, other: Period, calendar: &Calendar) -> bool {
    let is_made_up = |day| {
        matches!(
            calendar.day(day),
            DayKind::Open {
                why: WhyOpen::MakeUp(_),
                ..
            }
        )
    };
    one.grain != Grain::Range || is_made_up(one.from) == is_made_up(other.from)
}

/// The days that stand at the same place of another period: the Friday of the third week beside the Friday of the third
/// week, so that a day is never compared with another weekday, nor a week with parts of two.
fn same_place(period: Period, (nth, days): (usize, Period), other: Period) -> Option<Period> {
    let within = |from: NaiveDate, to: NaiveDate| {
        let (from, to) = (from.max(other.from), to.min(other.to));
        (from <= to).then_some(Period {
            grain: days.grain,
            from,
            to,
        })
    };
    match days.grain {
        Grain::Range => {
            let weeks = monday(days.from) - monday(period.from);
            let weekday = days.from - monday(days.from);
            let day = monday(other.from).checked_add_signed(weeks + weekday)?;
            other.contains(day).then(|| within(day, day)).flatten()
        }
        Grain::Week => {
            let weeks = u64::try_from(nth).ok()?.checked_mul(7)?;
            let first = monday(other.from).checked_add_days(Days::new(weeks))?;
            within(first, first.checked_add_days(Days::new(6))?)
        }
        _ => {
            let months = Months::new(u32::try_from(nth).ok()?);
            let first = other.from.with_day(1)?.checked_add_months(months)?;
            let next = first.checked_add_months(Months::new(1))?;
            within(first, next.pred_opt()?)
        }
    }
}

/// The same days a year before: a day of a feast beside the same day of the feast, a week of a term beside the same week
/// of the term, a month beside the month.
fn a_year_before(days: Period, calendar: &Calendar) -> Option<Period> {
    match days.grain {
        Grain::Range => {
            let day = day_a_year_before(days.from, calendar)?;
            Some(Period {
                grain: days.grain,
                from: day,
                to: day,
            })
        }
        Grain::Week => {
            let first = monday(days.from);
            // The middle of the week decides, so that a feast on its first day moves nothing.
            let middle = first.checked_add_days(Days::new(2))?;
            let other = monday(week_a_year_before(middle, calendar)?);
            let shift = other - first;
            Some(Period {
                grain: days.grain,
                from: days.from.checked_add_signed(shift)?,
                to: days.to.checked_add_signed(shift)?,
            })
        }
        _ => {
            let first = days.from.with_day(1)?.checked_sub_months(Months::new(12))?;
            Some(Period::of(Grain::Month, first, calendar))
        }
    }
}

/// The day with which a day is compared beside last year; `None` if that year had none like it.
pub(crate) fn day_a_year_before(day: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    if let Some((public, nth)) = place_in_feast(day, calendar) {
        let of_year = |year| {
            calendar
                .public_days(year)
                .filter(|(_, one)| is_same(one, public))
        };
        // The feast of the turn of the year may begin in December.
        return of_year(day.year() - 1).nth(nth).map(|(day, _)| day);
    }
    week_a_year_before(day, calendar)
}

/// The same weekday of the same week a year before, by the Spring Festival, by the term, or by 52 weeks.
fn week_a_year_before(day: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let feasts = [day.year(), day.year() - 1].map(|year| spring_festival(year, calendar));
    if let [Some(feast), Some(before)] = feasts
        && (day - feast).num_days().abs() <= AROUND_FEAST
    {
        let days = (feast - before).num_days();
        return day.checked_sub_signed(TimeDelta::weeks((days + 3).div_euclid(7)));
    }
    let year = TimeDelta::weeks(52);
    if let Some(term) = calendar.term(day) {
        let expected = term.from_day.checked_sub_signed(year)?;
        let distance = |from: NaiveDate| (from - expected).num_days().abs();
        let others = calendar
            .terms()
            .filter(|one| one.kind == term.kind && one.from_day < term.from_day);
        let other = others.min_by_key(|one| distance(one.from_day));
        if let Some(other) = other.filter(|one| distance(one.from_day) <= TERM_SHIFT) {
            let weeks = monday(day) - monday(term.from_day);
            let offset = day - monday(day);
            let paired = monday(other.from_day) + weeks + offset;
            return other.covers(paired).then_some(paired);
        }
    }
    day.checked_sub_signed(year)
}

/// The feast, or the make-up days for it, that a day belongs to, and its place among them.
fn place_in_feast(day: NaiveDate, calendar: &Calendar) -> Option<(&PublicDay, usize)> {
    let public = calendar
        .public_days(day.year())
        .find(|(one, _)| *one == day)?
        .1;
    let same = calendar
        .public_days(day.year())
        .filter(|(_, one)| is_same(one, public));
    let nth = same.take_while(|(one, _)| *one < day).count();
    Some((public, nth))
}

fn is_same(one: &PublicDay, other: &PublicDay) -> bool {
    (one.kind, &one.name_zh) == (other.kind, &other.name_zh)
}

/// The first day off of the Spring Festival: the only feast of more than five days in the first months of a year.
fn spring_festival(year: i32, calendar: &Calendar) -> Option<NaiveDate> {
    let rest = calendar
        .public_days(year)
        .filter(|(_, one)| one.kind == PublicKind::Rest);
    let early: Vec<(NaiveDate, &PublicDay)> =
        rest.filter(|(day, _)| day.month() <= FEAST_UNTIL).collect();
    let long = early.iter().find(|(_, one)| {
        early
            .iter()
            .filter(|(_, other)| other.name_zh == one.name_zh)
            .count()
            > 5
    });
    long.map(|(day, _)| *day)
}
