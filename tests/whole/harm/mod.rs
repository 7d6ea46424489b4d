//! What must hold when the power is cut, the disk is full, a byte flips or somebody writes into the
//! file.

mod aim;
mod chain;
mod copies;
mod copies_flipped;
mod disk_full;
mod flips;
mod ground;
mod kills;
mod kills_at_the_door;
mod kills_at_the_key;
mod locks;
mod old_home;
mod random_keys;
mod reading;
mod system_words;
mod taken_away;
mod tamper;
mod two_programs;
mod unseen;

use aim::Dice;
use std::time::{Duration, Instant};

/// Minutes that each random trial goes on, instead of its usual number of rounds.
const MINUTES: &str = "DOORLIGHT_HARM_MINUTES";
/// Another seed than the usual one.
const SEED: &str = "DOORLIGHT_HARM_SEED";

/// A trial by random numbers: the same in every run, unless the environment asks for more of it.
struct Trial {
    dice: Dice,
    seed: u64,
    round: usize,
    usual: usize,
    until: Option<Instant>,
}

impl Trial {
    /// A trial of so many rounds.
    fn of(usual: usize, seed: u64) -> Self {
        let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
        let seed = number(SEED).unwrap_or(seed).max(1); // from 0 come only zeros
        let minutes = number(MINUTES).map(|count| Duration::from_secs(60 * count));
        Self {
            dice: Dice(seed),
            seed,
            round: 0,
            usual,
            until: minutes.map(|span| Instant::now() + span),
        }
    }

    /// Begins the next round; false after the last.
    fn goes_on(&mut self) -> bool {
        let goes_on = match self.until {
            Some(until) => Instant::now() < until,
            None => self.round < self.usual,
        };
        self.round += usize::from(goes_on);
        goes_on
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let (round, seed) = (self.round, self.seed);
        if std::thread::panicking() {
            eprintln!("round {round}; the same again: {SEED}={seed}");
        } else if self.until.is_some() {
            eprintln!("{round} rounds");
        }
    }
}
