//! The ladder: follow-ups, next steps, and old follow-ups.

use super::*;

#[rstest]
#[case::nothing_yet(|world: World| world, Rung::Call, "2026-11-24")]
#[case::one_call(|world: World| world.did("2026-11-24", RuleId::S3, FollowStep::Rang, |one| one.result = Some(CallResult::NoAnswer)), Rung::SecondContact, "2026-11-25")]
#[case::reached(|world: World| world.did("2026-11-24", RuleId::S3, FollowStep::Rang, |one| one.result = Some(CallResult::Reached)), Rung::Visit, "2026-11-26")]
#[case::visited(|world: World| world.did("2026-11-24", RuleId::S3, FollowStep::Visited, |_| {}), Rung::Director, "2026-11-27")]
#[case::handed_up(|world: World| world.did("2026-11-24", RuleId::S3, FollowStep::HandedUp, |_| {}), Rung::Township, "2026-11-29")]
fn the_ladder(#[case] did: fn(World) -> World, #[case] rung: Rung, #[case] due: &str) {
    // Two days missed.
    let matter = did(World::new().came("2026-08-31", "2026-11-20"))
        .matter()
        .unwrap();
    assert_eq!((matter.rung, matter.due), (rung, day(due)));
}

#[rstest]
#[case::three_days_missed(World::new().came("2026-08-31", "2026-11-19"), Rung::Visit, TODAY)]
#[case::ten_days_missed(World::new().came("2026-08-31", "2026-11-10"), Rung::Township, TODAY)]
#[case::nobody_answers(World::new().came("2026-08-31", "2026-11-23").rang(TODAY, CallResult::NoAnswer)
    .rang(TODAY, CallResult::NoAnswer), Rung::Director, TODAY)]
#[case::alone(World::new().came("2026-08-31", TODAY).with(|world| {
    world.child.care_mode = Some(CareMode::Nobody);
}), Rung::Director, "2025-09-01")]
#[case::an_incident(World::new().came("2026-08-31", TODAY).with(|world| {
    world.incidents.push(cases::incident("2026-11-24", None));
}), Rung::Township, TODAY)]
fn the_first_step_fits_the_rule(#[case] world: World, #[case] rung: Rung, #[case] due: &str) {
    let matter = world.matter().unwrap();
    assert_eq!((matter.rung, matter.due), (rung, day(due)), "{matter:?}");
}

#[test]
fn what_was_done_is_found_again_when_a_worse_rule_takes_over() {
    let world = World::new().came("2026-08-31", "2026-11-09").did(
        "2026-11-12",
        RuleId::S3,
        FollowStep::Visited,
        |_| {},
    );
    let matter = world.matter().unwrap();
    assert_eq!((matter.flag.rule, matter.steps.len()), (RuleId::S4, 1));
}

#[test]
fn what_was_done_is_history_once_the_child_was_seen_again() {
    let mut world = World::new().came("2026-08-31", "2026-11-09").did(
        "2026-11-12",
        RuleId::S3,
        FollowStep::Visited,
        |_| {},
    );
    world.mark(day("2026-11-16"), Mark::Present);
    assert!(world.matter().unwrap().steps.is_empty());
}

#[test]
fn excused_is_silent_until_its_day_and_closed_is_gone_for_this_time() {
    let excused = World::new().came("2026-08-31", "2026-11-19").did(
        "2026-11-23",
        RuleId::S3,
        FollowStep::Excused,
        |one| one.until = Some(day("2026-11-27")),
    );
    let matter = excused.matter().unwrap();
    assert_eq!(matter.state, State::Excused(day("2026-11-27")));
    assert!(!matter.is_open(day("2026-11-27")) && matter.is_open(day("2026-11-28")));
    let closed = World::new().came("2026-08-31", "2026-11-19").did(
        "2026-11-23",
        RuleId::S3,
        FollowStep::Closed,
        |one| one.reason = Some(CloseReason::WrongDays),
    );
    assert!(closed.matter().is_none());
    let unreasoned = World::new().came("2026-08-31", "2026-11-19").did(
        "2026-11-23",
        RuleId::S3,
        FollowStep::Closed,
        |one| one.note = "fine".to_owned(),
    );
    assert_eq!(unreasoned.matter().unwrap().state, State::Open);
}

#[test]
fn coming_back_is_counted_by_what_was_done() {
    let world = World::new()
        .did("2026-11-12", RuleId::S3, FollowStep::Rang, |_| {})
        .did("2026-11-19", RuleId::S3, FollowStep::Visited, |_| {});
    let back = world.asked(|facts| came_back(facts, |_, on| on == day("2026-11-23")));
    let rang = back
        .iter()
        .find(|one| one.step == FollowStep::Rang)
        .unwrap();
    assert_eq!((rang.contacts, rang.came), (1, 0));
    let visited = back
        .iter()
        .find(|one| one.step == FollowStep::Visited)
        .unwrap();
    assert_eq!((visited.contacts, visited.came), (1, 1));
}
