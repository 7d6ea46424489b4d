//! Rows of tables whose cells span columns and rows.

use super::error::{FileError, MAX_ROWS};
use super::letters::has_lost_letters;
use crate::exchange::sheet::{Cell, Row, Torn};

/// Columns after this one are not read, which is said: no list is so wide.
pub(in crate::exchange) const MAX_COLUMNS: usize = 512;
/// Longest reach of one cell over rows.
const MAX_DOWN: u32 = 4096;
/// Most cells that get a copy of one value. A larger area is a page title, not a list.
const MAX_COPIES: usize = 4096;
/// Most cells of one sheet. A few bytes of markup can ask for thousands.
const MAX_CELLS: usize = 16_000_000;
/// Most bytes of copied values.
const MAX_COPIED: usize = 64 << 20;
/// Longest run of empty rows that is kept.
const MAX_GAP: u32 = 50;

/// A value that reaches into the rows below.
#[derive(Clone, Default)]
struct Reach {
    /// Number of the last row that it covers.
    until: u32,
    value: Cell,
}

/// Columns and rows that one cell covers, itself included.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub across: usize,
    pub down: u32,
}

/// Collects the rows of one table, cell by cell.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Row>,
    /// For each column, what a row above puts there.
    above: Vec<Reach>,
    cells: usize,
    copied: usize,
}

impl Grid {
    /// Begins the next row.
    pub(super) fn next_row(&mut self) -> Result<(), FileError> {
        self.row(self.last_number().saturating_add(1))
    }

    /// Begins the row with this number. A number that is not larger than the last one continues the
    /// last row; no program writes that.
    pub(super) fn row(&mut self, number: u32) -> Result<(), FileError> {
        let last = self.last_number();
        if number <= last {
            return Ok(());
        }
        if number - last - 1 <= MAX_GAP {
            for missing in last + 1..number {
                self.push(missing)?;
            }
        }
        self.push(number)
    }

    /// Number of the last row; 0 before the first.
    pub(super) fn last_number(&self) -> u32 {
        self.rows.last().map_or(0, |row| row.number)
    }

    fn push(&mut self, number: u32) -> Result<(), FileError> {
        if self.rows.len() == MAX_ROWS {
            return Err(FileError::TooLarge);
        }
        let mut row = Row::numbered(number);
        let is_covered = |reach: &Reach| reach.until >= number;
        let width = self
            .above
            .iter()
            .rposition(is_covered)
            .map_or(0, |at| at + 1);
        for reach in &self.above[..width] {
            let value = if is_covered(reach) {
                reach.value.clone()
            } else {
                Cell::Empty
            };
            self.copied += value.as_text().len();
            row.cells.push(value);
        }
        self.cells += width;
        self.rows.push(row);
        self.check()
    }

    /// The first column from `from` on that no cell of a row above covers in the last row.
    pub(super) fn free_column(&self, from: usize) -> usize {
        let row = self.last_number();
        let covered = self.above.iter().skip(from);
        from + covered.take_while(|reach| reach.until >= row).count()
    }

    /// Puts a cell into the last row, and its value into all cells that it covers.
    pub(super) fn put(&mut self, column: usize, cell: &Cell, span: Span) -> Result<(), FileError> {
        let number = self.last_number();
        let Some(row) = self.rows.last_mut() else {
            return Ok(());
        };
        if column >= MAX_COLUMNS {
            row.is_cut |= !cell.is_blank();
            return Ok(());
        }
        let end = column.saturating_add(span.across.max(1)).min(MAX_COLUMNS);
        let down = span.down.clamp(1, MAX_DOWN);
        let copies = (end - column).saturating_mul(down as usize);
        let copy = if copies > MAX_COPIES {
            &Cell::Empty
        } else {
            cell
        };
        if row.cells.len() < end {
            self.cells += end - row.cells.len();
            row.cells.resize(end, Cell::Empty);
        }
        row.cells[column + 1..end].fill(copy.clone());
        row.cells[column] = cell.clone();
        self.copied += copy.as_text().len() * (end - column - 1);
        if down > 1 {
            if self.above.len() < end {
                self.above.resize(end, Reach::default());
            }
            self.above[column..end].fill(Reach {
                until: number.saturating_add(down - 1),
                value: copy.clone(),
            });
        }
        self.check()
    }

    fn check(&self) -> Result<(), FileError> {
        if self.cells > MAX_CELLS || self.copied > MAX_COPIED {
            Err(FileError::TooLarge)
        } else {
            Ok(())
        }
    }

    /// The rows, marked where letters were lost.
    pub(super) fn finish(mut self) -> Vec<Row> {
        for row in &mut self.rows {
            for cell in &mut row.cells {
                if let Cell::Text(text) = cell
                    && has_lost_letters(text)
                {
                    row.torn = Some(Torn::Letters);
                    *text = text.replace('\0', "").into();
                }
            }
        }
        self.rows
    }
}
