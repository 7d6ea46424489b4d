//! Help in the quarter, recounted from the raw rows of the demo home: as it stands, after a step, and after its undo.

use super::generated::Home;
use super::recount::number_of;
use super::recount_ledgers::made;
use super::trends::number;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::command::support::SupportStep;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Mask;
use crate::domain::support::benefit::catalogue;
use crate::domain::support::given::{Donation, Given, GoodsKind};
use crate::domain::support::wish::Wish;
use crate::domain::{ChildId, TagCode};
use crate::i18n::Lang;
use crate::reports::ledgers::Ledger;
use crate::reports::make::{help, make};
use crate::reports::order::{ReportOrder, What};
use crate::reports::slots::Beside;
use crate::reports::table::{Table, Value};
use crate::reports::write::{Format, text};
use chrono::{Datelike, NaiveDate};
use rstest::rstest;
use std::collections::{BTreeMap, HashSet};

/// The demo home on this evening.
pub(super) fn demo() -> Home {
    let now = "2026-11-27T18:40:00+08:00".parse().unwrap();
    let mut desk = Desk::in_memory(Clock::fixed(now)).unwrap();
    desk.found(crate::demo::fill).unwrap();
    let children = desk.ask(crate::desk::query::Query::Register).unwrap();
    let children = children.roster().unwrap().children;
    Home { desk, children }
}

fn period_of(home: &Home, code: &str) -> Period {
    let today = home.desk.clock.today();
    Period::parse(code, today, &home.desk.calendar().unwrap()).unwrap()
}

/// Each figure with its query: `?1` is the first day, `?2` the last one that is known.
fn queries() -> Vec<(String, String)> {
    let mut all = of_helpers();
    all.extend(of_help());
    all
}

fn within(column: &str) -> String {
    format!("{column} BETWEEN ?1 AND ?2")
}

/// The child was on the register on the last day: what stands at the end is counted of such children.
const ASKED: &str = "child IN (SELECT c.id FROM child c WHERE coalesce(c.joined_on, 0) <= ?2
    AND (c.status = 'enrolled' OR (c.status NOT IN ('enrolled', 'away') AND c.left_on > ?2)))";

/// A problem that was open, and a measure of such a one.
fn open() -> (&'static str, String) {
    let need = "p.opened_on <= ?2 AND coalesce(p.closed_on, ?2 + 1) > ?2";
    let measure = format!(
        "m.since <= ?2 AND coalesce(m.done_on, ?2 + 1) > ?2 AND EXISTS
            (SELECT 1 FROM problem p WHERE p.id = m.problem AND {need})"
    );
    (need, measure)
}

fn query(code: &str, what: &str, table: &str, condition: &str) -> (String, String) {
    let known = "?1 > 0 AND ?2 > 0";
    let sql = format!("SELECT coalesce({what}, 0) FROM {table} WHERE {condition} AND {known}");
    (code.to_owned(), sql)
}

/// Of helpers, pairings and needs.
fn of_helpers() -> Vec<(String, String)> {
    let active = "coalesce(since, ?1) <= ?2 AND coalesce(until, ?2 + 1) > ?2";
    // Whoever was in charge was there; only who has left is nobody.
    let stays = "coalesce(until, ?2 + 1) > ?2";
    let (need_open, measure_open) = open();
    let runs = "since <= ?2 AND coalesce(until, ?2 + 1) > ?2";
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |code: &str, what: &str, table: &str, condition: String| {
        all.push(query(code, what, table, &condition));
    };
    add("helpers", "count(*)", "helper", active.to_owned());
    for kind in [
        "volunteer",
        "social-worker",
        "loving-mother",
        "organisation",
        "other",
    ] {
        let code = format!("helpers_{}", kind.replace('-', "_"));
        add(
            &code,
            "count(*)",
            "helper",
            format!("{active} AND kind = '{kind}'"),
        );
    }
    add("helpers_came", "count(*)", "helper", within("since"));
    add("helpers_left", "count(*)", "helper", within("until"));
    let stands = format!("{runs} AND {ASKED}");
    add("pairings", "count(*)", "pairing", stands.clone());
    add("pairings_begun", "count(*)", "pairing", within("since"));
    add("pairings_ended", "count(*)", "pairing", within("until"));
    add(
        "children_paired",
        "count(DISTINCT child)",
        "pairing",
        stands,
    );
    let met = within("day");
    add(
        "contacts",
        "count(*)",
        "helper_contact",
        format!("{met} AND way <> 'tried'"),
    );
    add(
        "tries",
        "count(*)",
        "helper_contact",
        format!("{met} AND way = 'tried'"),
    );
    add("needs_found", "count(*)", "problem", within("opened_on"));
    add("needs_met", "count(*)", "problem", within("closed_on"));
    let stands = format!("{need_open} AND {ASKED}");
    add("needs_open", "count(*)", "problem p", stands);
    let alone = format!(
        "coalesce(c.joined_on, 0) <= ?2 AND (c.status = 'enrolled'
            OR (c.status NOT IN ('enrolled', 'away') AND c.left_on > ?2))
        AND EXISTS (SELECT 1 FROM problem p WHERE p.child = c.id AND {need_open})
        AND NOT EXISTS (SELECT 1 FROM pairing WHERE child = c.id AND {runs}
            AND helper IN (SELECT id FROM helper WHERE {stays}))
        AND NOT EXISTS (SELECT 1 FROM problem p WHERE p.child = c.id AND {need_open} AND p.owner IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.child = c.id AND {measure_open}
            AND (m.owner IS NOT NULL OR m.helper IN (SELECT id FROM helper WHERE {stays})))"
    );
    add("children_alone", "count(*)", "child c", alone);
    all
}

/// Of measures, gifts, benefits and what was said.
fn of_help() -> Vec<(String, String)> {
    let (_, measure_open) = open();
    let met = within("day");
    let granted = "received_from <= ?2 AND coalesce(ended_on, ?2 + 1) > ?2";
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |code: &str, what: &str, table: &str, condition: String| {
        all.push(query(code, what, table, &condition));
    };
    let done = within("done_on");
    add(
        "measures_done",
        "count(*)",
        "measure",
        format!("{done} AND dropped = 0"),
    );
    add(
        "measures_dropped",
        "count(*)",
        "measure",
        format!("{done} AND dropped = 1"),
    );
    add(
        "measures_open",
        "count(*)",
        "measure m",
        format!("{measure_open} AND {ASKED}"),
    );
    let late = format!("{measure_open} AND m.due_on < ?2 AND {ASKED}");
    add("measures_overdue", "count(*)", "measure m", late);
    let came = within("came_on");
    add("donations", "count(*)", "donation", came.clone());
    add("pieces_came", "sum(quantity)", "donation", came.clone());
    add("worth", "sum(worth)", "donation", came.clone());
    add(
        "worth_not_said",
        "count(*)",
        "donation",
        format!("{came} AND worth IS NULL"),
    );
    add("pieces_given", "sum(quantity)", "given", met.clone());
    add(
        "children_given",
        "count(DISTINCT child)",
        "given",
        met.clone(),
    );
    add(
        "benefits_gained",
        "count(*)",
        "benefit",
        within("received_from"),
    );
    add(
        "benefits_applied",
        "count(*)",
        "benefit",
        within("applied_on"),
    );
    let ended = within("ended_on");
    add(
        "benefits_stopped",
        "count(*)",
        "benefit",
        format!("{ended} AND state = 'stopped'"),
    );
    add(
        "benefits_refused",
        "count(*)",
        "benefit",
        format!("{ended} AND state = 'refused'"),
    );
    let not_applied = "since <= ?2 AND coalesce(ended_on, ?2 + 1) > ?2
        AND coalesce(received_from, ?2 + 1) > ?2 AND coalesce(applied_on, ?2 + 1) > ?2";
    add(
        "benefits_not_applied",
        "count(*)",
        "benefit",
        format!("{not_applied} AND {ASKED}"),
    );
    let soon = format!("{granted} AND runs_out_on <= ?2 + 60 AND {ASKED}");
    add("benefits_running_out", "count(*)", "benefit", soon);
    add("wishes_said", "count(*)", "wish", met.clone());
    add("wishes_taken", "count(*)", "wish", within("taken_on"));
    add(
        "wishes_fulfilled",
        "count(*)",
        "wish",
        within("fulfilled_on"),
    );
    let open = "day <= ?2 AND coalesce(fulfilled_on, ?2 + 1) > ?2";
    let open = format!("{open} AND {ASKED}");
    let late = format!("{open} AND due_on < ?2");
    add("wishes_open", "count(*)", "wish", open);
    add("wishes_overdue", "count(*)", "wish", late);
    add("talks", "count(*)", "talk", met);
    add("news_told", "count(*)", "parent_news", within("told_on"));
    let waiting = format!("day <= ?2 AND coalesce(told_on, ?2 + 1) > ?2 AND {ASKED}");
    add("news_waiting", "count(*)", "parent_news", waiting);
    all
}

/// Pairings whose contact was overdue on a day: counted one day after the other from the raw records.
fn overdue(home: &Home, last: NaiveDate) -> i64 {
    let support = home.store().support().unwrap();
    let calendar: Calendar = home.desk.calendar().unwrap();
    let first = "SELECT (at + 28800) / 86400 FROM journal ORDER BY seq LIMIT 1";
    let began = home.store().recount(first, &[])[0][0];
    let with_parents = "SELECT count(*) FROM follow_up f JOIN pairing p ON p.child = f.child
        WHERE f.step = 'with-parents'";
    assert_eq!(
        home.store().recount(with_parents, &[]),
        [[0]],
        "no stay is to be left out"
    );
    let mut count = 0;
    for pairing in support.pairings.values().flatten() {
        let child = home
            .children
            .iter()
            .find(|one| one.id == pairing.child)
            .unwrap();
        let helper = support
            .helpers
            .iter()
            .find(|one| one.id == pairing.helper)
            .unwrap();
        let is_over = |until: Option<NaiveDate>| until.is_some_and(|until| until <= last);
        if pairing.since > last || is_over(pairing.until) || is_over(helper.until) {
            continue;
        }
        assert!(pairing.in_holidays && pairing.paused_from.is_none());
        assert_eq!(child.status.code(), "enrolled");
        let all = support.contacts.get(&pairing.child).into_iter().flatten();
        let reached = all.filter(|one| {
            one.pairing == pairing.id && one.way.code() != "tried" && one.day <= last
        });
        let base = reached.map(|one| one.day).max().unwrap_or(pairing.since);
        let base = number_of(base).max(began);
        let passed = last
            .iter_days()
            .rev()
            .take_while(|on| number_of(*on) > base);
        let counted = passed
            .filter(|on| !calendar.is_away_for_summer(child, *on))
            .count();
        // Overdue: the day on which it was due is over.
        let is_counted = !calendar.is_away_for_summer(child, last);
        count += i64::from(
            counted > usize::try_from(pairing.every).unwrap()
                || (!is_counted && counted >= usize::try_from(pairing.every).unwrap()),
        );
    }
    count
}

/// Recounts every figure of a period, and the sums of the lists.
fn recount(home: &Home, code: &str) -> BTreeMap<String, i64> {
    let period = period_of(home, code);
    let last = period.to.min(home.desk.clock.today());
    let shown = help(&home.desk, (period, Mask::Middle), Lang::En)
        .unwrap()
        .unwrap();
    let figures: BTreeMap<String, i64> = shown
        .figures
        .iter()
        .map(|(code, cell)| {
            let Value::Count(count) = cell.value else {
                panic!("{code} {cell:?}")
            };
            (code.clone(), i64::try_from(count).unwrap())
        })
        .collect();
    let mut counted: BTreeMap<String, i64> = queries()
        .into_iter()
        .map(|(code, sql)| (code, home.store().recount(&sql, &[period.from, last])[0][0]))
        .collect();
    counted.insert("contacts_overdue".to_owned(), overdue(home, last));
    assert_eq!(figures, counted, "{code}");
    // The figures behind a number are as many as it says, but for pieces and yuan.
    let sums = ["pieces_came", "worth", "pieces_given"];
    for (code, cell) in &shown.figures {
        let behind = [cell.facts.len(), cell.children().len()];
        let Value::Count(count) = cell.value else {
            unreachable!()
        };
        assert!(
            sums.contains(&code.as_str()) || behind.contains(&count),
            "{code}"
        );
    }
    let table = |code: &str| shown.tables.iter().find(|one| one.code == code).unwrap();
    let total = |code: &str, column: &str| -> i64 {
        let table = table(code);
        (0..table.rows.len())
            .filter_map(|row| number(table, row, column))
            .sum()
    };
    let rows = |code: &str| i64::try_from(table(code).rows.len()).unwrap();
    assert_eq!(total("support-pairings", "contacts"), figures["contacts"]);
    assert_eq!(total("support-given", "pieces"), figures["pieces_given"]);
    for (column, figure) in [
        ("donations", "donations"),
        ("pieces", "pieces_came"),
        ("worth", "worth"),
        ("worth_not_said", "worth_not_said"),
        ("given", "pieces_given"),
    ] {
        assert_eq!(total("support-kinds", column), figures[figure], "{column}");
    }
    let one = |sql: &str| home.store().recount(sql, &[period.from, last])[0][0];
    let ran = "SELECT count(*) FROM pairing WHERE since <= ?2 AND coalesce(until, ?1) >= ?1";
    assert_eq!(rows("support-pairings"), one(ran));
    let benefits =
        "SELECT count(*) FROM benefit WHERE since <= ?2 AND coalesce(ended_on, ?1) >= ?1";
    assert_eq!(rows("support-benefits"), one(benefits));
    let wishes = "SELECT count(*) FROM wish WHERE day <= ?2 AND coalesce(fulfilled_on, ?1) >= ?1";
    assert_eq!(rows("support-wishes"), one(wishes));
    let measures = "SELECT count(*) FROM measure m JOIN problem p ON p.id = m.problem
        WHERE m.since <= ?2 AND coalesce(m.done_on, p.closed_on, ?1) >= ?1";
    assert_eq!(rows("support-measures"), one(measures));
    let givers = "SELECT count(*) FROM donation d WHERE d.came_on BETWEEN ?1 AND ?2 OR EXISTS
        (SELECT 1 FROM given g WHERE g.donation = d.id AND g.day BETWEEN ?1 AND ?2)";
    assert_eq!(rows("support-givers"), one(givers));
    assert_eq!(in_need(table("support-nothing")), got_nothing(home, last));
    figures
}

fn in_need(table: &Table) -> Vec<i64> {
    let number = |row: &crate::reports::table::Row| match &row.cells[0].value {
        Value::Code(text) => text.parse().unwrap(),
        other => panic!("{other:?}"),
    };
    table.rows.iter().map(number).collect()
}

/// The file numbers of children in need who got nothing in the year of a day.
fn got_nothing(home: &Home, last: NaiveDate) -> Vec<i64> {
    let codes = TagCode::ALL.iter().map(|one| one.code());
    let codes: Vec<String> = codes
        .filter(|code| {
            code.starts_with("DIFF-") || ["ORPH-S", "DFUC", "DISAB", "IMPROPER"].contains(code)
        })
        .map(|code| format!("'{code}'"))
        .collect();
    let sql = format!(
        "SELECT c.file_no + 0 FROM child c WHERE coalesce(c.joined_on, 0) <= ?2
            AND (c.status IN ('enrolled', 'away') OR c.left_on > ?2)
            AND (EXISTS (SELECT 1 FROM problem p WHERE p.child = c.id AND p.opened_on <= ?2
                    AND coalesce(p.closed_on, ?2 + 1) > ?2)
                OR EXISTS (SELECT 1 FROM tag t WHERE t.child = c.id AND t.code IN ({})
                    AND coalesce(t.from_day, 0) <= ?2 AND coalesce(t.to_day, ?2) >= ?2))
            AND NOT EXISTS (SELECT 1 FROM given g WHERE g.child = c.id AND g.day BETWEEN ?1 AND ?2)
            ORDER BY 1",
        codes.join(", ")
    );
    let new_year = NaiveDate::from_ymd_opt(last.year(), 1, 1).unwrap();
    let rows = home.store().recount(&sql, &[new_year, last]);
    rows.into_iter().map(|row| row[0]).collect()
}

#[rstest]
#[case::spring("2026-Q2")]
#[case::summer("2026-Q3")]
#[case::running("2026-Q4")]
#[case::month("2026-10")]
#[case::year("2026")]
fn every_figure_of_help_is_what_a_query_counts(#[case] code: &str) {
    let figures = recount(&demo(), code);
    assert!(
        figures["pairings"] > 0 && figures["contacts"] > 0,
        "{figures:?}"
    );
}

#[test]
fn a_step_changes_its_figures_and_an_undo_takes_them_back() {
    let mut home = demo();
    let today = home.desk.clock.today();
    let before = recount(&home, "2026-Q4");
    let child: ChildId = home.children[0].id;
    let wish = Wish {
        words: "想要一双雨鞋".to_owned(),
        ..Wish::new(child, today)
    };
    let donation = Donation {
        giver: "无名氏".to_owned(),
        kind: GoodsKind::Goods,
        what: "雨鞋".to_owned(),
        quantity: 3,
        ..Donation::new(today)
    };
    let to = Given {
        id: crate::domain::GivenId::default(),
        child,
        donation: donation.id,
        day: today,
        quantity: 2,
        handed_by: "石主任".to_owned(),
        note: String::new(),
    };
    for step in [
        SupportStep::SaveWish(Box::new(wish)),
        SupportStep::Give {
            donation: Box::new(donation),
            to: vec![to],
        },
    ] {
        home.desk.perform(Command::Support(step)).unwrap();
    }
    let after = recount(&home, "2026-Q4");
    let more = |code: &str| after[code] - before[code];
    assert_eq!((more("wishes_said"), more("wishes_open")), (1, 1));
    assert_eq!(
        (more("donations"), more("pieces_came"), more("pieces_given")),
        (1, 3, 2)
    );
    assert_eq!((more("worth"), more("worth_not_said")), (0, 1));
    for _ in 0..2 {
        home.desk.perform(Command::Undo(None)).unwrap();
    }
    assert_eq!(recount(&home, "2026-Q4"), before);
}

#[test]
fn before_the_records_no_figure_is_a_claim() {
    let home = demo();
    let period = period_of(&home, "2019-Q1");
    let shown = help(&home.desk, (period, Mask::Middle), Lang::En)
        .unwrap()
        .unwrap();
    for (code, cell) in &shown.figures {
        let is_empty = cell.value == Value::Empty;
        assert!(is_empty, "{code} {cell:?}");
    }
    let next = period_of(&home, "2027-Q2");
    assert!(
        help(&home.desk, (next, Mask::Middle), Lang::En)
            .unwrap()
            .is_none()
    );
}

fn files(home: &Home, mask: Mask) -> String {
    let order = ReportOrder {
        what: What::Ledger(Ledger::Support),
        period: period_of(home, "2026"),
        beside: Beside::Nothing,
        child: None,
        own: None,
        formats: vec![Format::Html, Format::Csv],
        mask,
        is_public: false,
        reason: "乡镇核对".to_owned(),
        to_whom: String::new(),
        lang: Lang::Zh,
    };
    let report = make(&home.desk, &order).unwrap().unwrap();
    let texts = report
        .files
        .into_iter()
        .map(|file| String::from_utf8(file.content).unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

#[rstest]
#[case(Mask::Initials)]
#[case(Mask::None)]
fn what_a_mask_hides_is_in_no_file_of_help(#[case] mask: Mask) {
    let home = demo();
    let support = home.store().support().unwrap();
    let text = files(&home, mask);
    for child in &home.children {
        assert!(!text.contains(&child.name), "{}", child.name);
    }
    for helper in &support.helpers {
        assert!(!text.contains(&helper.name), "{}", helper.name);
    }
    for wish in support.wishes.values().flatten() {
        assert!(!text.contains(&wish.words), "{}", wish.words);
    }
    let open = files(&home, Mask::Middle);
    let wished = support.wishes.values().flatten();
    assert!(wished.clone().all(|wish| open.contains(&wish.words)));
}

#[test]
fn a_wish_without_a_name_private_needs_phones_and_talks_stay_at_the_home() {
    let home = demo();
    let support = home.store().support().unwrap();
    let period = period_of(&home, "2026");
    for mask in Mask::ALL {
        let shown = help(&home.desk, (period, *mask), Lang::Zh)
            .unwrap()
            .unwrap();
        let wishes = shown
            .tables
            .iter()
            .find(|one| one.code == "support-wishes")
            .unwrap();
        let text = text::lines(wishes, Lang::Zh, home.desk.clock.today()).join("\n");
        for wish in support.wishes.values().flatten() {
            let child = home
                .children
                .iter()
                .find(|one| one.id == wish.child)
                .unwrap();
            let others = support.wishes.values().flatten();
            let may_be_named = others
                .filter(|one| !one.nameless)
                .any(|one| one.child == wish.child);
            let shows_names = matches!(mask, Mask::Full | Mask::Middle | Mask::LastFour);
            assert_eq!(
                text.contains(&child.name),
                may_be_named && shows_names,
                "{text}"
            );
        }
    }
    let text = files(&home, Mask::Full);
    for helper in &support.helpers {
        assert!(!helper.phones.is_empty() && !text.contains(&helper.phones));
    }
    let problems: Vec<crate::domain::Problem> = home.store().all().unwrap();
    let private: HashSet<_> = problems
        .iter()
        .filter(|one| one.kind.is_private())
        .map(|one| one.id)
        .collect();
    for one in support.measures.values().flatten() {
        assert!(!private.contains(&one.problem) || !text.contains(&one.what));
    }
    for problem in problems
        .iter()
        .filter(|one| one.kind.is_private() && !one.what.is_empty())
    {
        assert!(!text.contains(&problem.what), "{}", problem.what);
    }
    let notes = home
        .store()
        .all::<crate::domain::support::talk::Talk>()
        .unwrap();
    assert!(!notes.is_empty());
    for talk in notes.iter().filter(|one| !one.notes.is_empty()) {
        assert!(!text.contains(&talk.notes), "{}", talk.notes);
    }
}

#[rstest]
#[case(Lang::Zh)]
#[case(Lang::En)]
fn a_page_of_help_as_text(#[case] lang: Lang) {
    let home = demo();
    let period = period_of(&home, "2026-Q4");
    let shown = help(&home.desk, (period, Mask::Initials), lang)
        .unwrap()
        .unwrap();
    let today = home.desk.clock.today();
    let pages = shown.tables.iter().map(|table| {
        // Of the long lists the first rows are enough to be read.
        let mut table = table.clone();
        table.rows.truncate(if table.code == "support-figures" {
            60
        } else {
            4
        });
        text::lines(&table, lang, today).join("\n")
    });
    let page = pages.collect::<Vec<_>>().join("\n\n");
    insta::assert_snapshot!(format!("support-{}", lang.code()), page);
    let kinds = catalogue(&[]);
    assert!(kinds.iter().any(|kind| page.contains(match lang {
        Lang::Zh => kind.name.zh.as_str(),
        Lang::En => kind.name.en.as_str(),
    })));
    assert_eq!(
        made(&home, Ledger::Support, period).len(),
        shown.tables.len()
    );
}
