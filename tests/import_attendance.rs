//! Imports of past attendance sheets: the verdict for each row.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use chrono::Datelike as _;
use chrono::{FixedOffset, NaiveDate, NaiveTime};
use doorlight::domain::attendance::AbsenceReason;
use doorlight::domain::{Attendance, Child, ChildId, Mark, OutTo, Sex};
use doorlight::exchange::attendance::{
    AttendancePlan, Month, NoPlan, SheetEntry, SheetJudge, SheetRow, Who,
};
use doorlight::exchange::file;
use doorlight::exchange::note::{Counts, NoteCode, Verdict, note_text};
use doorlight::exchange::report::{Head, report};
use doorlight::exchange::roster::{Judge, Phones};
use doorlight::exchange::sheet::{Book, Cell, Row, RowAt, Sheet};
use doorlight::exchange::sheets::{SheetFate, Wanted};
use doorlight::i18n::Lang;
use proptest::prelude::*;
use rstest::rstest;
use std::path::{Path, PathBuf};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn china() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn id(number: u128) -> ChildId {
    ChildId(Uuid::from_u128(number))
}

/// The children of the clean register, numbered from 1.
fn village() -> Vec<Child> {
    let book = file::read(&fixture("roster.xlsx")).unwrap();
    let plan = Judge::new(&[], today(), Phones::Real)
        .book(&book, &Wanted::Visible)
        .unwrap();
    let drafts = plan.additions().zip(1..);
    drafts
        .map(|(draft, n)| draft.child(id(n), &n.to_string()))
        .collect()
}

fn child(number: u128, name: &str) -> Child {
    Child::new(
        id(number),
        &format!("D{number}"),
        name,
        Sex::Female,
        day("2015-06-01"),
    )
}

fn plan_of(name: &str, children: &[Child], register: &[Attendance]) -> AttendancePlan {
    let book = file::read(&fixture(name)).unwrap();
    SheetJudge::new(children, register, today())
        .book(&book, &Wanted::Visible)
        .unwrap()
}

fn register_after(plan: &AttendancePlan) -> Vec<Attendance> {
    plan.additions()
        .map(|(child, entry)| entry.attendance(child, china()))
        .collect()
}

fn codes(row: &SheetRow) -> Vec<&'static str> {
    row.notes.iter().map(|note| note.code.code()).collect()
}

fn sheet(rows: &[&[&str]]) -> Sheet {
    let row = |(at, words): (usize, &&[&str])| Row {
        number: at as u32 + 1,
        cells: words
            .iter()
            .map(|word| Cell::Text((*word).into()))
            .collect(),
        ..Row::default()
    };
    Sheet {
        rows: rows.iter().enumerate().map(row).collect(),
        ..Sheet::default()
    }
}

/// A file of this sheet.
fn alone(sheet: &Sheet, file_name: &str) -> Book {
    Book {
        file_name: file_name.to_owned(),
        sheets: vec![sheet.clone()],
    }
}

fn judged(rows: &[&[&str]], children: &[Child], register: &[Attendance]) -> AttendancePlan {
    SheetJudge::new(children, register, today())
        .book(&alone(&sheet(rows), ""), &Wanted::Visible)
        .unwrap()
}

fn marks_of(plan: &AttendancePlan) -> [usize; 4] {
    let count = |mark| {
        plan.additions()
            .filter(|(_, entry)| entry.mark == mark)
            .count()
    };
    [Mark::Present, Mark::Late, Mark::Excused, Mark::Absent].map(count)
}

/// The expected numbers were counted in the files without this program.
#[rstest]
#[case("attendance-2026-09.xlsx", Month { year: 2026, month: 9 }, [872, 0, 176, 621])]
#[case("attendance-2026-10.xlsx", Month { year: 2026, month: 10 }, [797, 0, 130, 433])]
fn a_month_is_read_mark_by_mark(
    #[case] name: &str,
    #[case] month: Month,
    #[case] marks: [usize; 4],
) {
    let plan = plan_of(name, &village(), &[]);
    assert_eq!(plan.month, Some(month));
    assert_eq!(marks_of(&plan), marks);
    let expected = Counts {
        added: 68,
        skipped: 2,
        ..Counts::default()
    };
    assert_eq!(plan.counts(), expected);
    assert!(plan.rows.iter().skip(2).all(|row| row.notes.is_empty()));
}

#[test]
fn a_row_says_what_its_cells_say() {
    let plan = plan_of("attendance-2026-09.xlsx", &village(), &[]);
    let row = plan.rows.iter().find(|row| &*row.name == "范明轩").unwrap();
    assert_eq!((row.at.row, row.outcome), (7, Verdict::Add));
    assert_eq!(row.who, Who::Child(id(5)));
    let mark = |on: &str| {
        row.entries
            .iter()
            .find(|e| e.day == day(on))
            .map(|e| e.mark)
    };
    assert_eq!(mark("2026-09-01"), Some(Mark::Absent));
    assert_eq!(mark("2026-09-02"), Some(Mark::Excused));
    assert_eq!(mark("2026-09-03"), None);
    assert_eq!(mark("2026-09-07"), Some(Mark::Present));
}

#[test]
fn the_same_month_twice_changes_nothing() {
    let children = village();
    let first = plan_of("attendance-2026-09.xlsx", &children, &[]);
    let register = register_after(&first);
    assert_eq!(register.len(), 872 + 176 + 621);
    let second = plan_of("attendance-2026-09.xlsx", &children, &register);
    assert_eq!(
        second.counts(),
        Counts {
            matched: 68,
            skipped: 2,
            ..Counts::default()
        }
    );
    assert_eq!(second.additions().count(), 0);
}

#[test]
fn what_comes_from_paper_is_late_untimed_and_nobody_is_in_the_house() {
    let plan = plan_of("attendance-2026-09.xlsx", &village(), &[]);
    for row in register_after(&plan) {
        assert!(row.entered_late && !row.is_in());
        assert_eq!(row.untimed, row.mark.is_seen());
    }
}

#[test]
fn a_mark_that_differs_from_the_register_waits() {
    let children = [child(1, "甲乙")];
    let filed = [Attendance::blank(day("2026-09-02"), id(1), 1, Mark::Absent)];
    let rows: &[&[&str]] = &[
        &["2026年9月"],
        &["姓名", "1", "2", "3"],
        &["甲乙", "√", "√", ""],
    ];
    let plan = judged(rows, &children, &filed);
    assert_eq!(plan.rows[2].outcome, Verdict::Doubt);
    assert_eq!(codes(&plan.rows[2]), ["mark-conflict"]);
    assert_eq!(
        note_text(Lang::Zh, &plan.rows[2].notes[0]),
        "2026-09-02 册上是“缺席”，表上是“到”。请核对，册上没有改动。"
    );
    assert_eq!(plan.additions().count(), 0);
}

#[test]
fn a_name_that_two_children_share_is_a_question() {
    let children = [child(1, "甲乙"), child(2, "甲乙")];
    let sheet = sheet(&[
        &["2026年9月"],
        &["姓名", "1", "2", "3"],
        &["甲乙", "√", "迟", "病假"],
    ]);
    let mut judge = SheetJudge::new(&children, &[], today());
    let plan = judge.book(&alone(&sheet, ""), &Wanted::Visible).unwrap();
    assert_eq!(plan.rows[2].who, Who::Ambiguous(vec![id(1), id(2)]));
    assert_eq!(
        (plan.rows[2].outcome, codes(&plan.rows[2])),
        (Verdict::Doubt, vec!["name-shared"])
    );
    judge.choose(RowAt { sheet: 0, row: 3 }, id(2));
    let plan = judge.book(&alone(&sheet, ""), &Wanted::Visible).unwrap();
    assert_eq!(plan.rows[2].outcome, Verdict::Add);
    let found: Vec<_> = plan
        .additions()
        .map(|(who, e)| (who, e.mark, e.reason))
        .collect();
    assert_eq!(
        found,
        [
            (id(2), Mark::Present, None),
            (id(2), Mark::Late, None),
            (id(2), Mark::Excused, Some(AbsenceReason::Ill)),
        ]
    );
}

#[test]
fn a_file_number_settles_a_shared_name_but_never_overrules_a_name() {
    let children = [child(1, "甲乙"), child(2, "甲乙"), child(3, "丙丁")];
    let rows: &[&[&str]] = &[
        &["2026年9月"],
        &["档案号", "姓名", "1", "2", "3"],
        &["D2", "甲乙", "√", "", ""],
        &["D1", "丙丁", "√", "", ""],
    ];
    let plan = judged(rows, &children, &[]);
    assert_eq!(plan.rows[2].who, Who::Child(id(2)));
    assert_eq!(plan.rows[3].who, Who::Child(id(3)));
}

#[test]
fn a_long_list_names_the_child_by_whatever_it_has() {
    let mut children = [child(1, "甲乙"), child(2, "丙丁")];
    children[0].file_no = "001".to_owned();
    children[1].id_no = "341699201611192043".to_owned();
    let who = |head: &str, value: &str| {
        let rows: &[&[&str]] = &[&[head, "date", "in_at"], &[value, "2026-10-08", "17:05"]];
        judged(rows, &children, &[]).rows[1].who.clone()
    };
    assert_eq!(who("file_no", "001"), Who::Child(id(1)));
    assert_eq!(who("编号", "1"), Who::Child(id(1)));
    assert_eq!(who("身份证号", "341699 20161119 2043"), Who::Child(id(2)));
    assert_eq!(who("姓名", "丙 丁"), Who::Child(id(2)));
    assert_eq!(who("姓名或编号", "1"), Who::Child(id(1)));
    assert_eq!(who("姓名", "341699201611192043"), Who::Child(id(2)));
    assert_eq!(who("file_no", "7"), Who::Unknown);
    let rows: &[&[&str]] = &[
        &["编号", "姓名", "日期", "出勤"],
        &["001", "", "2026-10-08", "到"],
    ];
    assert_eq!(judged(rows, &children, &[]).rows[1].who, Who::Child(id(1)));
}

#[rstest]
#[case::unknown_child(&["戊己", "√"], Verdict::Doubt, "child-unknown")]
#[case::unknown_mark(&["甲乙", "？"], Verdict::Doubt, "mark-unknown")]
#[case::no_marks(&["甲乙", "", "", ""], Verdict::Skip, "skip-no-marks")]
#[case::no_name(&["", "√"], Verdict::Refuse, "no-name")]
#[case::day_31(&["甲乙", "√", "", "", "√"], Verdict::Doubt, "day-not-a-date")]
#[case::total(&["甲乙", "√", "×", "", "", "2"], Verdict::Add, "total-disagrees")]
#[case::weekdays(&["", "一", "二", "三", "四"], Verdict::Skip, "skip-heading")]
#[case::sum(&["合计", "1", "1"], Verdict::Skip, "skip-total")]
fn a_row_comes_to_its_outcome(#[case] row: &[&str], #[case] outcome: Verdict, #[case] code: &str) {
    let head: &[&str] = &["姓名", "1", "2", "3", "31", "合计"];
    let plan = judged(&[&["2026年9月"], head, row], &[child(1, "甲乙")], &[]);
    assert_eq!(plan.rows[2].outcome, outcome, "{:?}", codes(&plan.rows[2]));
    assert!(
        codes(&plan.rows[2]).contains(&code),
        "{:?}",
        codes(&plan.rows[2])
    );
}

#[test]
fn a_day_to_come_is_refused() {
    let rows: &[&[&str]] = &[
        &["2026年11月"],
        &["姓名", "22", "23", "24"],
        &["甲乙", "√", "√", "√"],
    ];
    let plan = judged(rows, &[child(1, "甲乙")], &[]);
    assert_eq!(
        (plan.rows[2].outcome, codes(&plan.rows[2])),
        (Verdict::Refuse, vec!["day-future"])
    );
}

#[test]
fn the_month_comes_from_the_person_the_title_the_tab_or_the_file() {
    let bare = sheet(&[&["姓名", "1", "2", "3"], &["甲乙", "√", "", ""]]);
    let children = [child(1, "甲乙")];
    let judge = SheetJudge::new(&children, &[], today());
    assert_eq!(
        judge.book(&alone(&bare, "签到表.xlsx"), &Wanted::Visible),
        Err(NoPlan::NoMonth)
    );
    let month = |plan: Result<AttendancePlan, NoPlan>| plan.unwrap().month.unwrap().to_string();
    assert_eq!(
        month(judge.book(&alone(&bare, "2026-05签到表.xlsx"), &Wanted::Visible)),
        "2026-05"
    );
    let tab = Sheet {
        name: "12月".to_owned(),
        ..bare.clone()
    };
    assert_eq!(
        month(judge.book(&alone(&tab, "签到表.xlsx"), &Wanted::Visible)),
        "2025-12"
    );
    let told = SheetJudge::new(&children, &[], today()).in_month("2026-10".parse().ok());
    assert_eq!(
        month(told.book(&alone(&tab, "2026-05.xlsx"), &Wanted::Visible)),
        "2026-10"
    );
}

const LONG: &[&str] = &["档案号", "日期", "签到时间", "签退时间", "出勤", "事由"];

fn first_entry(row: &[&str]) -> (SheetRow, Option<SheetEntry>) {
    let mut plan = judged(&[LONG, row], &[child(1, "甲乙")], &[]);
    let row = plan.rows.remove(1);
    let entry = row.entries.first().cloned();
    (row, entry)
}

#[test]
fn a_long_list_has_times_and_reasons() {
    let (row, entry) = first_entry(&["D1", "2026.10.8", "17:05", "18：30", "", ""]);
    let entry = entry.unwrap();
    assert_eq!((row.outcome, entry.mark), (Verdict::Add, Mark::Present));
    assert_eq!(entry.in_at, NaiveTime::from_hms_opt(17, 5, 0));
    let filed = entry.attendance(id(1), china());
    assert_eq!(
        filed.in_at.unwrap().to_rfc3339(),
        "2026-10-08T17:05:00+08:00"
    );
    assert_eq!(
        (filed.out_to.clone(), filed.untimed),
        (Some(OutTo::NotKnown), false)
    );
    assert!(!filed.is_in());
    let (_, entry) = first_entry(&["D1", "2026-10-08", "", "", "请假", "生病"]);
    assert_eq!(entry.unwrap().reason, Some(AbsenceReason::Ill));
    let (row, entry) = first_entry(&["D1", "2026-10-08", "", "", "请假", "走亲戚"]);
    assert_eq!(
        (entry.unwrap().note.as_str(), codes(&row)),
        ("走亲戚", vec!["reason-as-note"])
    );
}

#[rstest]
#[case(&["D1", "昨天", "17:05"], Verdict::Doubt, "day-not-a-date")]
#[case(&["D1", "2026-10-08", "下午"], Verdict::Doubt, "time-not-a-time")]
#[case(&["D1", "2026-10-08", "18:00", "17:00"], Verdict::Doubt, "out-before-in")]
#[case(&["D1", "2027-10-08", "18:00"], Verdict::Refuse, "day-future")]
#[case(&["D1", "2014-10-08", "18:00"], Verdict::Doubt, "day-before-birth")]
#[case(&["D9", "2026-10-08", "18:00"], Verdict::Doubt, "child-unknown")]
fn a_long_row_comes_to_its_outcome(
    #[case] row: &[&str],
    #[case] outcome: Verdict,
    #[case] code: &str,
) {
    let (row, _) = first_entry(row);
    assert_eq!((row.outcome, codes(&row)), (outcome, vec![code]));
}

#[test]
fn two_stays_of_one_day_are_two_and_the_same_twice_is_one() {
    let rows: &[&[&str]] = &[
        LONG,
        &["D1", "2026-10-08", "08:00", "11:00"],
        &["D1", "2026-10-08", "14:00", "17:00"],
        &["D1", "2026-10-08", "14:00", "17:00"],
        &["D1", "2026-10-08", "", "", "缺"],
    ];
    let children = [child(1, "甲乙")];
    let plan = judged(rows, &children, &[]);
    let stays: Vec<_> = plan.additions().map(|(_, entry)| entry.stay).collect();
    assert_eq!(stays, [1, 2]);
    assert_eq!(plan.rows[3].outcome, Verdict::Match);
    assert_eq!(
        (plan.rows[4].outcome, codes(&plan.rows[4])),
        (Verdict::Doubt, vec!["twice-in-file"])
    );
    let again = judged(rows, &children, &register_after(&plan));
    assert_eq!(again.counts().added, 0);
    assert_eq!(again.counts().matched, 3);
}

#[test]
fn spreadsheet_times_and_dates_are_read() {
    let noon = day("2026-10-08").and_hms_opt(12, 30, 0).unwrap();
    let cells = [
        vec![
            Cell::Text("姓名".into()),
            Cell::Text("日期".into()),
            Cell::Text("签到时间".into()),
        ],
        vec![
            Cell::Text("甲 乙".into()),
            Cell::Number(46_303.0),
            Cell::Number(0.6875),
        ],
        vec![
            Cell::Text("甲乙".into()),
            Cell::Moment(noon),
            Cell::Moment(noon),
        ],
    ];
    let rows = cells.into_iter().zip(1..).map(|(cells, number)| Row {
        number,
        cells,
        ..Row::default()
    });
    let sheet = Sheet {
        rows: rows.collect(),
        ..Sheet::default()
    };
    let children = [child(1, "甲乙")];
    let plan = SheetJudge::new(&children, &[], today())
        .book(&alone(&sheet, ""), &Wanted::Visible)
        .unwrap();
    let found: Vec<_> = plan
        .additions()
        .map(|(_, e)| (e.day.to_string(), e.in_at.unwrap().to_string()))
        .collect();
    assert_eq!(found, [("2026-10-08".to_owned(), "16:30:00".to_owned()),]);
    assert_eq!(codes(&plan.rows[2]), ["twice-in-file"]);
}

#[test]
fn a_register_is_no_sign_in_sheet_and_the_other_way_round() {
    let roster = file::read(&fixture("roster.xlsx")).unwrap();
    let judge = SheetJudge::new(&[], &[], today());
    assert_eq!(
        judge.book(&roster, &Wanted::Visible),
        Err(NoPlan::NoHeadings)
    );
    let month = file::read(&fixture("attendance-2026-09.xlsx")).unwrap();
    assert_eq!(
        Judge::new(&[], today(), Phones::Real).book(&month, &Wanted::Visible),
        None
    );
}

#[test]
fn the_report_has_the_agreed_shape() {
    let plan = plan_of("attendance-2026-10.xlsx", &village(), &[]);
    let json = report(Lang::En, head(&plan), plan.report_rows());
    assert_eq!(json["added"], 68);
    assert_eq!(json["rows"][2]["name"], "汪乐乐");
    assert_eq!(
        json["rows"][0]["notes"][0]["code"],
        NoteCode::SkipTitle.code()
    );
}

#[test]
fn a_sheet_a_month_is_judged_sheet_by_sheet() {
    let rows: &[&[&str]] = &[&["姓名", "1", "2", "3"], &["甲乙", "√", "√", "√"]];
    let tab = |name: &str| Sheet {
        name: name.to_owned(),
        ..sheet(rows)
    };
    let book = Book {
        file_name: "2026.xlsx".to_owned(),
        sheets: vec![tab("9月"), tab("10月")],
    };
    let children = [child(1, "甲乙")];
    let judge = SheetJudge::new(&children, &[], today());
    // The tab names the month, the file the year; both are taken together.
    let plan = judge.book(&book, &Wanted::Visible).unwrap();
    let days: Vec<String> = plan
        .additions()
        .map(|(_, entry)| entry.day.to_string())
        .collect();
    assert_eq!(
        days,
        [
            "2026-09-01",
            "2026-09-02",
            "2026-09-03",
            "2026-10-01",
            "2026-10-02",
            "2026-10-03"
        ]
    );
    let only = judge.book(&book, &Wanted::Only(vec![1])).unwrap();
    assert_eq!(only.month.map(|month| month.month), Some(10));
    assert_eq!(only.additions().count(), 3);
}

#[test]
fn a_month_of_the_tab_goes_before_a_month_of_the_file() {
    let rows: &[&[&str]] = &[&["姓名", "1", "2", "3"], &["甲乙", "√", "√", "√"]];
    let tab = Sheet {
        name: "10月".to_owned(),
        ..sheet(rows)
    };
    let children = [child(1, "甲乙")];
    let judge = SheetJudge::new(&children, &[], today());
    let plan = judge.book(&alone(&tab, "签到表2025-09.xlsx"), &Wanted::Visible);
    assert_eq!(plan.unwrap().month.unwrap().to_string(), "2025-10");
}

#[test]
fn every_sheet_is_taken_or_named() {
    use SheetFate::{Empty, Hidden, NoList, NoMonth, NotWanted, Taken};
    let rows: &[&[&str]] = &[&["姓名", "1", "2", "3"], &["甲乙", "√", "√", "√"]];
    let tab = |name: &str| Sheet {
        name: name.to_owned(),
        ..sheet(rows)
    };
    let book = Book {
        file_name: "x.xlsx".to_owned(),
        sheets: vec![
            tab("2026年9月"),
            tab("不知道"),
            Sheet {
                is_hidden: true,
                ..tab("2026年8月")
            },
            Sheet {
                name: "说明".to_owned(),
                ..sheet(&[&["怎么填"]])
            },
            Sheet {
                name: "空".to_owned(),
                ..Sheet::default()
            },
        ],
    };
    let children = [child(1, "甲乙")];
    let judge = SheetJudge::new(&children, &[], today());
    let fates = |wanted: &Wanted| -> Vec<SheetFate> {
        let plan = judge.book(&book, wanted).unwrap();
        plan.sheets.iter().map(|one| one.fate).collect()
    };
    assert_eq!(
        fates(&Wanted::Visible),
        [Taken, NoMonth, Hidden, NoList, Empty]
    );
    let only = Wanted::Only(vec![2]);
    assert_eq!(
        fates(&only),
        [NotWanted, NotWanted, Taken, NotWanted, NotWanted]
    );
    // Of several sheets a month that is asked for is that of the sheet which names none.
    let told = SheetJudge::new(&children, &[], today()).in_month("2026-10".parse().ok());
    let plan = told.book(&book, &Wanted::Visible).unwrap();
    let months: Vec<u32> = plan
        .additions()
        .map(|(_, entry)| entry.day.month())
        .collect();
    assert_eq!(months, [9, 9, 9, 10, 10, 10]);
    // Alone, it has to be asked.
    assert_eq!(
        judge.book(&book, &Wanted::Only(vec![1])),
        Err(NoPlan::NoMonth)
    );
}

#[test]
fn the_same_month_on_two_sheets_is_entered_once() {
    let rows: &[&[&str]] = &[&["姓名", "1", "2", "3"], &["甲乙", "√", "√", "√"]];
    let tab = |name: &str| Sheet {
        name: name.to_owned(),
        ..sheet(rows)
    };
    let book = Book {
        file_name: "x.xlsx".to_owned(),
        sheets: vec![tab("2026年9月"), tab("2026年9月 (2)")],
    };
    let children = [child(1, "甲乙")];
    let judge = SheetJudge::new(&children, &[], today());
    let plan = judge.book(&book, &Wanted::Visible).unwrap();
    assert_eq!(plan.additions().count(), 3);
    let last = plan.rows.last().unwrap();
    assert_eq!((last.at.sheet, last.outcome), (1, Verdict::Match));
    let note = note_text(Lang::En, &last.notes[0]);
    assert!(note.contains("2026年9月 2"), "{note}");
}

#[test]
fn a_time_of_another_day_is_a_question() {
    let children = [child(1, "甲乙")];
    let plan = judged(
        &[
            &["姓名", "日期", "到园时间", "离园时间"],
            &[
                "甲乙",
                "2026-10-08",
                "2026-10-08 16:40",
                "2026-10-08T10:20:00Z",
            ],
            &["甲乙", "2026-10-09", "2026-10-10 16:40", ""],
        ],
        &children,
        &[],
    );
    assert_eq!(plan.rows[1].outcome, Verdict::Add);
    assert_eq!(
        plan.rows[1].entries[0].out_at.unwrap().to_string(),
        "18:20:00"
    );
    assert_eq!(plan.rows[2].outcome, Verdict::Doubt);
    assert_eq!(plan.rows[2].notes[0].code, NoteCode::TimeOtherDay);
}

fn head(plan: &AttendancePlan) -> Head<'_> {
    Head {
        counts: plan.counts(),
        sheets: &plan.sheets,
        columns: &plan.columns,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_makes_the_judge_panic(
        words in prop::collection::vec(any::<String>(), 12),
        numbers in prop::collection::vec(any::<f64>(), 6),
    ) {
        let children = [child(1, "甲乙")];
        let judge = SheetJudge::new(&children, &[], today());
        let mut month = sheet(&[&["2026年9月"], &["姓名", "1", "2", "9月3日", "2026-09-04", "合计"]]);
        let mut long = sheet(&[LONG]);
        let texts: Vec<Cell> = words.into_iter().map(|word| Cell::Text(word.into())).collect();
        let floats: Vec<Cell> = numbers.into_iter().map(Cell::Number).collect();
        for sheet in [&mut month, &mut long] {
            sheet.rows.push(Row { number: 9, cells: texts.clone(), ..Row::default() });
            sheet.rows.push(Row { number: 10, cells: floats.clone(), ..Row::default() });
            let mut named = floats.clone();
            named[0] = Cell::Text("甲乙".into());
            sheet.rows.push(Row { number: 11, cells: named, ..Row::default() });
        }
        for sheet in [month, long] {
            let plan = judge.book(&alone(&sheet, ""), &Wanted::Visible).unwrap();
            let _ = report(Lang::Zh, head(&plan), plan.report_rows());
        }
    }

    #[test]
    fn no_title_makes_the_month_panic(title in any::<String>(), head in any::<String>()) {
        let children = [child(1, "甲乙")];
        let judge = SheetJudge::new(&children, &[], today());
        let rows: &[&[&str]] = &[&[&title], &["姓名", "1", "2", "3", &head], &["甲乙", "√"]];
        let _ = judge.book(&alone(&sheet(rows), &title), &Wanted::Visible);
    }

    #[test]
    fn a_row_is_judged_as_if_it_stood_alone(
        picks in prop::collection::vec(
            (0..7_usize, 0..6_usize, 0..5_usize, 0..5_usize, 0..6_usize), 1..60),
        is_numbered in any::<bool>(),
    ) {
        let namesake = Child { id: child(3, "").id, ..child(2, "丙丁") };
        let children = [child(1, "甲乙"), child(2, "丙丁"), namesake];
        let judge = SheetJudge::new(&children, &[], today());
        let names = ["甲乙", "甲 乙", "丙丁", "戊己", "D1", "合计", ""];
        let dates = ["2026-09-01", "2026年9月2日", "2026-09", "46303", "2999-01-01", ""];
        let times = ["17:05", "8点", "25:00", "2026-09-01 16:10", ""];
        let marks = ["√", "病假", "迟到", "?", "", "请假"];
        let mut head = vec!["姓名", "日期", "签到", "签退", "出勤"];
        if is_numbered {
            head.push("编号");
        }
        let row = |(name, date, came, left, mark): &(usize, usize, usize, usize, usize)| {
            let number = ["D1", "D2", ""][name % 3];
            vec![names[*name], dates[*date], times[*came], times[*left], marks[*mark], number]
        };
        let rows: Vec<Vec<&str>> = picks.iter().map(row).collect();
        let all: Vec<&[&str]> = std::iter::once(&head).chain(&rows).map(Vec::as_slice).collect();
        let plan = judge.book(&alone(&sheet(&all), ""), &Wanted::Visible).unwrap();
        for (judged, row) in plan.rows.iter().skip(1).zip(&rows) {
            let alone = judge.book(&alone(&sheet(&[&head, row]), ""), &Wanted::Visible).unwrap();
            let alone = SheetRow { at: judged.at, ..alone.rows[1].clone() };
            let is_repeated = codes(judged).iter().any(|code| code.ends_with("-in-file"));
            let is_later = judged.entries.iter().any(|entry| entry.stay > 1);
            if is_repeated || is_later {
                prop_assert_eq!((&judged.name, &judged.who), (&alone.name, &alone.who));
            } else {
                prop_assert_eq!(judged, &alone);
            }
        }
    }
}

/// Days before which the register was deleted stay out; a row of which nothing is left waits for nobody.
#[rstest]
#[case::both(&["甲乙", "√", "√", "", "√"], Verdict::Add, &["days-not-kept"], &["2026-09-03", "2026-09-04"])]
#[case::old_only(&["甲乙", "√", "×", "", ""], Verdict::Skip, &["skip-not-kept"], &[])]
#[case::new_only(&["甲乙", "", "", "√", ""], Verdict::Add, &[], &["2026-09-03"])]
#[case::old_and_nobody(&["丙丁", "√", "", "", ""], Verdict::Skip, &["skip-not-kept"], &[])]
#[case::old_without_a_name(&["", "√", "√", "", ""], Verdict::Skip, &["skip-not-kept"], &[])]
#[case::old_and_unknown(&["甲乙", "?!", "", "√", ""], Verdict::Add, &["days-not-kept"], &["2026-09-03"])]
#[case::new_and_unknown(&["甲乙", "√", "", "?!", ""], Verdict::Doubt, &["mark-unknown", "days-not-kept"], &[])]
fn what_the_home_has_deleted_is_not_imported_anew(
    #[case] row: &[&str],
    #[case] outcome: Verdict,
    #[case] notes: &[&str],
    #[case] days: &[&str],
) {
    let mut row = row.to_vec();
    if days.len() == 2 {
        row[3] = "√";
    }
    let sheet = sheet(&[&["2026年9月"], &["姓名", "1", "2", "3", "4"], &row]);
    let children = [child(1, "甲乙")];
    let judge = SheetJudge::new(&children, &[], today()).keeping_from(Some(day("2026-09-03")));
    let plan = judge
        .book(&alone(&sheet, "签到表.xlsx"), &Wanted::Visible)
        .unwrap();
    let judged = &plan.rows[2];
    assert_eq!((judged.outcome, codes(judged)), (outcome, notes.to_vec()));
    let added: Vec<String> = plan
        .additions()
        .map(|(_, entry)| entry.day.to_string())
        .collect();
    assert_eq!(added, days);
    let is_told = notes.iter().any(|code| code.contains("not-kept"));
    assert_eq!(plan.not_kept(), is_told.then(|| (1, day("2026-09-03"))));
}
