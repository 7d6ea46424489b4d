//! Growing delays after wrong secrets. They are in a file, so that a restart does not end them; a try is written down
//! before the secret is tried, so that killing the program does not save it.

use super::private_file;
use super::slot::Holder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use thiserror::Error;

const MAX_WAIT: u64 = 900;

/// Seconds to wait after so many wrong tries in a row.
pub(crate) fn wait_after(wrong: u32) -> u64 {
    match wrong.checked_sub(3) {
        None => 0,
        Some(step) => (5 << step.min(8)).min(MAX_WAIT),
    }
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Wrong {
    count: u32,
    last: i64,
}

/// Wrong tries in a row by holder; unknown names (`None`) count together.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Tries {
    holders: BTreeMap<String, Wrong>,
}

/// Why a secret may not be tried.
#[derive(Debug, Error)]
pub(crate) enum CannotTry {
    /// So many seconds are still to wait.
    #[error("wait {0} seconds")]
    Wait(u64),
    /// The try could not be written down.
    #[error("the tries cannot be written")]
    Io(#[from] io::Error),
}

fn key(holder: Option<Holder>) -> String {
    match holder {
        Some(Holder::Person(id)) => id.to_string(),
        Some(Holder::Recovery) => "recovery".to_owned(),
        None => "unknown".to_owned(),
    }
}

impl Tries {
    /// The tries of a file. A missing or damaged one has none: it must not lock people out.
    pub(crate) fn read(path: &Path) -> Self {
        let bytes = private_file::read(path).ok().flatten();
        let read = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        read.unwrap_or_default()
    }

    /// Replaces the file as a whole.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        private_file::replace(path, &serde_json::to_vec(self)?)
    }

    /// Seconds still to wait. A clock that was set back makes the wait start anew, never longer than its step.
    pub(crate) fn left(&self, holder: Option<Holder>, now: i64) -> u64 {
        let Some(wrong) = self.holders.get(&key(holder)) else {
            return 0;
        };
        let gone = u64::try_from(now.saturating_sub(wrong.last)).unwrap_or(0);
        wait_after(wrong.count).saturating_sub(gone)
    }

    /// Counts a wrong try.
    pub(crate) fn wrong(&mut self, holder: Option<Holder>, now: i64) {
        let none = Wrong {
            count: 0,
            last: now,
        };
        let wrong = self.holders.entry(key(holder)).or_insert(none);
        wrong.count = wrong.count.saturating_add(1);
        wrong.last = now;
    }

    /// Forgets the wrong tries of a holder whose secret was right.
    pub(crate) fn right(&mut self, holder: Option<Holder>) {
        self.holders.remove(&key(holder));
    }

    /// Counts a try as wrong and writes that, before the secret is tried. `right` and `write` follow when it was right.
    pub(crate) fn begin(path: &Path, holder: Option<Holder>, now: i64) -> Result<Self, CannotTry> {
        let mut tries = Self::read(path);
        match tries.left(holder, now) {
            0 => {}
            left => return Err(CannotTry::Wait(left)),
        }
        tries.wrong(holder, now);
        tries.write(path)?;
        Ok(tries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_the_third_wrong_try_up_to_a_quarter_hour() {
        let waits: Vec<u64> = (0..13).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
        assert_eq!(wait_after(u32::MAX), 900);
    }

    #[test]
    fn a_try_is_on_the_disk_before_it_is_made_and_survives_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tries.json");
        for _ in 0..3 {
            Tries::begin(&path, None, 100).unwrap();
        }
        assert!(matches!(
            Tries::begin(&path, None, 102),
            Err(CannotTry::Wait(3))
        ));
        let other = Some(Holder::Recovery);
        assert_eq!(Tries::read(&path).left(other, 102), 0);
        let mut tries = Tries::begin(&path, None, 105).unwrap();
        assert_eq!(tries.left(None, -9_000), 10);
        assert_eq!(tries.left(None, i64::MIN), 10);
        tries.right(None);
        tries.write(&path).unwrap();
        assert_eq!(Tries::read(&path).left(None, 105), 0);
        std::fs::write(&path, "{").unwrap();
        assert_eq!(Tries::read(&path).left(None, 0), 0);
    }
}
