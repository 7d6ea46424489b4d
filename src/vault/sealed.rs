//! Bytes sealed under a key that is known: files beside the home's file, and restricted notes inside it.
//!
//! A magic stands in front, so that what is plain is told apart; then the nonce, then XChaCha20-Poly1305. The key is one
//! of its own for this purpose, so that nothing sealed here says anything about what the key does elsewhere.

use super::hex::{decode, encode};
use super::secret::DataKey;
use super::wrap::sub_key;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

/// What every sealed content begins with. The byte beyond ASCII keeps it apart from any text.
const MAGIC: &[u8; 6] = b"DLsl\xff1";
/// Bytes of a nonce.
const NONCE: usize = 24;
/// Tells the keys of this module apart from those of other purposes.
const PURPOSE: &[u8] = b"doorlight sealed 1";

/// Seals bytes. The label is not kept, and must be the same again to open: what is sealed in one place opens in no other.
/// Fails when the system has no random numbers to give.
pub(crate) fn seal(key: &DataKey, label: &[u8], plain: &[u8]) -> Result<Vec<u8>, getrandom::Error> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce)?;
    let payload = Payload {
        msg: plain,
        aad: label,
    };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload);
    // Only lengths beyond 256 GiB are refused.
    let sealed = sealed.map_err(|_| getrandom::Error::UNEXPECTED)?;
    Ok([&MAGIC[..], &nonce, &sealed].concat())
}

/// Opens what was sealed; `None` when key, label or content is another one.
pub(crate) fn open(key: &DataKey, label: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, bytes) = sealed.strip_prefix(MAGIC)?.split_first_chunk::<NONCE>()?;
    let payload = Payload {
        msg: bytes,
        aad: label,
    };
    let plain = cipher(key).decrypt(&XNonce::from(*nonce), payload);
    plain.ok().map(Zeroizing::new)
}

/// Whether bytes look sealed, by whichever key.
pub(crate) fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// [`seal`] for a place that takes text.
pub(crate) fn seal_text(
    key: &DataKey,
    label: &[u8],
    plain: &str,
) -> Result<String, getrandom::Error> {
    Ok(encode(&seal(key, label, plain.as_bytes())?))
}

/// [`open()`] for what [`seal_text`] made.
pub(crate) fn open_text(key: &DataKey, label: &[u8], sealed: &str) -> Option<Zeroizing<String>> {
    let plain = open(key, label, &decode(sealed)?)?;
    let text = std::str::from_utf8(&plain).ok()?;
    Some(Zeroizing::new(text.to_owned()))
}

/// Whether [`seal_text`] made this, with whichever key.
pub(crate) fn is_sealed_text(text: &str) -> bool {
    decode(text).is_some_and(|bytes| is_sealed(&bytes))
}

fn cipher(key: &DataKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(sub_key(key, PURPOSE).bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> DataKey {
        DataKey::from_array([byte; 32])
    }

    #[test]
    fn only_the_same_key_and_label_open_what_was_sealed() {
        let sealed = seal(&key(1), b"rows", "李小花".as_bytes()).unwrap();
        assert!(is_sealed(&sealed));
        let opened = open(&key(1), b"rows", &sealed).unwrap();
        assert_eq!(*opened, "李小花".as_bytes());
        assert!(open(&key(2), b"rows", &sealed).is_none());
        assert!(open(&key(1), b"ticks", &sealed).is_none());
        // No two sealings are alike, so nobody sees that the same was written again.
        assert_ne!(seal(&key(1), b"rows", "李小花".as_bytes()).unwrap(), sealed);
    }

    #[test]
    fn a_byte_that_was_changed_and_a_file_that_was_cut_do_not_open() {
        let sealed = seal(&key(1), b"rows", b"name").unwrap();
        for place in 0..sealed.len() {
            let mut other = sealed.clone();
            other[place] ^= 1;
            assert!(open(&key(1), b"rows", &other).is_none(), "{place}");
            assert!(
                open(&key(1), b"rows", &sealed[..place]).is_none(),
                "{place}"
            );
        }
        assert!(!is_sealed(b"{}") && open(&key(1), b"rows", b"{}").is_none());
    }

    #[test]
    fn text_is_sealed_as_text() {
        let sealed = seal_text(&key(1), b"note", "她说").unwrap();
        assert!(sealed.is_ascii() && is_sealed_text(&sealed));
        assert_eq!(*open_text(&key(1), b"note", &sealed).unwrap(), "她说");
        assert!(open_text(&key(1), b"other", &sealed).is_none());
        for typed in ["", "abc", "她说", "00"] {
            assert!(!is_sealed_text(typed) && open_text(&key(1), b"note", typed).is_none());
        }
    }
}
