//! Files under a key: what opens them, what can be read in their bytes, and what a change of the bytes does.

use crate::clock::Clock;
use crate::domain::child::Sex;
use crate::domain::{Child, Moment};
use crate::store::open::cipher::FileKey;
use crate::store::testing::{CANARY, leaks};
use crate::store::*;
use std::path::Path;
use tempfile::TempDir;
use zeroize::Zeroizing;

fn at() -> Moment {
    Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap()
}

fn key(byte: u8) -> FileKey {
    Zeroizing::new(format!("{byte:02x}").repeat(32))
}

fn keys(bytes: &[u8]) -> FileKeys {
    FileKeys::new(bytes.iter().map(|byte| key(*byte)).collect())
}

/// A child whose name and note are canaries.
fn add_child(store: &mut Store, clock: &Clock, file_no: &str) {
    let born = at().date_naive() - chrono::Days::new(3000);
    let mut child = Child::new(clock.new_id(), file_no, CANARY, Sex::Female, born);
    child.note = format!("{CANARY} 341602201502030021");
    let act = Act::new(at(), None, ActKind::AddChild);
    store
        .write::<_, StoreError>(&act, |writer| writer.put(&child))
        .unwrap();
}

/// A folder with a file under the key 1 and a child in it, still open.
fn encrypted() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doorlight.db");
    let keys = keys(&[1]);
    let mut store = Store::open(keys.at(&path), at()).unwrap();
    add_child(&mut store, &Clock::fixed(at()), "0001");
    (folder, store)
}

fn children(store: &Store) -> usize {
    let rows = store.kept_rows().unwrap();
    rows.iter().filter(|row| row.starts_with("child ")).count()
}

#[test]
fn a_new_file_under_a_key_shows_nothing_in_any_of_its_files() {
    let (folder, store) = encrypted();
    let path = store.path().to_owned();
    let names = ["doorlight.db", "doorlight.db-wal", "doorlight.db-shm"];
    assert!(names.iter().all(|name| folder.path().join(name).is_file()));
    assert_eq!(leaks(folder.path()), [""; 0]);
    store.settle().unwrap();
    drop(store);
    assert_eq!(leaks(folder.path()), [""; 0]);
    assert!(matches!(begin_of(&path).unwrap(), Begin::Encrypted(_)));
}

#[test]
fn it_opens_with_its_key_wherever_that_stands_and_with_no_other() {
    let (_folder, store) = encrypted();
    let path = store.path().to_owned();
    drop(store);
    for bytes in [&[1][..], &[1, 2], &[2, 3, 1]] {
        let keys = keys(bytes);
        let store = Store::open(keys.at(&path), at()).unwrap();
        assert_eq!(children(&store), 1, "{bytes:?}");
    }
    for bytes in [&[][..], &[2], &[2, 3]] {
        let keys = keys(bytes);
        for refused in [
            Store::open(keys.at(&path), at()),
            Store::open_read_only(keys.at(&path), at()),
        ] {
            assert!(matches!(refused, Err(StoreError::Locked)), "{bytes:?}");
        }
    }
    assert!(matches!(Store::open(&path, at()), Err(StoreError::Locked)));
}

#[test]
fn keys_that_do_not_fit_lose_nothing_of_a_log_that_a_power_cut_left() {
    let (folder, store) = encrypted();
    let cut = tempfile::tempdir().unwrap();
    for name in ["doorlight.db", "doorlight.db-wal"] {
        std::fs::copy(folder.path().join(name), cut.path().join(name)).unwrap();
    }
    drop(store);
    let path = cut.path().join("doorlight.db");
    for bytes in [&[][..], &[2], &[2, 3]] {
        let keys = keys(bytes);
        assert!(Store::open(keys.at(&path), at()).is_err(), "{bytes:?}");
        assert!(Store::open_read_only(keys.at(&path), at()).is_err());
    }
    let keys = keys(&[3, 1]);
    let read = Store::open_read_only(keys.at(&path), at()).unwrap();
    assert_eq!(children(&read), 1);
    drop(read);
    let store = Store::open(keys.at(&path), at()).unwrap();
    assert_eq!(children(&store), 1);
    assert_eq!(leaks(cut.path()), [""; 0]);
}

#[test]
fn a_plain_file_opens_with_and_without_keys_and_stays_plain() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doorlight.db");
    drop(Store::open(&path, at()).unwrap());
    let keys = keys(&[1]);
    let mut store = Store::open(keys.at(&path), at()).unwrap();
    add_child(&mut store, &Clock::fixed(at()), "0001");
    drop(store);
    assert_eq!(begin_of(&path).unwrap(), Begin::Plain);
    assert_eq!(children(&Store::open(&path, at()).unwrap()), 1);
}

#[test]
fn a_copy_is_under_the_same_key_another_or_none() {
    let (folder, store) = encrypted();
    let [same, other, plain] =
        ["same.db", "other.db", "plain.db"].map(|name| folder.path().join(name));
    store.copy_to(&same).unwrap();
    store.copy_under(keys(&[2]).at(&other)).unwrap();
    store.copy_under((&plain).into()).unwrap();
    let mark = |path: &Path| begin_of(path).unwrap();
    let mine = mark(&same);
    assert!(matches!(mine, Begin::Encrypted(_)));
    assert!(matches!(mark(&other), Begin::Encrypted(_)));
    assert_ne!(mine, mark(&other), "each key has a mark of its own");
    assert_eq!(mark(&plain), Begin::Plain);
    let head = store.head().unwrap();
    for (path, byte) in [(&same, 1), (&other, 2)] {
        let keys = keys(&[byte]);
        let copy = Store::open_read_only(keys.at(path), at()).unwrap();
        assert_eq!(copy.head().unwrap(), head);
        assert!(copy.verify().unwrap().findings.is_empty());
    }
    assert_eq!(Store::open(&plain, at()).unwrap().head().unwrap(), head);
    drop(store);
    let shown = leaks(folder.path());
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(shown[0].ends_with("plain.db"));
}

#[test]
fn the_past_of_an_encrypted_file_can_be_asked() {
    let (_folder, mut store) = encrypted();
    let seq = store.last_entry().unwrap().unwrap().seq;
    add_child(&mut store, &Clock::fixed(at()), "0002");
    let past = store.as_of_step(seq).unwrap();
    assert_eq!(children(&past), 1);
    assert_eq!(children(&store), 2);
    assert!(store.verify().unwrap().findings.is_empty());
}

#[test]
fn a_byte_that_somebody_changed_is_found_on_whatever_page_it_is() {
    const PAGE: usize = 4096;
    let (folder, store) = encrypted();
    let whole = folder.path().join("whole.db");
    store.copy_to(&whole).unwrap();
    let bytes = std::fs::read(&whole).unwrap();
    let keys = keys(&[1]);
    let changed = folder.path().join("changed.db");
    for page in 0..bytes.len() / PAGE {
        let mut other = bytes.clone();
        other[page * PAGE + 100] ^= 1;
        std::fs::write(&changed, other).unwrap();
        let opened = Store::open_read_only(keys.at(&changed), at());
        let found = opened.and_then(|store| store.verify());
        let is_found = found.is_err() || found.is_ok_and(|report| !report.findings.is_empty());
        assert!(is_found, "page {page}");
    }
}
