//! Reads CSV in the encodings that villages use: UTF-8 with or without a byte order mark, GB18030,
//! and the UTF-16 of "Unicode text".

use super::error::{FileError, MAX_ROWS};
use crate::exchange::sheet::{Cell, Row, Sheet};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Number of lines read to detect the column separator.
const LINES_TO_GUESS_FROM: usize = 30;

/// Reads the sheets of a file that is text.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, FileError> {
    from_text(bytes).map(|sheet| vec![sheet])
}

fn from_text(bytes: &[u8]) -> Result<Sheet, FileError> {
    let text = decoded(bytes)?;
    if text.trim_start().starts_with('<') || text.starts_with("%PDF") {
        return Err(FileError::NotASpreadsheet);
    }
    rows(&one_line_end(text))
}

/// Makes every line end one character, so that lines can be counted. Old Mac text uses `\r` alone.
fn one_line_end(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\r') {
        return text;
    }
    let end = if text.contains('\n') { "" } else { "\n" };
    Cow::Owned(text.replace('\r', end))
}

/// Decodes by byte order mark; else strict UTF-8; else GB18030, which includes GBK and GB 2312.
pub(in crate::exchange) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, FileError> {
    let marked = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some((encoding_rs::UTF_8, rest)),
        [0xFF, 0xFE, rest @ ..] => Some((UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = marked {
        return checked(encoding.decode_without_bom_handling(rest));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => checked((Cow::Borrowed(text), false)),
        Err(_) => checked(GB18030.decode_without_bom_handling(bytes)),
    }
}

fn checked((text, broken): (Cow<'_, str>, bool)) -> Result<Cow<'_, str>, FileError> {
    if broken || text.contains('\0') {
        Err(FileError::NotASpreadsheet)
    } else {
        Ok(text)
    }
}

fn rows(text: &str) -> Result<Sheet, FileError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut sheet = Sheet::default();
    let mut number = 0;
    let mut lines_before = 0;
    while read_one(&mut reader, &mut record)? {
        // The CSV reader skips blank lines silently, but spreadsheets number them.
        let lines = reader.position().line() - 1;
        let blank = lines.saturating_sub(lines_before + 1 + lines_within(&record));
        number += 1 + blank;
        lines_before = lines;
        if sheet.rows.len() == MAX_ROWS {
            return Err(FileError::TooLarge);
        }
        let cells = record.iter().map(cell).collect();
        sheet.rows.push(Row {
            cells,
            ..Row::numbered(u32::try_from(number).unwrap_or(u32::MAX))
        });
    }
    Ok(sheet)
}

fn read_one(
    reader: &mut csv::Reader<&[u8]>,
    record: &mut csv::StringRecord,
) -> Result<bool, FileError> {
    reader
        .read_record(record)
        .map_err(|error| FileError::Damaged(error.to_string()))
}

fn lines_within(record: &csv::StringRecord) -> u64 {
    record
        .as_slice()
        .bytes()
        .filter(|byte| *byte == b'\n')
        .count() as u64
}

fn cell(field: &str) -> Cell {
    if field.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(field.to_owned())
    }
}

/// Detects the separator: the most frequent of comma, tab and semicolon in the first lines.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0usize), (b'\t', 0), (b';', 0)];
    for line in text.lines().take(LINES_TO_GUESS_FROM) {
        for (sign, count) in &mut counts {
            *count += line.bytes().filter(|byte| byte == sign).count();
        }
    }
    let [comma, tab, semicolon] = counts;
    if comma.1 >= tab.1 && comma.1 >= semicolon.1 {
        return comma.0;
    }
    if tab.1 >= semicolon.1 {
        tab.0
    } else {
        semicolon.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
        sheet
            .rows
            .iter()
            .map(|r| (r.number, r.cells.iter().map(Cell::text).collect()))
            .collect()
    }

    #[rstest]
    #[case::utf8("姓名,性别\n单丹,女\n".as_bytes().to_vec())]
    #[case::utf8_marked("\u{FEFF}姓名,性别\r\n单丹,女\r\n".as_bytes().to_vec())]
    #[case::gb18030(GB18030.encode("姓名,性别\n单丹,女\n").0.into_owned())]
    #[case::tabs("姓名\t性别\n单丹\t女".as_bytes().to_vec())]
    #[case::utf16(
        [0xFF, 0xFE].into_iter().chain(
            "姓名\t性别\n单丹\t女".encode_utf16().flat_map(u16::to_le_bytes)).collect()
    )]
    fn each_encoding_is_read(#[case] bytes: Vec<u8>) {
        let sheet = from_text(&bytes).unwrap();
        let row = |n, a: &str, b: &str| (n, vec![a.to_owned(), b.to_owned()]);
        assert_eq!(
            texts(&sheet),
            [row(1, "姓名", "性别"), row(2, "单丹", "女")]
        );
    }

    #[test]
    fn rare_characters_survive_gb18030() {
        let bytes = GB18030.encode("姓名\n䶮𠮷\n").0.into_owned();
        assert_eq!(
            from_text(&bytes).unwrap().rows[1].cells,
            [Cell::Text("䶮𠮷".to_owned())]
        );
    }

    #[test]
    fn rows_are_numbered_as_the_spreadsheet_numbers_them() {
        let sheet = from_text("标题\n\n姓名,备注\n甲,\"两\n行\"\n\n乙,\n".as_bytes()).unwrap();
        assert_eq!(
            sheet.rows.iter().map(|r| r.number).collect::<Vec<_>>(),
            [1, 3, 4, 6]
        );
    }

    #[rstest]
    #[case(b"<html><table>".as_slice())]
    #[case(b"%PDF-1.4".as_slice())]
    #[case(&[0x89, b'P', b'N', b'G', 0, 0, 0, 13])]
    fn other_files_are_refused(#[case] bytes: &[u8]) {
        assert!(matches!(from_text(bytes), Err(FileError::NotASpreadsheet)));
    }
}
