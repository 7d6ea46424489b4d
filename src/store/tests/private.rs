//! Texts that are erased, and stretches that are handed on without them.

use crate::domain::child::{Household, Sex};
use crate::domain::{Attendance, Child, ChildId, Incident, Moment, samples};
use crate::store::journal::private::erased;
use crate::store::*;
use std::path::Path;
use uuid::Uuid;

const ERASED: [&str; 4] = ["黎锦棠", "13900001111", "咳嗽一周", "换了号码"];
const OTHER: &str = "汪乐乐";

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(text).unwrap()
}

fn id(nth: u128) -> ChildId {
    Uuid::from_u128(nth).into()
}

fn child(nth: u128, name: &str) -> Child {
    let born = "2015-03-05".parse().unwrap();
    Child::new(id(nth), &format!("{nth:04}"), name, Sex::Female, born)
}

fn write(
    store: &mut Store,
    when: &str,
    kind: ActKind,
    about: Option<ChildId>,
    reason: &str,
    step: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) {
    let act = Act {
        subject: about,
        ..Act::new(at(when), None, kind).because(reason)
    };
    store.write(&act, step).unwrap();
}

/// Two children who came in one import, one of whom has texts in several months.
fn home(folder: &Path) -> Store {
    let mut store = Store::open(
        &folder.join("doorlight.db"),
        at("2026-06-01T17:00:00+08:00"),
    )
    .unwrap();
    let [name, phone, note, reason] = ERASED;
    write(
        &mut store,
        "2026-06-01T17:00:00+08:00",
        ActKind::ImportRoster,
        None,
        "六月名单",
        |w| {
            w.put(&Child {
                note: phone.to_owned(),
                ..child(1, name)
            })?;
            w.put(&child(2, OTHER))
        },
    );
    write(
        &mut store,
        "2026-06-02T17:00:00+08:00",
        ActKind::SignIn,
        Some(id(1)),
        "",
        |w| {
            let stay = Attendance::arrival(
                "2026-06-02".parse().unwrap(),
                id(1),
                1,
                at("2026-06-02T17:00:00+08:00"),
            );
            w.put(&Attendance {
                note: note.to_owned(),
                ..stay
            })
        },
    );
    write(
        &mut store,
        "2026-11-20T17:00:00+08:00",
        ActKind::EditChild,
        Some(id(1)),
        reason,
        |w| w.put(&child(1, name)),
    );
    store.roll("2026-11-20".parse().unwrap()).unwrap();
    store
}

/// The first eight characters of a hash.
fn short(hash: &str) -> String {
    hash.chars().take(8).collect()
}

fn erase(store: &mut Store) {
    let act = Act::new(at("2026-11-23T17:00:00+08:00"), None, ActKind::Erase)
        .about(id(1))
        .because("家长要求");
    let erased = store.erase(id(1), &act).unwrap();
    assert_eq!(erased.kept, 0);
}

#[test]
fn of_a_child_that_was_erased_nothing_typed_is_left_and_the_chain_holds() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = home(folder.path());
    let with_household = |card: &Card, w: &mut Writer<'_>| -> Result<(), StoreError> {
        let household = Household {
            id: Uuid::from_u128(9).into(),
            label: "黎家".to_owned(),
            note: String::new(),
        };
        w.put(&household)?;
        w.put(&Child {
            household: Some(household.id),
            ..child(1, ERASED[0])
        })?;
        w.put(card)
    };
    let card = Card {
        code: "123".to_owned(),
        child: id(1),
        bound_on: "2026-11-20".parse().unwrap(),
    };
    write(
        &mut store,
        "2026-11-21T17:00:00+08:00",
        ActKind::EditChild,
        Some(id(1)),
        "",
        |w| with_household(&card, w),
    );
    let before = store.head().unwrap();
    erase(&mut store);
    assert_eq!(store.verify().unwrap().findings, []);
    let roster = store.roster().unwrap();
    assert!(roster.cards.is_empty() && roster.households.is_empty());
    assert_eq!(
        store.head_at(before.seq).unwrap(),
        Some(before),
        "old entries keep their hashes"
    );
    assert_eq!(store.last_entry().unwrap().unwrap().act.reason, "家长要求");
    // The others are as they were, in the past too.
    let past = store.as_of(at("2026-06-03T12:00:00+08:00")).unwrap();
    assert_eq!(past.child(id(2)).unwrap().name, OTHER);
    assert_ne!(past.child(id(1)).unwrap().name, ERASED[0]);
    drop((past, store));
    let entries = std::fs::read_dir(folder.path()).unwrap();
    for file in entries.map(|one| one.unwrap().path()) {
        let bytes = std::fs::read(&file).unwrap();
        let has = |text: &str| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        for text in ERASED.into_iter().chain(["黎家"]) {
            assert!(!has(text), "{text} is still in {}", file.display());
        }
    }
}

#[test]
fn a_step_whose_text_was_erased_is_not_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = home(folder.path());
    erase(&mut store);
    let act = Act::new(at("2026-11-23T17:01:00+08:00"), None, ActKind::Undo);
    assert!(matches!(
        store.revert_entry(3, &act),
        Err(StoreError::ChangedSince { .. })
    ));
    assert_eq!(store.verify().unwrap().findings, []);
}

#[test]
fn erased_texts_do_not_hide_a_row_that_was_changed_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = home(folder.path());
    erase(&mut store);
    store.conn.execute_batch("DROP TRIGGER guard_child_update; UPDATE child SET sex = 'male' WHERE file_no <> '0002'").unwrap();
    let findings = store.verify().unwrap().findings;
    assert!(
        findings.iter().any(
            |one| matches!(one, Finding::Row(row) if row.table == "child" && row.fields.iter().map(|field| field.name).eq(["sex"]))
        ),
        "{findings:?}"
    );
}

#[test]
fn plain_notes_go_from_the_journal_and_the_rows_are_still_compared_with_it() {
    const NOTES: &str = "只给主任看";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doorlight.db");
    let mut store = home(folder.path());
    let incident = Incident {
        action: "送医".to_owned(),
        notes: NOTES.to_owned(),
        ..samples::incident(id(2), "2026-08-23T16:50:00+08:00")
    };
    let now = "2026-11-23T17:00:00+08:00";
    write(&mut store, now, ActKind::Incident, None, "", |w| {
        w.put(&incident)
    });
    let other = Incident {
        id: Uuid::from_u128(99).into(),
        action: "第二件".to_owned(),
        ..samples::incident(id(2), "2026-09-23T16:50:00+08:00")
    };
    write(&mut store, now, ActKind::Incident, None, "", |w| {
        w.put(&other)
    });
    let sealed = Incident {
        notes: "sealed:00".to_owned(),
        ..incident.clone()
    };
    let act = Act::new(at(now), None, ActKind::Setting);
    assert!(store.seal_notes((&[sealed], &[]), &act).unwrap());
    assert_eq!(store.verify().unwrap().findings, []);
    let bytes = std::fs::read(&path).unwrap();
    let log = std::fs::read(path.with_extension("db-wal")).unwrap_or_default();
    for (text, is_left) in [(NOTES, false), ("送医", true)] {
        let has = |bytes: &[u8]| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        assert_eq!(has(&bytes) || has(&log), is_left, "{text}");
    }
    // A line of an incident whose notes were never plain is explained by nothing.
    let sql = "SELECT seq, private FROM journal WHERE private LIKE '%第二件%'";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (seq, text): (i64, String) = store.conn.query_row(sql, [], row).unwrap();
    store
        .conn
        .execute_batch("DROP TRIGGER guard_journal_update")
        .unwrap();
    let by_hand = erased(&text, |_| true).unwrap();
    let sql = "UPDATE journal SET private = ?1 WHERE seq = ?2";
    store.conn.execute(sql, (by_hand, seq)).unwrap();
    let findings = store.verify().unwrap().findings;
    assert!(findings.contains(&Finding::Chain { seq }), "{findings:?}");
    let others = findings
        .iter()
        .filter(|one| matches!(one, Finding::Chain { .. }));
    assert_eq!(others.count(), 1);
    let sql =
        "DROP TRIGGER guard_incident_update; UPDATE incident SET action = '没送医', notes = 'x'";
    store.conn.execute_batch(sql).unwrap();
    let findings = store.verify().unwrap().findings;
    assert!(
        findings.iter().any(
            |one| matches!(one, Finding::Row(row) if row.table == "incident" && row.fields.iter().map(|field| field.name).eq(["action", "notes"]))
        ),
        "{findings:?}"
    );
}

#[test]
fn a_line_that_was_erased_by_hand_is_found_though_its_seal_holds() {
    let folder = tempfile::tempdir().unwrap();
    let store = home(folder.path());
    let sql = "SELECT private FROM journal WHERE seq = 3";
    let text: String = store.conn.query_row(sql, [], |row| row.get(0)).unwrap();
    let by_hand = erased(&text, |_| true).unwrap();
    let sql = "DROP TRIGGER guard_journal_update; DROP TRIGGER guard_child_update;";
    store.conn.execute_batch(sql).unwrap();
    let sql = "UPDATE journal SET private = ?1 WHERE seq = 3";
    store.conn.execute(sql, [by_hand]).unwrap();
    let findings = store.verify().unwrap().findings;
    assert!(
        findings.contains(&Finding::Chain { seq: 3 }),
        "{findings:?}"
    );
}

#[test]
fn a_stretch_holds_no_names_and_leads_from_hash_to_hash() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = home(folder.path());
    let stretch = store.stretch((2, i64::MAX), false).unwrap();
    for text in ERASED.iter().chain(&[OTHER]) {
        assert!(!stretch.contains(text), "{text}");
    }
    let followed = follow(&stretch).unwrap();
    assert_eq!((followed.from, followed.to), (2, 3));
    assert!(
        store
            .head_at(1)
            .unwrap()
            .unwrap()
            .to_string()
            .ends_with(&short(&followed.before))
    );
    assert!(
        store
            .head()
            .unwrap()
            .to_string()
            .ends_with(&short(&followed.after))
    );
    // With names it leads to the same hash, and so it does once they are erased.
    let named = store.stretch((2, 3), true).unwrap();
    assert!(named.contains(ERASED[2]));
    assert_eq!(follow(&named), Ok(followed.clone()));
    erase(&mut store);
    let erased = store.stretch((2, 3), true).unwrap();
    assert!(!erased.contains(ERASED[2]));
    assert_eq!(follow(&erased), Ok(followed));
}

#[test]
fn a_stretch_that_was_changed_does_not_follow() {
    let folder = tempfile::tempdir().unwrap();
    let store = home(folder.path());
    let stretch = store.stretch((1, i64::MAX), true).unwrap();
    let lines: Vec<&str> = stretch.lines().collect();
    assert!(follow(&stretch).is_ok());
    let without = |gone: usize| -> String {
        let mut rest = lines.clone();
        rest.remove(gone);
        rest.join("\n")
    };
    for gone in 0..lines.len() {
        assert!(follow(&without(gone)).is_err(), "line {gone} can go");
    }
    for (from, to) in [
        ("sign-in", "sign-out"),
        ("present", "absent"),
        (ERASED[2], "发烧"),
        ("\"seq\":2", "\"seq\":4"),
        ("2026-06-02", "2026-06-03"),
    ] {
        assert!(stretch.contains(from), "{from}");
        let changed = stretch.replacen(from, to, 1);
        let line = lines.iter().position(|line| line.contains(from)).unwrap() + 1;
        assert_eq!(follow(&changed), Err(Broken(line)), "{from}");
    }
    let other_chain = stretch.replacen("\"chain\":\"", "\"chain\":\"0", 1);
    assert_eq!(
        follow(&other_chain),
        Err(Broken(2)),
        "the first entry names it"
    );
    let huge = lines[0].replace("\"from\":1", "\"from\":9223372036854775807");
    assert!(follow(&[&huge, lines[1]].join("\n")).is_err());
    assert!(follow("").is_err());
    assert!(matches!(
        store.stretch((9, 12), false),
        Err(NoStretch::Empty)
    ));
}

#[test]
fn the_views_say_in_words_what_the_tables_keep() {
    let folder = tempfile::tempdir().unwrap();
    let store = home(folder.path());
    let line = |sql: &str| -> String { store.conn.query_row(sql, [], |row| row.get(0)).unwrap() };
    let register = "SELECT concat_ws(' ', day, name, mark, came, note) FROM register";
    assert_eq!(line(register), "2026-06-02 黎锦棠 present 17:00 咳嗽一周");
    let steps = "SELECT concat_ws(' ', seq, at, deed, about) FROM steps";
    assert_eq!(line(steps), "3 2026-11-20 17:00:00 edit-child 黎锦棠");
    assert_eq!(
        line("SELECT concat_ws(' ', who, name) FROM people ORDER BY number LIMIT 1"),
        "child 黎锦棠"
    );
}
