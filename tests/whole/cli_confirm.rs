//! Files are confirmed from a script, and what else the flags say of the home.

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

    // The flags count the same files, in one entry for all of them.
    let flags = place.json(&["flags"]);
    let of_all = flags.as_array().unwrap().iter();
    let of_all: Vec<_> = of_all.filter(|one| one["rule"].is_null()).collect();
    assert_eq!(of_all.len(), 1, "{flags}");
    let listed = place.json(&["confirm"]);
    assert_eq!(of_all[0]["files"]["to_do"], left(&listed));
    let gaps = listed.as_array().unwrap().iter();
    let gaps = gaps.filter(|one| one["has_gap"] == true).count();
    assert_eq!(of_all[0]["files"]["with_gaps"], gaps);
    let sentence = of_all[0]["reasons"][0].as_str().unwrap();
    assert!(text.trim_end().ends_with(sentence), "{text}");
    assert!(place.ok(&["flags"]).contains(sentence));

    place.ok(&["undo"]);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["confirm"]), before);
    assert_eq!(place.json(&["verify"])["sound"], true);
    let twice = place.run(&["confirm", "1", "--json"]);
    assert_eq!(twice.code, 2, "{}", twice.err);
}

#[test]
fn an_open_day_without_a_register_is_a_flag_from_the_next_morning_on() {
    let mut place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let days = |place: &Place, arguments: &[&str]| {
        let flags = place.json(&[&["flags"], arguments].concat());
        let flags = flags.as_array().unwrap().iter();
        let found: Vec<String> = flags
            .filter(|one| one["rule"] == "A5")
            .map(|one| format!("{} {} {}", one["list"], one["level"], one["since"]))
            .collect();
        found
    };
    assert!(days(&place, &[]).is_empty(), "the home begins today");
    place.set_now("2026-11-26T18:40:00+08:00");
    let expected = [r#""home" "amber" "2026-11-24""#];
    assert_eq!(days(&place, &[]), expected);
    let text = place.ok(&["flags"]);
    assert!(text.contains("2 open days without a register"), "{text}");
    assert_eq!(days(&place, &["--as-of", "2026-11-25"]), expected);
    assert_eq!(
        days(&place, &["--as-of", "2026-11-25", "--known-now"]),
        expected
    );
    assert!(days(&place, &["--as-of", "2026-11-24"]).is_empty());
}
