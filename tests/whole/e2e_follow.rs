//! A child stops coming: the whole procedure in the real program, in a pseudo-terminal.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};
use std::fmt::Write as _;

/// A home whose first child came every afternoon until 10 November. Two others still come, so the
/// register was taken.
fn village() -> Place {
    let place = Place::with_home(Tongue::English).at("2026-11-23T18:40:00+08:00");
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let mut sheet = "档案号,日期,标记\n".to_owned();
    let first: chrono::NaiveDate = "2026-09-21".parse().unwrap();
    for day in first.iter_days().take(63) {
        if chrono::Datelike::weekday(&day).number_from_monday() <= 5 {
            let last = day <= "2026-11-10".parse().unwrap();
            for child in if last {
                &["0001", "0002", "0003"][..]
            } else {
                &["0002", "0003"]
            } {
                writeln!(sheet, "{child},{day},到").unwrap();
            }
        }
    }
    let path = place.own_folder().join("stays.csv");
    std::fs::write(&path, sheet).unwrap();
    place.ok(&["import", "attendance", path.to_str().unwrap()]);
    place
}

/// The rule under which the child is flagged as not seen, if any.
fn not_seen(place: &Place, arguments: &[&str]) -> Option<String> {
    let flags = place.json(&[&["flags"], arguments].concat());
    let flags = flags.as_array().unwrap();
    let found = flags
        .iter()
        .find(|flag| flag["file_no"] == "0001" && flag["rule"].as_str().unwrap().starts_with('S'));
    found.map(|flag| flag["rule"].as_str().unwrap().to_owned())
}

#[test]
fn a_child_stops_coming_is_looked_for_and_is_seen_again() {
    let place = village();
    assert_eq!(not_seen(&place, &[]).as_deref(), Some("S3"));

    // Two calls, a visit without a meeting, a report upwards: each from the list, and the flag
    // stays.
    let mut pty = Pty::start(&place, &[], 120, 40);
    pty.wait_for("F6");
    pty.type_keys("F6");
    // Everything behind the line: the last weeks, the reasons, whom to ring, what ends it.
    pty.wait_for("go there today");
    pty.type_keys("enter");
    pty.wait_for("It ends when the child is seen");
    pty.wait_for("✓ ✓");
    pty.type_keys("esc");
    pty.wait_gone("It ends when");
    for rung in ["no answer", "the director decides today"] {
        pty.type_keys("enter enter");
        pty.wait_for("what was done?");
        pty.type_keys("enter");
        pty.wait_for("outcome of the call");
        pty.type_keys("right tab right right ctrl-s");
        pty.wait_for(rung);
    }
    pty.type_keys("enter enter down enter");
    pty.wait_for("child seen in person?");
    pty.type_keys("ctrl-s");
    pty.wait_for("Please say whether the child was seen");
    pty.type_keys("right right ctrl-s");
    pty.wait_for("went there");
    pty.type_keys("enter enter down down down down enter");
    pty.wait_for("to whom");
    pty.type_text("township office");
    pty.type_keys("tab");
    pty.type_text("by phone");
    pty.type_keys("ctrl-s");
    pty.wait_for("with the township since");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    assert_eq!(not_seen(&place, &[]).as_deref(), Some("S2"));

    // Once the child is seen, the flag ends, and the day before still shows it.
    let place = place.at("2026-11-24T17:00:00+08:00");
    place.ok(&["in", "0001"]);
    assert_eq!(not_seen(&place, &[]), None);
    assert_eq!(
        not_seen(&place, &["--as-of", "2026-11-23"]).as_deref(),
        Some("S2")
    );
    assert_eq!(place.json(&["verify"])["sound"], true);

    // The timeline shows the steps. The terminal is so high that the whole file is on the screen, whenever its
    // history has been read.
    let mut pty = Pty::start(&place, &[], 120, 160);
    pty.wait_for("F4");
    pty.type_keys("F4");
    pty.wait_for("by name");
    pty.type_text("0001");
    pty.type_keys("enter");
    pty.wait_for("Ctrl-E");
    pty.wait_for("handed to the township");
    pty.wait_for("child not seen");
    // What became of it.
    pty.wait_for("seen at the home after 14 days");
    pty.wait_for("to see since ");
    pty.wait_for("rang 2 times, visited once, not met, told the");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
}

#[test]
fn a_day_in_the_past_is_told_from_what_was_known_on_it() {
    let place = village();
    // The register was entered on the 23rd: on the 20th nothing was known, which is not the same as
    // nobody to be seen.
    let before = place.run(&["flags", "--as-of", "2026-11-20"]);
    assert_eq!((before.code, before.out.as_str()), (0, ""));
    assert_eq!(before.err, "The program was not in use yet that day.\n");
    let known_now = not_seen(&place, &["--as-of", "2026-11-20", "--known-now"]);
    assert_eq!(known_now.as_deref(), Some("S3"));
    assert_eq!(
        not_seen(&place, &["--as-of", "2026-11-10", "--known-now"]),
        None
    );
    let ahead = place.run(&["flags", "--as-of", "2026-12-24"]);
    assert_eq!(ahead.code, 1);
}

#[test]
fn what_was_known_on_an_earlier_evening_is_shown_and_the_present_stays() {
    let mut place = village();
    place.set_now("2026-11-25T18:40:00+08:00");
    // Whoever may only read can look back too.
    let lock = std::fs::File::create(place.data().join("doorlight.lock")).unwrap();
    lock.try_lock().unwrap();
    let mut pty = Pty::start(&place, &[], 120, 40);
    pty.wait_for("F6");
    pty.type_keys("F6 ctrl-t");
    pty.wait_for("As of which day?");
    pty.type_keys("ctrl-s");
    pty.wait_for("Tue 24/11/2026, by what was known then");
    pty.wait_for("to see 1");
    // Everything behind the line as it was that evening; the evening before is one key away.
    pty.type_keys("enter");
    pty.wait_for("No days are agreed");
    pty.type_keys("enter left");
    pty.wait_for("Mon 23/11/2026, by what was known then");
    pty.type_keys("esc");
    pty.wait_gone("As of the evening");
    pty.type_keys("ctrl-t");
    pty.wait_for("As of which day?");
    pty.type_keys("ctrl-u 2026-11-20 ctrl-s");
    pty.wait_for("The program was not in use yet that day.");
    // What was entered later says more of that day.
    pty.type_keys("ctrl-t");
    pty.wait_for("As of which day?");
    pty.type_keys("ctrl-u 2026-11-20 tab right ctrl-s");
    pty.wait_for("Fri 20/11/2026, by what is known now");
    pty.wait_for("to see 1");
    pty.type_keys("esc");
    pty.wait_gone("As of the evening");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    drop(lock);
    assert_eq!(place.json(&["verify"])["sound"], true);
}
