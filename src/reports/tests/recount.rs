//! The pages of F7 about children, activities and steps, and the marks of one child, recounted from the raw rows.

use super::generated::Home;
use super::trends::{check_sources, number, period_of, periods, table, today};
use crate::domain::activity::TopicCode;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::calendar::{DayKind, WhyOpen};
use crate::domain::child::Stage;
use crate::domain::{TagCode, topic};
use crate::i18n::{Lang, words};
use crate::reports::slots::Beside;
use crate::reports::table::{RowState, Table, Value};
use crate::reports::trends::{Ask, Page, trend};
use crate::t;
use crate::wording::topics::name_of;
use chrono::{Datelike, Days, Months, NaiveDate};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The calls and visits that are counted by what came of them, and whether the child came, in the words of SQL: a step with
/// a visit was made on the day of the visit, at an hour that nobody knows.
pub(super) const MADE: &str = "SELECT f.id, f.child, f.since, f.step, f.rule,
        CASE WHEN v.day < (f.at + 28800) / 86400 THEN v.day * 86400 + 57599 ELSE f.at END AS made
    FROM follow_up f LEFT JOIN visit v ON v.id = f.visit";
/// Days of registers before a month from which the program learns how many marks a whole sheet has.
const USUAL: u64 = 91;

/// A day as its number in the file.
pub(super) fn number_of(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

/// The first number of a query.
pub(super) fn one(home: &Home, sql: &str, days: &[NaiveDate]) -> i64 {
    home.store().recount(sql, days)[0][0]
}

/// Pairs of numbers of a query.
pub(super) fn pairs(home: &Home, sql: &str, days: &[NaiveDate]) -> BTreeMap<i64, i64> {
    let rows = home.store().recount(sql, days).into_iter();
    rows.map(|row| (row[0], row[1])).collect()
}

/// The days of a period that are over and have a whole register: the home was opened, or half as many children are marked
/// as on a usual day, or on a usual one of this weekday.
pub(super) fn taken(home: &Home, period: Period) -> Vec<NaiveDate> {
    let sql = "SELECT day, closed_at IS NOT NULL FROM opening WHERE day BETWEEN ?1 AND ?2";
    let opened = pairs(home, sql, &[period.from, period.to]);
    let is_taken = |day: &NaiveDate| match opened.get(&number_of(*day)) {
        Some(is_closed) => *day < today() || *is_closed == 1,
        None => *day < today() && is_whole(home, *day),
    };
    let kept = kept_from(home);
    let days = period
        .each_day()
        .filter(|day| *day <= today() && number_of(*day) >= kept);
    days.filter(is_taken).collect()
}

/// The day before which the register was deleted; 0 if none of it was.
pub(super) fn kept_from(home: &Home) -> i64 {
    let sql = "SELECT coalesce(max(unixepoch(value) / 86400), 0) FROM setting
        WHERE name = 'records-from'";
    one(home, sql, &[])
}

fn is_whole(home: &Home, day: NaiveDate) -> bool {
    let first = day.with_day(1).unwrap();
    let days = [
        first - Days::new(USUAL),
        first + Months::new(1) - Days::new(1),
    ];
    let sql = "SELECT day, count(DISTINCT child) FROM attendance WHERE day BETWEEN ?1 AND ?2
        GROUP BY day";
    let mut marks = pairs(home, sql, &days);
    // Last sightings of the time that was deleted are no sheet.
    let kept = kept_from(home);
    marks.retain(|day, _| *day >= kept);
    let middle = |mut counts: Vec<i64>| {
        counts.sort_unstable();
        counts.get(counts.len() / 2).copied().unwrap_or(0)
    };
    // Days of one weekday have the same rest.
    let same = marks
        .iter()
        .filter(|(one, _)| (*one - number_of(day)) % 7 == 0);
    let same: Vec<i64> = same.map(|(_, count)| *count).collect();
    let all = middle(marks.values().copied().collect());
    let own = middle(same.clone());
    let usual = if same.len() >= 3 && own >= 3 {
        own.min(all)
    } else {
        all
    };
    marks
        .get(&number_of(day))
        .is_some_and(|count| 2 * count >= usual)
}

/// The days of a period on which the home took a register and was open, each with the digits of the agreed days that it
/// serves: a weekend day on which schools teach serves every school day.
fn served(home: &Home, period: Period) -> String {
    let calendar = home.desk.calendar().unwrap();
    let mut all = vec!["(NULL, NULL)".to_owned()];
    for day in taken(home, period) {
        let digits = match calendar.day(day) {
            DayKind::Closed(_) => 0..0,
            DayKind::Open {
                why: WhyOpen::MakeUp(_),
                ..
            } => 1..6,
            DayKind::Open { .. } => {
                let digit = day.weekday().number_from_monday();
                digit..digit + 1
            }
        };
        all.extend(digits.map(|digit| format!("({}, '{digit}')", number_of(day))));
    }
    all.join(", ")
}

/// The agreed days of children with a register, as `(child, day, whether it came)`.
pub(super) fn agreed_sql(home: &Home, period: Period) -> String {
    format!(
        "WITH served (day, digit) AS (VALUES {})
        SELECT DISTINCT c.id AS child, s.day AS day, EXISTS (SELECT 1 FROM attendance a
            WHERE a.child = c.id AND a.day = s.day AND a.mark IN (1, 2)) AS came
        FROM child c JOIN served s ON instr(c.expected_days, s.digit) > 0
        WHERE coalesce(c.joined_on, 0) <= s.day AND (c.status = 'enrolled' OR c.left_on > s.day)",
        served(home, period)
    )
}

/// The groups of the page about children, by their heading and name, each with the condition of its children.
fn groups() -> Vec<(String, String, String)> {
    let lang = Lang::En;
    let none = t!(lang, "trend-not-recorded");
    let age = "(CAST(strftime('%Y', ?2 * 86400, 'unixepoch') AS INTEGER)
        - CAST(strftime('%Y', c.birth_date * 86400, 'unixepoch') AS INTEGER)
        - (strftime('%m%d', ?2 * 86400, 'unixepoch')
            < strftime('%m%d', c.birth_date * 86400, 'unixepoch')))";
    let by_age = t!(lang, "trend-by-age");
    let mut all = vec![(
        by_age.clone(),
        t!(lang, "age-unknown"),
        format!("(c.birth_date = 0 OR {age} < 0)"),
    )];
    for (from, to) in [(0, 5), (6, 13), (14, 16)] {
        all.push((
            by_age.clone(),
            t!(lang, "age-band", from = from, to = to),
            format!("(c.birth_date <> 0 AND {age} BETWEEN {from} AND {to})"),
        ));
    }
    all.push((
        by_age,
        t!(lang, "age-from", from = 17),
        format!("(c.birth_date <> 0 AND {age} >= 17)"),
    ));
    for stage in Stage::ALL {
        all.push((
            t!(lang, "trend-by-stage"),
            words::choice(lang, "stage", *stage),
            format!("c.stage = '{}'", stage.code()),
        ));
    }
    all.push((
        t!(lang, "trend-by-stage"),
        none.clone(),
        "c.stage IS NULL".into(),
    ));
    let texts = [
        (
            t!(lang, "trend-by-class"),
            "school",
            ["望灯小学", "王市中学"],
        ),
        (
            t!(lang, "trend-by-school"),
            "school",
            ["望灯小学", "王市中学"],
        ),
        (t!(lang, "trend-by-hamlet"), "hamlet", ["一组", "二组"]),
    ];
    for (heading, field, names) in texts {
        for name in names {
            all.push((
                heading.clone(),
                name.to_owned(),
                format!("c.{field} = '{name}'"),
            ));
        }
        all.push((
            heading,
            none.clone(),
            format!("coalesce(c.{field}, '') = ''"),
        ));
    }
    let holds = "SELECT 1 FROM tag g WHERE g.child = c.id AND coalesce(g.from_day, 0) <= ?2
        AND coalesce(g.to_day, ?1) >= ?1";
    for code in TagCode::ALL {
        all.push((
            t!(lang, "trend-by-category"),
            words::choice(lang, "tag", *code),
            format!("EXISTS ({holds} AND g.code = '{}')", code.code()),
        ));
    }
    all.push((
        t!(lang, "trend-by-category"),
        t!(lang, "trend-no-category"),
        format!("NOT EXISTS ({holds})"),
    ));
    all
}

/// Children, those who came, those who did not, visits, agreed days and those kept, of a group.
fn group(home: &Home, period: Period, condition: &str) -> Vec<i64> {
    let last = period.to.min(today());
    // Nobody has left before the period begins, and everybody had joined by its end or today.
    let sql = format!(
        "SELECT count(*), coalesce(sum(came > 0), 0), coalesce(sum(came = 0), 0),
            coalesce(sum(came), 0), coalesce(sum(agreed), 0), coalesce(sum(kept), 0)
        FROM (SELECT c.id,
            (coalesce(c.joined_on, 0) <= ?2
                AND (c.status IN ('enrolled', 'away') OR c.left_on > ?1)) AS registered,
            (SELECT count(DISTINCT day) FROM attendance a
                WHERE a.child = c.id AND mark IN (1, 2) AND day BETWEEN ?1 AND ?2) AS came,
            (SELECT count(*) FROM agreed d WHERE d.child = c.id) AS agreed,
            (SELECT sum(d.came) FROM agreed d WHERE d.child = c.id) AS kept
        FROM child c WHERE {condition}) WHERE registered OR came > 0"
    );
    let sql = format!("WITH agreed AS ({}) {sql}", agreed_sql(home, period));
    home.store().recount(&sql, &[period.from, last]).remove(0)
}

fn shown(table: &Table, row: usize) -> Vec<i64> {
    let numbers = ["children", "came", "never", "visits"];
    let mut shown: Vec<i64> = numbers
        .iter()
        .map(|code| number(table, row, code).unwrap())
        .collect();
    let (part, of) = match table.cell(row, 5).unwrap().value {
        Value::Share { part, of } => (part, of),
        _ => (0, 0),
    };
    shown.extend([of, part].map(|one| i64::try_from(one).unwrap()));
    shown
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_group_of_children_is_what_a_query_counts(seed in any::<u64>(), asked in periods()) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let table = table(&home, Page::Who, period, Beside::Nothing);
        check_sources(&table)?;
        if period.from > today() {
            prop_assert!(table.rows.is_empty());
            return Ok(());
        }
        let everybody = group(&home, period, "1");
        let facts = home.desk.period_facts(&[], &[]).unwrap();
        if table.rows.is_empty() {
            let is_before = facts.began.is_none_or(|began| period.to < began);
            prop_assert!(everybody[0] == 0 || (is_before && everybody[3] == 0));
            return Ok(());
        }
        if taken(&home, period).is_empty() {
            // Without a register nobody knows who did not come.
            let total = table.rows.len() - 1;
            prop_assert_eq!(number(&table, total, "children"), Some(everybody[0]));
            prop_assert_eq!(number(&table, total, "never"), None);
            return Ok(());
        }
        let mut rows: HashMap<(String, String), Vec<i64>> = HashMap::new();
        let mut heading = String::new();
        for (nth, row) in table.rows.iter().enumerate() {
            let Value::Text(name) = &row.cells[0].value else { panic!("{row:?}") };
            match row.state {
                RowState::Gap => heading.clone_from(name),
                RowState::Total => prop_assert_eq!(shown(&table, nth), everybody.clone()),
                _ => {
                    let of = (heading.clone(), name.trim().to_owned());
                    prop_assert!(rows.insert(of, shown(&table, nth)).is_none());
                }
            }
        }
        for (heading, name, condition) in groups() {
            let counted = group(&home, period, &condition);
            let row = rows.remove(&(heading, name.clone()));
            if counted[0] == 0 {
                prop_assert_eq!(row, None, "{}", name);
            } else {
                prop_assert_eq!(row, Some(counted), "{}", name);
            }
        }
        prop_assert!(rows.is_empty(), "{rows:?}");
    }

    #[test]
    fn activities_of_each_topic_are_what_a_query_counts(seed in any::<u64>(), asked in periods()) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let table = table(&home, Page::Activities, period, Beside::Nothing);
        check_sources(&table)?;
        let topics = topic::library(&[]);
        let total = t!(Lang::En, "trend-total");
        let mut named: BTreeMap<String, &str> = ["DROWN", "FIRE", "OTHER"]
            .map(|code| (name_of(&topics, &code.parse::<TopicCode>().unwrap(), Lang::En), code))
            .into();
        named.insert(total.clone(), "%");
        let mut met = BTreeSet::new();
        for (nth, row) in table.rows.iter().enumerate() {
            let Value::Text(name) = &row.cells[0].value else { panic!("{row:?}") };
            met.insert(name.clone());
            let topic = named[name];
            let sql = format!("SELECT coalesce(sum(progress = 'held'), 0),
                    coalesce(sum(progress = 'planned' AND day >= ?3), 0),
                    coalesce(sum(progress = 'planned' AND day < ?3), 0),
                    coalesce(sum(progress = 'cancelled'), 0),
                    (SELECT count(DISTINCT child) FROM taking_part t JOIN activity b ON b.id = t.activity
                        WHERE b.progress = 'held' AND b.topic LIKE '{topic}' AND b.day BETWEEN ?1 AND ?2),
                    (SELECT count(*) FROM taking_part t JOIN activity b ON b.id = t.activity
                        WHERE b.progress = 'held' AND b.topic LIKE '{topic}' AND b.day BETWEEN ?1 AND ?2),
                    coalesce(sum(CASE WHEN progress = 'held'
                        THEN coalesce(guests, 0) + coalesce(others, 0) END), 0),
                    coalesce(max(CASE WHEN progress = 'held' THEN day END), 0)
                FROM activity WHERE topic LIKE '{topic}' AND day BETWEEN ?1 AND ?2");
            let counted = home.store().recount(&sql, &[period.from, period.to, today()]).remove(0);
            let mut shown: Vec<i64> =
                ["held", "planned", "missed", "called_off", "children", "visits", "guests"]
                .map(|code| number(&table, nth, code).unwrap_or(0)).to_vec();
            shown.push(match row.cells[8].value {
                Value::Day(day) => number_of(day),
                _ => 0,
            });
            prop_assert_eq!(shown, counted, "{}", name);
        }
        let topics = one(&home, "SELECT count(DISTINCT topic) FROM activity
            WHERE day BETWEEN ?1 AND ?2", &[period.from, period.to]);
        prop_assert_eq!(i64::try_from(met.len()).unwrap(), topics + i64::from(topics > 1));
        prop_assert_eq!(met.contains(&total), topics > 1);
    }

    #[test]
    fn steps_that_brought_a_child_back_are_found_again_one_by_one(
        seed in any::<u64>(),
        asked in periods(),
    ) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        let table = table(&home, Page::CameBack, period, Beside::Nothing);
        check_sources(&table)?;
        let mut found = [const { [0_i64; 4] }; 4];
        let mut children = [const { BTreeSet::new() }; 4];
        let calendar = home.desk.calendar().unwrap();
        let sql = format!("SELECT child, since, made, CASE step WHEN 'rang' THEN 0 WHEN 'visited' THEN 2
            ELSE 3 END FROM ({MADE}) WHERE step IN ('rang', 'visited', 'handed-up')
            AND rule IN ('S1', 'S2', 'S3', 'S4', 'S5', 'S6') ORDER BY made, id");
        let mut called = BTreeSet::new();
        for step in home.store().recount(&sql, &[]) {
            let (child, made) = (step[0], step[2]);
            let is_again = step[3] == 0 && !called.insert((child, step[1]));
            let kind = if is_again { 1 } else { usize::try_from(step[3]).unwrap() };
            let on = (made + 28_800) / 86_400;
            if on < number_of(period.from) || number_of(period.to) < on {
                continue;
            }
            // The five next days on which the home is open.
            let day = NaiveDate::from_epoch_days(i32::try_from(on).unwrap()).unwrap();
            let open = day.iter_days().skip(1).filter(|day| calendar.is_open(*day)).take(5);
            let open: Vec<i64> = open.map(number_of).collect();
            let list: Vec<String> = open.iter().map(ToString::to_string).collect();
            let came = one(&home, &format!("SELECT count(*) FROM attendance
                WHERE child = {child} AND mark IN (1, 2) AND day <= ?1
                AND (day IN ({}) OR (day = {on} AND in_at > {made}))", list.join(", ")), &[today()]);
            let is_over = open[4] < number_of(today());
            found[kind][0] += 1;
            found[kind][1] += i64::from(came > 0);
            found[kind][2] += i64::from(came == 0 && !is_over);
            found[kind][3] += i64::from(came == 0 && is_over);
            children[kind].insert(child);
        }
        let steps: i64 = found.iter().map(|one| one[0]).sum();
        prop_assert_eq!(table.rows.len(), if steps == 0 { 0 } else { 4 });
        for nth in 0..table.rows.len() {
            let shown = ["steps", "came", "waiting", "not"]
                .map(|code| number(&table, nth, code).unwrap());
            prop_assert_eq!(shown, found[nth]);
            let heads = i64::try_from(children[nth].len()).unwrap();
            prop_assert_eq!(number(&table, nth, "children"), Some(heads));
        }
    }

    #[test]
    fn marks_of_one_child_are_those_of_the_register(
        seed in any::<u64>(),
        asked in periods(),
        nth in 0..14_usize,
    ) {
        let home = Home::new(seed, today());
        let period = period_of(&home, asked);
        prop_assume!(!home.children.is_empty());
        let child = &home.children[nth % home.children.len()];
        let ask = Ask {
            page: Page::OneChild, period, beside: Beside::Nothing, child: Some(child.id),
        };
        let calendar = home.desk.calendar().unwrap();
        let facts = home.desk
            .period_facts(&ask.periods(&calendar, today()), ask.page.parts())
            .unwrap();
        let table = trend(&facts, ask, &[], Lang::En);
        check_sources(&table)?;
        let file = child.file_no.parse::<i64>().unwrap();
        let of_child = format!("child = (SELECT id FROM child WHERE file_no + 0 = {file})");
        let marks = pairs(&home, &format!("SELECT day, min(mark) FROM attendance
            WHERE {of_child} GROUP BY day"), &[]);
        let missed = format!("SELECT day, came FROM ({}) WHERE {of_child}", agreed_sql(&home, period));
        let agreed = pairs(&home, &missed, &[]);
        let excused = t!(Lang::En, "trend-mark-excused");
        for (column, heading) in table.columns.iter().enumerate().skip(1) {
            let week: NaiveDate = heading.code.parse().unwrap();
            for (row, day) in week.iter_days().take(7).enumerate() {
                let cell = table.cell(row, column).unwrap();
                let mark = marks.get(&number_of(day)).filter(|_| period.contains(day));
                let is_missed = mark.is_none() && agreed.contains_key(&number_of(day));
                let sign = match mark {
                    Some(1) => Some("✓"),
                    Some(2) => Some("◷"),
                    Some(3) => Some(excused.as_str()),
                    Some(_) => Some("×"),
                    None => is_missed.then_some("×"),
                };
                let shown = match &cell.value {
                    Value::Text(text) => Some(text.as_str()),
                    _ => None,
                };
                prop_assert_eq!(shown, sign, "{}", day);
            }
        }
        let shown = table.rows.iter().flat_map(|row| &row.cells);
        let shown = shown.filter(|cell| !cell.facts.is_empty()).count();
        let within = marks.keys().chain(agreed.keys()).collect::<BTreeSet<_>>();
        let within = within.into_iter()
            .filter(|day| (number_of(period.from)..=number_of(period.to)).contains(day));
        prop_assert_eq!(shown, within.count(), "every mark is on the page");
    }
}

#[test]
fn a_child_in_two_categories_stands_in_both_rows_and_once_in_the_sum() {
    let home = Home::new(7, today());
    let calendar = home.desk.calendar().unwrap();
    let period = Period::of(Grain::Year, today(), &calendar);
    let table = table(&home, Page::Who, period, Beside::Nothing);
    let several = one(
        &home,
        "SELECT count(*) FROM (SELECT child FROM tag GROUP BY child HAVING count(DISTINCT code) > 1)",
        &[],
    );
    assert!(several > 0, "the home has such a child");
    let heading = t!(Lang::En, "trend-by-category");
    let of = |row: &&crate::reports::table::Row| row.cells[0].value == Value::Text(heading.clone());
    let first = table.rows.iter().position(|row| of(&row)).unwrap();
    let total = table.rows.len() - 1;
    let parts: i64 = (first + 1..total)
        .map(|row| number(&table, row, "children").unwrap())
        .sum();
    assert!(parts > number(&table, total, "children").unwrap());
}
