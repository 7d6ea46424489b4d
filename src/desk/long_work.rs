//! Work on many rows: how far it has come, and that a person wants it stopped. Seen and said from another thread.

use crate::i18n::Lang;
use crate::t;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// From this many rows on, it is said what is being done with them.
pub(crate) const MANY_ROWS: usize = 20_000;

/// Rows between two looks at whether to go on.
const LOOK_EVERY: usize = 512;

/// What is being done with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// They are compared with the register. Nothing is written.
    Comparing,
    /// They are written, all of them or none.
    Writing,
}

/// How far work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reached {
    /// What is being done.
    pub doing: Doing,
    /// Rows that are done.
    pub done: usize,
    /// All of them.
    pub rows: usize,
}

impl Reached {
    /// Work that begins.
    pub(crate) const fn none_of(rows: usize, doing: Doing) -> Self {
        Self {
            doing,
            done: 0,
            rows,
        }
    }

    /// The state of the work in words.
    pub(crate) fn text(self, lang: Lang) -> String {
        let Self { doing, done, rows } = self;
        match doing {
            Doing::Comparing => t!(lang, "import-judging", done = done, rows = rows),
            Doing::Writing if done < rows => t!(lang, "import-writing", done = done, rows = rows),
            Doing::Writing => t!(lang, "import-saving", rows = rows),
        }
    }

    /// Whether the work can still be stopped: what was written as a whole can only be taken back.
    pub(crate) const fn can_stop(self) -> bool {
        self.done < self.rows
    }
}

/// Work on many rows that goes on in one thread and is watched from another.
#[derive(Debug, Clone, Default)]
pub(crate) struct LongWork(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    reached: Mutex<Option<Reached>>,
    is_stopped: AtomicBool,
}

impl LongWork {
    /// Forgets earlier work, and that it was to stop.
    pub(crate) fn clear(&self) {
        self.set(None);
        self.0.is_stopped.store(false, Ordering::Relaxed);
    }

    /// Says that it is to stop.
    pub(crate) fn stop(&self) {
        self.0.is_stopped.store(true, Ordering::Relaxed);
    }

    /// How far it has come; `None` before it has begun.
    pub(crate) fn reached(&self) -> Option<Reached> {
        *self
            .0
            .reached
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins work. What it returns is told the number of rows done and of all, and answers whether to go on.
    pub(crate) fn begin(&self, doing: Doing) -> impl Fn(usize, usize) -> bool + '_ {
        move |done, rows| {
            if done % LOOK_EVERY != 0 && done < rows {
                return true;
            }
            self.set(Some(Reached { doing, done, rows }));
            !self.0.is_stopped.load(Ordering::Relaxed)
        }
    }

    fn set(&self, reached: Option<Reached>) {
        *self
            .0
            .reached
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = reached;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_is_to_stop_hears_of_it_within_some_hundred_rows() {
        let work = LongWork::default();
        work.stop();
        work.clear();
        let begun = work.begin(Doing::Writing);
        let goes_on = |done| begun(done, 10_000);
        assert!((0..5_000).all(goes_on));
        work.stop();
        let stopped_at = (5_000..10_000).find(|done| !goes_on(*done));
        assert_eq!(stopped_at, Some(5_120));
        let reached = work.reached().unwrap();
        assert_eq!(
            (reached.done, reached.rows, reached.can_stop()),
            (5_120, 10_000, true)
        );
        work.clear();
        assert!(goes_on(10_000));
        assert_eq!(work.reached().map(Reached::can_stop), Some(false));
    }
}
