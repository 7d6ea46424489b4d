//! Putting rows into a sheet, and moving what stands below them.

use super::form::{Area, FillError, Growth};
use super::formula::Mover;
use super::reference::{MOST_ROWS, Shift, area_name, cell_name, parse_area};
use super::sheet::{Row, Rows, merges, rows};
use super::xml::{Document, Edits, escaped};
use std::fmt::Write;

/// A shared formula over more rows than this is not looked at row by row.
const MOST_SHARED_ROWS: u32 = 2000;
/// The most bytes that new rows may take.
const MOST_NEW: usize = 64 * 1024 * 1024;

/// Puts rows into a sheet and returns the new text.
pub(super) fn grow(text: &str, sheet: &str, growth: Growth) -> Result<String, FillError> {
    let document = Document::parse(text)?;
    let found = rows(&document)?;
    if !found.named {
        return Err(FillError::NoReferences);
    }
    let last = found
        .list
        .iter()
        .map(|row| row.number)
        .max()
        .unwrap_or_default()
        .max(growth.like);
    if last
        .checked_add(growth.count)
        .is_none_or(|last| last >= MOST_ROWS)
    {
        return Err(FillError::OutsideSheet);
    }
    let shift = Shift {
        like: growth.like,
        count: growth.count,
    };
    let mut grower = Grower {
        document: &document,
        edits: Edits::default(),
        shift,
        sheet,
    };
    grower.check_arrays(&found)?;
    for row in &found.list {
        if row.number == growth.like {
            grower.copy_row(row)?;
        } else if row.number > growth.like {
            grower.move_row(row);
        }
        for cell in &row.cells {
            if let Some(formula) = cell.formula {
                grower.formula(formula, row.number, cell.column)?;
            }
        }
    }
    grower.merges();
    grower.around(found.element)?;
    grower.edits.apply(text)
}

/// What puts rows into a sheet.
struct Grower<'d> {
    document: &'d Document<'d>,
    edits: Edits,
    shift: Shift,
    sheet: &'d str,
}

impl Grower<'_> {
    /// Refuses a formula whose cells the new rows would pull apart.
    fn check_arrays(&self, found: &Rows) -> Result<(), FillError> {
        let like = self.shift.like;
        let split = found
            .arrays
            .iter()
            .any(|area| area.first_row <= like && area.last_row > like);
        if split {
            Err(FillError::SharedFormula)
        } else {
            Ok(())
        }
    }

    /// Puts copies of a row below it, with the styles of its cells only.
    fn copy_row(&mut self, row: &Row) -> Result<(), FillError> {
        let document = self.document;
        let prefix = document.prefix(row.element);
        let name = document.full_name(row.element);
        let attributes = document.attributes(row.element);
        let mut out = String::new();
        for new in row.number + 1..=row.number + self.shift.count {
            let _ = write!(out, "<{name}");
            for attribute in &attributes {
                if attribute.name == "r" {
                    let _ = write!(out, " r=\"{}\"", new + 1);
                } else {
                    out.push_str(document.slice(attribute.whole.clone()));
                }
            }
            out.push('>');
            for cell in &row.cells {
                if let Some(style) = document.attribute(cell.element, "s") {
                    let cell_name = cell_name(new, cell.column);
                    let _ = write!(out, "<{prefix}c r=\"{cell_name}\" s=\"{}\"/>", style.value);
                }
            }
            let _ = write!(out, "</{name}>");
            if out.len() > MOST_NEW {
                return Err(FillError::TooLarge);
            }
        }
        self.edits.insert(document.whole(row.element).end, out);
        Ok(())
    }

    /// Gives a row and its cells their new numbers.
    fn move_row(&mut self, row: &Row) {
        let new = self.shift.row(row.number);
        if let Some(number) = self.document.attribute(row.element, "r") {
            self.edits.replace(number.value_at, (new + 1).to_string());
        }
        for cell in &row.cells {
            if let Some(name) = self.document.attribute(cell.element, "r") {
                self.edits
                    .replace(name.value_at, cell_name(new, cell.column));
            }
        }
    }

    /// Returns what moves the formulas of a row of this sheet.
    fn mover(&self, row: Option<u32>) -> Mover<'_> {
        // A formula of the row itself, such as a sum along it, means that row and not the list.
        let ends = row != Some(self.shift.like);
        Mover {
            shift: self.shift,
            sheet: self.sheet,
            bare: true,
            ends,
        }
    }

    /// Moves the formula of a cell.
    fn formula(&mut self, index: usize, row: u32, column: u32) -> Result<(), FillError> {
        let document = self.document;
        let kind = document.value(index, "t").unwrap_or_default();
        if kind == "shared" {
            return self.check_shared(index, row, column);
        }
        for name in ["ref", "r1", "r2"] {
            if let Some(attribute) = document.attribute(index, name) {
                self.list_value(attribute.value, attribute.value_at, false);
            }
        }
        self.formula_text(index, Some(row))
    }

    /// Refuses a shared formula that would change for one of its cells.
    fn check_shared(&self, index: usize, row: u32, column: u32) -> Result<(), FillError> {
        let text = self.document.content(index)?;
        let area = self
            .document
            .value(index, "ref")
            .and_then(|area| parse_area(&area))
            .unwrap_or(Area {
                first_row: row,
                last_row: row,
                first_column: column,
                last_column: column,
            });
        let last = area.last_row.max(row);
        if last > self.shift.like || last - row > MOST_SHARED_ROWS {
            return Err(FillError::SharedFormula);
        }
        if text.is_empty() {
            return Ok(());
        }
        for down in 0..=last - row {
            // The references of the cell that many rows further down lie as much lower, unless
            // they have a dollar sign; for these the formula itself is looked at.
            let Some(like) = self.shift.like.checked_sub(down) else {
                continue;
            };
            let ends = row + down != self.shift.like;
            for like in [like, self.shift.like] {
                let shift = Shift { like, ..self.shift };
                let mover = Mover {
                    shift,
                    sheet: self.sheet,
                    bare: true,
                    ends,
                };
                if mover.formula(&text) != text {
                    return Err(FillError::SharedFormula);
                }
            }
        }
        Ok(())
    }

    /// Moves the formula an element holds.
    fn formula_text(&mut self, index: usize, row: Option<u32>) -> Result<(), FillError> {
        let old = self.document.content(index)?;
        let new = self.mover(row).formula(&old);
        if new != old {
            self.edits
                .replace(self.document.inner(index), escaped(&new));
        }
        Ok(())
    }

    /// Moves the areas of a list where it stands in the document.
    fn list_value(&mut self, old: &str, at: std::ops::Range<usize>, ends: bool) {
        let new = self.shift.list(old, ends);
        if new != old {
            self.edits.replace(at, new);
        }
    }

    /// Moves the merged areas and adds those of the new rows.
    fn merges(&mut self) {
        let document = self.document;
        let like = self.shift.like;
        let all = merges(document);
        let mut added = 0;
        for (index, area) in &all {
            let single = area.first_row == like && area.last_row == like;
            if let Some(attribute) = document.attribute(*index, "ref") {
                self.list_value(attribute.value, attribute.value_at, !single);
            }
            if !single {
                continue;
            }
            let mut copies = String::new();
            for row in like + 1..=like + self.shift.count {
                let copy = Area {
                    first_row: row,
                    last_row: row,
                    ..*area
                };
                let _ = write!(
                    copies,
                    "<{} ref=\"{}\"/>",
                    document.full_name(*index),
                    area_name(&copy)
                );
                added += 1;
            }
            self.edits.insert(document.whole(*index).end, copies);
        }
        let list = document.child(0, "mergeCells");
        let count = list
            .and_then(|list| document.attribute(list, "count"))
            .filter(|_| added > 0);
        if let Some(count) = count {
            let old = list.map_or(0, |list| document.children(list).count());
            self.edits
                .replace(count.value_at, (old + added).to_string());
        }
    }

    /// Moves what stands around the rows: validations, conditional formats, links, filters, and breaks.
    fn around(&mut self, sheet_data: usize) -> Result<(), FillError> {
        let document = self.document;
        let rows = document.whole(sheet_data);
        for index in 0..document.elements.len() {
            if rows.contains(&document.open(index).start) {
                continue;
            }
            match document.name(index) {
                "hyperlink" => self.attribute(index, "ref", false),
                "autoFilter" | "sortState" | "sortCondition" => self.attribute(index, "ref", true),
                "dataValidation" | "conditionalFormatting" | "protectedRange" | "ignoredError" => {
                    self.attribute(index, "sqref", true);
                }
                "sqref" => {
                    let range = document.inner(index);
                    self.list_value(document.slice(range.clone()), range, true);
                }
                "formula" | "formula1" | "formula2" | "f" => {
                    let holds_elements = document.children(index).next().is_some();
                    if !holds_elements {
                        self.formula_text(index, None)?;
                    }
                }
                "brk" => self.row_break(index),
                _ => {}
            }
        }
        Ok(())
    }

    /// Moves the areas an attribute lists.
    fn attribute(&mut self, index: usize, name: &str, ends: bool) {
        if let Some(attribute) = self.document.attribute(index, name) {
            self.list_value(attribute.value, attribute.value_at, ends);
        }
    }

    /// Moves a page break that stands below a row.
    fn row_break(&mut self, index: usize) {
        let parent = self
            .document
            .elements
            .get(index)
            .and_then(|element| element.parent);
        if parent.is_none_or(|parent| self.document.name(parent) != "rowBreaks") {
            return;
        }
        let Some(attribute) = self.document.attribute(index, "id") else {
            return;
        };
        // The number is that of the row above the break, from 1, which is the row below it, from 0.
        if let Ok(below) = attribute.value.parse::<u32>() {
            let new = self.shift.row(below);
            if new != below {
                self.edits.replace(attribute.value_at, new.to_string());
            }
        }
    }
}
