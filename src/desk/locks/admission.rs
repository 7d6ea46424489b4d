//! Whoever was admitted to a home, with what the secret opened.

use super::error::LocksError;
use crate::desk::rights::Locks;
use crate::domain::StaffId;
use crate::store::FileKeys;
use crate::vault::secret::{DataKey, Keys};
use crate::vault::slot::Holder;
use std::sync::Arc;

/// Whoever was admitted, with the keys; nobody in a home without locks.
#[derive(Debug, Clone, Default)]
pub struct Admission {
    /// What opens the home's file and its copies.
    pub(crate) keys: FileKeys,
    by: Option<Arc<Admitted>>,
}

/// Who has shown a secret, and what it opened.
#[derive(Debug)]
struct Admitted {
    holder: Holder,
    keys: Keys,
}

impl Admission {
    pub(super) fn new(holder: Holder, keys: Keys) -> Self {
        let all = std::iter::once(&keys.data).chain(&keys.former);
        Self {
            keys: FileKeys::new(all.map(DataKey::hex).collect()),
            by: Some(Arc::new(Admitted { holder, keys })),
        }
    }

    /// Whether people prove here who they are.
    pub(in crate::desk) fn locks(&self) -> Locks {
        if self.by.is_some() {
            Locks::Set
        } else {
            Locks::None
        }
    }

    /// The member of staff who was admitted; `None` without locks, and for whoever has the recovery words.
    pub(in crate::desk) fn person(&self) -> Option<StaffId> {
        match self.by.as_ref()?.holder {
            Holder::Person(id) => Some(StaffId(id)),
            Holder::Recovery => None,
        }
    }

    /// What the secret opened; an error in a home without locks.
    pub(super) fn opened(&self) -> Result<&Keys, LocksError> {
        let by = self.by.as_ref().ok_or(LocksError::None)?;
        Ok(&by.keys)
    }

    /// Whose secret it was; an error in a home without locks.
    pub(super) fn holder(&self) -> Result<Holder, LocksError> {
        let by = self.by.as_ref().ok_or(LocksError::None)?;
        Ok(by.holder)
    }

    /// Whether both have the same present key.
    pub(super) fn has_key_of(&self, other: &Self) -> bool {
        let key = |one: &Self| one.by.as_ref().map(|by| by.keys.data.clone());
        key(self) == key(other)
    }

    /// Whether somebody has shown a secret.
    pub(crate) fn has_somebody(&self) -> bool {
        self.by.is_some()
    }
}
