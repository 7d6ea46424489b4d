//! Chooses the moments of the kills.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Minimum number of kills before and after the commit; fewer would prove little.
pub(super) const AT_LEAST: usize = 5;

/// Random numbers, the same in every run.
pub(super) struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 32
    }

    /// A number from 0 to 1.
    pub(super) fn roll(&mut self) -> f64 {
        f64::from(u32::try_from(self.next()).unwrap()) / f64::from(u32::MAX)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next()).unwrap() % end
    }
}

/// Chooses when to kill: close to the commit of the work. That moment differs between machines and is
/// approached from the result of each kill.
pub(super) struct Aim {
    at: Duration,
    /// The earliest kill, as a part of the delay to the commit.
    from: f64,
    dice: Dice,
    early: usize,
    late: usize,
}

impl Aim {
    pub(super) fn new(first_guess: Duration, seed: u64) -> Self {
        Self {
            at: first_guess,
            from: 0.5,
            dice: Dice(seed),
            early: 0,
            late: 0,
        }
    }

    /// Kills from the start of the program on: the work has stages long before its commit.
    pub(super) fn spread_from_the_start(self) -> Self {
        Self { from: 0.1, ..self }
    }

    /// Waits until the next kill.
    pub(super) fn wait(&mut self, began: Instant) {
        let part = self.from + (1.5 - self.from) * self.dice.roll();
        let moment = self.at.mul_f64(part);
        // The delay itself is under test, so there is no condition to wait for.
        std::thread::sleep(moment.saturating_sub(began.elapsed()));
    }

    /// Starts the program, kills it and gives what it had printed.
    pub(super) fn kill(&mut self, command: &mut Command) -> String {
        let began = Instant::now();
        let mut running = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = running.stdout.take().unwrap();
        self.wait(began);
        running.kill().unwrap();
        running.wait().unwrap();
        let mut printed = String::new();
        out.read_to_string(&mut printed).unwrap();
        printed
    }

    /// Adjusts the delay after a kill before or after the commit.
    pub(super) fn fell(&mut self, is_late: bool) {
        if is_late {
            self.late += 1;
            self.at = self.at.mul_f64(0.8);
        } else {
            self.early += 1;
            self.at = self.at.mul_f64(1.25);
        }
    }

    pub(super) fn check(&self) {
        let (early, late) = (self.early, self.late);
        assert!(
            early >= AT_LEAST && late >= AT_LEAST,
            "{early} kills early, {late} late"
        );
    }
}
