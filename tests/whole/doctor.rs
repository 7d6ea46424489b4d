//! `doorlight doctor`, called as by a person in trouble.

use crate::common::{Place, Tongue, ended, fixture};
use serde_json::Value;

/// The checkup as JSON, whatever its exit code.
fn checks(place: &Place) -> (i32, Value) {
    let ended = place.run(&["doctor", "--json"]);
    assert_eq!(ended.err, "");
    (ended.code, serde_json::from_str(&ended.out).unwrap())
}

/// State of one check.
fn state(checks: &Value, name: &str) -> String {
    let all = checks["checks"].as_array().unwrap();
    let found = all.iter().find(|one| one["check"] == name);
    found.unwrap()["state"].as_str().unwrap().to_owned()
}

fn all_bad(checks: &Value) -> Vec<&str> {
    let all = checks["checks"].as_array().unwrap().iter();
    all.filter(|one| one["state"] == "bad")
        .map(|one| one["check"].as_str().unwrap())
        .collect()
}

#[test]
fn before_the_first_run_nothing_is_bad_and_nothing_is_made() {
    let place = Place::empty(Tongue::English);
    let (code, checks) = checks(&place);
    assert_eq!((code, all_bad(&checks)), (0, Vec::new()), "{checks}");
    assert_eq!(state(&checks, "space"), "good");
    assert_eq!(state(&checks, "file"), "attention");
    for name in ["speed", "chain", "rights", "copies"] {
        assert_eq!(state(&checks, name), "not-made", "{name}");
    }
    assert!(!place.data().exists());
    let text = place.ok(&["doctor"]);
    assert!(text.contains("Start doorlight"), "{text}");
}

#[test]
fn a_sound_home_is_good_and_says_what_was_not_checked() {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place.ok(&["backup"]);
    let (code, checks) = checks(&place);
    assert_eq!(code, 0, "{checks}");
    for name in ["clock", "file", "chain", "rights", "copies"] {
        assert_eq!(state(&checks, name), "good", "{name}: {checks}");
    }
    for name in ["terminal", "widths", "fonts"] {
        assert_eq!(state(&checks, name), "not-made", "{name}");
    }
    let text = place.ok(&["doctor"]);
    assert!(text.contains("[ok] journal"), "{text}");
    assert!(text.contains("does not go to a terminal"), "{text}");
}

#[test]
fn of_a_damaged_file_exactly_that_is_bad_with_the_way_to_mend_it() {
    let place = Place::with_home(Tongue::English);
    std::fs::write(place.file(), "no database at all, but long enough").unwrap();
    let (code, checks) = checks(&place);
    assert_eq!((code, all_bad(&checks)), (1, vec!["file"]), "{checks}");
    let ended = place.run(&["doctor"]);
    assert!(ended.out.contains("newest sound copy"), "{}", ended.out);
    assert!(place.data().join("doorlight.db").is_file());
}

#[test]
fn a_damaged_page_is_found() {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let mut bytes = std::fs::read(place.file()).unwrap();
    // Every page but the first, which holds the schema.
    for page in bytes.chunks_mut(4096).skip(1) {
        page[..64].fill(0xab);
    }
    std::fs::write(place.file(), bytes).unwrap();
    let (code, checks) = checks(&place);
    assert_eq!((code, all_bad(&checks)), (1, vec!["file"]), "{checks}");
    assert_eq!(state(&checks, "chain"), "not-made");
}

#[test]
fn a_file_that_another_program_holds_is_read_and_that_is_said() {
    let place = Place::with_home(Tongue::English);
    let clock = doorlight::clock::Clock::system();
    let held = doorlight::desk::Desk::open(&place.data(), clock).unwrap();
    let (code, checks) = checks(&place);
    assert_eq!((code, state(&checks, "file").as_str()), (0, "attention"));
    assert_eq!(state(&checks, "chain"), "good");
    assert!(
        place
            .ok(&["doctor"])
            .contains("another program has it open")
    );
    drop(held);
}

#[cfg(unix)]
#[test]
fn without_room_the_checkup_still_ends_and_says_so() {
    let place = Place::with_home(Tongue::English);
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""]);
    command.arg(crate::common::program());
    command.args(place.common_arguments());
    command
        .args(["doctor", "--bundle"])
        .arg(place.own_folder().join("help.txt"));
    let full = ended(&mut command);
    assert_eq!(full.code, 1, "{}", full.out);
    assert!(
        full.out
            .contains("[x]  disk speed: the disk takes nothing more"),
        "{}",
        full.out
    );
    assert!(full.err.contains("Make room"), "{}", full.err);
    assert!(!place.own_folder().join("help.txt").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_may_read_wants_attention() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_home(Tongue::English);
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(place.data(), open).unwrap();
    let (code, checks) = checks(&place);
    assert_eq!((code, state(&checks, "rights").as_str()), (0, "attention"));
}

#[test]
fn the_file_for_help_names_nobody_and_is_never_overwritten() {
    let place = Place::empty(Tongue::Chinese);
    place.ok(&["demo", "--seed-only"]);
    let file = place.own_folder().join("help.txt");
    let name = file.display().to_string();
    let said = place.ok(&["doctor", "--bundle", &name]);
    assert!(said.contains(&name), "{said}");
    let text = std::fs::read_to_string(&file).unwrap();
    let children = place.json(&["children"]);
    for child in children.as_array().unwrap() {
        let child = child["name"].as_str().unwrap();
        assert!(!text.contains(child), "{child}: {text}");
    }
    assert!(
        !text.contains(&place.own_folder().display().to_string()),
        "{text}"
    );
    assert!(text.contains("child: "), "{text}");
    let again = place.refused(&["doctor", "--bundle", &name]);
    assert!(again.contains("已存在"), "{again}");
}

#[cfg(unix)]
mod terminal {
    use super::*;
    use crate::common::pty::Pty;

    #[test]
    fn a_terminal_that_answers_is_measured_and_restored() {
        let place = Place::with_home(Tongue::English);
        let mut pty = Pty::start(&place, &["doctor"], 100, 60);
        // Ten cells for ten signs, twenty for ten lines.
        pty.type_text("\u{1b}[1;11R\u{1b}[1;21R");
        let (code, left) = pty.ended();
        assert_eq!(code, 0, "{}", left.text);
        assert!(
            left.text.contains("take 10 cells, ten lines 20"),
            "{}",
            left.text
        );
        assert!(
            left.text.contains("[ok] terminal: 100 × 60"),
            "{}",
            left.text
        );
        assert!(!left.text.contains("●●●"), "{}", left.text);
    }

    #[test]
    fn a_terminal_that_does_not_answer_is_not_waited_for() {
        let place = Place::with_home(Tongue::English);
        let pty = Pty::start(&place, &["doctor"], 100, 60);
        let (code, left) = pty.ended();
        assert_eq!(code, 0, "{}", left.text);
        assert!(
            left.text.contains("the terminal did not answer"),
            "{}",
            left.text
        );
        assert!(!left.text.contains("●●●"), "{}", left.text);
    }
}
