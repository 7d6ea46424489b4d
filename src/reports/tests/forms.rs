//! Forms that a township sent, filled and read back by another library.

use super::generated::Home;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::Mask;
use crate::house::period::{Part, PeriodFacts};
use crate::i18n::Lang;
use crate::reports::filling::{Meaning, NoPlan, filled, plan};
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
    let plan = plan(&form(), None, children.clone()).unwrap();
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
    assert!(matches!(
        plan(b"nothing", None, Vec::new()),
        Err(NoPlan::File(_))
    ));
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "没有表头").unwrap();
    let empty = book.save_to_buffer().unwrap();
    assert_eq!(plan(&empty, None, Vec::new()), Err(NoPlan::NoHeadings));
    assert_eq!(
        plan(&form(), Some("说明"), Vec::new()),
        Err(NoPlan::NoHeadings)
    );
}
