//! Putting the home's file under a key, or under another one, in place; and its copies.
//!
//! The file is copied under the new key and compared; the next key file is written with the mark of that copy; then the
//! copy takes the place of the file, and the next key file that of the key file. Whenever the power fails, the mark says which
//! key file the file at its place needs (`Doorway::look`).

use super::admission::Admission;
use super::copies::{NEXT_FILE, encrypt_copies, keep_keys_beside, put_in_place};
use super::enter::{Doorway, mark_of};
use super::error::LocksError;
use crate::desk::Desk;
use crate::desk::backup::FOLDER;
use crate::desk::backup::make::{clear_parts, copying};
use crate::desk::disk::{remove_with_log, sync_file, sync_folder};
use crate::desk::opening::take_turn_in;
use crate::desk::refusal::Refusal;
use crate::desk::rights::Right;
use crate::domain::{Role, Staff};
use crate::owner_only;
use crate::store::{Store, StoreError, WhyReadOnly};
use crate::vault::kdf::Cost;
use crate::vault::key_file::KeyFile;
use crate::vault::recovery::{RecoveryKey, is_word};
use crate::vault::secret::{DataKey, Keys, Secret};
use crate::vault::slot::{Holder, How, NewSecret};
use crate::vault::strength::check_passphrase;
use std::fmt;
use std::path::PathBuf;
use zeroize::Zeroize as _;

/// What was locked.
pub(crate) struct Locked {
    /// The recovery words. They are nowhere else.
    pub(crate) words: NewWords,
    /// Copies that could not be encrypted, because they are damaged or cannot be written.
    pub(crate) plain: Vec<PathBuf>,
}

/// New recovery words, for the person at the desk and nobody else.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NewWords {
    /// Each as syllable and character.
    pub words: Vec<(String, String)>,
    /// The mark by which they and their paper are known.
    pub mark: String,
}

impl fmt::Debug for NewWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewWords")
    }
}

impl Drop for NewWords {
    fn drop(&mut self) {
        for (syllable, character) in &mut self.words {
            syllable.zeroize();
            character.zeroize();
        }
    }
}

impl NewWords {
    fn new(words: &RecoveryKey, file: &KeyFile) -> Self {
        let shown = words.words().into_iter();
        let shown = shown.map(|word| (word.pinyin.to_owned(), word.han.to_owned()));
        Self {
            words: shown.collect(),
            mark: file.words_mark().unwrap_or_default(),
        }
    }

    /// Whether what was typed is the word at this place, from 1.
    pub(crate) fn is_at(&self, place: usize, typed: &Secret) -> bool {
        let word = place.checked_sub(1).and_then(|nth| self.words.get(nth));
        word.is_some_and(|(syllable, _)| is_word(typed, syllable))
    }
}

impl Desk {
    /// Gives the home locks: the director at the desk gets this passphrase, and the home's file and its copies are encrypted
    /// in place.
    pub(crate) fn set_locks(
        &mut self,
        doorway: &Doorway,
        passphrase: &Secret,
    ) -> Result<Locked, Refusal> {
        let director = self.check_may_lock()?;
        // No other program copies the plain file meanwhile, or changes who has a secret.
        let copying = copying(&doorway.folder)?;
        let turn = take_turn_in(&doorway.folder)?;
        if doorway.key_file()?.is_some() || self.has_locks() {
            return Err(LocksError::AlreadySet.into());
        }
        check_passphrase(passphrase).map_err(LocksError::from)?;
        let new = NewSecret {
            how: How::Passphrase,
            secret: passphrase,
            machine: None,
            cost: Cost::DEFAULT,
        };
        let holder = Holder::Person(director.id.0);
        let created = KeyFile::create(holder, &director.name, &new, None);
        let (mut file, keys) = created.map_err(LocksError::from)?;
        let words = RecoveryKey::random().map_err(|_| LocksError::System)?;
        add_words(&mut file, &words, &keys)?;
        let shown = NewWords::new(&words, &file);
        self.convert(doorway, file, Admission::new(holder, keys))?;
        // Nothing that fails from here on may keep back the recovery words, which are nowhere else.
        self.seal_plain_notes_now();
        if let Err(error) = owner_only::folder(&doorway.folder) {
            tracing::warn!(%error, "the rights of the data folder");
        }
        drop(turn);
        let plain = self.encrypt_own_copies();
        drop(copying);
        Ok(Locked {
            words: shown,
            plain,
        })
    }

    /// Puts the file under another key: who was shut out and has kept the present one opens nothing that is written from now
    /// on. Everybody else comes in as before. Copies stay under the keys of their time, which the new key opens.
    pub(crate) fn change_key(&mut self, doorway: &Doorway) -> Result<(), Refusal> {
        self.check_may_lock()?;
        let _copying = copying(&doorway.folder)?;
        let _turn = take_turn_in(&doorway.folder)?;
        let mut file = doorway.key_file()?.ok_or(LocksError::None)?;
        let data = DataKey::random().map_err(|_| LocksError::System)?;
        let holder = self.admitted.holder()?;
        let keys = file.change_data_key(self.admitted.opened()?, data);
        let keys = keys.map_err(LocksError::from)?;
        self.convert(doorway, file, Admission::new(holder, keys))?;
        self.encrypt_own_copies();
        Ok(())
    }

    /// Gives the home new recovery words; the old ones open nothing any more.
    pub(crate) fn new_words(&mut self, doorway: &Doorway) -> Result<NewWords, Refusal> {
        self.check_may_lock()?;
        let words = RecoveryKey::random().map_err(|_| LocksError::System)?;
        let mut shown = NewWords::default();
        self.change_people(doorway, |file, keys| {
            let secret = words.secret();
            let new = NewSecret {
                how: How::Words,
                secret: &secret,
                machine: None,
                cost: Cost::DEFAULT,
            };
            file.reset(Holder::Recovery, &new, keys)?;
            shown = NewWords::new(&words, file);
            Ok(())
        })?;
        Ok(shown)
    }

    /// The director at the desk, who has the seat: nobody else decides on locks.
    fn check_may_lock(&self) -> Result<Staff, Refusal> {
        self.check_right(Right::Direct)?;
        if self.seat.is_none() {
            let why = self.why_read_only().unwrap_or(WhyReadOnly::OtherProgram);
            return Err(Refusal::read_only(why));
        }
        let staff = self.store.staff()?;
        let here = staff.into_iter().find(|one| Some(one.id) == self.actor);
        here.filter(|one| one.role == Role::Director)
            .ok_or(Refusal::DirectorOnly)
    }

    fn convert(
        &mut self,
        doorway: &Doorway,
        mut key_file: KeyFile,
        admitted: Admission,
    ) -> Result<(), Refusal> {
        let folder = doorway.folder.as_path();
        let next = folder.join(NEXT_FILE);
        remove_with_log(&next)?;
        self.store.settle()?;
        let under = admitted.keys.at(&next);
        let made = self.store.copy_under(under).and_then(|()| {
            let copy = Store::open_read_only(under, self.now())?;
            if copy.head()? == self.store.head()? {
                Ok(())
            } else {
                Err(StoreError::Damaged)
            }
        });
        let synced = made.and_then(|()| sync_file(&next));
        synced.inspect_err(|_| drop(remove_with_log(&next)))?;
        let keys = admitted.opened()?;
        key_file
            .set_file(mark_of(&next), keys)
            .map_err(LocksError::from)?;
        key_file
            .write(&doorway.next_keys())
            .map_err(|error| LocksError::of_file(error, &doorway.next_keys()))?;
        // Closes the file. Whatever happens, it is opened again.
        self.store = Store::nowhere(self.now())?;
        let replaced = put_in_place(&next, &self.file);
        // The file at its place says which keys it needs, whatever else failed.
        if mark_of(&self.file).is_some() && mark_of(&self.file) == key_file.file() {
            // Where this fails, or another program was faster, the next start gives it its name.
            if let Err(error) = std::fs::rename(doorway.next_keys(), doorway.keys()) {
                tracing::warn!(%error, "naming the key file");
            }
            sync_folder(folder);
            self.locks = admitted.locks();
            self.admitted = admitted;
        }
        self.store = Store::open(self.keys().at(&self.file), self.now())?;
        if replaced.is_ok() {
            self.seal_files();
        }
        Ok(replaced?)
    }

    /// Does what a change of the key had not done when the power failed: copies and files beside the home's that are still
    /// plain are encrypted, and nothing half written stays. Left for the next time where another program copies or writes.
    pub(in crate::desk) fn encrypt_at_the_door(&self) {
        if !self.has_locks() || self.is_read_only() || self.store.is_in_memory() {
            return;
        }
        let Ok(_copying) = copying(&self.folder()) else {
            return;
        };
        if let Ok(Some(_turn)) = self.take_turn_soon() {
            if let Err(error) = self.doorway().remove_part_of_keys() {
                tracing::warn!(%error, "removing a part of the key file");
            }
            self.seal_plain_files();
        }
        self.encrypt_own_copies();
    }

    /// Encrypts the copies beside the file, and puts the key file beside them. The caller holds the right to copy.
    fn encrypt_own_copies(&self) -> Vec<PathBuf> {
        let folder = self.folder().join(FOLDER);
        clear_parts(&folder);
        if folder.is_dir()
            && let Err(error) = keep_keys_beside(&self.folder(), &folder)
        {
            tracing::warn!(%error, "keeping the key file beside copies");
        }
        encrypt_copies(&folder, self.keys())
    }
}

/// Adds the slot of the recovery words, which open everything.
fn add_words(file: &mut KeyFile, words: &RecoveryKey, keys: &Keys) -> Result<(), LocksError> {
    let secret = words.secret();
    let new = NewSecret {
        how: How::Words,
        secret: &secret,
        machine: None,
        cost: Cost::DEFAULT,
    };
    Ok(file.add(Holder::Recovery, "", &new, true, keys)?)
}
