//! Erasing the lines about one child from the private texts of all entries.

use super::act::ActKind;
use super::change::is_restricted;
use super::reader;
use super::row_change::{RowChange, place_of};
use super::segment::Segment;
use super::stored::Stored;
use crate::domain::Attendance;
use crate::domain::incident::SEALED;
use crate::store::error::StoreError;
use crate::store::rows::db::Db;
use crate::store::rows::record::Record as _;
use crate::store::rows::value::Value;
use rusqlite::params;

/// The column of restricted notes.
pub(in crate::store) const NOTES: &str = "notes";

/// Whose lines are erased.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) enum Erasure {
    /// Those with restricted notes that are not sealed.
    PlainNotes,
    /// Those about a child.
    Child {
        /// Number of the child.
        child: i64,
        /// Number of its household, if nobody else is in it.
        household: Option<i64>,
    },
    /// Those in rows of the register before a day.
    Register {
        /// The day as the file keeps it.
        before: i64,
    },
}

impl Erasure {
    /// Whether a change is one whose private text is erased.
    pub(in crate::store) fn holds(&self, change: &RowChange) -> bool {
        match self {
            Self::Child { child, household } => {
                let household = || household.map(Value::Integer);
                change.child == Some(*child)
                    || change.table.name == "household"
                        && change.key.first() == household().as_ref()
            }
            Self::Register { before } => register_day(change).is_some_and(|day| day < *before),
            Self::PlainNotes => holds_plain_notes(change),
        }
    }

    /// Whether the reason of an entry is erased, by the child that the entry is mainly about.
    fn holds_reason(&self, subject: Option<i64>) -> bool {
        match self {
            Self::Child { child, .. } => subject == Some(*child),
            // A reason says why somebody did something, not when a child came, and it is no restricted note.
            Self::Register { .. } | Self::PlainNotes => false,
        }
    }
}

/// The day of the register whose row a change is of, as the file keeps it.
pub(in crate::store) fn register_day(change: &RowChange) -> Option<i64> {
    match change.key.first() {
        Some(Value::Integer(day)) if change.table.name == Attendance::TABLE.name => Some(*day),
        _ => None,
    }
}

/// Whether a change says restricted notes in words.
pub(in crate::store) fn holds_plain_notes(change: &RowChange) -> bool {
    let place = place_of(change.table, NOTES);
    let mut fields = change.before.iter().chain(&change.after).flatten();
    is_restricted(change.table.name, NOTES)
        && fields.any(|(one, value)| match value {
            Value::Text(text) if Some(*one) == place => {
                !text.is_empty() && !text.starts_with(SEALED)
            }
            _ => false,
        })
}

/// Erases lines from the private texts of all entries; whether there were any. Only inside a step.
pub(in crate::store) fn erase_lines(db: Db<'_>, erasure: &Erasure) -> Result<bool, StoreError> {
    let mut loose = Vec::new();
    reader::loose(db, (1, i64::MAX - 1), false, &mut |mut entry, _| {
        if erase_from(&mut entry, erasure)? {
            loose.push(entry);
        }
        Ok(true)
    })?;
    let mut statement = db
        .conn
        .prepare("UPDATE journal SET private = ?2 WHERE seq = ?1")?;
    for entry in &loose {
        statement.execute(params![entry.seq, entry.private_text()])?;
    }
    let mut packed = Vec::new();
    Segment::each(db.conn, (1, i64::MAX - 1), false, |bounds| {
        let segment = bounds.load(db.conn)?;
        let mut entries = segment.unpack()?;
        let mut has_erased = false;
        for entry in &mut entries {
            has_erased |= erase_from(entry, erasure)?;
        }
        if has_erased {
            packed.push(Segment::pack(&entries, &segment.before)?);
        }
        Ok(true)
    })?;
    packed
        .iter()
        .try_for_each(|segment| segment.replace(db.conn))?;
    Ok(!loose.is_empty() || !packed.is_empty())
}

/// Erases lines from one entry; whether there were any.
fn erase_from(entry: &mut Stored, erasure: &Erasure) -> Result<bool, StoreError> {
    let said = entry.said()?;
    let of_child: Vec<String> = (1..)
        .zip(&said.changes)
        .filter(|(_, change)| erasure.holds(change))
        .map(|(nth, _): (usize, _)| nth.to_string())
        .collect();
    let is_subject = erasure.holds_reason(entry.subject);
    let is_erasure = entry.deed == ActKind::Erase.code();
    Ok(entry.erase(|head| {
        let is_reason = head == "because" && is_subject && !is_erasure;
        is_reason || of_child.iter().any(|nth| nth == head)
    }))
}
