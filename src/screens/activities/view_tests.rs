//! Snapshots of F5 in both languages and three sizes.

use crate::app::testing::TestSession;
use crate::desk::command::CalendarChange;
use crate::desk::command::activity::{ActivityStep, Holding, Slot};
use crate::desk::command::{Comeback, Command, When};
use crate::domain::activity::{Recurrence, Which};
use crate::domain::calendar::ClosedDay;
use crate::domain::{Activity, Series};
use crate::i18n::Lang;
use crate::tui::draw::tests::{in_all_sizes, snapshots, snapshots_anew};
use chrono::{NaiveDate, NaiveTime};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn step(session: &mut TestSession, step: ActivityStep) {
    session.perform(Command::Activity(step));
}

/// A weekly reading hour on Wednesdays since the 1st: one held, one called off, one unrecorded, one
/// moved; a drill today; a closed day with an activity.
fn november() -> TestSession {
    let mut session = TestSession::new();
    let children: Vec<_> = ["汪乐乐", "单欣怡", "余小雨", "曾一诺"]
        .iter()
        .map(|name| session.child(name))
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
    step(&mut session, ActivityStep::PlanSeries(Box::new(weekly)));
    let series = session.model.house.known.programme.series[0].id;
    let first = session
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
        &mut session,
        ActivityStep::Hold(Box::new(Holding {
            activity: held,
            children: children[..3].to_vec(),
        })),
    );
    let reason = "停电".to_owned();
    let which = Which::Instance(series, day("2026-11-11"));
    step(&mut session, ActivityStep::Cancel { which, reason });
    let to = Slot {
        day: day("2026-11-26"),
        starts: time(17, 0),
        ends: time(17, 45),
    };
    let which = Which::Instance(series, day("2026-11-25"));
    let reason = "开家长会".to_owned();
    step(&mut session, ActivityStep::Move { which, to, reason });
    for (on, title, topic) in [
        ("2026-11-23", "消防演练", "FIRE"),
        ("2026-11-27", "防溺水讲座", "DROWN"),
    ] {
        let mut one = Activity::new(day(on), time(17, 0), time(17, 30), topic.parse().unwrap());
        one.title = title.into();
        step(&mut session, ActivityStep::Plan(Box::new(one)));
    }
    let closed = CalendarChange::Close(vec![ClosedDay {
        day: day("2026-11-27"),
        reason: "村里选举".into(),
    }]);
    session.perform(Command::SaveCalendar(Box::new(closed)));
    for child in &children[..2] {
        session.perform(Command::SignIn {
            child: *child,
            when: When::Now,
            comeback: Comeback::Ask,
        });
    }
    session.keys("f5");
    session
}

#[test]
fn a_week_with_everything_in_it() {
    snapshots("plan-week", &mut november());
    let mut session = november();
    session.keys("pageup pageup pageup right right");
    snapshots("plan-week-held", &mut session);
}

#[test]
fn a_month_at_a_glance() {
    let mut session = november();
    session.keys("tab");
    snapshots("plan-month", &mut session);
}

#[test]
fn the_topics_and_who_misses_one() {
    let mut session = november();
    session.keys("tab tab");
    snapshots("plan-topics", &mut session);
    snapshots_anew("plan-talk", november, "tab tab enter enter");
    session.keys("enter enter enter tab right right");
    session.model.activities.topic = Some("READ".parse().unwrap());
    snapshots("plan-missing", &mut session);
}

#[test]
fn who_takes_part_and_what_was_done() {
    let mut session = november();
    session.keys("ctrl-x");
    snapshots("plan-roll", &mut session);
    snapshots_anew("plan-done", november, "ctrl-x enter");
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
        ("plan-moving", "down down down enter down enter right down"),
        ("plan-form-move", "down down down enter down down enter"),
        (
            "plan-form-series",
            "down down down enter down down down down down enter",
        ),
        ("plan-form-topic", "tab tab ctrl-e"),
    ] {
        snapshots_anew(name, november, keys);
    }
}

#[test]
fn nothing_planned_yet() {
    let mut session = TestSession::new();
    session.keys("f5");
    snapshots("plan-empty", &mut session);
    session.keys("tab tab tab");
    snapshots("plan-missing-empty", &mut session);
}

#[test]
fn today_speaks_of_the_week() {
    let mut session = november();
    session.keys("f2 end");
    snapshots("plan-today", &mut session);
}

#[test]
fn a_talk_that_goes_on_with_a_latecomer() {
    for lang in Lang::ALL {
        let mut session = november();
        session.model.look.lang = *lang;
        session.keys("enter enter");
        let late = session.child("曾一诺");
        session.perform(Command::SignIn {
            child: late,
            when: When::Now,
            comeback: Comeback::Ask,
        });
        in_all_sizes("plan-running", &session);
    }
}

#[test]
fn a_calendar_file_before_it_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("town.ics");
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@t\r\nSUMMARY:乡镇义诊\r\n\
        DTSTART:20261126T090000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b@t\r\nSUMMARY:交警来讲安全\r\n\
        DTSTART;TZID=Europe/Berlin:20261127T093000\r\nRRULE:FREQ=WEEKLY;COUNT=30\r\nEND:VEVENT\r\n\
        BEGIN:VTODO\r\nUID:c@t\r\nSUMMARY:交表\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    std::fs::write(&file, text).unwrap();
    let mut session = november();
    session.read_calendar(file);
    session.keys("down down");
    snapshots("plan-calendar-file", &mut session);
}

#[test]
fn what_speaks_against_a_day_is_said_at_the_field() {
    let keys = "right right right right right ctrl-n 1 ctrl-s";
    snapshots_anew("plan-clash", november, keys);
}
