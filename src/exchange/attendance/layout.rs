//! Layout of a sign-in sheet: one column per day, one row per stay, or one row per punch.

use super::punch_layout;
use crate::domain::date;
use crate::domain::tidy;
use crate::exchange::headings::{self, Columns};
use crate::exchange::lexicon::{self, Margin, SheetField};
use crate::exchange::note::NoteCode;
use crate::exchange::own_headings::{ColumnUse, ListKind, OwnHeadings};
use crate::exchange::sheet::{Cell, Row, Sheet};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Number of rows from the top that are searched for headings.
const ROWS_TO_SEARCH: usize = 100;
/// A month's sheet has at least this many columns of days.
const LEAST_DAYS: usize = 3;
/// As many days in order are headings, also without a known word beside them.
const LEAST_DAYS_IN_ORDER: usize = 5;

/// A month of a year: `2026-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    /// Year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = date::DateError;

    /// Reads `2026-10` and the other forms in which dates are written.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        date::parse(text).map(|read| Self {
            year: read.day.year(),
            month: read.day.month(),
        })
    }
}

impl Month {
    /// Finds a month with its year in a title.
    fn with_year(text: &str) -> Option<Self> {
        let numbers = numbers(text);
        let whole = numbers
            .iter()
            .find_map(|(number, _)| match number.chars().count() {
                6 | 8 => {
                    let digits: u32 = number.parse().ok()?;
                    let scale = if number.chars().count() == 8 {
                        10_000
                    } else {
                        100
                    };
                    Self::checked(digits / scale, digits / (scale / 100) % 100)
                }
                _ => None,
            });
        whole.or_else(|| {
            numbers.windows(2).find_map(|pair| {
                let [(year, sign), (month, _)] = pair else {
                    return None;
                };
                let joins = matches!(sign, Some('\u{5E74}' | '-' | '/' | '.' | ' '));
                let fits = joins && year.chars().count() == 4 && month.chars().count() <= 2;
                fits.then(|| Self::checked(year.parse().ok()?, month.parse().ok()?))?
            })
        })
    }

    /// Finds a month without a year in a title: the most recent such month.
    fn without_year(text: &str, today: NaiveDate) -> Option<Self> {
        let is_month = |(_, sign): &&(String, Option<char>)| *sign == Some('\u{6708}');
        let month = numbers(text).iter().find(is_month)?.0.parse().ok()?;
        let year = if month > today.month() {
            today.year() - 1
        } else {
            today.year()
        };
        Self::checked(u32::try_from(year).ok()?, month)
    }

    fn checked(year: u32, month: u32) -> Option<Self> {
        let fits = (1990..=2199).contains(&year) && (1..=12).contains(&month);
        fits.then_some(Self {
            year: i32::try_from(year).ok()?,
            month,
        })
    }
}

/// Numbers in a text, each with the character after it.
fn numbers(text: &str) -> Vec<(String, Option<char>)> {
    let mut found: Vec<(String, Option<char>)> = Vec::new();
    let mut current = String::new();
    for c in tidy::fold(text).chars().chain([' ']) {
        if c.is_ascii_digit() {
            current.push(c);
        } else if !current.is_empty() {
            found.push((std::mem::take(&mut current), Some(c)));
        }
    }
    found
}

/// Month of a sheet whose columns only have day numbers: from the title, the tab, or the file's name, in this order. A month
/// without a year takes the year that one of the others names, else it is the last such month.
pub(super) fn month_of(above: &[Row], names: [&str; 2], today: NaiveDate) -> Option<Month> {
    let titles = above
        .iter()
        .flat_map(|row| row.cells.iter().map(Cell::text));
    let texts: Vec<String> = titles.chain(names.map(str::to_owned)).collect();
    texts.iter().find_map(|text| {
        Month::with_year(text).or_else(|| {
            let last = Month::without_year(text, today)?;
            let year = texts.iter().find_map(|text| year_in(text));
            Some(Month {
                year: year.unwrap_or(last.year),
                ..last
            })
        })
    })
}

/// A year in a title: `2026` before the sign for year, or as a number of its own.
fn year_in(text: &str) -> Option<i32> {
    let whole = Month::with_year(text).map(|month| month.year);
    let alone = || {
        let numbers = numbers(text);
        let mut years = numbers.iter().filter(|(number, _)| number.len() == 4);
        years.find_map(|(number, _)| number.parse().ok())
    };
    whole
        .or_else(alone)
        .filter(|year| (1990..=2199).contains(year))
}

/// Day of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayHeading {
    /// A full date.
    Date(NaiveDate),
    /// Month and day.
    MonthDay(u32, u32),
    /// Day of the sheet's month.
    Day(u32),
}

impl DayHeading {
    fn read(cell: &Cell) -> Option<Self> {
        if let Some(day) = cell.day() {
            return Some(Self::Date(day));
        }
        if let Cell::Number(number) = cell
            && let Ok(day) = date::from_serial(*number)
        {
            return Some(Self::Date(day));
        }
        let text = cell.text();
        if let Ok(read) = date::parse(&text) {
            return Some(Self::Date(read.day));
        }
        let is_date_sign = |c: char| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '.' | '/' | '-' | ' ' | '\u{6708}' | '\u{65E5}' | '\u{53F7}'
                )
        };
        let plain = tidy::trimmed(&text);
        if !plain.chars().all(is_date_sign) {
            return None;
        }
        let small = |number: &str, most| number.parse().ok().filter(|n| (1..=most).contains(n));
        match numbers(&plain).as_slice() {
            [(day, _)] => small(day, 31).map(Self::Day),
            [(month, _), (day, _)] => Some(Self::MonthDay(small(month, 12)?, small(day, 31)?)),
            _ => None,
        }
    }

    /// The date; missing parts come from the month of the sheet. `None` if there is no such date.
    pub(super) fn date(self, month: Option<Month>) -> Option<NaiveDate> {
        match self {
            Self::Date(day) => Some(day),
            Self::MonthDay(number, day) => {
                let month = month?;
                // A sheet from September to January passes into the next year.
                let year = if number < month.month {
                    month.year + 1
                } else {
                    month.year
                };
                NaiveDate::from_ymd_opt(year, number, day)
            }
            Self::Day(day) => NaiveDate::from_ymd_opt(month?.year, month?.month, day),
        }
    }

    /// The heading as text.
    pub(super) fn words(self) -> String {
        match self {
            Self::Date(day) => day.to_string(),
            Self::MonthDay(month, day) => format!("{month}-{day}"),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// The columns of days of a row that may be the headings of a month's sheet: days one after the other, as no row of a
/// child has them.
pub(crate) fn days_of(row: &Row) -> Vec<usize> {
    let mut days: Vec<(usize, NaiveDate)> = Vec::new();
    // Any month of 31 days does to put them in order.
    let month = Month {
        year: 2000,
        month: 1,
    };
    for (at, cell) in row.cells.iter().enumerate() {
        let day = DayHeading::read(cell).and_then(|heading| heading.date(Some(month)));
        let Some(day) = day else {
            continue;
        };
        if days.last().is_some_and(|(_, last)| *last >= day) {
            return Vec::new();
        }
        days.push((at, day));
    }
    if days.len() < LEAST_DAYS_IN_ORDER {
        return Vec::new();
    }
    days.into_iter().map(|(at, _)| at).collect()
}

/// The headings of a sign-in sheet.
pub(super) struct Layout {
    pub(super) columns: Columns<SheetField>,
    /// Columns of days; empty if each row has its own date.
    pub(super) days: Vec<(usize, DayHeading)>,
    /// Whether each row is a punch at an attendance machine.
    pub(super) is_punches: bool,
}

impl Layout {
    /// Whether a month is needed to turn the columns into dates.
    pub(super) fn needs_month(&self) -> bool {
        self.days
            .iter()
            .any(|(_, heading)| !matches!(heading, DayHeading::Date(_)))
    }

    /// Finds the headings of a sheet.
    pub(super) fn find(sheet: &Sheet, own: &OwnHeadings) -> Option<Self> {
        let searched = sheet.rows.iter().take(ROWS_TO_SEARCH).enumerate();
        let mut layouts = searched.filter_map(|(at, row)| {
            let kept = Self::read(row, at + 1, own);
            let has_days = kept.as_ref().is_some_and(|kept| !kept.days.is_empty());
            let is_kept = kept.is_some();
            let of_machine = || punch_layout::headings(sheet, at, is_kept, own);
            match (!has_days).then(of_machine).flatten() {
                Some(columns) => Some(Self::of_punches(columns)),
                None => kept,
            }
        });
        layouts
            .next()
            .or_else(|| punch_layout::without_headings(sheet).map(Self::of_punches))
    }

    fn of_punches(columns: Columns<SheetField>) -> Self {
        Self {
            columns,
            days: Vec::new(),
            is_punches: true,
        }
    }

    fn read(row: &Row, below: usize, own: &OwnHeadings) -> Option<Self> {
        let meaning = own.meaning(ListKind::SignIn, lexicon::sheet_field);
        let mut columns = headings::read_row(row, below, &meaning);
        columns.take_said(|heading| own.said(ListKind::SignIn, heading));
        let has = |field| columns.column(field).is_some();
        if ![SheetField::Name, SheetField::FileNo, SheetField::IdNo]
            .into_iter()
            .any(has)
        {
            return None;
        }
        let free = row
            .cells
            .iter()
            .enumerate()
            .filter(|(at, _)| columns.fields[*at].is_none());
        let days: Vec<_> = free
            .filter_map(|(at, cell)| Some((at, DayHeading::read(cell)?)))
            .collect();
        let is_month = days.len() >= LEAST_DAYS;
        let is_long = has(SheetField::Date)
            && [SheetField::Mark, SheetField::In, SheetField::Reason]
                .into_iter()
                .any(has);
        match (is_long, is_month) {
            (true, _) => Some(Self {
                columns,
                days: Vec::new(),
                is_punches: false,
            }),
            (false, true) => Some(Self {
                columns,
                days,
                is_punches: false,
            }),
            (false, false) => None,
        }
    }

    /// Rows that are not a child's.
    pub(super) fn around(&self, row: &Row) -> Option<NoteCode> {
        if row.is_blank() {
            return Some(NoteCode::SkipBlank);
        }
        if headings::is_repeated(&self.columns, row) || self.is_weekdays(row) {
            return Some(NoteCode::SkipHeading);
        }
        let name = self.columns.column(SheetField::Name);
        // Counts of a row of sums are digits; a sign, a time or a word is a statement about a child.
        let is_statement = |at: usize, cell: &Cell| {
            let is_day = self.days.iter().any(|(day, _)| *day == at);
            let field = self.columns.fields.get(at).copied().flatten();
            let is_number = cell.as_text().trim().parse::<f64>().is_ok();
            let is_stay = is_day || matches!(field, Some(SheetField::In | SheetField::Mark));
            is_stay && !cell.is_blank() && !is_number && headings::is_plain(cell)
        };
        match headings::margin(row, name, is_statement)? {
            Margin::Total => Some(NoteCode::SkipTotal),
            Margin::Signature => Some(NoteCode::SkipSignature),
        }
    }

    /// The text of a field.
    pub(super) fn text(&self, row: &Row, field: SheetField) -> String {
        let cell = self.columns.column(field).map(|at| row.cell(at));
        cell.map_or_else(String::new, |cell| tidy::trimmed(&cell.as_text()))
    }

    /// The columns that have a heading, but for those of days, and what is made of each.
    pub(super) fn uses(&self) -> impl Iterator<Item = ColumnUse> {
        let kind = if self.is_punches {
            ListKind::Punches
        } else {
            ListKind::SignIn
        };
        let days = self.days.iter();
        let days: Vec<&String> = days
            .filter_map(|(at, _)| self.columns.words.get(*at))
            .collect();
        let uses = self.columns.uses(kind);
        uses.filter(move |column| !days.contains(&&column.heading))
    }

    /// Whether a row only has weekdays under the days.
    pub(super) fn is_weekdays(&self, row: &Row) -> bool {
        let mut written = self
            .days
            .iter()
            .map(|(at, _)| row.cell(*at))
            .filter(|c| !c.is_blank());
        let first = written.next();
        first.is_some_and(is_weekday) && written.all(is_weekday)
    }
}

fn is_weekday(cell: &Cell) -> bool {
    lexicon::is_weekday(&cell.text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("前尚庄村儿童之家2026年9月签到表", Some((2026, 9)))]
    #[case("签到表 2026-10.xlsx", Some((2026, 10)))]
    #[case("attendance-2026-09.xlsx", Some((2026, 9)))]
    #[case("202609签到", Some((2026, 9)))]
    #[case("２０２６年１０月", Some((2026, 10)))]
    #[case("2026年第三季度", None)]
    #[case("9月", None)]
    #[case("2026年13月", None)]
    fn a_title_names_its_month(#[case] text: &str, #[case] expected: Option<(i32, u32)>) {
        let expected = expected.map(|(year, month)| Month { year, month });
        assert_eq!(Month::with_year(text), expected);
    }

    #[test]
    fn a_month_without_a_year_is_the_last_one_that_has_begun() {
        let today = "2026-11-23".parse().unwrap();
        assert_eq!(
            Month::without_year("9月", today),
            Some(Month {
                year: 2026,
                month: 9
            })
        );
        assert_eq!(
            Month::without_year("12月", today),
            Some(Month {
                year: 2025,
                month: 12
            })
        );
    }

    #[rstest]
    #[case("1", Some(DayHeading::Day(1)))]
    #[case("31日", Some(DayHeading::Day(31)))]
    #[case("9月3日", Some(DayHeading::MonthDay(9, 3)))]
    #[case("9/3", Some(DayHeading::MonthDay(9, 3)))]
    #[case("2026-09-03", Some(DayHeading::Date("2026-09-03".parse().unwrap())))]
    #[case("32", None)]
    #[case("合计", None)]
    #[case("", None)]
    fn a_day_heading_is_read(#[case] text: &str, #[case] expected: Option<DayHeading>) {
        assert_eq!(DayHeading::read(&Cell::Text(text.into())), expected);
    }
}
