//! What the screens do about locks, as data.

use super::convert::NewWords;
use super::enter::Known;
use super::error::LocksError;
use super::people::NewPerson;
use crate::desk::Desk;
use crate::desk::refusal::Refusal;
use crate::domain::StaffId;
use crate::vault::secret::Secret;
use std::fmt;
use std::path::PathBuf;

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
