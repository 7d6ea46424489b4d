//! Days are agreed for several children at once from a script.

use crate::common::{Place, Tongue, fixture};

/// A home with the sheets of two months.
fn with_sheets() -> Place {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    for month in ["09", "10"] {
        let sheet = fixture(&format!("attendance-2026-{month}.xlsx"));
        place.ok(&[
            "import",
            "attendance",
            &sheet,
            "--month",
            &format!("2026-{month}"),
        ]);
    }
    place
}

#[test]
fn habits_are_proposed_agreed_and_taken_back() {
    let place = with_sheets();
    let before = place.ok(&["agree-days"]);
    assert!(before.contains("came on at least 60 %"), "{before}");
    assert!(before.contains("Nothing has been changed yet"), "{before}");
    let lines = |text: &str| text.lines().filter(|line| line.contains("came on")).count();
    let kept = before
        .lines()
        .filter(|line| line.contains("--replace"))
        .count();
    let asked = lines(&before);
    assert!(asked > 0, "{before}");

    // Other agreed days stay unless it is said that they go.
    place.ok(&["agree-days", "--yes"]);
    let after = place.ok(&["agree-days"]);
    assert_eq!(lines(&after), kept, "{after}");
    let replaced = place.ok(&["agree-days", "--yes", "--replace"]);
    assert_eq!(lines(&place.ok(&["agree-days"])), 0, "{replaced}");
    if kept > 0 {
        assert!(replaced.contains("had other days before"), "{replaced}");
        place.ok(&["undo"]);
    }
    if asked > kept {
        place.ok(&["undo"]);
    }
    assert_eq!(place.ok(&["agree-days"]), before);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn the_same_days_need_a_group() {
    let place = with_sheets();
    let wrong = place.run(&["agree-days", "--days", "12345"]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
    let wrong = place.run(&["agree-days", "--school", "x", "--days", "8"]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
    let nobody = place.ok(&["agree-days", "--school", "no such school", "--days", "6"]);
    assert!(nobody.contains("nothing to agree"), "{nobody}");
}
