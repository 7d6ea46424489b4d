//! The one reader of the journal: loose entries and packed ones alike.

use super::act::{Act, ActKind};
use super::change::Change;
use super::hash::{self, Hash};
use super::segment::{Bounds, Segment};
use super::stored::{Body, Private, Stored, moment_in};
use crate::domain::Moment;
use crate::store::error::StoreError;
use crate::store::rows::db::Db;
use crate::store::rows::kind::moment_of;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row};
use uuid::Uuid;

/// One entry as it was written.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Number, from 1, without gaps.
    pub seq: i64,
    /// Who did what, when and why.
    pub act: Act,
    pub(in crate::store) hash: Vec<u8>,
}

impl Entry {
    /// The hash in hexadecimal, as exported.
    pub(crate) fn hash_hex(&self) -> String {
        hash::hex(&self.hash)
    }
}

/// The newest entry's number and hash; 0 and nothing if the journal is empty.
pub(in crate::store) fn head(db: Db<'_>) -> Result<(i64, Vec<u8>), StoreError> {
    let newest = |sql: &str| -> Result<(i64, Vec<u8>), StoreError> {
        let mut statement = db.conn.prepare_cached(sql)?;
        let row = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(row.optional()?.unwrap_or_default())
    };
    let loose = newest("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?;
    let packed = newest("SELECT last, hash FROM segment ORDER BY first DESC LIMIT 1")?;
    Ok(if loose.0 >= packed.0 { loose } else { packed })
}

/// Moment and actor of the newest entry; `None` if the journal is empty.
pub(in crate::store) fn newest(db: Db<'_>) -> Result<Option<(Moment, Option<Uuid>)>, StoreError> {
    let mut found = None;
    let mut packed = 0;
    Segment::each(db.conn, (1, i64::MAX - 1), true, |bounds| {
        packed = bounds.last;
        Ok(false)
    })?;
    loose(db, (packed + 1, i64::MAX - 1), true, &mut |entry, _| {
        found = Some((entry.at, entry.actor));
        Ok(false)
    })?;
    if found.is_none() {
        Segment::each(db.conn, (packed, packed), true, |bounds| {
            found = Some(bounds.load(db.conn)?.newest()?);
            Ok(false)
        })?;
    }
    let Some((at, actor)) = found else {
        return Ok(None);
    };
    let at = moment_in(&at).ok_or(StoreError::Damaged)?;
    let actor = actor.map_or(Ok(None), |actor| db.uuid(actor))?;
    Ok(Some((at, actor)))
}

/// The day of the earliest entry. Packed entries are not read: their bounds say it. A large step is packed at once, so
/// that small ones may come before the first segment.
pub(in crate::store) fn first_day(db: Db<'_>) -> Result<Option<NaiveDate>, StoreError> {
    let (mut packed, mut first) = ((i64::MAX, None), None);
    Segment::each(db.conn, (1, i64::MAX - 1), false, |bounds| {
        packed = (bounds.first, moment_of(bounds.from_at));
        Ok(false)
    })?;
    loose(db, (1, packed.0 - 1), false, &mut |entry, _| {
        first = Some(entry.moment()?);
        Ok(false)
    })?;
    Ok(first.or(packed.1).map(|first| first.date_naive()))
}

/// Whether a visitor wants more entries.
pub(in crate::store) type GoOn = bool;

/// Calls `visit` with the entries from..=to, oldest first, until it wants no more.
pub(in crate::store) fn forward(
    db: Db<'_>,
    bounds: (i64, i64),
    mut visit: impl FnMut(Stored) -> Result<GoOn, StoreError>,
) -> Result<(), StoreError> {
    each(db, bounds, Segment::unhashed, |entry, _| visit(entry))
}

/// [`forward`] with the hash of each entry.
pub(in crate::store) fn forward_chained(
    db: Db<'_>,
    bounds: (i64, i64),
    visit: impl FnMut(Stored, &[u8]) -> Result<GoOn, StoreError>,
) -> Result<(), StoreError> {
    each(db, bounds, Segment::chained, visit)
}

fn each(
    db: Db<'_>,
    (from, to): (i64, i64),
    unpack: impl Fn(&Segment) -> Result<Vec<(Stored, Hash)>, StoreError>,
    mut visit: impl FnMut(Stored, &[u8]) -> Result<GoOn, StoreError>,
) -> Result<(), StoreError> {
    let (mut next, mut goes_on) = (from, true);
    Segment::each(db.conn, (from, to), false, |segment| {
        goes_on = loose(db, (next, segment.first - 1), false, &mut visit)?;
        let within = |seq: i64| seq >= from && seq <= to;
        if goes_on {
            for (entry, hash) in unpack(&segment.load(db.conn)?)? {
                goes_on = goes_on && (!within(entry.seq) || visit(entry, &hash)?);
            }
        }
        next = segment.last + 1;
        Ok(goes_on)
    })?;
    if goes_on {
        loose(db, (next, to), false, &mut visit)?;
    }
    Ok(())
}

/// Calls `visit` with the entries from..=to, newest first, until it wants no more.
pub(in crate::store) fn backward(
    db: Db<'_>,
    (from, to): (i64, i64),
    mut visit: impl FnMut(Stored) -> Result<GoOn, StoreError>,
) -> Result<(), StoreError> {
    let (mut next, mut goes_on) = (to, true);
    Segment::each(db.conn, (from, to), true, |segment| {
        goes_on = loose(db, (segment.last + 1, next), true, &mut |one, _| visit(one))?;
        let within = |seq: i64| seq >= from && seq <= to;
        if goes_on {
            for entry in segment.load(db.conn)?.unpack()?.into_iter().rev() {
                goes_on = goes_on && (!within(entry.seq) || visit(entry)?);
            }
        }
        next = segment.first - 1;
        Ok(goes_on)
    })?;
    if goes_on {
        loose(db, (from, next), true, &mut |one, _| visit(one))?;
    }
    Ok(())
}

/// Calls `visit` with the entries of the table `journal` from..=to.
pub(in crate::store) fn loose(
    db: Db<'_>,
    (from, to): (i64, i64),
    descending: bool,
    visit: &mut impl FnMut(Stored, &[u8]) -> Result<GoOn, StoreError>,
) -> Result<GoOn, StoreError> {
    if from > to {
        return Ok(true);
    }
    let sql = if descending {
        "SELECT seq, at, actor, deed, subject, undoes, open, private, hash FROM journal
            WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq DESC"
    } else {
        "SELECT seq, at, actor, deed, subject, undoes, open, private, hash FROM journal
            WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"
    };
    let mut statement = db.conn.prepare_cached(sql)?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        let hash: Vec<u8> = row.get(8)?;
        if !visit(read(row)?, &hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn read(row: &Row<'_>) -> Result<Stored, StoreError> {
    let private: Option<String> = row.get(7)?;
    Ok(Stored {
        seq: row.get(0)?,
        at: crate::store::rows::value::Value::read(row.get_ref(1)?),
        actor: row.get(2)?,
        deed: row.get(3)?,
        subject: row.get(4)?,
        undoes: row.get(5)?,
        body: Body::Text {
            open: row.get(6)?,
            private: private.map_or(Private::None, Private::Text),
        },
    })
}

/// The entry with this number.
pub(in crate::store) fn entry(db: Db<'_>, seq: i64) -> Result<Option<Stored>, StoreError> {
    let mut found = None;
    forward(db, (seq, seq), |entry| {
        found = Some(entry);
        Ok(false)
    })?;
    Ok(found)
}

/// Up to `count` entries with a number below `seq`, newest first.
pub(in crate::store) fn entries_before(
    db: Db<'_>,
    seq: i64,
    count: usize,
) -> Result<Vec<Entry>, StoreError> {
    let mut entries = Vec::new();
    if count == 0 {
        return Ok(entries);
    }
    let mut add = |entry: Stored, hash: &[u8]| {
        if entry.seq < seq {
            entries.push(Entry {
                seq: entry.seq,
                act: entry.act(db)?,
                hash: hash.to_vec(),
            });
        }
        Ok(entries.len() < count)
    };
    let (mut next, mut goes_on) = (seq.saturating_sub(1), true);
    Segment::each(db.conn, (1, next), true, |segment| {
        goes_on = loose(db, (segment.last + 1, next), true, &mut add)?;
        next = segment.first - 1;
        if goes_on {
            for (entry, hash) in segment.load(db.conn)?.chained()?.into_iter().rev() {
                goes_on = goes_on && add(entry, &hash)?;
            }
        }
        Ok(goes_on)
    })?;
    if goes_on {
        loose(db, (1, next), true, &mut add)?;
    }
    Ok(entries)
}

/// Number of the last entry made up to a moment; 0 if there is none. Moments may go down from entry to
/// entry where the clock was set back, so the search starts at the newest.
pub(in crate::store) fn last_entry_by(db: Db<'_>, moment: Moment) -> Result<i64, StoreError> {
    let (mut next, mut found) = (i64::MAX - 1, 0);
    let mut is_by = |entry: Stored, _: &[u8]| {
        if entry.moment()? <= moment {
            found = found.max(entry.seq);
        }
        Ok(found == 0)
    };
    let mut goes_on = true;
    Segment::each(db.conn, (1, i64::MAX - 1), true, |segment| {
        goes_on = loose(db, (segment.last + 1, next), true, &mut is_by)?;
        next = segment.first - 1;
        if goes_on && segment.from_at <= moment.timestamp() {
            for entry in segment.load(db.conn)?.unpack()?.into_iter().rev() {
                goes_on = goes_on && is_by(entry, &[])?;
            }
        }
        Ok(goes_on)
    })?;
    if goes_on {
        loose(db, (1, next), true, &mut is_by)?;
    }
    Ok(found)
}

/// One change in a file's history, with the act of its entry.
#[derive(Debug, Clone)]
pub struct FileChange {
    /// Number of the journal entry.
    pub seq: i64,
    /// Moment of the step.
    pub at: Moment,
    /// The member of staff.
    pub actor: Option<crate::domain::StaffId>,
    /// Kind of step.
    pub kind: ActKind,
    /// Reason; empty if none was required.
    pub reason: String,
    /// The row and its changed fields.
    pub change: Change,
}

/// Up to `count` changes of one file, newest first. Leaves out sign-ins and sign-outs: the attendance
/// rows show them, and two years of them would fill the limit.
pub(in crate::store) fn file_history(
    db: Db<'_>,
    child: i64,
    count: usize,
) -> Result<Vec<FileChange>, StoreError> {
    let mut statement = db.conn.prepare_cached(MENTIONS)?;
    let mut rows = statement.query([child])?;
    let mut history = Vec::new();
    let mut month: Option<(Bounds, Vec<Stored>)> = None;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let is_in = |segment: &Bounds| segment.first <= seq && seq <= segment.last;
        if !month.as_ref().is_some_and(|(segment, _)| is_in(segment)) {
            month = None;
            Segment::each(db.conn, (seq, seq), false, |segment| {
                month = Some((segment, segment.load(db.conn)?.unpack()?));
                Ok(false)
            })?;
        }
        let found = match &month {
            Some((_, entries)) => entries.iter().find(|entry| entry.seq == seq).cloned(),
            None => entry(db, seq)?,
        };
        let entry = found.ok_or(StoreError::Damaged)?;
        let act = entry.act(db)?;
        for change in entry.changes(db)?.iter().rev() {
            if !is_history(change, act.kind, child) {
                continue;
            }
            history.push(FileChange {
                seq,
                at: act.at,
                actor: act.actor,
                kind: act.kind,
                reason: act.reason.clone(),
                change: Change::of(change, db)?,
            });
            if history.len() >= count {
                return Ok(history);
            }
        }
    }
    Ok(history)
}

/// The entries that a file's history mentions, newest first.
pub(in crate::store) const MENTIONS: &str =
    "SELECT seq FROM mention WHERE child = ?1 ORDER BY seq DESC";

/// Whether a change belongs to the history of a child's file.
pub(in crate::store) fn is_history(
    change: &super::row_change::RowChange,
    kind: ActKind,
    child: i64,
) -> bool {
    let is_door = change.table.name == "attendance" && is_at_the_door(kind);
    change.history_of() == Some(child) && !is_door
}

/// Whether a step is a plain sign-in or sign-out.
pub(in crate::store) fn is_at_the_door(kind: ActKind) -> bool {
    matches!(kind, ActKind::SignIn | ActKind::SignOut)
}
