//! What needs a director's secret at the moment it is done, and that it is kept who gave it.

use super::tests::{Home, PASSPHRASE, add_helper, secret};
use super::*;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{Comeback, Command, Export, SignOut, When};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::mask::Covered;
use crate::domain::mask::Mask;
use crate::domain::{Attendance, ChildId, OutTo, Role, StaffId};
use crate::store::Entry;
use chrono::TimeDelta;

const HELPERS: &str = "秋天的落叶黄";

/// A home with a helper who has a passphrase, and with a child in the house.
fn home() -> (Home, Desk, StaffId, ChildId) {
    let (home, mut desk, _) = Home::locked();
    let helper = add_helper(&mut desk, "李强", Role::Helper);
    give(&home, &mut desk, helper).unwrap();
    let roster = desk.ask(Query::Register).unwrap().roster().unwrap();
    let child = roster.children[0].id;
    let coming = Command::SignIn {
        child,
        when: When::Now,
        comeback: Comeback::Ask,
    };
    desk.perform(coming).unwrap();
    (home, desk, helper, child)
}

fn give(home: &Home, desk: &mut Desk, id: StaffId) -> Result<(), Refusal> {
    let new = NewPerson {
        id,
        secret: &secret(HELPERS),
        is_pin: false,
    };
    desk.give_secret(&home.doorway(), new)
}

fn leaving(child: ChildId, director: StaffId) -> Command {
    Command::SignOut(SignOut {
        child,
        to: OutTo::Unlisted,
        also: Vec::new(),
        allowed_by: Some(director),
        note: "舅舅来接".to_owned(),
        when: When::Now,
    })
}

fn export(mask: Mask) -> Command {
    Command::KeepExport(Box::new(Export {
        report: "monthly".to_owned(),
        period: "2026-10".to_owned(),
        mask,
        is_public: false,
        child: None,
        children: Vec::new(),
        files: Vec::new(),
        covered: Covered::NotNeeded,
        reason: "asked".to_owned(),
        handed_in: None,
    }))
}

fn approve(desk: &mut Desk) -> StaffId {
    let approval = desk.approve(Who::Named("周敏"), &secret(PASSPHRASE));
    approval.unwrap().by()
}

fn last(desk: &Desk) -> Entry {
    let store = desk.ask(Query::Journal).unwrap();
    store.last_entry().unwrap().unwrap()
}

fn needs<T>(tried: &Result<T, Refusal>) -> bool {
    matches!(tried, Err(Refusal::NeedsApproval))
}

#[test]
fn an_unlisted_person_needs_the_secret_of_a_director_and_not_only_the_name() {
    let (_home, mut desk, helper, child) = home();
    let director = desk.actor.unwrap();
    desk.unlock(Who::Person(helper), &secret(HELPERS)).unwrap();
    assert!(needs(&desk.perform(leaving(child, director))));
    // A helper approves nothing.
    let own = desk.approve(Who::Person(helper), &secret(HELPERS));
    assert!(matches!(own, Err(Refusal::DirectorOnly)));
    assert!(needs(&desk.perform(leaving(child, director))));
    assert_eq!(approve(&mut desk), director);
    desk.perform(leaving(child, director)).unwrap();
    // It was the helper who did it.
    assert_eq!(desk.actor, Some(helper));
    desk.unlock(Who::Person(director), &secret(PASSPHRASE))
        .unwrap();
    let store = desk.ask(Query::Attendance).unwrap();
    let today = desk.clock.today();
    let rows = store.attendance_between(today, today).unwrap();
    assert_eq!(rows[0].out_allowed_by, Some(director));
}

#[test]
fn no_command_says_who_allowed_an_unlisted_person_without_that_ones_secret() {
    let (_home, mut desk, _, child) = home();
    let director = desk.actor.unwrap();
    let today = desk.clock.today();
    let row = |desk: &Desk| {
        let store = desk.ask(Query::Attendance).unwrap();
        store.attendance_between(today, today).unwrap().remove(0)
    };
    let correct = |row: Attendance| Command::Correct {
        row,
        reason: "typed wrong".to_owned(),
    };
    let import = |row: Attendance| Command::ImportAttendance {
        source: "list.csv".to_owned(),
        rows: vec![row],
    };
    let inside = row(&desk);
    let named = Attendance {
        out_at: Some(desk.now()),
        out_to: Some(OutTo::Unlisted),
        out_allowed_by: Some(director),
        ..inside.clone()
    };
    let earlier = Attendance {
        day: today.pred_opt().unwrap(),
        in_at: None,
        out_at: None,
        untimed: true,
        ..named.clone()
    };
    let all: [&dyn Fn() -> Command; 3] = [
        &|| leaving(child, director),
        &|| correct(named.clone()),
        &|| import(earlier.clone()),
    ];
    for command in all {
        assert!(command().needs_approval());
        assert!(needs(&desk.perform(command())), "{:?}", command());
        assert_eq!(row(&desk).out_allowed_by, None);
    }
    // What says nothing of it needs none.
    let noted = |row: Attendance| Attendance {
        note: "came with a brother".to_owned(),
        ..row
    };
    desk.perform(correct(noted(inside))).unwrap();
    let silent = Attendance {
        out_allowed_by: None,
        ..earlier.clone()
    };
    desk.perform(import(silent)).unwrap();
    for command in [correct(named.clone()), import(earlier)] {
        approve(&mut desk);
        desk.perform(command).unwrap();
        let reason = last(&desk).act.reason;
        let expected = format!("; approved-by {director}");
        assert!(reason.ends_with(&expected), "{reason}");
    }
    // It stays as it was approved, and is changed or taken away only with another approval.
    desk.perform(correct(noted(row(&desk)))).unwrap();
    for other in [None, Some(StaffId(uuid::Uuid::from_u128(7)))] {
        let changed = Attendance {
            out_allowed_by: other,
            ..row(&desk)
        };
        assert!(needs(&desk.perform(correct(changed))));
    }
}

#[test]
fn an_approval_is_good_for_one_command_within_two_minutes() {
    let (_home, mut desk, ..) = home();
    assert!(needs(&desk.perform(export(Mask::Full))));
    desk.perform(export(Mask::Middle)).unwrap();
    approve(&mut desk);
    let begun = desk.now();
    for (seconds, expected) in [(-1, true), (121, true), (120, false)] {
        desk.clock = Clock::fixed(begun + TimeDelta::seconds(seconds));
        if seconds < 0 {
            assert_eq!(desk.approver(), None);
        } else {
            assert_eq!(needs(&desk.perform(export(Mask::Full))), expected);
        }
    }
    assert!(needs(&desk.perform(export(Mask::Full))));
}

#[test]
fn who_approved_an_export_stands_in_the_journal() {
    let (_home, mut desk, ..) = home();
    let director = approve(&mut desk);
    desk.perform(export(Mask::Full)).unwrap();
    let expected = format!("monthly 2026-10 full (0): asked; approved-by {director}");
    assert_eq!(last(&desk).act.reason, expected);
    desk.perform(export(Mask::Middle)).unwrap();
    assert!(!last(&desk).act.reason.contains("approved-by"));
}

#[test]
fn a_secret_in_place_of_a_forgotten_one_needs_an_approval_that_is_kept() {
    let (home, mut desk, helper, _) = home();
    assert!(needs(&give(&home, &mut desk, helper)));
    let director = approve(&mut desk);
    give(&home, &mut desk, helper).unwrap();
    let expected = format!("new passphrase for {helper}; approved-by {director}");
    assert_eq!(last(&desk).act.reason, expected);
    assert!(needs(&give(&home, &mut desk, helper)));
    assert!(desk.verify().unwrap().findings.is_empty());
}

#[test]
fn a_wrong_secret_is_a_try_and_whoever_sits_down_takes_no_approval_along() {
    let (_home, mut desk, helper, child) = home();
    let director = desk.actor.unwrap();
    for _ in 0..3 {
        let wrong = desk.approve(Who::Person(director), &secret("wrong wrong"));
        assert!(matches!(wrong, Err(Refusal::Locks(LocksError::Wrong))));
    }
    let waits = desk.approve(Who::Person(director), &secret(PASSPHRASE));
    assert!(matches!(waits, Err(Refusal::Locks(LocksError::Wait(_)))));
    desk.clock = Clock::fixed(desk.now() + TimeDelta::seconds(60));
    approve(&mut desk);
    desk.unlock(Who::Person(helper), &secret(HELPERS)).unwrap();
    assert!(needs(&desk.perform(leaving(child, director))));
}

#[test]
fn where_everybody_is_believed_nothing_needs_an_approval() {
    let (_home, mut desk) = Home::new();
    desk.perform(export(Mask::Full)).unwrap();
}
