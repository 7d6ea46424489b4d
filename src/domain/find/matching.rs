//! Matches typed text against the readings of one name.
//!
//! The text is split into pieces that match consecutive characters. A piece is a whole reading
//! (`xiao`), a prefix of one (`x`, `xi`), or the character itself. A match may start at any
//! character of the name. The split decides the class of the match.

use super::query::MAX_QUERY;
use crate::domain::pinyin::Readings;

/// Class of a match, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// The whole name, with every syllable or character complete; or a whole number.
    Whole,
    /// From the surname, with initials or syllables.
    Surname,
    /// From the given name; or a nickname.
    Given,
    /// From the surname or the given name, with an unusual reading.
    OtherReading,
    /// From a character inside the name.
    Middle,
    /// With an incomplete syllable in the middle of the text (`xi|m` for 小明).
    Broken,
}

/// The match of a text with one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit {
    pub class: Class,
    /// Number of characters matched: `lin` matches 林 better than 李娜.
    pub used: u8,
    /// Whether the match reaches the end of the name.
    pub whole: bool,
    pub start: u8,
}

impl Fit {
    pub(super) fn number(class: Class) -> Self {
        Self {
            class,
            used: 0,
            whole: false,
            start: 0,
        }
    }

    /// A nickname has no surname, so it ranks as a given name.
    pub(super) fn as_nickname(mut self) -> Self {
        if self.class == Class::Surname {
            self.class = Class::Given;
        }
        self
    }

    /// Sort key; less is better. A match that reaches the end of the name ranks higher.
    pub(super) fn rank(self) -> (Class, u8, bool, u8) {
        (self.class, self.used, !self.whole, self.start)
    }
}

/// Cost of a split. Incomplete syllables weigh more than unusual readings, and these more than
/// prefixes.
type Cost = u16;
const BEGUN: Cost = 1;
const UNUSUAL: Cost = 64;
const BROKEN: Cost = 4096;
const UNREACHED: Cost = Cost::MAX;

type Costs = [Cost; MAX_QUERY + 1];

/// The best match of `query`, from any character of the name.
pub(super) fn best(readings: &Readings, query: &[char]) -> Option<Fit> {
    (0..readings.len())
        .filter_map(|start| from(readings, query, start))
        .min_by_key(|fit| fit.rank())
}

/// Dynamic programming: `costs[q]` is the least cost of matching `q` typed characters with the
/// characters of the name from `start` to the current one. Without the table, a name of equal
/// syllables would need exponential time.
fn from(readings: &Readings, query: &[char], start: usize) -> Option<Fit> {
    if !can_start(readings, query, start) {
        return None;
    }
    let mut costs: Costs = [UNREACHED; MAX_QUERY + 1];
    *costs.first_mut()? = 0;
    let mut best: Option<Fit> = None;
    for at in start..readings.len() {
        let mut next: Costs = [UNREACHED; MAX_QUERY + 1];
        if !step(readings, query, at, (&costs, &mut next)) {
            break;
        }
        costs = next;
        let cost = costs.get(query.len()).copied().unwrap_or(UNREACHED);
        if cost != UNREACHED {
            let fit = judge(readings, start, at, cost);
            best = Some(best.map_or(fit, |old| if fit.rank() < old.rank() { fit } else { old }));
        }
    }
    best
}

/// Cheap first check of the first letter; most starts fail here.
fn can_start(readings: &Readings, query: &[char], start: usize) -> bool {
    let Some(first) = query.first() else {
        return false;
    };
    let mut sounds = readings.at(start).filter_map(<[u8]>::first);
    readings.char_at(start) == Some(*first) || sounds.any(|b| char::from(*b) == *first)
}

/// Matches typed characters with the character at `at`. Returns whether any split can continue.
fn step(
    readings: &Readings,
    query: &[char],
    at: usize,
    (costs, next): (&Costs, &mut Costs),
) -> bool {
    let mut is_alive = false;
    for (spent, cost) in costs.iter().enumerate().take(query.len()) {
        let rest = query.get(spent..).unwrap_or_default();
        if *cost == UNREACHED {
            continue;
        }
        let mut reach = |len: usize, more: Cost| {
            if let Some(cell) = next.get_mut(spent + len) {
                *cell = (*cell).min(cost.saturating_add(more).min(UNREACHED - 1));
                is_alive = true;
            }
        };
        if rest.first().copied() == readings.char_at(at) {
            reach(1, 0);
        }
        for (order, reading) in readings.at(at).enumerate() {
            let unusual = if order == 0 { 0 } else { UNUSUAL };
            let common = reading
                .iter()
                .zip(rest)
                .take_while(|(r, q)| char::from(**r) == **q);
            for len in 1..=common.count() {
                reach(len, unusual + piece_cost(reading, len, len == rest.len()));
            }
        }
    }
    is_alive
}

/// Cost of using the first `len` letters of a reading.
fn piece_cost(reading: &[u8], len: usize, is_last: bool) -> Cost {
    if len == reading.len() {
        return 0;
    }
    let is_initial = len == 1 || (len == 2 && matches!(reading, [b'z' | b'c' | b's', b'h', ..]));
    if is_last || is_initial { BEGUN } else { BROKEN }
}

fn judge(readings: &Readings, start: usize, last: usize, cost: Cost) -> Fit {
    let whole = last + 1 == readings.len();
    let is_head = start == 0 || start == readings.given_at();
    let class = match cost {
        BROKEN.. => Class::Broken,
        _ if !is_head => Class::Middle,
        UNUSUAL.. => Class::OtherReading,
        0 if whole && start == 0 => Class::Whole,
        _ if start == 0 => Class::Surname,
        _ => Class::Given,
    };
    Fit {
        class,
        used: (last + 1 - start) as u8,
        whole,
        start: start as u8,
    }
}
