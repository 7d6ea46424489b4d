//! The home's file is put under a key, or under another one, and the program is killed; the encrypted file and the key file
//! are edited.

use super::aim::AT_LEAST;
use super::ground::{Ground, answer, call, is_sound};
use crate::common::locked::{DIRECTOR, PASSPHRASE, add_helper, holding, lock, set};
use crate::common::{Ended, Place, Tongue, fixture};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Number of kills of each kind.
const KILLS: u32 = 12;
/// A child of the roster, and its identity number.
const CANARIES: [&str; 2] = ["汪乐乐", "341699201611192043"];
/// What the file under its next key is called until it takes its place.
const NEXT: &str = "doorlight.db.next";

/// A home with children and a copy, without locks.
fn home() -> Place {
    let place = Place::with_home(Tongue::English);
    place.run(&["import", "roster", &fixture("roster-gbk.csv")]);
    add_helper(&place);
    place.ok(&["close"]);
    place
}

fn children(place: &Place) -> usize {
    answer(place, &["children"]).as_array().unwrap().len()
}

fn is_plain(place: &Place) -> bool {
    std::fs::read(place.file())
        .unwrap()
        .starts_with(b"SQLite format 3\0")
}

/// Starts a call and waits until it begins to write the file under its next key. Without that the kills would fall while it
/// derives a key, which is nearly all of its time.
fn begun(place: &Place, arguments: &[&str]) -> std::process::Child {
    let mut command = place.command(arguments);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = command.spawn().unwrap();
    let next = place.data().join(NEXT);
    // On a busy machine it may have ended between two looks; then the kill comes after it.
    while !next.exists() && running.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    running
}

/// How long a call takes from there to its end.
fn rest_of(place: &Place, arguments: &[&str]) -> Duration {
    let mut running = begun(place, arguments);
    let began = Instant::now();
    assert!(running.wait().unwrap().success());
    began.elapsed()
}

/// Kills a call at this moment after it has begun to write; the last of all ends by itself.
fn kill(place: &Place, arguments: &[&str], (nth, whole): (u32, Duration)) {
    let mut running = begun(place, arguments);
    let began = Instant::now();
    if nth + 1 == KILLS {
        running.wait().unwrap();
        return;
    }
    let after = whole.mul_f64(f64::from(nth) / f64::from(KILLS));
    // The delay itself is under test, so there is no condition to wait for.
    std::thread::sleep(after.saturating_sub(began.elapsed()));
    running.kill().unwrap();
    running.wait().unwrap();
}

fn went_well(ended: &Ended) {
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
}

#[test]
fn locks_that_are_being_set_are_there_or_not_and_no_name_stays() {
    let mut ground = Ground::of(home());
    let before = children(&ground.place);
    let arguments = set(&ground.place);
    let arguments = arguments.each_ref().map(String::as_str);
    let whole = rest_of(&ground.place, &arguments);
    let (mut plain, mut locked) = (0, 0);
    for nth in 0..KILLS {
        ground.place.set_by_nobody();
        ground.begin_again();
        kill(&ground.place, &arguments, (nth, whole));
        if is_plain(&ground.place) {
            plain += 1;
            is_sound(&ground.place);
            went_well(&call(&ground.place, &arguments));
            ground.place.set_by(DIRECTOR, PASSPHRASE);
        } else {
            locked += 1;
            ground.place.set_by(DIRECTOR, PASSPHRASE);
        }
        is_sound(&ground.place);
        assert_eq!(children(&ground.place), before, "kill {nth}");
        went_well(&call(&ground.place, &["backup"]));
        let found = holding(&[ground.place.data()], &CANARIES);
        assert_eq!(found, [""; 0], "kill {nth}");
        let again = call(&ground.place, &arguments);
        assert!(
            again.err.contains("There are locks already"),
            "{}",
            again.err
        );
    }
    eprintln!("{plain} before, {locked} after; {whole:?}");
    // How many fall before depends on the machine, and is printed.
    assert!(locked > 0, "{plain} before, {locked} after");
}

#[test]
fn a_key_that_is_being_changed_is_the_old_one_or_the_new_one() {
    let mut place = home();
    lock(&mut place);
    let ground = Ground::of(place);
    let place = &ground.place;
    let before = children(place);
    let mark = || std::fs::read(place.file()).unwrap()[..16].to_vec();
    let old = mark();
    let whole = rest_of(place, &["locks", "key"]);
    assert_ne!(mark(), old);
    let (mut kept, mut changed) = (0, 0);
    for nth in 0..KILLS {
        ground.begin_again();
        kill(place, &["locks", "key"], (nth, whole));
        if mark() == old {
            kept += 1;
        } else {
            changed += 1;
        }
        is_sound(place);
        assert_eq!(children(place), before, "kill {nth}");
        let found = mark();
        went_well(&call(place, &["locks", "key"]));
        assert_ne!(mark(), found);
        is_sound(place);
        assert_eq!(holding(&[place.data()], &CANARIES), [""; 0], "kill {nth}");
        assert!(!place.data().join(NEXT).exists(), "left over");
    }
    eprintln!("{kept} before, {changed} after; {whole:?}");
    assert!(changed > 0, "{kept} before, {changed} after");
}

#[test]
fn a_plain_file_in_the_place_of_the_encrypted_one_is_refused_until_the_newest_copy_is_restored() {
    let mut place = home();
    let plain = std::fs::read(place.file()).unwrap();
    lock(&mut place);
    place.ok(&["backup"]);
    let before = children(&place);
    let stranger = Place::with_home(Tongue::English);
    let other = std::fs::read(stranger.file()).unwrap();
    for put in [&plain, &other] {
        put_there(&place, put);
        for task in [&["children"][..], &["verify"], &["locks"], &["close"]] {
            let ended = call(&place, task);
            assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{task:?}");
            assert!(ended.err.contains("is not encrypted"), "{}", ended.err);
        }
        let ended = call(&place, &["doctor"]);
        assert_eq!(ended.code, 1);
        assert!(ended.out.contains("not the file that is used here"));
        assert_eq!(
            &std::fs::read(place.file()).unwrap(),
            put,
            "nothing is written"
        );
        let copy = newest_copy(&place);
        went_well(&call(&place, &["restore", &copy, "--yes"]));
        assert!(!is_plain(&place));
        assert_eq!(children(&place), before);
        assert_eq!(holding(&[place.data()], &CANARIES), [""; 0]);
    }
    // Who wants it even so takes the key file away.
    put_there(&place, &plain);
    let keys = place.data().join("doorlight.keys");
    std::fs::rename(&keys, place.own_folder().join("doorlight.keys")).unwrap();
    place.set_by_nobody();
    assert_eq!(children(&place), before);
}

/// Puts a file in the place of the home's, with nothing left of that one's log.
fn put_there(place: &Place, bytes: &[u8]) {
    std::fs::write(place.file(), bytes).unwrap();
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(place.data().join(format!("doorlight.db{end}")));
    }
}

/// The newest copy of the home's file.
fn newest_copy(place: &Place) -> String {
    let folder = place.data().join("backups");
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().path().display().to_string());
    let copies = names.filter(|name| name.contains(".db") && !name.contains("before-"));
    copies.max().unwrap()
}

#[test]
fn a_byte_of_an_encrypted_page_that_flips_is_refused_or_named() {
    let mut place = home();
    lock(&mut place);
    let ground = Ground::of(place);
    let place = &ground.place;
    let sound = std::fs::read(place.file()).unwrap();
    let pages = sound.len() / 4096;
    let places = [
        16,
        20,
        41,
        60,
        4095,
        4096 * (pages / 2) + 77,
        sound.len() - 1,
    ];
    assert!(places.len() >= AT_LEAST);
    // The first 16 bytes are the mark of the key, and nothing that anybody is told.
    let before = call(place, &["children", "--json"]);
    for at in [0, 15] {
        ground.begin_again();
        let mut bytes = sound.clone();
        bytes[at] ^= 0x10;
        std::fs::write(place.file(), bytes).unwrap();
        let after = call(place, &["children", "--json"]);
        assert!(after.code == 1 || after.out == before.out, "{}", after.out);
    }
    for at in places {
        ground.begin_again();
        let mut bytes = sound.clone();
        bytes[at] ^= 0x10;
        std::fs::write(place.file(), bytes).unwrap();
        let verified = call(place, &["verify"]);
        let said = format!("{}{}", verified.out, verified.err);
        assert_eq!(verified.code, 1, "byte {at}: {said}");
        assert!(!said.trim().is_empty(), "byte {at}");
    }
}

/// What a call says with this key file in the place of the home's.
fn said_with(place: &Place, keys: &[u8]) -> String {
    std::fs::write(place.data().join("doorlight.keys"), keys).unwrap();
    let ended = call(place, &["children"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{}", ended.err);
    ended.err
}

fn keys(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join("doorlight.keys")).unwrap()
}

#[test]
fn a_changed_key_file_and_a_foreign_one_are_refused_with_their_sentences() {
    let mut place = home();
    lock(&mut place);
    let own = keys(&place.data());
    let text = String::from_utf8(own.clone()).unwrap();
    assert!(text.contains(DIRECTOR), "{text}");
    // Another name of the same length, as whoever wants to be somebody else would write it.
    let renamed = text.replace(DIRECTOR, "周明");
    std::fs::write(place.data().join("doorlight.keys"), &renamed).unwrap();
    place.set_by("周明", PASSPHRASE);
    let said = said_with(&place, renamed.as_bytes());
    assert!(said.contains("does not fit the key"), "{said}");
    place.set_by(DIRECTOR, PASSPHRASE);
    let said = said_with(&place, &own[..own.len() / 2]);
    assert!(said.contains("The key file is damaged"), "{said}");
    let said = said_with(&place, b"");
    assert!(said.contains("The key file is damaged"), "{said}");

    let mut other = home();
    lock(&mut other);
    let said = said_with(&place, &keys(&other.data()));
    assert!(said.contains("no key that is at hand opens it"), "{said}");
    std::fs::remove_file(place.data().join("doorlight.keys")).unwrap();
    let ended = call(&place, &["children"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{}", ended.err);

    // With its own the home opens as before.
    std::fs::write(place.data().join("doorlight.keys"), own).unwrap();
    is_sound(&place);
    assert!(children(&place) > AT_LEAST);
}
