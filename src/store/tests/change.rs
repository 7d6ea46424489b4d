//! Changes: computed, stored as JSON, inverted, applied in memory.

use super::known::{at, day, step, with_child};
use crate::clock::Clock;
use crate::domain::child::Sex;
use crate::domain::{Child, ChildId};
use crate::store::change::{Change, Fields};
use crate::store::*;

fn setting(value: &str) -> Vec<Value> {
    let name = "language".to_owned();
    Setting {
        name,
        value: value.to_owned(),
    }
    .values()
}

#[test]
fn a_change_is_stored_as_json_in_the_order_of_the_names() {
    let (store, id) = with_child();
    let child = store.child(id).unwrap();
    let added = Change::between(Child::TABLE, None, Some(&child.values())).unwrap();
    let json = added.after.unwrap().json().unwrap();
    assert!(
        json.starts_with(r#"{"birth_date":"2016-05-01","file_no":"0001","id":""#),
        "{json}"
    );
    assert!(!json.contains("null"), "{json}");
    assert_eq!(Fields::parse(&json).unwrap().json().unwrap(), json);
}

#[test]
fn an_inverted_change_leads_back() {
    let (zh, en) = (setting("zh"), setting("en"));
    let recorded = |row: &[Value]| Fields::recorded(Setting::TABLE, row);
    for (before, after) in [(None, Some(&zh)), (Some(&zh), Some(&en)), (Some(&zh), None)] {
        let rows = (before.map(Vec::as_slice), after.map(Vec::as_slice));
        let change = Change::between(Setting::TABLE, rows.0, rows.1).unwrap();
        assert!(change.fits(rows.1).unwrap());
        assert!(!change.fits(rows.0).unwrap());
        let made = change.clone().apply_to(rows.0.map(recorded));
        assert_eq!(made, rows.1.map(recorded));
        assert_eq!(change.invert().apply_to(made), rows.0.map(recorded));
    }
    assert_eq!(Change::between(Setting::TABLE, Some(&zh), Some(&zh)), None);
}

#[test]
fn a_card_given_to_another_child_and_back_is_in_the_history_of_its_child() {
    let (mut store, first) = with_child();
    let second: ChildId = Clock::fixed(at("2026-11-02T10:00")).new_id();
    let child = Child::new(second, "0002", "余小雨", Sex::Female, day("2016-05-01"));
    step(&mut store, "2026-11-02T10:00", |w| w.put(&child));
    let card = |child| Card {
        code: "4711".to_owned(),
        child,
        bound_on: day("2026-11-02"),
    };
    step(&mut store, "2026-11-02T10:01", |w| w.put(&card(first)));
    step(&mut store, "2026-11-02T10:02", |w| w.put(&card(second)));
    let last = store.last_entry().unwrap().unwrap().seq;
    let act = Act::new(at("2026-11-02T10:03"), None, ActKind::Undo);
    store.revert_entry(last, &act).unwrap();
    assert_eq!(store.all::<Card>().unwrap(), [card(first)]);
    assert!(store.verify().unwrap().findings.is_empty());
}
