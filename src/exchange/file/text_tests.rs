//! Lists, pages and XML as villages send them, each with what is right.

use super::error::FileError;
use super::letters::decoded;
use super::text::sheets;
use crate::exchange::sheet::{Cell, Row, Sheet, Torn};
use encoding_rs::{Encoding, GB18030};
use proptest::prelude::*;
use rstest::rstest;

fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    sheet
        .rows
        .iter()
        .map(|r| (r.number, r.cells.iter().map(Cell::text).collect()))
        .collect()
}

fn from_text(bytes: &[u8]) -> Result<Sheet, FileError> {
    sheets(bytes).map(|mut sheets| sheets.remove(0))
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
        [Cell::Text("䶮𠮷".into())]
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

/// Numbers, marks and cells of the rows that a text gives, with `|` between cells.
fn lines(bytes: &[u8]) -> Vec<String> {
    shown(&from_text(bytes).unwrap())
}

fn shown(sheet: &Sheet) -> Vec<String> {
    let mark = |row: &Row| match row.torn {
        None => "",
        Some(Torn::Quote) => "?",
        Some(Torn::Width) => "+",
        Some(Torn::Letters) => "~",
    };
    let row = |row: &Row| {
        let cells: Vec<String> = row.cells.iter().map(Cell::text).collect();
        format!("{}{} {}", row.number, mark(row), cells.join("|"))
    };
    sheet.rows.iter().map(row).collect()
}

#[rstest]
// A stray mark before, at the end of, and inside of a cell.
#[case::swallows_to_the_end(
    "名,址,电\n甲,\"坳上,1\n乙,坳下,2\n丙,坳中,3\n",
    &["1 名|址|电", "2 甲|坳上|1", "3 乙|坳下|2", "4 丙|坳中|3"]
)]
#[case::last_column(
    "名,电,址\n甲,1,\"坳上\n乙,2,坳下\n丙,3,坳中\n",
    &["1 名|电|址", "2 甲|1|坳上", "3 乙|2|坳下", "4 丙|3|坳中"]
)]
#[case::last_line("名,电,址\n甲,1,坳上\n乙,2,\"坳下", &["1 名|电|址", "2 甲|1|坳上", "3 乙|2|坳下"])]
#[case::closed_by_a_quoted_cell(
    "名,电,址\n甲,1,\"坳上\n乙,2,坳下\n丙,3,\"坳中,2组\"\n丁,4,坳\n",
    &["1 名|电|址", "2 甲|1|坳上", "3 乙|2|坳下", "4 丙|3|坳中,2组", "5 丁|4|坳"]
)]
#[case::closed_by_another_stray_mark(
    "名,性,电,址\n甲,女,1,\"坳上\n乙,男,2,坳下\n丙,女,3,坳中\"\n丁,男,4,坳\n",
    &["1 名|性|电|址", "2 甲|女|1|坳上", "3 乙|男|2|坳下", "4 丙|女|3|坳中\"", "5 丁|男|4|坳"]
)]
#[case::all_cells_quoted(
    "\"名\",\"电\",\"址\"\n\"甲\",\"1,\"坳上\"\n\"乙\",\"2\",\"\"坳下\"\n\"丙\",\"3\",\"坳中\n\"丁\",\"4\",\"坳\"\n",
    &["1 名|电|址", "2 甲|1|坳上", "3 乙|2|坳下", "4 丙|3|坳中", "5 丁|4|坳"]
)]
#[case::with_a_comma_in_the_cell(
    "名,址,电\n甲,\"坳上,2组,1\n乙,坳下,2\n丙,坳中,3\n",
    &["1 名|址|电", "2? 甲|坳上|2组|1", "3 乙|坳下|2", "4 丙|坳中|3"]
)]
#[case::after_a_cell_of_two_lines(
    "名,址,电\n\"甲\n乙\",\"坳,1\n丙,坳中,3\n丁,坳,4\n",
    &["1 名|址|电", "2 甲\n乙|坳|1", "3 丙|坳中|3", "4 丁|坳|4"]
)]
#[case::two_lines_inside_of_marks(
    "名,址,电\n甲,\"坳上\n2组\",1\n乙,\"坳\"\"下\"\"\",2\n",
    &["1 名|址|电", "2 甲|坳上\n2组|1", "3 乙|坳\"下\"|2"]
)]
#[case::blank_before_the_mark(
    "名,址,电\n甲, \"坳上, 2组\",1\n乙,坳,2\n",
    &["1 名|址|电", "2 甲|坳上, 2组|1", "3 乙|坳|2"]
)]
#[case::a_quoted_word_in_a_title(
    "关于\"5号\"的名单\n名,址,电\n甲,坳,1\n",
    &["1 关于\"5号\"的名单", "2 名|址|电", "3 甲|坳|1"]
)]
#[case::one_column("名\n\"甲\n乙\n丙\n", &["1 名", "2 甲", "3 乙", "4 丙"])]
fn a_stray_mark_swallows_no_rows(#[case] text: &str, #[case] right: &[&str]) {
    assert_eq!(lines(text.as_bytes()), right);
}

#[rstest]
#[case::shifted("名,址,电\n甲,坳,2组,1\n乙,坳,2\n丙,坳,3\n", &["1 名|址|电", "2+ 甲|坳|2组|1", "3 乙|坳|2", "4 丙|坳|3"])]
#[case::all_shifted("名,址,电\n甲,坳,2组,1\n乙,坳,3组,2\n", &["1 名|址|电", "2+ 甲|坳|2组|1", "3+ 乙|坳|3组|2"])]
#[case::blank_extra("名,址\n甲,坳,\n乙,坳\n", &["1 名|址", "2 甲|坳|", "3 乙|坳"])]
#[case::short("名单\n名,址,电\n甲,坳,1\n合计,1\n", &["1 名单", "2 名|址|电", "3 甲|坳|1", "4 合计|1"])]
fn a_row_wider_than_the_headings_is_marked(#[case] text: &str, #[case] right: &[&str]) {
    assert_eq!(lines(text.as_bytes()), right);
}

#[rstest]
#[case::tabs_with_commas_in_addresses("名\t址\n甲\t坳,上,2组\n乙\t坳,下,3组\n", &["1 名|址", "2 甲|坳,上,2组", "3 乙|坳,下,3组"])]
#[case::phones_with_semicolons("名,址,电\n甲,坳,1;2\n乙,坳,3;4\n合计,2\n", &["1 名|址|电", "2 甲|坳|1;2", "3 乙|坳|3;4", "4 合计|2"])]
#[case::bars("名|址\n甲|坳\n", &["1 名|址", "2 甲|坳"])]
#[case::full_width_comma("名，址\n甲，\"坳，2组\"\n", &["1 名|址", "2 甲|坳，2组"])]
#[case::full_width_semicolon("名；址\n甲；坳\n", &["1 名|址", "2 甲|坳"])]
#[case::full_width_is_text("名,址\n甲,坳，上\n乙,坳，下\n", &["1 名|址", "2 甲|坳，上", "3 乙|坳，下"])]
#[case::named("sep=;\n名;址,电\n甲;坳,1\n", &["2 名|址,电", "3 甲|坳,1"])]
#[case::named_in_marks("\"sep=|\"\r\n名|址\r\n", &["2 名|址"])]
#[case::named_full_width("sep=，\n名，址\n", &["2 名|址"])]
fn the_separator_is_found(#[case] text: &str, #[case] right: &[&str]) {
    assert_eq!(lines(text.as_bytes()), right);
}

#[rstest]
#[case::windows("名,址\r\n甲,坳\r\n")]
#[case::old_mac("名,址\r甲,坳\r")]
#[case::twice_converted("名,址\r\r\n甲,坳\r\r\n")]
#[case::mixed("名,址\r甲,坳\n")]
fn every_line_end_is_one(#[case] text: &str) {
    assert_eq!(lines(text.as_bytes()), ["1 名|址", "2 甲|坳"]);
}

#[test]
fn a_line_end_within_a_cell_is_kept() {
    let text = "名,址\r\n甲,\"坳\r上\"\r\n\r\n乙,坳\r\n";
    assert_eq!(
        lines(text.as_bytes()),
        ["1 名|址", "2 甲|坳\n上", "4 乙|坳"]
    );
}

#[rstest]
#[case("=\"341699201506010041\"", "341699201506010041")]
#[case("\"=\"\"139\"\"\"", "139")]
#[case("=SUM(A1)", "=SUM(A1)")]
#[case("=\"a\"&\"b\"", "=\"a\"&\"b\"")]
#[case("=\"\"", "")]
fn text_written_as_a_formula_is_unwrapped(#[case] cell: &str, #[case] right: &str) {
    let text = format!("名,号\n甲,{cell}\n");
    assert_eq!(lines(text.as_bytes())[1], format!("2 甲|{right}"));
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

const LIST: &str = "姓名,出生日期\n张三,2015-06-01\n李　四,2016-01-02\n";

#[rstest]
#[case::little(utf16(LIST, u16::to_le_bytes))]
#[case::big(utf16(LIST, u16::to_be_bytes))]
#[case::little_cut_power([utf16(LIST, u16::to_le_bytes), vec![0; 4097]].concat())]
#[case::cut_power([LIST.as_bytes(), &[0; 4096]].concat())]
#[case::end_of_dos([LIST.as_bytes(), &[0x1A]].concat())]
#[case::marked_gb([&[0xEF, 0xBB, 0xBF], &GB18030.encode(LIST).0[..]].concat())]
fn marks_and_ends_do_not_disturb(#[case] bytes: Vec<u8>) {
    let right = [
        "1 姓名|出生日期",
        "2 张三|2015-06-01",
        "3 李　四|2016-01-02",
    ];
    assert_eq!(lines(&bytes), right);
    assert_eq!(decoded(&bytes).unwrap(), LIST);
}

#[rstest]
#[case::nul(LIST.replace("张三", "张\0三").into_bytes(), "张三")]
#[case::utf8([LIST.split_once('三').unwrap().0.as_bytes(), b"\xE4\xB8,2015-06-01\n", "李　四,2016-01-02\n".as_bytes()].concat(), "张\u{FFFD}")]
fn a_broken_letter_costs_its_row(#[case] bytes: Vec<u8>, #[case] name: &str) {
    let right = [
        "1 姓名|出生日期".to_owned(),
        format!("2~ {name}|2015-06-01"),
        "3 李　四|2016-01-02".to_owned(),
    ];
    assert_eq!(lines(&bytes), right);
    assert!(!decoded(&bytes).unwrap().contains('\0'));
}

#[test]
fn a_broken_letter_of_gb18030_costs_its_row() {
    let whole = GB18030.encode(LIST).0;
    let at = whole
        .windows(2)
        .position(|two| two == GB18030.encode("三").0.as_ref())
        .unwrap();
    let bytes = [&whole[..at], &whole[at + 1..]].concat();
    let torn: Vec<_> = from_text(&bytes)
        .unwrap()
        .rows
        .iter()
        .map(|row| row.torn)
        .collect();
    assert_eq!(torn.len(), 3);
    assert_eq!((torn[0], torn[2]), (None, None));
}

#[rstest]
#[case(b"{\\rtf1\\ansi".as_slice())]
#[case(b"[{\"name\": 1}]".as_slice())]
#[case(b"MIME-Version: 1.0\r\n".as_slice())]
#[case(b"From: <x>\r\nMIME-Version: 1.0\r\n".as_slice())]
#[case(b"BEGIN:VCALENDAR\r\n".as_slice())]
#[case(&[1, 2, 3, 4, 5, 6, 7, 8])]
#[case(b"<svg><text>a</text></svg>".as_slice())]
fn other_kinds_of_text_are_refused(#[case] bytes: &[u8]) {
    assert!(matches!(sheets(bytes), Err(FileError::NotASpreadsheet)));
}

#[rstest]
#[case::plain("<table><tr><th>名<th>址<tr><td>甲<td>坳</table>", &["1 名|址", "2 甲|坳"])]
#[case::prologue(
    "\u{FEFF}<?xml version=\"1.0\"?>\n<!-- <table> --><!DOCTYPE html><html><head><style>td{}</style><script>'<table>'</script></head><body><TABLE border=1><TR><TD>名</TD></TR></TABLE>",
    &["1 名"]
)]
#[case::references("<table><tr><td>&nbsp;<td>A&amp;B&#22387;<td> a\n b<br>c<p>d</p>e<span>f</span>", &["1 |A&B坳|a b c d ef"])]
#[case::spans(
    "<table><tr><td colspan=2>a<td rowspan=2>b<tr><td>c<td>d<td>e<tr><td rowspan=0>f<td>g<tr><td>h",
    &["1 a|a|b", "2 c|d|b|e", "3 f|g", "4 f|h"]
)]
#[case::nested("<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table>", &["1 a b c d|e"])]
#[case::hidden("<table><tr style='display:none'><td>a<tr><td>b</table>", &["1 a", "2 b"])]
#[case::number("<table><tr><td x:num=\"3\">341699201506010041</table>", &["1 341699201506010041"])]
#[case::empty_row("<table><tr></tr><tr><td>a</table>", &["1 ", "2 a"])]
#[case::title_before("名单<br><table><tr><td>a</table>", &["1 a"])]
#[case::broken("<table><tr><td>a\u{FFFD}<tr><td>b</table>", &["1~ a\u{FFFD}", "2 b"])]
fn a_page_is_read_as_its_tables(#[case] text: &str, #[case] right: &[&str]) {
    assert_eq!(lines(text.as_bytes()), right);
}

#[test]
fn every_table_of_a_page_is_a_sheet() {
    let page =
        "<table><caption>一 组</caption><tr><td>a</table><table><tr><td>b<table></table></table>";
    let found = sheets(page.as_bytes()).unwrap();
    let names: Vec<_> = found.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["一 组", ""]);
    assert_eq!(shown(&found[1]), ["1 b"]);
}

#[rstest]
#[case("gb2312", GB18030)]
#[case("big5", encoding_rs::BIG5)]
fn a_page_names_its_encoding(#[case] name: &str, #[case] encoding: &'static Encoding) {
    let page = format!("<meta content=\"text/html; charset={name}\"><table><tr><td>安徽</table>");
    assert_eq!(lines(&encoding.encode(&page).0), ["1 安徽"]);
}

#[test]
fn a_hostile_page_uses_no_memory() {
    let page = "<table>".to_owned() + &"<tr><td colspan=9999 rowspan=9999>a".repeat(100_000);
    assert!(matches!(sheets(page.as_bytes()), Err(FileError::TooLarge)));
    let page = "<table><tr>".to_owned() + &"<td colspan=4000000000>a".repeat(10_000);
    assert_eq!(sheets(page.as_bytes()).unwrap()[0].rows[0].cells.len(), 512);
}

const BOOK: &str = r#"<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="一&amp;二"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">a&lt;&#22387;</Data></Cell><Cell ss:MergeDown="1"><Data ss:Type="String">m</Data><Comment><ss:Data>no</ss:Data></Comment></Cell></Row>
<Row ss:Span="1"><Cell><Data ss:Type="Number">1.5</Data></Cell></Row>
<Row><Cell ss:Index="2"><ss:Data ss:Type="String"><B>b</B>c</ss:Data></Cell></Row>
<Row ss:Index="6"><Cell><Data ss:Type="DateTime">2015-06-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell ss:Formula="=A1"/></Row>
</Table></Worksheet>
<Worksheet ss:Name="h"><WorksheetOptions><x:Visible>SheetHidden</x:Visible></WorksheetOptions></Worksheet>
</Workbook>"#;

#[test]
fn an_xml_spreadsheet_keeps_types_and_places() {
    let found = sheets(BOOK.as_bytes()).unwrap();
    assert_eq!(found[0].name, "一&二");
    assert_eq!(
        shown(&found[0]),
        [
            "1 a<坳|a<坳|m",
            "2 1.5||m",
            "3 ",
            "4 |bc",
            "5 ",
            "6 2015-06-01|1||=A1"
        ]
    );
    assert_eq!(found[0].rows[1].cells[0], Cell::Number(1.5));
    assert_eq!(found[0].rows[5].cells[1], Cell::Bool(true));
    assert_eq!(found[0].rows[5].cells[2], Cell::Error);
    assert_eq!(found[0].rows[5].cells[3], Cell::Formula("=A1".to_owned()));
    assert_eq!((found[0].is_hidden, found[1].is_hidden), (false, true));
}

#[test]
fn xml_that_breaks_off_is_damaged() {
    let half: String = BOOK.chars().take(900).collect();
    assert!(matches!(
        sheets(half.as_bytes()),
        Err(FileError::Damaged(_))
    ));
}

fn plain_cell() -> impl Strategy<Value = String> {
    "[一-龥a-z0-9]{1,6}"
}

fn written(rows: &[Vec<String>], sign: u8, style: csv::QuoteStyle) -> String {
    let mut out = csv::WriterBuilder::new()
        .delimiter(sign)
        .quote_style(style)
        .from_writer(Vec::new());
    for row in rows {
        out.write_record(row).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

fn grid() -> impl Strategy<Value = Vec<Vec<String>>> {
    (2_usize..8, 2_usize..12).prop_flat_map(|(width, height)| {
        let row = proptest::collection::vec(plain_cell(), width);
        proptest::collection::vec(row, height)
    })
}

fn cells(sheet: &Sheet) -> Vec<Vec<String>> {
    let row = |row: &Row| row.cells.iter().map(Cell::text).collect();
    sheet.rows.iter().map(row).collect()
}

fn style() -> impl Strategy<Value = csv::QuoteStyle> {
    prop_oneof![
        Just(csv::QuoteStyle::Always),
        Just(csv::QuoteStyle::Necessary)
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read(rows in grid(), sign in proptest::sample::select(b",\t;|".as_slice()), style in style()) {
        let text = written(&rows, sign, style);
        let encodings = [
            text.as_bytes().to_vec(),
            GB18030.encode(&text).0.into_owned(),
            [vec![0xFF, 0xFE], utf16(&text, u16::to_le_bytes)].concat(),
            utf16(&text, u16::to_le_bytes),
            utf16(&text, u16::to_be_bytes),
        ];
        // A few characters of GB18030 may look like UTF-8.
        let is_short = text.chars().filter(|sign| !sign.is_ascii()).count() < 16;
        for (index, bytes) in encodings.into_iter().enumerate() {
            if index == 1 && is_short {
                continue;
            }
            let sheet = from_text(&bytes).unwrap();
            prop_assert_eq!(&cells(&sheet), &rows);
            prop_assert!(sheet.rows.iter().all(|row| row.torn.is_none()));
        }
    }

    #[test]
    fn one_stray_mark_loses_no_row(rows in grid(), at in any::<proptest::sample::Index>(), style in style()) {
        let text = written(&rows, b',', style);
        let ends: Vec<usize> = text.char_indices().map(|(end, _)| end).collect();
        let mut text = text;
        text.insert(*at.get(&ends), '"');
        let sheet = from_text(text.as_bytes()).unwrap();
        prop_assert!(sheet.rows.len() >= rows.len(), "{:?}", shown(&sheet));
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = sheets(&bytes);
    }

    #[test]
    fn no_signs_panic(text in "[\",;\t\n\r=a一\0<>/tdrble&]{0,200}", start in "|<table>|sep=;\n|<Workbook><Worksheet>") {
        let _ = sheets((start + &text).as_bytes());
    }
}

/// A list as a village sent it, with one stray mark in the last column.
#[test]
fn the_rest_of_a_register_is_not_in_the_address_of_one_child() {
    let text = "序号,姓名,性别,出生日期,联系电话,家庭住址\r\n\
        1,林一诺,男,2015-06-01,13967929001,\"坳上老屋\r\n\
        2,赵小满,女,2015-06-01,13967929002,青石坳村2组\r\n\
        3,孙二丫,女,2015-06-01,13967929003,青石坳村2组\r\n";
    let found = lines(text.as_bytes());
    assert_eq!(found.len(), 4);
    assert_eq!(found[1], "2 1|林一诺|男|2015-06-01|13967929001|坳上老屋");
}
