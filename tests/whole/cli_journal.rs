//! Stretches of the journal that are handed on, and personal data that is erased.

use crate::common::{Place, Tongue, fixture};

#[test]
fn a_stretch_is_written_without_names_and_followed_elsewhere() {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place.ok(&["in", "1"]);
    let file = place
        .own_folder()
        .join("stretch.json")
        .display()
        .to_string();
    let said = place.ok(&["journal", "--export", &file, "--from", "2"]);
    assert!(said.contains("Entries 2 to 3 written"), "{said}");
    let text = std::fs::read_to_string(&file).unwrap();
    let children = place.json(&["children"]);
    for child in children.as_array().unwrap() {
        assert!(!text.contains(child["name"].as_str().unwrap()));
    }
    // Nobody needs the home's file to follow it.
    let elsewhere = Place::empty(Tongue::English);
    let said = elsewhere.ok(&["journal", "--follow", &file]);
    assert!(said.contains("entries 2 to 3"), "{said}");
    std::fs::write(&file, text.replace("sign-in", "sign-out")).unwrap();
    let said = elsewhere.refused(&["journal", "--follow", &file]);
    assert!(said.contains("does not follow"), "{said}");
    assert!(
        place
            .refused(&["journal", "--export", &file])
            .contains("not overwritten")
    );
    let other = place.own_folder().join("other.json").display().to_string();
    assert!(
        place
            .refused(&["journal", "--export", &other, "--from", "9"])
            .contains("no such entries")
    );
}

#[test]
fn only_a_child_who_has_left_is_erased() {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let said = place.refused(&["erase", "1", "--reason", "asked by the family"]);
    assert!(said.contains("still on the register"), "{said}");
    assert_eq!(place.json(&["verify"])["sound"], true);
}
