//! A data folder to begin from again and again, and what must hold in it.

use crate::common::{Ended, Place, Tongue, fixture};
use doorlight::cli;
use doorlight::config::Environment;
use serde_json::Value;
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A data folder, and its files as they were at the beginning.
pub(super) struct Ground {
    pub place: Place,
    files: Vec<(PathBuf, Vec<u8>)>,
    /// Copies that were checked and found whole, by their bytes.
    whole: HashSet<Vec<u8>>,
}

impl Ground {
    /// Keeps the files of a place as the beginning.
    pub(super) fn of(place: Place) -> Self {
        let mut files = Vec::new();
        for path in files_below(&place.data()) {
            let bytes = std::fs::read(&path).unwrap();
            files.push((path, bytes));
        }
        Self {
            place,
            files,
            whole: HashSet::new(),
        }
    }

    /// Puts all files back.
    pub(super) fn begin_again(&self) {
        std::fs::remove_dir_all(self.place.data()).unwrap();
        std::fs::create_dir(self.place.data()).unwrap();
        for (path, bytes) in &self.files {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }

    /// Every file whose name is that of a copy opens and is sound.
    pub(super) fn check_copies(&mut self) {
        for path in self.copies() {
            let bytes = std::fs::read(&path).unwrap();
            if self.whole.contains(&bytes) {
                continue;
            }
            let other = Place::empty(Tongue::English).at("2027-03-01T12:00:00+08:00");
            std::fs::create_dir(other.data()).unwrap();
            std::fs::write(other.file(), &bytes).unwrap();
            let ended = call(&other, &["verify"]);
            assert_eq!(
                ended.code,
                0,
                "{} is no copy: {}{}",
                path.display(),
                ended.out,
                ended.err
            );
            self.whole.insert(bytes);
        }
    }

    /// Files whose names are those of copies, of the file and of one before a migration.
    pub(super) fn copies(&self) -> Vec<PathBuf> {
        let folder = self.place.data().join("backups");
        let mut copies = files_below(&folder);
        // What lies deeper belongs to a rehearsal.
        copies.retain(|path| path.parent() == Some(&folder));
        copies.retain(|path| path.extension().is_some_and(|end| end == "db"));
        copies.sort();
        copies
    }

    /// Opens the home as the screens do, which removes what an interrupted restore left.
    pub(super) fn open_screens(&self) {
        let clock = doorlight::clock::Clock::system();
        drop(doorlight::desk::Desk::open(&self.place.data(), clock).unwrap());
    }

    /// What lies in the data folder and is neither the home's file nor a copy nor the record of copies.
    pub(super) fn left_over(&self) -> Vec<String> {
        let data = self.place.data();
        let names = files_below(&data).into_iter();
        let names = names.map(|path| path.strip_prefix(&data).unwrap().display().to_string());
        let is_known = |name: &String| {
            if name == "backups" {
                return true; // made, but still empty
            }
            let copy = name.strip_prefix("backups/");
            name.starts_with("doorlight.")
                || copy.is_some_and(|copy| {
                    let begins = ["doorlight-", "before-restore-", "schema-", "damaged-"];
                    copy == "record.json"
                        || begins.iter().any(|begin| copy.starts_with(begin)) && is_database(copy)
                })
        };
        names.filter(|name| !is_known(name)).collect()
    }
}

/// Whether a name ends like that of a home's file.
pub(super) fn is_database(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "db")
}

/// All files below a folder, and empty folders: those too are left over from something.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let below = files_below(&path);
            if below.is_empty() {
                files.push(path);
            } else {
                files.extend(below);
            }
        } else {
            files.push(path);
        }
    }
    files
}

/// A home with a dozen children.
pub(super) fn small_home(tongue: Tongue) -> Place {
    let place = Place::with_home(tongue);
    place.run(&["import", "roster", &fixture("roster-gbk.csv")]);
    let children = answer(&place, &["children"]);
    assert!(children.as_array().unwrap().len() > 5, "{children}");
    place
}

/// Runs the command line inside the test: the same code without the start of a process.
pub(super) fn call(place: &Place, arguments: &[&str]) -> Ended {
    let own = arguments.iter().map(|one| (*one).to_owned());
    let all = std::iter::once("doorlight".to_owned())
        .chain(place.common_arguments())
        .chain(own);
    let all: Vec<OsString> = all.map(OsString::from).collect();
    let environment = Environment {
        stick_parents: vec![place.sticks()],
        account: Some(place.account()),
        ..Environment::default()
    };
    let ended = cli::run(&all, &environment);
    Ended {
        code: ended.code.into(),
        out: ended.out,
        err: ended.err,
    }
}

/// An answer as JSON; the call must succeed.
pub(super) fn answer(place: &Place, arguments: &[&str]) -> Value {
    let ended = call(place, &[arguments, &["--json"]].concat());
    assert_eq!(
        ended.code, 0,
        "{arguments:?} failed: {}{}",
        ended.out, ended.err
    );
    serde_json::from_str(&ended.out).unwrap()
}

/// The lists that people read: children, attendance, steps. Hashes and identifiers differ each time the
/// work is done, and do not stand in them.
pub(super) fn answers(place: &Place) -> Value {
    let attendance = ["attendance", "--from", "2026-01-01", "--to", "2027-12-31"];
    serde_json::json!([
        answer(place, &["children"]),
        answer(place, &attendance),
        steps(place)
    ])
}

/// The steps of the journal.
pub(super) fn steps(place: &Place) -> String {
    let journal = call(place, &["journal"]);
    assert_eq!(journal.code, 0, "{}", journal.err);
    journal.out
}

/// What a step says that changes nothing.
pub(super) const NOTHING_TO_REDO: &str = "Nothing to redo";

/// Opens the file for a step, which brings an older one up to date, and changes nothing.
pub(super) fn open_to_write(place: &Place) {
    let ended = call(place, &["redo"]);
    assert!(ended.err.contains(NOTHING_TO_REDO), "{}", ended.err);
}

/// The file verifies.
pub(super) fn is_sound(place: &Place) {
    let ended = call(place, &["verify"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
}
