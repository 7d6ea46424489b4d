//! Why a key file cannot be opened, changed, read or written. No error contains a name, a path or a secret.

use std::io;
use thiserror::Error;

/// Why no keys were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum CannotOpen {
    /// The secret is wrong, or nobody has that name: nobody learns which.
    #[error("the name or the secret is wrong")]
    Wrong,
    /// A PIN opens only on the PC on which it was set.
    #[error("this PIN belongs to another machine")]
    OtherMachine,
    /// The secret is right, but the file was changed by something that does not hold the keys. Must be investigated.
    #[error("the key file was changed from outside")]
    Altered,
    /// The content cannot be what this program wrote.
    #[error("the key file is damaged")]
    Damaged,
    /// There is too little memory for the derivation.
    #[error("too little memory")]
    NoMemory,
}

/// Why a key file was not changed. It is as it was before.
#[derive(Debug, Error)]
pub(crate) enum CannotChange {
    /// The old secret or the keys do not open the file.
    #[error(transparent)]
    Open(#[from] CannotOpen),
    /// There is no such holder.
    #[error("there is no such holder")]
    Unknown,
    /// The holder has a slot already.
    #[error("the holder has a slot already")]
    Exists,
    /// Another holder has this name, and names are how people say who they are.
    #[error("another holder has this name")]
    NameTaken,
    /// Without a passphrase the file could only be opened on one machine, or with the recovery words.
    #[error("this is the last passphrase")]
    LastPassphrase,
    /// The restricted key is needed, and the keys given do not have it.
    #[error("the restricted key is not there")]
    NotEntitled,
    /// Words are for the recovery slot and only for it.
    #[error("this kind of secret is not for this holder")]
    WrongHow,
    /// A PIN needs the machine secret.
    #[error("a PIN needs the secret of the machine")]
    NoMachine,
    /// The system gave no random numbers.
    #[error("the system gives no random numbers")]
    Random(#[from] getrandom::Error),
}

/// Why a file could not be read or written.
#[derive(Debug, Error)]
pub(crate) enum FileError {
    /// The disk or the rights.
    #[error("the file cannot be read or written")]
    Io(#[from] io::Error),
    /// The content is not such a file. The reader's own error is left out: it may quote names.
    #[error("the file is damaged")]
    Damaged,
    /// A newer program wrote it; its version.
    #[error("the file has version {0}, which this program does not know")]
    Newer(u32),
    /// The system gave no random numbers.
    #[error("the system gives no random numbers")]
    Random(#[from] getrandom::Error),
}
