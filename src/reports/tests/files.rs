//! The files of reports, read back by other libraries: the same cells in all of them, and what a mask hides in none.

use super::generated::Home;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::Mask;
use crate::i18n::Lang;
use crate::reports::ledgers::{Ledger, OfChild};
use crate::reports::order::{Aside, Report, ReportOrder, Wanting, What};
use crate::reports::slots::Beside;
use crate::reports::table::{Cell, Column, Table, Value};
use crate::reports::trends::Page;
use crate::reports::words::value_words;
use crate::reports::write::Format;
use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;
use std::io::{Cursor, Read};

fn today() -> NaiveDate {
    "2026-11-27".parse().unwrap()
}

fn order(home: &Home, what: What, formats: &[Format]) -> ReportOrder {
    let calendar = home.desk.calendar().unwrap();
    ReportOrder {
        what,
        period: Period::of(Grain::Month, today() - chrono::Days::new(30), &calendar),
        beside: Beside::Nothing,
        child: home.children.first().map(|child| child.id),
        own: None,
        formats: formats.to_vec(),
        mask: Mask::Middle,
        is_public: false,
        reason: String::new(),
        to_whom: String::new(),
        lang: Lang::Zh,
    }
}

fn made(home: &Home, order: &ReportOrder) -> (Vec<Table>, Result<Report, Wanting>) {
    let calendar = home.desk.calendar().unwrap();
    let periods = order.periods(&calendar, today());
    let facts = home
        .desk
        .period_facts(&periods, order.what.parts())
        .unwrap();
    let child = order.child.map(|child| OfChild {
        child,
        matters: Vec::new(),
        open: Vec::new(),
    });
    let aside = Aside {
        child,
        ..Aside::default()
    };
    let tables = order.tables(&facts, &aside);
    let tables = tables
        .into_iter()
        .map(|table| table.masked(order.mask))
        .collect();
    (tables, order.report(&facts, (&aside, "石主任")).unwrap())
}

/// A home with at least one child.
fn home(seed: u64) -> Home {
    let homes = (seed..).map(|seed| Home::new(seed, today()));
    let mut homes = homes.filter(|home| home.children.len() > 2);
    homes.next().unwrap()
}

fn shown(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(at) => {
            let at = at.as_datetime().unwrap();
            if at.date().to_string() == "1899-12-31" || at.date().to_string() == "1899-12-30" {
                at.time().format("%H:%M").to_string()
            } else {
                at.date().to_string()
            }
        }
        other => other.to_string(),
    }
}

fn wanted(cell: &Cell) -> String {
    match &cell.value {
        // At least so many is a number with a sign in front, so that it can be drawn.
        Value::Mean { .. } | Value::AtLeast(_) => {
            cell.value.number().unwrap_or_default().to_string()
        }
        value => value_words(value, Lang::Zh, today()),
    }
}

#[rstest]
fn what_is_published_is_hidden_in_every_form(#[values(3, 50)] seed: u64) {
    let home = home(seed);
    // The home has at most fourteen children, so that some cell is small.
    let mut order = order(&home, What::Ledger(Ledger::RollUp), &[Format::Csv]);
    let text = |order: &ReportOrder| {
        let report = made(&home, order).1.unwrap();
        String::from_utf8(report.files[0].content.clone()).unwrap()
    };
    assert!(!text(&order).contains(",*"));
    order.is_public = true;
    assert!(text(&order).contains(",*"));
    order.what = What::Ledger(Ledger::Register);
    assert_eq!(made(&home, &order).1, Err(Wanting::Public));
}

#[rstest]
fn a_spreadsheet_holds_every_cell_of_the_table(#[values(3, 50)] seed: u64) {
    let home = home(seed);
    for what in What::all() {
        let order = order(&home, what, &[Format::Xlsx]);
        let (tables, report) = made(&home, &order);
        let report = report.unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(report.files[0].content.clone())).unwrap();
        let sheets = book.worksheets();
        assert_eq!(sheets.len(), tables.len(), "{what:?}");
        for ((_, sheet), table) in sheets.iter().zip(&tables) {
            let text = |row: usize, column: usize| {
                let at = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
                sheet.get_value(at).map(shown).unwrap_or_default()
            };
            // A group stands over its first column, its headings below; all others are as high as both.
            let groups = table.groups();
            let is_grouped = groups.iter().any(|(name, _)| name.is_some());
            let is_heading = |row: &usize| {
                groups.iter().all(|(name, (from, to))| match name {
                    None => text(*row, *from) == table.columns[*from].heading,
                    Some(name) => {
                        let mut below = *from..=*to;
                        text(*row, *from) == *name
                            && below.all(|one| text(row + 1, one) == table.columns[one].heading)
                    }
                })
            };
            let head = (0..20)
                .find(is_heading)
                .unwrap_or_else(|| panic!("{what:?} has no headings"));
            let head = head + usize::from(is_grouped);
            for (nth, row) in table.rows.iter().enumerate() {
                for (column, cell) in row.cells.iter().enumerate() {
                    let is = text(head + 1 + nth, column);
                    assert_eq!(
                        is,
                        wanted(cell),
                        "{what:?} {} row {nth} column {column}",
                        table.code
                    );
                }
            }
        }
    }
}

#[test]
fn a_csv_holds_every_cell_and_no_formula() {
    let home = home(9);
    for what in What::all() {
        let order = order(&home, what, &[Format::Csv]);
        let (tables, report) = made(&home, &order);
        let report = report.unwrap();
        assert_eq!(report.files.len(), tables.len());
        for (file, table) in report.files.iter().zip(&tables) {
            let text = std::str::from_utf8(&file.content).unwrap();
            let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
            let mut lines = csv::ReaderBuilder::new().from_reader(text.as_bytes());
            let headings: Vec<String> =
                lines.headers().unwrap().iter().map(str::to_owned).collect();
            let columns: Vec<String> = table.columns.iter().map(Column::full_heading).collect();
            assert_eq!(headings, columns);
            assert_eq!(lines.records().count(), table.rows.len(), "{what:?}");
        }
    }
}

#[test]
fn columns_of_one_heading_are_told_apart_by_their_group() {
    let home = home(9);
    let formats = [Format::Csv, Format::Html];
    let (tables, report) = made(&home, &order(&home, What::Ledger(Ledger::RollUp), &formats));
    let table = &tables[0];
    let same = |one: &&Column| one.heading == "没填";
    assert_eq!(table.columns.iter().filter(same).count(), 5);
    let mut names: Vec<String> = table.columns.iter().map(Column::full_heading).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), table.columns.len());
    let files = report.unwrap().files;
    let text = |nth: usize| String::from_utf8(files[nth].content.clone()).unwrap();
    let (page, list) = (text(0), text(1));
    let (page, list) = if list.contains("<thead>") {
        (list, page)
    } else {
        (page, list)
    };
    assert!(list.contains("健康 · 没填"), "{list}");
    let heads = page.split_once("<thead>").unwrap().1;
    let heads = heads.split_once("</thead>").unwrap().0;
    assert_eq!(heads.matches("<tr>").count(), 2);
    assert_eq!(heads.matches("rowspan=\"2\"").count(), 2);
    assert!(heads.contains("colspan=\"3\">性别</th>"), "{heads}");
    let json = crate::reports::write::json::json(table);
    assert_eq!(json["columns"][2]["group"], "性别");
    assert!(json["columns"][0]["group"].is_null());
}

#[rstest]
#[case::when(Page::When, true)]
#[case::who(Page::Who, false)]
#[case::how_many(Page::HowMany, false)]
fn pages_have_a_chart_in_the_spreadsheet(#[case] page: Page, #[case] has_shades: bool) {
    let home = home(9);
    let report = made(&home, &order(&home, What::Page(page), &[Format::Xlsx])).1;
    let file = report.unwrap().files.remove(0).content;
    let part = |name: &str| {
        let mut zip = zip::ZipArchive::new(Cursor::new(file.clone())).unwrap();
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let chart = part("xl/charts/chart1.xml");
    assert!(
        chart.contains("<c:min val=\"0\"/>") && chart.contains("2026"),
        "{chart}"
    );
    let sheet = part("xl/worksheets/sheet1.xml");
    assert_eq!(sheet.contains("<colorScale>"), has_shades);
}

#[test]
fn a_basic_form_has_a_page_for_each_child() {
    let home = home(9);
    let order = order(&home, What::Ledger(Ledger::BasicForm), &[Format::Html]);
    let (tables, report) = made(&home, &order);
    let page = String::from_utf8(report.unwrap().files[0].content.clone()).unwrap();
    assert_eq!(
        page.matches("<table class=\"card\">").count(),
        tables[0].rows.len()
    );
    assert!(page.contains(".card + .card { break-before: page }"));
}

#[test]
fn a_page_says_whose_it_is_when_and_what_is_hidden() {
    let home = home(9);
    for what in What::all() {
        let order = order(&home, what, &[Format::Html]);
        let (tables, report) = made(&home, &order);
        let report = report.unwrap();
        let page = String::from_utf8(report.files[0].content.clone()).unwrap();
        assert!(
            page.contains("前尚庄儿童之家") && page.contains("石主任"),
            "{what:?}"
        );
        assert!(page.contains("@page") && page.contains("table-header-group"));
        assert!(!page.contains("http://") || page.contains("http://www.w3.org/2000/svg"));
        assert_eq!(
            page.contains("隐去个人信息"),
            report.is_personal,
            "{what:?}"
        );
        for table in &tables {
            assert!(page.contains(&table.period), "{what:?} {}", table.code);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn checks_hold_and_numbers_are_what_they_count(seed in any::<u64>(), back in 0..200_i64) {
        let home = Home::new(seed, today());
        let calendar = home.desk.calendar().unwrap();
        for ledger in Ledger::ALL.iter().filter(|one| !one.is_of_child() && **one != Ledger::Own) {
            let mut order = order(&home, What::Ledger(*ledger), &[]);
            order.period = Period::of(Grain::Month, today() - chrono::TimeDelta::days(back), &calendar);
            let (tables, _) = made(&home, &order);
            for table in &tables {
                for check in &table.checks {
                    prop_assert!(check.holds(), "{ledger:?} {check:?}");
                }
                // A row says under this name what it is itself.
                prop_assert!(table.columns.iter().all(|one| one.code != "state"), "{}", table.code);
                for row in &table.rows {
                    prop_assert_eq!(row.cells.len(), table.columns.len());
                }
            }
        }
    }
}

#[test]
fn nothing_hidden_is_in_a_file() {
    let mut home = home(21);
    let child = home.children[0].clone();
    let name = "欧阳金丝雀";
    let secret = crate::domain::Child {
        name: name.into(),
        id_no: "341699201611192043".into(),
        live_address: "金丝雀巷 7 号".into(),
        teacher_phone: "12046814538".into(),
        note: "金丝雀备注".into(),
        joined_on: None,
        status: crate::domain::Status::Enrolled,
        left_on: None,
        ..child
    };
    let save = crate::desk::command::Command::SaveChild(Box::new(secret));
    home.desk.perform(save).unwrap();
    let canaries = [
        name,
        "341699201611192043",
        "金丝雀巷",
        "12046814538",
        "金丝雀备注",
    ];
    for what in What::all() {
        for (mask, allowed) in [
            (Mask::Middle, 3),
            (Mask::LastFour, 2),
            (Mask::Initials, 0),
            (Mask::None, 0),
        ] {
            let mut order = order(&home, what, &[Format::Html, Format::Csv]);
            order.mask = mask;
            let (_, report) = made(&home, &order);
            for file in report.unwrap().files {
                let text = String::from_utf8(file.content).unwrap();
                let shown: Vec<&&str> =
                    canaries.iter().filter(|one| text.contains(**one)).collect();
                assert!(
                    shown.len() <= allowed,
                    "{what:?} {mask:?} {}: {shown:?}",
                    file.name
                );
                assert!(!text.contains("341699201611192043") && !text.contains("12046814538"));
                if matches!(mask, Mask::Initials | Mask::None) {
                    assert!(
                        shown.is_empty(),
                        "{what:?} {mask:?} {}: {shown:?}",
                        file.name
                    );
                }
            }
        }
    }
}

#[test]
fn everything_needs_a_reason_and_a_child_a_name() {
    let home = home(4);
    let mut full = order(&home, What::Ledger(Ledger::Register), &[Format::Csv]);
    full.mask = Mask::Full;
    assert_eq!(made(&home, &full).1, Err(Wanting::Reason));
    full.reason = "乡镇核对".into();
    assert!(made(&home, &full).1.is_ok());
    let mut nobody = order(&home, What::Ledger(Ledger::ChildFile), &[Format::Csv]);
    nobody.child = None;
    assert_eq!(made(&home, &nobody).1, Err(Wanting::Child));
}
