//! Reports that were handed in: their numbers as sent, and which of them are different by now.
//!
//! What is entered afterwards counts in the day that it is about, so a report that was sent does not stay true. Kept are
//! numbers only: of a table that names persons, how many rows it had. So nothing of a child has to be erased from it.

use super::table::{Cell, Fact, Table, Value};
use super::words::value_words;
use crate::domain::HandedIn;
use crate::domain::calendar::period::Period;
use crate::i18n::Lang;
use crate::reports::slots::Beside;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// The numbers of a report as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sent {
    /// Language of the headings.
    lang: String,
    /// With what a page was compared.
    beside: String,
    /// Whether small numbers were hidden.
    is_public: bool,
    /// Number of the last step of the journal when it was read.
    step: i64,
    /// Its tables.
    tables: Vec<SentTable>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SentTable {
    code: String,
    rows: usize,
    /// Each number with what it said.
    numbers: Vec<(Place, String)>,
}

/// Where a number stands in its table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place {
    /// The first cell of its row.
    row: String,
    /// How many rows with the same first cell come before it.
    nth: usize,
    /// The code of its column.
    column: String,
}

impl Sent {
    /// The numbers of these tables, as they were made on this day.
    pub(crate) fn of(
        tables: &[Table],
        (beside, is_public, step): (Beside, bool, i64),
        (lang, today): (Lang, NaiveDate),
    ) -> Self {
        let kept = tables.iter().map(|table| SentTable {
            code: table.code.clone(),
            rows: table.rows.len(),
            numbers: said_numbers(table, (lang, today)),
        });
        Self {
            lang: lang.code().to_owned(),
            beside: beside.code().to_owned(),
            is_public,
            step,
            tables: kept.collect(),
        }
    }

    /// Whether these tables say the same.
    pub(crate) fn is_same(&self, tables: &[Table], day: NaiveDate) -> bool {
        let how = (self.beside(), self.is_public, self.step);
        Self::of(tables, how, (self.lang(), day)) == *self
    }

    /// As it is kept.
    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was kept; `None` if it cannot be read.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The language of the report.
    pub(crate) fn lang(&self) -> Lang {
        Lang::from_locale(&self.lang).unwrap_or_default()
    }

    /// Number of the last step of the journal when it was read.
    pub(crate) const fn step(&self) -> i64 {
        self.step
    }

    /// With what a page was compared.
    pub(crate) fn beside(&self) -> Beside {
        Beside::from_code(&self.beside).unwrap_or(Beside::Nothing)
    }

    /// Whether small numbers were hidden.
    pub(crate) const fn is_public(&self) -> bool {
        self.is_public
    }
}

/// A report that was handed in, beside the same report as it is now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Compared {
    /// What was handed in.
    pub(crate) record: HandedIn,
    /// The name of the report.
    pub(crate) name: String,
    /// Its period.
    pub(crate) days: Period,
    /// Its numbers; `None` if they cannot be read, or if its layout is gone.
    pub(crate) made: Option<Made>,
}

/// A report as it was sent, as the file said it then, and as it is now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Made {
    pub sent: Sent,
    pub then: Vec<Table>,
    pub now: Vec<Table>,
}

/// A number that is different by now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Difference {
    /// Title of its table.
    pub table: String,
    /// Its row; empty for the number of rows of a list of persons.
    pub row: String,
    /// Heading of its column; empty for a number of rows.
    pub column: String,
    /// As it was sent.
    pub sent: String,
    /// As it is now.
    pub now: String,
    /// Records that count now and did not then.
    pub more: Vec<Fact>,
    /// Records that counted then and do not now.
    pub gone: Vec<Fact>,
}

impl Compared {
    /// The day on which it was handed in.
    pub(crate) fn day(&self) -> NaiveDate {
        self.record.at.date_naive()
    }

    /// The numbers that are different now, in the order of the report.
    pub(crate) fn differences(&self) -> Vec<Difference> {
        let Some(made) = &self.made else {
            return Vec::new();
        };
        let words = (made.sent.lang(), self.day());
        let of = |tables: &'_ [Table], kept: &SentTable| {
            let table = tables.iter().find(|one| one.code == kept.code);
            table.cloned()
        };
        let tables = made.sent.tables.iter();
        let found = tables.flat_map(|kept| {
            let (then, now) = (of(&made.then, kept), of(&made.now, kept));
            let rows = rows_differ(kept, then.as_ref(), now.as_ref());
            let mut numbers = numbers_differ(kept, (then.as_ref(), now.as_ref()), words);
            // Of days that were still to come nothing was sent.
            numbers.retain(|one| !self.was_running() || !one.sent.is_empty());
            rows.into_iter().chain(numbers).collect::<Vec<_>>()
        });
        found.collect()
    }

    /// Whether the period was not over when it was sent: its numbers went on.
    pub(crate) fn was_running(&self) -> bool {
        self.days.to >= self.day()
    }

    /// Whether something of it is not compared: what stands in lists of persons, and numbers that were hidden.
    pub(crate) fn is_partly_compared(&self) -> bool {
        self.made.as_ref().is_some_and(|made| {
            let is_list = |one: &SentTable| one.numbers.is_empty() && one.rows > 0;
            made.sent.is_public || made.sent.tables.iter().any(is_list)
        })
    }

    /// Whether the file of then gives other numbers now than were sent: the program counts in another way since.
    pub(crate) fn is_counted_otherwise(&self) -> bool {
        self.made.as_ref().is_some_and(|made| {
            let words = (made.sent.lang(), self.day());
            made.sent.tables.iter().any(|kept| {
                let then = made.then.iter().find(|one| one.code == kept.code);
                then.map(|table| said_numbers(table, words)).as_ref() != Some(&kept.numbers)
            })
        })
    }
}

/// The numbers of a table that are different.
fn numbers_differ(
    kept: &SentTable,
    (then, now): (Option<&Table>, Option<&Table>),
    words: (Lang, NaiveDate),
) -> Vec<Difference> {
    let all = |table: Option<&'_ Table>| -> Vec<(Place, Cell)> {
        let found = table.map(|table| numbers(table, words));
        let found = found.unwrap_or_default().into_iter();
        found.map(|(place, cell)| (place, cell.clone())).collect()
    };
    let (then_all, now_all) = (all(then), all(now));
    let was: BTreeMap<&Place, &Cell> = then_all.iter().map(|(place, cell)| (place, cell)).collect();
    let is: BTreeMap<&Place, &Cell> = now_all.iter().map(|(place, cell)| (place, cell)).collect();
    let sent: BTreeMap<&Place, &str> = kept
        .numbers
        .iter()
        .map(|(place, said)| (place, said.as_str()))
        .collect();
    // What is no longer there comes last.
    let left = kept.numbers.iter().map(|(place, _)| place);
    let places = now_all.iter().map(|(place, _)| place);
    let places = places.chain(left.filter(|place| !is.contains_key(place)));
    let title = now
        .or(then)
        .map_or(kept.code.as_str(), |one| one.title.as_str());
    let heading = |code: &str| {
        let columns = now.or(then).map(|table| table.columns.iter());
        let found = columns.and_then(|mut all| all.find(|one| one.code == code));
        found.map_or_else(|| code.to_owned(), |one| one.heading.clone())
    };
    let found = places.filter_map(|place| {
        let is_now = is.get(place).copied();
        let now_said = is_now.map_or_else(String::new, |one| said(one, words));
        let before = sent.get(place).copied().unwrap_or_default();
        let was_open = was.get(place).is_some_and(|cell| is_not_known(&cell.value));
        (now_said != before && !was_open).then(|| {
            let (more, gone) = changed(was.get(place).copied(), is_now);
            Difference {
                table: title.to_owned(),
                row: place.row.clone(),
                column: heading(&place.column),
                sent: before.to_owned(),
                now: now_said,
                more,
                gone,
            }
        })
    });
    found.collect()
}

/// Whether nobody could know the number yet.
const fn is_not_known(value: &Value) -> bool {
    matches!(
        value,
        Value::Ahead | Value::NotKnown | Value::NotKnownBefore(_)
    )
}

/// The number of rows of a list of persons, if it is another one.
fn rows_differ(kept: &SentTable, then: Option<&Table>, now: Option<&Table>) -> Option<Difference> {
    let is_list = kept.numbers.is_empty();
    let rows = now.map_or(0, |table| table.rows.len());
    if !is_list || rows == kept.rows {
        return None;
    }
    let all = |table: Option<&Table>| {
        let rows = table.iter().flat_map(|one| &one.rows);
        let cells = rows.flat_map(|row| &row.cells);
        Cell::count(cells.flat_map(|cell| &cell.facts).copied().collect())
    };
    let (more, gone) = changed(Some(&all(then)), Some(&all(now)));
    Some(Difference {
        table: now.map_or_else(|| kept.code.clone(), |table| table.title.clone()),
        row: String::new(),
        column: String::new(),
        sent: kept.rows.to_string(),
        now: rows.to_string(),
        more,
        gone,
    })
}

/// The records that one cell counts and the other does not: those of now, those of then.
fn changed(then: Option<&Cell>, now: Option<&Cell>) -> (Vec<Fact>, Vec<Fact>) {
    let facts = |cell: Option<&Cell>| cell.map_or_else(Vec::new, |one| one.facts.clone());
    let (then, now) = (facts(then), facts(now));
    let only = |these: &[Fact], others: &[Fact]| {
        let others: HashSet<&Fact> = others.iter().collect();
        let only = these.iter().filter(|one| !others.contains(one));
        only.copied().collect::<Vec<_>>()
    };
    (only(&now, &then), only(&then, &now))
}

/// The numbers of a table with their places; none of a table that names persons.
fn numbers(table: &Table, (lang, today): (Lang, NaiveDate)) -> Vec<(Place, &Cell)> {
    if table.is_personal() {
        return Vec::new();
    }
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for row in &table.rows {
        let name = row.cells.first();
        let name = name.map_or_else(String::new, |one| value_words(&one.value, lang, today));
        let nth = met.entry(name.clone()).or_default();
        for (column, cell) in table.columns.iter().zip(&row.cells).skip(1) {
            if column.is_number && cell.value != Value::Empty {
                let place = Place {
                    row: name.clone(),
                    nth: *nth,
                    column: column.code.clone(),
                };
                found.push((place, cell));
            }
        }
        *nth += 1;
    }
    found
}

/// The numbers of a table with their places and what they say.
fn said_numbers(table: &Table, words: (Lang, NaiveDate)) -> Vec<(Place, String)> {
    let all = numbers(table, words).into_iter();
    all.map(|(place, cell)| (place, said(cell, words)))
        .collect()
}

fn said(cell: &Cell, (lang, today): (Lang, NaiveDate)) -> String {
    value_words(&cell.value, lang, today)
}
