//! Homes with locks, and the search for words that nobody without a secret may read.

use super::Place;
use doorlight::clock::Clock;
use doorlight::desk::Desk;
use doorlight::desk::command::Command;
use doorlight::desk::query::Query;
use doorlight::domain::incident::IncidentKind;
use doorlight::domain::{Incident, IncidentId, Moment, Role, Staff, StaffId};
use std::path::{Path, PathBuf};

/// The director of every home.
pub(crate) const DIRECTOR: &str = "周敏";
/// The director's passphrase.
pub(crate) const PASSPHRASE: &str = "春天来了 要开花";
/// A helper.
pub(crate) const HELPER: &str = "李强";

/// The desk of a home that has no locks yet, for what the command line does not do.
pub(crate) fn desk(place: &Place) -> Desk {
    let now = Moment::parse_from_rfc3339(&place.now).unwrap();
    Desk::open(&place.data(), Clock::fixed(now)).unwrap()
}

/// Adds the helper to the staff of a home that has no locks yet.
pub(crate) fn add_helper(place: &Place) {
    let staff = Staff {
        id: StaffId::default(),
        name: HELPER.to_owned(),
        role: Role::Helper,
        phone: String::new(),
        active: true,
        checked_on: None,
    };
    desk(place).perform(Command::SaveStaff(staff)).unwrap();
}

/// Adds an incident with restricted notes to a home that has no locks yet.
pub(crate) fn add_incident(place: &Place, note: &str, restricted: &str) {
    let mut desk = desk(place);
    let child = desk
        .ask(Query::Register)
        .unwrap()
        .roster()
        .unwrap()
        .children[0]
        .id;
    let incident = Incident {
        id: IncidentId::default(),
        child,
        found_at: Moment::parse_from_rfc3339("2026-11-23T16:40:00+08:00").unwrap(),
        found_by: None,
        kind: IncidentKind::Injury,
        action: note.to_owned(),
        reported_to: None,
        reported_person: String::new(),
        reported_at: None,
        receipt: String::new(),
        reported_by: None,
        notes: restricted.to_owned(),
        further: Vec::new(),
    };
    desk.perform(Command::AddIncident(Box::new(incident)))
        .unwrap();
}

/// Gives the home locks, and makes the director whoever calls later; returns the recovery words.
pub(crate) fn lock(place: &mut Place) -> String {
    let said = place.ok(&set(place).each_ref().map(String::as_str));
    place.set_by(DIRECTOR, PASSPHRASE);
    words_of(&said)
}

/// Arguments that give a home locks.
pub(crate) fn set(place: &Place) -> [String; 4] {
    let new = place.note("new-secret", PASSPHRASE);
    ["locks", "set", "--new-secret-file", &new].map(str::to_owned)
}

/// The syllables of the recovery words, as they are printed: `1. chun 春   2. …`.
pub(crate) fn words_of(said: &str) -> String {
    let mut pieces = said.split_whitespace();
    let mut words = Vec::new();
    while let Some(piece) = pieces.next() {
        let number = piece.strip_suffix('.').and_then(|one| one.parse().ok());
        if number == Some(words.len() + 1) {
            words.extend(pieces.next());
        }
    }
    assert_eq!(words.len(), 18, "{said}");
    words.join(" ")
}

/// All files below a folder; none where there is no such folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let below = paths.flat_map(|path| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    });
    below.collect()
}

/// The files below some folders in which one of the words stands, in UTF-8, UTF-16 or GBK, in the name or within.
pub(crate) fn holding(folders: &[PathBuf], words: &[&str]) -> Vec<String> {
    let spelt: Vec<Vec<u8>> = words.iter().flat_map(|word| spellings(word)).collect();
    let all = folders.iter().flat_map(|folder| files(folder));
    let mut found: Vec<String> = all
        .filter(|path| {
            let bytes = std::fs::read(path).unwrap();
            let name = path.display().to_string().into_bytes();
            let holds = |word: &Vec<u8>| has(&bytes, word) || has(&name, word);
            spelt.iter().any(holds)
        })
        .map(|path| path.display().to_string())
        .collect();
    found.sort();
    found
}

fn spellings(word: &str) -> Vec<Vec<u8>> {
    let (gbk, _, _) = encoding_rs::GBK.encode(word);
    let wide = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![word.as_bytes().to_vec(), gbk.into_owned(), wide]
}

/// Whether bytes stand within others. By the first byte first: the naive way takes seconds in a debug build.
fn has(bytes: &[u8], word: &[u8]) -> bool {
    let Some((first, _)) = word.split_first() else {
        return false;
    };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(word) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}
