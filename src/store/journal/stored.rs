//! An entry as the file keeps it.

use super::act::{Act, ActKind};
use super::hash::{Envelope, Hash, entry_hash};
use super::old::OldBody;
use super::private;
use super::row_change::RowChange;
use super::text::{self, Said};
use crate::domain::Moment;
use crate::store::error::StoreError;
use crate::store::rows::db::Db;
use crate::store::rows::kind::{Kind, moment_of};
use crate::store::rows::value::Value;
use rusqlite::{Connection, params};

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Stored {
    /// Number, from 1, without gaps.
    pub(in crate::store) seq: i64,
    /// Moment of the step as the file keeps it.
    pub(in crate::store) at: Value,
    /// Number of the member of staff.
    pub(in crate::store) actor: Option<i64>,
    /// Code of the kind of step.
    pub(in crate::store) deed: String,
    /// Number of the child that the step is mainly about.
    pub(in crate::store) subject: Option<i64>,
    /// The entry that this one inverts.
    pub(in crate::store) undoes: Option<i64>,
    /// What was changed.
    pub(in crate::store) body: Body,
}

/// What an entry changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Body {
    /// As readable text, since schema 6.
    Text {
        /// What may be handed on.
        open: String,
        /// What people typed.
        private: Private,
    },
    /// As schema 5 and older wrote it, word for word.
    Old(OldBody),
}

/// The private text of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Private {
    /// Nothing private was written.
    None,
    /// The text, with a salt in each line.
    Text(String),
}

impl Private {
    /// The private text with new salts; nothing if it is empty.
    pub(in crate::store) fn of(text: &str) -> Self {
        if text.is_empty() {
            Self::None
        } else {
            Self::Text(private::salted(text))
        }
    }

    /// What the hash covers.
    pub(in crate::store) fn seal(&self) -> Option<Hash> {
        match self {
            Self::None => None,
            Self::Text(text) => Some(private::seal(text)),
        }
    }

    /// The text; empty if there is none.
    pub(in crate::store) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::None => "",
        }
    }
}

impl Stored {
    /// The hash of the entry over the one before it.
    pub(in crate::store) fn hash(&self, previous: &[u8]) -> Hash {
        match &self.body {
            Body::Old(old) => old.hash(previous, self.seq, &self.deed, self.undoes),
            Body::Text { open, private } => {
                let head = Envelope {
                    seq: self.seq,
                    at: &self.at.to_string(),
                    actor: self.actor,
                    deed: &self.deed,
                    subject: self.subject,
                    undoes: self.undoes,
                };
                entry_hash(previous, head, open, private.seal().as_ref())
            }
        }
    }

    /// Erases the lines of the private text whose number, or `because`, is wanted; whether there were any.
    pub(in crate::store) fn erase(&mut self, is_wanted: impl Fn(&str) -> bool) -> bool {
        let Body::Text { private, .. } = &mut self.body else {
            return false;
        };
        match private::erased(private.text(), is_wanted) {
            Some(left) => {
                *private = Private::Text(left);
                true
            }
            None => false,
        }
    }

    /// The private text as the file keeps it.
    pub(in crate::store) fn private_text(&self) -> Option<&str> {
        match &self.body {
            Body::Text {
                private: Private::Text(text),
                ..
            } => Some(text),
            Body::Text { .. } | Body::Old(_) => None,
        }
    }

    /// What the texts say; nothing for an entry of an old schema.
    pub(in crate::store) fn said(&self) -> Result<Said, StoreError> {
        match &self.body {
            Body::Old(_) => Ok(Said::default()),
            Body::Text { open, private } => text::read(open, private.text(), &self.at),
        }
    }

    /// The changes that take the entry back, in the order in which to apply them.
    pub(in crate::store) fn taken_back(&self, db: Db<'_>) -> Result<Vec<RowChange>, StoreError> {
        match &self.body {
            Body::Old(old) => old.taken_back(db),
            Body::Text { .. } => {
                let changes = self.changes(db)?.into_iter().rev();
                Ok(changes.map(RowChange::invert).collect())
            }
        }
    }

    /// The changes, in the order in which they were made.
    pub(in crate::store) fn changes(&self, db: Db<'_>) -> Result<Vec<RowChange>, StoreError> {
        match &self.body {
            Body::Old(old) => old.changes(db),
            Body::Text { .. } => Ok(self.said()?.changes),
        }
    }

    /// Moment of the step.
    pub(in crate::store) fn moment(&self) -> Result<Moment, StoreError> {
        moment_in(&self.at).ok_or(StoreError::Damaged)
    }

    /// Who did what, when and why.
    pub(in crate::store) fn act(&self, db: Db<'_>) -> Result<Act, StoreError> {
        let uuid = |number: Option<i64>| match number {
            Some(number) => db.uuid(number),
            None => Ok(None),
        };
        let parsed = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
        let (actor, subject, reason) = match &self.body {
            Body::Old(old) => {
                let reason = old.reason.clone().unwrap_or_default();
                (parsed(&old.actor), parsed(&old.subject), reason)
            }
            Body::Text { private, .. } => {
                let reason = text::reason(private.text())?;
                (uuid(self.actor)?, uuid(self.subject)?, reason)
            }
        };
        Ok(Act {
            at: self.moment()?,
            actor: actor.map(Into::into),
            kind: ActKind::from_code(&self.deed).ok_or(StoreError::Column {
                table: "journal",
                column: "deed",
            })?,
            subject: subject.map(Into::into),
            reason,
            undoes: self.undoes,
        })
    }

    /// Writes the entry into the table `journal`. `previous` is the hash of the entry before it.
    pub(in crate::store) fn insert(
        &self,
        conn: &Connection,
        previous: &[u8],
    ) -> Result<(), StoreError> {
        let Body::Text { open, .. } = &self.body else {
            return Err(StoreError::Damaged); // old entries stand in segments only
        };
        let sql = "INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        conn.prepare_cached(sql)?.execute(params![
            self.seq,
            self.at,
            self.actor,
            self.deed,
            self.subject,
            self.undoes,
            open,
            self.private_text(),
            self.hash(previous)
        ])?;
        Ok(())
    }
}

/// The moment that the file keeps in a value.
pub(in crate::store) fn moment_in(at: &Value) -> Option<Moment> {
    match at {
        Value::Integer(number) => moment_of(*number),
        Value::Text(text) => Moment::parse_from_rfc3339(text).ok(),
        Value::Null => None,
    }
}

/// The moment of an act as the file keeps it.
pub(in crate::store) fn kept_moment(at: Moment, db: Db<'_>) -> Result<Value, StoreError> {
    Kind::Moment.kept(&Value::Text(at.to_rfc3339()), db)
}
