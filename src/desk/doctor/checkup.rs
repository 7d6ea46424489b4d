//! A checkup: measured, judged, counted.

use super::check::{Check, Holder, Place, State};
use super::facts::{Facts, TerminalFacts};
use super::judge::judge;
use super::measure::measure;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;

/// A checkup: the facts and what follows from them.
#[derive(Debug)]
pub struct Checkup {
    pub(crate) facts: Facts,
    pub(crate) checks: Vec<Check>,
}

impl Checkup {
    /// Judges facts.
    pub(crate) fn of(facts: Facts) -> Self {
        let checks = judge(&facts);
        Self { facts, checks }
    }

    /// Measures and judges. Takes seconds on ten years of data.
    pub(crate) fn make(place: &Place, terminal: TerminalFacts) -> Self {
        Self::of(measure(place, terminal))
    }

    /// Number of checks with this result.
    pub(crate) fn count(&self, state: State) -> usize {
        self.checks.iter().filter(|one| one.state == state).count()
    }
}

impl Desk {
    /// The place of this desk for a checkup in a thread, which opens the file by itself.
    pub(crate) fn place(&self) -> Result<Place, Refusal> {
        self.ask(Query::File)?;
        let holder = if self.is_read_only() {
            Holder::Other
        } else {
            Holder::Us
        };
        Ok(Place {
            folder: self.folder(),
            keys: self.keys().clone(),
            now: self.now(),
            holder,
            sticks: self.sticks.clone(),
        })
    }
}
