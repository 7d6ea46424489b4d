//! Tests of reading and filling.

use super::form::Area;
use super::{FillCell, FillError, FillValue, Filled, FormSheet, fill, read};
use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(super) const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
pub(super) const BOOK_RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
pub(super) const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Form" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook whose sheet `Form` has this content.
pub(super) fn by_hand(content: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{content}</worksheet>"#
    );
    zipped(&[
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

pub(super) fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

pub(super) fn sheet_xml(file: &[u8]) -> String {
    part(file, "xl/worksheets/sheet1.xml")
}

/// The names and the packed bytes of all parts, in order.
fn packed(file: &[u8]) -> Vec<(String, u32, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut entry = archive.by_index_raw(place).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), entry.crc32(), bytes)
        })
        .collect()
}

pub(super) fn text(row: u32, column: u32, text: &str) -> FillCell {
    FillCell {
        row,
        column,
        value: FillValue::Text(text.to_owned()),
    }
}

pub(super) fn number(row: u32, column: u32, number: f64) -> FillCell {
    FillCell {
        row,
        column,
        value: FillValue::Number(number),
    }
}

fn day(row: u32, column: u32, year: i32, month: u32, day: u32) -> FillCell {
    FillCell {
        row,
        column,
        value: FillValue::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap()),
    }
}

pub(super) fn shown(sheet: &FormSheet, row: u32, column: u32) -> String {
    let row = sheet.rows.iter().find(|there| there.row == row);
    let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.column == column));
    cell.map(|cell| cell.text.clone()).unwrap_or_default()
}

/// A form as a program writes it: a title, three fields, a list of two rows with a sum, and another sheet.
pub(super) fn sample() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Form").unwrap();
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let border = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
    sheet
        .merge_range(0, 0, 0, 3, "申请表 & <more>", &bold)
        .unwrap();
    sheet.write(1, 0, "Name").unwrap();
    sheet.write_blank(1, 1, &border).unwrap();
    sheet.write(2, 0, "Day").unwrap();
    sheet.write_blank(2, 1, &date).unwrap();
    sheet.set_column_width(1, 30).unwrap();
    sheet.set_row_height(4, 33).unwrap();
    for row in 4..6 {
        sheet.write_with_format(row, 0, "item", &border).unwrap();
        sheet
            .write_with_format(row, 1, f64::from(row), &border)
            .unwrap();
    }
    sheet
        .write_formula(6, 1, Formula::new("SUM(B5:B6)").set_result("9"))
        .unwrap();
    sheet.merge_range(8, 0, 9, 1, "Remarks", &border).unwrap();
    sheet.set_print_area(0, 0, 9, 3).unwrap();
    let other = workbook.add_worksheet();
    other.set_name("Other").unwrap();
    other.write(0, 0, "stay").unwrap();
    let hidden = workbook.add_worksheet();
    hidden.set_name("Lists").unwrap().set_hidden(true);
    workbook.save_to_buffer().unwrap()
}

pub(super) fn opened(file: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(file.to_vec())).unwrap()
}

#[test]
fn reads_visible_sheets() {
    let form = read(&sample()).unwrap();
    let names: Vec<_> = form
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["Form", "Other"]);
    let sheet = &form.sheets[0];
    assert_eq!(shown(sheet, 0, 0), "申请表 & <more>");
    assert_eq!(shown(sheet, 4, 1), "4");
    assert_eq!(
        sheet.merges[0],
        Area {
            first_row: 0,
            last_row: 0,
            first_column: 0,
            last_column: 3
        }
    );
    let sum = &sheet.rows.iter().find(|row| row.row == 6).unwrap().cells[0];
    assert!(sum.is_formula);
    assert_eq!(sum.text, "9");
    assert!(sheet.rows[1].cells[1].style.is_some());
}

#[test]
fn fills_and_leaves_all_other_parts() {
    let file = sample();
    let cells = [
        text(1, 1, "=SUM(王 & <b>\"李\"\n)  "),
        day(2, 1, 2026, 5, 4),
        number(4, 1, 2.5),
        number(20, 6, -1e-7),
        text(0, 2, "Title"),
    ];
    let Filled {
        file: filled,
        kept_formulas,
    } = fill(&file, "Form", None, &cells).unwrap();
    assert!(kept_formulas.is_empty());
    let (old, new) = (packed(&file), packed(&filled));
    assert_eq!(old.len(), new.len());
    for (old, new) in old.iter().zip(&new) {
        assert_eq!(old.0, new.0);
        assert_eq!(old == new, old.0 != "xl/worksheets/sheet1.xml", "{}", old.0);
    }
    let range = opened(&filled).worksheet_range("Form").unwrap();
    assert_eq!(
        range.get_value((1, 1)),
        Some(&Data::String("=SUM(王 & <b>\"李\"\n)  ".to_owned()))
    );
    assert_eq!(range.get_value((4, 1)), Some(&Data::Float(2.5)));
    assert_eq!(range.get_value((20, 6)), Some(&Data::Float(-1e-7)));
    assert_eq!(
        range.get_value((0, 0)),
        Some(&Data::String("Title".to_owned()))
    );
    let Some(Data::DateTime(moment)) = range.get_value((2, 1)) else {
        panic!("no day")
    };
    assert!((moment.as_f64() - 46146.0).abs() < 1e-9);
    // The styles are as before.
    let (old, new) = (read(&file).unwrap(), read(&filled).unwrap());
    for (row, column) in [(0, 0), (1, 1), (2, 1), (4, 1)] {
        let style = |form: &super::Form| form.sheets[0].rows[row].cells[column].style;
        assert_eq!(style(&old), style(&new));
    }
}

#[test]
fn keeps_formulas_without_old_values() {
    let filled = fill(&sample(), "Form", None, &[number(6, 1, 1.0)]).unwrap();
    assert_eq!(filled.kept_formulas, [(6, 1)]);
    let xml = sheet_xml(&filled.file);
    assert!(xml.contains(r#"<c r="B7"><f>SUM(B5:B6)</f></c>"#), "{xml}");
}

#[test]
fn changes_only_the_bytes_of_the_cell() {
    let content = "<!-- a -->\r\n<sheetData>\n <row r='2' spans=\"1:2\" x='y' ><c  r='B2' s=\"3\" t='s'><v>0</v></c ></row>\n</sheetData ><pageMargins  left='1'/>";
    let filled = fill(&by_hand(content), "Form", None, &[number(1, 1, 7.0)]).unwrap();
    let expected = content.replace(
        "<c  r='B2' s=\"3\" t='s'><v>0</v></c >",
        "<c  r='B2' s=\"3\"><v>7</v></c>",
    );
    assert!(
        sheet_xml(&filled.file).contains(&expected),
        "{}",
        sheet_xml(&filled.file)
    );
}

#[test]
fn makes_missing_rows_and_cells_in_order() {
    let content = r#"<sheetData><row r="2" spans="2:2"><c r="B2" s="5"/></row><row r="4"/><row r="6"><c r="C6" t="str"><f>A1</f><v>x</v></c></row></sheetData>"#;
    let cells = [
        number(5, 3, 1.0),
        number(5, 1, 2.0),
        number(3, 1, 3.0),
        number(2, 2, 4.0),
        number(0, 0, 5.0),
        number(1, 0, 6.0),
        number(8, 1, 7.0),
    ];
    let filled = fill(&by_hand(content), "Form", None, &cells).unwrap();
    let expected = r#"<sheetData><row r="1"><c r="A1"><v>5</v></c></row><row r="2"><c r="A2"><v>6</v></c><c r="B2" s="5"/></row><row r="3"><c r="C3"><v>4</v></c></row><row r="4"><c r="B4" s="5"><v>3</v></c></row><row r="6"><c r="B6" s="5"><v>2</v></c><c r="C6"><f>A1</f></c><c r="D6"><v>1</v></c></row><row r="9"><c r="B9" s="5"><v>7</v></c></row></sheetData>"#;
    assert!(
        sheet_xml(&filled.file).contains(expected),
        "{}",
        sheet_xml(&filled.file)
    );
    let filled = fill(&by_hand("<sheetData/>"), "Form", None, &[text(0, 0, "a")]).unwrap();
    assert!(
        sheet_xml(&filled.file).contains("<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\">")
    );
}

#[test]
fn leaves_array_and_shared_formulas() {
    let content = r#"<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c><c r="C1"><f t="shared" ref="C1:C2" si="0">B1</f><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="C2"><f t="shared" si="0"/><v>1</v></c></row></sheetData>"#;
    let filled = fill(
        &by_hand(content),
        "Form",
        None,
        &[number(1, 0, 1.0), number(1, 2, 1.0)],
    )
    .unwrap();
    assert_eq!(filled.kept_formulas, [(1, 0), (1, 2)]);
    assert!(!sheet_xml(&filled.file).contains("<v>"));
}

#[test]
fn reads_prefixed_names_and_other_part_names() {
    let rels = RELS.replace("xl/workbook.xml", "/XL\\Book.xml");
    let book_rels = BOOK_RELS
        .replace("worksheets/sheet1.xml", "Tabs\\One.xml")
        .replace(
            "</Rel",
            r#"<Relationship Id="rId2" Type="x/sharedStrings" Target="words.xml"/></Rel"#,
        );
    let book = BOOK.replace("<sheets>", "<workbookPr date1904='true'/><sheets>");
    let words = r#"<x:sst xmlns:x="m"><x:si><x:r><x:t>a&amp;</x:t></x:r><x:r><x:rPr/><x:t xml:space="preserve"> 中&#x6587;</x:t></x:r><x:rPh sb="0" eb="1"><x:t>zhong</x:t></x:rPh></x:si></x:sst>"#;
    let sheet = "\u{feff}<?xml version=\"1.0\"?>\n<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\" s=\"1\"><x:v>0</x:v></x:c><x:c r=\"B1\"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    let file = zipped(&[
        ("_rels\\.rels", &rels),
        ("xl/book.XML", &book),
        ("xl/_rels/Book.xml.rels", &book_rels),
        ("xl\\words.xml", words),
        ("XL/tabs/one.xml", sheet),
    ]);
    let form = read(&file).unwrap();
    assert_eq!(shown(&form.sheets[0], 0, 0), "a& 中文");
    let filled = fill(
        &file,
        "Form",
        None,
        &[text(0, 0, "x"), day(1, 0, 1904, 1, 11)],
    )
    .unwrap();
    let xml = part(&filled.file, "XL/tabs/one.xml");
    let expected = r#"<x:row r="1"><x:c r="A1" s="1" t="inlineStr"><x:is><x:t xml:space="preserve">x</x:t></x:is></x:c><x:c r="B1"><x:f>1+1</x:f></x:c></x:row><x:row r="2"><x:c r="A2" s="1" t="inlineStr"><x:is><x:t xml:space="preserve">1904-01-11</x:t></x:is></x:c></x:row>"#;
    assert!(xml.contains(expected), "{xml}");
    assert!(xml.starts_with("\u{feff}<?xml"));
    let again = read(&filled.file).unwrap();
    assert_eq!(shown(&again.sheets[0], 0, 0), "x");
}

#[test]
fn reads_cells_without_references_but_does_not_fill_them() {
    let file = by_hand(
        "<sheetData><row r=\"3\"><c><v>1</v></c><c r=\"D3\" t=\"b\"><v>1</v></c></row><row><c t=\"inlineStr\"><is><t>_x0041_</t></is></c></row></sheetData>",
    );
    let sheet = &read(&file).unwrap().sheets[0];
    assert_eq!(
        (
            shown(sheet, 2, 0).as_str(),
            shown(sheet, 2, 3).as_str(),
            shown(sheet, 3, 0).as_str()
        ),
        ("1", "TRUE", "A")
    );
    assert_eq!(fill(&file, "Form", None, &[]), Err(FillError::NoReferences));
}

#[test]
fn writes_days_and_odd_letters() {
    let cells = [
        day(0, 0, 1900, 2, 28),
        day(0, 1, 1900, 3, 1),
        text(0, 2, "a\u{7}_x0041_"),
        day(0, 3, 1900, 1, 1),
    ];
    // A cell that shows no day gets it in words.
    let filled = fill(&by_hand("<sheetData/>"), "Form", None, &cells).unwrap();
    let sheet = &read(&filled.file).unwrap().sheets[0];
    let found: Vec<_> = (0..4).map(|column| shown(sheet, 0, column)).collect();
    assert_eq!(
        found,
        ["1900-02-28", "1900-03-01", "a\u{7}_x0041_", "1900-01-01"]
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Form").unwrap();
    let dates = Format::new().set_num_format("d/m/yyyy");
    for column in 0..4 {
        sheet.write_blank(0, column, &dates).unwrap();
    }
    let form = book.save_to_buffer().unwrap();
    let filled = fill(&form, "Form", None, &cells).unwrap();
    let sheet = &read(&filled.file).unwrap().sheets[0];
    let found: Vec<_> = (0..4).map(|column| shown(sheet, 0, column)).collect();
    assert_eq!(found, ["59", "61", "a\u{7}_x0041_", "1"]);
    for bad in [
        day(0, 0, 1899, 12, 31),
        number(0, 0, f64::NAN),
        text(0, 0, &"a".repeat(32_768)),
    ] {
        assert_eq!(fill(&form, "Form", None, &[bad]), Err(FillError::BadValue));
    }
    assert_eq!(
        fill(&sample(), "Form", None, &[number(0, 16_384, 1.0)]),
        Err(FillError::OutsideSheet)
    );
}

#[test]
fn refuses_what_is_no_form() {
    assert_eq!(read(b"hello"), Err(FillError::NotASheet));
    assert_eq!(
        read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]),
        Err(FillError::Protected)
    );
    assert_eq!(read(&zipped(&[("a.txt", "a")])), Err(FillError::NotASheet));
    assert_eq!(
        fill(&sample(), "None", None, &[]),
        Err(FillError::NoSuchSheet)
    );
    for damaged in [
        "<sheetData><row></sheetData>",
        "<sheetData>",
        "<other/>",
        "<sheetData><row r=\"0\"/></sheetData>",
        "<sheetData><row r=\"1\"><c r=\"A2\"/></row></sheetData>",
    ] {
        assert_eq!(
            read(&by_hand(damaged)),
            Err(FillError::Damaged),
            "{damaged}"
        );
    }
    let big = " ".repeat(64 * 1024 * 1024 + 1);
    assert_eq!(read(&by_hand(&big)), Err(FillError::TooLarge));
    // No file makes the program stop, however it is cut or changed.
    let file = sample();
    for cut in (0..file.len()).step_by(97) {
        let _ = read(&file[..cut]);
        let mut changed = file.clone();
        changed[cut] ^= 0x55;
        let _ = fill(&changed, "Form", None, &[number(0, 0, 1.0)]);
    }
}
