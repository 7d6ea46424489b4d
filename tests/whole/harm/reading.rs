//! Commands that only read: what they leave behind, and what they say where no home's file is.

use super::disk_full::limited;
use super::ground::small_home;
use super::old_home;
use crate::common::pty::Pty;
use crate::common::{Ended, Place, Tongue, fixture};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every command that only reads.
const READING: [&[&str]; 9] = [
    &["children"],
    &["attendance", "--from", "2026-11-01", "--to", "2026-11-30"],
    &["flags"],
    &["activities"],
    &["coverage", "FIRE"],
    &["topics"],
    &["journal"],
    &["verify"],
    &["backup", "--list"],
];

/// Commands that write to the home's file or copy it.
const WRITING: [&[&str]; 8] = [
    &["in", "1"],
    &["out", "1", "--to", "unknown"],
    &["close"],
    &["backup"],
    &["undo"],
    &["erase", "1", "--reason", "asked"],
    &["demo", "--seed-only"],
    &[
        "init",
        "--home",
        "A",
        "--village",
        "B",
        "--township",
        "C",
        "--county",
        "D",
        "--director",
        "E",
        "--hours",
        "Mon 09:00-12:00",
    ],
];

/// All files and folders below a folder, with what is in them.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(everything(&path));
        }
        all.insert(path.clone(), fs::read(&path).ok());
    }
    all
}

/// Does something that must change nothing in the place.
fn unchanged<T>(place: &Place, told: &str, run: impl FnOnce() -> T) -> T {
    let before = everything(place.own_folder());
    let done = run();
    let after = everything(place.own_folder());
    let names = |all: &BTreeMap<PathBuf, Option<Vec<u8>>>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before), "{told}");
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, now)| before[*path] != **now)
        .collect();
    assert!(
        changed.is_empty(),
        "{told} changed {}",
        changed[0].0.display()
    );
    done
}

fn answers(command: &[&str], ended: &Ended) {
    let told = format!("{command:?}: {}{}", ended.out, ended.err);
    assert!(ended.code < 2, "{told}");
    assert!(ended.code == 0 || !ended.out.is_empty(), "{told}");
}

/// A home with a copy, without what an earlier reader left, one of an older schema, and one whose last steps are in a log that a power cut left.
fn homes() -> [Place; 3] {
    let newest = small_home(Tongue::English);
    newest.ok(&["in", "1"]);
    newest.ok(&["backup"]);
    let cut = small_home(Tongue::English);
    cut.ok(&["in", "1"]);
    let open = rusqlite::Connection::open(cut.file()).unwrap();
    open.execute_batch("PRAGMA user_version = 12; CREATE TABLE scrap (a); DROP TABLE scrap")
        .unwrap();
    let log = cut.data().join("doorlight.db-wal");
    let kept = [fs::read(cut.file()).unwrap(), fs::read(&log).unwrap()];
    assert!(!kept[1].is_empty());
    drop(open);
    fs::write(cut.file(), &kept[0]).unwrap();
    fs::write(log, &kept[1]).unwrap();
    [newest, cut, old_home::of_schema_4(3)]
}

#[test]
fn reading_leaves_the_data_folder_as_it_was() {
    for place in homes() {
        for command in READING {
            let told = format!("{command:?}");
            answers(command, &unchanged(&place, &told, || place.run(command)));
        }
    }
}

/// What the database began beside the file may stay, without a row; a log that a power cut left needs room.
#[test]
fn reading_works_on_a_full_disk() {
    let [newest, _, older] = homes();
    for place in [newest, older] {
        let begun = ["doorlight.db-wal", "doorlight.db-shm"].map(|name| place.data().join(name));
        for command in READING {
            let usual = place.run(command);
            for blocks in [0, 8, 63] {
                let told = format!("{command:?} with {blocks} blocks");
                let full = unchanged(&place, &told, || {
                    let full = limited(&place, command, blocks);
                    assert_eq!(fs::read(&begun[0]).unwrap_or_default(), b"", "{told}");
                    for path in &begun {
                        drop(fs::remove_file(path));
                    }
                    full
                });
                assert_eq!(full.out, usual.out, "{told}: {}", full.err);
                assert_eq!(full.code, usual.code, "{told}");
            }
        }
    }
}

/// What lies at the path, how it is made, and what must be said in both languages.
type Stranger = (fn(&Place), [&'static str; 2]);

const STRANGERS: [Stranger; 5] = [
    (
        |place| fs::write(place.file(), "").unwrap(),
        [
            "this file is empty; it is not a home's file",
            "是空文件，不是儿童之家的数据文件",
        ],
    ),
    (
        |place| fs::write(place.file(), "Milk, bread, candles\n").unwrap(),
        [
            "this is not a home's file (no database)",
            "不是儿童之家的数据文件（不是数据库）",
        ],
    ),
    (
        |place| {
            fs::remove_file(place.file()).unwrap();
            let other = rusqlite::Connection::open(place.file()).unwrap();
            other
                .execute_batch("CREATE TABLE song (name TEXT)")
                .unwrap();
        },
        [
            "this is a database of another program, not a home's file",
            "是别的程序的数据库，不是儿童之家的数据文件",
        ],
    ),
    (
        |place| {
            fs::remove_file(place.file()).unwrap();
            fs::create_dir(place.file()).unwrap();
        },
        [
            "this is a folder, not a home's file",
            "是文件夹，不是儿童之家的数据文件",
        ],
    ),
    (
        |place| {
            fs::remove_file(place.file()).unwrap();
            fs::write(place.data().join("doorlight.db-wal"), [7; 4152]).unwrap();
        },
        ["its log (-wal) is still there", "它的记录（-wal）还在"],
    ),
];

/// A home whose file something else has taken the place of; the locks of earlier calls are gone.
fn strange_home(tongue: Tongue, has_copy: bool, make: fn(&Place)) -> Place {
    let place = small_home(tongue);
    if has_copy {
        place.ok(&["backup"]);
    }
    for entry in fs::read_dir(place.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "lock") {
            fs::remove_file(path).unwrap();
        }
    }
    make(&place);
    place
}

fn names_what_it_is(said: &str, wanted: &str, has_copy: bool, told: &str) {
    assert!(said.contains(wanted), "{told}: {said}");
    let names_copy = said.contains("backups") && said.contains("doorlight-20261123-170000-");
    assert_eq!(names_copy, has_copy, "{told}: {said}");
    assert_eq!(
        said.contains("doorlight restore"),
        has_copy,
        "{told}: {said}"
    );
}

#[test]
fn what_is_no_home_is_named_with_the_newest_copy_and_stays_as_it_is() {
    let roster = fixture("roster-gbk.csv");
    let more: [&[&str]; 2] = [&["import", "roster", &roster], &["redo"]];
    for tongue in [Tongue::English, Tongue::Chinese] {
        for has_copy in [true, false] {
            for (make, says) in STRANGERS {
                let wanted = says[usize::from(tongue == Tongue::Chinese)];
                let place = strange_home(tongue, has_copy, make);
                for command in READING.iter().chain(&WRITING).chain(&more) {
                    let told = format!("{command:?}");
                    let ended = unchanged(&place, &told, || place.run(command));
                    assert_eq!(ended.code, 1, "{told}: {}{}", ended.out, ended.err);
                    names_what_it_is(&ended.err, wanted, has_copy, &told);
                }
                let told = "the screens";
                let (code, left) =
                    unchanged(&place, told, || Pty::start(&place, &[], 400, 30).ended());
                assert_eq!(code, 1, "{}", left.text);
                names_what_it_is(&left.text, wanted, has_copy, told);
            }
        }
    }
}

/// Runs a program as a user who owns nothing here: the administrator may write wherever rights forbid it.
const AS_NOBODY: [&str; 6] = [
    "setpriv",
    "--reuid",
    "65534",
    "--regid",
    "65534",
    "--clear-groups",
];

fn may_write_anywhere(place: &Place) -> bool {
    set_mode(place.own_folder(), 0o555);
    let may = fs::write(place.own_folder().join("probe"), "").is_ok();
    set_mode(place.own_folder(), 0o755);
    let _ = fs::remove_file(place.own_folder().join("probe"));
    may
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn where_nothing_may_be_written_the_home_is_read_and_the_reason_is_said() {
    let wanted = [
        (Tongue::English, "may not be written to", "another program"),
        (Tongue::Chinese, "不允许写入", "另一个程序"),
    ];
    // The folder, the file and the locks: none may be written to, or only the folder, or only the file.
    for (folder, file) in [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)] {
        for (tongue, says, not) in wanted {
            let place = small_home(tongue);
            place.ok(&["in", "1"]);
            let wrapper: &[&str] = if may_write_anywhere(&place) {
                &AS_NOBODY
            } else {
                &[]
            };
            set_mode(place.own_folder(), 0o755);
            for entry in fs::read_dir(place.data()).unwrap() {
                set_mode(&entry.unwrap().path(), file);
            }
            set_mode(&place.data(), folder);
            let pty = Pty::start_through(wrapper, &place, &[], (120, 40));
            pty.wait_for(says);
            let shown = pty.kill().to_lowercase();
            assert!(!shown.contains(not), "{folder:o} {file:o}: {shown}");
            set_mode(&place.data(), 0o755);
        }
    }
}
