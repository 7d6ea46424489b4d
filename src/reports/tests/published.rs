//! What is published points at no child.

use super::generated::Home;
use super::trends::table;
use crate::domain::calendar::period::{Grain, Period};
use crate::i18n::Lang;
use crate::reports::slots::Beside;
use crate::reports::table::{Cell, Fact, RowState, Table, Value};
use crate::reports::trends::Page;
use chrono::NaiveDate;
use proptest::prelude::*;

fn today() -> NaiveDate {
    "2026-11-27".parse().unwrap()
}

/// A table of blocks: each row has one column of so many children; a heading where it says `None`.
fn blocks(home: &Home, rows: &[Option<usize>], total: usize) -> Table {
    let period = Period::of(Grain::Month, today(), &home.desk.calendar().unwrap());
    let mut table = table(home, Page::Who, period, Beside::Nothing);
    let ids: Vec<_> = (0..40).map(|_| home.desk.clock.new_id()).collect();
    let counted = |count: usize| {
        let facts = ids.iter().take(count).map(|id| Fact::File(*id));
        Cell::heads(facts.collect())
    };
    let row = |count: Option<usize>, state| crate::reports::table::Row {
        cells: vec![
            Cell::text("group"),
            count.map_or_else(|| Cell::plain(Value::Empty), counted),
        ],
        state,
    };
    table.columns.truncate(2);
    table.rows = rows
        .iter()
        .map(|count| {
            let state = count.map_or(RowState::Gap, |_| RowState::Whole);
            row(*count, state)
        })
        .collect();
    table.rows.push(row(Some(total), RowState::Total));
    table
}

fn numbers(table: &Table) -> Vec<Option<f64>> {
    let cells = table.rows.iter().map(|row| row.cells[1].value.number());
    cells.collect()
}

#[test]
fn a_small_number_takes_its_block_with_it_and_no_other() {
    let home = Home::new(3, today());
    let table = blocks(
        &home,
        &[None, Some(7), Some(3), Some(0), None, Some(5), Some(5)],
        10,
    );
    let shown = numbers(&table.clone().published(Lang::En));
    let (five, ten) = (Some(5.0), Some(10.0));
    assert_eq!(shown, [None, None, None, None, None, five, five, ten]);
    let published = table.published(Lang::En);
    assert_eq!(published.rows[3].cells[1].value, Value::Hidden, "zero too");
    assert!(published.sentences.is_empty() && published.checks.is_empty());
    assert!(
        published
            .notes
            .last()
            .is_some_and(|note| note.contains('5'))
    );
}

#[test]
fn a_small_sum_is_hidden_and_nothing_is_without_need() {
    let home = Home::new(3, today());
    let small = blocks(&home, &[None, Some(4), Some(0)], 4).published(Lang::En);
    assert_eq!(numbers(&small), [None; 4]);
    let none = blocks(&home, &[None, Some(0), Some(6)], 6).published(Lang::En);
    let six = Some(6.0);
    assert_eq!(numbers(&none), [None, Some(0.0), six, six]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_page_shows_one_to_four_children(
        seed in any::<u64>(),
        page in 0..Page::ALL.len(),
        grain in 0..Grain::ALL.len(),
        back in 0..240_i64,
    ) {
        let home = Home::new(seed, today());
        let at = today() - chrono::TimeDelta::days(back);
        let calendar = home.desk.calendar().unwrap();
        let period = match Grain::ALL[grain] {
            Grain::Range => Period::range(at, at + chrono::Days::new(17)),
            grain => Period::of(grain, at, &calendar),
        };
        let whole = table(&home, Page::ALL[page], period, Beside::Before);
        let published = whole.clone().published(Lang::En);
        prop_assert_eq!(whole.rows.len(), published.rows.len());
        for (before, after) in whole.rows.iter().zip(&published.rows) {
            for (cell, shown) in before.cells.iter().zip(&after.cells) {
                let children = cell.children().len();
                if (1..5).contains(&children) {
                    prop_assert_eq!(shown.value.number(), None);
                }
                // What is shown was not changed.
                prop_assert!(shown.value == cell.value || shown.value == Value::Hidden);
            }
            // A row is shown whole or not at all.
            let has_hidden = after.cells.iter().any(|cell| cell.value == Value::Hidden);
            let has_number = after.cells.iter().any(|cell| cell.value.number().is_some());
            prop_assert!(!(has_hidden && has_number));
        }
    }
}
