//! Workbooks that the library refuses and every spreadsheet program opens.

use super::from_bytes;
use crate::exchange::sheet::{Cell, Sheet};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook with two visible sheets and a hidden one.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    for name in ["1组", "2组", "旧"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().write(0, 0, name).unwrap();
        sheet.write(1, 1, 7.5).unwrap();
    }
    book.worksheet_from_name("旧").unwrap().set_hidden(true);
    book.save_to_buffer().unwrap()
}

fn ods() -> Vec<u8> {
    let folder = env!("CARGO_MANIFEST_DIR");
    std::fs::read(format!("{folder}/tests/fixtures/roster-small.ods")).unwrap()
}

/// The zip with each part as `change` gives it; `None` leaves it out.
fn changed(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if let Some((name, content)) = change(&name, content) {
            new.start_file(name, SimpleFileOptions::default()).unwrap();
            new.write_all(&content).unwrap();
        }
    }
    new.finish().unwrap().into_inner()
}

/// The zip with one text in place of another in the parts whose name ends so.
fn with_text(bytes: &[u8], ending: &str, old: &str, new: &str) -> Vec<u8> {
    let out = changed(bytes, |name, content| {
        let content = if name.ends_with(ending) {
            String::from_utf8(content)
                .unwrap()
                .replace(old, new)
                .into_bytes()
        } else {
            content
        };
        Some((name.to_owned(), content))
    });
    assert_ne!(out, bytes, "{ending} {old}");
    out
}

fn sheets(bytes: Vec<u8>) -> Vec<Sheet> {
    from_bytes(bytes, "x").unwrap().sheets
}

fn is_as_it_was(bytes: Vec<u8>) {
    assert_eq!(sheets(bytes), sheets(workbook()));
}

#[test]
fn hidden_sheets_are_known() {
    let hidden: Vec<bool> = sheets(workbook()).iter().map(|one| one.is_hidden).collect();
    assert_eq!(hidden, [false, false, true]);
}

#[test]
fn names_of_parts_are_written_in_other_ways() {
    for other in [
        |name: &str| name.replace('/', "\\"),
        |name: &str| name.to_ascii_uppercase(),
        |name: &str| format!("/{name}"),
    ] {
        is_as_it_was(changed(&workbook(), |name, content| {
            Some((other(name), content))
        }));
    }
}

#[test]
fn the_folder_of_the_workbook_has_another_name() {
    let moved = changed(&workbook(), |name, content| {
        let content = if name.contains("rels") || name.starts_with('[') {
            String::from_utf8(content)
                .unwrap()
                .replace("xl/", "excel/")
                .into_bytes()
        } else {
            content
        };
        Some((name.replacen("xl/", "excel/", 1), content))
    });
    is_as_it_was(moved);
}

#[test]
fn the_texts_of_all_sheets_are_in_a_part_of_another_name() {
    let moved = changed(&workbook(), |name, content| {
        let content = if name.ends_with("workbook.xml.rels") {
            let text = String::from_utf8(content).unwrap();
            text.replace("sharedStrings.xml", "texts-1.xml")
                .into_bytes()
        } else {
            content
        };
        Some((name.replace("sharedStrings.xml", "texts-1.xml"), content))
    });
    is_as_it_was(moved);
}

#[test]
fn parts_are_in_utf_16() {
    let wide = changed(&workbook(), |name, content| {
        let text = String::from_utf8(content)
            .unwrap()
            .replace("UTF-8", "UTF-16");
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        Some((
            name.to_owned(),
            [0xFF, 0xFE].into_iter().chain(units).collect(),
        ))
    });
    is_as_it_was(wide);
}

#[test]
fn a_sheet_says_its_size_by_rows_alone() {
    let bytes = with_text(&workbook(), "sheet1.xml", "ref=\"A1:B2\"", "ref=\"1:2\"");
    is_as_it_was(bytes);
}

#[test]
fn an_error_word_costs_its_cell() {
    for word in [
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
        "#BLOCKED!",
        "#BUSY!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#PYTHON!",
        "#N/A",
    ] {
        let cell = format!(" t=\"e\"><v>{word}</v>");
        let read = sheets(with_text(&workbook(), "sheet1.xml", "><v>7.5</v>", &cell));
        assert_eq!(read[0].rows[1].cells, [Cell::Empty, Cell::Error], "{word}");
        assert_eq!(read[1..], sheets(workbook())[1..], "{word}");
    }
}

#[test]
fn a_sheet_without_its_part_is_named_and_the_others_are_read() {
    let read = sheets(with_text(
        &workbook(),
        "workbook.xml",
        "r:id=\"rId2\"",
        "r:id=\"rId99\"",
    ));
    let names: Vec<(&str, usize)> = read
        .iter()
        .map(|one| (one.name.as_str(), one.rows.len()))
        .collect();
    assert_eq!(names, [("1组", 2), ("旧", 2), ("2组", 0)]);
}

#[test]
fn an_ods_that_counts_from_1904_says_so() {
    assert!(!sheets(ods())[0].from_1904);
    let element = "<office:spreadsheet>";
    let said = "<office:spreadsheet><table:calculation-settings><table:null-date \
                table:date-value=\"1904-01-01\"/></table:calculation-settings>";
    let old = with_text(&ods(), "content.xml", element, said);
    assert!(sheets(old)[0].from_1904);
}

#[test]
fn an_ods_is_read_with_breaks_between_its_cells_and_without_its_first_part() {
    let sound = sheets(ods());
    let spaced = with_text(&ods(), "content.xml", "><table:", ">\n   <table:");
    assert_eq!(sheets(spaced), sound);
    let bare = changed(&ods(), |name, content| {
        (name != "mimetype").then(|| (name.to_owned(), content))
    });
    assert_eq!(sheets(bare), sound);
}

#[test]
fn another_zip_is_no_spreadsheet() {
    let letter = changed(&workbook(), |name, content| {
        Some((
            name.replace("xl/workbook.xml", "word/document.xml"),
            content,
        ))
    });
    let only_text = changed(&workbook(), |name, content| {
        name.contains("docProps")
            .then(|| (name.to_owned(), content))
    });
    for bytes in [letter, only_text] {
        assert_eq!(
            from_bytes(bytes, "x").unwrap_err().code(),
            "not-a-spreadsheet"
        );
    }
}

#[test]
fn what_is_damaged_stays_damaged() {
    let broken = with_text(&workbook(), "sheet1.xml", "<row r=\"2\"", "<row r=\"2");
    assert_eq!(from_bytes(broken, "x").unwrap_err().code(), "damaged");
}
