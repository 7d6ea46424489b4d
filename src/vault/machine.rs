//! The machine secret: random bytes in the settings of one PC. A PIN is short enough to try them all, so its slot needs
//! these bytes as well, and a stolen key file alone says nothing about PINs.

use super::error::FileError;
use super::private_file;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::ErrorKind;
use std::path::Path;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const FILE: &str = "machine-secret";
const MARK_LABEL: &[u8] = b"doorlight vault/machine mark/1";

/// 32 random bytes that never leave this PC.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub(crate) struct MachineSecret([u8; 32]);

impl MachineSecret {
    /// The secret of a folder; `None` when there is none yet. `Damaged` when the file has another length.
    pub(crate) fn load(folder: &Path) -> Result<Option<Self>, FileError> {
        let Some(bytes) = private_file::read(&folder.join(FILE))?.map(Zeroizing::new) else {
            return Ok(None);
        };
        let bytes = bytes
            .as_slice()
            .try_into()
            .map_err(|_| FileError::Damaged)?;
        Ok(Some(Self(bytes)))
    }

    /// The secret of a folder, made when there is none. A damaged one is an error: a new one in its place would
    /// silently end all PINs.
    pub(crate) fn load_or_make(folder: &Path) -> Result<Self, FileError> {
        if let Some(found) = Self::load(folder)? {
            return Ok(found);
        }
        private_file::make_folder(folder)?;
        let mut new = Self([0; 32]);
        getrandom::fill(&mut new.0)?;
        match private_file::create(&folder.join(FILE), &new.0) {
            Ok(()) => Ok(new),
            // Another program made it in between: its secret counts.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Self::load(folder)?.ok_or(FileError::Io(error))
            }
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Tells machines apart without telling anything about the secret, which is too long to be guessed.
    pub(super) fn mark(&self) -> [u8; 8] {
        let digest = Sha256::new().chain_update(MARK_LABEL).chain_update(self.0);
        let digest: [u8; 32] = digest.finalize().into();
        let mut mark = [0; 8];
        mark.copy_from_slice(&digest[..8]);
        mark
    }
}

impl fmt::Debug for MachineSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("MachineSecret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_made_once_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        assert_eq!(MachineSecret::load(&inner).unwrap(), None);
        let made = MachineSecret::load_or_make(&inner).unwrap();
        assert_eq!(MachineSecret::load_or_make(&inner).unwrap(), made);
        assert_eq!(MachineSecret::load(&inner).unwrap(), Some(made.clone()));
        assert_eq!(format!("{made:?}"), "MachineSecret");
    }

    #[test]
    fn a_damaged_secret_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, [1; 31]).unwrap();
        let refused = MachineSecret::load_or_make(folder.path());
        assert!(matches!(refused, Err(FileError::Damaged)));
        assert_eq!(std::fs::read(&path).unwrap(), [1; 31]);
    }
}
