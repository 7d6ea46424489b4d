//! The command line, called as by a script.

use crate::common::{Place, Tongue, ended, fixture, write_panicking_roster};
use serde_json::Value;
use std::process::Stdio;

/// A child of the clean roster.
const CHILD: &str = "汪乐乐";
/// Another child of the clean roster.
const OTHER: &str = "余小雨";
/// A contact who may collect the first child.
const CAREGIVER: &str = "石桂英";

fn with_roster(tongue: Tongue) -> Place {
    let place = Place::with_home(tongue);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    place
}

fn today(place: &Place) -> Value {
    place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-23"])
}

#[test]
fn a_home_is_set_up_once() {
    let place = Place::with_home(Tongue::English);
    assert_eq!(place.json(&["children"]), Value::Array(Vec::new()));
    let again = [
        "init",
        "--home",
        "x",
        "--village",
        "x",
        "--township",
        "x",
        "--county",
        "x",
        "--director",
        "x",
        "--hours",
        "Mon 16:00-18:00",
    ];
    let said = place.refused(&again);
    assert!(said.contains("already"), "{said}");
}

#[test]
fn hours_that_cannot_be_read_are_wrong_usage_and_make_nothing() {
    let place = Place::empty(Tongue::English);
    let ended = place.run(&[
        "init",
        "--home",
        "x",
        "--village",
        "x",
        "--township",
        "x",
        "--county",
        "x",
        "--director",
        "x",
        "--hours",
        "when it suits",
    ]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("when"), "{}", ended.err);
    assert!(!place.file().exists(), "a file was made");
}

#[test]
fn wrong_usage_is_2_on_standard_error() {
    let place = Place::empty(Tongue::English);
    for wrong in [
        &["dance"][..],
        &["in"],
        &["children", "--xml"],
        &["import", "roster"],
    ] {
        let ended = place.run(wrong);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{wrong:?}");
        assert!(!ended.err.is_empty(), "{wrong:?}");
    }
    let place = Place::with_home(Tongue::English);
    for wrong in [
        &["attendance", "--from", "yesterday"][..],
        &["in", CHILD, "--at", "soon"],
    ] {
        assert_eq!(place.run(wrong).code, 2, "{wrong:?}");
    }
    let backwards = ["attendance", "--from", "2026-11-02", "--to", "2026-11-01"];
    assert_eq!(place.run(&backwards).code, 2);
}

#[test]
fn without_a_home_every_task_says_how_to_begin() {
    let place = Place::empty(Tongue::English);
    for task in [
        &["children"][..],
        &["in", CHILD],
        &["undo"],
        &["verify"],
        &["journal"],
    ] {
        let said = place.refused(task);
        assert!(said.contains("doorlight init"), "{task:?}: {said}");
    }
    assert!(!place.file().exists(), "asking made a file");
}

#[test]
fn errors_come_in_the_chosen_language() {
    let english = Place::with_home(Tongue::English).refused(&["in", CHILD]);
    let chinese = Place::with_home(Tongue::Chinese).refused(&["in", CHILD]);
    assert!(english.contains("Nobody found"), "{english}");
    assert!(
        chinese.contains(CHILD) && !chinese.contains("Nobody"),
        "{chinese}"
    );
}

#[test]
fn help_and_wrong_usage_come_in_the_chosen_language_too() {
    let place = Place::empty(Tongue::Chinese);
    for (wrong, words) in [
        (&["dance"][..], "没有“dance”这个命令"),
        (&["in"], "缺少"),
        (&["children", "--xml"], "不认识“--xml”"),
        (&["journal", "--last", "many"], "看不懂"),
    ] {
        let said = place.run(wrong).err;
        assert!(said.contains(words) && !said.contains("error"), "{said}");
    }
    let help = place.ok(&["--help"]);
    assert!(
        help.contains("用法") && !help.contains("Usage") && !help.contains("Print"),
        "{help}"
    );
}

#[test]
fn the_environment_names_folder_and_language() {
    let place = with_roster(Tongue::Chinese);
    let mut command = place.bare_command();
    command
        .env("DOORLIGHT_DATA", place.data())
        .env("DOORLIGHT_LANG", "en");
    command.args(["--now", crate::common::NOW, "in", "nobody of this name"]);
    let ended = ended(&mut command);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("Nobody found"), "{}", ended.err);
}

#[test]
fn a_clean_roster_comes_in_whole_and_twice_changes_nothing() {
    let place = Place::with_home(Tongue::English);
    let file = fixture("roster.xlsx");
    let first = place.json(&["import", "roster", &file]);
    assert_eq!(first["added"], 68);
    assert_eq!(
        (&first["doubtful"], &first["refused"]),
        (&Value::from(0), &Value::from(0))
    );
    let before = place.json(&["journal"]);
    let again = place.json(&["import", "roster", &file]);
    assert_eq!(
        (&again["added"], &again["matched"]),
        (&Value::from(0), &Value::from(68))
    );
    assert_eq!(
        place.json(&["journal"]),
        before,
        "the second import wrote something"
    );
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let place = Place::with_home(Tongue::English);
    let file = fixture("roster-messy.xlsx");
    let told = place.json(&["import", "roster", &file, "--dry-run"]);
    assert_eq!(place.json(&["children"]), Value::Array(Vec::new()));
    assert_eq!(place.json(&["journal"]).as_array().unwrap().len(), 1);
    let done = place.json(&["import", "roster", &file]);
    assert_eq!(told, done);
    let added = usize::try_from(done["added"].as_u64().unwrap()).unwrap();
    assert_eq!(place.json(&["children"]).as_array().unwrap().len(), added);
}

#[test]
fn every_row_of_an_import_is_accounted_for() {
    let place = Place::with_home(Tongue::English);
    let told = place.json(&["import", "roster", &fixture("roster-messy.xlsx")]);
    let rows = told["rows"].as_array().unwrap();
    for (outcome, count) in [
        ("add", "added"),
        ("match", "matched"),
        ("doubt", "doubtful"),
        ("refuse", "refused"),
    ] {
        let with = rows.iter().filter(|row| row["outcome"] == outcome).count();
        assert_eq!(told[count], with, "{outcome}");
    }
    for row in rows {
        assert!(
            row["row"].as_u64().is_some_and(|number| number > 0),
            "{row}"
        );
        let notes = row["notes"].as_array().unwrap();
        if row["outcome"] == "doubt" || row["outcome"] == "refuse" {
            assert!(!notes.is_empty(), "no reason: {row}");
        }
        for note in notes {
            assert_ne!(note["code"].as_str().unwrap(), "");
            assert_ne!(note["text"].as_str().unwrap(), "");
        }
    }
}

#[test]
fn what_an_import_leaves_out_is_said_and_not_passed_over() {
    let place = with_roster(Tongue::English);
    let list = place.own_folder().join("stays.csv");
    let rows = format!(
        "姓名,日期,签到时间,走时,心情\n{CHILD},2026-10-08,16.30,17:30,好\n{CHILD},2026-10-09,,,\n"
    );
    std::fs::write(&list, rows).unwrap();
    let ended = place.run(&["import", "attendance", &list.display().to_string()]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.contains("心情"), "{}", ended.err);
    assert!(ended.out.contains("No marks in this row"), "{}", ended.out);
    let day = ["attendance", "--from", "2026-10-08", "--to", "2026-10-08"];
    assert!(
        place.json(&day)[0]["in_at"]
            .as_str()
            .unwrap()
            .contains("16:30")
    );
    let sheet = fixture("attendance-2026-10.xlsx");
    let other = [
        "import",
        "attendance",
        &sheet,
        "--month",
        "2026-09",
        "--dry-run",
    ];
    let said = place.run(&other).err;
    assert!(
        said.contains("2026-10") && said.contains("2026-09"),
        "{said}"
    );
}

#[test]
fn the_past_comes_in_marked_as_entered_late_and_once() {
    let place = with_roster(Tongue::English);
    let sheet = fixture("attendance-2026-10.xlsx");
    let told = place.json(&["import", "attendance", &sheet, "--dry-run"]);
    let october = ["attendance", "--from", "2026-10-01", "--to", "2026-10-31"];
    assert_eq!(place.json(&october), Value::Array(Vec::new()));
    place.ok(&["import", "attendance", &sheet]);
    let rows = place.json(&october);
    let rows = rows.as_array().unwrap();
    assert!(rows.len() > 500, "{told}");
    assert!(rows.iter().all(|row| row["entered_late"] == true));
    let marks = ["present", "excused", "absent"];
    for mark in marks {
        assert!(
            rows.iter().any(|row| row["mark"] == mark),
            "no row is {mark}"
        );
    }
    // The first line of the sheet: √ on the 8th, × on the 10th, 假 on the 13th, blank on the 9th.
    let first = |day: &str| {
        rows.iter()
            .find(|row| row["name"] == CHILD && row["date"] == day)
    };
    assert_eq!(first("2026-10-08").unwrap()["mark"], "present");
    assert_eq!(first("2026-10-10").unwrap()["mark"], "absent");
    assert_eq!(first("2026-10-13").unwrap()["mark"], "excused");
    assert!(first("2026-10-09").is_none(), "a blank is nobody's absence");
    let before = place.json(&["journal"]);
    place.ok(&["import", "attendance", &sheet]);
    assert_eq!(
        place.json(&["journal"]),
        before,
        "the second import wrote something"
    );
    place.ok(&["undo"]);
    assert_eq!(place.json(&october), Value::Array(Vec::new()));
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn lists_of_help_come_in_as_one_step_with_a_reason_for_each_row_that_stays_out() {
    let place = with_roster(Tongue::English);
    let list = place.own_folder().join("gifts.csv");
    let rows = format!(
        "发放登记表\n儿童姓名,物品,类别,数量,金额（元）,捐赠人,发放日期\n\
         {CHILD},书包,礼物,1,60,县红十字会,2026-10-08\n\
         没有这个人,书包,礼物,1,60,县红十字会,2026-10-08\n\
         ,书包,礼物,3,180,县红十字会,2026-10-08\n\
         {CHILD},书包,礼物,零,60,县红十字会,2026-10-08\n合计,,,5,300,,\n"
    );
    std::fs::write(&list, rows).unwrap();
    let list = list.display().to_string();
    let said = place.refused(&["import", "roster", &list]);
    assert!(said.contains("help-list"), "{said}");
    let told = place.json(&["import", "help-list", &list, "--dry-run"]);
    let counts = ["added", "matched", "doubtful", "refused"].map(|key| told[key].clone());
    assert_eq!(counts, [2, 0, 1, 1].map(Value::from), "{told}");
    let before = place.json(&["journal"]);
    place.ok(&["import", "help-list", &list]);
    let again = place.json(&["import", "help-list", &list]);
    assert_eq!((&again["added"], &again["matched"]), (&0.into(), &2.into()));
    let after = place.json(&["journal"]);
    let count = |journal: &Value| journal.as_array().unwrap().len();
    assert_eq!(count(&after), count(&before) + 1);
    place.ok(&["undo"]);
    let again = place.json(&["import", "help-list", &list, "--dry-run"]);
    assert_eq!(again["added"], 2, "{again}");
    assert_eq!(place.json(&["verify"])["sound"], true);
    let roster = fixture("roster.xlsx");
    let said = place.refused(&["import", "help-list", &roster]);
    assert!(said.contains("headings"), "{said}");
}

#[test]
fn what_a_column_is_can_be_said_and_is_known_the_next_time() {
    let place = Place::with_home(Tongue::English);
    let list = place.own_folder().join("list.csv");
    let rows = "娃娃,性别,出生日期,念书的地方,月收入\n甲乙丙,男,2015-06-01,前尚庄小学,3000\n";
    std::fs::write(&list, rows).unwrap();
    let list = list.display().to_string();
    let said = place.refused(&["import", "roster", &list]);
    assert!(said.contains("--column"), "{said}");
    let words = [
        "--column",
        "娃娃=name",
        "--column",
        "念书的地方=school",
        "--column",
        "月收入=none",
    ];
    // A look only: nothing is remembered.
    let look = [&["import", "roster", &list, "--dry-run"][..], &words].concat();
    let told = place.json(&look);
    assert_eq!(told["added"], 1, "{told}");
    assert_eq!(told["columns_left_out"], serde_json::json!([]));
    place.refused(&["import", "roster", &list]);
    place.ok(&[&["import", "roster", &list][..], &words].concat());
    let again = place.json(&["import", "roster", &list]);
    assert_eq!(again["matched"], 1, "{again}");
    assert_eq!(again["columns"][3]["field"], "school", "{again}");
    assert_eq!(again["columns"][3]["said"], true, "{again}");
    // What a list does not have cannot be said, and a child is no heading.
    let ended = place.run(&["import", "roster", &list, "--column", "月收入=money"]);
    assert!(
        ended.code == 2 && ended.err.contains("carer-phone"),
        "{}",
        ended.err
    );
    let said = place.refused(&["import", "roster", &list, "--column", "甲乙丙=name"]);
    assert!(said.contains("heading"), "{said}");
}

#[test]
fn a_file_that_is_no_spreadsheet_is_refused_in_words() {
    let place = Place::with_home(Tongue::English);
    let said = place.refused(&["import", "roster", &fixture("roster-messy.faults.tsv")]);
    assert!(said.contains("No headings"), "{said}");
    let said = place.refused(&["import", "roster", "/no/such/file.xlsx"]);
    assert!(said.contains("file.xlsx"), "{said}");
}

#[test]
fn a_file_at_which_the_reader_panics_gives_our_own_sentence_and_nothing_else() {
    let place = Place::with_home(Tongue::Chinese);
    let file = place.own_folder().join("damaged.xls");
    write_panicking_roster(&file);
    let file = file.display().to_string();
    // Also where the person wants to see where a program failed.
    for backtrace in ["0", "1", "full"] {
        let mut asks = place.command(&["import", "roster", &file]);
        let text = ended(asks.env("RUST_BACKTRACE", backtrace)).err;
        assert!(text.contains("表格文件已损坏"), "{text}");
        assert_eq!(text.trim().lines().count(), 1, "{text}");
        assert!(!text.contains("panic"), "{text}");
    }
}

#[test]
fn children_are_listed_with_stable_keys() {
    let place = with_roster(Tongue::Chinese);
    let list = place.json(&["children"]);
    let children = list.as_array().unwrap();
    let one = children
        .iter()
        .find(|child| child["name"] == CHILD)
        .unwrap();
    let keys: Vec<&String> = one.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["birth_date", "file_no", "name", "sex", "status", "tags"]
    );
    assert_eq!(one["birth_date"], "2016-11-19");
    assert_eq!(
        (&one["sex"], &one["status"]),
        (&"female".into(), &"enrolled".into())
    );
    assert_eq!(one["tags"], serde_json::json!(["ORD"]));
}

#[test]
fn a_child_comes_and_is_collected() {
    let place = with_roster(Tongue::English);
    let said = place.ok(&["in", CHILD]);
    assert!(said.contains(CHILD) && said.contains("17:00"), "{said}");
    let rows = today(&place);
    assert_eq!(rows.as_array().unwrap().len(), 1);
    let row = &rows[0];
    let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "date",
            "entered_late",
            "file_no",
            "in_at",
            "mark",
            "name",
            "out_at",
            "out_to",
            "reason"
        ]
    );
    assert_eq!(
        (&row["mark"], &row["date"]),
        (&"present".into(), &"2026-11-23".into())
    );
    assert_eq!(row["in_at"], "2026-11-23T17:00:00+08:00");
    assert_eq!(row["out_at"], Value::Null);
    assert_eq!(row["entered_late"], false);

    let place = place.at("2026-11-23T18:10:00+08:00");
    place.ok(&["out", CHILD, "--to", CAREGIVER]);
    let row = &today(&place)[0];
    assert_eq!(row["out_at"], "2026-11-23T18:10:00+08:00");
    assert_eq!(row["out_to"], CAREGIVER);
}

#[test]
fn signing_in_twice_is_refused_and_changes_nothing() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    let before = today(&place);
    let said = place.refused(&["in", CHILD]);
    assert!(said.contains("already"), "{said}");
    assert_eq!(today(&place), before);
    place.refused(&["out", OTHER, "--to", "unknown"]);
}

#[test]
fn a_file_number_works_like_a_name() {
    let place = with_roster(Tongue::English);
    let list = place.json(&["children"]);
    let one = list
        .as_array()
        .unwrap()
        .iter()
        .find(|child| child["name"] == CHILD)
        .unwrap();
    let said = place.ok(&["in", one["file_no"].as_str().unwrap()]);
    assert!(said.contains(CHILD), "{said}");
}

#[test]
fn a_closed_day_on_which_the_home_was_opened_is_open_and_a_year_mistyped_is_too_early() {
    let mut place = with_roster(Tongue::English);
    // 22 November 2015 was a Sunday too.
    let said = place.refused(&["in", OTHER, "--at", "2015-11-22 17:05"]);
    assert!(
        said.contains("Too early") && !said.contains("--yes"),
        "{said}"
    );
    place.set_now("2026-11-29T17:30:00+08:00");
    place.ok(&["in", CHILD]);
    place.ok(&["in", OTHER, "--at", "17:05"]);
    place.ok(&["out", OTHER, "--at", "17:20", "--to", "unknown"]);
}

#[test]
fn an_earlier_day_is_marked_as_entered_late_and_the_future_is_refused() {
    let place = with_roster(Tongue::English);
    // A Sunday: mostly a slip.
    let said = place.refused(&["in", OTHER, "--at", "2026-11-22 17:05"]);
    assert!(
        said.contains("closed on") && said.contains("--yes"),
        "{said}"
    );
    place.ok(&["in", OTHER, "--at", "2026-11-22 17:05", "--yes"]);
    place.ok(&["in", CHILD, "--at", "2026-11-20 17:05"]);
    let rows = place.json(&["attendance", "--from", "2026-11-20", "--to", "2026-11-20"]);
    assert_eq!(rows[0]["in_at"], "2026-11-20T17:05:00+08:00");
    assert_eq!(rows[0]["entered_late"], true);
    let said = place.refused(&["in", OTHER, "--at", "2026-11-24 17:00"]);
    assert!(said.contains("not come yet"), "{said}");
}

#[test]
fn nobody_unlisted_collects_without_a_director_and_a_note() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    place.refused(&["out", CHILD, "--to", "unlisted"]);
    place.refused(&["out", CHILD, "--to", "unlisted", "--allowed-by", "周敏"]);
    place.refused(&["out", CHILD, "--to", "alone"]);
    place.refused(&["out", CHILD, "--to", "somebody never heard of"]);
    assert_eq!(today(&place)[0]["out_at"], Value::Null);
    let note = [
        "out",
        CHILD,
        "--to",
        "unlisted",
        "--allowed-by",
        "周敏",
        "--note",
        "aunt, by phone",
    ];
    place.ok(&note);
    assert_eq!(today(&place)[0]["out_to"], "unlisted");
}

#[test]
fn a_child_leaves_with_somebody_who_is_named_or_marked_as_not_known() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    let unsaid = place.run(&["out", CHILD]);
    assert_eq!((unsaid.code, unsaid.out.as_str()), (2, ""));
    assert!(unsaid.err.contains("--to"), "{}", unsaid.err);
    assert_eq!(today(&place)[0]["out_at"], Value::Null);
    let said = place.ok(&["out", CHILD, "--to", "unknown"]);
    assert!(said.contains("not known"), "{said}");
    assert_eq!(today(&place)[0]["out_to"], "not-known");
}

#[test]
fn a_year_that_was_mistyped_is_refused() {
    let place = with_roster(Tongue::English);
    for at in ["2025-11-24 17:00", "1999-01-01 17:00"] {
        let said = place.refused(&["in", CHILD, "--at", at]);
        assert!(said.contains("Too early: not before 20"), "{said}");
    }
    place.ok(&["in", CHILD, "--at", "2026-11-02 17:00"]);
}

#[test]
fn over_midnight_a_child_stays_in_the_house() {
    let mut place = with_roster(Tongue::English);
    place.set_now("2026-11-23T18:00:00+08:00");
    place.ok(&["in", CHILD]);
    place.set_now("2026-11-24T00:20:00+08:00");
    let said = place.ok(&["in", OTHER, "--at", "2026-11-23 18:05"]);
    assert!(!said.contains("in the house"), "{said}");
    // The same child does not come twice.
    let said = place.refused(&["in", CHILD]);
    assert!(said.contains("not signed out since"), "{said}");
    let said = place.refused(&["close"]);
    assert!(said.contains(CHILD), "the evening is not over: {said}");
    let said = place.ok(&["out", CHILD, "--to", "unknown"]);
    assert!(said.contains("1 in the house"), "the other one: {said}");
    let rows = place.json(&["attendance", "--from", "2026-11-23", "--to", "2026-11-24"]);
    assert_eq!(rows[0]["date"], "2026-11-23");
    assert_eq!(rows[0]["out_at"], "2026-11-24T00:20:00+08:00");
    // In the afternoon nobody knows when the other one left: that must be said.
    place.set_now("2026-11-24T16:40:00+08:00");
    place.ok(&["in", CHILD]);
    let said = place.refused(&["out", OTHER, "--to", "unknown"]);
    assert!(said.contains("--at"), "{said}");
    place.ok(&["out", CHILD, "--to", "unknown"]);
    let said = place.refused(&["close"]);
    assert!(said.contains(OTHER), "still in since yesterday: {said}");
    place.ok(&["out", OTHER, "--to", "unknown", "--at", "2026-11-23 18:30"]);
    place.ok(&["close"]);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn the_day_does_not_close_over_a_child() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    let said = place.refused(&["close"]);
    assert!(said.contains(CHILD), "{said}");
    place.ok(&["out", CHILD, "--to", CAREGIVER]);
    place.ok(&["close"]);
}

#[test]
fn undo_and_redo_go_step_by_step_and_an_import_is_one_step() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    place.ok(&["in", OTHER]);
    place.ok(&["undo"]);
    assert_eq!(today(&place).as_array().unwrap().len(), 1);
    place.ok(&["redo"]);
    assert_eq!(today(&place).as_array().unwrap().len(), 2);
    for _ in 0..3 {
        place.ok(&["undo"]);
    }
    assert_eq!(place.json(&["children"]), Value::Array(Vec::new()));
    let report = place.json(&["verify"]);
    assert_eq!(report["sound"], true, "{report}");
    assert_eq!(place.json(&["journal"]).as_array().unwrap().len(), 9);
}

#[test]
fn the_journal_says_who_when_what_before_and_after() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    let place = place.at("2026-11-23T18:00:00+08:00");
    place.ok(&["out", CHILD, "--to", CAREGIVER]);
    let journal = place.json(&["journal", "--last", "1"]);
    let entry = &journal[0];
    assert_eq!(
        (&entry["deed"], &entry["actor"]),
        (&"sign-out".into(), &"周敏".into())
    );
    assert_eq!(entry["at"], "2026-11-23T18:00:00+08:00");
    let change = &entry["changes"][0];
    assert_eq!(change["table"], "attendance");
    assert_eq!(change["before"]["out_at"], Value::Null);
    assert_eq!(change["after"]["out_at"], "2026-11-23T18:00:00+08:00");
    assert_eq!(entry["hash"].as_str().unwrap().len(), 64);
}

#[test]
fn verify_finds_a_row_that_was_changed_behind_the_journal() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    assert!(place.ok(&["verify"]).contains("Sound"));
    let other_program = rusqlite::Connection::open(place.file()).unwrap();
    let change = "UPDATE attendance SET in_at = '2026-11-23T16:00:00+08:00'";
    assert!(
        other_program.execute(change, []).is_err(),
        "the guard let it through"
    );
    // A determined attacker removes the triggers first.
    let guards: Vec<String> = other_program
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'attendance'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for name in guards {
        other_program
            .execute_batch(&format!("DROP TRIGGER {name}"))
            .unwrap();
    }
    other_program.execute(change, []).unwrap();
    drop(other_program);
    let ended = place.run(&["verify"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert!(ended.out.contains("attendance"), "{}", ended.out);
    let json: Value = serde_json::from_str(&place.run(&["verify", "--json"]).out).unwrap();
    assert_eq!(json["sound"], false);
    let findings = json["findings"].as_array().unwrap();
    let kinds = ["row", "schema"];
    for kind in kinds {
        let found = findings.iter().any(|one| one["what"] == kind);
        assert!(found, "{kind}: {findings:?}");
    }
}

#[test]
fn a_backup_is_whole_and_never_overwrites() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    let copy = Place::empty(Tongue::English);
    std::fs::create_dir(copy.data()).unwrap();
    let target = copy.file().display().to_string();
    place.ok(&["backup", &target]);
    assert_eq!(copy.json(&["journal"]), place.json(&["journal"]));
    assert_eq!(copy.json(&["verify"])["sound"], true);
    place.refused(&["backup", &target]);
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let place = with_roster(Tongue::English);
    let newer = rusqlite::Connection::open(place.file()).unwrap();
    newer.pragma_update(None, "user_version", 9_999).unwrap();
    newer
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    drop(newer);
    let before = std::fs::read(place.file()).unwrap();
    for task in [&["children"][..], &["in", CHILD]] {
        let said = place.refused(task);
        assert!(said.contains("newer version"), "{said}");
    }
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let place = Place::empty(Tongue::English);
    std::fs::create_dir(place.data()).unwrap();
    let words = "not a database at all, but long enough to look at".repeat(100);
    std::fs::write(place.file(), &words).unwrap();
    place.refused(&["children"]);
    assert_eq!(std::fs::read_to_string(place.file()).unwrap(), words);
}

#[test]
fn a_clock_behind_the_journal_is_asked_about_before_anything_is_written() {
    let place = with_roster(Tongue::English);
    place.ok(&["in", CHILD]);
    let place = place.at("2026-11-01T09:00:00+08:00");
    let said = place.refused(&["in", OTHER]);
    assert!(said.contains("clock"), "{said}");
    place.ok(&["--accept-clock", "in", OTHER]);
}

#[test]
fn scripts_read_and_write_while_screens_are_open() {
    let place = with_roster(Tongue::English);
    let clock = doorlight::clock::Clock::system();
    let held = doorlight::desk::Desk::open(&place.data(), clock).unwrap();
    assert!(!held.is_read_only());
    assert_eq!(place.json(&["children"]).as_array().unwrap().len(), 68);
    place.ok(&["in", CHILD]);
    place.ok(&["undo"]);
    place.ok(&["in", CHILD]);
    assert_eq!(place.json(&["verify"])["sound"], true);
    drop(held);
}

/// Simulates a full disk, as far as the system allows: files may not grow beyond one block.
#[cfg(unix)]
#[test]
fn a_step_for_which_there_is_no_room_is_refused_and_leaves_the_file_sound() {
    let place = with_roster(Tongue::English);
    let before = place.json(&["journal"]);
    let mut command = std::process::Command::new("sh");
    // Without the trap the signal ends the program before the write fails.
    command.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""]);
    command.arg(crate::common::program());
    command.args(place.common_arguments()).args(["in", CHILD]);
    let refused = ended(&mut command);
    assert_eq!(
        (refused.code, refused.out.as_str()),
        (1, ""),
        "{}",
        refused.err
    );
    assert!(
        refused.err.contains("not saved") || refused.err.contains("disk"),
        "{}",
        refused.err
    );
    assert_eq!(place.json(&["journal"]), before);
    assert_eq!(place.json(&["verify"])["sound"], true);
    place.ok(&["in", CHILD]);
}

#[test]
fn scripts_that_run_side_by_side_wait_for_each_other() {
    let place = with_roster(Tongue::English);
    let list = place.json(&["children"]);
    let numbers: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .take(8)
        .map(|child| child["file_no"].as_str().unwrap())
        .collect();
    let running: Vec<_> = numbers
        .iter()
        .map(|number| {
            place
                .command(&["in", number])
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut one in running {
        assert!(one.wait().unwrap().success());
    }
    assert_eq!(today(&place).as_array().unwrap().len(), 8);
    assert_eq!(place.json(&["verify"])["sound"], true);
}

#[test]
fn the_demo_home_is_lively_sound_and_never_a_real_one() {
    let place = Place::empty(Tongue::English);
    place.ok(&["demo", "--seed-only"]);
    let children = place.json(&["children"]);
    let count = children.as_array().unwrap().len();
    assert!((50..=70).contains(&count), "{count} children");
    let rows = place.json(&["attendance", "--from", "2025-11-24", "--to", "2026-11-22"]);
    assert!(rows.as_array().unwrap().len() > 5_000, "too quiet a year");
    assert_eq!(place.json(&["verify"])["sound"], true);
    // The same seed gives the same children.
    let twin = Place::empty(Tongue::English);
    twin.ok(&["demo", "--seed-only"]);
    assert_eq!(twin.json(&["children"]), children);
    Place::with_home(Tongue::English).refused(&["demo", "--seed-only"]);
}

#[test]
fn help_is_the_same_as_ever_in_both_languages() {
    for (tongue, name) in [(Tongue::English, "help-en"), (Tongue::Chinese, "help-zh")] {
        let place = Place::empty(tongue);
        let tasks = [
            &[][..],
            &["init"],
            &["demo"],
            &["import", "roster"],
            &["import", "attendance"],
            &["import", "help-list"],
            &["children"],
            &["attendance"],
            &["support"],
            &["in"],
            &["out"],
            &["close"],
            &["journal"],
            &["undo"],
            &["redo"],
            &["verify"],
            &["doctor"],
            &["backup"],
        ];
        let pages = tasks.map(|task| place.ok(&[task, &["--help"]].concat()));
        insta::assert_snapshot!(name, pages.join("\n--------\n\n"));
    }
}
