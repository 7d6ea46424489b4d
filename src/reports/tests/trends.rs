//! The pages of F7 against queries of their own.

use super::generated::Home;
use crate::domain::calendar::period::{Grain, Period};
use crate::i18n::Lang;
use crate::reports::slots::{Beside, grain_of_rows, slots};
use crate::reports::table::{Row, RowState, Table, Value, heads};
use crate::reports::trends::{Ask, Page, trend};
use crate::t;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn today() -> NaiveDate {
    day("2026-11-27")
}

pub(super) fn table(home: &Home, page: Page, period: Period, beside: Beside) -> Table {
    let ask = Ask {
        page,
        period,
        beside,
        child: None,
    };
    let calendar = home.desk.calendar().unwrap();
    let facts = home
        .desk
        .period_facts(&ask.periods(&calendar, today()), page.parts())
        .unwrap();
    trend(&facts, ask, &[], Lang::En)
}

pub(super) fn periods() -> impl Strategy<Value = (Grain, i64)> {
    (0..Grain::ALL.len(), 0..240_i64).prop_map(|(nth, back)| (Grain::ALL[nth], back))
}

pub(super) fn period_of(home: &Home, (grain, back): (Grain, i64)) -> Period {
    let at = today() - chrono::TimeDelta::days(back);
    let calendar = home.desk.calendar().unwrap();
    match grain {
        Grain::Range => Period::range(at, at + chrono::Days::new(17)),
        grain => Period::of(grain, at, &calendar),
    }
}

/// Different children and visits who came on some days, by a query.
fn came(home: &Home, days: Period) -> (i64, i64) {
    let sql = "SELECT count(DISTINCT child), count(DISTINCT day * 100000 + child) FROM attendance
        WHERE mark IN (1, 2) AND day BETWEEN ?1 AND ?2";
    let rows = home.store().recount(sql, &[days.from, days.to]);
    (rows[0][0], rows[0][1])
}

pub(super) fn number(table: &Table, row: usize, code: &str) -> Option<i64> {
    let column = table.columns.iter().position(|one| one.code == code)?;
    match table.cell(row, column)?.value {
        Value::Count(count) | Value::AtLeast(count) => i64::try_from(count).ok(),
        Value::Mean { sum, .. } => i64::try_from(sum).ok(),
        _ => None,
    }
}

/// A number is what it counts: as many records or as many children. Guests are no records; a test recounts
/// them.
pub(super) fn check_sources(table: &Table) -> Result<(), TestCaseError> {
    for row in &table.rows {
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            if column.code == "guests" {
                prop_assert!(cell.facts.is_empty(), "{cell:?}");
                continue;
            }
            match cell.value {
                Value::Count(count) | Value::AtLeast(count) => {
                    let counted = [cell.facts.len(), heads(&cell.facts)];
                    prop_assert!(counted.contains(&count), "{cell:?}");
                }
                Value::Mean { sum, .. } => prop_assert_eq!(sum, cell.facts.len()),
                _ => {}
            }
        }
        prop_assert_eq!(row.cells.len(), table.columns.len());
    }
    for check in &table.checks {
        prop_assert!(check.holds(), "{check:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn who_came_is_what_a_query_counts(seed in any::<u64>(), asked in periods(), nth in 0..3_usize) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let beside = Beside::ALL[nth];
        let table = table(&home, Page::HowMany, period, beside);
        check_sources(&table)?;
        let calendar = home.desk.calendar().unwrap();
        let rows = slots(period, grain_of_rows(period), beside, &calendar);
        for (nth, slot) in rows.iter().enumerate() {
            let (children, visits) = came(&home, slot.days);
            let is_ahead = slot.days.from > today();
            if let Some(shown) = number(&table, nth, "came") {
                prop_assert_eq!(shown, visits);
            } else if let Some(shown) = number(&table, nth, "visits") {
                prop_assert_eq!(shown, visits);
                prop_assert_eq!(number(&table, nth, "children"), Some(children));
            } else {
                prop_assert!(is_ahead || visits == 0, "{:?}", table.rows[nth]);
            }
        }
        if let Some(total) = table.rows.iter().position(|row| row.state == RowState::Total) {
            let (children, visits) = came(&home, period);
            let shown = number(&table, total, "came").or_else(|| number(&table, total, "visits"));
            prop_assert_eq!(shown, Some(visits));
            if number(&table, total, "children").is_some() {
                prop_assert_eq!(number(&table, total, "children"), Some(children));
            }
        }
    }

    #[test]
    fn averages_count_days_with_a_whole_register_only(seed in any::<u64>(), back in 0..200_i64) {
        let home = Home::new(seed, today());
        let period = period_of(&home, (Grain::Quarter, back));
        let table = table(&home, Page::HowMany, period, Beside::Nothing);
        // Every day that was opened and is over counts; others only if a whole sheet was entered.
        let opened = home.store().recount(
            "SELECT day, (SELECT count(DISTINCT child) FROM attendance a
                WHERE a.day = opening.day AND mark IN (1, 2))
             FROM opening WHERE closed_at IS NOT NULL AND day BETWEEN ?1 AND ?2",
            &[period.from, period.to],
        );
        let least: i64 = opened.iter().map(|row| row[1]).sum();
        let total = table.rows.len() - 1;
        let column = table.columns.iter().position(|one| one.code == "open_days").unwrap();
        if let Some(Value::Share { part, .. }) = table.cell(total, column).map(|cell| &cell.value) {
            prop_assert!(*part >= opened.len());
            prop_assert!(number(&table, total, "mean").unwrap_or(0) >= least);
        }
    }
}

#[test]
fn a_home_without_children_says_so_on_every_page() {
    let home = Home::new(14, today());
    for page in Page::ALL {
        for asked in [
            (Grain::Week, 0),
            (Grain::Month, 400),
            (Grain::Year, 0),
            (Grain::Range, -60),
        ] {
            let period = period_of(&home, asked);
            let table = table(&home, *page, period, Beside::LastYear);
            assert!(!table.sentences.is_empty(), "{page:?} {asked:?}");
        }
    }
}

/// Every day on which a child came, by a query.
fn days_of(home: &Home) -> HashMap<i64, Vec<i64>> {
    let sql = "SELECT DISTINCT child, day FROM attendance WHERE mark IN (1, 2) ORDER BY child, day";
    let mut days: HashMap<i64, Vec<i64>> = HashMap::new();
    for row in home.store().recount(sql, &[]) {
        days.entry(row[0]).or_default().push(row[1]);
    }
    days
}

/// Whether nobody came between two days, for more than four weeks with eight registers or more.
fn is_gap(registers: &[i64], from: i64, to: i64) -> bool {
    to - from > 28
        && registers
            .iter()
            .filter(|day| from < **day && **day < to)
            .count()
            >= 8
}

/// Who is new, came back and stopped in a period.
pub(super) struct Moves {
    pub new: i64,
    pub back: i64,
    /// Stopped coming, also those who came again later.
    pub gone: i64,
    pub away: i64,
    pub left: i64,
    /// Whether it is known by now of everybody who came in the period.
    pub is_known: bool,
}

/// They are found again day by day from the register alone.
pub(super) fn moves(home: &Home, period: Period) -> Moves {
    let number_of = |day: NaiveDate| home.store().recount("SELECT ?1", &[day])[0][0];
    let (first, last, now) = (
        number_of(period.from),
        number_of(period.to),
        number_of(today()),
    );
    let registers: Vec<i64> = home
        .store()
        .recount("SELECT DISTINCT day FROM attendance", &[])
        .into_iter()
        .map(|row| row[0])
        .collect();
    let first_register = registers.iter().copied().min().unwrap_or(now);
    let pairs = |sql: &str| -> HashMap<i64, i64> {
        home.store()
            .recount(sql, &[])
            .into_iter()
            .map(|row| (row[0], row[1]))
            .collect()
    };
    let joined = pairs("SELECT id, joined_on FROM child WHERE joined_on IS NOT NULL");
    let left_on = pairs("SELECT id, left_on FROM child WHERE left_on IS NOT NULL");
    let excused = home.store().recount(
        "SELECT DISTINCT child, day FROM attendance WHERE mark = 3",
        &[],
    );
    // Each child counts once, however often it stayed away.
    let [mut new, mut back, mut gone, mut away, mut left] = [(); 5].map(|()| HashSet::new());
    for (child, days) in &days_of(home) {
        for (nth, day) in days.iter().enumerate() {
            if *day < first || *day > last {
                continue;
            }
            match nth.checked_sub(1).and_then(|before| days.get(before)) {
                None => {
                    let has_joined = joined
                        .get(child)
                        .is_some_and(|joined| *joined >= first_register);
                    if has_joined || day - first_register > 28 {
                        new.insert(*child);
                    }
                }
                Some(before) if is_gap(&registers, *before, *day) => {
                    back.insert(*child);
                }
                Some(_) => {}
            }
            let next = days.get(nth + 1).copied();
            let end = next.unwrap_or(now);
            let told = excused
                .iter()
                .filter(|row| row[0] == *child && row[1] > *day && row[1] < end.min(day + 60))
                .count();
            if !is_gap(&registers, *day, end) || told >= 8 {
                continue;
            }
            let has_left = left_on
                .get(child)
                .is_some_and(|left| (*day..=day + 28).contains(left));
            match next {
                Some(_) => {
                    gone.insert(*child);
                }
                None if has_left => {
                    left.insert(*child);
                }
                None => {
                    gone.insert(*child);
                    away.insert(*child);
                }
            }
        }
    }
    let registers_after = registers
        .iter()
        .filter(|day| **day > last && **day < now)
        .count();
    let is_known = now - last > 28 && registers_after >= 8;
    let [new, back, gone, away, left] =
        [new, back, gone, away, left].map(|children| i64::try_from(children.len()).unwrap());
    Moves {
        new,
        back,
        gone,
        away,
        left,
        is_known,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_number_of_every_page_is_what_it_counts(
        seed in any::<u64>(),
        asked in periods(),
        nth in 0..Page::ALL.len(),
        beside in 0..3_usize,
    ) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let table = table(&home, Page::ALL[nth], period, Beside::ALL[beside]);
        check_sources(&table)?;
        // What is counted lies in the period, but for the column, or the row, beside it.
        let is_beside = |row: &&Row| {
            let names = [t!(Lang::En, "trend-beside-before"), t!(Lang::En, "trend-beside-year")];
            matches!(&row.cells[0].value, Value::Text(name) if names.contains(name))
        };
        for row in table.rows.iter().filter(|row| !is_beside(row)) {
            let cells = row.cells.iter().zip(&table.columns);
            for (cell, _) in cells.filter(|(_, column)| column.code != "beside") {
                let days = cell.facts.iter().filter_map(|one| one.day());
                prop_assert!(days.into_iter().all(|day| period.contains(day)));
            }
        }
    }

    #[test]
    fn new_back_and_stopped_are_found_again_day_by_day(seed in any::<u64>(), asked in periods()) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let table = table(&home, Page::Stay, period, Beside::Nothing);
        let moves = moves(&home, period);
        if period.from > today() {
            return Ok(());
        }
        let Some(total) = table.rows.len().checked_sub(1) else {
            prop_assert_eq!(came(&home, period), (0, 0));
            return Ok(());
        };
        prop_assert_eq!(number(&table, total, "new"), Some(moves.new));
        prop_assert_eq!(number(&table, total, "back"), Some(moves.back));
        if moves.is_known {
            prop_assert_eq!(number(&table, total, "stopped"), Some(moves.gone));
            prop_assert_eq!(number(&table, total, "still"), Some(moves.away));
            prop_assert_eq!(number(&table, total, "left"), Some(moves.left));
        } else {
            prop_assert_eq!(number(&table, total, "stopped"), None, "not known yet");
        }
    }

    #[test]
    fn visits_and_arrivals_are_what_queries_count(seed in any::<u64>(), asked in periods()) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let days = [period.from, period.to];
        let one = |sql: &str| home.store().recount(sql, &days)[0][0];
        let visits = table(&home, Page::Visits, period, Beside::Nothing);
        if visits.rows.is_empty() {
            prop_assert_eq!(one("SELECT count(*) FROM visit WHERE day BETWEEN ?1 AND ?2"), 0);
        }
        if let Some(total) = visits.rows.len().checked_sub(1) {
            let made = "SELECT count(*) FROM visit WHERE day BETWEEN ?1 AND ?2 AND kind ";
            prop_assert_eq!(
                number(&visits, total, "visits"),
                Some(one(&format!("{made} NOT IN ('phone', 'video')")))
            );
            prop_assert_eq!(
                number(&visits, total, "met"),
                Some(one(&format!("{made} NOT IN ('phone', 'video') AND child_seen = 1")))
            );
            prop_assert_eq!(
                number(&visits, total, "calls"),
                Some(one(&format!("{made} IN ('phone', 'video')")))
            );
        }
        let when = table(&home, Page::When, period, Beside::Nothing);
        if let Some(total) = when.rows.len().checked_sub(1) {
            let timed = number(&when, total, "timed").unwrap_or(0);
            let untimed = number(&when, total, "untimed").unwrap_or(0);
            let (_, visits) = came(&home, period);
            prop_assert_eq!(timed + untimed, visits);
            let with_time = one("SELECT count(DISTINCT day * 100000 + child) FROM attendance
                WHERE mark IN (1, 2) AND in_at IS NOT NULL AND day BETWEEN ?1 AND ?2");
            prop_assert_eq!(timed, with_time);
            let cells: i64 = when.columns.iter()
                .filter(|column| column.code.contains(':'))
                .filter_map(|column| number(&when, total, &column.code))
                .sum();
            prop_assert_eq!(cells, timed);
        }
    }
}
