//! Help in the file of a child and in the copy for its family: every row of it, and nothing that is to stay at the home.

use crate::desk::command::Command;
use crate::desk::command::support::SupportStep;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Mask;
use crate::domain::problem::ProblemKind;
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::{NewsKind, ParentNews};
use crate::domain::support::of;
use crate::domain::support::pairing::{HelperContact, Pairing};
use crate::domain::support::school::SchoolWord;
use crate::domain::support::talk::Talk;
use crate::domain::{ChildId, Problem, samples};
use crate::i18n::Lang;
use crate::reports::ledgers::Ledger;
use crate::reports::make::make;
use crate::reports::order::{ReportOrder, What};
use crate::reports::slots::Beside;
use crate::reports::table::Table;
use crate::reports::tests::generated::Home;
use crate::reports::tests::recount_support::demo;
use crate::reports::tests::trends::number;
use crate::reports::write::Format;
use chrono::NaiveDate;
use rstest::rstest;

/// The tables of a paper about a child.
fn tables(home: &Home, child: ChildId, kind: Ledger, period: Period) -> Vec<Table> {
    use crate::reports::ledgers::{Of, OfChild, ledger};
    let periods = kind.periods(period, &home.desk.calendar().unwrap());
    let facts = home.desk.period_facts(&periods, kind.parts()).unwrap();
    let of = OfChild {
        child,
        matters: Vec::new(),
        open: Vec::new(),
    };
    let of = Of {
        child: Some(&of),
        layout: None,
    };
    let tables = ledger(&facts, kind, (period, of), Lang::En);
    // A row says under this name what it is itself.
    let codes = tables.iter().flat_map(|table| &table.columns);
    assert!(codes.into_iter().all(|one| one.code != "state"));
    tables
}

/// The paper as text, of everything that is known.
fn text(home: &Home, child: ChildId, (kind, mask): (Ledger, Mask)) -> String {
    let calendar = home.desk.calendar().unwrap();
    let what = What::Ledger(kind);
    let known = Some(day("2026-01-01"));
    let order = ReportOrder {
        what,
        period: what.usual_period((home.desk.clock.today(), known), &calendar),
        beside: Beside::Nothing,
        child: Some(child),
        own: None,
        formats: vec![Format::Html],
        mask,
        is_public: false,
        reason: "asked".to_owned(),
        to_whom: String::new(),
        lang: Lang::Zh,
    };
    let made = make(&home.desk, &order).unwrap().unwrap();
    let pages = made.files.iter();
    let pages = pages.map(|file| String::from_utf8_lossy(&file.content).into_owned());
    pages.collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rows(tables: &[Table], code: &str) -> usize {
    let table = tables.iter().find(|one| one.code == code);
    table.map_or(0, |table| table.rows.len())
}

/// The demo home with a child that has help of every kind, with texts that are to stay at the home.
fn helped() -> (Home, ChildId) {
    let mut home = demo();
    let today = home.desk.clock.today();
    let child = home.children[0].id;
    let mut helper = samples::helper(day("2026-11-01"));
    helper.name = "虞小满".to_owned();
    helper.phones = "13746814538".to_owned();
    let mut perform = |command| home.desk.perform(command).map(|_| ()).unwrap();
    perform(Command::Support(SupportStep::SaveHelper(Box::new(helper))));
    for (kind, what) in [
        (ProblemKind::School, "没有课桌"),
        (ProblemKind::Safety, "家里不安全"),
    ] {
        perform(Command::AddProblem(Box::new(Problem {
            what: what.to_owned(),
            ..Problem::new(child, kind, today)
        })));
    }
    let all = home.store().support().unwrap();
    let helper = all.helpers.iter().find(|one| one.name == "虞小满").unwrap();
    let problems = home.store().held(child).unwrap().problems;
    let need = |what: &str| problems.iter().find(|one| one.what == what).unwrap().id;
    let pairing = Pairing {
        helper: helper.id,
        purpose: "辅导功课".to_owned(),
        child_view: "有点怕生".to_owned(),
        ..samples::pairing(child, day("2026-11-03"))
    };
    let measure = |problem, what: &str| Measure {
        problem,
        what: what.to_owned(),
        steps: "问过校长".to_owned(),
        ..samples::measure(child, today)
    };
    let news = |kind, what: &str| ParentNews {
        kind,
        what: what.to_owned(),
        ..samples::news(child, today)
    };
    let steps = vec![
        SupportStep::Pair(vec![pairing]),
        SupportStep::SaveMeasure(Box::new(measure(need("没有课桌"), "借一张课桌"))),
        SupportStep::SaveMeasure(Box::new(measure(need("家里不安全"), "装一把门锁"))),
        SupportStep::ReviewPlan(PlanReview {
            note: "父亲不配合".to_owned(),
            ..samples::review(child, today)
        }),
        SupportStep::Give {
            donation: Box::new(samples::donation(today)),
            to: vec![samples::given(child, today)],
        },
        SupportStep::SaveBenefit(Box::new(samples::benefit(child, today))),
        SupportStep::AddTalk(Box::new(Talk {
            who: "苗老师".to_owned(),
            notes: "梦见爸爸".to_owned(),
            ..samples::talk(child, today)
        })),
        SupportStep::SaveNews(vec![
            news(NewsKind::Did, "学会了跳绳"),
            news(NewsKind::Words, "妈妈别告诉爸爸"),
        ]),
        SupportStep::SaveWish(Box::new(samples::wish(child, today))),
        SupportStep::SaveWord(Box::new(SchoolWord {
            note: "上课走神".to_owned(),
            ..samples::word(child, today)
        })),
        SupportStep::SavePlace(Box::new(samples::place(child, today))),
    ];
    for one in steps {
        home.desk.perform(Command::Support(one)).unwrap();
    }
    let all = home.store().support().unwrap();
    let mine = |one: &&Pairing| one.purpose == "辅导功课";
    let contact = HelperContact {
        pairing: of(&all.pairings, child).iter().find(mine).unwrap().id,
        what: "锅里没有米".to_owned(),
        ..samples::contact(child, today)
    };
    let contact = SupportStep::RecordContacts(vec![contact]);
    home.desk.perform(Command::Support(contact)).unwrap();
    (home, child)
}

#[rstest]
#[case::all("2026-01-01..2026-11-27")]
#[case::month("2026-11")]
#[case::before("2026-09")]
fn the_file_holds_every_row_of_help_as_a_query_counts_them(#[case] code: &str) {
    let home = demo();
    let period = Period::parse(
        code,
        home.desk.clock.today(),
        &home.desk.calendar().unwrap(),
    );
    let period = period.unwrap();
    let last = period.to.min(home.desk.clock.today());
    let mut met = 0;
    for child in &home.children {
        let made = tables(&home, child.id, Ledger::ChildFile, period);
        let family = tables(&home, child.id, Ledger::FamilyCopy, period);
        let count = |sql: &str| {
            let of = format!(
                "child = (SELECT id FROM child WHERE file_no = '{}')",
                child.file_no
            );
            let sql =
                format!("SELECT count(*), coalesce(sum(?1 > 0 AND ?2 > 0), 0) {sql} AND {of}");
            usize::try_from(home.store().recount(&sql, &[period.from, last])[0][0]).unwrap()
        };
        let within = "day BETWEEN ?1 AND ?2";
        for (table, sql) in [
            ("pairings", "FROM pairing WHERE since <= ?2".to_owned()),
            (
                "helper-contacts",
                format!("FROM helper_contact WHERE {within}"),
            ),
            ("measures", "FROM measure WHERE since <= ?2".to_owned()),
            ("reviews", format!("FROM plan_review WHERE {within}")),
            ("benefits", "FROM benefit WHERE since <= ?2".to_owned()),
            ("given", format!("FROM given WHERE {within}")),
            ("wishes", "FROM wish WHERE day <= ?2".to_owned()),
            ("news", "FROM parent_news WHERE day <= ?2".to_owned()),
            ("school-words", format!("FROM school_word WHERE {within}")),
            (
                "school-places",
                "FROM school_place WHERE from_day <= ?2".to_owned(),
            ),
            ("talks", format!("FROM talk WHERE {within}")),
        ] {
            let counted = count(&sql);
            assert_eq!(rows(&made, table), counted, "{table} of {}", child.file_no);
            met += counted;
        }
        let told = "FROM measure m WHERE since <= ?2 AND EXISTS (SELECT 1 FROM problem p
            WHERE p.id = m.problem AND p.kind NOT IN ('guardianship', 'mind', 'safety'))";
        assert_eq!(rows(&family, "measures"), count(told));
        let told = "FROM parent_news WHERE day <= ?2 AND kind <> 'words'";
        assert_eq!(rows(&family, "news"), count(told));
        assert_eq!(rows(&family, "talks"), 0);
        if let Some(given) = made.iter().find(|one| one.code == "given") {
            let sum: i64 = (0..given.rows.len())
                .filter_map(|row| number(given, row, "pieces"))
                .sum();
            let of = format!(
                "child = (SELECT id FROM child WHERE file_no = '{}')",
                child.file_no
            );
            let sql =
                format!("SELECT coalesce(sum(quantity), 0) FROM given WHERE {within} AND {of}");
            assert_eq!(sum, home.store().recount(&sql, &[period.from, last])[0][0]);
        }
    }
    assert!(met > 20, "{met}");
}

#[test]
fn the_file_says_who_helps_and_nothing_that_was_said_in_a_talk() {
    let (home, child) = helped();
    let said = text(&home, child, (Ledger::ChildFile, Mask::Full));
    for wanted in [
        "虞小满",
        "辅导功课",
        "有点怕生",
        "锅里没有米",
        "借一张课桌",
        "问过校长",
        "父亲不配合",
        "学会了跳绳",
        "妈妈别告诉爸爸",
        "上课走神",
        "苗老师",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    for kept in ["梦见", "13746814538"] {
        assert!(!said.contains(kept), "{kept}: {said}");
    }
}

#[rstest]
#[case::initials(Mask::Initials)]
#[case::none(Mask::None)]
fn a_masked_file_names_no_helper(#[case] mask: Mask) {
    let (home, child) = helped();
    for kind in [Ledger::ChildFile, Ledger::FamilyCopy] {
        let said = text(&home, child, (kind, mask));
        for kept in [
            "虞小满",
            "苗老师",
            "辅导功课",
            "借一张课桌",
            "学会了跳绳",
            "137",
            "梦见",
        ] {
            assert!(!said.contains(kept), "{kept}: {said}");
        }
    }
}

#[test]
fn the_copy_for_the_family_shows_its_help_and_holds_back_what_would_harm_the_child() {
    let (home, child) = helped();
    let said = text(&home, child, (Ledger::FamilyCopy, Mask::Full));
    for wanted in [
        "虞小满",
        "辅导功课",
        "借一张课桌",
        "学会了跳绳",
        "政策享受",
        "找到的学位",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    for harm in [
        "有点怕生",
        "锅里没有米",
        "门锁",
        "问过校长",
        "父亲不配合",
        "妈妈别告诉爸爸",
        "走神",
        "苗老师",
        "梦见",
        "谈心",
        "不安全",
        "13746814538",
    ] {
        assert!(!said.contains(harm), "{harm}: {said}");
    }
}
