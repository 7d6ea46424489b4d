//! A workbook under a password, as office programs write and read it (ECMA-376 "agile": AES-256, SHA-512 a hundred thousand
//! times).

use ms_offcrypto_writer::Ecma376AgileWriter;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use std::io::{self, Cursor, Write as _};
use zeroize::Zeroizing;

/// The workbook, to be opened with this password only. Fails where the system has no random numbers to give.
pub(crate) fn locked(workbook: &[u8], password: &str) -> io::Result<Vec<u8>> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut()).map_err(io::Error::other)?;
    let mut random = StdRng::from_seed(*seed);
    let place = Cursor::new(Vec::new());
    let mut file = Ecma376AgileWriter::create(&mut random, password, place)?;
    file.write_all(workbook)?;
    Ok(file.into_inner()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_opens_with_its_password_only() {
        // Short, of one piece of the format, and long; with bytes at the end that look like its filling.
        for length in [1, 15, 16, 4095, 4096, 4097, 100_000] {
            let content: Vec<u8> = (0..7).cycle().take(length).collect();
            let file = locked(&content, "春天 flowers").unwrap();
            assert_ne!(file, locked(&content, "春天 flowers").unwrap(), "salted");
            let open = |password| office_crypto::decrypt_from_bytes(file.clone(), password);
            assert_eq!(open("春天 flowers").unwrap(), content);
            assert_ne!(open("spring flowers").unwrap_or_default(), content);
        }
    }

    #[test]
    fn nothing_of_the_workbook_stands_in_the_file() {
        let content = "汪乐乐 320581201503040012".repeat(40);
        let file = locked(content.as_bytes(), "spring flowers").unwrap();
        let has = |text: &str| file.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!has("汪乐乐") && !has("3205812015") && !has("spring"));
    }
}
