//! Ways of taking the file away while it is open. What is said to be saved is in the file at the path;
//! what somebody else put there stays as it is; what is read is never emptier than what was written.

use crate::clock::Clock;
use crate::domain::child::Sex;
use crate::domain::{Child, Moment};
use crate::store::*;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

fn at() -> Moment {
    Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap()
}

fn add(store: &mut Store, file_no: &str, name: &str) -> Result<(), StoreError> {
    let day = at().date_naive() - chrono::Days::new(3000);
    let child = Child::new(Clock::fixed(at()).new_id(), file_no, name, Sex::Female, day);
    let act = Act::new(at(), None, ActKind::AddChild);
    store.write(&act, |w| w.put(&child)).map(|_| ())
}

/// Names of the children that a file gives.
fn names(store: &Store) -> Result<Vec<String>, StoreError> {
    let children = store.roster()?.children;
    let mut names: Vec<String> = children.into_iter().map(|child| child.name).collect();
    names.sort();
    Ok(names)
}

/// A file that is open, and what may be put in its place.
struct Scene {
    place: TempDir,
    store: Store,
    yesterday: Vec<u8>,
    other_home: Vec<u8>,
}

impl Scene {
    /// Three children; the third stands in the log only, unless it is moved into the file.
    fn new(is_settled: bool) -> Self {
        let place = TempDir::new().unwrap();
        let folder = place.path().join("data");
        fs::create_dir(&folder).unwrap();
        let path = folder.join("doorlight.db");
        let mut store = Store::open(&path, at()).unwrap();
        add(&mut store, "0001", "汪一").unwrap();
        store.settle().unwrap();
        let yesterday = fs::read(&path).unwrap();
        add(&mut store, "0002", "汪二").unwrap();
        store.settle().unwrap();
        // Times of files have steps of milliseconds; a test is faster.
        let hour_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        if is_settled {
            add(&mut store, "0003", "汪三").unwrap();
            store.settle().unwrap();
        }
        set_modified(&path, hour_ago);
        store.check_place().unwrap();
        if !is_settled {
            add(&mut store, "0003", "汪三").unwrap();
        }
        let other = place.path().join("other.db");
        let mut other_store = Store::open(&other, at()).unwrap();
        add(&mut other_store, "9001", "外人").unwrap();
        drop(other_store);
        Self {
            yesterday,
            other_home: fs::read(other).unwrap(),
            place,
            store,
        }
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("data")
    }

    fn file(&self, end: &str) -> PathBuf {
        self.folder().join(format!("doorlight.db{end}"))
    }

    fn elsewhere(&self) -> PathBuf {
        self.place.path().join("elsewhere")
    }

    /// Puts a new file at the path, by renaming.
    fn replace(&self, content: &[u8]) {
        let new = self.place.path().join("new.db");
        fs::write(&new, content).unwrap();
        fs::rename(new, self.file("")).unwrap();
    }

    /// Writes over the file as `cp` does.
    fn copy_over(&self, content: &[u8]) {
        fs::write(self.file(""), content).unwrap();
    }

    fn cut(&self, to: impl Fn(u64) -> u64) {
        let file = File::options().write(true).open(self.file("")).unwrap();
        let size = file.metadata().unwrap().len();
        file.set_len(to(size)).unwrap();
    }

    fn remove(&self, end: &str) {
        fs::remove_file(self.file(end)).unwrap();
    }
}

fn set_modified(path: &Path, to: SystemTime) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(to).unwrap();
}

/// What is done to the file, and which losses may be said; none if the step must be saved.
struct Way {
    name: &'static str,
    does: fn(&Scene),
    says: &'static [Loss],
}

const fn way(name: &'static str, says: &'static [Loss], does: fn(&Scene)) -> Way {
    Way { name, does, says }
}

/// What was overwritten may be shorter than before too.
const CHANGED: &[Loss] = &[Loss::Overwritten, Loss::Cut];
const NONE: &[Loss] = &[];

const WAYS: &[Way] = &[
    way("deleted", &[Loss::Gone], |s| s.remove("")),
    way("moved", &[Loss::Gone], |s| {
        fs::rename(s.file(""), s.elsewhere()).unwrap();
    }),
    way("folder deleted", &[Loss::Gone], |s| {
        fs::remove_dir_all(s.folder()).unwrap();
    }),
    way("folder moved", &[Loss::Gone], |s| {
        fs::rename(s.folder(), s.elsewhere()).unwrap();
    }),
    way("yesterday's copy put there", &[Loss::Replaced], |s| {
        s.replace(&s.yesterday);
    }),
    way("another home put there", &[Loss::Replaced], |s| {
        s.replace(&s.other_home);
    }),
    way("an empty file put there", &[Loss::Replaced], |s| {
        s.replace(b"");
    }),
    way("cut to nothing", CHANGED, |s| s.cut(|_| 0)),
    way("cut to half", CHANGED, |s| s.cut(|size| size / 2)),
    way("cut by a page", CHANGED, |s| s.cut(|size| size - 4096)),
    way("zeros written over it", CHANGED, |s| {
        let size = fs::metadata(s.file("")).unwrap().len();
        s.copy_over(&vec![0; usize::try_from(size).unwrap()]);
    }),
    way("another home copied over it", CHANGED, |s| {
        s.copy_over(&s.other_home);
    }),
    way("yesterday's copy copied over it", CHANGED, |s| {
        s.copy_over(&s.yesterday);
    }),
    way("its first bytes overwritten", CHANGED, |s| {
        let mut file = File::options().write(true).open(s.file("")).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        file.write_all(&[0xA5; 100]).unwrap();
    }),
    way("-wal deleted", &[Loss::LogGone], |s| s.remove("-wal")),
    way("-shm deleted", &[Loss::LogGone], |s| s.remove("-shm")),
    way("-wal replaced", &[Loss::LogGone], |s| {
        let new = s.elsewhere();
        fs::write(&new, b"something else").unwrap();
        fs::rename(new, s.file("-wal")).unwrap();
    }),
    way("all three deleted", &[Loss::Gone], |s| {
        for end in ["", "-wal", "-shm"] {
            s.remove(end);
        }
    }),
    way("a folder put there", &[Loss::Replaced], |s| {
        s.remove("");
        fs::create_dir(s.file("")).unwrap();
    }),
    way("touched", NONE, |s| {
        set_modified(&s.file(""), SystemTime::UNIX_EPOCH);
    }),
    way("moved away and back", NONE, |s| {
        fs::rename(s.file(""), s.elsewhere()).unwrap();
        assert!(s.store.check_place().is_err());
        fs::rename(s.elsewhere(), s.file("")).unwrap();
    }),
];

/// What lies at a path.
fn bytes(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

#[test]
fn a_step_on_a_file_that_was_taken_away_is_not_said_to_be_saved_and_what_is_there_stays() {
    assert!(WAYS.len() > 20);
    for is_settled in [false, true] {
        for way in WAYS {
            check(way, is_settled);
        }
    }
}

fn check(way: &Way, is_settled: bool) {
    let told = format!("{}, settled: {is_settled}", way.name);
    let mut scene = Scene::new(is_settled);
    (way.does)(&scene);
    let path = scene.file("");
    let before = bytes(&path);
    let step = add(&mut scene.store, "0004", "汪四");
    match &step {
        Ok(()) => assert!(way.says.is_empty(), "{told}: said to be saved"),
        Err(StoreError::Lost(loss)) => assert!(way.says.contains(loss), "{told}: {loss:?}"),
        Err(error) => panic!("{told}: {error:?}"),
    }
    let is_saved = step.is_ok();
    // Nor does what the program does when idle, or to make a copy of everything.
    if !is_saved {
        assert!(scene.store.checkpoint().is_err(), "{told}");
        assert!(scene.store.settle().is_err(), "{told}");
        assert!(add(&mut scene.store, "0005", "汪五").is_err(), "{told}");
    }
    if let Ok(names) = names(&scene.store) {
        let written = if is_saved { 4 } else { 3 };
        assert_eq!(names.len(), written, "{told}: {names:?}");
        assert!(!names.contains(&"外人".to_owned()), "{told}");
    }
    let Scene { place, store, .. } = scene;
    drop(store);
    let is_log = way.says == [Loss::LogGone];
    if is_saved || is_log {
        // The file itself was never touched: all that was said to be saved is in it.
        let store = Store::open(&path, at()).unwrap_or_else(|why| panic!("{told}: {why:?}"));
        assert!(store.verify().unwrap().findings.is_empty(), "{told}");
        let names = names(&store).unwrap();
        assert_eq!(names.len(), if is_saved { 4 } else { 3 }, "{told}");
    } else {
        assert_eq!(bytes(&path), before, "{told}: written to what is there");
    }
    // What was moved away is whole.
    let moved = [
        place.path().join("elsewhere"),
        place.path().join("elsewhere/doorlight.db"),
    ];
    if let Some(moved) = moved.iter().find(|path| path.is_file()) {
        let store = Store::open(moved, at()).unwrap_or_else(|why| panic!("{told}: {why:?}"));
        assert_eq!(names(&store).unwrap(), ["汪一", "汪三", "汪二"], "{told}");
        assert!(store.verify().unwrap().findings.is_empty(), "{told}");
    }
}

#[test]
fn a_file_put_in_place_of_an_open_one_is_read_without_the_log_of_the_old_one() {
    for (is_settled, way) in [false, true]
        .iter()
        .flat_map(|one| WAYS.iter().map(move |way| (one, way)))
    {
        let copied = [
            "yesterday's copy put there",
            "yesterday's copy copied over it",
        ];
        if !copied.contains(&way.name) {
            continue;
        }
        let scene = Scene::new(*is_settled);
        (way.does)(&scene);
        let Scene { place, store, .. } = scene;
        drop(store);
        let path = place.path().join("data/doorlight.db");
        let store = Store::open_read_only(&path, at()).unwrap();
        assert_eq!(names(&store).unwrap(), ["汪一"], "{}", way.name);
        assert!(store.verify().unwrap().findings.is_empty(), "{}", way.name);
    }
}

/// A log that was emptied is noticed if rows stood in it; else nothing is missing.
#[test]
fn a_log_that_was_emptied_is_noticed_before_the_next_step() {
    for is_settled in [false, true] {
        let mut scene = Scene::new(is_settled);
        let log = File::options()
            .write(true)
            .open(scene.file("-wal"))
            .unwrap();
        log.set_len(0).unwrap();
        let step = add(&mut scene.store, "0004", "汪四");
        assert_eq!(step.is_ok(), is_settled, "{step:?}");
        let read = names(&scene.store).map(|names| names.len());
        assert!(!matches!(read, Ok(0..=2)), "{read:?}");
    }
}

#[test]
fn who_only_reads_notices_it_too() {
    for way in WAYS {
        let scene = Scene::new(true);
        let reader = Store::open_read_only(&scene.file(""), at()).unwrap();
        (way.does)(&scene);
        let looked = reader.check_place();
        assert_eq!(
            looked.is_ok(),
            way.says.is_empty(),
            "{}: {looked:?}",
            way.name
        );
    }
}
