//! Writes spreadsheets: bold, frozen headings, also in two rows; dates and times as such; all other text as text.

mod chart;
mod formats;
mod locked;
#[cfg(test)]
mod tests;

use crate::domain::{Moment, tidy};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use formats::{Formats, OfCells};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;
use std::io;

use chart::Place;
pub(crate) use chart::{Bars, Chart, Shades};
pub(crate) use locked::locked;

/// Paper size A4 in the numbering of the format.
const A4: u8 = 9;
/// Most letters of a sheet's name, by the file format.
const MOST_NAME: usize = 31;
/// Most letters of a cell, by the file format.
const MOST_LETTERS: usize = 32_000;
/// Characters that are still readable side by side on an upright page, and on one in landscape format.
const UPRIGHT: u32 = 110;
const ACROSS: u32 = 165;
/// Lines above and below a table take at least this width, in characters, also if the table is narrow.
const LEAST_LINE: u32 = 80;
/// Width of a column that nobody set, in characters.
const UNSET: u32 = 8;
/// Height of a line in points.
const LINE: u32 = 15;
/// What bold letters and breaks between words take of a width.
const BREATH: u32 = 1;
/// The format allows rows of 409 points.
const MOST_LINES: u32 = 27;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Text, also if it looks like a number or a formula. Empty text leaves the cell empty.
    Text(String),
    /// A number that is none to calculate with: an identity number, a phone number. Stays text if somebody edits it.
    Code(String),
    /// Words where a number is expected: no number to calculate with, but it stands where numbers stand.
    Aside(String),
    /// A count; `None` if not recorded.
    Count(Option<u32>),
    /// At least so many: a number, shown with the sign for it.
    AtLeast(u32),
    /// An average, shown with one digit after the point.
    Decimal(Option<f64>),
    /// A date.
    Day(Option<NaiveDate>),
    /// A time of the day.
    Time(Option<NaiveTime>),
}

/// One table on a sheet of its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// Name of the sheet; cut to what the format takes.
    pub name: String,
    /// Lines above the headings: title, period, what it shows.
    pub head: Vec<String>,
    /// Lines below the rows: what is counted, checks.
    pub foot: Vec<String>,
    /// A chart below all lines.
    pub chart: Option<Chart>,
    /// Cells whose shade says how large their number is.
    pub shades: Option<Shades>,
    /// Heading and width of each column, in characters.
    pub columns: Vec<(String, u32)>,
    /// Headings over neighbouring columns.
    pub groups: Vec<Group>,
    /// So many columns name the row: in a wide table they stay on the screen and stand on every page.
    pub naming: u16,
    /// Rows of sums, counted from the first one below the headings.
    pub totals: BTreeSet<usize>,
    /// Rows below the headings.
    pub rows: Vec<Vec<Cell>>,
}

/// A heading over neighbouring columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The heading.
    pub name: String,
    /// First and last column.
    pub columns: (u16, u16),
}

impl Table {
    fn width(&self) -> u32 {
        self.columns.iter().map(|(_, width)| width).sum()
    }

    fn is_wide(&self) -> bool {
        self.width() > UPRIGHT
    }

    /// Columns that stand on every page.
    fn repeated(&self) -> u16 {
        let count = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        if self.is_wide() && self.naming < count {
            self.naming
        } else {
            0
        }
    }

    /// Pages side by side. Each of them has the repeated columns.
    fn pages(&self) -> u16 {
        let repeated = self.columns.iter().take(usize::from(self.repeated()));
        let repeated: u32 = repeated.map(|(_, width)| width).sum();
        let room = ACROSS.saturating_sub(repeated).max(1);
        let pages = self.width().saturating_sub(repeated).div_ceil(room);
        u16::try_from(pages).unwrap_or(u16::MAX).max(1)
    }

    /// Over which columns a line above or below the table goes, and how much room that is: a page of it at most.
    fn line(&self) -> (u16, u32) {
        let widths = self.columns.iter().map(|(_, width)| *width);
        let (mut last, mut room) = (0, 0);
        for (column, width) in (0..).zip(widths.chain(std::iter::repeat(UNSET))) {
            let is_of_table = usize::from(column) < self.columns.len();
            let most = if is_of_table { UPRIGHT } else { LEAST_LINE };
            if column > 0 && room + width > most {
                break;
            }
            (last, room) = (column, room + width);
        }
        (last, room)
    }
}

/// The file with these tables. `made` becomes the time of creation in its properties.
pub(crate) fn write(tables: &[Table], made: Moment) -> io::Result<Vec<u8>> {
    file(tables, made).map_err(io::Error::other)
}

fn file(tables: &[Table], made: Moment) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = made.naive_local();
    let made = date(made.date())?.and_hms(hour(made.time()), minute(made.time()), 0)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for table in tables {
        fill(book.add_worksheet(), table)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let formats = Formats::new();
    let name = sheet_name(&table.name);
    sheet.set_name(&name)?;
    for (column, (_, width)) in (0..).zip(&table.columns) {
        sheet.set_column_width(column, *width)?;
    }
    let top = lines_of(sheet, table, (0, &table.head), &formats, true)?;
    let place = Place {
        sheet: name,
        headings: top + u32::from(!table.groups.is_empty()),
        first: top + 1 + u32::from(!table.groups.is_empty()),
    };
    page(sheet, table, (top, &place))?;
    headings(sheet, table, (top, &place), &formats)?;
    for (nth, cells) in table.rows.iter().enumerate() {
        let row = place.first + u32::try_from(nth).unwrap_or(u32::MAX);
        let formats = if table.totals.contains(&nth) {
            &formats.totals
        } else {
            &formats.rows
        };
        sheet.set_row_height(row, LINE * lines(table, cells))?;
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, (row, column), cell, formats)?;
        }
    }
    if let Some(shades) = &table.shades {
        chart::shade(sheet, shades, &place)?;
    }
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let below = place.first + rows + 1;
    let end = lines_of(sheet, table, (below, &table.foot), &formats, false)?;
    let drawing = table.chart.as_ref().map(|one| chart::drawing(one, &place));
    if let Some(drawing) = drawing.flatten() {
        sheet.insert_chart(end + 1, 0, &drawing)?;
    }
    Ok(())
}

/// How the sheet is printed, and what stays on the screen.
fn page(
    sheet: &mut Worksheet,
    table: &Table,
    (top, place): (u32, &Place),
) -> Result<(), XlsxError> {
    if table.is_wide() {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    sheet.set_paper_size(A4).set_footer("&C&P / &N");
    sheet.set_print_fit_to_pages(table.pages(), 0);
    let repeated = table.repeated();
    sheet.set_freeze_panes(place.first, repeated)?;
    sheet.set_repeat_rows(top, place.headings)?;
    if let Some(last) = repeated.checked_sub(1) {
        sheet.set_repeat_columns(0, last)?;
    }
    Ok(())
}

/// Writes lines over the width of the table, and says which row comes next.
fn lines_of(
    sheet: &mut Worksheet,
    table: &Table,
    (from, said): (u32, &[String]),
    formats: &Formats,
    has_title: bool,
) -> Result<u32, XlsxError> {
    let (last, room) = table.line();
    let mut row = from;
    for (nth, line) in said.iter().enumerate() {
        let format = if nth == 0 && has_title {
            &formats.title
        } else {
            &formats.line
        };
        sheet.set_row_height(row, LINE * high(line, room))?;
        merge(sheet, (row, 0), (row, last), (line, format))?;
        row += 1;
    }
    Ok(row)
}

/// One or two rows of headings. A column without a group has one heading as high as both.
fn headings(
    sheet: &mut Worksheet,
    table: &Table,
    (top, place): (u32, &Place),
    formats: &Formats,
) -> Result<(), XlsxError> {
    for group in &table.groups {
        let (from, to) = group.columns;
        merge(sheet, (top, from), (top, to), (&group.name, &formats.group))?;
    }
    let names = table.columns.iter().map(|(name, _)| name);
    for (column, name) in (0..).zip(names.clone()) {
        let is_grouped = table
            .groups
            .iter()
            .any(|group| (group.columns.0..=group.columns.1).contains(&column));
        let from = if is_grouped { place.headings } else { top };
        let to = (place.headings, column);
        merge(sheet, (from, column), to, (name, &formats.heading))?;
    }
    let cells: Vec<Cell> = names.map(|name| Cell::Text(name.clone())).collect();
    sheet.set_row_height(place.headings, LINE * lines(table, &cells))?;
    Ok(())
}

/// Writes a text into cells as if they were one. One cell is not merged; the format forbids it.
fn merge(
    sheet: &mut Worksheet,
    from: (u32, u16),
    to: (u32, u16),
    (text, format): (&str, &Format),
) -> Result<(), XlsxError> {
    let text = fitting(text);
    if from == to {
        sheet.write_string_with_format(from.0, from.1, text, format)?;
    } else {
        sheet.merge_range(from.0, from.1, to.0, to.1, &text, format)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &OfCells,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) if !text.is_empty() => {
            sheet.write_string_with_format(row, column, fitting(text), &formats.wrapped)?;
        }
        Cell::Code(text) if !text.is_empty() => {
            sheet.write_string_with_format(row, column, fitting(text), &formats.code)?;
        }
        Cell::Aside(text) if !text.is_empty() => {
            sheet.write_string_with_format(row, column, fitting(text), &formats.aside)?;
        }
        Cell::Count(Some(count)) => {
            sheet.write_number_with_format(row, column, *count, &formats.plain)?;
        }
        Cell::AtLeast(count) => {
            sheet.write_number_with_format(row, column, *count, &formats.at_least)?;
        }
        Cell::Decimal(Some(number)) => {
            sheet.write_number_with_format(row, column, *number, &formats.decimal)?;
        }
        Cell::Day(Some(day)) => {
            sheet.write_datetime_with_format(row, column, date(*day)?, &formats.day)?;
        }
        Cell::Time(Some(time)) => {
            let time = ExcelDateTime::from_hms(hour(*time), minute(*time), 0)?;
            sheet.write_datetime_with_format(row, column, time, &formats.time)?;
        }
        // An empty cell has borders too.
        Cell::Text(_)
        | Cell::Code(_)
        | Cell::Aside(_)
        | Cell::Count(None)
        | Cell::Decimal(None)
        | Cell::Day(None)
        | Cell::Time(None) => {
            sheet.write_blank(row, column, &formats.plain)?;
        }
    }
    Ok(())
}

/// A name that the format takes: at most 31 letters, none of those that it forbids.
fn sheet_name(name: &str) -> String {
    let name = name.replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    tidy::cut(name.trim_matches('\''), MOST_NAME)
}

fn fitting(text: &str) -> String {
    tidy::cut(&tidy::shown_page(text), MOST_LETTERS)
}

/// How many lines a row needs. Not every program finds this out by itself.
fn lines(table: &Table, cells: &[Cell]) -> u32 {
    let lines = cells.iter().zip(&table.columns).map(|(cell, (_, width))| {
        let (Cell::Text(text) | Cell::Code(text) | Cell::Aside(text)) = cell else {
            return 1;
        };
        high(text, *width)
    });
    lines.max().unwrap_or(1).clamp(1, MOST_LINES)
}

/// The width of a column in which a line of this text stands without a break.
pub(crate) fn width_for(line: &str) -> u32 {
    wide(line) + BREATH
}

/// The width of a line, in characters.
fn wide(line: &str) -> u32 {
    let cells = line.chars().map(|one| if one.is_ascii() { 1 } else { 2 });
    cells.sum()
}

/// How many lines a text needs in this width.
fn high(text: &str, width: u32) -> u32 {
    let room = width.saturating_sub(BREATH).max(1);
    let lines: u32 = text
        .lines()
        .map(|line| u32::div_ceil(wide(line), room).max(1))
        .sum();
    lines.clamp(1, MOST_LINES)
}

/// A date of the format. It begins in 1900; a day that it cannot hold is an error.
fn date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, small(day.month()), small(day.day()))
}

fn hour(time: NaiveTime) -> u16 {
    u16::try_from(time.hour()).unwrap_or_default()
}

fn minute(time: NaiveTime) -> u8 {
    u8::try_from(time.minute()).unwrap_or_default()
}
