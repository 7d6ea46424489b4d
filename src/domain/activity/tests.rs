//! Series and their edits, occurrences and their states, coverage.

use super::coverage::{Coverage, Covered, How, Season};
use super::*;
use crate::domain::calendar::public_days::PublicDays;
use crate::domain::calendar::{ClosedDay, Term, TermKind};
use crate::domain::child::{Sex, Status, Weekdays};
use crate::domain::hours::{SchoolPeriod, Stretch};
use crate::domain::{Child, Tag, TagCode, TagId};
use chrono::{Datelike, Days, Weekday};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn topic(code: &str) -> TopicCode {
    code.parse().unwrap()
}

fn series(starts_on: &str, rhythm: Recurrence) -> Series {
    Series {
        id: SeriesId(Uuid::from_u128(1)),
        title: "绘本共读".to_owned(),
        ..Series::new(
            day(starts_on),
            (time(17, 0), time(18, 0)),
            rhythm,
            topic("READ"),
        )
    }
}

fn days(series: &Series, from: &str, to: &str) -> Vec<String> {
    let days = series.days(day(from), day(to));
    days.iter().map(ToString::to_string).collect()
}

fn weekdays(digits: &str) -> Weekdays {
    Weekdays::from_digits(digits).unwrap()
}

/// Open from Monday to Friday.
fn calendar(closed: &[&str], terms: Vec<Term>) -> Calendar {
    let stretches: Vec<Stretch> = (1..=5)
        .map(|weekday| Stretch {
            period: SchoolPeriod::Term,
            weekday,
            nth: 1,
            opens: time(16, 30),
            closes: time(18, 30),
        })
        .collect();
    let closed = closed.iter().map(|text| ClosedDay {
        day: day(text),
        reason: "停电".to_owned(),
    });
    Calendar::new(&stretches, closed.collect(), Vec::new(), terms)
}

fn moved(on: &str, to: &str) -> SeriesException {
    SeriesException {
        series: SeriesId(Uuid::from_u128(1)),
        day: day(on),
        kind: ExceptionKind::Moved,
        moved_to: Some(day(to)),
        starts: None,
        ends: None,
        reason: "下大雨".to_owned(),
    }
}

fn cancelled(on: &str) -> SeriesException {
    SeriesException {
        kind: ExceptionKind::Cancelled,
        moved_to: None,
        ..moved(on, on)
    }
}

#[rstest]
#[case::weekly(series("2026-11-03", Recurrence::Weekly), "2026-11-01", "2026-11-30",
    &["2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"])]
#[case::not_before_it_starts(series("2026-11-17", Recurrence::Weekly), "2026-11-01", "2026-11-30",
    &["2026-11-17", "2026-11-24"])]
#[case::not_after_it_ends(
    Series { ends_on: Some(day("2026-11-17")), ..series("2026-11-03", Recurrence::Weekly) },
    "2026-11-01", "2026-12-31", &["2026-11-03", "2026-11-10", "2026-11-17"])]
#[case::two_days_a_week(
    Series { weekdays: weekdays("25"), ..series("2026-11-03", Recurrence::Weekly) },
    "2026-11-01", "2026-11-14", &["2026-11-03", "2026-11-06", "2026-11-10", "2026-11-13"])]
#[case::the_first_day_is_not_one_of_them(
    Series { weekdays: weekdays("1"), ..series("2026-11-03", Recurrence::Weekly) },
    "2026-11-01", "2026-11-17", &["2026-11-09", "2026-11-16"])]
#[case::over_the_end_of_the_year(series("2026-12-24", Recurrence::Weekly), "2026-12-25", "2027-01-08",
    &["2026-12-31", "2027-01-07"])]
#[case::fortnightly(series("2026-12-17", Recurrence::Fortnightly), "2026-12-01", "2027-01-31",
    &["2026-12-17", "2026-12-31", "2027-01-14", "2027-01-28"])]
#[case::fortnightly_two_days(
    Series { weekdays: weekdays("14"), ..series("2026-11-05", Recurrence::Fortnightly) },
    "2026-11-01", "2026-11-30", &["2026-11-05", "2026-11-16", "2026-11-19", "2026-11-30"])]
#[case::second_tuesday(series("2026-11-10", Recurrence::MonthlyWeekday), "2026-11-01", "2027-02-28",
    &["2026-11-10", "2026-12-08", "2027-01-12", "2027-02-09"])]
#[case::last_friday(series("2026-10-30", Recurrence::MonthlyWeekday), "2026-10-01", "2027-02-28",
    &["2026-10-30", "2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"])]
#[case::the_fourth_is_not_the_last(series("2026-10-23", Recurrence::MonthlyWeekday), "2026-10-24",
    "2027-01-31", &["2026-11-27", "2026-12-25", "2027-01-22"])]
#[case::on_the_fifteenth(series("2026-11-15", Recurrence::MonthlyDate), "2026-11-01", "2027-01-31",
    &["2026-11-15", "2026-12-15", "2027-01-15"])]
#[case::on_the_last_of_the_month(series("2026-08-31", Recurrence::MonthlyDate), "2026-09-01",
    "2027-03-31", &["2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31",
    "2027-02-28", "2027-03-31"])]
#[case::on_the_thirtieth(series("2026-12-30", Recurrence::MonthlyDate), "2027-01-01", "2027-04-30",
    &["2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30"])]
#[case::leap_day(series("2028-02-29", Recurrence::MonthlyDate), "2028-02-01", "2028-03-31",
    &["2028-02-29", "2028-03-29"])]
#[case::ends_before_it_starts(
    Series { ends_on: Some(day("2026-11-02")), ..series("2026-11-03", Recurrence::Weekly) },
    "2026-11-01", "2026-12-31", &[])]
fn a_series_takes_place_on_its_days(
    #[case] series: Series,
    #[case] from: &str,
    #[case] to: &str,
    #[case] expected: &[&str],
) {
    assert_eq!(days(&series, from, to), expected);
}

#[rstest]
#[case::late_in_the_evening(time(23, 30))]
#[case::at_midnight(time(0, 0))]
#[case::before_eight_which_is_yesterday_in_utc(time(7, 0))]
fn no_hour_moves_a_series_to_another_day(#[case] starts: NaiveTime) {
    let series = Series {
        starts,
        ..series("2026-12-25", Recurrence::Weekly)
    };
    assert_eq!(
        days(&series, "2026-12-26", "2027-01-08"),
        ["2027-01-01", "2027-01-08"]
    );
    assert!(series.is_on(day("2027-01-01")) && !series.is_on(day("2027-01-02")));
}

fn any_series() -> impl Strategy<Value = Series> {
    let rhythm = prop::sample::select(&[
        Recurrence::Weekly,
        Recurrence::Fortnightly,
        Recurrence::MonthlyWeekday,
        Recurrence::MonthlyDate,
        Recurrence::SchoolDays,
    ]);
    (
        0..1500_u64,
        rhythm,
        0..128_u32,
        0..24_u32,
        prop::option::of(0..700_u64),
    )
        .prop_map(|(start, rhythm, chosen, hour, length)| {
            let starts_on = day("2025-01-01") + Days::new(start);
            let chosen = (0..7_u32).filter(|nth| chosen & (1 << nth) != 0);
            let is_weekly = matches!(rhythm, Recurrence::Weekly | Recurrence::Fortnightly);
            let weekdays = chosen
                .filter(|_| is_weekly)
                .filter_map(|nth| Weekday::try_from(u8::try_from(nth).unwrap()).ok())
                .collect();
            Series {
                starts: time(hour, 0),
                weekdays,
                ends_on: length.map(|days| starts_on + Days::new(days)),
                ..series(&starts_on.to_string(), rhythm)
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// The library and a direct computation agree on every day.
    #[test]
    fn the_days_are_those_of_the_words(series in any_series()) {
        let first = series.first_day();
        let to = first + Days::new(800);
        let last = series.ends_on.unwrap_or(to).min(to);
        let monday = weeks::monday(first);
        let wanted: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).filter(|day| {
            let weeks = (weeks::monday(*day) - monday).num_weeks();
            let is_chosen = if series.weekdays.is_empty() {
                day.weekday() == series.starts_on.weekday()
            } else {
                series.weekdays.has(day.weekday())
            };
            let next = *day + Days::new(1);
            let date = series.starts_on.day();
            match series.rhythm {
                Recurrence::Weekly => is_chosen,
                Recurrence::Fortnightly => is_chosen && weeks % 2 == 0,
                Recurrence::MonthlyDate => day.day() == date || (day.day() < date && next.day() == 1),
                Recurrence::MonthlyWeekday if date > 28 => is_chosen && (*day + Days::new(7)).month() != day.month(),
                Recurrence::MonthlyWeekday => is_chosen && (day.day() - 1) / 7 == (date - 1) / 7,
                Recurrence::SchoolDays | Recurrence::Rule => PublicDays::built_in().schools_teach(*day),
            }
        }).collect();
        prop_assert_eq!(series.days(series.starts_on, to), wanted);
    }

    /// An edit from a day on leaves earlier days unchanged.
    #[test]
    fn editing_from_here_on_leaves_the_past_alone(
        old in any_series(), new in any_series(), after in 0..400_u64, skipped in 0..60_usize,
    ) {
        let from = old.first_day() + Days::new(after);
        let horizon = from + Days::new(400);
        let all = old.days(old.starts_on, horizon);
        let exceptions: Vec<SeriesException> =
            all.iter().skip(skipped).step_by(3).map(|on| cancelled(&on.to_string())).collect();
        let id = SeriesId(Uuid::from_u128(2));
        let edited = old.edit_from(from, Series { starts_on: old.starts_on, ..new }, id, &exceptions);
        let before: Vec<NaiveDate> = all.iter().copied().filter(|day| *day < from).collect();
        let past = edited.past.as_ref().map(|past| past.days(past.starts_on, horizon));
        prop_assert_eq!(past.unwrap_or_default(), before.clone());
        if edited.past.is_some() {
            prop_assert!(edited.series.days(old.starts_on, horizon).iter().all(|day| *day >= from));
        }
        prop_assert!(edited.dropped.iter().all(|one| one.day >= from));
        for one in &edited.carried {
            prop_assert!(edited.series.is_on(one.day));
        }
    }
}

#[test]
fn editing_from_here_on_takes_the_exceptions_along() {
    let old = series("2026-11-03", Recurrence::Weekly);
    let exceptions = [
        cancelled("2026-11-10"),
        cancelled("2026-11-24"),
        moved("2026-12-01", "2026-12-03"),
    ];
    let on_wednesdays = Series {
        weekdays: weekdays("3"),
        starts: time(16, 30),
        ..old.clone()
    };
    let id = SeriesId(Uuid::from_u128(2));
    let edited = old.edit_from(day("2026-11-17"), on_wednesdays, id, &exceptions);
    let past = edited.past.unwrap();
    assert_eq!(
        days(&past, "2026-11-01", "2026-12-31"),
        ["2026-11-03", "2026-11-10"]
    );
    assert_eq!(edited.series.follows, Some(old.id));
    assert_eq!(
        days(&edited.series, "2026-11-01", "2026-12-05"),
        ["2026-11-18", "2026-11-25", "2026-12-02"]
    );
    let carried: Vec<(String, ExceptionKind)> = edited
        .carried
        .iter()
        .map(|one| (one.day.to_string(), one.kind))
        .collect();
    assert_eq!(
        carried,
        [
            ("2026-11-25".to_owned(), ExceptionKind::Cancelled),
            ("2026-12-02".to_owned(), ExceptionKind::Moved)
        ]
    );
    assert_eq!(edited.dropped.len(), 2);
}

#[test]
fn editing_the_whole_of_a_series_keeps_its_name_and_its_exceptions() {
    let old = series("2026-11-03", Recurrence::Weekly);
    let later = Series {
        starts: time(16, 30),
        ..old.clone()
    };
    let id = SeriesId(Uuid::from_u128(2));
    let edited = old.edit_from(day("2026-11-03"), later, id, &[cancelled("2026-11-10")]);
    assert_eq!(edited.past, None);
    assert_eq!(edited.series.id, old.id);
    assert_eq!(edited.carried, [cancelled("2026-11-10")]);
}

#[test]
fn a_moved_instance_without_a_place_in_the_new_rhythm_stays_as_an_activity() {
    let old = series("2026-11-03", Recurrence::Weekly);
    let monthly = Series {
        rhythm: Recurrence::MonthlyWeekday,
        ..old.clone()
    };
    let exceptions = [
        moved("2026-11-17", "2026-11-19"),
        moved("2026-11-24", "2026-11-26"),
    ];
    let id = SeriesId(Uuid::from_u128(2));
    let edited = old.edit_from(day("2026-11-10"), monthly, id, &exceptions);
    let singles: Vec<String> = edited
        .singles
        .iter()
        .map(|one| one.day.to_string())
        .collect();
    assert_eq!(singles, ["2026-11-19", "2026-11-26"]);
    assert!(edited.singles.iter().all(|one| one.series.is_none()));
}

#[test]
fn every_second_week_stays_the_same_second_week_when_it_is_edited() {
    let old = series("2026-11-03", Recurrence::Fortnightly);
    let later = Series {
        starts: time(16, 30),
        ..old.clone()
    };
    let id = SeriesId(Uuid::from_u128(2));
    let edited = old.edit_from(day("2026-11-11"), later, id, &[]);
    assert_eq!(
        days(&edited.series, "2026-11-01", "2026-12-20"),
        ["2026-11-17", "2026-12-01", "2026-12-15"]
    );
}

fn states(programme: &Programme, today: &str, calendar: &Calendar) -> Vec<(String, State, bool)> {
    programme
        .between(day("2026-11-01"), day("2026-11-30"), day(today), calendar)
        .into_iter()
        .map(|one| (one.activity.day.to_string(), one.state, one.is_clash))
        .collect()
}

#[test]
fn what_is_written_down_the_calendar_and_the_day_say_how_an_activity_stands() {
    let series = series("2026-11-03", Recurrence::Weekly);
    let held = Activity {
        id: ActivityId(Uuid::from_u128(9)),
        progress: Progress::Held,
        ..series.instance(day("2026-11-03"), None)
    };
    let programme = Programme {
        exceptions: vec![moved("2026-11-24", "2026-11-26")],
        activities: vec![held],
        series: vec![series],
        ..Programme::default()
    };
    let calendar = calendar(&["2026-11-10", "2026-11-26"], Vec::new());
    assert_eq!(
        states(&programme, "2026-11-20", &calendar),
        [
            ("2026-11-03".to_owned(), State::Held, false),
            ("2026-11-10".to_owned(), State::Cancelled, false),
            ("2026-11-17".to_owned(), State::Missed, false),
            ("2026-11-26".to_owned(), State::Moved, true),
        ]
    );
    let later = states(&programme, "2026-11-28", &calendar);
    assert_eq!(
        later.last().unwrap().1,
        State::Missed,
        "somebody moved it to that day on purpose"
    );
}

#[test]
fn an_instance_moved_into_the_period_is_there_and_one_moved_out_is_not() {
    let programme = Programme {
        exceptions: vec![
            moved("2026-10-27", "2026-11-02"),
            moved("2026-11-24", "2026-12-02"),
            // No instance on this day: the series was changed later.
            moved("2026-10-28", "2026-11-05"),
        ],
        series: vec![series("2026-10-06", Recurrence::Weekly)],
        ..Programme::default()
    };
    let found = states(&programme, "2026-10-01", &calendar(&[], Vec::new()));
    let found: Vec<&str> = found.iter().map(|one| one.0.as_str()).collect();
    assert_eq!(
        found,
        ["2026-11-02", "2026-11-03", "2026-11-10", "2026-11-17"]
    );
    let instance = Which::Instance(SeriesId(Uuid::from_u128(1)), day("2026-11-24"));
    assert_eq!(programme.find(instance).unwrap().day, day("2026-12-02"));
}

fn child(nth: u128, born: &str) -> Child {
    let id = ChildId(Uuid::from_u128(100 + nth));
    Child::new(id, &format!("{nth:04}"), "汪乐乐", Sex::Female, day(born))
}

#[rstest]
#[case::all("all", true)]
#[case::ages("ages:6-9", true)]
#[case::ages_too_old("ages:3-5", false)]
#[case::tag("tag:LBC", true)]
#[case::another_tag("tag:KEY", false)]
#[case::nobody_picked("picked:", false)]
#[case::picked("picked:00000000-0000-0000-0000-000000000065", true)]
fn who_is_meant_is_kept_as_a_code(#[case] code: &str, #[case] is_meant: bool) {
    let expected = Expected::from_code(code).unwrap();
    assert_eq!(expected.code(), code);
    let child = child(1, "2018-05-01");
    let tag = Tag {
        id: TagId::default(),
        child: child.id,
        code: TagCode::Lbc,
        from_day: Some(day("2026-01-01")),
        to_day: None,
        evidence: String::new(),
        is_primary: true,
    };
    assert_eq!(expected.means(&child, &[tag], day("2026-11-24")), is_meant);
}

#[rstest]
#[case("")]
#[case("everybody")]
#[case("ages:9-6")]
#[case("ages:x-9")]
#[case("tag:NONE")]
#[case("picked:7")]
fn what_nobody_writes_is_no_code_of_who_is_meant(#[case] code: &str) {
    assert_eq!(Expected::from_code(code), None);
}

#[rstest]
#[case("drown", Some("DROWN"))]
#[case(" FIRE ", Some("FIRE"))]
#[case("own-1", Some("OWN-1"))]
#[case("", None)]
#[case("1A", None)]
#[case("防溺水", None)]
#[case("A B", None)]
#[case("ABCDEFGHIJKLMNOPQ", None)]
fn a_topic_code_is_short_and_plain(#[case] text: &str, #[case] code: Option<&str>) {
    let read = text.parse::<TopicCode>().ok();
    assert_eq!(read.as_ref().map(TopicCode::as_str), code);
}

fn term(from: &str, to: &str, kind: TermKind) -> Term {
    Term {
        from_day: day(from),
        to_day: day(to),
        name: String::new(),
        kind,
    }
}

#[rstest]
#[case::drowning_before_summer("DROWN", "2026-04-01", ("2025-10-01", "2026-09-30"))]
#[case::drowning_at_the_end("DROWN", "2026-09-30", ("2025-10-01", "2026-09-30"))]
#[case::drowning_for_the_next_summer("DROWN", "2026-10-01", ("2026-10-01", "2027-09-30"))]
#[case::in_term("FIRE", "2026-11-24", ("2026-09-01", "2027-02-24"))]
#[case::in_the_holiday_after_it("FIRE", "2027-02-01", ("2026-09-01", "2027-02-24"))]
#[case::in_the_last_term_that_is_known("FIRE", "2027-07-15", ("2027-02-25", "2027-08-31"))]
#[case::after_all_that_is_known("FIRE", "2027-11-15", ("2027-08-01", "2028-01-31"))]
#[case::before_all_that_is_known("FIRE", "2026-01-15", ("2025-08-01", "2026-01-31"))]
fn every_day_lies_in_a_season(
    #[case] code: &str,
    #[case] on: &str,
    #[case] (from, to): (&str, &str),
) {
    let terms = vec![
        term("2026-09-01", "2027-01-20", TermKind::Term),
        term("2027-01-21", "2027-02-24", TermKind::Holiday),
        term("2027-02-25", "2027-06-30", TermKind::Term),
        term("2027-07-01", "2027-08-31", TermKind::Holiday),
    ];
    let season = Season::of(&topic(code), day(on), &calendar(&[], terms));
    let wanted = Season {
        from: day(from),
        to: day(to),
    };
    assert_eq!(season, wanted);
    assert!(season.from <= day(on) && day(on) <= season.to);
}

#[test]
fn whoever_took_part_or_was_told_at_a_visit_has_had_it_and_the_others_miss_it() {
    let mut children: Vec<Child> = (1..=5).map(|nth| child(nth, "2018-05-01")).collect();
    children[4].status = Status::Moved;
    let had = |nth: usize, on: &str, code: &str, how| Covered {
        topic: topic(code),
        child: children[nth - 1].id,
        on: day(on),
        how,
    };
    let all = vec![
        had(1, "2026-06-02", "DROWN", How::Activity),
        had(1, "2026-05-05", "DROWN", How::Activity),
        had(2, "2026-05-20", "DROWN", How::Visit),
        had(3, "2025-08-20", "DROWN", How::Activity),
        had(4, "2026-05-20", "FIRE", How::Activity),
        had(5, "2026-05-05", "DROWN", How::Activity),
    ];
    let season = Season::of(
        &topic("DROWN"),
        day("2026-06-10"),
        &calendar(&[], Vec::new()),
    );
    let coverage = Coverage::new(topic("DROWN"), season, all, &[], &children);
    let had: Vec<(ChildId, String, How)> = coverage
        .had
        .iter()
        .map(|one| (one.child, one.on.to_string(), one.how))
        .collect();
    assert_eq!(
        had,
        [
            (children[0].id, "2026-05-05".to_owned(), How::Activity),
            (children[1].id, "2026-05-20".to_owned(), How::Visit)
        ]
    );
    assert_eq!(coverage.missing, [children[2].id, children[3].id]);
}
