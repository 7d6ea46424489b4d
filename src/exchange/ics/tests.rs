//! Round trips, and files of other programs.

use super::read::from_bytes;
use super::*;
use crate::domain::activity::{ExceptionKind, Progress, Recurrence, State};
use crate::domain::calendar::Calendar;
use crate::domain::hours::{SchoolPeriod, Stretch};
use crate::domain::{ActivityId, Moment, Programme, SeriesId};
use crate::exchange::file::FileError;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use proptest::prelude::*;
use rstest::rstest;
use std::fmt::Write as _;
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

/// Open every day but the public holidays.
fn calendar() -> Calendar {
    let stretches: Vec<Stretch> = (1..=7)
        .map(|weekday| Stretch {
            period: SchoolPeriod::Term,
            weekday,
            nth: 1,
            opens: time(9, 0),
            closes: time(18, 30),
        })
        .collect();
    Calendar::new(&stretches, Vec::new(), Vec::new(), Vec::new())
}

fn written(programme: &Programme) -> String {
    written_for(programme, DateRange::default())
}

fn written_for(programme: &Programme, period: DateRange) -> String {
    write(&Export {
        programme,
        open_days: &calendar(),
        period,
        home: "青石坳儿童之家",
        now: now(),
        topic_name: &|code| format!("主题 {code}"),
    })
}

fn read_bytes(bytes: &[u8]) -> Result<Incoming, FileError> {
    from_bytes(bytes, day("2026-11-24"))
}

fn read_back(text: &str) -> Incoming {
    read_bytes(text.as_bytes()).unwrap()
}

impl Incoming {
    /// All single activities.
    fn activities(&self) -> Vec<Activity> {
        let of = |entry: &Entry| match &entry.content {
            Content::Activities(all) | Content::Series(_, all) | Content::Instance(_, all) => {
                all.clone()
            }
            Content::CalledOff(_) | Content::Refused(_) => Vec::new(),
        };
        self.entries.iter().flat_map(of).collect()
    }

    /// All series.
    fn series(&self) -> Vec<IncomingSeries> {
        let of = |entry: &Entry| match &entry.content {
            Content::Series(all, _) => all.clone(),
            _ => Vec::new(),
        };
        self.entries.iter().flat_map(of).collect()
    }

    /// Why events were refused.
    fn refused(&self) -> Vec<Refused> {
        let of = |entry: &Entry| match &entry.content {
            Content::Refused(why) => Some(*why),
            _ => None,
        };
        self.entries.iter().filter_map(of).collect()
    }

    /// Everything that is said about the events.
    fn remarks(&self) -> Vec<RemarkCode> {
        let all = self.entries.iter().flat_map(|entry| &entry.remarks);
        all.map(|one| one.code).collect()
    }
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
    let back = read_back(&text).activities().pop().unwrap();
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
    let back = read_back(&written_for(&programme, period));
    let days = occurrences(&back);
    assert_eq!(days, ["2026-11-10 16:30", "2026-11-12 09:00"]);
    let open = DateRange { to: None, ..period };
    let back = read_back(&written_for(&programme, open));
    assert_eq!(back.series()[0].series.ends_on, None);
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
    assert_eq!(read_back(&written_for(&programme, before)).series(), []);
}

/// All instances within two years, in local time.
fn occurrences(incoming: &Incoming) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in incoming.series() {
        let id = SeriesId(Uuid::from_u128(7));
        let mut programme = Programme {
            series: vec![Series {
                id,
                ..part.series.clone()
            }],
            ..Programme::default()
        };
        let exceptions = part.exceptions.into_iter();
        programme.exceptions = exceptions
            .map(|one| SeriesException { series: id, ..one })
            .collect();
        programme.activities = part
            .rows
            .into_iter()
            .enumerate()
            .map(|(nth, row)| Activity {
                id: ActivityId(Uuid::from_u128(100 + nth as u128)),
                series: Some(id),
                ..row
            })
            .collect();
        all.extend(of(&programme));
    }
    let activities = incoming.activities();
    let planned = activities
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
    let (from, to) = (day("2024-12-01"), day("2028-10-31"));
    let all = programme.between(from, to, from, &calendar());
    let planned = all.iter().filter(|one| one.state != State::Cancelled);
    let mut told: Vec<String> = planned.map(|one| self::told(&one.activity)).collect();
    told.sort();
    told
}

fn any_series() -> impl Strategy<Value = Series> {
    let rhythm = prop::sample::select(&[
        Recurrence::Weekly,
        Recurrence::Fortnightly,
        Recurrence::MonthlyWeekday,
        Recurrence::MonthlyDate,
        Recurrence::SchoolDays,
    ]);
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
        prop_assert_eq!(back.refused(), []);
        prop_assert_eq!(back.series().len(), 1, "it comes back as a series");
        let wanted = of(&programme);
        prop_assert_eq!(occurrences(&back), wanted.clone());
        // A second export gives the same file.
        let mut again = programme.clone();
        let series_back = back.series();
        again.series = vec![Series { id: series.id, ..series_back[0].series.clone() }];
        let known = series_back[0].exceptions.iter();
        again.exceptions = known.map(|one| SeriesException { series: series.id, ..one.clone() }).collect();
        prop_assert_eq!(of(&again), wanted);
    }

    /// What a phone makes of our file with a library of its own is what the program's list says:
    /// rule, exceptions and closed days.
    #[test]
    fn a_phone_that_reads_our_file_finds_what_the_list_says(
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
        let programme = Programme { series: vec![series], exceptions, ..Programme::default() };
        let wanted: Vec<String> = of(&programme);
        prop_assert_eq!(phone(&written(&programme)), wanted);
    }

    /// Reading any content terminates with a result.
    #[test]
    fn no_file_upsets_the_reader(
        lines in prop::collection::vec("(DTSTART|DTEND|RRULE|EXDATE|DURATION|RECURRENCE-ID|SUMMARY|TZID)(;TZID=[A-Za-z/]{0,12}|;VALUE=DATE)?:[A-Z0-9;=,TZ\\-]{0,24}", 0..8),
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let _ = read_bytes(file(&lines).as_bytes());
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
    let one = &back.activities()[0];
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
#[case::daily("FREQ=DAILY;COUNT=3", &["2026-11-24", "2026-11-25", "2026-11-26"], 1)]
#[case::every_third_week("FREQ=WEEKLY;INTERVAL=3;COUNT=2", &["2026-11-24", "2026-12-15"], 1)]
#[case::yearly("FREQ=YEARLY;COUNT=2", &["2026-11-24", "2027-11-24"], 1)]
#[case::in_small_letters("freq=weekly;count=2", &["2026-11-24", "2026-12-01"], 1)]
#[case::weeks_of_the_year("FREQ=YEARLY;BYWEEKNO=48,50;UNTIL=20261231", &["2026-11-24", "2026-12-08"], 1)]
#[case::days_of_the_year("FREQ=YEARLY;BYYEARDAY=-1,328;UNTIL=20261231", &["2026-11-24", "2026-12-31"], 1)]
#[case::a_place_in_the_week_means_nothing("FREQ=WEEKLY;BYDAY=1TU;COUNT=2", &["2026-11-24", "2026-12-01"], 1)]
#[case::a_place_alone_means_nothing("FREQ=DAILY;BYSETPOS=1;COUNT=2", &["2026-11-24", "2026-11-25"], 1)]
#[case::its_own_hour("FREQ=DAILY;BYHOUR=16;BYMINUTE=30;COUNT=2", &["2026-11-24", "2026-11-25"], 1)]
#[case::only_the_first_if_it_cannot_be_read("FREQ=OFTEN", &["2026-11-24"], 0)]
#[case::only_the_first_of_an_unknown_calendar("RSCALE=CHINESE;FREQ=YEARLY", &["2026-11-24"], 0)]
fn rules_of_other_programs(#[case] rule: &str, #[case] days: &[&str], #[case] as_series: usize) {
    let rule = format!("RRULE:{rule}");
    let back = read_back(&file(&[
        "DTSTART;TZID=Asia/Shanghai:20261124T163000",
        &rule,
        "SUMMARY:读书",
    ]));
    assert_eq!(back.series().len(), as_series, "{back:?}");
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
    assert!(matches!(read_bytes(b""), Err(FileError::Empty)));
    assert!(matches!(
        read_bytes("姓名,性别".as_bytes()),
        Err(FileError::NotACalendar)
    ));
    assert!(matches!(
        read_bytes(b"PK\x03\x04\0\0"),
        Err(FileError::NotACalendar)
    ));
    let back = read_back(&file(&["SUMMARY:x"]));
    assert_eq!(back.refused(), [Refused::NoStart]);
    let gbk = encoding_rs::GB18030
        .encode(&file(&["DTSTART:20261124T163000", "SUMMARY:乡镇检查"]))
        .0
        .into_owned();
    assert_eq!(read_bytes(&gbk).unwrap().activities()[0].title, "乡镇检查");
}

#[test]
fn an_event_called_off_in_the_file_is_called_off_here() {
    let back = read_back(&file(&[
        "DTSTART:20261124T163000",
        "SUMMARY:读书",
        "STATUS:CANCELLED",
    ]));
    assert_eq!(back.activities()[0].progress, Progress::Cancelled);
}

/// Days and times of a file as another program reads it: a reader of its own, with the recurrence
/// library.
fn phone(text: &str) -> Vec<String> {
    let unfolded = icalendar::parser::unfold(text);
    let calendar = icalendar::parser::read_calendar(&unfolded).unwrap();
    let value = |component: &icalendar::parser::Component<'_>, name: &str| {
        component
            .find_prop(name)
            .map(|one| one.val.as_str().to_owned())
    };
    let at = |text: &str| NaiveDateTime::parse_from_str(text, WALL).unwrap();
    let mut found: Vec<NaiveDateTime> = Vec::new();
    let mut overridden: Vec<NaiveDateTime> = Vec::new();
    for event in calendar
        .components
        .iter()
        .filter(|one| one.name == "VEVENT")
    {
        let start = value(event, "DTSTART").unwrap();
        if value(event, "STATUS").is_some_and(|status| status == "CANCELLED") {
            continue;
        }
        if let Some(instance) = value(event, "RECURRENCE-ID") {
            overridden.push(at(&instance));
            found.push(at(&start));
            continue;
        }
        let mut rules = format!("DTSTART;TZID={ZONE}:{start}\n");
        for one in &event.properties {
            if matches!(one.name.as_str(), "RRULE" | "EXDATE" | "RDATE") {
                let zone = if one.name == "RRULE" {
                    String::new()
                } else {
                    format!(";TZID={ZONE}")
                };
                writeln!(rules, "{}{zone}:{}", one.name, one.val).unwrap();
            }
        }
        let set: rrule::RRuleSet = rules.parse().unwrap();
        let end = day("2028-10-31").and_time(time(15, 59)).and_utc();
        let set = set.before(end.with_timezone(&rrule::Tz::UTC));
        found.extend(
            set.all(u16::MAX)
                .dates
                .iter()
                .map(chrono::DateTime::naive_local),
        );
    }
    for instance in overridden {
        let place = found.iter().position(|one| *one == instance).unwrap();
        found.remove(place);
    }
    let mut told: Vec<String> = found
        .into_iter()
        .filter(|one| one.date() >= day("2024-12-01") && one.date() <= day("2028-10-31"))
        .map(|one| one.format("%Y-%m-%d %H:%M").to_string())
        .collect();
    told.sort();
    told
}

/// Days and times that an event in one file gives, with the title if it is another one.
fn days_of(lines: &[&str]) -> Vec<String> {
    occurrences(&read_back(&file(&[lines, &["SUMMARY:课"]].concat())))
}

#[rstest]
#[case::windows_name("China Standard Time")]
#[case::display_name("\"(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi\"")]
#[case::a_path("/mozilla.org/20070129_1/Asia/Shanghai")]
#[case::offset_in_the_name("GMT+0800")]
#[case::same_time_elsewhere("Asia/Singapore")]
fn zones_with_the_time_of_the_home(#[case] zone: &str) {
    let start = format!("DTSTART;TZID={zone}:20261201T163000");
    for rule in [
        "RRULE:FREQ=DAILY;COUNT=2",
        "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=TU",
    ] {
        let back = read_back(&file(&[&start, rule, "SUMMARY:课"]));
        assert_eq!(occurrences(&back).len(), 2, "{back:?}");
        assert_eq!(occurrences(&back)[0], "2026-12-01 16:30");
        assert_eq!((back.series().len(), back.remarks()), (1, vec![]));
    }
}

#[test]
fn a_zone_is_read_from_its_own_description() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Hall\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n\
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n\
        END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\n\
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
        END:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT";
    let lines = [
        "DTSTART;TZID=Hall:20270323T093000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "SUMMARY:课",
    ];
    let back = read_back(&file(&lines).replacen("BEGIN:VEVENT", zone, 1));
    // Summer time begins there on 28 March; the clock here shows an hour less from then on.
    assert_eq!(occurrences(&back), ["2027-03-23 16:30", "2027-03-30 15:30"]);
    assert_eq!(back.remarks(), [RemarkCode::WrittenOut]);
}

#[test]
fn an_unknown_zone_is_read_as_our_own_and_said() {
    let back = read_back(&file(&[
        "DTSTART;TZID=Town Hall:20261124T163000",
        "SUMMARY:课",
    ]));
    assert_eq!(back.remarks(), [RemarkCode::ZoneUnknown]);
}

#[rstest]
#[case::until_a_day_and_start_in_utc(&["DTSTART:20261201T083000Z", "RRULE:FREQ=WEEKLY;UNTIL=20261222;BYDAY=TU"],
    &["2026-12-01 16:30", "2026-12-08 16:30", "2026-12-15 16:30", "2026-12-22 16:30"])]
#[case::dates_alone(&["DTSTART;TZID=Asia/Shanghai:20261201T163000", "RDATE;TZID=Asia/Shanghai:20261208T163000,20261215T170000"],
    &["2026-12-01 16:30", "2026-12-08 16:30", "2026-12-15 17:00"])]
#[case::a_date_without_time(&["DTSTART;TZID=Asia/Shanghai:20261201T163000", "RDATE;VALUE=DATE:20261208"],
    &["2026-12-01 16:30", "2026-12-08 16:30"])]
#[case::a_period(&["DTSTART;TZID=Asia/Shanghai:20261201T163000", "RDATE;VALUE=PERIOD;TZID=Asia/Shanghai:20261208T163000/PT1H"],
    &["2026-12-01 16:30", "2026-12-08 16:30"])]
#[case::left_out_by_day(&["DTSTART;TZID=Asia/Shanghai:20261201T163000", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;VALUE=DATE:20261203"],
    &["2026-12-01 16:30", "2026-12-02 16:30", "2026-12-04 16:30"])]
#[case::left_out_in_utc(&["DTSTART;TZID=Asia/Shanghai:20261201T163000", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261202T083000Z"],
    &["2026-12-01 16:30", "2026-12-03 16:30"])]
#[case::three_days(&["DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261204"],
    &["2026-12-01 00:00", "2026-12-02 00:00", "2026-12-03 00:00"])]
#[case::three_days_with_times(&["DTSTART:20261201T090000", "DTEND:20261203T120000"],
    &["2026-12-01 09:00", "2026-12-02 00:00", "2026-12-03 00:00"])]
#[case::two_rules(&["DTSTART:20261201T163000", "RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261210"],
    &["2026-12-01 16:30", "2026-12-03 16:30", "2026-12-08 16:30", "2026-12-10 16:30"])]
#[case::twice_a_day(&["DTSTART:20261201T090000", "RRULE:FREQ=DAILY;BYHOUR=9,15;COUNT=4"],
    &["2026-12-01 09:00", "2026-12-01 15:00", "2026-12-02 09:00", "2026-12-02 15:00"])]
#[case::the_first_day_uses_up_the_count(&["DTSTART:20261201T163000", "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=1"],
    &["2026-12-01 16:30"])]
#[case::an_end_that_nobody_can_read(&["DTSTART:20261201T163000", "RRULE:FREQ=WEEKLY;UNTIL=20261301"],
    &["2026-12-01 16:30"])]
#[case::an_added_time_on_a_day_of_the_rule(&["DTSTART:20261201T163000", "RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20261208T090000"],
    &["2026-12-01 16:30", "2026-12-08 09:00", "2026-12-08 16:30"])]
#[case::another_time_left_out_is_not_this_one(&["DTSTART:20261201T163000", "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20261208T090000"],
    &["2026-12-01 16:30", "2026-12-08 16:30"])]
#[case::an_interval_of_nothing(&["DTSTART:20261201T163000", "RRULE:FREQ=HOURLY;INTERVAL=00;COUNT=2"],
    &["2026-12-01 16:30", "2026-12-01 17:30"])]
#[case::a_first_day_outside_the_rule(&["DTSTART:20261201T163000", "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261210"],
    &["2026-12-01 16:30", "2026-12-03 16:30", "2026-12-10 16:30"])]
#[case::leap_days(&["DTSTART:19840229T090000", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=9,15"],
    &["2028-02-29 09:00", "2028-02-29 15:00"])]
fn rules_dates_and_days_take_place_as_written(#[case] lines: &[&str], #[case] wanted: &[&str]) {
    assert_eq!(days_of(lines), wanted);
}

#[test]
fn rules_in_great_numbers_come_to_an_end() {
    // Each one would have to be looked for in all years to come.
    let never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
    let weekly = ["DTSTART:20261201T163000", "RRULE:FREQ=WEEKLY;COUNT=2"];
    let same = vec![never; 100_000];
    assert_eq!(
        days_of(&[weekly.as_slice(), same.as_slice()].concat()),
        ["2026-12-01 16:30", "2026-12-08 16:30"]
    );
    let others = (1..=10_000).map(|every| format!("{never};INTERVAL={every}"));
    let others: Vec<String> = others.collect();
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    let all = [weekly.as_slice(), others.as_slice()].concat();
    assert_eq!(days_of(&all), ["2026-12-01 16:30"]);
    let remarks = &read_back(&file(&all)).entries[0].remarks;
    let codes: Vec<RemarkCode> = remarks.iter().map(|one| one.code).collect();
    assert_eq!(codes, [RemarkCode::RuleUnread]);
}

#[test]
fn a_rule_from_years_ago_goes_on_as_a_rule() {
    let back = read_back(&file(&[
        "DTSTART;VALUE=DATE:20200601",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:六一",
    ]));
    let series = &back.series()[0].series;
    assert_eq!((series.rhythm, series.ends_on), (Recurrence::Rule, None));
    let far = series.days(day("2099-01-01"), day("2100-12-31"));
    assert_eq!(far, [day("2099-06-01"), day("2100-06-01")]);
    let back = read_back(&file(&[
        "DTSTART:19990105T163000",
        "RRULE:FREQ=DAILY;INTERVAL=3",
        "SUMMARY:值日",
    ]));
    let days = back.series()[0]
        .series
        .days(day("2026-12-01"), day("2026-12-07"));
    let since = |day: &NaiveDate| (*day - self::day("1999-01-05")).num_days();
    assert!(
        days.len() >= 2 && days.iter().all(|one| since(one) % 3 == 0),
        "{days:?}"
    );
}

/// Two events with the same UID.
fn two(first: &[&str], second: &[&str]) -> String {
    let first = file(first);
    let second = file(second);
    let (_, event) = second.split_once("BEGIN:VEVENT").unwrap();
    first.replace("END:VCALENDAR", &format!("BEGIN:VEVENT{event}"))
}

#[test]
fn a_change_from_here_on_is_a_second_series() {
    let weekly = [
        "DTSTART;TZID=Asia/Shanghai:20261201T163000",
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "SUMMARY:手工",
    ];
    let later = [
        "RECURRENCE-ID;TZID=Asia/Shanghai;RANGE=THISANDFUTURE:20261215T163000",
        "DTSTART;TZID=Asia/Shanghai:20261215T180000",
        "SUMMARY:手工",
    ];
    let back = read_back(&two(&weekly, &later));
    assert_eq!(back.series().len(), 2);
    assert_eq!(
        occurrences(&back),
        [
            "2026-12-01 16:30",
            "2026-12-08 16:30",
            "2026-12-15 18:00",
            "2026-12-22 18:00",
            "2026-12-29 18:00"
        ]
    );
    let other_day = [
        "RECURRENCE-ID;TZID=Asia/Shanghai;RANGE=THISANDFUTURE:20261215T163000",
        "DTSTART;TZID=Asia/Shanghai:20261216T180000",
        "SUMMARY:手工",
    ];
    let back = read_back(&two(&weekly, &other_day));
    assert_eq!(
        occurrences(&back),
        [
            "2026-12-01 16:30",
            "2026-12-08 16:30",
            "2026-12-16 18:00",
            "2026-12-23 18:00",
            "2026-12-30 18:00"
        ]
    );
}

#[test]
fn one_instance_may_have_another_title_and_place() {
    let weekly = [
        "DTSTART;TZID=Asia/Shanghai:20261201T163000",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "SUMMARY:周二课",
        "LOCATION:活动室",
    ];
    let other = [
        "RECURRENCE-ID;VALUE=DATE:20261208",
        "DTSTART;TZID=Asia/Shanghai:20261208T163000",
        "SUMMARY:交警来讲安全",
        "LOCATION:村委会",
    ];
    let back = read_back(&two(&weekly, &other));
    let rows = back.series()[0].rows.clone();
    assert_eq!(
        (rows[0].title.as_str(), rows[0].place.as_str()),
        ("交警来讲安全", "村委会")
    );
    assert_eq!(occurrences(&back).len(), 3);
}

#[test]
fn of_two_revisions_the_newer_counts_and_the_older_is_named() {
    let event = |sequence: &'static str, start: &'static str| [sequence, start, "SUMMARY:义诊"];
    let newer = event("SEQUENCE:1", "DTSTART:20261203T163000");
    let older = event("SEQUENCE:0", "DTSTART:20261201T163000");
    for text in [two(&newer, &older), two(&older, &newer)] {
        let back = read_back(&text);
        assert_eq!(occurrences(&back), ["2026-12-03 16:30"]);
        assert_eq!(back.refused(), [Refused::Older]);
    }
}

#[test]
fn a_cancelling_file_calls_off() {
    let text = file(&["DTSTART:20261201T163000", "SUMMARY:义诊"]);
    let text = text.replacen("BEGIN:VEVENT", "METHOD:CANCEL\r\nBEGIN:VEVENT", 1);
    assert_eq!(
        read_back(&text).entries[0].content,
        Content::CalledOff(None)
    );
    let one = [
        "RECURRENCE-ID:20261208T163000",
        "DTSTART:20261208T163000",
        "SUMMARY:义诊",
    ];
    let text = file(&one).replacen("BEGIN:VEVENT", "METHOD:CANCEL\r\nBEGIN:VEVENT", 1);
    assert_eq!(
        read_back(&text).entries[0].content,
        Content::CalledOff(Some(day("2026-12-08")))
    );
}

#[test]
fn lines_may_be_folded_inside_a_character_and_named_in_small_letters() {
    let title = "儿童防溺水安全教育与家长座谈会";
    let summary = format!("SUMMARY:{title}");
    let text = file(&[&summary, "DTSTART:20261201T163000"]);
    let at = text.find("溺").unwrap() + 1;
    let bytes = [&text.as_bytes()[..at], b"\r\n ", &text.as_bytes()[at..]].concat();
    assert_eq!(read_bytes(&bytes).unwrap().activities()[0].title, title);
    let small = text
        .replace("BEGIN:VEVENT", "begin:vevent")
        .replace("SUMMARY", "summary")
        .replace("DTSTART", "dtstart");
    assert_eq!(read_back(&small).activities()[0].title, title);
}

#[test]
fn one_bad_line_costs_that_line_and_other_parts_are_named() {
    let back = read_back(&file(&[
        "DTSTART:20261201T163000",
        "no value",
        "=;:",
        "SUMMARY:课",
    ]));
    assert_eq!(back.activities()[0].title, "课");
    assert_eq!(back.remarks(), [RemarkCode::LinesLost]);
    let text = file(&["DTSTART:20261201T163000", "SUMMARY:课"]);
    let task = text.replace("VEVENT", "VTODO");
    assert_eq!(read_back(&task).refused(), [Refused::NotAnActivity]);
    let cut = text.split("END:VEVENT").next().unwrap();
    assert_eq!(read_back(cut).refused(), [Refused::CutOff]);
    let two = text.clone() + &text.replace("a@town", "b@town");
    assert_eq!(
        read_back(&two).activities().len(),
        2,
        "two calendars in one file"
    );
}

#[test]
fn a_file_nested_too_deeply_is_refused() {
    let mut text = "BEGIN:VCALENDAR\r\n".to_owned();
    for depth in 0..20_000 {
        write!(text, "BEGIN:X{depth}\r\n").unwrap();
    }
    assert!(matches!(
        read_bytes(text.as_bytes()),
        Err(FileError::Nested)
    ));
}

#[test]
fn whole_days_go_out_and_come_back_as_whole_days() {
    let whole = (NaiveTime::MIN, time(23, 59));
    let series = Series {
        ends_on: Some(day("2026-12-22")),
        ..Series::new(
            day("2026-12-01"),
            whole,
            Recurrence::Weekly,
            "OTHER".parse().unwrap(),
        )
    };
    let series = Series {
        id: SeriesId(Uuid::from_u128(1)),
        title: "大扫除".to_owned(),
        ..series
    };
    let programme = Programme {
        series: vec![series],
        exceptions: vec![cancelled(day("2026-12-08"))],
        ..Programme::default()
    };
    let text = written(&programme);
    for line in [
        "DTSTART;VALUE=DATE:20261201",
        "EXDATE;VALUE=DATE:20261208",
        "UNTIL=20261222",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let days = ["2026-12-01 00:00", "2026-12-15 00:00", "2026-12-22 00:00"];
    assert_eq!(occurrences(&read_back(&text)), days);
}

#[test]
fn an_old_title_goes_out_without_unseen_characters_and_a_strange_one_comes_in_clean() {
    let odd = ['\u{202E}', '\u{2069}', '\u{1B}', '\u{FEFF}'];
    let programme = Programme {
        activities: vec![Activity {
            id: ActivityId(Uuid::from_u128(2)),
            title: format!("防溺水{}", String::from_iter(odd)),
            place: "操场\u{202E}".to_owned(),
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
    assert!(!text.contains(odd), "{text:?}");
    let strange = text.replace('\u{FFFD}', "\u{202E}");
    let back = read_back(&strange).activities().pop().unwrap();
    assert_eq!(
        (back.title.as_str(), back.place.as_str()),
        ("防溺水", "操场")
    );
}

#[test]
fn a_title_without_end_is_cut_and_that_is_said() {
    let title = "长".repeat(1_000);
    let programme = Programme {
        activities: vec![Activity {
            id: ActivityId(Uuid::from_u128(2)),
            title,
            ..Activity::new(
                day("2026-06-02"),
                time(16, 30),
                time(17, 0),
                "DROWN".parse().unwrap(),
            )
        }],
        ..Programme::default()
    };
    let back = read_back(&written(&programme));
    assert_eq!(back.activities().pop().unwrap().title.chars().count(), 200);
}
