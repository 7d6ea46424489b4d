//! Files from outside: whatever they do to a reader, it costs a sentence.

use crate::common::{Place, Tongue, fixture};
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A home with this file beside it.
fn with_file(name: &str, content: &[u8]) -> (Place, String) {
    let place = Place::with_home(Tongue::English);
    let file = place.own_folder().join(name);
    std::fs::write(&file, content).unwrap();
    (place, file.display().to_string())
}

/// A workbook whose only sheet is this XML.
fn workbook(sheet: impl FnOnce(&mut dyn Write)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{package}/content-types\"/>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"a\" \
                 Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"a\" \
                 Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>\
                 <sheet name=\"1\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
        .unwrap();
    write!(zip, "<worksheet xmlns=\"{main}\"><sheetData>").unwrap();
    sheet(&mut zip);
    zip.write_all(b"</sheetData></worksheet>").unwrap();
    zip.finish().unwrap().into_inner()
}

/// One text that needs more memory than the reading process has.
fn endless_text() -> Vec<u8> {
    workbook(|sheet| {
        let part = vec![b'a'; 1 << 20];
        sheet
            .write_all(b"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>")
            .unwrap();
        for _ in 0..330 {
            sheet.write_all(&part).unwrap();
        }
        sheet.write_all(b"</t></is></c></row>").unwrap();
    })
}

/// The process that reads, waiting for its bytes.
fn reading(kind: &str) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin!("doorlight"))
        .args(["--read-aside", kind])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_text_without_end_fills_the_reading_process_only() {
    let bytes = endless_text();
    assert!(bytes.len() < 2 << 20, "a small file: {}", bytes.len());
    let mut child = reading("sheets");
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(!ended.status.success());
    assert!(ended.stdout.is_empty());

    let (place, file) = with_file("endless.xlsx", &bytes);
    let refused = place.run(&["import", "roster", &file]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(
        refused.err.contains("damaged or too large"),
        "{}",
        refused.err
    );
    assert!(
        !refused.err.contains("memory allocation"),
        "{}",
        refused.err
    );
    // The home is as before, and goes on.
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
}

/// The limit is set before a byte is read.
#[cfg(target_os = "linux")]
#[test]
fn the_reading_process_has_300_megabytes() {
    let mut child = reading("sheets");
    let limits = PathBuf::from(format!("/proc/{}/limits", child.id()));
    let most = |what: &str| {
        let text = std::fs::read_to_string(&limits).unwrap();
        let line = text.lines().find(|line| line.starts_with(what)).unwrap();
        let mut numbers = line.get(what.len()..).unwrap().split_whitespace();
        (
            numbers.next().unwrap().to_owned(),
            numbers.next().unwrap().to_owned(),
        )
    };
    // The process waits for its bytes; until it has come to that, the limit may not be there yet.
    let wanted = ("314572800".to_owned(), "314572800".to_owned());
    while most("Max address space") != wanted {
        assert!(child.try_wait().unwrap().is_none(), "it ended");
        std::thread::yield_now();
    }
    while most("Max core file size") != ("0".to_owned(), "0".to_owned()) {
        assert!(child.try_wait().unwrap().is_none(), "it ended");
        std::thread::yield_now();
    }
    drop(child.stdin.take());
    let mut answer = Vec::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_end(&mut answer)
        .unwrap();
    assert_eq!(answer, b"empty-");
    assert!(child.wait().unwrap().success());
}

/// Calendar files and forms go through the same process first.
#[test]
fn calendars_and_forms_are_read_at_the_side_too() {
    let mut child = reading("calendar");
    let deep = "BEGIN:X\r\n".repeat(20_000);
    let sent = child.stdin.take().unwrap().write_all(deep.as_bytes());
    drop(sent);
    assert_eq!(child.wait_with_output().unwrap().stdout, b"nested-");
    let mut child = reading("form");
    let sent = child.stdin.take().unwrap().write_all(&endless_text());
    drop(sent);
    // Our own reader of forms counts what it unpacks.
    assert_eq!(child.wait_with_output().unwrap().stdout, b"+");
}

/// File, exit code, what is said on either stream: of a list of children.
const LISTS: &[(&str, i32, &[&str])] = &[
    ("looping.xls", 1, &["damaged"]),
    (
        "spill.xlsx",
        0,
        &["is an error in the spreadsheet", "Added 1"],
    ),
    ("backslash.xlsx", 0, &["Added 2"]),
    ("capitals.xls", 0, &["Added 1"]),
    ("password.xls", 1, &["password"]),
    ("stray-quote.csv", 0, &["Added 4"]),
    ("from-1904.xlsx", 0, &["Added 1", "it is 2015-06-01"]),
    ("utc-midnight.csv", 0, &["Added 1", "read as 2015-06-01"]),
    ("equals-quotes.csv", 0, &["Added 1"]),
];

#[test]
fn small_lists_that_broke_readers_are_read_or_refused_in_words() {
    for (name, code, said) in LISTS {
        let place = Place::with_home(Tongue::English);
        let ended = place.run(&[
            "import",
            "roster",
            "--all",
            &fixture(&format!("outside/{name}")),
        ]);
        let all = format!("{}{}", ended.out, ended.err);
        assert_eq!(ended.code, *code, "{name}: {all}");
        assert!(said.iter().all(|said| all.contains(said)), "{name}: {all}");
        assert!(!all.contains("panicked"), "{name}: {all}");
    }
}

#[test]
fn the_same_child_with_another_dot_in_the_name_is_there_already() {
    let place = Place::with_home(Tongue::English);
    let import = |name: &str| place.ok(&["import", "roster", &fixture(&format!("outside/{name}"))]);
    assert!(import("middot.csv").contains("Added 1"));
    assert!(import("bullet.csv").contains("Added 0, there already 1"));
    place.ok(&["in", "阿依古丽‧买买提"]);
}

/// A home with the children of the small sheets.
fn with_children() -> Place {
    let list = "姓名,性别,出生日期\n林一诺,男,2015-06-01\n赵小满,女,2016-05-02\n";
    let (place, file) = with_file("children.csv", list.as_bytes());
    place.ok(&["import", "roster", &file]);
    place
}

#[test]
fn codes_of_machines_are_a_question_and_no_times() {
    let place = with_children();
    let ended = place.run(&["import", "attendance", &fixture("outside/number-codes.csv")]);
    assert!(ended.out.contains("Added 0"), "{}", ended.out);
    for code in ["“2”", "“3”", "“8”", "“1.5”", "“0.5”"] {
        assert!(ended.out.contains(code), "{code}: {}", ended.out);
    }
    assert!(!ended.out.contains("“1”"), "{}", ended.out);
}

#[test]
fn times_of_another_zone_are_brought_to_the_home() {
    let place = with_children();
    place.ok(&["import", "attendance", &fixture("outside/utc-offset.csv")]);
    let rows = place.ok(&["attendance", "--from", "2026-11-01", "--to", "2026-11-30"]);
    assert!(rows.contains("16:35") && rows.contains("18:20"), "{rows}");
}

/// The rows that did not go in wait beside the home's file, over restarts and other programs, and no longer than needed.
#[test]
fn rows_that_did_not_go_in_are_kept_until_the_list_is_right() {
    let list =
        |birth: &str| format!("姓名,性别,出生日期\n林一诺,男,2015-06-01\n赵小满,女,{birth}\n");
    let (place, file) = with_file("list.csv", list("2036-05-02").as_bytes());
    let kept = || std::fs::read_to_string(place.data().join("import-rest.json")).ok();
    // A look keeps nothing.
    place.ok(&["import", "roster", "--dry-run", &file]);
    assert_eq!(kept(), None);
    let ended = place.run(&["import", "roster", &file]);
    assert!(ended.out.contains("Ctrl-O on F4"), "{}", ended.out);
    let text = kept().unwrap();
    assert!(text.contains("赵小满"), "the row that waits");
    assert!(
        !text.contains("林一诺"),
        "what went in is in the home's file alone"
    );
    // The same list again, mended: nothing waits any more.
    std::fs::write(&file, list("2016-05-02")).unwrap();
    let ended = place.run(&["import", "roster", &file]);
    assert!(ended.out.contains("Added 1"), "{}", ended.out);
    assert_eq!(kept(), None);
}

#[test]
fn a_list_of_the_other_kind_is_told_with_the_command_that_takes_it() {
    let roster = "姓名,性别,出生日期\n林一诺,男,2015-06-01\n";
    let (place, roster) = with_file("list.csv", roster.as_bytes());
    let sheet = fixture("attendance-2026-10.xlsx");
    let said = place.refused(&["import", "attendance", &roster]);
    assert!(said.contains("import roster FILE"), "{said}");
    let said = place.refused(&["import", "roster", &sheet]);
    assert!(said.contains("import attendance FILE"), "{said}");
    let said = place.refused(&["import", "roster", &fixture("roster-messy.faults.tsv")]);
    assert!(said.contains("--column"), "{said}");
}
