//! Visits, calls, follow-ups, agreements, numbers of the rules.

use super::{file_of, put_about, with_reason};
use crate::desk::Desk;
use crate::desk::command::RecordFollowUp;
use crate::desk::command::needs::is_of_director;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::KnownAs;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::rules::book::{Preset, all_numbers};
use crate::domain::rules::ladder::longest;
use crate::domain::rules::{Flag, Level, RuleNumber, Subject};
use crate::domain::tidy;
use crate::domain::visit::CallResult;
use crate::domain::{Agreement, Contact, Visit};
use crate::store::{ActKind, Writer};
use chrono::TimeDelta;

/// Fills in identifier, visitor and late entry. A call never counts as seen (rule V5), even if the
/// form has `child_seen` set.
pub(super) fn whole(desk: &Desk, mut visit: Visit) -> Result<Visit, Refusal> {
    let today = desk.clock.today();
    if visit.day > today {
        return Err(Refusal::Future);
    }
    if visit.id.is_unset() {
        visit.id = desk.clock.new_id();
    }
    visit.visitor = visit.visitor.or(desk.actor);
    visit.entered_late = visit.entered_late || visit.day < today;
    if visit.kind.is_call() {
        visit.child_seen = false;
    } else {
        visit.result = None;
    }
    Ok(visit)
}

/// Writes a visit; an answered call verifies the contact's number (rule D2).
pub(super) fn put_visit(writer: &mut Writer<'_>, visit: &Visit) -> Result<(), Refusal> {
    writer.put(visit)?;
    let (Some(contact), Some(CallResult::Reached)) = (visit.contact, visit.result) else {
        return Ok(());
    };
    let known: Option<Contact> = writer.get(&contact.to_string())?;
    let older = |one: &Contact| one.phone_verified_on.is_none_or(|day| day < visit.day);
    if let Some(contact) = known.filter(older) {
        writer.put(&Contact {
            phone_verified_on: Some(visit.day),
            ..contact
        })?;
    }
    Ok(())
}

pub(crate) fn record_visits(desk: &mut Desk, visits: Vec<Visit>) -> Result<Done, Refusal> {
    let visits: Result<Vec<Visit>, Refusal> =
        visits.into_iter().map(|visit| whole(desk, visit)).collect();
    let visits = visits?;
    let act = desk.act(ActKind::RecordVisit);
    let act = match visits.as_slice() {
        [one] => act.about(one.child),
        _ => act,
    };
    desk.step(&act, |writer| {
        visits
            .iter()
            .try_for_each(|visit| put_visit(writer, visit))?;
        let count = visits.len();
        Ok(Outcome::Visited { count })
    })
}

pub(crate) fn follow_up(desk: &mut Desk, step: RecordFollowUp) -> Result<Done, Refusal> {
    let RecordFollowUp { mut done, visit } = step;
    check(desk, &done)?;
    let act = desk.act(ActKind::FollowUp).about(done.child);
    let act = if is_of_director(done.step) && is_about_red(desk, &done)? {
        act.because(desk.with_approver(""))
    } else {
        act
    };
    let visit = visit.map(|visit| whole(desk, *visit)).transpose()?;
    if done.id.is_unset() {
        done.id = desk.clock.new_id();
    }
    (done.at, done.actor) = (act.at, act.actor);
    done.visit = visit.as_ref().map(|visit| visit.id);
    // This word ends what was kept; the step must not keep it again.
    let keeps = !done.is_no_longer();
    desk.step_keeping(&act, keeps, |writer| {
        let name = file_of(writer, done.child)?.name;
        if let Some(visit) = &visit {
            put_visit(writer, visit)?;
        }
        writer.put(&*done)?;
        let (step, reason) = (done.step, done.reason);
        Ok(Outcome::FollowedUp { name, step, reason })
    })
}

/// Whether a step is about a matter that is red today.
pub(in crate::desk) fn is_about_red(
    desk: &Desk,
    done: &crate::domain::FollowUp,
) -> Result<bool, Refusal> {
    // Where everybody is believed, nobody asks.
    if !desk.has_locks() {
        return Ok(false);
    }
    let flags = desk.flags(desk.clock.today(), KnownAs::Now)?;
    let is_red = |flag: &Flag| {
        let is_same = flag.rule.cause() == done.rule.cause() && flag.since == done.since;
        flag.subject == Subject::Child(done.child) && is_same && flag.level == Level::Red
    };
    Ok(flags
        .unwrap_or_default()
        .iter()
        .any(|one| is_red(&one.flag)))
}

/// Validates the required fields of each step; free text alone never silences a flag.
fn check(desk: &Desk, done: &crate::domain::FollowUp) -> Result<(), Refusal> {
    let missing = |field| Err(Refusal::Missing { field });
    let today = desk.clock.today();
    match done.step {
        FollowStep::Excused | FollowStep::WithParents | FollowStep::Snoozed => {
            let Some(longest) = longest(done.step, done.rule) else {
                return Err(Refusal::CannotWait);
            };
            let last = today + TimeDelta::days(longest);
            match done.until {
                None => missing("until"),
                Some(until) if until < today => Err(Refusal::UntilIsPast),
                Some(until) if until > last => Err(Refusal::UntilIsTooLate { last }),
                Some(_) if tidy::is_blank(&done.note) => missing("note"),
                Some(_) if !tidy::says_something(&done.note) => Err(Refusal::NotAReason),
                Some(_) => Ok(()),
            }
        }
        FollowStep::HandedUp if tidy::is_blank(&done.to_whom) => missing("to_whom"),
        FollowStep::HandedUp if tidy::is_blank(&done.how) => missing("how"),
        FollowStep::HandedUp | FollowStep::Rang | FollowStep::Visited => Ok(()),
        FollowStep::Kept => Err(Refusal::ReasonDoesNotFit),
        FollowStep::Closed if done.is_no_longer() && tidy::is_blank(&done.note) => missing("note"),
        // Only what nothing holds any more can be given up by a word.
        FollowStep::Closed if done.is_no_longer() => {
            let flags = desk.flags(today, KnownAs::Now)?.unwrap_or_default();
            let is_it = |flag: &Flag| {
                let is_same = flag.rule.cause() == done.rule.cause() && flag.since == done.since;
                flag.subject == Subject::Child(done.child) && is_same && flag.is_only_kept()
            };
            if flags.iter().any(|one| is_it(&one.flag)) {
                Ok(())
            } else {
                Err(Refusal::ReasonDoesNotFit)
            }
        }
        FollowStep::Closed if done.reason == Some(CloseReason::SeenElsewhere) => match done.until {
            None => missing("until"),
            Some(seen) if seen > today => Err(Refusal::Future),
            Some(seen) if desk.store.last_seen()?.get(&done.child) >= Some(&seen) => {
                Err(Refusal::SeenSince)
            }
            Some(_) if tidy::is_blank(&done.note) => missing("note"),
            Some(_) => Ok(()),
        },
        FollowStep::Closed => match done.reason {
            None => missing("reason"),
            Some(reason) if done.rule.close_reasons().contains(&reason) => Ok(()),
            Some(_) => Err(Refusal::ReasonDoesNotFit),
        },
    }
}

pub(crate) fn save_agreement(desk: &mut Desk, mut agreement: Agreement) -> Result<Done, Refusal> {
    if agreement.id.is_unset() {
        agreement.id = desk.clock.new_id();
    }
    put_about(desk, ActKind::Agreement, &agreement, agreement.child)
}

/// Changes numbers of the rules, all in one step.
pub(crate) fn set_rules(
    desk: &mut Desk,
    numbers: &[RuleNumber],
    why: String,
) -> Result<Done, Refusal> {
    with_reason(&why)?;
    for number in numbers {
        let known = all_numbers().find(|one| one.name == number.name);
        if known.is_some_and(|one| !one.unit.allows(number.value)) {
            return Err(Refusal::RuleNumber);
        }
    }
    let act = desk.act(ActKind::EditRules).because(why);
    desk.step(&act, |writer| {
        for number in numbers {
            let default = all_numbers().find(|one| one.name == number.name);
            if default.is_some_and(|one| one.default == number.value) {
                writer.remove(number)?;
            } else {
                writer.put(number)?;
            }
        }
        Ok(Outcome::Saved)
    })
}

pub(crate) fn take_preset(desk: &mut Desk, preset: Preset, why: String) -> Result<Done, Refusal> {
    with_reason(&why)?;
    let act = desk.act(ActKind::EditRules).because(why);
    desk.step(&act, |writer| {
        let old: Vec<RuleNumber> = writer.all()?;
        old.iter().try_for_each(|number| writer.remove(number))?;
        for (number, value) in preset.changes() {
            writer.put(&RuleNumber {
                name: number.name.to_owned(),
                value: *value,
            })?;
        }
        Ok(Outcome::Saved)
    })
}
