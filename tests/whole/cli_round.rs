//! The visit round on the command line.

use crate::common::{Place, Tongue, fixture};

fn with_roster(tongue: Tongue) -> Place {
    let place = Place::with_home(tongue);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place
}

#[test]
fn a_round_is_written_for_named_children_and_stands_in_the_journal() {
    let place = with_roster(Tongue::English);
    let list = place.json(&["children"]);
    let named = |nth: usize| {
        let text = |key: &str| list[nth][key].as_str().unwrap().to_owned();
        (text("file_no"), text("name"))
    };
    let ((first, first_name), (second, second_name)) = (named(0), named(1));
    let file = place.own_folder().join("round.html");
    let html = file.display().to_string();
    let said = place.ok(&["round", &first, &second, "--html", &html]);
    assert!(
        said.contains("2 children") && said.contains(&html),
        "{said}"
    );
    let page = std::fs::read_to_string(&file).unwrap();
    for name in [first_name, second_name] {
        assert!(page.contains(&name), "{name}");
    }
    let journal = place.ok(&["journal", "--last", "1"]);
    assert!(journal.contains("printing a visit round"), "{journal}");
}

#[test]
fn nobody_due_writes_nothing_and_says_so() {
    let nobody = Place::with_home(Tongue::Chinese);
    let file = nobody.own_folder().join("round.html");
    let html = file.display().to_string();
    let ended = nobody.run(&["round", "--html", &html]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("没有该走访的孩子"), "{}", ended.err);
    assert!(!file.exists());
    let place = with_roster(Tongue::Chinese);
    let file = place.own_folder().join("round.html");
    let html = file.display().to_string();
    // A name that no file has is a slip of the finger, not a quiet day.
    let ended = place.run(&["round", "--hamlet", "没有这个组", "--html", &html]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("没有叫“没有这个组”的组"),
        "{}",
        ended.err
    );
    assert!(!file.exists());
    let ended = place.run(&["round", "没有这个人", "--html", &html]);
    assert_eq!(ended.code, 1);
    assert!(!file.exists());
}
