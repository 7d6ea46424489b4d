//! The chain of hashes. One function makes the hash of an entry, so that a key finds its place here
//! once files are locked.
//!
//! `hash = SHA256(hash before ‖ head ‖ SHA256(open) ‖ seal)`, where the head is number, moment, actor,
//! kind, subject and what is undone, and the seal is that of the private text (see `private.rs`). So a
//! stretch can be followed without its private texts: they are handed on as their seals, and a line of
//! them can be erased with its salt while the chain holds.

use sha2::{Digest, Sha256};

/// A SHA-256.
pub(in crate::store) type Hash = [u8; 32];

/// What the hash covers of an entry beside its texts: as text, so that a reader of an exported stretch
/// needs no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Envelope<'e> {
    pub(in crate::store) seq: i64,
    pub(in crate::store) at: &'e str,
    pub(in crate::store) actor: Option<i64>,
    pub(in crate::store) deed: &'e str,
    pub(in crate::store) subject: Option<i64>,
    pub(in crate::store) undoes: Option<i64>,
}

/// The hash of an entry over the one before it.
pub(in crate::store) fn entry_hash(
    previous: &[u8],
    head: Envelope<'_>,
    open: &str,
    seal: Option<&Hash>,
) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(head.seq.to_le_bytes());
    feed(&mut hasher, Some(head.at));
    for number in [head.actor, head.subject, head.undoes] {
        feed(&mut hasher, number.map(|one| one.to_string()).as_deref());
    }
    feed(&mut hasher, Some(head.deed));
    hasher.update(Sha256::digest(open));
    match seal {
        None => hasher.update([0]),
        Some(seal) => {
            hasher.update([1]);
            hasher.update(seal);
        }
    }
    hasher.finalize().into()
}

/// Adds a part with its length, so that no two different entries feed the same bytes.
pub(in crate::store) fn feed(hasher: &mut Sha256, part: Option<&str>) {
    match part {
        None => hasher.update([0]),
        Some(text) => {
            hasher.update([1]);
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text);
        }
    }
}

/// A hash in hexadecimal.
pub(in crate::store) fn hex(hash: &[u8]) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
