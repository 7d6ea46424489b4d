//! Columns of many entries, each compressed for itself: alike stands beside alike.

use crate::store::error::StoreError;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{Read as _, Write as _};

/// Columns of more bytes are packed fast: of a large import, a person waits a third of the time, and it takes
/// a third more room.
const LARGE: usize = 4 << 20;

/// Packs columns one after the other.
#[derive(Debug, Default)]
pub(super) struct Packer(Vec<u8>);

impl Packer {
    /// Adds numbers; each is stored as its distance from the one before.
    pub(super) fn numbers(
        &mut self,
        numbers: impl Iterator<Item = Option<i64>>,
    ) -> Result<(), StoreError> {
        let (mut bytes, mut last) = (Vec::new(), 0_i64);
        for number in numbers {
            match number {
                None => put_size(&mut bytes, 0),
                Some(number) => {
                    let step = number.wrapping_sub(last);
                    let folded = (step.wrapping_shl(1) ^ (step >> 63)).cast_unsigned();
                    put_size(&mut bytes, u128::from(folded) + 1);
                    last = number;
                }
            }
        }
        self.deflate(&[&bytes])
    }

    /// Adds texts or bytes: their sizes, then all of them in a row.
    pub(super) fn texts<'t>(
        &mut self,
        texts: impl Iterator<Item = Option<&'t [u8]>>,
    ) -> Result<(), StoreError> {
        let (mut sizes, mut all) = (Vec::new(), Vec::new());
        for text in texts {
            put_size(&mut sizes, text.map_or(0, |text| text.len() as u128 + 1));
            all.extend(text);
        }
        self.deflate(&[&sizes])?;
        self.deflate(&all)
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    /// Packs the parts as one column. They are not joined first: the entry of a large import has tens
    /// of megabytes.
    fn deflate(&mut self, parts: &[&[u8]]) -> Result<(), StoreError> {
        // Happens in memory: no file is meant.
        let failed = |source: std::io::Error| {
            StoreError::Sql(rusqlite::Error::ToSqlConversionFailure(source.into()))
        };
        let size: usize = parts.iter().map(|part| part.len()).sum();
        let level = if size < LARGE {
            Compression::default()
        } else {
            Compression::fast()
        };
        let mut encoder = DeflateEncoder::new(Vec::new(), level);
        for part in parts {
            encoder.write_all(part).map_err(failed)?;
        }
        let packed = encoder.finish().map_err(failed)?;
        put_size(&mut self.0, packed.len() as u128);
        self.0.extend_from_slice(&packed);
        Ok(())
    }
}

/// Reads what [`Packer`] wrote. Everything that does not fit is [`StoreError::Damaged`].
pub(super) struct Unpacker<'b>(pub(super) &'b [u8]);

impl Unpacker<'_> {
    pub(super) fn numbers(&mut self, count: usize) -> Result<Vec<Option<i64>>, StoreError> {
        let bytes = self.inflate()?;
        let (mut rest, mut last) = (bytes.as_slice(), 0_i64);
        fits(count, rest)?;
        let mut numbers = Vec::with_capacity(count);
        for _ in 0..count {
            let size = take_size(&mut rest)?;
            numbers.push(match size.checked_sub(1) {
                None => None,
                Some(folded) => {
                    let folded = u64::try_from(folded).map_err(|_| StoreError::Damaged)?;
                    let step = (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed();
                    last = last.wrapping_add(step);
                    Some(last)
                }
            });
        }
        if rest.is_empty() {
            Ok(numbers)
        } else {
            Err(StoreError::Damaged)
        }
    }

    pub(super) fn bytes(&mut self, count: usize) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let sizes = self.inflate()?;
        let all = self.inflate()?;
        let (mut sizes, mut rest) = (sizes.as_slice(), all.as_slice());
        fits(count, sizes)?;
        let mut found = Vec::with_capacity(count);
        for _ in 0..count {
            let size = take_size(&mut sizes)?;
            found.push(match size.checked_sub(1) {
                None => None,
                Some(size) => {
                    let size = usize::try_from(size).map_err(|_| StoreError::Damaged)?;
                    let parts = rest.split_at_checked(size).ok_or(StoreError::Damaged)?;
                    rest = parts.1;
                    Some(parts.0.to_vec())
                }
            });
        }
        if sizes.is_empty() && rest.is_empty() {
            Ok(found)
        } else {
            Err(StoreError::Damaged)
        }
    }

    pub(super) fn texts(&mut self, count: usize) -> Result<Vec<Option<String>>, StoreError> {
        let text = |bytes: Option<Vec<u8>>| {
            let text = bytes.map(String::from_utf8).transpose();
            text.map_err(|_| StoreError::Damaged)
        };
        self.bytes(count)?.into_iter().map(text).collect()
    }

    fn inflate(&mut self) -> Result<Vec<u8>, StoreError> {
        let size = usize::try_from(take_size(&mut self.0)?).map_err(|_| StoreError::Damaged)?;
        let parts = self.0.split_at_checked(size).ok_or(StoreError::Damaged)?;
        self.0 = parts.1;
        let mut bytes = Vec::new();
        let read = DeflateDecoder::new(parts.0).read_to_end(&mut bytes);
        read.map_err(|_| StoreError::Damaged)?;
        Ok(bytes)
    }
}

/// Each item takes a byte at least: a count that was tampered with must not ask for all memory.
fn fits(count: usize, bytes: &[u8]) -> Result<(), StoreError> {
    if count <= bytes.len() {
        Ok(())
    } else {
        Err(StoreError::Damaged)
    }
}

/// A size in as many groups of seven bits as it needs.
fn put_size(out: &mut Vec<u8>, mut size: u128) {
    loop {
        let low = u8::try_from(size & 0x7f).unwrap_or_default();
        size >>= 7;
        if size == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

fn take_size(rest: &mut &[u8]) -> Result<u128, StoreError> {
    let mut size = 0_u128;
    for shift in (0..126).step_by(7) {
        let (byte, after) = rest.split_first().ok_or(StoreError::Damaged)?;
        *rest = after;
        size |= u128::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(size);
        }
    }
    Err(StoreError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn columns_come_back(numbers in prop::collection::vec(prop::option::of(any::<i64>()), 0..40),
                             texts in prop::collection::vec(prop::option::of(".{0,20}"), 0..40)) {
            let mut packer = Packer::default();
            packer.numbers(numbers.iter().copied()).unwrap();
            packer.texts(texts.iter().map(|text| text.as_ref().map(String::as_bytes))).unwrap();
            let packed = packer.finish();
            let mut unpacker = Unpacker(&packed);
            prop_assert_eq!(unpacker.numbers(numbers.len()).unwrap(), numbers);
            prop_assert_eq!(unpacker.texts(texts.len()).unwrap(), texts);
        }

        #[test]
        fn rubbish_is_damage_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), count in 0..9_usize) {
            let _ = Unpacker(&bytes).numbers(count);
            let _ = Unpacker(&bytes).texts(count);
        }
    }
}
