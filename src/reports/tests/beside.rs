//! What stands beside a page is what the page of the other period says.

use super::generated::{Home, moment};
use super::trends::{check_sources, day, period_of, today};
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::{Attendance, Child, ChildId, Mark, Opening, Sex, Weekdays};
use crate::i18n::Lang;
use crate::reports::slots::{Beside, other_period};
use crate::reports::table::{Cell, Fact, Row, RowState, Table, Value};
use crate::reports::trends::{Ask, Page, trend};
use chrono::Days;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The pages with a column beside their numbers, and the column that is compared.
const COMPARED: [(Page, &str); 5] = [
    (Page::Who, "came"),
    (Page::Stay, "children"),
    (Page::Visits, "met"),
    (Page::Activities, "held"),
    (Page::CameBack, "came"),
];

fn table(
    home: &Home,
    page: Page,
    (period, beside): (Period, Beside),
    child: Option<ChildId>,
) -> Table {
    let ask = Ask {
        page,
        period,
        beside,
        child,
    };
    let calendar = home.desk.calendar().unwrap();
    let periods = ask.periods(&calendar, today());
    let facts = home.desk.period_facts(&periods, page.parts()).unwrap();
    trend(&facts, ask, &[], Lang::En)
}

fn place(table: &Table, code: &str) -> usize {
    let place = table.columns.iter().position(|one| one.code == code);
    place.unwrap_or_else(|| panic!("{} has no column {code}", table.code))
}

/// Names and records of the rows that have any in this column.
fn counted(table: &Table, code: &str) -> BTreeSet<(String, Vec<Fact>)> {
    let place = place(table, code);
    let mut block = String::new();
    let mut all = BTreeSet::new();
    for row in &table.rows {
        let Value::Text(name) = &row.cells[0].value else {
            continue;
        };
        if row.state == RowState::Gap {
            block.clone_from(name);
        }
        let mut facts = row.cells[place].facts.clone();
        facts.sort_unstable();
        if !facts.is_empty() {
            all.insert((format!("{block} {name}"), facts));
        }
    }
    all
}

fn has_value(row: &Row, place: usize) -> bool {
    !matches!(row.cells[place].value, Value::Empty)
}

/// The records of the last row: the sum, or the only row.
fn last<'t>(table: &'t Table, code: &str) -> Option<&'t Cell> {
    table.rows.last().map(|row| &row.cells[place(table, code)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn beside_stands_what_the_other_page_says(
        seed in any::<u64>(),
        (grain, back) in (0..Grain::ALL.len(), 30..240_i64),
        nth in 0..COMPARED.len(),
        is_year in any::<bool>(),
    ) {
        let home = Home::new(seed, today());
        let period = period_of(&home, (Grain::ALL[grain], back));
        // What is not over is compared with a part; a test of its own looks at that.
        prop_assume!(period.to < today());
        let (page, code) = COMPARED[nth];
        let beside = if is_year { Beside::LastYear } else { Beside::Before };
        let calendar = home.desk.calendar().unwrap();
        let Some(other) = other_period(period, beside, &calendar) else {
            return Ok(());
        };
        let shown = table(&home, page, (period, beside), None);
        check_sources(&shown)?;
        let alone = table(&home, page, (other, Beside::Nothing), None);
        // Of records that began inside the other period, and of one without a register, nothing is said.
        let facts = home.desk.period_facts(&[other], &[]).unwrap();
        let has_begun = facts.began.is_some_and(|began| began <= other.from);
        let has_register = page != Page::Who || facts.taken(other).next().is_some();
        if !has_begun || !has_register {
            let cell = last(&shown, "beside");
            prop_assert!(cell.is_none_or(|cell| cell.facts.is_empty()));
            return Ok(());
        }
        let mut sums = [last(&shown, "beside"), last(&alone, code)].map(|cell| {
            cell.map_or_else(Vec::new, |cell| cell.facts.clone())
        });
        if page == Page::CameBack {
            // The page about steps has no sum; each of its rows is compared below.
            sums = [Vec::new(), Vec::new()];
        }
        let [left, right] = sums.map(|facts| facts.into_iter().collect::<BTreeSet<_>>());
        prop_assert_eq!(left, right);
        // Pages whose rows are no days have the same rows.
        if matches!(page, Page::Who | Page::CameBack) {
            prop_assert_eq!(counted(&shown, "beside"), counted(&alone, code));
        }
    }

    #[test]
    fn the_hours_beside_are_those_of_the_other_page(seed in any::<u64>(), back in 30..240_i64) {
        let home = Home::new(seed, today());
        let period = period_of(&home, (Grain::Month, back));
        prop_assume!(period.to < today());
        let calendar = home.desk.calendar().unwrap();
        let other = other_period(period, Beside::Before, &calendar).unwrap();
        let shown = table(&home, Page::When, (period, Beside::Before), None);
        let alone = table(&home, Page::When, (other, Beside::Nothing), None);
        let sums = |table: &Table| {
            let sums: Vec<Row> = table.rows.iter().filter(|row| row.state == RowState::Total).cloned().collect();
            sums
        };
        if let ([_, beside], [alone_sum]) = (sums(&shown).as_slice(), sums(&alone).as_slice()) {
            for (nth, column) in alone.columns.iter().enumerate().skip(1) {
                let cell = &beside.cells[place(&shown, &column.code)];
                prop_assert_eq!(cell, &alone_sum.cells[nth]);
            }
        }
    }

    #[test]
    fn a_period_that_runs_has_as_many_open_days_beside_it(seed in any::<u64>(), nth in 0..COMPARED.len()) {
        let home = Home::new(seed, today());
        let calendar = home.desk.calendar().unwrap();
        let period = Period::of(Grain::Month, today(), &calendar);
        let (page, code) = COMPARED[nth];
        let shown = table(&home, page, (period, Beside::Before), None);
        let other = other_period(period, Beside::Before, &calendar).unwrap();
        let facts = home.desk.period_facts(&[period, other], &[]).unwrap();
        let open = |day: &chrono::NaiveDate| facts.state(*day).is_open_day();
        let so_far = period.each_day().filter(|day| *day < today() && open(day)).count();
        let so_far = so_far + usize::from(facts.state(today()).is_counted());
        let days: Vec<_> = other.each_day().filter(open).collect();
        let last_day = if so_far == 0 { None } else { days.get(so_far - 1).copied().or(Some(other.to)) };
        let column = place(&shown, "beside");
        // A week that is over stands beside a whole week; the sum beside as many open days.
        let sums = shown.rows.iter().filter(|row| row.state == RowState::Total || shown.rows.len() == 1);
        let sums: BTreeSet<Fact> = sums.flat_map(|row| row.cells[column].facts.clone()).collect();
        let Some(last_day) = last_day else {
            prop_assert!(sums.is_empty());
            return Ok(());
        };
        if page == Page::CameBack || facts.began.is_none_or(|began| began > other.from) {
            return Ok(());
        }
        let part = Period { to: last_day, ..other };
        let has_register = page != Page::Who || facts.taken(part).next().is_some();
        let alone = table(&home, page, (part, Beside::Nothing), None);
        let same = last(&alone, code).map_or_else(Vec::new, |cell| cell.facts.clone());
        let same: BTreeSet<Fact> = same.into_iter().filter(|_| has_register).collect();
        prop_assert_eq!(sums, same);
    }
}

#[test]
fn every_page_but_what_was_handed_in_has_something_beside_it() {
    for page in Page::ALL {
        assert_eq!(page.has_beside(), *page != Page::HandedIn, "{page:?}");
    }
}

#[test]
fn nothing_stands_beside_days_before_the_records() {
    let home = Home::new(3, today());
    let calendar = home.desk.calendar().unwrap();
    let facts = home.desk.period_facts(&[], &[]).unwrap();
    let began = facts.began.unwrap();
    let period = Period::of(Grain::Month, began + Days::new(3), &calendar);
    for (page, _) in COMPARED {
        let shown = table(&home, page, (period, Beside::Before), None);
        let column = place(&shown, "beside");
        assert!(
            shown
                .rows
                .iter()
                .all(|row| !has_value(row, column) || row.state == RowState::Gap),
            "{page:?}"
        );
        let said = shown.sentences.join(" ");
        assert!(said.contains("records begin"), "{page:?}: {said}");
    }
}

#[test]
fn a_child_is_compared_with_itself() {
    let home = Home::new(7, today());
    let facts = home.desk.period_facts(&[], &[]).unwrap();
    let calendar = home.desk.calendar().unwrap();
    let other = Period::of(Grain::Month, day("2026-09-10"), &calendar);
    let of_other = home.desk.period_facts(&[other], &[]).unwrap();
    let often = |child: &&Child| {
        of_other
            .came(other)
            .filter(|(one, _)| one.id == child.id)
            .count()
            > 3
    };
    let child = facts.register.children().iter().find(often).unwrap().id;
    let period = Period::range(day("2026-10-01"), day("2026-10-31"));
    let period = Period {
        grain: Grain::Month,
        ..period
    };
    let shown = table(&home, Page::OneChild, (period, Beside::Before), Some(child));
    let alone = table(&home, Page::OneChild, (other, Beside::Nothing), Some(child));
    let said = shown
        .sentences
        .iter()
        .find(|one| one.contains("September"))
        .unwrap();
    let numbers = |said: &str| -> Vec<u32> {
        said.split(|c: char| !c.is_ascii_digit())
            .filter_map(|one| one.parse().ok())
            .collect()
    };
    let of_alone = numbers(&alone.sentences[0]);
    assert!(of_alone.len() == 2 && of_alone[0] > 1, "{alone:?}");
    assert_eq!(numbers(said), of_alone);
}

/// A home with three children. In the last whole week of November 2027 two came from Monday to Friday; a year before, three
/// came from Monday to Thursday, and on the Friday the register was not taken.
fn two_years() -> Home {
    let children: Vec<Child> = (1..=3)
        .map(|nth| {
            let id = ChildId(Uuid::from_u128(nth));
            let mut child = Child::new(
                id,
                &format!("{nth:04}"),
                "汪小雨",
                Sex::Female,
                day("2018-06-01"),
            );
            child.expected_days = Weekdays::SCHOOL;
            child
        })
        .collect();
    let (mut openings, mut rows) = (Vec::new(), Vec::new());
    let weeks = [("2026-11-23", 4, 3), ("2027-11-22", 5, 2)];
    for (monday, days, came) in weeks {
        for on in day(monday).iter_days().take(days) {
            let mut opening = Opening::new(on, moment(on, 30), None);
            opening.closed_at = Some(moment(on, 150));
            openings.push(opening);
            rows.extend(children.iter().take(came).map(|child| {
                let mut row = Attendance::blank(on, child.id, 1, Mark::Present);
                row.untimed = true;
                row
            }));
        }
    }
    Home::of((day("2026-09-01"), day("2027-12-06")), children, |writer| {
        writer.put_all(&openings)?;
        writer.put_all(&rows)
    })
}

#[test]
fn beside_last_year_only_days_with_a_register_in_both_are_compared() {
    let home = two_years();
    let calendar = home.desk.calendar().unwrap();
    let period = Period::of(Grain::Week, day("2027-11-24"), &calendar);
    let ask = Ask {
        page: Page::HowMany,
        period,
        beside: Beside::LastYear,
        child: None,
    };
    let periods = ask.periods(&calendar, day("2027-12-06"));
    let facts = home.desk.period_facts(&periods, ask.page.parts()).unwrap();
    let shown = trend(&facts, ask, &[], Lang::En);
    let said = shown.sentences.join(" ");
    // Ten visits on five days; of the eight on the first four, beside twelve a year before.
    assert!(said.contains("3.0 a day, now 2.0"), "{said}");
    assert!(said.contains("4 of 5 rows"), "{said}");
    let numbers: Vec<Value> = shown
        .rows
        .iter()
        .map(|row| row.cells[place(&shown, "beside")].value.clone())
        .collect();
    let three = Value::Count(3);
    assert_eq!(
        numbers[..4],
        [three.clone(), three.clone(), three.clone(), three]
    );
    assert_eq!(numbers[4], Value::NotTaken);
}
