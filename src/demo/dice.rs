//! Reproducible random numbers, and the word lists of the demo home.

use crate::domain::Sex;
use crate::domain::names::NameMill;
use std::collections::HashMap;
use std::sync::LazyLock;
use uuid::{Builder, Uuid};

static WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    include_str!("../../assets/demo/words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, words)| (name, words.split('|').collect()))
        .collect()
});

/// The words of a list.
pub(crate) fn list(name: &str) -> &'static [&'static str] {
    WORDS.get(name).map_or(&[], Vec::as_slice)
}

/// The first word of a list.
pub(crate) fn word(name: &str) -> &'static str {
    list(name).first().copied().unwrap_or_default()
}

/// The parts of a word, separated by `;`; empty where one is missing.
pub(crate) fn parts<const N: usize>(word: &'static str) -> [&'static str; N] {
    let mut parts = word.split(';');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// A random number generator with a fixed seed.
pub(crate) struct Dice {
    mill: NameMill,
}

impl Dice {
    /// A generator for a seed and a purpose, independent of all others.
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        let mut mill = NameMill::new(seed ^ purpose.wrapping_mul(0xa076_1d64_78bd_642f));
        mill.below(2); // the first numbers of similar seeds are similar
        Self { mill }
    }

    /// 0 to `bound` - 1.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.mill.below(bound)
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u32::try_from(high - low + 1).unwrap_or(1);
        low + i64::from(self.below(width))
    }

    /// True with this probability in percent.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// A random element; `otherwise` if there is none.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T], otherwise: T) -> T {
        let place = self.below(u32::try_from(from.len()).unwrap_or_default());
        from.get(place as usize).copied().unwrap_or(otherwise)
    }

    /// A random word of a list.
    pub(crate) fn any(&mut self, name: &str) -> &'static str {
        self.pick(list(name), "")
    }

    /// A given name for a child.
    pub(crate) fn given(&mut self, sex: Sex) -> &'static str {
        self.mill.given(sex)
    }

    /// A random surname.
    pub(crate) fn surname(&mut self) -> &'static str {
        self.mill.surname()
    }

    /// Shuffles the elements.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            let other = self.below(u32::try_from(last + 1).unwrap_or(1)) as usize;
            things.swap(last, other);
        }
    }

    /// A phone number that cannot exist: eleven digits that begin with 120.
    pub(crate) fn phone(&mut self) -> String {
        format!("120{:08}", self.below(100_000_000))
    }

    /// An identifier like those of the clock, but reproducible.
    pub(crate) fn id<T: From<Uuid>>(&mut self, millis: u64) -> T {
        let mut random = [0; 10];
        for byte in &mut random {
            *byte = self.below(256) as u8;
        }
        T::from(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}
