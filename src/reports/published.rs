//! A table for the public: numbers of one to four children are hidden, with all from which they could be computed.
//!
//! Whoever knows the village knows who "one child of a single parent" is. Hiding the small number alone is not enough: the
//! others and the sum give it back. So the columns that can be computed from each other are hidden together, in all rows of a
//! block (up to the next heading) that are parts of one sum; a row of sums is a block of its own. Numbers that count no
//! children, such as days, stay.
//!
//! Reports of one period are read side by side: what is nearly everybody on file is hidden as well ([`OnFile`]).

use super::table::{Cell, Column, Fact, Picture, Row, RowState, Table, Value};
use crate::domain::ChildId;
use crate::house::period::PeriodFacts;
use crate::i18n::Lang;
use crate::t;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// From this number of children on a number may be published.
pub(crate) const LEAST_PUBLISHED: usize = 5;

/// The children on file, whose numbers stand in many reports: on some day of a period, and on its last day; of the period
/// and of the one beside it. A number that is nearly one of them tells with it of those few who make the difference: who did
/// not come, who left.
#[derive(Debug, Default)]
pub(crate) struct OnFile {
    at_end: Vec<HashSet<ChildId>>,
    some_day: Vec<HashSet<ChildId>>,
}

impl OnFile {
    /// Those of the periods that were read: the first is the one of the report, then the one beside it.
    pub(crate) fn of(facts: &PeriodFacts) -> Self {
        let registered = |from: NaiveDate, last: NaiveDate| {
            let children = facts.register.children().iter();
            let registered = children.filter(|child| child.was_registered(from, last));
            registered.map(|child| child.id).collect()
        };
        let mut all = Self::default();
        for period in facts.periods.iter().take(2) {
            let last = period.to.min(facts.today());
            all.at_end.push(registered(last, last));
            all.some_day.push(registered(period.from.min(last), last));
        }
        all
    }

    /// Whether a number of children is few more or less than one of them. The number on the last day is the one that
    /// stays, so that the others have nothing beside them.
    fn is_near(&self, cell: &Cell) -> bool {
        let children: HashSet<ChildId> = cell.children().into_iter().collect();
        if !is_of_heads(cell) || self.at_end.contains(&children) {
            return false;
        }
        self.at_end.iter().chain(&self.some_day).any(|all| {
            let is_nested = children.is_subset(all) || all.is_subset(&children);
            is_nested && is_small(children.len().abs_diff(all.len()))
        })
    }
}

impl Table {
    /// The table without numbers that could point at a child. Sentences and checks name numbers and are left out.
    #[must_use]
    pub(crate) fn published(mut self, on_file: &OnFile, lang: Lang) -> Self {
        let hidden = self.hide_small(on_file);
        // Groups of children are named by what they are; days and topics are not.
        let first = self.columns.first().map(|one| one.code.as_str());
        if matches!(first, Some("group" | "who")) {
            self.rows = without_names(&self.rows);
        }
        self.sentences.clear();
        // What a note says of checks is not true without them.
        if !self.checks.is_empty() {
            self.notes.clear();
        }
        self.checks.clear();
        // A note that counts something says more than what the words mean.
        self.notes
            .retain(|note| !note.chars().any(char::is_numeric));
        self.notes
            .push(t!(lang, "report-note-public", least = LEAST_PUBLISHED));
        if hidden {
            self.picture = Picture::None;
            self.charted.clear();
        }
        self
    }

    /// Hides the small numbers, and those from which they could be computed: whether any was.
    pub(super) fn hide_small(&mut self, on_file: &OnFile) -> bool {
        let mut hidden = false;
        let columns = tied(&self.columns);
        let is_alone = self.are_rows_alone;
        let sums: Vec<Row> = self
            .rows
            .iter()
            .filter(|row| is_sum(row))
            .cloned()
            .collect();
        for block in self
            .rows
            .chunk_by_mut(|one, next| !is_alone && !ends(one, next))
        {
            for places in &columns {
                let is_small = |row: &Row| {
                    has_small(row, places, on_file)
                        || (!is_sum(row) && is_nearly_a_sum(row, places, &sums))
                };
                if block.iter().any(is_small) {
                    for row in block.iter_mut() {
                        hide(row, places);
                    }
                    hidden = true;
                }
            }
        }
        if is_alone {
            hidden |= hide_nested(&mut self.rows);
        }
        hidden
    }
}

/// The rows without the names of groups of which no number is left: that there is such a group says that there is a child.
fn without_names(rows: &[Row]) -> Vec<Row> {
    let is_bare = |row: &Row| {
        let numbers = row.cells.iter().any(|cell| cell.value.number().is_some());
        !numbers && row.cells.iter().any(|cell| cell.value == Value::Hidden)
    };
    let mut kept = Vec::new();
    for block in rows.chunk_by(|one, next| !ends(one, next)) {
        let (headings, groups): (Vec<&Row>, Vec<&Row>) =
            block.iter().partition(|row| is_heading(row));
        kept.extend(headings.into_iter().cloned());
        match groups.as_slice() {
            [first, ..] if !is_sum(first) && groups.iter().all(|row| is_bare(row)) => {
                let mut one = Row::clone(first);
                for cell in &mut one.cells {
                    if cell.value != Value::Empty {
                        *cell = Cell::plain(Value::Hidden);
                    }
                }
                kept.push(one);
            }
            _ => kept.extend(groups.into_iter().cloned()),
        }
    }
    kept
}

/// Whether a block of rows ends between two rows: before a heading, and around each row of sums.
fn ends(one: &Row, next: &Row) -> bool {
    is_sum(one) || is_sum(next) || is_heading(next)
}

fn is_sum(row: &Row) -> bool {
    row.state == RowState::Total
}

/// Whether a number of a row is one of the sums, but for few children: those who are in no such group.
fn is_nearly_a_sum(row: &Row, places: &[usize], sums: &[Row]) -> bool {
    let is_near = |place: &usize| {
        let cell = row.cells.get(*place).filter(|cell| counts_children(cell));
        let others = || sums.iter().filter_map(|sum| sum.cells.get(*place));
        cell.is_some_and(|cell| others().any(|other| is_few_less(cell, other)))
    };
    places.iter().any(is_near)
}

/// A row that only names the rows below it.
fn is_heading(row: &Row) -> bool {
    let rest = row.cells.get(1..).unwrap_or_default();
    rest.iter().all(|cell| cell.value == Value::Empty)
}

/// The places of the columns that can be computed from each other.
fn tied(columns: &[Column]) -> Vec<Vec<usize>> {
    let mut all: BTreeMap<(Option<&str>, &str), Vec<usize>> = BTreeMap::new();
    let of_children = |(_, column): &(usize, &Column)| !column.is_of_home;
    for (place, column) in columns.iter().enumerate().filter(of_children) {
        let key = (column.group.as_deref(), column.tied);
        all.entry(key).or_default().push(place);
    }
    all.into_values().collect()
}

fn is_small(number: usize) -> bool {
    (1..LEAST_PUBLISHED).contains(&number)
}

fn cells<'r>(row: &'r Row, places: &[usize]) -> impl Iterator<Item = &'r Cell> {
    places.iter().filter_map(|place| row.cells.get(*place))
}

/// Whether it is a number that counts children. Days and activities are none; without records nobody knows what is counted.
fn counts_children(cell: &Cell) -> bool {
    let of_children = cell.facts.iter().any(|fact| fact.child().is_some());
    cell.value.number().is_some() && (of_children || cell.facts.is_empty())
}

/// Whether it counts each child once.
fn is_of_heads(cell: &Cell) -> bool {
    match cell.value {
        Value::Count(count) | Value::AtLeast(count) => count == cell.children().len(),
        _ => false,
    }
}

fn has_small(row: &Row, places: &[usize], on_file: &OnFile) -> bool {
    cells(row, places)
        .filter(|cell| counts_children(cell))
        .any(|cell| {
            is_small(cell.children().len())
                || on_file.is_near(cell)
                || match cell.value {
                    Value::Count(number) | Value::AtLeast(number) => is_small(number),
                    Value::Mean { sum, .. } => is_small(sum),
                    Value::Share { part, of } => {
                        is_small(part) || is_small(of.saturating_sub(part))
                    }
                    _ => false,
                }
        })
}

/// Hides the numbers of a row, zero too: it would say which of the others is not hidden for being small.
fn hide(row: &mut Row, places: &[usize]) {
    for place in places {
        if let Some(cell) = row.cells.get_mut(*place)
            && counts_children(cell)
        {
            cell.value = Value::Hidden;
            cell.facts.clear();
        }
    }
}

/// Hides the smaller of two numbers of which one counts few children more than the other: whether any was.
fn hide_nested(rows: &mut [Row]) -> bool {
    let columns = rows.iter().map(|row| row.cells.len()).max();
    let mut hidden = false;
    for place in 0..columns.unwrap_or_default() {
        let shown: Vec<(usize, Cell)> = rows
            .iter()
            .enumerate()
            .filter_map(|(nth, row)| Some((nth, row.cells.get(place)?.clone())))
            .filter(|(_, cell)| counts_children(cell))
            .collect();
        for (nth, cell) in &shown {
            if shown.iter().any(|(_, other)| is_few_less(cell, other)) {
                if let Some(row) = rows.get_mut(*nth) {
                    hide(row, &[place]);
                }
                hidden = true;
            }
        }
    }
    hidden
}

/// Whether the other number counts all that this one does, and few children more.
fn is_few_less(one: &Cell, other: &Cell) -> bool {
    let mine: HashSet<Fact> = one.facts.iter().copied().collect();
    let more = other.facts.iter().filter(|fact| !mine.contains(fact));
    let more: HashSet<ChildId> = more.filter_map(|fact| fact.child()).collect();
    let of_other: HashSet<Fact> = other.facts.iter().copied().collect();
    if mine.is_subset(&of_other) && is_small(more.len()) {
        return true;
    }
    let [mine, others] = [one, other].map(|cell| {
        let children = cell.children().into_iter();
        children.collect::<HashSet<ChildId>>()
    });
    let more = others.difference(&mine).count();
    is_of_heads(one) && is_of_heads(other) && mine.is_subset(&others) && is_small(more)
}
