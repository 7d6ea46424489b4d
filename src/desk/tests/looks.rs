//! Who looked at what is written where people prove who they are, once in a minute, and nobody notices.

use super::usecases::{add, desk};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::papers::{Order, Paper};
use crate::desk::query::Query;
use crate::desk::rights::Locks;
use crate::domain::{Look, LookKind};
use crate::i18n::Lang;
use crate::store::{ActKind, SETTING_GIVEN_SECRET, Setting};
use chrono::{Datelike as _, TimeDelta};

fn looks(desk: &Desk) -> Vec<Look> {
    let (from, to) = (desk.now() - TimeDelta::days(1), desk.now());
    desk.ask(Query::Looks).unwrap().looks(from, to).unwrap()
}

#[test]
fn without_locks_nothing_is_written() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let last = desk.store.last_entry().unwrap().unwrap().seq;
    desk.note_look(LookKind::File, Some(child));
    assert_eq!(looks(&desk), []);
    assert_eq!(desk.store.last_entry().unwrap().unwrap().seq, last);
}

#[test]
fn the_same_look_in_one_minute_is_one_row() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    desk.locks = Locks::Set;
    desk.note_look(LookKind::File, Some(child));
    let last = desk.store.last_entry().unwrap().unwrap();
    assert_eq!(last.act.kind, ActKind::Looked);
    // This program has it already; another one counts it with the row that is there.
    desk.note_look(LookKind::File, Some(child));
    assert_eq!(desk.store.last_entry().unwrap().unwrap().seq, last.seq);
    desk.noted.clear();
    desk.note_look(LookKind::File, Some(child));
    let all = looks(&desk);
    assert_eq!((all.len(), all[0].times), (1, 2));
    assert_eq!((all[0].staff, all[0].child), (desk.actor, Some(child)));
    // Another thing and another minute are looks of their own, the newest first.
    desk.note_look(LookKind::Register, None);
    desk.clock = Clock::fixed(desk.now() + TimeDelta::minutes(1));
    desk.note_look(LookKind::File, Some(child));
    let all = looks(&desk);
    assert_eq!(all.len(), 3);
    assert!(all[0].minute > all[1].minute);
    assert!(desk.verify().unwrap().findings.is_empty());
}

#[test]
fn a_look_is_no_step_to_undo_and_no_history_of_the_file() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    desk.locks = Locks::Set;
    let history = desk.past(child).unwrap().history.len();
    desk.note_look(LookKind::File, Some(child));
    assert_eq!(desk.past(child).unwrap().history.len(), history);
    desk.perform(Command::Undo(None)).unwrap();
    assert!(desk.store.roster().unwrap().children.is_empty());
    desk.note_look(LookKind::Register, None);
    // A look between undo and redo is in the way of neither.
    desk.perform(Command::Redo).unwrap();
    assert_eq!(desk.store.roster().unwrap().children.len(), 1);
    assert_eq!(desk.store.newest_actor().unwrap(), desk.actor);
}

#[test]
fn the_self_check_page_names_people_and_never_their_identifiers() {
    let mut desk = desk();
    desk.locks = Locks::Set;
    let director = desk.actor.unwrap();
    let reason = format!("new pin for {director}; approved-by {director}");
    let act = desk.act(ActKind::EditStaff).because(reason);
    let kept = Setting {
        name: SETTING_GIVEN_SECRET.to_owned(),
        value: "x".to_owned(),
    };
    desk.fill_for_test(&act, |writer| writer.put(&kept))
        .unwrap();
    desk.note_look(LookKind::Register, None);
    let today = desk.clock.today();
    for lang in Lang::ALL {
        let period = Paper::SelfCheck.period(today, today);
        let order = Order::of_period(Paper::SelfCheck, period, *lang);
        let page = String::from_utf8(desk.paper(&order).unwrap()).unwrap();
        assert!(!page.contains(&director.to_string()), "{page}");
        let year = today.year().to_string();
        assert!(page.contains("PIN") && page.contains(&year), "{page}");
    }
    desk.actor = None;
    let order = Order::of_period(Paper::SelfCheck, (Some(today), None), Lang::En);
    assert!(desk.paper(&order).is_err());
}

#[test]
fn a_clock_that_was_put_back_hides_no_look() {
    let mut desk = desk();
    desk.locks = Locks::Set;
    let now = desk.now();
    desk.clock = Clock::fixed(now - TimeDelta::days(40));
    desk.note_look(LookKind::Register, None);
    let found = desk.store.looks(now, now).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].at(now), now);
}

#[test]
fn erasing_a_child_leaves_that_somebody_looked() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    desk.locks = Locks::Set;
    desk.note_look(LookKind::File, Some(child));
    let left = Command::ChangeStatus {
        child,
        status: crate::domain::Status::Moved,
        day: desk.clock.today(),
        reason: "moved".into(),
    };
    desk.perform(left).unwrap();
    let erase = Command::Erase {
        child,
        reason: "asked".into(),
    };
    // Who approves is not of this test.
    desk.locks = Locks::None;
    desk.perform(erase).unwrap();
    desk.locks = Locks::Set;
    let all = looks(&desk);
    assert_eq!((all.len(), all[0].child), (1, Some(child)));
    assert!(desk.verify().unwrap().findings.is_empty());
}
