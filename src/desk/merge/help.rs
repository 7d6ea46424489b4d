//! Help that both files of a child have: a helper who is paired with it, and a benefit that goes on, stand once afterwards.

use crate::domain::PairingId;
use crate::domain::support::benefit::{Benefit, BenefitState};
use crate::domain::support::pairing::Pairing;

/// Pairings that go on with one helper in both files: the one that stays, as it is afterwards, and the identifier of the other.
pub(crate) fn same_pairings(kept: &[Pairing], other: &[Pairing]) -> Vec<(Pairing, PairingId)> {
    let going_on = |one: &&Pairing| one.until.is_none();
    let mut same = Vec::new();
    for one in other.iter().filter(going_on) {
        let mut kept = kept.iter().filter(going_on);
        if let Some(stays) = kept.find(|stays| stays.helper == one.helper) {
            let earlier = Pairing {
                since: stays.since.min(one.since),
                ..stays.clone()
            };
            same.push((earlier, one.id));
        }
    }
    same
}

/// Benefits of one kind that go on in both files: the one that stays, with what only the other says, and that other one.
pub(crate) fn same_benefits(kept: &[Benefit], other: &[Benefit]) -> Vec<(Benefit, Benefit)> {
    let mut same = Vec::new();
    for one in other.iter().filter(|one| !one.has_ended()) {
        let mut kept = kept.iter().filter(|stays| !stays.has_ended());
        if let Some(stays) = kept.find(|stays| stays.code == one.code) {
            same.push((joined(stays, one), one.clone()));
        }
    }
    same
}

/// One benefit of two that are the same: as far as either has come.
fn joined(stays: &Benefit, other: &Benefit) -> Benefit {
    let step = |one: &Benefit| match one.state {
        BenefitState::Entitled => 0,
        BenefitState::Applying => 1,
        BenefitState::Receiving => 2,
        BenefitState::Stopped | BenefitState::Refused => 3,
    };
    let (more, less) = if step(other) > step(stays) {
        (other, stays)
    } else {
        (stays, other)
    };
    let said = |one: &String, or: &String| if one.is_empty() { or } else { one }.clone();
    Benefit {
        id: stays.id,
        child: stays.child,
        code: stays.code.clone(),
        state: more.state,
        since: stays.since.min(other.since),
        applied_on: more.applied_on.or(less.applied_on),
        received_from: more.received_from.or(less.received_from),
        runs_out_on: more.runs_out_on.or(less.runs_out_on),
        ended_on: None,
        missing: said(&more.missing, &less.missing),
        reason: said(&more.reason, &less.reason),
    }
}
