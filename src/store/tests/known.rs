//! Visits as sightings, and what is known of a day.

use crate::clock::Clock;
use crate::domain::child::Sex;
use crate::domain::rules::MarkedDay;
use crate::domain::visit::VisitKind;
use crate::domain::{Attendance, Child, ChildId, Mark, Moment, OutTo, Visit, VisitId};
use crate::store::*;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A store with one child, whose file was made on 1 November.
pub(super) fn with_child() -> (Store, ChildId) {
    let made = at("2026-11-01T10:00");
    let mut store = Store::in_memory(made).unwrap();
    let id = Clock::fixed(made).new_id();
    let child = Child::new(id, "0001", "汪乐乐", Sex::Female, day("2016-05-01"));
    step(&mut store, "2026-11-01T10:00", |w| w.put(&child));
    (store, id)
}

pub(super) fn step(
    store: &mut Store,
    moment: &str,
    change: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) {
    let act = Act::new(at(moment), None, ActKind::Correct);
    store.write(&act, change).unwrap();
}

pub(super) fn visit(child: ChildId, nth: u128, on: &str, child_seen: bool) -> Visit {
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

/// The last sightings up to a day are looked up child by child; the register says the same when it is read whole.
#[test]
fn the_last_sighting_up_to_any_day_is_that_of_the_whole_register() {
    let (mut store, id) = with_child();
    let other = Clock::fixed(at("2026-11-02T10:00")).new_id();
    let child = Child::new(other, "0002", "余小雨", Sex::Female, day("2017-05-01"));
    step(&mut store, "2026-11-02T10:00", |w| w.put(&child));
    let stay = |child, on: &str, mark| Attendance::blank(day(on), child, 1, mark);
    let rows = [
        stay(id, "2026-11-03", Mark::Present),
        stay(id, "2026-11-05", Mark::Late),
        stay(id, "2026-11-06", Mark::Absent),
        stay(id, "2026-11-09", Mark::Excused),
        stay(other, "2026-11-04", Mark::Absent),
    ];
    let met = [
        visit(id, 1, "2026-11-07", true),
        visit(id, 2, "2026-11-08", false),
        visit(other, 3, "2026-11-10", true),
    ];
    step(&mut store, "2026-11-20T10:00", |w| {
        for row in &rows {
            w.put(row)?;
        }
        met.iter().try_for_each(|one| w.put(one))
    });
    for on in day("2026-11-01").iter_days().take(14) {
        let sql = "SELECT count(*), sum(day) FROM (
            SELECT child, max(day) AS day FROM sighting WHERE day <= ?1 GROUP BY child)";
        let number = (on - day("1970-01-01")).num_days();
        let whole: (i64, Option<i64>) = store
            .conn
            .query_row(sql, [number], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        let known = store.known_about(on).unwrap().last_seen;
        let days = known
            .values()
            .map(|one| (*one - day("1970-01-01")).num_days());
        assert_eq!(
            (known.len(), days.sum()),
            (usize::try_from(whole.0).unwrap(), whole.1.unwrap_or(0)),
            "{on}"
        );
    }
}

/// Thirty children on school days, six on Saturdays; once a late entry for one child on a Sunday.
#[test]
fn a_sheet_is_whole_if_it_is_one_of_its_weekday() {
    let mark = |on: NaiveDate| MarkedDay {
        day: on,
        mark: Mark::Present,
        is_in: false,
        unlisted: false,
    };
    let mut days: HashMap<ChildId, Vec<MarkedDay>> = HashMap::new();
    let all = day("2026-09-07").iter_days().take(42);
    for on in all.filter(|on| on.weekday() != Weekday::Sun) {
        let count = if on.weekday() == Weekday::Sat { 6 } else { 30 };
        for nth in 0..count {
            let child = ChildId(Uuid::from_u128(nth + 1));
            days.entry(child).or_default().push(mark(on));
        }
    }
    let sunday = day("2026-09-20");
    let late = ChildId(Uuid::from_u128(1));
    days.entry(late).or_default().push(mark(sunday));
    let half_a_monday = day("2026-10-19");
    for nth in 0..10 {
        let child = ChildId(Uuid::from_u128(nth + 1));
        days.entry(child).or_default().push(mark(half_a_monday));
    }
    let (whole, least) = whole_sheets(&days);
    assert!(whole.contains(&day("2026-09-19")), "a Saturday");
    assert!(!whole.contains(&sunday), "one child");
    assert!(!whole.contains(&half_a_monday), "a third of a school day");
    assert_eq!(
        (least.on(day("2026-09-19")), least.on(half_a_monday)),
        (3, 15)
    );
    assert_eq!(least.on(sunday), 15, "no sheets of its own");
}

#[test]
fn kept_rows_say_the_same_as_the_register_and_go_when_their_day_changes() {
    let (mut store, id) = with_child();
    let today = day("2026-11-20");
    let stay = |on: &str, nth| Attendance::arrival(day(on), id, nth, at(&format!("{on}T17:00")));
    let unlisted = Attendance {
        out_to: Some(OutTo::Unlisted),
        ..stay("2026-11-11", 1)
    };
    for row in [
        Attendance::blank(day("2026-11-10"), id, 1, Mark::Absent),
        stay("2026-11-10", 2),
        Attendance::blank(day("2026-11-10"), id, 3, Mark::Excused),
        unlisted.clone(),
    ] {
        step(&mut store, "2026-11-15T17:00", |w| w.put(&row));
    }
    let kept = |store: &Store| -> i64 {
        let sql = "SELECT count(*) FROM kept_day WHERE marks <> x''";
        store.conn.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let from_register = store.known(today).unwrap().days;
    store.keep_days(today).unwrap();
    assert_eq!(kept(&store), 2);
    assert_eq!(store.known(today).unwrap().days, from_register);
    assert_eq!(from_register[&id][0].mark, Mark::Present);
    assert!(from_register[&id][0].is_in && from_register[&id][1].unlisted);

    let late = Attendance {
        mark: Mark::Late,
        ..unlisted
    };
    let changes = [
        (true, stay("2026-11-12", 1)),
        (true, late),
        (false, stay("2026-11-10", 2)),
    ];
    for (is_put, row) in changes {
        step(&mut store, "2026-11-16T17:00", |w| {
            if is_put { w.put(&row) } else { w.remove(&row) }
        });
        let mixed = store.known(today).unwrap().days;
        store.conn.execute("DELETE FROM kept_day", []).unwrap();
        assert_eq!(store.known(today).unwrap().days, mixed);
        store.keep_days(today).unwrap();
        assert_eq!(store.known(today).unwrap().days, mixed);
    }
    // A day later the oldest row goes, and the missing one comes.
    store.keep_days(today + Days::new(1)).unwrap();
    assert_eq!(store.wrong_kept_days().unwrap(), Vec::<i64>::new());
}

#[test]
fn a_past_day_is_as_it_was_known_then_though_its_row_was_kept_later() {
    let (mut store, id) = with_child();
    let came = Attendance::arrival(day("2026-11-10"), id, 1, at("2026-11-10T17:00"));
    step(&mut store, "2026-11-10T17:00", |w| w.put(&came));
    let corrected = Attendance {
        mark: Mark::Late,
        ..came
    };
    step(&mut store, "2026-11-12T17:00", |w| w.put(&corrected));
    store.keep_days(day("2026-11-13")).unwrap();
    let then = store.as_of(at("2026-11-11T12:00")).unwrap();
    let mark = |store: &Store| store.known(day("2026-11-13")).unwrap().days[&id][0].mark;
    assert_eq!((mark(&then), mark(&store)), (Mark::Present, Mark::Late));
}

#[test]
fn a_kept_row_that_is_none_costs_nothing_but_its_own_time() {
    let (mut store, id) = with_child();
    let came = Attendance::arrival(day("2026-11-10"), id, 1, at("2026-11-10T17:00"));
    step(&mut store, "2026-11-10T17:00", |w| w.put(&came));
    let today = day("2026-11-13");
    store.keep_days(today).unwrap();
    let right = store.known(today).unwrap().days;
    for marks in ["x'01'", "zeroblob(5)", "x'ffffff7f01'", "x'010000000f'"] {
        let sql = format!("UPDATE kept_day SET marks = {marks} WHERE marks <> x''");
        store.conn.execute(&sql, []).unwrap();
        assert_eq!(store.known(today).unwrap().days, right, "{marks}");
    }
    // The next day they are made again.
    store.keep_days(today + Days::new(1)).unwrap();
    assert_eq!(store.wrong_kept_days().unwrap(), Vec::<i64>::new());
}
