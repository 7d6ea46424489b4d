//! Rules: which child needs attention, since when, how urgently, and why. Derived, never stored.
//!
//! A rule is a pure function from a [`Case`] (the facts of one child) and the [`Ground`] (day,
//! calendar, thresholds; shared by all rules) to at most one [`Flag`]. The thresholds are in the
//! [`RuleBook`]. The [`Reason`]s carry every figure that their sentences name. Rules do not know
//! what was done about a flag; that is in [`ladder`].

mod activities;
pub mod book;
mod case;
mod facts;
mod flag;
mod ground;
pub mod ladder;
mod law;
mod reason;
mod record;
pub mod rhythm;
mod rule_id;
mod seen;
#[cfg(test)]
mod tests;
mod visits;

pub use book::{Number, RuleBook, RuleNumber};
pub(crate) use case::Case;
pub(crate) use facts::{Facts, MarkedDay, WEEKS};
pub use flag::{Flag, Level, Subject};
pub(crate) use ground::Ground;
pub(crate) use reason::{ActivityReason, Reason, RecordReason, SeenReason, VisitReason};
pub use rule_id::RuleId;

use super::activity::weeks::Week;
use super::child::Status;

/// All flags, worst and oldest first.
pub(crate) fn flags(facts: &Facts<'_>) -> Vec<Flag> {
    let ground = Ground::new(facts);
    let mut flags: Vec<Flag> = facts
        .children
        .iter()
        .filter(|child| matches!(child.status, Status::Enrolled | Status::Away))
        // On a day before the erasure too: nothing follows from blanks.
        .filter(|child| !child.is_erased())
        .flat_map(|child| of_child(&Case::new(child, &ground), &ground))
        .collect();
    flags.extend(seen::s9(&ground));
    flags.extend(activities::all(&ground));
    flags.extend(record::d4(&ground));
    flags.extend(record::d6(&ground));
    let key = |flag: &Flag| {
        (
            flag.level,
            flag.rule.weight(),
            flag.since,
            flag.rule,
            flag.subject,
        )
    };
    flags.sort_by_key(key);
    flags
}

/// The recent weeks as rule A1 reads them, oldest first, ending with the current week.
pub(crate) fn weeks(facts: &Facts<'_>) -> Vec<Week> {
    activities::strip(&Ground::new(facts))
}

/// The flags of one child. Of rules with the same cause only the worst is raised.
fn of_child(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Flag> {
    let mut flags = law::all(case, ground);
    if case.child.status == Status::Enrolled {
        let mut not_seen = seen::not_seen(case, ground);
        seen::not_in_yet(case, ground, &mut not_seen);
        flags.extend(not_seen);
        flags.extend(seen::s7(case, ground));
        flags.extend(seen::s8(case, ground));
        flags.extend(visits::due(case, ground));
        flags.extend(record::all(case, ground));
    }
    let seen = case.last_seen.unwrap_or(case.known_since);
    let age = ground.age(case.child, seen);
    for flag in &mut flags {
        flag.open_days_missed = age.open_days;
    }
    flags
}
