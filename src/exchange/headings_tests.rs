//! Headings of lists as they stand on paper.

use super::headings::*;
use super::lexicon::Field;
use super::lexicon::field;
use super::own_headings::{ColumnUse, ListKind, OwnHeadings, SaidColumn};
use super::sheet::{Cell, Row, Sheet};
use rstest::rstest;

/// Headings that match no table.
fn unknown(columns: &Columns<Field>) -> Vec<String> {
    let uses = columns.uses(ListKind::Roster);
    let unknown = uses.filter(ColumnUse::is_unknown);
    unknown.map(|column| column.heading).collect()
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

#[test]
fn the_heading_row_is_found_below_title_and_blanks() {
    let sheet = sheet(&[
        &["花名册"],
        &[],
        &["序号", "姓 名", "性别", "月收入"],
        &["1", "甲", "男"],
    ]);
    let columns = find(&sheet, field, &[Field::Name]).unwrap();
    assert_eq!((columns.below, columns.height), (3, 1));
    assert_eq!(columns.column(Field::Name), Some(1));
    assert_eq!(unknown(&columns), ["月收入"]);
}

#[test]
fn headings_in_two_rows_are_read_together() {
    let sheet = sheet(&[
        &["序号", "姓名", "父亲", "", "", "母亲", ""],
        &["", "", "姓名", "联系电话", "务工地", "姓名", "联系电话"],
        &["1", "甲", "乙", "13800000000", "上海", "丙", "13900000000"],
    ]);
    let columns = find(&sheet, field, &[Field::Name]).unwrap();
    assert_eq!((columns.below, columns.height), (2, 2));
    for (column, expected) in [
        Field::Serial,
        Field::Name,
        Field::FatherName,
        Field::FatherPhone,
        Field::FatherWork,
        Field::MotherName,
        Field::MotherPhone,
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(columns.fields[column], Some(expected));
    }
}

/// The columns of a list with the child's columns first and a group over the last ones.
fn below_group_words(group: &[&str], words: &[&str]) -> Columns<Field> {
    let own = ["序号", "姓名", "性别", "出生日期"];
    let upper: Vec<&str> = own.iter().chain(group).copied().collect();
    let lower: Vec<&str> = [""; 4].iter().chain(words).copied().collect();
    let child = ["1", "甲", "男", "2016-01-02"];
    find(&sheet(&[&upper, &lower, &child]), field, &[Field::Name]).unwrap()
}

#[rstest]
#[case("监护人信息", [Some(Field::CarerName), Some(Field::CarerRelation), Some(Field::CarerPhone), None, None])]
#[case("家长信息", [Some(Field::CarerName), Some(Field::CarerRelation), Some(Field::CarerPhone), None, None])]
#[case("委托照护人情况", [Some(Field::CarerName), Some(Field::CarerRelation), Some(Field::CarerPhone), None, None])]
#[case("实际照护人", [Some(Field::CarerName), Some(Field::CarerRelation), Some(Field::CarerPhone), None, None])]
#[case("父亲信息", [Some(Field::FatherName), None, Some(Field::FatherPhone), Some(Field::FatherWork), None])]
#[case("母亲情况", [Some(Field::MotherName), None, Some(Field::MotherPhone), Some(Field::MotherWork), None])]
#[case("班主任信息", [Some(Field::Teacher), None, Some(Field::TeacherPhone), None, None])]
#[case("父母信息", [None; 5])]
#[case("村干部信息", [None; 5])]
#[case("帮扶责任人", [None; 5])]
#[case("包联干部", [None; 5])]
#[case("社工", [None; 5])]
#[case("网格员", [None; 5])]
fn words_below_a_group_belong_to_its_person(
    #[case] group: &str,
    #[case] expected: [Option<Field>; 5],
) {
    let words = ["姓名", "关系", "联系电话", "务工地", "身份证号"];
    for over in [[group; 5], [group, "", "", "", ""]] {
        let columns = below_group_words(&over, &words);
        assert_eq!((columns.below, columns.height), (2, 2));
        assert_eq!(columns.fields[4..], expected, "{over:?}");
        assert_eq!(columns.column(Field::Name), Some(1));
        assert_eq!(columns.column(Field::BirthDate), Some(3));
    }
}

#[test]
fn a_word_that_names_its_person_needs_no_group() {
    let words = ["父亲电话", "监护人姓名", "就读学校", "备注", "电话"];
    let columns = below_group_words(&["帮扶责任人"; 5], &words);
    let expected = [
        Field::FatherPhone,
        Field::CarerName,
        Field::School,
        Field::Note,
    ];
    assert_eq!(columns.fields[4..8], expected.map(Some));
    assert_eq!(columns.fields[8], None);
    assert_eq!(unknown(&columns), ["帮扶责任人 电话"]);
}

#[rstest]
#[case("儿童基本信息")]
#[case("基本情况")]
#[case("个人信息")]
#[case("学生信息")]
#[case("摸底对象")]
fn the_childs_own_group_leaves_the_words_as_they_are(#[case] group: &str) {
    for own in [[group; 3], [group, "", ""]] {
        let upper = [&own[..], &["监护人信息", "监护人信息", "家庭情况"]].concat();
        let sheet = sheet(&[
            &["某村名册"],
            &upper,
            &["姓名", "性别", "身份证号", "姓名", "电话", "家庭住址"],
        ]);
        let columns = find(&sheet, field, &[Field::Name]).unwrap();
        let expected = [
            Field::Name,
            Field::Sex,
            Field::IdNo,
            Field::CarerName,
            Field::CarerPhone,
            Field::LiveAddress,
        ];
        // With blanks the list is read as spread, and nothing stands over the next columns.
        if own[1].is_empty() {
            assert_eq!(columns.column(Field::Name), Some(0));
        } else {
            assert_eq!(columns.fields, expected.map(Some));
        }
    }
}

#[test]
fn a_caregiver_is_not_mixed_with_a_guardian() {
    let over = ["监护人", "监护人", "委托照护人", "委托照护人"];
    let columns = below_group_words(&over, &["姓名", "关系", "姓名", "电话"]);
    let expected = [None, None, Some(Field::CarerName), Some(Field::CarerPhone)];
    assert_eq!(columns.fields[4..], expected);
}

#[test]
fn groups_of_groups_give_no_wrong_columns() {
    let sheet = sheet(&[
        &[
            "儿童信息",
            "儿童信息",
            "儿童信息",
            "帮扶信息",
            "帮扶信息",
            "家庭信息",
            "家庭信息",
        ],
        &[
            "姓名",
            "性别",
            "出生日期",
            "基本情况",
            "基本情况",
            "父亲",
            "父亲",
        ],
        &["姓名", "性别", "出生日期", "姓名", "电话", "姓名", "电话"],
    ]);
    let columns = find(&sheet, field, &[Field::Name]).unwrap();
    let [name, sex, birth] = [Field::Name, Field::Sex, Field::BirthDate].map(Some);
    let [father, phone] = [Field::FatherName, Field::FatherPhone].map(Some);
    assert_eq!(
        columns.fields,
        [name, sex, birth, None, None, father, phone]
    );
}

#[test]
fn a_phone_behind_an_official_is_not_the_caregivers() {
    let sheet = sheet(&[&["姓名", "性别", "监护人", "帮扶责任人姓名", "联系电话"]]);
    let columns = find(&sheet, field, &[Field::Name]).unwrap();
    assert_eq!(columns.column(Field::CarerPhone), None);
}

#[test]
fn both_rows_of_a_page_heading_are_known_again() {
    let upper: &[&str] = &["姓名", "性别", "监护人", "", ""];
    let lower: &[&str] = &["", "", "姓名", "关系", "电话"];
    let child: &[&str] = &["甲", "男", "乙", "父亲", "13800000000"];
    let sheet = sheet(&[upper, lower, child, upper, lower]);
    let columns = find(&sheet, field, &[Field::Name]).unwrap();
    let repeated: Vec<bool> = sheet
        .rows
        .iter()
        .map(|row| is_repeated(&columns, row))
        .collect();
    assert_eq!(repeated, [true, true, false, true, true]);
}

#[test]
fn a_page_heading_is_known_again() {
    let sheet = sheet(&[&["姓名", "性别"], &["甲", "男"], &["姓名", "性别"]]);
    let columns = find(&sheet, field, &[Field::Name]).unwrap();
    assert!(!is_repeated(&columns, &sheet.rows[1]));
    assert!(is_repeated(&columns, &sheet.rows[2]));
}

#[test]
fn a_sheet_without_a_name_column_has_no_headings() {
    assert!(find(&sheet(&[&["性别", "年级"]]), field, &[Field::Name]).is_none());
}

#[test]
fn what_a_person_said_goes_before_the_words_and_takes_the_field_from_other_columns() {
    let mut own = OwnHeadings::default();
    let said = [
        ("大名", "name"),
        ("帮扶责任人 电话", "carer-phone"),
        ("备注", "none"),
    ];
    for (heading, code) in said {
        assert!(own.say(&SaidColumn {
            kind: ListKind::Roster,
            heading: heading.to_owned(),
            code: code.to_owned(),
            instead_of: None,
        }));
    }
    let read = |rows: &[&[&str]]| {
        let sheet = sheet(rows);
        let meaning = own.meaning(ListKind::Roster, field);
        let mut columns = find(&sheet, meaning, &[Field::Name]).unwrap();
        columns.take_said(|heading| own.said(ListKind::Roster, heading));
        columns
    };
    let columns = read(&[&["姓名", "大名", "性别", "联系电话", "备注"]]);
    assert_eq!(
        columns.fields,
        [
            None,
            Some(Field::Name),
            Some(Field::Sex),
            Some(Field::CarerPhone),
            None
        ]
    );
    // It is said that a column lost its field; what nobody wants is not named again.
    assert_eq!(unknown(&columns), ["姓名"]);
    let columns = read(&[
        &["儿童信息", "", "帮扶责任人", ""],
        &["姓名", "性别", "姓名", "电话"],
    ]);
    assert_eq!(columns.fields[3], Some(Field::CarerPhone));
    assert_eq!(unknown(&columns), ["帮扶责任人 姓名"]);
    // Of two columns of one heading the first has the field.
    let columns = read(&[&["大名", "大名", "性别"]]);
    assert_eq!(columns.fields, [Some(Field::Name), None, Some(Field::Sex)]);
}
