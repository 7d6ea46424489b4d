//! Generated names from frequency tables, for the demo home and benchmarks.
//!
//! Deterministic: the same seed gives the same names on every machine.

use crate::domain::child::Sex;
use std::sync::LazyLock;

type Weighted = Vec<(&'static str, u32)>;

static SURNAMES: LazyLock<Weighted> = LazyLock::new(|| {
    lines(include_str!("../../../assets/names/surnames-frequency.txt"))
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(surname, weight)| Some((surname, weight.parse().ok()?)))
        .collect()
});
static BOYS: LazyLock<Weighted> = LazyLock::new(|| given_names("mb"));
static GIRLS: LazyLock<Weighted> = LazyLock::new(|| given_names("fb"));

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

fn given_names(sexes: &str) -> Weighted {
    lines(include_str!("../../../assets/names/given.txt"))
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (name, sex, weight) = (words.next()?, words.next()?, words.next()?);
            sexes.contains(sex).then_some((name, weight.parse().ok()?))
        })
        .collect()
}

/// Generates names from a seed.
#[derive(Debug, Clone)]
pub struct NameMill {
    state: u64,
}

impl NameMill {
    /// The same seed always gives the same names.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A surname, by its frequency.
    pub(crate) fn surname(&mut self) -> &'static str {
        self.pick(&SURNAMES)
    }

    /// A given name for a boy or a girl.
    pub(crate) fn given(&mut self, sex: Sex) -> &'static str {
        match sex {
            Sex::Male => self.pick(&BOYS),
            Sex::Female | Sex::Unknown => self.pick(&GIRLS),
        }
    }

    /// A full name. Names may repeat, as in a real village.
    pub fn name(&mut self, sex: Sex) -> String {
        format!("{}{}", self.surname(), self.given(sex))
    }

    /// A pseudo-random number below `bound`; 0 if the bound is 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        // SplitMix64: good mixing from any seed, in a few lines.
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((((z ^ (z >> 31)) >> 32) * u64::from(bound)) >> 32) as u32
    }

    fn pick(&mut self, table: &[(&'static str, u32)]) -> &'static str {
        let mut left = self.below(table.iter().map(|(_, weight)| weight).sum());
        for (name, weight) in table {
            if left < *weight {
                return name;
            }
            left -= weight;
        }
        ""
    }
}

/// Whether a text can be a name: it has a letter or a character.
pub(crate) fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether a text is a name in characters, and nothing else: at least two, with spaces or a dot between.
pub(crate) fn is_whole_name(text: &str) -> bool {
    let is_character = |c: char| c.is_alphabetic() && !c.is_ascii();
    let is_between = |c: char| c == ' ' || c == '\u{b7}';
    text.chars().all(|c| is_character(c) || is_between(c))
        && text.chars().filter(|c| is_character(*c)).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        let given = include_str!("../../../assets/names/given.txt");
        assert!(
            lines(given).all(|line| line.split(' ').count() == 3),
            "name, sex, weight"
        );
        let both = lines(given).filter(|line| line.contains(" b ")).count();
        assert_eq!(BOYS.len() + GIRLS.len(), lines(given).count() + both);
        let surnames = include_str!("../../../assets/names/surnames-frequency.txt");
        assert_eq!(SURNAMES.len(), lines(surnames).count());
    }

    #[test]
    fn the_same_seed_gives_the_same_names() {
        let names = |seed| {
            let mut mill = NameMill::new(seed);
            (0..20).map(|_| mill.name(Sex::Female)).collect::<Vec<_>>()
        };
        assert_eq!(names(7), names(7));
        assert_ne!(names(7), names(8));
    }
}
