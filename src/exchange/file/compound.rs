//! Checks an .xls file before the library reads it, and repairs what the library does not read.
//!
//! The library lays every sheet out as one dense block up to its outermost cells, and follows a chain of sectors until it
//! ends. One damaged byte would ask for more memory than the machine has. The process that reads is limited, but what is
//! wrong is better said than guessed, so chains and addresses are checked first.

use super::error::FileError;
use std::collections::HashSet;
use std::ops::Range;

/// Largest block of cells that is accepted.
const MAX_AREA: u64 = 4 << 20;
/// Largest size that a sheet may declare: all 65,536 rows and 256 columns, as some programs write.
const MAX_SIZE: u64 = 16 << 20;

/// Checks a compound file that should hold a workbook. Gives the workbook's stream the name by which the library looks for
/// it: some programs write it in capitals.
pub(super) fn prepare(bytes: &mut [u8]) -> Result<(), FileError> {
    let file = Compound::open(bytes).ok_or_else(|| damaged("no table of sectors"))?;
    let entries = file.entries()?;
    let named = |wanted: &str| {
        let mut found = entries.iter();
        found.find(|entry| entry.name.eq_ignore_ascii_case(wanted))
    };
    if named("EncryptedPackage").is_some() {
        return Err(FileError::Password);
    }
    let (entry, name) = match (named("Workbook"), named("Book")) {
        (Some(entry), _) => (entry, "Workbook"),
        (None, Some(entry)) => (entry, "Book"),
        (None, None) => return Err(FileError::NotASpreadsheet),
    };
    let root = entries
        .first()
        .ok_or_else(|| damaged("no root of the file"))?;
    check(&file.stream(root, entry)?)?;
    let place = entry.place.clone();
    for (at, letter) in place.step_by(2).zip(name.bytes()) {
        bytes[at] = letter;
    }
    Ok(())
}

/// Refuses a workbook with a password, or with cells that are too far apart.
fn check(stream: &[u8]) -> Result<(), FileError> {
    let globals = Records::new(stream, 0).take_while(|record| record.kind != END);
    let mut starts = Vec::new();
    for record in globals {
        match record.kind {
            // Of every kind of protection, also the old one that only mixes the bytes.
            PASSWORD => return Err(FileError::Password),
            BOUND_SHEET => starts.extend(long(record.data, 0)),
            _ => {}
        }
    }
    let fits = starts
        .into_iter()
        .all(|start| Extent::of(Records::new(stream, start)).fits());
    if fits {
        Ok(())
    } else {
        Err(damaged("cells too far apart"))
    }
}

fn damaged(what: &str) -> FileError {
    FileError::Damaged(what.to_owned())
}

const END: u16 = 0x000A;
const PASSWORD: u16 = 0x002F;
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
    cells: Block,
    is_sound: bool,
}

impl Extent {
    fn of(records: Records<'_>) -> Self {
        let mut extent = Self {
            cells: Block::default(),
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
        self.cells.add(row as u64, column as u64);
        if cell.kind == MANY_NUMBERS {
            let last = short(cell.data, cell.data.len().saturating_sub(2));
            self.cells.add(row as u64, last.unwrap_or(column) as u64);
        }
    }

    fn fits(&self) -> bool {
        self.is_sound && self.cells.fits()
    }
}

/// The block of cells that the library lays out.
#[derive(Default)]
pub(super) struct Block {
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
}

impl Block {
    /// Takes in a cell.
    pub(super) fn add(&mut self, row: u64, column: u64) {
        widen(&mut self.rows, row);
        widen(&mut self.columns, column);
    }

    /// Whether there is memory for it.
    pub(super) fn fits(&self) -> bool {
        let length = |span: Option<(u64, u64)>| span.map_or(0, |(first, last)| last - first + 1);
        length(self.rows).saturating_mul(length(self.columns)) <= MAX_AREA
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

/// Streams shorter than this lie in small sectors inside the stream of the root.
const SMALL_STREAM: usize = 4096;
/// Bytes of a small sector.
const SMALL_SECTOR: usize = 64;

/// A stream of a compound file, or a folder.
struct Entry {
    name: String,
    /// Where in the file the name stands, without its end.
    place: Range<usize>,
    start: usize,
    length: usize,
}

impl Entry {
    fn read(entry: &[u8], place: usize) -> Option<Self> {
        // The length of the name in bytes, with the two of its end.
        let length = short(entry, 64)?.checked_sub(2).filter(|end| *end <= 62)?;
        let units = entry.get(..length)?.chunks_exact(2);
        let units: Vec<u16> = units
            .filter_map(|two| Some(short(two, 0)? as u16))
            .collect();
        Some(Self {
            name: String::from_utf16_lossy(&units),
            place: place..place + length,
            start: long(entry, 116)?,
            length: long(entry, 120)?,
        })
    }
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

    /// The streams and folders of the file; the first is the root.
    fn entries(&self) -> Result<Vec<Entry>, FileError> {
        let first = long(self.bytes, 48).ok_or_else(|| damaged("no folder"))?;
        let mut entries = Vec::new();
        for sector in self.chain(first)? {
            let Some(bytes) = self.sector(sector) else {
                continue;
            };
            let start = (sector + 1) * self.sector;
            let found = bytes.chunks_exact(128).enumerate();
            entries.extend(found.filter_map(|(nth, entry)| Entry::read(entry, start + nth * 128)));
        }
        Ok(entries)
    }

    /// The bytes of a stream.
    fn stream(&self, root: &Entry, entry: &Entry) -> Result<Vec<u8>, FileError> {
        if entry.length >= SMALL_STREAM {
            return self.joined(entry.start);
        }
        let table = self.joined(long(self.bytes, 60).unwrap_or(usize::MAX))?;
        let small = self.joined(root.start)?;
        let next: Vec<usize> = (0..table.len() / 4)
            .filter_map(|at| long(&table, at * 4))
            .collect();
        let exists = |number: usize| small.get(number * SMALL_SECTOR..).is_some();
        let chain = chain(entry.start, &next, exists)?;
        let parts = chain.into_iter().filter_map(|number| {
            let rest = small.get(number * SMALL_SECTOR..)?;
            rest.get(..SMALL_SECTOR.min(rest.len()))
        });
        Ok(parts.flatten().copied().collect())
    }

    fn sector(&self, number: usize) -> Option<&'a [u8]> {
        let start = number.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..)?.get(..self.sector)
    }

    /// The numbers of the sectors of a chain.
    fn chain(&self, first: usize) -> Result<Vec<usize>, FileError> {
        chain(first, &self.next, |number| self.sector(number).is_some())
    }

    /// All bytes of a chain of sectors.
    fn joined(&self, first: usize) -> Result<Vec<u8>, FileError> {
        let chain = self.chain(first)?;
        let sectors = chain.into_iter().filter_map(|number| self.sector(number));
        Ok(sectors.flatten().copied().collect())
    }
}

/// Follows a chain to its end, or to where the file ends. A chain in a ring is damage: the library would go round in it.
fn chain(
    first: usize,
    next: &[usize],
    exists: impl Fn(usize) -> bool,
) -> Result<Vec<usize>, FileError> {
    let mut numbers = Vec::new();
    let mut seen = HashSet::new();
    let mut at = first;
    while exists(at) {
        if !seen.insert(at) {
            return Err(damaged("a chain of sectors in a ring"));
        }
        numbers.push(at);
        let Some(number) = next.get(at) else { break };
        at = *number;
    }
    Ok(numbers)
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

    fn prepared(mut bytes: Vec<u8>) -> Result<Vec<u8>, FileError> {
        prepare(&mut bytes)?;
        Ok(bytes)
    }

    fn stream(bytes: &[u8]) -> Vec<u8> {
        let file = Compound::open(bytes).unwrap();
        let entries = file.entries().unwrap();
        let book = entries.iter().find(|entry| entry.name == "Workbook");
        file.stream(&entries[0], book.unwrap()).unwrap()
    }

    /// Offset in the file of the first record of this kind in the second sheet's list.
    fn place_of(bytes: &[u8], kind: u16) -> usize {
        let stream = stream(bytes);
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

    fn place_of_name(bytes: &[u8]) -> Range<usize> {
        let entries = Compound::open(bytes).unwrap().entries().unwrap();
        let entry = entries.into_iter().find(|entry| entry.name == "Workbook");
        entry.unwrap().place
    }

    #[test]
    fn a_sound_workbook_passes_as_it_is() {
        assert_eq!(prepared(small()).unwrap(), small());
    }

    #[test]
    fn a_stream_in_capitals_gets_the_usual_name() {
        let mut bytes = small();
        for at in place_of_name(&bytes).step_by(2) {
            bytes[at] = bytes[at].to_ascii_uppercase();
        }
        assert_ne!(bytes, small());
        assert_eq!(prepared(bytes).unwrap(), small());
    }

    #[test]
    fn another_compound_file_is_no_spreadsheet_and_an_encrypted_one_has_a_password() {
        for (name, refused) in [
            ("WordDocu", "not-a-spreadsheet"),
            ("EncryptedPackage", "password"),
        ] {
            let mut bytes = small();
            let place = place_of_name(&bytes).start;
            for (at, letter) in (place..).step_by(2).zip(name.bytes()) {
                bytes[at] = letter;
            }
            bytes[place + 64] = (name.len() * 2 + 2) as u8;
            assert_eq!(prepared(bytes).unwrap_err().code(), refused);
        }
    }

    #[test]
    fn a_cell_in_the_far_distance_is_found_before_it_is_laid_out() {
        let mut bytes = small();
        let at = place_of(&bytes, 0x00FD);
        bytes[at + 4..at + 8].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
        assert!(matches!(prepared(bytes), Err(FileError::Damaged(_))));
    }

    #[test]
    fn a_size_that_cannot_be_is_found() {
        let mut bytes = small();
        let at = place_of(&bytes, DIMENSIONS);
        bytes[at + 4..at + 12].copy_from_slice(&[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x0F]);
        assert!(matches!(prepared(bytes), Err(FileError::Damaged(_))));
    }

    #[test]
    fn a_record_of_protection_means_a_password() {
        let mut bytes = small();
        // The record after the first of the stream: code page, or whatever it is.
        let first = stream(&bytes);
        let length = short(&first, 2).unwrap();
        let after = &first[4 + length..4 + length + 8];
        let at = bytes.windows(8).position(|window| window == after).unwrap();
        bytes[at] = 0x2F;
        bytes[at + 1] = 0;
        assert_eq!(prepared(bytes).unwrap_err().code(), "password");
    }

    #[test]
    fn every_chain_that_runs_in_a_ring_is_damage() {
        let sound = small();
        let file = Compound::open(&sound).unwrap();
        let table = (file.tables().unwrap()[0] + 1) * file.sector;
        let entries = file.entries().unwrap();
        let book = entries.iter().find(|entry| entry.name == "Workbook");
        for start in [long(&sound, 48).unwrap(), book.unwrap().start] {
            let mut bytes = sound.clone();
            let place = table + start * 4;
            bytes[place..place + 4].copy_from_slice(&(start as u32).to_le_bytes());
            assert_eq!(prepared(bytes).unwrap_err().code(), "damaged");
        }
    }

    #[test]
    fn a_file_that_is_cut_off_is_damaged_or_none() {
        assert!(prepared(small()[..600].to_vec()).is_err());
    }
}
