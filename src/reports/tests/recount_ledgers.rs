//! The ledgers and the figures of the monthly and the quarterly report, recounted from the raw rows.

use super::generated::Home;
use super::recount::{MADE, agreed_sql, number_of, one, pairs, taken};
use super::trends::{check_sources, moves, number, period_of, periods, today};
use crate::domain::OwnLayout;
use crate::domain::TagCode;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::child::{CareGrade, CareMode, Guardianship, Health, Sex, Stage};
use crate::i18n::{Lang, words};
use crate::reports::ledgers::{Ledger, Of, ledger};
use crate::reports::table::{RowState, Table, Value};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The tables of a ledger.
pub(super) fn made(home: &Home, kind: Ledger, period: Period) -> Vec<Table> {
    let calendar = home.desk.calendar().unwrap();
    let facts = home
        .desk
        .period_facts(&kind.periods(period, &calendar), kind.parts())
        .unwrap();
    let fields = [
        "file_no",
        "came",
        "agreed",
        "kept",
        "told",
        "last_came",
        "visits",
        "met",
        "calls",
        "activities",
        "open_problems",
    ];
    let layout = OwnLayout::new("", fields.map(str::to_owned).to_vec());
    let of = Of {
        child: None,
        layout: Some(&layout),
    };
    ledger(&facts, kind, (period, of), Lang::En)
}

/// The place of a column.
fn place(table: &Table, code: &str) -> usize {
    table
        .columns
        .iter()
        .position(|one| one.code == code)
        .unwrap()
}

/// The file number in a row, and the number of a child with it.
fn file_no(table: &Table, row: usize) -> i64 {
    match &table.rows[row].cells[place(table, "file_no")].value {
        Value::Code(text) => text.parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

/// How many rows stand for each child, by file number.
fn rows_by_child(home: &Home, table: &Table) -> BTreeMap<i64, i64> {
    let name = place(table, "name");
    let mut rows = BTreeMap::new();
    for row in &table.rows {
        let [fact] = row.cells[name].facts[..] else {
            panic!("{row:?}")
        };
        let child = home
            .children
            .iter()
            .find(|one| Some(one.id) == fact.child())
            .unwrap();
        *rows.entry(child.file_no.parse().unwrap()).or_default() += 1;
    }
    rows
}

/// Who is on the register on the second day.
const REGISTERED: &str = "coalesce(c.joined_on, 0) <= ?2
    AND (c.status IN ('enrolled', 'away') OR c.left_on > ?2)";
const AGE: &str = "(CAST(strftime('%Y', ?2 * 86400, 'unixepoch') AS INTEGER)
    - CAST(strftime('%Y', c.birth_date * 86400, 'unixepoch') AS INTEGER)
    - (strftime('%m%d', ?2 * 86400, 'unixepoch')
        < strftime('%m%d', c.birth_date * 86400, 'unixepoch')))";

/// The columns of the roll-up, each with the condition of its children.
fn columns() -> Vec<(String, String)> {
    let mut all = vec![("total".to_owned(), "1".to_owned())];
    let sexes = Sex::ALL.iter().map(|sex| sex.code());
    all.extend(
        sexes
            .clone()
            .map(|sex| (format!("sex_{sex}"), format!("c.sex = '{sex}'"))),
    );
    for (from, to) in [(0, 5), (6, 13), (14, 16), (17, 200)] {
        all.extend(sexes.clone().map(|sex| {
            (
                format!("age_{from}_{sex}"),
                format!("c.sex = '{sex}' AND c.birth_date <> 0 AND {AGE} BETWEEN {from} AND {to}"),
            )
        }));
    }
    all.push((
        "age_unknown".to_owned(),
        format!("(c.birth_date = 0 OR {AGE} < 0)"),
    ));
    let lists = [
        (
            "stage",
            Stage::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(),
        ),
        ("health", Health::ALL.iter().map(|one| one.code()).collect()),
        (
            "guardianship",
            Guardianship::ALL.iter().map(|one| one.code()).collect(),
        ),
        (
            "care_mode",
            CareMode::ALL.iter().map(|one| one.code()).collect(),
        ),
        (
            "care_grade",
            CareGrade::ALL.iter().map(|one| one.code()).collect(),
        ),
    ];
    for (field, codes) in lists {
        for code in codes {
            let column = format!("{field}_{}", code.replace('-', "_"));
            all.push((column, format!("c.{field} = '{code}'")));
        }
        all.push((format!("{field}_none"), format!("c.{field} IS NULL")));
    }
    all
}

/// The sixteen figures of a period; `None` where it is not known yet.
fn figures(home: &Home, period: Period) -> Vec<Option<i64>> {
    let days = [period.from, period.to];
    let count = |sql: &str| Some(one(home, sql, &days));
    let seen = "FROM attendance WHERE mark IN (1, 2) AND day BETWEEN ?1 AND ?2";
    let whole = taken(home, period);
    let calendar = home.desk.calendar().unwrap();
    let marked = pairs(
        home,
        "SELECT day, count(*) FROM attendance GROUP BY day",
        &[],
    );
    let opened = pairs(home, "SELECT day, 1 FROM opening", &[]);
    // Records begin with the first step of the journal, or with an earlier sheet that was entered later.
    let first_step = one(
        home,
        "SELECT (at + 28800) / 86400 FROM journal ORDER BY seq LIMIT 1",
        &[],
    );
    let first_sheet = marked.keys().next().copied();
    let began = first_sheet.map_or(first_step, |sheet| sheet.min(first_step));
    // By the calendar once the records have begun; or somebody wrote something on the day.
    let is_open = |day: &NaiveDate| {
        let said = marked.contains_key(&number_of(*day)) || opened.contains_key(&number_of(*day));
        said || (began <= number_of(*day) && *day < today() && calendar.is_open(*day))
    };
    let open = period
        .each_day()
        .filter(|day| *day <= today() && is_open(day))
        .count();
    let list: Vec<String> = whole
        .iter()
        .map(|day| number_of(*day).to_string())
        .collect();
    let mean = one(
        home,
        &format!(
            "SELECT count(DISTINCT day * 100000 + child) FROM attendance
        WHERE mark IN (1, 2) AND day IN ({})",
            list.join(", ")
        ),
        &[],
    );
    let moves = moves(home, period);
    let on_register = one(
        home,
        &format!("SELECT count(*) FROM child c WHERE {REGISTERED} AND ?1 > 0"),
        &[period.from, period.to.min(today())],
    );
    let held = "FROM activity b WHERE b.progress = 'held' AND b.day BETWEEN ?1 AND ?2";
    let made = "SELECT count(*) FROM visit WHERE day BETWEEN ?1 AND ?2 AND";
    vec![
        i64::try_from(open).ok(),
        i64::try_from(whole.len()).ok(),
        count(&format!(
            "SELECT count(DISTINCT day * 100000 + child) {seen}"
        )),
        count(&format!("SELECT count(DISTINCT child) {seen}")),
        (!whole.is_empty()).then_some(mean),
        Some(moves.new),
        moves.is_known.then_some(moves.gone),
        Some(on_register),
        count(&format!("SELECT count(*) {held}")),
        count(&format!(
            "SELECT count(DISTINCT child) FROM taking_part
            WHERE activity IN (SELECT b.id {held})"
        )),
        count(&format!("{made} kind NOT IN ('phone', 'video')")),
        count(&format!(
            "{made} kind NOT IN ('phone', 'video') AND child_seen = 1"
        )),
        count(&format!("{made} kind IN ('phone', 'video')")),
        count("SELECT count(*) FROM problem WHERE opened_on BETWEEN ?1 AND ?2"),
        count("SELECT count(*) FROM problem WHERE closed_on BETWEEN ?1 AND ?2"),
        count("SELECT count(*) FROM incident WHERE (found_at + 28800) / 86400 BETWEEN ?1 AND ?2"),
    ]
}

/// What an own layout counts of each child, by column; the queries are grouped by file number.
fn counted(home: &Home, period: Period) -> Vec<(&'static str, String)> {
    let agreed = agreed_sql(home, period);
    let of = |what: &str, rest: &str| {
        format!("SELECT c.file_no + 0, {what} FROM child c JOIN {rest} GROUP BY c.file_no")
    };
    let days = "attendance a ON a.child = c.id AND a.day BETWEEN ?1 AND ?2 AND a.mark";
    let visits = "visit v ON v.child = c.id AND v.day BETWEEN ?1 AND ?2 AND v.kind";
    vec![
        (
            "came",
            of("count(DISTINCT a.day)", &format!("{days} IN (1, 2)")),
        ),
        ("told", of("count(DISTINCT a.day)", &format!("{days} = 3"))),
        ("last_came", of("max(a.day)", &format!("{days} IN (1, 2)"))),
        (
            "agreed",
            of("count(*)", &format!("({agreed}) d ON d.child = c.id")),
        ),
        (
            "kept",
            of("sum(d.came)", &format!("({agreed}) d ON d.child = c.id")),
        ),
        (
            "visits",
            of("count(*)", &format!("{visits} NOT IN ('phone', 'video')")),
        ),
        (
            "calls",
            of("count(*)", &format!("{visits} IN ('phone', 'video')")),
        ),
        (
            "met",
            of(
                "count(*)",
                &format!("{visits} NOT IN ('phone', 'video') AND v.child_seen"),
            ),
        ),
        (
            "activities",
            of(
                "count(*)",
                "taking_part t ON t.child = c.id JOIN activity b
            ON b.id = t.activity AND b.progress = 'held' AND b.day BETWEEN ?1 AND ?2",
            ),
        ),
        (
            "open_problems",
            of(
                "count(*)",
                "problem p ON p.child = c.id AND p.opened_on <= ?3
            AND coalesce(p.closed_on, ?3 + 1) > ?3",
            ),
        ),
    ]
}

/// The rows of a query by child or day for days of a period, without those of nothing.
fn some(home: &Home, sql: &str, period: Period) -> BTreeMap<i64, i64> {
    let last = period.to.min(today());
    // SQLite takes only as many days as the query names.
    let days = [period.from, period.to, last];
    let most = (1..=3)
        .rev()
        .find(|nth| sql.contains(&format!("?{nth}")))
        .unwrap_or(0);
    let mut found = pairs(home, sql, &days[..most]);
    found.retain(|_, count| *count > 0);
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_cell_of_the_roll_up_is_what_a_query_counts(seed in any::<u64>(), asked in periods()) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let table = made(&home, Ledger::RollUp, period).remove(0);
        check_sources(&table)?;
        let last = period.to.min(today());
        let mut row = 0;
        let everybody = std::iter::once(None).chain(TagCode::ALL.iter().copied().map(Some));
        for code in everybody {
            let has = code.map_or_else(|| "1".to_owned(), |code| format!("EXISTS (SELECT 1 FROM tag g
                WHERE g.child = c.id AND g.code = '{}' AND coalesce(g.from_day, 0) <= ?2
                AND coalesce(g.to_day, ?2) >= ?2)", code.code()));
            let columns = columns();
            let sums: Vec<String> = columns.iter()
                .map(|(_, condition)| format!("coalesce(sum({condition}), 0)")).collect();
            let sql = format!("SELECT {} FROM child c WHERE {REGISTERED} AND {has} AND ?1 > 0",
                sums.join(", "));
            let counted = home.store().recount(&sql, &[last, last]).remove(0);
            if code.is_some() && counted[0] == 0 {
                continue;
            }
            if let Some(code) = code {
                let name = Value::Text(words::choice(Lang::En, "tag", code));
                prop_assert_eq!(&table.rows[row].cells[0].value, &name);
            }
            for ((column, _), counted) in columns.iter().zip(counted) {
                prop_assert_eq!(number(&table, row, column), Some(counted), "{} {:?}", column, code);
            }
            prop_assert_eq!(table.columns.len(), columns.len() + 1);
            row += 1;
        }
        prop_assert_eq!(table.rows.len(), row);
    }

    #[test]
    fn the_figures_of_both_reports_are_what_queries_count(
        seed in any::<u64>(),
        back in 0..200_i64,
        is_quarter in any::<bool>(),
    ) {
        let home = Home::new(seed, today());
        let (kind, grain) = if is_quarter {
            (Ledger::Quarterly, Grain::Quarter)
        } else {
            (Ledger::Monthly, Grain::Month)
        };
        let period = period_of(&home, (grain, back));
        let tables = made(&home, kind, period);
        for table in &tables {
            check_sources(table)?;
        }
        let table = &tables[0];
        let calendar = home.desk.calendar().unwrap();
        prop_assert_eq!(table.rows.len(), 16);
        for (code, period) in [("now", period), ("before", period.before(&calendar))] {
            if !table.columns.iter().any(|one| one.code == code) {
                // Of a period that runs, or beside one in which the records begin.
                let founded = number_of(today() - Days::new(220));
                let is_part = number_of(period.from) < founded && founded <= number_of(period.to);
                let is_running = table.rows[0].state == RowState::Running;
                prop_assert!(code == "before" && (is_running || is_part));
                continue;
            }
            let counted = figures(&home, period);
            let began = home.desk.period_facts(&[], &[]).unwrap().began;
            let is_before = began.is_none_or(|began| period.to < began);
            for (row, counted) in counted.into_iter().enumerate() {
                // Before the records began a zero would be a claim.
                let counted = counted.filter(|count| *count > 0 || !is_before);
                prop_assert_eq!(number(table, row, code), counted, "{} row {}", code, row);
            }
            if let Value::Mean { over, .. } = table.rows[4].cells[place(table, code)].value {
                prop_assert_eq!(over, taken(&home, period).len());
            }
        }
    }

    #[test]
    fn what_a_layout_counts_of_each_child_is_what_queries_count(
        seed in any::<u64>(),
        asked in periods(),
    ) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let table = made(&home, Ledger::Own, period).remove(0);
        let last = period.to.min(today());
        let on = pairs(&home, &format!("SELECT c.file_no + 0, 1 FROM child c
            WHERE {REGISTERED} AND ?1 > 0"), &[last, last]);
        let shown: Vec<i64> = (0..table.rows.len()).map(|row| file_no(&table, row)).collect();
        prop_assert_eq!(&shown, &on.keys().copied().collect::<Vec<_>>());
        let register = made(&home, Ledger::Register, period).remove(0);
        let listed: Vec<i64> = (0..register.rows.len()).map(|row| file_no(&register, row)).collect();
        prop_assert_eq!(&shown, &listed);
        for (column, sql) in counted(&home, period) {
            let counted = some(&home, &sql, period);
            for (row, child) in shown.iter().enumerate() {
                let cell = match table.rows[row].cells[place(&table, column)].value {
                    Value::Day(day) => Some(number_of(day)),
                    Value::Empty => None,
                    Value::Count(count) => i64::try_from(count).ok().filter(|count| *count > 0),
                    ref other => panic!("{other:?}"),
                };
                prop_assert_eq!(cell, counted.get(child).copied(), "{}", column);
            }
        }
    }

    #[test]
    fn sign_in_sheets_hold_every_row_of_the_register(seed in any::<u64>(), asked in periods()) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let list = made(&home, Ledger::DayList, period).remove(0);
        let of_child = "SELECT c.file_no + 0, count(*) FROM child c JOIN attendance a
            ON a.child = c.id AND a.day BETWEEN ?1 AND ?2 GROUP BY c.id";
        prop_assert_eq!(rows_by_child(&home, &list), some(&home, of_child, period));
        for code in ["in_at", "out_at"] {
            let place = place(&list, code);
            let times = list.rows.iter()
                .filter(|row| matches!(row.cells[place].value, Value::Time(_))).count();
            let counted = one(&home, &format!("SELECT count({code}) FROM attendance
                WHERE day BETWEEN ?1 AND ?2"), &[period.from, period.to]);
            prop_assert_eq!(i64::try_from(times).unwrap(), counted);
        }
        let matrix = made(&home, Ledger::MonthMatrix, period).remove(0);
        check_sources(&matrix)?;
        let days = "SELECT day, count(DISTINCT child) FROM attendance
            WHERE mark IN (1, 2) AND day BETWEEN ?1 AND ?2 GROUP BY day";
        let days = some(&home, days, period);
        if number_of(period.to) < number_of(today() - Days::new(220)) {
            // Before the home was founded there is nothing to add up.
            prop_assert!(matrix.rows.is_empty() && days.is_empty());
            return Ok(());
        }
        let (total, last) = (matrix.rows.len() - 1, matrix.columns.len() - 1);
        for column in 2..last {
            let day: NaiveDate = matrix.columns[column].code.parse().unwrap();
            let shown = matrix.rows[total].cells[column].facts.len();
            let counted = days.get(&number_of(day)).copied().unwrap_or(0);
            prop_assert_eq!(i64::try_from(shown).unwrap(), counted);
            let mark = "SELECT c.file_no + 0, min(a.mark) FROM child c JOIN attendance a
                ON a.child = c.id AND a.day = ?1 GROUP BY c.id";
            let marks = pairs(&home, mark, &[day]);
            for row in 0..total {
                let Value::Text(sign) = &matrix.rows[row].cells[column].value else { panic!() };
                let is_right = match marks.get(&file_no(&matrix, row)) {
                    Some(1) => sign == "✓",
                    Some(2) => sign == "◷",
                    Some(3) => sign == "e",
                    Some(_) => sign == "×",
                    None => ["×", "·", ""].contains(&sign.as_str()),
                };
                prop_assert!(is_right, "{day} {sign}");
            }
        }
        prop_assert_eq!(number(&matrix, total, "came"), Some(days.values().sum()));
        let came = "SELECT c.file_no + 0, count(DISTINCT a.day) FROM child c JOIN attendance a
            ON a.child = c.id AND a.mark IN (1, 2) AND a.day BETWEEN ?1 AND ?2 GROUP BY c.id";
        let mut came = some(&home, came, period);
        for row in 0..total {
            let counted = came.remove(&file_no(&matrix, row)).unwrap_or(0);
            prop_assert_eq!(number(&matrix, row, "came"), Some(counted));
        }
        prop_assert!(came.is_empty(), "everybody who came has a row: {:?}", came);
    }

    #[test]
    fn records_one_by_one_are_as_many_as_queries_count(seed in any::<u64>(), asked in periods()) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let visits = made(&home, Ledger::VisitRecord, period).remove(0);
        let of_child = "SELECT c.file_no + 0, count(*) FROM child c JOIN visit v
            ON v.child = c.id AND v.day BETWEEN ?1 AND ?2 GROUP BY c.id";
        prop_assert_eq!(rows_by_child(&home, &visits), some(&home, of_child, period));
        let problems = made(&home, Ledger::Problems, period).remove(0);
        // Open on some day of the period, as far as it has come.
        let open = "SELECT c.file_no + 0, count(*) FROM child c JOIN problem p ON p.child = c.id
            AND p.opened_on <= ?3 AND coalesce(p.closed_on, ?1) >= ?1 AND ?2 > 0 GROUP BY c.id";
        prop_assert_eq!(rows_by_child(&home, &problems), some(&home, open, period));
        let activities = made(&home, Ledger::ActivityRecord, period).remove(0);
        let all = "SELECT b.id, b.day, b.progress = 'held',
                (SELECT count(*) FROM taking_part t WHERE t.activity = b.id),
                coalesce(b.guests, -1), coalesce(b.others, -1)
            FROM activity b WHERE b.day BETWEEN ?1 AND ?2 ORDER BY b.day";
        let mut all: Vec<Vec<i64>> = home.store().recount(all, &[period.from, period.to]).into_iter()
            .map(|row| vec![row[1], if row[2] == 1 { row[3] } else { -1 }, row[4], row[5]])
            .collect();
        let mut shown: Vec<Vec<i64>> = (0..activities.rows.len()).map(|row| {
            let Value::Day(day) = activities.rows[row].cells[0].value else { panic!() };
            let of = |code| number(&activities, row, code).unwrap_or(-1);
            vec![number_of(day), of("children"), of("guests"), of("others")]
        }).collect();
        all.sort_unstable();
        shown.sort_unstable();
        prop_assert_eq!(shown, all);
    }

    #[test]
    fn the_work_log_counts_what_was_done_on_each_day(seed in any::<u64>(), asked in periods()) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let log = made(&home, Ledger::WorkLog, period).remove(0);
        check_sources(&log)?;
        let columns = [
            ("came", "SELECT day, count(DISTINCT child) FROM attendance
                WHERE mark IN (1, 2) AND day BETWEEN ?1 AND ?2 GROUP BY day".to_owned()),
            ("held", "SELECT day, count(*) FROM activity
                WHERE progress = 'held' AND day BETWEEN ?1 AND ?2 GROUP BY day".to_owned()),
            ("visits", "SELECT day, count(*) FROM visit
                WHERE kind NOT IN ('phone', 'video') AND day BETWEEN ?1 AND ?2 GROUP BY day".to_owned()),
            ("calls", "SELECT day, count(*) FROM visit
                WHERE kind IN ('phone', 'video') AND day BETWEEN ?1 AND ?2 GROUP BY day".to_owned()),
            ("steps", format!("SELECT (made + 28800) / 86400 AS day, count(*) FROM ({MADE})
                WHERE (made + 28800) / 86400 BETWEEN ?1 AND ?2 GROUP BY 1")),
        ];
        for (column, sql) in columns {
            let counted = some(&home, &sql, period);
            let mut shown = BTreeMap::new();
            for row in 0..log.rows.len() {
                let Value::Day(day) = log.rows[row].cells[0].value else { panic!() };
                shown.insert(number_of(day), number(&log, row, column).unwrap());
            }
            shown.retain(|_, count| *count > 0);
            prop_assert_eq!(shown, counted, "{}", column);
        }
    }
}
