//! An afternoon at the real program, in a pseudo-terminal.

use crate::common::pty::{Left, Pty};
use crate::common::{Place, Tongue, fixture};
use std::collections::HashMap;

/// A home with the children of the clean roster.
fn village(tongue: Tongue) -> Place {
    let place = Place::with_home(tongue);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place
}

/// The first children whose names nobody shares.
fn some_names(place: &Place, count: usize) -> Vec<String> {
    let list = place.json(&["children"]);
    let names: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|child| child["name"].as_str().unwrap())
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for name in &names {
        *times.entry(name).or_default() += 1;
    }
    let alone = names.into_iter().filter(|name| times[name] == 1);
    alone.take(count).map(str::to_owned).collect()
}

/// The program at the door.
fn at_the_door(place: &Place, columns: u16, rows: u16) -> Pty {
    let mut pty = Pty::start(place, &[], columns, rows);
    pty.wait_for("F3");
    pty.type_keys("F3");
    pty
}

/// The terminal is as the program found it.
fn assert_tidy(left: &Left) {
    assert!(
        !left.in_alternate_screen,
        "still in the alternate screen: {left:?}"
    );
    assert!(!left.cursor_hidden, "the cursor is gone: {left:?}");
    assert!(!left.bracketed_paste, "pastes come in brackets: {left:?}");
}

#[test]
fn thirty_children_come_as_fast_as_keys_can_be_sent_and_none_is_lost_or_doubled() {
    let place = village(Tongue::Chinese);
    let names = some_names(&place, 30);
    let mut pty = at_the_door(&place, 80, 24);
    pty.wait_for("屋里 0 人");
    for name in &names {
        pty.type_keys(&format!("{name} enter"));
    }
    pty.wait_for("屋里 30 人");
    pty.type_keys("ctrl-q");
    let (code, left) = pty.ended();
    assert_eq!(code, 0);
    assert_tidy(&left);
    let rows = place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"]);
    let mut came: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    came.sort_unstable();
    names.sort_unstable();
    assert_eq!(came, names);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn an_afternoon_in_english_at_the_door() {
    let place = village(Tongue::English);
    let mut pty = at_the_door(&place, 80, 24);
    pty.wait_for("In the house: 0");
    pty.type_keys("wll");
    pty.wait_for("汪乐乐");
    pty.type_keys("enter");
    pty.wait_for("汪乐乐 signed in at 17:00");
    pty.wait_for("In the house: 1");

    // A step back and again.
    pty.type_keys("ctrl-z");
    pty.wait_for("In the house: 0");
    pty.type_keys("ctrl-y");
    pty.wait_for("In the house: 1");

    // The day does not close over a child's head.
    pty.type_keys("F12");
    pty.wait_for("汪乐乐");
    pty.type_keys("esc");

    // Somebody on the list collects.
    pty.type_keys("tab");
    pty.type_keys("wll enter");
    pty.wait_for("石桂英");
    pty.type_keys("enter");
    pty.wait_for("汪乐乐 signed out at 17:00");
    pty.wait_for("In the house: 0");
    pty.type_keys("ctrl-c");
    let (code, left) = pty.ended();
    assert_eq!(code, 0);
    assert_tidy(&left);
    let rows = place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"]);
    assert_eq!(rows[0]["out_to"], "石桂英");
}

#[test]
fn any_size_of_terminal_is_survived_and_typing_goes_on() {
    let place = village(Tongue::English);
    let mut pty = at_the_door(&place, 120, 40);
    pty.wait_for("In the house: 0");
    for (columns, rows) in [(40, 12), (20, 5), (2, 2), (1, 1), (200, 60)] {
        pty.resize(columns, rows);
    }
    pty.resize(80, 24);
    pty.type_keys("wll");
    pty.wait_for("汪乐乐");
    pty.type_keys("enter");
    pty.wait_for("In the house: 1");
}

#[test]
fn a_second_program_on_the_same_file_says_so_and_only_shows() {
    let place = village(Tongue::English);
    let first = at_the_door(&place, 80, 24);
    first.wait_for("In the house: 0");
    let mut second = at_the_door(&place, 80, 24);
    second.wait_for("read only");
    second.type_keys("wll");
    second.wait_for("汪乐乐");
    second.type_keys("enter");
    second.wait_for("nother program");
    second.wait_for("In the house: 0");
    drop(first);
    let rows = place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"]);
    assert_eq!(rows.as_array().unwrap().len(), 0);
}
