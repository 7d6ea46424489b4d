//! Visits as sightings, and the file as it was at a moment.

use super::*;
use crate::clock::Clock;
use crate::domain::child::Sex;
use crate::domain::rules::RuleNumber;
use crate::domain::visit::VisitKind;
use crate::domain::{Attendance, Child, ChildId, Contact, Visit, VisitId};
use chrono::{Days, NaiveDate};

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A store with one child, whose file was made on 1 November.
fn with_child() -> (Store, ChildId) {
    let made = at("2026-11-01T10:00");
    let mut store = Store::in_memory(made).unwrap();
    let id = Clock::fixed(made).new_id();
    let child = Child::new(id, "0001", "汪乐乐", Sex::Female, day("2016-05-01"));
    step(&mut store, "2026-11-01T10:00", |w| w.put(&child));
    (store, id)
}

fn step(
    store: &mut Store,
    moment: &str,
    change: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) {
    let act = Act::new(at(moment), None, ActKind::Correct);
    store.write(&act, change).unwrap();
}

fn visit(child: ChildId, nth: u128, on: &str, child_seen: bool) -> Visit {
    let id = VisitId(uuid::Uuid::from_u128(nth));
    Visit {
        child_seen,
        ..Visit::new(id, child, day(on), VisitKind::Special)
    }
}

#[test]
fn a_visit_that_saw_the_child_is_a_sighting_and_follows_its_correction() {
    let (mut store, id) = with_child();
    let came = Attendance::arrival(day("2026-11-10"), id, 1, at("2026-11-10T17:00"));
    step(&mut store, "2026-11-10T17:00", |w| w.put(&came));
    let met = visit(id, 1, "2026-11-12", true);
    step(&mut store, "2026-11-12T18:00", |w| w.put(&met));
    step(&mut store, "2026-11-14T18:00", |w| {
        w.put(&visit(id, 2, "2026-11-14", false))
    });
    assert_eq!(store.last_seen().unwrap()[&id], day("2026-11-12"));
    step(&mut store, "2026-11-15T18:00", |w| {
        w.put(&Visit {
            child_seen: false,
            ..met.clone()
        })
    });
    assert_eq!(store.last_seen().unwrap()[&id], day("2026-11-10"));
    step(&mut store, "2026-11-16T18:00", |w| w.remove(&came));
    assert!(!store.last_seen().unwrap().contains_key(&id));
    assert!(store.verify().unwrap().findings.is_empty());
}

#[test]
fn a_call_that_claims_to_have_seen_the_child_is_refused_by_the_file_itself() {
    let (mut store, id) = with_child();
    let call = Visit {
        kind: VisitKind::Phone,
        ..visit(id, 1, "2026-11-12", true)
    };
    let act = Act::new(at("2026-11-12T18:00"), None, ActKind::RecordVisit);
    assert!(store.write(&act, |w| w.put(&call)).is_err());
}

#[test]
fn the_file_can_be_asked_as_it_was_and_is_as_before_afterwards() {
    let (mut store, id) = with_child();
    let mut file = store.child(id).unwrap();
    file.school = "前尚庄小学".to_owned();
    step(&mut store, "2026-11-05T10:00", |w| w.put(&file));
    // Entered on the 20th for the 10th: on the 15th nobody knew of it.
    step(&mut store, "2026-11-20T10:00", |w| {
        w.put(&visit(id, 1, "2026-11-10", true))
    });
    step(&mut store, "2026-11-20T10:05", |w| {
        w.put(&RuleNumber {
            name: "S3.red".to_owned(),
            value: 5,
        })
    });
    let then = |store: &mut Store, moment: &str| {
        store.as_of(at(moment), |store| {
            let known = store.known_about(day("2026-11-15"))?;
            let school = store
                .child(id)
                .map_or_else(|_| "-".to_owned(), |child| child.school);
            let seen = known.last_seen.get(&id).copied();
            Ok::<_, StoreError>((school, seen, known.book))
        })
    };
    let before = store.verify().unwrap();
    assert_eq!(
        then(&mut store, "2026-11-15T23:59").unwrap(),
        (
            "前尚庄小学".to_owned(),
            None,
            crate::domain::RuleBook::default()
        )
    );
    assert_eq!(then(&mut store, "2026-11-03T23:59").unwrap().0, "");
    assert_eq!(then(&mut store, "2026-10-31T23:59").unwrap().0, "-");
    // Known now about the 15th: the visit of the 10th.
    let now = store.known_about(day("2026-11-15")).unwrap();
    assert_eq!(now.last_seen.get(&id), Some(&day("2026-11-10")));
    let after = store.verify().unwrap();
    assert!(after.findings.is_empty());
    assert_eq!((before.entries, before.rows), (after.entries, after.rows));
}

#[test]
fn a_question_that_fails_leaves_the_file_as_it_was() {
    let (mut store, id) = with_child();
    step(&mut store, "2026-11-20T10:00", |w| {
        w.put(&visit(id, 1, "2026-11-10", true))
    });
    let failed = store.as_of(at("2026-11-02T10:00"), |_| Err::<(), _>(StoreError::Busy));
    assert!(matches!(failed, Err(StoreError::Busy)));
    assert_eq!(store.last_seen().unwrap()[&id], day("2026-11-10"));
    step(&mut store, "2026-11-21T10:00", |w| {
        w.put(&visit(id, 2, "2026-11-21", true))
    });
}

#[test]
fn a_row_that_was_taken_away_since_is_there_again() {
    let (mut store, id) = with_child();
    let contact = Contact {
        id: Clock::fixed(at("2026-11-02T10:00")).new_id(),
        child: id,
        name: "汪奶奶".to_owned(),
        relation: crate::domain::contact::Relation::PaternalGrandmother,
        is_caregiver: true,
        can_collect: false,
        phones: String::new(),
        phone_verified_on: None,
        work_place: String::new(),
        id_no: String::new(),
        priority: 1,
        note: String::new(),
        do_not_contact: String::new(),
        barred_since: None,
    };
    step(&mut store, "2026-11-02T10:00", |w| w.put(&contact));
    step(&mut store, "2026-11-09T10:00", |w| w.remove(&contact));
    let contacts = |store: &Store| Ok::<_, StoreError>(store.all::<Contact>()?.len());
    assert_eq!(store.as_of(at("2026-11-05T10:00"), contacts).unwrap(), 1);
    assert_eq!(store.all::<Contact>().unwrap().len(), 0);
}

#[test]
fn what_is_known_of_a_day_forgets_what_came_after_it() {
    let (mut store, id) = with_child();
    for (nth, days) in [(1, 0), (2, 5)] {
        let on = day("2026-11-10") + Days::new(days);
        let visit = visit(id, nth, &on.to_string(), true);
        step(&mut store, "2026-11-20T10:00", |w| w.put(&visit));
    }
    let known = store.known_about(day("2026-11-12")).unwrap();
    assert_eq!(known.visits[&id].len(), 1);
    assert_eq!(store.known(day("2026-11-20")).unwrap().visits[&id].len(), 2);
}
