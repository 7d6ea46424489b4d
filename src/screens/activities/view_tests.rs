//! F5 as text, in both languages and three sizes: its parts, its forms, who takes part, nothing
//! planned yet.

use crate::app::testing::Play;
use crate::desk::command::CalendarChange;
use crate::desk::command::activity::{ActivityStep, Holding, Slot};
use crate::desk::command::{Comeback, Command, When};
use crate::domain::activity::{Recurrence, Which};
use crate::domain::calendar::ClosedDay;
use crate::domain::{Activity, Series};
use crate::tui::draw::tests::snapshots;
use chrono::{NaiveDate, NaiveTime};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn step(play: &mut Play, step: ActivityStep) {
    play.perform(Command::Activity(step));
}

/// A reading hour every Wednesday since the beginning of the month: one held, one called off, one
/// forgotten, one moved; a drill today; a closed day with something planned.
fn november() -> Play {
    let mut play = Play::new();
    let children: Vec<_> = ["汪乐乐", "单欣怡", "余小雨", "曾一诺"]
        .iter()
        .map(|name| play.child(name))
        .collect();
    let weekly = Series {
        title: "绘本共读".into(),
        place: "活动室".into(),
        ends_on: Some(day("2027-01-15")),
        ..Series::new(
            day("2026-11-04"),
            (time(17, 0), time(17, 45)),
            Recurrence::Weekly,
            "READ".parse().unwrap(),
        )
    };
    step(&mut play, ActivityStep::PlanSeries(Box::new(weekly)));
    let series = play.model.house.known.programme.series[0].id;
    let first = play
        .model
        .house
        .known
        .programme
        .find(Which::Instance(series, day("2026-11-04")))
        .unwrap();
    let held = Activity {
        done: "读了两本绘本，每人讲了一页".into(),
        adults: Some(2),
        summary: "小的听得入神".into(),
        next_step: "下周换科学绘本".into(),
        filed: "活动盒 2026-11".into(),
        ..first
    };
    step(
        &mut play,
        ActivityStep::Hold(Box::new(Holding {
            activity: held,
            children: children[..3].to_vec(),
        })),
    );
    let reason = "停电".to_owned();
    let which = Which::Instance(series, day("2026-11-11"));
    step(&mut play, ActivityStep::Cancel { which, reason });
    let to = Slot {
        day: day("2026-11-26"),
        starts: time(17, 0),
        ends: time(17, 45),
    };
    let which = Which::Instance(series, day("2026-11-25"));
    let reason = "开家长会".to_owned();
    step(&mut play, ActivityStep::Move { which, to, reason });
    for (on, title, topic) in [
        ("2026-11-23", "消防演练", "FIRE"),
        ("2026-11-27", "防溺水讲座", "DROWN"),
    ] {
        let mut one = Activity::new(day(on), time(17, 0), time(17, 30), topic.parse().unwrap());
        one.title = title.into();
        step(&mut play, ActivityStep::Plan(Box::new(one)));
    }
    let closed = CalendarChange::Close(vec![ClosedDay {
        day: day("2026-11-27"),
        reason: "村里选举".into(),
    }]);
    play.perform(Command::SaveCalendar(Box::new(closed)));
    for child in &children[..2] {
        play.perform(Command::SignIn {
            child: *child,
            when: When::Now,
            comeback: Comeback::Ask,
        });
    }
    play.keys("f5");
    play
}

#[test]
fn a_week_with_everything_in_it() {
    snapshots("plan-week", &mut november());
    let mut play = november();
    play.keys("left left left down down");
    snapshots("plan-week-held", &mut play);
}

#[test]
fn a_month_at_a_glance() {
    let mut play = november();
    play.keys("tab");
    snapshots("plan-month", &mut play);
}

#[test]
fn the_topics_and_who_misses_one() {
    let mut play = november();
    play.keys("tab tab");
    snapshots("plan-topics", &mut play);
    play.keys("enter enter");
    snapshots("plan-talk", &mut play);
    play.keys("enter tab right right");
    play.model.activities.topic = Some("READ".parse().unwrap());
    snapshots("plan-missing", &mut play);
}

#[test]
fn who_takes_part_and_what_was_done() {
    let mut play = november();
    play.keys("ctrl-x");
    snapshots("plan-roll", &mut play);
    play.keys("enter");
    snapshots("plan-done", &mut play);
}

#[test]
fn each_list_and_form() {
    for (name, keys) in [
        ("plan-form-new", "ctrl-n"),
        ("plan-what", "enter"),
        ("plan-form-edit", "ctrl-e"),
        ("plan-form-call-off", "delete"),
        ("plan-form-unplanned", "down ctrl-x up down"),
        ("plan-files", "ctrl-o"),
        ("plan-form-period", "ctrl-o enter"),
        ("plan-form-move", "down down down enter down enter"),
        (
            "plan-form-series",
            "down down down enter down down down down enter",
        ),
        ("plan-form-topic", "tab tab ctrl-e"),
    ] {
        let mut play = november();
        play.keys(keys);
        snapshots(name, &mut play);
    }
}

#[test]
fn nothing_planned_yet() {
    let mut play = Play::new();
    play.keys("f5");
    snapshots("plan-empty", &mut play);
    play.keys("tab tab tab");
    snapshots("plan-missing-empty", &mut play);
}

#[test]
fn today_speaks_of_the_week() {
    let mut play = november();
    play.keys("f2 end");
    snapshots("plan-today", &mut play);
}
