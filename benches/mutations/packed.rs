//! Changes of workbooks that are zips: a part is unpacked, changed and packed again.

use crate::blocks;
use crate::numbers::Numbers;
use crate::texts;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A part of a workbook: its name and its content.
pub(crate) type Part = (String, Vec<u8>);

/// Changes parts of a workbook, or the zip itself.
pub(crate) fn change(input: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    if numbers.once_in(10) {
        return blocks::change(input, other, numbers);
    }
    let mut parts = unpack(input);
    for _ in 0..=numbers.below(2) {
        change_part(&mut parts, other, numbers);
    }
    *input = pack(&parts, numbers.once_in(2));
    if numbers.once_in(20) {
        blocks::change(input, other, numbers);
    }
}

fn change_part(parts: &mut Vec<Part>, other: &[u8], numbers: &mut Numbers) {
    if parts.is_empty() {
        return;
    }
    let at = numbers.below(parts.len());
    let (name, content) = &mut parts[at];
    match numbers.below(24) {
        0 => drop(parts.remove(at)),
        1 => *name = name.to_uppercase().replace('/', "\\"),
        2 => {
            let from = unpack(other);
            if let Some((_, foreign)) = from.into_iter().find(|(of, _)| of == name) {
                *content = foreign;
            }
        }
        3 | 4 => blocks::change(content, &[], numbers),
        5 if numbers.once_in(8) => swell(content, numbers),
        _ if content.starts_with(b"<") || content.starts_with(b"\xEF\xBB\xBF") => {
            for _ in 0..=numbers.below(4) {
                texts::change_markup(content, numbers);
            }
        }
        _ => blocks::change(content, &[], numbers),
    }
}

/// Repeats a block until the part is much larger than the packed file.
fn swell(content: &mut Vec<u8>, numbers: &mut Numbers) {
    let (from, to) = numbers.block(content.len());
    let wanted = numbers.one(&[1 << 20, 12 << 20]) / (to - from).max(1);
    let block = content[from..to].repeat(wanted);
    content.splice(from..from, block);
}

/// The parts that can be unpacked.
fn unpack(input: &[u8]) -> Vec<Part> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(input)) else {
        return Vec::new();
    };
    let count = archive.len();
    let part = |place| {
        let mut entry = archive.by_index(place).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).ok()?;
        Some((name, content))
    };
    (0..count).filter_map(part).collect()
}

/// Packs parts. One whose name is there already is left out.
pub(crate) fn pack(parts: &[Part], is_stored: bool) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let method = if is_stored {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .compression_level((!is_stored).then_some(1));
    for (name, content) in parts {
        if zip.start_file(name.as_str(), options).is_ok() {
            zip.write_all(content)
                .expect("a zip in memory takes every part");
        }
    }
    let packed = zip.finish().expect("a zip in memory can be ended");
    packed.into_inner()
}
