//! What came of a visit round, and which rounds are kept.

use super::usecases::{add, desk};
use crate::desk::Desk;
use crate::desk::command::{Command, RoundBack};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::domain::follow_up::FollowStep;
use crate::domain::round::Round;
use crate::domain::rules::{Holding, Level, RuleId};
use crate::domain::visit::VisitKind;
use crate::domain::{ChildId, FollowUp, FollowUpId, Visit, VisitId};
use crate::store::SETTING_ROUND;
use rstest::rstest;

/// A visit of a child comes back with a step about another child or the same.
fn back(
    desk: &mut Desk,
    child: ChildId,
    about: ChildId,
    step: FollowStep,
) -> Result<Done, Refusal> {
    let today = desk.clock.today();
    let holding = Holding {
        rule: RuleId::S3,
        level: Level::Red,
        since: today,
    };
    let begun = (about, today, desk.now(), None);
    let done = FollowUp {
        step,
        ..FollowUp::keeping(begun, holding, FollowUpId::default())
    };
    let visit = Visit::new(VisitId::default(), child, today, VisitKind::Special);
    let round = Round {
        made: desk.now(),
        children: vec![child],
        is_entered: false,
    };
    desk.perform(Command::RecordRound(RoundBack {
        round,
        visits: vec![(visit, Some(done))],
        left: 0,
    }))
}

#[rstest]
#[case(FollowStep::Visited, true)]
#[case(FollowStep::Rang, false)]
#[case(FollowStep::Excused, false)]
#[case(FollowStep::Snoozed, false)]
#[case(FollowStep::HandedUp, false)]
#[case(FollowStep::Closed, false)]
#[case(FollowStep::WithParents, false)]
#[case(FollowStep::Kept, false)]
fn a_round_brings_home_visits_and_no_other_step(#[case] step: FollowStep, #[case] is_taken: bool) {
    let mut desk = desk();
    let child = add(&mut desk, "汪乐乐");
    let done = back(&mut desk, child, child, step);
    assert_eq!(done.is_ok(), is_taken, "{done:?}");
    let written = desk.store.all::<Visit>().unwrap().len();
    assert_eq!(written, usize::from(is_taken));
}

#[test]
fn a_visit_is_no_step_about_another_child() {
    let mut desk = desk();
    let (child, other) = (add(&mut desk, "汪乐乐"), add(&mut desk, "单欣怡"));
    let refused = back(&mut desk, child, other, FollowStep::Visited);
    assert!(
        matches!(refused, Err(Refusal::ReasonDoesNotFit)),
        "{refused:?}"
    );
}

#[test]
fn a_round_that_goes_without_being_entered_is_named() {
    let mut desk = desk();
    let mut gone = Vec::new();
    for nth in 0..7 {
        let child = add(&mut desk, &format!("汪{nth}"));
        let done = desk.perform(Command::KeepRound(vec![child])).unwrap();
        let Outcome::RoundKept { gone: one } = done.outcome else {
            panic!("{done:?}")
        };
        gone.push(one.map(|(_, count)| count));
        if nth == 1 {
            back(&mut desk, child, child, FollowStep::Visited).unwrap();
        }
    }
    // The sixth takes the place of the one that was entered, the seventh that of the first.
    assert_eq!(gone, [None, None, None, None, None, None, Some(1)]);
}

#[test]
fn a_second_round_does_not_push_out_the_first() {
    let mut desk = desk();
    let (first, second) = (add(&mut desk, "汪乐乐"), add(&mut desk, "单欣怡"));
    desk.perform(Command::KeepRound(vec![first])).unwrap();
    desk.perform(Command::KeepRound(vec![second])).unwrap();
    let kept = desk.store.setting(SETTING_ROUND).unwrap().unwrap();
    let kept = Round::all_from_text(&kept).into_iter();
    let rows: Vec<Vec<ChildId>> = kept.map(|one| one.children).collect();
    assert_eq!(rows, [vec![second], vec![first]]);
}
