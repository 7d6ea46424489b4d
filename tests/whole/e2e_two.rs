//! Two programs on one file.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};

#[test]
fn the_second_program_sees_at_once_what_the_first_writes_and_writes_itself_when_that_has_gone() {
    let place = Place::with_home(Tongue::English).at("2026-11-23T17:00:00+08:00");
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let mut first = Pty::start(&place, &[], 120, 40);
    first.wait_for("In the house: 0");
    let mut second = Pty::start(&place, &[], 120, 40);
    second.wait_for("read only");
    second.wait_for("In the house: 0");
    first.type_keys("F3 0 0 0 1 enter");
    first.wait_for("In the house: 1");
    second.wait_for("In the house: 1");
    // The roll call reads by itself and stays up to date.
    first.type_keys("0 0 0 2 enter");
    second.type_keys("F9");
    second.wait_for("Roll call 0/2");
    second.wait_for("read at 17:00:00");
    first.type_keys("0 0 0 3 enter");
    second.wait_for("Roll call 0/3");
    // When the first has gone, the second writes, after a question.
    second.type_keys("esc");
    first.type_keys("ctrl-q ctrl-q");
    assert_eq!(first.ended().0, 0);
    second.wait_for("The program that wrote has ended.");
    second.type_keys("1");
    second.wait_for("This program writes now.");
    second.type_keys("F3 0 0 0 4 enter");
    second.wait_for("In the house: 4");
    second.wait_gone("read only");
    second.type_keys("ctrl-q ctrl-q");
    assert_eq!(second.ended().0, 0);
    assert_eq!(place.json(&["verify"])["sound"], true);
}
