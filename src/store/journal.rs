//! The journal: entries of who did what, when and why, each chained by its hash to the one before.

use super::error::StoreError;
use super::rows::column::column;
use super::rows::db::Db;
use crate::domain::codes::coded;
use crate::domain::{ChildId, Moment, StaffId};
use rusqlite::{Connection, Params, Row};
use sha2::{Digest, Sha256};

coded! {
    /// The kind of step that an entry records.
    pub ActKind {
        SetUp = "set-up", OpenDay = "open-day", CloseDay = "close-day",
        SignIn = "sign-in", SignOut = "sign-out", Absence = "absence", Settle = "settle",
        Correct = "correct", AddChild = "add-child", EditChild = "edit-child",
        ChangeStatus = "change-status", BindCard = "bind-card", UnbindCard = "unbind-card",
        ImportRoster = "import-roster", ImportAttendance = "import-attendance",
        EditHome = "edit-home", EditCalendar = "edit-calendar", EditStaff = "edit-staff",
        RecordVisit = "record-visit", FollowUp = "follow-up", Agreement = "agreement",
        Problem = "problem", Incident = "incident", EditRules = "edit-rules",
        PlanActivity = "plan-activity", MoveActivity = "move-activity",
        CancelActivity = "cancel-activity", HoldActivity = "hold-activity",
        TakingPart = "taking-part", ExplainWeek = "explain-week", Exempt = "exempt", CopyPlan = "copy-plan",
        ImportActivities = "import-activities", EditTopic = "edit-topic",
        Setting = "setting", Clock = "clock", Undo = "undo", Redo = "redo",
    }
}

/// Who does what, when and why. The caller gives it with a step; the entry keeps it.
#[derive(Debug, Clone)]
pub struct Act {
    /// Moment of the step, by the desk's clock.
    pub at: Moment,
    /// The member of staff; `None` before the staff list has anyone.
    pub actor: Option<StaffId>,
    /// Kind of step; column `deed`.
    pub kind: ActKind,
    /// The child that the step is mainly about.
    pub subject: Option<ChildId>,
    /// Reason, where the step requires one; otherwise empty.
    pub reason: String,
    /// Number of the entry that this one inverts (undo and redo).
    pub undoes: Option<i64>,
}

impl Act {
    /// A step without subject and reason.
    pub(crate) fn new(at: Moment, actor: Option<StaffId>, kind: ActKind) -> Self {
        Self {
            at,
            actor,
            kind,
            subject: None,
            reason: String::new(),
            undoes: None,
        }
    }

    /// The same step, about a child.
    #[must_use]
    pub(crate) fn about(self, child: ChildId) -> Self {
        Self {
            subject: Some(child),
            ..self
        }
    }

    /// The same step, with a reason.
    #[must_use]
    pub(crate) fn because(self, reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            ..self
        }
    }
}

/// One entry as it was written.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Number, from 1, without gaps.
    pub seq: i64,
    /// Who did what, when and why.
    pub act: Act,
    /// Digest of the entry's changes, as stored.
    pub(super) digest: Vec<u8>,
    /// Hash over the previous hash, `act` and `digest`, as stored.
    pub(super) hash: Vec<u8>,
}

impl Entry {
    /// Calls `visit` with every entry that the end of a SELECT selects, one at a time: the journal may
    /// be too large for memory.
    pub(super) fn each(
        db: Db<'_>,
        tail: &str,
        values: impl Params,
        mut visit: impl FnMut(Self) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT seq, at, actor, deed, subject, reason, undoes, digest, hash FROM journal {tail}"
        );
        let mut statement = db.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            visit(Self::read(row, db)?)?;
        }
        Ok(())
    }

    fn read(row: &Row<'_>, db: Db<'_>) -> Result<Self, StoreError> {
        let mut next = 1;
        Ok(Self {
            seq: row.get(0)?,
            act: Act {
                at: column(db, row, &mut next, "journal", "at")?,
                actor: column(db, row, &mut next, "journal", "actor")?,
                kind: column(db, row, &mut next, "journal", "deed")?,
                subject: column(db, row, &mut next, "journal", "subject")?,
                reason: column(db, row, &mut next, "journal", "reason")?,
                undoes: row.get(6)?,
            },
            digest: row.get(7)?,
            hash: row.get(8)?,
        })
    }

    /// Whether the entry follows from its stored changes and from the hash of the entry before it.
    pub(super) fn follows(&self, conn: &Connection, previous: &[u8]) -> Result<bool, StoreError> {
        let digest = stored_digest(conn, self.seq)?;
        let hash = entry_hash(previous, self.seq, &self.act, &digest);
        Ok(digest == self.digest && hash == self.hash)
    }

    /// The hash in hexadecimal, as exported.
    pub(crate) fn hash_hex(&self) -> String {
        use std::fmt::Write as _;
        self.hash.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// The running digest over the changes of one entry.
#[derive(Clone)]
pub(super) struct ChangeDigest(Sha256);

impl ChangeDigest {
    pub(super) fn new() -> Self {
        Self(Sha256::new())
    }

    pub(super) fn add(&mut self, kind: &str, key: &str, before: Option<&str>, after: Option<&str>) {
        for part in [Some(kind), Some(key), before, after] {
            feed(&mut self.0, part);
        }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

/// The digest over the stored changes of an entry. Covers the stored bytes, so it does not parse them.
fn stored_digest(conn: &Connection, seq: i64) -> Result<Vec<u8>, StoreError> {
    let sql = "SELECT kind, key, before, after FROM change WHERE seq = ?1 ORDER BY nth";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([seq])?;
    let mut digest = ChangeDigest::new();
    while let Some(row) = rows.next()? {
        let text = |place| -> Result<Option<&str>, StoreError> {
            row.get_ref(place)?
                .as_str_or_null()
                .map_err(|_| StoreError::Damaged)
        };
        let (kind, key) = (text(0)?.unwrap_or_default(), text(1)?.unwrap_or_default());
        digest.add(kind, key, text(2)?, text(3)?);
    }
    Ok(digest.finish())
}

/// Adds a part with its length, so that no two different entries feed the same bytes.
fn feed(hasher: &mut Sha256, part: Option<&str>) {
    match part {
        None => hasher.update([0]),
        Some(text) => {
            hasher.update([1]);
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text);
        }
    }
}

/// The hash of an entry: over the hash before it, its number, its act and the digest of its changes.
pub(super) fn entry_hash(previous: &[u8], seq: i64, act: &Act, digest: &[u8]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(seq.to_le_bytes());
    feed(&mut hasher, Some(&act.at.to_rfc3339()));
    feed(&mut hasher, act.actor.map(|id| id.to_string()).as_deref());
    feed(&mut hasher, Some(act.kind.code()));
    feed(&mut hasher, act.subject.map(|id| id.to_string()).as_deref());
    feed(
        &mut hasher,
        Some(&act.reason)
            .filter(|text| !text.is_empty())
            .map(String::as_str),
    );
    hasher.update(act.undoes.unwrap_or_default().to_le_bytes());
    hasher.update(digest);
    hasher.finalize().to_vec()
}
