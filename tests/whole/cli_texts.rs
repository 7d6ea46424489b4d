//! Names and notes with characters that are not seen, and texts without end, on the command line.

use crate::common::{Place, Tongue, ended, fixture};
use rusqlite::Connection;

/// Turns the words after it around, hides itself, ends the line, moves the cursor of a terminal.
const ODD: &str = "\u{202E}\u{2066}\u{200F}\u{61C}\u{FEFF}\r\n\t\u{1B}\u{9B}\u{7}";

fn init(place: &Place, home: &str) -> crate::common::Ended {
    let arguments = [
        "init",
        "--home",
        home,
        "--village",
        "v",
        "--township",
        "t",
        "--county",
        "c",
        "--director",
        "周敏",
        "--hours",
        "Mon-Fri 16:30-18:30",
    ];
    ended(&mut place.command(&arguments))
}

fn texts(place: &Place, sql: &str) -> Vec<String> {
    let file = Connection::open(place.file()).unwrap();
    let mut statement = file.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_name_of_the_home_is_cleaned_or_refused() {
    let place = Place::empty(Tongue::English);
    for unusable in [ODD.to_owned(), "长".repeat(1_000)] {
        let said = init(&place, &unusable);
        assert_eq!(said.code, 1, "{}{}", said.out, said.err);
        assert!(said.err.len() < 1_000 && !said.err.is_empty());
    }
    let name = format!("{ODD}青石坳{ODD}之家{ODD}");
    assert_eq!(init(&place, &name).code, 0);
    assert_eq!(texts(&place, "SELECT name FROM home"), ["青石坳 之家"]);
}

#[test]
fn a_note_is_cleaned_or_refused() {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place.ok(&["in", "1"]);
    let by_director = |note: &str| {
        let arguments = [
            "out",
            "1",
            "--to",
            "unlisted",
            "--allowed-by",
            "周敏",
            "--note",
            note,
        ];
        ended(&mut place.command(&arguments))
    };
    // The longest argument that Linux takes has fewer bytes than a million.
    let long = by_director(&"a".repeat(100_000));
    assert_eq!(long.code, 1);
    assert!(
        long.err.contains("2,000") || long.err.contains("2000"),
        "{}",
        long.err
    );
    assert_eq!(by_director(ODD).code, 1, "nothing of this note is left");
    assert_eq!(by_director(&format!("uncle{ODD}Wang")).code, 0);
    let kept = texts(&place, "SELECT note FROM attendance WHERE note IS NOT NULL");
    assert_eq!(kept, ["uncle Wang"]);
}

#[test]
fn a_wrong_name_is_said_back_short_and_without_unseen_characters() {
    let place = Place::with_home(Tongue::English);
    let said = place.refused(&["in", &format!("{ODD}{}", "b".repeat(100_000))]);
    assert!(said.len() < 1_000, "{}", said.len());
    let said = place.run(&["children", &format!("--x{}", "\u{202E}\u{1B}[31m")]);
    assert_eq!(said.code, 2);
    assert!(!said.err.contains(['\u{202E}', '\u{1B}']), "{:?}", said.err);
}

#[test]
fn names_of_a_list_are_cleaned_and_a_text_without_end_waits_for_a_person() {
    let place = Place::with_home(Tongue::English);
    let list = place.own_folder().join("list.csv");
    let long = "长".repeat(1_000_000);
    let rows = format!(
        "姓名,性别,出生日期,备注\n\u{202E}毛\u{200F}燕\u{2069},女,2016-11-19,a\u{202E}b\n李小明,男,2016-01-02,{long}\n"
    );
    std::fs::write(&list, rows).unwrap();
    let said = place.run(&["import", "roster", &list.display().to_string()]);
    assert!(said.out.len() < 10_000, "{}", said.out.len());
    assert_eq!(texts(&place, "SELECT name FROM child"), ["毛燕"]);
    assert_eq!(texts(&place, "SELECT note FROM child"), ["ab"]);
}
