//! Random histories: the past, undo, rolling and verify agree, whatever was done.

use crate::clock::Clock;
use crate::domain::activity::{Progress, TakingPart};
use crate::domain::child::Sex;
use crate::domain::visit::VisitKind;
use crate::domain::{
    Activity, Attendance, Child, ChildId, Mark, Moment, OutTo, Tag, TagCode, Visit,
};
use crate::store::journal::change::shown_key;
use crate::store::rows::record::each_kept_row;
use crate::store::rows::tables::{Card, JOURNALLED};
use crate::store::*;
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

/// One step of a history.
#[derive(Debug, Clone)]
enum Step {
    /// Puts the child with this number and note.
    Child(u128, String),
    /// Marks a child on a day; a mark of 4 takes the row away.
    Mark(u128, u64, usize, Option<u8>),
    Tag(u128, u128, bool),
    Card(u128, u128),
    Visit(u128, u128, u64, bool),
    Activity(u128, u64, bool),
    Part(u128, u128, bool),
    /// Undoes the last step, or redoes what was undone.
    Undo,
    Redo,
}

/// Children of the histories; all are added first.
const CHILDREN: u128 = 3;

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 20).unwrap()
}

fn step() -> impl Strategy<Value = Step> {
    let child = 1..=CHILDREN;
    prop_oneof![
        2 => (child.clone(), "[a-z\"> =\n]{0,6}").prop_map(|(child, note)| Step::Child(child, note)),
        6 => (child.clone(), 0..40_u64, 0..5_usize, prop::option::of(0..4_u8))
            .prop_map(|(child, day, mark, out)| Step::Mark(child, day, mark, out)),
        1 => (1..4_u128, child.clone(), any::<bool>()).prop_map(|(id, child, is)| Step::Tag(id, child, is)),
        1 => (1..3_u128, child.clone()).prop_map(|(code, child)| Step::Card(code, child)),
        1 => (1..4_u128, child.clone(), 0..40_u64, any::<bool>())
            .prop_map(|(id, child, day, seen)| Step::Visit(id, child, day, seen)),
        1 => (1..3_u128, 0..40_u64, any::<bool>()).prop_map(|(id, day, held)| Step::Activity(id, day, held)),
        1 => (1..3_u128, child, any::<bool>()).prop_map(|(id, child, is)| Step::Part(id, child, is)),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

fn child_id(nth: u128) -> ChildId {
    ChildId(Uuid::from_u128(nth))
}

/// Does a step; steps that the file refuses change nothing, as in the program.
fn perform(store: &mut Store, at: Moment, step: &Step) {
    let act = |kind| Act::new(at, None, kind);
    let day = |days: u64| start() + Days::new(days);
    let reverted = match step {
        Step::Undo => Some((store.last_step().unwrap(), ActKind::Undo)),
        Step::Redo => Some((store.last_undone().unwrap(), ActKind::Redo)),
        _ => None,
    };
    if let Some((entry, kind)) = reverted {
        // What others changed since is not reverted.
        let _ = entry.map(|entry| store.revert_entry(entry.seq, &act(kind)));
        return;
    }
    let kind = match step {
        Step::Mark(_, _, 0, _) => ActKind::SignIn,
        Step::Mark(..) => ActKind::Correct,
        _ => ActKind::EditChild,
    };
    let act = act(kind).because(if kind == ActKind::Correct {
        "记错了"
    } else {
        ""
    });
    let _ = store.write(&act, |w| -> Result<(), StoreError> {
        match step {
            Step::Child(nth, note) => w.put(&Child {
                note: note.clone(),
                ..child(*nth)
            }),
            Step::Mark(nth, days, mark, out) => {
                let marks = [Mark::Present, Mark::Late, Mark::Excused, Mark::Absent];
                let row = Attendance::arrival(day(*days), child_id(*nth), 1, at);
                let to = out.map(|to| match to {
                    0 => OutTo::Alone,
                    1 => OutTo::Unlisted,
                    2 => OutTo::NotKnown,
                    _ => OutTo::Contact(Uuid::from_u128(77).into()),
                });
                match marks.get(*mark) {
                    None => w.remove(&row),
                    Some(mark) => w.put(&Attendance {
                        mark: *mark,
                        out_at: to.as_ref().map(|_| at + TimeDelta::hours(1)),
                        out_to: to,
                        ..row
                    }),
                }
            }
            Step::Tag(id, nth, is) => {
                let tag = Tag {
                    id: Uuid::from_u128(100 + id).into(),
                    child: child_id(*nth),
                    code: TagCode::Lbc,
                    from_day: (id % 2 == 0).then(start),
                    to_day: None,
                    evidence: "证明".to_owned(),
                    is_primary: *is,
                };
                if *is { w.put(&tag) } else { w.remove(&tag) }
            }
            Step::Card(code, nth) => w.put(&Card {
                code: format!("0{code}/ 7"),
                child: child_id(*nth),
                bound_on: start(),
            }),
            Step::Visit(id, nth, days, child_seen) => {
                let id = Uuid::from_u128(200 + id).into();
                w.put(&Visit {
                    child_seen: *child_seen,
                    ..Visit::new(id, child_id(*nth), day(*days), VisitKind::Special)
                })
            }
            Step::Activity(id, days, held) => {
                let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
                let topic = "DROWN".parse().unwrap();
                w.put(&Activity {
                    id: Uuid::from_u128(300 + id).into(),
                    progress: if *held {
                        Progress::Held
                    } else {
                        Progress::Planned
                    },
                    ..Activity::new(day(*days), hour(17), hour(18), topic)
                })
            }
            Step::Part(id, nth, is) => {
                let part = TakingPart {
                    came: None,
                    activity: Uuid::from_u128(300 + id).into(),
                    child: child_id(*nth),
                };
                if *is { w.put(&part) } else { w.remove(&part) }
            }
            Step::Undo | Step::Redo => Ok(()),
        }
    });
}

fn child(nth: u128) -> Child {
    let born = NaiveDate::from_ymd_opt(2016, 5, 1).unwrap();
    Child::new(
        child_id(nth),
        &format!("{nth:04}"),
        "汪乐乐",
        Sex::Female,
        born,
    )
}

/// All rows of the home as people see them, and who was last seen when.
fn state(store: &Store) -> Vec<String> {
    let mut rows = Vec::new();
    for table in JOURNALLED {
        each_kept_row(&store.conn, table, |row| {
            let key = shown_key(table, &row[..table.key], store.db())?;
            let values: Result<Vec<Value>, StoreError> = row
                .iter()
                .zip(table.kinds)
                .map(|(value, kind)| kind.shown(value, store.db()))
                .collect();
            rows.push(format!("{} {key} {:?}", table.name, values?));
            Ok(())
        })
        .unwrap();
    }
    let seen = store.last_seen().unwrap();
    rows.extend(
        seen.iter()
            .map(|(child, day)| format!("seen {child} {day}")),
    );
    rows.sort();
    rows
}

/// The answers of every question about the journal.
fn journal(store: &Store) -> Vec<String> {
    let entries = store.entries_before(i64::MAX, usize::MAX).unwrap();
    let mut said: Vec<String> = entries
        .iter()
        .map(|one| {
            let changes = store.changes(one.seq).unwrap();
            format!("{} {:?} {} {changes:?}", one.seq, one.act, one.hash_hex())
        })
        .collect();
    for nth in 1..=CHILDREN {
        let history = store.file_history(child_id(nth), 50).unwrap();
        said.push(format!("{history:?}"));
    }
    said.push(format!(
        "{:?}",
        store.last_step().unwrap().map(|one| one.seq)
    ));
    said.push(format!(
        "{:?}",
        store.last_undone().unwrap().map(|one| one.seq)
    ));
    said
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]
    #[test]
    fn the_past_is_what_it_was_and_rolled_files_answer_the_same(
        steps in prop::collection::vec((step(), 1..4_000_i64), 1..40),
        roll_after in 0..40_usize,
    ) {
        let first: Moment = Moment::parse_from_rfc3339("2026-06-20T08:00:00+08:00").unwrap();
        let clock = Clock::fixed(first);
        let mut store = Store::in_memory(clock.now()).unwrap();
        let all = Act::new(first, None, ActKind::ImportRoster);
        store.write(&all, |w| (1..=CHILDREN).try_for_each(|nth| w.put(&child(nth)))).unwrap();
        let (mut at, mut known) = (first, vec![(first, state(&store))]);
        for (nth, (step, minutes)) in steps.iter().enumerate() {
            at += TimeDelta::minutes(*minutes);
            perform(&mut store, at, step);
            known.push((at, state(&store)));
            if nth == roll_after {
                let before = (state(&store), journal(&store));
                store.roll(at.date_naive() + Days::new(70)).unwrap();
                prop_assert_eq!((state(&store), journal(&store)), before);
            }
            if nth % 3 == 0 {
                store.keep_days(at.date_naive() + Days::new(1)).unwrap();
            }
            prop_assert_eq!(store.wrong_kept_days().unwrap(), Vec::<i64>::new());
        }
        prop_assert_eq!(store.verify().unwrap().findings, vec![]);
        let before = journal(&store);
        let rolled = store.roll(at.date_naive() + Days::new(70)).unwrap();
        let is_first = steps.len() <= roll_after;
        prop_assert!(rolled > 0 || !is_first);
        prop_assert_eq!(journal(&store), before);
        for (at, state_then) in &known {
            prop_assert_eq!(&state(&store.as_of(*at).unwrap()), state_then);
        }
        prop_assert_eq!(store.verify().unwrap().findings, vec![]);
        perform(&mut store, at + TimeDelta::minutes(1), &Step::Undo);
        perform(&mut store, at + TimeDelta::minutes(2), &Step::Redo);
        prop_assert_eq!(store.verify().unwrap().findings, vec![]);
    }
}
