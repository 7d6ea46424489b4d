//! Signals that another program sends while the screens are open, and a log that cannot be written.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};

fn opened(place: &Place) -> Pty {
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let pty = Pty::start(place, &[], 120, 30);
    pty.wait_for("In the house: 0");
    pty
}

#[test]
fn every_signal_that_ends_the_program_gives_the_terminal_back() {
    for name in ["INT", "QUIT", "TERM", "HUP"] {
        let place = Place::with_home(Tongue::English);
        let pty = opened(&place);
        assert!(!pty.is_cooked());
        pty.signal(name);
        let (code, left) = pty.ended();
        assert_eq!(code, 0, "{name}");
        assert!(left.held.is_empty(), "{name}: {left:?}");
        assert!(!left.text.contains("by force"), "{name}: {left:?}");
    }
}

/// Killed, or ended by the system because of its stack or its memory: nothing of the program can act then.
#[test]
fn a_program_that_was_ended_by_force_leaves_a_terminal_that_can_be_used() {
    for name in ["KILL", "ABRT", "ILL"] {
        let place = Place::with_home(Tongue::English);
        let pty = opened(&place);
        pty.signal(name);
        let (_, left) = pty.ended();
        assert!(left.held.is_empty(), "{name}: {left:?}");
        assert!(left.text.contains("ended by force"), "{name}: {left:?}");
        assert!(left.last.contains("In the house: 0"), "{name}: {left:?}");
    }
}

/// What is in the terminal after a stop belongs to somebody else.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_was_killed_while_stopped_leaves_the_terminal_alone() {
    let place = Place::with_home(Tongue::English);
    let pty = opened(&place);
    pty.signal("TSTP");
    pty.wait_stopped();
    pty.signal("KILL");
    let (_, left) = pty.ended();
    assert!(left.held.is_empty(), "{left:?}");
    assert!(!left.text.contains("by force"), "{left:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_stopped_program_gives_the_terminal_back_and_draws_all_again_when_it_goes_on() {
    let place = Place::with_home(Tongue::English);
    let mut pty = opened(&place);
    for _ in 0..2 {
        pty.signal("TSTP");
        pty.wait_stopped();
        pty.wait("the terminal given back", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert!(pty.is_cooked());
        pty.signal("CONT");
        pty.wait("the screens again", |screen| {
            screen.alternate_screen() && screen.bracketed_paste()
        });
        pty.wait_for("In the house: 0");
        assert!(!pty.is_cooked());
    }
    pty.type_keys("F3 0 0 0 1 enter");
    pty.wait_for("In the house: 1");
    pty.type_keys("ctrl-q ctrl-q");
    let (code, left) = pty.ended();
    assert_eq!(code, 0);
    assert!(left.held.is_empty(), "{left:?}");
}

/// `kill -STOP` asks nobody: the shell takes the terminal as it is, and the program finds it changed.
#[cfg(target_os = "linux")]
#[test]
fn after_a_stop_by_force_the_terminal_is_taken_again() {
    let place = Place::with_home(Tongue::English);
    let mut pty = opened(&place);
    pty.signal("STOP");
    pty.wait_stopped();
    pty.spoil("$ ls");
    pty.wait_gone("In the house: 0");
    pty.signal("CONT");
    pty.wait_for("In the house: 0");
    pty.type_keys("ctrl-q ctrl-q");
    let (code, left) = pty.ended();
    assert_eq!(code, 0);
    assert!(left.held.is_empty(), "{left:?}");
}

#[test]
fn a_log_that_cannot_be_written_is_not_seen() {
    let place = Place::with_home(Tongue::English);
    // A file where the folder of the log should be.
    let logs = place.data().join("logs");
    assert!(!logs.exists());
    std::fs::write(&logs, "x").unwrap();
    let mut pty = opened(&place);
    pty.type_keys("F3 0 0 0 1 enter");
    pty.wait_for("In the house: 1");
    pty.wait("a screen without errors", |screen| {
        !screen.contents().contains("tracing") && !screen.contents().contains("rror")
    });
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    assert_eq!(std::fs::read_to_string(logs).unwrap(), "x");
}
