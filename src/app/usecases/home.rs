//! The home itself: first run, staff, calendar, settings, undo.

use crate::app::command::{Done, HomeSetup, Outcome};
use crate::app::desk::Desk;
use crate::app::refusal::Refusal;
use crate::domain::calendar::{Calendar, ClosedDay, ExtraDay, Term};
use crate::domain::hours::{SchoolPeriod, Stretch};
use crate::domain::{ChildId, Home, Role, Staff, StaffId};
use crate::store::{Act, ActKind, Record, SETTING_CLOCK, Setting, Store, StoreError};
use chrono::NaiveDate;

/// Minutes after opening at which an expected child is asked after (rule S1).
pub(in crate::app) const ASK_AFTER_MINUTES: i64 = 30;

/// A change of the home's calendar.
#[derive(Debug, Clone)]
pub enum CalendarChange {
    /// The weekly hours of a period as they should be.
    Hours(SchoolPeriod, Vec<Stretch>),
    /// Days on which the home is closed.
    Close(Vec<ClosedDay>),
    /// No longer closed.
    Unclose(NaiveDate),
    /// A day on which the home is open although it would not be.
    Open(ExtraDay),
    /// No longer open.
    Unopen(NaiveDate),
    /// A term or holiday of the school.
    Term(Term),
    /// Not a term or holiday after all.
    RemoveTerm(NaiveDate),
}

pub(in crate::app) fn set_up(desk: &mut Desk, setup: HomeSetup) -> Result<Done, Refusal> {
    if desk.store.home()?.is_some() {
        return Err(Refusal::AlreadySetUp);
    }
    for (field, value) in [("name", &setup.name), ("director", &setup.director)] {
        if value.trim().is_empty() {
            return Err(Refusal::Missing { field });
        }
    }
    let director = Staff {
        id: desk.clock.new_id(),
        name: setup.director,
        role: Role::Director,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    let home = Home {
        id: desk.clock.new_id(),
        name: setup.name,
        village: setup.village,
        township: setup.township,
        county: setup.county,
        assembly_point: String::new(),
        ask_after_minutes: ASK_AFTER_MINUTES,
    };
    let act = Act {
        actor: Some(director.id),
        ..desk.act(ActKind::SetUp)
    };
    let written = desk.store.write(&act, |writer| {
        writer.put(&home)?;
        writer.put(&director)?;
        setup
            .hours
            .stretches(SchoolPeriod::Term)
            .iter()
            .try_for_each(|stretch| writer.put(stretch))
    })?;
    desk.actor = Some(director.id);
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::SetUp,
    })
}

pub(in crate::app) fn save(desk: &mut Desk, home: &Home) -> Result<Done, Refusal> {
    if home.name.trim().is_empty() {
        return Err(Refusal::Missing { field: "name" });
    }
    put(desk, ActKind::EditHome, home)
}

pub(in crate::app) fn save_staff(desk: &mut Desk, staff: &Staff) -> Result<Done, Refusal> {
    if staff.name.trim().is_empty() {
        return Err(Refusal::Missing { field: "name" });
    }
    require_director(desk)?;
    let leads = |one: &Staff| one.active && one.role == Role::Director;
    let others = desk.store.staff()?;
    if !leads(staff) && !others.iter().any(|one| one.id != staff.id && leads(one)) {
        return Err(Refusal::LastDirector);
    }
    let mut staff = staff.clone();
    if staff.id.is_unset() {
        staff.id = desk.clock.new_id();
    }
    put(desk, ActKind::EditStaff, &staff)
}

/// Staff and calendar decide who may do what and which absences count: a director's matter.
pub(super) fn require_director(desk: &Desk) -> Result<(), Refusal> {
    let staff = desk.store.staff()?;
    let actor = staff.iter().find(|one| Some(one.id) == desk.actor);
    match actor {
        Some(one) if one.role == Role::Helper => Err(Refusal::DirectorOnly),
        _ => Ok(()),
    }
}

fn put<R: Record>(desk: &mut Desk, deed: ActKind, record: &R) -> Result<Done, Refusal> {
    let act = desk.act(deed);
    let written = desk.store.write(&act, |writer| writer.put(record))?;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Saved,
    })
}

pub(in crate::app) fn save_calendar(
    desk: &mut Desk,
    change: &CalendarChange,
) -> Result<Done, Refusal> {
    require_director(desk)?;
    let act = desk.act(ActKind::EditCalendar);
    let written = desk.store.write(&act, |writer| match change {
        CalendarChange::Hours(period, stretches) => {
            let before: Vec<Stretch> = writer.all()?;
            before
                .iter()
                .filter(|old| old.period == *period)
                .filter(|old| !stretches.iter().any(|new| new.is_same_place(old)))
                .try_for_each(|gone| writer.remove(gone))?;
            stretches.iter().try_for_each(|stretch| writer.put(stretch))
        }
        CalendarChange::Close(days) => days.iter().try_for_each(|day| writer.put(day)),
        CalendarChange::Open(day) => writer.put(day),
        CalendarChange::Term(term) => writer.put(term),
        CalendarChange::Unclose(day) => remove_by_key::<ClosedDay>(writer, *day),
        CalendarChange::Unopen(day) => remove_by_key::<ExtraDay>(writer, *day),
        CalendarChange::RemoveTerm(day) => remove_by_key::<Term>(writer, *day),
    })?;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Saved,
    })
}

fn remove_by_key<R: Record>(
    writer: &mut crate::store::Writer<'_>,
    day: NaiveDate,
) -> Result<(), StoreError> {
    match writer.get::<R>(&day.to_string())? {
        Some(record) => writer.remove(&record),
        None => Ok(()),
    }
}

pub(in crate::app) fn set(desk: &mut Desk, name: String, value: String) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::Setting);
    let setting = Setting { name, value };
    let written = desk.store.write(&act, |writer| {
        if setting.value.is_empty() {
            writer.remove(&setting)
        } else {
            writer.put(&setting)
        }
    })?;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Saved,
    })
}

/// Writes that a person has outcome the clock is right; from then on the desk writes again.
pub(in crate::app) fn accept_clock(desk: &mut Desk) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::Clock);
    let setting = Setting {
        name: SETTING_CLOCK.to_owned(),
        value: act.at.to_rfc3339(),
    };
    let written = desk.store.write(&act, |writer| writer.put(&setting))?;
    desk.clock_accepted = true;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Saved,
    })
}

pub(in crate::app) fn undo(desk: &mut Desk) -> Result<Done, Refusal> {
    let step = desk.store.last_step()?.ok_or(Refusal::NothingToUndo)?;
    // The step that made the home is not one of a day's steps: without it there is no file.
    if step.act.kind == ActKind::SetUp {
        return Err(Refusal::NothingToUndo);
    }
    let act = Act {
        subject: step.act.subject,
        ..desk.act(ActKind::Undo)
    };
    let written = desk.store.revert_entry(step.seq, &act)?;
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Undone {
            deed: step.act.kind,
            name: desk.name_of(step.act.subject),
        },
    })
}

pub(in crate::app) fn redo(desk: &mut Desk) -> Result<Done, Refusal> {
    let undone = desk.store.last_undone()?.ok_or(Refusal::NothingToRedo)?;
    let act = Act {
        subject: undone.act.subject,
        ..desk.act(ActKind::Redo)
    };
    let written = desk.store.revert_entry(undone.seq, &act)?;
    // What is done again is the step that the undo had taken back.
    let step = undone.act.undoes.map_or(0, |seq| seq + 1);
    let step = desk.store.entries_before(step, 1)?.pop();
    let deed = step.map_or(ActKind::Redo, |step| step.act.kind);
    Ok(Done {
        seq: written.seq,
        outcome: Outcome::Redone {
            deed,
            name: desk.name_of(undone.act.subject),
        },
    })
}

impl Desk {
    /// The home's calendar as it stands.
    pub fn calendar(&self) -> Result<Calendar, StoreError> {
        calendar_of(&self.store)
    }

    /// The name of the child a step was about; empty if about none, or if its file is gone.
    fn name_of(&self, subject: Option<ChildId>) -> String {
        let file = subject.and_then(|id| self.store.child(id).ok());
        file.map(|child| child.name).unwrap_or_default()
    }

    /// Lets somebody else sit down at the desk.
    pub fn seat(&mut self, staff: StaffId) {
        self.actor = Some(staff);
    }
}

/// The calendar as the store keeps it.
pub(in crate::app) fn calendar_of(store: &Store) -> Result<Calendar, StoreError> {
    let stretches: Vec<Stretch> = store.all()?;
    let closed: Vec<ClosedDay> = store.all()?;
    let extra: Vec<ExtraDay> = store.all()?;
    let terms: Vec<Term> = store.all()?;
    Ok(Calendar::new(&stretches, closed, extra, terms))
}
