//! Changes: as text, in the history of a child.

use super::known::{at, day, step, with_child};
use crate::clock::Clock;
use crate::domain::child::Sex;
use crate::domain::{Child, ChildId};
use crate::store::journal::private::salted;
use crate::store::journal::row_change::{RowChange, child_of};
use crate::store::journal::text::{Body, put, read};
use crate::store::rows::kind::{day_of, moment_of};
use crate::store::rows::tables::JOURNALLED;
use crate::store::*;
use proptest::prelude::*;

/// A value that the file may keep in a column of this kind.
fn kept(kind: Kind) -> BoxedStrategy<Value> {
    let number = |from: i64, to: i64| (from..to).prop_map(Value::Integer).boxed();
    let text = || ".{1,12}".prop_map(Value::Text).boxed();
    match kind {
        Kind::Number => number(-3, 100_000),
        Kind::Text => text(),
        Kind::Word => prop_oneof!["[a-z0-9:-]{1,12}".prop_map(Value::Text), text()].boxed(),
        Kind::Numbered(words) => number(1, i64::try_from(words.len()).unwrap() + 1),
        Kind::Day => number(-30_000, 40_000),
        Kind::Moment => prop_oneof![
            (0..4_000_000_000_i64).prop_map(Value::Integer),
            Just(Value::Integer(1_795_424_400)),
            Just(Value::Text("2026-11-25T17:00:00+09:00".to_owned())),
        ]
        .boxed(),
        Kind::Id => number(1, 5000),
        Kind::OutTo => prop_oneof![number(-3, 0), number(1, 5000)].boxed(),
    }
}

/// A whole row; columns beside the key may be null.
fn row(table: &'static Table) -> BoxedStrategy<Vec<Value>> {
    let columns = table.kinds.iter().enumerate().map(|(place, kind)| {
        if place < table.key {
            kept(*kind)
        } else {
            prop_oneof![2 => kept(*kind), 1 => Just(Value::Null)].boxed()
        }
    });
    columns.collect::<Vec<_>>().boxed()
}

fn rows() -> impl Strategy<Value = (&'static Table, Vec<Value>, Vec<Value>)> {
    (0..JOURNALLED.len()).prop_flat_map(|nth| {
        let table = JOURNALLED[nth];
        (Just(table), row(table), row(table)).prop_map(|(table, before, mut after)| {
            after.splice(..table.key, before[..table.key].iter().cloned());
            (table, before, after)
        })
    })
}

type Sides<'r> = [(Option<&'r Vec<Value>>, Option<&'r Vec<Value>>); 3];

/// Added, changed, removed.
fn sides<'r>(before: &'r Vec<Value>, after: &'r Vec<Value>) -> Sides<'r> {
    [
        (None, Some(before)),
        (Some(before), Some(after)),
        (Some(after), None),
    ]
}

fn change_of(
    table: &'static Table,
    side: (Option<&Vec<Value>>, Option<&Vec<Value>>),
) -> Option<RowChange> {
    RowChange::between(table, side.0.map(Vec::as_slice), side.1.map(Vec::as_slice))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn days_and_moments_stand_as_chrono_writes_them(
        number in prop_oneof![-2_000_000..6_000_000_i64, -30_000..40_000_i64],
        second in 0..86_400_i64,
    ) {
        let (mut day, mut moment) = (String::new(), String::new());
        put(&mut day, Kind::Day, &Value::Integer(number), &Value::Null);
        prop_assert_eq!(day, day_of(number).unwrap().to_string());
        let at = number * 86_400 + second;
        put(&mut moment, Kind::Moment, &Value::Integer(at), &Value::Null);
        let written = moment_of(at).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string();
        prop_assert_eq!(moment, written);
    }

    #[test]
    fn every_change_comes_back_from_its_two_texts(
        all in prop::collection::vec(rows(), 1..4),
        reason in ".{0,20}",
    ) {
        let at = Value::Integer(1_795_424_400);
        let mut body = Body::default();
        let mut made = Vec::new();
        for (table, before, after) in &all {
            for side in sides(before, after) {
                if let Some(change) = change_of(table, side) {
                    body.add(&change, &at);
                    made.push(change);
                }
            }
        }
        body.because(&reason);
        let number = uuid::Uuid::from_u128(7);
        body.begin_with(Some(uuid::Uuid::from_u128(9)), &[(7, number)]);
        let said = read(&body.open, &salted(&body.private), &at).unwrap();
        prop_assert_eq!(&said.reason, &reason);
        prop_assert_eq!(said.given, vec![(7, number)]);
        prop_assert_eq!(said.chain, Some(uuid::Uuid::from_u128(9)));
        prop_assert_eq!(said.changes, made);
    }

    #[test]
    fn nothing_that_people_typed_stands_in_the_open_text((table, before, after) in rows()) {
        let at = Value::Integer(1_795_424_400);
        let typed = |mut row: Vec<Value>| {
            for (place, value) in row.iter_mut().enumerate().skip(table.key) {
                if table.kinds[place] == Kind::Text {
                    *value = Value::Text("汪乐乐 13800000000 \"\\".to_owned());
                }
            }
            row
        };
        let (before, after) = (typed(before), typed(after));
        let mut body = Body::default();
        for side in sides(&before, &after) {
            if let Some(change) = change_of(table, side) {
                body.add(&change, &at);
            }
        }
        prop_assert!(!body.open.contains("汪乐乐") && !body.open.contains("13800000000"));
        let has_text = table.kinds.iter().skip(table.key).any(|kind| *kind == Kind::Text);
        prop_assert_eq!(body.private.contains("汪乐乐"), has_text);
    }

    #[test]
    fn rubbish_is_damage_and_no_panic(open in ".{0,60}", private in ".{0,40}") {
        let _ = read(&open, &private, &Value::Integer(0));
        for sign in ["+", "-", "~"] {
            let line = format!("{sign}attendance {open}");
            let _ = read(&line, &private, &Value::Integer(0));
        }
    }
}

#[test]
fn a_change_reads_as_a_person_would_write_it() {
    let table = crate::domain::Attendance::TABLE;
    let numbers = |all: &[i64]| all.iter().copied().map(Value::Integer).collect::<Vec<_>>();
    let mut came = numbers(&[20_782, 34, 1, 1, 1_795_600_000]);
    came.resize(10, Value::Null);
    came.extend(numbers(&[0, 0]));
    let mut left = came.clone();
    left[5] = Value::Integer(1_795_605_000);
    left[6] = Value::Integer(35);
    left[9] = Value::Text("奶奶 \"来接\"".to_owned());
    let mut body = Body::default();
    let change = RowChange::between(table, None, Some(&came)).unwrap();
    body.add(&change, &Value::Integer(1_795_600_000));
    let change = RowChange::between(table, Some(&came), Some(&left)).unwrap();
    body.add(&change, &Value::Integer(1_795_605_000));
    assert_eq!(
        body.open,
        "+attendance 2026-11-25/34/1 mark=present in_at=@ entered_late=0 untimed=0\n\
         ~attendance 2026-11-25/34/1 out_at=>@ out_to=>35\n"
    );
    assert_eq!(body.private, "2 note=>\"奶奶 \\\"来接\\\"\"\n");
}

#[test]
fn an_inverted_change_leads_back() {
    let setting = |value: &str| {
        let texts = ["language", value];
        texts.map(|text| Value::Text(text.to_owned())).to_vec()
    };
    let (zh, en) = (setting("zh"), setting("en"));
    for side in sides(&zh, &en) {
        let (before, after) = (side.0.map(Vec::as_slice), side.1.map(Vec::as_slice));
        let change = change_of(Setting::TABLE, side).unwrap();
        assert!(change.fits(after) && !change.fits(before));
        let back = change.clone().invert();
        assert!(back.fits(before) && !back.fits(after));
        assert_eq!(back.invert(), change);
    }
    assert_eq!(change_of(Setting::TABLE, (Some(&zh), Some(&zh))), None);
    assert_eq!(child_of(Setting::TABLE, &zh), None);
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
