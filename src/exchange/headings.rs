//! Finds the row of headings and the meaning of each column.
//!
//! Real lists have a title above, sometimes headings in two rows ("father" over "name" and
//! "phone"), and the headings again on every printed page.

use super::lexicon::{self, Margin};
use super::sheet::{Row, Sheet};
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
    /// Text of each heading.
    pub words: Vec<String>,
}

impl<F: Copy + Eq + Hash> Columns<F> {
    /// The column that holds a field.
    pub(crate) fn column(&self, field: F) -> Option<usize> {
        self.fields.iter().position(|found| *found == Some(field))
    }

    /// Each field with the text of its heading, from left to right.
    pub(crate) fn understood(&self) -> Vec<(F, String)> {
        let named = self.fields.iter().zip(&self.words);
        named
            .filter_map(|(field, words)| field.map(|field| (field, words.clone())))
            .collect()
    }

    /// Headings that match no table.
    pub(crate) fn not_understood(&self) -> Vec<String> {
        let named = self.fields.iter().zip(&self.words);
        let unknown = named.filter(|(field, words)| field.is_none() && !words.trim().is_empty());
        unknown.map(|(_, words)| words.clone()).collect()
    }

    fn score(&self) -> usize {
        self.fields.iter().flatten().collect::<HashSet<_>>().len()
    }
}

/// Finds the headings: the row, or the two rows, with the most known words. At least one of the
/// `needed` fields must be among them.
pub(crate) fn find<F, L>(sheet: &Sheet, lookup: L, needed: &[F]) -> Option<Columns<F>>
where
    F: Copy + Eq + Hash,
    L: Fn(&str) -> Option<F>,
{
    let mut best: Option<Columns<F>> = None;
    let searched = sheet.rows.iter().take(ROWS_TO_SEARCH);
    for (at, row) in searched.enumerate() {
        let single = read(&texts(row), at + 1, 1, &lookup);
        if single.score() == 0 {
            continue;
        }
        keep_better(&mut best, single, needed);
        if let Some(below) = sheet.rows.get(at + 1) {
            keep_better(
                &mut best,
                read(&joined(row, below, &lookup), at + 2, 2, &lookup),
                needed,
            );
        }
    }
    best
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
    let mut seen = HashSet::new();
    let fields = words
        .iter()
        .map(|word| lookup(word).filter(|field| seen.insert(*field)));
    Columns {
        below,
        height,
        fields: fields.collect(),
        words: words.to_vec(),
    }
}

fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(super::sheet::Cell::text).collect()
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

/// Whether a row below the headings repeats them, as on every printed page.
pub(crate) fn is_repeated<F: Copy + Eq + Hash>(columns: &Columns<F>, row: &Row) -> bool {
    let mut same = 0;
    for (column, words) in columns.words.iter().enumerate() {
        if columns.fields[column].is_some() && row.cell(column).is_text(words) {
            same += 1;
        }
    }
    same >= 2 && same * 2 >= columns.score()
}

/// Recognises a row of sums or signatures by its first words.
pub(crate) fn margin(row: &Row) -> Option<Margin> {
    let first = row.cells.iter().find(|cell| !cell.is_blank())?;
    lexicon::margin(&first.as_text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::lexicon::{Field, field};
    use crate::exchange::sheet::Cell;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let row = |(at, words): (usize, &&[&str])| Row {
            number: at as u32 + 1,
            cells: words
                .iter()
                .map(|word| Cell::Text((*word).to_owned()))
                .collect(),
            ..Row::default()
        };
        Sheet {
            rows: rows.iter().enumerate().map(row).collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn the_heading_row_is_found_below_title_and_blanks() {
        let sheet = sheet(&[
            &["花名册"],
            &[],
            &["序号", "姓 名", "性别", "月收入"],
            &["1", "甲", "男"],
        ]);
        let columns = find(&sheet, field, &[Field::Name]).unwrap();
        assert_eq!((columns.below, columns.height), (3, 1));
        assert_eq!(columns.column(Field::Name), Some(1));
        assert_eq!(columns.not_understood(), ["月收入"]);
    }

    #[test]
    fn headings_in_two_rows_are_read_together() {
        let sheet = sheet(&[
            &["序号", "姓名", "父亲", "", "", "母亲", ""],
            &["", "", "姓名", "联系电话", "务工地", "姓名", "联系电话"],
            &["1", "甲", "乙", "13800000000", "上海", "丙", "13900000000"],
        ]);
        let columns = find(&sheet, field, &[Field::Name]).unwrap();
        assert_eq!((columns.below, columns.height), (2, 2));
        for (column, expected) in [
            Field::Serial,
            Field::Name,
            Field::FatherName,
            Field::FatherPhone,
            Field::FatherWork,
            Field::MotherName,
            Field::MotherPhone,
        ]
        .into_iter()
        .enumerate()
        {
            assert_eq!(columns.fields[column], Some(expected));
        }
    }

    #[test]
    fn a_page_heading_is_known_again() {
        let sheet = sheet(&[&["姓名", "性别"], &["甲", "男"], &["姓名", "性别"]]);
        let columns = find(&sheet, field, &[Field::Name]).unwrap();
        assert!(!is_repeated(&columns, &sheet.rows[1]));
        assert!(is_repeated(&columns, &sheet.rows[2]));
    }

    #[test]
    fn a_sheet_without_a_name_column_has_no_headings() {
        assert!(find(&sheet(&[&["性别", "年级"]]), field, &[Field::Name]).is_none());
    }
}
