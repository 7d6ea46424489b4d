//! Undo and redo. An undo is an entry of its own; redo inverts it.

use super::error::StoreError;
use super::file::Store;
use super::journal::act::{Act, ActKind};
use super::journal::reader::{self, Entry};
use super::writer::Written;
use std::collections::HashSet;

/// Entries read at a time when searching for the step to undo.
const PAGE: usize = 64;

impl Store {
    /// The newest step that is not undone; `None` if there is none.
    pub(crate) fn last_step(&self) -> Result<Option<Entry>, StoreError> {
        self.walk(|entry, cancelled| match entry.act.kind {
            kind if is_passed_over(kind) => Verdict::GoOn,
            _ if cancelled => Verdict::GoOn,
            _ => Verdict::This,
        })
    }

    /// The newest undo that can be redone: no other step followed it.
    pub(crate) fn last_undone(&self) -> Result<Option<Entry>, StoreError> {
        self.walk(|entry, cancelled| match entry.act.kind {
            ActKind::Undo if !cancelled => Verdict::This,
            kind if is_passed_over(kind) => Verdict::GoOn,
            _ if cancelled => Verdict::GoOn,
            _ => Verdict::Nothing,
        })
    }

    fn walk(&self, judge: impl Fn(&Entry, bool) -> Verdict) -> Result<Option<Entry>, StoreError> {
        let mut taken_back = HashSet::new();
        let mut below = i64::MAX;
        loop {
            let page = self.entries_before(below, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(None);
            };
            below = last.seq;
            for entry in page {
                let cancelled = taken_back.contains(&entry.seq);
                if let Some(seq) = entry.act.undoes.filter(|_| !cancelled) {
                    taken_back.insert(seq);
                }
                match judge(&entry, cancelled) {
                    Verdict::This => return Ok(Some(entry)),
                    Verdict::Nothing => return Ok(None),
                    Verdict::GoOn => {}
                }
            }
        }
    }

    /// Inverts the changes of an entry, last first. Fails as a whole if a row was changed since.
    pub(crate) fn revert_entry(&mut self, seq: i64, act: &Act) -> Result<Written<()>, StoreError> {
        let act = Act {
            undoes: Some(seq),
            ..act.clone()
        };
        self.write(&act, |writer| {
            let entry = reader::entry(writer.db(), seq)?.ok_or(StoreError::Damaged)?;
            let changes = entry.changes(writer.db())?;
            changes
                .into_iter()
                .rev()
                .try_for_each(|change| writer.revert(change))
        })
    }
}

/// Kinds of steps that are no step to undo: undo and redo themselves, settings, an accepted clock, a new
/// schema, that somebody looked. Erasing and restoring are steps, so that nothing older is undone in their place; they stay done.
const fn is_passed_over(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::Undo
            | ActKind::Redo
            | ActKind::Setting
            | ActKind::PrintRound
            | ActKind::HandOver
            | ActKind::Export
            | ActKind::Looked
            | ActKind::Clock
            | ActKind::Migrate
    )
}

enum Verdict {
    This,
    Nothing,
    GoOn,
}
