//! The keys of the home's file: who may open it, with which secret, and how a key is renewed. Knows nothing of
//! screens, the database, the clock or the environment: folders and times come in.
//!
//! `key_file` holds a slot for each person and one for the recovery words. A slot is opened with a secret and gives
//! the data key. All other files here are parts of that, or rules around it (`tries`, `strength`).

mod hex;
mod private_file;
mod wrap;

pub(crate) mod error;
pub(crate) mod kdf;
pub(crate) mod key_file;
pub(crate) mod machine;
pub(crate) mod recovery;
pub(crate) mod sealed;
pub(crate) mod secret;
pub(crate) mod slot;
pub(crate) mod strength;
pub(crate) mod tries;

#[cfg(test)]
mod tests;

pub(crate) use private_file::PART as PRIVATE_PART;
