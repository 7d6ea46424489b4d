//! The slot of one holder: a key pair whose private half only the holder's secret opens. Keys are sealed to the public
//! half, so a new key reaches everybody without anybody's secret.

use super::error::{CannotChange, CannotOpen};
use super::hex::{self, Fixed};
use super::kdf::{self, Cost, SALT};
use super::machine::MachineSecret;
use super::secret::{DataKey, Secret};
use super::wrap::{PUBLIC, Private, Sealed, Wrapped};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const PRIVATE: &[u8] = b"doorlight vault/private key/1";
const DATA: &[u8] = b"doorlight vault/data key/1";
const MARK: &[u8] = b"doorlight vault/mark of a slot/1";
const RESTRICTED: &[u8] = b"doorlight vault/restricted key/1";

/// The owner of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Holder {
    /// A member of staff, by the identifier in the home's file.
    Person(Uuid),
    /// Whoever has the sheet with the recovery words.
    Recovery,
}

impl Holder {
    fn context(self) -> Vec<u8> {
        match self {
            Self::Person(id) => [b"person".as_slice(), id.as_bytes()].concat(),
            Self::Recovery => b"recovery".to_vec(),
        }
    }
}

/// The kind of secret of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum How {
    /// Opens on every machine.
    Passphrase,
    /// Opens only on the machine on which it was set.
    Pin,
    /// The recovery words; only and always in the recovery slot.
    Words,
}

/// A secret that a slot is to have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewSecret<'a> {
    /// Its kind.
    pub(crate) how: How,
    /// The secret itself.
    pub(crate) secret: &'a Secret,
    /// Secret of this machine; needed for a PIN, ignored otherwise.
    pub(crate) machine: Option<&'a MachineSecret>,
    /// Work of a derivation.
    pub(crate) cost: Cost,
}

/// One holder in the key file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slot {
    /// Whose it is.
    pub(crate) holder: Holder,
    /// Name under which the holder signs in.
    pub(crate) name: String,
    /// Kind of secret.
    pub(crate) how: How,
    salt: Fixed<SALT>,
    cost: Cost,
    /// Mark of the machine of a PIN.
    machine: Option<Fixed<8>>,
    public: Fixed<PUBLIC>,
    private: Wrapped,
    data: Sealed,
    restricted: Option<Sealed>,
}

impl Slot {
    /// A slot with a new key pair, and both keys sealed to it.
    pub(super) fn new(
        holder: Holder,
        name: String,
        new: &NewSecret<'_>,
        data: &DataKey,
        restricted: Option<&DataKey>,
    ) -> Result<Self, CannotChange> {
        let private = Private::random()?;
        let public = private.public();
        let lock = Lock::new(holder, new, &private)?;
        let seal = |key, purpose| Sealed::new(&public, key, purpose, &holder.context());
        Ok(Self {
            holder,
            name,
            how: new.how,
            salt: lock.salt,
            cost: new.cost,
            machine: lock.machine,
            public: Fixed(public),
            private: lock.private,
            data: seal(data, DATA)?,
            restricted: restricted.map(|key| seal(key, RESTRICTED)).transpose()?,
        })
    }

    /// The private key. `Wrong` for a wrong secret, `OtherMachine` for a PIN of elsewhere.
    pub(super) fn unlock(
        &self,
        secret: &Secret,
        machine: Option<&MachineSecret>,
    ) -> Result<Private, CannotOpen> {
        let machine = match self.how {
            How::Pin => {
                let here = machine.filter(|one| self.machine == Some(Fixed(one.mark())));
                Some(here.ok_or(CannotOpen::OtherMachine)?)
            }
            How::Passphrase | How::Words => None,
        };
        let key = kdf::derive(secret, &self.salt.0, machine, self.cost)?;
        let context = lock_context(self.holder, self.how, &self.public.0);
        let bytes = self
            .private
            .unwrap(&key, &context)
            .ok_or(CannotOpen::Wrong)?;
        let private = Private::from_slice(&bytes).ok_or(CannotOpen::Damaged)?;
        Some(private)
            .filter(|one| one.public() == self.public.0)
            .ok_or(CannotOpen::Damaged)
    }

    /// The data key and, for entitled holders, the restricted key.
    pub(super) fn keys(&self, private: &Private) -> Result<(DataKey, Option<DataKey>), CannotOpen> {
        let context = self.holder.context();
        let open = |sealed: &Sealed, purpose| {
            let key = sealed.open(private, purpose, &context);
            key.ok_or(CannotOpen::Damaged)
        };
        let restricted = self.restricted.as_ref();
        let restricted = restricted
            .map(|sealed| open(sealed, RESTRICTED))
            .transpose()?;
        Ok((open(&self.data, DATA)?, restricted))
    }

    /// Puts the same private key under another secret.
    pub(super) fn relock(
        &mut self,
        new: &NewSecret<'_>,
        private: &Private,
    ) -> Result<(), CannotChange> {
        let lock = Lock::new(self.holder, new, private)?;
        self.how = new.how;
        self.cost = new.cost;
        self.salt = lock.salt;
        self.machine = lock.machine;
        self.private = lock.private;
        Ok(())
    }

    /// Eight signs by which a secret and its paper are known: of another secret they are others. They say nothing of it.
    pub(crate) fn mark(&self) -> String {
        let digest: [u8; 32] = Sha256::new()
            .chain_update(MARK)
            .chain_update(self.public.0)
            .finalize()
            .into();
        let [a, b, c, d, ..] = digest;
        let signs = hex::encode(&[a, b, c, d]).to_uppercase();
        let (first, last) = signs.split_at(4);
        format!("{first}-{last}")
    }

    /// Whether the holder may read the restricted part.
    pub(crate) fn is_entitled(&self) -> bool {
        self.restricted.is_some()
    }

    /// Seals another data key to the holder.
    pub(super) fn set_data(&mut self, key: &DataKey) -> Result<(), CannotOpen> {
        self.data = Sealed::new(&self.public.0, key, DATA, &self.holder.context())?;
        Ok(())
    }

    /// Gives the restricted key to the holder, or takes it away.
    pub(super) fn set_restricted(&mut self, key: Option<&DataKey>) -> Result<(), CannotOpen> {
        let context = self.holder.context();
        let seal = |key| Sealed::new(&self.public.0, key, RESTRICTED, &context);
        self.restricted = key.map(seal).transpose()?;
        Ok(())
    }
}

/// A private key under a secret, with what is needed to derive again.
struct Lock {
    salt: Fixed<SALT>,
    machine: Option<Fixed<8>>,
    private: Wrapped,
}

impl Lock {
    fn new(holder: Holder, new: &NewSecret<'_>, private: &Private) -> Result<Self, CannotChange> {
        if (holder == Holder::Recovery) != (new.how == How::Words) {
            return Err(CannotChange::WrongHow);
        }
        let machine = match new.how {
            How::Pin => Some(new.machine.ok_or(CannotChange::NoMachine)?),
            How::Passphrase | How::Words => None,
        };
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt)?;
        let key = kdf::derive(new.secret, &salt, machine, new.cost)?;
        let context = lock_context(holder, new.how, &private.public());
        Ok(Self {
            salt: Fixed(salt),
            machine: machine.map(|one| Fixed(one.mark())),
            private: Wrapped::new(&key, private.bytes().as_ref(), &context)?,
        })
    }
}

/// Binds a wrapped private key to its slot: it cannot be moved to another holder, kind or public key.
fn lock_context(holder: Holder, how: How, public: &[u8; PUBLIC]) -> Vec<u8> {
    let how = match how {
        How::Passphrase => 1,
        How::Pin => 2,
        How::Words => 3,
    };
    [PRIVATE, public, &[how], &holder.context()].concat()
}
