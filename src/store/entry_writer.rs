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
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// Changes that are handed over at once.
const BATCH: usize = 2_048;
/// Batches that may wait, so that memory does not grow where writing down takes longer than the rows.
const WAITING: usize = 16;

/// What a step has changed so far, written down.
#[derive(Debug)]
pub(super) struct EntryWriter {
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
pub(super) enum MadeChange {
    /// A row that the table did not have, as the file keeps it.
    Added(&'static Table, Vec<Value>),
    /// A change of a row that was there.
    Changed(RowChange),
}

impl EntryWriter {
    pub(super) fn new(at: Value, kind: ActKind) -> Self {
        Self {
            body: Body::default(),
            mentioned: BTreeSet::new(),
            at,
            kind,
        }
    }

    /// Writes down what was made.
    pub(super) fn write(&mut self, made: &MadeChange) {
        match made {
            MadeChange::Added(table, row) => {
                if let Some(change) = RowChange::between(table, None, Some(row)) {
                    self.write_change(&change);
                }
            }
            MadeChange::Changed(change) => self.write_change(change),
        }
    }

    fn write_change(&mut self, change: &RowChange) {
        self.body.add(change, &self.at);
        if let Some(child) = change.child
            && reader::is_history(change, self.kind, child)
        {
            self.mentioned.insert(child);
        }
    }

    /// Makes many changes. They are written down in a second thread, in their order, while the rows are changed.
    pub(super) fn write_in_thread(
        &mut self,
        make: impl FnOnce(&mut dyn FnMut(MadeChange)) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut make = Some(make);
        let done = thread::scope(|scope| {
            let (to, from) = sync_channel(WAITING);
            let (give_back, back) = channel();
            let writer = &mut *self;
            let write = move || writer.take_all(&from, &give_back);
            let aside = thread::Builder::new().spawn_scoped(scope, write);
            let (aside, make) = (aside.ok()?, make.take()?);
            let mut batches = Batches {
                to,
                back,
                batch: Vec::with_capacity(BATCH),
            };
            let done = make(&mut |made| batches.send(made));
            batches.close();
            // A panic of that thread goes on in this one, and the step fails as a whole.
            aside.join().unwrap_or_else(|fault| resume_unwind(fault));
            Some(done)
        });
        match (done, make) {
            (Some(done), _) => done,
            // No thread: they are written down here.
            (None, Some(make)) => make(&mut |made| self.write(&made)),
            (None, None) => Ok(()),
        }
    }

    /// Writes down batch after batch. Each goes back to be freed in the thread that allocated it: the allocator contends on
    /// what is freed across threads.
    fn take_all(&mut self, from: &Receiver<Vec<MadeChange>>, back: &Sender<Vec<MadeChange>>) {
        for batch in from {
            for made in &batch {
                self.write(made);
            }
            let _ = back.send(batch);
        }
    }
}

/// Hands changes over in batches.
struct Batches {
    to: SyncSender<Vec<MadeChange>>,
    /// What was written down.
    back: Receiver<Vec<MadeChange>>,
    batch: Vec<MadeChange>,
}

impl Batches {
    fn send(&mut self, made: MadeChange) {
        self.batch.push(made);
        if self.batch.len() == BATCH {
            let mut empty = self.back.try_recv().unwrap_or_default();
            empty.clear();
            let batch = std::mem::replace(&mut self.batch, empty);
            // Fails only if the thread has panicked, which `join` reports.
            let _ = self.to.send(batch);
        }
    }

    fn close(self) {
        let _ = self.to.send(self.batch);
    }
}
