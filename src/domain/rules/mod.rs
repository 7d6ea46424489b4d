//! Rules: which child needs attention, since when, how urgently, and why. Derived, never stored.
//!
//! A rule is a pure function from a [`Case`] (the facts of one child) and the [`Ground`] (day,
//! calendar, thresholds; shared by all rules) to at most one [`Flag`]. The thresholds are in the
//! [`RuleBook`]. The [`Reason`]s carry every figure that their sentences name. Rules do not know
//! what was done about a flag; that is in [`ladder`].

pub mod book;
mod case;
mod facts;
mod flag;
mod ground;
pub mod ladder;
mod law;
mod limit;
pub mod list;
mod not_seen;
mod of_home;
mod past;
mod reason;
mod record;
mod rule_id;
mod seen;
mod shared;
pub(crate) mod support;
#[cfg(test)]
mod tests;
mod visits;

pub use book::{Number, RuleBook, RuleNumber};
pub(crate) use case::{Case, last_sighting};
pub use facts::{Facts, MarkedDay, WEEKS, reach};
pub use flag::{Flag, Holding, Level, Subject};
pub(crate) use ground::Ground;
pub use limit::Limit;
pub(crate) use not_seen::usual::{Chance, Usual};
pub(crate) use of_home::not_taken::asked_from;
use of_home::{activities, not_taken};
pub(crate) use past::long_gaps;
pub use past::{PastEnd, PastMatter};
pub use reason::SeenHow;
pub(crate) use reason::{
    ActivityReason, NoAgreementSince, Reason, RecordReason, SeenReason, SupportReason, VisitReason,
};
pub use rule_id::RuleId;

use super::activity::weeks::Week;
use super::child::{Child, Status};
use super::ids::{ChildId, PairingId};
use super::support::pairing::ContactDue;
use chrono::NaiveDate;
use list::List;
use std::cmp::Reverse;
use std::collections::HashMap;

/// All flags: list by list, in each the worst first.
pub fn flags(facts: &Facts<'_>) -> Vec<Flag> {
    let ground = Ground::new(facts);
    let mut flags: Vec<Flag> = on_register(facts)
        .flat_map(|child| of_child(&Case::new(child, &ground), &ground))
        .collect();
    flags.extend(seen::s9(&ground));
    flags.extend(activities::all(&ground));
    flags.extend(not_taken::a5(&ground));
    flags.extend(record::d4(&ground));
    flags.extend(record::d6(&ground));
    flags.extend(record::d6_helpers(&ground));
    flags.extend(record::d7(&ground));
    flags.extend(record::d8(&ground));
    flags.extend(support::p3(&ground));
    for flag in flags.iter_mut().filter(|flag| flag.list() == List::File) {
        // Red is for children.
        flag.level = Level::Amber;
        flag.rules
            .iter_mut()
            .for_each(|one| one.level = Level::Amber);
    }
    let key = |flag: &Flag| {
        // Of visits the one that is due first.
        let due = flag.visit_due();
        (
            (flag.list(), flag.level, flag.group()),
            (Reverse(flag.pressing), due),
            (flag.since, flag.rule, flag.subject),
        )
    };
    flags.sort_by_key(key);
    flags
}

/// The matter of one child whom nobody has seen, if any of its rules holds.
pub(crate) fn not_seen_of(facts: &Facts<'_>, child: ChildId) -> Option<Flag> {
    let ground = Ground::new(facts);
    let file = on_register(facts).find(|one| one.id == child)?;
    not_seen::not_seen(&Case::new(file, &ground), &ground)
}

/// Every rule of each flag with its limit in the numbers of this home, in the order of the flag. `facts` are those from
/// which the flags came.
pub(crate) fn limits<'g>(
    facts: &Facts<'_>,
    flags: impl Iterator<Item = &'g Flag>,
) -> Vec<Vec<(Holding, Limit)>> {
    let ground = Ground::new(facts);
    let children: HashMap<ChildId, &Child> = on_register(facts).map(|one| (one.id, one)).collect();
    let of_child = |flag: &Flag| match flag.subject {
        Subject::Child(child) => children.get(&child).copied(),
        Subject::Staff(_) | Subject::Home => None,
    };
    flags
        .map(|flag| limits_of(flag, of_child(flag), &ground))
        .collect()
}

fn limits_of(flag: &Flag, child: Option<&Child>, ground: &Ground<'_>) -> Vec<(Holding, Limit)> {
    let facts = ground.facts;
    let case = child.map(|child| Case::new(child, ground));
    let mut unseen = match &case {
        Some(case) if flag.rule.is_on_unseen() => not_seen::limits(case, ground),
        _ => Vec::new(),
    };
    let known_since = case.as_ref().map_or(facts.began, |case| case.known_since);
    let limit = |held: Holding| {
        use RuleId as R;
        match held.rule {
            R::S2 | R::S3 | R::S4 | R::S5 | R::S6 => {
                let is_it = |one: &Holding| (one.rule, one.level) == (held.rule, held.level);
                let place = unseen.iter().position(|(one, _)| is_it(one));
                place.map_or(Limit::AtOnce, |place| unseen.remove(place).1)
            }
            R::S1 | R::S7 | R::S8 | R::S9 => seen::limit(held, flag, ground),
            R::V1 | R::V2 | R::V3 | R::V4 | R::V5 | R::V6 => visits::limit(held, flag, ground),
            R::L1 | R::L2 | R::L3 | R::L4 | R::L5 | R::L6 => law::limit(held, flag, ground),
            R::D1 | R::D2 | R::D3 | R::D4 | R::D5 | R::D6 | R::D7 | R::D8 => {
                record::limit(held, flag, known_since, ground)
            }
            R::A1 | R::A2 | R::A3 | R::A4 => activities::limit(held, flag, ground),
            R::A5 => Limit::AtOnce,
            R::P1 | R::P2 | R::P3 | R::P4 | R::P5 | R::P6 => support::limit(held, flag, ground),
        }
    };
    let rules = flag.rules.iter().copied();
    rules.clone().zip(rules.map(limit)).collect()
}

/// The habit of a child before it was last seen; `None` if it was never seen.
pub(crate) fn usual(facts: &Facts<'_>, child: ChildId) -> Option<Usual> {
    let ground = Ground::new(facts);
    let file = on_register(facts).find(|one| one.id == child)?;
    not_seen::usual::usual(&Case::new(file, &ground), &ground)
}

/// What is known of a child's absence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unseen {
    /// The day after the last sighting.
    pub since: NaiveDate,
    /// Rules S2 to S6 that hold, the strongest first; empty if none does.
    pub rules: Vec<Holding>,
}

/// Every child on the register with the rules that hold because nobody has seen it.
pub(crate) fn unseen(facts: &Facts<'_>) -> HashMap<ChildId, Unseen> {
    let ground = Ground::new(facts);
    let children = on_register(facts);
    let of_child = |child: &Child| {
        let case = Case::new(child, &ground);
        let rules = not_seen::not_seen(&case, &ground).map_or_else(Vec::new, |flag| flag.rules);
        let since = case.since();
        (child.id, Unseen { since, rules })
    };
    children.map(of_child).collect()
}

/// The children about whom rules ask.
fn on_register<'f>(facts: &Facts<'f>) -> impl Iterator<Item = &'f Child> + use<'f> {
    let children = facts.children.iter();
    children
        .filter(|child| matches!(child.status, Status::Enrolled | Status::Away))
        // On a day before the erasure too: nothing follows from blanks.
        .filter(|child| !child.is_erased())
}

/// When the next contact of each pairing is due, of enrolled children.
pub(crate) fn contacts_due(facts: &Facts<'_>) -> HashMap<PairingId, ContactDue> {
    let ground = Ground::new(facts);
    let enrolled = on_register(facts).filter(|one| one.status == Status::Enrolled);
    let mut found = HashMap::new();
    for child in enrolled {
        let due = support::contacts_of(&Case::new(child, &ground), &ground);
        found.extend(due.into_iter().map(|(pairing, due)| (pairing.id, due)));
    }
    found
}

/// The recent weeks as rule A1 reads them, oldest first, ending with the current week.
pub(crate) fn weeks(facts: &Facts<'_>) -> Vec<Week> {
    activities::strip(&Ground::new(facts))
}

/// The flags of one child. Of rules with the same cause only the worst is raised.
fn of_child(case: &Case<'_>, ground: &Ground<'_>) -> Vec<Flag> {
    let mut flags = law::all(case, ground);
    let mut not_seen = not_seen::not_seen(case, ground);
    if case.child.status == Status::Enrolled {
        seen::not_in_yet(case, ground, &mut not_seen);
        flags.extend(seen::s7(case, ground));
        flags.extend(seen::s8(case, ground));
        flags.extend(visits::due(case, ground));
        flags.extend(record::all(case, ground));
        flags.extend(support::all(case, ground));
    }
    flags.extend(not_seen);
    let seen = case.last_seen.unwrap_or(case.known_since);
    let missed = ground.counted_after(seen).len();
    for flag in &mut flags {
        flag.open_days_missed = missed;
    }
    flags
}
