//! Copies to a file of one's choice, copies of a file with faults, copies before a migration.

use super::chain::write_past_the_guards;
use super::ground::small_home;
use super::old_home;
use crate::common::{Place, Tongue, ended};
use std::fs;
use std::path::Path;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_no_name_of_a_file_is_refused_in_words() {
    for (tongue, says) in [
        (Tongue::English, "no name for a file"),
        (Tongue::Chinese, "不能用作文件名"),
    ] {
        let place = small_home(tongue);
        let work = place.own_folder().join("work");
        fs::create_dir_all(work.join("sub")).unwrap();
        for name in [
            " ",
            ":memory:",
            "file:x.db",
            "FILE:x.db?mode=memory",
            ".",
            "..",
            "sub",
            "sub/",
            "new/",
        ] {
            let mut command = place.command(&["backup", name]);
            let done = ended(command.current_dir(&work));
            assert_eq!(done.code, 1, "{name:?}: {}{}", done.out, done.err);
            assert!(done.err.contains(says), "{name:?}: {}", done.err);
            assert_eq!(names(&work), ["sub"], "{name:?}");
            assert!(names(&work.join("sub")).is_empty(), "{name:?}");
        }
        let mut command = place.command(&["backup", "copy.db"]);
        assert_eq!(ended(command.current_dir(&work)).code, 0);
        assert_eq!(names(&work), ["copy.db", "sub"]);
        verifies(&work.join("copy.db"));
    }
}

fn verifies(copy: &Path) {
    let other = Place::empty(Tongue::English);
    fs::create_dir(other.data()).unwrap();
    fs::copy(copy, other.file()).unwrap();
    other.ok(&["verify"]);
}

#[test]
fn a_home_with_faults_is_not_certified() {
    for (tongue, says) in [
        (Tongue::English, "The file has faults"),
        (Tongue::Chinese, "数据文件有问题"),
    ] {
        let place = small_home(tongue);
        write_past_the_guards(&place.file(), |file| {
            let sql = "UPDATE child SET name = 'x' WHERE file_no = '0001'";
            assert_eq!(file.execute(sql, []).unwrap(), 1);
        });
        let work = place.own_folder().join("work");
        fs::create_dir(&work).unwrap();
        let copy = work.join("copy.db");
        let asked = ["backup", &copy.display().to_string()];
        assert!(place.refused(&asked).contains(says));
        fs::write(&copy, "an older copy").unwrap();
        assert!(
            place
                .refused(&[&asked[..], &["--force"]].concat())
                .contains(says)
        );
        assert_eq!(names(&work), ["copy.db"]);
        assert_eq!(fs::read(&copy).unwrap(), b"an older copy");
        // The plain one keeps it under a name that is none of a copy.
        let plain = place.run(&["backup"]);
        assert_eq!(plain.code, 1, "{}", plain.out);
        assert!(plain.err.contains("faulty-"), "{}", plain.err);
        let kept = names(&place.data().join("backups"));
        assert!(
            kept.iter().all(|name| name.starts_with("faulty-")),
            "{kept:?}"
        );
    }
}

#[test]
fn a_copy_before_a_migration_takes_the_place_of_none_of_the_same_second() {
    let place = old_home::of_schema_4(3);
    let folder = place.data().join("backups");
    let old = fs::read(place.file()).unwrap();
    for count in [1, 2] {
        fs::write(place.file(), &old).unwrap();
        place.run(&["redo"]);
        let copies = names(&folder);
        assert_eq!(copies.len(), count, "{copies:?}");
        assert!(
            copies.iter().all(|name| name.starts_with("schema-4-2027")),
            "{copies:?}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_compared_is_restored_only_after_a_yes() {
    for (tongue, says) in [
        (Tongue::English, "could not be told what would be lost"),
        (Tongue::Chinese, "不知道会丢掉什么"),
    ] {
        let place = small_home(tongue);
        place.ok(&["backup"]);
        let folder = place.data().join("backups");
        let path = folder.join(names(&folder).remove(0)).display().to_string();
        let whole = fs::read(place.file()).unwrap();
        fs::write(place.file(), "no database at all").unwrap();
        let said = place.refused(&["restore", &path]);
        assert!(said.contains(says) && said.contains("--yes"), "{said}");
        // The pages are sound, but the journal cannot be read.
        fs::write(place.file(), whole).unwrap();
        let file = rusqlite::Connection::open(place.file()).unwrap();
        file.execute_batch("ALTER TABLE journal RENAME COLUMN open TO other")
            .unwrap();
        drop(file);
        let said = place.refused(&["restore", &path]);
        assert!(said.contains(says), "{said}");
        place.ok(&["restore", &path, "--yes"]);
        place.ok(&["verify"]);
    }
}

#[test]
fn a_restore_that_gives_up_steps_says_which_and_waits_for_a_yes() {
    let wanted = [
        (
            Tongue::English,
            ["(steps: 2;", "2026-11-24 17:00", "周敏", "--yes"],
        ),
        (
            Tongue::Chinese,
            ["2 步", "2026-11-24 17:00", "周敏", "--yes"],
        ),
    ];
    for (tongue, says) in wanted {
        let mut place = small_home(tongue);
        place.ok(&["backup"]);
        let folder = place.data().join("backups");
        let copy = names(&folder).remove(0);
        let path = folder.join(&copy).display().to_string();
        place.set_now("2026-11-24T17:00:00+08:00");
        // Nothing was entered since the copy.
        place.ok(&["restore", &path]);
        let copy_bytes = fs::read(&path).unwrap();
        place.ok(&["in", "1"]);
        let before = fs::read(place.file()).unwrap();
        let said = place.refused(&["restore", &path]);
        for one in says {
            assert!(said.contains(one), "{one}: {said}");
        }
        assert_eq!(fs::read(place.file()).unwrap(), before);
        assert_eq!(fs::read(&path).unwrap(), copy_bytes);
        place.ok(&["restore", &path, "--yes"]);
        assert_eq!(fs::read(&path).unwrap(), copy_bytes);
        place.ok(&["verify"]);
    }
}
