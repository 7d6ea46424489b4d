//! What came from givers and which children got of it.

use super::checks::{filled, in_order, names_no_child, not_later, stored};
use crate::desk::Desk;
use crate::desk::command::support::SupportImport;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::{HelpRefusal, Refusal};
use crate::domain::DonationId;
use crate::domain::support::given::{Donation, Given};
use crate::domain::support::helper::Helper;
use crate::store::ActKind;
use std::collections::{BTreeMap, BTreeSet};

/// Most pieces and most yuan of one donation: more is a typing error.
const MOST: i64 = 10_000_000;

fn check(desk: &Desk, donation: &Donation) -> Result<(), Refusal> {
    filled("what", &donation.what)?;
    if donation.helper.is_none() {
        filled("giver", &donation.giver)?;
    }
    if !(1..=MOST).contains(&donation.quantity) {
        return Err(Refusal::Missing { field: "quantity" });
    }
    if donation
        .worth
        .is_some_and(|worth| !(0..=MOST).contains(&worth))
    {
        return Err(Refusal::Missing { field: "worth" });
    }
    not_later(desk, [Some(donation.came_on)])?;
    if let Some(helper) = donation.helper {
        let _: Helper = stored(desk, &helper.to_string())?;
    }
    says_no_child(desk, donation)
}

/// Refuses a donation whose texts name a child.
pub(super) fn says_no_child(desk: &Desk, donation: &Donation) -> Result<(), Refusal> {
    let texts = [
        &donation.giver,
        &donation.what,
        &donation.note,
        &donation.paper_no,
    ];
    names_no_child(desk, &texts.into_iter().map(String::as_str))
}

/// What was given of a donation.
fn given_of(desk: &Desk, donation: DonationId) -> Result<i64, Refusal> {
    let all: Vec<Given> = desk.store.all()?;
    let of_it = all.iter().filter(|one| one.donation == donation);
    Ok(of_it.map(|one| one.quantity).sum())
}

/// Refuses an import that would give more of what is stored than there is: somebody gave of it meanwhile.
pub(super) fn has_enough(desk: &Desk, import: &SupportImport) -> Result<(), Refusal> {
    let mut wanted: BTreeMap<DonationId, i64> = BTreeMap::new();
    for one in &import.given {
        *wanted.entry(one.donation).or_default() += one.quantity;
    }
    wanted.retain(|id, _| import.donations.iter().all(|one| one.id != *id));
    for (id, wanted) in wanted {
        let donation: Donation = stored(desk, &id.to_string())?;
        let left = donation.quantity - given_of(desk, id)?;
        if wanted > left {
            return Err(Refusal::Help(HelpRefusal::NotEnoughLeft { left, wanted }));
        }
    }
    Ok(())
}

/// Adds what children got, with the donation if it is new. No more can be given than came.
pub(super) fn give(
    desk: &mut Desk,
    mut donation: Donation,
    mut to: Vec<Given>,
) -> Result<Done, Refusal> {
    check(desk, &donation)?;
    let is_new = donation.id.is_unset();
    let before = if is_new {
        donation.id = desk.clock.new_id();
        0
    } else {
        donation = stored(desk, &donation.id.to_string())?;
        given_of(desk, donation.id)?
    };
    let children: BTreeSet<_> = to.iter().map(|one| one.child).collect();
    if children.len() < to.len() {
        return Err(Refusal::RecordChanged);
    }
    for one in &mut to {
        // None of it: a roof over brothers and sisters counts once and stands in both files.
        if !(0..=MOST).contains(&one.quantity) {
            return Err(Refusal::Missing { field: "quantity" });
        }
        not_later(desk, [Some(one.day)])?;
        in_order(Some(donation.came_on), ("day", Some(one.day)))?;
        one.donation = donation.id;
        one.id = desk.clock.new_id();
    }
    let given: i64 = to.iter().map(|one| one.quantity).sum();
    let left = donation.quantity - before;
    if given > left {
        return Err(Refusal::Help(HelpRefusal::NotEnoughLeft {
            left,
            wanted: given,
        }));
    }
    let act = desk.act(ActKind::Give);
    let act = match to.as_slice() {
        [one] => act.about(one.child),
        _ => act,
    };
    desk.step(&act, |writer| {
        if is_new {
            writer.put(&donation)?;
        }
        to.iter().try_for_each(|one| writer.put(one))?;
        Ok(Outcome::Gave {
            what: donation.what.clone(),
            children: to.len(),
            left: left - given,
        })
    })
}

/// Replaces a donation; it cannot become less than was given of it.
pub(super) fn save(desk: &mut Desk, donation: &Donation) -> Result<Done, Refusal> {
    check(desk, donation)?;
    let _: Donation = stored(desk, &donation.id.to_string())?;
    let all: Vec<Given> = desk.store.all()?;
    let first = all.iter().filter(|one| one.donation == donation.id);
    if let Some(day) = first.map(|one| one.day).min()
        && day < donation.came_on
    {
        return Err(Refusal::Help(HelpRefusal::GivenBefore { day }));
    }
    let given = given_of(desk, donation.id)?;
    if donation.quantity < given {
        return Err(Refusal::Help(HelpRefusal::NotEnoughLeft {
            left: donation.quantity,
            wanted: given,
        }));
    }
    let act = desk.act(ActKind::Give);
    desk.step(&act, |writer| {
        writer.put(donation)?;
        Ok(Outcome::Saved)
    })
}

/// Takes back that a child got something.
pub(super) fn take_back(desk: &mut Desk, given: &Given) -> Result<Done, Refusal> {
    let name = desk.store.child(given.child)?.name;
    let act = desk.act(ActKind::Give).about(given.child);
    desk.step(&act, |writer| {
        writer.remove(given)?;
        Ok(Outcome::SavedChild {
            child: given.child,
            name,
        })
    })
}
