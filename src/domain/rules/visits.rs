//! V-rules: when a visit is due. Only a visit that saw the child counts (V5); a call counts every
//! second time in summer mode (V4) only.

use super::book::{
    Number, V1_REMIND, V2_FROM_DAY, V3_BLUE, V3_GREEN, V3_RED, V3_YELLOW, V4_EVERY, V4_FROM, V4_TO,
    V6_INCIDENT, V6_NEW,
};
use super::case::Case;
use super::flag::{Flag, Holding, Level};
use super::ground::Ground;
use super::ladder::{LONGEST_STAY, silent_until};
use super::limit::Limit;
use super::reason::{Reason, VisitReason};
use super::rule_id::RuleId;
use crate::domain::follow_up::FollowStep;
use crate::domain::{FollowUp, Incident, Risk, TagCode, child::SummerPlan};
use chrono::{Datelike, Months, NaiveDate, TimeDelta};

/// The most urgent visit flag; a child gets one, even if several rules apply.
pub(super) fn due(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let due: Vec<Flag> = [
        v6_incident(case, ground),
        v6_new(case, ground),
        v4_away(case, ground),
        v4(case, ground),
        v3(case, ground),
        v2(case, ground),
        v1(case, ground),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Follow-ups under one interval stay valid when a stricter one takes over.
    let by_cadence = due.iter().filter(|flag| flag.rule != RuleId::V6);
    let first = by_cadence.map(|flag| flag.since).min();
    let mut flag = due
        .into_iter()
        // A child who has to be seen stands there, whatever else is late.
        .min_by_key(|flag| (flag.list(), flag.level, flag.since))?;
    if flag.rule != RuleId::V6 {
        flag.since = first.map_or(flag.since, |first| first.min(flag.since));
    }
    let last = case.visits.iter().rfind(|one| !one.kind.is_call());
    if let Some(not_met) = last.filter(|one| !one.child_seen) {
        flag.reasons
            .push(Reason::Visit(VisitReason::NotMet { on: not_met.day }));
    }
    Some(flag)
}

/// Amber after the due day, red at more than one and a half times the interval.
fn overdue(
    case: &Case<'_>,
    ground: &Ground<'_>,
    rule: RuleId,
    base: NaiveDate,
    days: i64,
) -> Option<Flag> {
    let due = Ground::after(base, days);
    if ground.today <= due {
        return None;
    }
    let is_long = 2 * (ground.today - base).num_days() > 3 * days;
    let level = if is_long { Level::Red } else { Level::Amber };
    let last = case.last_visit();
    let flag = case.flag(
        rule,
        level,
        due,
        vec![Reason::Visit(VisitReason::NotVisited { last, due })],
    );
    Some(flag.red_from(Ground::after(base, long(days) + 1)))
}

/// The limit above which an interval is exceeded by half.
const fn long(days: i64) -> i64 {
    3 * days / 2
}

/// The limit of a rule on visits.
pub(super) fn limit(held: Holding, flag: &Flag, ground: &Ground<'_>) -> Limit {
    let number = |number| ground.number(number);
    let found = flag.reasons.iter().find_map(|one| match one {
        Reason::Visit(VisitReason::AtRisk(risk)) => Some(number(interval(*risk))),
        Reason::Visit(VisitReason::New { .. }) => Some(number(&V6_NEW)),
        Reason::Visit(VisitReason::AfterIncident { .. }) => Some(number(&V6_INCIDENT)),
        _ => None,
    });
    let every = match held.rule {
        RuleId::V1 => {
            let remind = number(&V1_REMIND);
            return Limit::Yearly { remind };
        }
        RuleId::V2 => {
            let from_day = number(&V2_FROM_DAY);
            return Limit::Monthly { from_day };
        }
        RuleId::V4 => Some(number(&V4_EVERY)),
        _ => found,
    };
    match (every, flag.visit_due()) {
        (None, _) => Limit::AtOnce,
        (Some(every), Some(due)) => Limit::Days {
            days: (ground.today - due).num_days() + every,
            limit: if held.level == Level::Red {
                long(every)
            } else {
                every
            },
        },
        // After an incident.
        (Some(limit), None) => Limit::Days {
            days: (ground.today - flag.since).num_days(),
            limit,
        },
    }
}

/// V1: an ordinary child once per calendar year; amber towards the end of the year, red in the
/// next. A child who was never visited stays amber through its first whole year with the home. Of one whom the home
/// got to know when the year's reminders had begun, the first year is the next one: starting is not failing.
fn v1(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    if is_special(case) {
        return None;
    }
    let last_day = |year| NaiveDate::from_ymd_opt(year, 12, 31);
    let remind = TimeDelta::days(ground.number(&V1_REMIND));
    let known = case.known_since;
    let (first, at_last) = match case.last_visit() {
        // What was owed before the home began is not asked for.
        Some(visit) if visit.year() + 1 >= known.year() => (visit.year() + 1, visit.year() + 1),
        _ if last_day(known.year())? - remind < known => (known.year() + 1, known.year() + 1),
        _ => (known.year(), known.year() + 1),
    };
    let from = (last_day(first)? - remind).max(known);
    let due = last_day(first)?;
    let due = if ground.today > due {
        last_day(at_last)?
    } else {
        due
    };
    missed_by(case, ground, RuleId::V1, from, due)
}

/// V2: other categories once per calendar month; amber from day 25, red from the next month. Starts
/// in the month after the category or the file began.
fn v2(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let special = case.tags.iter().filter(|tag| tag.code != TagCode::Ord);
    let known = special.map(|tag| case.known_as(tag)).min()?;
    let last = case.last_visit().map_or(known, |day| day.max(known));
    let month = last.with_day(1)?.checked_add_months(Months::new(1))?;
    let due = last_day_of_month(month)?;
    let day = u32::try_from(ground.number(&V2_FROM_DAY)).ok()?;
    let from = month.with_day(day).unwrap_or(due);
    missed_by(case, ground, RuleId::V2, from, due)
}

/// A year or month without a visit: amber from `from`, red after `due`.
fn missed_by(
    case: &Case<'_>,
    ground: &Ground<'_>,
    rule: RuleId,
    from: NaiveDate,
    due: NaiveDate,
) -> Option<Flag> {
    let level = match ground.today {
        today if today > due => Level::Red,
        today if today >= from => Level::Amber,
        _ => return None,
    };
    let last = case.last_visit();
    let flag = case.flag(
        rule,
        level,
        from,
        vec![Reason::Visit(VisitReason::NotVisited { last, due })],
    );
    Some(flag.red_from(Ground::after(due, 1)))
}

fn last_day_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.pred_opt()
}

/// Whether the child has a category other than the ordinary one.
fn is_special(case: &Case<'_>) -> bool {
    case.tags.iter().any(|tag| tag.code != TagCode::Ord)
}

/// The days between visits at a risk level.
const fn interval(risk: Risk) -> &'static Number {
    match risk {
        Risk::Red => &V3_RED,
        Risk::Yellow => &V3_YELLOW,
        Risk::Blue => &V3_BLUE,
        Risk::Green => &V3_GREEN,
    }
}

/// V3: visit interval by risk level.
fn v3(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let risk = case.child.risk?;
    let every = interval(risk);
    let assessed = case.child.risk_assessed_on.unwrap_or(case.known_since);
    // Nothing was due before the home began.
    let base = case
        .last_visit()
        .unwrap_or(assessed)
        .max(ground.facts.began);
    let mut flag = overdue(case, ground, RuleId::V3, base, ground.number(every))?;
    flag.reasons.push(Reason::Visit(VisitReason::AtRisk(risk)));
    Some(flag)
}

/// V4: in summer mode, key and left-behind children who stay in the village, every seven days. A
/// call counts only after a visit that saw the child.
fn v4(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let day = i64::from(ground.today.month() * 100 + ground.today.day());
    let is_summer = (ground.number(&V4_FROM)..=ground.number(&V4_TO)).contains(&day);
    let stays = matches!(case.child.summer_plan, None | Some(SummerPlan::Village));
    if !is_summer || !stays || !(case.has(TagCode::Key) || case.has(TagCode::Lbc)) {
        return None;
    }
    let began = ground.day_of_year(&V4_FROM)?;
    let began = began.max(case.known_since);
    let base = last_contact(case).map_or(began, |day| day.max(began));
    overdue(case, ground, RuleId::V4, base, ground.number(&V4_EVERY))
}

/// V4 of a child who stays with its family, as somebody confirmed: nobody looks for it until then, so it is rung every
/// seven days (`judgement.md`).
fn v4_away(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let is_stay = |one: &&FollowUp| one.step == FollowStep::WithParents;
    let stay = case.steps.iter().rfind(is_stay)?;
    let on = stay.at.date_naive();
    let until = silent_until(stay, LONGEST_STAY);
    if ground.today > until || case.last_seen > Some(on) {
        return None;
    }
    let heard = case.visits.iter();
    let heard = heard.filter(|one| one.is_answered_call() || one.is_sighting());
    let base = heard.map(|one| one.day).max().map_or(on, |day| day.max(on));
    let every = ground.number(&V4_EVERY);
    let due = Ground::after(base, every);
    let reason = Reason::Visit(VisitReason::StaysAway { until, every, due });
    (ground.today > due).then(|| case.flag(RuleId::V4, Level::Amber, due, vec![reason]))
}

/// The last visit that saw the child, or the first answered call after it.
fn last_contact(case: &Case<'_>) -> Option<NaiveDate> {
    let visit = case.last_visit()?;
    let call = case
        .visits
        .iter()
        .filter(|one| one.is_answered_call() && one.day > visit)
        .map(|one| one.day)
        .min();
    Some(call.unwrap_or(visit))
}

/// V6: a new child within seven days. Needs a recorded day of joining. It holds until somebody visits the child; who had
/// joined long before the home began is not new to it.
fn v6_new(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let joined = case.child.joined_on?;
    let is_visited = case.last_visit().is_some_and(|day| day >= joined);
    let is_new = (case.known_since - joined).num_days() <= 92;
    if is_visited || !is_new {
        return None;
    }
    let mut flag = overdue(
        case,
        ground,
        RuleId::V6,
        case.known_since,
        ground.number(&V6_NEW),
    )?;
    flag.reasons
        .push(Reason::Visit(VisitReason::New { joined }));
    Some(flag)
}

/// V6: after an incident within one day. Until the incident is reported, L6 asks for that first.
fn v6_incident(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let due = |found: NaiveDate| Ground::after(found, ground.number(&V6_INCIDENT));
    let asks = |one: &Incident| {
        let found = one.found_at.date_naive();
        let is_seen = case.last_visit().is_some_and(|day| day >= found);
        let is_asked = !one.is_unreported() || ground.today >= due(found);
        (!is_seen && is_asked).then_some(found)
    };
    let found = case.incidents.iter().filter_map(asks).min()?;
    let due = due(found);
    let level = if ground.today >= due {
        Level::Red
    } else {
        Level::Amber
    };
    let reasons = vec![Reason::Visit(VisitReason::AfterIncident { on: found })];
    Some(case.flag(RuleId::V6, level, found, reasons).red_from(due))
}
