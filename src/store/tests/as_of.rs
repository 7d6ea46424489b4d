//! The file as of a moment.

use super::known::{at, day, step, visit, with_child};
use crate::clock::Clock;
use crate::domain::Contact;
use crate::domain::rules::RuleNumber;
use crate::store::*;

#[test]
fn the_file_can_be_asked_as_it_was_and_is_as_before_afterwards() {
    let (mut store, id) = with_child();
    let mut file = store.child(id).unwrap();
    file.school = "前尚庄小学".to_owned();
    step(&mut store, "2026-11-05T10:00", |w| w.put(&file));
    // Entered on the 20th for the 10th: not yet known on the 15th.
    step(&mut store, "2026-11-20T10:00", |w| {
        w.put(&visit(id, 1, "2026-11-10", true))
    });
    step(&mut store, "2026-11-20T10:05", |w| {
        w.put(&RuleNumber {
            name: "S3.red".to_owned(),
            value: 5,
        })
    });
    let then = |store: &Store, moment: &str| {
        let store = store.as_of(at(moment)).unwrap();
        let known = store.known_about(day("2026-11-15"))?;
        let school = store
            .child(id)
            .map_or_else(|_| "-".to_owned(), |child| child.school);
        let seen = known.last_seen.get(&id).copied();
        assert_eq!(store.last_seen()?.get(&id).copied(), seen);
        Ok::<_, StoreError>((school, seen, known.book))
    };
    let before = store.verify().unwrap();
    assert_eq!(
        then(&store, "2026-11-15T23:59").unwrap(),
        (
            "前尚庄小学".to_owned(),
            None,
            crate::domain::RuleBook::default()
        )
    );
    assert_eq!(then(&store, "2026-11-03T23:59").unwrap().0, "");
    assert_eq!(then(&store, "2026-10-31T23:59").unwrap().0, "-");
    // Known now about the 15th: includes the visit of the 10th.
    let now = store.known_about(day("2026-11-15")).unwrap();
    assert_eq!(now.last_seen.get(&id), Some(&day("2026-11-10")));
    let after = store.verify().unwrap();
    assert!(after.findings.is_empty());
    assert_eq!((before.entries, before.rows), (after.entries, after.rows));
}

#[test]
fn the_past_is_asked_without_the_right_to_write_and_beside_new_steps() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doorlight.db");
    let (store, id) = with_child();
    store.copy_to(&path).unwrap();
    let mut store = Store::open(&path, at("2026-11-20T10:00")).unwrap();
    step(&mut store, "2026-11-20T10:00", |w| {
        w.put(&visit(id, 1, "2026-11-10", true))
    });
    let reader = Store::open_read_only(&path, at("2026-11-20T10:00")).unwrap();
    let mut past = reader.as_of(at("2026-11-15T10:00")).unwrap();
    step(&mut store, "2026-11-21T10:00", |w| {
        w.put(&visit(id, 2, "2026-11-21", true))
    });
    assert!(past.last_seen().unwrap().is_empty());
    let act = Act::new(at("2026-11-21T10:00"), None, ActKind::RecordVisit);
    let refused = past.write(&act, |w| w.put(&visit(id, 3, "2026-11-21", true)));
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))));
    assert_eq!(store.last_seen().unwrap()[&id], day("2026-11-21"));
    assert!(store.verify().unwrap().findings.is_empty());
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
    let past = store.as_of(at("2026-11-05T10:00")).unwrap();
    assert_eq!(contacts(&past).unwrap(), 1);
    assert_eq!(store.all::<Contact>().unwrap().len(), 0);
}
