//! Round trips, and files of other programs.

use super::read::from_bytes;
use super::rule::Written;
use super::*;
use crate::domain::activity::{ExceptionKind, Progress, Recurrence};
use crate::domain::{ActivityId, Moment, Programme, SeriesId};
use crate::exchange::file::FileError;
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn now() -> Moment {
    Moment::parse_from_rfc3339("2026-11-24T18:00:00+08:00").unwrap()
}

fn series(starts_on: &str, rhythm: Recurrence) -> Series {
    Series {
        id: SeriesId(Uuid::from_u128(1)),
        title: "绘本共读".to_owned(),
        ..Series::new(
            day(starts_on),
            (time(16, 30), time(17, 30)),
            rhythm,
            "READ".parse().unwrap(),
        )
    }
}

fn cancelled(on: NaiveDate) -> SeriesException {
    SeriesException {
        series: SeriesId(Uuid::from_u128(1)),
        day: on,
        kind: ExceptionKind::Cancelled,
        moved_to: None,
        starts: None,
        ends: None,
        reason: String::new(),
    }
}

fn moved(on: NaiveDate, to: NaiveDate) -> SeriesException {
    SeriesException {
        kind: ExceptionKind::Moved,
        moved_to: Some(to),
        starts: Some(time(9, 0)),
        ends: Some(time(10, 15)),
        ..cancelled(on)
    }
}

fn written(programme: &Programme) -> String {
    write(programme, DateRange::default(), "青石坳儿童之家", now())
}

fn read_back(text: &str) -> Incoming {
    from_bytes(text.as_bytes()).unwrap()
}

/// Wraps these lines in one event, as another program writes it.
fn file(lines: &[&str]) -> String {
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n".to_owned();
    for line in ["BEGIN:VEVENT", "UID:a@town"].iter().chain(lines) {
        text.push_str(line);
        text.push_str("\r\n");
    }
    text + "END:VEVENT\r\nEND:VCALENDAR\r\n"
}

#[test]
fn the_plan_goes_out_with_rule_left_out_days_and_overrides() {
    let weekly = Series {
        ends_on: Some(day("2027-01-19")),
        place: "活动室".to_owned(),
        ..series("2026-11-03", Recurrence::Weekly)
    };
    let programme = Programme {
        exceptions: vec![
            cancelled(day("2026-11-10")),
            moved(day("2026-11-24"), day("2026-11-26")),
        ],
        series: vec![weekly],
        activities: vec![Activity {
            id: ActivityId(Uuid::from_u128(2)),
            title: "防火演练; 全体, 必到".to_owned(),
            ..Activity::new(
                day("2026-12-31"),
                time(23, 0),
                time(23, 45),
                "FIRE".parse().unwrap(),
            )
        }],
        ..Programme::default()
    };
    let text = written(&programme);
    insta::assert_snapshot!(text.replace("\r\n", "\n"));
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(
        lines
            .iter()
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    // Repeated exports have the same UID and the same text.
    assert_eq!(text, written(&programme));
}

#[test]
fn long_lines_are_folded_between_characters_and_read_back_whole() {
    let title =
        "防溺水“六不”与“两会”：暑假前每个孩子都要听一遍, 记住; 说给家里人听 \\ 完。".repeat(3);
    let programme = Programme {
        activities: vec![Activity {
            id: ActivityId(Uuid::from_u128(2)),
            title: title.clone(),
            materials: "一、挂图\n二、救生圈, 绳子".to_owned(),
            ..Activity::new(
                day("2026-06-02"),
                time(16, 30),
                time(17, 0),
                "DROWN".parse().unwrap(),
            )
        }],
        ..Programme::default()
    };
    let text = written(&programme);
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let back = read_back(&text).activities.pop().unwrap();
    assert_eq!(back.title, title);
    assert_eq!(back.materials, "一、挂图\n二、救生圈, 绳子");
    assert_eq!(back.topic.as_str(), "DROWN");
    assert_eq!(
        (back.day, back.starts, back.ends),
        (day("2026-06-02"), time(16, 30), time(17, 0))
    );
}

#[test]
fn the_first_monday_is_not_every_monday() {
    let first = series("2026-11-02", Recurrence::MonthlyWeekday);
    assert_eq!(rule::text(&first), "FREQ=MONTHLY;BYDAY=1MO");
}

#[test]
fn an_empty_plan_is_a_calendar_too() {
    let text = written(&Programme::default());
    assert!(text.contains("BEGIN:VTIMEZONE"));
    assert_eq!(read_back(&text), Incoming::default());
}

#[test]
fn a_period_takes_what_lies_in_it() {
    let programme = Programme {
        series: vec![series("2026-10-06", Recurrence::Weekly)],
        exceptions: vec![
            moved(day("2026-10-27"), day("2026-11-12")),
            moved(day("2026-11-17"), day("2026-12-01")),
            cancelled(day("2026-11-24")),
        ],
        ..Programme::default()
    };
    let period = DateRange {
        from: Some(day("2026-11-08")),
        to: Some(day("2026-11-30")),
    };
    let back = read_back(&write(&programme, period, "家", now()));
    let days = occurrences(&back);
    assert_eq!(days, ["2026-11-10 16:30", "2026-11-12 09:00"]);
    let open = DateRange { to: None, ..period };
    let back = read_back(&write(&programme, open, "家", now()));
    assert_eq!(back.series[0].0.ends_on, None);
    let days = occurrences(&back);
    assert_eq!(
        days[..4],
        [
            "2026-11-10 16:30",
            "2026-11-12 09:00",
            "2026-12-01 09:00",
            "2026-12-01 16:30"
        ]
    );
    let before = DateRange {
        from: None,
        to: Some(day("2026-10-01")),
    };
    assert_eq!(
        read_back(&write(&programme, before, "家", now())).series,
        []
    );
}

/// All instances within two years, in local time.
fn occurrences(incoming: &Incoming) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (series, exceptions) in &incoming.series {
        let mut programme = Programme {
            series: vec![series.clone()],
            ..Programme::default()
        };
        programme.exceptions = exceptions
            .iter()
            .map(|one| SeriesException {
                series: series.id,
                ..one.clone()
            })
            .collect();
        all.extend(of(&programme));
    }
    let planned = incoming
        .activities
        .iter()
        .filter(|one| one.progress != Progress::Cancelled);
    all.extend(planned.map(told));
    all.sort();
    all
}

fn told(activity: &Activity) -> String {
    format!("{} {}", activity.day, activity.starts.format("%H:%M"))
}

/// All instances of a plan.
fn of(programme: &Programme) -> Vec<String> {
    let calendar = crate::domain::calendar::Calendar::new(&[], Vec::new(), Vec::new(), Vec::new());
    let (from, to) = (day("2024-12-01"), day("2029-06-30"));
    let all = programme.between(from, to, from, &calendar);
    let planned = all
        .iter()
        .filter(|one| one.activity.progress != Progress::Cancelled);
    let mut told: Vec<String> = planned.map(|one| self::told(&one.activity)).collect();
    told.sort();
    told
}

fn any_series() -> impl Strategy<Value = Series> {
    let rhythm = prop::sample::select(Recurrence::ALL);
    let length = prop::option::of(0..700_u64);
    (0..800_u64, rhythm, 0..128_u32, 0..23_u32, 0..60_u32, length)
        .prop_map(|(start, rhythm, chosen, hour, minute, length)| {
            let starts_on = day("2025-01-01") + Days::new(start);
            let is_weekly = matches!(rhythm, Recurrence::Weekly | Recurrence::Fortnightly);
            let weekdays = (0..7_u32)
                .filter(|nth| is_weekly && chosen & (1 << nth) != 0)
                .filter_map(|nth| Weekday::try_from(u8::try_from(nth).unwrap()).ok())
                .collect();
            Series {
                starts: time(hour, minute),
                ends: time(hour + 1, 0).max(time(hour, 59)),
                weekdays,
                ends_on: length.map(|days| starts_on + Days::new(days)),
                ..series(&starts_on.to_string(), rhythm)
            }
        })
        .prop_filter("takes place at least once", |series| {
            series.ends_on.is_none_or(|last| series.first_day() <= last)
                && series.starts < series.ends
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// A series with exceptions has the same instances after a round trip.
    #[test]
    fn a_series_read_from_our_own_file_takes_place_as_it_did(
        series in any_series(),
        differences in prop::collection::btree_map(0..40_usize, -3..9_i64, 0..6),
    ) {
        let days = series.days(series.starts_on, series.starts_on + Days::new(400));
        let exceptions: Vec<SeriesException> = differences.iter().filter_map(|(nth, by)| {
            let on = *days.get(*nth)?;
            Some(match by {
                0 => cancelled(on),
                by => moved(on, on + TimeDelta::days(*by)),
            })
        }).collect();
        let programme = Programme {
            series: vec![series.clone()],
            exceptions,
            ..Programme::default()
        };
        let back = read_back(&written(&programme));
        prop_assert_eq!(back.refused, 0);
        prop_assert_eq!(back.series.len(), 1, "it comes back as a series");
        let wanted = of(&programme);
        prop_assert_eq!(occurrences(&back), wanted.clone());
        // A second export gives the same file.
        let mut again = programme.clone();
        again.series = vec![Series { id: series.id, ..back.series[0].0.clone() }];
        let known = back.series[0].1.iter();
        again.exceptions = known.map(|one| SeriesException { series: series.id, ..one.clone() }).collect();
        prop_assert_eq!(of(&again), wanted);
    }

    /// The library, reading our rule as a phone would, finds the same days.
    #[test]
    fn a_phone_that_reads_our_rule_finds_the_same_days(series in any_series()) {
        let to = series.first_day() + Days::new(700);
        let start = Written {
            value: series.first_day().and_time(series.starts).format(WALL).to_string(),
            zone: Some(ZONE.to_owned()),
        };
        let last = series.ends_on.unwrap_or(to).min(to);
        let phone: Vec<NaiveDate> = rule::beginnings(&rule::text(&series), &start)
            .into_iter().map(|at| at.date()).filter(|day| *day <= last).collect();
        let mut ours = series.days(series.starts_on, to);
        ours.truncate(400);
        prop_assert_eq!(phone, ours);
    }

    /// Reading any content terminates with a result.
    #[test]
    fn no_file_upsets_the_reader(
        lines in prop::collection::vec("(DTSTART|DTEND|RRULE|EXDATE|DURATION|RECURRENCE-ID|SUMMARY|TZID)(;TZID=[A-Za-z/]{0,12}|;VALUE=DATE)?:[A-Z0-9;=,TZ\\-]{0,24}", 0..8),
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let _ = from_bytes(file(&lines).as_bytes());
    }
}

#[rstest]
#[case::in_the_zone(&["DTSTART;TZID=Asia/Shanghai:20261124T163000", "DTEND;TZID=Asia/Shanghai:20261124T173000"],
    "2026-11-24 16:30-17:30")]
#[case::windows_name(&["DTSTART;TZID=\"China Standard Time\":20261124T163000", "DURATION:PT45M"],
    "2026-11-24 16:30-17:15")]
#[case::without_zone(&["DTSTART:20261124T163000"], "2026-11-24 16:30-17:30")]
#[case::in_utc(&["DTSTART:20261124T083000Z", "DTEND:20261124T093000Z"], "2026-11-24 16:30-17:30")]
#[case::before_eight_in_the_morning(&["DTSTART:20261123T230000Z", "DTEND:20261124T000000Z"],
    "2026-11-24 07:00-08:00")]
#[case::over_the_new_year(&["DTSTART:20261231T163000Z", "DTEND:20261231T170000Z"],
    "2027-01-01 00:30-01:00")]
#[case::another_zone(&["DTSTART;TZID=Europe/Berlin:20260701T100000", "DURATION:PT1H"],
    "2026-07-01 16:00-17:00")]
#[case::a_zone_that_nobody_knows(&["DTSTART;TZID=Town Hall:20261124T163000"], "2026-11-24 16:30-17:30")]
#[case::a_whole_day(&["DTSTART;VALUE=DATE:20260601"], "2026-06-01 00:00-23:59")]
#[case::over_midnight(&["DTSTART:20261124T230000", "DTEND:20261125T010000"], "2026-11-24 23:00-23:59")]
#[case::ends_before_it_begins(&["DTSTART:20261124T163000", "DTEND:20261124T160000"],
    "2026-11-24 16:30-16:31")]
fn single_events_of_other_programs(#[case] lines: &[&str], #[case] expected: &str) {
    let back = read_back(&file(&[lines, &["SUMMARY:乡镇检查"]].concat()));
    let one = &back.activities[0];
    assert_eq!(
        format!(
            "{} {}-{}",
            one.day,
            one.starts.format("%H:%M"),
            one.ends.format("%H:%M")
        ),
        expected
    );
    assert_eq!(
        (one.title.as_str(), one.topic.as_str()),
        ("乡镇检查", "OTHER")
    );
    assert_eq!(one.uid, "a@town");
}

#[rstest]
#[case::weekly("FREQ=WEEKLY;COUNT=3", &["2026-11-24", "2026-12-01", "2026-12-08"], 1)]
#[case::weekly_with_days("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261203T160000Z",
    &["2026-11-24", "2026-11-26", "2026-12-01", "2026-12-03"], 1)]
#[case::until_a_day("FREQ=WEEKLY;UNTIL=20261201", &["2026-11-24", "2026-12-01"], 1)]
#[case::until_before_it_begins_that_day("FREQ=WEEKLY;UNTIL=20261201T080000Z", &["2026-11-24"], 1)]
#[case::fortnightly("FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=3", &["2026-11-24", "2026-12-08", "2026-12-22"], 1)]
#[case::last_tuesday("FREQ=MONTHLY;BYDAY=-1TU;COUNT=2", &["2026-11-24", "2026-12-29"], 1)]
#[case::fourth_tuesday_by_place("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=4;COUNT=2", &["2026-11-24", "2026-12-22"], 1)]
#[case::monthly("FREQ=MONTHLY;COUNT=2", &["2026-11-24", "2026-12-24"], 1)]
#[case::daily_is_written_out("FREQ=DAILY;COUNT=3", &["2026-11-24", "2026-11-25", "2026-11-26"], 0)]
#[case::every_third_week_is_written_out("FREQ=WEEKLY;INTERVAL=3;COUNT=2", &["2026-11-24", "2026-12-15"], 0)]
#[case::yearly_is_written_out("FREQ=YEARLY;COUNT=2", &["2026-11-24", "2027-11-24"], 0)]
fn rules_of_other_programs(#[case] rule: &str, #[case] days: &[&str], #[case] as_series: usize) {
    let rule = format!("RRULE:{rule}");
    let back = read_back(&file(&[
        "DTSTART;TZID=Asia/Shanghai:20261124T163000",
        &rule,
        "SUMMARY:读书",
    ]));
    assert_eq!(back.series.len(), as_series, "{back:?}");
    let found: Vec<String> = occurrences(&back);
    let wanted: Vec<String> = days.iter().map(|day| format!("{day} 16:30")).collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_rule_in_utc_keeps_to_the_wall_clock_although_its_days_are_others_there() {
    // 07:00 on Tuesdays is 23:00 on Mondays in UTC.
    let rule = "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2";
    let back = read_back(&file(&["DTSTART:20261123T230000Z", rule, "SUMMARY:早读"]));
    assert_eq!(occurrences(&back), ["2026-11-24 07:00", "2026-12-01 07:00"]);
}

#[test]
fn what_is_no_calendar_is_refused_and_what_has_no_beginning_is_counted() {
    assert!(matches!(from_bytes(b""), Err(FileError::Empty)));
    assert!(matches!(
        from_bytes("姓名,性别".as_bytes()),
        Err(FileError::NotACalendar)
    ));
    assert!(matches!(
        from_bytes(b"PK\x03\x04\0\0"),
        Err(FileError::NotACalendar)
    ));
    let back = read_back(&file(&["SUMMARY:x"]));
    assert_eq!((back.refused, back.activities.len()), (1, 0));
    let gbk = encoding_rs::GB18030
        .encode(&file(&["DTSTART:20261124T163000", "SUMMARY:乡镇检查"]))
        .0
        .into_owned();
    assert_eq!(from_bytes(&gbk).unwrap().activities[0].title, "乡镇检查");
}

#[test]
fn an_event_called_off_in_the_file_is_called_off_here() {
    let back = read_back(&file(&[
        "DTSTART:20261124T163000",
        "SUMMARY:读书",
        "STATUS:CANCELLED",
    ]));
    assert_eq!(back.activities[0].progress, Progress::Cancelled);
}
