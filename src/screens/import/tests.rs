//! The import driven by keys: judging again, matching children, losing answers.

use super::state::Shown;
use crate::app::message::Message;
use crate::app::popups::Popup;
use crate::app::testing::{TestSession, evening};
use crate::desk::command::{Command, File};
use crate::desk::import::plan::Plan;
use crate::desk::job::Loaded;
use crate::exchange::sheet::Book;
use crate::screens::effect::Screen;
use crate::ui::click::Click;
use chrono::NaiveDate;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Numbers of rows by outcome: new, already present, doubtful, refused.
fn counts(session: &TestSession) -> (usize, usize, usize, usize) {
    let counts = session.model.import.preview.as_ref().unwrap().plan.counts();
    (
        counts.added,
        counts.matched,
        counts.doubtful,
        counts.refused,
    )
}

/// A file with stays of children, one per row.
fn long_list(lines: &[&str]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    writeln!(file, "姓名,日期,到园时间,离园时间").unwrap();
    for line in lines {
        writeln!(file, "{line}").unwrap();
    }
    file
}

/// Opens a file by typing its path.
fn open_path(session: &mut TestSession, path: &str) {
    session.keys("f4 ctrl-o home enter");
    session.handle(Message::Paste(path.to_owned()));
    session.keys("ctrl-s");
}

#[test]
fn what_is_left_after_an_import_is_listed_and_said() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster-messy.xlsx");
    session.keys("f10 enter");
    let open = session.model.import.preview.as_ref().unwrap();
    assert_eq!(open.shown, Shown::ToCheck);
    let toast = &session.model.toast.as_ref().unwrap().text;
    assert!(toast.contains("30") && toast.contains('9') && toast.contains("Ctrl-Z"));
}

#[test]
fn undo_beside_an_open_preview_judges_it_again() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster-messy.xlsx");
    session.keys("f10 enter");
    assert_eq!(counts(&session), (0, 31, 8, 1));
    session.keys("ctrl-z 1");
    assert_eq!(counts(&session), (30, 1, 8, 1));
}

#[test]
fn a_preview_that_is_out_of_date_is_shown_again_and_writes_nothing() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster.xlsx");
    let open = session.model.import.preview.clone().unwrap();
    let Plan::Roster(roster) = &open.plan else {
        panic!("no register")
    };
    let draft = roster.additions().next().unwrap();
    let child = draft.child(session.runner.desk.clock.new_id(), "");
    let file = File {
        child,
        contacts: Vec::new(),
        tags: Vec::new(),
    };
    session.perform(Command::AddChild(Box::new(file)));
    session.keys("f10 enter");
    assert_eq!(session.model.house.register.children().len(), 1);
    assert_eq!(counts(&session).0, 67, "that child is there already");
    session.keys("f10 enter");
    assert_eq!(session.model.house.register.children().len(), 68);
}

#[test]
fn a_row_that_was_left_out_can_be_taken_in_again() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster.xlsx");
    session.keys("down delete");
    assert_eq!(counts(&session).0, 67);
    session.keys("delete");
    assert_eq!(counts(&session).0, 68);
}

#[test]
fn esc_gives_up_a_file_that_is_being_read() {
    let mut session = TestSession::new();
    session.keys("f4");
    let path = PathBuf::from("list.xlsx");
    session.model.import.reading = Some(path.clone());
    session.keys("esc");
    let book = Arc::new(Book {
        file_name: "list.xlsx".into(),
        sheets: Vec::new(),
    });
    session.handle(Message::Loaded(Loaded::Book(path, Ok(book))));
    assert!(session.model.import.preview.is_none() && session.model.popups.is_empty());
}

#[test]
fn a_finished_read_does_not_leave_the_door() {
    let mut session = TestSession::new();
    session.keys("f4 f3");
    session.read_file("roster.xlsx");
    assert_eq!(session.model.screen, Screen::Door);
    assert!(session.model.import.preview.is_none() && session.model.toast.is_some());
}

#[test]
fn a_pasted_path_may_stand_in_quotes() {
    let mut session = TestSession::new();
    session.child("石小宝");
    let file = long_list(&["石小宝,2026-10-08,16:40,18:00"]);
    open_path(&mut session, &format!("\"{}\"", file.path().display()));
    assert_eq!(counts(&session), (1, 0, 0, 0));
}

#[test]
fn one_answer_about_a_shared_name_holds_for_all_rows_of_a_list() {
    let mut session = TestSession::new();
    session.child("石小宝");
    session.child("石小宝");
    let file = long_list(&[
        "石小宝,2026-10-08,16:40,18:00",
        "石小宝,2026-10-09,16:40,18:00",
    ]);
    open_path(&mut session, &file.path().display().to_string());
    assert_eq!(counts(&session), (0, 0, 2, 0));
    session.keys("enter");
    let Some(Popup::Picker(_)) = session.model.popups.last() else {
        panic!("no question")
    };
    session.keys("down enter");
    assert_eq!(counts(&session), (2, 0, 0, 0));
    session.keys("f10");
    let store = &session.store();
    let from = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let rows = store
        .attendance_between(from, evening().date_naive())
        .unwrap();
    assert_eq!(rows.len(), 2);
    let one = rows[0].child;
    assert!(rows.iter().all(|row| row.child == one && row.entered_late));
}

#[test]
fn two_rows_of_one_name_on_one_day_are_two_questions() {
    let mut session = TestSession::new();
    session.child("石小宝");
    session.child("石小宝");
    let file = long_list(&[
        "石小宝,2026-10-08,16:40,18:00",
        "石小宝,2026-10-08,16:50,18:10",
    ]);
    open_path(&mut session, &file.path().display().to_string());
    session.keys("enter enter");
    assert_eq!(counts(&session), (0, 0, 2, 0), "nobody was named");
    session.keys("down enter");
    assert_eq!(counts(&session), (1, 0, 1, 0));
}

#[test]
fn esc_warns_before_mended_rows_are_lost() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster.xlsx");
    session.keys("delete esc");
    assert!(session.model.import.preview.is_some() && session.model.toast.is_some());
    session.keys("down esc");
    assert!(
        session.model.import.preview.is_some(),
        "something else came between"
    );
    session.keys("esc");
    assert!(session.model.import.preview.is_none());
}

#[test]
fn esc_leaves_an_untouched_preview_at_once() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster.xlsx");
    session.keys("esc");
    assert!(session.model.import.preview.is_none());
}

#[test]
fn a_path_typed_into_the_list_of_files_is_opened() {
    let file = long_list(&["汪乐乐,2026-11-20,16.30,18:00"]);
    let mut session = TestSession::new();
    session.child("汪乐乐");
    session.keys("f4 ctrl-o");
    session.handle(Message::Paste(file.path().display().to_string()));
    session.keys("enter");
    assert_eq!(counts(&session), (1, 0, 0, 0));
}

#[test]
fn a_path_that_cannot_be_read_stands_there_with_the_reason() {
    let mut session = TestSession::new();
    open_path(&mut session, "/nowhere/roster.xlsx");
    let Some(Popup::Form(popup)) = session.model.popups.last() else {
        panic!("the path is asked again");
    };
    let field = popup.form.field("path").unwrap();
    assert_eq!(field.value(), "/nowhere/roster.xlsx");
    assert!(field.error.is_some());
}

#[test]
fn the_note_that_blocks_a_row_is_shown_at_its_field() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster-messy.xlsx");
    session.keys("tab enter");
    let Some(Popup::Form(popup)) = session.model.popups.last() else {
        panic!("the row is mended in a form");
    };
    let focus = &popup.form.fields[popup.form.focus];
    assert!(focus.error.is_some(), "{:?}", focus.spec.id);
}

#[test]
fn esc_warns_again_after_a_click_on_a_row() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster-messy.xlsx");
    // A row that is left out is work that would be lost.
    session.keys("delete esc");
    assert!(session.model.import.preview.is_some(), "warned");
    let row = session.model.import.preview.as_ref().unwrap().selected;
    session.handle(Message::Click(Click::Row(row)));
    if !session.model.popups.is_empty() {
        session.keys("esc");
    }
    session.keys("esc");
    let open = session.model.import.preview.as_ref();
    assert!(open.is_some(), "warned again");
    session.keys("esc");
    assert!(session.model.import.preview.is_none());
}

#[test]
fn whether_a_row_is_a_child_who_is_there_is_answered_on_the_preview() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let list = "姓名,性别,出生日期,监护人,与儿童关系\n\
        毛燕,女,2015-05-05,毛大山,爷爷\n\
        毛燕,女,2015-05-05,李桂花,奶奶\n";
    std::fs::write(&path, list).unwrap();
    for (answer, expected) in [("enter", (1, 1, 0, 0)), ("down enter", (2, 0, 0, 0))] {
        let mut session = TestSession::new();
        session.keys("f4");
        session.read_path(path.clone());
        assert_eq!(counts(&session), (1, 0, 1, 0));
        session.keys("enter");
        session.keys(answer);
        assert_eq!(counts(&session), expected, "{answer}");
    }
}

#[test]
fn one_sheet_alone_is_chosen_on_the_preview_and_all_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, child) in [("1组", "毛燕"), ("2组", "毛山")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in [["姓名", "性别", "出生日期"], [child, "女", "2015-05-05"]]
            .iter()
            .enumerate()
        {
            sheet.write_row(row as u32, 0, *cells).unwrap();
        }
    }
    book.save(&path).unwrap();
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_path(path);
    assert_eq!(counts(&session).0, 2);
    session.keys("ctrl-t down down enter");
    assert_eq!(counts(&session).0, 1);
    let open = session.model.import.preview.as_ref().unwrap();
    let added: Vec<&str> = open.rows().iter().map(|row| row.name).collect();
    assert_eq!(added, ["毛山"]);
    session.keys("ctrl-t enter");
    assert_eq!(counts(&session).0, 2);
}

/// A list in a file.
fn list(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    write!(file, "{text}").unwrap();
    file
}

#[test]
fn a_column_that_is_not_understood_is_named_on_the_preview_and_known_from_then_on() {
    let mut session = TestSession::new();
    let file = list("姓名,性别,出生日期,念书的地方\n甲乙丙,男,2015-06-01,前尚庄小学\n");
    let path = file.path().display().to_string();
    open_path(&mut session, &path);
    let school = |session: &TestSession| {
        let open = session.model.import.preview.as_ref().unwrap();
        let Plan::Roster(plan) = &open.plan else {
            panic!("a register");
        };
        let draft = plan.additions().next().unwrap();
        (draft.school.clone(), open.plan.not_understood().len())
    };
    assert_eq!(school(&session), (String::new(), 1));
    // The column that is not understood stands first.
    session.keys("ctrl-k enter");
    session.handle(Message::Paste("学校".to_owned()));
    session.keys("enter");
    assert_eq!(school(&session), ("前尚庄小学".to_owned(), 0));
    // Another file of this home.
    session.keys("esc");
    open_path(&mut session, &path);
    assert_eq!(school(&session), ("前尚庄小学".to_owned(), 0));
    // What was said can be taken back: it is the last in the list.
    session.keys("ctrl-k");
    session.handle(Message::Paste("念书".to_owned()));
    session.keys("enter end enter");
    assert_eq!(school(&session), (String::new(), 1));
}

#[test]
fn a_list_whose_names_have_an_unknown_heading_can_be_read_after_that_is_said() {
    let mut session = TestSession::new();
    let file = list("娃娃,性别,出生日期\n甲乙丙,男,2015-06-01\n");
    open_path(&mut session, &file.path().display().to_string());
    assert!(session.model.import.preview.is_none());
    session.keys("enter");
    session.handle(Message::Paste("姓名".to_owned()));
    session.keys("enter");
    assert_eq!(counts(&session), (1, 0, 0, 0));
}

#[test]
fn a_row_that_was_mended_gets_a_column_that_is_named_later() {
    let mut session = TestSession::new();
    let file = list("姓名,性别,出生日期,念书的地方\n甲乙丙,男,2035-06-01,前尚庄小学\n");
    open_path(&mut session, &file.path().display().to_string());
    assert_eq!(counts(&session), (0, 0, 1, 0));
    session.keys("enter");
    for _ in 0..10 {
        session.keys("backspace");
    }
    session.handle(Message::Paste("2015-06-01".to_owned()));
    session.keys("ctrl-s");
    assert_eq!(counts(&session), (1, 0, 0, 0));
    session.keys("ctrl-k enter");
    session.handle(Message::Paste("学校".to_owned()));
    session.keys("enter");
    let open = session.model.import.preview.as_ref().unwrap();
    let Plan::Roster(plan) = &open.plan else {
        panic!("a register");
    };
    let draft = plan.additions().next().unwrap();
    assert_eq!(draft.school, "前尚庄小学");
    assert_eq!(draft.birth_date.to_string(), "2015-06-01");
}

#[test]
fn a_column_is_not_named_where_two_have_its_heading() {
    let mut session = TestSession::new();
    let file = list("姓名,性别,出生日期,关系,姓名\n甲乙丙,男,2015-06-01,祖母,丁\n");
    open_path(&mut session, &file.path().display().to_string());
    session.keys("ctrl-k enter");
    let toast = &session.model.toast.as_ref().unwrap().text;
    assert!(toast.contains("姓名"), "{toast}");
    assert!(session.model.popups.is_empty());
    assert_eq!(counts(&session), (1, 0, 0, 0));
}

#[test]
fn what_is_said_last_of_a_field_holds() {
    let mut session = TestSession::new();
    let file = list("小名字,大名字,性别,出生日期\n丙丙,甲乙丙,男,2015-06-01\n");
    open_path(&mut session, &file.path().display().to_string());
    let say = |session: &mut TestSession, column: &str| {
        session.handle(Message::Paste(column.to_owned()));
        session.keys("enter");
        session.handle(Message::Paste("姓名".to_owned()));
        session.keys("enter");
        let open = session.model.import.preview.as_ref().unwrap();
        open.rows()[0].name.to_owned()
    };
    assert_eq!(say(&mut session, "小名字"), "丙丙");
    session.keys("ctrl-k");
    assert_eq!(say(&mut session, "大名字"), "甲乙丙");
}

#[test]
fn a_cell_of_a_sign_in_sheet_is_mended_on_the_preview() {
    let mut session = TestSession::new();
    session.keys("f4");
    session.read_file("roster.xlsx");
    session.keys("f10 enter esc");
    let name = session.model.house.register.children()[0].name.clone();
    let file = long_list(&[&format!("{name},2026-10-08,25:99,18:20")]);
    open_path(&mut session, &file.path().display().to_string());
    assert_eq!(counts(&session), (0, 0, 1, 0));
    session.keys("enter");
    session.handle(Message::Paste("到园时间".to_owned()));
    session.keys("enter ctrl-u");
    for _ in 0..6 {
        session.keys("backspace");
    }
    session.handle(Message::Paste("16:30".to_owned()));
    session.keys("ctrl-s");
    assert_eq!(counts(&session), (1, 0, 0, 0));
    session.keys("f10");
    assert!(session.model.import.preview.is_none());
}

/// A list with these lines.
fn list_of_help(lines: &[&str]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    for line in lines {
        writeln!(file, "{line}").unwrap();
    }
    file
}

#[test]
fn a_list_of_help_is_mended_and_comes_in_as_one_step_that_undo_takes_back() {
    let mut session = TestSession::new();
    session.child("石小宝");
    session.child("石小宝");
    let file = list_of_help(&[
        "儿童姓名,物品,类别,数量,金额,捐赠人,发放日期",
        "石小宝,书包,礼物,1,60,县红十字会,2026-10-08",
        ",书包,礼物,两个,120,县红十字会,2026-10-08",
    ]);
    open_path(&mut session, &file.path().display().to_string());
    assert_eq!(counts(&session), (0, 0, 1, 1));
    // What was written wrong is typed anew.
    session.keys("enter");
    assert!(matches!(
        session.model.popups.last(),
        Some(Popup::Picker(_))
    ));
    session.keys("down down down enter");
    let Some(Popup::Form(_)) = session.model.popups.last() else {
        panic!("a cell is typed in a form")
    };
    session.keys("ctrl-u 2 ctrl-s");
    assert_eq!(counts(&session), (1, 0, 1, 0));
    // Of two namesakes a person says who it is.
    session.keys("tab enter down enter");
    assert_eq!(counts(&session), (2, 0, 0, 0));
    session.keys("f10");
    let support = |session: &TestSession| session.store().support().unwrap();
    let there = support(&session);
    assert_eq!(there.donations.len(), 1);
    let donation = &there.donations[0];
    assert_eq!((donation.quantity, donation.worth), (3, Some(180)));
    assert_eq!(there.given.len(), 1);
    assert_eq!(there.left_of(donation), 2);
    session.keys("ctrl-z 1");
    assert_eq!(support(&session), crate::domain::Support::default());
}
