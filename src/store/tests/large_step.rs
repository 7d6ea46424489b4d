//! A step of many rows leaves the same file as many steps of few rows.

use crate::clock::Clock;
use crate::domain::child::Sex;
use crate::domain::{Attendance, Child, ChildId, Mark, Moment};
use crate::store::*;
use chrono::Days;
use proptest::prelude::*;
use rusqlite::types::Value as Sql;
use uuid::Uuid;

const CHILDREN: u128 = 5;

fn at() -> Moment {
    Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap()
}

fn id(nth: u128) -> ChildId {
    Uuid::from_u128(nth).into()
}

fn with_children() -> Store {
    let clock = Clock::fixed(at());
    let mut store = Store::in_memory(clock.now()).unwrap();
    let act = Act::new(at(), None, ActKind::ImportRoster);
    let born = clock.today() - Days::new(3000);
    let child = |nth| Child::new(id(nth), &format!("{nth:04}"), "汪乐乐", Sex::Female, born);
    store
        .write(&act, |w| {
            (1..=CHILDREN).try_for_each(|nth| w.put(&child(nth)))
        })
        .unwrap();
    store
}

fn import(store: &mut Store, rows: &[Attendance]) {
    let act = Act::new(at(), None, ActKind::ImportAttendance);
    store.write(&act, |w| w.put_all(rows)).unwrap();
}

/// One row in `(day, child, stay, mark)`.
fn row((day, child, stay, mark): (u64, u128, i64, usize)) -> Attendance {
    let marks = [Mark::Present, Mark::Late, Mark::Excused, Mark::Absent];
    let day = at().date_naive() - Days::new(day);
    Attendance::blank(day, id(child), stay, marks[mark])
}

/// Everything that a step of attendance leaves in the file, but for the journal.
fn left(store: &Store) -> Vec<Vec<Sql>> {
    let lists = [
        "SELECT * FROM attendance ORDER BY day, child, stay",
        "SELECT child, day, mark FROM attendance INDEXED BY attendance_child ORDER BY child, day",
        "SELECT * FROM kept_seen ORDER BY child",
        "SELECT name, tbl_name, sql FROM sqlite_schema ORDER BY name",
    ];
    let mut all = Vec::new();
    for sql in lists {
        let mut statement = store.conn.prepare(sql).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect());
        all.extend(rows.unwrap().map(Result::unwrap));
    }
    all
}

fn days() -> impl Strategy<Value = (u64, u128, i64, usize)> {
    (0..400_u64, 1..=CHILDREN, 1..3_i64, 0..4_usize)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(6) })]
    #[test]
    fn a_large_step_leaves_what_small_ones_leave(
        before in prop::collection::vec(days(), 0..30),
        many in prop::collection::vec(days(), 1_200..1_500),
    ) {
        let (mut large, mut small) = (with_children(), with_children());
        let before: Vec<Attendance> = before.into_iter().map(row).collect();
        let many: Vec<Attendance> = many.into_iter().map(row).collect();
        import(&mut large, &before);
        import(&mut small, &before);
        let (left_before, entries) = (left(&large), large.last_entry().unwrap().unwrap().seq);
        import(&mut large, &many);
        many.chunks(100).for_each(|rows| import(&mut small, rows));
        prop_assert_eq!(left(&large), left(&small));
        prop_assert_eq!(large.verify().unwrap().findings, vec![]);
        prop_assert_eq!(small.verify().unwrap().findings, vec![]);
        let newest = large.last_entry().unwrap().unwrap().seq;
        prop_assert_eq!(newest, entries + 1);
        large.revert_entry(newest, &Act::new(at(), None, ActKind::Undo)).unwrap();
        prop_assert_eq!(left(&large), left_before);
        prop_assert_eq!(large.verify().unwrap().findings, vec![]);
    }
}

#[test]
fn a_large_step_that_fails_leaves_nothing() {
    let mut store = with_children();
    let before = left(&store);
    let rows: Vec<Attendance> = (0..2_000).map(|day| row((day, 1, 1, 0))).collect();
    let act = Act::new(at(), None, ActKind::ImportAttendance);
    let failed = store.write(&act, |w| {
        w.put_all(&rows)?;
        Err::<(), _>(StoreError::Busy)
    });
    assert!(failed.is_err());
    // A child without a file: refused while the index is away.
    let mut broken = rows;
    broken.push(row((1, CHILDREN + 1, 1, 0)));
    assert!(store.write(&act, |w| w.put_all(&broken)).is_err());
    assert_eq!(left(&store), before);
    // Stopped while the index is away, after the last row, and among few rows.
    for (count, at) in [(2_000, 1_200), (2_000, 2_000), (10, 3)] {
        let goes_on = |done, all| {
            assert_eq!(all, count);
            done < at
        };
        let rows = &broken[..count];
        let stopped = store.write(&act, |w| w.put_all_watched(rows, &goes_on));
        assert!(matches!(stopped, Err(StoreError::Stopped)), "{stopped:?}");
        assert_eq!(left(&store), before);
    }
    assert_eq!(store.verify().unwrap().findings, vec![]);
}

/// A large step is packed at once, and what was written before it is not.
#[test]
fn the_first_day_is_that_of_the_first_step_before_a_large_one_too() {
    let mut store = with_children();
    let first = store.first_day().unwrap();
    assert_eq!(first, Some(at().date_naive()));
    let rows: Vec<Attendance> = (0..2_000).map(|day| row((day, 1, 1, 0))).collect();
    let weeks_later = at() + chrono::TimeDelta::weeks(3);
    let act = Act::new(weeks_later, None, ActKind::ImportAttendance);
    store.write(&act, |w| w.put_all(&rows)).unwrap();
    assert_eq!(store.first_day().unwrap(), first);
}

/// The guards are away while many files are added, and back when that has ended, failed or been stopped.
#[test]
fn a_large_roster_leaves_the_same_as_its_files_one_by_one_and_the_guards_stand_again() {
    let files = |store: &mut Store, many: bool| {
        let born = at().date_naive() - Days::new(3000);
        let act = Act::new(at(), None, ActKind::ImportRoster);
        let child =
            |nth: u128| Child::new(id(nth), &format!("{nth:04}"), "汪乐乐", Sex::Female, born);
        let add = |w: &mut Writer<'_>| (101..=104).try_for_each(|nth| w.put(&child(nth)));
        let count = if many { 1_000 } else { 4 };
        store.write(&act, |w| w.adding((count, &[Child::TABLE]), add))
    };
    let rows = |store: &Store| {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE name <> 'ident' ORDER BY name";
        let mut statement = store.conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let schema: Vec<(String, Option<String>)> =
            rows.unwrap().collect::<Result<_, _>>().unwrap();
        (schema, store.roster().unwrap().children)
    };
    let (mut large, mut small) = (with_children(), with_children());
    files(&mut large, true).unwrap();
    files(&mut small, false).unwrap();
    assert_eq!(rows(&large), rows(&small));
    let before = rows(&large);
    let act = Act::new(at(), None, ActKind::ImportRoster);
    let failed = large.write(&act, |w| {
        w.adding((1_000, &[Child::TABLE]), |_| {
            Err::<(), _>(StoreError::Stopped)
        })
    });
    assert!(matches!(failed, Err(StoreError::Stopped)));
    assert_eq!(rows(&large), before);
    let around = "INSERT INTO ident (uuid) VALUES (zeroblob(16))";
    assert!(
        large.conn.execute_batch(around).is_err(),
        "only through the journal"
    );
    assert_eq!(large.verify().unwrap().findings, vec![]);
}
