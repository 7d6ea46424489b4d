//! D-rules: whether the file is still reliable.

use super::book::{
    D1_AMBER, D1_RED, D2_DAYS, D2_FAILED, D3_DAYS, D5_AHEAD, D6_DAYS, D7_DAYS, D8_FILE,
};
use super::case::Case;
use super::flag::{Flag, Holding, Level, Subject};
use super::ground::Ground;
use super::limit::Limit;
use super::reason::{Reason, RecordReason, SeenReason};
use super::rule_id::RuleId;
use crate::domain::calendar::quarter;
use crate::domain::retention::file_clock;
use crate::domain::{Status, TagCode};
use chrono::{Datelike, Months, NaiveDate, TimeDelta};

/// All D-flags of a child.
pub(super) fn all(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Flag> {
    [
        d1(case, ground),
        d2(case, ground),
        d3(case, ground),
        d5(case, ground),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The limit of a rule on the file of a child known since a day, on the quarter or on staff.
pub(super) fn limit(
    held: Holding,
    flag: &Flag,
    known_since: NaiveDate,
    ground: &Ground<'_>,
) -> Limit {
    let since = |day: Option<NaiveDate>| (ground.today - day.unwrap_or(known_since)).num_days();
    let is_red = flag.level == Level::Red;
    let found = flag.reasons.iter().find_map(|one| match one {
        Reason::Record(RecordReason::Unverified { last }) => Some(Limit::Days {
            days: since(*last),
            limit: ground.number(if is_red { &D1_RED } else { &D1_AMBER }),
        }),
        Reason::Record(RecordReason::PhonesUnverified { last }) => Some(Limit::Days {
            days: since(*last),
            limit: ground.number(&D2_DAYS),
        }),
        Reason::Seen(SeenReason::NoAnswer { times, .. }) if held.rule == RuleId::D2 => {
            Some(Limit::Calls {
                failed: *times,
                limit: ground.count(&D2_FAILED),
            })
        }
        Reason::Record(RecordReason::RiskUnassessed { last }) => Some(Limit::HalfYearly {
            days: since(*last),
            limit: ground.number(&D3_DAYS),
        }),
        Reason::Record(RecordReason::QuarterCheck { due, .. }) => {
            Some(Limit::Quarterly { due: *due })
        }
        Reason::Record(RecordReason::Turns { on, .. }) => Some(Limit::Ahead {
            due: *on,
            limit: ground.number(&D5_AHEAD),
        }),
        Reason::Record(RecordReason::Unchecked { last }) => {
            let limit = ground.number(&D6_DAYS);
            Some(last.map_or(Limit::Never { limit }, |last| Limit::Days {
                days: since(Some(last)),
                limit,
            }))
        }
        Reason::Record(RecordReason::HelpersUnchecked { last, .. }) => {
            let limit = ground.number(&D6_DAYS);
            Some(last.map_or(Limit::Never { limit }, |last| Limit::Days {
                days: since(Some(last)),
                limit,
            }))
        }
        Reason::Record(RecordReason::Outgrown { on, .. }) => {
            let limit = ground.number(&D8_FILE);
            // The child left before its clock ran out.
            Some(Limit::Days {
                days: since(Some(*on)) + limit,
                limit,
            })
        }
        Reason::Record(RecordReason::FamilyAsked { on, .. }) => Some(Limit::Days {
            days: since(Some(*on)),
            limit: ground.number(&D7_DAYS),
        }),
        _ => None,
    });
    found.unwrap_or(Limit::AtOnce)
}

/// D1: the file was not verified for a month; red after a quarter. A file that holds the name only, of a
/// child who was signed in before anything else was known, is to be completed at once.
fn d1(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    if case.child.born().is_none() && !case.child.is_erased() {
        let reasons = vec![Reason::Record(RecordReason::NameOnly)];
        return Some(case.flag(RuleId::D1, Level::Amber, case.known_since, reasons));
    }
    let last = case.child.last_verified_on;
    let base = last.unwrap_or(case.known_since);
    let days = (ground.today - base).num_days();
    let amber = ground.number(&D1_AMBER);
    let level = match days {
        days if days > ground.number(&D1_RED) => Level::Red,
        days if days > amber => Level::Amber,
        _ => return None,
    };
    let since = Ground::after(base, amber + 1);
    Some(case.flag(
        RuleId::D1,
        level,
        since,
        vec![Reason::Record(RecordReason::Unverified { last })],
    ))
}

/// D2: no number was reached within a quarter, or the last calls failed.
fn d2(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let mut callable = case
        .contacts
        .iter()
        .filter(|one| one.phone().is_some())
        .peekable();
    if callable.peek().is_none() {
        let reasons = vec![Reason::Record(RecordReason::NoPhone)];
        return Some(case.flag(RuleId::D2, Level::Amber, case.known_since, reasons));
    }
    let answered = case.visits.iter().filter(|one| one.is_answered_call());
    let verified = callable.filter_map(|one| one.phone_verified_on);
    let last = verified.chain(answered.map(|one| one.day)).max();
    let failed: Vec<NaiveDate> = case
        .visits
        .iter()
        .filter(|one| one.is_failed_call() && last.is_none_or(|day| day < one.day))
        .map(|one| one.day)
        .collect();
    // It holds from the call on that was one too many.
    if let Some(since) = failed.get(ground.count(&D2_FAILED).saturating_sub(1)) {
        let times = failed.len();
        let last = failed.last().copied().unwrap_or(*since);
        let reasons = vec![Reason::Seen(SeenReason::NoAnswer { times, last })];
        return Some(case.flag(RuleId::D2, Level::Amber, *since, reasons));
    }
    let due = Ground::after(last.unwrap_or(case.known_since), ground.number(&D2_DAYS));
    (ground.today > due).then(|| {
        let reasons = vec![Reason::Record(RecordReason::PhonesUnverified { last })];
        case.flag(RuleId::D2, Level::Amber, due, reasons)
    })
}

/// D3: the risk is assessed in March and September, at the latest after half a year. Applies only
/// to children with a risk level, key children and left-behind children.
fn d3(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let is_asked = case.child.risk.is_some() || case.has(TagCode::Key) || case.has(TagCode::Lbc);
    if !is_asked {
        return None;
    }
    let last = case.child.risk_assessed_on;
    let base = last.unwrap_or(case.known_since);
    let longest = Ground::after(base, ground.number(&D3_DAYS));
    let since = next_season(base)?.min(longest.succ_opt()?);
    (ground.today >= since).then(|| {
        let reasons = vec![Reason::Record(RecordReason::RiskUnassessed { last })];
        case.flag(RuleId::D3, Level::Amber, since, reasons)
    })
}

/// The first 1 March or 1 September after a day; a missed assessment stays due.
fn next_season(day: NaiveDate) -> Option<NaiveDate> {
    let first = |year, month| NaiveDate::from_ymd_opt(year, month, 1);
    let year = day.year();
    let seasons = [first(year, 3)?, first(year, 9)?, first(year + 1, 3)?];
    seasons.into_iter().find(|season| *season > day)
}

/// D4: the quarterly check starts in the last month of the quarter and is due on its last day.
pub(super) fn d4(ground: &Ground<'_>) -> Option<Flag> {
    let month = ground.today.month();
    if !month.is_multiple_of(3) || ground.today < ground.facts.began {
        return None;
    }
    let opens = ground.today.with_day(1)?.max(ground.facts.began);
    let (first, due) = quarter(ground.today)?;
    let on_register = || {
        let children = ground.facts.children.iter();
        children.filter(|child| child.status == Status::Enrolled)
    };
    let of = on_register().count();
    let verified = on_register()
        .filter(|child| child.last_verified_on.is_some_and(|day| day >= first))
        .count();
    let reason = Reason::Record(RecordReason::QuarterCheck { verified, of, due });
    let about = (RuleId::D4, Level::Amber);
    (verified < of).then(|| Flag::new(Subject::Home, about, opens, vec![reason]))
}

/// D5: categories of left-behind and migrant children end on the sixteenth birthday, all others on
/// the eighteenth; shown some weeks ahead.
fn d5(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let ahead = TimeDelta::days(ground.number(&D5_AHEAD));
    let birthday = |age: u32| case.child.born()?.checked_add_months(Months::new(12 * age));
    let is_near = |on: NaiveDate| on - ahead <= ground.today;
    let ends_at_16 = case.has(TagCode::Lbc) || case.has(TagCode::Mig);
    let turning = [(18, !case.tags.is_empty()), (16, ends_at_16)];
    let (age, on) = turning
        .into_iter()
        .filter(|(_, is_asked)| *is_asked)
        .filter_map(|(age, _)| Some((age, birthday(age)?)))
        .find(|(_, on)| is_near(*on))?;
    let level = if on < ground.today {
        Level::Red
    } else {
        Level::Amber
    };
    let age = i32::try_from(age).ok()?;
    Some(case.flag(
        RuleId::D5,
        level,
        on - ahead,
        vec![Reason::Record(RecordReason::Turns { age, on })],
    ))
}

/// D6 (article 62): yearly background check of all active staff.
pub(super) fn d6(ground: &Ground<'_>) -> Vec<Flag> {
    let staff = ground.facts.staff.iter().filter(|one| one.active);
    let due = |last: NaiveDate| Ground::after(last, ground.number(&D6_DAYS));
    let overdue = staff.filter(|one| one.checked_on.is_none_or(|last| ground.today > due(last)));
    overdue
        .map(|one| {
            let last = one.checked_on;
            let reason = Reason::Record(RecordReason::Unchecked { last });
            let added = one.id.made_on().unwrap_or(ground.today);
            let known = added.max(ground.facts.began).min(ground.today);
            let since = last.map_or(known, due);
            let about = (RuleId::D6, Level::Amber);
            Flag::new(Subject::Staff(one.id), about, since, vec![reason])
        })
        .collect()
}

/// D6 for helpers who are there and who are persons: one line for all of them.
pub(super) fn d6_helpers(ground: &Ground<'_>) -> Option<Flag> {
    let due = |last: NaiveDate| Ground::after(last, ground.number(&D6_DAYS));
    let began = ground.facts.began;
    let helpers = ground.facts.support.helpers.iter();
    let helpers = helpers.filter(|one| one.is_checked() && one.is_active(ground.today));
    let overdue = helpers.filter(|one| one.checked_on.is_none_or(|last| ground.today > due(last)));
    let overdue: Vec<_> = overdue.collect();
    let since = |one: &&crate::domain::support::helper::Helper| match one.checked_on {
        Some(last) => due(last),
        None => one.since.unwrap_or(began).max(began).min(ground.today),
    };
    let first = overdue.iter().map(since).min()?;
    let last = overdue.iter().map(|one| one.checked_on).min().flatten();
    let names = overdue.iter().map(|one| one.name.clone()).collect();
    let reason = Reason::Record(RecordReason::HelpersUnchecked { names, last });
    let about = (RuleId::D6, Level::Amber);
    Some(Flag::new(Subject::Home, about, first, vec![reason]))
}

/// D7: a request of a family about data waits for its answer; red after the days in which it is due. Also of a child who has
/// left: the family's right does not end with the enrolment. Of several the oldest counts.
pub(super) fn d7(ground: &Ground<'_>) -> Vec<Flag> {
    let facts = ground.facts;
    let waiting = facts.children.iter().filter_map(|child| {
        let all = facts.requests.get(&child.id)?;
        let open = || {
            all.iter()
                .filter(|one| one.is_open() && one.asked_on <= ground.today)
        };
        let oldest = open().min_by_key(|one| one.asked_on)?;
        let (on, due) = (oldest.asked_on, oldest.due(ground.number(&D7_DAYS)));
        let level = if ground.today > due {
            Level::Red
        } else {
            Level::Amber
        };
        let times = open().count();
        let reason = Reason::Record(RecordReason::FamilyAsked { times, on, due });
        Some(Flag::new(
            Subject::Child(child.id),
            (RuleId::D7, level),
            on,
            vec![reason],
        ))
    });
    waiting.collect()
}

/// D8: files of children who left were kept long enough. Whether they go, a director decides.
pub(super) fn d8(ground: &Ground<'_>) -> Option<Flag> {
    let clocks = ground.facts.children.iter();
    let clocks = clocks.filter_map(|child| file_clock(child, ground.facts.book));
    let days = clocks.map(|clock| clock.goes_on);
    let days: Vec<NaiveDate> = days.filter(|day| *day <= ground.today).collect();
    let on = days.iter().min().copied()?;
    let reason = Reason::Record(RecordReason::Outgrown {
        files: days.len(),
        on,
    });
    Some(Flag::new(
        Subject::Home,
        (RuleId::D8, Level::Amber),
        on,
        vec![reason],
    ))
}
