//! How a file that names children leaves a home with locks: under a password, or plain because somebody says so. Pages to
//! print are no such files: they go by themselves (see [`sweep`](super::sweep)).

use crate::desk::Desk;
use crate::desk::locks::{LocksError, Secret, check_passphrase};
use crate::desk::refusal::Refusal;
use crate::domain::mask::Covered;
use crate::exchange::xlsx::locked;
use crate::store::StoreError;
use std::path::Path;

/// The ending of files that can have a password.
const SHEET: &str = "xlsx";

/// What somebody said about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cover {
    /// It opens with this password only.
    Password(Secret),
    /// Whoever has it can read it.
    Plain,
}

impl Cover {
    /// What the journal keeps of it.
    pub(crate) const fn kept(cover: Option<&Self>) -> Covered {
        match cover {
            None => Covered::Unsaid,
            Some(Self::Password(_)) => Covered::Locked,
            Some(Self::Plain) => Covered::Plain,
        }
    }

    /// A password that was chosen for a file. Refuses one that is soon guessed: whoever has the file has all the time.
    pub(crate) fn password(secret: Secret) -> Result<Self, LocksError> {
        check_passphrase(&secret)?;
        Ok(Self::Password(secret))
    }

    /// The content of a file under this cover. Refuses a password for what cannot have one.
    pub(crate) fn over(&self, file: &Path, content: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        match self {
            Self::Plain => Ok(content),
            Self::Password(_) if !can_be_locked(file) => Err(Refusal::CannotBeLocked),
            Self::Password(secret) => {
                let content = locked(&content, secret.text());
                Ok(content.map_err(StoreError::file("writing a report", file))?)
            }
        }
    }
}

/// Whether a file of this name can have a password.
fn can_be_locked(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default();
    ending.eq_ignore_ascii_case(SHEET)
}

impl Desk {
    /// Covers a file that names children. A home with locks refuses one of which nobody said how it may be read.
    pub(crate) fn covered(
        &self,
        cover: Option<&Cover>,
        (file, content): (&Path, Vec<u8>),
    ) -> Result<Vec<u8>, Refusal> {
        match cover {
            Some(cover) => cover.over(file, content),
            None if self.has_locks() => Err(Self::ask_cover(file)),
            None => Ok(content),
        }
    }

    /// What is asked first about a file that names children.
    pub(crate) fn ask_cover(file: &Path) -> Refusal {
        if can_be_locked(file) {
            Refusal::NeedsCover
        } else {
            Refusal::CannotBeLocked
        }
    }
}
