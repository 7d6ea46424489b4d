//! Benchmark of sign-in: the number of keys for one child.
//!
//! The simulation types the shortest text that ranks the child first, then Enter. A child whose
//! namesake sounds the same is chosen with a digit, which is one key as well. The roster is
//! generated from `assets/names/` with a fixed seed.

use super::{SearchEntry, Standing, in_pinyin_order, search};
use crate::domain::names::NameMill;
use crate::domain::{ChildId, Sex};
use std::collections::HashMap;
use uuid::Uuid;

/// Number of candidates that a digit can choose.
const CANDIDATES: usize = 9;
/// Longest abbreviation that is tried; longer texts are prefixes of the full pinyin.
const TRIED: usize = 4;

/// What the user may type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typing {
    /// Letters only: file numbers are not known by heart.
    Letters,
    /// Letters, or the file number if that is shorter.
    LettersAndNumbers,
}

/// Which children are already in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evening {
    /// Children arrive one after the other; a child who is in ranks lower.
    Filling,
    /// Nobody is in yet: the worst case.
    Empty,
}

/// A generated roster in pinyin order, with file numbers in order of enrolment.
pub(crate) fn roster(children: u32, seed: u64) -> Vec<SearchEntry> {
    let mut mill = NameMill::new(seed);
    let mut entries: Vec<SearchEntry> = (1..=children)
        .map(|number| {
            let sex = if mill.below(2) == 0 {
                Sex::Male
            } else {
                Sex::Female
            };
            let id = ChildId(Uuid::from_u128(number.into()));
            SearchEntry::new(id, &mill.name(sex), "").file_no(&format!("{number:04}"))
        })
        .collect();
    in_pinyin_order(&mut entries);
    entries
}

/// The shortest text that ranks `target` (an index into `entries`) first; `None` if the name cannot
/// be typed in letters.
pub(crate) fn shortest_query(
    entries: &[SearchEntry],
    target: usize,
    standing: impl Fn(ChildId) -> Standing,
    typing: Typing,
) -> Option<String> {
    let meant = entries.get(target)?;
    let mut texts = ways_to_type(meant, typing);
    texts.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    texts.dedup();
    texts.into_iter().find(|text| {
        let hits = search(entries, text, &standing, CANDIDATES);
        let mut until = hits.iter().take_while(|hit| hit.index != target);
        let is_listed = hits.iter().any(|hit| hit.index == target);
        is_listed && until.all(|hit| sounds_alike(entries.get(hit.index), meant))
    })
}

/// Mean number of keys per sign-in, Enter included.
pub(crate) fn mean_keys(entries: &[SearchEntry], typing: Typing, evening: Evening) -> f64 {
    let mut standings: HashMap<ChildId, Standing> = HashMap::new();
    let mut keys = 0;
    let order = arrival_order(entries.len());
    for &target in &order {
        let standing = |id| standings.get(&id).copied().unwrap_or(Standing::Expected);
        let text = shortest_query(entries, target, standing, typing);
        keys += text.map_or(0, |text| text.len() as u32) + 1;
        if let (Evening::Filling, Some(entry)) = (evening, entries.get(target)) {
            standings.insert(entry.child, Standing::Inside);
        }
    }
    f64::from(keys) / f64::from(order.len().max(1) as u32)
}

/// A shuffled order, always the same.
fn arrival_order(children: usize) -> Vec<usize> {
    let mut mill = NameMill::new(17);
    let mut order: Vec<usize> = (0..children).collect();
    for last in (1..children).rev() {
        order.swap(last, mill.below(last as u32 + 1) as usize);
    }
    order
}

fn sounds_alike(other: Option<&SearchEntry>, meant: &SearchEntry) -> bool {
    other.is_some_and(|other| other.readings().full() == meant.readings().full())
}

fn ways_to_type(entry: &SearchEntry, typing: Typing) -> Vec<String> {
    let mut texts = Vec::new();
    for start in 0..entry.readings().len() {
        splits(entry, start, "", &mut texts);
    }
    texts.extend(beginnings(&entry.readings().full()));
    if typing == Typing::LettersAndNumbers {
        texts.extend(beginnings(&entry.number));
    }
    texts
}

/// All texts of up to [`TRIED`] letters that match the name from `at` on, each with the prefix
/// `typed`.
fn splits(entry: &SearchEntry, at: usize, typed: &str, texts: &mut Vec<String>) {
    for reading in entry.readings().at(at) {
        let mut text = typed.to_owned();
        for letter in reading.iter().take(TRIED - typed.len()) {
            text.push(char::from(*letter));
            texts.push(text.clone());
            if text.len() < TRIED {
                splits(entry, at + 1, &text, texts);
            }
        }
    }
}

fn beginnings(text: &str) -> impl Iterator<Item = String> + '_ {
    (1..=text.chars().count()).map(|len| text.chars().take(len).collect())
}
