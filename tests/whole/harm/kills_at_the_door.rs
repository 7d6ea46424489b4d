//! Kills the program two hundred times during sign-ins. Every child shown as signed in is in the
//! file, and the file is sound.

use super::aim::{AT_LEAST, Aim};
use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Number of kills of the command line.
const SCRIPT_KILLS: usize = 160;
/// Number of kills of the screens.
const SCREEN_KILLS: usize = 40;
/// Number of children signed in before each kill of the screens.
const AT_ONCE: usize = 6;
const DAY: &str = "2027-01-04";

/// A home with children, and their file numbers.
fn home() -> (Place, Vec<(String, String)>) {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let list = place.json(&["children"]);
    let children = list.as_array().unwrap().iter().map(|child| {
        let text = |key: &str| child[key].as_str().unwrap().to_owned();
        (text("file_no"), text("name"))
    });
    (place, children.collect())
}

/// Children in the register of a day.
fn signed_in(place: &Place, day: &str) -> BTreeSet<String> {
    let rows = place.json(&["attendance", "--from", day, "--to", day]);
    let rows = rows.as_array().unwrap();
    rows.iter()
        .map(|row| row["file_no"].as_str().unwrap().to_owned())
        .collect()
}

/// A home of the same content.
fn copy(home: &Place) -> Place {
    let copy = Place::empty(Tongue::English);
    std::fs::create_dir_all(copy.data()).unwrap();
    for file in std::fs::read_dir(home.data()).unwrap() {
        let file = file.unwrap();
        if file.path().is_file() {
            std::fs::copy(file.path(), copy.data().join(file.file_name())).unwrap();
        }
    }
    copy
}

fn is_sound(place: &Place) {
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn what_a_script_was_told_is_in_the_file() {
    let (mut place, children) = home();
    let began = Instant::now();
    place.ok(&["verify"]);
    let mut aim = Aim::new(began.elapsed(), 0x5EED_D00B);
    let mut told = BTreeSet::new();
    for kill in 0..SCRIPT_KILLS {
        let day = format!("2026-11-{:02}", 23 + kill / children.len());
        let (number, name) = &children[kill % children.len()];
        place = place.at(&format!("{day}T17:00:00+08:00"));
        let said = aim.kill(&mut place.command(&["in", number]));
        aim.fell(said.contains(name));
        if said.contains(name) {
            told.insert((day, number.clone()));
        }
        if kill % 20 == 0 {
            is_sound(&place);
        }
    }
    is_sound(&place);
    for (day, number) in &told {
        assert!(
            signed_in(&place, day).contains(number),
            "{number} of {day} is lost"
        );
    }
    aim.check();
}

#[test]
fn what_the_screen_showed_is_in_the_file() {
    let (home, children) = home();
    let mut aim = Aim::new(Duration::from_millis(25), 0x5EED_D00C);
    let mut arrivals = children.iter().cycle();
    let mut shown = 0;
    for _ in 0..SCREEN_KILLS {
        // Nobody is in the house yet, so that whoever is shown has just come.
        let place = copy(&home).at(&format!("{DAY}T17:00:00+08:00"));
        let mut pty = Pty::start(&place, &[], 80, 24);
        pty.wait_for("F3");
        pty.type_keys("F3");
        pty.wait_for("In the house");

        let coming: Vec<_> = arrivals.by_ref().take(AT_ONCE).collect();
        let names: Vec<String> = coming
            .iter()
            .map(|(_, name)| format!("{name} enter"))
            .collect();
        let began = Instant::now();
        pty.type_keys(&names.join(" "));
        aim.wait(began);
        let screen = pty.kill();
        let inside = |screen: &str, name: &str| screen.contains(&format!("● {name}"));
        aim.fell(coming.iter().all(|(_, name)| inside(&screen, name)));
        let kept = signed_in(&place, DAY);
        for (number, _) in coming.iter().filter(|(_, name)| inside(&screen, name)) {
            assert!(kept.contains(number), "{number} is lost");
            shown += 1;
        }
        is_sound(&place);
    }
    assert!(shown > AT_LEAST, "hardly anything was shown");
    aim.check();
}
