//! From a typed secret to a key: argon2id, slow and large on purpose, because people's secrets are short.

use super::error::CannotOpen;
use super::machine::MachineSecret;
use super::secret::{DataKey, Secret};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const MAX_KIB: u32 = 1024 * 1024;
const MAX_PASSES: u32 = 20;
const MAX_LANES: u32 = 16;

/// Bytes of salt of each slot.
pub(super) const SALT: usize = 16;

/// How much work one derivation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cost {
    /// Memory in KiB.
    pub(crate) kib: u32,
    /// Passes over the memory.
    pub(crate) passes: u32,
    /// Parts of the memory that could be filled at once; this program fills them one after the other.
    pub(crate) lanes: u32,
}

impl Cost {
    /// 64 MiB and 3 passes: 0.2 to 0.5 s on an office PC.
    pub(crate) const DEFAULT: Self = Self {
        kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// Parameters within the bounds. A file from outside must not take all memory or hours; `None` beyond.
    fn params(self) -> Option<Params> {
        let is_bounded =
            self.kib <= MAX_KIB && self.passes <= MAX_PASSES && self.lanes <= MAX_LANES;
        let params = Params::new(self.kib, self.passes, self.lanes, Some(32));
        params.ok().filter(|_| is_bounded)
    }

    /// Whether a derivation with this cost is possible and allowed.
    #[cfg(test)]
    pub(crate) fn is_allowed(self) -> bool {
        self.params().is_some()
    }
}

/// Derives 32 bytes by argon2id version 1.3. The machine secret is argon2's own secret parameter: without it the result
/// cannot be found by trying secrets. `Damaged` when the cost is out of bounds, `NoMemory` when there is too little.
pub(super) fn derive(
    secret: &Secret,
    salt: &[u8; SALT],
    machine: Option<&MachineSecret>,
    cost: Cost,
) -> Result<DataKey, CannotOpen> {
    let params = cost.params().ok_or(CannotOpen::Damaged)?;
    #[cfg(test)]
    count::add();
    let argon = match machine {
        Some(machine) => {
            Argon2::new_with_secret(machine.bytes(), Algorithm::Argon2id, Version::V0x13, params)
                .map_err(|_| CannotOpen::Damaged)?
        }
        None => Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
    };
    let mut out = Zeroizing::new([0; 32]);
    argon
        .hash_password_into(secret.text().as_bytes(), salt, out.as_mut())
        .map_err(|error| match error {
            argon2::Error::OutOfMemory => CannotOpen::NoMemory,
            _ => CannotOpen::Damaged,
        })?;
    DataKey::from_slice(out.as_ref()).ok_or(CannotOpen::Damaged)
}

/// Counts derivations of the running test: time limits in tests fail on slow machines.
#[cfg(test)]
pub(crate) mod count {
    use std::cell::Cell;

    thread_local! {
        static DERIVATIONS: Cell<u32> = const { Cell::new(0) };
    }

    pub(super) fn add() {
        DERIVATIONS.set(DERIVATIONS.get() + 1);
    }

    /// Derivations on this thread so far.
    pub(crate) fn so_far() -> u32 {
        DERIVATIONS.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost {
        kib: 8,
        passes: 1,
        lanes: 1,
    };

    #[test]
    fn secret_salt_machine_and_cost_all_change_the_key() {
        let folder = tempfile::tempdir().unwrap();
        let machine = MachineSecret::load_or_make(folder.path()).unwrap();
        let derive = |text: &str, salt, machine, cost| {
            derive(&Secret::new(text.to_owned()), &[salt; SALT], machine, cost).unwrap()
        };
        let first = derive("one", 0, None, CHEAP);
        assert_eq!(first, derive("one", 0, None, CHEAP));
        assert_ne!(first, derive("two", 0, None, CHEAP));
        assert_ne!(first, derive("one", 1, None, CHEAP));
        assert_ne!(first, derive("one", 0, Some(&machine), CHEAP));
        assert_ne!(first, derive("one", 0, None, Cost { passes: 2, ..CHEAP }));
    }

    #[test]
    fn costs_beyond_the_bounds_are_refused() {
        let default = Cost::DEFAULT;
        assert!(default.is_allowed());
        let kib = MAX_KIB + 1;
        assert!(!Cost { kib, ..default }.is_allowed());
        assert!(!Cost { kib: 7, ..default }.is_allowed());
        assert!(
            !Cost {
                passes: 21,
                ..default
            }
            .is_allowed()
        );
        assert!(
            !Cost {
                passes: 0,
                ..default
            }
            .is_allowed()
        );
        assert!(
            !Cost {
                lanes: 17,
                ..default
            }
            .is_allowed()
        );
        let lanes = u32::MAX;
        let refused = derive(
            &Secret::new(String::new()),
            &[0; SALT],
            None,
            Cost { lanes, ..default },
        );
        assert!(matches!(refused, Err(CannotOpen::Damaged)));
    }
}
