//! A file with the log that a power cut left beside it, read by who may not move that log.

use crate::domain::Moment;
use crate::store::*;
use std::fs;

fn at() -> Moment {
    Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap()
}

/// Whether this program has a file open that has no name any more.
#[cfg(target_os = "linux")]
fn holds_deleted(name: &str) -> bool {
    let open = fs::read_dir("/proc/self/fd").unwrap().flatten();
    let mut targets = open.filter_map(|one| fs::read_link(one.path()).ok());
    targets.any(|target| {
        target
            .to_string_lossy()
            .ends_with(&format!("{name} (deleted)"))
    })
}

#[test]
fn a_private_copy_whose_names_are_gone_is_read_verified_and_copied() {
    let place = tempfile::tempdir().unwrap();
    let (used, left) = (place.path().join("used.db"), place.path().join("left.db"));
    let mut store = Store::open(&used, at()).unwrap();
    let setting = Setting {
        name: "stick".to_owned(),
        value: "in the log only".to_owned(),
    };
    let act = Act::new(at(), None, ActKind::Setting);
    store.write(&act, |writer| writer.put(&setting)).unwrap();
    // Both as they lie at that moment, without the index.
    for end in ["", "-wal"] {
        let name = |of: &str| place.path().join(format!("{of}.db{end}"));
        fs::copy(name("used"), name("left")).unwrap();
    }
    let head = store.head().unwrap();
    drop(store);
    let log = fs::read(place.path().join("left.db-wal")).unwrap();
    assert!(!log.is_empty());

    let read = Store::open_read_only(&left, at()).unwrap();
    #[cfg(target_os = "linux")]
    assert!(holds_deleted("read.db") && holds_deleted("read.db-wal"));
    assert!(!place.path().join("left.db-shm").exists());
    let value = read.setting("stick").unwrap();
    assert_eq!(value.as_deref(), Some("in the log only"));
    assert_eq!(read.verify().unwrap().findings, []);
    let target = place.path().join("copy.db");
    read.copy_to(&target).unwrap();
    let copy = Store::open_read_only(&target, at()).unwrap();
    assert_eq!((copy.head().unwrap(), read.head().unwrap()), (head, head));
    assert_eq!(copy.verify().unwrap().findings, []);
    assert_eq!(fs::read(place.path().join("left.db-wal")).unwrap(), log);
}
