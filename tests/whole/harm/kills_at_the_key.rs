//! Kills the program at chosen steps of giving a home locks, of changing its key, and of restoring a copy in a home with
//! locks. Each step is known by what it leaves in the data folder. Then the screens start once, as they do after a kill.

use super::ground::{Ground, answer, call, is_database, is_sound, steps};
use crate::common::locked::{
    DIRECTOR, PASSPHRASE, add_helper, add_incident, files, holding, lock, set,
};
use crate::common::{Place, Tongue, fixture};
use doorlight::clock::Clock;
use doorlight::desk::Desk;
use doorlight::desk::locks::{Admission, Doorway, Secret, Who};
use doorlight::desk::query::Query;
use doorlight::domain::Moment;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// What was typed of an incident, and its restricted notes.
const NOTES: [&str; 2] = ["金丝雀笔记", "金丝雀密件"];
/// Name, identity number and notes.
const CANARIES: [&str; 4] = ["汪乐乐", "341699201611192043", NOTES[0], NOTES[1]];
/// Copies of before the locks: encrypting so many takes a while, in which a kill can fall.
const COPIES: u32 = 6;
/// When the work is killed and the screens start again.
const AFTER: &str = "2026-11-23T17:20:00+08:00";
/// How often a kill is tried that must fall between two steps.
const TRIES: u32 = 12;
/// What stays in the data folder of a home with locks.
const KNOWN: [&str; 9] = [
    "doorlight.db",
    "doorlight.db-shm",
    "doorlight.db-wal",
    "doorlight.keys",
    "doorlight.tries",
    "doorlight.lock",
    "doorlight.turn.lock",
    COPYING,
    "import-rest.json",
];

/// Appears when work on the copies or on the key begins.
const COPYING: &str = "doorlight.copying.lock";

/// A step of the work, by its name and whether the data folder shows that it has come.
type Step<'s> = (&'s str, &'s dyn Fn(&Path) -> bool);

/// A home without locks: children, steps at the door, an incident, rows of an import that wait, copies, and what earlier kills
/// left of a copy and of a file.
fn home() -> Place {
    let mut place = Place::with_home(Tongue::English);
    place.run(&["import", "roster", &fixture("roster-gbk.csv")]);
    add_helper(&place);
    add_incident(&place, NOTES[0], NOTES[1]);
    place.set_now("2026-11-23T17:10:00+08:00");
    for step in [&["in", "1"][..], &["in", "2"], &["backup"]] {
        assert_eq!(call(&place, step).code, 0, "{step:?}");
    }
    let copy = copies(&place).remove(0);
    for nth in 1..COPIES {
        std::fs::copy(&copy, earlier(&copy, nth)).unwrap();
    }
    place.set_now(AFTER);
    let out = ["out", "1", "--to", "石桂英", "--note", NOTES[0]];
    assert_eq!(call(&place, &out).code, 0);
    std::fs::copy(&copy, place.data().join("backups/copy-20261101.part")).unwrap();
    std::fs::copy(&copy, place.data().join(".tmpA1.part")).unwrap();
    let lock = place.data().join(COPYING);
    std::fs::remove_file(lock).unwrap();
    place
}

/// The name of a copy that was made so many minutes earlier.
fn earlier(copy: &Path, minutes: u32) -> PathBuf {
    let name = copy.file_name().unwrap().to_str().unwrap();
    let other = name.replace("-171000-", &format!("-17{:02}00-", 10 - minutes));
    assert_ne!(other, name);
    copy.with_file_name(other)
}

/// The copies in a data folder, the oldest first.
fn copies(place: &Place) -> Vec<PathBuf> {
    let mut all = files(&place.data().join("backups"));
    all.retain(|path| names(path).starts_with("doorlight-"));
    all.sort();
    all
}

fn names(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn is_plain(file: &Path) -> bool {
    std::fs::read(file).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3\0"))
}

/// Whether a file beside the home's, or beside its copies, has a name with this beginning and end.
fn has(data: &Path, begin: &str, end: &str) -> bool {
    let folders = [data.to_owned(), data.join("backups")];
    let entries = folders.iter().filter_map(|one| std::fs::read_dir(one).ok());
    let mut all = entries.flatten().filter_map(Result::ok);
    all.any(|entry| {
        let name = entry.file_name().into_string().unwrap();
        name.starts_with(begin) && name.ends_with(end)
    })
}

/// Kills a call as soon as a step has come. One that ended earlier was too fast to be killed.
fn kill_at(place: &Place, arguments: &[&str], (_, has_come): Step<'_>) {
    let mut command = place.command(arguments);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = command.spawn().unwrap();
    while !has_come(&place.data()) && running.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let _ = running.kill();
    running.wait().unwrap();
}

/// The director, admitted with the secret.
fn admit(place: &Place) -> Admission {
    let doorway = Doorway {
        folder: place.data(),
        account: None,
    };
    let secret = Secret::new(PASSPHRASE.to_owned());
    doorway.admit(Who::Named(DIRECTOR), &secret, 0).unwrap()
}

/// Starts the screens of a home with locks once, and closes them; returns the number of children.
fn start(place: &Place, admitted: Admission) -> usize {
    let now = Moment::parse_from_rfc3339(AFTER).unwrap();
    let desk = Desk::open_for(&place.data(), Clock::fixed(now), admitted).unwrap();
    assert!(!desk.is_read_only());
    let register = desk.ask(Query::Register).unwrap();
    register.roster().unwrap().children.len()
}

/// Nothing is plain and nothing is left over.
fn nothing_stays(place: &Place, step: &str) {
    assert_eq!(holding(&[place.data()], &CANARIES), [""; 0], "{step}");
    let mut left = files(&place.data());
    left.retain(|path| {
        let (name, is_beside) = (names(path), path.parent() == Some(&place.data()));
        let is_copy = name.starts_with("doorlight-") || name.starts_with("before-restore-");
        let is_known = if is_beside {
            KNOWN.contains(&name.as_str())
        } else {
            name == "record.json" || name == "doorlight.keys"
        };
        !(is_known || is_copy && !is_beside && is_database(&name))
    });
    assert_eq!(left, [""; 0].map(PathBuf::from), "{step}");
}

/// Everything that the journal said stands in it still. Looks are noted in between, so numbers differ.
fn says_all_of(found: &str, before: &str) {
    let said = before
        .lines()
        .filter_map(|line| line.split_once('\t').map(|(_, rest)| rest));
    let lost: Vec<&str> = said
        .filter(|line| !line.contains("\tlooked\t") && !found.contains(*line))
        .collect();
    assert_eq!(lost, [""; 0], "{found}");
}

#[test]
fn a_home_that_is_killed_between_two_steps_of_getting_locks_is_plain_or_locked_whole() {
    let mut ground = Ground::of(home());
    let (children, before) = (count(&ground.place), steps(&ground.place));
    let arguments = set(&ground.place);
    let arguments = arguments.each_ref().map(String::as_str);
    let is_late = |data: &Path| {
        let copies = data.join("backups");
        let all = files(&copies);
        !is_plain(&data.join("doorlight.db")) && all.iter().any(|copy| is_plain(copy))
    };
    let moments: [Step<'_>; 6] = [
        ("before the key", &|data| has(data, COPYING, "")),
        ("the copy begins", &|data| {
            has(data, "doorlight.db.next", "")
        }),
        ("the next key file", &|data| {
            has(data, "doorlight.keys.next", "")
        }),
        ("the first rename", &|data| {
            !is_plain(&data.join("doorlight.db"))
        }),
        ("the last rename", &|data| {
            has(data, "doorlight.keys", "keys")
        }),
        ("the first copy", &|data| has(data, "", ".db.part")),
    ];
    let (mut plain, mut between) = (0, 0);
    for nth in 0..TRIES as usize {
        // The last rename again and again, until copies were still plain then.
        let Some(&step) = moments
            .get(nth)
            .or_else(|| moments.get(4).filter(|_| between == 0))
        else {
            break;
        };
        ground.place.set_by_nobody();
        ground.begin_again();
        kill_at(&ground.place, &arguments, step);
        let is_before = is_plain(&ground.place.file());
        assert!(is_before || nth > 0, "before the key nothing is encrypted");
        plain += usize::from(is_before);
        between += usize::from(is_late(&ground.place.data()));
        if is_before {
            assert_eq!(count(&ground.place), children);
            assert_eq!(steps(&ground.place), before);
            let again = call(&ground.place, &arguments);
            assert_eq!(again.code, 0, "{}{}", again.out, again.err);
            assert!(!is_plain(&ground.place.file()));
        }
        ground.place.set_by(DIRECTOR, PASSPHRASE);
        is_sound(&ground.place);
        assert_eq!(start(&ground.place, admit(&ground.place)), children);
        nothing_stays(&ground.place, step.0);
        says_all_of(&steps(&ground.place), &before);
    }
    eprintln!("{plain} while the file was plain, {between} before the copies were encrypted");
    assert!(plain > 0 && between > 0, "{plain}, {between}");
}

fn count(place: &Place) -> usize {
    answer(place, &["children"]).as_array().unwrap().len()
}

/// A home with locks, whose copies of before them are as they were.
fn locked() -> (Ground, Vec<(PathBuf, Vec<u8>)>) {
    let mut place = home();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).unwrap();
        (path, bytes)
    };
    let plain = copies(&place).into_iter().map(read).collect();
    lock(&mut place);
    start(&place, admit(&place));
    std::fs::remove_file(place.data().join(COPYING)).unwrap();
    (Ground::of(place), plain)
}

#[test]
fn a_key_change_that_is_killed_between_two_steps_is_done_or_not_begun() {
    let (ground, _) = locked();
    let place = &ground.place;
    let before = steps(place);
    let children = start(place, admit(place));
    let keys = |data: &Path| std::fs::read(data.join("doorlight.keys")).unwrap_or_default();
    let old = keys(&place.data());
    let moments: [Step<'_>; 4] = [
        ("before the key", &|data| has(data, COPYING, "")),
        ("the copy begins", &|data| {
            has(data, "doorlight.db.next", "")
        }),
        ("the next key file", &|data| {
            has(data, "doorlight.keys.next", "")
        }),
        ("the last rename", &|data| keys(data) != old),
    ];
    for step in moments {
        ground.begin_again();
        kill_at(place, &["locks", "key"], step);
        is_sound(place);
        assert_eq!(start(place, admit(place)), children, "{}", step.0);
        nothing_stays(place, step.0);
        assert_eq!(keys(&place.data()), keys(&place.data().join("backups")));
        says_all_of(&steps(place), &before);
    }
}

/// Steps of a restore, the last of which is seen by the file.
fn restoring(is_restored: &dyn Fn(&Path) -> bool) -> [Step<'_>; 7] {
    [
        ("before the copy", &|data| has(data, COPYING, "")),
        ("the copy begins", &|data| has(data, "restoring.db", "")),
        ("it is brought up to date", &|data| {
            has(data, "restoring.db", "-wal")
        }),
        ("the file is put aside", &|data| has(data, "copy-", ".part")),
        ("it is aside", &|data| has(data, "before-restore-", "")),
        ("copies are encrypted", &|data| has(data, "", ".db.part")),
        ("the rename", is_restored),
    ]
}

#[test]
fn a_restore_in_a_home_with_locks_that_is_killed_between_two_steps_is_done_or_not_begun() {
    let (ground, plain) = locked();
    let place = &ground.place;
    let before = steps(place);
    let mark = |data: &Path| {
        let bytes = std::fs::read(data.join("doorlight.db")).unwrap();
        bytes[..16].to_vec()
    };
    let old = mark(&place.data());
    // A copy of before the locks, with the restricted notes, and others.
    let begin_again = || {
        ground.begin_again();
        for (path, bytes) in &plain {
            std::fs::write(path, bytes).unwrap();
        }
    };
    let copy = plain.last().unwrap().0.display().to_string();
    let arguments = ["restore", &copy, "--yes"];
    begin_again();
    place.ok(&arguments);
    let after = steps(place);
    assert_ne!(before, after);
    let admitted = admit(place);
    let (mut kept, mut restored) = (0, 0);
    for step in restoring(&|data| mark(data) != old) {
        begin_again();
        kill_at(place, &arguments, step);
        let is_old = mark(&place.data()) == old;
        kept += usize::from(is_old);
        restored += usize::from(!is_old);
        is_sound(place);
        assert!(start(place, admitted.clone()) > COPIES as usize);
        nothing_stays(place, step.0);
        says_all_of(&steps(place), if is_old { &before } else { &after });
    }
    eprintln!("{kept} before, {restored} after");
    assert!(kept > 0 && restored > 0, "{kept} before, {restored} after");
}

#[test]
fn a_restore_on_another_pc_that_is_killed_between_two_steps_opens_with_the_secret_or_goes_again() {
    let (ground, _) = locked();
    let place = ground.place;
    let stick = place.sticks().join("stick");
    std::fs::create_dir_all(place.sticks()).unwrap();
    place.ok(&["backup"]);
    std::fs::rename(place.data().join("backups"), &stick).unwrap();
    let newest = files(&stick)
        .into_iter()
        .filter(|path| names(path).starts_with("doorlight-2"));
    let copy = newest.max().unwrap().display().to_string();
    let before = steps(&place);
    let children = start(&place, admit(&place));
    let arguments = ["restore", &copy, "--yes"];
    let is_there = |data: &Path| data.join("doorlight.db").exists();
    let (mut again, mut restored) = (0, 0);
    for step in restoring(&is_there) {
        std::fs::remove_dir_all(place.data()).unwrap();
        std::fs::create_dir(place.data()).unwrap();
        kill_at(&place, &arguments, step);
        if is_there(&place.data()) {
            restored += 1;
        } else {
            again += 1;
            let ended = call(&place, &arguments);
            assert_eq!(ended.code, 0, "{}: {}{}", step.0, ended.out, ended.err);
        }
        is_sound(&place);
        assert_eq!(start(&place, admit(&place)), children, "{}", step.0);
        nothing_stays(&place, step.0);
        says_all_of(&steps(&place), &before);
    }
    eprintln!("{again} before, {restored} after");
    assert!(
        again > 0 && restored > 0,
        "{again} before, {restored} after"
    );
}
