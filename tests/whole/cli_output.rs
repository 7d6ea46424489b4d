//! Output that does not arrive, and the screens without a terminal.

#![cfg(unix)]

use crate::common::{Place, Tongue, ended, fixture};
use std::fs::File;
use std::process::Stdio;

fn with_roster() -> Place {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_does_not_arrive_is_a_failure_and_is_said() {
    let place = with_roster();
    for task in [
        &["children", "--json"][..],
        &["children"],
        &["journal"],
        &["doctor"],
        &["--help"],
        &["--version"],
        &["in", "0001"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = place.command(task);
        let output = command.stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{task:?}: {said}");
        assert!(
            said.contains("could not be written out"),
            "{task:?}: {said}"
        );
        assert!(
            !said.contains("os error") && !said.contains("panicked"),
            "{said}"
        );
    }
    // The step was made, as the sentence says.
    assert!(place.ok(&["attendance"]).contains("0001"));
}

#[cfg(target_os = "linux")]
#[test]
fn remarks_that_do_not_arrive_are_a_failure_too() {
    let place = with_roster();
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let mut refused = place.command(&["in", "nobody"]);
    let status = refused.stderr(full()).stdout(full()).status().unwrap();
    assert_eq!(status.code(), Some(1));
    let mut wrong = place.command(&["dance"]);
    assert_eq!(wrong.stderr(full()).status().unwrap().code(), Some(2));
}

#[test]
fn a_closed_pipe_ends_quietly_with_code_1() {
    let place = with_roster();
    for task in [&["children", "--json"][..], &["journal"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = place.command(task);
        let output = command.stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{task:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{task:?}");
    }
}

#[test]
fn the_screens_without_a_terminal_say_one_sentence_and_make_nothing() {
    for (tongue, words) in [
        (Tongue::English, "need a terminal"),
        (Tongue::Chinese, "doorlight --help"),
    ] {
        let place = Place::empty(tongue);
        for task in [&[][..], &["demo"]] {
            let mut command = place.command(task);
            let refused = ended(command.stdin(Stdio::null()));
            assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{task:?}");
            assert_eq!(refused.err.trim_end().lines().count(), 1, "{}", refused.err);
            assert!(refused.err.contains(words), "{}", refused.err);
            assert!(!refused.err.contains('\u{1b}'), "{}", refused.err);
        }
        assert!(!place.data().exists());
    }
}
