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

/// A school of the home: the names that would do are told where one is not known.
fn school(place: &Place) -> String {
    let wrong = place.run(&["agree-days", "--school", "no such school"]);
    let known = wrong.err.rsplit(": ").next().unwrap();
    known.split(" · ").next().unwrap().trim().to_owned()
}

#[test]
fn habits_are_proposed_agreed_and_taken_back() {
    let place = with_sheets();
    // Some children have other agreed days already.
    let school = school(&place);
    place.ok(&["agree-days", "--school", &school, "--days", "7", "--yes"]);
    let before = place.ok(&["agree-days"]);
    assert!(before.contains("came on at least 60 %"), "{before}");
    assert!(before.contains("Nothing has been changed yet"), "{before}");
    let lines = |text: &str| text.lines().filter(|line| line.contains("came on")).count();
    let kept = before
        .lines()
        .filter(|line| line.contains("--replace"))
        .count();
    let asked = lines(&before);
    // Both kinds of children are there, or nothing below is checked.
    assert!(0 < kept && kept < asked, "{before}");
    let all = place.json(&["agree-days"]);
    let is_left_out = |one: &&serde_json::Value| one["left_out"] == true;
    let (left_out, list): (Vec<_>, Vec<_>) = all.as_array().unwrap().iter().partition(is_left_out);
    assert_eq!(list.len(), asked);
    // Nobody has seen these lately, and the text says how many they are.
    assert!(!left_out.is_empty() && left_out.iter().all(|one| one["days"].is_null()));
    let said = format!("{} more children are left out", left_out.len());
    assert!(before.contains(&said), "{before}");
    let would = list.iter().filter(|one| one["agreed"] == true).count();
    assert_eq!(would, asked - kept);
    let first = &list[0];
    assert!(
        first["name"].is_string() && first["from"].is_string(),
        "{first}"
    );
    assert!(
        first["days"].as_str().unwrap().parse::<u32>().is_ok(),
        "{first}"
    );

    // Other agreed days stay unless it is said that they go.
    place.ok(&["agree-days", "--yes"]);
    let after = place.ok(&["agree-days"]);
    assert_eq!(lines(&after), kept, "{after}");
    let replaced = place.ok(&["agree-days", "--yes", "--replace"]);
    assert_eq!(lines(&place.ok(&["agree-days"])), 0, "{replaced}");
    let had = replaced
        .lines()
        .filter(|line| line.contains("agreed before"));
    assert_eq!(had.count(), kept, "{replaced}");
    place.ok(&["undo"]);
    assert_eq!(place.ok(&["agree-days"]), after);
    place.ok(&["undo"]);
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
    let before = place.ok(&["journal"]);
    // A slip of the finger is no "nothing to do", and the names that would do are told.
    for group in ["--school", "--class", "--hamlet"] {
        for rest in [&[][..], &["--days", "6"], &["--json"]] {
            let asked = [&["agree-days", "--yes", group, "no such group"], rest].concat();
            let wrong = place.run(&asked);
            assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{asked:?}");
            assert!(wrong.err.contains("“no such group”"), "{}", wrong.err);
        }
    }
    // Spaces around a name are none of it.
    let school = school(&place);
    let same = place.ok(&["agree-days", "--school", &school, "--days", "6"]);
    assert!(same.lines().count() > 1, "{same}");
    let spaced = format!(" {school} ");
    assert_eq!(
        place.ok(&["agree-days", "--school", &spaced, "--days", "6"]),
        same
    );
    assert_eq!(place.ok(&["journal"]), before);
}

#[test]
fn a_class_of_two_schools_needs_its_school() {
    let place = Place::with_home(Tongue::English);
    let file = place.own_folder().join("classes.csv");
    let roster = "姓名,性别,出生日期,学校,班级\n\
        张一一,女,2016-03-01,东小学,三年级\n\
        李二二,男,2016-04-01,西小学,三年级\n\
        王三三,男,2016-05-01,西小学,四年级\n";
    std::fs::write(&file, roster).unwrap();
    place.ok(&["import", "roster", file.to_str().unwrap()]);
    let both = place.run(&["agree-days", "--class", "三年级", "--days", "6"]);
    assert_eq!((both.code, both.out.as_str()), (2, ""));
    assert!(both.err.contains("东小学 · 西小学"), "{}", both.err);
    let one = [
        "agree-days",
        "--class",
        "三年级",
        "--school",
        "西小学",
        "--days",
        "6",
    ];
    let said = place.ok(&one);
    assert!(
        said.contains("李二二") && !said.contains("张一一"),
        "{said}"
    );
    let only = place.ok(&["agree-days", "--class", "四年级", "--days", "6"]);
    assert!(only.contains("王三三"), "{only}");
    // The class is in that other school only.
    let other = [
        "agree-days",
        "--class",
        "四年级",
        "--school",
        "东小学",
        "--days",
        "6",
    ];
    assert_eq!(place.run(&other).code, 2);
}
