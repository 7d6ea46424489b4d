//! S-rules: who has not been seen. Three absences are kept apart: a day without register is
//! nobody's absence, a closed day is nobody's absence, and a known absence is explained.

use super::book::{
    S2_FAILED, S3_AMBER, S3_ONCE_IN, S3_RED, S4_MISSED, S5_BLUE, S5_KEY, S5_OTHERS, S5_RED,
    S5_YELLOW, S6_EXPECTED, S6_FALL, S6_MISSED, S7_AMBER, S7_RED, S8_DAYS, S9_AMBER, S9_RED,
};
use super::{Case, Day, Flag, Ground, Level, Number, Reason, RuleId, Subject};
use crate::domain::rhythm::{self, RhythmDay};
use crate::domain::{Mark, Risk, TagCode};
use chrono::{NaiveDate, TimeDelta};

/// What became of one counted day on which the child was expected.
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

fn on<'c>(case: &'c Case<'_>, day: NaiveDate) -> Option<&'c Day> {
    let place = case.days.binary_search_by_key(&day, |one| one.day).ok()?;
    case.days.get(place)
}

/// Seen on the day, at the home or at a visit; excused; or missed.
fn kept(register: Option<&Day>, day: NaiveDate, last_seen: Option<NaiveDate>) -> Kept {
    match register.map(|one| one.mark) {
        Some(Mark::Present | Mark::Late) => Kept::Came,
        Some(Mark::Excused) => Kept::Explained,
        Some(Mark::Absent) | None if last_seen == Some(day) => Kept::Came,
        Some(Mark::Absent) | None => Kept::Missed,
    }
}

/// The unexplained misses since the child was last seen: how many, and the first.
fn run(case: &Case<'_>, ground: &Ground<'_>) -> (usize, Option<NaiveDate>) {
    let since = case.last_seen;
    let missed: Vec<NaiveDate> = expected(case, ground)
        .rev()
        .take_while(|(day, kept)| *kept != Kept::Came && since.is_none_or(|seen| seen < *day))
        .filter(|(_, kept)| *kept == Kept::Missed)
        .map(|(day, _)| day)
        .collect();
    (missed.len(), missed.last().copied())
}

/// Rules S2 to S6 have one cause, "not seen": the worst of them is raised and the others are among
/// its reasons. Since when: the day after the last sighting, so that what was done about it is found
/// again while the reasons grow.
pub(super) fn not_seen(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let candidates = [
        s4(case, ground),
        s2(case, ground),
        s3(case, ground),
        s5(case, ground),
        s6(case, ground),
    ];
    let mut found: Vec<Flag> = candidates.into_iter().flatten().collect();
    found.sort_by_key(|flag| flag.level); // stable: of equals the first rule above
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

/// What belongs to every "not seen": the usual days, the last sighting, who did not answer.
fn background(case: &Case<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !case.child.expected_days.is_empty() {
        reasons.push(Reason::UsualDays(case.child.expected_days));
    }
    reasons.push(Reason::LastSeen {
        on: case.last_seen,
        at_visit: case.last_seen.is_some() && case.last_visit() == case.last_seen,
    });
    let failed = failed_calls(case);
    if let Some(last) = failed.last() {
        let (times, last) = (failed.len(), *last);
        reasons.push(Reason::NoAnswer { times, last });
    }
    let not_met = case
        .visits
        .iter()
        .filter(|one| !one.kind.is_call() && !one.child_seen && is_since(case, one.day));
    reasons.extend(
        not_met
            .map(|one| Reason::NotMet { on: one.day })
            .next_back(),
    );
    reasons
}

fn is_since(case: &Case<'_>, day: NaiveDate) -> bool {
    case.last_seen.is_none_or(|seen| seen < day)
}

/// Calls since the last sighting that reached nobody, after the last that did.
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

/// S1: expected today and not in, the agreed minutes after opening: the call list.
pub(super) fn s1(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let facts = ground.facts;
    let now = facts.now.naive_local();
    let is_asked = !facts.is_closed
        && facts.taken.contains(&ground.today)
        && facts.calendar.is_time_to_ask(now, facts.ask_after_minutes)
        && facts.calendar.expected(case.child, ground.today)
        && on(case, ground.today).is_none()
        && case.last_seen != Some(ground.today);
    let minutes = facts.ask_after_minutes;
    is_asked.then(|| {
        let reasons = vec![Reason::NotInYet { minutes }];
        case.flag(RuleId::S1, Level::Amber, ground.today, reasons)
    })
}

/// S2: a child is missed and nobody answered: the director the same day, a visit by the next.
fn s2(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let (missed, _) = run(case, ground);
    let is_silent = failed_calls(case).len() >= ground.count(&S2_FAILED);
    let is_raised = is_silent && (missed > 0 || rhythm(case, ground).is_some());
    is_raised.then(|| case.flag(RuleId::S2, Level::Red, since(case), Vec::new()))
}

/// S3: unexplained misses in a row, or a run that is unlikely for this child.
fn s3(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let (days, first) = run(case, ground);
    let rhythm = rhythm(case, ground);
    let is_run = |number| days > 0 && days >= ground.count(number);
    let level = match &rhythm {
        _ if is_run(&S3_RED) => Level::Red,
        Some((_, Rarity::Extreme)) => Level::Red,
        None if !is_run(&S3_AMBER) => return None,
        _ => Level::Amber,
    };
    let row = first.map(|from| Reason::MissedInARow { days, from });
    let rhythm = rhythm.map(|(reason, _)| reason);
    let reasons = row.into_iter().chain(rhythm).collect();
    Some(case.flag(RuleId::S3, level, since(case), reasons))
}

/// How rare a run of misses is for a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rarity {
    Rare,
    /// So rare that it would not happen in a childhood.
    Extreme,
}

/// How many times rarer than what is shown a run must be to be urgent.
const EXTREME: f64 = 20.0;

/// The child's own rhythm: whether the run of misses has become unlikely for this child, with or
/// without agreed days. Besides the fixed limits, never instead of them.
fn rhythm(case: &Case<'_>, ground: &Ground<'_>) -> Option<(Reason, Rarity)> {
    let calendar = ground.facts.calendar;
    let last_seen = case.last_seen?;
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
    let reason = Reason::OutOfRhythm {
        days: found.misses,
        once_in_weeks,
    };
    Some((reason, rarity))
}

/// S4: so many misses that the township has to know.
fn s4(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let (days, first) = run(case, ground);
    let from = first?;
    (days >= ground.count(&S4_MISSED)).then(|| Flag {
        supervisor: true,
        ..case.flag(
            RuleId::S4,
            Level::Red,
            since(case),
            vec![Reason::MissedInARow { days, from }],
        )
    })
}

/// From how many days on a child counts as not seen: by risk level, then by category.
fn limit(case: &Case<'_>) -> &'static Number {
    match case.child.risk {
        Some(Risk::Red) => &S5_RED,
        Some(Risk::Yellow) => &S5_YELLOW,
        _ if case.has(TagCode::Key) || case.has(TagCode::Lbc) => &S5_KEY,
        Some(Risk::Blue) => &S5_BLUE,
        _ => &S5_OTHERS,
    }
}

/// S5: not seen by anyone. Days of the calendar are counted, without public holidays and closed
/// days, on which nobody could have come, and only once an open day has gone by; half as much
/// again, and the supervisor gets a copy. Suspended while the child is away for the summer.
fn s5(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    if ground
        .facts
        .calendar
        .is_away_for_summer(case.child, ground.today)
    {
        return None;
    }
    let seen = case.last_seen.unwrap_or(case.known_since);
    let (days, open_days) = ground.age(seen);
    let explained = case
        .days
        .iter()
        .filter(|one| one.day > seen && one.mark == Mark::Excused)
        .count();
    let days = days.saturating_sub(explained);
    let limit = ground.number(limit(case));
    let allowed = usize::try_from(limit).unwrap_or_default();
    if open_days == 0 || days <= allowed {
        return None;
    }
    let is_long = days * 2 > allowed * 3;
    let level = if is_long || case.child.risk == Some(Risk::Red) {
        Level::Red
    } else {
        Level::Amber
    };
    let reason = Reason::NotSeen {
        days,
        open_days,
        limit,
    };
    Some(Flag {
        supervisor: is_long,
        ..case.flag(RuleId::S5, level, since(case), vec![reason])
    })
}

/// S6: in the last four weeks at most half as often as in the eight before.
fn s6(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let recent_from = ground.today - TimeDelta::weeks(4);
    let before_from = ground.today - TimeDelta::weeks(12);
    let (mut recent, mut before) = ((0, 0), (0, 0));
    for (day, kept) in self::expected(case, ground).filter(|(_, kept)| *kept != Kept::Explained) {
        let sum = match day {
            day if day > recent_from => &mut recent,
            day if day > before_from => &mut before,
            _ => continue,
        };
        sum.0 += usize::from(kept == Kept::Came);
        sum.1 += 1;
    }
    let ((attended, expected), (attended_before, expected_before)) = (recent, before);
    let enough = expected >= ground.count(&S6_EXPECTED)
        && expected - attended >= ground.count(&S6_MISSED)
        && expected_before > 0
        && attended_before > 0;
    // The rates compared without dividing.
    let has_fallen =
        100 * attended * expected_before <= ground.count(&S6_FALL) * attended_before * expected;
    (enough && has_fallen).then(|| {
        let reason = Reason::Falling {
            came: attended,
            of: expected,
            came_before: attended_before,
            of_before: expected_before,
        };
        case.flag(RuleId::S6, Level::Amber, recent_from, vec![reason])
    })
}

/// S7: still signed in after the home has closed.
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
    let reasons = vec![Reason::StillIn { minutes }];
    Some(case.flag(RuleId::S7, level, ground.today, reasons))
}

/// S8: left with somebody unlisted; to be looked at again within some days.
pub(super) fn s8(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let from = ground.today - TimeDelta::days(ground.number(&S8_DAYS));
    let on = case
        .days
        .iter()
        .rev()
        .find(|day| day.unlisted && day.day > from)?
        .day;
    let reasons = vec![Reason::LeftUnlisted { on }];
    Some(case.flag(RuleId::S8, Level::Amber, on, reasons))
}

/// S9: too many children for the adults on the staff, while children are in.
pub(super) fn s9(ground: &Ground<'_>) -> Option<Flag> {
    let facts = ground.facts;
    let inside = |days: &&Vec<Day>| {
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
        last_seen: None,
        open_days_missed: 0,
        supervisor: false,
        reasons: vec![Reason::Ratio { children, adults }],
    })
}
