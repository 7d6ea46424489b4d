//! Helpers and pairings.

use super::checks::{filled, in_order, is_enrolled, names_no_child, not_later, stored};
use super::leaving;
use crate::desk::Desk;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::{HelpRefusal, Refusal};
use crate::desk::usecases::file_of;
use crate::domain::support::helper::Helper;
use crate::domain::support::pairing::{HelperContact, LONGEST_PAUSE, MOST_EVERY, Pairing};
use crate::domain::{ChildId, HelperId, PairingId};
use crate::store::ActKind;
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// Adds or replaces a helper. Whoever still has something in hand leaves by [`leaving::leave`], so that nobody is alone unnoticed.
pub(super) fn save(desk: &mut Desk, mut helper: Helper) -> Result<Done, Refusal> {
    filled("name", &helper.name)?;
    not_later(desk, [helper.trained_on, helper.checked_on])?;
    in_order(helper.since, ("until", helper.until))?;
    says_no_child(desk, &helper)?;
    if let Some(until) = helper.until
        && leaving::has_in_hand(desk, helper.id, until)?
    {
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
    if pairing.every > MOST_EVERY {
        let days = MOST_EVERY;
        return Err(Refusal::Help(HelpRefusal::TooRare { days }));
    }
    not_later(
        desk,
        [pairing.consented_on, Some(pairing.since), pairing.until],
    )?;
    in_order(Some(pairing.since), ("until", pairing.until))?;
    check_pause(pairing)?;
    let helper: Helper = stored(desk, &pairing.helper.to_string())?;
    if pairing.until.is_some() {
        return filled("reason", &pairing.reason);
    }
    if !helper.goes_on(desk.clock.today()) {
        return Err(Refusal::Help(HelpRefusal::HelperNotThere {
            name: helper.name,
        }));
    }
    not_paired_already(desk, pairing.child, pairing.helper, Some(pairing.id))
}

/// A pause has both its days, and is not so long that the child has nobody.
fn check_pause(pairing: &Pairing) -> Result<(), Refusal> {
    let missing = |field| Err(Refusal::Missing { field });
    match (pairing.paused_from, pairing.paused_until) {
        (None, None) => Ok(()),
        (None, Some(_)) => missing("paused_from"),
        (Some(_), None) => missing("paused_until"),
        (Some(from), Some(until)) => {
            in_order(Some(from), ("paused_until", Some(until)))?;
            if until - from > TimeDelta::days(LONGEST_PAUSE) {
                let days = LONGEST_PAUSE;
                return Err(Refusal::Help(HelpRefusal::PauseTooLong { days }));
            }
            Ok(())
        }
    }
}

/// Pairs children with helpers.
pub(super) fn pair(desk: &mut Desk, mut pairings: Vec<Pairing>) -> Result<Done, Refusal> {
    if pairings.is_empty() {
        return Err(Refusal::Missing { field: "helper" });
    }
    for one in &mut pairings {
        check(desk, one)?;
        is_enrolled(desk, one.child)?;
        one.id = desk.clock.new_id();
    }
    let pairs: BTreeSet<_> = pairings.iter().map(|one| (one.child, one.helper)).collect();
    if pairs.len() < pairings.len() {
        return Err(Refusal::Help(HelpRefusal::SameHelper));
    }
    let children: BTreeSet<ChildId> = pairings.iter().map(|one| one.child).collect();
    let earlier = there_earlier(desk, &pairings)?;
    let act = desk.act(ActKind::Pairing);
    let act = match pairings.as_slice() {
        [one] => act.about(one.child),
        _ => act,
    };
    desk.step(&act, |writer| {
        for child in &children {
            file_of(writer, *child)?;
        }
        earlier.iter().try_for_each(|one| writer.put(one))?;
        pairings.iter().try_for_each(|one| writer.put(one))?;
        Ok(Outcome::Paired {
            children: children.len(),
        })
    })
}

pub(super) fn save_pairing(desk: &mut Desk, pairing: Pairing) -> Result<Done, Refusal> {
    check(desk, &pairing)?;
    let before: Pairing = stored(desk, &pairing.id.to_string())?;
    if pairing.until.is_some() {
        let support = desk.store.support()?;
        let contacts = support.contacts_of(&before);
        in_order(contacts.map(|one| one.day).max(), ("until", pairing.until))?;
    }
    let pairing = Pairing {
        child: before.child,
        helper: before.helper,
        ..pairing
    };
    let earlier = there_earlier(desk, std::slice::from_ref(&pairing))?;
    let act = desk.act(ActKind::Pairing).about(pairing.child);
    desk.step(&act, |writer| {
        let name = file_of(writer, pairing.child)?.name;
        earlier.iter().try_for_each(|one| writer.put(one))?;
        writer.put(&pairing)?;
        Ok::<_, Refusal>(Outcome::SavedChild {
            child: pairing.child,
            name,
        })
    })
}

/// The helpers of whom these pairings show that they were there before the first day that is written down: with that day
/// moved. Otherwise a quarter would have pairings of helpers who were not there.
pub(super) fn there_earlier(desk: &Desk, pairings: &[Pairing]) -> Result<Vec<Helper>, Refusal> {
    let ids: BTreeSet<HelperId> = pairings.iter().map(|one| one.helper).collect();
    let mut earlier = Vec::new();
    for id in ids {
        if let Some(mut helper) = desk.store.record::<Helper>(&id.to_string())?
            && begins_earlier(&mut helper, pairings)
        {
            earlier.push(helper);
        }
    }
    Ok(earlier)
}

/// Moves the first day of a helper to that of its first pairing; whether it was later.
pub(super) fn begins_earlier(helper: &mut Helper, pairings: &[Pairing]) -> bool {
    let of_helper = pairings.iter().filter(|one| one.helper == helper.id);
    let first = of_helper.map(|one| one.since).min();
    let is_later = first.is_some_and(|first| helper.since.is_some_and(|since| since > first));
    if is_later {
        helper.since = first;
    }
    is_later
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
        in_order(Some(one.day), ("next_on", one.next_on))?;
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
