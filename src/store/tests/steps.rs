//! Steps and entries, undo, guard triggers, verify, query plans, locks.

use crate::clock::Clock;
use crate::domain::child::Sex;
use crate::domain::{Attendance, Child, ChildId, Mark, Moment};
use crate::store::*;
use chrono::NaiveDate;
use rusqlite::Connection;

fn at() -> Moment {
    Moment::parse_from_rfc3339("2026-11-23T17:00:00+08:00").unwrap()
}

fn day() -> NaiveDate {
    at().date_naive()
}

fn child(clock: &Clock, file_no: &str, name: &str) -> Child {
    Child::new(
        clock.new_id(),
        file_no,
        name,
        Sex::Female,
        day() - chrono::Days::new(3000),
    )
}

/// A store with one child, added in entry 1.
fn with_child() -> (Store, ChildId) {
    let clock = Clock::fixed(at());
    let mut store = Store::in_memory(at()).unwrap();
    let child = child(&clock, "0001", "汪乐乐");
    write(&mut store, ActKind::AddChild, |w| w.put(&child));
    (store, child.id)
}

fn write(
    store: &mut Store,
    kind: ActKind,
    step: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) -> Option<i64> {
    store.write(&Act::new(at(), None, kind), step).unwrap().seq
}

#[test]
fn a_step_writes_rows_and_one_entry_and_both_can_be_read_back() {
    let (store, id) = with_child();
    assert_eq!(store.child(id).unwrap().name, "汪乐乐");
    let entry = store.last_entry().unwrap().unwrap();
    assert_eq!((entry.seq, entry.act.kind), (1, ActKind::AddChild));
    assert_eq!(store.changes(1).unwrap().len(), 1);
    assert!(store.verify().unwrap().findings.is_empty());
}

#[test]
fn a_step_that_changes_nothing_leaves_no_entry() {
    let (mut store, id) = with_child();
    let same = store.child(id).unwrap();
    assert_eq!(
        write(&mut store, ActKind::EditChild, |w| w.put(&same)),
        None
    );
    assert_eq!(store.last_entry().unwrap().unwrap().seq, 1);
}

#[test]
fn a_step_that_fails_half_way_changes_nothing() {
    let (mut store, id) = with_child();
    let mut changed = store.child(id).unwrap();
    changed.name = "别的名字".to_owned();
    let outcome = store.write(&Act::new(at(), None, ActKind::EditChild), |w| {
        w.put(&changed)?;
        Err::<(), _>(StoreError::Busy)
    });
    assert!(matches!(outcome, Err(StoreError::Busy)));
    assert_eq!(store.child(id).unwrap().name, "汪乐乐");
    assert!(store.verify().unwrap().findings.is_empty());
}

#[test]
fn an_edit_keeps_old_and_new_of_the_changed_field_only() {
    let (mut store, id) = with_child();
    let mut edited = store.child(id).unwrap();
    edited.school = "前尚庄小学".to_owned();
    write(&mut store, ActKind::EditChild, |w| w.put(&edited));
    let history = store.file_history(id, 10).unwrap();
    let fields = history[0].change.after.as_ref().unwrap();
    assert_eq!(fields.names().collect::<Vec<_>>(), ["school"]);
    assert_eq!(fields.text("school"), "前尚庄小学");
    let before = history[0].change.before.as_ref().unwrap();
    assert_eq!(*before.get("school"), Value::Null);
}

#[test]
fn undo_and_redo_walk_the_journal() {
    let (mut store, id) = with_child();
    let arrival = Attendance::arrival(day(), id, 1, at());
    write(&mut store, ActKind::SignIn, |w| w.put(&arrival));
    assert_eq!(store.last_seen().unwrap()[&id], day());

    let step = store.last_step().unwrap().unwrap();
    assert_eq!(step.act.kind, ActKind::SignIn);
    store
        .revert_entry(step.seq, &Act::new(at(), None, ActKind::Undo))
        .unwrap();
    assert!(store.day_sheet(day()).unwrap().is_empty());
    assert!(store.last_seen().unwrap().is_empty());
    assert_eq!(
        store.last_step().unwrap().unwrap().act.kind,
        ActKind::AddChild
    );

    let undone = store.last_undone().unwrap().unwrap();
    store
        .revert_entry(undone.seq, &Act::new(at(), None, ActKind::Redo))
        .unwrap();
    assert_eq!(store.day_sheet(day()).unwrap(), [arrival]);
    assert_eq!(store.last_step().unwrap().unwrap().seq, step.seq);
    assert!(store.last_undone().unwrap().is_none());
    assert!(store.verify().unwrap().findings.is_empty());
}

#[test]
fn a_switched_language_is_not_what_undo_takes_back() {
    let (mut store, _) = with_child();
    let language = Setting {
        name: "language".to_owned(),
        value: "en".to_owned(),
    };
    write(&mut store, ActKind::Setting, |w| w.put(&language));
    assert_eq!(
        store.last_step().unwrap().unwrap().act.kind,
        ActKind::AddChild
    );
}

#[test]
fn undo_of_an_edit_restores_the_old_value_and_of_a_removal_the_row() {
    let (mut store, id) = with_child();
    let mut edited = store.child(id).unwrap();
    edited.nickname = "乐乐".to_owned();
    write(&mut store, ActKind::EditChild, |w| w.put(&edited));
    let seq = write(&mut store, ActKind::EditChild, |w| w.remove(&edited)).unwrap();
    assert!(store.child(id).is_err());
    store
        .revert_entry(seq, &Act::new(at(), None, ActKind::Undo))
        .unwrap();
    assert_eq!(store.child(id).unwrap(), edited);
    let step = store.last_step().unwrap().unwrap().seq;
    store
        .revert_entry(step, &Act::new(at(), None, ActKind::Undo))
        .unwrap();
    assert_eq!(store.child(id).unwrap().nickname, "");
    assert!(store.verify().unwrap().findings.is_empty());
}

#[test]
fn a_step_whose_row_changed_since_cannot_be_taken_back() {
    let (mut store, id) = with_child();
    let mut edited = store.child(id).unwrap();
    edited.nickname = "乐乐".to_owned();
    write(&mut store, ActKind::EditChild, |w| w.put(&edited));
    let outcome = store.revert_entry(1, &Act::new(at(), None, ActKind::Undo));
    assert!(matches!(outcome, Err(StoreError::ChangedSince { .. })));
    assert_eq!(store.child(id).unwrap(), edited);
}

#[test]
fn a_write_around_the_journal_is_refused() {
    let (store, _) = with_child();
    for sql in [
        "UPDATE child SET name = 'x'",
        "DELETE FROM child",
        "INSERT INTO setting VALUES ('a', 'b')",
        "UPDATE journal SET open = 'x'",
        "DELETE FROM journal",
        "INSERT INTO segment VALUES (1, 1, 0, 0, 2, x'', x'', x'', NULL)",
        "DELETE FROM chain",
        "UPDATE ident SET uuid = zeroblob(16)",
    ] {
        assert!(store.conn.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn another_program_cannot_write_around_the_journal_either() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doorlight.db");
    Store::open(&path, at()).unwrap();
    let stranger = Connection::open(&path).unwrap();
    assert!(
        stranger
            .execute("INSERT INTO setting VALUES ('a', 'b')", [])
            .is_err()
    );
}

#[test]
fn verify_finds_every_kind_of_tampering() {
    for (sql, kind) in [
        ("UPDATE child SET name = 'x'", "row"),
        ("DELETE FROM attendance", "missing"),
        // As text without an offset it is no moment for the program.
        (
            "UPDATE attendance SET in_at = strftime('%Y-%m-%dT%H:%M:%S', in_at + 28800, 'unixepoch')",
            "row",
        ),
        ("UPDATE attendance SET out_at = x'00'", "row"),
        ("UPDATE attendance SET out_at = 1.5", "row"),
        ("INSERT INTO setting VALUES ('a', 'b')", "row"),
        ("UPDATE journal SET open = '' WHERE seq = 1", "chain"),
        (
            "UPDATE journal SET open = open || 'x' WHERE seq = 1",
            "chain",
        ),
        (
            "UPDATE journal SET private = '1 name=\"x\"' WHERE seq = 1",
            "chain",
        ),
        (
            "UPDATE journal SET private = replace(private, ' ~', '  ~') WHERE seq = 1",
            "chain",
        ),
        ("UPDATE journal SET at = at - 86400 WHERE seq = 1", "chain"),
        ("UPDATE ident SET uuid = zeroblob(16) WHERE n = 1", "number"),
        ("DELETE FROM mention", "kept"),
        ("DELETE FROM journal WHERE seq = 1", "chain"),
        ("UPDATE kept_seen SET last_seen = 18262", "kept"),
        ("UPDATE kept_day SET marks = zeroblob(5)", "kept day"),
        ("INSERT INTO kept_day VALUES (1, x'01')", "kept day"),
        ("DROP INDEX attendance_child", "schema"),
        ("CREATE TABLE notes (of_child TEXT)", "schema"),
    ] {
        let (mut store, id) = with_child();
        write(&mut store, ActKind::SignIn, |w| {
            w.put(&Attendance::arrival(day(), id, 1, at()))
        });
        store.keep_days(day() + chrono::Days::new(1)).unwrap();
        assert_eq!(store.verify().unwrap().findings, []);
        let triggers: Vec<String> = {
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
            let mut names = store.conn.prepare(sql).unwrap();
            names
                .query_map([], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect()
        };
        for name in triggers {
            store
                .conn
                .execute_batch(&format!("DROP TRIGGER {name}"))
                .unwrap();
        }
        store
            .conn
            .execute_batch("PRAGMA foreign_keys = OFF")
            .unwrap();
        store.conn.execute(sql, []).unwrap();
        let findings = store.verify().unwrap().findings;
        let found = findings.iter().any(|finding| {
            matches!(
                (kind, finding),
                ("row", Finding::Row(_))
                    | ("missing", Finding::Missing(_))
                    | ("chain", Finding::Chain { .. })
                    | ("number", Finding::Number { .. })
                    | ("kept", Finding::Kept { .. })
                    | ("kept day", Finding::KeptDay { .. })
            ) || matches!((kind, finding), ("schema", Finding::Schema { name })
                if sql.contains(name.as_str()))
        });
        assert!(found, "{sql}: {findings:?}");
    }
}

#[test]
fn heads_are_counted_as_the_rows_themselves_say() {
    let (mut store, id) = with_child();
    let came = Attendance::arrival(day(), id, 1, at());
    let gone = Attendance {
        out_at: Some(at()),
        ..came.clone()
    };
    let unknown = Attendance {
        out_to: Some(crate::domain::OutTo::NotKnown),
        ..came.clone()
    };
    let paper = Attendance {
        untimed: true,
        in_at: None,
        ..came.clone()
    };
    let ill = Attendance::blank(day(), id, 1, Mark::Excused);
    for row in [came, gone, unknown, paper, ill] {
        write(&mut store, ActKind::Correct, |w| w.put(&row));
        let counted = store.never_signed_out(day(), day()).unwrap().len();
        assert_eq!(counted, usize::from(row.is_in()), "{row:?}");
    }
}

#[test]
fn last_seen_follows_a_correction() {
    let (mut store, id) = with_child();
    let earlier = day() - chrono::Days::new(3);
    write(&mut store, ActKind::SignIn, |w| {
        w.put(&Attendance::arrival(earlier, id, 1, at()))
    });
    let today = Attendance::arrival(day(), id, 1, at());
    write(&mut store, ActKind::SignIn, |w| w.put(&today));
    assert_eq!(store.last_seen().unwrap()[&id], day());
    write(&mut store, ActKind::Correct, |w| {
        w.put(&Attendance::blank(day(), id, 1, Mark::Absent))
    });
    assert_eq!(store.last_seen().unwrap()[&id], earlier);
    assert!(store.verify().unwrap().findings.is_empty());
}

#[test]
fn a_newer_file_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doorlight.db");
    drop(Store::open(&path, at()).unwrap());
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let outcome = Store::open(&path, at());
    assert!(matches!(
        outcome,
        Err(StoreError::NewerSchema { found: 99, .. })
    ));
}

#[test]
fn the_second_program_gets_no_lock_and_can_only_read() {
    let folder = tempfile::tempdir().unwrap();
    let lock = folder.path().join("doorlight.lock");
    let held = Lock::take(&lock).unwrap();
    assert!(held.is_some());
    assert!(Lock::take(&lock).unwrap().is_none());
    drop(held);
    assert!(Lock::take(&lock).unwrap().is_some());

    let path = folder.path().join("doorlight.db");
    drop(Store::open(&path, at()).unwrap());
    let mut reader = Store::open_read_only(&path, at()).unwrap();
    let outcome = reader.write(&Act::new(at(), None, ActKind::Setting), |w| {
        w.put(&Setting {
            name: "a".to_owned(),
            value: "b".to_owned(),
        })
    });
    assert!(matches!(outcome, Err(StoreError::ReadOnly(_))));
}

#[test]
fn the_hot_questions_use_their_indexes() {
    let (store, _) = with_child();
    let plan = |sql: &str, values: &[&str]| -> String {
        let mut explain = store
            .conn
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap();
        let values = rusqlite::params_from_iter(values);
        let lines = explain
            .query_map(values, |row| row.get::<_, String>(3))
            .unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    let day_sheet = plan(
        &rows::record::select_sql(Attendance::TABLE, read::DAY_SHEET),
        &["2026-11-23"],
    );
    assert_eq!(day_sheet, "SEARCH attendance USING PRIMARY KEY (day=?)");
    let days = plan(
        &rows::record::select_sql(Attendance::TABLE, read::CHILD_DAYS),
        &["x", "2026-01-01"],
    );
    assert_eq!(
        days,
        "SEARCH attendance USING INDEX attendance_child (child=? AND day>?)"
    );
    let history = plan(journal::reader::MENTIONS, &["1"]);
    assert_eq!(history, "SEARCH mention USING PRIMARY KEY (child=?)");
    assert_eq!(plan(read::LAST_SEEN, &[]), "SCAN kept_seen");
    assert_eq!(
        plan(kept_day::REGISTER, &["2026-08-24", "2026-11-23"]),
        "SEARCH attendance USING PRIMARY KEY (day>? AND day<?)"
    );
    let beside = plan(period::CAME_BESIDE, &["2026-10-01", "2026-10-31"]);
    assert_eq!(
        beside.matches("SEARCH attendance USING").count(),
        3,
        "{beside}"
    );
    assert!(!beside.contains("SCAN attendance"), "{beside}");
    let days = plan(period::REGISTER_DAYS, &["2026-10-01", "2026-10-31"]);
    assert!(!days.contains("SCAN attendance"), "{days}");
    assert_eq!(
        plan(period::EXCUSED_DAYS, &["2026-10-31", "2026-12-30"]),
        "SEARCH attendance USING PRIMARY KEY (day>? AND day<?)"
    );
    let covered = plan(activities::COVERED, &["DROWN", "2026-04-01", "2026-09-30"]);
    assert_eq!(
        covered,
        "COMPOUND QUERY; LEFT-MOST SUBQUERY; \
         SEARCH a USING COVERING INDEX activity_topic (topic=? AND day>? AND day<?); \
         SEARCH t USING PRIMARY KEY (activity=?); UNION ALL; \
         SEARCH visit USING COVERING INDEX visit_talk (talk=? AND day>? AND day<?)"
    );
}

#[test]
fn a_text_is_cleaned_or_refused_at_the_door_for_writes() {
    let (mut store, id) = with_child();
    let child = store.child(id).unwrap();
    let act = Act::new(at(), None, ActKind::EditChild);
    let mut save = |change: &dyn Fn(&mut Child)| {
        let mut child = child.clone();
        change(&mut child);
        store.write::<_, StoreError>(&act, |w| w.put(&child))
    };
    let long = "长".repeat(1_000_000);
    let name = save(&|child| child.name = "长".repeat(101));
    assert!(matches!(
        name,
        Err(StoreError::TooLong {
            column: "name",
            most: 100
        })
    ));
    let note = save(&|child| child.note.clone_from(&long));
    assert!(matches!(
        note,
        Err(StoreError::TooLong {
            column: "note",
            most: 2_000
        })
    ));
    save(&|child| child.note = "a\u{202E}b\r\n\u{1B}c".to_owned()).unwrap();
    assert_eq!(store.child(id).unwrap().note, "ab c");
    let act = Act::new(at(), None, ActKind::EditChild).because(long);
    let child = Child {
        school: "x".to_owned(),
        ..child
    };
    let reason = store.write::<_, StoreError>(&act, |w| w.put(&child));
    assert!(matches!(
        reason,
        Err(StoreError::TooLong {
            column: "reason",
            ..
        })
    ));
    assert_eq!(store.child(id).unwrap().school, "");
}
