//! Moving what other parts say about a sheet when rows are put in: names, calculation order, tables, and pictures.

use super::form::{FillError, Growth};
use super::formula::Mover;
use super::package::{Package, SheetPart, Workbook};
use super::reference::{Shift, cell_name, parse_cell};
use super::xml::{Document, Edits, escaped};
use std::collections::HashMap;

/// Changes the other parts that say where something stands on the sheet.
pub(super) fn other_parts(
    package: &mut Package<'_>,
    workbook: &Workbook,
    sheet: &SheetPart,
    growth: Growth,
    changed: &mut HashMap<String, String>,
) -> Result<(), FillError> {
    let shift = Shift {
        like: growth.like,
        count: growth.count,
    };
    let mut parts = vec![(workbook.part.clone(), "workbook")];
    let calculation = workbook.links.iter().find(|link| link.kind == "calcChain");
    parts.extend(calculation.map(|link| (link.target.clone(), "calcChain")));
    for link in package.links(&sheet.part)? {
        match link.kind.as_str() {
            "table" => parts.push((link.target, "table")),
            "drawing" => parts.push((link.target, "drawing")),
            _ => {}
        }
    }
    for (part, kind) in parts {
        let Some(text) = package.text(&part)? else {
            continue;
        };
        let document = Document::parse(&text)?;
        let edits = match kind {
            "workbook" => names(&document, shift, &sheet.name)?,
            "calcChain" => order(&document, shift, &sheet.id),
            "table" => table(&document, shift),
            _ => anchors(&document, shift)?,
        };
        if !edits.is_empty() {
            changed.insert(part, edits.apply(&text)?);
        }
    }
    Ok(())
}

/// Moves the names of the workbook that mean the sheet.
fn names(document: &Document<'_>, shift: Shift, sheet: &str) -> Result<Edits, FillError> {
    let mut edits = Edits::default();
    for index in document.all("definedName") {
        // Titles that end at the row above the new rows are titles still, and the new rows are none.
        let ends = document
            .value(index, "name")
            .is_none_or(|name| name != "_xlnm.Print_Titles");
        let old = document.content(index)?;
        let new = Mover {
            shift,
            sheet,
            bare: false,
            ends,
        }
        .formula(&old);
        if new != old {
            edits.replace(document.inner(index), escaped(&new));
        }
    }
    Ok(edits)
}

/// Moves the cells of the sheet in the calculation order.
fn order(document: &Document<'_>, shift: Shift, sheet_id: &str) -> Edits {
    let mut edits = Edits::default();
    let mut sheet = String::new();
    for index in document.children(0) {
        // An entry without the number of a sheet is on the same sheet as the one before.
        if let Some(id) = document.value(index, "i") {
            sheet = id.into_owned();
        }
        let Some(cell) = document.attribute(index, "r") else {
            continue;
        };
        if let Some((row, column)) =
            parse_cell(cell.value).filter(|(row, _)| sheet == sheet_id && *row > shift.like)
        {
            edits.replace(cell.value_at, cell_name(shift.row(row), column));
        }
    }
    edits
}

/// Moves a table with its filter.
fn table(document: &Document<'_>, shift: Shift) -> Edits {
    let mut edits = Edits::default();
    for index in 0..document.elements.len() {
        if !matches!(
            document.name(index),
            "table" | "autoFilter" | "sortState" | "sortCondition"
        ) {
            continue;
        }
        let Some(attribute) = document.attribute(index, "ref") else {
            continue;
        };
        let new = shift.list(attribute.value, true);
        if new != attribute.value {
            edits.replace(attribute.value_at, new);
        }
    }
    edits
}

/// Moves the pictures and charts that hang on rows further down.
fn anchors(document: &Document<'_>, shift: Shift) -> Result<Edits, FillError> {
    let mut edits = Edits::default();
    for index in document.all("row") {
        let parent = document
            .elements
            .get(index)
            .and_then(|element| element.parent);
        if parent.is_none_or(|parent| !matches!(document.name(parent), "from" | "to")) {
            continue;
        }
        let text = document.content(index)?;
        // The rows of anchors count from 0.
        if let Some(row) = text
            .trim()
            .parse::<u32>()
            .ok()
            .filter(|row| *row > shift.like)
        {
            edits.replace(document.inner(index), shift.row(row).to_string());
        }
    }
    Ok(edits)
}
