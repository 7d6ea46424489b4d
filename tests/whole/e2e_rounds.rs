//! Who needs a person, at the size of an old terminal: a round of visits, an incident, the files, an earlier evening.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue};
use std::fmt::Write as _;

/// Columns and rows of an old terminal.
const SIZE: (u16, u16) = (80, 24);
/// Restricted notes of an incident, which no list may tell.
const CANARY: &str = "canary";

/// A home with five children who come every afternoon; the first one came until 10 November only.
fn village() -> Place {
    home(true)
}

/// The same, where nobody is gone or the first child is.
fn home(is_gone: bool) -> Place {
    let place = Place::with_home(Tongue::English).at("2026-11-23T18:40:00+08:00");
    let mut roster = "档案号,姓名,性别,出生日期,学校,年级,照护人,与儿童关系,联系电话\n".to_owned();
    let names = ["汪乐乐", "余小雨", "陈小满", "丁一诺", "白桂花"];
    for (nth, name) in (1..).zip(names) {
        writeln!(
            roster,
            "000{nth},{name},女,201{nth}-03-02,望灯村小学,三年级,{name}奶奶,祖母,1374681453{nth}"
        )
        .unwrap();
    }
    import(&place, "roster", &roster);
    let mut sheet = "档案号,日期,标记\n".to_owned();
    let first: chrono::NaiveDate = "2026-09-21".parse().unwrap();
    for day in first.iter_days().take(63) {
        if chrono::Datelike::weekday(&day).number_from_monday() <= 5 {
            let gone = is_gone && day > "2026-11-10".parse().unwrap();
            for child in (1..=5).skip(usize::from(gone)) {
                writeln!(sheet, "000{child},{day},到").unwrap();
            }
        }
    }
    import(&place, "attendance", &sheet);
    place
}

fn import(place: &Place, kind: &str, text: &str) {
    let path = place.own_folder().join(format!("{kind}.csv"));
    std::fs::write(&path, text).unwrap();
    place.ok(&["import", kind, path.to_str().unwrap()]);
}

fn start(place: &Place) -> Pty {
    let pty = Pty::start(place, &[], SIZE.0, SIZE.1);
    pty.wait_for("F6");
    pty
}

fn quit(mut pty: Pty) {
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
}

/// How many rows of the home's file a condition finds.
fn count(place: &Place, rows: &str) -> i64 {
    let home = rusqlite::Connection::open(place.file()).unwrap();
    let query = format!("SELECT count(*) FROM {rows}");
    home.query_row(&query, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_round_of_three_is_printed_entered_with_arrow_keys_and_outlives_a_power_cut() {
    let place = village();
    let mut pty = start(&place);
    pty.type_keys("F6");
    pty.wait_for("to see 1");
    // Only the child whom nobody has seen is due on the first day; two others are ticked by hand.
    pty.type_keys("ctrl-p enter");
    pty.wait_for("Visit round: one child");
    pty.type_keys("down space space");
    pty.wait_for("Visit round: 3 children");
    pty.type_keys("enter");
    pty.wait_for(".html");
    pty.type_keys("ctrl-r");
    pty.wait_for("Enter the round: 0 of 3");
    // The first child was met, and lives poorly: that is a problem, on the spot.
    pty.type_keys("1 right right 3");
    pty.wait_for("Ctrl-N opens a problem");
    pty.type_keys("ctrl-n");
    pty.wait_for("who takes care");
    pty.type_keys("ctrl-s");
    pty.wait_gone("who takes care");
    // At the second nobody was at home, at the third an adult only.
    pty.type_keys("down left left 3 down 2");
    pty.wait_for("Enter the round: 3 of 3");
    pty.type_keys("ctrl-s");
    pty.wait_gone("Enter the round");
    pty.kill();

    assert_eq!(count(&place, "visit"), 3);
    assert_eq!(count(&place, "visit WHERE child_seen = 1"), 1);
    let problems = place.json(&["problems"]);
    assert_eq!(problems[0]["file_no"], "0001", "{problems}");
    assert_eq!(place.json(&["verify"])["sound"], true);
    let mut pty = start(&place);
    // Who was met is not looked for any more.
    pty.type_keys("F6");
    pty.wait_for("to see 0");
    pty.wait_for("problems, incidents 1");
    pty.type_keys("ctrl-r");
    pty.wait_for(", entered");
    pty.type_keys("enter");
    pty.wait_for("Enter the round: 0 of 3");
    pty.type_keys("esc");
    pty.wait_gone("Enter the round");
    quit(pty);
}

#[test]
fn an_incident_is_reported_twice_and_its_notes_stay_on_the_card() {
    let place = village();
    let mut pty = start(&place);
    pty.type_keys("F6");
    pty.wait_for("to see 1");
    pty.type_keys("ctrl-x");
    pty.wait_for("incident that must be reported");
    pty.type_keys("down down down enter");
    // Whom to ring comes first.
    pty.wait_for("Report now, record after");
    pty.type_keys("enter");
    pty.wait_gone("Report now, record after");
    pty.type_keys("right tab tab tab tab tab tab tab tab tab");
    pty.type_keys(CANARY);
    pty.wait_for(CANARY);
    pty.type_keys("ctrl-s");
    pty.wait_for("incident not reported");
    pty.type_keys("F6");
    pty.wait_for("not reported yet");
    pty.type_keys("enter");
    pty.wait_for("what is to be done?");
    pty.type_keys("enter");
    pty.wait_for("reported to *");
    pty.type_keys("right");
    pty.wait_for("‹ police ›");
    pty.type_keys("ctrl-s");
    pty.wait_for("After the report: somebody visits");
    // The next body is proposed.
    pty.type_keys("enter");
    pty.wait_for("what is to be done?");
    pty.type_keys("enter");
    pty.wait_for("‹ civil affairs ›");
    pty.type_keys("tab qin ctrl-s");
    pty.wait_gone("reported to *");
    pty.wait_for("qin");
    quit(pty);

    let mut pty = start(&place);
    pty.type_keys("F6");
    pty.wait_for("problems, incidents 1");
    pty.type_keys("backtab enter");
    pty.wait_for("Incident: 汪乐乐");
    pty.wait_for("reported: police");
    pty.wait_for("civil affairs");
    pty.wait_for("qin");
    pty.wait_for("There are restricted notes: Ctrl-U shows them.");
    quit(pty);
    let incidents = place.json(&["incidents"]);
    let told: Vec<&str> = incidents[0]["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| report["agency"].as_str().unwrap())
        .collect();
    assert_eq!(told, ["police", "civil-affairs"]);
    for list in [
        &["incidents", "--json"][..],
        &["incidents"],
        &["journal"],
        &["journal", "--json"],
        &["flags", "--json"],
    ] {
        let said = place.ok(list);
        assert!(!said.contains(CANARY), "{list:?}: {said}");
    }
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn the_walk_through_the_files_goes_on_where_it_was_left() {
    let place = home(false);
    let mut pty = start(&place);
    pty.type_keys("F6 backtab ctrl-k");
    pty.wait_for("File 1 of 5 · today 0");
    pty.type_keys("enter");
    pty.wait_for("File 2 of 5 · today 1");
    pty.type_keys("enter");
    pty.wait_for("File 3 of 5 · today 2");
    pty.wait_for("丁一诺");
    pty.type_keys("3");
    pty.wait_for("stage of schooling");
    pty.type_keys("ctrl-u");
    pty.type_text("云溪小学");
    pty.type_keys("ctrl-s");
    pty.wait_gone("stage of schooling");
    pty.wait_for("云溪小学");
    pty.type_keys("enter");
    pty.wait_for("File 4 of 5 · today 3");
    pty.wait_for("汪乐乐");
    pty.type_keys("esc");
    pty.wait_gone("File 4 of 5");
    quit(pty);

    let mut pty = start(&place);
    pty.type_keys("F6 backtab ctrl-k");
    pty.wait_for("today 3");
    pty.wait_for("汪乐乐");
    pty.wait_for("confirmed this quarter 3 of 5");
    quit(pty);
    let files = place.json(&["confirm"]);
    let files = files.as_array().unwrap().iter();
    let open = files.filter(|one| one["to_confirm"] == true);
    let open: Vec<&str> = open.map(|one| one["file_no"].as_str().unwrap()).collect();
    assert_eq!(open, ["0001", "0002"]);
    assert_eq!(count(&place, "child WHERE school = '云溪小学'"), 1);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn an_earlier_evening_is_looked_at_and_the_present_goes_on() {
    let mut place = village();
    place.set_now("2026-11-24T17:00:00+08:00");
    place.ok(&["in", "0001"]);
    place.set_now("2026-11-25T17:00:00+08:00");
    let mut pty = start(&place);
    pty.type_keys("F6");
    pty.wait_for("to see 0");
    pty.type_keys("ctrl-t");
    pty.wait_for("As of which day?");
    pty.type_keys("ctrl-u 2026-11-23 ctrl-s");
    pty.wait_for("As of the evening of Mon 23/11/2026");
    pty.wait_for("to see 1");
    pty.wait_for("汪乐乐");
    // The evening after, on which the child had come.
    pty.type_keys("right");
    pty.wait_for("As of the evening of Tue 24/11/2026");
    pty.wait_for("to see 0");
    pty.type_keys("left");
    pty.wait_for("to see 1");
    // Nothing is written on an evening that is over.
    let entries = count(&place, "journal");
    pty.type_keys("enter");
    pty.wait_for("Evening of Mon 23/11");
    pty.type_keys("esc");
    pty.wait_gone("Evening of Mon 23/11");
    pty.type_keys("esc");
    pty.wait_gone("As of the evening");
    pty.wait_for("to see 0");
    assert_eq!(count(&place, "journal"), entries);
    // The present can be worked in again.
    pty.type_keys("F3");
    pty.wait_for("In the house: 1");
    pty.type_keys("0002 enter");
    pty.wait_for("In the house: 2");
    quit(pty);
    assert_eq!(count(&place, "journal"), entries + 1);
    assert_eq!(place.json(&["verify"])["sound"], true);
}
