//! Coming in: who can be admitted to a home, and by which secret.

use super::admission::Admission;
use super::copies::{KEYS, NEXT_FILE, has_key_file, keep_keys_as, keep_keys_beside};
use super::error::LocksError;
use crate::desk::backup::FOLDER;
use crate::desk::disk::{FILE, beside, remove, remove_with_log, sync_folder};
use crate::desk::refusal::Refusal;
use crate::domain::StaffId;
use crate::store::{Begin, StoreError, begin_of};
use crate::vault::PRIVATE_PART;
use crate::vault::error::FileError;
use crate::vault::key_file::KeyFile;
use crate::vault::machine::MachineSecret;
use crate::vault::recovery::RecoveryKey;
use crate::vault::secret::Secret;
use crate::vault::slot::{Holder, How};
use crate::vault::tries::{CannotTry, Tries};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The next key file, until the home's file is under its keys.
const NEXT_KEYS: &str = "doorlight.keys.next";
/// How often secrets were wrong.
const TRIES: &str = "doorlight.tries";

/// Where a home is entered.
#[derive(Debug, Clone)]
pub struct Doorway {
    /// The data folder.
    pub folder: PathBuf,
    /// The folder of the user's account in which the secret of this PC lies; without one there are no PINs.
    pub account: Option<PathBuf>,
}

/// Whether a home is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entrance {
    /// It has no locks.
    Open,
    /// One of these people must show a secret.
    Locked(Vec<Known>),
}

/// Somebody who has a secret here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Which member of staff.
    pub id: StaffId,
    /// Name, as it is shown before the file is open.
    pub name: String,
    /// Whether the secret is a PIN, which consists of digits.
    pub has_pin: bool,
}

/// Who wants to come in.
#[derive(Debug, Clone, Copy)]
pub enum Who<'a> {
    /// A member of staff.
    Person(StaffId),
    /// Whoever has this name.
    Named(&'a str),
    /// Whoever has the recovery words; they are the secret.
    Recovery,
}

/// [`Who`] of the people that a lock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhoIs {
    /// A member of staff.
    Person(StaffId),
    /// Whoever has the recovery words.
    Recovery,
}

impl From<WhoIs> for Who<'_> {
    fn from(who: WhoIs) -> Self {
        match who {
            WhoIs::Person(id) => Self::Person(id),
            WhoIs::Recovery => Self::Recovery,
        }
    }
}

impl Doorway {
    /// Where a home is entered without a PIN.
    fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            account: None,
        }
    }

    fn remove_next_keys(&self) -> Result<(), StoreError> {
        let next = self.next_keys();
        remove(&next).and_then(|()| remove(&beside(&next, PRIVATE_PART)))
    }

    /// Removes what a power cut left of a key file that was being written. The caller has the turn.
    pub(super) fn remove_part_of_keys(&self) -> Result<(), StoreError> {
        remove(&beside(&self.keys(), PRIVATE_PART))
    }

    /// Whether the home is open, and for whom. Ends what a power cut interrupted while the file was put under other keys.
    ///
    /// A plain file beside the key file is never one that a change of the key has left: the key file gets its name after
    /// the file under its key has the other's place (`convert`).
    ///
    /// Only for a home that this program has not opened yet.
    pub(crate) fn look(&self) -> Result<Entrance, LocksError> {
        self.finish()?;
        let entrance = self.entrance_of_copies()?;
        match (&entrance, begin_of(&self.folder.join(FILE))) {
            (Entrance::Open, Ok(Begin::Encrypted(_))) => Err(LocksError::NoKeyFile),
            (Entrance::Locked(_), Ok(Begin::Plain)) => Err(LocksError::PlainFile),
            _ => Ok(entrance),
        }
    }

    /// The same for a restore, which puts another file in the place of the home's, whatever that is.
    pub(crate) fn look_to_restore(&self) -> Result<Entrance, LocksError> {
        match self.look() {
            Err(LocksError::PlainFile) => self.entrance_of_copies(),
            looked => looked,
        }
    }

    /// The same for a folder of copies, which has no home's file.
    pub(crate) fn entrance_of_copies(&self) -> Result<Entrance, LocksError> {
        let Some(keys) = self.key_file()? else {
            return Ok(Entrance::Open);
        };
        let people = keys.slots().iter().filter_map(|slot| match slot.holder {
            Holder::Person(id) => Some(Known {
                id: StaffId(id),
                name: slot.name.clone(),
                has_pin: slot.how == How::Pin,
            }),
            Holder::Recovery => None,
        });
        Ok(Entrance::Locked(people.collect()))
    }

    /// Admits whoever shows the right secret. `now` is the present in seconds since 1970.
    ///
    /// A try is counted before it is made: after wrong ones the next has to wait, also after a restart. Every try takes
    /// the time of one derivation, whether somebody of that name is known or not.
    pub fn admit(&self, who: Who<'_>, secret: &Secret, now: i64) -> Result<Admission, LocksError> {
        let keys = self.key_file()?.ok_or(LocksError::None)?;
        let holder = match who {
            Who::Person(id) => Some(Holder::Person(id.0)),
            Who::Named(name) => keys.find_by_name(name).map(|slot| slot.holder),
            Who::Recovery => Some(Holder::Recovery),
        };
        let words = match who {
            Who::Recovery => Some(RecoveryKey::parse(secret.text())?),
            Who::Person(_) | Who::Named(_) => None,
        };
        let counted = self.folder.join(TRIES);
        let mut tries = match Tries::begin(&counted, holder, now) {
            // A full disk must not keep the door closed, or a fire without a roll call.
            Err(CannotTry::Io(error)) if is_no_room(error.kind()) => Tries::read(&counted),
            begun => begun.map_err(|error| LocksError::of_try(error, &counted))?,
        };
        let machine = self.machine();
        let opened = match (who, words) {
            (_, Some(words)) => keys.open_with_recovery(&words),
            (Who::Person(id), None) => keys.open(Holder::Person(id.0), secret, machine.as_ref()),
            (Who::Named(name), None) => keys.open_by_name(name, secret, machine.as_ref()),
            (Who::Recovery, None) => keys.open(Holder::Recovery, secret, None),
        }?;
        let holder = holder.ok_or(LocksError::Wrong)?;
        tries.right(Some(holder));
        // The count is not worth the door: what could not be written keeps nobody out.
        if let Err(error) = tries.write(&counted) {
            tracing::warn!(%error, "the count of wrong secrets");
        }
        Ok(Admission::new(holder, opened))
    }

    /// The secret of this PC, if there is one: without it a PIN does not open.
    pub(super) fn machine(&self) -> Option<MachineSecret> {
        let account = self.account.as_deref()?;
        let loaded = MachineSecret::load(account);
        loaded
            .inspect_err(|error| tracing::warn!(%error, "the secret of this PC"))
            .ok()
            .flatten()
    }

    /// The secret of this PC, made when there is none.
    pub(super) fn own_machine(&self) -> Result<MachineSecret, LocksError> {
        let account = self.account.as_deref();
        let account = account.ok_or(LocksError::NoPlaceForPins)?;
        MachineSecret::load_or_make(account).map_err(|error| LocksError::of_file(error, account))
    }

    /// The mark of the present recovery words; `None` without locks.
    pub(crate) fn words_mark(&self) -> Result<Option<String>, LocksError> {
        Ok(self.key_file()?.and_then(|file| file.words_mark()))
    }

    pub(super) fn key_file(&self) -> Result<Option<KeyFile>, LocksError> {
        read_keys(&self.keys())
    }

    /// Replaces the key file, here and beside the copies: a copy opens for whoever has a secret now, and for nobody else.
    pub(super) fn write_keys(&self, file: &KeyFile) -> Result<(), Refusal> {
        let failed = |error| LocksError::of_file(error, &self.keys());
        file.write(&self.keys()).map_err(failed)?;
        let copies = self.folder.join(FOLDER);
        if copies.is_dir() {
            keep_keys_beside(&self.folder, &copies)?;
        }
        Ok(())
    }

    pub(super) fn keys(&self) -> PathBuf {
        self.folder.join(KEYS)
    }

    pub(super) fn next_keys(&self) -> PathBuf {
        self.folder.join(NEXT_KEYS)
    }

    /// Gives the next key file its name if the home's file is under its keys already: the power went between the two
    /// renames of a change of the key, or of a restore in a folder without a key file. A next key file to which the home's file does not belong stays: another program may be at it.
    fn finish(&self) -> Result<(), LocksError> {
        let next = self.next_keys();
        let Some(keys) = read_keys(&next)? else {
            return Ok(());
        };
        let file = mark_of(&self.folder.join(FILE));
        // The key file that a restore took along names another file under the same key, and no other lies here.
        let is_alone = !has_key_file(&self.folder);
        if file.is_some() && (keys.file() == file || is_alone) {
            match std::fs::rename(&next, self.keys()) {
                // Another program was faster.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                renamed => renamed.map_err(|error| LocksError::disk(error, &next))?,
            }
        }
        Ok(())
    }
}

/// Removes what a change of the key or a restore left that did not come to its end. Only who has the seat may do it, as both
/// have it.
pub(in crate::desk) fn remove_interrupted_change(folder: &Path) {
    let doorway = Doorway::of(folder);
    let removed = remove_with_log(&folder.join(NEXT_FILE)).and_then(|()| {
        // A next key file that fits the home's file is the only one that opens it.
        doorway.finish().map_err(|error| {
            StoreError::file("naming the key file", folder)(std::io::Error::other(error))
        })?;
        doorway.remove_next_keys()
    });
    if let Err(error) = removed {
        tracing::warn!(%error, "removing an interrupted change of the key");
    }
}

/// Takes the key file that lies beside a copy into a folder that has none, where `restore` puts that copy: by the name of the
/// next one, until the file that needs it is in its place. A copy that is refused locks no home, and wherever the power
/// fails, the key file is there as soon as the file is.
pub(in crate::desk) fn with_keys_of<T>(
    copy: &Path,
    folder: &Path,
    restore: impl FnOnce() -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    if has_key_file(folder) {
        return restore();
    }
    let doorway = Doorway::of(folder);
    keep_keys_as(copy.parent().unwrap_or(folder), &doorway.next_keys())?;
    sync_folder(folder);
    let restored = restore().inspect_err(|_| drop(doorway.remove_next_keys()))?;
    doorway.finish()?;
    sync_folder(folder);
    Ok(restored)
}

/// Whether a file cannot be written because of the disk or the rights, not because something is wrong with it.
fn is_no_room(kind: ErrorKind) -> bool {
    use ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(
        kind,
        StorageFull | QuotaExceeded | ReadOnlyFilesystem | PermissionDenied
    )
}

/// Reads a key file; `None` where there is none, and where there is no folder: whoever opens the home says that.
fn read_keys(path: &Path) -> Result<Option<KeyFile>, LocksError> {
    match KeyFile::read(path) {
        Err(FileError::Io(error)) if error.kind() == ErrorKind::NotADirectory => Ok(None),
        read => read.map_err(|error| LocksError::of_file(error, path)),
    }
}

/// The mark of the key of a file; `None` for a plain one, and for what cannot be read.
pub(super) fn mark_of(file: &Path) -> Option<[u8; 16]> {
    match begin_of(file) {
        Ok(Begin::Encrypted(mark)) => Some(mark),
        Ok(Begin::Plain | Begin::Other) | Err(_) => None,
    }
}
