//! Activities on the command line, called as by a script.

use crate::common::{Place, Tongue, fixture};
use serde_json::{Value, json};

/// A weekly talk from a township's calendar, with one instance called off and one moved; and a
/// single event.
const TOWN: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//town//cal//ZH\r\n\
    BEGIN:VEVENT\r\nUID:talk@town\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:防火讲座\r\n\
    X-DOORLIGHT-TOPIC:FIRE\r\n\
    DTSTART;TZID=Asia/Shanghai:20261103T163000\r\nDTEND;TZID=Asia/Shanghai:20261103T173000\r\n\
    RRULE:FREQ=WEEKLY;COUNT=6\r\nEXDATE;TZID=Asia/Shanghai:20261124T163000\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:talk@town\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:防火讲座\r\n\
    RECURRENCE-ID;TZID=Asia/Shanghai:20261201T163000\r\n\
    DTSTART;TZID=Asia/Shanghai:20261202T163000\r\nDTEND;TZID=Asia/Shanghai:20261202T173000\r\n\
    END:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:check@town\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:乡镇检查\r\n\
    DTSTART:20261127T083000Z\r\nDURATION:PT45M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn with_plan(tongue: Tongue) -> Place {
    let place = Place::with_home(tongue);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let file = place.own_folder().join("town.ics");
    std::fs::write(&file, TOWN).unwrap();
    place.ok(&["activities", "import", file.to_str().unwrap()]);
    place
}

fn plan(place: &Place, from: &str, to: &str) -> Vec<String> {
    let list = place.json(&["activities", "--from", from, "--to", to]);
    let told = |one: &Value| {
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        [text("date"), text("start"), text("state")].join(" ")
    };
    list.as_array().unwrap().iter().map(told).collect()
}

#[test]
fn the_plan_is_listed_day_by_day_with_how_it_stands() {
    let place = with_plan(Tongue::English);
    assert_eq!(
        plan(&place, "2026-11-15", "2026-12-31"),
        [
            "2026-11-17 16:30 missed",
            "2026-11-24 16:30 cancelled",
            "2026-11-27 16:30 planned",
            "2026-12-02 16:30 moved",
            "2026-12-08 16:30 planned",
        ]
    );
    let list = place.json(&["activities", "--from", "2026-12-02", "--to", "2026-12-02"]);
    let wanted = json!([{
        "date": "2026-12-02", "start": "16:30", "end": "17:30", "title": "防火讲座",
        "place": "", "topic": "FIRE", "state": "moved",
    }]);
    assert_eq!(list, wanted);
    let text = place.ok(&["activities", "--from", "2026-12-02", "--to", "2026-12-02"]);
    assert!(
        text.contains("moved") && text.contains("was planned for 2026-12-01"),
        "{text}"
    );
    // Without a period: the current week.
    let week = place.json(&["activities"]);
    assert_eq!(week.as_array().unwrap().len(), 2, "{week}");
}

#[test]
fn what_goes_out_comes_in_elsewhere_and_takes_place_at_the_same_times() {
    let place = with_plan(Tongue::English);
    let file = place.own_folder().join("plan.ics");
    let path = file.to_str().unwrap().to_owned();
    place.ok(&["activities", "export", "--ics", &path]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n"),
        "{text}"
    );
    assert!(text.contains("UID:talk@town\r\n") && !text.replace("\r\n", "").contains('\n'));
    // Importing the home's own export changes nothing.
    let said = place.ok(&["activities", "import", &path]);
    assert!(said.contains("Nothing"), "{said}");
    let other = Place::with_home(Tongue::English);
    other.ok(&["activities", "import", &path]);
    let period = ["2026-11-01", "2026-12-31"];
    assert_eq!(
        plan(&other, period[0], period[1]),
        plan(&place, period[0], period[1])
    );
    // Part of the period.
    let part = place.own_folder().join("part.ics").display().to_string();
    let task = [
        "activities",
        "export",
        "--ics",
        &part,
        "--from",
        "2026-12-01",
        "--to",
        "2026-12-05",
    ];
    place.ok(&task);
    let third = Place::with_home(Tongue::English);
    third.ok(&["activities", "import", &part]);
    assert_eq!(
        plan(&third, period[0], period[1]),
        ["2026-12-02 16:30 moved"]
    );
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn an_import_is_one_step_that_can_be_taken_back() {
    let place = with_plan(Tongue::English);
    place.ok(&["undo"]);
    assert_eq!(
        plan(&place, "2026-11-01", "2026-12-31"),
        Vec::<String>::new()
    );
    place.ok(&["redo"]);
    assert_eq!(plan(&place, "2026-11-01", "2026-12-31").len(), 7);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn coverage_names_everybody_who_still_misses_a_topic() {
    let place = with_plan(Tongue::English);
    let children = place.json(&["children"]);
    let report = place.json(&["coverage", "drown"]);
    assert_eq!(report["topic"], "DROWN");
    assert_eq!(
        (&report["from"], &report["to"]),
        (&json!("2026-10-01"), &json!("2027-09-30"))
    );
    assert_eq!(report["had"], json!([]));
    let enrolled = children
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["status"] == "enrolled");
    let missing = report["missing"].as_array().unwrap();
    assert_eq!(missing.len(), enrolled.count());
    assert!(missing[0]["file_no"].is_string() && missing[0]["name"].is_string());
    let text = place.ok(&["coverage", "DROWN"]);
    assert!(text.contains("still miss it"), "{text}");
}

#[test]
fn papers_name_children_and_nothing_else_of_their_files() {
    let place = with_plan(Tongue::English);
    let children = place.json(&["children"]);
    let children = children.as_array().unwrap();
    let file = |name: &str| place.own_folder().join(name);
    let path = |name: &str| file(name).display().to_string();
    let page = |task: &[&str], name: &str| {
        let said = place.ok(&[task, &["--html", &path(name)]].concat());
        assert!(said.contains(name), "{said}");
        let text = std::fs::read_to_string(file(name)).unwrap();
        for child in children {
            let number = child["file_no"].as_str().unwrap();
            assert!(!text.contains(number), "{name}: {number}");
        }
        text
    };
    let period = ["--from", "2026-11-01", "--to", "2026-12-31"];
    let evidence = page(
        &[&["activities", "evidence"], &period[..]].concat(),
        "evidence.html",
    );
    assert_eq!(evidence.matches("<article").count(), 7, "{evidence}");
    let name = path("evidence.xlsx");
    place.ok(&[&["activities", "evidence", "--xlsx", &name], &period[..]].concat());
    let content = std::fs::read(file("evidence.xlsx")).unwrap();
    assert!(content.starts_with(b"PK"), "a spreadsheet is a zip file");
    let plan = place.json(&["activities", "--from", "2026-12-02", "--to", "2026-12-02"]);
    let sheet = page(
        &["activities", "sheet", "--day", "2026-12-02"],
        "sheet.html",
    );
    assert_eq!(
        sheet.matches("<section").count(),
        plan.as_array().unwrap().len()
    );
    let missing = place.json(&["coverage", "FIRE"]);
    let invite = page(&["coverage", "FIRE"], "invite.html");
    let rows = missing["missing"].as_array().unwrap().len();
    assert_eq!(invite.matches("<tr>").count(), rows + 1);
    let talk = page(&["topics", "FIRE"], "talk.html");
    assert!(talk.contains("<ol>") && talk.contains("<ul>"));
    let topics = place.json(&["topics"]);
    assert!(topics.as_array().unwrap().len() > 10);
    let text = place.ok(&["topics"]);
    assert!(text.contains("POLICY\t"), "{text}");
    for wrong in [
        &["activities", "evidence"][..],
        &["topics", "--html", &name],
        &["topics", "BEES"],
    ] {
        assert_eq!(place.run(wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn what_cannot_be_read_is_said_in_words() {
    let place = Place::with_home(Tongue::English);
    for wrong in [
        &["activities", "--from", "soon"][..],
        &["activities", "--from", "2026-11-02", "--to", "2026-11-01"],
        &["activities", "export"],
        &["coverage"],
        &["coverage", "防溺水"],
    ] {
        assert_eq!(place.run(wrong).code, 2, "{wrong:?}");
    }
    let roster = fixture("roster.xlsx");
    let said = place.refused(&["activities", "import", &roster]);
    assert!(said.contains("no calendar file"), "{said}");
    let said = place.refused(&["activities", "import", "nowhere.ics"]);
    assert!(said.contains("not there"), "{said}");
    let said = place.refused(&["activities", "export", "--ics", "/no/such/folder/plan.ics"]);
    assert!(!said.is_empty());
}

#[test]
fn the_demo_home_has_a_year_of_activities() {
    let place = Place::empty(Tongue::Chinese);
    place.ok(&["demo", "--seed-only"]);
    let list = place.json(&["activities", "--from", "2025-11-23", "--to", "2027-01-31"]);
    let count = |state: &str| {
        let all = list.as_array().unwrap().iter();
        all.filter(|one| one["state"] == state).count()
    };
    assert!(count("held") > 40, "{} held", count("held"));
    assert!(count("planned") > 5 && count("moved") + count("cancelled") > 2);
    let talk = place.json(&["coverage", "FIRE"]);
    let (had, missing) = (
        talk["had"].as_array().unwrap(),
        talk["missing"].as_array().unwrap(),
    );
    assert!(
        had.len() > 20 && (1..25).contains(&missing.len()),
        "{} had, {} miss",
        had.len(),
        missing.len()
    );
}
