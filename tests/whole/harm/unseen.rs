//! A file of an older program that holds names with characters that are not seen.

use super::chain::write_past_the_guards;
use super::ground::{call, small_home};
use crate::common::Tongue;
use crate::common::pty::Pty;

/// Characters that turn words around, move the cursor, end a line.
const ODD: [char; 9] = [
    '\u{202E}', '\u{2066}', '\u{200F}', '\u{61C}', '\u{FEFF}', '\u{1B}', '\u{9B}', '\r', '\u{7}',
];

#[test]
fn old_names_with_unseen_characters_do_nothing_wherever_they_are_shown() {
    let place = small_home(Tongue::English);
    place.ok(&["in", "1"]);
    let odd: String = ODD.iter().collect();
    write_past_the_guards(&place.file(), |file| {
        let sql = "UPDATE child SET name = '毛' || ?1 || char(10) || '燕', pinyin = 'mao yan'
            WHERE CAST(file_no AS INTEGER) = 1";
        assert_eq!(file.execute(sql, [&odd]).unwrap(), 1);
    });
    let count = call(&place, &["children"]).out.lines().count();
    let all = call(&place, &["children", "--json"]).out;
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    assert_eq!(
        count,
        all.as_array().unwrap().len(),
        "a line for each child"
    );
    for task in [
        &["children"][..],
        &["children", "--json"],
        &["attendance"],
        &["attendance", "--json"],
        &["flags"],
        &["flags", "--json"],
        &["journal"],
        &["journal", "--json"],
        &["in", "1"],
    ] {
        let said = call(&place, task);
        let text = [said.out, said.err].concat();
        assert!(!text.contains(ODD), "{task:?}: {text:?}");
    }
    let kept = call(&place, &["children", "--json"]).out;
    assert!(kept.contains("\\u202e"), "{kept}");

    let mut pty = Pty::start(&place, &[], 100, 40);
    for (key, shown) in [("f3", "燕"), ("f4", "燕"), ("enter", "燕")] {
        pty.type_keys(key);
        pty.wait_for(shown);
        pty.wait("a screen without unseen characters", |screen| {
            !screen.contents().contains(&ODD[..5])
        });
    }
    pty.kill();
}
