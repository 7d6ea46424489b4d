//! An afternoon with the real program, in a pseudo-terminal.

use crate::common::pty::{Left, Pty};
use crate::common::{Place, Tongue, fixture, write_panicking_roster};
use std::collections::HashMap;

/// A home with the children of the clean roster.
fn village(tongue: Tongue) -> Place {
    let place = Place::with_home(tongue);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place
}

/// The first children with a unique name.
fn some_names(place: &Place, count: usize) -> Vec<String> {
    let list = place.json(&["children"]);
    let names: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|child| child["name"].as_str().unwrap())
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for name in &names {
        *times.entry(name).or_default() += 1;
    }
    let alone = names.into_iter().filter(|name| times[name] == 1);
    alone.take(count).map(str::to_owned).collect()
}

/// Starts the program and opens the door screen.
fn at_the_door(place: &Place, columns: u16, rows: u16) -> Pty {
    let mut pty = Pty::start(place, &[], columns, rows);
    pty.wait_for("F3");
    pty.type_keys("F3");
    pty
}

/// Asserts that the terminal is restored.
fn assert_tidy(left: &Left) {
    assert!(left.held.is_empty(), "{left:?}");
}

#[test]
fn thirty_children_come_as_fast_as_keys_can_be_sent_and_none_is_lost_or_doubled() {
    let place = village(Tongue::Chinese);
    let names = some_names(&place, 30);
    let mut pty = at_the_door(&place, 80, 24);
    pty.wait_for("屋里 0 人");
    for name in &names {
        pty.type_keys(&format!("{name} enter"));
    }
    pty.wait_for("屋里 30 人");
    pty.type_keys("ctrl-q ctrl-q");
    let (code, left) = pty.ended();
    assert_eq!(code, 0);
    assert_tidy(&left);
    let rows = place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"]);
    let mut came: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    came.sort_unstable();
    names.sort_unstable();
    assert_eq!(came, names);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn an_afternoon_in_english_at_the_door() {
    let place = village(Tongue::English);
    let mut pty = at_the_door(&place, 80, 24);
    pty.wait_for("In the house: 0");
    pty.type_keys("wll");
    pty.wait_for("汪乐乐");
    pty.type_keys("enter");
    pty.wait_for("汪乐乐 signed in at 17:00");
    pty.wait_for("In the house: 1");

    // Undo and redo.
    pty.type_keys("ctrl-z");
    pty.wait_for("In the house: 0");
    pty.type_keys("ctrl-y");
    pty.wait_for("In the house: 1");

    // The day cannot be closed while a child is inside.
    pty.type_keys("F12");
    pty.wait_for("汪乐乐");
    pty.type_keys("esc");

    // A listed contact collects.
    pty.type_keys("tab");
    pty.type_keys("wll enter");
    pty.wait_for("石桂英");
    pty.type_keys("enter");
    pty.wait_for("汪乐乐 signed out at 17:00");
    pty.wait_for("In the house: 0");
    pty.type_keys("ctrl-c ctrl-c");
    let (code, left) = pty.ended();
    assert_eq!(code, 0);
    assert_tidy(&left);
    let rows = place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"]);
    assert_eq!(rows[0]["out_to"], "石桂英");
}

#[test]
fn any_size_of_terminal_is_survived_and_typing_goes_on() {
    let place = village(Tongue::English);
    let mut pty = at_the_door(&place, 120, 40);
    pty.wait_for("In the house: 0");
    for (columns, rows) in [(40, 12), (20, 5), (2, 2), (1, 1), (200, 60)] {
        pty.resize(columns, rows);
    }
    pty.resize(80, 24);
    pty.type_keys("wll");
    pty.wait_for("汪乐乐");
    pty.type_keys("enter");
    pty.wait_for("In the house: 1");
}

#[test]
fn keys_that_come_together_with_a_resize_are_read() {
    let place = village(Tongue::English);
    let mut pty = at_the_door(&place, 80, 24);
    pty.wait_for("In the house: 0");
    // Only now and then does the program's reader wake up to both at once.
    for round in 0..100 {
        pty.resize(81 + round % 2, 24);
        pty.type_keys("wll");
        pty.wait_for("汪乐乐");
        // No Esc: a redraw may blank the name early, and Esc with `w` right behind it is Alt-W.
        pty.type_keys("backspace backspace backspace");
        pty.wait_gone("汪乐乐");
    }
}

#[test]
fn a_second_program_on_the_same_file_says_so_and_only_shows() {
    let place = village(Tongue::English);
    let first = at_the_door(&place, 80, 24);
    first.wait_for("In the house: 0");
    let mut second = at_the_door(&place, 80, 24);
    second.wait_for("read only");
    second.type_keys("wll");
    second.wait_for("汪乐乐");
    second.type_keys("enter");
    second.wait_for("nother program");
    second.wait_for("In the house: 0");
    drop(first);
    let rows = place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"]);
    assert_eq!(rows.as_array().unwrap().len(), 0);
}

#[test]
fn a_file_at_which_the_reader_panics_leaves_the_screens_running() {
    let place = Place::with_home(Tongue::English);
    write_panicking_roster(&place.own_folder().join("damaged.xls"));
    let mut pty = at_the_door(&place, 80, 24);
    pty.type_keys("F4");
    pty.wait_for("No children yet");
    pty.type_keys("ctrl-o");
    pty.wait_for("damaged.xls");
    pty.type_keys("damaged");
    pty.wait_for("│ damaged ");
    pty.type_keys("enter");
    pty.wait_for("The spreadsheet is damaged");
    // The screens still take keys.
    pty.type_keys("esc");
    pty.wait_gone("The spreadsheet is damaged");
    pty.type_keys("F3");
    pty.wait_for("Arriving");
    pty.type_keys("ctrl-q ctrl-q");
    let (code, left) = pty.ended();
    assert_eq!(code, 0);
    assert_tidy(&left);
    assert!(!left.text.contains("panic"), "{left:?}");
    let names = std::fs::read_dir(place.data()).unwrap();
    let mut names = names.map(|entry| entry.unwrap().file_name());
    assert!(!names.any(|name| name.to_string_lossy().starts_with("error-report")));
}

/// Answers the questions of the first run.
fn first_run(pty: &mut Pty) {
    // The hours are suggested; Enter accepts them.
    let answers = ["青石坳儿童之家", "青石坳村", "云溪镇", "灯影县", ""];
    pty.wait_for("1/6");
    for (answer, next) in answers.into_iter().zip(2..) {
        pty.type_text(answer);
        pty.type_keys("enter");
        pty.wait_for(&format!("{next}/6"));
    }
    pty.type_text("周敏");
    pty.type_keys("enter");
    pty.wait_for("儿童之家已建好");
    // What locks are is told once.
    pty.type_keys("esc");
    pty.wait_gone("按回车设门锁");
}

/// Imports the roster from the user's home folder.
fn bring_the_roster(pty: &mut Pty, place: &Place) {
    std::fs::copy(
        fixture("roster.xlsx"),
        place.own_folder().join("花名册.xlsx"),
    )
    .unwrap();
    pty.type_keys("F4");
    pty.wait_for("还没有孩子");
    pty.type_keys("ctrl-o");
    pty.wait_for("花名册.xlsx");
    pty.type_text("花名");
    pty.wait_for("│ 花名 ");
    pty.type_keys("enter");
    pty.wait_for("将新增 68");
    pty.type_keys("F10");
    // Expected days of the new children: every open day.
    pty.wait_for("约定哪几天");
    pty.type_keys("enter");
    pty.wait_for("已导入 68 条");
}

/// Signs one child out with the first listed contact.
fn leaves(pty: &mut Pty, name: &str) {
    pty.type_keys(&format!("{name} enter"));
    pty.wait_for(&format!("谁来接 {name}"));
    pty.type_keys("enter");
    pty.wait_for(&format!("{name} 已签退"));
}

#[test]
fn the_first_day_of_a_home_from_the_first_question_to_the_next_morning() {
    let place = Place::empty(Tongue::Chinese);
    let mut pty = Pty::start(&place, &[], 80, 24);
    first_run(&mut pty);
    pty.wait_for("还没有孩子");
    bring_the_roster(&mut pty, &place);

    // Thirty children arrive.
    let names = some_names(&place, 30);
    pty.type_keys("F3");
    pty.wait_for("屋里 0 人");
    pty.wait_for("签到  ▸");
    for name in &names {
        pty.type_keys(&format!("{name} enter"));
    }
    pty.wait_for("屋里 30 人");

    // The program is restarted while they are inside; then all but one leave.
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    let place = place.at("2026-11-23T18:20:00+08:00");
    let mut pty = at_the_door(&place, 80, 24);
    pty.wait_for("屋里 30 人");
    pty.type_keys("tab");
    pty.wait_for("签退  ▸");
    let (last, others) = names.split_last().unwrap();
    for name in others {
        leaves(&mut pty, name);
    }
    pty.wait_for("屋里 1 人");

    // The day cannot be closed with one child inside; the program leads to the sign-out.
    pty.type_keys("F12");
    pty.wait_for("还有 1 人在屋里");
    pty.type_keys("enter");
    pty.wait_for(&format!("谁来接 {last}"));
    pty.type_keys("enter");
    pty.wait_for("屋里 0 人");
    pty.type_keys("F12");
    pty.wait_for("结束今天？到了 30 人，约好没来 38 人");
    pty.type_keys("1");
    pty.wait_for("今天结束了");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);

    // The next morning nothing is open, and everything is in the file.
    let place = place.at("2026-11-24T09:00:00+08:00");
    let mut pty = Pty::start(&place, &[], 80, 24);
    pty.wait_for("11月24日 周二");
    pty.wait_for("开门（按 Enter）");
    pty.wait_gone("忘了签退");
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
    let rows = place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"]);
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 30);
    assert!(
        rows.iter()
            .all(|row| row["out_at"] == "2026-11-23T18:20:00+08:00")
    );
    let journal = place.json(&["journal"]);
    let closed = journal
        .as_array()
        .unwrap()
        .iter()
        .any(|entry| entry["deed"] == "close-day");
    assert!(closed, "the day was not closed");
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn a_child_forgotten_in_the_evening_is_a_question_in_the_morning() {
    let place = village(Tongue::English);
    place.ok(&["in", "汪乐乐"]);
    let place = place.at("2026-11-24T09:00:00+08:00");
    let mut pty = Pty::start(&place, &[], 80, 24);
    // Nobody has said that the child left.
    pty.wait_for("1 in");
    pty.wait_for("汪乐乐");
    pty.type_keys("F9");
    pty.wait_for("Roll call 0/1");
    pty.type_keys("esc");
    // An Esc that is read together with an arrow is another key.
    pty.wait_gone("Roll call 0/1");
    let row = &place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"])[0];
    assert_eq!(
        row["out_at"],
        serde_json::Value::Null,
        "nobody is signed out by the clock"
    );
    pty.type_keys("down enter");
    pty.wait_for("How did 汪乐乐 leave");
    // The program asks who collected and assumes nothing.
    pty.type_keys("right enter 18:25 F10");
    pty.wait_gone("Forgotten sign-outs");
    pty.wait_for("0 in");
    let row = &place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"])[0];
    assert_eq!(row["out_at"], "2026-11-23T18:25:00+08:00");
    assert_eq!(row["out_to"], "石桂英");
}
