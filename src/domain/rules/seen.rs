//! S-rules: children who have not been seen. A closed day, a day without a register and an excused
//! day are not misses.

use super::book::{
    Number, S2_FAILED, S3_AMBER, S3_ONCE_IN, S3_RED, S4_MISSED, S5_BLUE, S5_KEY, S5_OTHERS, S5_RED,
    S5_YELLOW, S6_EXPECTED, S6_FALL, S6_MISSED, S7_AMBER, S7_RED, S8_DAYS, S9_AMBER, S9_RED,
};
use super::case::Case;
use super::facts::MarkedDay;
use super::flag::{Flag, Level, Subject};
use super::ground::Ground;
use super::reason::{Reason, SeenReason, VisitReason};
use super::rhythm::{self, RhythmDay};
use super::rule_id::RuleId;
use crate::domain::{Mark, Risk, TagCode};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// A counted day on which the child was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Came,
    Missed,
    Explained,
}

/// The counted days on which the child was expected, oldest first.
fn expected<'c>(
    case: &'c Case<'_>,
    ground: &'c Ground<'_>,
) -> impl DoubleEndedIterator<Item = (NaiveDate, Kept)> + 'c {
    let calendar = ground.facts.calendar;
    let days = ground.counted.iter();
    days.filter(move |(day, why)| calendar.expects(case.child, *day, why))
        .map(move |(day, _)| (*day, kept(on(case, *day), *day, case.last_seen)))
}

fn on<'c>(case: &'c Case<'_>, day: NaiveDate) -> Option<&'c MarkedDay> {
    let place = case.days.binary_search_by_key(&day, |one| one.day).ok()?;
    case.days.get(place)
}

/// A sighting at the home or at a visit counts as attendance.
fn kept(register: Option<&MarkedDay>, day: NaiveDate, last_seen: Option<NaiveDate>) -> Kept {
    match register.map(|one| one.mark) {
        Some(Mark::Present | Mark::Late) => Kept::Came,
        Some(Mark::Excused) => Kept::Explained,
        Some(Mark::Absent) | None if last_seen == Some(day) => Kept::Came,
        Some(Mark::Absent) | None => Kept::Missed,
    }
}

/// The unexplained misses since the last sighting, oldest first.
fn run(case: &Case<'_>, ground: &Ground<'_>) -> Vec<NaiveDate> {
    let since = case.last_seen;
    let mut missed: Vec<NaiveDate> = expected(case, ground)
        .rev()
        .take_while(|(day, kept)| *kept != Kept::Came && since.is_none_or(|seen| seen < *day))
        .filter(|(_, kept)| *kept == Kept::Missed)
        .map(|(day, _)| day)
        .collect();
    missed.reverse();
    missed
}

/// The day of the `times`-th miss.
fn nth(days: &[NaiveDate], times: usize) -> Option<NaiveDate> {
    days.get(times.saturating_sub(1)).copied()
}

/// Rules S2 to S6 have the same cause. The worst one is raised, and the reasons of the others are
/// added. It holds since the day after the last sighting, so that its follow-ups stay valid while
/// the reasons grow.
pub(super) fn not_seen(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let run = run(case, ground);
    let rhythm = rhythm(case, ground);
    let candidates = [
        s4(case, ground, &run),
        s2(case, ground, &run, rhythm.as_ref()),
        s3(case, ground, &run, rhythm),
        s5(case, ground),
        s6(case, ground),
    ];
    let mut found: Vec<Flag> = candidates.into_iter().flatten().collect();
    found.sort_by_key(|flag| flag.level); // stable: among equals the first rule above
    let mut found = found.into_iter();
    let mut flag = found.next()?;
    for other in found {
        flag.supervisor |= other.supervisor;
        for reason in other.reasons {
            if !flag.reasons.contains(&reason) {
                flag.reasons.push(reason);
            }
        }
    }
    flag.reasons.extend(background(case));
    Some(flag)
}

/// Reasons added to every S2 to S6 flag: agreed days, last sighting, failed calls and visits.
fn background(case: &Case<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !case.child.expected_days.is_empty() {
        reasons.push(Reason::Seen(SeenReason::UsualDays(
            case.child.expected_days,
        )));
    }
    reasons.push(Reason::Seen(SeenReason::LastSeen {
        on: case.last_seen,
        at_visit: case.last_seen.is_some() && case.last_visit() == case.last_seen,
    }));
    let failed = failed_calls(case);
    if let Some(last) = failed.last() {
        let (times, last) = (failed.len(), *last);
        reasons.push(Reason::Seen(SeenReason::NoAnswer { times, last }));
    }
    let not_met = case
        .visits
        .iter()
        .filter(|one| !one.kind.is_call() && !one.child_seen && is_since(case, one.day));
    reasons.extend(
        not_met
            .map(|one| Reason::Visit(VisitReason::NotMet { on: one.day }))
            .next_back(),
    );
    reasons
}

fn is_since(case: &Case<'_>, day: NaiveDate) -> bool {
    case.last_seen.is_none_or(|seen| seen < day)
}

/// Failed calls since the last sighting and since the last answered call.
fn failed_calls(case: &Case<'_>) -> Vec<NaiveDate> {
    let calls = case
        .visits
        .iter()
        .filter(|one| one.kind.is_call() && is_since(case, one.day));
    let mut failed = Vec::new();
    for call in calls {
        if call.is_failed_call() {
            failed.push(call.day);
        } else {
            failed.clear();
        }
    }
    failed
}

fn since(case: &Case<'_>) -> NaiveDate {
    let next = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    case.last_seen.map_or(case.known_since, next)
}

/// S1 has the same cause: it adds its reason to an existing flag instead of a second flag.
pub(super) fn not_in_yet(case: &Case<'_>, ground: &Ground<'_>, not_seen: &mut Option<Flag>) {
    let Some(asked) = s1(case, ground) else {
        return;
    };
    match not_seen {
        Some(flag) => flag.reasons.extend(asked.reasons),
        None => *not_seen = Some(asked),
    }
}

/// S1: expected today and not in some minutes after opening (the call list).
fn s1(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let facts = ground.facts;
    let now = facts.now.naive_local();
    let opened = facts.opened_at.map(|at| at.naive_local());
    let is_asked = !facts.is_closed
        && facts.taken.contains(&ground.today)
        && facts
            .calendar
            .is_time_to_ask(now, opened, facts.ask_after_minutes)
        && facts.calendar.expected(case.child, ground.today)
        && on(case, ground.today).is_none()
        && case.last_seen != Some(ground.today);
    let minutes = facts.ask_after_minutes;
    is_asked.then(|| {
        let reasons = vec![Reason::Seen(SeenReason::NotInYet { minutes })];
        Flag {
            raised: ground.today,
            ..case.flag(RuleId::S1, Level::Amber, since(case), reasons)
        }
    })
}

/// S2: the child is missed and calls failed.
fn s2(
    case: &Case<'_>,
    ground: &Ground<'_>,
    run: &[NaiveDate],
    rhythm: Option<&Unlikely>,
) -> Option<Flag> {
    let missed = run
        .first()
        .copied()
        .or_else(|| rhythm.map(|unlikely| unlikely.from))?;
    let failed = nth(&failed_calls(case), ground.count(&S2_FAILED))?;
    Some(Flag {
        raised: failed.max(missed),
        ..case.flag(RuleId::S2, Level::Red, since(case), Vec::new())
    })
}

/// S3: unexplained misses in a row, or a run that is rare for this child.
fn s3(
    case: &Case<'_>,
    ground: &Ground<'_>,
    run: &[NaiveDate],
    rhythm: Option<Unlikely>,
) -> Option<Flag> {
    let reached = |number| nth(run, ground.count(number));
    let level = match &rhythm {
        _ if reached(&S3_RED).is_some() => Level::Red,
        Some(unlikely) if unlikely.rarity == Rarity::Extreme => Level::Red,
        None if reached(&S3_AMBER).is_none() => return None,
        _ => Level::Amber,
    };
    let fixed = [reached(&S3_AMBER), reached(&S3_RED)];
    let own = rhythm.as_ref().map(|unlikely| unlikely.from);
    let raised = fixed.into_iter().flatten().chain(own).min()?;
    let mut reasons = Vec::from_iter(missed_in_a_row(run));
    reasons.extend(rhythm.map(|unlikely| unlikely.reason));
    Some(Flag {
        raised,
        ..case.flag(RuleId::S3, level, since(case), reasons)
    })
}

fn missed_in_a_row(run: &[NaiveDate]) -> Option<Reason> {
    let (days, from) = (run.len(), *run.first()?);
    Some(Reason::Seen(SeenReason::MissedInARow { days, from }))
}

/// How rare a run of misses is for the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rarity {
    Rare,
    /// So rare that it makes the flag red.
    Extreme,
}

/// A run of misses that is rare for the child.
struct Unlikely {
    reason: Reason,
    rarity: Rarity,
    /// The day on which it became rare.
    from: NaiveDate,
}

/// Factor over [`S3_ONCE_IN`] from which a run is extreme.
const EXTREME: f64 = 20.0;

/// Judges the run of misses by the child's own rhythm, with or without agreed days. It adds to the
/// fixed limits and never replaces them.
fn rhythm(case: &Case<'_>, ground: &Ground<'_>) -> Option<Unlikely> {
    let calendar = ground.facts.calendar;
    let last_seen = case.last_seen?;
    if ground.counted.last().is_none_or(|one| one.0 <= last_seen) {
        return None; // seen on the last counted day: there is no run
    }
    let days = ground.counted.iter().filter(|(day, _)| {
        calendar.is_here(case.child, *day)
            && on(case, *day).is_none_or(|one| one.mark != Mark::Excused)
    });
    let days: Vec<RhythmDay> = days
        .map(|(day, _)| RhythmDay {
            day: *day,
            came: on(case, *day).is_some_and(|one| one.mark.is_seen()),
        })
        .collect();
    let found = rhythm::judge(&days, last_seen)?;
    let threshold = f64::from(i32::try_from(ground.number(&S3_ONCE_IN)).unwrap_or(i32::MAX));
    if found.once_in_weeks < threshold {
        return None;
    }
    let rarity = if found.once_in_weeks >= threshold * EXTREME {
        Rarity::Extreme
    } else {
        Rarity::Rare
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped to a thousand weeks"
    )]
    let once_in_weeks = found.once_in_weeks.round() as i64;
    // Each further day makes a run rarer, so that a binary search works.
    let begins = days.partition_point(|one| one.day <= last_seen);
    let was_unlikely = |until: &usize| {
        let found = days
            .get(..*until)
            .and_then(|days| rhythm::judge(days, last_seen));
        found.is_some_and(|found| found.once_in_weeks >= threshold)
    };
    let lengths: Vec<usize> = (begins + 1..=days.len()).collect();
    let until = *lengths.get(lengths.partition_point(|until| !was_unlikely(until)))?;
    let reason = Reason::Seen(SeenReason::OutOfRhythm {
        days: found.misses,
        once_in_weeks,
    });
    Some(Unlikely {
        reason,
        rarity,
        from: days.get(until - 1)?.day,
    })
}

/// S4: so many misses that the township has to know.
fn s4(case: &Case<'_>, ground: &Ground<'_>, run: &[NaiveDate]) -> Option<Flag> {
    let raised = nth(run, ground.count(&S4_MISSED))?;
    let reasons = Vec::from_iter(missed_in_a_row(run));
    Some(Flag {
        supervisor: true,
        raised,
        ..case.flag(RuleId::S4, Level::Red, since(case), reasons)
    })
}

/// The limit of days not seen, by risk level, then by category.
fn limit(case: &Case<'_>) -> &'static Number {
    match case.child.risk {
        Some(Risk::Red) => &S5_RED,
        Some(Risk::Yellow) => &S5_YELLOW,
        _ if case.has(TagCode::Key) || case.has(TagCode::Lbc) => &S5_KEY,
        Some(Risk::Blue) => &S5_BLUE,
        Some(Risk::Green) | None => &S5_OTHERS,
    }
}

/// S5: not seen for too long, in days of [`Ground::new`] without excused days. Over one and a half
/// times the limit the supervisor gets a copy. Suspended while the child is away for the summer;
/// those days do not count later.
fn s5(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    if ground
        .facts
        .calendar
        .is_away_for_summer(case.child, ground.today)
    {
        return None;
    }
    let seen = case.last_seen.unwrap_or(case.known_since);
    let age = ground.age(case.child, seen);
    let days = age
        .days
        .saturating_sub(excused(case, ground, seen, ground.today));
    let limit = ground.number(limit(case));
    let allowed = usize::try_from(limit).unwrap_or_default();
    if age.open_days == 0 || days <= allowed {
        return None;
    }
    let is_long = days * 2 > allowed * 3;
    let level = if is_long || case.child.risk == Some(Risk::Red) {
        Level::Red
    } else {
        Level::Amber
    };
    let reason = Reason::Seen(SeenReason::NotSeen {
        days,
        open_days: age.open_days,
        limit,
    });
    let was_too_long = |until: &NaiveDate| {
        let by_then = age.days - ground.age(case.child, *until).days;
        ground.is_counted(*until)
            && by_then.saturating_sub(excused(case, ground, seen, *until)) > allowed
    };
    let raised = days_from(since(case), ground.today).find(was_too_long);
    Some(Flag {
        supervisor: is_long,
        raised: raised.unwrap_or(ground.today),
        ..case.flag(RuleId::S5, level, since(case), vec![reason])
    })
}

fn days_from(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

/// Counted excused days after `seen` up to `until`.
fn excused(case: &Case<'_>, ground: &Ground<'_>, seen: NaiveDate, until: NaiveDate) -> usize {
    let known = case.days.iter().filter(|one| one.mark == Mark::Excused);
    known
        .filter(|one| seen < one.day && one.day <= until && ground.is_counted(one.day))
        .count()
}

/// The day since which a falling trend holds: the first of the month in which the recent weeks
/// begin. A trend has no first day of its own; this day stays the same for a month, so that
/// follow-ups stay valid.
fn trend_since(recent_from: NaiveDate) -> NaiveDate {
    recent_from.with_day(1).unwrap_or(recent_from)
}

/// Days attended and days expected, after one day and up to another.
fn attendance(kept: &[(NaiveDate, Kept)], after: NaiveDate, to: NaiveDate) -> (usize, usize) {
    let within = kept.iter().filter(|(day, _)| after < *day && *day <= to);
    within.fold((0, 0), |(came, of), (_, kept)| {
        (came + usize::from(*kept == Kept::Came), of + 1)
    })
}

/// S6: attendance in four weeks fell to half of the eight weeks before, or less.
fn s6(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let recent_from = ground.today - TimeDelta::weeks(RECENT);
    let recent = expected(case, ground).rev();
    let missed = recent
        .take_while(|(day, _)| *day > recent_from)
        .filter(|(_, kept)| *kept == Kept::Missed);
    if missed.count() < ground.count(&S6_MISSED) {
        return None; // true for nearly every child: no need to look further back
    }
    let kept: Vec<_> = expected(case, ground)
        .filter(|(_, kept)| *kept != Kept::Explained)
        .collect();
    let reason = falling(&kept, ground, ground.today)?;
    // As far back as the loaded register allows; exact enough for due days.
    let earlier = std::iter::successors(Some(ground.today), NaiveDate::pred_opt)
        .take_while(|day| *day > recent_from && falling(&kept, ground, *day).is_some());
    Some(Flag {
        raised: earlier.last().unwrap_or(ground.today),
        ..case.flag(
            RuleId::S6,
            Level::Amber,
            trend_since(recent_from),
            vec![reason],
        )
    })
}

/// Length in weeks of the recent period and of the period before it.
const RECENT: i64 = 4;
const BEFORE: i64 = 8;

fn falling(kept: &[(NaiveDate, Kept)], ground: &Ground<'_>, on: NaiveDate) -> Option<Reason> {
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
    has_fallen.then_some(Reason::Seen(SeenReason::Falling {
        came,
        of,
        came_before,
        of_before,
    }))
}

/// S7: still signed in after closing.
pub(super) fn s7(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let facts = ground.facts;
    if !on(case, ground.today).is_some_and(|day| day.is_in) {
        return None;
    }
    let closing = ground
        .today
        .and_time(facts.calendar.last_closing(ground.today)?);
    let minutes = (facts.now.naive_local() - closing).num_minutes();
    let level = match minutes {
        minutes if minutes >= ground.number(&S7_RED) => Level::Red,
        minutes if minutes >= ground.number(&S7_AMBER) => Level::Amber,
        _ => return None,
    };
    let reasons = vec![Reason::Seen(SeenReason::StillIn { minutes })];
    Some(case.flag(RuleId::S7, level, ground.today, reasons))
}

/// S8: collected by an unlisted person; shown for some days.
pub(super) fn s8(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let from = ground.today - TimeDelta::days(ground.number(&S8_DAYS));
    let on = case
        .days
        .iter()
        .rev()
        .find(|day| day.unlisted && day.day > from)?
        .day;
    let reasons = vec![Reason::Seen(SeenReason::LeftUnlisted { on })];
    Some(case.flag(RuleId::S8, Level::Amber, on, reasons))
}

/// S9: too many children in the house for the number of active staff.
pub(super) fn s9(ground: &Ground<'_>) -> Option<Flag> {
    let facts = ground.facts;
    if facts.is_closed {
        return None;
    }
    let inside = |days: &&Vec<MarkedDay>| {
        let today = days.last().filter(|day| day.day == ground.today);
        today.is_some_and(|day| day.is_in)
    };
    let children = facts.days.values().filter(inside).count();
    let adults = facts.staff.iter().filter(|one| one.active).count();
    let each = |number| children > adults * ground.count(number);
    let level = match () {
        () if children == 0 => return None,
        () if each(&S9_RED) => Level::Red,
        () if each(&S9_AMBER) => Level::Amber,
        () => return None,
    };
    Some(Flag {
        rule: RuleId::S9,
        subject: Subject::Home,
        level,
        since: ground.today,
        raised: ground.today,
        last_seen: None,
        open_days_missed: 0,
        supervisor: false,
        reasons: vec![Reason::Seen(SeenReason::Ratio { children, adults })],
    })
}
