//! The sheets of a file as bytes, on their way from the process that read them. Ten years of lists hold a million cells and
//! some thousand different texts: each text is sent once, and each cell that holds it shares it.

use crate::exchange::file::{MAX_COLUMNS, MAX_ROWS};
use crate::exchange::sheet::{Cell, Row, Sheet, Torn};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// What stands before the rows of a sheet.
#[derive(Serialize, Deserialize)]
struct Head<'b> {
    name: &'b str,
    is_hidden: bool,
    from_1904: bool,
    rows: usize,
}

/// What stands before the cells of a row.
#[derive(Serialize, Deserialize)]
struct RowHead {
    number: u32,
    torn: Option<Torn>,
    is_cut: bool,
    cells: usize,
}

/// A cell; a text by its place in the list of texts.
#[derive(Serialize, Deserialize)]
enum PackedCell<'b> {
    Empty,
    Text(usize),
    Number(f64),
    Moment(NaiveDateTime),
    Bool(bool),
    Formula(&'b str),
    Error,
}

/// Packs sheets: first all texts, then the rows.
pub(super) fn pack(sheets: &[Sheet]) -> postcard::Result<Vec<u8>> {
    let mut texts = Texts::default();
    let mut rows = Vec::new();
    for sheet in sheets {
        let head = Head {
            name: &sheet.name,
            is_hidden: sheet.is_hidden,
            from_1904: sheet.from_1904,
            rows: sheet.rows.len(),
        };
        rows = postcard::to_extend(&head, rows)?;
        for row in &sheet.rows {
            let head = RowHead {
                number: row.number,
                torn: row.torn,
                is_cut: row.is_cut,
                cells: row.cells.len(),
            };
            rows = postcard::to_extend(&head, rows)?;
            for cell in &row.cells {
                rows = postcard::to_extend(&texts.packed(cell), rows)?;
            }
        }
    }
    let mut out = postcard::to_allocvec(&(texts.all, sheets.len()))?;
    out.extend(rows);
    Ok(out)
}

/// The different texts so far.
#[derive(Default)]
struct Texts<'s> {
    all: Vec<&'s str>,
    places: HashMap<&'s str, usize>,
}

impl<'s> Texts<'s> {
    fn packed(&mut self, cell: &'s Cell) -> PackedCell<'s> {
        match cell {
            Cell::Empty => PackedCell::Empty,
            Cell::Text(text) => {
                let place = self.places.entry(text).or_insert_with(|| {
                    self.all.push(text);
                    self.all.len() - 1
                });
                PackedCell::Text(*place)
            }
            Cell::Number(number) => PackedCell::Number(*number),
            Cell::Moment(moment) => PackedCell::Moment(*moment),
            Cell::Bool(is) => PackedCell::Bool(*is),
            Cell::Formula(text) => PackedCell::Formula(text),
            Cell::Error => PackedCell::Error,
        }
    }
}

/// Reads what [`pack`] wrote. The other process may have been led to write anything, so more rows and cells than a reader
/// gives are refused before there is room for them.
pub(super) fn unpack(bytes: &[u8]) -> postcard::Result<Vec<Sheet>> {
    let ((texts, count), mut rest) = postcard::take_from_bytes::<(Vec<&str>, usize)>(bytes)?;
    let texts: Vec<Arc<str>> = texts.into_iter().map(Arc::from).collect();
    let mut sheets = Vec::new();
    for _ in 0..count {
        let head: Head<'_>;
        (head, rest) = postcard::take_from_bytes(rest)?;
        if head.rows > MAX_ROWS {
            return Err(postcard::Error::DeserializeBadEncoding);
        }
        let mut rows = Vec::with_capacity(head.rows);
        for _ in 0..head.rows {
            let row: RowHead;
            (row, rest) = postcard::take_from_bytes(rest)?;
            if row.cells > MAX_COLUMNS {
                return Err(postcard::Error::DeserializeBadEncoding);
            }
            let mut cells = Vec::with_capacity(row.cells);
            for _ in 0..row.cells {
                let cell: PackedCell<'_>;
                (cell, rest) = postcard::take_from_bytes(rest)?;
                cells.push(unpacked(&cell, &texts)?);
            }
            rows.push(Row {
                number: row.number,
                cells,
                torn: row.torn,
                is_cut: row.is_cut,
            });
        }
        sheets.push(Sheet {
            name: head.name.to_owned(),
            rows,
            is_hidden: head.is_hidden,
            from_1904: head.from_1904,
        });
    }
    Ok(sheets)
}

fn unpacked(cell: &PackedCell<'_>, texts: &[Arc<str>]) -> postcard::Result<Cell> {
    Ok(match cell {
        PackedCell::Empty => Cell::Empty,
        PackedCell::Text(place) => {
            let text = texts.get(*place);
            Cell::Text(Arc::clone(
                text.ok_or(postcard::Error::DeserializeBadEncoding)?,
            ))
        }
        PackedCell::Number(number) => Cell::Number(*number),
        PackedCell::Moment(moment) => Cell::Moment(*moment),
        PackedCell::Bool(is) => Cell::Bool(*is),
        PackedCell::Formula(text) => Cell::Formula((*text).to_owned()),
        PackedCell::Error => Cell::Error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets() -> Vec<Sheet> {
        let moment: NaiveDateTime = "2026-11-23T17:00:00".parse().unwrap();
        let cells = vec![
            Cell::Text("甲乙".into()),
            Cell::Empty,
            Cell::Number(1.5),
            Cell::Moment(moment),
            Cell::Bool(true),
            Cell::Formula("=A1".to_owned()),
            Cell::Error,
            Cell::Text("甲乙".into()),
            Cell::Text("丙丁".into()),
        ];
        let row = |number, torn| Row {
            number,
            cells: cells.clone(),
            torn,
            is_cut: torn.is_some(),
        };
        let sheet = |name: &str, is_hidden| Sheet {
            name: name.to_owned(),
            rows: vec![row(1, None), row(7, Some(Torn::Quote))],
            is_hidden,
            from_1904: !is_hidden,
        };
        vec![sheet("1组", false), sheet("", true), Sheet::default()]
    }

    #[test]
    fn sheets_are_the_same_after_the_way() {
        let sheets = sheets();
        let back = unpack(&pack(&sheets).unwrap()).unwrap();
        assert_eq!(back, sheets);
        // The text that stands in four cells is one.
        let text = |row: usize, cell: usize| match &back[0].rows[row].cells[cell] {
            Cell::Text(text) => Arc::clone(text),
            other => panic!("{other:?}"),
        };
        assert!(Arc::ptr_eq(&text(0, 0), &text(1, 7)));
    }

    #[test]
    fn bytes_that_are_no_sheets_are_refused_wherever_they_end() {
        let bytes = pack(&sheets()).unwrap();
        for end in 0..bytes.len() {
            assert!(unpack(&bytes[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn more_rows_or_cells_than_a_reader_gives_are_refused() {
        let head = |rows| Head {
            name: "",
            is_hidden: false,
            from_1904: false,
            rows,
        };
        let no_texts: Vec<&str> = Vec::new();
        let mut bytes = postcard::to_allocvec(&(&no_texts, 1_usize, head(MAX_ROWS + 1))).unwrap();
        // Enough bytes for that many empty rows follow.
        bytes.resize(bytes.len() + 5 * MAX_ROWS, 0);
        assert!(unpack(&bytes).is_err());
        let row = RowHead {
            number: 1,
            torn: None,
            is_cut: false,
            cells: MAX_COLUMNS + 1,
        };
        let mut bytes = postcard::to_allocvec(&(&no_texts, 1_usize, head(1), row)).unwrap();
        bytes.resize(bytes.len() + MAX_COLUMNS + 1, 0);
        assert!(unpack(&bytes).is_err());
    }
}
