//! Lists of helpers, pairings and gifts as people keep them.

use super::*;
use crate::domain::Weekdays;
use crate::domain::child::{Sex, Status};
use crate::domain::samples;
use crate::domain::support::given::{Donation, Given, GoodsKind};
use crate::domain::support::helper::{Helper, HelperKind};
use crate::domain::support::pairing::Pairing;
use crate::domain::{HelperId, PairingId};
use crate::exchange::file::from_bytes;
use crate::exchange::note::{Verdict, note_text};
use crate::exchange::sheet::Cell;
use crate::i18n::Lang;
use rstest::rstest;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn child(number: u128, name: &str) -> Child {
    Child {
        id_no: format!("34160020150601{number:04}"),
        expected_days: Weekdays::NONE,
        ..Child::new(
            ChildId(Uuid::from_u128(number)),
            &format!("{number:04}"),
            name,
            Sex::Female,
            day("2015-06-01"),
        )
    }
}

/// Two children of one name, one who left, and one more.
fn children() -> Vec<Child> {
    let mut gone = child(3, "周走");
    gone.status = Status::Moved;
    gone.left_on = Some(day("2026-09-01"));
    vec![
        child(1, "石小宝"),
        child(2, "林小雨"),
        gone,
        child(4, "石小宝"),
    ]
}

fn helper_id(number: u128) -> HelperId {
    HelperId(Uuid::from_u128(number))
}

/// One helper, paired with a child, who gave something.
fn support() -> Support {
    let helper = Helper {
        id: helper_id(1),
        name: "李爱华".into(),
        phones: "13800001111".into(),
        skills: "数学".into(),
        ..Helper::new(day("2026-01-01"))
    };
    let pairing = Pairing {
        id: PairingId(Uuid::from_u128(1)),
        purpose: "作业".into(),
        ..Pairing::new(ChildId(Uuid::from_u128(2)), helper.id, day("2026-03-01"))
    };
    let donation = Donation {
        id: DonationId(Uuid::from_u128(1)),
        giver: "县红十字会".into(),
        what: "棉被".into(),
        kind: GoodsKind::Goods,
        quantity: 3,
        ..Donation::new(day("2026-10-01"))
    };
    let given = Given {
        donation: donation.id,
        quantity: 1,
        ..samples::given(ChildId(Uuid::from_u128(2)), day("2026-10-01"))
    };
    let mut support = Support {
        helpers: vec![helper],
        donations: vec![donation],
        ..Support::default()
    };
    support.pairings.insert(pairing.child, vec![pairing]);
    support.given.insert(given.child, vec![given]);
    support
}

fn judged(book: &Book, left_out: &[RowAt]) -> Option<HelpPlan> {
    let (children, support) = (children(), support());
    let facts = (day("2026-11-23"), Phones::Real);
    let judge = HelpJudge::new(&children, &support, facts).answered(&[], left_out);
    judge.book(book, &Wanted::Visible)
}

fn book(text: &str) -> Book {
    from_bytes(text.as_bytes().to_vec(), "list.csv").unwrap()
}

fn plan(text: &str) -> HelpPlan {
    judged(&book(text), &[]).unwrap()
}

/// Outcome and codes of the rows below the headings that are part of the list.
fn verdicts(plan: &HelpPlan) -> Vec<String> {
    let rows = plan.rows.iter().filter(|row| {
        let mut codes = row.notes.iter().map(|note| note.code);
        !codes.any(|code| matches!(code, NoteCode::SkipHeading | NoteCode::SkipTitle))
    });
    let line = |row: &HelpRow| {
        let codes: Vec<&str> = row.notes.iter().map(|note| note.code.code()).collect();
        format!("{} {} {}", row.outcome.code(), row.name, codes.join(" "))
            .trim()
            .to_owned()
    };
    rows.map(line).collect()
}

const HELPERS: &str = "姓名,类型,单位,联系电话,特长,服务时间,培训日期,背景核查,加入日期,备注";
const PAIRINGS: &str =
    "儿童姓名,档案号,帮扶人,联系电话,帮扶内容,频次,结对日期,结束日期,监护人,同意日期,儿童意见";
const GIFTS: &str =
    "儿童姓名,身份证号,物品,类别,数量,金额（元）,捐赠人,发放日期,经手人,凭证号,备注";

#[rstest]
#[case(
    "王新,志愿者,村小学,138 0000 2222,画画,周六,2026-03-01,2026-02-01,2026-01-05,",
    "add 王新 phone-tidied"
)]
#[case("王新,,,,,,,,,", "add 王新 helper-kind-unsaid since-today")]
#[case("王新,校长,,,,,,,,", "add 王新 word-unknown since-today")]
#[case(
    "王新,林小雨的姑姑,,,,,,,,",
    "add 王新 word-unknown text-dropped since-today"
)]
#[case("李爱华,志愿者,,13800001111,数学,,,,,", "match 李爱华 helper-there")]
#[case(
    "李爱华,社工,,13800001111,英语,,,,,",
    "match 李爱华 helper-there helper-differs helper-differs"
)]
#[case("李爱华,志愿者,,,,,,,,", "doubt 李爱华 helper-perhaps")]
#[case(
    "李爱华,志愿者,,13900003333,,,,,,",
    "add 李爱华 helper-namesake since-today"
)]
#[case(",志愿者,,13800002222,,,,,,", "refuse  no-name")]
#[case("王新,志愿者,,123,,,,,,", "doubt 王新 phone-too-short")]
#[case("王新,志愿者,,,,,常有,,,", "doubt 王新 day-not-a-date")]
#[case("王新,志愿者,,,,,,2027-01-01,,", "refuse 王新 day-future")]
#[case("王新,志愿者,,,,,2026.03,,,", "add 王新 month-only since-today")]
#[case(
    "王新,志愿者,,,带林小雨写作业,,,,,",
    "add 王新 text-dropped since-today"
)]
fn a_row_of_helpers(#[case] row: &str, #[case] expected: &str) {
    assert_eq!(verdicts(&plan(&format!("{HELPERS}\n{row}\n"))), [expected]);
}

#[rstest]
#[case(
    "林小雨,,王五,,作业,每月,2026-10-01,,林山,2026-09-30,愿意",
    "doubt 林小雨 helper-unknown"
)]
#[case("周走,,李爱华,,作业,每月,2026-10-01,,,,", "refuse 周走 child-left")]
#[case(
    "林小雨,,李爱华,,作业,每月,2026-10-01,,,,",
    "match 林小雨 paired-already"
)]
#[case("石小宝,,李爱华,,作业,每月,2026-10-01,,,,", "doubt 石小宝 name-shared")]
#[case("石小宝,0004,李爱华,,作业,每月,2026-10-01,,,,", "add 石小宝")]
#[case(",4,李爱华,,作业,每月,2026-10-01,,,,", "refuse  field-missing")]
#[case(
    "没有人,,李爱华,,作业,每月,2026-10-01,,,,",
    "doubt 没有人 child-unknown"
)]
#[case(
    "石小宝,0001,,,作业,每月,2026-10-01,,,,",
    "refuse 石小宝 field-missing"
)]
#[case(
    "石小宝,0001,李爱华,,,每月,2026-10-01,,,,",
    "refuse 石小宝 field-missing"
)]
#[case("石小宝,0001,李爱华,,作业,,,,,,", "add 石小宝 every-usual since-today")]
#[case(
    "石小宝,0001,李爱华,,作业,常去,2026-10-01,,,,",
    "doubt 石小宝 every-unclear"
)]
#[case(
    "石小宝,0001,李爱华,,作业,每月,2027-10-01,,,,",
    "refuse 石小宝 day-future"
)]
#[case(
    "石小宝,0001,李爱华,,作业,每月,2026-01-01,2026-06-30,,,",
    "refuse 石小宝 ended-already"
)]
#[case(
    "石小宝,0001,李爱华,,作业,每月,2026-01-01,2027-06-30,,,",
    "add 石小宝 until-ahead"
)]
fn a_row_of_pairings(#[case] row: &str, #[case] expected: &str) {
    let verdicts = verdicts(&plan(&format!("{PAIRINGS}\n{row}\n")));
    assert_eq!(verdicts, [expected]);
}

#[rstest]
#[case("林小雨,,书包,礼物,1,60,好心人,2026-10-08,李姐,A7,", "add 林小雨")]
#[case(
    "林小雨,,棉被,物资,1,,县红十字会,2026-10-01,,,",
    "match 林小雨 gift-there"
)]
#[case(",,棉被,物资,2,,县红十字会,2026-10-01,,,", "match 棉被 stock-there")]
#[case(",,棉被,物资,3,,县红十字会,2026-10-01,,,", "match 棉被 stock-there")]
#[case(",,棉被,礼物,3,,县红十字会,2026-10-01,,,", "match 棉被 stock-there")]
#[case(",,棉被,物资,4,,县红十字会,2026-10-01,,,", "add 棉被 donation-only")]
#[case(
    "石小宝,341600201506010001,棉被,物资,2,,县红十字会,2026-10-03,,,",
    "add 石小宝 from-stock"
)]
#[case(
    "石小宝,341600201506010001,棉被,物资,3,,县红十字会,2026-10-03,,,",
    "add 石小宝 stock-beside"
)]
#[case(
    "石小宝,341600201506010001,棉被,物资,2,90,县红十字会,2026-10-03,,,",
    "add 石小宝 from-stock-worth"
)]
#[case(
    "石小宝,341600201506010001,棉被,物资,1,,县红十字会,2026-09-30,,,",
    "add 石小宝"
)]
#[case(
    "没有人,,书包,礼物,1,60,好心人,2026-10-08,,,",
    "doubt 没有人 child-unknown"
)]
#[case("周走,,书包,礼物,1,60,好心人,2026-08-08,,,", "add 周走")]
#[case("周走,,书包,礼物,1,60,好心人,2026-10-08,,,", "refuse 周走 child-left")]
#[case(
    "林小雨,,,礼物,1,60,好心人,2026-10-08,,,",
    "refuse 林小雨 field-missing"
)]
#[case("林小雨,,书包,礼物,1,60,,2026-10-08,,,", "refuse 林小雨 field-missing")]
#[case("林小雨,,书包,礼物,1,60,好心人,,,,", "refuse 林小雨 field-missing")]
#[case(
    "林小雨,,书包,礼物,1,60,好心人,2027-10-08,,,",
    "refuse 林小雨 day-future"
)]
#[case(
    "林小雨,,书包,礼物,0,60,好心人,2026-10-08,,,",
    "refuse 林小雨 quantity-wrong"
)]
#[case(
    "林小雨,,书包,礼物,两个,60,好心人,2026-10-08,,,",
    "refuse 林小雨 quantity-wrong"
)]
#[case(
    "林小雨,,书包,礼物,1,约60,好心人,2026-10-08,,,",
    "refuse 林小雨 worth-wrong"
)]
#[case(
    "林小雨,,书包,礼物,1,59.50,好心人,2026-10-08,,,",
    "add 林小雨 worth-rounded"
)]
#[case(
    "林小雨,,书包,,,,好心人,2026-10-08,,,",
    "add 林小雨 goods-unsaid quantity-one"
)]
#[case("林小雨,,助学金,,1,500,好心人,2026-10-08,,,", "add 林小雨")]
#[case(
    "林小雨,,书包,礼物,1,60,石小宝的邻居,2026-10-08,,,",
    "refuse 林小雨 names-a-child"
)]
#[case(
    ",,书包,礼物,1,60,好心人,2026-10-08,,,给林小雨",
    "add 书包 text-dropped donation-only"
)]
#[case(
    "林小雨,,书包,礼物,1,60,好心人,2026-10-08,,,林小雨很喜欢",
    "add 林小雨"
)]
fn a_row_of_gifts(#[case] row: &str, #[case] expected: &str) {
    assert_eq!(verdicts(&plan(&format!("{GIFTS}\n{row}\n"))), [expected]);
}

#[test]
fn a_total_a_signature_and_a_blank_line_are_no_gifts() {
    let list = format!(
        "发放登记表\n{GIFTS}\n林小雨,,书包,礼物,1,60,好心人,2026-10-08,,,\n,,,,,,,,,,\n合计,,,,1,60,,,,,\n填表人：李姐,,,,,,,,,,\n"
    );
    assert_eq!(
        verdicts(&plan(&list)),
        [
            "add 林小雨",
            "skip  skip-blank",
            "skip  skip-total",
            "skip  skip-signature"
        ]
    );
}

#[test]
fn a_repeated_row_is_said_with_the_first() {
    let gift = "林小雨,,书包,礼物,1,60,好心人,2026-10-08,,,";
    assert_eq!(
        verdicts(&plan(&format!("{GIFTS}\n{gift}\n{gift}\n"))),
        ["add 林小雨", "doubt 林小雨 gift-twice"]
    );
    let helper = "王新,志愿者,,13800002222,,,,,,";
    assert_eq!(
        verdicts(&plan(&format!("{HELPERS}\n{helper}\n{helper}\n"))),
        ["add 王新 since-today", "match 王新 row-repeated"]
    );
}

/// What a helper's row says in full.
#[test]
fn all_columns_of_a_helper_are_read() {
    let list = format!(
        "{HELPERS}\n王新,爱心妈妈,村小学,13800002222/13900003333,画画,周六,2026-03-01,2026-02-01,2026-01-05,会开车\n"
    );
    let plan = plan(&list);
    let Some((_, Draft::Helper(helper))) = plan.additions().next() else {
        panic!("a helper")
    };
    let expected = Helper {
        name: "王新".into(),
        kind: HelperKind::LovingMother,
        body: "村小学".into(),
        phones: "13800002222 13900003333".into(),
        skills: "画画".into(),
        free_when: "周六".into(),
        trained_on: Some(day("2026-03-01")),
        checked_on: Some(day("2026-02-01")),
        note: "会开车".into(),
        ..Helper::new(day("2026-01-05"))
    };
    assert_eq!(**helper, expected);
    assert!(plan.columns.iter().all(|column| column.field.is_some()));
}

#[test]
fn english_headings_are_known_too() {
    let plan =
        plan("Name,Kind,Phone,Skills,When free\n王新,volunteer,13800002222,maths,Saturdays\n");
    assert_eq!(plan.kinds, [ListKind::Helpers]);
    assert_eq!(verdicts(&plan), ["add 王新 since-today"]);
    let list = "Child,Helper,For what,How often,Since,Guardian\n林小雨,王五,maths,weekly,2026-10-01,林山\n";
    assert_eq!(super::tests::plan(list).kinds, [ListKind::Pairings]);
    let list = "Child,What,Quantity,Worth,Giver,Date\n林小雨,bag,1,60,a friend,2026-10-08\n";
    assert_eq!(super::tests::plan(list).kinds, [ListKind::Gifts]);
}

#[test]
fn headings_in_two_rows_are_read_as_one() {
    let list = "结对帮扶名单,,,,,\n儿童,儿童,帮扶人,帮扶人,帮扶内容,频次\n姓名,档案号,姓名,电话,,\n石小宝,0004,李爱华,13800001111,作业,每周\n";
    let plan = plan(list);
    assert_eq!(plan.kinds, [ListKind::Pairings]);
    assert_eq!(verdicts(&plan), ["add 石小宝 since-today"]);
    let fields: Vec<_> = plan.columns.iter().filter_map(|one| one.field).collect();
    assert_eq!(
        fields,
        ["child", "file-no", "helper", "phone", "purpose", "every"]
    );
}

#[test]
fn a_list_of_organisations_has_their_names_and_whom_to_ask() {
    let list = "单位名称,联系人,联系电话,类型,服务时间\n县红十字会,王新,0558-1234567,单位,工作日\n";
    let plan = plan(list);
    let Some((_, Draft::Helper(helper))) = plan.additions().next() else {
        panic!("a helper")
    };
    assert_eq!(helper.name, "县红十字会");
    assert_eq!(helper.body, "王新");
    assert_eq!(helper.kind, HelperKind::Organisation);
}

#[test]
fn the_kind_is_told_by_the_title_if_the_rows_do_not() {
    let list = "2026年志愿者名单,,\n姓名,联系电话,特长\n王新,13800002222,画画\n";
    assert_eq!(verdicts(&plan(list)), ["add 王新 since-today"]);
}

/// A file with these sheets.
fn workbook(sheets: &[&str]) -> Book {
    let sheets = sheets.iter().map(|text| book(text).sheets.remove(0));
    Book {
        file_name: "help.xlsx".into(),
        sheets: sheets.collect(),
    }
}

#[test]
fn a_helper_of_the_same_file_is_known_to_its_other_lists_unless_the_row_stays_out() {
    let pairing = "石小宝,0004,王新,,作业,每周,2026-10-01,,,,";
    let gift = "林小雨,,书包,礼物,1,60,王新,2026-10-08,,,";
    let file = workbook(&[
        &format!("{PAIRINGS}\n{pairing}\n"),
        &format!("{HELPERS}\n王新,志愿者,,13800002222,,,,,,\n"),
        &format!("{GIFTS}\n{gift}\n"),
    ]);
    let plan = judged(&file, &[]).unwrap();
    let new = RowAt { sheet: 1, row: 2 };
    let helpers: Vec<_> = plan
        .additions()
        .filter_map(|(_, draft)| match draft {
            Draft::Pairing(pairing) => Some(pairing.helper),
            Draft::Gift(gift) => gift.batch.helper,
            Draft::Helper(_) => None,
        })
        .collect();
    assert_eq!(helpers, [HelperRef::Row(new), HelperRef::Row(new)]);
    // Nobody says since when; a pairing of the file was before today.
    assert_eq!(verdicts(&plan)[1], "add 王新 since-pairing");
    let plan = judged(&file, &[new]).unwrap();
    assert_eq!(
        verdicts(&plan),
        ["doubt 石小宝 helper-unknown", "skip 王新", "add 林小雨"]
    );
}

#[test]
fn a_register_and_a_sign_in_sheet_are_none_of_these_lists() {
    let register = "儿童姓名,性别,出生日期,家庭住址,帮扶责任人,联系电话\n林小雨,女,2015-06-01,前尚庄,李爱华,13800001111\n";
    let stays = "姓名,日期,签到时间,签退时间,备注\n林小雨,2026-10-08,16:30,17:30,\n";
    let own = OwnHeadings::default();
    for list in [register, stays] {
        assert_eq!(
            places(&book(list), &Wanted::Visible, &own),
            [0; 0],
            "{list}"
        );
    }
    // A list of helpers with their sex and number is no register of children.
    let helpers =
        "姓名,性别,身份证号,联系电话,单位,特长,服务时间\n王新,女,,13800002222,村小学,画画,周六\n";
    let gifts = "姓名,性别,年级,学校,物品,数量\n林小雨,女,三年级,村小学,书包,1\n";
    for list in [helpers, gifts] {
        assert_eq!(places(&book(list), &Wanted::Visible, &own), [0], "{list}");
    }
    let plan = judged(&workbook(&[register, helpers]), &[]).unwrap();
    let fates: Vec<_> = plan.sheets.iter().map(|sheet| sheet.fate).collect();
    assert_eq!(fates, [SheetFate::OtherList, SheetFate::Taken]);
}

#[test]
fn a_row_with_a_stray_quotation_mark_waits() {
    let mut file = book(&format!("{HELPERS}\n王新,志愿者,,,,,,,,\n"));
    file.sheets[0].rows[1].torn = Some(crate::exchange::sheet::Torn::Quote);
    let plan = judged(&file, &[]).unwrap();
    assert_eq!(verdicts(&plan), ["doubt 王新 torn-quote"]);
    file.sheets[0].rows[1].torn = None;
    file.sheets[0].rows[1].cells[4] = Cell::Formula("=1+1".into());
    file.sheets[0].rows[1].cells[5] = Cell::Error;
    let plan = judged(&file, &[]).unwrap();
    assert_eq!(
        verdicts(&plan),
        ["add 王新 formula-as-text cell-error since-today"]
    );
}

#[test]
fn every_row_says_why_in_both_languages() {
    let list = format!("{HELPERS}\n李爱华,社工,,13800001111,英语,,,,,\n");
    let plan = plan(&list);
    let row = plan.rows.last().unwrap();
    assert_eq!(row.outcome, Verdict::Match);
    let text = |lang| -> String { row.notes.iter().map(|note| note_text(lang, note)).collect() };
    assert!(
        text(Lang::Zh).contains("表上是“社工”，已有的是“志愿者”"),
        "{}",
        text(Lang::Zh)
    );
    assert!(
        text(Lang::En).contains("“social worker”"),
        "{}",
        text(Lang::En)
    );
}
