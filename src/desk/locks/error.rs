//! Why somebody was not admitted, or locks were not changed.

use crate::vault::error::{CannotChange, CannotOpen, FileError};
use crate::vault::recovery::WordsError;
use crate::vault::strength::Weak;
use crate::vault::tries::CannotTry;
use std::io;
use std::path::{Path, PathBuf};

/// Why somebody was not admitted, or locks were not changed.
#[derive(Debug, thiserror::Error)]
pub enum LocksError {
    /// The home has no locks.
    #[error("there are no locks")]
    None,
    /// The home has locks already.
    #[error("there are locks already")]
    AlreadySet,
    /// Somebody must say who they are, and show a secret.
    #[error("the home is locked")]
    NobodySaid,
    /// The name or the secret is wrong: nobody learns which.
    #[error("the name or the secret is wrong")]
    Wrong,
    /// After wrong secrets; seconds until the next may be tried.
    #[error("{0} seconds to wait")]
    Wait(u32),
    /// A PIN opens only on the PC on which it was set.
    #[error("the PIN is of another PC")]
    OtherMachine,
    /// A recovery word is unknown; its place, from 1.
    #[error("recovery word {0} is unknown")]
    UnknownWord(usize),
    /// Syllable and character of a recovery word are of two words; its place, from 1.
    #[error("recovery word {0} is two words")]
    TwoWords(usize),
    /// There are so many recovery words, and not 18.
    #[error("{0} recovery words")]
    NumberOfWords(usize),
    /// One of the recovery words is another one.
    #[error("the recovery words are wrong")]
    OtherWords,
    /// The secret is too easily guessed; the code of the reason.
    #[error("the secret is too weak: {0}")]
    Weak(&'static str),
    /// The key file was changed by something that does not hold the keys.
    #[error("the key file was changed from outside")]
    Altered,
    /// A file of the locks cannot be read or written.
    #[error("a file of the locks cannot be used")]
    Disk {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The key file is damaged.
    #[error("the key file is damaged")]
    Damaged,
    /// The home's file is encrypted, and there is no key file beside it.
    #[error("there is no key file")]
    NoKeyFile,
    /// The home's file is plain, and a key file lies beside it.
    #[error("a plain file lies beside the key file")]
    PlainFile,
    /// A newer program wrote the key file.
    #[error("the key file is of a newer program")]
    Newer,
    /// The system gives no memory or no random numbers.
    #[error("the system gives too little")]
    System,
    /// Another person has that name.
    #[error("the name is taken")]
    NameTaken,
    /// The person has no secret.
    #[error("the person has no secret")]
    Unknown,
    /// It would leave no passphrase that opens the file.
    #[error("the last passphrase")]
    LastPassphrase,
    /// A PIN needs a place of the user's account, and there is none.
    #[error("no place for a PIN")]
    NoPlaceForPins,
    /// Only helpers have PINs.
    #[error("PINs are for helpers")]
    PinForHelpers,
    /// Who has no right to restricted notes cannot hand that right on.
    #[error("not entitled")]
    NotEntitled,
}

impl From<CannotOpen> for LocksError {
    fn from(error: CannotOpen) -> Self {
        match error {
            CannotOpen::Wrong => Self::Wrong,
            CannotOpen::OtherMachine => Self::OtherMachine,
            CannotOpen::Altered => Self::Altered,
            CannotOpen::Damaged => Self::Damaged,
            CannotOpen::NoMemory => Self::System,
        }
    }
}

impl From<CannotChange> for LocksError {
    fn from(error: CannotChange) -> Self {
        match error {
            CannotChange::Open(error) => error.into(),
            CannotChange::Unknown | CannotChange::WrongHow => Self::Unknown,
            CannotChange::Exists => Self::AlreadySet,
            CannotChange::NameTaken => Self::NameTaken,
            CannotChange::LastPassphrase => Self::LastPassphrase,
            CannotChange::NotEntitled => Self::NotEntitled,
            CannotChange::NoMachine => Self::NoPlaceForPins,
            CannotChange::Random(_) => Self::System,
        }
    }
}

impl LocksError {
    pub(crate) fn disk(source: io::Error, path: &Path) -> Self {
        Self::Disk {
            path: path.to_owned(),
            source,
        }
    }

    /// What became of a file of the locks.
    pub(super) fn of_file(error: FileError, path: &Path) -> Self {
        match error {
            FileError::Io(error) => Self::disk(error, path),
            FileError::Damaged => Self::Damaged,
            FileError::Newer(_) => Self::Newer,
            FileError::Random(_) => Self::System,
        }
    }

    /// Why a secret was not tried; `path` is the file that counts.
    pub(super) fn of_try(error: CannotTry, path: &Path) -> Self {
        match error {
            CannotTry::Wait(seconds) => Self::Wait(u32::try_from(seconds).unwrap_or(u32::MAX)),
            CannotTry::Io(error) => Self::disk(error, path),
        }
    }
}

impl From<WordsError> for LocksError {
    fn from(error: WordsError) -> Self {
        match error {
            WordsError::Unknown(place) => Self::UnknownWord(place),
            WordsError::Differ(place) => Self::TwoWords(place),
            WordsError::Count(count) => Self::NumberOfWords(count),
            WordsError::Check => Self::OtherWords,
        }
    }
}

impl From<Weak> for LocksError {
    fn from(error: Weak) -> Self {
        Self::Weak(match error {
            Weak::TooShort => "too-short",
            Weak::TooLong => "too-long",
            Weak::NotDigits => "not-digits",
            Weak::OneDigit => "one-digit",
            Weak::Run => "run",
            Weak::FewDifferent => "few-different",
        })
    }
}
