//! Writes down the changes of a step: the texts of its entry, and whose history it belongs to.

use super::error::StoreError;
use super::journal::act::ActKind;
use super::journal::reader;
use super::journal::row_change::RowChange;
use super::journal::text::Body;
use super::rows::record::Table;
use super::rows::value::Value;
use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Changes that are handed over at once.
const BATCH: usize = 512;
/// Batches that may wait, so that memory does not grow where writing down takes longer than the rows.
const WAITING: usize = 64;

/// What a step has changed so far, written down.
#[derive(Debug)]
pub(super) struct Scribe {
    /// Texts of the entry.
    pub(super) body: Body,
    /// Numbers of the children whose history the entry belongs to.
    pub(super) mentioned: BTreeSet<i64>,
    /// Moment of the step as the file keeps it.
    at: Value,
    kind: ActKind,
}

/// A change that was made and is not yet written down.
#[derive(Debug)]
pub(super) enum Made {
    /// A row that the table did not have, as the file keeps it.
    Added(&'static Table, Vec<Value>),
    /// A change of a row that was there.
    Changed(RowChange),
}

impl Made {
    fn change(self) -> Option<RowChange> {
        match self {
            Self::Added(table, row) => RowChange::between(table, None, Some(&row)),
            Self::Changed(change) => Some(change),
        }
    }
}

impl Scribe {
    pub(super) fn new(at: Value, kind: ActKind) -> Self {
        Self {
            body: Body::default(),
            mentioned: BTreeSet::new(),
            at,
            kind,
        }
    }

    /// Writes a change down.
    pub(super) fn write(&mut self, made: Made) {
        let Some(change) = made.change() else {
            return;
        };
        self.body.add(&change, &self.at);
        if let Some(child) = change.child
            && reader::is_history(&change, self.kind, child)
        {
            self.mentioned.insert(child);
        }
    }

    /// Makes many changes. They are written down in a second thread, in their order, while the rows are changed.
    pub(super) fn write_beside(
        &mut self,
        make: impl FnOnce(&mut dyn FnMut(Made)) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut make = Some(make);
        let done = thread::scope(|scope| {
            let (to, from) = sync_channel(WAITING);
            let me = &mut *self;
            let aside = thread::Builder::new().spawn_scoped(scope, move || me.take_all(&from));
            let (aside, make) = (aside.ok()?, make.take()?);
            let mut post = Post {
                to,
                batch: Vec::with_capacity(BATCH),
            };
            let made = make(&mut |made| post.send(made));
            post.close();
            // What went wrong there is told here, and the step fails as a whole.
            aside.join().unwrap_or_else(|fault| resume_unwind(fault));
            Some(made)
        });
        match (done, make) {
            (Some(made), _) => made,
            // No thread: they are written down here.
            (None, Some(make)) => make(&mut |made| self.write(made)),
            (None, None) => Ok(()),
        }
    }

    fn take_all(&mut self, from: &Receiver<Vec<Made>>) {
        from.iter().flatten().for_each(|made| self.write(made));
    }
}

/// Hands changes over in batches.
struct Post {
    to: SyncSender<Vec<Made>>,
    batch: Vec<Made>,
}

impl Post {
    fn send(&mut self, made: Made) {
        self.batch.push(made);
        if self.batch.len() == BATCH {
            let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
            // Fails only if the thread was lost, which its end tells.
            let _ = self.to.send(batch);
        }
    }

    fn close(self) {
        let _ = self.to.send(self.batch);
    }
}
