//! The parts of the file, read as text: what a reader of cells does not show.

use super::*;
use std::io::{Cursor, Read};

fn made() -> Moment {
    "2026-11-27T16:41:00+08:00".parse().unwrap()
}

/// The text of a part of the file.
fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    let mut part = zip.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn table(width: u32) -> Table {
    let heading = |name: &str| (name.to_owned(), width);
    Table {
        name: "A".into(),
        head: vec!["title".into(), "period".into()],
        foot: vec!["note".into()],
        columns: ["who", "total", "boys", "girls"].map(heading).to_vec(),
        groups: vec![Group {
            name: "sex".into(),
            columns: (2, 3),
        }],
        naming: 1,
        totals: BTreeSet::from([1]),
        rows: vec![
            vec![
                text("one"),
                Cell::Count(Some(3)),
                Cell::AtLeast(1),
                text(""),
            ],
            vec![
                text("all"),
                Cell::Count(Some(3)),
                Cell::AtLeast(1),
                text(""),
            ],
        ],
        ..Table::default()
    }
}

fn sheet(table: Table) -> String {
    part(
        &write(&[table], made()).unwrap(),
        "xl/worksheets/sheet1.xml",
    )
}

#[test]
fn headings_in_two_rows_are_merged_frozen_and_repeated() {
    let file = write(&[table(40)], made()).unwrap();
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    for merged in ["C3:D3", "A3:A4", "B3:B4"] {
        let merged = format!("<mergeCell ref=\"{merged}\"/>");
        assert!(sheet.contains(&merged), "{merged} {sheet}");
    }
    assert!(
        sheet.contains("xSplit=\"1\" ySplit=\"4\" topLeftCell=\"B5\""),
        "{sheet}"
    );
    assert!(sheet.contains("orientation=\"landscape\""), "{sheet}");
    let book = part(&file, "xl/workbook.xml");
    assert!(book.contains("A!$A:$A,A!$3:$4</definedName>"), "{book}");
}

#[test]
fn a_narrow_table_is_upright_and_keeps_only_its_headings() {
    let file = write(&[table(10)], made()).unwrap();
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("orientation=\"portrait\""), "{sheet}");
    assert!(!sheet.contains("xSplit"), "{sheet}");
    let book = part(&file, "xl/workbook.xml");
    assert!(book.contains(">A!$3:$4</definedName>"), "{book}");
}

/// Which border a cell has at its top, and whether it is bold.
fn top_of(file: &[u8], cell: &str) -> (String, bool) {
    let sheet = part(file, "xl/worksheets/sheet1.xml");
    let styles = part(file, "xl/styles.xml");
    let after = |text: &str, from: &str| text.split_once(from).unwrap().1.to_owned();
    let until = |text: String, to: &str| text.split_once(to).unwrap().0.to_owned();
    let nth =
        |text: &str, part: &str, nth: usize| text.split(part).nth(nth + 1).unwrap().to_owned();
    let tag = until(after(&sheet, &format!("<c r=\"{cell}\"")), ">");
    let style = until(after(&tag, "s=\""), "\"").parse().unwrap();
    let format = nth(&after(&styles, "<cellXfs"), "<xf ", style);
    let number = |name: &str| -> usize {
        until(after(&format, &format!("{name}=\"")), "\"")
            .parse()
            .unwrap()
    };
    let border = nth(
        &until(after(&styles, "<borders"), "</borders>"),
        "<border>",
        number("borderId"),
    );
    let font = nth(
        &until(after(&styles, "<fonts"), "</fonts>"),
        "<font>",
        number("fontId"),
    );
    let top = border.split_once("<top style=\"").map(|(_, rest)| rest);
    let top = top.map(|rest| until(rest.to_owned(), "\""));
    (top.unwrap_or_default(), font.contains("<b/>"))
}

#[test]
fn cells_have_borders_lines_have_none_and_sums_stand_out() {
    let file = write(&[table(10)], made()).unwrap();
    let is = |cell: &str, top: &str, is_bold: bool| {
        assert_eq!(top_of(&file, cell), (top.to_owned(), is_bold), "{cell}");
    };
    is("A1", "", true);
    is("A2", "", false);
    for cell in ["A3", "C3", "D3", "C4", "A4"] {
        is(cell, "thin", true);
    }
    for cell in ["A5", "B5", "C5", "D5"] {
        is(cell, "thin", false);
    }
    for cell in ["A6", "B6", "C6", "D6"] {
        is(cell, "medium", true);
    }
    is("A8", "", false);
    assert!(part(&file, "xl/styles.xml").contains("formatCode=\"&quot;≥&quot;0\""));
}

#[test]
fn a_chart_stands_below_the_lines_and_begins_at_zero() {
    let bars = Bars::Down {
        columns: vec![1, 2],
        rows: vec![0, 1, 3],
    };
    let mut table = table(10);
    table.rows.extend(table.rows.clone());
    table.totals = BTreeSet::new();
    table.chart = Some(Chart {
        title: "how many".into(),
        axes: ("when".into(), "children".into()),
        bars,
    });
    let file = write(&[table], made()).unwrap();
    let chart = part(&file, "xl/charts/chart1.xml");
    for words in ["how many", "when", "children"] {
        assert!(chart.contains(&format!("<a:t>{words}</a:t>")), "{chart}");
    }
    assert!(chart.contains("<c:min val=\"0\"/>"), "{chart}");
    // The third row is left out.
    assert!(
        chart.contains("<c:f>('A'!$B$5:$B$6,'A'!$B$8:$B$8)</c:f>"),
        "{chart}"
    );
    let drawing = part(&file, "xl/drawings/drawing1.xml");
    // Headings, four rows, an empty one and the note stand above it.
    assert!(drawing.contains("<xdr:row>11</xdr:row>"), "{drawing}");
}

#[test]
fn shades_are_laid_over_cells() {
    let mut table = table(10);
    table.shades = Some(Shades {
        rows: (0, 0),
        columns: (1, 3),
    });
    let sheet = sheet(table);
    assert!(
        sheet.contains("<conditionalFormatting sqref=\"B5:D5\">"),
        "{sheet}"
    );
    assert!(sheet.contains("<colorScale>"), "{sheet}");
}
