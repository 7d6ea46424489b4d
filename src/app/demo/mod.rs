//! The demo home: some sixty children, a year of believable history, all of it invented.
//!
//! Everything follows from one seed and from the moment at which it is made, so the same moment
//! always gives the same home. It is written through the journal like anything else: the past in
//! an entry a month, yesterday and today step by step as the door writes them. Numbers cannot be
//! anybody's: identity numbers have an area that was never given out, phones begin with 120.

mod dice;
mod family;
mod file;
mod programme;
mod rounds;
mod story;
#[cfg(test)]
mod tests;
mod village;
mod year;

use super::desk::Desk;
use super::refusal::Refusal;
use village::Frame;

/// The seed of all chance in the demo home.
const SEED: u64 = 20_261_123;

/// Fills an empty file with the demo home, as it stands at the moment the clock shows.
pub fn fill(desk: &mut Desk) -> Result<(), Refusal> {
    if desk.store.home()?.is_some() {
        return Err(Refusal::AlreadySetUp);
    }
    let frame = Frame::new(desk.now());
    for step in story::steps(&frame, SEED) {
        desk.store.write(&step.act, |writer| {
            step.rows.iter().try_for_each(|row| row.write(writer))
        })?;
        desk.actor = step.act.actor;
    }
    Ok(())
}
