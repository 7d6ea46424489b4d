//! Finds the encoding of a text and decodes it.
//!
//! Villages send UTF-8 with or without a byte order mark, GB18030, and the UTF-16 of "Unicode text".
//! A few broken characters cost their rows, not the file.

use super::error::FileError;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Bytes at the beginning in which a page names its encoding, as browsers search them.
const HEAD: usize = 1024;
/// Bytes in which the two orders of UTF-16 are told apart.
const ORDER_SAMPLE: usize = 64 << 10;
/// A run of NULs this long is a hole that a power cut left, not the content of a binary file.
const HOLE: usize = 16;

/// Decodes by byte order mark or the NULs of UTF-16; else UTF-8; else GB18030, which includes GBK
/// and GB 2312. Broken characters become U+FFFD.
///
/// Fails with [`FileError::NotASpreadsheet`] if about one character in twenty or more is broken.
pub(in crate::exchange) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, FileError> {
    let text = letters(bytes)?;
    if text.contains('\0') {
        Ok(Cow::Owned(text.replace('\0', "")))
    } else {
        Ok(text)
    }
}

/// Whether a cell lost letters: the encoding could not tell them, or the disk left NULs.
pub(super) fn has_lost_letters(text: &str) -> bool {
    text.contains(['\u{FFFD}', '\0'])
}

/// Decodes, with the encoding that a page or an XML file names where its bytes are not UTF-8.
pub(super) fn page_letters(bytes: &[u8]) -> Result<Cow<'_, str>, FileError> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let is_markup = head.trim_ascii_start().starts_with(b"<");
    if !is_markup || head.starts_with(&[0xEF, 0xBB, 0xBF]) || std::str::from_utf8(bytes).is_ok() {
        return letters(bytes);
    }
    match named_encoding(head) {
        Some(encoding) => checked(encoding.decode_without_bom_handling(bytes).0),
        None => letters(bytes),
    }
}

/// The encoding after `charset=` or `encoding=`. UTF-8 and UTF-16 are found by the bytes instead.
fn named_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, after) = head
        .split_once("charset=")
        .or_else(|| head.split_once("encoding="))?;
    let label = after
        .trim_start_matches([' ', '"', '\''])
        .split(|sign: char| !sign.is_ascii_alphanumeric() && !"-_:".contains(sign))
        .next()?;
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

/// As [`decoded`], with NULs inside the text, so that their rows can be marked.
fn letters(bytes: &[u8]) -> Result<Cow<'_, str>, FileError> {
    checked(match bytes {
        // Some programs write the mark of UTF-8 before text in GBK.
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8_or_gb(rest),
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling(whole_units(rest)).0,
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling(whole_units(rest)).0,
        _ => match utf16_order(bytes) {
            Some(encoding) => encoding.decode_without_bom_handling(whole_units(bytes)).0,
            None => utf8_or_gb(bytes),
        },
    })
}

/// UTF-16 without a NUL at the end that is half of a unit.
fn whole_units(bytes: &[u8]) -> &[u8] {
    match bytes {
        [rest @ .., 0] if bytes.len() % 2 == 1 => rest,
        _ => bytes,
    }
}

/// Recognises UTF-16 without a byte order mark: each separator, digit and line end has a NUL, always
/// on the same side.
fn utf16_order(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = bytes.get(..ORDER_SAMPLE).unwrap_or(bytes);
    let end = bytes.iter().rposition(|byte| *byte != 0)? + 1;
    let bytes = bytes.get(..end).unwrap_or(bytes);
    if !bytes.contains(&0) {
        return None;
    }
    let is_plain = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let (mut little, mut big, mut other) = (0_usize, 0_usize, 0_usize);
    for unit in bytes.chunks_exact(2) {
        match unit {
            [low, 0] if is_plain(*low) => little += 1,
            [0, low] if is_plain(*low) => big += 1,
            [0, _] | [_, 0] => other += 1,
            _ => {}
        }
    }
    let units = bytes.len() / 2;
    // A few stray NULs in UTF-8 or GBK are rarer, and on both sides. The other side has some as well:
    // the character for "one" ends in a zero byte.
    let is_order = |these: usize, those: usize| these * 20 >= units && these > 2 * those;
    let found = if is_order(little, big + other) {
        UTF_16LE
    } else if is_order(big, little + other) {
        UTF_16BE
    } else {
        return None;
    };
    let is_dense = (little + big + other) * 2 >= units;
    let is_utf8 = || match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    (is_dense || !is_utf8()).then_some(found)
}

/// Reads UTF-8, also with a few broken characters; else GB18030.
fn utf8_or_gb(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if is_mostly_utf8(bytes) => String::from_utf8_lossy(bytes),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0,
    }
}

/// Whether there are many whole characters of several bytes for each broken one. In GBK about one
/// character in six happens to look whole.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 3 <= whole
}

/// Removes marks at the beginning and NULs at the end, and refuses text of which too much is broken.
fn checked(text: Cow<'_, str>) -> Result<Cow<'_, str>, FileError> {
    // DOS programs end a file with 0x1A; a power cut leaves NULs.
    const END: [char; 2] = ['\0', '\u{1A}'];
    const MARK: char = '\u{FEFF}';
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches(MARK).trim_end_matches(END)),
        Cow::Owned(text) if text.starts_with(MARK) || text.ends_with(END) => Cow::Owned(
            text.trim_start_matches(MARK)
                .trim_end_matches(END)
                .to_owned(),
        ),
        text @ Cow::Owned(_) => text,
    };
    let broken = controls(text.as_bytes()) + text.matches('\u{FFFD}').count();
    // One is no evidence in a text of a few characters.
    if broken > 1 && broken > 1 + text.chars().count() / 20 {
        return Err(FileError::NotASpreadsheet);
    }
    Ok(text)
}

/// Number of control characters that no text has. A long run of NULs counts once.
fn controls(bytes: &[u8]) -> usize {
    let is_control = |byte: &&u8| **byte < b' ' && !matches!(**byte, b'\t' | b'\n' | b'\r');
    let all = bytes.iter().filter(is_control).count();
    if all < HOLE {
        return all;
    }
    let in_holes: usize = bytes
        .chunk_by(|one, next| *one == 0 && *next == 0)
        .filter(|run| run.len() >= HOLE)
        .map(|run| run.len() - 1)
        .sum();
    all - in_holes
}
