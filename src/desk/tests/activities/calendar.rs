//! Calendar files against the plan: what is new, changed, called off, older, held.

use super::*;
use crate::desk::import::calendar::{CalendarPlan, EventVerdict};
use crate::desk::import::read_calendar;
use crate::domain::activity::State;
use rstest::rstest;

/// An event with a UID.
fn event(uid: &str, lines: &[&str]) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\n{}\r\nEND:VEVENT\r\n",
        lines.join("\r\n")
    )
}

fn judged(desk: &Desk, head: &str, events: &[String]) -> CalendarPlan {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("town.ics");
    let text = format!(
        "BEGIN:VCALENDAR\r\n{head}{}END:VCALENDAR\r\n",
        events.concat()
    );
    std::fs::write(&path, text).unwrap();
    let file = read_calendar(&path, desk.clock.today(), &desk.reader).unwrap();
    desk.judge_calendar(file).unwrap()
}

/// Judges and imports a file; returns the verdicts.
fn take(desk: &mut Desk, head: &str, events: &[String]) -> Vec<EventVerdict> {
    let plan = judged(desk, head, events);
    let (file, verdicts) = plan.without(&std::collections::BTreeSet::new());
    let step = ActivityStep::Import {
        file: Box::new(file),
        shown: Some(verdicts.clone()),
    };
    perform(desk, step).unwrap();
    is_sound(desk);
    verdicts
}

/// Day, time and state of everything in June.
fn june(desk: &Desk) -> Vec<String> {
    let all = desk
        .activities(day("2026-06-01"), day("2026-06-30"))
        .unwrap();
    let told = |one: &crate::domain::activity::Occurrence| {
        let activity = &one.activity;
        format!(
            "{} {} {} {}",
            activity.day.format("%d"),
            activity.starts.format("%H:%M"),
            one.state.code(),
            activity.title
        )
    };
    all.iter().map(told).collect()
}

const WEEKLY: [&str; 3] = [
    "SUMMARY:课",
    "DTSTART:20260602T163000",
    "RRULE:FREQ=WEEKLY;COUNT=3",
];

#[test]
fn the_same_file_twice_changes_nothing_and_a_new_revision_changes_it() {
    let (mut desk, _) = desk("2026-06-01", 0);
    let first = [
        event("a", &WEEKLY),
        event(
            "b",
            &["SUMMARY:义诊", "DTSTART:20260603T090000", "SEQUENCE:1"],
        ),
    ];
    assert_eq!(
        take(&mut desk, "", &first),
        [EventVerdict::New, EventVerdict::New]
    );
    assert_eq!(
        take(&mut desk, "", &first),
        [EventVerdict::Same, EventVerdict::Same]
    );
    let later = [event(
        "b",
        &["SUMMARY:义诊", "DTSTART:20260604T090000", "SEQUENCE:2"],
    )];
    assert_eq!(take(&mut desk, "", &later), [EventVerdict::Changed]);
    let older = [event(
        "b",
        &["SUMMARY:义诊", "DTSTART:20260603T090000", "SEQUENCE:1"],
    )];
    assert_eq!(take(&mut desk, "", &older), [EventVerdict::Older]);
    assert_eq!(
        june(&desk),
        [
            "02 16:30 planned 课",
            "04 09:00 planned 义诊",
            "09 16:30 planned 课",
            "16 16:30 planned 课"
        ]
    );
}

#[test]
fn a_cancelling_file_calls_off_what_is_here_and_nothing_else() {
    let (mut desk, _) = desk("2026-06-01", 0);
    take(
        &mut desk,
        "",
        &[
            event("a", &WEEKLY),
            event("b", &["SUMMARY:义诊", "DTSTART:20260603T090000"]),
        ],
    );
    let cancel = "METHOD:CANCEL\r\n";
    let one = event(
        "a",
        &[
            "SUMMARY:课",
            "RECURRENCE-ID:20260609T163000",
            "DTSTART:20260609T163000",
        ],
    );
    let whole = event(
        "b",
        &["SUMMARY:义诊", "DTSTART:20260603T090000", "SEQUENCE:1"],
    );
    let unknown = event("x", &["SUMMARY:别的", "DTSTART:20260603T090000"]);
    let events = [one, whole, unknown];
    let verdicts = take(&mut desk, cancel, &events);
    assert_eq!(
        verdicts,
        [
            EventVerdict::CalledOff,
            EventVerdict::CalledOff,
            EventVerdict::NotHere
        ]
    );
    assert_eq!(
        june(&desk),
        [
            "02 16:30 planned 课",
            "03 09:00 cancelled 义诊",
            "09 16:30 cancelled 课",
            "16 16:30 planned 课"
        ]
    );
    let all = take(
        &mut desk,
        cancel,
        &[event("a", &["SUMMARY:课", "DTSTART:20260602T163000"])],
    );
    assert_eq!(all, [EventVerdict::CalledOff]);
    assert!(
        june(&desk).iter().all(|one| !one.contains("planned")),
        "{:?}",
        june(&desk)
    );
}

#[test]
fn one_instance_alone_changes_the_series_that_is_here() {
    let (mut desk, _) = desk("2026-06-01", 0);
    take(&mut desk, "", &[event("a", &WEEKLY)]);
    let other = event(
        "a",
        &[
            "SUMMARY:交警来讲",
            "RECURRENCE-ID:20260609T163000",
            "DTSTART:20260610T170000",
        ],
    );
    assert_eq!(take(&mut desk, "", &[other]), [EventVerdict::Changed]);
    assert_eq!(
        june(&desk),
        [
            "02 16:30 planned 课",
            "10 17:00 moved 交警来讲",
            "16 16:30 planned 课"
        ]
    );
}

#[test]
fn days_that_a_new_revision_no_longer_has_are_called_off() {
    let (mut desk, _) = desk("2026-06-01", 0);
    let camp = |ends: &str| {
        event(
            "a",
            &[
                "SUMMARY:营",
                "DTSTART;VALUE=DATE:20260608",
                &format!("DTEND;VALUE=DATE:{ends}"),
            ],
        )
    };
    take(&mut desk, "", &[camp("20260611")]);
    assert_eq!(june(&desk).len(), 3);
    assert_eq!(
        take(&mut desk, "", &[camp("20260610")]),
        [EventVerdict::CalledOff]
    );
    assert_eq!(june(&desk)[2], "10 00:00 cancelled 营");
}

#[test]
fn what_was_held_or_called_off_here_stays_as_it_is() {
    let (mut desk, _) = desk("2026-06-02", 0);
    take(
        &mut desk,
        "",
        &[
            event("a", &WEEKLY),
            event("b", &["SUMMARY:义诊", "DTSTART:20260602T090000"]),
        ],
    );
    let known = desk.programme().unwrap().activities[0].clone();
    let series = desk.programme().unwrap().series[0].id;
    let holding = Holding {
        activity: known,
        children: Vec::new(),
    };
    perform(&mut desk, ActivityStep::Hold(Box::new(holding))).unwrap();
    let which = Which::Instance(series, day("2026-06-09"));
    perform(
        &mut desk,
        ActivityStep::Cancel {
            which,
            reason: "下雨".to_owned(),
        },
    )
    .unwrap();
    let verdicts = take(
        &mut desk,
        "",
        &[
            event("a", &WEEKLY),
            event("b", &["SUMMARY:义诊", "DTSTART:20260605T090000"]),
        ],
    );
    assert_eq!(verdicts, [EventVerdict::Same, EventVerdict::Held]);
    assert_eq!(
        june(&desk),
        [
            "02 09:00 held 义诊",
            "02 16:30 planned 课",
            "09 16:30 cancelled 课",
            "16 16:30 planned 课"
        ]
    );
}

#[test]
fn a_plan_that_changed_after_the_preview_is_not_imported() {
    let (mut desk, _) = desk("2026-06-01", 0);
    let plan = judged(&desk, "", &[event("a", &WEEKLY)]);
    let (file, verdicts) = plan.without(&std::collections::BTreeSet::new());
    take(&mut desk, "", &[event("a", &WEEKLY)]);
    let step = ActivityStep::Import {
        file: Box::new(file),
        shown: Some(verdicts),
    };
    assert!(matches!(
        perform(&mut desk, step),
        Err(Refusal::PlanChanged)
    ));
}

#[rstest]
#[case::weekly("FREQ=WEEKLY")]
#[case::another_rule("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=9")]
fn our_own_file_read_again_changes_nothing_although_it_leaves_out_closed_days(#[case] rule: &str) {
    let (mut desk, _) = desk("2026-06-01", 0);
    let rule = format!("RRULE:{rule}");
    take(
        &mut desk,
        "",
        &[event(
            "a",
            &["SUMMARY:课", "DTSTART:20260609T163000", &rule],
        )],
    );
    let school = Series {
        rhythm: Recurrence::SchoolDays,
        ..weekly("2026-06-01")
    };
    perform(&mut desk, ActivityStep::PlanSeries(Box::new(school))).unwrap();
    let before = june(&desk);
    let text = desk
        .calendar_file(
            crate::exchange::ics::DateRange::default(),
            crate::i18n::Lang::Zh,
        )
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.ics");
    std::fs::write(&path, text).unwrap();
    let plan = desk
        .judge_calendar(read_calendar(&path, desk.clock.today(), &desk.reader).unwrap())
        .unwrap();
    assert!(
        plan.rows
            .iter()
            .all(|row| row.verdict == EventVerdict::Same),
        "{:?}",
        plan.rows
    );
    assert!(
        before
            .iter()
            .any(|one| one.contains(State::Cancelled.code()))
            || before.len() > 20
    );
}

#[test]
fn what_a_person_changed_here_with_a_reason_outlives_the_same_file() {
    let (mut desk, _) = desk("2026-06-01", 0);
    let file = [
        event("a", &WEEKLY),
        event("b", &["SUMMARY:义诊", "DTSTART:20260603T090000"]),
    ];
    take(&mut desk, "", &file);
    let programme = desk.programme().unwrap();
    let (single, series) = (programme.activities[0].id, programme.series[0].id);
    let cancel = ActivityStep::Cancel {
        which: Which::Single(single),
        reason: "医生来不了".to_owned(),
    };
    perform(&mut desk, cancel).unwrap();
    let end = ActivityStep::EndSeries {
        series,
        from: day("2026-06-09"),
        reason: "放假".to_owned(),
    };
    perform(&mut desk, end).unwrap();
    let before = june(&desk);
    assert_eq!(
        take(&mut desk, "", &file),
        [EventVerdict::Same, EventVerdict::Kept]
    );
    assert_eq!(june(&desk), before);
}

#[test]
fn a_topic_set_here_is_not_lost_when_the_file_is_read_again() {
    let (mut desk, _) = desk("2026-06-01", 0);
    let file = [event(
        "b",
        &["SUMMARY:义诊", "DTSTART:20260603T090000", "LOCATION:卫生室"],
    )];
    take(&mut desk, "", &file);
    let known = desk.programme().unwrap().activities[0].clone();
    let talk = Activity {
        topic: "HEALTH".parse().unwrap(),
        ..known
    };
    perform(&mut desk, ActivityStep::Plan(Box::new(talk))).unwrap();
    let later = [event(
        "b",
        &["SUMMARY:义诊", "DTSTART:20260604T090000", "SEQUENCE:1"],
    )];
    assert_eq!(take(&mut desk, "", &later), [EventVerdict::Changed]);
    let now = desk.programme().unwrap().activities[0].clone();
    assert_eq!(
        (now.topic.as_str(), now.place.as_str()),
        ("HEALTH", "卫生室")
    );
    assert_eq!(now.day, day("2026-06-04"));
}

#[test]
fn a_series_that_became_one_day_ends_and_one_changed_day_leaves_the_others() {
    let (mut desk, _) = desk("2026-06-01", 0);
    take(&mut desk, "", &[event("a", &WEEKLY)]);
    let alone = [event("a", &["SUMMARY:课", "DTSTART:20260602T163000"])];
    take(&mut desk, "", &alone);
    let planned: Vec<String> = june(&desk)
        .into_iter()
        .filter(|one| one.contains("planned"))
        .collect();
    assert_eq!(planned, ["02 16:30 planned 课"]);
    // A camp of three days; one instance of it alone changes only that day.
    let camp = [
        "SUMMARY:营",
        "DTSTART;TZID=Europe/Berlin:20260609T100000",
        "RRULE:FREQ=DAILY;COUNT=3",
    ];
    take(&mut desk, "", &[event("c", &camp)]);
    let one = [
        "SUMMARY:营",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260610T100000",
        "DTSTART;TZID=Europe/Berlin:20260610T110000",
    ];
    assert_eq!(
        take(&mut desk, "", &[event("c", &one)]),
        [EventVerdict::Changed]
    );
    let camp: Vec<String> = june(&desk)
        .into_iter()
        .filter(|one| one.ends_with('营'))
        .collect();
    assert_eq!(
        camp,
        [
            "09 16:00 planned 营",
            "10 17:00 planned 营",
            "11 16:00 planned 营"
        ]
    );
}

#[test]
fn a_cancelled_series_is_cancelled_with_all_its_parts() {
    let (mut desk, _) = desk("2026-06-01", 0);
    let later = [
        "SUMMARY:课",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260609T163000",
        "DTSTART:20260609T180000",
    ];
    let dates = [WEEKLY[0], WEEKLY[1], WEEKLY[2], "RDATE:20260604T163000"];
    take(&mut desk, "", &[event("a", &dates), event("a", &later)]);
    assert_eq!(
        june(&desk),
        [
            "02 16:30 planned 课",
            "04 16:30 planned 课",
            "09 18:00 planned 课",
            "16 18:00 planned 课"
        ]
    );
    let cancel = "METHOD:CANCEL\r\n";
    let one = event(
        "a",
        &[
            "SUMMARY:课",
            "RECURRENCE-ID:20260616T163000",
            "DTSTART:20260616T163000",
        ],
    );
    assert_eq!(take(&mut desk, cancel, &[one]), [EventVerdict::CalledOff]);
    take(&mut desk, cancel, &[event("a", &WEEKLY[..2])]);
    assert!(
        june(&desk).iter().all(|one| !one.contains("planned")),
        "{:?}",
        june(&desk)
    );
}
