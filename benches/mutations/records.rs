//! Changes of old .xls files: a compound file with its sector table, and the records of the workbook in it.

use crate::blocks;
use crate::numbers::Numbers;

/// Bytes of a sector.
const SECTOR: usize = 512;
/// Where the header lists the sectors of the sector table.
const TABLES: usize = 0x4C;
/// Where the header names the first sector of the directory.
const DIRECTORY: usize = 0x30;
/// First bytes of the records of a workbook or a sheet.
const BEGIN: [u8; 4] = [0x09, 0x08, 0x10, 0x00];

/// Changes an old workbook in place.
pub(crate) fn change(input: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(3) {
        match numbers.below(8) {
            0..=3 => change_record(input, numbers),
            4 => change_table(input, numbers),
            5 => change_directory(input, numbers),
            6 => {
                let place = 0x18 + numbers.below(TABLES + 8 - 0x18);
                write(input, place, &blocks::length(numbers).to_le_bytes());
            }
            _ => blocks::change(input, other, numbers),
        }
    }
}

/// Changes the identifier, the length or the first bytes of a record.
fn change_record(input: &mut [u8], numbers: &mut Numbers) {
    let begins: Vec<usize> = (0..input.len())
        .filter(|at| input[*at..].starts_with(&BEGIN))
        .collect();
    if begins.is_empty() {
        return;
    }
    let mut places = Vec::new();
    let mut at = numbers.one(&begins);
    while let Some(length) = number(input, at + 2, 2) {
        places.push(at);
        at += 4 + length;
    }
    let at = numbers.one(&places);
    let new = blocks::length(numbers).to_le_bytes();
    match numbers.below(4) {
        0 => write(input, at, &new[..2]),
        1 => {
            // Near the right length.
            let old = number(input, at + 2, 2).unwrap_or_default() as u16;
            let near = old.wrapping_add(numbers.below(9) as u16).wrapping_sub(4);
            write(input, at + 2, &near.to_le_bytes());
        }
        2 => write(input, at + 2, &new[..2]),
        _ => {
            let place = at + 4 + numbers.below(24);
            write(input, place, &new[..numbers.one(&[1, 2, 4])]);
        }
    }
}

/// Changes an entry of the sector table: a chain goes elsewhere, or round in a ring.
fn change_table(input: &mut [u8], numbers: &mut Numbers) {
    let sector = number(input, TABLES, 4).unwrap_or_default();
    let sectors = input.len() / SECTOR;
    let place = (sector + 1).saturating_mul(SECTOR) + 4 * numbers.below(sectors);
    let next = if numbers.once_in(3) {
        blocks::length(numbers)
    } else {
        numbers.below(sectors) as u32
    };
    write(input, place, &next.to_le_bytes());
}

/// Changes an entry of the directory: kind, neighbours, first sector or size of a stream.
fn change_directory(input: &mut [u8], numbers: &mut Numbers) {
    let sector = number(input, DIRECTORY, 4).unwrap_or_default();
    let entry = (sector + 1).saturating_mul(SECTOR) + 128 * numbers.below(4);
    let place = entry.saturating_add(numbers.one(&[0, 64, 66, 68, 72, 76, 116, 120, 124]));
    write(input, place, &blocks::length(numbers).to_le_bytes());
}

fn number(input: &[u8], at: usize, size: usize) -> Option<usize> {
    let bytes = input.get(at..at.checked_add(size)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
    )
}

fn write(input: &mut [u8], at: usize, bytes: &[u8]) {
    for (old, new) in input.iter_mut().skip(at).zip(bytes) {
        *old = *new;
    }
}
