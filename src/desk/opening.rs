//! Opening the home's file: for the screens, for the steps of a script, or only to read.
//!
//! One set of screens has the seat, a lock held for as long as they are open. Scripts need no seat: whoever
//! performs a command has the turn for its length, so that what it checks still holds when it writes.

use super::backup::restore;
use super::locks::{Admission, remove_interrupted_change};
use super::refusal::Refusal;
use super::{Desk, FILE};
use crate::clock::Clock;
use crate::owner_only;
use crate::store::{Access, Lock, Loss, Place, Progress, Store, StoreError, WhyReadOnly};
use std::path::Path;
use std::time::Duration;

/// Held by the screens that write.
pub(in crate::desk) const SEAT: &str = "doorlight.lock";
/// Held for the length of a command.
const TURN: &str = "doorlight.turn.lock";
/// Number of attempts to take the seat before the file is opened for reading only.
const PATIENCE: usize = 20;
/// Number of attempts to get the turn: a large import takes seconds.
const TURN_PATIENCE: usize = 200;
/// The same for what is not worth a wait on the screens.
const SHORT_PATIENCE: usize = 4;
/// Pause between two attempts.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The number of Unix for a disk that does not read or write; the standard library has no name for it.
const EIO: i32 = 5;

impl Desk {
    /// Opens the data folder for the screens, or creates it. If other screens have the seat, or nothing
    /// can be written there, the file is opened for reading only; see [`Desk::why_read_only`].
    pub fn open(folder: &Path, clock: Clock) -> Result<Self, StoreError> {
        Self::open_for(folder, clock, Admission::default())
    }

    /// [`Desk::open`] for somebody who was admitted.
    pub fn open_for(folder: &Path, clock: Clock, admitted: Admission) -> Result<Self, StoreError> {
        Self::open_telling(folder, clock, admitted, &mut |_, _| {})
    }

    /// [`Desk::open`] for somebody who was admitted, telling how far bringing an older file up to date has come.
    pub(crate) fn open_telling(
        folder: &Path,
        clock: Clock,
        admitted: Admission,
        progress: Progress<'_>,
    ) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let keys = admitted.keys.clone();
        let place = keys.at(&path);
        refuse_stranger(place)?;
        make_private(folder)?;
        let now = clock.now();
        let why = match take_lock(&folder.join(SEAT), PATIENCE) {
            Ok(None) => WhyReadOnly::OtherProgram,
            Err(error) => why_not(error, &path)?,
            Ok(Some(seat)) => {
                restore::remove_interrupted(folder);
                remove_interrupted_change(folder);
                match Store::open_telling(place, now, progress) {
                    Ok(store) => {
                        let mut desk = Self::sit_down(store, clock, Some(seat), admitted)?;
                        desk.encrypt_at_the_door();
                        desk.seal_at_the_door();
                        return Ok(desk);
                    }
                    Err(error) => why_not(error, &path)?,
                }
            }
        };
        let store = Store::open_only_to_read(place, why, now)?;
        Self::sit_down(store, clock, None, admitted)
    }

    /// Opens a home for the steps of a script, also while screens are open. An older file is brought up to
    /// date only if nobody else has it open; else it is opened for reading only.
    pub(crate) fn open_for_steps(
        folder: &Path,
        clock: Clock,
        admitted: Admission,
        progress: Progress<'_>,
    ) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let keys = admitted.keys.clone();
        let place = keys.at(&path);
        let is_newest = match Store::is_newest(place) {
            Ok(is_newest) => is_newest,
            Err(error) => why_not(error, &path).map(|_| false)?,
        };
        if !is_newest {
            return Self::open_telling(folder, clock, admitted, progress);
        }
        match Store::open(place, clock.now()) {
            Ok(store) => Self::sit_down(store, clock, None, admitted),
            Err(error) => {
                let why = why_not(error, &path)?;
                let store = Store::open_only_to_read(place, why, clock.now())?;
                Self::sit_down(store, clock, None, admitted)
            }
        }
    }

    /// Opens a home only to read. Nothing is created or brought up to date, and no lock is taken.
    pub(crate) fn open_to_read(
        folder: &Path,
        clock: Clock,
        admitted: Admission,
    ) -> Result<Self, StoreError> {
        let store = Store::open_read_only(admitted.keys.at(&folder.join(FILE)), clock.now())?;
        Self::sit_down(store, clock, None, admitted)
    }

    /// Why nothing can be written; `None` if it can.
    pub(crate) fn why_read_only(&self) -> Option<WhyReadOnly> {
        match self.store.access() {
            Access::ReadWrite => None,
            Access::ReadOnly(why) => Some(why),
        }
    }

    /// Whether the file is open for reading only.
    pub fn is_read_only(&self) -> bool {
        self.why_read_only().is_some()
    }

    /// Whether this program only reads because another one writes, and that has gone.
    pub(crate) fn can_take_over(&self) -> bool {
        let is_free = || Lock::take(&self.folder().join(SEAT)).is_ok_and(|lock| lock.is_some());
        self.why_read_only() == Some(WhyReadOnly::OtherProgram) && !self.is_closed() && is_free()
    }

    /// Takes the seat, if no other program was faster. The file is opened again.
    pub(crate) fn take_over(&mut self) -> Result<(), Refusal> {
        let seat = take_lock(&self.folder().join(SEAT), PATIENCE)?
            .ok_or(StoreError::ReadOnly(WhyReadOnly::OtherProgram))?;
        self.check_is_encrypted()?;
        self.store = Store::open(self.keys().at(&self.file), self.now())?;
        self.seat = Some(seat);
        self.live_in_its_zone()?;
        if self.actor.is_none() {
            self.actor = self.default_actor()?;
        }
        Ok(())
    }

    /// Looks whether the open file is still the home's, and returns a number that changes when another
    /// program has written to it.
    ///
    /// Who only reads opens the file again where it was replaced, as a restore does, or where nothing is
    /// seen of what others write.
    pub(crate) fn look_at_file(&mut self) -> Result<OutsideVersion, Refusal> {
        self.check_open()?;
        let looked = self.store.check_place();
        match self.why_read_only() {
            Some(why) if looked.is_err() || self.store.is_outdated() => {
                self.store = self.reopened(why, looked.err())?;
                self.reopenings += 1;
            }
            _ => looked?,
        }
        Ok((self.reopenings, self.store.outside_version()?))
    }

    /// The file that is at the path now, if it is one of the same home.
    fn reopened(&self, why: WhyReadOnly, lost: Option<StoreError>) -> Result<Store, StoreError> {
        self.check_is_encrypted()?;
        let other = match (
            Store::open_only_to_read(self.keys().at(&self.file), why, self.now()),
            lost,
        ) {
            (Ok(other), _) => other,
            (Err(_), Some(lost)) => return Err(lost),
            (Err(error), None) => return Err(error),
        };
        let id = |store: &Store| store.home().ok().flatten().map(|home| home.id);
        if id(&other).is_some() && id(&other) == id(&self.store) {
            Ok(other)
        } else {
            Err(StoreError::Lost(Loss::Replaced))
        }
    }

    /// The turn to write; `None` for a file in memory. Other programs wait until it is dropped.
    pub(super) fn take_turn(&self) -> Result<Option<Lock>, StoreError> {
        if self.store.is_in_memory() || self.is_read_only() {
            return Ok(None);
        }
        take_turn_in(&self.folder()).map(Some)
    }

    /// The turn to write what nobody at the screens waits for; `None` for a file in memory.
    pub(super) fn take_turn_soon(&self) -> Result<Option<Lock>, StoreError> {
        if self.store.is_in_memory() {
            return Ok(None);
        }
        let turn = take_lock(&self.folder().join(TURN), SHORT_PATIENCE)?;
        turn.map(Some).ok_or(StoreError::Busy)
    }

    /// The turn to write for a desk that only reads.
    pub(super) fn turn_to_note(&self) -> Result<Lock, StoreError> {
        take_turn_in(&self.folder())
    }
}

/// How often the file was opened again, and its number for changes by other programs.
pub(crate) type OutsideVersion = (u64, i64);

/// The seat of a data folder.
pub(super) fn take_seat(folder: &Path) -> Result<Option<Lock>, StoreError> {
    take_lock(&folder.join(SEAT), PATIENCE)
}

/// The turn of a data folder, for who has no file open.
pub(super) fn take_turn_in(folder: &Path) -> Result<Lock, StoreError> {
    take_lock(&folder.join(TURN), TURN_PATIENCE)?.ok_or(StoreError::Busy)
}

/// Refuses what is no file of a home before a lock or a folder is made beside it.
fn refuse_stranger(place: Place<'_>) -> Result<(), StoreError> {
    match Store::is_newest(place) {
        Err(
            error @ (StoreError::NotAHome { .. }
            | StoreError::Damaged
            | StoreError::Locked
            | StoreError::NewerSchema { .. }),
        ) => Err(error),
        // Whatever else is in the way is said, or mended, when the file is opened.
        _ => Ok(()),
    }
}

/// Why a file that cannot be opened for writing may be opened for reading; else the error itself.
fn why_not(error: StoreError, path: &Path) -> Result<WhyReadOnly, StoreError> {
    use std::io::ErrorKind::{
        FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    // Where there is no file, nothing can be read either.
    if !path.is_file() {
        return Err(error);
    }
    match error {
        StoreError::ReadOnly(why) => Ok(why),
        StoreError::DiskFull => Ok(WhyReadOnly::DiskFull),
        StoreError::DiskFailed => Ok(WhyReadOnly::DiskFailed),
        StoreError::File { ref source, .. } | StoreError::Open { ref source, .. } => {
            match source.kind() {
                PermissionDenied | ReadOnlyFilesystem => Ok(WhyReadOnly::NotAllowed),
                StorageFull | QuotaExceeded | FileTooLarge => Ok(WhyReadOnly::DiskFull),
                _ if cfg!(unix) && source.raw_os_error() == Some(EIO) => {
                    Ok(WhyReadOnly::DiskFailed)
                }
                _ => Err(error),
            }
        }
        error => Err(error),
    }
}

/// Takes a lock, with several attempts: a script holds it for a few milliseconds.
fn take_lock(path: &Path, patience: usize) -> Result<Option<Lock>, StoreError> {
    for _ in 0..patience {
        if let Some(lock) = Lock::take(path)? {
            return Ok(Some(lock));
        }
        std::thread::sleep(LOOK_EVERY);
    }
    Lock::take(path)
}

/// Creates the folder, for its owner alone.
pub(super) fn make_private(folder: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::file("making the data folder", folder)(source);
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    owner_only::folder(folder).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::refusal::text::store_text;
    use crate::i18n::Lang;

    #[test]
    fn a_home_on_a_disk_that_fails_is_opened_for_reading_and_the_reason_is_said() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join(FILE);
        assert!(why_not(StoreError::DiskFailed, &path).is_err(), "no file");
        std::fs::write(&path, "a file").unwrap();
        let why = why_not(StoreError::DiskFailed, &path).unwrap();
        assert_eq!(why, WhyReadOnly::DiskFailed);
        assert!(why.must_be_mended());
        let text = store_text(&StoreError::ReadOnly(why), Lang::En);
        assert!(text.contains("can only be read"), "{text}");
        #[cfg(unix)]
        {
            let lock = StoreError::file("locking", &path)(std::io::Error::from_raw_os_error(EIO));
            assert_eq!(why_not(lock, &path).unwrap(), WhyReadOnly::DiskFailed);
        }
    }
}
