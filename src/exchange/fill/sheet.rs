//! Reading the rows, cells, and merged areas of a sheet.

use super::form::{Area, FillError, FormCell, FormRow, FormSheet};
use super::reference::{MOST_ROWS, parse_area, parse_cell, parse_row};
use super::xml::Document;

/// The most bytes of text the cells of a form may hold together.
pub(super) const MOST_TEXT: usize = 64 * 1024 * 1024;
/// The most formulas of one sheet that fill several cells at once.
const MOST_ARRAYS: usize = 1000;

/// A row of a sheet and where it stands in the document.
pub(super) struct Row {
    /// The index of the element.
    pub(super) element: usize,
    /// The number of the row, from 0.
    pub(super) number: u32,
    /// The cells of the row.
    pub(super) cells: Vec<Cell>,
}

/// A cell of a sheet and where it stands in the document.
pub(super) struct Cell {
    /// The index of the element.
    pub(super) element: usize,
    /// The number of the column, from 0.
    pub(super) column: u32,
    /// The index of the formula element.
    pub(super) formula: Option<usize>,
}

/// The rows of a sheet.
pub(super) struct Rows {
    /// The index of the element that holds the rows.
    pub(super) element: usize,
    /// The rows, in the order of the file.
    pub(super) list: Vec<Row>,
    /// True if each row and cell says where it stands.
    pub(super) named: bool,
    /// The areas that a single formula fills and that have more than one cell.
    pub(super) arrays: Vec<Area>,
}

/// Finds the rows of a sheet.
pub(super) fn rows(document: &Document<'_>) -> Result<Rows, FillError> {
    let element = document.child(0, "sheetData").ok_or(FillError::Damaged)?;
    let mut found = Rows {
        element,
        list: Vec::new(),
        named: true,
        arrays: Vec::new(),
    };
    let mut next_row = 0;
    for index in document
        .children(element)
        .filter(|index| document.name(*index) == "row")
    {
        let row = if let Some(number) = document.value(index, "r") {
            parse_row(number.trim()).ok_or(FillError::Damaged)?
        } else {
            found.named = false;
            next_row
        };
        next_row = row + 1;
        if row >= MOST_ROWS {
            return Err(FillError::Damaged);
        }
        let mut cells = Vec::new();
        let mut next_column = 0;
        for cell in document
            .children(index)
            .filter(|cell| document.name(*cell) == "c")
        {
            let column = if let Some(name) = document.value(cell, "r") {
                let place = parse_cell(&name).filter(|(own_row, _)| *own_row == row);
                place.ok_or(FillError::Damaged)?.1
            } else {
                found.named = false;
                next_column
            };
            next_column = column + 1;
            let formula = document.child(cell, "f");
            if let Some(area) = formula.and_then(|formula| array(document, formula)) {
                found.arrays.push(area);
            }
            cells.push(Cell {
                element: cell,
                column,
                formula,
            });
        }
        found.list.push(Row {
            element: index,
            number: row,
            cells,
        });
    }
    if found.arrays.len() > MOST_ARRAYS {
        return Err(FillError::TooLarge);
    }
    Ok(found)
}

/// Returns the area a formula fills, if it fills more than its own cell.
fn array(document: &Document<'_>, formula: usize) -> Option<Area> {
    let kind = document.value(formula, "t")?;
    if kind != "array" && kind != "dataTable" {
        return None;
    }
    let area = parse_area(&document.value(formula, "ref")?)?;
    (area.first_row != area.last_row || area.first_column != area.last_column).then_some(area)
}

/// Lists the merged areas of a sheet with their elements.
pub(super) fn merges(document: &Document<'_>) -> Vec<(usize, Area)> {
    let Some(list) = document.child(0, "mergeCells") else {
        return Vec::new();
    };
    document
        .children(list)
        .filter_map(|index| Some((index, parse_area(&document.value(index, "ref")?)?)))
        .collect()
}

/// Reads the strings that the cells of all sheets share.
pub(super) fn shared_strings(text: &str) -> Result<Vec<String>, FillError> {
    let document = Document::parse(text)?;
    let items = document
        .children(0)
        .filter(|index| document.name(*index) == "si");
    items.map(|index| rich_text(&document, index)).collect()
}

/// Joins the runs of a text and leaves out how it is pronounced.
fn rich_text(document: &Document<'_>, index: usize) -> Result<String, FillError> {
    let mut out = String::new();
    for child in document.children(index) {
        match document.name(child) {
            "t" => out.push_str(&document.content(child)?),
            "r" => {
                for text in document
                    .children(child)
                    .filter(|text| document.name(*text) == "t")
                {
                    out.push_str(&document.content(text)?);
                }
            }
            _ => {}
        }
    }
    Ok(decoded(&out))
}

/// Turns `_x000D_` into the letter with that number, which XML could not hold itself.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let letter = after.split_at_checked(4).and_then(|(digits, tail)| {
            let tail = tail.strip_prefix('_')?;
            let all_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            let number = u32::from_str_radix(digits, 16)
                .ok()
                .filter(|_| all_digits)?;
            Some((char::from_u32(number)?, tail))
        });
        if let Some((letter, tail)) = letter {
            out.push(letter);
            rest = tail;
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// Reads a sheet. The budget is how many bytes of text may still come.
pub(super) fn read(
    text: &str,
    name: &str,
    strings: &[String],
    budget: &mut usize,
) -> Result<FormSheet, FillError> {
    let document = Document::parse(text)?;
    let found = rows(&document)?;
    let mut list = Vec::new();
    for row in &found.list {
        let mut cells = Vec::new();
        for cell in &row.cells {
            let text = shown(&document, cell.element, strings)?;
            *budget = budget.checked_sub(text.len()).ok_or(FillError::TooLarge)?;
            let in_array = found
                .arrays
                .iter()
                .any(|area| area.contains(row.number, cell.column));
            cells.push(FormCell {
                column: cell.column,
                text,
                is_formula: cell.formula.is_some() || in_array,
                style: document
                    .value(cell.element, "s")
                    .and_then(|style| style.parse().ok()),
            });
        }
        list.push(FormRow {
            row: row.number,
            cells,
        });
    }
    let merges = merges(&document)
        .into_iter()
        .map(|(_, area)| area)
        .collect();
    Ok(FormSheet {
        name: name.to_owned(),
        rows: list,
        merges,
    })
}

/// Returns the text a cell shows, apart from its number format.
fn shown(document: &Document<'_>, cell: usize, strings: &[String]) -> Result<String, FillError> {
    let kind = document.value(cell, "t").unwrap_or_default();
    if kind == "inlineStr" {
        return document
            .child(cell, "is")
            .map_or(Ok(String::new()), |index| rich_text(document, index));
    }
    let Some(value) = document.child(cell, "v") else {
        return Ok(String::new());
    };
    let value = document.content(value)?;
    match kind.as_ref() {
        "s" => {
            let number: Option<usize> = value.trim().parse().ok();
            let text = number.and_then(|number| strings.get(number));
            text.cloned().ok_or(FillError::Damaged)
        }
        "str" => Ok(decoded(&value)),
        "b" => Ok(if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned()),
        _ => Ok(value.trim().to_owned()),
    }
}
