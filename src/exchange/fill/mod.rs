//! Forms sent as spreadsheets: reads them, and fills their cells without touching anything else.
//!
//! No library that writes workbooks keeps all that it does not understand: charts, checks, drawings, printer settings.
//! So the cells of one sheet's XML are edited in place, and every other part of the file is copied byte for byte.

mod around;
mod cells;
mod dates;
mod form;
mod formula;
mod growth;
mod package;
mod reference;
mod sheet;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_growth;
mod xml;

pub(crate) use form::{FillCell, FillError, FillValue, Filled, Form, FormRow, FormSheet, Growth};

use dates::DateStyles;
use package::Package;
use std::collections::HashMap;

/// Reads the visible sheets of a form.
pub(crate) fn read(file: &[u8]) -> Result<Form, FillError> {
    let mut package = Package::open(file)?;
    let workbook = package.workbook()?;
    let strings = match workbook
        .links
        .iter()
        .find(|link| link.kind == "sharedStrings")
    {
        Some(link) => {
            sheet::shared_strings(&package.text(&link.target)?.ok_or(FillError::Damaged)?)?
        }
        None => Vec::new(),
    };
    let mut sheets = Vec::new();
    let mut budget = sheet::MOST_TEXT;
    for part in workbook.sheets.iter().filter(|part| part.visible) {
        let text = package.text(&part.part)?.ok_or(FillError::Damaged)?;
        sheets.push(sheet::read(&text, &part.name, &strings, &mut budget)?);
    }
    Ok(Form { sheets })
}

/// Fills cells of one sheet. All other parts of the file stay as they are, byte for byte.
///
/// New rows also change, if the file has them: the names of the workbook that mean this sheet, the
/// calculation order (the program reports a damaged file if it lists a moved formula at its old
/// place), and the areas of the tables and the places of the pictures of this sheet. These stay as
/// they were: formulas and charts of other sheets that mean moved rows, pivot tables, the places of
/// comments and of form controls, and links to places inside the workbook.
/// Values that formulas of other sheets computed before stay in the file until the program computes again.
pub(crate) fn fill(
    file: &[u8],
    sheet: &str,
    growth: Option<Growth>,
    cells: &[FillCell],
) -> Result<Filled, FillError> {
    let mut package = Package::open(file)?;
    let workbook = package.workbook()?;
    let part = workbook
        .sheets
        .iter()
        .find(|part| part.name == sheet)
        .ok_or(FillError::NoSuchSheet)?;
    let mut text = package.text(&part.part)?.ok_or(FillError::Damaged)?;
    let mut changed = HashMap::new();
    if let Some(growth) = growth.filter(|growth| growth.count > 0) {
        text = growth::grow(&text, sheet, growth)?;
        around::other_parts(&mut package, &workbook, part, growth, &mut changed)?;
    }
    let styles = workbook.links.iter().find(|link| link.kind == "styles");
    let dates = match styles.map(|link| package.text(&link.target)).transpose()? {
        Some(Some(styles)) => DateStyles::read(&styles)?,
        _ => DateStyles::default(),
    };
    let (text, kept_formulas) = cells::fill(&text, cells, (workbook.from_1904, &dates))?;
    changed.insert(part.part.clone(), text);
    Ok(Filled {
        file: package.with_parts(&changed)?,
        kept_formulas,
    })
}
