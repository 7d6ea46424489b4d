//! Help with the real program in a pseudo-terminal: a pairing from need to contacts kept for a term, a helper who leaves, a gift day
//! for thirty children, brothers and sisters from a visit to a subsidy. What the screens did, the command line tells.

use crate::common::pty::{Pty, key_bytes};
use crate::common::{Place, Tongue, fixture};
use serde_json::Value;

/// F4 at a moment.
fn children_at(place: &mut Place, now: &str) -> Pty {
    place.set_now(&format!("{now}:00+08:00"));
    let mut pty = Pty::start(place, &[], 110, 40);
    pty.wait_for("F4 Children");
    // Until everything is read, the head count is a question mark.
    pty.wait_gone("In the house: ?");
    pty.type_keys("F4");
    pty.wait_for("by name");
    pty
}

fn quit(mut pty: Pty) {
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
}

fn home(now: &str) -> Place {
    let mut place = Place::with_home(Tongue::English);
    place.set_now(&format!("{now}:00+08:00"));
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place
}

/// Opens the form of what is added to a child's help, by its place in the list.
fn add(pty: &mut Pty, child: &str, nth: usize) {
    pty.type_keys("F4");
    pty.wait_for("by name");
    pty.type_text(child);
    pty.type_keys("enter");
    pty.wait_for("birth date");
    to_last_line_of_help(pty);
    pty.type_keys("enter");
    pty.wait_for("Add what");
    for _ in 0..nth {
        pty.type_keys("down");
    }
    pty.type_keys("enter");
}

/// From the first line of a file past all headings before the section of requests, and one line up.
fn to_last_line_of_help(pty: &mut Pty) {
    pty.type_keys("home tab tab tab tab tab tab tab tab tab tab tab tab tab tab up");
}

/// Back from a file to the whole register.
fn back(pty: &mut Pty) {
    // Two of them at once would be another key.
    pty.type_keys("esc");
    pty.wait_for("Ctrl-F filter");
    pty.type_keys("esc");
    pty.wait_for("68 of 68");
}

fn add_helper(pty: &mut Pty, name: &str) {
    pty.type_keys("tab");
    pty.wait_for("overdue");
    pty.type_keys("ctrl-n");
    pty.wait_for("New helper");
    pty.type_text(name);
    pty.type_keys("tab right tab tab");
    pty.type_text("13900000001");
    pty.type_keys("ctrl-s");
    pty.wait_for("saved");
    pty.type_keys("esc");
    pty.wait_for("by name");
}

/// Whether a rule holds for anybody.
fn has(place: &Place, rule: &str) -> bool {
    let flags = place.json(&["flags"]).to_string();
    flags.contains(&format!("\"{rule}\""))
}

fn figures(place: &Place, period: &str) -> Value {
    place.json(&["support", "--period", period])["figures"].clone()
}

#[test]
fn a_pairing_goes_from_a_need_to_contacts_that_are_kept_for_a_term() {
    let mut place = home("2026-11-23T17:05");
    let mut pty = children_at(&mut place, "2026-11-23T17:05");
    add_helper(&mut pty, "Helper One");
    add(&mut pty, "wll", 1);
    pty.wait_for("need: ");
    pty.type_keys("right tab");
    pty.type_text("no desk at home");
    pty.type_keys("ctrl-s");
    pty.wait_for("saved");
    quit(pty);
    assert!(!has(&place, "P3"), "for a fortnight nobody asks");
    place.set_now("2026-12-10T16:00:00+08:00");
    assert!(has(&place, "P3"));

    let mut pty = children_at(&mut place, "2026-12-10T16:10");
    // Who has nobody is one key.
    pty.type_keys("ctrl-g");
    pty.wait_for("needs and nobody");
    pty.wait_for("1 of ");
    // Until the whole register stands there, the two keys could be read as one.
    pty.type_keys("esc");
    pty.wait_for("68 of 68");
    add(&mut pty, "wll", 0);
    pty.wait_for("pairing: ");
    pty.type_keys("right tab tab");
    pty.type_text("read together");
    pty.type_keys("ctrl-s");
    pty.wait_for("Children paired: 1");
    quit(pty);
    assert!(!has(&place, "P3") && !has(&place, "P1"));

    for day in ["2027-01-06", "2027-02-03", "2027-03-03"] {
        let mut pty = children_at(&mut place, &format!("{day}T16:00"));
        pty.type_keys("tab");
        pty.wait_for("Helper One");
        pty.type_keys("enter");
        pty.wait_for("contact with");
        pty.type_keys("enter");
        pty.wait_for("contact: ");
        pty.type_keys("tab right ctrl-s");
        pty.wait_for("Contacts recorded: 1");
        quit(pty);
        assert!(!has(&place, "P1"), "{day}");
    }
    let kept = figures(&place, "2027-Q1");
    assert_eq!(
        (kept["contacts"].as_i64(), kept["contacts_overdue"].as_i64()),
        (Some(3), Some(0))
    );
    // The next one was not made.
    place.set_now("2027-04-10T16:00:00+08:00");
    assert!(has(&place, "P1"));
    assert_eq!(figures(&place, "2027-Q2")["contacts_overdue"], 1);
    place.ok(&["undo"]);
    assert_eq!(figures(&place, "2027-Q1")["contacts"], 2);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn a_helper_leaves_and_nobody_is_alone_unnoticed() {
    let mut place = home("2026-11-23T17:05");
    let mut pty = children_at(&mut place, "2026-11-23T17:05");
    add_helper(&mut pty, "Helper One");
    add_helper(&mut pty, "Helper Two");
    for child in ["wll", "zdd"] {
        add(&mut pty, child, 0);
        pty.wait_for("pairing: ");
        pty.type_keys("right tab tab");
        pty.type_text("read together");
        pty.type_keys("ctrl-s");
        pty.wait_for("Children paired: 1");
        back(&mut pty);
    }
    pty.type_keys("tab");
    pty.wait_for("Helper One");
    pty.type_keys("enter");
    pty.wait_for("contact with");
    pty.type_text("leaves");
    pty.type_keys("enter");
    pty.wait_for("pairings 2");
    pty.type_keys("tab");
    pty.type_text("moved away");
    pty.type_keys("tab right right ctrl-s");
    pty.wait_for("handed on: 2");
    quit(pty);
    let told = |place: &Place| {
        let now = figures(place, "2026-Q4");
        ["helpers", "helpers_left", "children_paired"].map(|key| now[key].as_i64().unwrap())
    };
    assert_eq!(
        told(&place),
        [1, 1, 2],
        "both children have the other helper at once"
    );
    place.set_now("2026-11-24T16:00:00+08:00");
    assert_eq!(told(&place), [1, 1, 2]);
    place.ok(&["undo"]);
    assert_eq!(told(&place), [2, 0, 2]);
}

#[test]
fn a_gift_day_for_thirty_children_takes_fewer_than_sixty_keys() {
    let mut place = Place::with_home(Tongue::English);
    place.set_now("2026-11-23T17:05:00+08:00");
    let children: Vec<String> = (1..=32)
        .map(|nth| format!("{nth:04},Child {nth:02},男,2017-01-01"))
        .collect();
    let roster = format!("档案号,姓名,性别,出生日期\n{}\n", children.join("\n"));
    let path = place.note("roster.csv", &roster);
    place.ok(&["import", "roster", &path]);
    for nth in 1..=30 {
        place.ok(&["in", &format!("{nth:04}")]);
    }
    let mut pty = children_at(&mut place, "2026-11-23T17:20");
    let mut keys = 0;
    let mut press = |pty: &mut Pty, script: &str| {
        keys += script.split_whitespace().flat_map(key_bytes).count();
        pty.type_keys(script);
    };
    press(&mut pty, "tab tab ctrl-n");
    pty.wait_for("What came");
    press(
        &mut pty,
        "b a g s tab tab 3 2 tab tab l i o n s space c l u b ctrl-s",
    );
    pty.wait_for("Who gets it");
    pty.wait_for("30 ticked, wanted 30 of 32");
    press(&mut pty, "enter");
    pty.wait_for("given to 30 children, 2 left");
    quit(pty);
    assert!(keys < 60, "{keys} keys");
    let now = figures(&place, "2026-Q4");
    assert_eq!(now["children_given"], 30);
    assert_eq!(
        (now["pieces_came"].as_i64(), now["pieces_given"].as_i64()),
        (Some(32), Some(30))
    );
    place.ok(&["undo"]);
    assert_eq!(figures(&place, "2026-Q4")["pieces_came"], 0);
}

/// What was found at a visit becomes a need, the need a measure, and the measure a benefit.
#[test]
fn brothers_and_sisters_go_from_a_visit_to_a_subsidy() {
    let mut place = home("2026-11-23T17:05");
    let mut pty = children_at(&mut place, "2026-11-23T17:05");
    for child in ["wll", "zdd"] {
        add(&mut pty, child, 1);
        pty.wait_for("need: ");
        pty.type_keys("right tab");
        pty.type_text("no income at home");
        pty.type_keys("ctrl-s");
        pty.wait_for("saved");
        back(&mut pty);
        add(&mut pty, child, 2);
        pty.wait_for("measure: ");
        pty.type_text("apply for the allowance");
        pty.type_keys("tab right tab tab");
        pty.type_text("2026-12-01");
        pty.type_keys("ctrl-s");
        pty.wait_for("saved");
        back(&mut pty);
        add(&mut pty, child, 3);
        pty.wait_for("benefit: ");
        pty.type_keys("right tab right tab");
        pty.type_text("2026-11-23");
        pty.type_keys("ctrl-s");
        pty.wait_for("saved");
        back(&mut pty);
    }
    quit(pty);
    let now = figures(&place, "2026-Q4");
    assert_eq!(now["benefits_applied"], 2);
    assert_eq!(
        (now["measures_open"].as_i64(), now["needs_open"].as_i64()),
        (Some(2), Some(2))
    );
    let problems = place.json(&["problems"]);
    assert_eq!(
        problems[0]["measures"][0]["what"],
        "apply for the allowance"
    );
    assert_eq!(problems[0]["due"], "2026-12-01");
    place.set_now("2026-12-02T16:00:00+08:00");
    assert!(has(&place, "P2"), "the measure is overdue");

    // Received from January on: the line of the benefit is the one before the line that adds.
    let mut pty = children_at(&mut place, "2027-01-10T16:00");
    for child in ["wll", "zdd"] {
        pty.type_keys("F4");
        pty.wait_for("by name");
        pty.type_text(child);
        pty.type_keys("enter");
        pty.wait_for("birth date");
        to_last_line_of_help(&mut pty);
        pty.type_keys("up enter");
        pty.wait_for("benefit: ");
        pty.type_keys("tab right tab tab");
        pty.type_text("2027-01-01");
        pty.type_keys("ctrl-s");
        pty.wait_for("saved");
        back(&mut pty);
    }
    quit(pty);
    let now = figures(&place, "2027-Q1");
    assert_eq!(now["benefits_gained"], 2);
    place.ok(&["undo"]);
    assert_eq!(figures(&place, "2027-Q1")["benefits_gained"], 1);
    assert_eq!(place.json(&["verify"])["sound"], true);
}
