//! Whether a matter is worse than it was when somebody put it off or handed it up.
//!
//! Compared is with what was known then, which the step keeps (`FollowUp::knowing`): a sheet that is entered later can
//! raise a stronger rule with a day before the step, and that must wake the matter too.

use crate::domain::FollowUp;
use crate::domain::calendar::Calendar;
use crate::domain::rules::flag::{Flag, Holding, Level};
use crate::domain::rules::rule_id::RuleId;

/// How strong a rule with its level is, the strongest first.
pub(super) type Strength = (Level, u8);

/// Weaker than every rule.
const WEAKEST: Strength = (Level::Amber, u8::MAX);

pub(super) fn strength(one: Holding) -> Strength {
    (one.level, place(one.rule))
}

/// How strong a rule is among those of the same cause, the strongest first.
pub(in crate::domain::rules) fn place(rule: RuleId) -> u8 {
    match rule {
        RuleId::S4 => 0,
        RuleId::S2 => 1,
        RuleId::S3 => 2,
        RuleId::S5 => 3,
        RuleId::S6 | RuleId::L2 | RuleId::L5 => 4,
        _ => 5,
    }
}

/// How strong the matter was as far as was known at a step. Never stronger than what holds now of before: what was taken
/// back since must not silence what began afterwards.
pub(super) fn known(flag: &Flag, step: &FollowUp, calendar: &Calendar) -> Strength {
    let told = step.known_level().map(|level| (level, place(step.rule)));
    let on = step.at.date_naive();
    let before = flag.rules.iter().copied().filter(|one| one.since <= on);
    let found = before
        .filter(|one| told.is_some() || was_known(*one, step, calendar))
        .map(strength)
        .min()
        .unwrap_or(WEAKEST);
    told.map_or(found, |told| told.max(found))
}

/// Whether a rule with a day not after the step can have been known, of a step that does not keep its level: a stronger
/// rule was not, and a day that a child misses is counted when it is over.
fn was_known(one: Holding, step: &FollowUp, calendar: &Calendar) -> bool {
    let on = step.at.date_naive();
    let closing = calendar.last_closing(on);
    let is_before_closing = closing.is_some_and(|at| step.at.naive_local().time() < at);
    let by_days = matches!(one.rule, RuleId::S3 | RuleId::S4 | RuleId::S6);
    let is_later = one.since == on && is_before_closing && by_days;
    !is_later && place(one.rule) >= place(step.rule)
}

/// Whether a rule is stronger than what was known.
pub(super) fn is_stronger(one: Holding, known: Strength) -> bool {
    strength(one) < known
}
