//! What is published points at no child.

use super::generated::Home;
use super::recount_ledgers::made;
use super::trends::{period_of, table};
use crate::domain::ChildId;
use crate::domain::calendar::period::{Grain, Period};
use crate::i18n::Lang;
use crate::reports::ledgers::Ledger;
use crate::reports::published::OnFile;
use crate::reports::slots::Beside;
use crate::reports::table::{Cell, Fact, RowState, Table, Value};
use crate::reports::trends::Page;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

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

fn on_file(home: &Home, period: Period) -> OnFile {
    OnFile::of(&home.desk.period_facts(&[period], &[]).unwrap())
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
    let mut small = table.clone();
    small.hide_small(&OnFile::default());
    let (five, ten) = (Some(5.0), Some(10.0));
    assert_eq!(
        numbers(&small),
        [None, None, None, None, None, five, five, ten]
    );
    assert_eq!(small.rows[3].cells[1].value, Value::Hidden, "zero too");
    let published = table.published(&OnFile::default(), Lang::En);
    // Of three groups without a number there is one row without a name.
    assert_eq!(numbers(&published), [None, None, None, five, five, ten]);
    assert_eq!(published.rows[1].cells[0].value, Value::Hidden);
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
    let small = blocks(&home, &[None, Some(4), Some(0)], 4).published(&OnFile::default(), Lang::En);
    assert_eq!(numbers(&small), [None; 3]);
    let none = blocks(&home, &[None, Some(0), Some(6)], 6).published(&OnFile::default(), Lang::En);
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
        let mut published = whole.clone();
        published.hide_small(&on_file(&home, period));
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
            // Columns that can be computed from each other are shown together or not at all.
            for (column, cell) in after.cells.iter().enumerate() {
                let tied = |other: usize| {
                    let name = |place: usize| (&whole.columns[place].group, whole.columns[place].tied);
                    name(column) == name(other)
                };
                if cell.value == Value::Hidden {
                    for (other, beside) in after.cells.iter().enumerate().filter(|(other, _)| tied(*other)) {
                        let counts = before.cells[other].children().len();
                        prop_assert!(beside.value.number().is_none() || counts == 0);
                    }
                }
            }
        }
    }
}

#[test]
fn public_reports_of_one_period_give_no_small_number_back() {
    for seed in 0..60 {
        let home = Home::new(seed, today());
        let period = period_of(
            &home,
            (Grain::Month, i64::from(u8::try_from(seed).unwrap())),
        );
        let (mut shown, mut hidden) = (Vec::new(), Vec::new());
        for table in PUBLIC.iter().flat_map(|one| one.tables(&home, period)) {
            let mut published = table.clone();
            published.hide_small(&on_file(&home, period));
            for (before, after) in table.rows.iter().zip(&published.rows) {
                let cells = before.cells.iter().zip(&after.cells).zip(&table.columns);
                // How the children of the period before stand to those of this one, nobody knows from the reports.
                for ((cell, kept), _) in cells.filter(|(_, column)| column.code != "before") {
                    let Some(vector) = vector(cell).filter(|_| structural(&table, cell)) else {
                        continue;
                    };
                    if kept.value.number().is_some() {
                        shown.push(vector);
                    } else if (1..5).contains(&vector.len()) {
                        hidden.push(vector);
                    }
                }
            }
        }
        for one in &hidden {
            assert!(!is_computable(one, &shown), "seed {seed}: {one:?}");
        }
    }
}

/// A report that may be published.
enum Public {
    Page(Page),
    Ledger(Ledger),
}

const PUBLIC: [Public; 9] = [
    Public::Page(Page::HowMany),
    Public::Page(Page::When),
    Public::Page(Page::Who),
    Public::Page(Page::Stay),
    Public::Page(Page::Visits),
    Public::Page(Page::Activities),
    Public::Page(Page::CameBack),
    Public::Ledger(Ledger::RollUp),
    Public::Ledger(Ledger::Monthly),
];

impl Public {
    fn tables(&self, home: &Home, period: Period) -> Vec<Table> {
        let tables = match self {
            Self::Page(page) => vec![table(home, *page, period, Beside::Nothing)],
            Self::Ledger(ledger) => made(home, *ledger, period),
        };
        // Lists of persons are left out.
        tables
            .into_iter()
            .filter(|one| !one.is_personal())
            .collect()
    }
}

/// The children that a number counts.
type Vector = BTreeSet<ChildId>;

/// Whether the reports say how the children of a number stand to those of others: as groups of those on file. Who came in a
/// week, and who at an activity, only chance puts together.
fn structural(table: &Table, cell: &Cell) -> bool {
    let are_files = cell.facts.iter().all(|fact| matches!(fact, Fact::File(_)));
    are_files || matches!(table.code.as_str(), "who")
}

/// Whom a number of children counts. Visits are no children: from a sum of visits nobody computes a number of children.
fn vector(cell: &Cell) -> Option<Vector> {
    let children: Vector = cell.children().into_iter().collect();
    let is_of_heads = match cell.value {
        Value::Count(count) | Value::AtLeast(count) => count == children.len(),
        _ => false,
    };
    (is_of_heads && !children.is_empty()).then_some(children)
}

/// Large enough that a sum is zero by chance only.
const PRIME: u64 = 2_147_483_647;

/// Whether a number is a sum of multiples of others: elimination, modulo a prime.
fn is_computable(wanted: &Vector, known: &[Vector]) -> bool {
    // Children who stand in the same numbers are one unknown.
    let all: BTreeSet<ChildId> = known.iter().chain([wanted]).flatten().copied().collect();
    let columns = all.iter().map(|child| {
        let of = |vector: &Vector| u64::from(vector.contains(child));
        known.iter().chain([wanted]).map(of).collect()
    });
    let columns: BTreeSet<Vec<u64>> = columns.collect();
    let columns: Vec<Vec<u64>> = columns.into_iter().collect();
    let mut rows: Vec<Vec<u64>> = (0..=known.len())
        .map(|row| columns.iter().map(|column| column[row]).collect())
        .collect();
    let mut wanted = rows.pop().unwrap();
    for column in 0..columns.len() {
        let Some(place) = rows.iter().position(|row| row[column] != 0) else {
            continue;
        };
        let pivot = rows.swap_remove(place);
        let inverse = power(pivot[column], PRIME - 2);
        for row in rows.iter_mut().chain([&mut wanted]) {
            let times = row[column] * inverse % PRIME;
            if times != 0 {
                for (value, of_pivot) in row.iter_mut().zip(&pivot) {
                    *value = (*value + (PRIME - times) * of_pivot) % PRIME;
                }
            }
        }
        rows.retain(|row| row.iter().any(|value| *value != 0));
    }
    wanted.iter().all(|value| *value == 0)
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}

#[test]
fn the_test_computes_what_can_be_computed() {
    let home = Home::new(3, today());
    let ids: Vec<ChildId> = (0..9).map(|_| home.desk.clock.new_id()).collect();
    let vector =
        |places: std::ops::Range<usize>| -> Vector { ids[places].iter().copied().collect() };
    let all = [vector(0..9), vector(0..6)];
    assert!(
        is_computable(&vector(6..9), &all),
        "the sum without the others"
    );
    assert!(!is_computable(&vector(7..9), &all));
    assert!(!is_computable(&vector(6..9), &all[..1]));
}

#[test]
fn what_counts_no_children_stays() {
    let home = Home::new(3, today());
    let period = period_of(&home, (Grain::Month, 40));
    for table in made(&home, Ledger::Monthly, period) {
        let mut published = table.clone();
        published.hide_small(&on_file(&home, period));
        for (before, after) in table.rows.iter().zip(&published.rows) {
            for (cell, kept) in before.cells.iter().zip(&after.cells) {
                let are_days = cell.facts.iter().all(|fact| fact.child().is_none());
                if are_days && !cell.facts.is_empty() {
                    assert_eq!(cell.value, kept.value);
                }
            }
        }
    }
}
