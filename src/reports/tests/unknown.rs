//! What nobody knows is not shown as zero, as closed or as never.

use super::generated::{Home, moment};
use super::recount_ledgers::made;
use super::trends::{day, table, today};
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::{Attendance, Child, ChildId, Mark, Opening, Sex};
use crate::i18n::Lang;
use crate::reports::ledgers::{Ledger, registered};
use crate::reports::slots::{Beside, grain_of_rows, other_period, slots};
use crate::reports::table::{Fact, Table, Value};
use crate::reports::trends::{Ask, Page, trend};
use chrono::{Datelike, Days, NaiveDate};
use uuid::Uuid;

fn child() -> Child {
    let id = ChildId(Uuid::from_u128(3));
    Child::new(id, "0001", "汪小雨", Sex::Female, day("2018-06-01"))
}

/// A home in its second week, on a Monday: its child came on the Monday before; today it was opened or not.
fn second_week(is_open: bool) -> Home {
    let days = [day("2026-11-16"), day("2026-11-23")];
    let openings: Vec<Opening> = days
        .into_iter()
        .filter(|on| is_open || *on != days[1])
        .map(|on| {
            let mut opening = Opening::new(on, moment(on, 30), None);
            opening.closed_at = (on == days[0]).then(|| moment(on, 150));
            opening
        })
        .collect();
    let rows: Vec<Attendance> = openings
        .iter()
        .map(|opening| {
            let mut row = Attendance::blank(opening.day, child().id, 1, Mark::Present);
            row.untimed = true;
            row
        })
        .collect();
    Home::of((day("2026-11-16"), days[1]), vec![child()], |writer| {
        writer.put_all(&openings)?;
        writer.put_all(&rows)
    })
}

fn of(home: &Home, page: Page, period: Period, child: Option<ChildId>) -> Table {
    let ask = Ask {
        page,
        period,
        beside: Beside::Nothing,
        child,
    };
    let now = home.desk.clock.today();
    let calendar = home.desk.calendar().unwrap();
    let facts = home
        .desk
        .period_facts(&ask.periods(&calendar, now), page.parts())
        .unwrap();
    trend(&facts, ask, &[], Lang::En)
}

fn week(home: &Home, on: &str) -> Period {
    Period::of(Grain::Week, day(on), &home.desk.calendar().unwrap())
}

#[test]
fn a_period_before_the_records_has_no_numbers() {
    let home = Home::new(3, today());
    let began = home.desk.period_facts(&[], &[]).unwrap().began.unwrap();
    let calendar = home.desk.calendar().unwrap();
    let period = Period::of(Grain::Month, began - Days::new(60), &calendar);
    for page in [
        Page::HowMany,
        Page::When,
        Page::Who,
        Page::Stay,
        Page::Visits,
        Page::CameBack,
    ] {
        let shown = table(&home, page, period, Beside::Nothing);
        assert!(shown.rows.is_empty(), "{page:?} {:?}", shown.rows);
        assert!(
            shown.sentences.join(" ").contains("before the records"),
            "{page:?}"
        );
    }
    let figures = made(&home, Ledger::Monthly, period).remove(0);
    let zeros = figures
        .rows
        .iter()
        .filter(|row| row.cells[1].value == Value::Count(0));
    let claims: Vec<_> = zeros.filter(|row| row.cells[1].facts.is_empty()).collect();
    assert!(claims.is_empty(), "{claims:?}");
}

#[test]
fn days_before_the_first_sheet_are_not_closed_days() {
    let home = second_week(true);
    let calendar = home.desk.calendar().unwrap();
    let period = Period::of(Grain::Month, day("2026-11-20"), &calendar);
    let shown = of(&home, Page::HowMany, period, None);
    let value = |row: usize| shown.cell(row, 1).unwrap().value.clone();
    assert_eq!(
        value(2),
        Value::Empty,
        "Tuesday the third, before the home began"
    );
    assert_eq!(value(15), Value::Count(1), "the sixteenth");
    assert_eq!(value(16), Value::NotTaken, "the seventeenth");
}

#[test]
fn a_week_of_which_no_day_is_over_is_not_one_without_a_register() {
    for is_open in [true, false] {
        let home = second_week(is_open);
        let this = week(&home, "2026-11-23");
        for page in [Page::HowMany, Page::Who] {
            let shown = of(&home, page, this, None);
            let said = shown.sentences.join(" ");
            assert!(said.contains("no open day is over yet"), "{page:?} {said}");
        }
        let who = of(&home, Page::Who, this, None);
        let never = who
            .columns
            .iter()
            .position(|one| one.code == "never")
            .unwrap();
        let total = who.rows.last().unwrap();
        assert_eq!(
            total.cells[never].value,
            Value::NotTaken,
            "nobody has stayed away yet"
        );
        let stay = of(&home, Page::Stay, this, None);
        let children = &stay.cell(0, 1).unwrap().value;
        let expected = if is_open {
            Value::Count(1)
        } else {
            Value::Ahead
        };
        assert_eq!(*children, expected);
    }
}

#[test]
fn of_a_child_that_was_not_there_no_absence_is_told() {
    let id = child().id;
    let late = Child {
        joined_on: Some(day("2026-11-23")),
        ..child()
    };
    let home = Home::of(
        (day("2026-11-16"), day("2026-11-24")),
        vec![late],
        |writer| {
            let mut opening = Opening::new(day("2026-11-17"), moment(day("2026-11-17"), 30), None);
            opening.closed_at = Some(moment(day("2026-11-17"), 150));
            writer.put_all(&[opening])
        },
    );
    let shown = of(&home, Page::OneChild, week(&home, "2026-11-17"), Some(id));
    let said = shown.sentences.join(" ");
    assert!(said.contains("did not belong to the home"), "{said}");
    let ahead = of(&home, Page::OneChild, week(&home, "2026-12-17"), Some(id));
    assert!(!ahead.sentences.join(" ").contains("Came on"), "{ahead:?}");
}

#[test]
fn any_two_days_stand_beside_the_same_weekdays() {
    let home = Home::new(3, today());
    let calendar = home.desk.calendar().unwrap();
    for (from, to) in [
        ("2026-11-01", "2026-11-27"),
        ("2026-11-03", "2026-11-04"),
        ("2026-10-05", "2026-10-18"),
    ] {
        let period = Period::range(day(from), day(to));
        let other = other_period(period, Beside::Before, &calendar).unwrap();
        assert_eq!(other.days(), period.days());
        assert!(other.to < period.from);
        for slot in slots(period, grain_of_rows(period), Beside::Before, &calendar) {
            let Some(beside) = slot.beside else {
                continue;
            };
            assert_eq!(beside.from.weekday(), slot.days.from.weekday());
            assert_eq!(slot.days.from - beside.from, period.from - other.from);
        }
        let last_year = other_period(period, Beside::LastYear, &calendar).unwrap();
        assert_eq!(last_year.days(), period.days());
    }
}

#[test]
fn blank_papers_hold_everybody_who_is_on_file_today() {
    let home = Home::new(3, today());
    let past = Period::range(day("2026-06-01"), day("2026-06-30"));
    let now = Period::range(today(), today());
    let papers = made(&home, Ledger::Papers, past);
    let facts = home.desk.period_facts(&[now], &[]).unwrap();
    let on_file: Vec<Fact> = registered(&facts, now, None)
        .into_iter()
        .map(Fact::File)
        .collect();
    let sheet = papers
        .iter()
        .find(|one| one.code == "paper-sign-in")
        .unwrap();
    let listed: Vec<Fact> = sheet
        .rows
        .iter()
        .flat_map(|row| row.cells[0].facts.clone())
        .collect();
    assert_eq!(listed, on_file);
    let dated: NaiveDate = sheet.days.to;
    assert_eq!(dated, today());
    assert!(
        sheet.sentences.iter().any(|one| one.starts_with("Date:")),
        "of which evening it is"
    );
}

/// A child that came on a day of June and on two of August, all whole sheets, and another that never came again after
/// June. The register before July was deleted: of June only the last sighting of the other is left.
fn deleted() -> Home {
    let other = Child {
        id: ChildId(Uuid::from_u128(4)),
        file_no: "0002".to_owned(),
        name: "汪乐乐".to_owned(),
        ..child()
    };
    let came = [
        (child().id, "2026-06-01"),
        (other.id, "2026-06-01"),
        (other.id, "2026-06-02"),
        (child().id, "2026-08-12"),
        (child().id, "2026-08-13"),
    ];
    let rows = came.map(|(child, on)| Attendance {
        untimed: true,
        ..Attendance::blank(day(on), child, 1, Mark::Present)
    });
    let openings = ["2026-06-01", "2026-06-02", "2026-08-12", "2026-08-13"].map(|on| Opening {
        closed_at: Some(moment(day(on), 150)),
        ..Opening::new(day(on), moment(day(on), 30), None)
    });
    let children = vec![child(), other];
    let dates = (day("2026-05-04"), day("2026-10-09"));
    let mut home = Home::of(dates, children, |writer| {
        writer.put_all(&openings)?;
        writer.put_all(&rows)
    });
    home.delete_before(day("2026-07-01"));
    home
}

fn period(from: &str, to: &str) -> Period {
    Period::range(day(from), day(to))
}

fn figures(table: &Table) -> Vec<Vec<Value>> {
    let rows = table.rows.iter().map(|row| &row.cells);
    rows.map(|cells| cells.iter().map(|cell| cell.value.clone()).collect())
        .collect()
}

#[test]
fn a_month_that_was_deleted_has_no_numbers_on_any_page_and_no_ledger() {
    let home = deleted();
    let june = period("2026-06-01", "2026-06-30");
    for page in [
        Page::HowMany,
        Page::When,
        Page::Who,
        Page::Stay,
        Page::CameBack,
    ] {
        let shown = of(&home, page, june, None);
        assert!(shown.rows.is_empty(), "{page:?} {:?}", shown.rows);
        let said = shown.sentences.join(" ");
        assert!(said.contains("was deleted"), "{page:?} {said}");
    }
    let one = of(&home, Page::OneChild, june, Some(child().id));
    assert!(one.sentences.join(" ").contains("was deleted"), "{one:?}");
    for ledger in [Ledger::MonthMatrix, Ledger::DayList, Ledger::WorkLog] {
        let shown = made(&home, ledger, june).remove(0);
        assert!(shown.rows.is_empty(), "{ledger:?} {:?}", shown.rows);
        let said = shown.sentences.join(" ");
        assert!(said.contains("was deleted"), "{ledger:?} {said}");
    }
    let figures = made(&home, Ledger::Monthly, june).remove(0);
    let of_register = figures.rows.iter().take(7);
    let values: Vec<_> = of_register.map(|row| row.cells[1].value.clone()).collect();
    assert_eq!(values, vec![Value::Empty; 7]);
}

#[test]
fn a_period_partly_deleted_counts_from_what_is_kept_and_says_so() {
    let home = deleted();
    let months = period("2026-01-01", "2026-09-30");
    let shown = of(&home, Page::HowMany, months, None);
    let column = |code: &str| shown.columns.iter().position(|one| one.code == code);
    let cell = |row: usize, code: &str| {
        shown
            .cell(row, column(code).unwrap())
            .unwrap()
            .value
            .clone()
    };
    for code in ["open_days", "children", "visits", "new", "back", "stopped"] {
        assert_eq!(cell(5, code), Value::Empty, "June: {code}");
    }
    assert_eq!(cell(7, "children"), Value::AtLeast(1), "August");
    assert_eq!(cell(7, "visits"), Value::AtLeast(2), "August");
    // The child had come before, and that was deleted: it is none that is new.
    assert_eq!(cell(9, "visits"), Value::AtLeast(2), "in all");
    let said = shown.sentences.join(" ");
    assert!(said.contains("those days are not counted"), "{said}");
    let stay = of(&home, Page::Stay, months, None);
    assert!(
        figures(&stay)[5][1..]
            .iter()
            .all(|one| *one == Value::Empty),
        "{stay:?}"
    );
    let matrix = made(
        &home,
        Ledger::MonthMatrix,
        period("2026-06-01", "2026-07-31"),
    )
    .remove(0);
    let sums = figures(&matrix).pop().unwrap();
    assert_eq!(sums[2..32], vec![Value::Empty; 30], "June");
    assert_eq!(sums[2 + 30], Value::NotTaken, "the first of July");
}

#[test]
fn a_quarter_is_not_put_beside_one_that_was_deleted() {
    let home = deleted();
    let calendar = home.desk.calendar().unwrap();
    let august = Period::of(Grain::Month, day("2026-08-10"), &calendar);
    let ask = |period, beside| table(&home, Page::HowMany, period, beside);
    let quarter = Period::of(Grain::Quarter, day("2026-08-10"), &calendar);
    let shown = ask(quarter, Beside::Before);
    let said = shown.sentences.join(" ");
    assert!(said.contains("nothing is compared with"), "{said}");
    // July was kept, and nobody took its register: that is another matter.
    let said = ask(august, Beside::Before).sentences.join(" ");
    assert!(!said.contains("nothing is compared with"), "{said}");
    let figures = made(&home, Ledger::Quarterly, quarter).remove(0);
    let values = figures.rows.iter().map(|row| row.cells[2].value.clone());
    assert!(values.take(7).all(|one| one == Value::Empty), "{figures:?}");
}
