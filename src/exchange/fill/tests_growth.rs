//! Tests of adding rows.

use super::form::Area;
use super::formula::Mover;
use super::reference::Shift;
use super::tests::{
    BOOK, BOOK_RELS, RELS, by_hand, number, opened, part, sample, sheet_xml, shown, text, zipped,
};
use super::{FillError, Growth, fill, read};
use calamine::{Data, Reader};

fn moved(formula: &str) -> String {
    let shift = Shift { like: 5, count: 3 };
    Mover {
        shift,
        sheet: "My Form",
        bare: true,
        ends: true,
    }
    .formula(formula)
}

#[test]
fn moves_references_in_formulas() {
    for (old, new) in [
        ("SUM(B5:B6)", "SUM(B5:B9)"),
        ("SUM($B$5:B$6)+B6+B7", "SUM($B$5:B$9)+B6+B10"),
        ("SUM(B5:B5)", "SUM(B5:B5)"),
        ("SUM(B6:B6)", "SUM(B6:B9)"),
        ("SUM(B2:B20)*$C$7", "SUM(B2:B23)*$C$10"),
        (
            "IF(A7=\"A7 \"\"B8\",'A7'!A7,A$8)",
            "IF(A10=\"A7 \"\"B8\",'A7'!A7,A$11)",
        ),
        (
            "'my form'!A7+Other!A7+[1]Form!A7+Jan:Dec!A7+Q1:Q9!A7",
            "'my form'!A10+Other!A7+[1]Form!A7+Jan:Dec!A7+Q1:Q9!A7",
        ),
        (
            "LOG10(A7)+Table1[A7]+name7.x+#REF!+1E7+7",
            "LOG10(A10)+Table1[A7]+name7.x+#REF!+1E7+7",
        ),
        ("SUM(A:A,7:9,$1:$6)", "SUM(A:A,10:12,$1:$9)"),
        (
            "A1:A1048576&XFD7&XFE7&合计7",
            "A1:A1048576&XFD10&XFE7&合计7",
        ),
        ("B9:B2", "B12:B2"),
        (
            "'It''s'!A9:A10+'[1]My Form'!A9",
            "'It''s'!A9:A10+'[1]My Form'!A9",
        ),
    ] {
        assert_eq!(moved(old), new);
    }
}

#[test]
fn grows_a_list_with_a_sum_below() {
    let growth = Some(Growth { like: 5, count: 2 });
    let cells = [number(6, 1, 10.0), number(7, 1, 20.0), text(7, 0, "新")];
    let filled = fill(&sample(), "Form", growth, &cells).unwrap();
    let mut workbook = opened(&filled.file);
    let range = workbook.worksheet_range("Form").unwrap();
    assert_eq!(range.get_value((7, 1)), Some(&Data::Float(20.0)));
    assert_eq!(
        range.get_value((10, 0)),
        Some(&Data::String("Remarks".to_owned()))
    );
    let formulas = workbook.worksheet_formula("Form").unwrap();
    assert_eq!(
        formulas.get_value((8, 1)).map(String::as_str),
        Some("SUM(B5:B8)")
    );
    let sheet = &read(&filled.file).unwrap().sheets[0];
    assert_eq!(
        sheet.merges[1],
        Area {
            first_row: 10,
            last_row: 11,
            first_column: 0,
            last_column: 1
        }
    );
    assert_eq!(shown(sheet, 7, 0), "新");
    assert_eq!(shown(sheet, 6, 0), "");
    let styles: Vec<_> = sheet
        .rows
        .iter()
        .filter(|row| (5..8).contains(&row.row))
        .map(|row| row.cells.iter().map(|cell| cell.style).collect::<Vec<_>>())
        .collect();
    assert_eq!(styles.len(), 3);
    assert_eq!(styles[0], styles[2]);
    let rows: Vec<_> = sheet.rows.iter().map(|row| row.row).collect();
    assert!(rows.is_sorted());
    let (old, new) = (sheet_xml(&sample()), sheet_xml(&filled.file));
    let cols = |xml: &str| {
        xml.split_once("<cols>")
            .unwrap()
            .1
            .split_once("</cols>")
            .unwrap()
            .0
            .to_owned()
    };
    assert_eq!(cols(&old), cols(&new));
    assert!(part(&filled.file, "xl/workbook.xml").contains("Form!$A$1:$D$12"));
    for name in [
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet2.xml",
    ] {
        assert_eq!(part(&sample(), name), part(&filled.file, name));
    }
}

#[test]
fn moves_what_stands_around_the_rows() {
    let content = r#"<sheetData><row r="2" ht="30" customHeight="1"><c r="A2" s="1" t="str"><f>SUM(B2:C2)</f><v>1</v></c><c r="B2" t="s"><v>0</v></c></row><row r="3"><c r="A3"><f>IF(A2&lt;3,"A3",A3)</f></c></row></sheetData><autoFilter ref="A1:C2"/><mergeCells count="3"><mergeCell ref="B2:C2"/><mergeCell ref="D1:D2"/><mergeCell ref="A3:B4"/></mergeCells><conditionalFormatting sqref="A2 B5:B6"><cfRule type="expression"><formula>$A$3&gt;0</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation sqref="A1"><formula1>$F$5:$F$9</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A3" location="x"/></hyperlinks><rowBreaks count="2"><brk id="1"/><brk id="2"/></rowBreaks><colBreaks><brk id="5"/></colBreaks>"#;
    let filled = fill(
        &by_hand(content),
        "Form",
        Some(Growth { like: 1, count: 2 }),
        &[],
    )
    .unwrap();
    let expected = r#"<sheetData><row r="2" ht="30" customHeight="1"><c r="A2" s="1"><f>SUM(B2:C2)</f></c><c r="B2" t="s"><v>0</v></c></row><row r="3" ht="30" customHeight="1"><c r="A3" s="1"/></row><row r="4" ht="30" customHeight="1"><c r="A4" s="1"/></row><row r="5"><c r="A5"><f>IF(A2&lt;3,"A3",A5)</f></c></row></sheetData><autoFilter ref="A1:C4"/><mergeCells count="5"><mergeCell ref="B2:C2"/><mergeCell ref="B3:C3"/><mergeCell ref="B4:C4"/><mergeCell ref="D1:D4"/><mergeCell ref="A5:B6"/></mergeCells><conditionalFormatting sqref="A2:A4 B7:B8"><cfRule type="expression"><formula>$A$5&gt;0</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation sqref="A1"><formula1>$F$7:$F$11</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A5" location="x"/></hyperlinks><rowBreaks count="2"><brk id="1"/><brk id="4"/></rowBreaks><colBreaks><brk id="5"/></colBreaks>"#;
    let xml = sheet_xml(&filled.file);
    assert!(xml.contains(expected), "{xml}");
}

#[test]
fn moves_tables_pictures_and_the_calculation_order() {
    let book_rels = BOOK_RELS.replace(
        "</Rel",
        r#"<Relationship Id="rId2" Type="x/calcChain" Target="calcChain.xml"/></Rel"#,
    );
    let sheet = "<worksheet><sheetData><row r=\"2\"><c r=\"A2\"><f>1</f></c></row><row r=\"3\"><c r=\"A3\"><f>A2</f></c></row></sheetData></worksheet>";
    let sheet_rels = r#"<Relationships><Relationship Id="a" Type="x/table" Target="../tables/t.xml"/><Relationship Id="b" Type="x/drawing" Target="/xl/d.xml"/><Relationship Id="c" Type="x/hyperlink" TargetMode="External" Target="http://a"/></Relationships>"#;
    let file = zipped(&[
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", &book_rels),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", sheet_rels),
        (
            "xl/calcChain.xml",
            r#"<calcChain><c r="A3" i="1"/><c r="A2"/><c r="A9" i="2"/></calcChain>"#,
        ),
        (
            "xl/tables/t.xml",
            r#"<table ref="A5:B7"><autoFilter ref="A5:B7"/></table>"#,
        ),
        (
            "xl/d.xml",
            "<d><from><col>9</col><row>1</row></from><to><row>9</row></to></d>",
        ),
    ]);
    let filled = fill(&file, "Form", Some(Growth { like: 1, count: 4 }), &[]).unwrap();
    assert_eq!(
        part(&filled.file, "xl/calcChain.xml"),
        r#"<calcChain><c r="A7" i="1"/><c r="A2"/><c r="A9" i="2"/></calcChain>"#
    );
    assert_eq!(
        part(&filled.file, "xl/tables/t.xml"),
        r#"<table ref="A9:B11"><autoFilter ref="A9:B11"/></table>"#
    );
    assert_eq!(
        part(&filled.file, "xl/d.xml"),
        "<d><from><col>9</col><row>1</row></from><to><row>13</row></to></d>"
    );
}

#[test]
fn refuses_to_move_shared_formulas() {
    let file = by_hand(
        r#"<sheetData><row r="1"><c r="D1"><f t="shared" ref="D1:D3" si="0">B1*C1</f><v>1</v></c></row><row r="2"><c r="D2"><f t="shared" si="0"/></c></row><row r="3"><c r="D3"><f t="shared" si="0"/></c></row></sheetData>"#,
    );
    assert_eq!(
        fill(&file, "Form", Some(Growth { like: 1, count: 1 }), &[]),
        Err(FillError::SharedFormula)
    );
    assert!(fill(&file, "Form", Some(Growth { like: 2, count: 1 }), &[]).is_ok());
    let below = file.clone();
    let filled = fill(&below, "Form", Some(Growth { like: 4, count: 1 }), &[]).unwrap();
    assert!(sheet_xml(&filled.file).contains(r#"<f t="shared" si="0"/></c></row><row r="3">"#));
    assert_eq!(
        fill(
            &file,
            "Form",
            Some(Growth {
                like: 1,
                count: u32::MAX
            }),
            &[]
        ),
        Err(FillError::OutsideSheet)
    );
    let array = by_hand(
        r#"<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f></c></row></sheetData>"#,
    );
    assert_eq!(
        fill(&array, "Form", Some(Growth { like: 0, count: 1 }), &[]),
        Err(FillError::SharedFormula)
    );
}

#[test]
fn grows_a_sheet_with_prefixed_names() {
    let book = BOOK.replace(
        "</workbook>",
        "<definedNames><definedName name=\"_xlnm.Print_Titles\">Form!$1:$1</definedName><definedName name=\"a\">Other!$A$9&amp;Form!$A$2</definedName></definedNames></workbook>",
    );
    let sheet = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" s=\"4\"/></x:row><x:row r=\"2\"><x:c r=\"A2\"/></x:row></x:sheetData></x:worksheet>";
    let file = zipped(&[
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let growth = Some(Growth { like: 0, count: 1 });
    let filled = fill(&file, "Form", growth, &[number(1, 0, 3.0)]).unwrap();
    let expected = "<x:row r=\"2\"><x:c r=\"A2\" s=\"4\"><x:v>3</x:v></x:c></x:row><x:row r=\"3\"><x:c r=\"A3\"/></x:row>";
    assert!(sheet_xml(&filled.file).contains(expected));
    let names = part(&filled.file, "xl/workbook.xml");
    assert!(names.contains(">Form!$1:$1<"), "{names}");
    assert!(names.contains(">Other!$A$9&amp;Form!$A$3<"), "{names}");
}
