//! Changes of text: lists, tags and attributes. Works on bytes, since a changed text need not be one any more.

use crate::blocks::{self, LONGEST};
use crate::numbers::Numbers;
use encoding_rs::GB18030;

/// Numbers at which readers go wrong.
const HUGE: &[&str] = &[
    "0",
    "-1",
    "65536",
    "1048577",
    "99999999",
    "2147483648",
    "4294967295",
    "18446744073709551616",
    "1e308",
    "-1e-308",
    "NaN",
    "999999999999999999999999999999999999999999",
];
/// Values of attributes at which readers go wrong.
const VALUES: &[&str] = &[
    "",
    "A0",
    "XFD1048576",
    "A1:XFD1048576",
    "ZZZZZZZZ99999999",
    "1:0",
    "99999999",
    "-1",
    "&a;",
    "s",
    "inlineStr",
    "d",
    "../../../x",
    "/",
    "rId999",
    "\u{202e}",
];
/// A declaration whose entities grow by the factor ten each.
const BOMB: &str = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\
    <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">\
    <!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">]>";

/// Changes a text. `words` are pieces that mean something in its kind.
pub(crate) fn change(input: &mut Vec<u8>, other: &[u8], words: &[&str], numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        change_once(input, words, numbers);
        input.truncate(LONGEST);
    }
    if numbers.once_in(4) {
        blocks::change(input, other, numbers);
    }
}

fn change_once(input: &mut Vec<u8>, words: &[&str], numbers: &mut Numbers) {
    let place = numbers.below(input.len() + 1);
    match numbers.below(12) {
        0..=2 => insert(input, place, numbers.one(words)),
        3 => {
            let many = numbers.one(&[10, 200, 20_000]);
            insert(input, place, &numbers.one(words).repeat(many));
        }
        4 => {
            for _ in 0..numbers.below(200) {
                let place = numbers.below(input.len() + 1);
                insert(input, place, numbers.one(words));
            }
        }
        5 | 6 => replace_span(input, place, digits, numbers.one(HUGE)),
        7 => repeat_line(input, place, numbers),
        8 => {
            let long = numbers.one(&["长", "x", "\"", " ", "1"]);
            insert(input, place, &long.repeat(1 + numbers.below(60_000)));
        }
        9 => insert(input, place, &"\0".repeat(1 + numbers.below(4))),
        10 => {
            let (from, to) = numbers.block(input.len());
            let (old, new) = (
                numbers.one(b",;\t|\"\n\r<> "),
                numbers.one(b",;\t|\"\n\r<> "),
            );
            let changed = input[from..to].iter_mut().filter(|byte| **byte == old);
            changed.for_each(|byte| *byte = new);
        }
        _ => change_markup(input, numbers),
    }
}

/// Changes a tag, an attribute or the declarations.
pub(crate) fn change_markup(input: &mut Vec<u8>, numbers: &mut Numbers) {
    let place = numbers.below(input.len() + 1);
    match numbers.below(9) {
        0..=2 => replace_span(input, place, value, numbers.one(VALUES)),
        3 => replace_span(input, place, value, &"9".repeat(numbers.below(40))),
        4 => replace_span(input, place, digits, numbers.one(HUGE)),
        5 => replace_span(input, place, tag, ""),
        6 => {
            if let Some((from, to)) = tag(input, place) {
                let tag = input[from..to].repeat(1 + numbers.below(60));
                input.splice(from..from, tag);
            }
        }
        7 => {
            // In front of the first tag that is no declaration.
            let root = input
                .windows(2)
                .position(|two| two[0] == b'<' && two[1].is_ascii_alphabetic());
            insert(input, root.unwrap_or(0), BOMB);
            replace_span(input, place, digits, "&f;");
        }
        _ => {
            if let Some((from, to)) = tag(input, place) {
                let deep = numbers.one(&[100, 5_000, 60_000]);
                let nested = input[from..to].repeat(deep.min(LONGEST / (to - from)));
                input.splice(from..from, nested);
            }
        }
    }
}

fn insert(input: &mut Vec<u8>, place: usize, text: &str) {
    input.splice(place..place, text.bytes());
}

fn repeat_line(input: &mut Vec<u8>, place: usize, numbers: &mut Numbers) {
    let is_end = |byte: &u8| *byte == b'\n';
    let from = input[..place]
        .iter()
        .rposition(is_end)
        .map_or(0, |end| end + 1);
    let to = input[place..].iter().position(is_end);
    let to = to.map_or(input.len(), |end| place + end + 1);
    let most = LONGEST / (to - from).max(1);
    let line = input[from..to].repeat(numbers.one(&[0, 2, 100, 3_000]).min(most));
    input.splice(from..to, line);
}

/// A piece of text behind a place: where it begins and ends.
type Span = fn(&[u8], usize) -> Option<(usize, usize)>;

fn replace_span(input: &mut Vec<u8>, place: usize, span: Span, text: &str) {
    if let Some((from, to)) = span(input, place) {
        input.splice(from..to, text.bytes());
    }
}

fn between(
    input: &[u8],
    place: usize,
    is_first: fn(u8) -> bool,
    is_last: fn(u8) -> bool,
) -> Option<(usize, usize)> {
    let from = place
        + input
            .get(place..)?
            .iter()
            .position(|byte| is_first(*byte))?;
    let rest = input.get(from + 1..)?;
    let length = rest.iter().position(|byte| is_last(*byte))?;
    Some((from, from + 1 + length))
}

fn digits(input: &[u8], place: usize) -> Option<(usize, usize)> {
    between(
        input,
        place,
        |byte| byte.is_ascii_digit(),
        |byte| !byte.is_ascii_digit(),
    )
}

/// What lies between two quotation marks.
fn value(input: &[u8], place: usize) -> Option<(usize, usize)> {
    between(
        input,
        place,
        |byte| byte == b'=',
        |byte| matches!(byte, b' ' | b'>'),
    )
    .filter(|(from, to)| to - from > 3)
    .map(|(from, to)| (from + 2, to - 1))
}

fn tag(input: &[u8], place: usize) -> Option<(usize, usize)> {
    between(input, place, |byte| byte == b'<', |byte| byte == b'>').map(|(from, to)| (from, to + 1))
}

/// Writes a text in one of the other letters that Chinese programs use.
pub(crate) fn in_other_letters(input: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let text = String::from_utf8_lossy(input);
    let units = text.encode_utf16();
    let mark: &[u16] = if numbers.once_in(3) { &[] } else { &[0xFEFF] };
    match numbers.below(4) {
        0 => mark
            .iter()
            .copied()
            .chain(units)
            .flat_map(u16::to_le_bytes)
            .collect(),
        1 => mark
            .iter()
            .copied()
            .chain(units)
            .flat_map(u16::to_be_bytes)
            .collect(),
        _ => GB18030.encode(&text).0.into_owned(),
    }
}
