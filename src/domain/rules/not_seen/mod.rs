//! Rules S2 to S6: the matter of a child whom nobody has seen.
//!
//! A child has at most one such matter. It begins on the first day on which any of the rules holds and knows all
//! that do. What makes a rule hold is read from the last sighting on, never from a window that slides with today: once a
//! rule holds, waiting does not end it. What is entered afterwards does not end it either: the step that enters it
//! keeps the rules that held ([`listed_before`]). An excuse explains an absence; it is no sighting. So the rules on missed
//! days look at unexplained ones, and "not seen by anyone" counts every day.

mod days;
mod rhythm;
mod trend;
mod unlikely;
pub(super) mod usual;

use super::book::{
    Number, S2_FAILED, S3_AMBER, S3_KEPT, S3_RED, S4_MISSED, S5_BLUE, S5_EXCUSED, S5_KEY,
    S5_NO_DAYS, S5_OTHERS, S5_RED, S5_YELLOW,
};
use super::case::Case;
use super::flag::{Flag, Holding, Level};
use super::ground::Ground;
use super::ladder::place;
use super::limit::{Begun, Limit, per_mille};
use super::reason::{Reason, SeenReason, VisitReason};
use super::rule_id::RuleId;
use crate::domain::{Mark, Risk, TagCode};
use chrono::NaiveDate;
use days::{Kept, day_before, expected, expected_before, is_of_class, with_own};
use unlikely::{Unlikely, basis, habit_from, missed_open_days, rhythm};

/// What one rule found.
struct Found {
    /// The rule with its levels and the limit of each, the strongest first; never empty.
    holds: Vec<(Holding, Limit)>,
    reasons: Vec<Reason>,
    supervisor: bool,
    pressing: usize,
}

/// Every rule that holds about a child whom nobody has seen, with its limit, the strongest first.
pub(super) fn limits(case: &Case<'_>, ground: &Ground<'_>) -> Vec<(Holding, Limit)> {
    strongest_first(&found(case, ground))
}

fn strongest_first(found: &[Found]) -> Vec<(Holding, Limit)> {
    let mut rules: Vec<(Holding, Limit)> = found.iter().flat_map(|one| one.holds.clone()).collect();
    rules.sort_by_key(|(one, _)| (one.level, place(one.rule)));
    rules
}

/// What each rule found, and what was kept of those that no longer hold.
fn found(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Found> {
    // A child who is away for now was missed on the days before: that does not end what they began.
    let run = run(case, ground);
    let rhythm = rhythm(case, ground, &run);
    let found = [
        s4(case, ground, &run, rhythm.as_ref()),
        s2(case, ground, &run, rhythm.as_ref()),
        s3(case, ground, &run, rhythm),
        s5(case, ground),
        excused_only(case, ground),
        s6(case, ground, &run),
    ];
    let mut found: Vec<Found> = found.into_iter().flatten().collect();
    let lost = listed_before(case, ground, &mut found);
    found.extend(lost);
    found
}

/// The matter of a child whom nobody has seen, if any of its rules holds.
pub(super) fn not_seen(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let found = found(case, ground);
    let rules: Vec<Holding> = strongest_first(&found)
        .into_iter()
        .map(|(one, _)| one)
        .collect();
    let strongest = *rules.first()?;
    let raised = rules.iter().map(|one| one.since).min()?;
    let mut reasons: Vec<Reason> = Vec::new();
    let leads = |one: &&Found| {
        one.holds
            .iter()
            .any(|(held, _)| held.rule == strongest.rule)
    };
    let others = found.iter().filter(|one| !leads(one));
    for reason in found
        .iter()
        .filter(leads)
        .chain(others)
        .flat_map(|one| &one.reasons)
    {
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    let is_told = |one: &Reason| matches!(one, Reason::Seen(SeenReason::NoAnswer { .. }));
    let is_known = reasons.iter().any(is_told);
    reasons.extend(not_counted(case, ground));
    let background = background(case).into_iter();
    reasons.extend(background.filter(|one| !(is_known && is_told(one))));
    Some(Flag {
        rules,
        raised,
        supervisor: found.iter().any(|one| one.supervisor),
        pressing: found
            .iter()
            .map(|one| one.pressing)
            .max()
            .unwrap_or_default(),
        ..case.flag(strongest.rule, strongest.level, case.since(), reasons)
    })
}

/// The rules that held when something was entered that would have ended them or moved their day, unless a director
/// has said since that the matter is none any more. A rule that still holds gets its day back; the rest is returned.
fn listed_before(case: &Case<'_>, ground: &Ground<'_>, found: &mut [Found]) -> Option<Found> {
    // A sighting that was taken back makes the absence longer than it was then.
    let of_matter = || case.steps.iter().filter(|one| one.since >= case.since());
    let settled = of_matter()
        .rfind(|one| one.is_no_longer())
        .map(|one| one.at);
    let steps = of_matter().filter(|one| settled.is_none_or(|settled| one.at > settled));
    let kept: Vec<(Holding, NaiveDate)> = steps
        .filter_map(|one| Some((one.kept()?, one.at.date_naive())))
        .collect();
    let is_alone = found.is_empty();
    let mut lost: Vec<Holding> = Vec::new();
    for (one, _) in &kept {
        let mut holds = found
            .iter_mut()
            .flat_map(|found| found.holds.iter_mut().map(|(held, _)| held))
            .chain(&mut lost);
        match holds.find(|held| (held.rule, held.level) == (one.rule, one.level)) {
            Some(held) => held.since = held.since.min(one.since),
            None => lost.push(*one),
        }
    }
    let raised = lost.iter().map(|one| one.since).min()?;
    let entered = kept.iter().map(|(_, day)| *day).min()?;
    let limit = usize::try_from(limit(case, ground)).unwrap_or_default();
    let is_red = lost.iter().any(|one| one.level == Level::Red);
    Some(Found {
        reasons: vec![Reason::Seen(SeenReason::Kept {
            raised,
            entered,
            is_alone,
        })],
        supervisor: lost.iter().any(|one| one.rule == RuleId::S4),
        // It stands where its level stood, and higher the longer nobody sees the child.
        pressing: per_mille(unseen_days(case, ground), limit).max(if is_red { 1_000 } else { 0 }),
        holds: lost
            .into_iter()
            .map(|one| (one, Limit::Kept { entered }))
            .collect(),
    })
}

/// Days of the calendar since the last sighting.
fn unseen_days(case: &Case<'_>, ground: &Ground<'_>) -> usize {
    let seen = case.last_seen.unwrap_or(case.known_since);
    usize::try_from((ground.today - seen).num_days()).unwrap_or_default()
}

/// The unexplained misses since the last sighting, oldest first.
fn run(case: &Case<'_>, ground: &Ground<'_>) -> Vec<NaiveDate> {
    let days = expected(case, ground, case.since()).filter(|(_, kept)| *kept == Kept::Missed);
    let days = days.map(|(day, _)| day);
    days.filter(|day| !is_of_class(case, ground, *day))
        .collect()
}

/// The days on which the child was expected and did not come, and which are no absence of its own.
fn not_counted(case: &Case<'_>, ground: &Ground<'_>) -> Option<Reason> {
    let since = case.since();
    let missed = |(_, kept): &(NaiveDate, Kept)| *kept == Kept::Missed;
    let all = expected_before(case, ground, since).filter(missed).count();
    let counted = expected(case, ground, since).filter(missed).count();
    let (home, class) = (all - counted, counted - run(case, ground).len());
    let reason = Reason::Seen(SeenReason::NotCounted { home, class });
    (home + class > 0).then_some(reason)
}

/// The day of the `times`-th miss.
fn nth(days: &[NaiveDate], times: usize) -> Option<NaiveDate> {
    days.get(times.saturating_sub(1)).copied()
}

/// Whether a day is after the last sighting; of a child who was never seen, whether it was known by then.
fn is_since(case: &Case<'_>, day: NaiveDate) -> bool {
    day >= case.since()
}

/// Reasons added to every matter: agreed days, last sighting, failed calls and visits.
fn background(case: &Case<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !case.child.expected_days.is_empty() {
        reasons.push(Reason::Seen(SeenReason::UsualDays(
            case.child.expected_days,
        )));
    }
    reasons.push(Reason::Seen(SeenReason::LastSeen {
        on: case.last_seen,
        how: case.seen_how,
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

/// Failed calls since the last sighting and since the last answered call.
fn failed_calls(case: &Case<'_>) -> Vec<NaiveDate> {
    let mut failed = Vec::new();
    for call in calls(case) {
        if call.is_failed_call() {
            failed.push(call.day);
        } else {
            failed.clear();
        }
    }
    failed
}

/// Calls since the last sighting, oldest first.
fn calls<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c crate::domain::Visit> {
    let visits = case.visits.iter();
    visits.filter(|one| one.kind.is_call() && is_since(case, one.day))
}

/// S2: the child is missed and several calls in a row failed. An answered call afterwards is no sighting.
fn s2(
    case: &Case<'_>,
    ground: &Ground<'_>,
    run: &[NaiveDate],
    rhythm: Option<&Unlikely>,
) -> Option<Found> {
    let missed = run
        .first()
        .copied()
        .or_else(|| rhythm.map(|unlikely| unlikely.amber.0))?;
    let mut times = 0;
    let failed = calls(case).find(|call| {
        times = if call.is_failed_call() { times + 1 } else { 0 };
        times >= ground.count(&S2_FAILED)
    })?;
    // An answer since then takes nothing back.
    let last = failed.day;
    let now = failed_calls(case);
    let (times, last) = match now.last() {
        Some(newest) if now.len() >= times => (now.len(), *newest),
        _ => (times, last),
    };
    let limit = Limit::Calls {
        failed: times,
        limit: ground.count(&S2_FAILED),
    };
    Some(Found {
        holds: vec![(held(RuleId::S2, Level::Red, failed.day.max(missed)), limit)],
        reasons: vec![Reason::Seen(SeenReason::NoAnswer { times, last })],
        supervisor: false,
        pressing: 0,
    })
}

const fn held(rule: RuleId, level: Level, since: NaiveDate) -> Holding {
    Holding { rule, level, since }
}

/// The levels of a rule, the stronger one first.
fn levels(rule: RuleId, red: Begun, amber: Begun) -> Vec<(Holding, Limit)> {
    // An amber that begins together with the red says nothing more.
    let amber = amber.filter(|amber| red.is_none_or(|red| amber.0 < red.0));
    let red = red.map(|(since, limit)| (held(rule, Level::Red, since), limit));
    let amber = amber.map(|(since, limit)| (held(rule, Level::Amber, since), limit));
    red.into_iter().chain(amber).collect()
}

/// S3: unexplained misses in a row of a child who keeps its agreed days, or a run that is rare for this child.
fn s3(
    case: &Case<'_>,
    ground: &Ground<'_>,
    run: &[NaiveDate],
    rhythm: Option<Unlikely>,
) -> Option<Found> {
    // Most children have missed nothing, and then their habit is not asked.
    let fixed = match nth(run, ground.count(&S3_AMBER).min(ground.count(&S3_RED))) {
        Some(_) if keeps_agreed_days(case, ground) => run,
        _ => &[],
    };
    let reached = |number| -> Begun {
        let limit = ground.count(number);
        let missed = fixed.len();
        nth(fixed, limit).map(|day| (day, Limit::Missed { missed, limit }))
    };
    let (rare, extreme) = rhythm
        .as_ref()
        .map_or((None, None), |one| (Some(one.amber), one.extreme));
    let earliest = |one: [Begun; 2]| one.into_iter().flatten().min_by_key(|(day, _)| *day);
    let amber = earliest([reached(&S3_AMBER), rare]);
    let red = earliest([reached(&S3_RED), extreme]);
    let holds = levels(RuleId::S3, red, amber);
    if holds.is_empty() {
        return None;
    }
    let mut reasons = Vec::from_iter(missed_in_a_row(case, run));
    let of_limit = per_mille(fixed.len(), ground.count(&S3_RED));
    let of_habit = rhythm.as_ref().map_or(0, |one| one.pressing);
    reasons.extend(rhythm.map(|unlikely| unlikely.reason));
    Some(Found {
        holds,
        reasons,
        supervisor: false,
        pressing: of_limit.max(of_habit),
    })
}

/// Fewest agreed days from which it is known whether a child keeps them.
const AGREED_FROM: usize = 6;

/// Whether the child kept its agreed days before the last sighting. Of a new child it is believed.
fn keeps_agreed_days(case: &Case<'_>, ground: &Ground<'_>) -> bool {
    let (attended, of) = agreed_days_kept(case, ground);
    of < AGREED_FROM || 100 * attended >= ground.count(&S3_KEPT) * of
}

/// The agreed days that the child kept, and all of them, in the weeks before the last sighting, from the first to the last
/// on which it came.
fn agreed_days_kept(case: &Case<'_>, ground: &Ground<'_>) -> (usize, usize) {
    let Some(last_seen) = case.last_seen else {
        return (0, 0);
    };
    let days = expected_before(case, ground, habit_from(last_seen));
    let days = days.take_while(|(day, _)| *day <= last_seen);
    let days = days.filter(|(_, kept)| *kept != Kept::Explained);
    let days = days.skip_while(|(_, kept)| *kept != Kept::Came);
    let days: Vec<Kept> = days.map(|(_, kept)| kept).collect();
    let attended = days.iter().filter(|kept| **kept == Kept::Came).count();
    let of = days
        .iter()
        .rposition(|kept| *kept == Kept::Came)
        .map_or(0, |last| last + 1);
    (attended, of)
}

fn missed_in_a_row(case: &Case<'_>, run: &[NaiveDate]) -> Option<Reason> {
    let (days, from) = (run.len(), *run.first()?);
    let is_agreed = !case.child.expected_days.is_empty();
    Some(Reason::Seen(SeenReason::MissedInARow {
        days,
        from,
        is_agreed,
    }))
}

/// The unexplained misses of a child without agreed days on the weekdays on which it comes.
fn usual_misses(case: &Case<'_>, ground: &Ground<'_>) -> Vec<NaiveDate> {
    let Some(last_seen) = case.last_seen else {
        return Vec::new();
    };
    let missed = missed_open_days(case, ground, last_seen);
    if missed.len() < ground.count(&S4_MISSED) {
        return Vec::new();
    }
    let habit = basis(case, ground, last_seen).habit;
    let comes_on = |day: &NaiveDate| habit.as_ref().is_some_and(|habit| habit.comes_on(*day));
    missed.into_iter().filter(comes_on).collect()
}

/// S4: so many misses that the township has to know. Of a child who does not keep its agreed days, or has none, they say
/// something only once they are out of its habit, too.
fn s4(
    case: &Case<'_>,
    ground: &Ground<'_>,
    run: &[NaiveDate],
    rhythm: Option<&Unlikely>,
) -> Option<Found> {
    let has_agreed = !case.child.expected_days.is_empty();
    let usual;
    let run = if has_agreed {
        run
    } else {
        usual = usual_misses(case, ground);
        &usual
    };
    let mut since = nth(run, ground.count(&S4_MISSED))?;
    // Without a habit the count is all there is.
    let has_habit = |seen| basis(case, ground, seen).habit.is_some();
    let is_judged = || !keeps_agreed_days(case, ground) && case.last_seen.is_some_and(has_habit);
    if !has_agreed || is_judged() {
        since = since.max(rhythm?.amber.0);
    }
    let limit = Limit::Missed {
        missed: run.len(),
        limit: ground.count(&S4_MISSED),
    };
    Some(Found {
        holds: vec![(held(RuleId::S4, Level::Red, since), limit)],
        reasons: Vec::from_iter(missed_in_a_row(case, run)),
        supervisor: true,
        pressing: per_mille(run.len(), ground.count(&S3_RED)),
    })
}

/// The limit of days not seen. A child without agreed days who comes too seldom for a habit is hardly missed by another
/// rule, so that its limit is lower.
fn limit(case: &Case<'_>, ground: &Ground<'_>) -> i64 {
    let limit = ground.number(limit_by_risk(case));
    if case.child.expected_days.is_empty() {
        limit.min(ground.number(&S5_NO_DAYS))
    } else {
        limit
    }
}

/// By risk level, then by category.
fn limit_by_risk(case: &Case<'_>) -> &'static Number {
    match case.child.risk {
        Some(Risk::Red) => &S5_RED,
        Some(Risk::Yellow) => &S5_YELLOW,
        // A category that ends while nobody sees the child does not make the wait longer.
        _ if case.had(TagCode::Key) || case.had(TagCode::Lbc) => &S5_KEY,
        Some(Risk::Blue) => &S5_BLUE,
        Some(Risk::Green) | None => &S5_OTHERS,
    }
}

/// S5: not seen by anyone for longer than the limit, in days of the calendar: nothing is taken off. Over one and a
/// half times the limit it is red and the supervisor gets a copy.
fn s5(case: &Case<'_>, ground: &Ground<'_>) -> Option<Found> {
    let seen = case.last_seen.unwrap_or(case.known_since);
    let days = unseen_days(case, ground);
    let limit = limit(case, ground);
    let allowed = usize::try_from(limit).unwrap_or_default();
    if days <= allowed {
        return None;
    }
    let amber = Ground::after(seen, limit + 1);
    let long = Ground::after(seen, limit * 3 / 2 + 1);
    let is_long = long <= ground.today;
    let red = match case.child.risk {
        Some(Risk::Red) => Some(amber),
        _ => is_long.then_some(long),
    };
    let over = |limit: i64| {
        let limit = usize::try_from(limit).unwrap_or_default();
        Limit::NotSeen { days, limit }
    };
    let is_amber_red = case.child.risk == Some(Risk::Red);
    let red = red.map(|day| (day, over(if is_amber_red { limit } else { limit * 3 / 2 })));
    let reason = Reason::Seen(SeenReason::NotSeen {
        days,
        open_days: ground.counted_after(seen).len(),
        limit,
        is_ever: case.last_seen.is_none(),
    });
    Some(Found {
        holds: levels(RuleId::S5, red, Some((amber, over(limit)))),
        reasons: vec![reason],
        supervisor: is_long,
        pressing: per_mille(days, allowed),
    })
}

/// S5 too: the child was excused on more open days than one person's word is good for. Nobody of us has seen it.
fn excused_only(case: &Case<'_>, ground: &Ground<'_>) -> Option<Found> {
    let has_agreed = !case.child.expected_days.is_empty();
    let agreed = expected(case, ground, case.since())
        .filter(|(_, kept)| *kept == Kept::Explained)
        .map(|(day, _)| day);
    // Where no days are agreed, somebody excused the child on each of these days all the same.
    let before = day_before(case.since());
    let marked = with_own(case, ground.counted_after(before), before);
    let marked = marked
        .map(|(day, _)| *day)
        .filter(|day| ground.facts.calendar.is_here(case.child, *day))
        .filter(|day| case.on(*day).is_some_and(|one| one.mark == Mark::Excused));
    let excused: Vec<NaiveDate> = if has_agreed {
        agreed.collect()
    } else {
        marked.collect()
    };
    let since = nth(&excused, ground.count(&S5_EXCUSED) + 1)?;
    let limit = Limit::Excused {
        days: excused.len(),
        limit: ground.count(&S5_EXCUSED),
    };
    let reason = Reason::Seen(SeenReason::ExcusedOnly {
        days: excused.len(),
        from: *excused.first()?,
    });
    Some(Found {
        holds: vec![(held(RuleId::S5, Level::Amber, since), limit)],
        reasons: vec![reason],
        supervisor: false,
        pressing: 0,
    })
}

/// S6: attendance fell.
fn s6(case: &Case<'_>, ground: &Ground<'_>, run: &[NaiveDate]) -> Option<Found> {
    let (since, fall) = trend::falling(case, ground, run)?;
    let limit = fall.limit(ground);
    Some(Found {
        holds: vec![(held(RuleId::S6, Level::Amber, since), limit)],
        reasons: vec![fall.reason()],
        supervisor: false,
        pressing: 0,
    })
}
