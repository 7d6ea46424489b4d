//! The connection together with the local numbers of identifiers.
//!
//! A UUID takes 16 bytes wherever it stands, a number one or two. Each UUID is written once, in
//! the table `ident`; everywhere else stands its number. Numbers are of this file alone: what leaves
//! the file carries UUIDs.

use crate::store::error::StoreError;
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::collections::HashMap;
use uuid::Uuid;

/// Numbers are read in blocks of this many: a start reads hundreds of them.
const BLOCK: usize = 256;

/// The numbers read so far. A number never changes its UUID, so what was read stays true.
#[derive(Debug, Default)]
pub(in crate::store) struct Idents(RefCell<Read>);

/// No home gives more numbers; one that was tampered with must not ask for all memory.
const MOST: usize = 5_000_000;

#[derive(Debug, Default)]
struct Read {
    uuids: Vec<Option<Uuid>>,
    numbers: HashMap<Uuid, i64>,
    /// Numbers given in the step that is being written.
    given: Vec<(i64, Uuid)>,
}

impl Read {
    fn learn(&mut self, number: i64, uuid: Uuid) {
        let Some(place) = usize::try_from(number).ok().filter(|place| *place < MOST) else {
            return;
        };
        if self.uuids.len() <= place {
            self.uuids.resize(place + 1, None);
        }
        if let Some(slot) = self.uuids.get_mut(place) {
            *slot = Some(uuid);
        }
        self.numbers.insert(uuid, number);
    }
}

impl Idents {
    /// Takes the numbers given since the step began.
    pub(in crate::store) fn take_given(&self) -> Vec<(i64, Uuid)> {
        std::mem::take(&mut self.0.borrow_mut().given)
    }

    /// Forgets what was read: numbers given in a step that failed do not exist.
    pub(in crate::store) fn forget(&self) {
        self.0.take();
    }
}

/// A connection and the numbers that its rows use.
#[derive(Debug, Clone, Copy)]
pub struct Db<'c> {
    pub(in crate::store) conn: &'c Connection,
    idents: &'c Idents,
}

impl<'c> Db<'c> {
    pub(in crate::store) fn new(conn: &'c Connection, idents: &'c Idents) -> Self {
        Self { conn, idents }
    }

    /// The UUID of a number; `None` if the file gives no such number.
    pub(in crate::store) fn uuid(self, number: i64) -> Result<Option<Uuid>, StoreError> {
        let Ok(place) = usize::try_from(number) else {
            return Ok(None);
        };
        let known = |read: &Read| read.uuids.get(place).copied().flatten();
        if let Some(uuid) = known(&self.idents.0.borrow()) {
            return Ok(Some(uuid));
        }
        let first = place - place % BLOCK;
        let sql = "SELECT n, uuid FROM ident WHERE n >= ?1 AND n < ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let bounds = [first, first + BLOCK].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        let mut rows = statement.query(bounds)?;
        let mut read = self.idents.0.borrow_mut();
        while let Some(row) = rows.next()? {
            let blob = row.get_ref(1)?.as_blob().map_err(|_| StoreError::Damaged)?;
            let uuid = Uuid::from_slice(blob).map_err(|_| StoreError::Damaged)?;
            read.learn(row.get(0)?, uuid);
        }
        Ok(known(&read))
    }

    /// The number of a UUID; `None` if it has none, so that no row can name it.
    pub(in crate::store) fn find(self, uuid: Uuid) -> Result<Option<i64>, StoreError> {
        if let Some(number) = self.idents.0.borrow().numbers.get(&uuid) {
            return Ok(Some(*number));
        }
        let sql = "SELECT n FROM ident WHERE uuid = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let number = statement
            .query_row([uuid.as_bytes()], |row| row.get(0))
            .optional()?;
        if let Some(number) = number {
            self.idents.0.borrow_mut().learn(number, uuid);
        }
        Ok(number)
    }

    /// The number of a UUID as a value of a question; 0, which no row has, if it has none.
    pub(in crate::store) fn number(self, uuid: Uuid) -> Result<i64, StoreError> {
        Ok(self.find(uuid)?.unwrap_or_default())
    }

    /// The number of a UUID, given now if it has none yet. Only inside a step.
    pub(in crate::store) fn give_number(self, uuid: Uuid) -> Result<i64, StoreError> {
        if let Some(number) = self.idents.0.borrow().numbers.get(&uuid) {
            return Ok(*number);
        }
        // Most that were not read yet are new: the index is searched once.
        let sql = "INSERT INTO ident (uuid) VALUES (?1) ON CONFLICT (uuid) DO NOTHING";
        let added = self.conn.prepare_cached(sql)?.execute([uuid.as_bytes()])?;
        if added == 0 {
            return self.find(uuid)?.ok_or(StoreError::Damaged);
        }
        let number = self.conn.last_insert_rowid();
        let mut read = self.idents.0.borrow_mut();
        read.learn(number, uuid);
        read.given.push((number, uuid));
        Ok(number)
    }
}
