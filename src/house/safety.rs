//! What is known of the copies of the home's file, and whether the file continues them.

use crate::domain::Moment;
use crate::store::Head;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Days after which a missing copy, or a second place not seen, is a matter of the home.
const REMIND_AFTER: u64 = 7;

/// The state of the copies, as of one reading of the folders.
#[derive(Debug, Clone)]
pub struct Safety {
    /// When the folders were read.
    pub read_at: Moment,
    /// The head of the file at that moment.
    pub head: Head,
    /// The copies beside the file, newest first.
    pub copies: Vec<Copied>,
    /// The second place; `None` if none was chosen.
    pub stick: Option<Stick>,
    /// The last rehearsal; `None` if there was none.
    pub rehearsal: Option<Rehearsal>,
    /// Copies that the file does not continue, the one with the most steps first.
    pub doubts: Vec<Doubt>,
    /// Entries that restored copies gave up, as the file says them.
    pub given_up: String,
    /// Day of the first entry, from which a first copy is waited for.
    pub since: Option<NaiveDate>,
}

/// A copy of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// When it was made, by the home's clock.
    pub at: NaiveDateTime,
    /// The head that it ends with.
    pub head: Head,
    /// Where it lies.
    pub path: PathBuf,
}

/// The second place: a stick that the program knows by a mark that it left there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stick {
    /// What is written on it.
    pub label: String,
    /// Whether it is there now.
    pub is_here: bool,
    /// When it was there last with a copy made; `None` if never.
    pub copied_at: Option<Moment>,
    /// The copies on it, newest first; empty while it is not there.
    pub copies: Vec<Copied>,
}

/// A copy restored into a temporary place, checked whole and counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// When.
    pub at: Moment,
    /// Name of the copy.
    pub copy: String,
    /// Number of faults; 0 means that it can be restored.
    pub faults: usize,
    /// Children in it.
    pub children: usize,
    /// Journal entries in it.
    pub entries: usize,
}

/// A copy that the file does not continue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The copy.
    pub copy: Copied,
    /// What differs.
    pub kind: DoubtKind,
    /// Entries of the copy that the file does not have.
    pub missing: i64,
    /// Entries of the file since it parted from the copy.
    pub own: i64,
    /// Moment of the first of them; `None` if the copy cannot be read.
    pub from: Option<Moment>,
}

/// How a file differs from a copy of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubtKind {
    /// The file ends before the copy: an older file was put back, or its end was cut.
    Behind,
    /// The file has other entries than the copy: it was written anew, or lives on elsewhere.
    Rewritten,
    /// There is no home in the file, but there are copies of one.
    NoFile,
    /// The copy is of another home.
    OtherHome,
    /// The copy does not end as its name says: the copy was changed.
    CopyChanged,
}

/// What about the copies needs a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SafetyMatter<'s> {
    /// The file does not continue a copy.
    Doubt(&'s Doubt),
    /// No copy for this many days.
    NoCopy(u64),
    /// The second place has had no copy for this many days.
    StickAway(&'s Stick, u64),
    /// The last rehearsal found faults.
    Rehearsal(&'s Rehearsal),
}

impl Safety {
    /// What needs a person, the most urgent first.
    pub(crate) fn matters(&self, today: NaiveDate) -> Vec<SafetyMatter<'_>> {
        let days_since = |day: NaiveDate| u64::try_from((today - day).num_days()).unwrap_or(0);
        // A copy of a clock that was ahead says nothing about how long ago it was.
        let days = self.copies.iter().map(|copy| copy.at.date());
        let newest = days.filter(|day| *day <= today).max();
        let waited = newest.or(self.since).map_or(0, days_since);
        let no_copy = (waited >= REMIND_AFTER).then_some(SafetyMatter::NoCopy(waited));
        let away = self.stick.as_ref().and_then(|stick| {
            let last = stick.copied_at.map(|at| at.date_naive());
            let waited = last.or(self.since).map_or(0, days_since);
            (waited >= REMIND_AFTER).then_some(SafetyMatter::StickAway(stick, waited))
        });
        let failed = self.rehearsal.as_ref().filter(|one| one.faults > 0);
        // One of a kind, that with the most steps: the others say the same of older copies.
        let kinds = self.doubts.iter().enumerate().filter(|(place, doubt)| {
            let before = self.doubts.iter().take(*place);
            before.into_iter().all(|one| one.kind != doubt.kind)
        });
        let doubts = kinds.map(|(_, doubt)| SafetyMatter::Doubt(doubt));
        doubts
            .chain(no_copy)
            .chain(away)
            .chain(failed.map(SafetyMatter::Rehearsal))
            .collect()
    }
}
