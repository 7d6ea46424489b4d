//! Files are confirmed from a script.

use crate::common::{Place, Tongue, fixture};

#[test]
fn a_file_is_confirmed_listed_and_taken_back() {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let before = place.json(&["confirm"]);
    let count = before.as_array().unwrap().len();
    let left = |list: &serde_json::Value| {
        let list = list.as_array().unwrap().iter();
        list.filter(|one| one["to_confirm"] == true).count()
    };
    assert_eq!(
        left(&before),
        count,
        "an import does not know what still holds"
    );

    let said = place.ok(&["confirm", "1"]);
    assert!(said.contains("is confirmed"), "{said}");
    let after = place.json(&["confirm"]);
    assert_eq!(left(&after), count - 1);
    assert_eq!(after[0]["verified_on"], "2026-11-23");
    assert_eq!(after[0]["this_quarter"], true);
    assert_ne!(after[0]["verified_by"], "");
    let said = place.ok(&["confirm", "2", "--phone"]);
    assert!(said.contains("the phone was answered"), "{said}");
    let text = place.ok(&["confirm"]);
    assert_eq!(text.matches("to confirm").count(), count - 2, "{text}");

    place.ok(&["undo"]);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["confirm"]), before);
    assert_eq!(place.json(&["verify"])["sound"], true);
    let twice = place.run(&["confirm", "1", "--json"]);
    assert_eq!(twice.code, 2, "{}", twice.err);
}
