//! Two files of one child, merged from a script.

use crate::common::{Place, Tongue, fixture};

#[test]
fn a_merge_is_shown_first_and_done_with_yes_and_undone() {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place.ok(&["in", "2"]);
    let before = place.json(&["children"]);
    let count = before.as_array().unwrap().len();
    let shown = place.ok(&["merge", "1", "2"]);
    assert!(shown.contains("days of attendance: 1"), "{shown}");
    assert!(shown.contains("Nothing has been changed yet"), "{shown}");
    assert_eq!(place.json(&["children"]), before);

    let done = place.ok(&["merge", "1", "2", "--yes"]);
    assert!(done.contains("was put into"), "{done}");
    let after = place.json(&["children"]);
    assert_eq!(after.as_array().unwrap().len(), count - 1);
    assert!(place.refused(&["out", "2", "--to", "alone"]).contains('2'));
    let out = place.ok(&["out", "1", "--to", "unknown"]);
    assert!(!out.is_empty());
    assert_eq!(place.json(&["verify"])["sound"], true);

    place.ok(&["undo"]);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["children"]), before);
    assert_eq!(place.json(&["verify"])["sound"], true);
    let same = place.refused(&["merge", "1", "1"]);
    assert!(same.contains("the same file"), "{same}");
}
