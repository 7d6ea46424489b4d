//! Tests of the demo home on various days and hours.

use super::frame::Frame;
use super::step::{DemoRow, DemoStep};
use super::story::steps;
use super::village::Village;
use super::*;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::child::{CareMode, Sex};
use crate::domain::{Attendance, Child, Moment, Status, StayKey, id_no, phone};
use crate::store::SETTING_DEMO;
use rstest::rstest;
use std::collections::{BTreeMap, HashSet};

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
}

fn filled(now: &str) -> Desk {
    let mut desk = Desk::in_memory(Clock::fixed(at(now))).unwrap();
    desk.found(fill).unwrap();
    desk
}

/// The register after all steps.
fn register(steps: &[DemoStep]) -> BTreeMap<StayKey, Attendance> {
    let rows = steps.iter().flat_map(|step| &step.rows);
    rows.filter_map(|row| match row {
        DemoRow::Attendance(row) => Some((row.key(), row.clone())),
        _ => None,
    })
    .collect()
}

#[test]
fn the_same_moment_gives_the_same_home_and_it_passes_verification() {
    let (one, two) = (filled("2026-11-23T17:20"), filled("2026-11-23T17:20"));
    let journal = |desk: &Desk| -> Vec<_> {
        let store = desk.ask(Query::File).unwrap();
        let all = store.entries_before(i64::MAX, usize::MAX).unwrap();
        let said = all
            .iter()
            .map(|one| (one.act.at, store.changes(one.seq).unwrap()));
        said.collect()
    };
    assert!(journal(&one) == journal(&two), "the journal says the same");
    assert_eq!(one.ask(Query::File).unwrap().verify().unwrap().findings, []);
    assert!(
        one.ask(Query::File)
            .unwrap()
            .setting(SETTING_DEMO)
            .unwrap()
            .is_some()
    );
    assert!(one.clock_is_behind().unwrap().is_none());
}

#[test]
fn a_home_that_is_set_up_is_not_overwritten() {
    let mut desk = filled("2026-11-22T12:00");
    assert!(matches!(desk.found(fill), Err(Refusal::AlreadySetUp)));
}

#[rstest]
#[case::monday("2026-11-23T17:20")]
#[case::tuesday("2026-11-24T08:00")]
#[case::wednesday("2026-11-25T16:31")]
#[case::thursday("2026-11-26T18:20")]
#[case::friday("2026-11-27T23:59")]
#[case::a_thursday_morning("2026-11-26T08:43")]
#[case::saturday("2026-11-28T10:00")]
#[case::sunday("2026-11-29T10:00")]
#[case::public_holiday("2026-10-03T10:00")]
#[case::summer("2026-07-20T15:30")]
#[case::leap_day("2028-02-29T00:05")]
#[case::new_year("2027-01-01T00:00")]
#[case::year_that_nobody_knows("2031-05-05T17:00")]
fn any_day_works(#[case] now: &str) {
    let frame = Frame::new(at(now));
    let steps = steps(&frame, SEED);
    // The store accepts every step in this order.
    drop(filled(now));
    let times: Vec<Moment> = steps.iter().map(|step| step.act.at).collect();
    assert!(times.is_sorted() && times.last() <= Some(&frame.now));
    let calendar = Village::new(&frame, SEED).calendar();
    let register = register(&steps);
    assert!(register.len() > 3000, "{} rows", register.len());
    for row in register.values() {
        assert!(calendar.is_open(row.day), "{} is closed", row.day);
        assert!(row.in_at <= Some(frame.now) && row.out_at <= Some(frame.now));
        assert!(row.out_at.is_none_or(|out| Some(out) > row.in_at));
    }
    let unfinished: HashSet<_> = register
        .values()
        .filter(|row| row.is_in() && row.day < frame.today)
        .map(|row| row.day)
        .collect();
    let yesterday = calendar.previous_open_day(frame.today).unwrap();
    assert_eq!(
        unfinished,
        HashSet::from([yesterday]),
        "forgotten sign-outs"
    );
}

#[rstest]
#[case::before_opening("2026-11-23T15:00", 0)]
#[case::half_an_hour_later("2026-11-23T17:00", 10)]
#[case::in_full_swing("2026-11-23T17:40", 20)]
#[case::sunday("2026-11-29T17:40", 0)]
fn children_are_in_while_the_home_is_open(#[case] now: &str, #[case] at_least: usize) {
    let frame = Frame::new(at(now));
    let steps = steps(&frame, SEED);
    let inside = register(&steps)
        .values()
        .filter(|row| row.day == frame.today && row.is_in())
        .count();
    assert!(
        inside >= at_least && (inside == 0) == (at_least == 0),
        "{inside}"
    );
}

#[test]
fn everybody_has_gone_home_when_the_day_is_closed() {
    let desk = filled("2026-11-23T20:00");
    let today = desk.clock.today();
    let sheet = desk.ask(Query::File).unwrap().day_sheet(today).unwrap();
    assert!(sheet.iter().any(|row| row.mark.is_seen()) && !sheet.iter().any(Attendance::is_in));
    let opening = desk
        .ask(Query::File)
        .unwrap()
        .opening(today)
        .unwrap()
        .unwrap();
    assert!(opening.closed_at.is_some());
}

fn children(now: &str) -> Vec<Child> {
    let people = Village::new(&Frame::new(at(now)), SEED).people;
    people.into_iter().map(|person| person.file).collect()
}

#[test]
fn the_children_are_as_the_surveys_say() {
    let children = children("2026-11-23T17:20");
    let today = at("2026-11-23T17:20").date_naive();
    let share = |fits: &dyn Fn(&Child) -> bool| {
        children.iter().filter(|child| fits(child)).count() * 1000 / children.len()
    };
    assert_eq!(children.len(), 60);
    let band = |low, high| {
        share(&|child| {
            child
                .age(today)
                .is_some_and(|age| (low..=high).contains(&age))
        })
    };
    assert!((200..=235).contains(&band(0, 5)), "{}", band(0, 5));
    assert!((650..=690).contains(&band(6, 13)), "{}", band(6, 13));
    assert!((95..=130).contains(&band(14, 16)), "{}", band(14, 16));
    let boys = share(&|child| child.sex == Sex::Male);
    assert!((520..=570).contains(&boys), "{boys}");
    let grandparents = share(&|child| child.care_mode == Some(CareMode::Grandparents));
    assert!((940..=980).contains(&grandparents), "{grandparents}");
}

#[test]
fn numbers_are_well_formed_and_nobodys() {
    let people = Village::new(&Frame::new(at("2026-11-23T17:20")), SEED).people;
    let mut seen = HashSet::new();
    for person in &people {
        let file = &person.file;
        let number = id_no::parse(&file.id_no).unwrap();
        assert_eq!((number.birth_date, number.sex), (file.birth_date, file.sex));
        assert!(file.id_no.starts_with("990000") && seen.insert(file.id_no.clone()));
        for contact in &person.contacts {
            assert!(
                phone::parse(&contact.phones).is_err(),
                "no phone has this number"
            );
            assert!(phone::parse_demo(&contact.phones).is_ok());
        }
    }
}

#[test]
fn what_the_desk_must_cope_with_is_there() {
    let people = Village::new(&Frame::new(at("2026-11-23T17:20")), SEED).people;
    let today = at("2026-11-23T17:20").date_naive();
    let count = |fits: &dyn Fn(&Child) -> bool| people.iter().filter(|one| fits(&one.file)).count();
    let names: HashSet<&str> = people.iter().map(|one| one.file.name.as_str()).collect();
    assert!(names.len() < people.len(), "two children of the same name");
    assert!(count(&|child| !child.nickname.is_empty()) >= 10);
    assert!(count(&|child| !child.alert.is_empty()) >= 3);
    assert!(count(&|child| !child.allergy.is_empty()) >= 2);
    assert!(count(&|child| child.status != Status::Enrolled) >= 2);
    assert!(count(&|child| child.expected_days.is_empty()) >= 1);
    assert!(people.iter().filter(|one| one.card.is_some()).count() >= 10);
    assert!(
        people
            .iter()
            .all(|one| !one.tags.is_empty() && !one.contacts.is_empty())
    );
    let soon = |child: &Child| {
        (0..7).any(|days| {
            child.age(today + chrono::Days::new(days)) > child.age(today - chrono::Days::new(1))
        })
    };
    assert!(count(&soon) >= 3, "birthdays this week");
}

#[test]
fn children_who_fell_away_came_often_before() {
    let frame = Frame::new(at("2026-11-23T17:20"));
    let steps = steps(&frame, SEED);
    let register = register(&steps);
    let people = Village::new(&frame, SEED).people;
    let gone: Vec<_> = people
        .iter()
        .filter_map(|one| Some((one.file.id, one.habit.fell_away?)))
        .collect();
    assert_eq!(gone.len(), 5);
    for (child, since) in gone {
        let days = register
            .values()
            .filter(|row| row.child == child && row.mark.is_seen());
        let (before, after): (Vec<_>, Vec<_>) = days.partition(|row| row.day < since);
        assert!(
            before.len() > 100 && after.is_empty(),
            "{} before",
            before.len()
        );
    }
}
