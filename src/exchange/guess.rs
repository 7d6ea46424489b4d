//! What may be the headings of a file in which no list was found: a person can say what they mean.

use super::attendance::days_of;
use super::headings;
use super::helping;
use super::lexicon;
use super::own_headings::{ColumnUse, ListKind, MOST_DIGITS, OwnHeadings};
use super::sheet::{Book, Cell, Row, Sheet};
use super::sheets::Wanted;
use crate::domain::codes::Coded;
use std::hash::Hash;

/// Number of rows from the top that are searched.
const ROWS_TO_SEARCH: usize = 100;
/// A row of headings has at least this many words.
const LEAST_WORDS: usize = 2;

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
            Some(row).filter(|row| is_words(row)).and_then(|row| {
                let kinds = ListKind::ALL.iter();
                let known = kinds.map(|kind| known_uses(row, *kind, own));
                // Of equally many known words, those of a register.
                known.rev().max_by_key(|(known, _)| *known)
            })
        } else {
            let (known, mut uses) = known_uses(row, ListKind::SignIn, own);
            let heading = |day: &usize| row.cell(*day).text();
            let headings: Vec<String> = days.iter().map(heading).collect();
            uses.retain(|column| !headings.contains(&column.heading));
            Some((known + days.len(), uses))
        };
        let found = found.filter(|(known, _)| *known > 0);
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| found.0 > best.0)
        {
            best = Some(found);
        }
    }
    best.filter(|(_, columns)| !columns.is_empty())
}

/// What is made of the cells of a row as headings of a list of this kind, and how many of them are known. A word for a
/// parent or a kind of helper is none of them: it also stands in rows.
fn known_uses(row: &Row, kind: ListKind, own: &OwnHeadings) -> (usize, Vec<ColumnUse>) {
    fn uses<F: Coded + Eq + Hash>(
        row: &Row,
        (kind, own): (ListKind, &OwnHeadings),
        table: impl Fn(&str) -> Option<F>,
    ) -> Vec<ColumnUse> {
        let mut columns = headings::read_row(row, 0, &own.meaning(kind, table));
        columns.take_said(|heading| own.said(kind, heading));
        columns.uses(kind).collect()
    }
    let uses = match kind {
        ListKind::Roster => uses(row, (kind, own), lexicon::field),
        ListKind::SignIn => uses(row, (kind, own), lexicon::sheet_field),
        ListKind::Punches => uses(row, (kind, own), lexicon::punch_field),
        ListKind::Helpers | ListKind::Pairings | ListKind::Gifts => {
            uses(row, (kind, own), |heading| helping::field(kind, heading))
        }
    };
    let is_value =
        |heading: &str| lexicon::relation(heading).is_some() || helping::is_value(heading);
    let is_known = |column: &&ColumnUse| !column.is_unknown() && !is_value(&column.heading);
    (uses.iter().filter(is_known).count(), uses)
}

/// Whether a row holds words and nothing that a person's row has: numbers, dates, a sex.
fn is_words(row: &Row) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank());
    let mut count = 0;
    let all = filled.clone().all(|cell| {
        count += 1;
        matches!(cell, Cell::Text(text) if !has_long_number(text) && lexicon::sex(text).is_none())
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
        assert_eq!(
            headings("娃娃,日期,到园时间,备注\n甲乙,2026-10-08,16:30,\n"),
            [
                "sign-in 娃娃 -",
                "sign-in 日期 date",
                "sign-in 到园时间 in",
                "sign-in 备注 note"
            ]
        );
        assert_eq!(
            headings("人,打卡时间,机器号\n甲乙,2026-10-08 16:30,1\n"),
            [
                "punches 人 -",
                "punches 打卡时间 moment",
                "punches 机器号 device"
            ]
        );
    }

    #[test]
    fn a_row_of_a_child_is_never_offered_as_headings() {
        // No headings at all: the first row is a child's.
        assert!(headings("甲乙,男,2015-06-01\n丙丁,女,2016-05-02\n").is_empty());
        assert!(headings("甲乙,男,三年级\n丙丁,女,二年级\n").is_empty());
        assert!(headings("甲乙,13800001111,备注\n").is_empty());
        assert!(headings("甲乙,女,母亲,李梅\n").is_empty());
        assert!(headings("甲乙,三年级,母亲,李梅\n").is_empty());
        assert!(headings("今天的菜,土豆\n,\n").is_empty());
    }
}
