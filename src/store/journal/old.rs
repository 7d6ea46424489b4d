//! Entries as schema 5 and older wrote them: words and hashes as they were.
//!
//! They are kept word for word, in packed months, so that the chain of an old file can be followed in
//! the new one to the same head. Their hash covers all texts at once, so nothing private can be taken
//! out of them.

use super::change::{Change, Fields};
use super::hash::{Hash, feed};
use super::row_change::RowChange;
use crate::store::error::StoreError;
use crate::store::rows::db::Db;
use sha2::{Digest as _, Sha256};

/// An entry's texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct OldBody {
    /// Moment, RFC 3339.
    pub(in crate::store) at: String,
    /// UUID of the member of staff.
    pub(in crate::store) actor: Option<String>,
    /// UUID of the child.
    pub(in crate::store) subject: Option<String>,
    pub(in crate::store) reason: Option<String>,
    pub(in crate::store) changes: Vec<OldChange>,
}

/// A change: fields are JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct OldChange {
    pub(in crate::store) kind: String,
    pub(in crate::store) key: String,
    /// UUID of the child to whose history it belongs; the hash does not cover it.
    pub(in crate::store) child: Option<String>,
    pub(in crate::store) before: Option<String>,
    pub(in crate::store) after: Option<String>,
}

impl OldBody {
    /// The rule of schema 5: over the hash before, the number, the act and the digest of the changes.
    pub(super) fn hash(&self, previous: &[u8], seq: i64, deed: &str, undoes: Option<i64>) -> Hash {
        let mut hasher = Sha256::new();
        hasher.update(previous);
        hasher.update(seq.to_le_bytes());
        let parts = [
            Some(self.at.as_str()),
            self.actor.as_deref(),
            Some(deed),
            self.subject.as_deref(),
            self.reason.as_deref(),
        ];
        for part in parts {
            feed(&mut hasher, part);
        }
        hasher.update(undoes.unwrap_or_default().to_le_bytes());
        hasher.update(self.digest());
        hasher.finalize().into()
    }

    /// The digest over the changes.
    pub(in crate::store) fn digest(&self) -> Hash {
        let mut hasher = Sha256::new();
        for one in &self.changes {
            let (kind, key) = (Some(one.kind.as_str()), Some(one.key.as_str()));
            for part in [kind, key, one.before.as_deref(), one.after.as_deref()] {
                feed(&mut hasher, part);
            }
        }
        hasher.finalize().into()
    }

    /// The changes as the file keeps them today.
    pub(super) fn changes(&self, db: Db<'_>) -> Result<Vec<RowChange>, StoreError> {
        let changes = self.changes.iter();
        changes
            .map(|one| one.parsed()?.kept(one.child.as_deref(), db))
            .collect()
    }

    /// The changes that take these back, last first. What was written is not read for it, only what stood
    /// there before.
    pub(super) fn taken_back(&self, db: Db<'_>) -> Result<Vec<RowChange>, StoreError> {
        let changes = self.changes.iter().rev();
        changes
            .map(|one| {
                let before = one.before.as_deref().map(Fields::parse).transpose()?;
                Change::taken_back(
                    &one.kind,
                    &one.key,
                    before.as_ref(),
                    one.after.is_some(),
                    db,
                )
            })
            .collect()
    }

    /// Gives a number to every identifier in the changes. A change that cannot be read is left to
    /// verify.
    pub(super) fn give_numbers(&self, db: Db<'_>) -> Result<(), StoreError> {
        for one in &self.changes {
            match one.parsed().and_then(|change| change.give_numbers(db)) {
                Ok(()) | Err(StoreError::Damaged) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl OldChange {
    fn parsed(&self) -> Result<Change, StoreError> {
        let fields = |json: &Option<String>| json.as_deref().map(Fields::parse).transpose();
        Ok(Change {
            kind: self.kind.clone(),
            key: self.key.clone(),
            before: fields(&self.before)?,
            after: fields(&self.after)?,
        })
    }
}
