//! Sign-out, known absences, opening and closing the day.

use super::file_of;
use super::sign_in::{changes_other_days, moment, opened};
use crate::desk::Desk;
use crate::desk::command::{KnownAbsence, Settlement, SignOut, When};
use crate::desk::long_work::Doing;
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::desk::rights::leads;
use crate::domain::tidy;
use crate::domain::{
    Attendance, Child, ChildId, Contact, Mark, Moment, Opening, OutTo, Staff, StayKey,
};
use crate::store::{ActKind, StoreError, Writer};
use chrono::NaiveDate;

/// Longest absence entered day by day; a longer one is a change of status.
const LONGEST_ABSENCE_DAYS: u64 = 366;

pub(crate) fn open_day(desk: &mut Desk) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::OpenDay);
    let keeps = changes_other_days(desk, desk.clock.today())?;
    let done = desk.step_keeping(&act, keeps, |writer| {
        opened(writer, &act)?;
        Ok(Outcome::Opened)
    })?;
    Ok(match done.seq {
        Some(_) => done,
        None => Done {
            outcome: Outcome::OpenAlready,
            ..done
        },
    })
}

pub(crate) fn close_day(desk: &mut Desk, day: NaiveDate, note: String) -> Result<Done, Refusal> {
    let day = day_to_close(desk, day)?;
    // The sheet of an earlier day that is entered afterwards: a leaving time that nobody knows stays open,
    // and is asked about.
    let is_sheet = day < desk.clock.today() && desk.store.opening(day)?.is_none();
    let mut inside: Vec<ChildId> = inside(&desk.store.day_sheet(day)?)
        .map(|row| row.child)
        .collect();
    inside.dedup();
    if day == desk.clock.today() {
        inside.extend(desk.over_midnight()?);
    }
    if !inside.is_empty() && !is_sheet {
        let names: Result<Vec<String>, _> = inside
            .into_iter()
            .map(|id| desk.store.child(id).map(|child| child.name))
            .collect();
        return Err(Refusal::StillInside { names: names? });
    }
    let act = desk.act(ActKind::CloseDay);
    // The day of a sheet that was not opened counts from now on.
    desk.step_keeping(&act, is_sheet, |writer| {
        let known = writer.get::<Opening>(&day.to_string())?;
        let opening = known.unwrap_or_else(|| Opening::new(day, act.at, act.actor));
        if opening.closed_at.is_some() {
            return Ok(Outcome::Closed { head: None });
        }
        let note = if note.is_empty() {
            opening.note.clone()
        } else {
            note
        };
        let closed = Opening {
            closed_at: Some(act.at),
            closed_by: act.actor,
            note,
            ..opening
        };
        writer.put(&closed)?;
        Ok(Outcome::Closed { head: None })
    })
}

/// After midnight the evening before is closed, if it still is open and the new day was not opened.
fn day_to_close(desk: &Desk, day: NaiveDate) -> Result<NaiveDate, Refusal> {
    check_is_kept(desk, day)?;
    if day != desk.clock.today() {
        return Ok(day);
    }
    let before = day.pred_opt().unwrap_or(day);
    if desk.store.opening(day)?.is_some() {
        return Ok(day);
    }
    let evening = desk.store.opening(before)?;
    let is_open = evening.is_some_and(|opening| opening.closed_at.is_none());
    Ok(if is_open { before } else { day })
}

pub(crate) fn sign_out(desk: &mut Desk, leaving: &SignOut) -> Result<Done, Refusal> {
    let now = desk.now();
    let (at, entered_late) = moment(now, leaving.when)?;
    // Who has proven to be a director allows it, whoever was named.
    let allowed_by = leaving
        .allowed_by
        .map(|named| desk.approver().unwrap_or(named));
    let leaving = &SignOut {
        allowed_by,
        ..leaving.clone()
    };
    let act = desk
        .act(ActKind::SignOut)
        .about(leaving.child)
        .because(leaving.note.clone());
    desk.step(&act, |writer| {
        let name = leave(
            writer,
            (leaving.child, &leaving.to),
            leaving,
            (at, entered_late),
        )?;
        let also = leaving
            .also
            .iter()
            .map(|(child, to)| leave(writer, (*child, to), leaving, (at, entered_late)));
        let also = also.collect::<Result<Vec<_>, _>>()?;
        Ok(Outcome::SignedOut {
            name,
            also,
            at,
            is_late: at.date_naive() != now.date_naive(),
        })
    })
}

/// Ends the stay of one child. Returns its name.
fn leave(
    writer: &mut Writer<'_>,
    (child, to): (ChildId, &OutTo),
    leaving: &SignOut,
    (at, entered_late): (Moment, bool),
) -> Result<String, Refusal> {
    let file = file_of(writer, child)?;
    let stay = stay_to_end(writer, &file, (at, leaving.when))?;
    may_leave(writer, &file, to, leaving)?;
    if stay.in_at.is_some_and(|came| at < came) {
        return Err(Refusal::OutBeforeIn);
    }
    writer.put(&Attendance {
        out_at: Some(at),
        out_to: Some(to.clone()),
        out_allowed_by: leaving.allowed_by,
        note: joined(&stay.note, &leaving.note),
        entered_late: stay.entered_late || entered_late,
        ..stay
    })?;
    Ok(file.name)
}

/// The open stay of a child, also of the evening before. Of an older one nobody knows when the child left:
/// it must be said.
fn stay_to_end(
    writer: &Writer<'_>,
    file: &Child,
    (at, when): (Moment, When),
) -> Result<Attendance, Refusal> {
    let day = at.date_naive();
    let stays = writer.stays(file.id, day)?;
    let name = || file.name.clone();
    if let Some(stay) = stays.iter().rev().find(|stay| stay.is_in()) {
        return Ok(stay.clone());
    }
    let was_here = stays.iter().any(|stay| stay.mark.is_seen());
    let before = writer.open_stay_before(file.id, day)?;
    let stay = before.filter(|_| !was_here);
    let stay = stay.ok_or_else(|| Refusal::NotIn { name: name() })?;
    let is_open_again = writer.get::<Opening>(&day.to_string())?.is_some();
    if when == When::Now && stay.is_of_before(at, is_open_again) {
        return Err(Refusal::InSinceBefore {
            name: name(),
            day: stay.day,
            since: stay.in_at,
        });
    }
    Ok(stay)
}

/// Rule S8: a listed person may collect, and a child may leave alone if agreed; otherwise an active
/// director must allow it, with a note.
fn may_leave(
    writer: &Writer<'_>,
    file: &Child,
    to: &OutTo,
    leaving: &SignOut,
) -> Result<(), Refusal> {
    let contact: Option<Contact> = match to {
        OutTo::Contact(id) => writer.get(&id.to_string())?,
        _ => None,
    };
    let contact = contact.filter(|one| one.child == file.id);
    let allowed = match to {
        OutTo::Contact(_) => contact
            .as_ref()
            .is_some_and(|one| one.can_collect && one.is_allowed()),
        OutTo::Alone => file.walks_home == Some(true),
        OutTo::Unlisted => false,
        // The command line may not know who collected; the register then records "not known".
        OutTo::NotKnown => true,
    };
    if allowed {
        return Ok(());
    }
    let director: Option<Staff> = match leaving.allowed_by {
        Some(id) => writer.get(&id.to_string())?,
        None => None,
    };
    let by_director = director.is_some_and(|one| leads(&one));
    if by_director && !tidy::is_blank(&leaving.note) {
        return Ok(());
    }
    match contact {
        Some(barred) if !barred.is_allowed() => Err(Refusal::Barred { name: barred.name }),
        _ => Err(Refusal::NeedsDirector),
    }
}

/// Refuses a day of which the register was deleted: what was decided to go does not come back day by day.
fn check_is_kept(desk: &Desk, day: NaiveDate) -> Result<(), Refusal> {
    match desk.store.records_from()? {
        Some(first) if day < first => Err(Refusal::TooEarly { first }),
        _ => Ok(()),
    }
}

pub(crate) fn known_absence(desk: &mut Desk, absence: &KnownAbsence) -> Result<Done, Refusal> {
    check_is_kept(desk, absence.from)?;
    let today = desk.clock.today();
    let act = desk
        .act(ActKind::Absence)
        .about(absence.child)
        .because(absence.note.clone());
    let calendar = desk.calendar()?;
    desk.step(&act, |writer| {
        let file = file_of(writer, absence.child)?;
        let mut days = 0;
        for day in absence.from.iter_days().take(LONGEST_ABSENCE_DAYS as usize) {
            if day > absence.to {
                break;
            }
            // A single day is always marked; a period only on expected days, of a child without agreed days
            // on open days.
            let is_meant = calendar.expected(&file, day)
                || file.expected_days.is_empty() && calendar.is_open(day);
            if absence.from != absence.to && !is_meant {
                continue;
            }
            let stays = writer.stays(absence.child, day)?;
            if stays.iter().any(|stay| stay.mark.is_seen()) {
                if absence.from == absence.to {
                    return Err(Refusal::WasThere { name: file.name });
                }
                continue;
            }
            writer.put(&Attendance {
                reason: Some(absence.reason),
                note: absence.note.clone(),
                entered_late: day < today,
                ..Attendance::blank(day, absence.child, 1, Mark::Excused)
            })?;
            days += 1;
        }
        if days == 0 {
            return Err(Refusal::NoOpenDay);
        }
        Ok(Outcome::Absent {
            name: file.name,
            days,
        })
    })
}

pub(crate) fn settle(desk: &mut Desk, settlement: &Settlement) -> Result<Done, Refusal> {
    let now = desk.now();
    if settlement.out_at.is_some_and(|at| at > now) {
        return Err(Refusal::Future);
    }
    let child = settlement.stay.child;
    let act = desk
        .act(ActKind::Settle)
        .about(child)
        .because(settlement.note.clone());
    desk.step(&act, |writer| {
        let file = file_of(writer, child)?;
        let Some(stay) = writer.get::<Attendance>(&settlement.stay.to_string())? else {
            return Err(Refusal::NotIn { name: file.name });
        };
        // The screen may have read the stay before its sign-out; the stored sign-out is newer.
        if let Some(at) = stay.out_at {
            return Err(Refusal::SignedOutAlready {
                name: file.name,
                at,
            });
        }
        if !stay.is_in() {
            return Err(Refusal::NotIn { name: file.name });
        }
        if settlement
            .out_at
            .zip(stay.in_at)
            .is_some_and(|(out, came)| out < came)
        {
            return Err(Refusal::OutBeforeIn);
        }
        writer.put(&Attendance {
            out_at: settlement.out_at,
            out_to: Some(settlement.to.clone()),
            note: joined(&stay.note, &settlement.note),
            entered_late: true,
            ..stay
        })?;
        Ok(Outcome::SavedChild {
            child,
            name: file.name,
        })
    })
}

pub(crate) fn correct(desk: &mut Desk, row: &Attendance, reason: String) -> Result<Done, Refusal> {
    let now = desk.now();
    if [row.in_at, row.out_at]
        .into_iter()
        .flatten()
        .any(|at| at > now)
    {
        return Err(Refusal::Future);
    }
    if row
        .out_at
        .zip(row.in_at)
        .is_some_and(|(out, came)| out < came)
    {
        return Err(Refusal::OutBeforeIn);
    }
    if tidy::is_blank(&reason) {
        return Err(Refusal::Missing { field: "reason" });
    }
    let reason = if desk.is_allowed_by_another(row)? {
        desk.with_approver(&reason)
    } else {
        reason
    };
    let act = desk.act(ActKind::Correct).about(row.child).because(reason);
    desk.step(&act, |writer| {
        let name = file_of(writer, row.child)?.name;
        // An undo may have removed the row since the screen read it.
        let key = row.key().to_string();
        if writer.get::<Attendance>(&key)?.is_none() {
            return Err(StoreError::NotFound {
                kind: "attendance",
                key,
            }
            .into());
        }
        writer.put(row)?;
        let child = row.child;
        Ok(Outcome::SavedChild { child, name })
    })
}

pub(crate) fn strike(desk: &mut Desk, stay: StayKey, reason: String) -> Result<Done, Refusal> {
    if tidy::is_blank(&reason) {
        return Err(Refusal::Missing { field: "reason" });
    }
    let act = desk.act(ActKind::Correct).about(stay.child).because(reason);
    desk.step(&act, |writer| {
        let name = file_of(writer, stay.child)?.name;
        if let Some(row) = writer.get::<Attendance>(&stay.to_string())? {
            writer.remove(&row)?;
        }
        let child = stay.child;
        Ok(Outcome::SavedChild { child, name })
    })
}

pub(crate) fn import(
    desk: &mut Desk,
    source: String,
    mut rows: Vec<Attendance>,
) -> Result<Done, Refusal> {
    let reason = if rows.iter().any(|row| row.out_allowed_by.is_some()) {
        desk.with_approver(&source)
    } else {
        source
    };
    let act = desk.act(ActKind::ImportAttendance).because(reason);
    for row in &mut rows {
        row.entered_late = true;
    }
    let work = desk.work.clone();
    desk.step(&act, |writer| {
        writer.put_all_watched(&rows, &work.begin(Doing::Writing))?;
        Ok(Outcome::Imported { added: rows.len() })
    })
}

fn joined(old: &str, new: &str) -> String {
    match (old.is_empty(), new.trim()) {
        (_, "") => old.to_owned(),
        (true, new) => new.to_owned(),
        (false, new) => format!("{old}; {new}"),
    }
}

fn inside(sheet: &[Attendance]) -> impl Iterator<Item = &Attendance> {
    sheet.iter().filter(|row| row.is_in())
}
