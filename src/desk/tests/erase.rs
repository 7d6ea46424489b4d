//! Erasing the personal data of a child who has left.

use super::usecases::{add, desk};
use crate::desk::command::Command;
use crate::desk::command::support::SupportStep;
use crate::desk::outcome::Outcome;
use crate::desk::refusal::Refusal;
use crate::domain::Status;
use crate::domain::support::helper::Helper;
use crate::i18n::Lang;
use crate::store::ActKind;

#[test]
fn what_was_typed_about_a_child_who_left_goes_and_the_step_cannot_be_undone() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "余小雨"));
    let erase = |reason: &str| Command::Erase {
        child,
        reason: reason.to_owned(),
    };
    assert!(matches!(
        desk.perform(erase("asked by the family")),
        Err(Refusal::StillHere { .. })
    ));
    let left = Command::ChangeStatus {
        child,
        status: Status::Moved,
        day: desk.clock.today(),
        reason: "moved to the city".to_owned(),
    };
    desk.perform(left).unwrap();
    assert!(matches!(
        desk.perform(erase(" ")),
        Err(Refusal::Missing { field: "reason" })
    ));
    assert!(matches!(
        desk.perform(erase("汪乐乐 asked")),
        Err(Refusal::NameInReason { .. })
    ));
    let aunt = Helper {
        name: "汪乐乐的姑姑".to_owned(),
        ..Helper::new(desk.clock.today())
    };
    let aunt = SupportStep::SaveHelper(Box::new(aunt));
    desk.perform(Command::Support(aunt)).unwrap();
    let done = desk.perform(erase("asked by the family")).unwrap();
    // What is of no child stays, and is told.
    assert_eq!(
        done.outcome,
        Outcome::Erased {
            kept: 0,
            is_clean: true,
            named: vec!["helper"],
        }
    );
    assert!(done.outcome.text(Lang::En, 0).contains("(helper)"));
    let file = desk.store.child(child).unwrap();
    assert!(file.name != "汪乐乐" && file.left_reason.is_empty());
    assert_eq!(desk.store.child(other).unwrap().name, "余小雨");
    assert_eq!(desk.verify().unwrap().findings, []);
    let history = desk.store.file_history(child, 10).unwrap();
    let told = format!("{history:?}");
    assert!(!told.contains("汪乐乐") && !told.contains("city"), "{told}");
    // Nothing older is undone in its place, and erasing again finds nothing more.
    let undone = desk.perform(Command::Undo(None));
    assert!(matches!(
        undone,
        Err(Refusal::StaysDone {
            kind: ActKind::Erase
        })
    ));
    assert_eq!(desk.perform(erase("once more")).unwrap().seq, None);
}

#[test]
fn the_name_of_a_file_that_was_put_into_that_of_the_child_is_known_when_it_is_erased() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "汪了了"));
    let plan = desk.merge_plan(child, other).unwrap();
    desk.perform(Command::MergeFiles(Box::new(plan))).unwrap();
    let left = Command::ChangeStatus {
        child,
        status: Status::Moved,
        day: desk.clock.today(),
        reason: "moved to the city".to_owned(),
    };
    desk.perform(left).unwrap();
    let mut erase = |reason: &str| {
        let reason = reason.to_owned();
        desk.perform(Command::Erase { child, reason })
    };
    for name in ["汪乐乐", "汪了了"] {
        let refused = erase(&format!("of {name}"));
        assert!(
            matches!(refused, Err(Refusal::NameInReason { .. })),
            "{name}"
        );
    }
    assert!(erase("asked by the family").is_ok());
}
