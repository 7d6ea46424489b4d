//! What the file keeps of a value, and the value that comes back.

use crate::domain::{ChildId, Mark, Moment, OutTo};
use crate::store::rows::record::{each_kept_row, kept_row};
use crate::store::rows::tables::JOURNALLED;
use crate::store::*;
use chrono::{FixedOffset, NaiveDate, TimeZone as _};
use proptest::prelude::*;
use uuid::Uuid;

fn a_store() -> Store {
    Store::in_memory(chrono::DateTime::UNIX_EPOCH.fixed_offset()).unwrap()
}

/// Keeps the value in a column of its kind and reads it back, as value and as type.
fn there_and_back<C: Column + PartialEq + std::fmt::Debug>(store: &Store, value: &C) -> C {
    let db = store.db();
    let number = |uuid| Ok(Some(Value::Integer(db.give_number(uuid)?)));
    let kept = C::KIND.encode(&value.store(), number).unwrap().unwrap();
    assert_eq!(value.keep(db).unwrap(), kept);
    let again: Value = store
        .conn
        .query_row("SELECT ?1", [&kept], |row| {
            Ok(C::KIND.decode(row.get_ref(0)?, db).unwrap())
        })
        .unwrap();
    assert_eq!(again, value.store());
    store
        .conn
        .query_row("SELECT ?1", [&kept], |row| {
            Ok(C::fetch(row.get_ref(0)?, db).unwrap().unwrap())
        })
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn days_and_moments_come_back_as_they_were(days in -40_000..40_000_i32, secs in -4_000_000_000..9_000_000_000_i64, quarter in -48..57_i32, nanos in 0..3_u32) {
        let store = a_store();
        let day = NaiveDate::from_epoch_days(days).unwrap();
        prop_assert_eq!(there_and_back(&store, &day), day);
        let offset = FixedOffset::east_opt(quarter * 900).unwrap();
        let at: Moment = offset.timestamp_opt(secs, nanos * 1_000_000).unwrap();
        let again = there_and_back(&store, &at);
        prop_assert_eq!((again, again.offset()), (at, at.offset()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(8) })]
    #[test]
    fn identifiers_come_back_however_many_there_are(many in 1..700_u128) {
        let mut store = a_store();
        store.conn.execute_batch("DROP TRIGGER guard_ident_insert").unwrap();
        for nth in 1..=many {
            store.db().give_number(Uuid::from_u128(nth)).unwrap();
        }
        store = store.copy_in_memory().unwrap(); // nothing read yet
        for nth in (1..=many).rev() {
            let number = store.db().find(Uuid::from_u128(nth)).unwrap();
            prop_assert_eq!(number, Some(i64::try_from(nth).unwrap()));
        }
        store = store.copy_in_memory().unwrap();
        for nth in 1..=many {
            let number = i64::try_from(nth).unwrap();
            prop_assert_eq!(store.db().uuid(number).unwrap(), Some(Uuid::from_u128(nth)));
        }
        prop_assert_eq!(store.db().uuid(-1).unwrap(), None);
        prop_assert_eq!(store.db().uuid(i64::try_from(many).unwrap() + 1).unwrap(), None);
        prop_assert_eq!(store.db().find(Uuid::from_u128(many + 1)).unwrap(), None);
    }
}

#[test]
fn marks_and_collectors_come_back() {
    let store = a_store();
    store
        .conn
        .execute_batch("DROP TRIGGER guard_ident_insert")
        .unwrap();
    for mark in [Mark::Present, Mark::Late, Mark::Excused, Mark::Absent] {
        assert_eq!(there_and_back(&store, &mark), mark);
    }
    let contact = OutTo::Contact(Uuid::from_u128(7).into());
    for to in [OutTo::Alone, OutTo::Unlisted, OutTo::NotKnown, contact] {
        assert_eq!(there_and_back(&store, &to), to);
    }
    let id = ChildId(Uuid::from_u128(8));
    assert_eq!(there_and_back(&store, &id), id);
}

#[test]
fn a_number_given_in_a_step_that_failed_is_given_again() {
    let mut store = a_store();
    let clock = crate::clock::Clock::fixed(chrono::DateTime::UNIX_EPOCH.fixed_offset());
    let act = Act::new(clock.now(), None, ActKind::AddChild);
    let child = |file_no: &str| {
        let born = clock.today();
        crate::domain::Child::new(
            clock.new_id(),
            file_no,
            "汪乐乐",
            crate::domain::child::Sex::Female,
            born,
        )
    };
    let (first, second) = (child("0001"), child("0002"));
    let failed = store.write(&act, |w| {
        w.put(&first)?;
        Err::<(), _>(StoreError::Busy)
    });
    assert!(failed.is_err());
    store.write(&act, |w| w.put(&second)).unwrap();
    store.write(&act, |w| w.put(&first)).unwrap();
    assert_eq!(store.child(first.id).unwrap(), first);
    assert_eq!(store.child(second.id).unwrap(), second);
    assert!(store.verify().unwrap().findings.is_empty());
}

#[test]
fn no_table_holds_a_uuid_beside_the_table_of_numbers() {
    for table in JOURNALLED {
        let store = a_store();
        let types: Vec<(String, String)> = store
            .conn
            .prepare(&format!(
                "SELECT name, type FROM pragma_table_info('{}')",
                table.name
            ))
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for (name, kind) in table.columns.iter().zip(table.kinds) {
            let found = types.iter().find(|(column, _)| column == name);
            let wanted = match kind {
                Kind::Text | Kind::Word => "TEXT",
                Kind::Moment => "ANY",
                _ => "INTEGER",
            };
            assert_eq!(
                found.map(|one| one.1.as_str()),
                Some(wanted),
                "{}.{name}",
                table.name
            );
        }
        assert!(kept_row(&store.conn, table, &vec![Value::Null; table.key]).is_ok());
        assert!(each_kept_row(&store.conn, table, |_| Ok(())).is_ok());
    }
}
