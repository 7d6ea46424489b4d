//! Putting one file of a child into another.

use super::file_of;
use crate::desk::Desk;
use crate::desk::merge::help::{same_benefits, same_pairings};
use crate::desk::merge::{FileRows, MergePlan};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::activity::{Exempt, TakingPart};
use crate::domain::support::benefit::Benefit;
use crate::domain::support::given::Given;
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::pairing::{HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
use crate::domain::{
    Agreement, ChildId, Contact, FamilyRequest, FollowUp, FurtherReport, Incident, Look, Problem,
    Tag, Visit,
};
use crate::store::{ActKind, Card, Held, Record, StoreError, Writer};

/// Does what the plan says. Refused if the files are no longer as the plan has them.
pub(crate) fn merge(desk: &mut Desk, plan: &MergePlan) -> Result<Done, Refusal> {
    let (keep, other) = (&plan.keep.child, &plan.other.child);
    let reason = format!("{} {}", other.file_no, other.name);
    let act = desk.act(ActKind::MergeFiles).about(keep.id).because(reason);
    desk.step(&act, |writer| {
        let now = plan_inside(writer, keep.id, other.id)?;
        if now != *plan {
            return Err(Refusal::FilesChanged);
        }
        move_rows(writer, plan)?;
        plan.activities.iter().try_for_each(|one| writer.put(one))?;
        plan.series.iter().try_for_each(|one| writer.put(one))?;
        // The identity number is free before the other file takes it over.
        writer.remove(other)?;
        writer.put(&plan.child)?;
        Ok(Outcome::Merged {
            name: keep.name.clone(),
            stays: keep.file_no.clone(),
            ended: other.file_no.clone(),
        })
    })
}

fn plan_inside(writer: &Writer<'_>, keep: ChildId, other: ChildId) -> Result<MergePlan, Refusal> {
    let file = |id| -> Result<FileRows, Refusal> {
        Ok(FileRows {
            child: file_of(writer, id)?,
            held: writer.held(id)?,
        })
    };
    MergePlan::of(file(keep)?, file(other)?, (writer.all()?, writer.all()?))
}

/// Gives the rows of the file that ends to the one that stays. The struct is taken apart as a whole, so a
/// table added later does not compile until it is handled.
fn move_rows(writer: &mut Writer<'_>, plan: &MergePlan) -> Result<(), StoreError> {
    let child = plan.keep.child.id;
    let Held {
        contacts,
        tags,
        cards,
        days: _,
        visits,
        follow_ups,
        agreements,
        requests,
        problems,
        incidents,
        reports,
        looks: _,
        taking_part,
        exempt,
        pairings,
        helper_contacts,
        measures,
        reviews,
        given,
        benefits,
        talks,
        news,
        wishes,
        words,
        places,
    } = plan.other.held.clone();
    let calls = plan.keep.held.contacts.iter().map(|one| one.priority);
    let last_call = calls.max().unwrap_or_default();
    give(writer, contacts, |one| Contact {
        child,
        priority: one.priority.saturating_add(last_call),
        ..one
    })?;
    let has_main = plan.keep.held.tags.iter().any(|tag| tag.is_primary);
    give(writer, tags, |one| Tag {
        child,
        is_primary: one.is_primary && !has_main,
        ..one
    })?;
    give(writer, cards, |one| Card { child, ..one })?;
    give(writer, visits, |one| Visit { child, ..one })?;
    give(writer, follow_ups, |one| FollowUp { child, ..one })?;
    give(writer, agreements, |one| Agreement { child, ..one })?;
    give(writer, requests, |one| FamilyRequest { child, ..one })?;
    give(writer, problems, |one| Problem { child, ..one })?;
    give(writer, incidents, |one| Incident { child, ..one })?;
    give(writer, reports, |one| FurtherReport { child, ..one })?;
    take_away(writer, &taking_part)?;
    give(writer, plan.new_parts(), |one| TakingPart { child, ..one })?;
    take_away(writer, &exempt)?;
    give(writer, plan.new_exempts(), |one| Exempt { child, ..one })?;
    move_pairings(writer, plan, (pairings, helper_contacts))?;
    give(writer, measures, |one| Measure { child, ..one })?;
    give(writer, reviews, |one| PlanReview { child, ..one })?;
    give(writer, given, |one| Given { child, ..one })?;
    move_benefits(writer, plan, benefits)?;
    give(writer, talks, |one| Talk { child, ..one })?;
    give(writer, news, |one| ParentNews { child, ..one })?;
    give(writer, wishes, |one| Wish { child, ..one })?;
    give(writer, words, |one| SchoolWord { child, ..one })?;
    give(writer, places, |one| SchoolPlace { child, ..one })?;
    move_looks(writer, plan)?;
    move_days(writer, plan)
}

/// The pairings of the file that ends with what was done in them. One that both files have stays once, with the contacts of
/// both.
fn move_pairings(
    writer: &mut Writer<'_>,
    plan: &MergePlan,
    (pairings, contacts): (Vec<Pairing>, Vec<HelperContact>),
) -> Result<(), StoreError> {
    let child = plan.keep.child.id;
    let same = same_pairings(&plan.keep.held.pairings, &pairings);
    let (twice, moved): (Vec<Pairing>, Vec<Pairing>) = pairings
        .into_iter()
        .partition(|one| same.iter().any(|(_, other)| *other == one.id));
    same.iter().try_for_each(|(stays, _)| writer.put(stays))?;
    give(writer, moved, |one| Pairing { child, ..one })?;
    give(writer, contacts, |one| {
        let stays = same.iter().find(|(_, other)| *other == one.pairing);
        HelperContact {
            child,
            pairing: stays.map_or(one.pairing, |(stays, _)| stays.id),
            ..one
        }
    })?;
    take_away(writer, &twice)
}

/// The benefits of the file that ends. One that goes on in both stays once.
fn move_benefits(
    writer: &mut Writer<'_>,
    plan: &MergePlan,
    benefits: Vec<Benefit>,
) -> Result<(), StoreError> {
    let child = plan.keep.child.id;
    let same = same_benefits(&plan.keep.held.benefits, &benefits);
    for (stays, ends) in &same {
        writer.put(stays)?;
        writer.remove(ends)?;
    }
    let moved = benefits
        .into_iter()
        .filter(|one| same.iter().all(|(_, ends)| ends.id != one.id));
    give(writer, moved.collect(), |one| Benefit { child, ..one })
}

/// The looks at the file that ends become looks at the one that stays; two of one minute become one. They are read in
/// the step, because the plan has none.
fn move_looks(writer: &mut Writer<'_>, plan: &MergePlan) -> Result<(), StoreError> {
    let child = plan.keep.child.id;
    let kept = writer.held(child)?.looks;
    for look in writer.held(plan.other.child.id)?.looks {
        let moved = Look {
            child: Some(child),
            ..look.clone()
        };
        match kept.iter().find(|one| one.is_like(&moved)) {
            None => writer.put(&moved)?,
            Some(one) => {
                writer.remove(&look)?;
                writer.put(&Look {
                    times: one.times + look.times,
                    ..one.clone()
                })?;
            }
        }
    }
    Ok(())
}

/// The rows of the register: their key names the child and the number of the stay, so they are made anew.
fn move_days(writer: &mut Writer<'_>, plan: &MergePlan) -> Result<(), StoreError> {
    take_away(writer, &plan.other.held.days)?;
    let touched = |one: &&_| {
        let row: &crate::domain::Attendance = one;
        plan.days
            .get(&row.day)
            .is_some_and(|day| !day.rows.iter().any(|new| new.key() == row.key()))
    };
    let gone = plan.keep.held.days.iter().filter(touched);
    gone.into_iter().try_for_each(|row| writer.remove(row))?;
    let rows = plan.days.values().flat_map(|day| &day.rows);
    rows.into_iter().try_for_each(|row| writer.put(row))
}

fn give<R: Record>(
    writer: &mut Writer<'_>,
    rows: Vec<R>,
    to: impl Fn(R) -> R,
) -> Result<(), StoreError> {
    rows.into_iter().try_for_each(|row| writer.put(&to(row)))
}

fn take_away<R: Record>(writer: &mut Writer<'_>, rows: &[R]) -> Result<(), StoreError> {
    rows.iter().try_for_each(|row| writer.remove(row))
}
