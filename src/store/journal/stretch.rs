//! A stretch of the chain, handed on: entries from..=to as lines of JSON, without the private texts,
//! which are represented by their seals. Anybody can follow it from the hash before to the hash after.

use super::change::is_restricted;
use super::hash::{Envelope, Hash, entry_hash, hex};
use super::private::{self, seal, unhex};
use super::reader;
use super::row_change::RowChange;
use super::stored::{Body, Stored};
use super::text;
use crate::store::error::StoreError;
use crate::store::file::Store;
use crate::store::rows::db::Db;
use crate::store::rows::value::Value;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// First line of a stretch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beginning {
    /// Identity of the chain.
    chain: String,
    /// Number of the first entry.
    from: i64,
    /// Number of the last entry.
    to: i64,
    /// Hash of the entry before the first, in hexadecimal; empty before the first of all.
    before: String,
    /// Hash of the last entry.
    after: String,
}

/// One entry.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Handed {
    seq: i64,
    at: String,
    actor: Option<i64>,
    deed: String,
    subject: Option<i64>,
    undoes: Option<i64>,
    open: String,
    /// Seal of the private text; `None` if there is no private text.
    seal: Option<String>,
    /// The private text, if it was handed on too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    private: Option<String>,
    /// Begin of the entry's hash, in hexadecimal, so that a change is found where it is.
    #[serde(default)]
    hash: String,
}

/// Length of the hash that stands in a line.
const SHORT: usize = 8;

/// A stretch that was followed to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Followed {
    /// Identity of the chain.
    pub chain: String,
    /// The chain begins in the stretch: its first entry names it. Otherwise the stretch only says so.
    pub names_chain: bool,
    /// Number of the first entry.
    pub from: i64,
    /// Number of the last entry.
    pub to: i64,
    /// Hash of the entry before the first, in hexadecimal.
    pub before: String,
    /// Hash of the last entry, in hexadecimal.
    pub after: String,
}

/// Why a stretch cannot be handed on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoStretch {
    /// There are no such entries.
    #[error("there are no such entries")]
    Empty,
    /// Entries up to this one were hashed whole, names and all.
    #[error("entries up to {0} hold names in the hashed text")]
    Old(i64),
    /// The file failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The line of a stretch where it cannot be followed, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {0} does not follow")]
pub(crate) struct Broken(pub usize);

impl Store {
    /// The entries from..=to as a stretch; with what people typed only if asked.
    pub(crate) fn stretch(
        &self,
        (from, to): (i64, i64),
        with_private: bool,
    ) -> Result<String, NoStretch> {
        let db = self.db();
        let last = reader::head(db)?.0.min(to);
        if from < 1 || from > last {
            return Err(NoStretch::Empty);
        }
        let mut entries = String::new();
        let mut old = 0;
        reader::forward_chained(db, (from, last), |entry, hash| {
            match handed(&entry, hash, with_private) {
                Some(handed) => put_line(&mut entries, &handed),
                None => old = entry.seq,
            }
            Ok(true)
        })?;
        if old > 0 {
            return Err(NoStretch::Old(old));
        }
        let mut text = String::new();
        let beginning = Beginning {
            chain: chain_of(db, from)?,
            from,
            to: last,
            before: hash_of(db, from - 1)?,
            after: hash_of(db, last)?,
        };
        put_line(&mut text, &beginning);
        text.push_str(&entries);
        Ok(text)
    }
}

fn put_line<T: Serialize>(out: &mut String, line: &T) {
    // Texts and numbers: nothing that JSON cannot hold.
    let json = serde_json::to_string(line).unwrap_or_default();
    let _ = writeln!(out, "{json}");
}

fn handed(entry: &Stored, hash: &[u8], with_private: bool) -> Option<Handed> {
    let Body::Text { open, private } = &entry.body else {
        return None;
    };
    let text = Some(withheld(open, private.text()));
    let text = text.filter(|text| with_private && !text.is_empty());
    Some(Handed {
        seq: entry.seq,
        at: entry.at.to_string(),
        actor: entry.actor,
        deed: entry.deed.clone(),
        subject: entry.subject,
        undoes: entry.undoes,
        open: open.clone(),
        seal: private.seal().map(|seal| hex(&seal)),
        private: text,
        hash: short(hash),
    })
}

/// The private text, in which only the seal is left of a line with something that only a director may read.
fn withheld(open: &str, private: &str) -> String {
    let said = text::read(open, private, &Value::Null).ok();
    let holds = |head: &str| {
        let Some(place) = head.parse().ok().and_then(|nth: usize| nth.checked_sub(1)) else {
            return false;
        };
        // What cannot be read is not handed on.
        let change = said.as_ref().and_then(|said| said.changes.get(place));
        change.is_none_or(has_restricted)
    };
    private::erased(private, holds).unwrap_or_else(|| private.to_owned())
}

/// Whether a change has something that only a director may read.
fn has_restricted(change: &RowChange) -> bool {
    let sides = [&change.before, &change.after];
    sides.into_iter().flatten().flatten().any(|(place, value)| {
        let column = change
            .table
            .columns
            .get(*place)
            .copied()
            .unwrap_or_default();
        *value != Value::Null && is_restricted(change.table.name, column)
    })
}

fn short(hash: &[u8]) -> String {
    hex(hash).chars().take(SHORT).collect()
}

/// Identity of the chain to which an entry belongs.
fn chain_of(db: Db<'_>, seq: i64) -> Result<String, StoreError> {
    let sql = "SELECT lower(hex(id)) FROM chain WHERE first <= ?1 ORDER BY first DESC LIMIT 1";
    Ok(db.conn.query_row(sql, [seq], |row| row.get(0))?)
}

fn hash_of(db: Db<'_>, seq: i64) -> Result<String, StoreError> {
    let entry = reader::entries_before(db, seq.saturating_add(1), 1)?.pop();
    Ok(entry.map(|entry| entry.hash_hex()).unwrap_or_default())
}

/// Follows a stretch from the hash before it to the hash of its last entry.
pub(crate) fn follow(text: &str) -> Result<Followed, Broken> {
    let mut lines = (1..).zip(text.lines());
    let (_, first) = lines.next().ok_or(Broken(1))?;
    let beginning: Beginning = serde_json::from_str(first).map_err(|_| Broken(1))?;
    let mut hash: Vec<u8> = match beginning.before.as_str() {
        "" if beginning.from == 1 => Vec::new(),
        before => unhex::<32>(before).ok_or(Broken(1))?.to_vec(),
    };
    let mut next = beginning.from;
    let mut last = 1;
    let mut names_chain = false;
    for (line, json) in lines {
        let entry: Handed = serde_json::from_str(json).map_err(|_| Broken(line))?;
        let sealed: Option<Hash> = match &entry.seal {
            None => None,
            Some(seal) => Some(unhex(seal).ok_or(Broken(line))?),
        };
        let is_true = entry
            .private
            .as_deref()
            .is_none_or(|private| Some(seal(private)) == sealed);
        let named = text::read(&entry.open, "", &Value::Null).ok();
        let named = named.and_then(|said| said.chain);
        let is_ours = named.is_none_or(|named| named.simple().to_string() == beginning.chain);
        if entry.seq != next || !is_true || !is_ours {
            return Err(Broken(line));
        }
        names_chain |= named.is_some();
        let envelope = Envelope {
            seq: entry.seq,
            at: &entry.at,
            actor: entry.actor,
            deed: &entry.deed,
            subject: entry.subject,
            undoes: entry.undoes,
        };
        hash = entry_hash(&hash, envelope, &entry.open, sealed.as_ref()).to_vec();
        if !entry.hash.is_empty() && entry.hash != short(&hash) {
            return Err(Broken(line));
        }
        next = next.saturating_add(1);
        last = line;
    }
    let is_whole = beginning.from >= 1 && next.checked_sub(1) == Some(beginning.to);
    if !is_whole || hex(&hash) != beginning.after {
        return Err(Broken(last));
    }
    Ok(Followed {
        chain: beginning.chain,
        names_chain,
        from: beginning.from,
        to: beginning.to,
        before: beginning.before,
        after: beginning.after,
    })
}
