//! What is sealed in a home with locks: files beside the home's file, and restricted notes.

use super::tests::{Home, PASSPHRASE, add_helper, secret};
use super::*;
use crate::desk::Desk;
use crate::desk::command::care::CareStep;
use crate::desk::command::{Command, Touched};
use crate::desk::import::Judged;
use crate::desk::import::plan::{ImportAnswers, Plan};
use crate::desk::outcome::Done;
use crate::desk::query::Query;
use crate::desk::read::fresh::ShownDays;
use crate::desk::refusal::Refusal;
use crate::desk::roll_ticks::RollTicks;
use crate::domain::incident::{IncidentKind, SEALED};
use crate::domain::{ChildId, Incident, Role, StaffId, Status, samples, tidy};
use crate::exchange::file::from_bytes;
use crate::store::testing::{CANARY, leaks};
use crate::store::{ActKind, StoreError};
use crate::vault::secret::{DataKey, Keys};
use crate::vault::slot::Holder;
use std::fmt::Write as _;
use std::sync::Arc;

/// A list of which a row waits: nobody is born in 2036.
fn waiting(desk: &Desk) -> (ImportAnswers, Plan) {
    let list = format!("姓名,性别,出生日期\n{CANARY}二,女,2036-05-02\n");
    let book = from_bytes(list.into_bytes(), "list.csv").unwrap();
    let mut answers = ImportAnswers::of(Arc::new(book));
    answers.is_begun = true;
    let Judged::Plan(plan) = desk.judge(&answers).unwrap() else {
        panic!("no plan");
    };
    (answers, plan)
}

fn keep(desk: &Desk) -> bool {
    let (answers, plan) = waiting(desk);
    desk.keep_rest(&answers, &plan)
}

fn first_child(desk: &Desk) -> ChildId {
    desk.store.roster().unwrap().children[0].id
}

#[test]
fn rows_that_wait_stand_in_no_byte_of_a_home_with_locks_and_are_read_back() {
    let (home, desk, _) = Home::locked();
    assert!(keep(&desk));
    assert_eq!(leaks(home.data.path()), [""; 0]);
    drop(desk);
    let admitted = home.admit(Who::Named("周敏"), PASSPHRASE).unwrap();
    let mut desk = home.open(admitted).unwrap();
    let answers = desk.go_on_with("list.csv").unwrap();
    assert!(format!("{:?}", answers.book).contains(CANARY));
    // Another key: what was sealed under the former one is read, and is under the new one.
    let place = home.data.path().join(WAITING_ROWS);
    let before = std::fs::read(&place).unwrap();
    desk.change_key(&home.doorway()).unwrap();
    assert_ne!(std::fs::read(&place).unwrap(), before);
    assert_eq!(desk.waiting_lists()[0].count, 1);
    std::fs::write(&place, before).unwrap();
    assert_eq!(desk.waiting_lists()[0].count, 1);
}

#[test]
fn plain_rows_and_ticks_of_before_the_locks_are_sealed_with_them_or_when_they_are_read() {
    let (home, mut desk) = Home::new();
    assert!(keep(&desk));
    let mut ticks = RollTicks::default();
    ticks.toggle(ChildId::default(), desk.now());
    assert!(desk.keep_roll_ticks(ticks.clone()));
    let rows = home.data.path().join(WAITING_ROWS);
    let plain = std::fs::read(&rows).unwrap();
    assert!(plain.starts_with(b"{"));
    desk.set_locks(&home.doorway(), &secret(PASSPHRASE))
        .unwrap();
    assert_eq!(leaks(home.data.path()), [""; 0]);
    let kept = std::fs::read(home.data.path().join(ROLL_TICKS)).unwrap();
    assert!(!kept.starts_with(b"{"));
    assert_eq!(desk.roll_ticks(), ticks);
    // One that was put there later, as by a program that did not know of the locks yet.
    std::fs::write(&rows, &plain).unwrap();
    assert_eq!(desk.waiting_lists()[0].count, 1);
    assert_eq!(leaks(home.data.path()), [""; 0]);
    assert_eq!(desk.waiting_lists()[0].count, 1);
}

#[test]
fn rows_that_do_not_open_are_not_written_over_and_ticks_that_do_not_open_are() {
    let (home, desk, _) = Home::locked();
    assert!(keep(&desk));
    let rows = home.data.path().join(WAITING_ROWS);
    let mut damaged = std::fs::read(&rows).unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    for content in [damaged, b"DLsl\xff1".to_vec()] {
        std::fs::write(&rows, &content).unwrap();
        assert!(!keep(&desk));
        assert_eq!(std::fs::read(&rows).unwrap(), content);
    }
    let ticks = home.data.path().join(ROLL_TICKS);
    std::fs::write(&ticks, b"DLsl\xff1 of others").unwrap();
    assert_eq!(desk.roll_ticks(), RollTicks::default());
    let mut mine = RollTicks::default();
    mine.toggle(ChildId::default(), desk.now());
    assert!(desk.keep_roll_ticks(mine.clone()));
    assert_eq!(desk.roll_ticks(), mine);
}

fn found(child: ChildId, notes: &str) -> Command {
    let mut incident = samples::incident(child, "2026-11-23T16:50:00+08:00");
    incident.notes = notes.to_owned();
    Command::AddIncident(Box::new(incident))
}

fn stored(desk: &Desk) -> Incident {
    desk.store.incidents().unwrap().remove(0)
}

/// What the screens hold of the notes.
fn shown(desk: &Desk) -> String {
    let fresh = desk.fresh(Touched::ALL, ShownDays::default()).unwrap();
    let incidents = fresh.known.unwrap().incidents;
    incidents.values().flatten().next().unwrap().notes.clone()
}

fn write(desk: &mut Desk, notes: &str, had: &str) -> Result<Done, Refusal> {
    desk.perform(Command::Care(CareStep::Notes {
        incident: stored(desk).id,
        notes: notes.to_owned(),
        had: had.to_owned(),
    }))
}

fn correct(desk: &mut Desk, kind: IncidentKind) -> Result<Done, Refusal> {
    let shown = Incident {
        notes: shown(desk),
        ..stored(desk)
    };
    desk.perform(Command::Care(CareStep::CorrectIncident {
        incident: Box::new(Incident {
            kind,
            notes: String::new(),
            ..shown.clone()
        }),
        shown: Box::new(shown),
        reason: "看错了".to_owned(),
    }))
}

/// The same person without the key of restricted notes.
fn without_key(desk: &Desk) -> Admission {
    let keys = desk.admitted.opened().unwrap().clone();
    let holder = desk.admitted.holder().unwrap();
    let restricted = None;
    Admission::new(holder, Keys { restricted, ..keys })
}

/// Somebody of another role, with the keys of that role.
fn sit(desk: &mut Desk, id: StaffId, restricted: Option<DataKey>) {
    let keys = desk.admitted.opened().unwrap().clone();
    desk.admitted = Admission::new(Holder::Person(id.0), Keys { restricted, ..keys });
    // A seat is taken with a secret where there are locks; here the keys of the role are enough.
    desk.actor = Some(id);
}

#[test]
fn notes_are_sealed_once_more_and_only_who_has_the_key_reads_them() {
    let (home, mut desk, _) = Home::locked();
    let child = first_child(&desk);
    desk.perform(found(child, "她说了是谁")).unwrap();
    // The column itself, with the key of the home's file: what a helper could read of it.
    assert!(stored(&desk).notes.starts_with(SEALED));
    assert!(!stored(&desk).notes.contains("她说"));
    assert_eq!(shown(&desk), "她说了是谁");
    let key = desk.admitted.opened().unwrap().restricted.clone();
    let supervisor = add_helper(&mut desk, "吴督导", Role::Supervisor);
    let helper = add_helper(&mut desk, "小周", Role::Helper);
    sit(&mut desk, helper, None);
    assert_eq!(shown(&desk), "");
    assert_eq!(desk.notes_in_words(&stored(&desk)), None);
    sit(&mut desk, supervisor, key);
    assert_eq!(shown(&desk), "她说了是谁");
    drop(desk);
    let admitted = home.admit(Who::Named("周敏"), PASSPHRASE).unwrap();
    let desk = home.open(admitted).unwrap();
    assert_eq!(shown(&desk), "她说了是谁");
    assert!(desk.verify().unwrap().findings.is_empty());
}

#[test]
fn who_has_no_key_keeps_the_notes_and_writes_none() {
    let (_home, mut desk, _) = Home::locked();
    let child = first_child(&desk);
    desk.perform(found(child, "first")).unwrap();
    let sealed = stored(&desk).notes;
    correct(&mut desk, IncidentKind::Neglect).unwrap();
    assert_eq!(stored(&desk).notes, sealed);
    let with_key = desk.admitted.clone();
    desk.admitted = without_key(&desk);
    assert_eq!(shown(&desk), "***");
    correct(&mut desk, IncidentKind::Missing).unwrap();
    assert_eq!(stored(&desk).kind, IncidentKind::Missing);
    assert_eq!(stored(&desk).notes, sealed);
    for (notes, had) in [("", "***"), ("second", "***"), ("second", sealed.as_str())] {
        let refused = write(&mut desk, notes, had);
        assert!(
            matches!(refused, Err(Refusal::Locks(LocksError::NotEntitled))),
            "{refused:?}"
        );
    }
    let refused = desk.perform(found(child, "second"));
    assert!(refused.is_err(), "{refused:?}");
    desk.perform(found(child, "")).unwrap();
    desk.admitted = with_key;
    assert_eq!(stored(&desk).notes, sealed);
}

#[test]
fn notes_are_written_taken_back_and_done_again_sealed() {
    let (_home, mut desk, _) = Home::locked();
    let child = first_child(&desk);
    desk.perform(found(child, "first")).unwrap();
    let refused = write(&mut desk, "third", "second");
    assert!(matches!(refused, Err(Refusal::RecordChanged)));
    // The longest that may be typed, of characters of four bytes.
    let long = "𠮷".repeat(tidy::NOTE_MAX);
    write(&mut desk, &long, "first").unwrap();
    assert_eq!(shown(&desk), long);
    let refused = write(&mut desk, &format!("{long}𠮷"), &long);
    let too_long = matches!(
        refused,
        Err(Refusal::Store(StoreError::TooLong {
            column: "notes",
            most: tidy::NOTE_MAX
        }))
    );
    assert!(too_long, "{refused:?}");
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(shown(&desk), "first");
    desk.perform(Command::Redo).unwrap();
    assert_eq!(shown(&desk), long);
    // The same words again are no change.
    assert_eq!(write(&mut desk, &long, &long).unwrap().seq, None);
    write(&mut desk, "", &long).unwrap();
    assert_eq!(stored(&desk).notes, "");
    // Who types the sign of sealed notes has typed words.
    write(&mut desk, "sealed:00", "").unwrap();
    assert_eq!(shown(&desk), "sealed:00");
    assert_ne!(stored(&desk).notes, "sealed:00");
    assert!(desk.verify().unwrap().findings.is_empty());
}

/// Everything that the journal says.
fn journal(desk: &Desk) -> String {
    let mut all = String::new();
    let said = desk.store.each_entry((1, i64::MAX - 1), |entry, changes| {
        for change in changes()? {
            writeln!(all, "{} {change:?}", entry.seq).unwrap();
        }
        Ok(())
    });
    said.unwrap();
    all
}

#[test]
fn notes_of_before_the_locks_are_sealed_with_them_in_a_step_of_its_own() {
    let (home, mut desk) = Home::new();
    let child = first_child(&desk);
    desk.perform(found(child, "first")).unwrap();
    write(&mut desk, "", "first").unwrap();
    let mut other = found(child, "other");
    if let Command::AddIncident(one) = &mut other {
        one.kind = IncidentKind::Begging;
        one.action = "送医".to_owned();
    }
    desk.perform(other).unwrap();
    desk.perform(found(child, "a third")).unwrap();
    desk.perform(Command::Undo(None)).unwrap();
    let seq = |desk: &Desk| desk.ask(Query::File).unwrap().head().unwrap().seq;
    let before = seq(&desk);
    desk.set_locks(&home.doorway(), &secret(PASSPHRASE))
        .unwrap();
    assert_eq!(seq(&desk), before + 1);
    // Also what was emptied or taken back before.
    for plain in ["first", "other", "a third"] {
        assert!(!journal(&desk).contains(plain), "{plain}");
    }
    assert!(journal(&desk).contains("送医"), "other words stay");
    let notes = |desk: &Desk| -> Vec<String> {
        let incidents = desk.store.incidents().unwrap().into_iter();
        incidents.map(|one| one.notes).collect()
    };
    let are_sealed = |desk: &Desk| {
        let notes = notes(desk);
        notes
            .iter()
            .all(|one| one.is_empty() || Desk::are_sealed(one))
    };
    assert!(are_sealed(&desk));
    // The step that wrote them plain cannot be taken back any more.
    assert!(desk.perform(Command::Undo(None)).is_err());
    assert!(are_sealed(&desk));
    assert!(desk.verify().unwrap().findings.is_empty());
    // A child that is erased takes its notes along.
    let left = Command::ChangeStatus {
        child,
        status: Status::Moved,
        day: desk.clock.today(),
        reason: "搬走了".to_owned(),
    };
    desk.perform(left).unwrap();
    let erase = Command::Erase {
        child,
        reason: "家长要求".to_owned(),
    };
    desk.approve(Who::Named("周敏"), &secret(PASSPHRASE))
        .unwrap();
    desk.perform(erase).unwrap();
    assert!(notes(&desk).iter().all(String::is_empty));
    assert!(desk.verify().unwrap().findings.is_empty());
}

#[test]
fn a_step_of_before_the_locks_that_would_bring_plain_notes_back_is_not_undone() {
    let (home, mut desk) = Home::new();
    let child = first_child(&desk);
    desk.perform(found(child, "first")).unwrap();
    write(&mut desk, "", "first").unwrap();
    desk.set_locks(&home.doorway(), &secret(PASSPHRASE))
        .unwrap();
    let undone = desk.perform(Command::Undo(None));
    let is_changed = matches!(undone, Err(Refusal::Store(StoreError::ChangedSince { .. })));
    assert!(is_changed, "{undone:?}");
    assert_eq!(stored(&desk).notes, "");
    assert!(desk.verify().unwrap().findings.is_empty());
}

#[test]
fn a_copy_of_before_the_locks_is_sealed_with_its_restore_or_when_somebody_with_the_key_comes_in() {
    let (home, mut desk) = Home::new();
    let child = first_child(&desk);
    desk.perform(found(child, "first")).unwrap();
    let plain = super::tests::copy(&desk);
    desk.set_locks(&home.doorway(), &secret(PASSPHRASE))
        .unwrap();
    let (with_key, without) = (desk.admitted.clone(), without_key(&desk));
    let director = desk.actor;
    drop(desk);
    let folder = home.data.path();
    let restore = |admitted: &Admission| {
        let place = (folder, admitted);
        crate::desk::backup::restore_in(place, &plain, &Home::clock(), false).unwrap();
        Desk::open_to_read(folder, Home::clock(), admitted.clone()).unwrap()
    };
    let desk = restore(&with_key);
    assert!(Desk::are_sealed(&stored(&desk).notes));
    // Who restored is kept.
    let mut entries = desk.store.entries_before(i64::MAX, 9).unwrap().into_iter();
    let entry = entries.find(|one| one.act.kind == ActKind::Restore);
    assert_eq!(entry.unwrap().act.actor, director);
    drop(desk);
    let desk = restore(&without);
    assert!(
        !Desk::are_sealed(&stored(&desk).notes),
        "nobody has the key"
    );
    drop(desk);
    let mut desk = home.open(with_key).unwrap();
    assert!(Desk::are_sealed(&stored(&desk).notes));
    assert_eq!(shown(&desk), "first");
    // Nothing more is written where nothing is plain.
    let head = desk.store.head().unwrap();
    desk.unlock(Who::Named("周敏"), &secret(PASSPHRASE))
        .unwrap();
    assert_eq!(desk.store.head().unwrap(), head);
    assert!(desk.verify().unwrap().findings.is_empty());
}
