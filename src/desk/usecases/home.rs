//! The home itself: first run, staff, calendar, settings.

use crate::clock::is_zone;
use crate::desk::Desk;
use crate::desk::command::{CalendarChange, HomeSetup};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::desk::rights::leads;
use crate::domain::calendar::{ClosedDay, ExtraDay, Term};
use crate::domain::home::ASK_AFTER_MINUTES;
use crate::domain::hours::{SchoolPeriod, Stretch};
use crate::domain::tidy;
use crate::domain::{Home, Role, Staff, StaffId};
use crate::house::home::{staff_cards, staff_cards_text};
use crate::store::{Act, ActKind, Record, Setting, StoreError, Writer};
use crate::store::{Card, SETTING_CLOCK, SETTING_STAFF_CARDS, SETTING_ZONE};
use chrono::NaiveDate;

pub(crate) fn set_up(desk: &mut Desk, setup: HomeSetup) -> Result<Done, Refusal> {
    if desk.store.home()?.is_some() {
        return Err(Refusal::AlreadySetUp);
    }
    for (field, value) in [("name", &setup.name), ("director", &setup.director)] {
        if tidy::is_blank(value) {
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
    let done = desk.step(&act, |writer| {
        writer.put(&home)?;
        writer.put(&director)?;
        setup
            .hours
            .stretches(SchoolPeriod::Term)
            .iter()
            .try_for_each(|stretch| writer.put(stretch))?;
        Ok(Outcome::SetUp)
    })?;
    desk.actor = Some(director.id);
    Ok(done)
}

pub(crate) fn save(desk: &mut Desk, home: &Home) -> Result<Done, Refusal> {
    if tidy::is_blank(&home.name) {
        return Err(Refusal::Missing { field: "name" });
    }
    put(desk, ActKind::EditHome, home)
}

pub(crate) fn save_staff(desk: &mut Desk, staff: &Staff) -> Result<Done, Refusal> {
    if tidy::is_blank(&staff.name) {
        return Err(Refusal::Missing { field: "name" });
    }
    let others = desk.store.staff()?;
    if !leads(staff) && !others.iter().any(|one| one.id != staff.id && leads(one)) {
        return Err(Refusal::LastDirector);
    }
    let mut staff = staff.clone();
    if staff.id.is_unset() {
        staff.id = desk.clock.new_id();
    }
    let done = put(desk, ActKind::EditStaff, &staff)?;
    desk.follow_staff(staff.id)?;
    Ok(done)
}

fn put<R: Record>(desk: &mut Desk, kind: ActKind, record: &R) -> Result<Done, Refusal> {
    let act = desk.act(kind);
    desk.step(&act, |writer| {
        writer.put(record)?;
        Ok(Outcome::Saved)
    })
}

pub(crate) fn save_calendar(desk: &mut Desk, change: &CalendarChange) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::EditCalendar);
    desk.step(&act, |writer| {
        put_change(writer, change)?;
        Ok(Outcome::Saved)
    })
}

fn put_change(writer: &mut Writer<'_>, change: &CalendarChange) -> Result<(), StoreError> {
    match change {
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
    }
}

fn remove_by_key<R: Record>(writer: &mut Writer<'_>, day: NaiveDate) -> Result<(), StoreError> {
    match writer.get::<R>(&day.to_string())? {
        Some(record) => writer.remove(&record),
        None => Ok(()),
    }
}

/// Binds a card to a member of staff: it names the person at the lock, and opens nothing.
pub(crate) fn bind_card(desk: &mut Desk, id: StaffId, code: &str) -> Result<Done, Refusal> {
    let code = tidy::line(code).into_owned();
    if code.chars().count() > tidy::NAME_MAX {
        let (column, most) = ("card", tidy::NAME_MAX);
        return Err(StoreError::TooLong { column, most }.into());
    }
    let mut cards = staff_cards(&desk.store)?;
    cards.retain(|(other, _)| *other != id);
    if !code.is_empty() {
        if let Some(name) = owner_of_card(desk, &code, &cards)? {
            return Err(Refusal::CardTaken { name });
        }
        cards.push((id, code));
    }
    set(
        desk,
        SETTING_STAFF_CARDS.to_owned(),
        staff_cards_text(&cards),
    )
}

/// Name of the child or the member of staff with this card.
fn owner_of_card(
    desk: &Desk,
    code: &str,
    cards: &[(StaffId, String)],
) -> Result<Option<String>, Refusal> {
    let of_children: Vec<Card> = desk.store.all()?;
    if let Some(card) = of_children.iter().find(|card| card.code == code) {
        return Ok(Some(desk.store.child(card.child)?.name));
    }
    staff_of_card(desk, code, cards)
}

/// Name of the member of staff with this card, among these.
pub(super) fn staff_of_card(
    desk: &Desk,
    code: &str,
    cards: &[(StaffId, String)],
) -> Result<Option<String>, Refusal> {
    let Some((id, _)) = cards.iter().find(|(_, own)| own == code) else {
        return Ok(None);
    };
    let staff = desk.store.staff()?;
    let one = staff.into_iter().find(|one| one.id == *id);
    Ok(one.map(|one| one.name))
}

pub(crate) fn set(desk: &mut Desk, name: String, value: String) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::Setting);
    let setting = Setting { name, value };
    desk.step(&act, |writer| {
        if setting.value.is_empty() {
            writer.remove(&setting)?;
        } else {
            writer.put(&setting)?;
        }
        Ok(Outcome::Saved)
    })
}

/// Sets the home's time zone; from then on all times are of it.
pub(crate) fn set_zone(desk: &mut Desk, zone: String) -> Result<Done, Refusal> {
    if !is_zone(&zone) {
        return Err(Refusal::UnknownZone { name: zone });
    }
    let done = set(desk, SETTING_ZONE.to_owned(), zone)?;
    // It is saved; the next look reads it again.
    if let Err(error) = desk.live_in_its_zone() {
        tracing::warn!(%error, "reading the zone");
    }
    Ok(done)
}

/// Records that the user accepted the clock; from then on the desk writes again.
pub(crate) fn accept_clock(desk: &mut Desk) -> Result<Done, Refusal> {
    let act = desk.act(ActKind::Clock);
    let setting = Setting {
        name: SETTING_CLOCK.to_owned(),
        value: act.at.to_rfc3339(),
    };
    let done = desk.step(&act, |writer| {
        writer.put(&setting)?;
        Ok(Outcome::Saved)
    })?;
    desk.clock_accepted = true;
    Ok(done)
}
