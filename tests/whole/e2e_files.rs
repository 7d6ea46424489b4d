//! Files are gone through and days agreed for many children, in the real program, in a pseudo-terminal.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue};
use std::fmt::Write as _;

/// A home with three children who come Monday to Friday. The roster says the days of the last one only, and they are
/// others.
fn village() -> Place {
    let place = Place::with_home(Tongue::English).at("2026-11-23T18:40:00+08:00");
    let roster = "档案号,姓名,性别,出生日期,学校,年级,照护人,与儿童关系,联系电话,平时哪天来\n\
        0001,白小雨,女,2018-03-02,望灯村小学,三年级,白桂英,祖母,13746814531,\n\
        0002,陈小满,男,2017-05-06,望灯村小学,四年级,陈桂英,祖母,13746814532,\n\
        0003,丁一诺,女,2018-07-08,望灯村小学,三年级,丁桂英,祖母,13746814533,周二、四\n";
    import(&place, "roster", roster);
    let mut sheet = "档案号,日期,标记\n".to_owned();
    let first: chrono::NaiveDate = "2026-09-21".parse().unwrap();
    for day in first.iter_days().take(63) {
        if chrono::Datelike::weekday(&day).number_from_monday() <= 5 {
            for child in ["0001", "0002", "0003"] {
                writeln!(sheet, "{child},{day},到").unwrap();
            }
        }
    }
    import(&place, "attendance", &sheet);
    place
}

fn import(place: &Place, kind: &str, text: &str) {
    let path = place.own_folder().join(format!("{kind}.csv"));
    std::fs::write(&path, text).unwrap();
    place.ok(&["import", kind, path.to_str().unwrap()]);
}

/// A field of a file as it is stored.
fn field<T: rusqlite::types::FromSql>(place: &Place, file_no: &str, name: &str) -> T {
    let home = rusqlite::Connection::open(place.file()).unwrap();
    let query = format!("SELECT {name} FROM child WHERE file_no = ?1");
    home.query_row(&query, [file_no], |row| row.get(0)).unwrap()
}

fn days(place: &Place, file_no: &str) -> String {
    field::<Option<String>>(place, file_no, "expected_days").unwrap_or_default()
}

#[test]
fn three_files_are_gone_through_one_confirmed_one_changed_one_skipped() {
    let place = village();
    let mut pty = Pty::start(&place, &[], 100, 30);
    pty.wait_for("F6");
    pty.type_keys("F6 backtab ctrl-k");
    pty.wait_for("File 1 of 3 · today 0");
    pty.wait_for("白小雨");
    // One key: all as it stands.
    pty.type_keys("enter");
    pty.wait_for("File 2 of 3 · today 1");
    pty.wait_for("confirmed this quarter 1 of 3");
    // Another school is entered on the spot; only then is the file confirmed.
    pty.type_keys("3");
    pty.wait_for("boards at school");
    pty.type_keys("ctrl-u");
    pty.type_text("云溪小学");
    pty.type_keys("ctrl-s");
    pty.wait_for("File 2 of 3 · today 1");
    pty.wait_for("云溪小学");
    pty.type_keys("enter");
    pty.wait_for("File 3 of 3 · today 2");
    // The last one is skipped; it is still to be done.
    pty.type_keys("right");
    pty.wait_for("1 not yet");
    pty.type_keys("ctrl-z");
    pty.wait_for("2 not yet");
    pty.wait_for("confirmed this quarter 1 of 3 (33 %)");
    pty.type_keys("tab");
    pty.wait_for("1: 白小雨");
    pty.type_keys("esc ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    let files = place.json(&["confirm"]);
    let files = files.as_array().unwrap().iter();
    let open = files.filter(|one| one["to_confirm"] == true).count();
    assert_eq!(open, 2);
    // The change of the school was a step of its own and stays.
    assert_eq!(field::<String>(&place, "0002", "school"), "云溪小学");
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn days_are_agreed_by_habit_and_taken_back_with_one_key() {
    let place = village();
    assert_eq!(days(&place, "0003"), "24");
    let mut pty = Pty::start(&place, &[], 100, 30);
    pty.wait_for("F4");
    pty.type_keys("F4");
    pty.wait_for("by name");
    pty.type_keys("ctrl-w");
    pty.wait_for("by the habit of each");
    pty.wait_for("2 with a known habit");
    pty.type_keys("enter");
    pty.wait_for("These 2 come Mon-Fri: agree?");
    pty.wait_for("agreed: Tue Thu");
    pty.type_keys("enter");
    pty.wait_for("Days agreed for 2 children");
    pty.wait_gone("agree?");
    assert_eq!(days(&place, "0001"), "12345");
    assert_eq!(days(&place, "0003"), "24");
    pty.type_keys("ctrl-z ctrl-w");
    pty.wait_for("2 with a known habit");
    pty.type_keys("esc ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    assert_eq!(days(&place, "0001"), "");
    assert_eq!(place.json(&["verify"])["sound"], true);
}
