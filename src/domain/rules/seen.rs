//! S-rules of the day itself: not in yet, still in, left with somebody unlisted, too many for the adults.

use super::book::{S7_AMBER, S7_RED, S8_DAYS, S9_AMBER, S9_RED};
use super::case::Case;
use super::facts::MarkedDay;
use super::flag::{Flag, Holding, Level, Subject};
use super::ground::Ground;
use super::limit::Limit;
use super::reason::{Reason, SeenReason};
use super::rule_id::RuleId;
use chrono::TimeDelta;

/// S1 has the same cause: it adds its reason to an existing flag instead of a second flag.
pub(super) fn not_in_yet(case: &Case<'_>, ground: &Ground<'_>, not_seen: &mut Option<Flag>) {
    let Some(asked) = s1(case, ground) else {
        return;
    };
    match not_seen {
        Some(flag) => {
            flag.rules.extend(asked.rules);
            flag.reasons.extend(asked.reasons);
        }
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
        && case.on(ground.today).is_none()
        && case.last_seen != Some(ground.today);
    let minutes = facts.ask_after_minutes;
    is_asked.then(|| {
        let reasons = vec![Reason::Seen(SeenReason::NotInYet { minutes })];
        let level = Level::Amber;
        let rule = RuleId::S1;
        let since = ground.today;
        Flag {
            raised: since,
            rules: vec![Holding { rule, level, since }],
            ..case.flag(rule, level, case.since(), reasons)
        }
    })
}

/// S7: still signed in after closing. It is asked until somebody says when the child left.
pub(super) fn s7(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let facts = ground.facts;
    if let Some(before) = not_signed_out(case, ground) {
        return Some(before);
    }
    if !case.on(ground.today).is_some_and(|day| day.is_in) {
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

/// S7 of an earlier day: red for as long as nobody has seen the child since.
fn not_signed_out(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let on = *ground.facts.open_stays.get(&case.child.id)?.first()?;
    let is_seen_since = case.last_seen > Some(on);
    let level = if is_seen_since {
        Level::Amber
    } else {
        Level::Red
    };
    let reasons = vec![Reason::Seen(SeenReason::NotSignedOut { on, is_seen_since })];
    Some(case.flag(RuleId::S7, level, on, reasons))
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
    let reasons = vec![Reason::Seen(SeenReason::Ratio { children, adults })];
    let about = (RuleId::S9, level);
    Some(Flag::new(Subject::Home, about, ground.today, reasons))
}

/// The limit of a rule of the day.
pub(super) fn limit(held: Holding, flag: &Flag, ground: &Ground<'_>) -> Limit {
    let is_red = held.level == Level::Red;
    let found = flag.reasons.iter().find_map(|one| match one {
        Reason::Seen(SeenReason::NotInYet { minutes }) if held.rule == RuleId::S1 => {
            Some(Limit::NotIn { minutes: *minutes })
        }
        Reason::Seen(SeenReason::StillIn { minutes }) => Some(Limit::StillIn {
            minutes: *minutes,
            limit: ground.number(if is_red { &S7_RED } else { &S7_AMBER }),
        }),
        Reason::Seen(SeenReason::LeftUnlisted { .. }) => Some(Limit::Shown {
            days: ground.number(&S8_DAYS),
        }),
        Reason::Seen(SeenReason::Ratio { children, adults }) => Some(Limit::PerAdult {
            children: *children,
            adults: *adults,
            limit: ground.count(if is_red { &S9_RED } else { &S9_AMBER }),
        }),
        _ => None,
    });
    found.unwrap_or(Limit::AtOnce)
}
