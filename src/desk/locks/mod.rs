//! Locks: who may open the home's file, with which secret, and how the file is put under a key.
//!
//! The keys are in the key file beside the home's file (`vault`). Whoever shows a secret is admitted with
//! what it opens, and sits at the desk as nobody else. A home without a key file has no locks: everybody says who they are,
//! and is believed.

mod admission;
mod approval;
mod approve;
#[cfg(test)]
mod approve_tests;
mod convert;
mod copies;
mod enter;
mod error;
#[cfg(test)]
mod flipped_tests;
mod notes;
mod people;
mod sealed_files;
#[cfg(test)]
mod sealed_tests;
mod steps;
#[cfg(test)]
mod talks_tests;
#[cfg(test)]
mod tests;

pub use crate::vault::secret::Secret;
pub(super) use crate::vault::strength::check_passphrase;
pub use admission::Admission;
pub(crate) use approval::Approval;
pub use convert::NewWords;
pub(super) use copies::{
    encrypt_copies, has_key_file, is_plain_in_locked, keep_keys_beside, overwrite,
};
pub(crate) use enter::Entrance;
pub use enter::{Doorway, Known, Who, WhoIs};
pub(super) use enter::{remove_interrupted_change, with_keys_of};
pub use error::LocksError;
pub(crate) use people::NewPerson;
pub(super) use sealed_files::{ROLL_TICKS, WAITING_ROWS};
pub use steps::{LockStep, LocksNow};
