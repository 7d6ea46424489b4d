//! Packed entries: a closed month, or one very large entry.

use super::columns::{Packer, Unpacker};
use super::hash::Hash;
use super::old::{OldBody, OldChange};
use super::stored::{Body, Private, Stored};
use crate::store::error::StoreError;
use crate::store::rows::value::Value;
use rusqlite::{Connection, Row, params};
use std::thread;

/// How a segment is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Format {
    /// Entries of schema 5 and older, whole in the private part.
    Old = 1,
    /// Entries of readable text; private texts are packed for themselves.
    Text = 2,
}

/// Consecutive entries, packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Segment {
    /// Number of the first entry.
    pub(in crate::store) first: i64,
    /// Number of the last entry.
    pub(in crate::store) last: i64,
    /// The earliest moment, as seconds since 1970.
    pub(in crate::store) from_at: i64,
    /// The latest moment.
    pub(in crate::store) to_at: i64,
    pub(in crate::store) format: Format,
    /// Hash of the entry before the first.
    pub(in crate::store) before: Vec<u8>,
    /// Hash of the last entry.
    pub(in crate::store) hash: Vec<u8>,
    open: Vec<u8>,
    private: Option<Vec<u8>>,
}

/// Where a segment stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Bounds {
    /// Number of the first entry.
    pub(in crate::store) first: i64,
    /// Number of the last entry.
    pub(in crate::store) last: i64,
    /// The earliest moment, as seconds since 1970.
    pub(in crate::store) from_at: i64,
}

impl Bounds {
    /// Reads the segment.
    pub(in crate::store) fn load(self, conn: &Connection) -> Result<Segment, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM segment WHERE first = ?1");
        conn.prepare_cached(&sql)?
            .query_row([self.first], |row| Ok(Segment::read(row)))?
    }
}

const COLUMNS: &str = "first, last, from_at, to_at, format, before, hash, open, private";

impl Segment {
    /// Packs consecutive entries of one format. `before` is the hash of the entry before them.
    pub(in crate::store) fn pack(entries: &[Stored], before: &[u8]) -> Result<Self, StoreError> {
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
            return Err(StoreError::Damaged);
        };
        let format = match first.body {
            Body::Old(_) => Format::Old,
            Body::Text { .. } => Format::Text,
        };
        let mut moments = Vec::with_capacity(entries.len());
        for entry in entries {
            moments.push(entry.moment()?.timestamp());
        }
        let (hash, parts) = beside(
            || last_hash(entries, before),
            || packed_parts(entries, format),
        );
        let (open, private) = parts?;
        Ok(Self {
            first: first.seq,
            last: last.seq,
            from_at: moments.iter().min().copied().unwrap_or_default(),
            to_at: moments.iter().max().copied().unwrap_or_default(),
            format,
            before: before.to_vec(),
            hash,
            open,
            private,
        })
    }

    fn count(&self) -> Result<usize, StoreError> {
        let count = self.last.checked_sub(self.first).map(|last| last + 1);
        let count = count.and_then(|count| usize::try_from(count).ok());
        // A number that was tampered with must not ask for all memory.
        let count = count.filter(|count| *count <= 50_000_000);
        count.ok_or(StoreError::Damaged)
    }

    /// The entries, in order.
    pub(in crate::store) fn unpack(&self) -> Result<Vec<Stored>, StoreError> {
        let count = self.count()?;
        match self.format {
            Format::Old => unpack_old(self, count),
            Format::Text => unpack_text(self, count),
        }
    }

    /// Moment and actor of the last entry. Its texts stay packed: those of an import are large, and the
    /// moment is asked for before every step.
    pub(in crate::store) fn newest(&self) -> Result<(Value, Option<i64>), StoreError> {
        let count = self.count()?;
        if self.format == Format::Old {
            let last = self.unpack()?.pop().ok_or(StoreError::Damaged)?;
            return Ok((last.at, last.actor));
        }
        let mut open = Unpacker(&self.open);
        let (at, at_text) = (open.numbers(count)?.pop(), open.texts(count)?.pop());
        let actor = open.numbers(count)?.pop();
        let at = match (at.flatten(), at_text.flatten()) {
            (Some(at), None) => Value::Integer(at),
            (None, Some(at)) => Value::Text(at),
            _ => return Err(StoreError::Damaged),
        };
        Ok((at, actor.flatten()))
    }

    /// The entries, where nobody asks for their hashes: each stands beside zeros.
    pub(in crate::store) fn unhashed(&self) -> Result<Vec<(Stored, Hash)>, StoreError> {
        let entries = self.unpack()?.into_iter();
        Ok(entries.map(|entry| (entry, Hash::default())).collect())
    }

    /// The entries with the hash of each.
    pub(in crate::store) fn chained(&self) -> Result<Vec<(Stored, Hash)>, StoreError> {
        let mut previous = self.before.clone();
        let chained = self.unpack()?.into_iter().map(|entry| {
            let hash = entry.hash(&previous);
            previous = hash.to_vec();
            (entry, hash)
        });
        Ok(chained.collect())
    }

    /// Whether the packed entries lead from the hash before them to the hash of the last, and lie between
    /// the moments by which a past state is found.
    pub(in crate::store) fn holds(&self) -> bool {
        let Ok(entries) = self.chained() else {
            return false;
        };
        let moments = entries.iter().map(|(entry, _)| entry.moment());
        let Ok(moments) = moments.collect::<Result<Vec<_>, _>>() else {
            return false;
        };
        let (from, to) = (moments.iter().min(), moments.iter().max());
        entries.last().is_some_and(|last| self.hash == last.1)
            && from.is_some_and(|from| from.timestamp() == self.from_at)
            && to.is_some_and(|to| to.timestamp() == self.to_at)
    }

    /// Calls `visit` with the bounds of each segment that has entries from..=to, by number, descending
    /// if asked. What is packed is read with [`Bounds::load`], by those who need it.
    pub(in crate::store) fn each(
        conn: &Connection,
        (from, to): (i64, i64),
        descending: bool,
        mut visit: impl FnMut(Bounds) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let sql = if descending {
            "SELECT first, last, from_at FROM segment WHERE first <= ?2 AND last >= ?1
                ORDER BY first DESC"
        } else {
            "SELECT first, last, from_at FROM segment WHERE first <= ?2 AND last >= ?1
                ORDER BY first"
        };
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([from, to])?;
        while let Some(row) = rows.next()? {
            let (first, last, from_at) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let bounds = Bounds {
                first,
                last,
                from_at,
            };
            if !(1..i64::MAX - 1).contains(&last) || first < 1 {
                return Err(StoreError::Damaged);
            }
            if !visit(bounds)? {
                break;
            }
        }
        Ok(())
    }

    /// Takes the place of the segment with the same bounds, from whose private texts lines were erased.
    pub(in crate::store) fn replace(&self, conn: &Connection) -> Result<(), StoreError> {
        let sql = "UPDATE segment SET private = ?2 WHERE first = ?1";
        conn.prepare_cached(sql)?
            .execute(params![self.first, self.private])?;
        Ok(())
    }

    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let format: i64 = row.get(4)?;
        Ok(Self {
            first: row.get(0)?,
            last: row.get(1)?,
            from_at: row.get(2)?,
            to_at: row.get(3)?,
            format: match format {
                1 => Format::Old,
                2 => Format::Text,
                _ => return Err(StoreError::Damaged),
            },
            before: row.get(5)?,
            hash: row.get(6)?,
            open: row.get(7)?,
            private: row.get(8)?,
        })
    }

    /// Writes the segment.
    pub(in crate::store) fn insert(&self, conn: &Connection) -> Result<(), StoreError> {
        let sql =
            format!("INSERT INTO segment ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        conn.prepare_cached(&sql)?.execute(params![
            self.first,
            self.last,
            self.from_at,
            self.to_at,
            self.format as i64,
            self.before,
            self.hash,
            self.open,
            self.private
        ])?;
        Ok(())
    }
}

/// The part that may be handed on, and the private one.
fn packed_parts(
    entries: &[Stored],
    format: Format,
) -> Result<(Vec<u8>, Option<Vec<u8>>), StoreError> {
    Ok(match format {
        Format::Old => (Vec::new(), Some(pack_old(entries)?)),
        Format::Text => (pack_open(entries)?, pack_private(entries)?),
    })
}

/// Does two things at once, because the entry of a large import has tens of megabytes.
fn beside<A: Send, B>(first: impl Fn() -> A + Send + Sync, second: impl FnOnce() -> B) -> (A, B) {
    let first = &first;
    thread::scope(|scope| {
        let aside = thread::Builder::new().spawn_scoped(scope, first);
        let second = second();
        // Without a thread, or if it was lost, it is done here.
        let done = aside.ok().and_then(|aside| aside.join().ok());
        (done.unwrap_or_else(first), second)
    })
}

/// The hash of the last entry. `before` is that of the entry before the first.
fn last_hash(entries: &[Stored], before: &[u8]) -> Vec<u8> {
    let chained = entries.iter();
    chained.fold(before.to_vec(), |hash, entry| entry.hash(&hash).to_vec())
}

fn text_of(entry: &Stored) -> Result<(&str, &Private), StoreError> {
    match &entry.body {
        Body::Text { open, private } => Ok((open, private)),
        Body::Old(_) => Err(StoreError::Damaged),
    }
}

fn old_of(entry: &Stored) -> Result<&OldBody, StoreError> {
    match &entry.body {
        Body::Old(old) => Ok(old),
        Body::Text { .. } => Err(StoreError::Damaged),
    }
}

fn pack_open(entries: &[Stored]) -> Result<Vec<u8>, StoreError> {
    let texts: Vec<&str> = entries
        .iter()
        .map(|entry| text_of(entry).map(|text| text.0))
        .collect::<Result<_, _>>()?;
    let mut packer = Packer::default();
    packer.numbers(entries.iter().map(|one| match one.at {
        Value::Integer(at) => Some(at),
        Value::Text(_) | Value::Null => None,
    }))?;
    packer.texts(entries.iter().map(|one| match &one.at {
        Value::Text(at) => Some(at.as_bytes()),
        Value::Integer(_) | Value::Null => None,
    }))?;
    packer.numbers(entries.iter().map(|one| one.actor))?;
    packer.texts(entries.iter().map(|one| Some(one.deed.as_bytes())))?;
    packer.numbers(entries.iter().map(|one| one.subject))?;
    packer.numbers(entries.iter().map(|one| one.undoes))?;
    packer.texts(texts.iter().map(|text| Some(text.as_bytes())))?;
    Ok(packer.finish())
}

fn pack_private(entries: &[Stored]) -> Result<Option<Vec<u8>>, StoreError> {
    let all: Vec<&Private> = entries
        .iter()
        .map(|entry| text_of(entry).map(|text| text.1))
        .collect::<Result<_, _>>()?;
    if all.iter().all(|private| **private == Private::None) {
        return Ok(None);
    }
    let mut packer = Packer::default();
    packer.texts(all.iter().map(|private| match private {
        Private::Text(text) => Some(text.as_bytes()),
        Private::None => None,
    }))?;
    Ok(Some(packer.finish()))
}

fn unpack_text(segment: &Segment, count: usize) -> Result<Vec<Stored>, StoreError> {
    let mut open = Unpacker(&segment.open);
    let (at, at_text) = (open.numbers(count)?, open.texts(count)?);
    let (actor, deed) = (open.numbers(count)?, open.texts(count)?);
    let (subject, undoes) = (open.numbers(count)?, open.numbers(count)?);
    let texts = open.texts(count)?;
    let mut private = unpack_private(segment, count)?.into_iter();
    let heads = at.into_iter().zip(at_text).zip(actor).zip(deed);
    let rest = subject.into_iter().zip(undoes).zip(texts);
    (segment.first..)
        .zip(heads.zip(rest))
        .map(
            |(seq, ((((at, at_text), actor), deed), ((subject, undoes), text)))| {
                let at = match (at, at_text) {
                    (Some(at), None) => Value::Integer(at),
                    (None, Some(at)) => Value::Text(at),
                    _ => return Err(StoreError::Damaged),
                };
                Ok(Stored {
                    seq,
                    at,
                    actor,
                    deed: deed.ok_or(StoreError::Damaged)?,
                    subject,
                    undoes,
                    body: Body::Text {
                        open: text.ok_or(StoreError::Damaged)?,
                        private: private.next().ok_or(StoreError::Damaged)?,
                    },
                })
            },
        )
        .collect()
}

fn unpack_private(segment: &Segment, count: usize) -> Result<Vec<Private>, StoreError> {
    let Some(packed) = &segment.private else {
        return Ok(vec![Private::None; count]);
    };
    let texts = Unpacker(packed).texts(count)?;
    let all = texts.into_iter();
    Ok(all
        .map(|text| text.map_or(Private::None, Private::Text))
        .collect())
}

fn pack_old(entries: &[Stored]) -> Result<Vec<u8>, StoreError> {
    let all: Vec<&OldBody> = entries.iter().map(old_of).collect::<Result<_, _>>()?;
    let changes = || all.iter().flat_map(|old| &old.changes);
    let mut packer = Packer::default();
    packer.texts(all.iter().map(|old| Some(old.at.as_bytes())))?;
    packer.texts(
        all.iter()
            .map(|old| old.actor.as_deref().map(str::as_bytes)),
    )?;
    packer.texts(entries.iter().map(|one| Some(one.deed.as_bytes())))?;
    packer.texts(
        all.iter()
            .map(|old| old.subject.as_deref().map(str::as_bytes)),
    )?;
    packer.texts(
        all.iter()
            .map(|old| old.reason.as_deref().map(str::as_bytes)),
    )?;
    packer.numbers(entries.iter().map(|one| one.undoes))?;
    packer.numbers(all.iter().map(|old| i64::try_from(old.changes.len()).ok()))?;
    packer.texts(changes().map(|one| Some(one.kind.as_bytes())))?;
    packer.texts(changes().map(|one| Some(one.key.as_bytes())))?;
    packer.texts(changes().map(|one| one.child.as_deref().map(str::as_bytes)))?;
    packer.texts(changes().map(|one| one.before.as_deref().map(str::as_bytes)))?;
    packer.texts(changes().map(|one| one.after.as_deref().map(str::as_bytes)))?;
    Ok(packer.finish())
}

fn unpack_old(segment: &Segment, count: usize) -> Result<Vec<Stored>, StoreError> {
    let packed = segment.private.as_ref().ok_or(StoreError::Damaged)?;
    let mut columns = Unpacker(packed);
    let mut texts = |count| columns.texts(count).map(Vec::into_iter);
    let (mut at, mut actor, mut deed) = (texts(count)?, texts(count)?, texts(count)?);
    let (mut subject, mut reason) = (texts(count)?, texts(count)?);
    let (undoes, sizes) = (columns.numbers(count)?, columns.numbers(count)?);
    let sizes: Vec<usize> = sizes
        .into_iter()
        .map(|size| size.and_then(|size| usize::try_from(size).ok()))
        .collect::<Option<_>>()
        .ok_or(StoreError::Damaged)?;
    let total = sizes
        .iter()
        .try_fold(0_usize, |sum, size| sum.checked_add(*size));
    let total = total.ok_or(StoreError::Damaged)?;
    let mut texts = || columns.texts(total).map(Vec::into_iter);
    let (mut kind, mut key, mut child) = (texts()?, texts()?, texts()?);
    let (mut before, mut after) = (texts()?, texts()?);
    // Every column has as many texts as were asked for.
    let mut change = || -> Result<OldChange, StoreError> {
        let some = |text: Option<Option<String>>| text.flatten().ok_or(StoreError::Damaged);
        Ok(OldChange {
            kind: some(kind.next())?,
            key: some(key.next())?,
            child: child.next().flatten(),
            before: before.next().flatten(),
            after: after.next().flatten(),
        })
    };
    let entries = (segment.first..).zip(undoes.into_iter().zip(sizes));
    entries
        .map(|(seq, (undoes, size))| {
            let at = at.next().flatten().ok_or(StoreError::Damaged)?;
            Ok(Stored {
                seq,
                at: Value::Text(at.clone()),
                actor: None,
                deed: deed.next().flatten().ok_or(StoreError::Damaged)?,
                subject: None,
                undoes,
                body: Body::Old(OldBody {
                    at,
                    actor: actor.next().flatten(),
                    subject: subject.next().flatten(),
                    reason: reason.next().flatten(),
                    changes: (0..size).map(|_| change()).collect::<Result<_, _>>()?,
                }),
            })
        })
        .collect()
}
