//! What may be the headings of a file in which no list was found: a person can say what they mean.

use super::attendance::days_of;
use super::headings::{self, Columns};
use super::lexicon;
use super::own_headings::{ColumnUse, ListKind, OwnHeadings};
use super::sheet::{Book, Cell, Row, Sheet};
use super::sheets::Wanted;
use crate::domain::codes::Coded;
use std::hash::Hash;

/// Number of rows from the top that are searched.
const ROWS_TO_SEARCH: usize = 100;
/// A row of headings has at least this many words.
const LEAST_WORDS: usize = 2;
/// Digits in a row that no heading has: they are those of a date, a phone or an identity number.
const MOST_DIGITS: usize = 3;

/// The columns of the row that is most likely the headings of a sheet that is wanted; none if no row is like headings.
///
/// Words of a child must not be offered as headings, because the row of headings is no child's. So some word of the row has to
/// be a heading that is known, or a row of days.
pub(crate) fn guess(book: &Book, wanted: &Wanted, own: &OwnHeadings) -> Vec<ColumnUse> {
    let sheets = book.sheets.iter().enumerate();
    let sheets = sheets.filter(|(place, sheet)| wanted.takes(*place, sheet));
    let found = sheets.filter_map(|(_, sheet)| of_sheet(sheet, own));
    let best = found.max_by_key(|(known, _)| *known);
    best.map(|(_, columns)| columns).unwrap_or_default()
}

/// The columns of a sheet's likeliest row, and how many of its words are known.
fn of_sheet(sheet: &Sheet, own: &OwnHeadings) -> Option<(usize, Vec<ColumnUse>)> {
    let mut best: Option<(usize, Vec<ColumnUse>)> = None;
    for row in sheet.rows.iter().take(ROWS_TO_SEARCH) {
        let days = days_of(row);
        let found = if days.is_empty() {
            let meaning = own.meaning(ListKind::Roster, lexicon::field);
            let columns = headings::read_row(row, 0, &meaning);
            let is_likely = is_words(row);
            told(columns, ListKind::Roster, own).filter(|_| is_likely)
        } else {
            let meaning = own.meaning(ListKind::SignIn, lexicon::sheet_field);
            let columns = headings::read_row(row, 0, &meaning);
            let mut uses = told(columns, ListKind::SignIn, own).unwrap_or_default();
            let heading = |day: &usize| row.cell(*day).text();
            let days: Vec<String> = days.iter().map(heading).collect();
            uses.1.retain(|column| !days.contains(&column.heading));
            Some((uses.0 + days.len(), uses.1))
        };
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| found.0 > best.0)
        {
            best = Some(found);
        }
    }
    best.filter(|(_, columns)| !columns.is_empty())
}

/// What is made of the columns, if any of them is known.
fn told<F: Coded + Eq + Hash>(
    mut columns: Columns<F>,
    kind: ListKind,
    own: &OwnHeadings,
) -> Option<(usize, Vec<ColumnUse>)> {
    columns.take_said(|heading| own.said(kind, heading));
    let uses: Vec<ColumnUse> = columns.uses(kind).collect();
    let known = uses.iter().filter(|column| !column.is_unknown()).count();
    (known > 0 || kind == ListKind::SignIn).then_some((known, uses))
}

/// Whether a row holds words and nothing that a person's row has: numbers and dates.
fn is_words(row: &Row) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank());
    let mut count = 0;
    let all = filled.clone().all(|cell| {
        count += 1;
        matches!(cell, Cell::Text(text) if !has_long_number(text))
    });
    all && count >= LEAST_WORDS
}

fn has_long_number(text: &str) -> bool {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    digits.into_iter().any(|run| run.len() > MOST_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::file::from_bytes;

    fn headings(text: &str) -> Vec<String> {
        let book = from_bytes(text.as_bytes().to_vec(), "list.csv").unwrap();
        let found = guess(&book, &Wanted::Visible, &OwnHeadings::default());
        let uses = found.iter().map(|column| {
            let field = column.field.unwrap_or("-");
            format!("{} {} {field}", column.kind.code(), column.heading)
        });
        uses.collect()
    }

    #[test]
    fn the_row_with_a_known_word_may_be_the_headings() {
        assert_eq!(
            headings("2026年名单\n娃娃,性别,哪天生的\n甲乙,男,2015-06-01\n"),
            ["roster 娃娃 -", "roster 性别 sex", "roster 哪天生的 -"]
        );
        assert_eq!(
            headings("娃娃,1,2,3,4,5,6\n甲乙,√,√,,,√,\n"),
            ["sign-in 娃娃 -"]
        );
    }

    #[test]
    fn a_row_of_a_child_is_never_offered_as_headings() {
        // No headings at all: the first row is a child's.
        assert!(headings("甲乙,男,2015-06-01\n丙丁,女,2016-05-02\n").is_empty());
        assert!(headings("甲乙,男,三年级\n丙丁,女,二年级\n").is_empty());
        assert!(headings("甲乙,13800001111,备注\n").is_empty());
        assert!(headings("今天的菜,土豆\n,\n").is_empty());
    }
}
