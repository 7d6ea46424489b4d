//! L-rules: duties under the law on the protection of minors. They are never suspended; L1, L2, L5
//! and L6 end only when the record changes.

use super::book::{L3_DAYS, L3_REVIEW, L4_DAYS};
use super::case::Case;
use super::flag::{Flag, Holding, Level};
use super::ground::Ground;
use super::limit::Limit;
use super::reason::{NoAgreementSince, Reason, RecordReason};
use super::rule_id::RuleId;
use crate::domain::child::{CareMode, Health};
use crate::domain::support::of;
use crate::domain::{Agreement, TagCode};
use chrono::NaiveDate;

/// Article 21: no child under this age may be left alone.
const ALONE_FROM: i32 = 8;
/// Article 21: no child under this age may live alone.
const LIVES_ALONE_FROM: i32 = 16;

/// The limit of a rule of the law.
pub(super) fn limit(held: Holding, flag: &Flag, ground: &Ground<'_>) -> Limit {
    // The days are counted from the one on which they would have been over.
    let over = |limit: i64| Limit::Days {
        days: (ground.today - held.since).num_days() + limit,
        limit,
    };
    let found = flag.reasons.iter().find_map(|one| match one {
        Reason::Record(RecordReason::NobodyAtHome { age, needs }) => Some(Limit::Younger {
            age: *age,
            limit: match held.rule {
                RuleId::L2 => LIVES_ALONE_FROM,
                _ => ALONE_FROM,
            },
            needs: *needs,
        }),
        Reason::Record(RecordReason::NoCaregiver | RecordReason::NoAgreement { .. }) => {
            Some(over(ground.number(&L3_DAYS)))
        }
        Reason::Record(RecordReason::AgreementOld { .. }) => Some(over(ground.number(&L3_REVIEW))),
        Reason::Record(RecordReason::ParentsContact { .. }) => Some(over(ground.number(&L4_DAYS))),
        _ => None,
    });
    found.unwrap_or(Limit::AtOnce)
}

/// All L-flags of a child.
pub(super) fn all(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Flag> {
    let alone = l2(case, ground).or_else(|| l1(case, ground));
    let entrusted = l5(case, ground).or_else(|| l3(case, ground));
    [alone, entrusted, l4(case, ground), l6(case, ground)]
        .into_iter()
        .flatten()
        .collect()
}

fn nobody_at_home(case: &Case<'_>) -> bool {
    case.child.care_mode == Some(CareMode::Nobody)
}

fn alone(case: &Case<'_>, ground: &Ground<'_>, rule: RuleId) -> Flag {
    let needs = has_needs(case);
    let age = case.child.age(ground.today);
    let reasons = vec![Reason::Record(RecordReason::NobodyAtHome { age, needs })];
    case.flag(rule, Level::Red, case.known_since, reasons)
}

/// L1 (article 21): nobody at home, and the child is under eight or has special needs.
fn l1(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    // Without a birth date the child may be that young.
    let is_young = case
        .child
        .age(ground.today)
        .is_none_or(|age| age < ALONE_FROM);
    let is_raised = nobody_at_home(case) && (has_needs(case) || is_young);
    is_raised.then(|| alone(case, ground, RuleId::L1))
}

/// Special needs, by category or by the health fields of the file.
fn has_needs(case: &Case<'_>) -> bool {
    case.has(TagCode::Disab)
        || case.has(TagCode::DiffSelf)
        || case.child.disability_grade.is_some()
        || matches!(case.child.health, Some(Health::Disabled | Health::Ill))
}

/// L2 (article 21): nobody at home, and the child is under sixteen.
fn l2(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let age = case.child.age(ground.today);
    let is_raised = nobody_at_home(case)
        && age.is_some_and(|age| (ALONE_FROM..LIVES_ALONE_FROM).contains(&age));
    is_raised.then(|| alone(case, ground, RuleId::L2))
}

/// First day on which the home knew the child as left behind.
fn left_behind_since(case: &Case<'_>) -> Option<NaiveDate> {
    let tags = case.tags.iter().filter(|tag| tag.code == TagCode::Lbc);
    tags.map(|tag| case.known_as(tag)).min()
}

/// First day on which the child was left behind, as its file says; `None` if nobody knows.
fn left_behind_from(case: &Case<'_>) -> Option<NaiveDate> {
    let tags = case.tags.iter().filter(|tag| tag.code == TagCode::Lbc);
    tags.map(|tag| tag.from_day).min().flatten()
}

/// L3 (articles 22 and 23): a left-behind child without caregiver or agreement; the agreement needs
/// a yearly review. After an expired agreement the days count from its end.
fn l3(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let since = left_behind_since(case)?;
    let late = |since, reason| {
        let due = Ground::after(since, ground.number(&L3_DAYS));
        (ground.today > due).then(|| case.flag(RuleId::L3, Level::Red, due, vec![reason]))
    };
    if !case.contacts.iter().any(|one| one.is_caregiver) {
        return late(since, Reason::Record(RecordReason::NoCaregiver));
    }
    let holding = case
        .agreements
        .iter()
        .filter(|one| one.holds_on(ground.today));
    let Some(on) = holding.map(Agreement::looked_at).max() else {
        let ended = case.agreements.iter().filter_map(|one| one.valid_to);
        let ended = ended.filter(|end| *end < ground.today).max();
        let (since, told) = match (ended.filter(|end| *end >= since), left_behind_from(case)) {
            (Some(end), _) => (end, NoAgreementSince::Ended(end)),
            (None, Some(from)) => (since, NoAgreementSince::LeftBehind(from)),
            (None, None) => (since, NoAgreementSince::Known),
        };
        return late(since, Reason::Record(RecordReason::NoAgreement(told)));
    };
    let review = Ground::after(on, ground.number(&L3_REVIEW));
    (ground.today > review).then(|| {
        let reasons = vec![Reason::Record(RecordReason::AgreementOld { on })];
        case.flag(RuleId::L3, Level::Amber, review, reasons)
    })
}

/// L4 (article 23): no contact of the parents recorded for a month.
fn l4(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let since = left_behind_since(case)?;
    let asked = case.visits.iter().filter(|one| one.parents.is_some());
    // Whoever was told how the child is was in contact.
    let told = of(&ground.facts.support.news, case.child.id).iter();
    let told = told
        .filter_map(|one| one.told_on)
        .filter(|on| *on <= ground.today);
    let last = asked.map(|one| one.day).chain(told).max();
    let base = last.map_or(since, |last| last.max(since));
    let due = Ground::after(base, ground.number(&L4_DAYS));
    (ground.today > due).then(|| {
        let reasons = vec![Reason::Record(RecordReason::ParentsContact { last })];
        case.flag(RuleId::L4, Level::Amber, due, reasons)
    })
}

/// L5 (article 22): the caregiver is barred by law.
fn l5(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let barred = case
        .contacts
        .iter()
        .filter(|one| one.is_caregiver)
        .filter_map(|one| one.barred_since)
        .filter(|since| *since <= ground.today);
    let since = barred.min()?;
    let reasons = vec![Reason::Record(RecordReason::CaregiverBarred { since })];
    Some(case.flag(RuleId::L5, Level::Red, since, reasons))
}

/// L6 (article 11): an unreported incident. It shows the hours since the incident was found; no
/// legal deadline could be verified.
fn l6(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let unreported = case.incidents.iter().filter(|one| one.is_unreported());
    let found = unreported.map(|one| one.found_at).min()?;
    let hours = (ground.facts.now - found).num_hours().max(0);
    let reasons = vec![Reason::Record(RecordReason::Unreported { hours })];
    Some(case.flag(RuleId::L6, Level::Red, found.date_naive(), reasons))
}
