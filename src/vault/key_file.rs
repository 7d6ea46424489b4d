//! The key file beside the home's file: the slots of all holders, and a seal over everything. Whoever can write the
//! file could add a public key of their own and would be given the next data key; the seal needs the data key.

use super::error::{CannotChange, CannotOpen, FileError};
use super::hex::Fixed;
use super::kdf::{self, Cost, SALT};
use super::machine::MachineSecret;
use super::private_file;
use super::recovery::RecoveryKey;
use super::secret::{DataKey, Keys, Secret, to_half_width};
use super::slot::{Holder, How, NewSecret, Slot};
use super::wrap::{Wrapped, sub_key};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

const VERSION: u32 = 1;
const SEAL: &[u8] = b"doorlight vault/seal/1";
const FORMER: &[u8] = b"doorlight vault/former key/1";

/// What the seal covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    version: u32,
    slots: Vec<Slot>,
    /// Earlier data keys under the current one, the newest first.
    former: Vec<Wrapped>,
    /// First bytes of the home's file that these keys open.
    file: Option<Fixed<16>>,
}

/// The holders and their keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyFile {
    content: Content,
    seal: Wrapped,
}

/// All that is read of a file of an unknown version.
#[derive(Deserialize)]
struct Head {
    content: HeadVersion,
}

#[derive(Deserialize)]
struct HeadVersion {
    version: u32,
}

impl Content {
    fn digest(&self) -> Result<[u8; 32], CannotOpen> {
        let json = serde_json::to_vec(self).map_err(|_| CannotOpen::Damaged)?;
        let digest = Sha256::new().chain_update(SEAL).chain_update(json);
        Ok(digest.finalize().into())
    }

    fn seal(&self, data: &DataKey) -> Result<Wrapped, CannotChange> {
        Ok(Wrapped::new(&sub_key(data, SEAL), &self.digest()?, SEAL)?)
    }

    fn place(&self, holder: Holder) -> Result<usize, CannotChange> {
        let place = self.slots.iter().position(|slot| slot.holder == holder);
        place.ok_or(CannotChange::Unknown)
    }

    fn find(&mut self, holder: Holder) -> Result<&mut Slot, CannotChange> {
        let mut slots = self.slots.iter_mut();
        slots
            .find(|slot| slot.holder == holder)
            .ok_or(CannotChange::Unknown)
    }

    fn has_passphrase(&self) -> bool {
        self.slots.iter().any(|slot| slot.how == How::Passphrase)
    }

    fn is_name_taken(&self, holder: Holder, name: &str) -> bool {
        let mut others = self.slots.iter().filter(|slot| slot.holder != holder);
        others.any(|slot| name_key(&slot.name) == name_key(name))
    }
}

/// Names are compared as secrets are: width, case and outer spaces make no difference.
fn name_key(name: &str) -> String {
    name.trim()
        .chars()
        .map(to_half_width)
        .collect::<String>()
        .to_lowercase()
}

impl KeyFile {
    /// A file with new keys and one holder, who needs a passphrase and is entitled to the restricted part.
    pub(crate) fn create(
        holder: Holder,
        name: &str,
        new: &NewSecret<'_>,
        file: Option<[u8; 16]>,
    ) -> Result<(Self, Keys), CannotChange> {
        if new.how != How::Passphrase {
            return Err(CannotChange::LastPassphrase);
        }
        let (data, restricted) = (DataKey::random()?, DataKey::random()?);
        let slot = Slot::new(
            holder,
            name.trim().to_owned(),
            new,
            &data,
            Some(&restricted),
        )?;
        let content = Content {
            version: VERSION,
            slots: vec![slot],
            former: Vec::new(),
            file: file.map(Fixed),
        };
        let seal = content.seal(&data)?;
        let keys = Keys {
            data,
            restricted: Some(restricted),
            former: Vec::new(),
        };
        Ok((Self { content, seal }, keys))
    }

    /// All slots, in the order in which they were added.
    pub(crate) fn slots(&self) -> &[Slot] {
        &self.content.slots
    }

    /// First bytes of the home's file to which this key file belongs. A hint until the file is opened.
    pub(crate) fn file(&self) -> Option<[u8; 16]> {
        self.content.file.map(|file| file.0)
    }

    /// The keys. Costs one derivation, also for a holder who has no slot.
    pub(crate) fn open(
        &self,
        holder: Holder,
        secret: &Secret,
        machine: Option<&MachineSecret>,
    ) -> Result<Keys, CannotOpen> {
        let slot = self.content.slots.iter().find(|slot| slot.holder == holder);
        self.open_slot(slot, secret, machine)
    }

    /// The keys, for a person by shown name. An unknown name is as slow and as wrong as a wrong secret.
    pub(crate) fn open_by_name(
        &self,
        name: &str,
        secret: &Secret,
        machine: Option<&MachineSecret>,
    ) -> Result<Keys, CannotOpen> {
        self.open_slot(self.find_by_name(name), secret, machine)
    }

    /// The person of a shown name.
    pub(crate) fn find_by_name(&self, name: &str) -> Option<&Slot> {
        let name = name_key(name);
        let mut people = self
            .content
            .slots
            .iter()
            .filter(|slot| slot.holder != Holder::Recovery);
        people.find(|slot| name_key(&slot.name) == name)
    }

    /// The mark of the present recovery words, which stands on their paper.
    pub(crate) fn words_mark(&self) -> Option<String> {
        let slot = self.slots().iter();
        let mut slot = slot.filter(|slot| slot.holder == Holder::Recovery);
        slot.next().map(Slot::mark)
    }

    /// The keys, by the recovery words.
    pub(crate) fn open_with_recovery(&self, words: &RecoveryKey) -> Result<Keys, CannotOpen> {
        self.open(Holder::Recovery, &words.secret(), None)
    }

    fn open_slot(
        &self,
        slot: Option<&Slot>,
        secret: &Secret,
        machine: Option<&MachineSecret>,
    ) -> Result<Keys, CannotOpen> {
        let Some(slot) = slot else {
            kdf::derive(secret, &[0; SALT], None, Cost::DEFAULT)?;
            return Err(CannotOpen::Wrong);
        };
        let private = slot.unlock(secret, machine)?;
        let (data, restricted) = slot.keys(&private)?;
        self.check(&data)?;
        let key = sub_key(&data, FORMER);
        let former = self.content.former.iter().map(|wrapped| {
            let bytes = wrapped.unwrap(&key, FORMER);
            let former = bytes.and_then(|bytes| DataKey::from_slice(&bytes));
            former.ok_or(CannotOpen::Damaged)
        });
        Ok(Keys {
            former: former.collect::<Result<_, _>>()?,
            data,
            restricted,
        })
    }

    /// Whether the seal was made with the data key over this content.
    fn check(&self, data: &DataKey) -> Result<(), CannotOpen> {
        let sealed = self.seal.unwrap(&sub_key(data, SEAL), SEAL);
        let digest = self.content.digest()?;
        let is_whole = sealed.is_some_and(|sealed| sealed.as_slice() == digest);
        is_whole.then_some(()).ok_or(CannotOpen::Altered)
    }

    /// Changes a checked copy, and keeps it only when all went well.
    fn change(
        &mut self,
        keys: &Keys,
        step: impl FnOnce(&mut Content) -> Result<(), CannotChange>,
    ) -> Result<(), CannotChange> {
        self.check(&keys.data)?;
        let mut content = self.content.clone();
        step(&mut content)?;
        if !content.has_passphrase() {
            return Err(CannotChange::LastPassphrase);
        }
        self.seal = content.seal(&keys.data)?;
        self.content = content;
        Ok(())
    }

    /// Adds a holder. `NotEntitled` when `is_entitled` and the keys have no restricted key.
    pub(crate) fn add(
        &mut self,
        holder: Holder,
        name: &str,
        new: &NewSecret<'_>,
        is_entitled: bool,
        keys: &Keys,
    ) -> Result<(), CannotChange> {
        self.change(keys, |content| {
            if content.place(holder).is_ok() {
                return Err(CannotChange::Exists);
            }
            if content.is_name_taken(holder, name) {
                return Err(CannotChange::NameTaken);
            }
            let restricted = restricted_for(is_entitled, keys)?;
            let name = name.trim().to_owned();
            content
                .slots
                .push(Slot::new(holder, name, new, &keys.data, restricted)?);
            Ok(())
        })
    }

    /// Replaces a holder's secret by the holder; key pair and keys stay. Gives the keys that the old secret opened.
    pub(crate) fn change_secret(
        &mut self,
        holder: Holder,
        old: &Secret,
        new: &NewSecret<'_>,
    ) -> Result<Keys, CannotChange> {
        let keys = self.open(holder, old, new.machine)?;
        self.change(&keys, |content| {
            let slot = content.find(holder)?;
            let private = slot.unlock(old, new.machine)?;
            slot.relock(new, &private)
        })?;
        Ok(keys)
    }

    /// Gives a holder a new secret and key pair, by somebody who holds the keys. `NotEntitled` when the holder is entitled
    /// and the keys are not: the entitlement would be lost unseen.
    pub(crate) fn reset(
        &mut self,
        holder: Holder,
        new: &NewSecret<'_>,
        keys: &Keys,
    ) -> Result<(), CannotChange> {
        self.change(keys, |content| {
            let slot = content.find(holder)?;
            let restricted = restricted_for(slot.is_entitled(), keys)?;
            let name = slot.name.clone();
            *slot = Slot::new(holder, name, new, &keys.data, restricted)?;
            Ok(())
        })
    }

    /// Changes the shown name.
    pub(crate) fn rename(
        &mut self,
        holder: Holder,
        name: &str,
        keys: &Keys,
    ) -> Result<(), CannotChange> {
        self.change(keys, |content| {
            if content.is_name_taken(holder, name) {
                return Err(CannotChange::NameTaken);
            }
            name.trim().clone_into(&mut content.find(holder)?.name);
            Ok(())
        })
    }

    /// Gives the restricted key to a holder, or takes it away. Who had it may have kept it.
    pub(crate) fn entitle(
        &mut self,
        holder: Holder,
        is_entitled: bool,
        keys: &Keys,
    ) -> Result<(), CannotChange> {
        self.change(keys, |content| {
            let restricted = restricted_for(is_entitled, keys)?;
            Ok(content.find(holder)?.set_restricted(restricted)?)
        })
    }

    /// Removes a holder. Keeps the data key: `change_data_key` shuts out who may have kept it.
    pub(crate) fn remove(&mut self, holder: Holder, keys: &Keys) -> Result<(), CannotChange> {
        self.change(keys, |content| {
            let place = content.place(holder)?;
            content.slots.remove(place);
            Ok(())
        })
    }

    /// Says to which home's file the keys belong.
    pub(crate) fn set_file(
        &mut self,
        file: Option<[u8; 16]>,
        keys: &Keys,
    ) -> Result<(), CannotChange> {
        self.change(keys, |content| {
            content.file = file.map(Fixed);
            Ok(())
        })
    }

    /// Gives all holders another data key; the present one becomes the newest former key. The restricted key stays.
    pub(crate) fn change_data_key(
        &mut self,
        keys: &Keys,
        data: DataKey,
    ) -> Result<Keys, CannotChange> {
        self.check(&keys.data)?;
        let mut former = vec![keys.data.clone()];
        former.extend(keys.former.iter().cloned());
        let mut content = self.content.clone();
        for slot in &mut content.slots {
            slot.set_data(&data)?;
        }
        let key = sub_key(&data, FORMER);
        let wrapped = former
            .iter()
            .map(|one| Wrapped::new(&key, one.bytes(), FORMER));
        content.former = wrapped.collect::<Result<_, _>>()?;
        self.seal = content.seal(&data)?;
        self.content = content;
        Ok(Keys {
            data,
            restricted: keys.restricted.clone(),
            former,
        })
    }

    /// Reads a key file; `None` when there is none.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, FileError> {
        let Some(bytes) = private_file::read(path)? else {
            return Ok(None);
        };
        let head: Head = serde_json::from_slice(&bytes).map_err(|_| FileError::Damaged)?;
        let version = head.content.version;
        if version > VERSION {
            return Err(FileError::Newer(version));
        }
        let read = serde_json::from_slice(&bytes).map_err(|_| FileError::Damaged)?;
        Ok(Some(read))
    }

    /// Replaces the file as a whole.
    pub(crate) fn write(&self, path: &Path) -> Result<(), FileError> {
        let json = serde_json::to_vec_pretty(self).map_err(|_| FileError::Damaged)?;
        Ok(private_file::replace(path, &json)?)
    }
}

fn restricted_for(is_entitled: bool, keys: &Keys) -> Result<Option<&DataKey>, CannotChange> {
    if !is_entitled {
        return Ok(None);
    }
    keys.restricted
        .as_ref()
        .map(Some)
        .ok_or(CannotChange::NotEntitled)
}
