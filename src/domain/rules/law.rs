//! L-rules: what the law on the protection of minors wants. Never suspended, never closed by a
//! word: the record has to change.

use super::book::{L3_DAYS, L3_REVIEW, L4_DAYS};
use super::{Case, Flag, Ground, Level, Reason, RuleId};
use crate::domain::TagCode;
use crate::domain::child::{CareMode, Health};

/// Every L-rule that holds.
pub(super) fn all(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Flag> {
    let alone = l2(case, ground).or_else(|| l1(case, ground));
    let entrusted = l5(case).or_else(|| l3(case, ground));
    [alone, entrusted, l4(case, ground), l6(case, ground)]
        .into_iter()
        .flatten()
        .collect()
}

fn nobody_at_home(case: &Case<'_>) -> bool {
    case.child.care_mode == Some(CareMode::Nobody)
}

fn alone(case: &Case<'_>, ground: &Ground<'_>, rule: RuleId, needs: bool) -> Flag {
    let age = case.child.age(ground.today);
    let reasons = vec![Reason::NobodyAtHome { age, needs }];
    case.flag(rule, Level::Red, case.known_since, reasons)
}

/// L1 (article 21): under eight, or with special needs, and nobody at home.
fn l1(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let needs = case.has(TagCode::Disab)
        || matches!(case.child.health, Some(Health::Disabled | Health::Ill));
    let is_raised = nobody_at_home(case) && (needs || case.child.age(ground.today) < 8);
    is_raised.then(|| alone(case, ground, RuleId::L1, needs))
}

/// L2 (article 21): under sixteen and living alone.
fn l2(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let age = case.child.age(ground.today);
    let is_raised = nobody_at_home(case) && (8..16).contains(&age);
    is_raised.then(|| alone(case, ground, RuleId::L2, false))
}

/// L3 (articles 22 and 23): left behind without caregiver or agreement; an agreement is gone
/// through every year.
fn l3(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let tag = case.tags.iter().find(|tag| tag.code == TagCode::Lbc)?;
    let since = tag.from_day.max(case.known_since);
    let due = Ground::after(since, ground.number(&L3_DAYS));
    let is_late = ground.today > due;
    if !case.contacts.iter().any(|one| one.is_caregiver) {
        return is_late.then(|| case.flag(RuleId::L3, Level::Red, due, vec![Reason::NoCaregiver]));
    }
    let holding = case
        .agreements
        .iter()
        .filter(|one| one.holds_on(ground.today));
    let Some(on) = holding.map(super::Agreement::looked_at).max() else {
        let reasons = vec![Reason::NoAgreement { since }];
        return is_late.then(|| case.flag(RuleId::L3, Level::Red, due, reasons));
    };
    let review = Ground::after(on, ground.number(&L3_REVIEW));
    (ground.today > review).then(|| {
        let reasons = vec![Reason::AgreementOld { on }];
        case.flag(RuleId::L3, Level::Amber, review, reasons)
    })
}

/// L4 (article 23): the parents' contact of a left-behind child not recorded for a month.
fn l4(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let tag = case.tags.iter().find(|tag| tag.code == TagCode::Lbc)?;
    let asked = case.visits.iter().filter(|one| one.parents.is_some());
    let last = asked.map(|one| one.day).max();
    let base = last.unwrap_or_else(|| tag.from_day.max(case.known_since));
    let due = Ground::after(base, ground.number(&L4_DAYS));
    (ground.today > due).then(|| {
        let reasons = vec![Reason::ParentsContact { last }];
        case.flag(RuleId::L4, Level::Amber, due, reasons)
    })
}

/// L5 (article 22): a ground that bars the caregiver is known.
fn l5(case: &Case<'_>) -> Option<Flag> {
    let barred = case
        .contacts
        .iter()
        .filter(|one| one.is_caregiver)
        .filter_map(|one| one.barred_since);
    let since = barred.min()?;
    let reasons = vec![Reason::CaregiverBarred { since }];
    Some(case.flag(RuleId::L5, Level::Red, since, reasons))
}

/// L6 (article 11): an incident that is not reported. No hour limit could be verified: what is
/// shown is the time since somebody found out.
fn l6(case: &Case<'_>, ground: &Ground<'_>) -> Option<Flag> {
    let unreported = case.incidents.iter().filter(|one| one.is_unreported());
    let found = unreported.map(|one| one.found_at).min()?;
    let hours = (ground.facts.now - found).num_hours().max(0);
    let reasons = vec![Reason::Unreported { hours }];
    Some(case.flag(RuleId::L6, Level::Red, found.date_naive(), reasons))
}
