//! The demo home: some sixty children, a year of believable history, all of it invented.
//!
//! Everything follows from one seed and from the moment at which it is made, so the same moment
//! always gives the same home. It is written through the journal like anything else: the past in
//! an entry a month, yesterday and today step by step as the door writes them. Numbers cannot be
//! anybody's: identity numbers have an area that was never given out, phones begin with 120.

mod dice;
mod family;
mod file;
mod frame;
mod person;
mod programme;
mod rounds;
mod step;
mod story;
#[cfg(test)]
mod tests;
mod village;
mod year;

use crate::domain::Moment;
use crate::store::{Store, StoreError};
use frame::Frame;

/// The seed of all chance in the demo home.
const SEED: u64 = 20_261_123;

/// Fills an empty file with the demo home, as it stands at a moment.
pub fn fill(store: &mut Store, now: Moment) -> Result<(), StoreError> {
    let frame = Frame::new(now);
    for step in story::steps(&frame, SEED) {
        store.write(&step.act, |writer| {
            step.rows.iter().try_for_each(|row| row.write(writer))
        })?;
    }
    Ok(())
}
