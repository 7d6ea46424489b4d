//! Migration of the journal of schema 5 and older: word for word into packed months.

use super::act::ActKind;
use super::old::{OldBody, OldChange};
use super::segment::Segment;
use super::stored::{Body, Private, Stored, kept_moment};
use super::text::Body as Texts;
use crate::domain::Moment;
use crate::store::error::StoreError;
use crate::store::open::progress::{Progress, Stage, percent};
use crate::store::rows::db::{Db, Idents};
use crate::store::rows::value::Value;
use crate::store::writer::begin_chain;
use rusqlite::{Connection, OptionalExtension as _, Row, Rows};
use uuid::Uuid;

/// Entries between two tellings.
const TELL_EVERY: i64 = 5_000;

/// The tables of the old journal.
#[derive(Debug, Clone, Copy)]
struct Tables {
    journal: &'static str,
    change: &'static str,
}

/// Where an old chain leads to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct OldChain {
    /// Number of the last entry; 0 if there is none.
    last: i64,
    /// Its hash as it was stored.
    hash: Vec<u8>,
    /// Number of entries.
    count: i64,
}

impl OldChain {
    /// Whether the old journal of another connection has as many entries and the same head.
    pub(in crate::store) fn ends_like(&self, other: &Connection) -> Result<bool, StoreError> {
        let count: i64 = other.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
        let sql = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";
        let head = other.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
        let (last, hash): (i64, Vec<u8>) = head.optional()?.unwrap_or_default();
        Ok((count, last, hash) == (self.count, self.last, self.hash.clone()))
    }
}

/// Follows the chain of a file of schema 5 or older from its first entry to its last.
pub(in crate::store) fn follow_old(
    conn: &Connection,
    progress: Progress<'_>,
) -> Result<OldChain, StoreError> {
    let before = Tables {
        journal: "journal",
        change: "change",
    };
    each(conn, before, (Stage::Checking, progress), |_, _, _| Ok(()))
}

/// Calls `visit` with each old entry, its stored hash, and whether the hash follows.
fn each(
    conn: &Connection,
    tables: Tables,
    (stage, progress): (Stage, Progress<'_>),
    mut visit: impl FnMut(Stored, &[u8], bool) -> Result<(), StoreError>,
) -> Result<OldChain, StoreError> {
    let Tables { journal, change } = tables;
    let all = conn.query_row(&format!("SELECT count(*) FROM {journal}"), [], |row| {
        row.get(0)
    })?;
    let mut entries = conn.prepare(&format!(
        "SELECT seq, at, actor, deed, subject, reason, undoes, hash FROM {journal} ORDER BY seq"
    ))?;
    let mut changes = conn.prepare(&format!(
        "SELECT seq, kind, key, child, before, after FROM {change} ORDER BY seq, nth"
    ))?;
    let mut entries = entries.query([])?;
    let mut changes = Changes {
        rows: changes.query([])?,
        next: None,
    };
    let mut chain = OldChain::default();
    while let Some(row) = entries.next()? {
        if chain.count % TELL_EVERY == 0 {
            progress(stage, percent(chain.count, all));
        }
        let hash: Vec<u8> = row.get(7)?;
        let entry = read(row, &mut changes)?;
        let follows = entry.hash(&chain.hash).as_slice() == hash;
        chain.last = entry.seq;
        visit(entry, &hash, follows)?;
        chain.count += 1;
        chain.hash = hash;
    }
    Ok(chain)
}

/// Moves all entries from `old_journal` and `old_change` into segments, each read back and compared
/// before the old tables go. An entry whose hash does not follow keeps a segment of its own with the
/// hash that it had, so that verify finds it as before.
pub(in crate::store) fn take_over(
    conn: &Connection,
    now: Moment,
    progress: Progress<'_>,
) -> Result<(), StoreError> {
    let idents = Idents::default();
    let db = Db::new(conn, &idents);
    let head = pack_all(db, progress)?;
    prove(conn, &head)?;
    mention(conn)?;
    conn.execute_batch("DROP TABLE old_change; DROP TABLE old_journal;")?;
    if head.last > 0 {
        begin(db, now, head.last + 1, &head.hash)?;
    }
    Ok(())
}

/// Packs everything; gives where the chain leads to.
fn pack_all(db: Db<'_>, progress: Progress<'_>) -> Result<OldChain, StoreError> {
    let conn = db.conn;
    let mut run: Vec<Stored> = Vec::new();
    let (mut before, mut previous) = (Vec::new(), Vec::new());
    let during = Tables {
        journal: "old_journal",
        change: "old_change",
    };
    let told = (Stage::Packing, progress);
    let chain = each(conn, during, told, |entry, hash, follows| {
        if let Body::Old(old) = &entry.body {
            old.give_numbers(db)?;
        }
        let is_next = run
            .last()
            .is_none_or(|one| one.seq + 1 == entry.seq && month(one) == month(&entry));
        if !is_next || !follows {
            put(conn, &run, &before, &previous)?;
            run.clear();
        }
        if run.is_empty() {
            before.clone_from(&previous);
        }
        run.push(entry);
        previous = hash.to_vec();
        if !follows {
            put(conn, &run, &before, &previous)?;
            run.clear();
        }
        Ok(())
    })?;
    put(conn, &run, &before, &previous)?;
    Ok(chain)
}

/// Checks that the segments stand one behind the other and lead to the head of the old chain. What is
/// in each was compared when it was written.
fn prove(conn: &Connection, chain: &OldChain) -> Result<(), StoreError> {
    let mut reached = (0, Vec::new());
    Segment::each(conn, (1, i64::MAX - 1), false, |bounds| {
        let segment = bounds.load(conn)?;
        if segment.first <= reached.0 || segment.before != reached.1 {
            return Err(StoreError::Damaged);
        }
        reached = (segment.last, segment.hash);
        Ok(true)
    })?;
    if reached == (chain.last, chain.hash.clone()) {
        Ok(())
    } else {
        Err(StoreError::Damaged)
    }
}

/// The month of an old entry, such as `2026-11`.
fn month(entry: &Stored) -> Option<String> {
    match &entry.at {
        Value::Text(at) => at.get(..7).map(str::to_owned),
        Value::Integer(_) | Value::Null => None,
    }
}

/// Writes a run as a segment and reads it back. `hash` is what the last entry was stored with.
fn put(conn: &Connection, run: &[Stored], before: &[u8], hash: &[u8]) -> Result<(), StoreError> {
    if run.is_empty() {
        return Ok(());
    }
    let mut segment = Segment::pack(run, before)?;
    segment.hash = hash.to_vec();
    segment.insert(conn)?;
    let mut is_proven = false;
    Segment::each(conn, (segment.first, segment.last), false, |back| {
        let back = back.load(conn)?;
        is_proven = back == segment && back.unpack()? == run;
        Ok(false)
    })?;
    if is_proven {
        Ok(())
    } else {
        Err(StoreError::Damaged)
    }
}

fn read(row: &Row<'_>, changes: &mut Changes<'_>) -> Result<Stored, StoreError> {
    let seq = row.get(0)?;
    let at: String = row.get(1)?;
    Ok(Stored {
        seq,
        at: Value::Text(at.clone()),
        actor: None,
        deed: row.get(3)?,
        subject: None,
        undoes: row.get(6)?,
        body: Body::Old(OldBody {
            at,
            actor: row.get(2)?,
            subject: row.get(4)?,
            reason: row.get(5)?,
            changes: changes.of(seq)?,
        }),
    })
}

/// The changes of all entries, read beside them.
struct Changes<'s> {
    rows: Rows<'s>,
    next: Option<(i64, OldChange)>,
}

impl Changes<'_> {
    fn of(&mut self, seq: i64) -> Result<Vec<OldChange>, StoreError> {
        let mut found = Vec::new();
        loop {
            let (of, change) = match self.next.take() {
                Some(next) => next,
                None => match self.rows.next()? {
                    None => return Ok(found),
                    Some(row) => {
                        let change = OldChange {
                            kind: row.get(1)?,
                            key: row.get(2)?,
                            child: row.get(3)?,
                            before: row.get(4)?,
                            after: row.get(5)?,
                        };
                        (row.get(0)?, change)
                    }
                },
            };
            if of > seq {
                self.next = Some((of, change));
                return Ok(found);
            }
            // Changes below have no entry; `verify` of the old file found them.
            if of == seq {
                found.push(change);
            }
        }
    }
}

/// The entries that each child's history mentions.
fn mention(conn: &Connection) -> Result<(), StoreError> {
    conn.execute(
        "INSERT OR IGNORE INTO mention SELECT i.n, c.seq FROM old_change c
            JOIN old_journal j ON j.seq = c.seq JOIN ident i ON i.uuid = unhex(c.child, '-')
            WHERE c.kind <> 'attendance' OR j.deed NOT IN ('sign-in', 'sign-out')
            ORDER BY i.n, c.seq",
        [],
    )?;
    Ok(())
}

/// The first entry of the new schema: the identity of the chain, and the numbers that the file has
/// given to UUIDs so far.
fn begin(db: Db<'_>, now: Moment, seq: i64, previous: &[u8]) -> Result<(), StoreError> {
    let conn = db.conn;
    let mut statement = conn.prepare("SELECT n, uuid FROM ident ORDER BY n")?;
    let given = statement.query_map([], |row| {
        let uuid: [u8; 16] = row.get(1)?;
        Ok((row.get(0)?, Uuid::from_bytes(uuid)))
    })?;
    let given: Vec<(i64, Uuid)> = given.collect::<Result<_, _>>()?;
    let mut texts = Texts::default();
    texts.begin_with(Some(begin_chain(conn, seq)?), &given);
    let entry = Stored {
        seq,
        at: kept_moment(now, db)?,
        actor: None,
        deed: ActKind::Migrate.code().to_owned(),
        subject: None,
        undoes: None,
        body: Body::Text {
            open: texts.open,
            private: Private::None,
        },
    };
    entry.insert(conn, previous)
}
