//! The page for the supervisor and the count of who came back, on the command line.

use crate::common::{Place, Tongue};

#[test]
fn the_page_and_the_spreadsheet_for_the_supervisor_are_written_and_stand_in_the_journal() {
    let place = Place::with_home(Tongue::English);
    let file = |name: &str| place.own_folder().join(name).display().to_string();
    let (html, xlsx) = (file("up.html"), file("up.xlsx"));
    let said = place.ok(&["supervisor", "--html", &html, "--xlsx", &xlsx]);
    assert!(said.contains(&html) && said.contains(&xlsx), "{said}");
    assert!(said.contains("nothing now that the supervisor"), "{said}");
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(page.contains("for the township supervisor"), "{page}");
    assert!(std::fs::read(&xlsx).unwrap().starts_with(b"PK"));
    let journal = place.ok(&["journal", "--last", "1"]);
    assert!(journal.contains("page for the supervisor"), "{journal}");
    assert_eq!(place.run(&["supervisor"]).code, 2);
}

#[test]
fn the_count_of_who_came_back_is_a_list_and_json() {
    let place = Place::with_home(Tongue::English);
    let json = place.json(&["ladder"]);
    let steps: Vec<&str> = json["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["step"].as_str().unwrap())
        .collect();
    assert_eq!(steps, ["call", "second-contact", "visit", "township"]);
    assert_eq!(json["open_days"], 5);
    assert!(json["steps"][0]["percent"].is_null());
    let said = place.ok(&["ladder"]);
    assert!(said.contains("No such step was taken"), "{said}");
    let wrong = ["ladder", "--from", "2026-12-01", "--to", "2026-01-01"];
    assert_eq!(place.run(&wrong).code, 2);
}

#[test]
fn the_count_of_a_year_adds_up_and_the_page_names_whom_it_is_about() {
    let place = Place::empty(Tongue::English);
    place.ok(&["demo", "--seed-only"]);
    let json = place.json(&["ladder", "--from", "2025-11-24", "--to", "2026-11-23"]);
    let number = |step: &serde_json::Value, key: &str| step[key].as_u64().unwrap();
    let mut all = 0;
    for step in json["steps"].as_array().unwrap() {
        let (steps, came) = (number(step, "steps"), number(step, "came"));
        let known = steps - number(step, "waiting");
        assert!(came <= known, "{step}");
        // Too few say nothing of a hundred.
        let share = (known >= 5).then(|| (came * 100 + known / 2) / known);
        assert_eq!(step["percent"].as_u64(), share, "{step}");
        all += steps;
    }
    assert!(all > 0, "{json}");
    let said = place.ok(&["ladder", "--from", "2025-11-24", "--to", "2026-11-23"]);
    assert!(!said.contains("No such step was taken"), "{said}");
    let calls = number(&json["steps"][0], "steps").to_string();
    assert!(said.contains(&calls), "{said}");

    let html = place.own_folder().join("up.html");
    let told = place.ok(&["supervisor", "--html", html.to_str().unwrap()]);
    assert!(!told.contains("nothing now that"), "{told}");
    let page = std::fs::read_to_string(&html).unwrap();
    let flags = place.json(&["flags"]);
    let mut handed_up = flags.as_array().unwrap().iter();
    let one = handed_up.find(|one| one["state"] == "handed-up").unwrap();
    assert!(page.contains(one["name"].as_str().unwrap()), "{one}");
    // The list says so too, in words.
    let listed = place.ok(&["flags"]);
    let file_no = one["file_no"].as_str().unwrap();
    let line = listed
        .lines()
        .find(|line| line.contains(file_no) && line.contains("with the township since"));
    assert!(line.is_some(), "{listed}");
}
