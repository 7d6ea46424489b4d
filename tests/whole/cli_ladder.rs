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
