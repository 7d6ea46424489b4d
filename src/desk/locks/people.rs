//! Who has a secret: giving one, taking it away, changing one's own.

use super::enter::{Doorway, Entrance, Known, Who};
use super::error::LocksError;
use crate::desk::Desk;
use crate::desk::opening::take_turn_in;
use crate::desk::refusal::Refusal;
use crate::desk::rights::{Locks, Right, leads};
use crate::domain::{Role, Staff, StaffId};
use crate::store::Store;
use crate::vault::kdf::Cost;
use crate::vault::key_file::KeyFile;
use crate::vault::secret::{Keys, Secret};
use crate::vault::slot::{Holder, How, NewSecret};
use crate::vault::strength::{check_passphrase, check_pin};

/// A secret for a member of staff.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewPerson<'a> {
    /// Whose it is.
    pub(crate) id: StaffId,
    /// The secret.
    pub(crate) secret: &'a Secret,
    /// Whether it is a PIN, which opens on this PC only.
    pub(crate) is_pin: bool,
}

impl Desk {
    /// The people who can open the lock; nobody in a home without locks.
    pub(crate) fn people_with_secrets(&self) -> Result<Vec<Known>, Refusal> {
        match self.doorway().entrance_of_copies()? {
            Entrance::Open => Ok(Vec::new()),
            Entrance::Locked(people) => Ok(people),
        }
    }

    /// Seats whoever shows the right secret. Where another program has changed the key since, the file is opened again.
    pub(crate) fn unlock(&mut self, who: Who<'_>, secret: &Secret) -> Result<(), Refusal> {
        let doorway = self.doorway();
        let admitted = doorway.admit(who, secret, self.now().timestamp())?;
        if !admitted.has_key_of(&self.admitted) {
            self.check_is_encrypted()?;
            let place = admitted.keys.at(&self.file);
            self.store = match self.why_read_only() {
                None => Store::open(place, self.now())?,
                Some(why) => Store::open_only_to_read(place, why, self.now())?,
            };
            self.live_in_its_zone()?;
        }
        self.locks = admitted.locks();
        // What was approved was approved for whoever sat here.
        self.approval = None;
        self.admitted = admitted;
        self.actor = match self.admitted.person() {
            Some(person) => Some(person),
            None => self.first_director()?,
        };
        self.hold_key_file();
        self.seal_at_the_door();
        Ok(())
    }

    /// Gives a member of staff a secret, or another one for a forgotten one. Only directors and supervisors get the key of
    /// restricted notes.
    pub(crate) fn give_secret(
        &mut self,
        doorway: &Doorway,
        new: NewPerson<'_>,
    ) -> Result<(), Refusal> {
        self.check_right(Right::Direct)?;
        let one = self.member(new.id)?;
        // A few digits are enough for the door, not for the whole home.
        if new.is_pin && one.role != Role::Helper {
            return Err(LocksError::PinForHelpers.into());
        }
        let holder = Holder::Person(one.id.0);
        let file = doorway.key_file()?.ok_or(LocksError::None)?;
        let is_replaced = file.slots().iter().any(|slot| slot.holder == holder);
        if is_replaced {
            self.check_replacing()?;
        }
        let is_entitled = Right::ReadRestricted.is_of(one.role, Locks::Set);
        self.with_secret(doorway, new, |desk, secret| {
            // The journal comes first: nobody gets another secret without an entry.
            if is_replaced {
                desk.keep_replaced(&one, new)?;
            }
            desk.change_people(doorway, |file, keys| {
                if file.slots().iter().any(|slot| slot.holder == holder) {
                    file.reset(holder, &secret, keys)?;
                    file.entitle(holder, is_entitled, keys)?;
                } else {
                    file.add(holder, &one.name, &secret, is_entitled, keys)?;
                }
                Ok(())
            })
        })
    }

    /// Takes a member of staff's secret away. What the person has copied of the key opens copies that were made until now;
    /// only another key shuts it out for good.
    pub(crate) fn take_secret(&mut self, doorway: &Doorway, id: StaffId) -> Result<(), Refusal> {
        self.check_replacing()?;
        let one = self.any_member(id)?.ok_or(LocksError::Unknown)?;
        let directors = self.store.staff()?;
        let is_other = |holder: Holder| {
            let mut others = directors
                .iter()
                .filter(|other| other.id != id && leads(other));
            others.any(|other| Holder::Person(other.id.0) == holder)
        };
        let file = doorway.key_file()?.ok_or(LocksError::None)?;
        if leads(&one) && !file.slots().iter().any(|slot| is_other(slot.holder)) {
            return Err(LocksError::LastPassphrase.into());
        }
        self.keep_taken(&one)?;
        self.change_people(doorway, |file, keys| {
            Ok(file.remove(Holder::Person(id.0), keys)?)
        })
    }

    /// Changes one's own secret, which the old one allows.
    pub(crate) fn change_own_secret(
        &mut self,
        doorway: &Doorway,
        old: &Secret,
        new: NewPerson<'_>,
    ) -> Result<(), Refusal> {
        let holder = Holder::Person(new.id.0);
        if new.is_pin && self.member(new.id)?.role != Role::Helper {
            return Err(LocksError::PinForHelpers.into());
        }
        // The old one is tried as at the lock: a wrong one counts, and the next has to wait.
        doorway.admit(Who::Person(new.id), old, self.now().timestamp())?;
        self.with_secret(doorway, new, |_, secret| {
            let _turn = take_turn_in(&doorway.folder)?;
            let mut file = doorway.key_file()?.ok_or(LocksError::None)?;
            file.change_secret(holder, old, &secret)
                .map_err(LocksError::from)?;
            doorway.write_keys(&file)
        })
    }

    /// Lets the key file follow what was said of a member of staff: name, right to restricted notes, and whoever has left.
    pub(in crate::desk) fn follow_staff(&mut self, id: StaffId) -> Result<(), Refusal> {
        self.bring_up_to_date(id)?;
        self.hold_key_file();
        Ok(())
    }

    fn bring_up_to_date(&self, id: StaffId) -> Result<(), Refusal> {
        let doorway = self.doorway();
        let Some(mut file) = self.locked_key_file(&doorway)? else {
            return Ok(());
        };
        let holder = Holder::Person(id.0);
        let slot = file.slots().iter().find(|slot| slot.holder == holder);
        let Some(slot) = slot else {
            return Ok(());
        };
        let keys = self.admitted.opened()?;
        let Some(one) = self.any_member(id)?.filter(|one| one.active) else {
            file.remove(holder, keys).map_err(LocksError::from)?;
            return doorway.write_keys(&file);
        };
        let is_entitled = Right::ReadRestricted.is_of(one.role, Locks::Set);
        let (has_name, has_right) = (slot.name == one.name, slot.is_entitled() == is_entitled);
        if has_name && has_right {
            return Ok(());
        }
        if !has_name {
            file.rename(holder, &one.name, keys)
                .map_err(LocksError::from)?;
        }
        if !has_right {
            file.entitle(holder, is_entitled, keys)
                .map_err(LocksError::from)?;
        }
        doorway.write_keys(&file)
    }

    fn locked_key_file(&self, doorway: &Doorway) -> Result<Option<KeyFile>, Refusal> {
        if self.has_locks() {
            Ok(doorway.key_file()?)
        } else {
            Ok(None)
        }
    }

    fn any_member(&self, id: StaffId) -> Result<Option<Staff>, Refusal> {
        Ok(self.store.staff()?.into_iter().find(|one| one.id == id))
    }

    /// Checks a new secret and hands it on with what it needs.
    fn with_secret(
        &mut self,
        doorway: &Doorway,
        new: NewPerson<'_>,
        then: impl FnOnce(&mut Self, NewSecret<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let check = if new.is_pin {
            check_pin
        } else {
            check_passphrase
        };
        check(new.secret).map_err(LocksError::from)?;
        let machine = if new.is_pin {
            Some(doorway.own_machine()?)
        } else {
            doorway.machine()
        };
        let secret = NewSecret {
            how: if new.is_pin {
                How::Pin
            } else {
                How::Passphrase
            },
            secret: new.secret,
            machine: machine.as_ref(),
            cost: Cost::DEFAULT,
        };
        then(self, secret)
    }

    /// Changes the key file with the keys of whoever is at the desk.
    pub(super) fn change_people(
        &mut self,
        doorway: &Doorway,
        change: impl FnOnce(&mut KeyFile, &Keys) -> Result<(), LocksError>,
    ) -> Result<(), Refusal> {
        // Another program changes nobody meanwhile.
        let _turn = take_turn_in(&doorway.folder)?;
        let mut file = doorway.key_file()?.ok_or(LocksError::None)?;
        change(&mut file, self.admitted.opened()?)?;
        doorway.write_keys(&file)
    }

    fn member(&self, id: StaffId) -> Result<Staff, Refusal> {
        self.any_member(id)?
            .filter(|one| one.active)
            .ok_or_else(|| LocksError::Unknown.into())
    }
}
