//! The calendar of a simulated home, and the days that all its children share.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use doorlight::domain::calendar::hours::{SchoolPeriod, Stretch};
use doorlight::domain::calendar::{Calendar, ClosedDay, Term, TermKind};
use doorlight::domain::names::NameMill;

/// First day of the register.
pub(crate) const FIRST: NaiveDate = day(2025, 9, 1);
/// From this evening on the lists are asked and scored: by then every habit can be known.
pub(crate) const WATCHED: NaiveDate = day(2025, 12, 8);
/// Last evening.
pub(crate) const LAST: NaiveDate = day(2026, 12, 15);
/// Last day on which a child stops: ten weeks are left to notice it.
pub(crate) const LAST_STOP: NaiveDate = day(2026, 10, 5);
/// The summer holiday, which some children spend with their parents.
pub(crate) const SUMMER: (NaiveDate, NaiveDate) = (day(2026, 7, 4), day(2026, 8, 30));
/// First days of the exams at the end of a half term.
pub(crate) const EXAMS: [NaiveDate; 4] = [
    day(2026, 1, 12),
    day(2026, 4, 20),
    day(2026, 6, 22),
    day(2026, 11, 9),
];

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// All days from one to another.
pub(crate) fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

/// Whether chance gives it, `of` times in so many.
pub(crate) fn happens(chance: &mut NameMill, of: u32, all: u32) -> bool {
    chance.below(all) < of
}

/// A home open from Monday to Saturday, closed on public holidays, for nine days at the Spring Festival and on a few
/// days of its own.
pub(crate) fn calendar(chance: &mut NameMill) -> Calendar {
    let hours = |from: u32, to: u32| {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        (at(from), at(to))
    };
    let stretch = |weekday: Weekday, period| {
        let (opens, closes) = match (weekday, period) {
            (Weekday::Sat, _) | (_, SchoolPeriod::Holiday) => hours(9, 17),
            _ => hours(16, 18),
        };
        Stretch {
            period,
            weekday: i64::from(weekday.number_from_monday()),
            nth: 1,
            opens,
            closes,
        }
    };
    let week = || std::iter::successors(Some(Weekday::Mon), |one| Some(one.succ())).take(6);
    let stretches: Vec<Stretch> = [SchoolPeriod::Term, SchoolPeriod::Holiday]
        .into_iter()
        .flat_map(|period| week().map(move |weekday| stretch(weekday, period)))
        .collect();
    let spring_festival = days(day(2026, 2, 12), day(2026, 2, 26));
    let own: Vec<NaiveDate> = (0..6)
        .map(|_| FIRST + Days::new(u64::from(chance.below(460))))
        .collect();
    let closed = spring_festival.chain(own).map(|day| ClosedDay {
        day,
        reason: String::new(),
    });
    let holiday = |from_day, to_day| Term {
        from_day,
        to_day,
        name: String::new(),
        kind: TermKind::Holiday,
    };
    let holidays = vec![
        holiday(day(2026, 1, 24), day(2026, 2, 28)),
        holiday(SUMMER.0, SUMMER.1),
    ];
    Calendar::new(&stretches, closed.collect(), Vec::new(), holidays)
}

/// Weeks since the first day, by which habits turn.
pub(crate) fn week_of(day: NaiveDate) -> u32 {
    u32::try_from((day - FIRST).num_weeks()).unwrap_or_default()
}

/// The place of a weekday from Monday.
pub(crate) fn place(day: NaiveDate) -> usize {
    day.weekday().num_days_from_monday() as usize
}
