//! Changes of bytes, whatever they mean.

use crate::numbers::Numbers;

/// Longest input, in bytes. Larger files have more time, and the run would not tell slow from large.
pub(crate) const LONGEST: usize = 900 << 10;

/// Bytes at which readers go wrong.
const BYTES: [u8; 8] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF, b'<', b'"'];
/// Lengths and places at which readers go wrong.
const LENGTHS: [u32; 12] = [
    0,
    1,
    0x7F,
    0xFF,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x0010_0000,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFE,
    0xFFFF_FFFF,
];

/// A length at which readers go wrong, or a small one.
pub(crate) fn length(numbers: &mut Numbers) -> u32 {
    if numbers.once_in(3) {
        return numbers.below(64) as u32;
    }
    numbers.one(&LENGTHS)
}

/// Changes some bytes; now and then puts another input behind.
pub(crate) fn change(input: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        change_once(input, other, numbers);
    }
    input.truncate(LONGEST);
}

fn change_once(input: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    let (from, to) = numbers.block(input.len());
    match numbers.below(11) {
        0..=2 => flip(input, numbers),
        3 => input[from..to].fill(numbers.one(&BYTES)),
        4 | 5 => put(input, from, numbers),
        6 => input.truncate(from),
        7 => drop(input.drain(from..to)),
        8 => {
            let block = input[from..to].repeat(1 + numbers.below(40));
            input.splice(from..from, block);
        }
        9 => {
            // Blocks change places.
            let block: Vec<u8> = input.drain(from..to).collect();
            let place = numbers.below(input.len() + 1);
            input.splice(place..place, block);
        }
        _ => {
            let start = numbers.below(other.len() + 1);
            input.truncate(from);
            input.extend_from_slice(&other[start..]);
        }
    }
}

/// Turns round up to eight bits.
fn flip(input: &mut [u8], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(8) {
        let place = numbers.below(input.len());
        if let Some(byte) = input.get_mut(place) {
            *byte ^= 1 << numbers.below(8);
        }
    }
}

/// Writes a length of two or four bytes over what is there.
fn put(input: &mut [u8], from: usize, numbers: &mut Numbers) {
    let length = length(numbers).to_le_bytes();
    let size = numbers.one(&[2, 4]);
    for (old, new) in input.iter_mut().skip(from).zip(length.iter().take(size)) {
        *old = *new;
    }
}
