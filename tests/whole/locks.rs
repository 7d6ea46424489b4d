//! A home with locks on the command line: no file of it says a name.

use crate::common::locked::{add_incident, desk, files, holding, lock, words_of};
use crate::common::{Ended, Place, Tongue, fixture};
use doorlight::desk::command::Command;
use std::path::PathBuf;

/// A word that stands in the notes of the day.
const NOTE: &str = "金丝雀笔记";
/// A word of the restricted notes of an incident.
const RESTRICTED: &str = "金丝雀密件";
/// Name, identity number, guardian and phone of a child of the roster, and what was typed.
const CANARIES: [&str; 7] = [
    "汪乐乐",
    "341699201611192043",
    "石桂英",
    "13746814538",
    "余小雨",
    NOTE,
    RESTRICTED,
];

/// A home's day on the command line, of which everything but what was asked for is searched.
struct Day {
    place: Place,
    watched: Vec<PathBuf>,
    temporary: PathBuf,
}

impl Day {
    fn new(place: Place) -> Self {
        let temporary = place.own_folder().join("temporary");
        std::fs::create_dir_all(&temporary).unwrap();
        let hidden = [".local", ".config", ".cache"].map(|one| place.own_folder().join(one));
        let watched = [
            place.data(),
            place.sticks(),
            place.account(),
            temporary.clone(),
        ];
        Self {
            watched: watched.into_iter().chain(hidden).collect(),
            temporary,
            place,
        }
    }

    /// Calls the program, which must succeed; no file may hold a canary then.
    fn step(&self, arguments: &[&str]) -> String {
        let ended = self.searched(arguments);
        assert_eq!(ended.code, 0, "{arguments:?}: {}{}", ended.out, ended.err);
        ended.out
    }

    /// The same for a call that may say that something is wrong.
    fn searched(&self, arguments: &[&str]) -> Ended {
        let mut command = self.place.command(arguments);
        let ended = crate::common::ended(command.env("TMPDIR", &self.temporary));
        let found = holding(&self.watched, &CANARIES);
        assert_eq!(found, [""; 0], "after {arguments:?}");
        ended
    }
}

fn holds_any(text: &str) -> bool {
    CANARIES.iter().any(|canary| text.contains(canary))
}

/// Tells the program that a stick is this home's second place.
fn choose_stick(place: &Place) {
    let mark = "11111111-2222-4333-8444-555555555555";
    let folder = place.sticks().join("stick/doorlight-backups");
    std::fs::create_dir_all(&folder).unwrap();
    let said = serde_json::json!({ "id": mark, "label": "stick", "newest": {} });
    std::fs::write(folder.join("stick.json"), said.to_string()).unwrap();
    let setting = Command::Setting {
        name: "stick".to_owned(),
        value: format!("{mark} stick"),
    };
    desk(place).perform(setting).unwrap();
}

#[test]
fn a_day_of_a_locked_home_leaves_no_name_in_any_file_of_it() {
    let mut place = Place::with_home(Tongue::English);
    choose_stick(&place);
    let words = lock(&mut place);
    let mut day = Day::new(place);
    let imported = day
        .place
        .run(&["import", "roster", &fixture("roster-gbk.csv")]);
    assert!(
        imported.out.contains("Added"),
        "{}{}",
        imported.out,
        imported.err
    );
    assert!(day.step(&["children"]).contains(CANARIES[0]));
    day.step(&["in", "汪乐乐"]);
    day.step(&["in", "余小雨"]);
    day.step(&["out", "汪乐乐", "--to", "石桂英", "--note", NOTE]);
    day.step(&["out", "余小雨", "--to", "unknown"]);
    let closed = day.step(&["close"]);
    assert!(closed.contains("stick"), "{closed}");
    day.place.set_now("2026-11-24T17:00:00+08:00");
    day.step(&["in", "1"]);
    day.step(&["backup"]);
    day.step(&["backup", "--list"]);
    assert!(day.step(&["journal"]).contains("汪乐乐"));
    day.step(&["flags"]);
    // A look of the checkup is none: it shows nobody's data.
    let before = day.step(&["looks"]);
    day.searched(&["doctor"]);
    let looks = day.step(&["looks"]);
    assert_eq!(looks.lines().count(), before.lines().count() + 1, "{looks}");
    assert!(
        looks.contains("who saw what") && looks.contains("journal"),
        "{looks}"
    );
    let page = day.place.own_folder().join("self-check.html");
    day.step(&["self-check", "--html", &page.display().to_string()]);
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("who saw what"), "{page}");
    day.step(&["verify"]);
    let checkup = day.searched(&["doctor"]).out;
    assert!(!holds_any(&checkup), "{checkup}");
    day.step(&["locks", "key"]);
    day.step(&["verify"]);
    day.step(&["undo"]);
    let copies = files(&day.place.sticks());
    let copies = copies
        .iter()
        .filter(|one| one.extension().is_some_and(|end| end == "db"));
    let copies: Vec<String> = copies.map(|one| one.display().to_string()).collect();
    assert!(!copies.is_empty(), "no copy was put on the stick");
    for copy in &copies {
        day.step(&["restore", copy, "--yes"]);
        assert!(day.step(&["children"]).contains(CANARIES[0]));
        day.step(&["verify"]);
    }
    let newer = words_of(&day.step(&["locks", "words"]));
    assert_ne!(newer, words);
    day.place.set_by_words(&newer);
    day.step(&["children"]);
}

#[test]
fn a_home_that_gets_locks_after_years_leaves_no_name_in_any_file_of_it() {
    let mut place = Place::with_home(Tongue::English);
    place.run(&["import", "roster", &fixture("roster-gbk.csv")]);
    add_incident(&place, NOTE, RESTRICTED);
    place.ok(&["in", "汪乐乐"]);
    place.ok(&["out", "汪乐乐", "--to", "unknown", "--note", NOTE]);
    place.ok(&["close"]);
    assert!(
        holding(&[place.data()], &CANARIES).len() > 1,
        "nothing is searched"
    );
    lock(&mut place);
    let day = Day::new(place);
    day.step(&["children"]);
    let shown = day.step(&["incidents"]);
    assert!(!shown.contains(RESTRICTED), "{shown}");
    day.step(&["verify"]);
}

#[test]
fn what_is_about_children_leaves_a_home_with_locks_under_a_password_or_plain_by_word() {
    let mut place = Place::with_home(Tongue::English);
    place.run(&["import", "roster", &fixture("roster-gbk.csv")]);
    let out = place.own_folder().join("out").display().to_string();
    let report = |more: &[&str]| {
        let asked = ["report", "register", "2026-11", "--out", &out, "--force"];
        [&asked, more]
            .concat()
            .iter()
            .map(|one| (*one).to_owned())
            .collect::<Vec<_>>()
    };
    let run = |place: &Place, more: &[&str]| {
        let asked = report(more);
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        place.run(&asked)
    };
    assert_eq!(
        run(&place, &[]).code,
        0,
        "a home without locks asks nothing"
    );
    lock(&mut place);
    let password = place.own_folder().join("password");
    std::fs::write(&password, "summer rain\n").unwrap();
    let password = password.display().to_string();
    let file = std::path::Path::new(&out).join("register-2026-11.xlsx");
    std::fs::remove_file(&file).unwrap();
    let refused = run(&place, &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("--password-file"), "{}", refused.err);
    assert!(!file.exists());
    let locked = run(&place, &["--password-file", &password]);
    assert_eq!(locked.code, 0, "{}", locked.err);
    let content = std::fs::read(&file).unwrap();
    let open = |password| office_crypto::decrypt_from_bytes(content.clone(), password);
    assert!(open("summer rain").unwrap().starts_with(b"PK"));
    assert!(!open("summer sun").unwrap_or_default().starts_with(b"PK"));
    // A list of text can have none, and nothing is written if one of several files cannot.
    std::fs::remove_file(&file).unwrap();
    let both = ["--password-file", &password, "--format", "xlsx,csv"];
    let refused = run(&place, &both);
    assert!(refused.err.contains("--plain"), "{}", refused.err);
    assert!(!file.exists());
    let plain = run(&place, &["--plain", "--format", "xlsx,csv"]);
    assert_eq!(plain.code, 0, "{}", plain.err);
    assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
    let journal = place.ok(&["journal"]);
    assert!(
        journal.contains(" plain ") && journal.contains(" locked "),
        "{journal}"
    );
    // The sheets of other tasks ask the same.
    let sheet = place.own_folder().join("sheet.xlsx").display().to_string();
    for task in [
        vec!["supervisor", "--xlsx", &sheet],
        vec!["activities", "evidence", "--xlsx", &sheet],
    ] {
        let refused = place.run(&task);
        assert!(
            refused.err.contains("--password-file"),
            "{task:?} {}",
            refused.err
        );
        let locked = place.run(&[&task[..], &["--password-file", &password]].concat());
        assert_eq!(locked.code, 0, "{task:?} {}", locked.err);
        assert!(!std::fs::read(&sheet).unwrap().starts_with(b"PK"));
        std::fs::remove_file(&sheet).unwrap();
        let looks = place.ok(&["looks"]);
        let name = task[task.len() - 3..task.len() - 2][0].replace("evidence", "evidence-sheet");
        let name = name.replace("supervisor", "supervisor-sheet");
        assert!(looks.contains(&name), "{name} {looks}");
        // A page beside it is not written either where the sheet is refused, and has no password of its own.
        let page = place.own_folder().join("page.html").display().to_string();
        let both = [&task[..], &["--html", &page]].concat();
        assert_eq!(place.run(&both).code, 1);
        assert!(!std::path::Path::new(&page).exists());
        let plain = [&both[..], &["--plain"]].concat();
        assert_eq!(place.run(&plain).code, 0);
        assert!(place.ok(&["journal"]).contains(&format!("{name} ")));
        std::fs::remove_file(&sheet).unwrap();
        std::fs::remove_file(&page).unwrap();
        let only: Vec<&str> = task[..task.len() - 2].to_vec();
        let only = [&only[..], &["--html", &page, "--password-file", &password]].concat();
        assert_eq!(place.run(&only).code, 1, "{only:?}");
        assert!(!std::path::Path::new(&page).exists());
    }
}
