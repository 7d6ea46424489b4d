//! Activities in the file: sightings of those who took part, coverage, the programme.

use crate::clock::Clock;
use crate::domain::activity::coverage::{Coverage, Season};
use crate::domain::activity::{
    ExceptionKind, Expected, HomeTopic, Progress, Recurrence, TakingPart, WeekReason,
};
use crate::domain::child::Sex;
use crate::domain::visit::VisitKind;
use crate::domain::{
    Activity, ActivityId, Child, ChildId, Moment, Series, SeriesException, SeriesId, Visit, VisitId,
};
use crate::store::*;
use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

fn at() -> Moment {
    Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}

/// A store with `count` children.
fn with_children(count: usize) -> (Store, Vec<ChildId>) {
    let clock = Clock::fixed(at());
    let mut store = Store::in_memory(at()).unwrap();
    let children: Vec<Child> = (1..=count)
        .map(|nth| {
            let born = day("2016-05-01");
            Child::new(
                clock.new_id(),
                &format!("{nth:04}"),
                "汪乐乐",
                Sex::Female,
                born,
            )
        })
        .collect();
    write(&mut store, |w| {
        children.iter().try_for_each(|one| w.put(one))
    });
    (store, children.iter().map(|one| one.id).collect())
}

fn write(store: &mut Store, step: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>) -> i64 {
    let act = Act::new(at(), None, ActKind::HoldActivity);
    store.write(&act, step).unwrap().seq.unwrap()
}

fn held(nth: u128, on: &str, topic: &str) -> Activity {
    Activity {
        id: ActivityId(Uuid::from_u128(nth)),
        title: "防溺水讲座".to_owned(),
        progress: Progress::Held,
        adults: Some(2),
        ..Activity::new(day(on), time(17), time(18), topic.parse().unwrap())
    }
}

fn part(activity: &Activity, child: ChildId) -> TakingPart {
    TakingPart {
        came: None,
        activity: activity.id,
        child,
    }
}

fn is_sound(store: &Store) {
    assert_eq!(store.verify().unwrap().findings, []);
}

#[test]
fn a_held_activity_is_a_sighting_of_those_who_took_part() {
    let (mut store, ids) = with_children(2);
    let talk = held(1, "2026-11-10", "DROWN");
    write(&mut store, |w| {
        w.put(&talk)?;
        w.put(&part(&talk, ids[0]))
    });
    assert_eq!(
        store.last_seen().unwrap().get(&ids[0]),
        Some(&day("2026-11-10"))
    );
    assert_eq!(store.last_seen().unwrap().get(&ids[1]), None);
    let seen_by = |on: &str| store.known_about(day(on)).unwrap().last_seen;
    assert_eq!(seen_by("2026-11-09").get(&ids[0]), None);
    assert_eq!(seen_by("2026-11-11").get(&ids[0]), Some(&day("2026-11-10")));
    is_sound(&store);
    // The activity is moved to another day.
    let moved = Activity {
        day: day("2026-11-12"),
        ..talk.clone()
    };
    write(&mut store, |w| w.put(&moved));
    assert_eq!(store.last_seen().unwrap()[&ids[0]], day("2026-11-12"));
    is_sound(&store);
    // The activity turns out not to have taken place.
    let planned = Activity {
        progress: Progress::Planned,
        ..moved.clone()
    };
    let seq = write(&mut store, |w| w.put(&planned));
    assert!(store.last_seen().unwrap().is_empty());
    is_sound(&store);
    let undo = Act::new(at(), None, ActKind::Undo);
    store.revert_entry(seq, &undo).unwrap();
    assert_eq!(store.last_seen().unwrap()[&ids[0]], day("2026-11-12"));
    // The child turns out not to have been there.
    write(&mut store, |w| w.remove(&part(&talk, ids[0])));
    assert!(store.last_seen().unwrap().is_empty());
    is_sound(&store);
}

#[test]
fn a_child_in_a_planned_activity_was_not_seen() {
    let (mut store, ids) = with_children(1);
    let planned = Activity {
        progress: Progress::Planned,
        ..held(1, "2026-11-10", "DROWN")
    };
    write(&mut store, |w| {
        w.put(&planned)?;
        w.put(&part(&planned, ids[0]))
    });
    assert!(store.last_seen().unwrap().is_empty());
    write(&mut store, |w| w.put(&held(1, "2026-11-10", "DROWN")));
    assert_eq!(store.last_seen().unwrap()[&ids[0]], day("2026-11-10"));
    is_sound(&store);
}

#[test]
fn verify_finds_a_last_sighting_that_no_activity_explains() {
    let (mut store, ids) = with_children(1);
    let talk = held(1, "2026-11-10", "DROWN");
    write(&mut store, |w| {
        w.put(&talk)?;
        w.put(&part(&talk, ids[0]))
    });
    store
        .conn
        .execute("UPDATE kept_seen SET last_seen = 20777", [])
        .unwrap();
    let findings = store.verify().unwrap().findings;
    assert_eq!(
        findings,
        [Finding::Kept {
            child: Some(ids[0])
        }]
    );
}

#[test]
fn a_topic_is_covered_by_taking_part_and_by_a_talk_at_a_visit_that_met_the_child() {
    let (mut store, ids) = with_children(4);
    let (talk, other) = (
        held(1, "2026-06-10", "DROWN"),
        held(2, "2026-06-11", "FIRE"),
    );
    let visit = |nth: u128, child, child_seen| Visit {
        child_seen,
        talk: "DROWN".parse().ok(),
        ..Visit::new(
            VisitId(Uuid::from_u128(nth)),
            child,
            day("2026-06-12"),
            VisitKind::Special,
        )
    };
    write(&mut store, |w| {
        w.put(&talk)?;
        w.put(&other)?;
        w.put(&part(&talk, ids[0]))?;
        w.put(&part(&other, ids[1]))?;
        w.put(&visit(1, ids[2], true))?;
        w.put(&visit(2, ids[3], false))
    });
    let season = Season {
        from: day("2026-04-01"),
        to: day("2026-09-30"),
    };
    let children: Vec<Child> = store.all().unwrap();
    let topic: crate::domain::TopicCode = "DROWN".parse().unwrap();
    let covered = store.covered(&topic, season).unwrap();
    let coverage = Coverage::new(topic.clone(), season, covered, &[], &children);
    let had: Vec<ChildId> = coverage.had.iter().map(|one| one.child).collect();
    assert_eq!(had, [ids[0], ids[2]]);
    // The programme that the rules use agrees.
    let programme = store.programme(day("2026-06-30")).unwrap();
    let known = Coverage::new(
        topic.clone(),
        season,
        programme.covered(&topic, season),
        &[],
        &children,
    );
    assert_eq!(known, coverage);
    assert_eq!(programme.taking_part[&talk.id], [ids[0]]);
}

#[test]
fn the_programme_comes_back_as_it_was_written() {
    let (mut store, _) = with_children(1);
    let series = Series {
        id: SeriesId(Uuid::from_u128(7)),
        ends_on: Some(day("2027-01-20")),
        title: "绘本共读".to_owned(),
        expected: Expected::Ages { from: 3, to: 8 },
        nth: Some(-1),
        ..Series::new(
            day("2026-11-24"),
            (time(17), time(18)),
            Recurrence::MonthlyWeekday,
            "READ".parse().unwrap(),
        )
    };
    let exception = SeriesException {
        series: series.id,
        day: day("2026-12-29"),
        kind: ExceptionKind::Moved,
        moved_to: Some(day("2026-12-30")),
        starts: Some(time(9)),
        ends: None,
        reason: "下雪".to_owned(),
    };
    let own = HomeTopic {
        code: "SILK".parse().unwrap(),
        name: "养蚕".to_owned(),
        purpose: String::new(),
        age_from: Some(6),
        age_to: None,
        month_from: Some(4),
        month_to: Some(5),
        every: None,
        questions: String::new(),
        materials: String::new(),
        outline: "看一看\n喂一喂".to_owned(),
    };
    let why = WeekReason {
        week: day("2026-11-16"),
        reason: "大雪封路".to_owned(),
    };
    write(&mut store, |w| {
        w.put(&series)?;
        w.put(&exception)?;
        w.put(&own)?;
        w.put(&why)
    });
    let programme = store.programme(day("2026-11-23")).unwrap();
    assert_eq!(programme.series, [series]);
    assert_eq!(programme.exceptions, [exception]);
    assert_eq!(programme.reasons.get(&why.week), Some(&why.reason));
    assert_eq!(store.all::<HomeTopic>().unwrap(), [own]);
    is_sound(&store);
}

#[test]
fn an_instance_of_a_series_has_one_row_at_most() {
    let (mut store, _) = with_children(1);
    let series = Series {
        id: SeriesId(Uuid::from_u128(7)),
        ..Series::new(
            day("2026-11-24"),
            (time(17), time(18)),
            Recurrence::Weekly,
            "READ".parse().unwrap(),
        )
    };
    let instance = |nth: u128| Activity {
        id: ActivityId(Uuid::from_u128(nth)),
        ..series.instance(day("2026-11-24"), None)
    };
    write(&mut store, |w| {
        w.put(&series)?;
        w.put(&instance(1))
    });
    let act = Act::new(at(), None, ActKind::HoldActivity);
    assert!(store.write(&act, |w| w.put(&instance(2))).is_err());
}

#[test]
fn the_file_as_it_was_knows_nothing_of_later_activities() {
    let (mut store, ids) = with_children(1);
    let talk = held(1, "2026-11-10", "DROWN");
    let act = Act::new(
        Moment::parse_from_rfc3339("2026-11-25T10:00:00+08:00").unwrap(),
        None,
        ActKind::HoldActivity,
    );
    store
        .write(&act, |w| {
            w.put(&talk)?;
            w.put(&part(&talk, ids[0]))
        })
        .unwrap();
    let known = |store: &Store| store.known_about(day("2026-11-24"));
    let then = known(&store.as_of(at()).unwrap()).unwrap();
    assert!(then.programme.activities.is_empty() && then.last_seen.is_empty());
    let now = store.known_about(day("2026-11-24")).unwrap();
    assert_eq!(now.programme.activities, [talk]);
    assert_eq!(now.last_seen.get(&ids[0]), Some(&day("2026-11-10")));
    is_sound(&store);
}
