//! Finds the row of headings and the meaning of each column.
//!
//! Real lists have a title above, sometimes headings in two rows ("father" over "name" and
//! "phone"), and the headings again on every printed page.

use super::groups::{self, Group};
use super::lexicon::{self, Field, Margin};
use super::own_headings::{ColumnUse, ListKind, Said};
use super::sheet::{Cell, Row, Sheet};
use super::word_key::heading_key;
use crate::domain::codes::Coded;
use std::collections::HashSet;
use std::hash::Hash;

/// Number of rows from the top that are searched for headings.
const ROWS_TO_SEARCH: usize = 100;

/// The headings of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns<F> {
    /// Position in [`Sheet::rows`] of the first row below the headings.
    pub below: usize,
    /// How many rows the headings take.
    pub height: usize,
    /// Field of each column; `None` where the heading is unknown.
    pub fields: Vec<Option<F>>,
    /// Text of each heading; below a foreign group the group and the word.
    pub words: Vec<String>,
    /// The rows of headings as written, to know them again on the next page.
    written: Vec<Vec<String>>,
    /// Columns of which a person has said what they are.
    said: HashSet<usize>,
}

impl<F: Copy + Eq + Hash> Columns<F> {
    /// The columns of a list without headings.
    pub(crate) fn without_headings(fields: Vec<Option<F>>) -> Self {
        Self {
            below: 0,
            height: 0,
            fields,
            words: Vec::new(),
            written: Vec::new(),
            said: HashSet::new(),
        }
    }

    /// Gives columns the fields that a person has said, by their headings. No other column keeps such a field.
    pub(crate) fn take_said(&mut self, said: impl Fn(&str) -> Option<Said<F>>) {
        for (column, words) in self.words.iter().enumerate() {
            let Some(field) = said(words).map(Said::field) else {
                continue;
            };
            let first = |other: &usize| self.fields[*other] == field;
            if field.is_some() && self.said.iter().any(first) {
                continue;
            }
            for other in &mut self.fields {
                *other = other.filter(|other| Some(*other) != field);
            }
            self.fields[column] = field;
            self.said.insert(column);
        }
    }

    /// Each column that has a heading, and what is made of it.
    pub(crate) fn uses(&self, kind: ListKind) -> impl Iterator<Item = ColumnUse>
    where
        F: Coded,
    {
        let named = self.fields.iter().zip(&self.words).enumerate();
        let named = named.filter(|(_, (_, words))| !words.trim().is_empty());
        named.map(move |(column, (field, words))| ColumnUse {
            kind,
            heading: words.clone(),
            field: field.map(Coded::code),
            is_said: self.said.contains(&column),
        })
    }

    /// The column that holds a field.
    pub(crate) fn column(&self, field: F) -> Option<usize> {
        self.fields.iter().position(|found| *found == Some(field))
    }

    fn score(&self) -> usize {
        self.fields.iter().flatten().collect::<HashSet<_>>().len()
    }
}

/// Finds the headings: the row, or the two rows, with the most known words. At least one of the
/// `needed` fields must be among them.
///
/// A row that belongs to a heading of two rows is never read alone: its words would be taken for
/// the child's, and the name of an official for the name of a child.
pub(crate) fn find<F, L>(sheet: &Sheet, lookup: L, needed: &[F]) -> Option<Columns<F>>
where
    F: Copy + Eq + Hash,
    L: Fn(&str) -> Option<F>,
{
    let mut best: Option<Columns<F>> = None;
    let searched = sheet.rows.len().min(ROWS_TO_SEARCH);
    let mut above: Option<Vec<Over>> = None;
    for (at, row) in sheet.rows[..searched].iter().enumerate() {
        let below = sheet.rows.get(at + 1);
        let over = below.and_then(|below| covers(row, below, above.as_deref()));
        let has_upper = std::mem::replace(&mut above, over).is_some();
        if let (Some(below), Some(over)) = (below, &above) {
            let rows = [row, below];
            let mut columns = grouped(rows, over, at + 2, &lookup);
            let has_none = needed.iter().all(|field| columns.column(*field).is_none());
            if has_none || begins_unknown(over) {
                columns = grouped(rows, &first_is_the_childs(over), at + 2, &lookup);
            }
            keep_better(&mut best, columns, needed);
            continue;
        }
        if has_upper {
            continue;
        }
        let single = read(&texts(row), at + 1, 1, &lookup);
        if single.score() == 0 {
            continue;
        }
        keep_better(&mut best, single, needed);
        if let Some(below) = below.filter(|below| !is_of_somebody(below)) {
            let mut columns = read(&joined(row, below, &lookup), at + 2, 2, &lookup);
            columns.written = vec![texts(row), texts(below)];
            keep_better(&mut best, columns, needed);
        }
    }
    best
}

/// Digits in a row that no heading has: a phone or identity number.
const LONG_NUMBER: usize = 8;

/// Whether a row says somebody's number, so that it is no heading whatever words are in it.
fn is_of_somebody(row: &Row) -> bool {
    texts(row).iter().any(|text| {
        let mut runs = text.split(|c: char| !c.is_ascii_digit());
        runs.any(|run| run.len() >= LONG_NUMBER)
    })
}

fn keep_better<F: Copy + Eq + Hash>(
    best: &mut Option<Columns<F>>,
    candidate: Columns<F>,
    needed: &[F],
) {
    let has_needed = needed
        .iter()
        .any(|field| candidate.column(*field).is_some());
    let is_better = best
        .as_ref()
        .is_none_or(|best| candidate.score() > best.score());
    if has_needed && candidate.score() >= 2 && is_better {
        *best = Some(candidate);
    }
}

/// Reads one row as headings, without a check that any is known.
pub(super) fn read_row<F, L>(row: &Row, below: usize, lookup: &L) -> Columns<F>
where
    F: Copy + Eq + Hash,
    L: Fn(&str) -> Option<F>,
{
    read(&texts(row), below, 1, lookup)
}

fn read<F, L>(words: &[String], below: usize, height: usize, lookup: &L) -> Columns<F>
where
    F: Copy + Eq + Hash,
    L: Fn(&str) -> Option<F>,
{
    let mut fields: Vec<Option<F>> = words.iter().map(|word| lookup(word)).collect();
    for column in 1..words.len() {
        // A plain phone right behind an official is the official's.
        if groups::group(&words[column - 1]) == Some(Group::Other) && is_phone(&words[column]) {
            fields[column] = None;
        }
    }
    Columns {
        below,
        height,
        fields: first_of_each(fields),
        words: words.to_vec(),
        written: vec![words.to_vec()],
        said: HashSet::new(),
    }
}

fn is_phone(word: &str) -> bool {
    groups::part(word).is_some_and(|part| lexicon::field(part) == Some(Field::CarerPhone))
}

fn first_of_each<F: Copy + Eq + Hash>(fields: Vec<Option<F>>) -> Vec<Option<F>> {
    let mut seen = HashSet::new();
    fields
        .into_iter()
        .map(|field| field.filter(|field| seen.insert(*field)))
        .collect()
}

fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(Cell::text).collect()
}

/// Reads two rows as headings: an upper word covers the columns to its right until the next one.
fn joined<F, L: Fn(&str) -> Option<F>>(upper: &Row, lower: &Row, lookup: &L) -> Vec<String> {
    let width = upper.cells.len().max(lower.cells.len());
    let mut over = String::new();
    let mut words = Vec::with_capacity(width);
    for column in 0..width {
        let (above, below) = (upper.cell(column).text(), lower.cell(column).text());
        if !above.trim().is_empty() {
            over.clone_from(&above);
        }
        let pair = format!("{over}{below}");
        words.push(if below.trim().is_empty() || below == above {
            above
        } else if lookup(&pair).is_some() {
            pair
        } else if above.trim().is_empty() || lookup(&below).is_some() {
            below
        } else {
            above
        });
    }
    words
}

/// What stands over a column of the lower of two rows of headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Over {
    /// Upper word; empty where nothing stands over the column.
    word: String,
    /// Whose columns these are; `None` if no table has the word.
    group: Option<Group>,
    /// Whether the column has no lower word of its own.
    is_whole: bool,
}

/// What the upper row puts over each column of the lower one; `None` if it is no row of groups.
///
/// A merged group may stand in each of its cells or in the first one only. If any group of the row
/// is spread, a blank is no group; else a group reaches to the next word.
fn covers(upper: &Row, lower: &Row, above: Option<&[Over]>) -> Option<Vec<Over>> {
    let width = upper.cells.len().max(lower.cells.len());
    let upper_words: Vec<String> = (0..width).map(|at| upper.cell(at).text()).collect();
    let is_blank = |at: usize| upper_words[at].trim().is_empty();
    let is_spread = (1..width).any(|at| !is_blank(at) && upper_words[at] == upper_words[at - 1]);
    let mut over: Vec<Over> = Vec::with_capacity(width);
    for (at, written) in upper_words.iter().enumerate() {
        let below = lower.cell(at).text();
        let is_whole = below.trim().is_empty() || heading_key(&below) == heading_key(written);
        let last = over.last().filter(|last| !last.is_whole);
        let last = last.filter(|_| is_blank(at) && !is_spread && !below.trim().is_empty());
        let mut word = last.map_or_else(|| written.clone(), |last| last.word.clone());
        let outer = above.and_then(|above| above.get(at));
        if let Some(outer) = outer.filter(|_| word.trim().is_empty()) {
            word.clone_from(&outer.word);
        }
        let mut group = groups::group(&word);
        // A group of groups tells whose columns these are where the nearer word does not.
        if matches!(group, None | Some(Group::Neutral)) {
            group = outer.and_then(|outer| outer.group).or(group);
        }
        over.push(Over {
            word,
            group,
            is_whole,
        });
    }
    let stands_over_a_part = |(at, over): (usize, &Over)| {
        over.group.is_some() && !over.is_whole && groups::part(&lower.cell(at).text()).is_some()
    };
    let is_over = over.iter().enumerate().any(stands_over_a_part);
    (is_over && !is_title(&upper_words)).then(|| yield_to_the_carer(over))
}

/// Whether the only word of a row begins at its left edge, as a title does.
fn is_title(words: &[String]) -> bool {
    let mut written = words.iter().filter(|word| !word.trim().is_empty());
    let first = written.next();
    let is_only = written.all(|word| Some(word) == first);
    is_only && words.first().is_some_and(|word| !word.trim().is_empty())
}

/// Guardians and caregivers share the columns of the caregiver. If a list has several of them, one
/// takes the columns, so that no name gets the phone of another person.
fn yield_to_the_carer(mut over: Vec<Over>) -> Vec<Over> {
    let shares = |group| matches!(group, Some(Group::Carer | Group::Guardian));
    let of = |wanted| over.iter().find(|over| over.group == Some(wanted));
    let taker = of(Group::Carer).or_else(|| of(Group::Guardian));
    let Some(taker) = taker.map(|over| over.word.clone()) else {
        return over;
    };
    for other in over.iter_mut().filter(|over| shares(over.group)) {
        if other.word != taker && !other.is_whole {
            other.group = Some(Group::Other);
        }
    }
    over
}

/// Whether the leftmost group is unknown. The child's own columns come first in a list.
fn begins_unknown(over: &[Over]) -> bool {
    let mut groups = over
        .iter()
        .filter(|over| !over.is_whole && !over.word.trim().is_empty());
    groups.next().is_some_and(|first| first.group.is_none())
}

/// Takes the leftmost unknown group for the child's own: some group must hold the child's name.
fn first_is_the_childs(over: &[Over]) -> Vec<Over> {
    let is_unknown =
        |over: &&Over| over.group.is_none() && !over.is_whole && !over.word.trim().is_empty();
    let first = over.iter().find(is_unknown).map(|over| over.word.clone());
    let mut over = over.to_vec();
    for column in &mut over {
        if Some(&column.word) == first.as_ref() {
            column.group = Some(Group::Neutral);
        }
    }
    over
}

/// Reads a row of groups and the row of words below it.
fn grouped<F, L>(rows: [&Row; 2], over: &[Over], below: usize, lookup: &L) -> Columns<F>
where
    F: Copy + Eq + Hash,
    L: Fn(&str) -> Option<F>,
{
    let [_, lower] = rows;
    let headings = over.iter().enumerate().map(|(at, over)| {
        let word = lower.cell(at).text();
        if over.is_whole {
            return (lookup(&over.word), over.word.clone());
        }
        below_group(over, word, lookup)
    });
    let (fields, words): (Vec<Option<F>>, Vec<String>) = headings.unzip();
    Columns {
        below,
        height: 2,
        fields: first_of_each(fields),
        words,
        written: rows.map(texts).to_vec(),
        said: HashSet::new(),
    }
}

/// The meaning of one word below a group, and the text that tells it to a person.
fn below_group<F, L>(over: &Over, word: String, lookup: &L) -> (Option<F>, String)
where
    L: Fn(&str) -> Option<F>,
{
    if over.word.trim().is_empty() || over.group == Some(Group::Neutral) {
        return (lookup(&word), word);
    }
    let pair = format!("{} {word}", over.word.trim());
    let part = groups::part(&word);
    let own = over.group.and_then(Group::word);
    let of_person = own.and_then(|own| {
        let by_part = part.and_then(|part| lookup(&format!("{own}{part}")));
        by_part.or_else(|| lookup(&format!("{own}{word}")))
    });
    // A guardian who yields to the caregiver has no columns, although the words together are known.
    let yields = over.group == Some(Group::Other) && groups::group(&over.word) != over.group;
    let by_pair = || lookup(&pair).filter(|_| !yields);
    if let Some(field) = of_person.or_else(by_pair) {
        return (Some(field), pair);
    }
    // What any person has is this person's; all else tells by itself whose it is.
    match lookup(&word).filter(|_| part.is_none()) {
        Some(field) => (Some(field), word),
        None => (None, pair),
    }
}

/// Whether a row below the headings repeats them, as on every printed page.
pub(crate) fn is_repeated<F: Copy + Eq + Hash>(columns: &Columns<F>, row: &Row) -> bool {
    let mut same = 0;
    for (column, words) in columns.words.iter().enumerate() {
        if columns.fields[column].is_some() && row.cell(column).is_text(words) {
            same += 1;
        }
    }
    let repeats = |written: &Vec<String>| {
        let words = written.iter().enumerate();
        let words = words.filter(|(_, word)| !word.trim().is_empty());
        let (mut all, mut same) = (0, 0);
        for (column, word) in words {
            all += 1;
            same += usize::from(row.cell(column).is_text(word));
        }
        same >= 2 && same * 2 > all
    };
    let is_same = same >= 2 && same * 2 >= columns.score();
    is_same || (columns.height > 1 && columns.written.iter().any(repeats))
}

/// Recognises a row of sums, signatures, seals or remarks around a list.
///
/// A child is never taken for one: a row with a name, and a value for which `is_fact` holds (its
/// sex, birth date or identity number), is a child's row whatever else it says.
pub(crate) fn margin(
    row: &Row,
    name: Option<usize>,
    is_fact: impl Fn(usize, &Cell) -> bool,
) -> Option<Margin> {
    let first = row.cells.iter().find(|cell| !cell.is_blank())?;
    let by_first = lexicon::margin(&first.as_text());
    let written = name.map(|at| row.cell(at)).filter(|cell| !cell.is_blank());
    let is_name = written.is_some_and(|cell| margin_of(cell).is_none());
    if is_name && by_first.is_none() {
        return None;
    }
    // A day behind a label, as "filled in on", is no fact about a child.
    let is_labelled = |at: usize| {
        let mut before = row.cells[..at].iter().rev();
        let before = before.find(|cell| !cell.is_blank());
        before.is_some_and(|cell| lexicon::margin(&cell.as_text()).is_some())
    };
    let facts = row.cells.iter().enumerate();
    let facts = facts.filter(|(at, cell)| Some(*at) != name && is_fact(*at, cell));
    let facts = facts
        .filter(|(at, cell)| margin_of(cell).is_none() || !is_labelled(*at))
        .count();
    // A name that is itself a word of the table needs more to be a child's.
    let is_child = facts >= if is_name { 1 } else { 2 };
    if written.is_some() && is_child {
        return None;
    }
    by_first.or_else(|| elsewhere(row, facts))
}

/// A word of the table behind a running number, or behind one other text, or a day or page alone.
fn elsewhere(row: &Row, facts: usize) -> Option<Margin> {
    let mut texts: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    texts.dedup();
    if let [only] = texts.as_slice() {
        return margin_of(only);
    }
    if facts > 0 {
        return None;
    }
    if texts.first().is_some_and(|cell| is_running_number(cell)) {
        texts.remove(0);
    }
    let by_word = texts
        .first()
        .and_then(|cell| lexicon::margin(&cell.as_text()));
    let by_second = || match texts.as_slice() {
        [_, second] => lexicon::margin(&second.as_text()),
        _ => None,
    };
    let are_all = || {
        let all: Option<Vec<Margin>> = texts.iter().map(|cell| margin_of(cell)).collect();
        all.and_then(|all| all.first().copied())
    };
    by_word.or_else(by_second).or_else(are_all)
}

/// Whether a cell is nothing that stands around a list.
pub(super) fn is_plain(cell: &Cell) -> bool {
    margin_of(cell).is_none()
}

fn margin_of(cell: &Cell) -> Option<Margin> {
    let day = cell.day().map(|_| Margin::Signature);
    let text = cell.as_text();
    day.or_else(|| lexicon::margin(&text))
        .or_else(|| lexicon::margin_pattern(&text))
}

fn is_running_number(cell: &Cell) -> bool {
    let text = cell.as_text();
    let plain = text.trim();
    (1..=4).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_digit())
}
