//! One child one file, recounted from the raw rows.

use super::generated::Home;
use super::recount::{MADE, agreed_sql, kept_from, number_of, one, pairs, taken};
use super::trends::{number, period_of, periods, today};
use crate::domain::calendar::period::Period;
use crate::i18n::Lang;
use crate::reports::ledgers::{Ledger, Of, OfChild, ledger};
use crate::reports::table::{Table, Value};
use chrono::{Datelike, Days, Months, NaiveDate};
use proptest::prelude::*;

fn file(home: &Home, period: Period, nth: usize) -> Vec<Table> {
    let kind = Ledger::ChildFile;
    let calendar = home.desk.calendar().unwrap();
    let periods = kind.periods(period, &calendar);
    let facts = home.desk.period_facts(&periods, kind.parts()).unwrap();
    let of = OfChild {
        child: home.children[nth].id,
        matters: Vec::new(),
        open: Vec::new(),
    };
    let of = Of {
        child: Some(&of),
        layout: None,
    };
    ledger(&facts, kind, (period, of), Lang::En)
}

fn named<'t>(tables: &'t [Table], code: &str) -> &'t Table {
    tables.iter().find(|one| one.code == code).unwrap()
}

fn share(table: &Table, row: usize, code: &str) -> (usize, usize) {
    let column = table
        .columns
        .iter()
        .position(|one| one.code == code)
        .unwrap();
    match table.cell(row, column).unwrap().value {
        Value::Share { part, of } => (part, of),
        _ => panic!("{code} is no share"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_file_of_a_child_holds_all_its_records_and_no_others(
        seed in any::<u64>(),
        asked in periods(),
        nth in 0..14_usize,
        cut in proptest::option::of((0..7_u32, any::<bool>())),
    ) {
        let mut home = Home::new(seed, today());
        if let Some((months, is_first)) = cut {
            let first = today().with_day(1).unwrap() - Months::new(months);
            home.delete_before(if is_first { first } else { first + Days::new(12) });
        }
        let period = period_of(&home, asked);
        prop_assume!(!home.children.is_empty() && period.from <= today());
        let nth = nth % home.children.len();
        let tables = file(&home, period, nth);
        let of_child = format!(
            "child = (SELECT id FROM child WHERE file_no = '{}')",
            home.children[nth].file_no
        );
        // Attendance, month by month and in sum.
        let attendance = named(&tables, "attendance");
        let mut months: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        // With the founding of the home, or with what was not deleted.
        let founded = number_of(today() - Days::new(220));
        let began = founded.max(kept_from(&home));
        let recorded = period.each_day().filter(|day| number_of(*day) >= began);
        let recorded: Vec<NaiveDate> = recorded.collect();
        for day in recorded.iter().copied() {
            let is_new = months.last().is_none_or(|last| last.0.format("%Y-%m").to_string() != day.format("%Y-%m").to_string());
            if is_new {
                months.push((day, day));
            } else if let Some(last) = months.last_mut() {
                last.1 = day;
            }
        }
        months.retain(|month| month.0 <= today());
        months.extend(recorded.first().map(|first| (*first, period.to)));
        let said = attendance.sentences.join(" ");
        let is_partly = recorded.first().is_some_and(|first| *first > period.from);
        prop_assert_eq!(said.contains("days before are not counted") || said.contains("days are not counted"), is_partly);
        prop_assert_eq!(said.contains("is before the records") || said.contains("what is kept begins"), recorded.is_empty());
        prop_assert_eq!(attendance.rows.len(), months.len());
        for (row, (from, to)) in months.into_iter().enumerate() {
            let days = Period::range(from, to);
            let marked = |marks: &str| one(&home, &format!("SELECT count(DISTINCT day) FROM attendance
                WHERE {of_child} AND mark IN ({marks}) AND day BETWEEN ?1 AND ?2"), &[from, to]);
            prop_assert_eq!(number(attendance, row, "came"), Some(marked("1, 2")));
            prop_assert_eq!(number(attendance, row, "told"), Some(marked("3")));
            let registers = i64::try_from(taken(&home, days).len()).unwrap();
            prop_assert_eq!(number(attendance, row, "taken"), Some(registers));
            let agreed = pairs(&home, &format!("SELECT day, came FROM ({}) WHERE {of_child}",
                agreed_sql(&home, days)), &[]);
            let kept = agreed.values().filter(|came| **came == 1).count();
            prop_assert_eq!(share(attendance, row, "agreed"), (kept, agreed.len()));
        }
        // Records, as many as there are.
        let made = format!("FROM ({MADE}) WHERE (made + 28800) / 86400 BETWEEN ?1 AND ?2 AND ");
        let all = [
            ("activities", "FROM taking_part t JOIN activity b ON b.id = t.activity
                WHERE b.progress = 'held' AND b.day BETWEEN ?1 AND ?2 AND t."),
            ("visits", "FROM visit WHERE day BETWEEN ?1 AND ?2 AND "),
            ("steps", made.as_str()),
            ("problems", "FROM problem WHERE (?1 IS NOT NULL OR ?2 IS NOT NULL) AND "),
            ("incidents", "FROM incident WHERE (?1 IS NOT NULL OR ?2 IS NOT NULL) AND "),
        ];
        for (code, sql) in all {
            let table = named(&tables, code);
            let counted = one(&home, &format!("SELECT count(*) {sql}{of_child}"), &[period.from, period.to]);
            prop_assert_eq!(i64::try_from(table.rows.len()).unwrap(), counted, "{}", code);
            let children: Vec<_> = table.children().into_iter().collect();
            prop_assert!(children.iter().all(|one| *one == home.children[nth].id));
        }
    }
}
