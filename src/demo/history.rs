//! What a file of the demo home said on a day: when it was verified, how the risk was assessed, who cared for the child.

use super::frame::Frame;
use super::person::Person;
use crate::domain::child::{CareMode, Risk};
use crate::domain::{Child, Contact, Status};
use chrono::{Datelike, Days, NaiveDate};

/// Days before today of the last round through the files, and days between two.
const LAST_ROUND: i64 = 18;
const FILES_EVERY: i64 = 28;
const PHONES_EVERY: i64 = 84;
/// Days before today on which the caregiver of a household was barred, and on which another took over.
const BARRED: (usize, i64, i64) = (9, 180, 170);
/// Days before today in which the children of two households had nobody at home, because the grandparent was in hospital.
const ALONE: (i64, i64) = (205, 195);
/// Households of these children; both have young and older ones.
const ALONE_AT: [usize; 2] = [12, 22];
/// Days before today until which one file lay with the township and could not be verified.
const LENT: (usize, i64) = (40, 165);

/// The file of a child as the home knew it on the evening of a day.
pub(crate) fn file_on(person: &Person, frame: &Frame, day: NaiveDate) -> Child {
    let mut file = person.file.clone();
    if file.left_on.is_some_and(|left| left > day) {
        file.status = Status::Enrolled;
        file.left_on = None;
        file.left_reason.clear();
    }
    file.last_verified_on = Some(verified(person, frame, day));
    let assessed = file
        .risk
        .and_then(|risk| Some((risk, assessed(person, frame, risk, day)?)));
    if let Some((risk, on)) = assessed {
        file.risk_assessed_on = Some(on);
        file.risk_next_on = Some(on + Days::new(assessed_every(risk)));
    } else {
        file.risk = None;
        file.risk_reason.clear();
    }
    let (from, to) = (frame.ago(ALONE.0), frame.ago(ALONE.1));
    if ALONE_AT.contains(&person.household) && (from..to).contains(&day) {
        file.care_mode = Some(CareMode::Nobody);
    }
    file
}

/// The contacts of a child as the home knew them on the evening of a day.
pub(crate) fn contacts_on(person: &Person, frame: &Frame, day: NaiveDate) -> Vec<Contact> {
    let tried = rounds(frame, PHONES_EVERY).enumerate();
    let tried = tried.filter(|(nth, _)| person.number % 30 != 5 || nth % 2 == 1);
    let tried = tried.map(|(_, day)| day).find(|round| *round <= day);
    let began = known_from(person, frame);
    let mut contacts = person.contacts.clone();
    for contact in &mut contacts {
        contact.phone_verified_on = Some(tried.unwrap_or(began).max(began));
    }
    let (household, barred, other) = BARRED;
    if person.household == household && day >= frame.ago(barred) {
        let is_replaced = day >= frame.ago(other);
        for (place, contact) in contacts.iter_mut().enumerate() {
            if place == 0 {
                contact.barred_since = Some(frame.ago(barred));
                contact.is_caregiver = !is_replaced;
                contact.can_collect = false;
            }
            contact.is_caregiver |= is_replaced && place == 1;
        }
    }
    contacts
}

/// The days on which the files of some children change, in order of time.
pub(crate) fn days_of_files(person: &Person, frame: &Frame) -> Vec<NaiveDate> {
    let began = known_from(person, frame);
    let last = person.file.left_on.unwrap_or(frame.today);
    let days = began.iter_days().skip(1).take_while(|day| *day <= last);
    let mut before = file_on(person, frame, began);
    let changes = days.filter(|day| {
        let file = file_on(person, frame, *day);
        let is_new = file != before;
        before = file;
        is_new
    });
    changes.collect()
}

/// The same for contacts.
pub(crate) fn days_of_contacts(person: &Person, frame: &Frame) -> Vec<NaiveDate> {
    let began = known_from(person, frame);
    let last = person.file.left_on.unwrap_or(frame.today);
    let mut days: Vec<NaiveDate> = rounds(frame, PHONES_EVERY).collect();
    days.extend([frame.ago(BARRED.1), frame.ago(BARRED.2)]);
    days.sort_unstable();
    days.retain(|day| {
        let eve = *day - Days::new(1);
        began < *day
            && *day <= last
            && contacts_on(person, frame, eve) != contacts_on(person, frame, *day)
    });
    days
}

/// The first day of the file: of joining, or of the home.
pub(crate) fn known_from(person: &Person, frame: &Frame) -> NaiveDate {
    person
        .file
        .joined_on
        .unwrap_or(frame.start)
        .max(frame.start)
}

/// The rounds of the year, the last one first.
fn rounds(frame: &Frame, every: i64) -> impl Iterator<Item = NaiveDate> {
    let days = std::iter::successors(Some(LAST_ROUND), move |days| Some(days + every));
    let (start, frame) = (frame.start, *frame);
    days.map(move |days| frame.ago(days))
        .take_while(move |day| *day > start)
}

/// The day of the last verification up to a day. In each round two files are left for the next one.
fn verified(person: &Person, frame: &Frame, day: NaiveDate) -> NaiveDate {
    let is_left = |nth: usize| (person.number + nth) % 30 == 7;
    let was_away = |round: NaiveDate| person.number == LENT.0 && round < frame.ago(LENT.1);
    let done = rounds(frame, FILES_EVERY)
        .enumerate()
        .filter(|(nth, round)| !is_left(*nth) && !was_away(*round))
        .map(|(_, round)| round)
        .find(|round| *round <= day);
    let began = known_from(person, frame);
    done.unwrap_or(began).max(began)
}

/// The day of the last assessment up to a day: at the beginning, on the first day of each March, June, September and
/// December, and of a child at risk in between.
fn assessed(person: &Person, frame: &Frame, risk: Risk, day: NaiveDate) -> Option<NaiveDate> {
    let began = known_from(person, frame);
    let is_late = person.number % 29 == 3;
    let seasons = (0..100).filter_map(|back| {
        let day = day - Days::new(back);
        let on = if is_late { 19 } else { 1 };
        (day.month().is_multiple_of(3) && day.day() == on).then_some(day)
    });
    let again = match risk {
        Risk::Red => Some(frame.ago(12)),
        Risk::Yellow => Some(frame.ago(20)),
        Risk::Blue | Risk::Green => None,
    };
    let again = again.filter(|on| *on <= day);
    seasons
        .chain(again)
        .chain([began])
        .max()
        .map(|on| on.max(began))
}

fn assessed_every(risk: Risk) -> u64 {
    match risk {
        Risk::Red => 14,
        Risk::Yellow => 30,
        Risk::Blue | Risk::Green => 92,
    }
}
