//! The head of the chain: the one thing that must be known outside the file, because a file that was
//! rolled back, cut or written anew is whole in itself.

use super::journal::hash::hex;
use std::fmt;
use std::str::FromStr;

/// Number of bytes of the hash that a head keeps: eight characters can be written on paper, and
/// nobody finds another file with the same ones at the same number by chance.
const BYTES: usize = 4;

/// Number of an entry and the first eight characters of its hash, such as `812-9f3a2b1c`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Head {
    /// Number of the entry; 0 before the first.
    pub seq: i64,
    mark: [u8; BYTES],
}

impl Head {
    pub(super) fn new(seq: i64, hash: &[u8]) -> Self {
        let mark = hash.first_chunk().copied().unwrap_or_default();
        Self { seq, mark }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.seq, hex(&self.mark))
    }
}

/// A text that is no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no head of a chain")]
pub struct NoHead;

impl FromStr for Head {
    type Err = NoHead;

    fn from_str(text: &str) -> Result<Self, NoHead> {
        let (seq, mark) = text.split_once('-').ok_or(NoHead)?;
        let is_hex = mark.len() == 2 * BYTES && mark.bytes().all(|one| one.is_ascii_hexdigit());
        let number = u32::from_str_radix(mark, 16).ok().filter(|_| is_hex);
        let seq: i64 = seq.parse().map_err(|_| NoHead)?;
        Ok(Self {
            seq: if seq >= 0 { seq } else { return Err(NoHead) },
            mark: number.ok_or(NoHead)?.to_be_bytes(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_written() {
        let head = Head::new(812, &[0x9f, 0x3a, 0x2b, 0x01, 0x77]);
        assert_eq!(head.to_string(), "812-9f3a2b01");
        assert_eq!("812-9f3a2b01".parse(), Ok(head));
        for wrong in [
            "",
            "812",
            "812-",
            "812-9f3a2b0",
            "812-9f3a2b01a",
            "x-9f3a2b01",
            "-1-9f3a2b01",
            "1-+f3a2b01",
        ] {
            assert_eq!(wrong.parse::<Head>(), Err(NoHead), "{wrong}");
        }
    }
}
