//! Files that tasks write where somebody asks for them: nothing that is there is lost.

use crate::common::{Place, Tongue, fixture};
use std::path::{Path, PathBuf};

/// Every task that takes a file to write, without the file.
const WRITERS: &[&[&str]] = &[
    &["activities", "export", "--ics"],
    &["activities", "poster", "--html"],
    &["activities", "evidence", "--html"],
    &["activities", "evidence", "--xlsx"],
    &["activities", "sheet", "--html"],
    &["coverage", "DROWN", "--html"],
    &["topics", "DROWN", "--html"],
    &["round", "3", "--html"],
    &["supervisor", "--html"],
    &["supervisor", "--xlsx"],
    &["journal", "--export"],
    &["backup"],
    &["doctor", "--bundle"],
];

fn with_roster() -> Place {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place
}

fn call(place: &Place, task: &[&str], file: &Path, more: &[&str]) -> crate::common::Ended {
    let file = file.display().to_string();
    place.run(&[task, &[&file], more].concat())
}

/// Names in a folder, sorted.
fn names(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

#[test]
fn a_file_that_is_there_is_replaced_only_with_force() {
    let place = with_roster();
    let folder = place.own_folder().join("out");
    std::fs::create_dir(&folder).unwrap();
    for task in WRITERS {
        let file = folder.join("letter.txt");
        std::fs::write(&file, "a letter").unwrap();
        let refused = call(&place, task, &file, &[]);
        assert_eq!(refused.code, 1, "{task:?}");
        assert!(refused.err.contains("--force"), "{task:?}: {}", refused.err);
        assert_eq!(std::fs::read(&file).unwrap(), b"a letter", "{task:?}");
        let forced = call(&place, task, &file, &["--force"]);
        assert_eq!(forced.err, "", "{task:?}");
        assert_ne!(std::fs::read(&file).unwrap(), b"a letter", "{task:?}");
        // Its own earlier file is not replaced unasked either.
        let written = std::fs::read(&file).unwrap();
        assert_eq!(call(&place, task, &file, &[]).code, 1, "{task:?}");
        assert_eq!(std::fs::read(&file).unwrap(), written, "{task:?}");
        assert_eq!(names(&folder), [file], "{task:?}");
    }
}

#[test]
fn a_folder_is_not_replaced() {
    let place = with_roster();
    let folder = place.own_folder().join("out");
    std::fs::create_dir(&folder).unwrap();
    for task in WRITERS {
        for more in [&[][..], &["--force"]] {
            assert_eq!(call(&place, task, &folder, more).code, 1, "{task:?}");
        }
    }
    assert!(names(&folder).is_empty());
}

#[test]
fn two_papers_do_not_go_into_one_file() {
    let place = with_roster();
    let file = place.own_folder().join("both");
    let name = file.display().to_string();
    let both = ["activities", "evidence", "--html", &name, "--xlsx", &name];
    place.refused(&both);
    place.refused(&[&both[..], &["--force"]].concat());
    assert!(!file.exists());
}

#[test]
fn the_pictures_replace_no_file_unasked() {
    let place = Place::empty(Tongue::English);
    let folder = place.own_folder().join("pictures");
    let name = folder.display().to_string();
    std::fs::create_dir(&folder).unwrap();
    let letter = folder.join("door-en.svg");
    std::fs::write(&letter, "a letter").unwrap();
    assert!(place.refused(&["pictures", &name]).contains("--force"));
    assert_eq!(std::fs::read_to_string(&letter).unwrap(), "a letter");
    place.ok(&["pictures", &name, "--force"]);
    assert!(
        std::fs::read_to_string(&letter)
            .unwrap()
            .starts_with("<svg")
    );
}

/// Every way to name the home's file, and a file of its folder.
fn names_of_the_home(place: &Place) -> Vec<PathBuf> {
    let (data, file) = (place.data(), place.file());
    let own = place.own_folder();
    let mut names = vec![
        file.clone(),
        data.join("../data/./doorlight.db"),
        data.join("doorlight.db-wal"),
        data.join("DOORLIGHT.DB-journal"),
        data.join("papers/plan.html"),
    ];
    std::fs::create_dir(data.join("papers")).unwrap();
    std::fs::write(data.join("papers/plan.html"), "a paper").unwrap();
    std::fs::hard_link(&file, own.join("hard.html")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&file, own.join("soft.html")).unwrap();
        std::os::unix::fs::symlink(&data, own.join("elsewhere")).unwrap();
        names.extend([
            own.join("hard.html"),
            own.join("soft.html"),
            own.join("elsewhere/doorlight.db"),
            own.join("elsewhere/doorlight.db-shm"),
        ]);
    }
    names
}

#[test]
fn the_files_of_the_home_are_never_overwritten_under_any_name() {
    let place = with_roster();
    let names = names_of_the_home(&place);
    for task in WRITERS {
        for name in &names {
            for more in [&[][..], &["--force"]] {
                let refused = call(&place, task, name, more);
                assert_eq!(refused.code, 1, "{task:?} {name:?}");
                let said = &refused.err;
                assert!(
                    said.contains("never overwritten"),
                    "{task:?} {name:?}: {said}"
                );
            }
        }
    }
    let paper = place.data().join("papers/plan.html");
    assert_eq!(std::fs::read_to_string(paper).unwrap(), "a paper");
    assert_eq!(place.json(&["children"]).as_array().unwrap().len(), 68);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn a_path_from_the_folder_one_is_in_is_followed_too() {
    let place = with_roster();
    for (name, code) in [("doorlight.db", 1), ("new.ics", 0)] {
        let mut command = place.command(&["activities", "export", "--force", "--ics", name]);
        let called = crate::common::ended(command.current_dir(place.data()));
        assert_eq!(called.code, code, "{}", called.err);
    }
    assert!(place.data().join("new.ics").is_file());
    assert_eq!(place.json(&["verify"])["sound"], true);
}
