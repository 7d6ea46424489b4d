//! Reads lists of lines whose cells a sign separates: CSV and its relatives.
//!
//! The `csv` crate reads the cells. A stray quotation mark makes it read many rows as one cell, so
//! every record that is wider, narrower or longer than one usual line is compared with its lines.

use super::error::{FileError, MAX_ROWS};
use super::grid::MAX_COLUMNS;
use super::letters::has_lost_letters;
use super::shape::{Shape, count};
use crate::exchange::sheet::{Cell, Row, Sheet, Torn};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Lines that one cell may have in a row that is repaired.
const MAX_LINES: usize = 8;
/// Quotation marks in a row that are tried one by one.
const MAX_TRIED: usize = 200;
/// Bytes of buffer that each new start of the reader costs.
const RESTART: usize = 8 << 10;

/// Reads the rows of a list.
pub(super) fn sheet(text: &str) -> Result<Sheet, FileError> {
    let text = one_line_end(text);
    let (shape, start) = Shape::of(&text);
    let text = shape.narrow(text.get(start..).unwrap_or_default());
    let mut list = List {
        has_lost: has_lost_letters(&text),
        text: &text,
        shape,
        at: 0,
        number: usize::from(start > 0),
        rows: Vec::new(),
        // Each stray mark makes the reader read up to the next mark twice.
        budget: text.len() * 8 + (1 << 20),
    };
    list.read()?;
    Ok(Sheet {
        rows: list.rows,
        ..Sheet::default()
    })
}

/// Makes every line end one character, so that lines can be counted. Old Mac text uses `\r` alone,
/// and programs that convert twice leave `\r\r\n`.
fn one_line_end(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\r') {
        out.push_str(before);
        out.push('\n');
        rest = after
            .strip_prefix("\r\n")
            .or_else(|| after.strip_prefix('\n'))
            .unwrap_or(after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A list while it is read.
struct List<'a> {
    text: &'a str,
    shape: Shape,
    has_lost: bool,
    /// Offset of the next line.
    at: usize,
    /// Number of the last row.
    number: usize,
    rows: Vec<Row>,
    /// Bytes that may still be read twice.
    budget: usize,
}

/// What to do with a record as the reader read it.
enum Verdict {
    Keep(Option<Torn>),
    Repair,
}

/// A row whose quotation marks were put right.
struct Repaired {
    cells: Vec<String>,
    torn: Option<Torn>,
    /// Bytes of text, without the last line end.
    length: usize,
}

impl List<'_> {
    fn read(&mut self) -> Result<(), FileError> {
        while self.read_to_stray_mark()? {
            if self.budget == 0 {
                return self.read_lines();
            }
        }
        Ok(())
    }

    /// Reads rows until a row had to be repaired and the reader has to start again after it.
    fn read_to_stray_mark(&mut self) -> Result<bool, FileError> {
        let base = self.at;
        let text = self.text;
        let Some(bytes) = text.as_bytes().get(base..) else {
            return Ok(false);
        };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.shape.separator)
            .buffer_capacity(RESTART)
            .from_reader(bytes);
        let mut record = csv::StringRecord::new();
        while reader
            .read_record(&mut record)
            .map_err(|error| FileError::Damaged(error.to_string()))?
        {
            let read = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            let end = base.saturating_add(read).min(text.len());
            self.skip_blank_lines();
            let raw = text.get(self.at..end).unwrap_or_default();
            let raw = raw.strip_suffix('\n').unwrap_or(raw);
            match self.judge(&record, raw) {
                Verdict::Keep(torn) => {
                    self.at = end;
                    self.push(record.iter(), torn)?;
                }
                Verdict::Repair => {
                    let repaired = self.repair();
                    self.at = (self.at + repaired.length + 1).min(text.len());
                    self.push(repaired.cells.iter().map(String::as_str), repaired.torn)?;
                    if self.at != end {
                        self.budget = self.budget.saturating_sub(raw.len() + RESTART);
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// The CSV reader skips blank lines silently, but spreadsheets number them.
    fn skip_blank_lines(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
        self.at += blank;
        self.number += blank;
    }

    /// Reads the rest line by line: a text with so many stray marks would take time without end.
    fn read_lines(&mut self) -> Result<(), FileError> {
        let text = self.text;
        loop {
            self.skip_blank_lines();
            let Some(rest) = text.get(self.at..).filter(|rest| !rest.is_empty()) else {
                return Ok(());
            };
            let line = rest.split('\n').next().unwrap_or_default();
            self.at = (self.at + line.len() + 1).min(text.len());
            let sign = self.shape.separator;
            match quoted(line, sign) {
                Some(cells) => self.push(cells.iter().map(String::as_str), None)?,
                None => self.push(
                    plain(line, sign).iter().map(String::as_str),
                    Some(Torn::Quote),
                )?,
            }
        }
    }

    fn push<'f>(
        &mut self,
        fields: impl Iterator<Item = &'f str>,
        torn: Option<Torn>,
    ) -> Result<(), FileError> {
        if self.rows.len() == MAX_ROWS {
            return Err(FileError::TooLarge);
        }
        self.number += 1;
        let mut row = Row::numbered(u32::try_from(self.number).unwrap_or(u32::MAX));
        row.torn = torn;
        let mut fields = fields;
        for field in fields.by_ref().take(MAX_COLUMNS) {
            if self.has_lost && has_lost_letters(field) {
                row.torn = row.torn.or(Some(Torn::Letters));
                row.cells
                    .push(cell(&self.shape.wide(&field.replace('\0', ""))));
            } else {
                row.cells.push(cell(&self.shape.wide(field)));
            }
        }
        row.is_cut = fields.any(|field| !field.trim().is_empty());
        let extra = row.cells.get(self.shape.headings..).unwrap_or_default();
        if row.torn != Some(Torn::Quote) && extra.iter().any(|cell| !cell.is_blank()) {
            row.torn = Some(Torn::Width);
        }
        self.rows.push(row);
        Ok(())
    }

    /// Compares a record with its lines.
    fn judge(&self, record: &csv::StringRecord, raw: &str) -> Verdict {
        let Shape {
            separator: sign,
            usual,
            ..
        } = self.shape;
        let is_one_line = !raw.as_bytes().contains(&b'\n');
        // A mark that is left in a cell of a row of the usual width may be a doubled one.
        let is_usual = record.len() == usual && !record.as_slice().contains('"');
        if is_one_line && is_usual || !raw.contains('"') {
            return Verdict::Keep(None);
        }
        let ending = ending(raw, sign);
        if is_one_line {
            // A blank before a quotation mark hides it from the reader.
            let is_hidden = || quoted(raw, sign).is_some_and(|cells| cells.len() == usual);
            return if ending != Ending::Proper || is_hidden() {
                Verdict::Repair
            } else {
                Verdict::Keep(None)
            };
        }
        let widths = || raw.split('\n').map(|line| count(line, sign) + 1);
        let lines = widths().count();
        match ending {
            // A second stray mark may close the first. Short rows are too easily alike by chance.
            Ending::Proper => {
                let like = widths().filter(|width| *width == usual).count();
                if usual > 3 && like * 5 >= lines * 4 {
                    Verdict::Repair
                } else {
                    Verdict::Keep(None)
                }
            }
            Ending::Open => Verdict::Repair,
            Ending::Inside => {
                let is_like = |width: &usize| width.abs_diff(usual) <= 1 && *width >= usual.min(2);
                let like = widths().skip(1).filter(is_like).count();
                if like * 2 >= lines - 1 || self.repair().torn.is_none() {
                    Verdict::Repair
                } else {
                    Verdict::Keep(Some(Torn::Quote))
                }
            }
        }
    }

    /// Reads the row that begins here without its stray quotation mark.
    fn repair(&self) -> Repaired {
        let (sign, usual) = (self.shape.separator, self.shape.usual);
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = rest
            .match_indices('\n')
            .map(|(end, _)| end)
            .chain([rest.len()]);
        for end in ends.take(MAX_LINES) {
            let lines = rest.get(..end).unwrap_or_default();
            let found = readings(lines, sign, usual);
            let is_certain = found.len() == 1;
            if let Some(cells) = found.into_iter().next() {
                return Repaired {
                    cells,
                    torn: (!is_certain).then_some(Torn::Quote),
                    length: end,
                };
            }
        }
        let line = rest.split('\n').next().unwrap_or_default();
        let cells = plain(line, sign);
        Repaired {
            torn: (cells.len() != usual).then_some(Torn::Quote),
            cells,
            length: line.len(),
        }
    }
}

/// The ways to read lines as one row of the usual width: as they are, or without one mark.
fn readings(lines: &str, sign: u8, usual: usize) -> BTreeSet<Vec<String>> {
    let is_usual = |cells: &Vec<String>| cells.len() == usual;
    let marks = lines.matches('"').count();
    if marks.is_multiple_of(2) || marks > MAX_TRIED {
        return quoted(lines, sign).filter(is_usual).into_iter().collect();
    }
    let without = |at: usize| {
        let mut lines = lines.to_owned();
        lines.remove(at);
        lines
    };
    lines
        .match_indices('"')
        .filter_map(|(at, _)| quoted(&without(at), sign))
        .filter(is_usual)
        .collect()
}

/// How the last quoted cell of a record ends.
#[derive(PartialEq, Eq)]
enum Ending {
    /// All quoted cells end before a separator or a line end.
    Proper,
    /// Text follows a closing mark.
    Inside,
    /// The file ends before the cell does.
    Open,
}

fn ending(raw: &str, sign: u8) -> Ending {
    let mut rest = raw.as_bytes();
    let cell_end = |byte: &u8| *byte == sign || *byte == b'\n';
    loop {
        if let [b'"', quoted @ ..] = rest {
            let Some(length) = quoted_length(quoted) else {
                return Ending::Open;
            };
            rest = quoted.get(length + 1..).unwrap_or_default();
            let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
            rest = rest.get(blanks..).unwrap_or_default();
            match rest.first() {
                None => return Ending::Proper,
                Some(byte) if cell_end(byte) => {}
                Some(_) => return Ending::Inside,
            }
        }
        let Some(end) = rest.iter().position(cell_end) else {
            return Ending::Proper;
        };
        rest = rest.get(end + 1..).unwrap_or_default();
    }
}

/// Length of a quoted cell after its opening mark, without the closing mark. Two marks stand for one.
fn quoted_length(after: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += after.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if after.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Reads one row strictly: quotation marks only around whole cells, and doubled within them.
fn quoted(row: &str, sign: u8) -> Option<Vec<String>> {
    let sign = char::from(sign);
    let mut cells = Vec::new();
    let mut rest = row;
    loop {
        let after = if let Some(inner) = rest.trim_start_matches(' ').strip_prefix('"') {
            let (cell, after) = inner.split_at_checked(quoted_length(inner.as_bytes())?)?;
            cells.push(cell.replace("\"\"", "\""));
            after.strip_prefix('"')?.trim_start_matches(' ')
        } else {
            let end = rest.find(sign).unwrap_or(rest.len());
            let (cell, after) = rest.split_at_checked(end)?;
            if cell.contains(['"', '\n']) {
                return None;
            }
            cells.push(cell.to_owned());
            after
        };
        if after.is_empty() {
            return Some(cells);
        }
        rest = after.strip_prefix(sign)?;
    }
}

/// Splits a line at each separator and drops the quotation marks.
fn plain(line: &str, sign: u8) -> Vec<String> {
    let cells = line.split(char::from(sign));
    cells.map(|cell| cell.replace('"', "")).collect()
}

/// A cell as the spreadsheet shows it: `="139"` is how programs keep digits as text.
fn cell(field: &str) -> Cell {
    let text = field
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.contains('"'))
        .unwrap_or(field);
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.into())
    }
}
