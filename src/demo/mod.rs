//! The demo home: about sixty invented children with a year of history.
//!
//! The same seed and time always give the same home. It is written through the journal: the past in
//! one entry a day, yesterday and today in single steps like at the door. No number is real:
//! identity numbers have an area code that was never issued, phone numbers begin with 120.

mod dice;
mod family;
mod file;
mod frame;
mod history;
#[cfg(test)]
mod ordinary_tests;
mod person;
mod programme;
mod rota;
mod rounds;
mod step;
mod story;
mod support;
#[cfg(test)]
mod tests;
mod village;
mod year;

use crate::domain::Moment;
use crate::store::{Store, StoreError};
use frame::Frame;

/// The seed of all random numbers.
const SEED: u64 = 20_261_123;

/// Fills an empty file with the demo home as of `now`.
pub(crate) fn fill(store: &mut Store, now: Moment) -> Result<(), StoreError> {
    let frame = Frame::new(now);
    for step in story::steps(&frame, SEED) {
        store.write(&step.act, |writer| {
            step.rows.iter().try_for_each(|row| row.write(writer))
        })?;
    }
    Ok(())
}
