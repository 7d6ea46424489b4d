//! An evening at the lock in a terminal: a director, a helper with a PIN, and the folder on another PC.

use crate::common::locked::{DIRECTOR, HELPER, PASSPHRASE, add_helper, files, lock};
use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};
use std::collections::BTreeMap;

const PIN: &str = "2580";
const NEW_PIN: &str = "1379";
/// Number of children who come in the evening.
const COME: usize = 30;
/// What stands above the lock.
const LOCKED: &str = "· locked";

/// A home with children, a director with a passphrase and a helper with a PIN; and the recovery words.
fn home() -> (Place, String) {
    let mut place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    add_helper(&place);
    let words = lock(&mut place);
    give_pin(&place, PIN);
    (place, words)
}

fn give_pin(place: &Place, pin: &str) {
    let file = place.note("new-pin", pin);
    let director = place.note("approving", PASSPHRASE);
    place.ok(&[
        "locks",
        "give",
        HELPER,
        "--new-secret-file",
        &file,
        "--pin",
        "--approve-as",
        DIRECTOR,
        "--approve-secret-file",
        &director,
    ]);
}

/// The first children whose names nobody else has.
fn names(place: &Place) -> Vec<String> {
    let list = place.json(&["children"]);
    let list = list.as_array().unwrap().iter();
    let all: Vec<String> = list
        .map(|child| child["name"].as_str().unwrap().to_owned())
        .collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &all {
        *times.entry(name).or_default() += 1;
    }
    let alone = all.iter().filter(|name| times[name.as_str()] == 1);
    alone.take(COME).cloned().collect()
}

/// Starts the screens as anybody could, who has no secret in a file.
fn start(place: &mut Place) -> Pty {
    place.set_by_nobody();
    let pty = Pty::start(place, &[], 130, 45);
    place.set_by(DIRECTOR, PASSPHRASE);
    pty.wait_for(LOCKED);
    pty
}

fn enter(pty: &mut Pty, secret: &str) {
    pty.type_text(secret);
    pty.type_keys("enter");
    pty.wait_gone(LOCKED);
}

/// Whether a text holds a mobile number.
fn has_phone(text: &str) -> bool {
    text.split(|one: char| !one.is_ascii_digit())
        .any(|digits| digits.len() >= 11)
}

fn leave(mut pty: Pty) {
    pty.type_keys("ctrl-q ctrl-q");
    let (code, left) = pty.ended();
    assert_eq!(code, 0);
    assert!(left.held.is_empty(), "{left:?}");
}

#[test]
fn pages_to_print_go_with_the_program_also_when_it_is_killed() {
    let (mut place, _) = home();
    let papers = place.data().join("papers");
    std::fs::create_dir_all(&papers).unwrap();
    let write = |name: &str| std::fs::write(papers.join(name), "汪乐乐").unwrap();
    let left = || files(&papers).len();
    write("calendar.ics");
    // Whoever is killed leaves the page; the next start removes it before anybody has shown a secret.
    let mut pty = start(&mut place);
    enter(&mut pty, PASSPHRASE);
    write("roll-call.html");
    pty.kill();
    assert_eq!(left(), 2);
    let mut pty = start(&mut place);
    assert_eq!(left(), 1);
    enter(&mut pty, PASSPHRASE);
    write("roll-call.html");
    leave(pty);
    assert_eq!(left(), 1);
}

#[test]
fn an_evening_at_the_lock_with_a_director_and_a_helper_who_has_a_pin() {
    let (mut place, words) = home();
    let coming = names(&place);
    assert_eq!(coming.len(), COME);
    let mut pty = start(&mut place);
    pty.wait_for(DIRECTOR);
    pty.wait_for(HELPER);
    // Nobody has opened the home: the program knows nobody who could be in the house.
    pty.type_keys("F9");
    pty.wait_for("Not unlocked since the start");
    pty.type_text("one that is wrong");
    pty.type_keys("enter");
    pty.wait_for("The name or the secret is wrong");
    pty.wait_for(LOCKED);
    enter(&mut pty, PASSPHRASE);
    pty.wait_for("In the house: 0");
    pty.type_keys("F4");
    pty.wait_for("68 of 68");
    pty.type_keys("F11");
    pty.wait_for(LOCKED);
    pty.wait_gone("68 of 68");

    pty.type_keys("down");
    pty.wait_for("PIN");
    enter(&mut pty, PIN);
    pty.wait_for("In the house: 0");
    for key in ["F2", "F4", "F5", "F6", "F7", "F8"] {
        pty.type_keys(key);
        pty.wait_for("This page is not for you");
        pty.type_keys("F3");
        pty.wait_gone("This page is not for you");
    }
    for (name, nth) in coming.iter().zip(1..) {
        pty.type_keys(&format!("{name} enter"));
        pty.wait_for(&format!("In the house: {nth}"));
    }
    pty.type_keys("F11");
    pty.wait_for(LOCKED);
    pty.type_keys("F9");
    pty.wait_for(&format!("Roll call 0/{COME}"));
    pty.wait("children from the lock, and no phone", |screen| {
        let shown = screen.contents();
        coming.iter().filter(|name| shown.contains(*name)).count() > COME / 2 && !has_phone(&shown)
    });
    pty.type_keys("esc");
    pty.wait_for(LOCKED);
    pty.type_keys("up");
    pty.wait_for("Passphrase");
    enter(&mut pty, PASSPHRASE);
    pty.wait_for(&format!("In the house: {COME}"));
    leave(pty);

    assert_eq!(place.json(&["verify"])["sound"], true);
    give_pin(&place, NEW_PIN);
    let mut pty = start(&mut place);
    pty.type_keys("down");
    pty.wait_for("PIN");
    pty.type_text(PIN);
    pty.type_keys("enter");
    pty.wait_for("The name or the secret is wrong");
    enter(&mut pty, NEW_PIN);
    pty.wait_for(&format!("In the house: {COME}"));
    leave(pty);
    on_another_pc(&place, &words);
}

/// Whoever has taken the folder along: the words open it, and the PIN does not.
fn on_another_pc(home: &Place, words: &str) {
    let mut there = Place::empty(Tongue::English);
    std::fs::create_dir_all(there.data()).unwrap();
    for file in files(&home.data()) {
        let target = there.data().join(file.strip_prefix(home.data()).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&file, target).unwrap();
    }
    let refused = there.refused(&["children"]);
    assert!(refused.contains("The home is locked"), "{refused}");
    there.set_by(HELPER, NEW_PIN);
    let refused = there.refused(&["in", "1"]);
    assert!(refused.contains("A PIN opens only on the PC"), "{refused}");
    there.set_by_words(words);
    let children = there.json(&["children"]);
    assert!(children.as_array().unwrap().len() > COME);
    assert_eq!(there.json(&["verify"])["sound"], true);
    // What the program typed for a helper on the first PC opens there still.
    assert!(files(&home.account()).len() == 1 && files(&there.account()).is_empty());
}
