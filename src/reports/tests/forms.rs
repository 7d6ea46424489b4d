//! Forms that a township sent, filled and read back by another library.

use super::generated::Home;
use crate::domain::ChildId;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::Mask;
use crate::house::period::{Part, PeriodFacts};
use crate::i18n::Lang;
use crate::reports::filling::{Candidates, Meaning, NoPlan, filled, plan};
use crate::reports::ledgers::registered;
use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatBorder, Formula, Workbook};
use std::io::Cursor;

fn today() -> NaiveDate {
    "2026-11-27".parse().unwrap()
}

/// A form with headings over two rows, three rows to fill, a sum below and a second sheet.
fn form() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("留守儿童").unwrap();
    let thin = Format::new().set_border(FormatBorder::Thin);
    sheet
        .merge_range(0, 0, 0, 6, "儿童情况统计表", &thin)
        .unwrap();
    for (column, text) in [
        (0, "序号"),
        (1, "姓名"),
        (2, "公民身份号码"),
        (5, "开户银行"),
        (6, "本月来过天数"),
    ] {
        sheet
            .merge_range(1, column, 2, column, text, &thin)
            .unwrap();
    }
    sheet.merge_range(1, 3, 1, 4, "监护人", &thin).unwrap();
    sheet.write_with_format(2, 3, "姓名", &thin).unwrap();
    sheet.write_with_format(2, 4, "联系电话", &thin).unwrap();
    for row in 3..6 {
        for column in 0..7 {
            sheet.write_blank(row, column, &thin).unwrap();
        }
    }
    sheet.write(6, 0, "合计").unwrap();
    sheet
        .write_formula(6, 6, Formula::new("=SUM(G4:G6)"))
        .unwrap();
    sheet.write(7, 0, "填表人：").unwrap();
    book.add_worksheet().set_name("说明").unwrap();
    book.save_to_buffer().unwrap()
}

fn home() -> (Home, PeriodFacts, Period) {
    let homes = (30..).map(|seed| Home::new(seed, today()));
    let mut homes = homes.map(|home| {
        let calendar = home.desk.calendar().unwrap();
        let period = Period::of(Grain::Month, today() - chrono::Days::new(30), &calendar);
        let parts = [Part::Care, Part::Programme];
        let facts = home.desk.period_facts(&[period], &parts).unwrap();
        (home, facts, period)
    });
    homes
        .find(|(_, facts, period)| registered(facts, *period, None).len() > 3)
        .unwrap()
}

fn candidates<'f>(facts: &'f PeriodFacts, children: &[ChildId]) -> Candidates<'f> {
    Candidates {
        register: &facts.register,
        on_file: children.to_vec(),
        chosen: children.to_vec(),
    }
}

fn text(sheet: &calamine::Range<Data>, row: u32, column: u32) -> String {
    sheet
        .get_value((row, column))
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[test]
fn a_form_is_filled_and_grows_and_its_sum_with_it() {
    let (_home, facts, period) = home();
    let children = registered(&facts, period, None);
    let count = u32::try_from(children.len()).unwrap();
    let plan = plan(&form(), None, &candidates(&facts, &children)).unwrap();
    let meanings: Vec<Meaning> = plan.headings.iter().map(|one| one.2).collect();
    let field = Meaning::Field;
    assert_eq!(
        meanings,
        [
            Meaning::Serial,
            field("name"),
            field("id_no"),
            field("caregiver"),
            field("caregiver_phone"),
            Meaning::Unknown,
            field("came"),
        ]
    );
    assert_eq!((plan.first, plan.rows, plan.added()), (3, 3, count - 3));
    assert_eq!(plan.not_understood().collect::<Vec<_>>(), ["开户银行"]);
    let file = filled(&form(), &plan, &facts, (period, Mask::Middle, Lang::Zh)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["留守儿童", "说明"]);
    let formulas = book.worksheet_formula("留守儿童").unwrap();
    let sum = formulas.get_value((3 + count, 6)).unwrap();
    assert_eq!(*sum, format!("SUM(G4:G{})", 3 + count));
    let sheet = book.worksheet_range("留守儿童").unwrap();
    for (nth, child) in (0..).zip(&children) {
        let row = 3 + nth;
        let of = facts.register.get(*child).unwrap();
        assert_eq!(text(&sheet, row, 0), (nth + 1).to_string());
        assert!(text(&sheet, row, 1).starts_with(&of.name));
        assert_eq!(
            text(&sheet, row, 5),
            "",
            "a column that nobody understands stays empty"
        );
        let came = facts
            .came(period)
            .filter(|(one, _)| one.id == *child)
            .count();
        assert_eq!(text(&sheet, row, 6), came.to_string());
    }
    assert_eq!(text(&sheet, 3 + count, 0), "合计");
    assert_eq!(text(&sheet, 4 + count, 0), "填表人：");
}

#[test]
fn what_is_no_form_is_refused_with_its_reason() {
    let (_home, facts, _) = home();
    let none = candidates(&facts, &[]);
    assert!(matches!(
        plan(b"nothing", None, &none),
        Err(NoPlan::File(_))
    ));
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "没有表头").unwrap();
    let empty = book.save_to_buffer().unwrap();
    assert_eq!(plan(&empty, None, &none), Err(NoPlan::NoHeadings));
    assert_eq!(plan(&form(), Some("说明"), &none), Err(NoPlan::NoHeadings));
}

/// A form in which the township wrote these rows itself, with a sum below.
fn named_form(rows: &[[&str; 4]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["序号", "姓名", "公民身份号码", "本月来过天数"])
    {
        sheet.write(1, column, text).unwrap();
    }
    for (row, cells) in (2..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, *text).unwrap();
        }
    }
    let below = 2 + u32::try_from(rows.len()).unwrap();
    sheet.write(below, 1, "合计").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn in_a_form_that_names_children_only_their_blanks_are_filled() {
    let (_home, facts, period) = home();
    // The names of the first three are different.
    let mut children = registered(&facts, period, None);
    children.truncate(3);
    let of = |nth: usize| facts.register.get(children[nth]).unwrap();
    let [second, first] = [of(1), of(0)];
    let rows = [
        ["7", second.name.as_str(), "", ""],
        ["8", "谁也不是", "", ""],
        // What stands there stays, even if the file says otherwise.
        ["9", first.name.as_str(), "", "99"],
    ];
    let form = named_form(&rows);
    let plan = plan(&form, None, &candidates(&facts, &children)).unwrap();
    assert_eq!(plan.children, [second.id, first.id]);
    assert_eq!(plan.not_listed, children.len() - 2);
    assert_eq!((plan.first, plan.added()), (2, 0));
    let said = plan.words(Mask::Middle, Lang::En).lines().join(" / ");
    assert!(said.contains("rows 4"), "{said}");
    assert!(said.contains("2 of 3 rows"), "{said}");
    assert!(said.contains("by the name alone: 2"), "{said}");
    assert!(said.contains("not in the form"), "{said}");
    let file = filled(&form, &plan, &facts, (period, Mask::Full, Lang::Zh)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let came = |child: ChildId| {
        let came = facts.came(period).filter(|(one, _)| one.id == child);
        came.count().to_string()
    };
    assert_eq!(text(&sheet, 2, 0), "7", "its own number stays");
    assert_eq!(text(&sheet, 2, 2), second.id_no);
    assert_eq!(text(&sheet, 2, 3), came(second.id));
    assert_eq!([text(&sheet, 3, 2), text(&sheet, 3, 3)], ["", ""]);
    assert_eq!(text(&sheet, 4, 3), "99");
    assert_eq!([text(&sheet, 5, 1), text(&sheet, 5, 3)], ["合计", ""]);
}

#[test]
fn a_name_that_two_children_have_and_a_number_that_differs_fit_nobody() {
    let (_home, facts, period) = home();
    let mut children = registered(&facts, period, None);
    children.truncate(3);
    let first = facts.register.get(children[0]).unwrap();
    let rows = [
        ["1", first.name.as_str(), "11010519491231002X", ""],
        ["2", first.name.as_str(), "110105********002X", ""],
    ];
    let plan = |rows: &[[&str; 4]], on_file: &[ChildId]| {
        plan(&named_form(rows), None, &candidates(&facts, on_file)).unwrap()
    };
    // Another number is another child, if the file has one; a number that is hidden in part has to fit as far as it goes.
    let found = |row: &[[&str; 4]]| plan(row, &children).listed[0].child;
    let other = first.id_no.is_empty().then_some(first.id);
    assert_eq!(found(&rows[..1]), other);
    assert_eq!(found(&rows[1..]), other);
    // Of a child that is named twice the first row is filled.
    let twice_named = plan(&[rows[0], rows[0]], &children);
    assert_eq!(twice_named.listed[1].child, None);
    // The same child twice among those on file stands for two of one name.
    let twice = [children[0], children[0], children[1]];
    let second = facts.register.get(children[1]).unwrap();
    let rows = [
        ["1", first.name.as_str(), "", ""],
        ["2", second.name.as_str(), "", ""],
    ];
    let found: Vec<Option<ChildId>> = plan(&rows, &twice)
        .listed
        .iter()
        .map(|one| one.child)
        .collect();
    assert_eq!(found, [None, Some(second.id)]);
}

#[test]
fn rows_that_the_file_does_not_hold_are_empty_rows() {
    let (_home, facts, period) = home();
    let children = registered(&facts, period, None);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "姓名").unwrap();
    sheet.write(0, 1, "公民身份号码").unwrap();
    sheet.write(9, 0, "填表人：").unwrap();
    let form = book.save_to_buffer().unwrap();
    let plan = plan(&form, None, &candidates(&facts, &children)).unwrap();
    assert_eq!((plan.first, plan.rows), (1, 8));
    let file = filled(&form, &plan, &facts, (period, Mask::Middle, Lang::Zh)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let first = facts.register.get(children[0]).unwrap();
    assert!(text(&sheet, 1, 0).starts_with(&first.name));
    let below = 9 + plan.added();
    assert_eq!(text(&sheet, below, 0), "填表人：");
}

#[test]
fn numbers_in_empty_rows_name_nobody() {
    let (_home, facts, period) = home();
    let children = registered(&facts, period, None);
    // Rows that are numbered under a heading that may mean the file, or the row.
    for heading in ["编号", "序号"] {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, text) in (0..).zip([heading, "姓名", "公民身份号码"]) {
            sheet.write(0, column, text).unwrap();
        }
        for row in 1..=9_u32 {
            sheet.write(row, 0, row).unwrap();
        }
        let form = book.save_to_buffer().unwrap();
        let plan = plan(&form, None, &candidates(&facts, &children)).unwrap();
        assert!(plan.listed.is_empty(), "{heading}");
        assert_eq!((plan.first, plan.children.len()), (1, children.len()));
        let file = filled(&form, &plan, &facts, (period, Mask::Middle, Lang::Zh)).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(text(&sheet, 2, 0), "2", "{heading}");
    }
}

#[test]
fn names_after_an_empty_row_are_found_too() {
    let (_home, facts, period) = home();
    let mut children = registered(&facts, period, None);
    children.truncate(3);
    let names: Vec<&str> = children
        .iter()
        .map(|id| facts.register.get(*id).unwrap().name.as_str())
        .collect();
    let rows = [
        ["1", "谁也不是", "", ""],
        ["2", names[0], "", ""],
        ["3", "", "", ""],
        ["4", names[1], "", ""],
    ];
    let plan = plan(&named_form(&rows), None, &candidates(&facts, &children)).unwrap();
    assert_eq!(plan.children, children[..2]);
    assert_eq!(
        (plan.first, plan.listed.len()),
        (2, 3),
        "from the first row that names somebody"
    );
}
