//! What the screens do about locks, as data; and the key file as it was then, for when the folder is taken away.

use super::convert::NewWords;
use super::copies::KEYS;
use super::enter::Known;
use super::error::LocksError;
use super::people::NewPerson;
use crate::desk::Desk;
use crate::desk::refusal::Refusal;
use crate::domain::StaffId;
use crate::exchange::whole::{self, Older};
use crate::store::{Begin, Loss, StoreError, begin_of};
use crate::vault::secret::Secret;
use std::fmt;
use std::path::{Path, PathBuf};

/// A step about locks.
#[derive(Debug, Clone)]
pub enum LockStep {
    /// Gives the home locks, with this passphrase of the director.
    Set(Secret),
    /// Gives a member of staff a secret, also in place of a forgotten one.
    Give {
        /// Whose it is.
        id: StaffId,
        /// The secret.
        secret: Secret,
        /// Whether it is a PIN.
        is_pin: bool,
    },
    /// Takes a member of staff's secret away.
    Take(StaffId),
    /// Changes one's own secret.
    ChangeOwn {
        /// The secret of before.
        old: Secret,
        /// The new one.
        new: Secret,
        /// Whether the new one is a PIN.
        is_pin: bool,
    },
    /// Makes new recovery words.
    Words,
    /// Puts the file under another key.
    Key,
}

/// How a step has left the locks.
#[derive(Default)]
pub struct LocksNow {
    /// Who can open them.
    pub people: Vec<Known>,
    /// Recovery words to be written down, if there are new ones.
    pub words: Option<NewWords>,
    /// Copies that could not be encrypted.
    pub plain: Vec<PathBuf>,
}

/// The words are said to the person at the desk and to nobody else.
impl fmt::Debug for LocksNow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocksNow").finish_non_exhaustive()
    }
}

impl Desk {
    /// Does a step about locks.
    pub(crate) fn change_locks(&mut self, step: LockStep) -> Result<LocksNow, Refusal> {
        let doorway = self.doorway();
        let mut now = LocksNow::default();
        match step {
            LockStep::Set(secret) => {
                let locked = self.set_locks(&doorway, &secret)?;
                now.words = Some(locked.words);
                now.plain = locked.plain;
            }
            LockStep::Give { id, secret, is_pin } => {
                let secret = &secret;
                self.give_secret(&doorway, NewPerson { id, secret, is_pin })?;
            }
            LockStep::Take(id) => self.take_secret(&doorway, id)?,
            LockStep::ChangeOwn { old, new, is_pin } => {
                let id = self.actor.ok_or(LocksError::Unknown)?;
                let secret = &new;
                let new = NewPerson { id, secret, is_pin };
                self.change_own_secret(&doorway, &old, new)?;
            }
            LockStep::Words => now.words = Some(self.new_words(&doorway)?),
            LockStep::Key => self.change_key(&doorway)?,
        }
        self.hold_key_file();
        now.people = self.people_with_secrets()?;
        Ok(now)
    }
}

impl Desk {
    /// Keeps the key file in memory, as it is now.
    pub(in crate::desk) fn hold_key_file(&mut self) {
        if self.admitted.has_somebody() {
            self.key_file = std::fs::read(self.folder().join(KEYS)).ok();
        }
    }

    /// Puts the key file that was held beside a copy that was saved elsewhere. Nothing in a home without locks.
    pub(in crate::desk) fn put_key_file(&self, folder: &Path) -> Result<(), StoreError> {
        let Some(keys) = self.key_file.as_ref().filter(|_| self.has_locks()) else {
            return Ok(());
        };
        let place = folder.join(KEYS);
        whole::write(&place, keys, Older::Goes)
            .map_err(StoreError::file("saving the key file", place))
    }

    /// Whether the key file may be put into a folder: there is none of another home.
    pub(in crate::desk) fn may_put_key_file(&self, folder: &Path) -> bool {
        let held = self.key_file.as_ref().filter(|_| self.has_locks());
        let there = std::fs::read(folder.join(KEYS));
        held.is_none_or(|held| there.is_err() || there.is_ok_and(|there| there == *held))
    }

    /// Refuses a plain file in the place of the encrypted one, which somebody put there while the program ran.
    pub(in crate::desk) fn check_is_encrypted(&self) -> Result<(), StoreError> {
        let is_plain = begin_of(&self.file).is_ok_and(|begin| begin == Begin::Plain);
        if self.admitted.has_somebody() && is_plain {
            return Err(StoreError::Lost(Loss::Replaced));
        }
        Ok(())
    }
}
