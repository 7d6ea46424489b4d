//! Helpers and pairings.

use super::checks::{filled, in_order, names_no_child, not_later, stored};
use crate::desk::Desk;
use crate::desk::command::support::HelperLeaves;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::{HelpRefusal, Refusal};
use crate::desk::usecases::{file_of, put_about};
use crate::domain::support::helper::Helper;
use crate::domain::support::pairing::{HelperContact, Pairing};
use crate::domain::{ChildId, HelperId, PairingId};
use crate::store::ActKind;
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// Adds or replaces a helper. Whoever still has pairings leaves by [`leave`], so that nobody is alone unnoticed.
pub(super) fn save(desk: &mut Desk, mut helper: Helper) -> Result<Done, Refusal> {
    filled("name", &helper.name)?;
    not_later(desk, [helper.trained_on, helper.checked_on])?;
    in_order(helper.since, helper.until)?;
    says_no_child(desk, &helper)?;
    if helper.until.is_some() && !running(desk, helper.id)?.is_empty() {
        return Err(Refusal::Help(HelpRefusal::HelperHasPairings {
            name: helper.name,
        }));
    }
    if helper.id.is_unset() {
        helper.id = desk.clock.new_id();
    }
    let act = desk.act(ActKind::Helper);
    desk.step(&act, |writer| {
        writer.put(&helper)?;
        Ok(Outcome::SavedHelper {
            name: helper.name.clone(),
        })
    })
}

/// Refuses a helper whose texts name a child.
pub(super) fn says_no_child(desk: &Desk, helper: &Helper) -> Result<(), Refusal> {
    let texts = [
        &helper.body,
        &helper.skills,
        &helper.free_when,
        &helper.note,
        &helper.left_reason,
    ];
    names_no_child(desk, &texts.into_iter().map(String::as_str))
}

/// The pairings of a helper that are not ended, whatever the day.
fn running(desk: &Desk, helper: HelperId) -> Result<Vec<Pairing>, Refusal> {
    let all: Vec<Pairing> = desk.store.all()?;
    let of_helper = all
        .into_iter()
        .filter(|one| one.helper == helper && one.until.is_none());
    Ok(of_helper.collect())
}

/// Ends the time of a helper with all pairings: each is handed on or ends, in one step.
pub(super) fn leave(desk: &mut Desk, leaves: &HelperLeaves) -> Result<Done, Refusal> {
    let mut helper: Helper = stored(desk, &leaves.helper.to_string())?;
    filled("reason", &leaves.reason)?;
    not_later(desk, [Some(leaves.on)])?;
    in_order(helper.since, Some(leaves.on))?;
    names_no_child(desk, &[leaves.reason.as_str()].into_iter())?;
    let running = running(desk, helper.id)?;
    let ids = |all: &mut dyn Iterator<Item = PairingId>| all.collect::<BTreeSet<_>>();
    let known = ids(&mut running.iter().map(|one| one.id));
    let said = ids(&mut leaves.pairings.iter().map(|(id, _)| *id));
    if known != said {
        return Err(Refusal::RecordChanged);
    }
    let from = leaves
        .on
        .checked_add_days(Days::new(1))
        .unwrap_or(leaves.on);
    let to = |pairing: &Pairing| {
        let said = leaves.pairings.iter().find(|(id, _)| *id == pairing.id);
        said.and_then(|(_, to)| *to)
    };
    let mut next = Vec::new();
    for pairing in &running {
        if let Some(to) = to(pairing) {
            next.push(handed_on(desk, pairing, to, from)?);
        }
    }
    // Only what holds that day is asked: a pairing may begin the day after the helper left, which can be tomorrow.
    helper.until = Some(leaves.on);
    helper.left_reason.clone_from(&leaves.reason);
    let alone = nobody_left(desk, &running, &next, from)?;
    let handed = next.len();
    let act = desk
        .act(ActKind::HelperLeaves)
        .because(leaves.reason.clone());
    desk.step(&act, |writer| {
        writer.put(&helper)?;
        for pairing in &running {
            writer.put(&Pairing {
                until: Some(leaves.on.max(pairing.since)),
                reason: leaves.reason.clone(),
                ..pairing.clone()
            })?;
        }
        next.iter().try_for_each(|one| writer.put(one))?;
        Ok(Outcome::HelperLeft {
            name: helper.name.clone(),
            handed,
            alone,
        })
    })
}

/// The pairing with the helper who takes over: what was agreed stays, the consent is asked anew.
fn handed_on(
    desk: &mut Desk,
    pairing: &Pairing,
    to: HelperId,
    from: NaiveDate,
) -> Result<Pairing, Refusal> {
    let next: Helper = stored(desk, &to.to_string())?;
    if to == pairing.helper || !next.is_active(from) {
        return Err(Refusal::Help(HelpRefusal::HelperNotThere {
            name: next.name,
        }));
    }
    not_paired_already(desk, pairing.child, to, None)?;
    Ok(Pairing {
        id: desk.clock.new_id(),
        helper: to,
        since: from,
        consent_by: String::new(),
        consented_on: None,
        child_view: String::new(),
        until: None,
        reason: String::new(),
        ..pairing.clone()
    })
}

/// Names of the children of these pairings who have no other helper from a day on.
fn nobody_left(
    desk: &Desk,
    ended: &[Pairing],
    next: &[Pairing],
    from: NaiveDate,
) -> Result<Vec<String>, Refusal> {
    let all: Vec<Pairing> = desk.store.all()?;
    let is_ended = |one: &Pairing| ended.iter().any(|two| two.id == one.id);
    let has = |child: ChildId| {
        let other = all.iter().filter(|one| !is_ended(one)).chain(next);
        other
            .into_iter()
            .any(|one| one.child == child && one.runs_on(from))
    };
    let alone: BTreeSet<ChildId> = ended
        .iter()
        .map(|one| one.child)
        .filter(|id| !has(*id))
        .collect();
    alone
        .into_iter()
        .map(|id| Ok(desk.store.child(id)?.name))
        .collect()
}

/// Refuses a second pairing of one child with one helper.
fn not_paired_already(
    desk: &Desk,
    child: ChildId,
    helper: HelperId,
    except: Option<PairingId>,
) -> Result<(), Refusal> {
    let all: Vec<Pairing> = desk.store.all()?;
    let is_same = |one: &Pairing| {
        one.child == child && one.helper == helper && one.until.is_none() && Some(one.id) != except
    };
    if all.iter().any(is_same) {
        let name = desk.store.child(child)?.name;
        return Err(Refusal::Help(HelpRefusal::PairedAlready { name }));
    }
    Ok(())
}

fn check(desk: &Desk, pairing: &Pairing) -> Result<(), Refusal> {
    filled("purpose", &pairing.purpose)?;
    if pairing.every < 1 {
        return Err(Refusal::Missing { field: "every" });
    }
    not_later(desk, [pairing.consented_on, Some(pairing.since)])?;
    in_order(Some(pairing.since), pairing.until)?;
    in_order(pairing.paused_from, pairing.paused_until)?;
    if pairing.paused_until.is_some() && pairing.paused_from.is_none() {
        return Err(Refusal::Missing {
            field: "paused_from",
        });
    }
    let helper: Helper = stored(desk, &pairing.helper.to_string())?;
    if pairing.until.is_some() {
        return filled("reason", &pairing.reason);
    }
    if !helper.is_active(desk.clock.today()) {
        return Err(Refusal::Help(HelpRefusal::HelperNotThere {
            name: helper.name,
        }));
    }
    not_paired_already(desk, pairing.child, pairing.helper, Some(pairing.id))
}

/// Pairs children with helpers.
pub(super) fn pair(desk: &mut Desk, mut pairings: Vec<Pairing>) -> Result<Done, Refusal> {
    if pairings.is_empty() {
        return Err(Refusal::Missing { field: "helper" });
    }
    for one in &mut pairings {
        check(desk, one)?;
        one.id = desk.clock.new_id();
    }
    let pairs: BTreeSet<_> = pairings.iter().map(|one| (one.child, one.helper)).collect();
    if pairs.len() < pairings.len() {
        return Err(Refusal::RecordChanged);
    }
    let children: BTreeSet<ChildId> = pairings.iter().map(|one| one.child).collect();
    let act = desk.act(ActKind::Pairing);
    let act = match pairings.as_slice() {
        [one] => act.about(one.child),
        _ => act,
    };
    desk.step(&act, |writer| {
        for child in &children {
            file_of(writer, *child)?;
        }
        pairings.iter().try_for_each(|one| writer.put(one))?;
        Ok(Outcome::Paired {
            children: children.len(),
        })
    })
}

pub(super) fn save_pairing(desk: &mut Desk, pairing: Pairing) -> Result<Done, Refusal> {
    check(desk, &pairing)?;
    let before: Pairing = stored(desk, &pairing.id.to_string())?;
    let pairing = Pairing {
        child: before.child,
        helper: before.helper,
        ..pairing
    };
    put_about(desk, ActKind::Pairing, &pairing, pairing.child)
}

/// Adds contacts of one day: each belongs to a pairing that ran on it.
pub(super) fn record_contacts(
    desk: &mut Desk,
    mut contacts: Vec<HelperContact>,
) -> Result<Done, Refusal> {
    if contacts.is_empty() {
        return Err(Refusal::Missing { field: "way" });
    }
    for one in &mut contacts {
        let pairing: Pairing = stored(desk, &one.pairing.to_string())?;
        not_later(desk, [Some(one.day)])?;
        if !pairing.runs_on(one.day) {
            return Err(Refusal::Help(HelpRefusal::NotPairedThen { day: one.day }));
        }
        in_order(Some(one.day), one.next_on)?;
        one.child = pairing.child;
        if one.id.is_unset() {
            one.id = desk.clock.new_id();
        }
    }
    let act = desk.act(ActKind::HelperContact);
    let act = match contacts.as_slice() {
        [one] => act.about(one.child),
        _ => act,
    };
    desk.step(&act, |writer| {
        contacts.iter().try_for_each(|one| writer.put(one))?;
        Ok(Outcome::Contacted {
            count: contacts.len(),
        })
    })
}
