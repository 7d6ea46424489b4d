//! A helper leaves, or hands a child on: nobody is left alone without a word.

use super::checks::{filled, in_order, is_enrolled, names_no_child, not_later, stored};
use crate::desk::Desk;
use crate::desk::command::support::{HelperLeaves, OnHand, PairingHandedOn};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::{HelpRefusal, Refusal};
use crate::desk::usecases::put_about;
use crate::domain::support::helper::Helper;
use crate::domain::support::measure::Measure;
use crate::domain::support::pairing::Pairing;
use crate::domain::support::wish::Wish;
use crate::domain::{ChildId, HelperId, Problem, Status, Support};
use crate::store::ActKind;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is written when things are handed on.
#[derive(Default)]
struct Writing {
    pairings: Vec<Pairing>,
    measures: Vec<Measure>,
    wishes: Vec<Wish>,
    /// How many go on with somebody else.
    handed: usize,
    /// How many measures and wishes have nobody now.
    freed: usize,
}

/// Whether a helper has anything in hand that goes on after a day.
pub(super) fn has_in_hand(desk: &Desk, helper: HelperId, day: NaiveDate) -> Result<bool, Refusal> {
    let support = desk.store.support()?;
    let is_open = open_needs(desk)?;
    Ok(!support.in_hand(helper, day, is_open).is_empty())
}

fn open_needs(desk: &Desk) -> Result<impl Fn(&Measure) -> bool + use<>, Refusal> {
    let needs: Vec<Problem> = desk.store.all()?;
    let open: BTreeSet<_> = needs
        .iter()
        .filter(|one| one.is_open())
        .map(|one| one.id)
        .collect();
    Ok(move |one: &Measure| open.contains(&one.problem))
}

/// Ends the time of a helper with all that is in hand today: each is handed on, or has nobody from then on.
pub(super) fn leave(desk: &mut Desk, leaves: &HelperLeaves) -> Result<Done, Refusal> {
    let mut helper: Helper = stored(desk, &leaves.helper.to_string())?;
    filled("reason", &leaves.reason)?;
    not_later(desk, [Some(leaves.on)])?;
    in_order(helper.since, ("day", Some(leaves.on)))?;
    names_no_child(desk, &[leaves.reason.as_str()].into_iter())?;
    let support = desk.store.support()?;
    // What was done afterwards was done by somebody who was there.
    in_order(support.last_contact(helper.id), ("day", Some(leaves.on)))?;
    let today = desk.clock.today();
    let in_hand = support.in_hand(helper.id, today, open_needs(desk)?);
    let known: BTreeSet<OnHand> = OnHand::all(&in_hand).collect();
    if known != leaves.to.iter().map(|(what, _)| *what).collect() {
        return Err(Refusal::RecordChanged);
    }
    let to = |what: OnHand| {
        let said = leaves.to.iter().find(|(one, _)| *one == what);
        said.and_then(|(_, to)| *to)
    };
    let mut writing = Writing::default();
    for one in &in_hand.pairings {
        let how = (leaves.on, leaves.reason.as_str());
        let next = to(OnHand::Pairing(one.id));
        hand_on(desk, &support, (one, next), how, &mut writing)?;
    }
    // What nobody goes on with stays as it was: whoever has left is nobody, and an earlier quarter still knows who it was.
    for one in &in_hand.measures {
        let next = to(OnHand::Measure(one.id));
        takes_over(desk, (helper.id, next))?;
        writing.count(next, one.owner.is_some());
        writing.measures.extend(next.map(|next| Measure {
            helper: Some(next),
            ..(*one).clone()
        }));
    }
    for one in &in_hand.wishes {
        let next = to(OnHand::Wish(one.id));
        takes_over(desk, (helper.id, next))?;
        writing.count(next, false);
        writing.wishes.extend(next.map(|next| Wish {
            helper: Some(next),
            ..(*one).clone()
        }));
    }
    let children = in_hand.pairings.iter().map(|one| one.child).collect();
    let alone = left_alone(desk, &support, children, &writing.pairings)?;
    helper.until = Some(leaves.on);
    helper.left_reason.clone_from(&leaves.reason);
    let act = desk
        .act(ActKind::HelperLeaves)
        .because(leaves.reason.clone());
    desk.step(&act, |writer| {
        writer.put(&helper)?;
        writing
            .pairings
            .iter()
            .try_for_each(|one| writer.put(one))?;
        writing
            .measures
            .iter()
            .try_for_each(|one| writer.put(one))?;
        writing.wishes.iter().try_for_each(|one| writer.put(one))?;
        Ok(Outcome::HelperLeft {
            name: helper.name.clone(),
            handed: writing.handed,
            freed: writing.freed,
            alone,
        })
    })
}

/// Hands one child on to another helper.
pub(super) fn hand_pairing_on(desk: &mut Desk, handed: &PairingHandedOn) -> Result<Done, Refusal> {
    filled("reason", &handed.reason)?;
    not_later(desk, [Some(handed.on)])?;
    let before: Pairing = stored(desk, &handed.pairing.to_string())?;
    if !before.goes_on(desk.clock.today()) {
        return Err(Refusal::RecordChanged);
    }
    is_enrolled(desk, before.child)?;
    let support = desk.store.support()?;
    let contacts = support.contacts_of(&before);
    in_order(contacts.map(|one| one.day).max(), ("day", Some(handed.on)))?;
    let mut writing = Writing::default();
    let how = (handed.on, handed.reason.as_str());
    hand_on(
        desk,
        &support,
        (&before, Some(handed.to)),
        how,
        &mut writing,
    )?;
    if let [one] = writing.pairings.as_slice() {
        return put_about(desk, ActKind::Pairing, one, one.child);
    }
    let act = desk.act(ActKind::Pairing).about(before.child);
    let name = desk.store.child(before.child)?.name;
    desk.step(&act, |writer| {
        writing
            .pairings
            .iter()
            .try_for_each(|one| writer.put(one))?;
        Ok(Outcome::SavedChild {
            child: before.child,
            name,
        })
    })
}

impl Writing {
    fn count(&mut self, next: Option<HelperId>, has_other: bool) {
        match next {
            Some(_) => self.handed += 1,
            None if has_other => {}
            None => self.freed += 1,
        }
    }
}

/// Refuses one who does not take over: the helper who leaves, and whoever is not there any more.
fn takes_over(desk: &Desk, (from, to): (HelperId, Option<HelperId>)) -> Result<(), Refusal> {
    let Some(to) = to else {
        return Ok(());
    };
    let next: Helper = stored(desk, &to.to_string())?;
    if to == from || !next.goes_on(desk.clock.today()) {
        return Err(Refusal::Help(HelpRefusal::HelperNotThere {
            name: next.name,
        }));
    }
    Ok(())
}

/// Ends a pairing, and begins the one with the helper who takes over on the same day: what was agreed stays, the consent is
/// asked anew, and a pause was the other one's. Whoever helps the child already does what was agreed
/// with the other one, too, and a child who has left is handed on to nobody.
fn hand_on(
    desk: &mut Desk,
    support: &Support,
    (pairing, to): (&Pairing, Option<HelperId>),
    (on, reason): (NaiveDate, &str),
    writing: &mut Writing,
) -> Result<(), Refusal> {
    takes_over(desk, (pairing.helper, to))?;
    // One that began after the helper's last day ends on its first.
    let on = on.max(pairing.since);
    writing.pairings.push(Pairing {
        until: Some(on),
        reason: reason.to_owned(),
        ..pairing.clone()
    });
    let is_enrolled = desk.store.child(pairing.child)?.status == Status::Enrolled;
    let Some(to) = to.filter(|_| is_enrolled) else {
        return Ok(());
    };
    writing.handed += 1;
    let has = |one: &Pairing| one.child == pairing.child && one.helper == to && one.until.is_none();
    if let Some(one) = writing.pairings.iter_mut().find(|one| has(one)) {
        one.purpose = both(&one.purpose, &pairing.purpose);
        return Ok(());
    }
    let mut stored = support.running(pairing.child, desk.clock.today());
    if let Some(one) = stored.find(|one| has(one)) {
        writing.pairings.push(Pairing {
            purpose: both(&one.purpose, &pairing.purpose),
            ..one.clone()
        });
        return Ok(());
    }
    writing.pairings.push(Pairing {
        id: desk.clock.new_id(),
        helper: to,
        since: to_since(support, to).map_or(on, |since| since.max(on)),
        consent_by: String::new(),
        consented_on: None,
        child_view: String::new(),
        until: None,
        reason: String::new(),
        paused_from: None,
        paused_until: None,
        ..pairing.clone()
    });
    Ok(())
}

/// What was agreed with two helpers, for the one who goes on.
fn both(own: &str, other: &str) -> String {
    if own.contains(other) {
        own.to_owned()
    } else {
        format!("{own}; {other}")
    }
}

/// The first day of a helper.
fn to_since(support: &Support, helper: HelperId) -> Option<NaiveDate> {
    support.helper(helper).and_then(|one| one.since)
}

/// Names of those of the children who have no helper at the end of today; those who left the home are not asked after.
fn left_alone(
    desk: &Desk,
    support: &Support,
    children: BTreeSet<ChildId>,
    written: &[Pairing],
) -> Result<Vec<String>, Refusal> {
    let today = desk.clock.today();
    let is_written = |one: &&Pairing| written.iter().any(|two| two.id == one.id);
    let mut alone = Vec::new();
    for child in children {
        let stored = support.running(child, today).filter(|one| !is_written(one));
        let now = written
            .iter()
            .filter(|one| one.child == child && one.goes_on(today));
        let file = desk.store.child(child)?;
        let stays = |one: &Pairing| support.stays(one.helper, today);
        if file.status == Status::Enrolled && !stored.chain(now).any(stays) {
            alone.push(file.name);
        }
    }
    Ok(alone)
}
