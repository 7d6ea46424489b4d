//! The files that inputs are made from: those of the tests, and some made here.

use crate::packed::{Part, pack};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use std::fs;
use std::path::Path;

/// A roster as villages write it.
const ROSTER: &str = "青石坳村儿童花名册,,,,,,\n序号,姓名,性别,出生日期,身份证号,委托照护人,联系电话\n\
    1,林一诺,男,2015-06-01,341699201506010033,王秀英,13967929001\n\
    2,赵小满,女,2016年5月2日,341699201506010041,\"王秀英,奶奶\",13967929002\n\
    3,孙二丫,女,42156,=\"341699201506010068\",\"上屋\n下屋\",0558-7929003\n";
/// A sign-in sheet with a column for each day.
const SHEET: &str =
    "2026年10月签到表\n姓名\t1\t2\t3\t4\n林一诺\t√\t16:30-18:20\t×\t请假\n赵小满\t1\t\t0.6875\t√\n";
/// A list as a web system exports it.
const PAGE: &str = "<html><head><meta charset=\"utf-8\"><style>td{color:red}</style></head><body>\
    <table border=1><tr><th colspan=\"3\">花名册</th></tr><tr><th>姓名<th>性别<th>出生日期</tr>\
    <tr><td>林一诺</td><td>男</td><td>2015-06-01</td></tr>\n<tr><td rowspan=2>赵小满&nbsp;<td>女<td>2016-05-02\n\
    <tr><td>女</td><td>&#50;016-5-3<br/>x</td></tr></table><table><tr><td>1</td></tr></table></body></html>";
/// A spreadsheet in the XML of 2003.
const XML: &str = r#"<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="名单"><Table ss:ExpandedColumnCount="3" ss:ExpandedRowCount="4">
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">花名册&lt;&#22387;</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">姓名</Data></Cell><Cell><Data ss:Type="String">性别</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">出生日期</Data></Cell></Row>
<Row ss:Index="4" ss:Span="1"><Cell ss:MergeDown="1"><Data ss:Type="String">林一诺</Data></Cell><Cell><ss:Data ss:Type="String"><B>男</B></ss:Data></Cell><Cell><Data ss:Type="DateTime">2015-06-01T00:00:00.000</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">42156</Data></Cell><Cell ss:Formula="=A1"><Data ss:Type="Error">#REF!</Data></Cell></Row>
</Table></Worksheet>
</Workbook>"#;
/// A calendar file of a phone.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VTIMEZONE\r\nTZID:China\r\n\
    BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
    BEGIN:VEVENT\r\nUID:a@town\r\nSUMMARY:防溺水\\, 安全\r\nDTSTART;TZID=China:20261103T163000\r\n\
    DTEND;TZID=China:20261103T173000\r\nRRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH;COUNT=20\r\n\
    EXDATE;TZID=China:20261110T163000\r\nRDATE:20261212T083000Z\r\nLOCATION:活动\r\n 室\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:a@town\r\nRECURRENCE-ID;TZID=China:20261117T163000\r\nDTSTART:20261118T083000Z\r\n\
    DURATION:PT1H\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20261201\r\n\
    RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;BYSETPOS=1;UNTIL=20271231\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// The files of the tests with this ending.
pub(crate) fn fixtures(ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths = Vec::new();
    for folder in [folder.clone(), folder.join("outside")] {
        let entries = fs::read_dir(folder).expect("the fixtures are beside the program");
        paths.extend(entries.filter_map(|entry| Some(entry.ok()?.path())));
    }
    // The order of a folder differs between machines, and the inputs must not.
    paths.sort();
    let is_asked = |path: &&std::path::PathBuf| path.extension().is_some_and(|one| one == ending);
    let paths = paths.iter().filter(is_asked);
    paths.filter_map(|path| fs::read(path).ok()).collect()
}

/// .xlsx.
pub(crate) fn xlsx() -> Vec<Vec<u8>> {
    let mut seeds = fixtures("xlsx");
    seeds.extend(made().ok());
    seeds
}

/// A workbook with two sheets, dates, merged cells and a formula.
fn made() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "花名册", &Format::new())?;
    for (column, name) in (0..).zip(["姓名", "性别", "出生日期", "联系电话"]) {
        sheet.write(1, column, name)?;
    }
    for row in 2..8 {
        sheet.write(row, 0, format!("林{row}诺"))?;
        sheet.write(row, 1, "男")?;
        let born = ExcelDateTime::from_ymd(2015, 6, 1)?;
        sheet.write_with_format(row, 2, &born, &date)?;
        sheet.write(row, 3, 13_967_929_001_f64)?;
    }
    sheet.write_formula(8, 3, "=SUM(D3:D8)")?;
    book.add_worksheet().set_name("说明")?.write(0, 0, "见上")?;
    book.save_to_buffer()
}

/// Forms that a township sends.
pub(crate) fn forms() -> Vec<Vec<u8>> {
    let form = || {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 4, "留守儿童关爱服务情况统计表", &Format::new())?;
        let headings = ["序号", "儿童姓名", "性别", "出生日期", "委托照护人"];
        for (column, name) in (0..).zip(headings) {
            sheet.write_with_format(2, column, name, &Format::new().set_bold())?;
            sheet.write_blank(3, column, &Format::new().set_text_wrap())?;
        }
        sheet.write(10, 0, "合计")?;
        sheet.write_formula(10, 1, "=COUNTA(B4:B10)")?;
        sheet.write(11, 0, "填表人：")?;
        book.save_to_buffer()
    };
    let mut seeds: Vec<Vec<u8>> = form().into_iter().collect();
    seeds.extend(xlsx());
    seeds
}

/// A record of the binary workbooks: identifier and length in groups of seven bits.
fn record(identifier: u16, body: &[u8]) -> Vec<u8> {
    let mut record = Vec::new();
    for number in [usize::from(identifier), body.len()] {
        let mut rest = number;
        while rest > 0x7F {
            record.push((rest & 0x7F) as u8 | 0x80);
            rest >>= 7;
        }
        record.push(rest as u8);
    }
    record.extend_from_slice(body);
    record
}

/// A text of the binary workbooks: its length, then two bytes for each sign.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = (units.len() as u32).to_le_bytes();
    length
        .into_iter()
        .chain(units.into_iter().flat_map(u16::to_le_bytes))
        .collect()
}

/// A binary workbook with one small roster.
pub(crate) fn xlsb() -> Vec<Vec<u8>> {
    let sheet = [vec![0; 4], vec![1, 0, 0, 0], wide("rId1"), wide("名单")].concat();
    let book = [
        record(0x83, &[]),
        record(0x99, &[0; 8]),
        record(0x8F, &[]),
        record(0x9C, &sheet),
    ];
    let ends = [record(0x90, &[]), record(0x9D, &[0; 26]), record(0x84, &[])];
    let dimension: Vec<u8> = [0_u32, 2, 0, 2]
        .into_iter()
        .flat_map(u32::to_le_bytes)
        .collect();
    let mut cells = [
        record(0x81, &[]),
        record(0x94, &dimension),
        record(0x91, &[]),
    ]
    .concat();
    let rows = [
        ["姓名", "性别", "出生日期"],
        ["林一诺", "男", "2015-06-01"],
        ["赵小满", "女", "2016-05-02"],
    ];
    for (row, texts) in (0_u32..).zip(rows) {
        cells.extend(record(0, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
        for (column, text) in (0_u32..).zip(texts) {
            let place = [column.to_le_bytes(), [0; 4]].concat();
            cells.extend(record(6, &[place, wide(text)].concat()));
        }
        let number = [&3_u32.to_le_bytes()[..], &[0; 4], &42_156_f64.to_le_bytes()].concat();
        cells.extend(record(5, &number));
        cells.extend(record(7, &[4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    }
    cells.extend([record(0x92, &[]), record(0x82, &[])].concat());
    let texts = [
        record(0x9F, &[1, 0, 0, 0, 1, 0, 0, 0]),
        record(0x13, &[vec![0], wide("共用")].concat()),
        record(0xA0, &[]),
    ];
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = format!(
        "<Relationships xmlns=\"{package}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.bin\"/>\
         <Relationship Id=\"rId2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.bin\"/></Relationships>"
    );
    let part = |name: &str, content: Vec<u8>| -> Part { (name.to_owned(), content) };
    let parts = [
        part(
            "[Content_Types].xml",
            format!("<Types xmlns=\"{package}/content-types\"/>").into_bytes(),
        ),
        part("xl/_rels/workbook.bin.rels", links.into_bytes()),
        part("xl/workbook.bin", [book.concat(), ends.concat()].concat()),
        part("xl/worksheets/sheet1.bin", cells),
        part("xl/sharedStrings.bin", texts.concat()),
    ];
    vec![pack(&parts, false)]
}

/// Lists in UTF-8.
pub(crate) fn csv() -> Vec<Vec<u8>> {
    let is_utf8 = |seed: &Vec<u8>| std::str::from_utf8(seed).is_ok();
    let made = [ROSTER, SHEET].map(|text| text.as_bytes().to_vec());
    fixtures("csv")
        .into_iter()
        .filter(is_utf8)
        .chain(made)
        .collect()
}

/// Web pages.
pub(crate) fn html() -> Vec<Vec<u8>> {
    let bare = PAGE.replace("</td>", "").replace("</tr>", "");
    vec![PAGE.into(), bare.into_bytes()]
}

/// Spreadsheets in the XML of 2003.
pub(crate) fn xml() -> Vec<Vec<u8>> {
    vec![XML.into()]
}

/// Logs of attendance machines.
pub(crate) fn logs() -> Vec<Vec<u8>> {
    let old = "        7\t2026-11-03 18:00:05\t1\t1\t1\t0\r\n        8\t2026-11-03 16:31:10\t1\t0\t15\t0\r\n";
    let new = "7\t2026-11-03 18:00:05\t1\t1\t0\t0\t0\n8\t2026-11-03 16:31:10\t0\t15\t0\t0\t0\n";
    let named = "编号\t姓名\t时间\n1\t林一诺\t2026/11/3 16:30\n1\t林一诺\t2026/11/3 18:20:11\n";
    vec![old.repeat(8).into(), new.repeat(8).into(), named.into()]
}

/// Calendar files.
pub(crate) fn calendars() -> Vec<Vec<u8>> {
    vec![CALENDAR.into(), CALENDAR.replace("\r\n", "\n").into_bytes()]
}
