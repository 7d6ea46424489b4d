//! Checks an .xls file before the library reads it.
//!
//! The library lays every sheet out as one dense block up to its outermost cells. One damaged byte
//! in a cell's address would ask for more memory than the machine has, and running out of memory
//! cannot be caught. So the addresses are checked first.

use super::error::FileError;
use std::collections::HashSet;

/// Largest block of cells that is accepted.
const MAX_AREA: u64 = 4 << 20;
/// Largest size that a sheet may declare: all 65,536 rows and 256 columns, as some programs write.
const MAX_SIZE: u64 = 16 << 20;

/// Refuses a workbook whose cells are too far apart.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileError> {
    let stream = workbook_stream(bytes)
        .ok_or_else(|| FileError::Damaged("no workbook inside the file".to_owned()))?;
    let starts = Records::new(&stream, 0).filter(|record| record.kind == BOUND_SHEET);
    let starts: Vec<usize> = starts.filter_map(|sheet| long(sheet.data, 0)).collect();
    let fits = starts
        .into_iter()
        .all(|start| Extent::of(Records::new(&stream, start)).fits());
    if fits {
        Ok(())
    } else {
        Err(FileError::Damaged("cells too far apart".to_owned()))
    }
}

const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00BD;
const CELLS: [u16; 8] = [
    0x0203,
    0x0204,
    0x00D6,
    0x0205,
    0x027E,
    0x00FD,
    MANY_NUMBERS,
    0x0006,
];

/// The outermost cells of a sheet, and the size that the sheet declares.
struct Extent {
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    is_sound: bool,
}

impl Extent {
    fn of(records: Records<'_>) -> Self {
        let mut extent = Self {
            rows: None,
            columns: None,
            is_sound: true,
        };
        for record in records {
            if record.kind == DIMENSIONS {
                extent.is_sound &= has_sound_size(record.data);
            } else if CELLS.contains(&record.kind) {
                extent.add(&record);
            }
        }
        extent
    }

    fn add(&mut self, cell: &Record<'_>) {
        let (Some(row), Some(column)) = (short(cell.data, 0), short(cell.data, 2)) else {
            return;
        };
        widen(&mut self.rows, row as u64);
        widen(&mut self.columns, column as u64);
        if cell.kind == MANY_NUMBERS {
            let last = short(cell.data, cell.data.len().saturating_sub(2));
            widen(&mut self.columns, last.unwrap_or(column) as u64);
        }
    }

    fn fits(&self) -> bool {
        let length = |span: Option<(u64, u64)>| span.map_or(0, |(first, last)| last - first + 1);
        self.is_sound && length(self.rows) * length(self.columns) <= MAX_AREA
    }
}

fn widen(span: &mut Option<(u64, u64)>, place: u64) {
    let (first, last) = span.unwrap_or((place, place));
    *span = Some((first.min(place), last.max(place)));
}

/// Layout: first row, last row + 1, first column, last column + 1; rows take four or two bytes.
fn has_sound_size(data: &[u8]) -> bool {
    let found = match data.len() {
        14 | 16 => [
            long(data, 0),
            long(data, 4),
            short(data, 8),
            short(data, 10),
        ],
        10 => [
            short(data, 0),
            short(data, 2),
            short(data, 4),
            short(data, 6),
        ],
        _ => return false,
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = found else {
        return false;
    };
    let is_empty = bottom == 0 || right == 0;
    // Some programs write a meaningless first column; read it as column 0.
    let left = if left > 0xFF || right < left { 0 } else { left };
    let area = (bottom.saturating_sub(top) as u64 + 1) * (right.saturating_sub(left) as u64 + 1);
    is_empty || (top <= bottom && area <= MAX_SIZE)
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

/// Iterates over the records of a stream from an offset.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    fn new(stream: &'a [u8], start: usize) -> Self {
        Self {
            rest: stream.get(start..).unwrap_or_default(),
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16::try_from(short(self.rest, 0)?).ok()?;
        let end = 4 + short(self.rest, 2)?;
        let data = self.rest.get(4..end)?;
        self.rest = self.rest.get(end..)?;
        Some(Record { kind, data })
    }
}

/// The stream "Workbook" (or "Book") of a compound file.
fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = Compound::open(bytes)?;
    let folder = file.chain(long(bytes, 48)?);
    let named = |name: &str| {
        let name: Vec<u8> = name
            .encode_utf16()
            .chain([0])
            .flat_map(u16::to_le_bytes)
            .collect();
        folder
            .chunks_exact(128)
            .find(|entry| entry.starts_with(&name))
    };
    let entry = named("Workbook")
        .or_else(|| named("WORKBOOK"))
        .or_else(|| named("Book"))?;
    let stream = file.chain(long(entry, 116)?);
    Some(stream)
}

/// The sectors of a compound file and the table that chains them.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<usize>,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = short(bytes, 30).filter(|shift| (9..=12).contains(shift))?;
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            next: Vec::new(),
        };
        for table in file.tables()? {
            let Some(sector) = file.sector(table) else {
                continue;
            };
            let entries = (0..sector.len() / 4).filter_map(|at| long(sector, at * 4));
            file.next.extend(entries);
        }
        Some(file)
    }

    /// Locations of the sector table: 109 in the header, the rest in separate sectors.
    fn tables(&self) -> Option<Vec<usize>> {
        let mut tables: Vec<usize> = (0..109)
            .filter_map(|at| long(self.bytes, 76 + at * 4))
            .collect();
        let mut more = long(self.bytes, 68)?;
        let mut seen = HashSet::new();
        while let Some(sector) = self.sector(more).filter(|_| seen.insert(more)) {
            let last = sector.len() / 4 - 1;
            tables.extend((0..last).filter_map(|at| long(sector, at * 4)));
            more = long(sector, last * 4)?;
        }
        Some(tables)
    }

    fn sector(&self, number: usize) -> Option<&'a [u8]> {
        let start = number.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..)?.get(..self.sector)
    }

    /// Reads all bytes of a chain of sectors. A chain that loops ends at the first repetition.
    fn chain(&self, first: usize) -> Vec<u8> {
        let mut whole = Vec::new();
        let mut seen = HashSet::new();
        let mut at = first;
        while let Some(sector) = self.sector(at).filter(|_| seen.insert(at)) {
            whole.extend_from_slice(sector);
            let Some(next) = self.next.get(at) else { break };
            at = *next;
        }
        whole
    }
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes(pair.try_into().ok()?)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Vec<u8> {
        std::fs::read(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/roster-small.xls"
        ))
        .unwrap()
    }

    /// Offset in the file of the first record of this kind in the second sheet's list.
    fn place_of(bytes: &[u8], kind: u16) -> usize {
        let stream = workbook_stream(bytes).unwrap();
        let mut at = 0;
        let mut last = 0;
        while let (Some(found), Some(length)) = (short(&stream, at), short(&stream, at + 2)) {
            if found == usize::from(kind) {
                last = at;
            }
            at += 4 + length;
        }
        let wanted = &stream[last..last + 10];
        bytes
            .windows(10)
            .rposition(|window| window == wanted)
            .unwrap()
    }

    #[test]
    fn a_sound_workbook_passes() {
        assert!(check(&small()).is_ok());
    }

    #[test]
    fn a_cell_in_the_far_distance_is_found_before_it_is_laid_out() {
        let mut bytes = small();
        let at = place_of(&bytes, 0x00FD);
        bytes[at + 4..at + 8].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
        assert!(matches!(check(&bytes), Err(FileError::Damaged(_))));
    }

    #[test]
    fn a_size_that_cannot_be_is_found() {
        let mut bytes = small();
        let at = place_of(&bytes, DIMENSIONS);
        bytes[at + 4..at + 12].copy_from_slice(&[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x0F]);
        assert!(matches!(check(&bytes), Err(FileError::Damaged(_))));
    }

    #[test]
    fn a_file_that_is_cut_off_is_damaged() {
        assert!(matches!(check(&small()[..600]), Err(FileError::Damaged(_))));
    }
}
