//! Copies that the program makes by itself, a file that was put back, and a copy that is restored.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};
use std::path::Path;

fn copies(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let names = entries.map(|one| one.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names
        .filter(|name| name.starts_with("doorlight-"))
        .collect();
    names.sort();
    names
}

/// Closes the day on the screen and leaves at once.
fn close_and_leave(place: &Place) -> String {
    let mut pty = Pty::start(place, &[], 100, 30);
    pty.wait_for("F3");
    pty.type_keys("F12");
    pty.wait_for("Close the day?");
    pty.type_keys("1");
    pty.wait_for("The day is closed. The file ends with ");
    pty.type_keys("ctrl-q ctrl-q");
    let (code, _) = pty.ended();
    assert_eq!(code, 0);
    let name = copies(&place.data().join("backups")).pop();
    name.expect("the copy is made before the program ends")
}

#[test]
fn the_close_of_day_leaves_a_copy_and_a_file_that_was_put_back_is_said_and_mended() {
    let mut place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    close_and_leave(&place);
    let yesterday = std::fs::read(place.file()).unwrap();

    place.set_now("2026-11-24T17:00:00+08:00");
    place.ok(&["in", "1"]);
    place.ok(&["out", "1", "--to", "unknown"]);
    let newest = close_and_leave(&place);
    let head = newest
        .trim_end_matches(".db")
        .rsplitn(3, '-')
        .collect::<Vec<_>>();
    let head = format!("{}-{}", head[1], head[0]);
    assert!(place.ok(&["backup", "--list"]).contains(&head));

    std::fs::write(place.file(), yesterday).unwrap();
    place.set_now("2026-11-25T17:00:00+08:00");
    let listed = place.run(&["backup", "--list"]);
    assert_eq!(listed.code, 1);
    assert!(
        listed
            .out
            .contains("lacks steps that the copy of 2026-11-24 17:00 has (3,"),
        "{}",
        listed.out
    );

    let mut pty = Pty::start(&place, &[], 100, 40);
    pty.wait_for("Attention: the file lacks steps");
    pty.type_keys("enter");
    pty.wait_for("The file does not continue a copy");
    pty.type_keys("F8 tab tab tab tab tab tab tab tab tab down down down down down enter");
    pty.wait_for("Which copy is restored?");
    pty.type_keys("enter");
    pty.wait_for("Put the copy of 2026-11-24 17:00 in");
    pty.type_keys("1");
    pty.wait_for("was restored");
    pty.type_keys("enter F2");
    pty.wait_gone("does not continue");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    assert_eq!(place.run(&["backup", "--list"]).code, 0);
    let came = place.json(&["attendance", "--from", "2026-11-24", "--to", "2026-11-24"]);
    assert_eq!(came.as_array().unwrap().len(), 1);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn a_restore_tells_what_it_gives_up_on_the_screen_as_on_the_command_line() {
    let mut place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let copy = close_and_leave(&place);
    let copy = place.data().join("backups").join(copy);
    place.set_now("2026-11-24T17:05:00+08:00");
    place.ok(&["in", "1"]);
    place.ok(&["in", "2"]);
    let what = "entered in the file as it is now since 2026-11-24 17:05 (steps: 2; ";
    let refused = place.refused(&["restore", copy.to_str().unwrap()]);
    assert!(refused.contains(what), "{refused}");
    let is_file = place.refused(&["restore", place.file().to_str().unwrap()]);
    assert!(is_file.contains("the file in use itself"), "{is_file}");

    let mut pty = Pty::start(&place, &[], 200, 40);
    pty.wait_for("In the house: 2");
    pty.type_keys("F8 tab tab tab tab tab tab tab tab tab down down down down down");
    pty.wait_for("the newest of 2026-11-23");
    pty.type_keys("enter");
    pty.wait_for("Which copy is restored?");
    pty.type_keys("enter");
    pty.wait("what is given up, and by whom", |screen| {
        // The question is broken into lines.
        let shown: String = screen.contents();
        shown.contains("since 2026-11-24 17:05") && shown.contains("steps: 2;")
    });
    pty.kill();
}

#[test]
fn the_command_line_copies_too_and_says_where() {
    let place = Place::with_home(Tongue::English);
    let said = place.ok(&["close"]);
    assert!(said.contains("Copied to "), "{said}");
    let said = place.ok(&["backup"]);
    assert!(said.contains("opened and checked"), "{said}");
    assert_eq!(
        copies(&place.data().join("backups")).len(),
        1,
        "one of a day is kept"
    );
    assert!(
        place
            .refused(&["restore", "no-such-file.db"])
            .contains("There is no such file")
    );
}

#[test]
fn a_script_that_writes_on_in_a_file_that_was_put_back_is_told_so_and_a_lost_home_is_not_begun_anew()
 {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let before = std::fs::read(place.file()).unwrap();
    place.ok(&["in", "1"]);
    place.ok(&["backup"]);
    std::fs::write(place.file(), before).unwrap();
    let told = place.run(&["in", "2"]);
    assert_eq!(told.code, 0);
    assert!(told.err.contains("Attention: "), "{}", told.err);
    // Both sayings name what to do; nothing is made in place of what was there.
    std::fs::remove_file(place.file()).unwrap();
    for task in [&["verify"][..], &["backup", "--list"], &["demo"]] {
        let said = place.run(task);
        assert_eq!(said.code, 1, "{task:?}: {}", said.out);
        let words = [said.out, said.err].concat();
        assert!(words.contains("doorlight restore "), "{task:?}: {words}");
    }
    assert!(!place.file().exists());
    // On the screen it stands above the questions for a new home.
    let pty = Pty::start(&place, &[], 100, 30);
    pty.wait_for("Attention: there is no home in");
    pty.kill();
}
