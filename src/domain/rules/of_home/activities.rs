//! A-rules: the weekly activity and the compulsory talks.

use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::activity::topic_code::{DROWN, FIRE, POLICY};
use crate::domain::activity::weeks::{self, Week, WeekState};
use crate::domain::calendar::{Term, TermKind};
use crate::domain::rules::book::{
    A1_PLAN_BY, A1_RED_ON, A1_STRIP, A1_WEEKLY, A2_EVERY, A2_FROM, A2_FROM_DAY, A2_TO,
    A2_WEEKLY_FROM, A2_WEEKLY_TO, A3_FROM_DAY, A4_AHEAD, A4_RED, Number,
};
use crate::domain::rules::flag::{Flag, Holding, Level, Subject};
use crate::domain::rules::ground::Ground;
use crate::domain::rules::limit::Limit;
use crate::domain::rules::reason::{ActivityReason, Reason};
use crate::domain::rules::rule_id::RuleId;
use chrono::{Datelike, Months, NaiveDate, Weekday};

/// All A-flags. Their subject is the home.
pub(in crate::domain::rules) fn all(ground: &Ground<'_>) -> Vec<Flag> {
    let strip = strip(ground);
    [
        a1_this_week(&strip, ground),
        a1_missed(&strip),
        a2(ground),
        a3(ground),
        a4(ground),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The limit of a rule on activities.
pub(in crate::domain::rules) fn limit(held: Holding, flag: &Flag, ground: &Ground<'_>) -> Limit {
    let is_red = held.level == Level::Red;
    let number = |number| ground.number(number);
    let found = flag.reasons.iter().find_map(|one| match one {
        Reason::Activity(ActivityReason::NoActivity { .. }) => Some(Limit::Weekly {
            wanted: number(&A1_WEEKLY),
            from: weekday(number(if is_red { &A1_RED_ON } else { &A1_PLAN_BY })),
        }),
        Reason::Activity(ActivityReason::WeeksWithoutReason { .. }) => Some(Limit::EachWeek {
            wanted: number(&A1_WEEKLY),
            weeks: number(&A1_STRIP),
        }),
        Reason::Activity(ActivityReason::TopicNotHeld { .. }) => Some(topic_limit(held, ground)),
        Reason::Activity(ActivityReason::NotCovered { due, .. }) => Some(Limit::Ahead {
            due: *due,
            limit: number(if is_red { &A4_RED } else { &A4_AHEAD }),
        }),
        _ => None,
    });
    found.unwrap_or(Limit::AtOnce)
}

/// The limit of a talk that is overdue: of the month, or in the weekly period of the days since the last one.
fn topic_limit(held: Holding, ground: &Ground<'_>) -> Limit {
    let (topic, from_day) = match held.rule {
        RuleId::A3 => (POLICY, &A3_FROM_DAY),
        _ => (DROWN, &A2_FROM_DAY),
    };
    if held.rule == RuleId::A2 && missed_this_month(ground, topic, from_day).is_none() {
        let every = ground.number(&A2_EVERY);
        let season = ground.day_of_year(&A2_FROM).unwrap_or(ground.today);
        return last_held(ground, topic, season).map_or(Limit::Never { limit: every }, |last| {
            Limit::Days {
                days: (ground.today - last).num_days(),
                limit: every,
            }
        });
    }
    Limit::Monthly {
        from_day: ground.number(from_day),
    }
}

/// The weekday with this number, Monday being 1.
fn weekday(number: i64) -> Weekday {
    let days = u8::try_from(number - 1)
        .ok()
        .and_then(|nth| Weekday::try_from(nth).ok());
    days.unwrap_or(Weekday::Sun)
}

/// The recent weeks up to the current one, with the thresholds of this home (rule A1).
pub(in crate::domain::rules) fn strip(ground: &Ground<'_>) -> Vec<Week> {
    weeks::strip(
        ground.facts.programme,
        ground.facts.calendar,
        (ground.today, ground.facts.began),
        ground.count(&A1_STRIP).max(1),
        ground.count(&A1_WEEKLY),
    )
}

fn flag(rule: RuleId, level: Level, since: NaiveDate, reason: Reason) -> Flag {
    Flag::new(Subject::Home, (rule, level), since, vec![reason])
}

/// A1: amber from Thursday if too little is planned for the week, red on Sunday if too little was
/// held. A week in which the home is closed raises no flag, and none before the first whole week after it began to use
/// the program.
fn a1_this_week(strip: &[Week], ground: &Ground<'_>) -> Option<Flag> {
    let week = strip.last()?;
    let day_from = |number: &Number| {
        let days = ground.number(number) - 1;
        Ground::after(week.monday, days)
    };
    let is_open = !matches!(week.state, WeekState::Held | WeekState::Closed);
    let wanted = ground.count(&A1_WEEKLY).max(1);
    let (plan_by, red_on) = (day_from(&A1_PLAN_BY), day_from(&A1_RED_ON));
    let reason = Reason::Activity(ActivityReason::NoActivity {
        week: week.monday,
        held: week.held,
        planned: week.planned,
    });
    if !is_open || week.monday < weeks::first_whole(ground.facts.began) {
        return None;
    }
    if ground.today >= red_on {
        return Some(flag(RuleId::A1, Level::Red, red_on, reason));
    }
    let is_unplanned = week.held + week.planned < wanted;
    (is_unplanned && ground.today >= plan_by)
        .then(|| flag(RuleId::A1, Level::Amber, plan_by, reason))
}

/// A1: a missed week needs a recorded reason; a closed week is not missed.
fn a1_missed(strip: &[Week]) -> Option<Flag> {
    let missed = strip.iter().filter(|week| week.wants_reason());
    let missed: Vec<&Week> = missed.collect();
    let since = missed.first()?.sunday().succ_opt()?;
    let weeks = missed.iter().map(|week| week.monday).collect();
    let reason = Reason::Activity(ActivityReason::WeeksWithoutReason { weeks });
    Some(flag(RuleId::A1, Level::Red, since, reason))
}

/// Whether today lies between two days of the year, both included.
fn is_in_year(ground: &Ground<'_>, from: &Number, to: &Number) -> bool {
    let month_day = i64::from(ground.today.month() * 100 + ground.today.day());
    (ground.number(from)..=ground.number(to)).contains(&month_day)
}

/// The last day from `from` to today on which a topic was held.
fn last_held(ground: &Ground<'_>, topic: &str, from: NaiveDate) -> Option<NaiveDate> {
    let held = ground.facts.programme.held(topic, from, ground.today);
    held.map(|one| one.day).max()
}

/// One month before today; the rules do not look further back.
fn a_month_ago(ground: &Ground<'_>) -> NaiveDate {
    ground
        .today
        .checked_sub_months(Months::new(1))
        .unwrap_or(ground.today)
}

/// The day from which a topic is overdue this month; `None` if it was held or is not overdue yet. Nothing is asked of
/// a month that had begun before the home began to use the program.
fn missed_this_month(ground: &Ground<'_>, topic: &str, from_day: &Number) -> Option<NaiveDate> {
    let first = ground.today.with_day(1)?;
    if first < ground.facts.began || last_held(ground, topic, first).is_some() {
        return None;
    }
    let last = (first + Months::new(1)).pred_opt()?;
    let since = Ground::after(first, ground.number(from_day) - 1).min(last);
    (since <= ground.today).then_some(since)
}

/// A2: a drowning talk every month from April to September, and a weekly reminder from June to
/// August.
fn a2(ground: &Ground<'_>) -> Option<Flag> {
    if !is_in_year(ground, &A2_FROM, &A2_TO) {
        return None;
    }
    let season = ground.day_of_year(&A2_FROM)?;
    let last = last_held(ground, DROWN, season);
    let reason = Reason::Activity(ActivityReason::TopicNotHeld {
        topic: DROWN.to_owned(),
        last,
    });
    let is_weekly = is_in_year(ground, &A2_WEEKLY_FROM, &A2_WEEKLY_TO);
    if let Some(since) = missed_this_month(ground, DROWN, &A2_FROM_DAY) {
        let level = if is_weekly { Level::Red } else { Level::Amber };
        return Some(flag(RuleId::A2, level, since, reason));
    }
    let begins = ground.day_of_year(&A2_WEEKLY_FROM)?;
    let base = last.unwrap_or(ground.facts.began);
    let since = Ground::after(base, ground.number(&A2_EVERY)).max(begins);
    (is_weekly && since <= ground.today).then(|| flag(RuleId::A2, Level::Amber, since, reason))
}

/// A3: a talk on welfare policy every month.
fn a3(ground: &Ground<'_>) -> Option<Flag> {
    let since = missed_this_month(ground, POLICY, &A3_FROM_DAY)?;
    let reason = Reason::Activity(ActivityReason::TopicNotHeld {
        topic: POLICY.to_owned(),
        last: last_held(ground, POLICY, a_month_ago(ground)),
    });
    Some(flag(RuleId::A3, Level::Amber, since, reason))
}

/// A4: every child takes part in a fire drill before the term ends; shown some weeks ahead.
fn a4(ground: &Ground<'_>) -> Option<Flag> {
    let is_running = |term: &&Term| term.kind == TermKind::Term && term.covers(ground.today);
    let term = ground.facts.calendar.terms().find(is_running)?;
    let since = Ground::after(term.to_day, -ground.number(&A4_AHEAD));
    let since = since.max(term.from_day).max(ground.facts.began);
    if ground.today < since {
        return None;
    }
    let topic = FIRE.parse().ok()?;
    let season = Season {
        from: term.from_day,
        to: term.to_day,
    };
    let facts = ground.facts;
    let covered = facts.programme.covered(&topic, season);
    let had_by_now = covered.into_iter().filter(|one| one.on <= ground.today);
    let coverage = Coverage::new(
        topic,
        season,
        had_by_now,
        &facts.programme.exempt,
        facts.children,
    );
    let (had, missing) = (coverage.had.len(), coverage.missing.len());
    let is_late = ground.today >= Ground::after(term.to_day, -ground.number(&A4_RED));
    let level = if is_late { Level::Red } else { Level::Amber };
    let reason = Reason::Activity(ActivityReason::NotCovered {
        topic: FIRE.to_owned(),
        missing,
        of: had + missing,
        due: term.to_day,
    });
    (missing > 0).then(|| flag(RuleId::A4, level, since, reason))
}
