//! Undo and redo: of what step, by whom, and what does not come back.

use super::usecases::{add, desk, row, sign_in};
use crate::desk::Desk;
use crate::desk::command::{Command, When};
use crate::desk::refusal::Refusal;
use crate::domain::{Role, Staff, StaffId};
use crate::store::StoreError;

#[test]
fn what_undo_has_removed_is_not_brought_back_by_a_correction() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let file = desk.store.child(child).unwrap();
    sign_in(&mut desk, child, When::Now).unwrap();
    let row = row(&desk, child);
    desk.perform(Command::Undo(None)).unwrap();
    let reason = "wrong time".into();
    let correction = desk.perform(Command::Correct { row, reason });
    assert!(matches!(
        correction,
        Err(Refusal::Store(StoreError::NotFound { .. }))
    ));
    desk.perform(Command::Undo(None)).unwrap();
    let saved = desk.perform(Command::SaveChild(Box::new(file)));
    assert!(matches!(saved, Err(Refusal::UnknownChild { .. })));
}

#[test]
fn only_the_step_that_was_asked_about_is_undone() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪磊"));
    sign_in(&mut desk, child, When::Now).unwrap();
    let asked = desk.last_step().unwrap().unwrap().seq;
    // A script, between the question and the answer.
    sign_in(&mut desk, other, When::Now).unwrap();
    let refused = desk.perform(Command::Undo(Some(asked)));
    assert!(matches!(refused, Err(Refusal::StepSince)));
    assert_eq!(desk.head_count().unwrap(), 2);
    let last = desk.last_step().unwrap().unwrap().seq;
    desk.perform(Command::Undo(Some(last))).unwrap();
    assert_eq!(desk.head_count().unwrap(), 1);
}

#[test]
fn undo_walks_back_but_never_takes_the_home_away() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    sign_in(&mut desk, child, When::Now).unwrap();
    desk.perform(Command::Undo(None)).unwrap();
    assert!(desk.store.day_sheet(desk.clock.today()).unwrap().is_empty());
    desk.perform(Command::Redo).unwrap();
    assert_eq!(desk.store.day_sheet(desk.clock.today()).unwrap().len(), 1);
    desk.perform(Command::Undo(None)).unwrap();
    desk.perform(Command::Undo(None)).unwrap();
    assert!(matches!(
        desk.perform(Command::Undo(None)),
        Err(Refusal::NothingToUndo)
    ));
    assert!(desk.store.home().unwrap().is_some());
    assert!(desk.store.verify().unwrap().findings.is_empty());
}

#[test]
fn undo_and_redo_need_the_right_of_the_step_that_they_revert() {
    let mut desk = desk();
    let [director] = desk.store.staff().unwrap().try_into().unwrap();
    let helper = Staff {
        id: desk.clock.new_id(),
        name: "小陈".into(),
        role: Role::Helper,
        ..director.clone()
    };
    let (helper_id, child) = (helper.id, add(&mut desk, "汪乐乐"));
    desk.perform(Command::SaveStaff(helper)).unwrap();
    let try_it = |desk: &mut Desk, who: StaffId, command: Command| {
        desk.seat(who);
        desk.perform(command)
    };
    let is_refused = |tried| matches!(tried, Err(Refusal::DirectorOnly));
    let entries = |desk: &Desk| desk.store.entries_before(i64::MAX, 99).unwrap().len();
    let before = entries(&desk);
    assert!(is_refused(try_it(
        &mut desk,
        helper_id,
        Command::Undo(None)
    )));
    assert_eq!(entries(&desk), before, "nothing was written");
    // Asked about an own step, after which a director made this one: that is what is said.
    let asked = desk.last_step().unwrap().unwrap().seq - 1;
    let since = try_it(&mut desk, helper_id, Command::Undo(Some(asked)));
    assert!(matches!(since, Err(Refusal::StepSince)), "{since:?}");
    try_it(&mut desk, director.id, Command::Undo(None)).unwrap();
    try_it(&mut desk, director.id, Command::Redo).unwrap();
    try_it(&mut desk, director.id, Command::Undo(None)).unwrap();
    // The helper may not bring back the step of a director, for example its own raise.
    desk.perform(Command::Redo).unwrap();
    let raised = Staff {
        id: helper_id,
        name: "小陈".into(),
        ..director.clone()
    };
    desk.perform(Command::SaveStaff(raised)).unwrap();
    try_it(&mut desk, director.id, Command::Undo(None)).unwrap();
    assert!(is_refused(try_it(&mut desk, helper_id, Command::Redo)));
    // Its own steps it may undo and redo.
    sign_in(&mut desk, child, When::Now).unwrap();
    desk.perform(Command::Undo(None)).unwrap();
    desk.perform(Command::Redo).unwrap();
}
