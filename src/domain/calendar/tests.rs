//! The calendar of a home that is open after school and on Saturday mornings.

use super::*;
use crate::domain::child::Sex;
use chrono::Days;
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hours(term: &str, holiday: &str) -> Vec<Stretch> {
    let read = |text: &str| text.parse::<WeeklyHours>().unwrap_or_default();
    let mut stretches = read(term).stretches(SchoolPeriod::Term);
    stretches.extend(read(holiday).stretches(SchoolPeriod::Holiday));
    stretches
}

fn closed(on: &str) -> ClosedDay {
    ClosedDay {
        day: day(on),
        reason: "修屋顶".into(),
    }
}

fn extra(on: &str) -> ExtraDay {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    ExtraDay {
        day: day(on),
        opens: at(9),
        closes: at(11),
        reason: "国庆活动".into(),
    }
}

fn term(from: &str, to: &str, kind: TermKind) -> Term {
    Term {
        from_day: day(from),
        to_day: day(to),
        name: String::new(),
        kind,
    }
}

fn terms() -> Vec<Term> {
    vec![
        term("2025-09-01", "2026-01-23", TermKind::Term),
        term("2026-01-24", "2026-02-28", TermKind::Holiday),
        term("2026-03-01", "2026-06-30", TermKind::Term),
        term("2026-07-01", "2026-08-31", TermKind::Holiday),
    ]
}

/// After school and on Saturday mornings; in the holidays on weekday mornings and afternoons.
fn calendar() -> Calendar {
    let hours = hours(
        "Mon-Fri 16:30-18:30, Sat 9:00-11:30",
        "Mon-Fri 8:30-11:00 14:00-17:00",
    );
    let closings = vec![closed("2026-11-24"), closed("2026-10-02")];
    let extras = vec![
        extra("2026-10-01"),
        extra("2026-10-02"),
        extra("2026-11-29"),
    ];
    Calendar::new(&hours, closings, extras, terms())
}

fn child(agreed: &str) -> Child {
    let id = Uuid::nil().into();
    let mut child = Child::new(id, "0001", "汪乐乐", Sex::Male, day("2017-05-01"));
    child.expected_days = Weekdays::from_digits(agreed).unwrap();
    child.joined_on = Some(day("2025-09-01"));
    child
}

#[rstest]
#[case::school_day("2026-11-23", "Weekly 16:30-18:30")]
#[case::saturday("2026-11-28", "Weekly 09:00-11:30")]
#[case::sunday("2026-11-22", "closed Weekly")]
#[case::listed_as_closed("2026-11-24", "closed ClosedDay 修屋顶")]
#[case::extra_sunday("2026-11-29", "Extra 国庆活动 09:00-11:00")]
#[case::public_holiday("2026-10-05", "closed Holiday National Day")]
#[case::extra_on_a_holiday("2026-10-01", "Extra 国庆活动 09:00-11:00")]
#[case::closing_beats_an_extra_day("2026-10-02", "closed ClosedDay 修屋顶")]
#[case::saturday_made_up("2026-10-10", "MakeUp National Day make-up 16:30-18:30")]
#[case::sunday_made_up("2026-09-20", "MakeUp National Day make-up 16:30-18:30")]
#[case::nothing_made_up_while_school_is_out("2026-02-14", "closed Weekly")]
#[case::summer("2026-07-15", "Weekly 08:30-11:00 14:00-17:00")]
#[case::year_that_nobody_knows("2031-10-01", "Weekly 16:30-18:30")]
fn a_day_is_open_or_closed_for_a_reason(#[case] on: &str, #[case] told: &str) {
    let calendar = calendar();
    let tell = match calendar.day(day(on)) {
        DayKind::Open { spans, why } => {
            let spans: Vec<String> = spans.iter().map(ToString::to_string).collect();
            let why = match why {
                WhyOpen::Weekly => "Weekly".to_owned(),
                WhyOpen::MakeUp(public) => format!("MakeUp {}", public.name_en),
                WhyOpen::Extra(reason) => format!("Extra {reason}"),
            };
            format!("{why} {}", spans.join(" "))
        }
        DayKind::Closed(WhyClosed::Weekly) => "closed Weekly".to_owned(),
        DayKind::Closed(WhyClosed::Holiday(public)) => format!("closed Holiday {}", public.name_en),
        DayKind::Closed(WhyClosed::ClosedDay(reason)) => format!("closed ClosedDay {reason}"),
    };
    assert_eq!(tell, told);
}

#[rstest]
#[case::friday_closed("Mon-Thu 16:30-18:30", "2026-10-10", "16:30-18:30")]
#[case::only_wednesdays("Wed 15:00-17:00", "2026-10-10", "15:00-17:00")]
#[case::only_saturdays("Sat 9:00-11:00", "2026-10-10", "09:00-11:00")]
#[case::only_sundays("Sun 9:00-11:00", "2026-10-10", "")]
fn a_make_up_day_has_the_hours_of_the_nearest_weekday_before(
    #[case] weekly: &str,
    #[case] on: &str,
    #[case] expected: &str,
) {
    let calendar = Calendar::new(&hours(weekly, ""), vec![], vec![], vec![]);
    let spans: Vec<String> = calendar
        .spans(day(on))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(spans.join(" "), expected);
}

#[test]
fn holidays_without_hours_of_their_own_have_those_of_the_term() {
    let calendar = Calendar::new(&hours("Mon 16:30-18:30", ""), vec![], vec![], terms());
    assert_eq!(calendar.period(day("2026-07-13")), SchoolPeriod::Holiday);
    assert!(calendar.is_open(day("2026-07-13")));
    assert!(!calendar.is_open(day("2026-07-14")));
}

#[rstest]
#[case::seen_yesterday("2026-11-25", "2026-11-26", 0)]
#[case::seen_today("2026-11-26", "2026-11-26", 0)]
#[case::one_evening_missed("2026-11-25", "2026-11-27", 1)]
#[case::closed_day_is_nobodys("2026-11-23", "2026-11-25", 0)]
#[case::over_a_weekend("2026-11-13", "2026-11-16", 1)]
#[case::over_the_national_holiday("2026-09-30", "2026-10-08", 1)]
#[case::a_sighting_in_the_future("2026-11-27", "2026-11-26", 0)]
fn only_open_days_age_a_sighting(#[case] last: &str, #[case] today: &str, #[case] count: usize) {
    assert_eq!(calendar().open_days_since(day(last), day(today)), count);
}

#[test]
fn open_days_are_found_over_closed_ones() {
    let calendar = calendar();
    assert_eq!(
        calendar.next_open_day(day("2026-11-23")),
        Some(day("2026-11-25"))
    );
    assert_eq!(
        calendar.previous_open_day(day("2026-11-25")),
        Some(day("2026-11-23"))
    );
    assert_eq!(
        calendar.next_open_day(day("2026-10-01")),
        Some(day("2026-10-08"))
    );
    let never = Calendar::new(&[], vec![], vec![], vec![]);
    assert_eq!(never.next_open_day(day("2026-11-23")), None);
    assert_eq!(never.previous_open_day(day("2026-11-23")), None);
}

#[rstest]
#[case::agreed("12345", "2026-11-23", true)]
#[case::not_agreed("2345", "2026-11-23", false)]
#[case::comes_as_it_likes("", "2026-11-23", false)]
#[case::closed_day("12345", "2026-11-24", false)]
#[case::public_holiday("12345", "2026-10-05", false)]
#[case::make_up_saturday("3", "2026-10-10", true)]
#[case::make_up_saturday_is_no_saturday("6", "2026-10-10", false)]
#[case::extra_day_on_an_agreed_day("4", "2026-10-01", true)]
#[case::extra_day_on_another_day("5", "2026-10-01", false)]
#[case::before_it_joined("12345", "2025-08-29", false)]
fn a_child_is_expected_on_agreed_open_days(
    #[case] agreed: &str,
    #[case] on: &str,
    #[case] expected: bool,
) {
    assert_eq!(calendar().expected(&child(agreed), day(on)), expected);
}

#[rstest]
#[case::stays(Some(SummerPlan::Village), "2026-07-13", true)]
#[case::nobody_has_said(None, "2026-07-13", true)]
#[case::with_parents(Some(SummerPlan::Parents), "2026-07-13", false)]
#[case::with_relatives(Some(SummerPlan::Relatives), "2026-08-31", false)]
#[case::before_the_summer(Some(SummerPlan::Parents), "2026-06-30", true)]
#[case::winter_holiday(Some(SummerPlan::Parents), "2026-01-26", true)]
fn a_child_who_is_away_for_the_summer_is_not_expected(
    #[case] plan: Option<SummerPlan>,
    #[case] on: &str,
    #[case] expected: bool,
) {
    let mut child = child("12345");
    child.summer_plan = plan;
    assert_eq!(calendar().expected(&child, day(on)), expected);
}

#[rstest]
#[case::while_it_was_here("2026-11-13", true)]
#[case::on_the_day_it_left("2026-11-16", false)]
#[case::afterwards("2026-11-17", false)]
fn a_child_who_left_was_expected_until_then(#[case] on: &str, #[case] expected: bool) {
    let mut child = child("12345");
    child.status = Status::Moved;
    child.left_on = Some(day("2026-11-16"));
    assert_eq!(calendar().expected(&child, day(on)), expected);
}

#[rstest]
#[case::too_early("2026-11-23T16:59:59", false)]
#[case::now("2026-11-23T17:00:00", true)]
#[case::closed_day("2026-11-24T17:30:00", false)]
fn missing_children_are_asked_after_some_minutes(#[case] now: &str, #[case] asked: bool) {
    assert_eq!(
        calendar().is_time_to_ask(now.parse().unwrap(), None, 30),
        asked
    );
}

#[test]
fn screens_can_say_what_is_not_known_of_a_year() {
    let calendar = calendar();
    let told = |year| (calendar.knows_year(year), calendar.is_provisional(year));
    assert_eq!(told(2026), (true, false));
    assert_eq!(told(2027), (true, true));
    assert_eq!(told(2031), (false, false));
}

#[test]
fn public_days_can_be_replaced() {
    let public = PublicDays::read("2031,final,,\n2031-11-10,rest,县庆,County Day\n");
    let calendar = calendar().with_public_days(public);
    assert!(!calendar.is_open(day("2031-11-10")));
    assert!(calendar.knows_year(2031) && !calendar.knows_year(2026));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..900).prop_map(|n| day("2025-01-01") + Days::new(n))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn open_days_add_up(a in any_day(), b in any_day(), c in any_day()) {
        let mut days = [a, b, c];
        days.sort_unstable();
        let [a, b, c] = days;
        let calendar = calendar();
        let whole = calendar.open_days_between(a, c);
        let parts = calendar.open_days_between(a, b) + calendar.open_days_between(b.succ_opt().unwrap(), c);
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn closing_a_day_never_adds_one(from in any_day(), to in any_day(), shut in any_day()) {
        let before = calendar();
        let mut after = before.clone();
        after.closed.insert(shut, String::new());
        let count = before.open_days_between(from, to);
        let fewer = usize::from(from <= shut && shut <= to && before.is_open(shut));
        prop_assert_eq!(after.open_days_between(from, to), count - fewer);
    }

    #[test]
    fn next_and_previous_are_open_and_nothing_lies_between(on in any_day()) {
        let calendar = calendar();
        let next = calendar.next_open_day(on).unwrap();
        prop_assert!(calendar.is_open(next));
        prop_assert_eq!(calendar.open_days_since(on, next), 0);
        prop_assert_eq!(calendar.previous_open_day(next).unwrap() <= on, true);
    }
}

#[rstest]
#[case::first_day("2026-10-01", "2026-10-01", "2026-12-31")]
#[case::last_day("2026-03-31", "2026-01-01", "2026-03-31")]
#[case::leap_year("2028-02-29", "2028-01-01", "2028-03-31")]
fn a_day_is_in_its_quarter(#[case] on: &str, #[case] first: &str, #[case] last: &str) {
    assert_eq!(quarter(day(on)), Some((day(first), day(last))));
}
