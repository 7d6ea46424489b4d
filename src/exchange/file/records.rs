//! Checks the parts of an .xlsb before the library reads them.
//!
//! The library asks for as much memory as a record says that it is long, and lays every sheet out as one dense block up to
//! its outermost cells. One damaged byte would ask for more memory than the machine has. The process that reads is limited,
//! but what is wrong is better said than guessed, so lengths and places are checked first, step by step as the library goes.

use super::compound::Block;
use super::error::FileError;
use super::package::Package;

const SHEETS_END: u16 = 0x0090;
/// Records at which the library has read enough of the workbook once the sheets are named.
const AFTER_NAMES: [u16; 9] = [
    0x009D, 0x0225, 0x018D, 0x0180, 0x009A, 0x0252, 0x0229, 0x009B, 0x0084,
];
const TEXTS_END: u16 = 0x00A0;
const FORMATS: u16 = 0x0267;
const FORMAT: u16 = 0x002C;
const CELL_STYLES: u16 = 0x0269;
const CELL_STYLE: u16 = 0x002F;
const ROW: u16 = 0x0000;
/// Cells with a value or a formula.
const CELLS: std::ops::RangeInclusive<u16> = 0x0002..=0x000B;
const CELLS_END: u16 = 0x0092;
/// After a row further down the library reads no more.
const LAST_ROW: usize = 0x0010_0000;

/// Refuses a workbook with a record that is longer than its part, or with cells that are too far apart. Sheets in another
/// folder than all programs use are not looked at: what they cost, the limits of this process stop.
pub(super) fn check(package: &mut Package<'_>) -> Result<(), FileError> {
    for name in package.names() {
        let check = match name.as_str() {
            "xl/workbook.bin" => workbook,
            "xl/sharedstrings.bin" => texts,
            "xl/styles.bin" => styles,
            other if other.starts_with("xl/worksheets/") && !other.contains("/_rels/") => sheet,
            _ => continue,
        };
        if let Some(part) = package.text(&name)? {
            check(&part)?;
        }
    }
    Ok(())
}

fn workbook(part: &[u8]) -> Result<(), FileError> {
    let mut records = Records { rest: part };
    let mut has_sheets = false;
    while let Some(kind) = records.kind() {
        if has_sheets && AFTER_NAMES.contains(&kind) {
            break;
        }
        has_sheets |= kind == SHEETS_END;
        records.data()?;
    }
    Ok(())
}

fn texts(part: &[u8]) -> Result<(), FileError> {
    let mut records = Records { rest: part };
    while records.kind().is_some_and(|kind| kind != TEXTS_END) {
        records.data()?;
    }
    Ok(())
}

/// The library does not step over the records that it does not know here, but looks for the next one in their bytes.
fn styles(part: &[u8]) -> Result<(), FileError> {
    let mut records = Records { rest: part };
    while let Some(kind) = records.kind() {
        let member = match kind {
            FORMATS => FORMAT,
            CELL_STYLES => CELL_STYLE,
            _ => continue,
        };
        let count = number(records.data()?, 0).unwrap_or(0);
        for _ in 0..count {
            if !records.skip_to(member)? {
                return Ok(());
            }
        }
        if kind == CELL_STYLES {
            break;
        }
    }
    Ok(())
}

fn sheet(part: &[u8]) -> Result<(), FileError> {
    let mut records = Records { rest: part };
    let mut cells = Block::default();
    let mut row = 0;
    while let Some(kind) = records.kind().filter(|kind| *kind != CELLS_END) {
        let data = records.data()?;
        let place = || number(data, 0).ok_or_else(|| damaged("a cell without a place"));
        if kind == ROW {
            row = place()?;
            if row > LAST_ROW {
                break;
            }
        } else if CELLS.contains(&kind) {
            cells.add(row as u64, place()? as u64);
        }
    }
    if cells.fits() {
        Ok(())
    } else {
        Err(damaged("cells too far apart"))
    }
}

fn damaged(what: &str) -> FileError {
    FileError::Damaged(what.to_owned())
}

/// Steps through a part: the kind of a record in one or two bytes, its length in up to four, its data.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// The kind of the next record; `None` at the end.
    fn kind(&mut self) -> Option<u16> {
        self.packed(2).and_then(|kind| u16::try_from(kind).ok())
    }

    /// The data of the record whose kind was just read.
    fn data(&mut self) -> Result<&'a [u8], FileError> {
        let found = self.packed(4).and_then(|length| {
            let length = usize::try_from(length).ok()?;
            self.rest.split_at_checked(length)
        });
        let (data, rest) = found.ok_or_else(|| damaged("a record longer than its part"))?;
        self.rest = rest;
        Ok(data)
    }

    /// Reads up to the end of the next record of a kind; whether there is one.
    fn skip_to(&mut self, wanted: u16) -> Result<bool, FileError> {
        while let Some(kind) = self.kind() {
            self.data()?;
            if kind == wanted {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A number in bytes of seven bits, the lowest first. The highest bit says that another byte follows.
    fn packed(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for nth in 0..most {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7F) << (7 * nth);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record as the format has it.
    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = match kind {
            0..=0x7F => vec![kind as u8],
            _ => vec![kind as u8 | 0x80, (kind >> 7) as u8],
        };
        let length = data.len();
        match length {
            0..=0x7F => bytes.push(length as u8),
            _ => bytes.extend([length as u8 | 0x80, (length >> 7) as u8]),
        }
        bytes.extend_from_slice(data);
        bytes
    }

    /// A record that says it is 256 MB long.
    fn endless(kind: u16) -> Vec<u8> {
        let mut bytes = record(kind, &[]);
        bytes.pop();
        bytes.extend([0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3]);
        bytes
    }

    fn row(row: u32) -> Vec<u8> {
        record(ROW, &row.to_le_bytes())
    }

    fn cell(column: u32) -> Vec<u8> {
        record(0x0007, &[column.to_le_bytes(), [0; 4], [0; 4]].concat())
    }

    fn why(checked: Result<(), FileError>) -> String {
        match checked {
            Err(FileError::Damaged(why)) => why,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn records_are_stepped_through_by_their_lengths() {
        let part = [record(0x0013, &[7; 300]), record(0x01E5, &[1, 2])].concat();
        let mut records = Records { rest: &part };
        assert_eq!(records.kind(), Some(0x0013));
        assert_eq!(records.data().unwrap(), [7; 300]);
        assert_eq!(records.kind(), Some(0x01E5));
        assert_eq!(records.data().unwrap(), [1, 2]);
        assert_eq!(records.kind(), None);
    }

    #[test]
    fn a_record_longer_than_its_part_is_damage_in_every_part() {
        let long = "a record longer than its part";
        assert_eq!(why(workbook(&endless(0x009C))), long);
        assert_eq!(why(texts(&endless(0x0013))), long);
        assert_eq!(why(styles(&endless(FORMATS))), long);
        let styles_of_one = [record(CELL_STYLES, &[1, 0, 0, 0]), endless(CELL_STYLE)];
        assert_eq!(why(styles(&styles_of_one.concat())), long);
        assert_eq!(why(sheet(&[row(0), endless(0x0007)].concat())), long);
        assert_eq!(why(sheet(&endless(0x0094))), long);
    }

    #[test]
    fn what_the_library_does_not_read_any_more_does_not_count() {
        let ends = |kind| [record(kind, &[]), endless(0x0013)].concat();
        assert!(texts(&ends(TEXTS_END)).is_ok());
        assert!(sheet(&ends(CELLS_END)).is_ok());
        assert!(styles(&[record(CELL_STYLES, &[0; 4]), endless(FORMATS)].concat()).is_ok());
        let book = [
            record(SHEETS_END, &[]),
            record(0x009D, &[]),
            endless(0x009C),
        ]
        .concat();
        assert!(workbook(&book).is_ok());
        let too_early = [record(0x009D, &[]), endless(0x009C)].concat();
        assert!(workbook(&too_early).is_err());
        let far = [row(0x0010_0001), endless(0x0007)].concat();
        assert!(sheet(&far).is_ok());
    }

    #[test]
    fn styles_are_looked_for_inside_of_other_records() {
        // The library sees this one although it lies in another.
        let inside = record(0x0100, &endless(FORMATS));
        assert!(styles(&inside).is_err());
        assert!(texts(&inside).is_ok());
    }

    #[test]
    fn cells_too_far_apart_are_found_before_they_are_laid_out() {
        let near = [row(3), cell(0), cell(40), row(5_000), cell(2)].concat();
        assert!(sheet(&near).is_ok());
        let far = "cells too far apart";
        assert_eq!(why(sheet(&[row(3), cell(0), cell(u32::MAX)].concat())), far);
        let corners = [row(0), cell(0), row(0x000F_FFFF), cell(16_383)].concat();
        assert_eq!(why(sheet(&corners)), far);
        // One cell alone is small wherever it is.
        assert!(sheet(&[row(0x000F_FFFF), cell(16_383)].concat()).is_ok());
        // An empty cell is not laid out.
        let blank = record(0x0001, &[0xFF; 8]);
        assert!(sheet(&[row(0), cell(0), blank].concat()).is_ok());
    }

    #[test]
    fn a_cell_without_a_place_is_damage() {
        for short in [record(ROW, &[1, 0]), record(0x0002, &[])] {
            assert_eq!(why(sheet(&short)), "a cell without a place");
        }
    }
}
