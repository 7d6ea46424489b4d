//! Writes spreadsheets: bold, frozen headings; dates and times as such; all other text as text.

use crate::domain::{Moment, tidy};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::io;

/// Paper size A4 in the numbering of the format.
const A4: u8 = 9;
/// Most letters of a cell, by the file format.
const MOST_LETTERS: usize = 32_000;
/// Characters that are still readable side by side on a printed page in landscape format.
const PAGE: u32 = 165;
/// Height of a line in points.
const LINE: u32 = 15;
/// The format allows rows of 409 points.
const MOST_LINES: u32 = 27;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Text, also if it looks like a number or a formula. Empty text leaves the cell empty.
    Text(String),
    /// A count; `None` if not recorded.
    Count(Option<u32>),
    /// A date.
    Day(Option<NaiveDate>),
    /// A time of the day.
    Time(Option<NaiveTime>),
}

/// One table on a sheet of its own.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Name of the sheet, at most 31 characters.
    pub name: String,
    /// Heading and width of each column, in characters.
    pub columns: Vec<(String, u32)>,
    /// Rows below the headings.
    pub rows: Vec<Vec<Cell>>,
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
    let heading = Format::new().set_bold().set_text_wrap();
    let heading = heading.set_align(FormatAlign::Top);
    let plain = Format::new().set_align(FormatAlign::Top);
    let wrapped = plain.clone().set_text_wrap();
    let day_format = plain.clone().set_num_format("yyyy-mm-dd");
    let time_format = plain.clone().set_num_format("hh:mm");
    sheet.set_name(table.name.as_str())?;
    sheet.set_landscape().set_paper_size(A4);
    let width: u32 = table.columns.iter().map(|(_, width)| width).sum();
    let across = u16::try_from(width.div_ceil(PAGE)).unwrap_or(1);
    sheet.set_print_fit_to_pages(across, 0);
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    for (column, (name, width)) in (0..).zip(&table.columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, name, &heading)?;
    }
    let headings = table
        .columns
        .iter()
        .map(|(name, _)| Cell::Text(name.clone()));
    let headings: Vec<Cell> = headings.collect();
    sheet.set_row_height(0, LINE * lines(table, &headings))?;
    for (row, cells) in (1..).zip(&table.rows) {
        sheet.set_row_height(row, LINE * lines(table, cells))?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) if !text.is_empty() => {
                    let fitting = tidy::cut(&tidy::shown_page(text), MOST_LETTERS);
                    sheet.write_string_with_format(row, column, &fitting, &wrapped)?;
                }
                Cell::Count(Some(count)) => {
                    sheet.write_number_with_format(row, column, *count, &plain)?;
                }
                Cell::Day(Some(day)) => {
                    sheet.write_datetime_with_format(row, column, date(*day)?, &day_format)?;
                }
                Cell::Time(Some(time)) => {
                    let time = ExcelDateTime::from_hms(hour(*time), minute(*time), 0)?;
                    sheet.write_datetime_with_format(row, column, time, &time_format)?;
                }
                Cell::Text(_) | Cell::Count(None) | Cell::Day(None) | Cell::Time(None) => {}
            }
        }
    }
    Ok(())
}

/// How many lines a row needs. Not every program finds this out by itself.
fn lines(table: &Table, cells: &[Cell]) -> u32 {
    let lines = cells.iter().zip(&table.columns).map(|(cell, (_, width))| {
        let Cell::Text(text) = cell else { return 1 };
        // Bold letters and breaks between words take some room.
        let room = width.saturating_sub(1).max(1);
        let wide = |line: &str| {
            line.chars()
                .map(|one| if one.is_ascii() { 1 } else { 2 })
                .sum()
        };
        text.lines()
            .map(|line| u32::div_ceil(wide(line), room).max(1))
            .sum()
    });
    lines.max().unwrap_or(1).clamp(1, MOST_LINES)
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
