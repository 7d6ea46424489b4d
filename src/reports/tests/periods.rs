//! Periods at the ends of months, in a leap year, and with children whose file changes inside them. The numbers are written
//! by hand.

use super::generated::{Home, moment};
use super::recount_ledgers::made;
use super::trends::{day, number};
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::{Attendance, Child, ChildId, Mark, Opening, Sex, Tag, TagCode, TagId};
use crate::i18n::{Lang, words};
use crate::reports::ledgers::Ledger;
use crate::reports::slots::Beside;
use crate::reports::table::{RowState, Table, Value};
use crate::reports::trends::{Ask, Page, trend};
use chrono::NaiveDate;
use rstest::rstest;
use uuid::Uuid;

/// Days with a register around 29 February 2028, a Tuesday; the last is a Wednesday.
const REGISTERS: [&str; 5] = [
    "2028-01-31",
    "2028-02-01",
    "2028-02-10",
    "2028-02-29",
    "2028-03-01",
];

/// A child who is expected from Monday to Friday, born in 2018.
fn child() -> Child {
    let id = ChildId(Uuid::from_u128(7));
    let mut child = Child::new(id, "0001", "汪小雨", Sex::Female, day("2018-06-01"));
    child.expected_days = crate::domain::Weekdays::SCHOOL;
    child
}

/// A home on the last day of March 2028, with one child who came on these days.
fn home(child: Child, came: &[&str], tag: Option<(&str, Option<&str>)>) -> Home {
    let id = child.id;
    let openings = REGISTERS.map(day).map(|day| {
        let mut opening = Opening::new(day, moment(day, 30), None);
        opening.closed_at = Some(moment(day, 150));
        opening
    });
    let rows: Vec<Attendance> = came
        .iter()
        .map(|on| {
            let mut row = Attendance::blank(day(on), id, 1, Mark::Present);
            row.untimed = true;
            row
        })
        .collect();
    let tags: Vec<Tag> = tag
        .into_iter()
        .map(|(from, to)| Tag {
            id: TagId(Uuid::from_u128(9)),
            child: id,
            code: TagCode::Lbc,
            from_day: Some(day(from)),
            to_day: to.map(day),
            evidence: String::new(),
            is_primary: false,
        })
        .collect();
    let days = (day("2025-01-01"), day("2028-03-31"));
    Home::of(days, vec![child], |writer| {
        writer.put_all(&openings)?;
        writer.put_all(&rows)?;
        writer.put_all(&tags)
    })
}

fn period(home: &Home, grain: Grain, on: &str) -> Period {
    Period::of(grain, day(on), &home.desk.calendar().unwrap())
}

fn page(home: &Home, page: Page, period: Period) -> Table {
    let ask = Ask {
        page,
        period,
        beside: Beside::Nothing,
        child: None,
    };
    let calendar = home.desk.calendar().unwrap();
    let periods = ask.periods(&calendar, day("2028-03-31"));
    let facts = home.desk.period_facts(&periods, page.parts()).unwrap();
    trend(&facts, ask, &[], Lang::En)
}

/// The number of a row with this name; none without such a row.
fn named(table: &Table, name: &str, code: &str) -> i64 {
    let is_it = |cell: &Value| matches!(cell, Value::Text(text) if text.trim() == name);
    let row = table
        .rows
        .iter()
        .position(|row| row.state != RowState::Gap && is_it(&row.cells[0].value));
    row.map_or(0, |row| number(table, row, code).unwrap_or(0))
}

fn total(table: &Table, code: &str) -> i64 {
    let row = table
        .rows
        .iter()
        .position(|row| row.state == RowState::Total);
    row.map_or(0, |row| number(table, row, code).unwrap_or(0))
}

/// What every report says of who came in a period.
fn came(home: &Home, period: Period) -> Vec<i64> {
    let figures = made(home, Ledger::Monthly, period).remove(0);
    let log = made(home, Ledger::WorkLog, period).remove(0);
    let logged = (0..log.rows.len()).filter_map(|row| number(&log, row, "came"));
    let list = made(home, Ledger::DayList, period).remove(0);
    let matrix = made(home, Ledger::MonthMatrix, period).remove(0);
    vec![
        total(&page(home, Page::Who, period), "visits"),
        number(&figures, 2, "now").unwrap(),
        number(&figures, 1, "now").unwrap(),
        total(&matrix, "came"),
        logged.sum(),
        i64::try_from(list.rows.len()).unwrap(),
    ]
}

#[rstest]
#[case::january(Grain::Month, "2028-01-15", 1)]
#[case::february_with_its_last_day(Grain::Month, "2028-02-15", 3)]
#[case::march(Grain::Month, "2028-03-15", 1)]
#[case::the_week_of_the_leap_day(Grain::Week, "2028-02-29", 2)]
#[case::the_week_across_january_and_february(Grain::Week, "2028-02-01", 2)]
#[case::quarter(Grain::Quarter, "2028-02-29", 5)]
#[case::leap_year(Grain::Year, "2028-02-29", 5)]
#[case::year_before(Grain::Year, "2027-02-28", 0)]
fn each_day_counts_in_its_own_period(#[case] grain: Grain, #[case] on: &str, #[case] days: i64) {
    let home = home(child(), &REGISTERS, None);
    let period = period(&home, grain, on);
    assert_eq!(came(&home, period), [days; 6]);
}

#[rstest]
#[case::over_the_end_of_a_month("2028-01-31", "2028-02-01", 2)]
#[case::over_the_leap_day("2028-02-28", "2028-03-01", 2)]
#[case::up_to_the_day_before_it("2028-02-02", "2028-02-28", 1)]
#[case::the_leap_day_alone("2028-02-29", "2028-02-29", 1)]
fn any_two_days_hold_both_ends(#[case] from: &str, #[case] to: &str, #[case] days: i64) {
    let home = home(child(), &REGISTERS, None);
    assert_eq!(came(&home, Period::range(day(from), day(to))), [days; 6]);
}

#[rstest]
#[case::begins_inside("2028-02-15", None, "2028-02-01", (1, 1))]
#[case::begins_on_the_leap_day("2028-02-29", None, "2028-02-01", (1, 1))]
#[case::begins_after("2028-03-01", None, "2028-02-01", (0, 0))]
#[case::ends_inside("2027-01-01", Some("2028-02-15"), "2028-02-01", (1, 0))]
#[case::ends_on_the_last_day("2027-01-01", Some("2028-02-29"), "2028-02-01", (1, 1))]
#[case::ended_before("2027-01-01", Some("2028-01-31"), "2028-02-01", (0, 0))]
#[case::begins_and_ends_inside("2028-02-02", Some("2028-02-03"), "2028-02-01", (1, 0))]
fn a_category_counts_while_it_holds(
    #[case] from: &str,
    #[case] to: Option<&str>,
    #[case] month: &str,
    // On some day of the month, for the page; on its last day, for the roll-up.
    #[case] (within, at_end): (i64, i64),
) {
    let home = home(child(), &REGISTERS, Some((from, to)));
    let period = period(&home, Grain::Month, month);
    let name = words::choice(Lang::En, "tag", TagCode::Lbc);
    let who = page(&home, Page::Who, period);
    assert_eq!(named(&who, &name, "children"), within);
    assert_eq!(named(&who, &name, "visits"), 3 * within);
    let roll_up = made(&home, Ledger::RollUp, period).remove(0);
    assert_eq!(named(&roll_up, &name, "total"), at_end);
    assert_eq!(total(&roll_up, "total"), 1);
}

#[rstest]
#[case::always_here(None, None, (1, 1, 3))]
#[case::joined_inside(Some("2028-02-10"), None, (1, 1, 2))]
#[case::joined_on_the_leap_day(Some("2028-02-29"), None, (1, 1, 1))]
#[case::joined_after(Some("2028-03-01"), None, (0, 0, 0))]
// The day of leaving is the first one without the child.
#[case::left_inside(None, Some("2028-02-10"), (1, 0, 1))]
#[case::left_on_the_leap_day(None, Some("2028-02-29"), (1, 0, 2))]
#[case::left_after(None, Some("2028-03-01"), (1, 1, 3))]
#[case::left_on_the_first_day(None, Some("2028-02-01"), (0, 0, 0))]
#[case::joined_and_left_inside(Some("2028-02-05"), Some("2028-02-20"), (1, 0, 1))]
fn a_child_counts_while_it_is_on_the_register(
    #[case] joined: Option<&str>,
    #[case] left: Option<&str>,
    // On the page, on the register at the end, agreed days with a register.
    #[case] (within, at_end, agreed): (i64, i64, usize),
) {
    let mut child = child();
    child.joined_on = joined.map(day);
    if let Some(left) = left {
        child.left_on = Some(day(left));
        child.status = crate::domain::Status::Moved;
    }
    let home = home(child, &[], None);
    let period = period(&home, Grain::Month, "2028-02-01");
    let who = page(&home, Page::Who, period);
    assert_eq!(total(&who, "children"), within);
    assert_eq!(total(&who, "never"), within);
    let share = who.rows.last().map(|row| row.cells[5].value.clone());
    let of = match share {
        Some(Value::Share { part: 0, of }) => of,
        _ => 0,
    };
    assert_eq!(of, agreed);
    assert_eq!(
        total(&made(&home, Ledger::RollUp, period)[0], "total"),
        at_end
    );
    let figures = made(&home, Ledger::Monthly, period).remove(0);
    assert_eq!(number(&figures, 7, "now"), Some(at_end));
    let register = made(&home, Ledger::Register, period).remove(0);
    assert_eq!(i64::try_from(register.rows.len()).unwrap(), at_end);
}

#[rstest]
#[case::six_inside("2022-02-15", "2028-02-01", "age_6_female", "6 to 13 years")]
#[case::six_on_the_leap_day("2022-02-28", "2028-02-01", "age_6_female", "6 to 13 years")]
#[case::six_the_day_after("2022-03-01", "2028-02-01", "age_0_female", "0 to 5 years")]
#[case::fourteen_inside("2014-02-15", "2028-02-01", "age_14_female", "14 to 16 years")]
#[case::fourteen_the_day_after("2014-03-01", "2028-02-01", "age_6_female", "6 to 13 years")]
#[case::seventeen_inside("2011-02-28", "2028-02-01", "age_17_female", "17 years and over")]
#[case::seventeen_the_day_after("2011-03-01", "2028-02-01", "age_14_female", "14 to 16 years")]
#[case::born_on_a_leap_day_in_february("2012-02-29", "2026-02-01", "age_6_female", "6 to 13 years")]
#[case::born_on_a_leap_day_in_march("2012-02-29", "2026-03-01", "age_14_female", "14 to 16 years")]
#[case::born_on_a_leap_day_in_a_leap_year(
    "2012-02-29",
    "2028-02-01",
    "age_14_female",
    "14 to 16 years"
)]
fn a_child_stands_in_the_band_of_its_age_on_the_last_day(
    #[case] born: NaiveDate,
    #[case] month: &str,
    #[case] column: &str,
    #[case] band: &str,
) {
    let mut child = child();
    child.birth_date = born;
    let home = home(child, &[], None);
    let period = period(&home, Grain::Month, month);
    let roll_up = made(&home, Ledger::RollUp, period).remove(0);
    assert_eq!(total(&roll_up, column), 1);
    let unit = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    let who = page(&home, Page::Who, period);
    let bands = who.rows.iter().filter_map(|row| match &row.cells[0].value {
        Value::Text(text) => Some(unit(text.trim().to_owned())),
        _ => None,
    });
    assert!(bands.into_iter().any(|one| one == band));
}
