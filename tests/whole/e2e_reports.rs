//! Reports at an old terminal: a layout of the home's own, a form of the township, a report that is handed in.

use crate::common::pty::Pty;
use crate::common::{Place, Tongue};
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Columns and rows: wide enough for the whole tab line.
const SIZE: (u16, u16) = (120, 30);

/// A home with three children who came every afternoon of October and November.
fn village() -> Place {
    let place = Place::with_home(Tongue::English).at("2026-11-27T18:40:00+08:00");
    let mut roster = "档案号,姓名,性别,出生日期,学校,年级,照护人,与儿童关系,联系电话\n".to_owned();
    for (nth, name) in (1..).zip(["汪乐乐", "余小雨", "陈小满"]) {
        writeln!(
            roster,
            "000{nth},{name},女,201{nth}-03-02,望灯村小学,三年级,{name}奶奶,祖母,1374681453{nth}"
        )
        .unwrap();
    }
    import(&place, "roster", &roster);
    let mut sheet = "档案号,日期,标记\n".to_owned();
    let first: chrono::NaiveDate = "2026-10-08".parse().unwrap();
    for day in first.iter_days().take(50) {
        if chrono::Datelike::weekday(&day).number_from_monday() <= 5 {
            // The third child was away on one day, or nobody wrote it down.
            let count = if day == "2026-10-15".parse().unwrap() {
                2
            } else {
                3
            };
            for child in 1..=count {
                writeln!(sheet, "000{child},{day},到").unwrap();
            }
        }
    }
    import(&place, "attendance", &sheet);
    place
}

fn import(place: &Place, kind: &str, text: &str) {
    let path = place.own_folder().join(format!("{kind}.csv"));
    std::fs::write(&path, text).unwrap();
    place.ok(&["import", kind, path.to_str().unwrap()]);
}

fn start(place: &Place) -> Pty {
    let mut pty = Pty::start(place, &[], SIZE.0, SIZE.1);
    pty.wait_for("F7");
    pty.type_keys("F7");
    pty.wait_for("How many");
    pty
}

fn quit(mut pty: Pty) {
    pty.type_keys("ctrl-q ctrl-q");
    assert_eq!(pty.ended().0, 0);
}

/// The texts of the first sheet of a spreadsheet, row by row.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| cell.to_string();
    sheet
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

fn papers(place: &Place) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(place.data().join("papers"));
    let files = folder.map(|all| all.map(|one| one.unwrap().path()).collect());
    files.unwrap_or_default()
}

#[test]
fn a_layout_is_picked_column_by_column_and_used_again_after_a_power_cut() {
    let place = village();
    let mut pty = start(&place);
    pty.type_keys("ctrl-p n e w");
    pty.wait_for("New layout");
    pty.type_keys("enter");
    pty.wait_for("What goes into column 1?");
    pty.type_keys("n a m e enter");
    pty.wait_for("That is all: one column");
    pty.type_keys("d a y s space c a m e enter");
    pty.wait_for("That is all: 2 columns");
    pty.type_keys("enter");
    pty.wait_for("A layout of your own");
    pty.type_keys("t o w n ctrl-s");
    pty.wait_gone("A layout of your own");
    pty.wait_for("Saved");
    pty.kill();

    let mut pty = start(&place);
    pty.type_keys("ctrl-p down");
    pty.wait_for("own layout");
    pty.type_keys("enter");
    pty.wait_for("Write it");
    pty.type_keys("enter");
    pty.wait_for("2026-10");
    pty.type_keys("ctrl-s");
    pty.wait_for("kept in the journal");
    pty.type_keys("enter");
    quit(pty);
    let files = papers(&place);
    assert_eq!(files.len(), 1, "{files:?}");
    let rows = cells(&files[0]);
    let children: Vec<&Vec<String>> = rows
        .iter()
        .filter(|row| row[1].ends_with(['乐', '雨', '满']))
        .collect();
    assert_eq!(children.len(), 3, "{rows:?}");
    assert!(
        children.iter().any(|row| row[2] == "17") && children.iter().any(|row| row[2] == "16"),
        "{rows:?}"
    );

    // It is removed only after a yes.
    let mut pty = start(&place);
    for (answer, left) in [("2", 1), ("1", 0)] {
        pty.type_keys("ctrl-p down enter");
        pty.wait_for("Remove it");
        pty.type_keys("down down enter");
        pty.wait_for("Remove the layout");
        pty.type_keys(answer);
        pty.wait_gone("Remove the layout");
        let layouts = place.json(&["layout", "list"]);
        assert_eq!(layouts.as_array().unwrap().len(), left);
    }
    quit(pty);
}

#[test]
fn a_form_is_found_previewed_and_filled_beside_the_data_and_stays_as_it_was() {
    let place = village();
    let form = place.own_folder().join("township.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["序号", "姓名", "性别", "银行账号"]) {
        sheet.write(0, column, heading).unwrap();
    }
    book.save(&form).unwrap();
    let before = std::fs::read(&form).unwrap();
    let mut pty = start(&place);
    pty.type_keys("ctrl-p f i l l enter");
    pty.wait_for("township.xlsx");
    pty.type_keys("t o w n s h i p enter");
    pty.wait_for("Fill township.xlsx");
    pty.type_keys("ctrl-s");
    pty.wait_for("not known, left empty: 银行账号");
    // No is an answer too.
    pty.type_keys("2");
    pty.wait_gone("left empty");
    assert!(papers(&place).is_empty());
    pty.type_keys("ctrl-p f i l l enter");
    pty.wait_for("township.xlsx");
    pty.type_keys("t o w n s h i p enter");
    pty.wait_for("Fill township.xlsx");
    pty.type_keys("ctrl-s");
    pty.wait_for("left empty");
    pty.type_keys("1");
    pty.wait_for("-filled.xlsx");
    pty.type_keys("enter");
    // What is no spreadsheet is told as such.
    let bad = place.own_folder().join("broken.xlsx");
    std::fs::write(&bad, "no spreadsheet").unwrap();
    pty.type_keys("ctrl-p f i l l enter");
    pty.wait_for("broken.xlsx");
    pty.type_keys("b r o k e n enter");
    pty.wait_for("Fill broken.xlsx");
    pty.type_keys("ctrl-s");
    pty.wait_for("is no .xlsx spreadsheet");
    pty.type_keys("enter");
    quit(pty);
    assert_eq!(std::fs::read(&form).unwrap(), before);
    let rows = cells(&papers(&place)[0]);
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(rows[1][..3], ["1", "汪乐乐", "女"], "{rows:?}");
    assert!(place.ok(&["journal"]).contains("fill 2026-11 middle"));
}

#[test]
fn what_was_handed_in_shows_what_was_entered_later() {
    let place = village();
    let mut pty = start(&place);
    pty.type_keys("ctrl-p m o n t h l y space r e p o r t enter");
    pty.wait_for("handed in to");
    for _ in 0.."2026-11".len() {
        pty.type_keys("backspace");
    }
    pty.type_keys("2 0 2 6 - 1 0 tab tab tab tab tab t o w n ctrl-s");
    pty.wait_for("kept in the journal");
    pty.type_keys("enter left backtab");
    pty.wait_for("as it was sent");
    quit(pty);
    import(
        &place,
        "attendance",
        "档案号,日期,标记\n0003,2026-10-15,到\n",
    );
    let page = place.json(&["trends", "handed-in", "--period", "2026-10"]);
    let came = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["what"].as_str().unwrap().ends_with("15/10 Thu · came"));
    assert_eq!(came.unwrap()["sent"], "2", "{page}");
    assert_eq!(came.unwrap()["now"], "3");
    assert_eq!(came.unwrap()["more"], 1);
    let mut pty = start(&place);
    pty.type_keys("left backtab");
    pty.wait_for("different now");
    pty.type_keys("enter");
    pty.wait_for("陈小满");
    quit(pty);
    assert!(
        place
            .ok(&[
                "report",
                "monthly",
                "2026-10",
                "--out",
                place.own_folder().to_str().unwrap(),
                "--format",
                "csv"
            ])
            .contains("figures")
    );
}
