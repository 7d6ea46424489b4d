//! Writes spreadsheets: bold, frozen headings; dates and times as such; all other text as text.

use crate::domain::{Moment, tidy};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rust_xlsxwriter::{
    Chart, ChartType, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet,
    XlsxError,
};
use std::io;

/// Paper size A4 in the numbering of the format.
const A4: u8 = 9;
/// Most letters of a sheet's name, by the file format.
const MOST_NAME: usize = 31;
/// Most letters of a cell, by the file format.
const MOST_LETTERS: usize = 32_000;
/// Characters that are still readable side by side on a printed page in landscape format.
const PAGE: u32 = 165;
/// Height of a line in points.
const LINE: u32 = 15;
/// The format allows rows of 409 points.
const MOST_LINES: u32 = 27;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Text, also if it looks like a number or a formula. Empty text leaves the cell empty.
    Text(String),
    /// A number that is none to calculate with: an identity number, a phone number. Stays text if somebody edits it.
    Code(String),
    /// A count; `None` if not recorded.
    Count(Option<u32>),
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
    /// Columns that a chart below shows as bars, for the first so many rows.
    pub chart: Option<(Vec<u16>, u32)>,
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

/// The formats of cells.
struct Formats {
    heading: Format,
    title: Format,
    plain: Format,
    wrapped: Format,
    code: Format,
    decimal: Format,
    day: Format,
    time: Format,
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        let wrapped = plain.clone().set_text_wrap();
        Self {
            heading: wrapped.clone().set_bold(),
            title: plain.clone().set_bold(),
            code: wrapped.clone().set_num_format("@"),
            decimal: plain.clone().set_num_format("0.0"),
            day: plain.clone().set_num_format("yyyy-mm-dd"),
            time: plain.clone().set_num_format("hh:mm"),
            wrapped,
            plain,
        }
    }
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let formats = Formats::new();
    sheet.set_name(sheet_name(&table.name))?;
    sheet.set_landscape().set_paper_size(A4);
    sheet.set_footer("&C&P / &N");
    let width: u32 = table.columns.iter().map(|(_, width)| width).sum();
    let across = u16::try_from(width.div_ceil(PAGE)).unwrap_or(1);
    sheet.set_print_fit_to_pages(across, 0);
    let mut row = 0;
    for (nth, line) in table.head.iter().enumerate() {
        let format = if nth == 0 {
            &formats.title
        } else {
            &formats.plain
        };
        sheet.write_string_with_format(row, 0, fitting(line), format)?;
        row += 1;
    }
    let first = row;
    sheet.set_freeze_panes(first + 1, 0)?;
    sheet.set_repeat_rows(first, first)?;
    for (column, (name, width)) in (0..).zip(&table.columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(first, column, name, &formats.heading)?;
    }
    let headings = table
        .columns
        .iter()
        .map(|(name, _)| Cell::Text(name.clone()));
    let headings: Vec<Cell> = headings.collect();
    sheet.set_row_height(first, LINE * lines(table, &headings))?;
    for (row, cells) in (first + 1..).zip(&table.rows) {
        sheet.set_row_height(row, LINE * lines(table, cells))?;
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, (row, column), cell, &formats)?;
        }
    }
    row = first + 1 + u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    for line in &table.foot {
        row += 1;
        sheet.write_string_with_format(row, 0, fitting(line), &formats.plain)?;
    }
    match &table.chart {
        Some((columns, count)) if *count > 0 => {
            let chart = chart(&table.name, columns, (first, *count));
            sheet.insert_chart(row + 2, 0, &chart)?;
        }
        _ => {}
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) if !text.is_empty() => {
            sheet.write_string_with_format(row, column, fitting(text), &formats.wrapped)?;
        }
        Cell::Code(text) if !text.is_empty() => {
            sheet.write_string_with_format(row, column, fitting(text), &formats.code)?;
        }
        Cell::Count(Some(count)) => {
            sheet.write_number_with_format(row, column, *count, &formats.plain)?;
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
        Cell::Text(_)
        | Cell::Code(_)
        | Cell::Count(None)
        | Cell::Decimal(None)
        | Cell::Day(None)
        | Cell::Time(None) => {}
    }
    Ok(())
}

/// Upright bars of some columns over the first one.
fn chart(name: &str, columns: &[u16], (first, count): (u32, u32)) -> Chart {
    let name = sheet_name(name);
    let mut chart = Chart::new(ChartType::Column);
    for column in columns {
        chart
            .add_series()
            .set_name((name.as_str(), first, *column))
            .set_categories((name.as_str(), first + 1, 0, first + count, 0))
            .set_values((name.as_str(), first + 1, *column, first + count, *column));
    }
    // Bars begin at zero.
    chart.y_axis().set_min(0);
    chart
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
        let (Cell::Text(text) | Cell::Code(text)) = cell else {
            return 1;
        };
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
