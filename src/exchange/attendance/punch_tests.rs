//! Lists of attendance machines: right values for each form, and questions instead of guesses.

use super::layout::Layout;
use super::{AttendancePlan, NoPlan, SheetJudge, SheetRow, Who};
use crate::domain::{Child, ChildId, Sex};
use crate::exchange::file;
use crate::exchange::note::{NoteCode, Verdict, note_text};
use crate::exchange::own_headings::OwnHeadings;
use crate::exchange::sheet::{Book, Cell, Row, RowAt, Sheet};
use crate::exchange::sheets::Wanted;
use crate::i18n::Lang;
use chrono::{Days, FixedOffset, NaiveDate, NaiveTime};
use proptest::prelude::*;
use rstest::rstest;
use std::collections::BTreeMap;
use uuid::Uuid;

const CHINESE: &[&str] = &[
    "部门",
    "姓名",
    "考勤号码",
    "日期时间",
    "机器号",
    "验证方式",
    "状态",
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn child(number: u128, file_no: &str, name: &str) -> Child {
    let id = ChildId(Uuid::from_u128(number));
    Child::new(id, file_no, name, Sex::Female, day("2015-06-01"))
}

fn children() -> Vec<Child> {
    vec![
        child(1, "7", "甲乙"),
        child(2, "8", "丙丁"),
        child(3, "9", "戊己"),
        child(4, "10", "戊己"),
    ]
}

fn sheet(rows: &[Vec<String>]) -> Sheet {
    let row = |(at, words): (usize, &Vec<String>)| Row {
        number: at as u32 + 1,
        cells: words
            .iter()
            .map(|word| Cell::Text(word.as_str().into()))
            .collect(),
        ..Row::default()
    };
    Sheet {
        rows: rows.iter().enumerate().map(row).collect(),
        ..Sheet::default()
    }
}

/// A sheet of lines whose cells are parted by `|`.
fn lines(lines: &[&str]) -> Sheet {
    let cells = |line: &&str| line.split('|').map(str::to_owned).collect();
    sheet(&lines.iter().map(cells).collect::<Vec<_>>())
}

/// A file of this sheet.
fn alone(sheet: &Sheet) -> Book {
    Book {
        file_name: String::new(),
        sheets: vec![sheet.clone()],
    }
}

fn plan(sheet: &Sheet) -> AttendancePlan {
    let children = children();
    let judge = SheetJudge::new(&children, &[], day("2026-11-23"));
    judge.book(&alone(sheet), &Wanted::Visible).unwrap()
}

/// Outcome, notes and times of a row: `add 16:30-18:00`.
fn told(row: &SheetRow) -> String {
    let mut words = vec![row.outcome.code().to_owned()];
    words.extend(row.notes.iter().map(|note| note.code.code().to_owned()));
    for entry in row.entries.iter().filter(|_| row.outcome == Verdict::Add) {
        let clock = |time: Option<NaiveTime>| {
            time.map_or_else(String::new, |time| time.format("%H:%M").to_string())
        };
        words.push(format!("{}-{}", clock(entry.in_at), clock(entry.out_at)));
    }
    words.join(" ")
}

fn all_told(plan: &AttendancePlan) -> Vec<String> {
    plan.rows.iter().map(told).collect()
}

/// A day of one child: punches such as `16:30 签到`, in a list that has states elsewhere.
fn one_day(punches: &str) -> SheetRow {
    let mut rows = vec![
        "姓名|考勤号码|日期时间|状态".to_owned(),
        "丙丁|2|2026-11-01 08:00|签到".to_owned(),
    ];
    for punch in punches.split(", ") {
        let (time, state) = punch.split_once(' ').unwrap_or((punch, ""));
        rows.push(format!("甲乙|1|2026-11-03 {time}|{state}"));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let plan = plan(&lines(&rows));
    assert_eq!(plan.rows.len(), rows.len());
    let mut firsts = plan.rows.into_iter().skip(2);
    firsts.find(|row| row.outcome != Verdict::Skip).unwrap()
}

#[rstest]
#[case("16:30 上班签到, 18:00 下班签退", "add 16:30-18:00")]
#[case("16:30 C/In, 18:00 C/Out", "add 16:30-18:00")]
#[case("16:30 入, 18:00 出", "add 16:30-18:00")]
#[case("16:30 进, 18:00 出", "add 16:30-18:00")]
#[case("16:30 0, 18:00 1", "add 16:30-18:00")]
#[case("16:30 I, 18:00 O", "add 16:30-18:00")]
#[case("16:30 OverTime In, 18:00 OverTime Out", "add 16:30-18:00")]
#[case("16:30 4, 18:00 5", "add 16:30-18:00")]
// In any order of rows.
#[case("18:00 签退, 16:30 签到", "add 16:30-18:00")]
// What is between does not matter.
#[case(
    "16:30 签到, 17:00 外出, 17:20 外出返回, 18:00 签退",
    "add 16:30-18:00"
)]
#[case("16:30 0, 17:00 2, 17:20 3, 18:00 1", "add 16:30-18:00")]
#[case("08:00 签到, 11:30 签退, 14:00 签到, 17:00 签退", "add 08:00-17:00")]
#[case("16:30 签到, 17:00 , 18:00 签退", "add 16:30-18:00")]
#[case(
    "16:30 签到, 16:31 签到, 16:40 签到, 18:00 签退, 18:10 签退",
    "add 16:30-18:10"
)]
// An arrival without leaving.
#[case("16:30 签到", "add punch-no-out 16:30-")]
#[case("16:30 签到, 16:35 签到", "add punch-no-out 16:30-")]
#[case("16:30 签到, 17:00 外出, 17:20 外出返回", "add punch-no-out 16:30-")]
// Questions.
#[case("16:30 , 18:00 ", "doubt punch-unsaid")]
#[case("16:30 255, 18:00 255", "doubt punch-unsaid")]
#[case("16:30 ", "doubt punch-unsaid")]
#[case("16:30 签到, 18:00 ", "doubt punch-unsaid")]
#[case("16:00 , 16:30 签到, 18:00 签退", "doubt punch-unsaid")]
#[case("16:00 外出, 16:30 外出返回", "doubt punch-unsaid")]
#[case("16:00 签退, 16:30 签到", "doubt punch-out-first")]
#[case("16:00 签退, 16:30 签到, 18:00 签退", "doubt punch-out-first")]
#[case("18:00 签退", "doubt punch-out-first")]
#[case("16:30 签到, 17:00 签到", "doubt punch-repeated")]
#[case("16:30 签到, 16:41 签到, 18:00 签退", "doubt punch-repeated")]
#[case("16:30 签到, 17:49 签退, 18:00 签退", "doubt punch-repeated")]
#[case(
    "16:30 签到, 17:00 签退, 17:30 签退, 18:00 签到, 19:00 签退",
    "doubt punch-repeated"
)]
#[case("08:00 签到, 11:30 签退, 14:00 签到", "doubt punch-not-last")]
#[case("16:30 签到, 17:00 外出", "doubt punch-not-last")]
#[case("16:30 签到, 18:00 签退, 18:30 外出返回", "doubt punch-not-last")]
#[case("16:30 签到, 18:00 早退", "doubt punch-state-unknown")]
#[case("16:30 7", "doubt punch-state-unknown")]
fn the_punches_of_a_day_are_one_stay_or_a_question(#[case] punches: &str, #[case] expected: &str) {
    assert_eq!(told(&one_day(punches)), expected, "{punches}");
}

#[test]
fn a_question_names_the_day_and_the_punches() {
    let row = one_day("17:00 C/In, 16:30 C/In");
    let note = row.notes.first().unwrap();
    assert_eq!(
        note.args,
        [
            ("day", "2026-11-03".to_owned()),
            ("value", "16:30 C/In, 17:00 C/In".to_owned())
        ]
    );
    // The row is that of the earliest punch.
    assert_eq!(row.at.row, 4);
    for code in [
        NoteCode::PunchUnsaid,
        NoteCode::PunchRepeated,
        NoteCode::PunchLone,
    ] {
        assert_eq!(code.weight() == Verdict::Add, code == NoteCode::PunchLone);
    }
    assert!(note_text(Lang::En, note).contains("16:30 C/In, 17:00 C/In"));
    assert!(note_text(Lang::Zh, note).contains("2026-11-03"));
}

#[rstest]
#[case("2026-11-03 16:30|2026-11-03 18:00", &["add 16:30-18:00", "skip punch-in-row"])]
#[case("2026-11-03 18:00|2026-11-03 16:30", &["skip punch-in-row", "add 16:30-18:00"])]
#[case("2026-11-03 16:30|2026-11-03 16:40", &["add 16:30-16:40", "skip punch-in-row"])]
#[case("2026-11-03 16:30|2026-11-03 16:39", &["add punch-lone 16:30-", "skip punch-in-row"])]
#[case("2026-11-03 16:30", &["add punch-lone 16:30-"])]
#[case("2026-11-24 16:30", &["refuse punch-lone day-future"])]
// Moments of another zone.
#[case("2026-11-03T08:30:00Z|2026-11-03T10:00:00+00:00", &["add 16:30-18:00", "skip punch-in-row"])]
#[case("2026-11-02T23:50:00Z|2026-11-03 18:00", &["add 07:50-18:00", "skip punch-in-row"])]
fn without_states_the_first_punch_is_in_and_the_last_is_out(
    #[case] moments: &str,
    #[case] expected: &[&str],
) {
    for (head, state) in [("姓名|打卡时间", ""), ("Name|Time|Status", "|255")] {
        let mut rows = vec![head.to_owned()];
        rows.extend(moments.split('|').map(|at| format!("甲乙|{at}{state}")));
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        assert_eq!(all_told(&plan(&lines(&rows)))[1..], *expected, "{head}");
    }
}

#[rstest]
#[case("考勤号码|姓名|日期时间|状态", "7|甲乙|2026-11-03 16:30:00|C/In")]
#[case("工号|姓名|日期|打卡时间|状态", "7|甲乙|2026-11-03|16:30:00|上班签到")]
#[case("登记号码|姓名|日期|时间|考勤状态", "7|甲乙|2026/11/3|16:30|签到")]
#[case(
    "人员编号|姓名|刷卡时间|出入状态|设备名称",
    "7|甲乙|2026-11-03 16:30|入|前门"
)]
#[case(
    "用户编号|姓名|考勤时间|签到状态|验证方式",
    "7|甲乙|2026-11-03 16:30|0|指纹"
)]
#[case("编号|姓名|签到时间|状态", "7|甲乙|2026年11月3日 16:30|进")]
#[case("姓名|日期|签到时间|状态", "甲乙|2026-11-03|16:30|签到")]
#[case(
    "AC-No.|No.|Name|Date/Time|State|VerifyCode",
    "7|1|甲乙|2026-11-03 16:30|C/In|FP"
)]
#[case(
    "Enroll ID|Name|Date|Time|Status|Device",
    "7|甲乙|2026-11-03|16:30|I|1"
)]
#[case("User ID|Name|sTime|InOut|Verify", "7|甲乙|2026-11-03 16:30|0|1")]
#[case(
    "No|Mchn|EnNo|Name|Mode|IOMd|DateTime",
    "1|1|00000007|甲乙|1|0|2026/11/03  16:30:00"
)]
fn lists_of_machines_are_known_by_their_headings(#[case] head: &str, #[case] row: &str) {
    let plan = plan(&lines(&["考勤记录", head, row]));
    assert_eq!(
        all_told(&plan),
        [
            "skip skip-title",
            "skip skip-heading",
            "add punch-no-out 16:30-"
        ]
    );
    assert_eq!(plan.not_understood(), Vec::<&str>::new(), "{head}");
    assert_eq!(&*plan.rows[2].name, "甲乙");
}

#[rstest]
#[case(&["姓名|日期|签到时间|签退时间|状态", "甲乙|2026-11-03|16:30|18:00|√"], false)]
#[case(&["姓名|签到时间|签退时间", "甲乙|2026-11-03 16:30|2026-11-03 18:00"], false)]
#[case(&["姓名|日期|时间|状态", "甲乙|2026-11-03|16:30|√", "丙丁|2026-11-03||病假"], false)]
#[case(&["姓名|日期|签到时间", "甲乙|2026-11-03|16:30"], false)]
#[case(&["姓名|1|2|3|时间", "甲乙|√|√|√|2026-11-03 16:30"], false)]
#[case(&["姓名|时间|活动", "甲乙|下午|画画"], false)]
#[case(&["姓名|日期|时间|状态", "甲乙|2026-11-03|16:30|签到"], true)]
#[case(&["7|2026-11-03 16:30:00|1|0|1|0", "8|2026-11-03 16:31:00|1|0|1|0"], true)]
#[case(&["7|2026-11-03 16:30:00|0"], true)]
#[case(&["7|2026-11-03 16:30:00"], false)]
#[case(&["7|2026-11-03 16:30:00|0", "甲|2026-11-03 16:30:00|0"], false)]
// A running number is nobody's.
#[case(&["No.|Date/Time|Status", "1|2026-11-03 16:30|0", "2|2026-11-03 16:31|0", "3|2026-11-03 16:32|0"], false)]
#[case(&["No.|Date/Time|Status", "7|2026-11-03 16:30|0", "8|2026-11-03 16:31|0", "7|2026-11-03 16:32|1"], true)]
fn other_lists_stay_what_they_are(#[case] rows: &[&str], #[case] expected: bool) {
    let is_punches =
        Layout::find(&lines(rows), &OwnHeadings::default()).is_some_and(|layout| layout.is_punches);
    assert_eq!(is_punches, expected, "{rows:?}");
}

#[rstest]
// From a memory stick: number, moment, machine, state, way, code.
#[case(
    "        7\t2026-11-03 18:00:05\t1\t1\t1\t0\r\n        8\t2026-11-03 16:31:10\t1\t0\t15\t0\r\n        7\t2026-11-03 16:30:00\t1\t0\t1\t0\r\n"
)]
// From the network: number, moment, state, way, code and what is reserved.
#[case(
    "7\t2026-11-03 18:00:05\t1\t1\t0\t0\t0\n8\t2026-11-03 16:31:10\t0\t15\t0\t0\t0\n7\t2026-11-03 16:30:00\t0\t1\t0\t0\t0\n"
)]
fn the_log_of_a_machine_needs_no_headings(#[case] text: &str) {
    let book = file::from_bytes(text.as_bytes().to_vec(), "1_attlog.dat").unwrap();
    let plan = plan(&book.sheets[0]);
    assert_eq!(
        all_told(&plan),
        [
            "skip punch-in-row",
            "add punch-no-out number-as-file-no 16:31-",
            "add number-as-file-no 16:30-18:00"
        ]
    );
    assert_eq!(plan.rows[0].notes[0].args, [("row", "3".to_owned())]);
    let note = plan.rows[2].notes.first().unwrap();
    assert_eq!(
        note.args,
        [("value", "7".to_owned()), ("name", "甲乙".to_owned())]
    );
}

#[rstest]
// The number of the machine is that of another child: the name counts.
#[case(&["8|甲乙|2026-11-03 16:30|签到"], &["add punch-no-out 16:30-"])]
#[case(&["8|甲乙|2026-11-03 16:30|签到", "8||2026-11-03 16:30|签到"], &["add punch-no-out 16:30-", "doubt punch-no-out child-unknown"])]
#[case(&["8|甲乙|2026-11-03 16:30|签到", "8|8|2026-11-03 16:30|签到"], &["add punch-no-out 16:30-", "doubt punch-no-out child-unknown"])]
#[case(&["007||2026-11-03 16:30|签到"], &["add punch-no-out number-as-file-no 16:30-"])]
#[case(&["7|7|2026-11-03 16:30|签到"], &["add punch-no-out number-as-file-no 16:30-"])]
#[case(&["99||2026-11-03 16:30|签到"], &["doubt punch-no-out child-unknown"])]
#[case(&["99|庚辛|2026-11-03 16:30|签到", "99|庚辛|2026-11-03 18:00|签退"], &["doubt child-unknown", "skip punch-in-row"])]
#[case(&["|甲乙|2026-11-03 16:30|签到", "||2026-11-03 16:30|签到"], &["add punch-no-out 16:30-", "refuse punch-no-out no-name"])]
// Namesakes are kept apart by their numbers.
#[case(&["1|戊己|2026-11-03 16:30|签到", "2|戊己|2026-11-03 16:31|签到"], &["doubt punch-no-out name-shared", "doubt punch-no-out name-shared"])]
#[case(&["1|甲乙|2026-13-03 16:30|签到"], &["doubt time-not-a-time"])]
#[case(&["1|甲乙|16:30|签到"], &["doubt day-not-a-date"])]
#[case(&["1|甲乙||"], &["skip skip-no-marks"])]
#[case(&["1|甲乙||签到"], &["doubt time-not-a-time"])]
fn a_name_counts_and_a_number_only_if_there_is_no_name(
    #[case] rows: &[&str],
    #[case] expected: &[&str],
) {
    let mut all = vec!["考勤号码|姓名|日期时间|状态"];
    all.extend(rows);
    // A list needs one moment to be known as one of punches.
    all.push("7|7|2026-11-01 16:30|签到");
    let told = all_told(&plan(&lines(&all)));
    assert_eq!(told[1..=rows.len()], *expected);
}

#[test]
fn a_person_can_choose_between_namesakes_and_the_same_list_twice_changes_nothing() {
    let children = children();
    let rows = lines(&[
        "考勤号码|姓名|日期时间|状态",
        "1|戊己|2026-11-03 18:00|签退",
        "1|戊己|2026-11-03 16:30|签到",
    ]);
    let mut judge = SheetJudge::new(&children, &[], day("2026-11-23"));
    judge.choose(RowAt { sheet: 0, row: 3 }, children[3].id);
    let plan = judge.book(&alone(&rows), &Wanted::Visible).unwrap();
    assert_eq!(
        all_told(&plan)[1..],
        ["skip punch-in-row", "add who-said 16:30-18:00"]
    );
    assert_eq!(plan.rows[2].who, Who::Child(children[3].id));
    let offset = FixedOffset::east_opt(8 * 3600).unwrap();
    let register: Vec<_> = plan
        .additions()
        .map(|(child, entry)| entry.attendance(child, offset))
        .collect();
    let mut again = SheetJudge::new(&children, &register, day("2026-11-23"));
    again.choose(RowAt { sheet: 0, row: 3 }, children[3].id);
    let plan = again.book(&alone(&rows), &Wanted::Visible).unwrap();
    assert_eq!(told(&plan.rows[2]), "match who-said marks-there");
}

#[test]
fn spreadsheet_moments_are_read_and_remarks_kept() {
    let mut list = sheet(&[["姓名", "日期时间", "状态", "备注"]
        .map(str::to_owned)
        .into()]);
    let text = |text: &str| Cell::Text(text.into());
    let moment = Cell::Moment("2026-11-03T16:30:00".parse().unwrap());
    for (number, at, state) in [(2, moment, "签到"), (3, Cell::Number(46_329.75), "签退")] {
        list.rows.push(Row {
            number,
            cells: vec![text("甲乙"), at, text(state), text("补卡")],
            ..Row::default()
        });
    }
    let plan = plan(&list);
    assert_eq!(told(&plan.rows[1]), "add 16:30-18:00");
    assert_eq!(plan.rows[1].entries[0].day, day("2026-11-03"));
    assert_eq!(plan.rows[1].entries[0].note, "补卡");
}

#[test]
fn a_book_without_punches_gives_no_plan() {
    let book = Book {
        file_name: String::new(),
        sheets: vec![lines(&["姓名|时间", "甲乙|下午"])],
    };
    let judge = SheetJudge::new(&[], &[], day("2026-11-23"));
    assert_eq!(judge.book(&book, &Wanted::Visible), Err(NoPlan::NoHeadings));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn first_in_and_last_out_of_each_day_and_no_row_lost(
        (picks, order) in prop::collection::vec((0..2_usize, 0..9_u64, 1..5_u32, 0..300_u32), 1..20)
            .prop_flat_map(|picks| {
                let places: Vec<usize> = (0..picks.len() * 10).collect();
                (Just(picks), Just(places).prop_shuffle())
            }),
    ) {
        // Pairs of in and out, 30 minutes apart, for each child and day.
        let days: BTreeMap<(usize, u64), (u32, u32)> = picks
            .into_iter()
            .map(|(child, day, pairs, from)| ((child, day), (pairs, from)))
            .collect();
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let mut rows = Vec::new();
        let mut expected = Vec::new();
        for ((child, since), (pairs, from)) in &days {
            let date = day("2026-11-01") + Days::new(*since);
            let name = ["甲乙", "丙丁"][*child];
            for turn in 0..pairs * 2 {
                let state = ["C/In", "C/Out"][turn as usize % 2];
                let moment = format!("{date} {}", clock(from + turn * 30));
                let cells = ["", name, "1", &moment, "1", "FP", state];
                rows.push(cells.map(str::to_owned).to_vec());
            }
            let last = from + (pairs * 2 - 1) * 30;
            expected.push(format!("{name} {date} {}-{}", clock(*from), clock(last)));
        }
        let mut places = order.into_iter().filter(|at| *at < rows.len());
        let mut shuffled: Vec<Vec<String>> = vec![CHINESE.iter().map(|word| (*word).to_owned()).collect()];
        shuffled.extend(places.by_ref().map(|at| rows[at].clone()));
        let plan = plan(&sheet(&shuffled));
        prop_assert_eq!(plan.rows.len(), rows.len() + 1);
        let numbers: Vec<u32> = plan.rows.iter().map(|row| row.at.row).collect();
        prop_assert_eq!(numbers, (1..=plan.rows.len() as u32).collect::<Vec<_>>());
        let added: Vec<&SheetRow> = plan.rows.iter().filter(|row| row.outcome == Verdict::Add).collect();
        let mut found: Vec<String> = added
            .iter()
            .map(|row| format!("{} {} {}", row.name, row.entries[0].day, told(row).replace("add ", "")))
            .collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
        let joined = plan.rows.iter().skip(1).filter(|row| row.outcome == Verdict::Skip);
        prop_assert_eq!(joined.count() + added.len(), rows.len());
    }

    #[test]
    fn no_list_of_punches_makes_the_judge_panic(words in prop::collection::vec(any::<String>(), 7), number in any::<f64>()) {
        let mut list = sheet(&[CHINESE.iter().map(|word| (*word).to_owned()).collect(), words]);
        let cells = vec![Cell::Number(number); 7];
        list.rows.push(Row { number: 3, cells, ..Row::default() });
        let good = ["", "甲乙", "1", "2026-11-03 16:30", "", "", "0"];
        let cells = good.map(|word| Cell::Text(word.into())).to_vec();
        list.rows.push(Row { number: 4, cells, ..Row::default() });
        prop_assert_eq!(plan(&list).rows.len(), 4);
    }
}
