//! Imports of rosters as villages keep them: the verdict for each row.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use chrono::NaiveDate;
use doorlight::domain::child::{Health, Sex, Stage};
use doorlight::domain::contact::Relation;
use doorlight::domain::{ChildId, ContactId, TagCode, Weekdays};
use doorlight::exchange::file::{self, FileError};
use doorlight::exchange::lexicon::Field;
use doorlight::exchange::note::{Counts, Note, NoteCode, Verdict, note_text};
use doorlight::exchange::report::{Head, report};
use doorlight::exchange::roster::{Judge, JudgedRow, KnownChild, Phones, RosterPlan};
use doorlight::exchange::sheet::{Book, Cell, Row, Sheet};
use doorlight::exchange::sheets::{SheetFate, Wanted};
use doorlight::i18n::Lang;
use proptest::prelude::*;
use rstest::rstest;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn plan_of(name: &str, known: &[KnownChild]) -> RosterPlan {
    let book = file::read(&fixture(name)).unwrap();
    Judge::new(known, today(), Phones::Real)
        .book(&book, &Wanted::Visible)
        .unwrap()
}

fn counts(added: usize, matched: usize, doubtful: usize, refused: usize, skipped: usize) -> Counts {
    Counts {
        added,
        matched,
        doubtful,
        refused,
        skipped,
    }
}

fn codes(row: &JudgedRow) -> Vec<&'static str> {
    row.notes.iter().map(|note| note.code.code()).collect()
}

/// The register after the additions of a plan.
fn register_after(plan: &RosterPlan) -> Vec<KnownChild> {
    let added = plan.additions().enumerate();
    added
        .map(|(at, draft)| {
            let id = ChildId(Uuid::from_u128(at as u128 + 1));
            let number = draft
                .file_no
                .clone()
                .unwrap_or_else(|| format!("{}", 500 + at));
            let contacts = draft.contacts.iter().enumerate();
            KnownChild {
                child: draft.child(id, &number),
                tags: draft
                    .tags
                    .iter()
                    .map(|tag| (tag.code, tag.from_day))
                    .collect(),
                contacts: contacts
                    .map(|(n, c)| c.contact(ContactId(Uuid::from_u128(n as u128)), id, 1))
                    .collect(),
            }
        })
        .collect()
}

/// A list with headings and rows given as text.
fn list(rows: &[&[&str]]) -> Sheet {
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
fn alone(sheet: &Sheet) -> Book {
    Book {
        file_name: String::new(),
        sheets: vec![sheet.clone()],
    }
}

fn judged(rows: &[&[&str]], known: &[KnownChild]) -> Vec<JudgedRow> {
    Judge::new(known, today(), Phones::Real)
        .book(&alone(&list(rows)), &Wanted::Visible)
        .unwrap()
        .rows
}

/// The expected verdict and note for each fault of the fault list. A row that was only tidied is
/// added with a note; a row with contradictory facts waits; a row without a name is refused.
fn expected(fault: &str) -> (Verdict, &'static str) {
    match fault {
        "id-as-number" => (Verdict::Doubt, "id-lost-digits"),
        "id-bad-check" => (Verdict::Doubt, "id-check-digit"),
        "sex-vs-id" => (Verdict::Doubt, "sex-vs-id"),
        "birth-vs-id" => (Verdict::Doubt, "birth-vs-id"),
        "blank-name" => (Verdict::Refuse, "no-name"),
        "duplicate-of-1" => (Verdict::Match, "duplicate-in-file"),
        "date-serial" => (Verdict::Add, "date-serial"),
        "date-chinese" => (Verdict::Add, "date-tidied"),
        "phone-spaces" => (Verdict::Add, "phone-tidied"),
        "phone-short" => (Verdict::Doubt, "phone-too-short"),
        "category-unknown" => (Verdict::Doubt, "category-unknown"),
        "future-birth" => (Verdict::Doubt, "birth-future"),
        "name-spaces" => (Verdict::Add, "name-tidied"),
        "same-name-other-child" => (Verdict::Add, "same-name"),
        "formula" => (Verdict::Add, "formula-as-text"),
        "id-lowercase-x" => (Verdict::Add, "id-tidied"),
        "no-id" => (Verdict::Add, "no-id"),
        "over-18" => (Verdict::Doubt, "over-18"),
        other => panic!("the fault list has a fault that no one decided: {other}"),
    }
}

fn faults() -> HashMap<u32, String> {
    let text = std::fs::read_to_string(fixture("roster-messy.faults.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(number, fault)| (number.parse().unwrap(), fault.trim().to_owned()))
        .collect()
}

#[test]
fn every_row_of_the_fault_list_comes_to_its_outcome_and_note() {
    let plan = plan_of("roster-messy.xlsx", &[]);
    let faults = faults();
    assert_eq!(faults.len(), 18);
    for (number, fault) in &faults {
        let is_it = |row: &&JudgedRow| row.input.text(Field::FileNo) == number.to_string();
        let row = plan.rows.iter().find(is_it).unwrap();
        let (outcome, code) = expected(fault);
        assert_eq!(row.outcome, outcome, "{number} {fault} {:?}", codes(row));
        assert!(
            codes(row).contains(&code),
            "{number} {fault} {:?}",
            codes(row)
        );
    }
}

#[test]
fn a_row_without_a_fault_is_added() {
    let plan = plan_of("roster-messy.xlsx", &[]);
    let faults = faults();
    let numbered = plan
        .rows
        .iter()
        .filter(|row| !row.input.text(Field::FileNo).is_empty());
    let mut clean = 0;
    for row in numbered {
        let number: u32 = row.input.text(Field::FileNo).parse().unwrap();
        if !faults.contains_key(&number) {
            assert_eq!(row.outcome, Verdict::Add, "{number} {:?}", codes(row));
            clean += 1;
        }
    }
    assert_eq!(clean, 22);
    assert_eq!(plan.counts(), counts(30, 1, 8, 1, 5));
}

#[test]
fn the_clean_register_has_nothing_doubtful() {
    let plan = plan_of("roster.xlsx", &[]);
    assert_eq!(plan.counts(), counts(68, 0, 0, 0, 5));
    assert_eq!(plan.sheets[0].name, "花名册");
    assert_eq!(plan.not_understood(), Vec::<&str>::new());
    let other = |code| code != "category-umbrella";
    for row in plan.rows.iter().filter(|row| row.outcome == Verdict::Add) {
        assert!(
            !codes(row).into_iter().any(other),
            "{} {:?}",
            row.name,
            codes(row)
        );
    }
}

#[test]
fn a_clean_row_is_read_in_every_field() {
    let plan = plan_of("roster.xlsx", &[]);
    let row = plan.rows.iter().find(|row| row.name == "余小雨").unwrap();
    assert_eq!(row.at.row, 5);
    let draft = row.draft.as_ref().unwrap();
    assert_eq!(draft.sex, Sex::Male);
    assert_eq!(draft.birth_date.to_string(), "2018-07-28");
    assert_eq!(draft.id_no, "341699201807284054");
    assert_eq!(draft.ethnicity, "汉族");
    assert_eq!(draft.live_address, "王市镇中王社区前尚庄村1组");
    assert_eq!(
        (draft.school.as_str(), draft.class.as_str()),
        ("王市镇中心小学", "三年级")
    );
    assert_eq!(
        (draft.stage, draft.boarding),
        (Some(Stage::Primary), Some(false))
    );
    assert_eq!(
        (draft.health, draft.allergy.as_str()),
        (Some(Health::Healthy), "花生过敏")
    );
    assert_eq!(
        draft.tags.iter().map(|tag| tag.code).collect::<Vec<_>>(),
        [TagCode::Lbc]
    );
    let contacts: Vec<_> = draft
        .contacts
        .iter()
        .map(|c| {
            (
                c.name.as_str(),
                c.relation,
                c.phones.as_str(),
                c.work_place.as_str(),
            )
        })
        .collect();
    assert_eq!(
        contacts,
        [
            ("谭德明", Relation::Uncle, "15661663049", ""),
            ("姜凤英", Relation::Father, "18619345145", "上海市"),
            ("潘秀兰", Relation::Mother, "15310077283", "无锡市"),
        ]
    );
    assert!(draft.contacts[0].is_caregiver);
}

#[test]
fn a_gb18030_list_is_read() {
    let plan = plan_of("roster-gbk.csv", &[]);
    assert_eq!(plan.counts().doubtful, 0);
    assert_eq!(plan.counts().refused, 0);
    assert_eq!(plan.rows[1].name, "汪乐乐");
    assert_eq!(plan.counts().added, 30);
}

#[rstest]
#[case("roster-small.xls")]
#[case("roster-small.ods")]
fn the_older_formats_are_read(#[case] name: &str) {
    let plan = plan_of(name, &[]);
    let taken = plan
        .sheets
        .iter()
        .filter(|one| one.fate == SheetFate::Taken);
    assert_eq!(
        taken.map(|one| one.name.as_str()).collect::<Vec<_>>(),
        ["花名册"]
    );
    assert_eq!(plan.counts().added, 5, "{:#?}", plan.rows);
    let clean = plan_of("roster.xlsx", &[]);
    let expected: Vec<_> = clean.additions().take(5).collect();
    assert_eq!(plan.additions().collect::<Vec<_>>(), expected);
}

#[rstest]
#[case("roster.xlsx")]
#[case("roster-gbk.csv")]
#[case("roster-messy.xlsx")]
fn the_same_file_twice_changes_nothing(#[case] name: &str) {
    let first = plan_of(name, &[]);
    let second = plan_of(name, &register_after(&first));
    assert_eq!(second.counts().added, 0);
    assert_eq!(
        second.counts().matched,
        first.counts().added + first.counts().matched
    );
    for row in second
        .rows
        .iter()
        .filter(|row| row.outcome == Verdict::Match)
    {
        assert!(
            !codes(row).contains(&"differs"),
            "{} {:?}",
            row.name,
            row.notes
        );
    }
}

#[test]
fn a_list_that_knows_something_else_says_so_and_changes_nothing() {
    let mut known = register_after(&plan_of("roster.xlsx", &[]));
    known[1].child.school = "县第三中学".to_owned();
    known[1].contacts[0].phones = "13800000000".to_owned();
    let plan = plan_of("roster.xlsx", &known);
    let row = plan
        .rows
        .iter()
        .find(|row| row.name == known[1].child.name)
        .unwrap();
    assert_eq!(row.outcome, Verdict::Match);
    assert_eq!(row.matches, Some(known[1].child.id));
    assert_eq!(codes(row), ["already-there", "differs", "differs"]);
    assert_eq!(
        note_text(Lang::Zh, &row.notes[1]),
        "学校与档案不同：表上是“王市镇中心小学”，档案是“县第三中学”。档案没有改动，需要时请到档案里改。"
    );
}

fn weekdays(digits: &str) -> Weekdays {
    let days = digits
        .bytes()
        .map(|digit| chrono::Weekday::try_from(digit - b'1').unwrap());
    days.collect()
}

/// The column of agreed days is known by several headings; what cannot be read waits for a person.
#[rstest]
#[case("约定日子", "周一至周五", "12345")]
#[case("平时哪天来", "一三五", "135")]
#[case("哪几天来？", "135", "135")]
#[case("约定到家日", "每天", "1234567")]
#[case("Agreed days", "Mon-Fri", "12345")]
#[case("平时哪几天来", "", "")]
#[case("平时哪几天来", "无", "")]
fn agreed_days_are_read(#[case] heading: &str, #[case] written: &str, #[case] digits: &str) {
    let rows = [
        ["姓名", "性别", "出生日期", heading],
        ["汪乐乐", "女", "2018-03-02", written],
    ];
    let rows = judged(&[&rows[0], &rows[1]], &[]);
    // Above it stands the heading.
    let draft = rows[1].draft.as_ref().unwrap();
    let child = draft.child(ChildId(Uuid::from_u128(1)), "0001");
    assert_eq!(rows[1].outcome, Verdict::Add, "{:?}", rows[1].notes);
    assert_eq!(child.expected_days, weekdays(digits));
}

#[test]
fn agreed_days_that_cannot_be_read_or_differ_are_said() {
    let rows = |written| {
        [
            ["姓名", "性别", "出生日期", "约定日子"],
            ["汪乐乐", "女", "2018-03-02", written],
        ]
    };
    let unread = rows("看情况");
    let unread = judged(&[&unread[0], &unread[1]], &[]);
    assert!(codes(&unread[1]).contains(&"word-unknown"));
    let school_days = rows("周一至周五");
    let plan = judged(&[&school_days[0], &school_days[1]], &[]);
    let mut file = plan[1]
        .draft
        .as_ref()
        .unwrap()
        .child(ChildId(Uuid::from_u128(1)), "0001");
    file.expected_days = weekdays("6");
    let known = [KnownChild {
        child: file,
        tags: vec![(TagCode::Ord, None)],
        contacts: Vec::new(),
    }];
    let again = judged(&[&school_days[0], &school_days[1]], &known);
    let said: Vec<String> = again[1]
        .notes
        .iter()
        .map(|one| note_text(Lang::Zh, one))
        .collect();
    let differs = "表上是“周一 周二 周三 周四 周五”，档案是“周六”";
    assert!(said.iter().any(|text| text.contains(differs)), "{said:?}");
}

/// The day from which the category of a row counts, its notes, and what the file's note keeps.
fn category_since(category: &str, written: Cell) -> (Option<String>, Vec<&'static str>, String) {
    let head: &[&str] = &["姓名", "性别", "出生日期", "类别", "认定时间"];
    let mut sheet = list(&[head, &["汪乐乐", "女", "2018-03-02", category]]);
    sheet.rows[1].cells.push(written);
    let judge = Judge::new(&[], today(), Phones::Real);
    let row = judge
        .book(&alone(&sheet), &Wanted::Visible)
        .unwrap()
        .rows
        .remove(1);
    let notes = codes(&row).into_iter().filter(|code| *code != "no-id");
    let notes = notes.collect();
    let draft = row.draft.unwrap();
    let from = draft.tags.first().and_then(|tag| tag.from_day);
    (from.map(|day| day.to_string()), notes, draft.note)
}

#[rstest]
#[case::a_day("留守儿童", "2024年3月1日", Some("2024-03-01"), None, "")]
#[case::nothing("留守儿童", "", None, None, "")]
#[case::a_dash("留守儿童", "-", None, None, "")]
#[case::a_month_is_no_day("留守儿童", "2024-03", None, Some("word-unknown"), "2024-03")]
#[case::no_day("留守儿童", "去年春天", None, Some("word-unknown"), "去年春天")]
#[case::a_day_to_come("留守儿童", "2027-03-01", None, Some("word-unknown"), "2027-03-01")]
#[case::of_no_category("", "2024-03-01", None, None, "2024-03-01")]
fn the_day_of_a_category_is_read_or_kept_as_a_note(
    #[case] category: &str,
    #[case] written: &str,
    #[case] from: Option<&str>,
    #[case] note: Option<&'static str>,
    #[case] kept: &str,
) {
    let found = category_since(category, Cell::Text(written.into()));
    let expected = (
        from.map(str::to_owned),
        Vec::from_iter(note),
        kept.to_owned(),
    );
    assert_eq!(found, expected);
}

#[test]
fn the_day_of_a_category_may_be_a_count_of_days() {
    let (from, _, kept) = category_since("留守儿童", Cell::Number(45_352.0));
    assert_eq!((from.as_deref(), kept.as_str()), (Some("2024-03-01"), ""));
}

#[rstest]
#[case::unknown_in_the_file(
    "2024-03-01",
    None,
    Some("类别认定日期与档案不同：表上是“2024-03-01”，档案是“-”")
)]
#[case::another_in_the_file("2024-03-01", Some("2026-11-23"), Some("档案是“2026-11-23”"))]
#[case::the_same("2024-03-01", Some("2024-03-01"), None)]
#[case::unknown_in_the_list("", Some("2024-03-01"), None)]
fn another_day_of_a_category_is_said(
    #[case] written: &str,
    #[case] filed: Option<&str>,
    #[case] said: Option<&str>,
) {
    let head: &[&str] = &["姓名", "性别", "出生日期", "类别", "认定日期"];
    let row: &[&str] = &["汪乐乐", "女", "2018-03-02", "留守儿童", written];
    let mut known = register_after(&RosterPlan {
        rows: judged(&[head, row], &[]),
        ..plan_of("roster.xlsx", &[])
    });
    known[0].tags = vec![(TagCode::Lbc, filed.map(|day| day.parse().unwrap()))];
    let again = judged(&[head, row], &known);
    let differs = again[1]
        .notes
        .iter()
        .filter(|one| one.code.code() == "differs");
    let texts: Vec<String> = differs.map(|one| note_text(Lang::Zh, one)).collect();
    match said {
        Some(said) => assert!(texts[0].contains(said), "{texts:?}"),
        None => assert_eq!(texts, Vec::<String>::new()),
    }
}

#[test]
fn what_differs_is_said_in_words_not_in_codes() {
    let mut known = register_after(&plan_of("roster.xlsx", &[]));
    let child = &mut known[1].child;
    (child.sex, child.stage, child.boarding) = (Sex::Female, None, Some(true));
    known[1].tags = vec![(TagCode::Ord, None), (TagCode::Disab, None)];
    let plan = plan_of("roster.xlsx", &known);
    let row = plan
        .rows
        .iter()
        .find(|row| row.name == known[1].child.name)
        .unwrap();
    let texts: Vec<_> = row
        .notes
        .iter()
        .map(|note| note_text(Lang::Zh, note))
        .collect();
    for words in [
        "“男”，档案是“女”",
        "“小学”，档案是“-”",
        "“否”，档案是“是”",
        "“农村留守儿童”，档案是“普通儿童 残疾儿童”",
    ] {
        assert!(
            texts.iter().any(|text| text.contains(words)),
            "{words} {texts:?}"
        );
    }
}

#[test]
fn a_doubtful_row_is_mended_and_then_added() {
    let mut plan = plan_of("roster-messy.xlsx", &[]);
    let judge = Judge::new(&[], today(), Phones::Real);
    let row = plan.rows.iter().find(|row| row.name == "段燕").unwrap();
    let mut input = row.input.clone();
    input.set(Field::IdNo, "341699201909218");
    plan.mend(&judge, std::slice::from_ref(&input));
    let row = plan.rows.iter().find(|row| row.at == input.at).unwrap();
    assert!(codes(row).contains(&"id-old"));
    input.set(Field::IdNo, "");
    plan.mend(&judge, std::slice::from_ref(&input));
    let row = plan.rows.iter().find(|row| row.at == input.at).unwrap();
    assert_eq!(
        (row.outcome, codes(row)),
        (Verdict::Add, vec!["no-id", "date-tidied"])
    );
    assert_eq!(plan.counts().added, 31);
}

#[test]
fn a_row_that_is_looked_at_and_left_as_it_is_changes_nothing() {
    let mut plan = plan_of("roster-messy.xlsx", &[]);
    let before = plan.clone();
    let judge = Judge::new(&[], today(), Phones::Real);
    for row in before
        .rows
        .iter()
        .filter(|row| row.outcome != Verdict::Skip)
    {
        plan.mend(&judge, std::slice::from_ref(&row.input));
        assert_eq!(plan, before, "row {}", row.at.row);
    }
}

#[test]
fn of_two_rows_of_one_child_the_first_goes_in_whichever_was_mended() {
    let mut plan = plan_of("roster-messy.xlsx", &[]);
    let judge = Judge::new(&[], today(), Phones::Real);
    let twins: Vec<u32> = plan
        .rows
        .iter()
        .filter(|row| row.name == "罗乐")
        .map(|row| row.at.row)
        .collect();
    let [first, second] = twins.as_slice() else {
        panic!("{twins:?}");
    };
    let mut input = plan
        .rows
        .iter()
        .find(|row| row.at.row == *first)
        .unwrap()
        .input
        .clone();
    input.set(Field::School, "中心小学");
    plan.mend(&judge, &[input]);
    let outcome = |row: u32| {
        plan.rows
            .iter()
            .find(|judged| judged.at.row == row)
            .unwrap()
            .outcome
    };
    assert_eq!(
        (outcome(*first), outcome(*second)),
        (Verdict::Add, Verdict::Match)
    );
}

#[test]
fn a_mended_row_is_judged_against_the_rest_of_the_plan() {
    let mut plan = plan_of("roster-messy.xlsx", &[]);
    let judge = Judge::new(&[], today(), Phones::Real);
    let row = plan.rows.iter().find(|row| row.name == "杨诗涵").unwrap();
    let mut input = row.input.clone();
    input.set(Field::IdNo, "341699201804089579");
    plan.mend(&judge, std::slice::from_ref(&input));
    let row = plan.rows.iter().find(|row| row.at == input.at).unwrap();
    assert!(codes(row).contains(&"id-of-other-child"));
}

const HEAD: &[&str] = &[
    "姓名",
    "性别",
    "出生日期",
    "身份证号",
    "监护人",
    "关系",
    "联系电话",
    "备注",
];

#[rstest]
#[case::missing_sex(&["甲乙", "", "2016-11-19", ""], Verdict::Doubt, "sex-missing")]
#[case::sex_from_id(&["甲乙", "", "2016-11-19", "341699201611192043"], Verdict::Add, "sex-from-id")]
#[case::birth_from_id(&["甲乙", "女", "", "341699201611192043"], Verdict::Add, "birth-from-id")]
#[case::birth_missing(&["甲乙", "女", "", ""], Verdict::Doubt, "birth-missing")]
#[case::month_only(&["甲乙", "女", "2016.11", ""], Verdict::Add, "date-month-only")]
#[case::month_from_id(&["甲乙", "女", "2016.11", "341699201611192043"], Verdict::Add, "birth-from-id")]
#[case::month_vs_id(&["甲乙", "女", "2016.10", "341699201611192043"], Verdict::Doubt, "birth-vs-id")]
#[case::no_such_day(&["甲乙", "女", "2015-02-30", ""], Verdict::Doubt, "birth-no-such-day")]
#[case::no_date(&["甲乙", "女", "不详", ""], Verdict::Doubt, "birth-not-a-date")]
#[case::scientific(&["甲乙", "女", "2016-11-19", "3.41699E+17"], Verdict::Doubt, "id-lost-digits")]
#[case::seventeen(&["甲乙", "女", "2016-11-19", "34169920161119204"], Verdict::Doubt, "id-length")]
#[case::name_of_digits(&["123", "女", "2016-11-19", ""], Verdict::Refuse, "name-unusable")]
#[case::name_of_formula(&["=A1", "女", "2016-11-19", ""], Verdict::Refuse, "name-unusable")]
#[case::relation(&["甲乙", "女", "2016-11-19", "", "丙丁", "干爹"], Verdict::Add, "relation-unknown")]
#[case::loose_phone(&["甲乙", "女", "2016-11-19", "", "", "", "13967929081"], Verdict::Add, "phone-without-name")]
#[case::phone_words(&["甲乙", "女", "2016-11-19", "", "丙丁", "", "打不通"], Verdict::Doubt, "phone-not-a-phone")]
#[case::dde(&["甲乙", "女", "2016-11-19", "", "", "", "", "=cmd|'/c calc'!A1"], Verdict::Add, "formula-as-text")]
fn a_row_comes_to_its_outcome(#[case] row: &[&str], #[case] outcome: Verdict, #[case] code: &str) {
    let rows = judged(&[HEAD, row], &[]);
    assert_eq!(rows[1].outcome, outcome, "{:?}", codes(&rows[1]));
    assert!(codes(&rows[1]).contains(&code), "{:?}", codes(&rows[1]));
}

#[test]
fn a_formula_is_kept_without_its_sign() {
    let row = &[
        "甲乙",
        "女",
        "2016-11-19",
        "",
        "",
        "",
        "",
        "=cmd|'/c calc'!A1",
    ];
    let rows = judged(&[HEAD, row], &[]);
    assert_eq!(rows[1].draft.as_ref().unwrap().note, "cmd|'/c calc'!A1");
}

#[test]
fn an_id_number_with_another_name_waits() {
    let known = register_after(&plan_of("roster.xlsx", &[]));
    let row = &["甲乙", "女", "2016-11-19", "341699201611192043"];
    let rows = judged(&[HEAD, row], &known);
    assert_eq!(rows[1].outcome, Verdict::Doubt);
    assert!(codes(&rows[1]).contains(&"id-of-other-child"));
}

#[test]
fn a_child_is_matched_by_name_and_birth_date_where_the_list_has_no_number() {
    let known = register_after(&plan_of("roster.xlsx", &[]));
    let rows = judged(&[HEAD, &["汪乐乐", "女", "2016.11.19"]], &known);
    assert_eq!(
        (rows[1].outcome, rows[1].matches),
        (Verdict::Match, Some(known[0].child.id))
    );
    let rows = judged(&[HEAD, &["汪乐乐", "女", "2015.1.2"]], &known);
    assert_eq!(rows[1].outcome, Verdict::Add);
    assert!(codes(&rows[1]).contains(&"same-name"));
}

#[test]
fn page_headings_totals_and_signatures_are_left_out() {
    let child: &[&str] = &["甲乙", "女", "2016-11-19"];
    let rows = judged(
        &[
            &["名册"],
            HEAD,
            child,
            HEAD,
            &["本页小计", "1"],
            &[],
            &["审核人：", "", "填表人："],
        ],
        &[],
    );
    let found: Vec<_> = rows.iter().map(|row| codes(row)[0]).collect();
    assert_eq!(
        found,
        [
            "skip-title",
            "skip-heading",
            "no-id",
            "skip-heading",
            "skip-total",
            "skip-blank",
            "skip-signature"
        ]
    );
}

#[test]
fn plain_phone_columns_belong_to_the_person_before_them() {
    let head: &[&str] = &[
        "姓名",
        "性别",
        "出生日期",
        "父亲",
        "电话",
        "母亲",
        "电话",
        "监护人",
        "电话",
    ];
    let row: &[&str] = &[
        "甲乙",
        "女",
        "2016-11-19",
        "丙",
        "13900000001",
        "丁",
        "13900000002",
        "戊",
        "13900000003",
    ];
    let rows = judged(&[head, row], &[]);
    let contacts = &rows[1].draft.as_ref().unwrap().contacts;
    let found: Vec<_> = contacts
        .iter()
        .map(|c| (c.name.as_str(), c.phones.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("戊", "13900000003"),
            ("丙", "13900000001"),
            ("丁", "13900000002")
        ]
    );
}

#[test]
fn the_umbrella_word_is_entered_with_what_the_row_knows() {
    let head: &[&str] = &["姓名", "性别", "出生日期", "类别", "健康状况"];
    for (health, code) in [("残疾", TagCode::DiffSelf), ("健康", TagCode::DiffPoor)] {
        let rows = judged(
            &[head, &["甲乙", "女", "2016-11-19", "困境儿童", health]],
            &[],
        );
        let tag = &rows[1].draft.as_ref().unwrap().tags[0];
        assert_eq!((tag.code, tag.evidence.as_str()), (code, "困境儿童"));
        assert!(codes(&rows[1]).contains(&"category-umbrella"));
    }
}

#[test]
fn demo_numbers_are_taken_only_in_the_demo_home() {
    let sheet = list(&[
        HEAD,
        &[
            "甲乙",
            "女",
            "2016-11-19",
            "",
            "丙丁",
            "祖父",
            "12012345678",
        ],
    ]);
    let outcome = |phones| {
        Judge::new(&[], today(), phones)
            .book(&alone(&sheet), &Wanted::Visible)
            .unwrap()
            .rows[1]
            .outcome
    };
    assert_eq!(outcome(Phones::Real), Verdict::Doubt);
    assert_eq!(outcome(Phones::Demo), Verdict::Add);
}

#[test]
fn the_report_has_the_agreed_shape() {
    let plan = plan_of("roster-messy.xlsx", &[]);
    let json = report(Lang::En, about(&plan), plan.report_rows());
    assert_eq!(json["added"], 30);
    assert_eq!(json["doubtful"], 8);
    let row = json["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["row"] == 8)
        .unwrap();
    assert_eq!(row["name"], "杨诗涵");
    assert_eq!(row["outcome"], "doubt");
    let note = row["notes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|n| n["code"] == "id-check-digit");
    assert!(
        note.unwrap()["text"]
            .as_str()
            .unwrap()
            .contains("check the card")
    );
}

#[test]
fn every_note_field_outcome_and_file_error_has_words_in_both_languages() {
    let args = [
        "value", "row", "number", "list", "file", "inside", "count", "name", "day", "from",
    ];
    for lang in Lang::ALL {
        for code in NoteCode::ALL {
            let mut note = Note::new(*code)
                .with("field", "name")
                .with("tag", "lbc")
                .with("known", "lbc ord")
                .with("by", "id-no")
                .with("fields", "carer-name carer-phone");
            for arg in args {
                note = note.with(arg, "late");
            }
            let text = note_text(*lang, &note);
            assert!(
                !text.contains('{') && !text.contains("No localization"),
                "{code:?} {text}"
            );
        }
        let fields = Field::ALL
            .iter()
            .map(|field| format!("import-field-{}", field.code()));
        let outcomes = Verdict::ALL
            .iter()
            .map(|o| format!("import-outcome-{}", o.code()));
        let errors = FileError::CODES
            .iter()
            .map(|code| format!("file-error-{code}"));
        let none = ["no-roster", "no-headings", "no-month"];
        let none = none.iter().map(|code| format!("import-no-plan-{code}"));
        for key in fields.chain(outcomes).chain(errors).chain(none) {
            let text = doorlight::i18n::word(*lang, &key);
            assert!(!text.contains("No localization"), "{key}");
        }
    }
}

#[test]
fn a_shared_value_in_merged_cells_belongs_to_each_row() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in ["姓名", "性别", "出生日期", "家庭住址"]
        .into_iter()
        .enumerate()
    {
        sheet.write(2, column as u16, heading).unwrap();
    }
    for (row, name) in ["甲乙", "甲丙"].into_iter().enumerate() {
        sheet.write(row as u32 + 3, 0, name).unwrap();
        sheet.write(row as u32 + 3, 1, "女").unwrap();
        sheet
            .write(row as u32 + 3, 2, format!("201{row}.3.4"))
            .unwrap();
    }
    let usual = rust_xlsxwriter::Format::new();
    sheet
        .merge_range(3, 3, 4, 3, "前尚庄村1组", &usual)
        .unwrap();
    sheet.merge_range(0, 0, 0, 3, "名册", &usual).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let book = file::from_bytes(bytes, "x.xlsx").unwrap();
    let plan = Judge::new(&[], today(), Phones::Real)
        .book(&book, &Wanted::Visible)
        .unwrap();
    let found: Vec<_> = plan
        .additions()
        .map(|draft| draft.live_address.as_str())
        .collect();
    assert_eq!(found, ["前尚庄村1组", "前尚庄村1组"]);
    assert_eq!(plan.rows[0].at.row, 1);
}

#[test]
fn a_stray_cell_at_the_far_corner_costs_nothing() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write(0, 0, "姓名")
        .unwrap()
        .write(0, 1, "性别")
        .unwrap();
    sheet
        .write(1_048_575, 16_383, "x")
        .unwrap()
        .write(1_048_575, 0, "合计")
        .unwrap();
    let book = file::from_bytes(book.save_to_buffer().unwrap(), "x.xlsx").unwrap();
    assert_eq!(book.sheets[0].rows.len(), 2);
    assert_eq!(book.sheets[0].rows[1].number, 1_048_576);
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let code = |bytes: &[u8]| file::from_bytes(bytes.to_vec(), "x").unwrap_err().code();
    assert_eq!(
        file::read(&fixture("not-there.xlsx")).unwrap_err().code(),
        "not-found"
    );
    assert_eq!(file::read(&fixture("")).unwrap_err().code(), "folder");
    assert_eq!(code(b""), "empty");
    assert_eq!(code(b"<html><body>"), "not-a-spreadsheet");
    assert_eq!(
        code(&[0x89, b'P', b'N', b'G', 0, 0, 0]),
        "not-a-spreadsheet"
    );
    let whole = std::fs::read(fixture("roster.xlsx")).unwrap();
    assert_eq!(code(&whole[..whole.len() / 2]), "damaged");
    // What a workbook with a password is packed in: the same container with a stream of another name.
    let mut locked = std::fs::read(fixture("roster-small.xls")).unwrap();
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let (book, package) = (wide("Workbook"), wide("EncryptedPackage"));
    let name = locked
        .windows(book.len())
        .position(|at| at == book)
        .unwrap();
    locked[name..name + package.len()].copy_from_slice(&package);
    locked[name + 64] = package.len() as u8 + 2;
    assert_eq!(code(&locked), "password");
}

#[test]
fn a_packed_file_that_would_unpack_to_gigabytes_is_refused() {
    let mut bytes = std::fs::read(fixture("roster.xlsx")).unwrap();
    let entry = bytes
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&0xF000_0000u32.to_le_bytes());
    assert_eq!(
        file::from_bytes(bytes, "x").unwrap_err().code(),
        "too-large"
    );
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        Just(Cell::Error),
        any::<String>().prop_map(|text| Cell::Text(text.into())),
        any::<f64>().prop_map(Cell::Number),
        any::<bool>().prop_map(Cell::Bool),
        (-800_000i32..800_000, 0u32..86_400).prop_filter_map("a moment", |(day, second)| {
            let day = NaiveDate::from_num_days_from_ce_opt(day)?;
            day.and_hms_opt(second / 3600, second / 60 % 60, second % 60)
                .map(Cell::Moment)
        }),
        any::<String>().prop_map(|text| Cell::Formula(format!("={text}"))),
    ]
}

fn about(plan: &RosterPlan) -> Head<'_> {
    Head {
        counts: plan.counts(),
        sheets: &plan.sheets,
        columns: &plan.columns,
    }
}

#[test]
fn hamlet_sheets_are_taken_together_and_hidden_ones_named() {
    use SheetFate::{Hidden, Taken};
    let rows = |name: &str, birth: &str| {
        let list = list(&[&["姓名", "性别", "出生日期"], &[name, "女", birth]]);
        Sheet {
            name: format!("{name}组"),
            ..list
        }
    };
    let hidden = Sheet {
        is_hidden: true,
        ..rows("王去年", "2012-02-02")
    };
    let book = Book {
        file_name: "x.xlsx".to_owned(),
        sheets: vec![
            rows("王一", "2015-05-05"),
            rows("王二", "2016-06-06"),
            hidden,
            rows("王一", "2015-05-05"),
        ],
    };
    let judge = Judge::new(&[], today(), Phones::Real);
    let plan = judge.book(&book, &Wanted::Visible).unwrap();
    let names: Vec<&str> = plan.additions().map(|draft| draft.name.as_str()).collect();
    assert_eq!(names, ["王一", "王二"]);
    let fates: Vec<SheetFate> = plan.sheets.iter().map(|one| one.fate).collect();
    assert_eq!(fates, [Taken, Taken, Hidden, Taken]);
    // The child of the first sheet stands on the last one again, and the note says where.
    let last = plan.rows.last().unwrap();
    assert_eq!(last.outcome, Verdict::Match);
    let again = last
        .notes
        .iter()
        .find(|note| note.code == NoteCode::DuplicateInFile);
    assert!(note_text(Lang::En, again.unwrap()).contains("王一组 2"));
    let json = report(Lang::En, about(&plan), plan.report_rows());
    assert_eq!(json["rows"][1]["sheet"], "王一组");
    assert_eq!(json["sheets"][2]["fate"], "hidden");
}

const WITH_CARER: &[&str] = &[
    "姓名",
    "性别",
    "出生日期",
    "监护人",
    "与儿童关系",
    "联系电话",
    "家庭住址",
];

/// Which values of the second row contradict the first, and what follows.
#[rstest]
#[case(&["毛燕", "女", "2015-05-05", "毛大山", "爷爷", "13967929081", "尚庄12号"], Verdict::Match, "")]
#[case(&["毛燕", "女", "2015-05-05", "", "", "", ""], Verdict::Match, "")]
#[case(&["毛燕", "女", "2015-05-05", "毛大山", "爷爷", "13967929081", "前尚庄村尚庄12号"], Verdict::Match, "")]
#[case(&["毛燕", "女", "2015-05-05", "李桂花", "奶奶", "13967929081", "尚庄12号"], Verdict::Doubt, "carer-name")]
#[case(&["毛燕", "女", "2015-05-05", "毛大山", "爷爷", "13967929082", "尚庄12号"], Verdict::Doubt, "carer-phone")]
#[case(&["毛燕", "女", "2015-05-05", "毛大山", "爷爷", "13967929081", "后庄3号"], Verdict::Doubt, "live-address")]
#[case(&["毛燕", "女", "2015-05-06", "李桂花", "奶奶", "13967929082", "后庄3号"], Verdict::Add, "")]
fn two_of_one_name_and_birthday_are_one_child_only_if_nothing_contradicts(
    #[case] second: &[&str],
    #[case] outcome: Verdict,
    #[case] fields: &str,
) {
    let first: &[&str] = &[
        "毛燕",
        "女",
        "2015-05-05",
        "毛大山",
        "爷爷",
        "13967929081",
        "尚庄12号",
    ];
    let in_one_file = judged(&[WITH_CARER, first, second], &[]).remove(2);
    let filed = judged(&[WITH_CARER, first], &[]).remove(1).draft.unwrap();
    let child = filed.child(ChildId(Uuid::from_u128(7)), "0007");
    let contacts = filed.contacts.iter().zip(1..);
    let known = KnownChild {
        contacts: contacts
            .map(|(one, nth): (_, i64)| {
                one.contact(
                    ContactId(Uuid::from_u128(u128::from(nth.unsigned_abs()))),
                    child.id,
                    nth,
                )
            })
            .collect(),
        tags: Vec::new(),
        child,
    };
    let on_register = judged(&[WITH_CARER, second], &[known]).remove(1);
    for (row, code) in [
        (in_one_file, NoteCode::PerhapsRepeated),
        (on_register, NoteCode::PerhapsSame),
    ] {
        assert_eq!(row.outcome, outcome, "{:?}", row.notes);
        let asked = row.notes.iter().find(|note| note.code == code);
        let said = asked.and_then(|note| note.args.iter().find(|(name, _)| *name == "fields"));
        assert_eq!(said.map_or("", |(_, value)| value.as_str()), fields);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_makes_the_judge_panic(cells in prop::collection::vec(any_cell(), 23)) {
        let head = "序号 姓名 性别 民族 出生日期 身份证号 家庭住址 学校班级 年级 是否寄宿 健康状况 \
            过敏史 儿童类别 父亲姓名 父亲电话 父亲务工地 母亲姓名 母亲电话 登记日期 委托照护人 \
            与儿童关系 联系电话 备注";
        let head: Vec<&str> = head.split_whitespace().collect();
        let mut sheet = list(&[&head]);
        sheet.rows.push(Row { number: 2, cells, ..Row::default() });
        let plan = Judge::new(&[], today(), Phones::Real).book(&alone(&sheet), &Wanted::Visible).unwrap();
        let _ = report(Lang::Zh, about(&plan), plan.report_rows());
        prop_assert_eq!(plan.rows.len(), 2);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = file::from_bytes(bytes, "x");
    }

    #[test]
    fn a_spoilt_file_is_read_or_named(
        name in prop::sample::select(vec!["roster.xlsx", "roster-small.xls", "roster-small.ods"]),
        spots in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = std::fs::read(fixture(name)).unwrap();
        for (spot, byte) in spots {
            let at = spot.index(bytes.len());
            bytes[at] = byte;
        }
        let book: Result<Book, FileError> = file::from_bytes(bytes, name);
        if let Ok(book) = book {
            let _ = Judge::new(&[], today(), Phones::Real).book(&book, &Wanted::Visible);
        }
    }
}

#[test]
fn a_text_that_no_field_takes_waits_for_a_person() {
    let (name, note) = ("长".repeat(101), "长".repeat(1_000_000));
    let rows = judged(
        &[
            &["姓名", "性别", "出生日期", "备注"],
            &[&name, "女", "2016-11-19", ""],
            &["李小明", "男", "2016-01-02", &note],
            &["李\u{202E}小\u{2069}红", "女", "2016-01-02", "a\u{200F}b"],
        ],
        &[],
    );
    let outcomes: Vec<Verdict> = rows.iter().skip(1).map(|row| row.outcome).collect();
    assert_eq!(outcomes, [Verdict::Doubt, Verdict::Doubt, Verdict::Add]);
    assert!(codes(&rows[1]).contains(&"too-long") && codes(&rows[2]).contains(&"too-long"));
    let draft = rows[3].draft.as_ref().unwrap();
    assert_eq!((draft.name.as_str(), draft.note.as_str()), ("李小红", "ab"));
}

#[test]
fn a_list_with_groups_gives_each_person_what_is_theirs() {
    let rows = judged(
        &[
            &["前尚庄村留守儿童花名册"],
            &[
                "儿童基本信息",
                "儿童基本信息",
                "儿童基本信息",
                "帮扶责任人",
                "帮扶责任人",
                "监护人信息",
                "监护人信息",
                "监护人信息",
                "监护人信息",
                "父亲情况",
                "父亲情况",
                "父亲情况",
            ],
            &[
                "姓名",
                "性别",
                "出生日期",
                "姓名",
                "电话",
                "姓名",
                "与儿童关系",
                "联系电话",
                "身份证号",
                "姓名",
                "电话",
                "务工地",
            ],
            &[
                "甲乙",
                "女",
                "2016-11-19",
                "干部一",
                "13900000009",
                "丙丁",
                "祖父",
                "13900000001",
                "341699195001012043",
                "戊己",
                "13900000002",
                "上海",
            ],
        ],
        &[],
    );
    let draft = rows[3].draft.as_ref().unwrap();
    assert_eq!((draft.name.as_str(), draft.id_no.as_str()), ("甲乙", ""));
    let found: Vec<_> = draft
        .contacts
        .iter()
        .map(|c| {
            (
                c.name.as_str(),
                c.relation,
                c.phones.as_str(),
                c.work_place.as_str(),
            )
        })
        .collect();
    let grandfather = ("丙丁", Relation::PaternalGrandfather, "13900000001", "");
    let father = ("戊己", Relation::Father, "13900000002", "上海");
    assert_eq!(found, [grandfather, father]);
}

const NUMBERED: &[&str] = &[
    "序号",
    "姓名",
    "性别",
    "出生日期",
    "身份证号",
    "联系电话",
    "备注",
];

#[rstest]
#[case::seal(&["村委会（盖章）"], "skip-signature")]
#[case::seal_behind_number(&["2", "（盖章）"], "skip-signature")]
#[case::seal_at_the_right(&["", "", "", "", "", "", "（公章）"], "skip-signature")]
#[case::seal_behind_village(&["前尚庄村", "", "", "", "村委会（盖章）"], "skip-signature")]
#[case::person_in_charge(&["村（居）委会负责人：", "王五", "", "经办人：", "李四"], "skip-signature")]
#[case::leader(&["分管领导签字：", "", "", "主管领导："], "skip-signature")]
#[case::day(&["2026年11月3日"], "skip-signature")]
#[case::day_at_the_right(&["", "", "", "2026-11-03"], "skip-signature")]
#[case::blank_day(&["", "", "", "", "  年  月  日"], "skip-signature")]
#[case::day_of_filling(&["填报时间：", "", "日期：", "2026-11-03"], "skip-signature")]
#[case::signed_on(&["填表人：", "张三", "填表日期：", "2026-11-03"], "skip-signature")]
#[case::page(&["第1页 共3页"], "skip-signature")]
#[case::page_in_two(&["第 1 页", "", "共 3 页"], "skip-signature")]
#[case::unit(&["制表单位：王市镇", "", "", "审核单位："], "skip-signature")]
#[case::footnote(&["备注：1.本表一式三份。"], "skip-signature")]
#[case::explanation(&["说明：年龄按周岁计。"], "skip-signature")]
#[case::merged(&["说明：共一份"; 7], "skip-signature")]
#[case::total(&["合计", "35", "12"], "skip-total")]
#[case::total_behind_number(&["2", "合计", "35人"], "skip-total")]
#[case::total_by_sex(&["", "总计", "男", "20"], "skip-total")]
#[case::count(&["共35人"], "skip-total")]
fn a_row_around_the_list_is_no_child(#[case] row: &[&str], #[case] code: &str) {
    let child: &[&str] = &["1", "甲乙", "女", "2016-11-19"];
    let rows = judged(&[NUMBERED, child, row], &[]);
    assert_eq!(
        (rows[2].outcome, codes(&rows[2])),
        (Verdict::Skip, vec![code])
    );
}

#[rstest]
#[case(&["2", "盖一鸣", "男", "2016-11-19"], Verdict::Add)]
#[case(&["2", "章小雨", "女", "2016-11-19"], Verdict::Add)]
#[case(&["2", "注明", "女", "2016-11-19"], Verdict::Add)]
#[case(&["2", "年家宝", "男", "2016-11-19"], Verdict::Add)]
#[case(&["2", "总一", "男", "2016-11-19"], Verdict::Add)]
#[case::name_is_the_word(&["2", "公章", "男", "2016-11-19"], Verdict::Add)]
#[case::word_in_the_number_column(&["小计", "李小明", "男", "2016-11-19"], Verdict::Add)]
#[case::only_the_birth_date(&["备注", "李小明", "", "2016-11-19"], Verdict::Doubt)]
#[case::only_the_id(&["注：", "李小明", "", "", "341699201611192043"], Verdict::Add)]
#[case::remark_in_the_note(&["2", "李小明", "", "", "", "", "说明：未核实"], Verdict::Doubt)]
#[case::nameless(&["2", "", "男", "2016-11-19", "", "", "备注：未核实"], Verdict::Refuse)]
fn a_child_below_the_total_is_kept(#[case] row: &[&str], #[case] outcome: Verdict) {
    let child: &[&str] = &["1", "甲乙", "女", "2016-01-02"];
    let rows = judged(&[NUMBERED, child, &["合计", "1"], row], &[]);
    assert_eq!(rows[3].outcome, outcome, "{:?}", codes(&rows[3]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_group_over_other_columns_costs_a_child_or_its_name(
        own in prop::sample::select(vec!["", "儿童信息", "基本情况", "学生", "排查对象"]),
        groups in prop::collection::vec((prop::sample::select(vec![
            "监护人信息", "家长", "实际照护人", "父亲情况", "母亲", "村干部信息", "帮扶责任人",
            "包联干部", "社工", "网格员", "家庭成员", "其他", "班主任", "关爱人", "1", "",
        ]), 1usize..4, any::<bool>()), 0..5),
        words in prop::collection::vec(prop::sample::select(vec![
            "姓名", "电话", "关系", "身份证号", "务工地", "家庭住址", "备注", "性别",
        ]), 20),
    ) {
        let mut upper = vec![own; 3];
        for (group, width, is_spread) in groups {
            upper.push(group);
            let rest = if is_spread { group } else { "" };
            upper.extend(std::iter::repeat_n(rest, width - 1));
        }
        let lower: Vec<&str> = ["姓名", "性别", "出生日期"].into_iter().chain(words).collect();
        let lower = &lower[..upper.len()];
        let first = ["甲乙", "女", "2016-11-19"];
        let second = ["章丙", "男", "2015-01-02"];
        let rows = judged(&[&["名册"], &upper, lower, &first, &second], &[]);
        let found: Vec<(&str, bool)> = rows[3..]
            .iter()
            .map(|row| (row.name.as_str(), row.outcome == Verdict::Skip))
            .collect();
        prop_assert_eq!(found, [("甲乙", false), ("章丙", false)]);
    }
}
