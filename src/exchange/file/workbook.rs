//! Workbooks: .xlsx, .xlsb, .xls, .ods.
//!
//! .xlsx is read cell by cell into sparse rows, because one stray cell in the last row of a sheet
//! would otherwise need gigabytes.

use super::compound;
use super::error::{FileError, MAX_ROWS};
use super::grid::MAX_COLUMNS;
use super::mend::mended;
use super::package::{Kind, Package};
use super::records;
use crate::exchange::sheet::{Cell, Row, Sheet};
use calamine::{
    Data, DataRef, Dimensions, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls,
    XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};
use std::io::Cursor;

type Bytes<'a> = Cursor<&'a [u8]>;

/// Longest run of empty rows that is kept.
const MAX_GAP: u32 = 50;
/// Most cells that get a copy of one merged value. A larger merged area is a page title, not a
/// list.
const MAX_MERGED: u32 = 4096;

/// Reads .xlsx, .xlsb or .ods.
pub(super) fn from_zip(bytes: &[u8]) -> Result<Vec<Sheet>, FileError> {
    let mut package = Package::open(bytes)?;
    let kind = package.kind().ok_or(FileError::NotASpreadsheet)?;
    if kind == Kind::Xlsb {
        records::check(&mut package)?;
    }
    drop(package);
    match of_kind(kind, bytes) {
        // The library refuses more than has to be refused.
        Err(FileError::Damaged(why)) if kind != Kind::Xlsb => {
            let mended = mended(bytes, kind).and_then(|mended| {
                let left_out = mended.left_out.into_iter().map(|name| Sheet {
                    name,
                    ..Sheet::default()
                });
                let mut sheets = of_kind(kind, &mended.bytes)?;
                sheets.extend(left_out);
                Ok(sheets)
            });
            mended.map_err(|again| match again {
                FileError::Damaged(_) => FileError::Damaged(why),
                other => other,
            })
        }
        read => read,
    }
}

fn of_kind(kind: Kind, bytes: &[u8]) -> Result<Vec<Sheet>, FileError> {
    match kind {
        Kind::Xlsx => xlsx(Xlsx::new(Cursor::new(bytes))?),
        Kind::Xlsb => {
            let mut xlsb: Xlsb<Bytes<'_>> = Xlsb::new(Cursor::new(bytes))?;
            let from_1904 = xlsb.has_1904_epoch();
            dense_sheets(&mut xlsb, from_1904)
        }
        Kind::Ods => {
            let content = Package::open(bytes)?.text("content.xml")?;
            let from_1904 = content.is_some_and(|content| counts_from_1904(&content));
            let mut ods: Ods<Bytes<'_>> = Ods::new(Cursor::new(bytes))?;
            dense_sheets(&mut ods, from_1904)
        }
    }
}

/// Whether an .ods file says that its days are counted from 1904, which the library does not tell.
fn counts_from_1904(content: &[u8]) -> bool {
    let content = String::from_utf8_lossy(content);
    let element = content.split_once("null-date").map(|(_, after)| after);
    let element = element.and_then(|after| after.split('>').next());
    element.is_some_and(|element| element.contains("1904-01-01"))
}

/// Reads .xls. A password-protected .xlsx has the same container and gives `Password`.
pub(super) fn from_compound(mut bytes: Vec<u8>) -> Result<Vec<Sheet>, FileError> {
    compound::prepare(&mut bytes)?;
    let mut xls: Xls<Bytes<'_>> = Xls::new(Cursor::new(bytes.as_slice()))?;
    let from_1904 = xls.has_1904_epoch();
    dense_sheets(&mut xls, from_1904)
}

fn xlsx(mut book: Xlsx<Bytes<'_>>) -> Result<Vec<Sheet>, FileError> {
    let mut sheets = Vec::new();
    let from_1904 = book.has_1904_epoch();
    for (name, is_hidden) in listed(book.sheets_metadata()) {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let rows = match xlsx_rows(&mut book, &name) {
            Ok(mut rows) => {
                spread_merged(&mut rows, &merged);
                rows
            }
            // A sheet that holds only a chart has no rows.
            Err(SheetError::Reader(XlsxError::NotAWorksheet(_))) => continue,
            // What nobody sees does not cost what is seen.
            Err(SheetError::Reader(_)) if is_hidden => Vec::new(),
            Err(SheetError::Reader(error)) => return Err(error.into()),
            Err(SheetError::TooManyRows) => return Err(FileError::TooLarge),
        };
        sheets.push(Sheet {
            name,
            rows,
            is_hidden,
            from_1904,
        });
    }
    Ok(sheets)
}

/// The sheets with cells, and whether each is hidden.
fn listed(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let with_cells = sheets
        .iter()
        .filter(|sheet| matches!(sheet.typ, SheetType::WorkSheet));
    with_cells
        .map(|sheet| {
            let is_hidden = sheet.visible != SheetVisible::Visible;
            (sheet.name.clone(), is_hidden)
        })
        .collect()
}

enum SheetError {
    Reader(XlsxError),
    TooManyRows,
}

impl From<XlsxError> for SheetError {
    fn from(error: XlsxError) -> Self {
        Self::Reader(error)
    }
}

fn xlsx_rows(book: &mut Xlsx<Bytes<'_>>, name: &str) -> Result<Vec<Row>, SheetError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut rows = Rows::default();
    while let Some(found) = reader.next_cell_with_formula()? {
        let cell = with_formula(from_ref(found.value), found.formula);
        rows.put(found.pos, cell).ok_or(SheetError::TooManyRows)?;
    }
    Ok(rows.finish())
}

/// Collects the rows of one sheet, cell by cell.
#[derive(Default)]
struct Rows(Vec<Row>);

impl Rows {
    fn put(&mut self, (row, column): (u32, u32), cell: Cell) -> Option<()> {
        let column = column as usize;
        if matches!(cell, Cell::Empty) {
            return Some(());
        }
        let number = row.saturating_add(1);
        let last = self.0.last().map_or(0, |last| last.number);
        if number > last {
            let gap = number - last - 1;
            if gap <= MAX_GAP {
                self.0.extend((last + 1..number).map(Row::numbered));
            }
            if self.0.len() >= MAX_ROWS {
                return None;
            }
            self.0.push(Row::numbered(number));
        }
        let row = if number < last {
            self.earlier(number)?
        } else {
            self.0.last_mut()?
        };
        if column >= MAX_COLUMNS {
            row.is_cut |= !cell.is_blank();
            return Some(());
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = cell;
        Some(())
    }

    /// A row that stands in the file behind those that follow it.
    fn earlier(&mut self, number: u32) -> Option<&mut Row> {
        let found = self.0.binary_search_by_key(&number, |row| row.number);
        let place = match found {
            Ok(place) => place,
            Err(_) if self.0.len() >= MAX_ROWS => return None,
            Err(place) => {
                self.0.insert(place, Row::numbered(number));
                place
            }
        };
        self.0.get_mut(place)
    }

    fn finish(self) -> Vec<Row> {
        self.0
    }
}

/// Copies a merged value into each of its cells: an address or school written once beside three
/// siblings belongs to all three.
fn spread_merged(rows: &mut [Row], merged: &[Dimensions]) {
    for region in merged {
        let height = region
            .end
            .0
            .saturating_sub(region.start.0)
            .saturating_add(1);
        let width = region
            .end
            .1
            .saturating_sub(region.start.1)
            .saturating_add(1);
        if height.saturating_mul(width) > MAX_MERGED || region.end.1 as usize >= MAX_COLUMNS {
            continue;
        }
        let first = region.start.0.saturating_add(1);
        let Ok(top) = rows.binary_search_by_key(&first, |row| row.number) else {
            continue;
        };
        let value = rows[top].cell(region.start.1 as usize).clone();
        if value.is_blank() {
            continue;
        }
        let covered = rows[top..]
            .iter_mut()
            .take_while(|row| row.number - first < height);
        for row in covered {
            let end = region.end.1 as usize + 1;
            if row.cells.len() < end {
                row.cells.resize(end, Cell::Empty);
            }
            row.cells[region.start.1 as usize..end].fill(value.clone());
        }
    }
}

/// Reads the older formats whole; their sheets are small.
fn dense_sheets<'a, R>(book: &mut R, from_1904: bool) -> Result<Vec<Sheet>, FileError>
where
    R: Reader<Bytes<'a>>,
    FileError: From<R::Error>,
{
    let mut sheets = Vec::new();
    for (name, is_hidden) in listed(book.sheets_metadata()) {
        let range = match book.worksheet_range(&name) {
            Ok(range) => range,
            Err(_) if is_hidden => Range::default(),
            Err(error) => return Err(error.into()),
        };
        let formulas = book.worksheet_formula(&name).unwrap_or_default();
        let rows = dense_rows(&range, &formulas).ok_or(FileError::TooLarge)?;
        sheets.push(Sheet {
            name,
            rows,
            is_hidden,
            from_1904,
        });
    }
    Ok(sheets)
}

fn dense_rows(range: &Range<Data>, formulas: &Range<String>) -> Option<Vec<Row>> {
    let mut rows = Rows::default();
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, data) in range.cells() {
        let at = (
            top.saturating_add(row as u32),
            left.saturating_add(column as u32),
        );
        let formula = formulas.get_value(at).cloned();
        rows.put(at, with_formula(from_data(data), formula))?;
    }
    Some(rows.finish())
}

/// Uses the cached value of a formula. A formula without one is kept as text.
fn with_formula(value: Cell, formula: Option<String>) -> Cell {
    match formula.filter(|formula| !formula.is_empty()) {
        Some(formula) if value.is_blank() => Cell::Formula(format!("={formula}")),
        _ => value,
    }
}

fn from_data(data: &Data) -> Cell {
    from_ref(match data {
        Data::Empty => DataRef::Empty,
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    })
}

fn from_ref(data: DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        #[expect(clippy::cast_precision_loss, reason = "lost digits are judged later")]
        DataRef::Int(number) => Cell::Number(number as f64),
        DataRef::Float(number) => Cell::Number(number),
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text.to_owned()),
        DataRef::Bool(value) => Cell::Bool(value),
        DataRef::DateTime(moment) => moment
            .as_datetime()
            .map_or(Cell::Number(moment.as_f64()), Cell::Moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso(text),
        DataRef::Error(_) => Cell::Error,
    }
}

fn text_cell(text: String) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.into())
    }
}

/// Reads dates and times of .ods: `2015-06-01`, `2015-06-01T16:30:00`, `PT16H30M00S`.
fn iso(text: String) -> Cell {
    if let Ok(day) = text.parse::<chrono::NaiveDate>() {
        return Cell::Moment(day.into());
    }
    if let Ok(moment) = text.parse() {
        return Cell::Moment(moment);
    }
    let clock = text
        .replace("PT", "")
        .replace(['H', 'M'], ":")
        .replace('S', "");
    let text = if text.starts_with("PT") { clock } else { text };
    Cell::Text(text.into())
}

impl From<XlsxError> for FileError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Password,
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl From<XlsError> for FileError {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Password => Self::Password,
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl From<OdsError> for FileError {
    fn from(error: OdsError) -> Self {
        match error {
            OdsError::Password => Self::Password,
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl From<XlsbError> for FileError {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::Password => Self::Password,
            other => Self::Damaged(other.to_string()),
        }
    }
}
