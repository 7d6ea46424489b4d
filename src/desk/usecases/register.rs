//! Files, contacts, categories, households, cards.

use super::family::answer_erased;
use super::home::staff_of_card;
use super::{file_of, put_about};
use crate::desk::Desk;
use crate::desk::command::File;
use crate::desk::import::kept::ErasedNames;
use crate::desk::long_work::Doing;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::child::ALERT_MAX;
use crate::domain::tidy;
use crate::domain::{Child, ChildId, Contact, Household, HouseholdId, Status, Tag};
use crate::house::home::staff_cards;
use crate::store::{ActKind, Card, Record, StoreError, Table, Unique, Writer};
use chrono::NaiveDate;

pub(crate) fn add(desk: &mut Desk, mut file: File) -> Result<Done, Refusal> {
    if file.child.id.is_unset() {
        file.child.id = desk.clock.new_id();
    }
    let act = desk.act(ActKind::AddChild).about(file.child.id);
    let child = file.child.id;
    let name = file.child.name.clone();
    desk.step(&act, |writer| {
        if file.child.file_no.is_empty() {
            file.child.file_no = format!("{:04}", writer.highest_file_no()? + 1);
        }
        put_file(writer, &file)?;
        Ok(Outcome::SavedChild { child, name })
    })
}

pub(crate) fn import(
    desk: &mut Desk,
    source: String,
    mut files: Vec<File>,
    households: &[Household],
) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::ImportRoster).because(source);
    let added = files.len();
    let work = desk.work.clone();
    desk.step(&act, |writer| {
        let goes_on = work.begin(Doing::Writing);
        writer.adding((added, FILE_TABLES), |writer| {
            households
                .iter()
                .try_for_each(|household| writer.put(household))?;
            let mut next = writer.highest_file_no()?;
            for (done, file) in (1..).zip(&mut files) {
                if file.child.file_no.is_empty() {
                    next += 1;
                    file.child.file_no = format!("{next:04}");
                }
                put_file(writer, file)?;
                if !goes_on(done, added) {
                    return Err(Refusal::stopped());
                }
            }
            Ok(Outcome::Imported { added })
        })
    })
}

/// The tables that the files of a roster add rows to.
const FILE_TABLES: &[&Table] = &[Household::TABLE, Child::TABLE, Contact::TABLE, Tag::TABLE];

fn put_file(writer: &mut Writer<'_>, file: &File) -> Result<(), Refusal> {
    let child = with_plain_numbers(file.child.clone());
    check(writer, &child)?;
    writer.put(&child)?;
    file.contacts
        .iter()
        .try_for_each(|contact| writer.put(contact))?;
    Ok(file.tags.iter().try_for_each(|tag| writer.put(tag))?)
}

/// The file with its numbers as they are stored, so that they are compared like that.
fn with_plain_numbers(mut child: Child) -> Child {
    child.file_no = tidy::line(&child.file_no).into_owned();
    child.id_no = tidy::line(&child.id_no).into_owned();
    child
}

/// Validates required fields and unique numbers.
fn check(writer: &Writer<'_>, child: &Child) -> Result<(), Refusal> {
    if tidy::is_blank(&child.name) {
        return Err(Refusal::Missing { field: "name" });
    }
    if tidy::is_blank(&child.file_no) {
        return Err(Refusal::Missing { field: "file_no" });
    }
    if child.alert.chars().count() > ALERT_MAX {
        return Err(Refusal::AlertTooLong);
    }
    if let Some(name) = writer.name_with(Unique::FileNo, &child.file_no, child.id)? {
        return Err(Refusal::FileNoTaken {
            file_no: child.file_no.clone(),
            name,
        });
    }
    if child.id_no.is_empty() {
        return Ok(());
    }
    match writer.name_with(Unique::IdNo, &child.id_no, child.id)? {
        Some(name) => Err(Refusal::IdNoTaken { name }),
        None => Ok(()),
    }
}

pub(crate) fn save(desk: &mut Desk, child: Child) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::EditChild).about(child.id);
    desk.step(&act, |writer| {
        // An undo may have removed the file since the screen read it.
        file_of(writer, child.id)?;
        let child = with_plain_numbers(child);
        check(writer, &child)?;
        writer.put(&child)?;
        Ok(Outcome::SavedChild {
            child: child.id,
            name: child.name,
        })
    })
}

pub(crate) fn change_status(
    desk: &mut Desk,
    child: ChildId,
    status: Status,
    day: NaiveDate,
    reason: String,
) -> Result<Done, Refusal> {
    edit(desk, ActKind::ChangeStatus, child, |file| {
        file.status = status;
        if status == Status::Enrolled {
            file.left_on = None;
            file.left_reason = String::new();
        } else {
            file.left_on = Some(day);
            file.left_reason = reason;
        }
    })
}

/// Erases what people typed about a child who has left.
pub(crate) fn erase(desk: &mut Desk, child: ChildId, reason: &str) -> Result<Done, Refusal> {
    let reason = tidy::line(reason).into_owned();
    if reason.is_empty() {
        return Err(Refusal::Missing { field: "reason" });
    }
    let file = desk.store.child(child)?;
    if !file.status.has_left() {
        return Err(Refusal::StillHere { name: file.name });
    }
    let mut files = desk.store.merged_into(child)?;
    files.insert(0, child);
    let (mut names, id_nos) = known_by(desk, &file, &files)?;
    if let Some(name) = names.iter().find(|name| reason.contains(name.as_str())) {
        return Err(Refusal::NameInReason { name: name.clone() });
    }
    names.extend(id_nos);
    let act = desk.act(ActKind::Erase).because(reason);
    // First: afterwards nobody knows what to look for.
    if !desk.forget_in_lists(&ErasedNames::new(&files, &names))? {
        return Err(Refusal::StaysInLists);
    }
    // The journal holds what was typed in the files that were put into this one.
    for ended in files.into_iter().skip(1) {
        desk.store.erase(ended, &act.clone().about(ended))?;
    }
    let erased = desk.store.erase(child, &act.about(child))?;
    // Afterwards: an answer that is given is true.
    answer_erased(desk, child)?;
    Ok(Done {
        seq: erased.seq,
        outcome: Outcome::Erased {
            kept: erased.kept,
            is_clean: erased.is_clean,
            named: desk.store.tables_naming(&names)?,
        },
        has_kept: false,
    })
}

/// The name and the identity number of a file, and those that the files put into it had when they ended.
fn known_by(
    desk: &Desk,
    file: &Child,
    files: &[ChildId],
) -> Result<(Vec<String>, Vec<String>), Refusal> {
    let (mut names, mut id_nos) = (vec![file.name.clone()], vec![file.id_no.clone()]);
    for ended in files.iter().filter(|one| **one != file.id) {
        let history = desk.store.file_history(*ended, usize::MAX)?;
        let changes = history.into_iter().map(|past| past.change);
        let ends = changes.filter(|one| one.kind == Child::TABLE.name && one.after.is_none());
        for fields in ends.filter_map(|change| change.before) {
            names.push(fields.text("name"));
            id_nos.push(fields.text("id_no"));
        }
    }
    names.retain(|name| !name.is_empty());
    id_nos.retain(|id_no| !id_no.is_empty());
    Ok((names, id_nos))
}

/// Changes the stored file in one step.
fn edit(
    desk: &mut Desk,
    kind: ActKind,
    child: ChildId,
    change: impl FnOnce(&mut Child),
) -> Result<Done, Refusal> {
    let act = desk.act(kind).about(child);
    desk.step(&act, |writer| {
        let mut file = file_of(writer, child)?;
        change(&mut file);
        check(writer, &file)?;
        writer.put(&file)?;
        let name = file.name;
        Ok(Outcome::SavedChild { child, name })
    })
}

pub(crate) fn save_contact(desk: &mut Desk, contact: &Contact) -> Result<Done, Refusal> {
    if tidy::is_blank(&contact.name) {
        return Err(Refusal::Missing { field: "name" });
    }
    let mut contact = contact.clone();
    if contact.id.is_unset() {
        contact.id = desk.clock.new_id();
    }
    put_about(desk, ActKind::EditChild, &contact, contact.child)
}

pub(crate) fn save_tag(desk: &mut Desk, tag: &Tag) -> Result<Done, Refusal> {
    let mut tag = tag.clone();
    if tag.id.is_unset() {
        tag.id = desk.clock.new_id();
    }
    let act = desk.act(ActKind::EditChild).about(tag.child);
    desk.step(&act, |writer| {
        let name = file_of(writer, tag.child)?.name;
        if tag.is_primary {
            let others: Vec<Tag> = writer.all()?;
            for other in others {
                if other.child == tag.child && other.id != tag.id && other.is_primary {
                    writer.put(&Tag {
                        is_primary: false,
                        ..other
                    })?;
                }
            }
        }
        writer.put(&tag)?;
        let child = tag.child;
        Ok(Outcome::SavedChild { child, name })
    })
}

pub(crate) fn remove<R: Record>(
    desk: &mut Desk,
    record: &R,
    child: ChildId,
) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::EditChild).about(child);
    desk.step(&act, |writer| {
        let name = file_of(writer, child)?.name;
        writer.remove(record)?;
        Ok(Outcome::SavedChild { child, name })
    })
}

pub(crate) fn link(desk: &mut Desk, child: ChildId, with: ChildId) -> Result<Done, Refusal> {
    let fresh: HouseholdId = desk.clock.new_id();
    let act = desk.act(ActKind::EditChild).about(child);
    desk.step(&act, |writer| {
        let (joining, host) = (file_of(writer, child)?, file_of(writer, with)?);
        let household = if let Some(id) = host.household {
            id
        } else {
            writer.put(&Household {
                id: fresh,
                label: String::new(),
                note: String::new(),
            })?;
            writer.put(&Child {
                household: Some(fresh),
                ..host
            })?;
            fresh
        };
        let name = joining.name.clone();
        writer.put(&Child {
            household: Some(household),
            ..joining
        })?;
        Ok(Outcome::SavedChild { child, name })
    })
}

pub(crate) fn unlink(desk: &mut Desk, child: ChildId) -> Result<Done, Refusal> {
    edit(desk, ActKind::EditChild, child, |file| {
        file.household = None;
    })
}

pub(crate) fn save_household(desk: &mut Desk, household: &Household) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::EditChild);
    desk.step(&act, |writer| {
        writer.put(household)?;
        Ok(Outcome::Saved)
    })
}

pub(crate) fn bind_card(desk: &mut Desk, code: &str, child: ChildId) -> Result<Done, Refusal> {
    let code = &*tidy::line(code);
    if code.is_empty() {
        return Err(Refusal::Missing { field: "card" });
    }
    if code.chars().count() > tidy::NAME_MAX {
        let (column, most) = ("card", tidy::NAME_MAX);
        return Err(StoreError::TooLong { column, most }.into());
    }
    let cards = staff_cards(&desk.store)?;
    if let Some(name) = staff_of_card(desk, code, &cards)? {
        return Err(Refusal::CardTaken { name });
    }
    let bound_on = desk.clock.today();
    let act = desk.act(ActKind::BindCard).about(child);
    desk.step(&act, |writer| {
        let name = file_of(writer, child)?.name;
        match writer.get::<Card>(code)? {
            Some(card) if card.child == child => {}
            Some(card) => {
                return Err(Refusal::CardTaken {
                    name: file_of(writer, card.child)?.name,
                });
            }
            None => writer.put(&Card {
                code: code.to_owned(),
                child,
                bound_on,
            })?,
        }
        Ok(Outcome::Bound { name })
    })
}

pub(crate) fn unbind_card(desk: &mut Desk, code: &str) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::UnbindCard);
    desk.step(&act, |writer| {
        if let Some(card) = writer.get::<Card>(code)? {
            writer.remove(&card)?;
        }
        Ok(Outcome::Saved)
    })
}
