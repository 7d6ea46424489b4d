//! Some weeks of activities with the real program in a pseudo-terminal: a weekly talk is planned
//! from the library, held twice, once with a latecomer, moved, missed, and told at a visit; the
//! strip, Today, the coverage and the evidence say the same.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};

/// F5 at a moment.
fn plan_at(place: &mut Place, now: &str) -> Pty {
    place.set_now(&format!("{now}:00+08:00"));
    let mut pty = Pty::start(place, &[], 120, 40);
    pty.wait_for("F5 Activities");
    // Until everything is read, the head count is a question mark.
    pty.wait_gone("In the house: ?");
    pty.type_keys("F5");
    pty.wait_for("weeks");
    pty
}

fn quit(mut pty: Pty) {
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
}

/// Names of the children who miss the talk, and who had it.
fn coverage(place: &Place) -> (Vec<String>, Vec<String>) {
    let found = place.json(&["coverage", "DROWN"]);
    let names = |key: &str| {
        let all = found[key].as_array().unwrap().iter();
        all.map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    (names("missing"), names("had"))
}

fn states(place: &Place) -> Vec<String> {
    let list = place.json(&["activities", "--from", "2026-11-23", "--to", "2026-12-13"]);
    let all = list.as_array().unwrap().iter();
    all.map(|one| {
        format!(
            "{} {}",
            one["date"].as_str().unwrap(),
            one["state"].as_str().unwrap()
        )
    })
    .collect()
}

/// The children who come; the last comes late.
const NAMES: [&str; 4] = ["汪乐乐", "余小雨", "郑朵朵", "萧鑫"];

/// Planned from the library, every week; undone and done again.
fn plan_from_the_library(place: &mut Place) {
    let mut pty = plan_at(place, "2026-11-23T17:10");
    pty.type_keys("tab tab ctrl-f");
    pty.wait_for("Find a topic");
    pty.type_keys("drown enter enter");
    pty.wait_for("Print the talk");
    pty.type_keys("down enter");
    pty.wait_for("for whom");
    pty.type_keys("tab tab tab tab tab right ctrl-s");
    pty.wait_for("fall on closed days");
    pty.type_keys("ctrl-s");
    pty.wait_for("0 held, 1 planned");
    pty.type_keys("ctrl-z");
    pty.wait_for("0 held, 0 planned");
    pty.type_keys("ctrl-y");
    pty.wait_for("0 held, 1 planned");
    quit(pty);
}

/// It begins with the three in the house, in three keys; the program is killed; a child comes late.
fn begin_with_a_latecomer(place: &mut Place) {
    let mut pty = plan_at(place, "2026-11-23T17:10");
    pty.type_keys("F5 enter");
    pty.wait_for("those in the house take part");
    pty.type_keys("enter");
    pty.wait_for("has begun with 3 children");
    pty.kill();
    assert_eq!(coverage(place).1.len(), 3);

    // A child that comes late joins it; undo takes back both.
    let mut pty = plan_at(place, "2026-11-23T17:25");
    pty.wait_for("going on since 17:10");
    pty.type_keys("F3");
    pty.wait_for("In the house: 3");
    pty.type_keys(&format!("{} enter", NAMES[3]));
    pty.wait_for("Joins");
    pty.type_keys("ctrl-z");
    pty.wait_for("In the house: 3");
    pty.type_keys("ctrl-y");
    pty.wait_for("In the house: 4");
    quit(pty);
    assert_eq!(coverage(place).1.len(), 4);
}

/// Next week it is moved by the arrows, with a reason, and held a day later.
fn move_and_hold(place: &mut Place) {
    let mut pty = plan_at(place, "2026-11-30T16:30");
    pty.type_keys("enter");
    pty.wait_for("Move it by the arrow keys");
    pty.type_keys("down down down enter");
    pty.wait_for("not put down yet");
    pty.type_keys("right enter");
    pty.wait_for("moves to");
    pty.type_text("no power");
    pty.type_keys("ctrl-s");
    pty.wait_for("moved");
    quit(pty);
    place.set_now("2026-12-01T16:40:00+08:00");
    place.ok(&["in", NAMES[0]]);
    let mut pty = plan_at(place, "2026-12-01T16:45");
    pty.type_keys("enter");
    pty.wait_for("those in the house take part");
    pty.type_keys("enter");
    pty.wait_for("has begun with 1 child");
    quit(pty);
    assert_eq!(
        states(place),
        ["2026-11-23 held", "2026-12-01 held", "2026-12-07 planned"]
    );
}

/// One who misses it is told at a visit, from the coverage.
fn tell_at_a_visit(place: &mut Place) {
    let (missing, had) = coverage(place);
    let mut pty = plan_at(place, "2026-12-01T18:00");
    pty.type_keys("backtab ctrl-f");
    pty.wait_for("Find a topic");
    pty.type_keys("drown enter down enter");
    pty.wait_for("need not have it");
    pty.type_keys("enter");
    pty.wait_for("talk");
    pty.type_keys("tab tab 1 ctrl-s");
    pty.wait_for("recorded");
    quit(pty);
    let now = coverage(place);
    assert_eq!(
        (now.0.len(), now.1.len()),
        (missing.len() - 1, had.len() + 1)
    );
}

/// The week after nothing was held: the strip, Today and the evidence say so.
fn miss_a_week(place: &mut Place) {
    let mut pty = plan_at(place, "2026-12-14T17:00");
    pty.wait_for("✓✓▲");
    pty.type_keys("F2");
    pty.wait_for("in the week of Mon 7/12");
    pty.wait_for("✓✓▲");
    quit(pty);
    let page = place.own_folder().join("evidence.html");
    let path = page.to_str().unwrap();
    place.ok(&[
        "activities",
        "evidence",
        "--html",
        path,
        "--from",
        "2026-11-23",
        "--to",
        "2026-12-13",
    ]);
    let text = std::fs::read_to_string(&page).unwrap();
    let (missing, had) = coverage(place);
    // The row of the topic: how many had it, how many miss it.
    let cells = format!(
        "<td class=\"number\">{}</td><td class=\"number\">{}</td>",
        had.len(),
        missing.len()
    );
    for wanted in [cells, "no power".to_owned(), "17:25".to_owned()] {
        assert!(text.contains(&wanted), "{wanted} in {text}");
    }
    for name in NAMES {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn a_weekly_talk_from_the_library_to_the_evidence() {
    let mut place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place.set_now("2026-11-23T17:05:00+08:00");
    for name in &NAMES[..3] {
        place.ok(&["in", name]);
    }

    plan_from_the_library(&mut place);
    begin_with_a_latecomer(&mut place);
    move_and_hold(&mut place);
    tell_at_a_visit(&mut place);
    miss_a_week(&mut place);
    assert_eq!(place.json(&["verify"])["sound"], true);
}
