//! Writing values into the cells of a sheet.

use super::dates::DateStyles;
use super::form::{FillCell, FillError, FillValue};
use super::reference::{MOST_ROWS, cell_name};
use super::sheet::{Cell, Row, Rows, merges, rows};
use super::xml::{Document, Edits, escaped};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The most letters a cell may hold.
const MOST_LETTERS: usize = 32_767;
/// The number of columns of a sheet.
const MOST_COLUMNS: u32 = 16_384;

/// The values for the cells of one row, by column.
type RowValues<'v> = BTreeMap<u32, &'v FillValue>;
/// The values by row, and the cells that were left.
type Targets<'v> = (BTreeMap<u32, RowValues<'v>>, Vec<(u32, u32)>);

/// Fills cells of a sheet and takes the old values from its formulas. It returns the
/// new text and the cells that were left because they hold a formula.
pub(super) fn fill(
    text: &str,
    cells: &[FillCell],
    (from_1904, dates): (bool, &DateStyles),
) -> Result<(String, Vec<(u32, u32)>), FillError> {
    let document = Document::parse(text)?;
    let found = rows(&document)?;
    if !found.named {
        return Err(FillError::NoReferences);
    }
    let (wanted, kept) = targets(&document, &found, cells)?;
    let mut writer = Writer {
        document: &document,
        edits: Edits::default(),
        prefix: document.prefix(found.element),
        styles: styles(&document, &found),
        from_1904,
        dates,
    };
    for row in &found.list {
        for cell in &row.cells {
            let in_array = found
                .arrays
                .iter()
                .any(|area| area.contains(row.number, cell.column));
            if cell.formula.is_some() || in_array {
                writer.forget_value(cell);
            }
        }
    }
    let mut new_rows = String::new();
    let by_row: BTreeMap<u32, &Row> = found.list.iter().map(|row| (row.number, row)).collect();
    for (row, values) in &wanted {
        if let Some(there) = by_row.get(row) {
            writer.change_row(there, values)?;
            continue;
        }
        let new = writer.new_row(*row, values)?;
        match by_row.range(row..).next() {
            Some((_, later)) => writer.edits.insert(document.open(later.element).start, new),
            None => new_rows.push_str(&new),
        }
    }
    if !new_rows.is_empty() {
        writer.append(found.element, &new_rows);
    }
    Ok((writer.edits.apply(text)?, kept))
}

/// Sorts the values by the cells they go to, and lists the cells that hold a formula.
fn targets<'v>(
    document: &Document<'_>,
    found: &Rows,
    cells: &'v [FillCell],
) -> Result<Targets<'v>, FillError> {
    let areas = merges(document);
    let mut wanted: BTreeMap<u32, RowValues<'v>> = BTreeMap::new();
    let mut kept = Vec::new();
    let by_row: BTreeMap<u32, &Row> = found.list.iter().map(|row| (row.number, row)).collect();
    for cell in cells {
        if cell.row >= MOST_ROWS || cell.column >= MOST_COLUMNS {
            return Err(FillError::OutsideSheet);
        }
        // Only the top left cell of a merged area is shown.
        let area = areas
            .iter()
            .find(|(_, area)| area.contains(cell.row, cell.column));
        let (row, column) = area.map_or((cell.row, cell.column), |(_, area)| {
            (area.first_row, area.first_column)
        });
        let there = by_row
            .get(&row)
            .and_then(|row| row.cells.iter().find(|there| there.column == column));
        let in_array = found.arrays.iter().any(|area| area.contains(row, column));
        if in_array || there.is_some_and(|there| there.formula.is_some()) {
            kept.push((cell.row, cell.column));
        } else {
            wanted.entry(row).or_default().insert(column, &cell.value);
        }
    }
    Ok((wanted, kept))
}

/// Collects the styles of all cells, by column and row.
fn styles<'d>(document: &Document<'d>, found: &Rows) -> BTreeMap<(u32, u32), &'d str> {
    let mut styles = BTreeMap::new();
    for row in &found.list {
        for cell in &row.cells {
            if let Some(style) = document.attribute(cell.element, "s") {
                styles.insert((cell.column, row.number), style.value);
            }
        }
    }
    styles
}

/// What writes the changes to a sheet.
struct Writer<'d> {
    document: &'d Document<'d>,
    edits: Edits,
    /// The prefix of the elements of the sheet.
    prefix: &'d str,
    styles: BTreeMap<(u32, u32), &'d str>,
    from_1904: bool,
    dates: &'d DateStyles,
}

impl Writer<'_> {
    /// Takes out the value a formula had computed, so that the program computes it anew.
    fn forget_value(&mut self, cell: &Cell) {
        let Some(value) = self.document.child(cell.element, "v") else {
            return;
        };
        self.edits.replace(self.document.whole(value), "");
        // The kind tells what the value was.
        if let Some(kind) = self.document.attribute(cell.element, "t") {
            self.edits.replace(kind.whole, "");
        }
    }

    /// Puts values into a row that the file has.
    fn change_row(&mut self, row: &Row, values: &RowValues<'_>) -> Result<(), FillError> {
        let mut at_end = String::new();
        let mut added = false;
        for (column, value) in values {
            if let Some(cell) = row.cells.iter().find(|cell| cell.column == *column) {
                let new = self.replaced(cell, value)?;
                self.edits.replace(self.document.whole(cell.element), new);
                continue;
            }
            added = true;
            let new = self.new_cell(row.number, *column, value)?;
            match row.cells.iter().find(|cell| cell.column > *column) {
                Some(later) => self
                    .edits
                    .insert(self.document.open(later.element).start, new),
                None => at_end.push_str(&new),
            }
        }
        // The row may say which columns it has, and that would no longer be true.
        let spans = self
            .document
            .attribute(row.element, "spans")
            .filter(|_| added);
        if let Some(spans) = spans {
            self.edits.replace(spans.whole, "");
        }
        if !at_end.is_empty() {
            self.append(row.element, &at_end);
        }
        Ok(())
    }

    /// Puts a text at the end of an element.
    fn append(&mut self, element: usize, text: &str) {
        let end = self.document.inner(element).end;
        if self.document.is_empty(element) {
            let name = self.document.full_name(element);
            self.edits
                .replace(end.saturating_sub(2)..end, format!(">{text}</{name}>"));
        } else {
            self.edits.insert(end, text);
        }
    }

    /// Returns a row that the file does not have yet.
    fn new_row(&self, row: u32, values: &RowValues<'_>) -> Result<String, FillError> {
        let prefix = self.prefix;
        let mut out = format!("<{prefix}row r=\"{}\">", row + 1);
        for (column, value) in values {
            out.push_str(&self.new_cell(row, *column, value)?);
        }
        let _ = write!(out, "</{prefix}row>");
        Ok(out)
    }

    /// Returns a cell that the file does not have yet, in the style of the nearest one above.
    fn new_cell(&self, row: u32, column: u32, value: &FillValue) -> Result<String, FillError> {
        let mut tag = format!("<{}c r=\"{}\"", self.prefix, cell_name(row, column));
        let above = self.styles.range((column, 0)..(column, row)).next_back();
        let style = above.map(|(_, style)| style);
        if let Some(style) = style {
            let _ = write!(tag, " s=\"{style}\"");
        }
        let style = style.and_then(|style| style.parse().ok());
        self.with_value(tag, style, value)
    }

    /// Returns a cell of the file with another value.
    fn replaced(&self, cell: &Cell, value: &FillValue) -> Result<String, FillError> {
        let mut tag = format!("<{}", self.document.full_name(cell.element));
        for attribute in self.document.attributes(cell.element) {
            // `t` is the kind of the old value; `cm` and `vm` say more about it.
            if !matches!(attribute.name, "t" | "cm" | "vm") {
                tag.push_str(self.document.slice(attribute.whole));
            }
        }
        let style = self.document.value(cell.element, "s");
        let style = style.and_then(|style| style.parse().ok());
        self.with_value(tag, style, value)
    }

    /// Ends an opened tag of a cell of this style and writes its value. A day is a number only where it is shown as a day.
    fn with_value(
        &self,
        mut tag: String,
        style: Option<u32>,
        value: &FillValue,
    ) -> Result<String, FillError> {
        let prefix = self.prefix;
        let words;
        let value = match value {
            FillValue::Day(day) if !self.dates.shows_date(style) => {
                words = FillValue::Text(day.to_string());
                &words
            }
            other => other,
        };
        let number = match value {
            FillValue::Text(text) if text.is_empty() => {
                tag.push_str("/>");
                return Ok(tag);
            }
            FillValue::Text(text) => {
                if text.encode_utf16().count() > MOST_LETTERS {
                    return Err(FillError::BadValue);
                }
                let text = encoded(text);
                let text = escaped(&text);
                let _ = write!(
                    tag,
                    " t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
                );
                return Ok(tag);
            }
            FillValue::Number(number) if number.is_finite() => number_text(*number),
            FillValue::Number(_) => return Err(FillError::BadValue),
            FillValue::Day(day) => serial(*day, self.from_1904)?.to_string(),
        };
        let _ = write!(tag, "><{prefix}v>{number}</{prefix}v></{prefix}c>");
        Ok(tag)
    }
}

/// Writes a number so that reading it gives the same number.
fn number_text(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-5..1e15).contains(&size) {
        format!("{number:e}")
    } else {
        number.to_string()
    }
}

/// Returns the number a day has in a workbook.
fn serial(day: NaiveDate, from_1904: bool) -> Result<i64, FillError> {
    let base = if from_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)
    } else {
        NaiveDate::from_ymd_opt(1899, 12, 30)
    };
    let days = day
        .signed_duration_since(base.ok_or(FillError::BadValue)?)
        .num_days();
    if from_1904 {
        return if days >= 0 {
            Ok(days)
        } else {
            Err(FillError::BadValue)
        };
    }
    // The 1900 system counts a 29 February 1900, which never was, as day 60.
    match if days <= 60 { days - 1 } else { days } {
        days if days >= 1 => Ok(days),
        _ => Err(FillError::BadValue),
    }
}

/// Writes letters that XML cannot hold as `_x0007_`, and protects text that looks like that.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let unfit = (letter < ' ' && !matches!(letter, '\t' | '\n'))
            || matches!(letter, '\u{fffe}' | '\u{ffff}');
        let mut ahead = rest.clone();
        let looks = letter == '_'
            && ahead.next() == Some('x')
            && ahead
                .by_ref()
                .take(4)
                .filter(char::is_ascii_hexdigit)
                .count()
                == 4
            && ahead.next() == Some('_');
        if unfit || looks {
            let _ = write!(out, "_x{:04X}_", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out
}
