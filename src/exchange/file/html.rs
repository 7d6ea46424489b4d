//! Reads the tables of an HTML page: web systems export one under the name `.xls`.

use super::error::FileError;
use super::grid::{Grid, MAX_COLUMNS, Span};
use crate::exchange::sheet::{Cell, Sheet};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Place, Tokenizer};
use std::mem::take;

/// Elements that go on within a line; the end of any other separates words.
const INLINE: [&[u8]; 16] = [
    b"a", b"abbr", b"b", b"big", b"code", b"em", b"font", b"i", b"label", b"o:p", b"s", b"small",
    b"span", b"strong", b"sup", b"u",
];

/// Reads every outermost table as a sheet. A page without one is no spreadsheet.
pub(super) fn sheets(text: &str) -> Result<Vec<Sheet>, FileError> {
    let mut page = Page::default();
    let take = |event: CallbackEvent<'_>, _: Place<()>| page.take(&event).err();
    let mut emitter = CallbackEmitter::new(take);
    // Otherwise a table in the text of a script would be one of the page.
    emitter.naively_switch_states(true);
    if let Some(Ok(error)) = Tokenizer::new_with_emitter(text, emitter).next() {
        return Err(error);
    }
    page.end_table()?;
    page.sheets.retain(|sheet| !sheet.rows.is_empty());
    if page.sheets.is_empty() {
        return Err(FileError::NotASpreadsheet);
    }
    Ok(page.sheets)
}

/// A page while it is read.
#[derive(Default)]
struct Page {
    sheets: Vec<Sheet>,
    table: Option<Table>,
    /// Start tag whose attributes are being read.
    tag: Tag,
    /// Whether a script or a style sheet is being read.
    is_code: bool,
}

#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    attribute: Vec<u8>,
    across: usize,
    down: u32,
}

/// An outermost table.
#[derive(Default)]
struct Table {
    grid: Grid,
    /// Tables within this one that are open.
    inner: usize,
    caption: String,
    place: Open,
    /// Whether cells have a row to be in.
    has_row: bool,
    /// Column of the next cell.
    column: usize,
}

/// Where text belongs.
#[derive(Default)]
enum Open {
    #[default]
    Outside,
    Caption,
    Cell(String, Span),
}

impl Page {
    fn take(&mut self, event: &CallbackEvent<'_>) -> Result<(), FileError> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag {
                    name: name.to_vec(),
                    ..Tag::default()
                };
            }
            CallbackEvent::AttributeName { name } => self.tag.attribute = name.to_vec(),
            CallbackEvent::AttributeValue { value } => self.tag.span(value),
            CallbackEvent::CloseStartTag { .. } => {
                let tag = take(&mut self.tag);
                self.start(&tag)?;
            }
            CallbackEvent::EndTag { name } => self.end(name)?,
            CallbackEvent::String { value } if !self.is_code => {
                if let Some(text) = self.table.as_mut().and_then(Table::text) {
                    text.push_str(&String::from_utf8_lossy(value));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag) -> Result<(), FileError> {
        let name = tag.name.as_slice();
        self.is_code = matches!(name, b"script" | b"style");
        if name == b"table" {
            // A table between the cells of another one ends it, as in browsers.
            if !self.table.as_ref().is_some_and(Table::is_in_text) {
                self.end_table()?;
            }
            match &mut self.table {
                Some(table) => table.inner += 1,
                none => *none = Some(Table::default()),
            }
        }
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        if table.inner == 0 {
            match name {
                b"caption" => table.place = Open::Caption,
                b"tr" => table.start_row()?,
                b"td" | b"th" => table.start_cell(tag.area())?,
                _ => table.separate(name),
            }
        } else {
            table.separate(name);
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), FileError> {
        self.is_code = false;
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        if name == b"table" && table.inner == 0 {
            return self.end_table();
        }
        if table.inner > 0 {
            table.inner -= usize::from(name == b"table");
            table.separate(name);
            return Ok(());
        }
        match name {
            b"td" | b"th" | b"caption" => table.end_text()?,
            b"tr" | b"thead" | b"tbody" | b"tfoot" => {
                table.end_text()?;
                table.has_row = false;
            }
            _ => table.separate(name),
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), FileError> {
        if let Some(mut table) = self.table.take() {
            table.end_text()?;
            self.sheets.push(Sheet {
                name: one_line(&table.caption),
                rows: table.grid.finish(),
                ..Sheet::default()
            });
        }
        Ok(())
    }
}

impl Tag {
    fn span(&mut self, value: &[u8]) {
        let digits = value.trim_ascii();
        let number = std::str::from_utf8(digits)
            .ok()
            .and_then(|digits| digits.parse::<u32>().ok());
        match (self.attribute.as_slice(), number) {
            (b"colspan", Some(number)) => self.across = number as usize,
            // Zero reaches to the end of the table.
            (b"rowspan", Some(0)) => self.down = u32::MAX,
            (b"rowspan", Some(number)) => self.down = number,
            _ => {}
        }
    }

    fn area(&self) -> Span {
        Span {
            across: self.across.clamp(1, MAX_COLUMNS),
            down: self.down.max(1),
        }
    }
}

impl Table {
    /// The text that is open.
    fn text(&mut self) -> Option<&mut String> {
        match &mut self.place {
            Open::Outside => None,
            Open::Caption => Some(&mut self.caption),
            Open::Cell(text, _) => Some(text),
        }
    }

    fn is_in_text(&self) -> bool {
        !matches!(self.place, Open::Outside)
    }

    /// Keeps words apart that the page shows on two lines.
    fn separate(&mut self, name: &[u8]) {
        if !INLINE.contains(&name)
            && let Some(text) = self.text()
        {
            text.push(' ');
        }
    }

    fn start_row(&mut self) -> Result<(), FileError> {
        self.end_text()?;
        self.grid.next_row()?;
        self.has_row = true;
        self.column = 0;
        Ok(())
    }

    fn start_cell(&mut self, span: Span) -> Result<(), FileError> {
        self.end_text()?;
        if !self.has_row {
            self.start_row()?;
        }
        self.place = Open::Cell(String::new(), span);
        Ok(())
    }

    /// Ends the cell or the caption that is open.
    fn end_text(&mut self) -> Result<(), FileError> {
        if let Open::Cell(text, span) = take(&mut self.place) {
            let text = one_line(&text);
            let cell = if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(text.into())
            };
            let column = self.grid.free_column(self.column);
            self.grid.put(column, &cell, span)?;
            self.column = column + span.across;
        }
        Ok(())
    }
}

/// Joins words as a browser shows them. The wide space of Chinese names is part of them.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let trimmed = line.trim();
    if trimmed.len() == line.len() {
        line
    } else {
        trimmed.to_owned()
    }
}
