//! Undo and redo: of what step, by whom, and what does not come back.

use super::usecases::{add, desk, row, sign_in};
use crate::desk::Desk;
use crate::desk::command::care::CareStep;
use crate::desk::command::support::SupportStep;
use crate::desk::command::{Command, RecordFollowUp, When};
use crate::desk::outcome::Outcome;
use crate::desk::refusal::Refusal;
use crate::desk::rights::Locks;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::rules::{Holding, Level, RuleId};
use crate::domain::support::given::Donation;
use crate::domain::support::helper::Helper;
use crate::domain::support::pairing::Pairing;
use crate::domain::support::wish::Wish;
use crate::domain::{FollowUp, FollowUpId, Incident, Role, Staff, StaffId, samples};
use crate::i18n::Lang;
use crate::store::StoreError;
use rstest::rstest;

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
fn with_locks_a_helper_takes_back_own_steps_only_and_a_director_all() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let director = desk.store.staff().unwrap()[0].clone();
    let helper = Staff {
        id: desk.clock.new_id(),
        name: "李强".into(),
        role: Role::Helper,
        ..director.clone()
    };
    desk.perform(Command::SaveStaff(helper.clone())).unwrap();
    let other = Staff {
        id: desk.clock.new_id(),
        name: "罗志平".into(),
        ..helper.clone()
    };
    desk.perform(Command::SaveStaff(other.clone())).unwrap();
    desk.locks = Locks::Set;
    desk.actor = Some(helper.id);
    sign_in(&mut desk, child, When::Now).unwrap();
    desk.actor = Some(other.id);
    let is_of = |tried: &Refusal| matches!(tried, Refusal::StepOfOther { name } if name == "李强");
    assert!(is_of(&desk.last_step().unwrap_err()));
    assert!(is_of(&desk.perform(Command::Undo(None)).unwrap_err()));
    assert_eq!(desk.head_count().unwrap(), 1);
    desk.actor = Some(helper.id);
    desk.perform(Command::Undo(None)).unwrap();
    // What was taken back is done again by whoever took it back.
    desk.actor = Some(other.id);
    assert!(is_of(&desk.perform(Command::Redo).unwrap_err()));
    desk.actor = Some(helper.id);
    desk.perform(Command::Redo).unwrap();
    desk.actor = Some(director.id);
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(desk.head_count().unwrap(), 0);
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

/// A desk with an active helper.
fn with_helper() -> (Desk, StaffId, StaffId) {
    let mut desk = desk();
    let [director] = desk.store.staff().unwrap().try_into().unwrap();
    let helper = Staff {
        id: desk.clock.new_id(),
        name: "小陈".into(),
        role: Role::Helper,
        ..director.clone()
    };
    let helper_id = helper.id;
    desk.perform(Command::SaveStaff(helper)).unwrap();
    (desk, director.id, helper_id)
}

/// A helper can neither undo nor redo the last step; a director can.
fn only_a_director_reverts(desk: &mut Desk, director: StaffId, helper: StaffId) {
    desk.seat(helper);
    let undone = desk.perform(Command::Undo(None));
    assert!(matches!(undone, Err(Refusal::DirectorOnly)), "{undone:?}");
    desk.seat(director);
    desk.perform(Command::Undo(None)).unwrap();
    desk.seat(helper);
    let redone = desk.perform(Command::Redo);
    assert!(matches!(redone, Err(Refusal::DirectorOnly)), "{redone:?}");
    desk.seat(director);
    desk.perform(Command::Redo).unwrap();
}

#[test]
fn notes_of_a_director_are_reverted_by_a_director_only() {
    let (mut desk, director, helper) = with_helper();
    let child = add(&mut desk, "汪乐乐");
    let incident = samples::incident(child, "2026-11-23T16:50:00+08:00");
    desk.seat(helper);
    let own = Incident {
        notes: "a helper found it".into(),
        ..incident
    };
    desk.perform(Command::AddIncident(Box::new(own))).unwrap();
    // What a helper wrote down itself, it takes back.
    desk.perform(Command::Undo(None)).unwrap();
    desk.perform(Command::Redo).unwrap();
    desk.seat(director);
    let incident = desk.store.all::<Incident>().unwrap().remove(0);
    let notes = CareStep::Notes {
        incident: incident.id,
        notes: "canary".into(),
        had: incident.notes,
    };
    desk.perform(Command::Care(notes)).unwrap();
    only_a_director_reverts(&mut desk, director, helper);
    let incident = desk.store.all::<Incident>().unwrap().remove(0);
    assert_eq!(incident.notes, "canary");
}

#[rstest]
#[case::excused(FollowStep::Excused, None)]
#[case::with_parents(FollowStep::WithParents, None)]
#[case::closed(FollowStep::Closed, Some(CloseReason::SeenElsewhere))]
fn the_word_of_a_director_is_reverted_by_a_director_only(
    #[case] step: FollowStep,
    #[case] reason: Option<CloseReason>,
) {
    let (mut desk, director, helper) = with_helper();
    let child = add(&mut desk, "汪乐乐");
    let (today, now) = (desk.clock.today(), desk.now());
    let holding = Holding {
        rule: RuleId::S3,
        level: Level::Red,
        since: today,
    };
    let about = (child, today, now, None);
    let blank = FollowUp::keeping(about, holding, FollowUpId::default());
    let record = |step: FollowStep, reason| {
        let done = FollowUp {
            step,
            reason,
            how: String::new(),
            note: "张老师说的".into(),
            ..blank.clone()
        };
        let done = Box::new(done);
        Command::FollowUp(RecordFollowUp { done, visit: None })
    };
    desk.seat(director);
    desk.perform(record(step, reason)).unwrap();
    only_a_director_reverts(&mut desk, director, helper);
    // Other steps about a matter are of everybody.
    desk.seat(helper);
    desk.perform(record(FollowStep::Rang, None)).unwrap();
    desk.perform(Command::Undo(None)).unwrap();
    desk.perform(Command::Redo).unwrap();
}

#[test]
fn an_undo_of_help_names_the_helper_the_thing_and_the_wish() {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let today = desk.clock.today();
    let step = |desk: &mut Desk, step| desk.perform(Command::Support(step)).map(|_| ()).unwrap();
    let undone = |desk: &mut Desk| match desk.perform(Command::Undo(None)).unwrap().outcome {
        Outcome::Undone(about) => about.text(Lang::Zh),
        other => panic!("{other:?}"),
    };
    let helper = Helper {
        name: "周小梅".to_owned(),
        ..samples::helper(today)
    };
    step(&mut desk, SupportStep::SaveHelper(Box::new(helper)));
    let helper = desk.store.support().unwrap().helpers[0].id;
    let pairing = Pairing {
        helper,
        ..samples::pairing(child, today)
    };
    step(&mut desk, SupportStep::Pair(vec![pairing]));
    assert_eq!(undone(&mut desk), "结对 汪乐乐 周小梅");
    assert!(undone(&mut desk).ends_with("周小梅"));
    let wish = Wish {
        words: "想要一双雨鞋".to_owned(),
        ..samples::wish(child, today)
    };
    step(&mut desk, SupportStep::SaveWish(Box::new(wish)));
    assert_eq!(undone(&mut desk), "微心愿 汪乐乐 想要一双雨鞋");
    let donation = Donation {
        what: "书包".to_owned(),
        ..samples::donation(today)
    };
    let give = SupportStep::Give {
        donation: Box::new(donation),
        to: vec![samples::given(child, today)],
    };
    step(&mut desk, give);
    assert!(undone(&mut desk).contains("书包"));
}
