//! The simulator of `benches/judgement`: its homes are what its tables say they are.

#[path = "../../benches/judgement/simulator/mod.rs"]
mod simulator;

use doorlight::domain::RuleId;
use simulator::habits::{REPORTED, TUNING};
use simulator::home::LAST;
use simulator::life::{CHILDREN, STOPPING, home};
use simulator::picture::{Point, Series, draw};
use simulator::score::{Director, score, without};
use simulator::ways::{Lists, Way};

#[test]
fn the_reported_family_is_not_the_one_to_tune_on() {
    assert_ne!(TUNING.seed, REPORTED.seed);
    assert_ne!(TUNING.name, REPORTED.name);
    for family in [TUNING, REPORTED] {
        let children: usize = family.habits.iter().map(|one| one.children).sum();
        assert_eq!(children, CHILDREN);
    }
    let same = |one: &simulator::habits::Habit| {
        let mut others = TUNING.habits.iter();
        others.any(|other| other.name == one.name && other.week == one.week)
    };
    assert!(!REPORTED.habits.iter().any(same));
}

#[test]
fn a_home_is_the_same_each_time_and_who_has_stopped_is_not_in_its_register() {
    let (one, again) = (home(&REPORTED, 3), home(&REPORTED, 3));
    assert_eq!(one.opened, again.opened);
    assert_eq!(
        one.pupils.iter().filter(|one| one.stop.is_some()).count(),
        STOPPING
    );
    for (pupil, same) in one.pupils.iter().zip(&again.pupils) {
        assert_eq!(pupil.days, same.days);
        let seen = pupil.days.iter().filter(|day| day.mark.is_seen());
        let wrong = seen.filter(|day| pupil.is_gone(day.day) || pupil.is_at_parents(day.day));
        assert_eq!(wrong.count(), 0, "{}", pupil.child.file_no);
    }
}

#[test]
fn a_longer_limit_is_later_and_less_often_wrong() {
    let homes = [home(&REPORTED, 0), home(&REPORTED, 1)];
    let asked = |way| score(&homes, &REPORTED, &way, Director::Idle);
    for (short, long) in [
        (Way::Unseen(5), Way::Unseen(14)),
        (Way::InARow(2), Way::InARow(5)),
    ] {
        let (short, long) = (asked(short), asked(long));
        assert!(short.all().alarms() > long.all().alarms());
        assert!(short.all().delay(50) < long.all().delay(50));
        assert_eq!(short.by_rule.values().sum::<usize>(), short.all().alarms);
    }
    let unseen = asked(Way::Unseen(5));
    assert_eq!((unseen.lost_on.len(), unseen.long_on.len()), (0, 0));
    let busy = score(&homes, &REPORTED, &Way::Unseen(5), Director::Diligent);
    assert!(busy.standing() < unseen.standing() && busy.new_a_week() > 0.0);
}

#[test]
fn the_program_has_every_child_on_its_list_who_stopped_long_ago() {
    let home = home(&REPORTED, 0);
    for way in [Way::Program(Vec::new()), Way::Program(without(RuleId::S6))] {
        let on = Lists::new(&home, &way).on(LAST);
        for (pupil, rule) in home.pupils.iter().zip(on) {
            assert!(
                rule.is_some() || !pupil.is_gone(LAST),
                "{}",
                pupil.child.file_no
            );
        }
    }
}

#[test]
fn the_picture_names_each_way_and_leaves_out_what_never_noticed() {
    let point = |label: &str, days| Point {
        label: label.to_owned(),
        alarms: 4.0,
        delays: [Some(5), days],
        is_default: label == "26",
    };
    let series = [Series {
        name: "a way",
        points: vec![point("26", None), point("52", Some(12))],
    }];
    let page = draw("A title", &series);
    assert!(page.contains("<title>A title</title>") && page.contains(">a way<"));
    assert_eq!(page.matches(">26<").count(), 1);
    assert_eq!(page.matches(">52<").count(), 2);
}
