//! Reads XML Spreadsheet 2003: one XML document that holds the sheets of a workbook.

use super::error::FileError;
use super::grid::{Grid, Span};
use crate::exchange::sheet::{Cell, Sheet};
use chrono::NaiveDateTime;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::mem::take;

/// Reads every worksheet. XML that breaks off or does not fit is [`FileError::Damaged`].
pub(super) fn sheets(text: &str) -> Result<Vec<Sheet>, FileError> {
    // XML knows no NUL.
    let text = text.replace('\0', "");
    let mut reader = Reader::from_str(&text);
    let mut book = Workbook::default();
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| damaged(&error))? {
            Event::Start(tag) => {
                depth += 1;
                book.start(&tag)?;
            }
            Event::Empty(tag) => {
                book.start(&tag)?;
                book.end(tag.local_name().as_ref())?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                book.end(tag.local_name().as_ref())?;
            }
            Event::Text(text) => book.text(&text.xml10_content()),
            Event::CData(text) => book.text(&text.xml10_content()),
            Event::GeneralRef(reference) => book.text(&resolved(&reference)?),
            Event::Eof if depth > 0 => return Err(damaged("an element has no end")),
            Event::Eof => return Ok(book.sheets),
            _ => {}
        }
    }
}

fn damaged<E: ToString + ?Sized>(error: &E) -> FileError {
    FileError::Damaged(error.to_string())
}

/// The text of a reference such as `&amp;` or `&#10;`.
fn resolved(reference: &BytesRef<'_>) -> Result<String, FileError> {
    if let Some(sign) = reference
        .resolve_char_ref()
        .map_err(|error| damaged(&error))?
    {
        return Ok(sign.to_string());
    }
    let text = resolve_predefined_entity(reference);
    text.map(str::to_owned)
        .ok_or_else(|| damaged("a reference has no meaning"))
}

/// A workbook while it is read.
#[derive(Default)]
struct Workbook {
    sheets: Vec<Sheet>,
    sheet: Sheet,
    grid: Grid,
    /// Column of the next cell.
    column: usize,
    /// Number of the next row.
    row: u32,
    cell: Option<Open>,
    text: Option<String>,
    /// Whether a remark on a cell is being read; it holds data, too.
    is_remark: bool,
    from_1904: bool,
}

/// A cell while it is read.
struct Open {
    span: Span,
    kind: String,
    formula: Option<String>,
    value: String,
}

impl Workbook {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), FileError> {
        match tag.local_name().as_ref() {
            "Date1904" => self.from_1904 = true,
            "Worksheet" => {
                self.sheet = Sheet {
                    name: attribute(tag, "Name")?.unwrap_or_default(),
                    from_1904: self.from_1904,
                    ..Sheet::default()
                };
                self.grid = Grid::default();
                self.row = 1;
            }
            "Row" => {
                let number = number(tag, "Index")?.unwrap_or(self.row);
                self.grid.row(number)?;
                self.row = number
                    .saturating_add(1)
                    .saturating_add(number_of_more(tag, "Span")?);
                self.column = 0;
            }
            "Cell" => {
                if let Some(index) = number(tag, "Index")? {
                    self.column = index.saturating_sub(1) as usize;
                }
                self.cell = Some(Open {
                    span: Span {
                        across: (number_of_more(tag, "MergeAcross")? as usize).saturating_add(1),
                        down: number_of_more(tag, "MergeDown")?.saturating_add(1),
                    },
                    kind: String::new(),
                    formula: attribute(tag, "Formula")?,
                    value: String::new(),
                });
            }
            "Comment" => self.is_remark = true,
            "Data" if !self.is_remark => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = attribute(tag, "Type")?.unwrap_or_default();
                    self.text = Some(String::new());
                }
            }
            "Visible" => self.text = Some(String::new()),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.text {
            open.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), FileError> {
        match name {
            "Comment" => self.is_remark = false,
            "Data" if !self.is_remark => {
                if let (Some(cell), Some(text)) = (&mut self.cell, self.text.take()) {
                    cell.value = text;
                }
            }
            "Visible" => {
                let text = self.text.take().unwrap_or_default();
                self.sheet.is_hidden |= matches!(text.trim(), "SheetHidden" | "SheetVeryHidden");
            }
            "Cell" => {
                if let Some(open) = self.cell.take() {
                    let across = open.span.across;
                    self.grid.put(self.column, &open.cell(), open.span)?;
                    self.column = self.column.saturating_add(across);
                }
            }
            "Worksheet" => {
                let mut sheet = take(&mut self.sheet);
                sheet.rows = take(&mut self.grid).finish();
                self.sheets.push(sheet);
            }
            _ => {}
        }
        Ok(())
    }
}

impl Open {
    fn cell(&self) -> Cell {
        if self.value.trim().is_empty()
            && let Some(formula) = &self.formula
        {
            let text = formula.strip_prefix('=').unwrap_or(formula);
            return Cell::Formula(format!("={text}"));
        }
        let value = self.value.trim();
        let typed = match self.kind.as_str() {
            "Number" => value.parse().ok().map(Cell::Number),
            "DateTime" => value.parse::<NaiveDateTime>().ok().map(Cell::Moment),
            "Boolean" => Some(Cell::Bool(
                value == "1" || value.eq_ignore_ascii_case("true"),
            )),
            "Error" => Some(Cell::Error),
            _ => None,
        };
        typed.unwrap_or_else(|| {
            if self.value.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(self.value.as_str().into())
            }
        })
    }
}

/// Value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, FileError> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| damaged(&error))?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| damaged(&error))?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// A number from 1.
fn number(tag: &BytesStart<'_>, name: &str) -> Result<Option<u32>, FileError> {
    let text = attribute(tag, name)?;
    Ok(text
        .and_then(|text| text.trim().parse().ok())
        .filter(|number| *number > 0))
}

/// A number of further cells or rows; 0 if it is not given.
fn number_of_more(tag: &BytesStart<'_>, name: &str) -> Result<u32, FileError> {
    Ok(number(tag, name)?.unwrap_or(0))
}
