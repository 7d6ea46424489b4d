//! What is put off or handed up wakes when it gets worse, and nobody's delay is forgotten.

use super::super::ladder::place;
use super::*;
use crate::domain::calendar::Calendar;

/// The matter of the unseen child, closing aside.
fn unseen_matter(world: &World) -> Option<Matter> {
    let all = world.asked(|facts| matters(flags(facts), facts));
    all.into_iter().find(|one| one.flag.rule.is_on_unseen())
}

/// The world with a step that keeps what was known at that moment.
fn stepped(world: World, then: &World, step: FollowStep) -> Option<World> {
    let flag = unseen_matter(then)?.flag;
    let (now, strongest) = (then.now, flag.rules[0]);
    let until = then.today() + TimeDelta::days(3);
    let on = then.today().to_string();
    Some(world.did(&on, flag.rule, step, |one| {
        (one.at, one.since) = (now, flag.since);
        one.until = (step == FollowStep::Snoozed).then_some(until);
        *one = one.clone().knowing(strongest);
    }))
}

#[rstest]
#[case::put_off(FollowStep::Snoozed)]
#[case::handed_up(FollowStep::HandedUp)]
fn a_sheet_entered_later_wakes_what_it_makes_worse(#[case] step: FollowStep) {
    // Three days missed; of the Friday the sheet was not there yet.
    let world = World::new()
        .came("2026-08-31", "2026-11-18")
        .on("2026-11-23T19:00");
    let then = world.clone().not_taken(&["2026-11-20"]);
    let flag = unseen_matter(&then).unwrap().flag;
    assert_eq!((flag.rule, flag.level), (RuleId::S3, Level::Amber));
    let silent = stepped(then.clone(), &then, step).unwrap();
    let matter = unseen_matter(&silent).unwrap();
    assert_ne!(matter.state, State::Open, "{matter:?}");
    let entered = stepped(world, &then, step).unwrap();
    let matter = unseen_matter(&entered.on("2026-11-23T20:00")).unwrap();
    assert_eq!((matter.flag.level, matter.state), (Level::Red, State::Open));
    let rung = match step {
        FollowStep::HandedUp => Rung::Again,
        _ => Rung::Visit,
    };
    assert_eq!((matter.rung, matter.due), (rung, day("2026-11-23")));
    assert_eq!(matter.late_from, day("2026-11-23"));
    // That it was handed up is still known.
    assert_eq!(matter.steps.last().map(|one| one.step), Some(step));
}

#[test]
fn what_was_handed_up_is_the_townships_until_it_gets_worse() {
    let world = World::new()
        .came("2026-08-31", "2026-11-18")
        .on("2026-11-20T20:00");
    let up = stepped(world.clone(), &world, FollowStep::HandedUp).unwrap();
    let is_theirs = |today: &str| {
        let matter = unseen_matter(&up.clone().on(&format!("{today}T20:00"))).unwrap();
        matter.is_with_township(day(today))
    };
    assert!(is_theirs("2026-11-20"));
    // The third missed day.
    assert!(!is_theirs("2026-11-23"));
    // Told again, the township has the red matter.
    let red = up.on("2026-11-23T20:00");
    let told = stepped(red.clone(), &red, FollowStep::HandedUp).unwrap();
    let matter = unseen_matter(&told.on("2026-11-24T20:00")).unwrap();
    assert!(matter.is_with_township(day("2026-11-24")), "{matter:?}");
}

#[rstest]
#[case::nothing_was_done(|world: World| world, Rung::Visit, "2026-11-23", "2026-11-20")]
#[case::a_call(|world: World| world.did("2026-11-20", RuleId::S3, FollowStep::Rang, |one| {
    one.result = Some(CallResult::NoAnswer);
}), Rung::Visit, "2026-11-23", "2026-11-21")]
#[case::a_call_that_was_answered(|world: World| world.did("2026-11-20", RuleId::S3, FollowStep::Rang, |one| {
    one.result = Some(CallResult::Reached);
}), Rung::Visit, "2026-11-23", "2026-11-22")]
#[case::a_visit(|world: World| world.did("2026-11-23", RuleId::S3, FollowStep::Visited, |_| {}),
    Rung::Director, "2026-11-26", "2026-11-26")]
#[case::a_call_after_the_stronger_rule(|world: World| world.did(TODAY, RuleId::S3, FollowStep::Rang, |one| {
    one.result = Some(CallResult::NoAnswer);
}), Rung::Visit, "2026-11-23", "2026-11-23")]
#[case::put_off_before(|world: World| world.did("2026-11-20", RuleId::S3, FollowStep::Snoozed, |one| {
    (one.until, one.how) = (Some(day("2026-11-23")), "amber".to_owned());
}), Rung::Visit, "2026-11-23", "2026-11-23")]
fn a_stronger_rule_does_not_forget_what_was_late(
    #[case] did: fn(World) -> World,
    #[case] rung: Rung,
    #[case] due: &str,
    #[case] late_from: &str,
) {
    // Amber on Friday, red on Monday; today is Tuesday.
    let matter = unseen_matter(&did(World::new().came("2026-08-31", "2026-11-18"))).unwrap();
    assert_eq!(
        (matter.rung, matter.due, matter.late_from),
        (rung, day(due), day(late_from))
    );
    let late = (day(TODAY) - day(late_from)).num_days().max(0);
    assert_eq!(matter.days_late(day(TODAY)), late);
}

#[rstest]
#[case::nobody_yet(3, &[], Rung::Call, &[1])]
#[case::nobody_said_whom(3, &[0], Rung::SecondContact, &[1, 2])]
#[case::nobody_said_whom_twice(3, &[0, 0], Rung::SecondContact, &[1, 2])]
#[case::the_first(3, &[1], Rung::SecondContact, &[2])]
#[case::the_first_twice(3, &[1, 1], Rung::SecondContact, &[2])]
#[case::the_first_and_nobody_said_whom(3, &[1, 0], Rung::SecondContact, &[2])]
#[case::the_second(3, &[2], Rung::SecondContact, &[1])]
#[case::all_but_the_first(3, &[2, 3], Rung::SecondContact, &[1])]
#[case::nobody_said_whom_and_the_second(3, &[0, 2], Rung::SecondContact, &[1])]
#[case::both(3, &[1, 2], Rung::Visit, &[3])]
#[case::both_the_other_way_round(3, &[2, 1], Rung::Visit, &[3])]
#[case::the_only_one_twice(1, &[0, 0], Rung::Visit, &[1])]
#[case::the_only_one_by_name(1, &[1], Rung::SecondContact, &[1])]
#[case::no_contact(0, &[0], Rung::SecondContact, &[])]
#[case::no_contact_twice(0, &[0, 0], Rung::Visit, &[])]
fn a_call_counts_for_whom_it_rang(
    #[case] contacts: u128,
    #[case] calls: &[u128],
    #[case] rung: Rung,
    #[case] ring: &[u128],
) {
    let contact = |nth: u128| ContactId(Uuid::from_u128(300 + nth));
    let mut world = World::new().came("2026-08-31", "2026-11-20");
    world.set(&[(&book::S2_FAILED, 9)]);
    let first = world.contacts.remove(0);
    world.contacts = (1..=contacts)
        .map(|nth| Contact {
            id: contact(nth),
            is_caregiver: nth == 1,
            priority: i64::try_from(nth).unwrap(),
            ..first.clone()
        })
        .collect();
    for named in calls {
        let call = world.visit(TODAY, VisitKind::Phone, false);
        call.result = Some(CallResult::NoAnswer);
        call.contact = (*named > 0).then(|| contact(*named));
        let call = call.id;
        world = world.did(TODAY, RuleId::S3, FollowStep::Rang, |one| {
            (one.result, one.visit) = (Some(CallResult::NoAnswer), Some(call));
        });
    }
    let matter = unseen_matter(&world).unwrap();
    let next: Vec<ContactId> = ring.iter().map(|nth| contact(*nth)).collect();
    assert_eq!((matter.rung, matter.ring), (rung, next));
}

/// A child who has to be visited every fifteen days and was last visited on the fifth: due on Friday, 20 November, and
/// to be gone to by the Sunday after it.
fn to_visit() -> World {
    let mut world = World::new()
        .came("2026-08-31", "2026-12-31")
        .never_visited();
    world.child.risk = Some(Risk::Yellow);
    world.child.risk_assessed_on = Some(day("2026-11-20"));
    world.visit("2026-11-05", VisitKind::Regular, true);
    world
}

#[rstest]
#[case::a_visit(to_visit(), RuleId::V3, TODAY, "2026-11-23")]
#[case::a_visit_before_a_free_day(to_visit().closed_on(&["2026-11-23"]), RuleId::V3, TODAY, "2026-11-24")]
#[case::a_visit_of_a_home_that_is_shut_for_long(to_visit().closed_on(&[
    "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27",
    "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04",
]), RuleId::V3, TODAY, "2026-11-22")]
#[case::a_register_that_is_missing(World::new().came("2026-08-31", TODAY).not_taken(&["2026-11-18"])
    .with(|world| world.began = day("2026-11-01")), RuleId::A5, TODAY, "2026-11-23")]
#[case::a_missing_child(World::new().came("2026-08-31", "2026-11-18")
    .did("2026-11-20", RuleId::S3, FollowStep::Rang, |_| {}), RuleId::S3, "2026-11-20", "2026-11-21")]
#[case::a_missing_child_for_the_director(World::new().came("2026-08-31", "2026-11-16")
    .did("2026-11-19", RuleId::S3, FollowStep::Visited, |_| {}), RuleId::S3, "2026-11-20", "2026-11-22")]
#[case::an_incident(World::new().came("2026-08-31", TODAY).with(|world| {
    world.incidents.push(cases::incident("2026-11-21", None));
}), RuleId::L6, "2026-11-21", "2026-11-21")]
#[case::a_child_alone(World::new().came("2026-08-31", TODAY).with(|world| {
    world.child.care_mode = Some(CareMode::Nobody);
}).did("2026-11-20", RuleId::L2, FollowStep::HandedUp, |_| {}), RuleId::L2, "2026-11-21", "2026-11-21")]
fn routine_waits_for_an_open_day_and_a_child_in_danger_does_not(
    #[case] world: World,
    #[case] rule: RuleId,
    #[case] today: &str,
    #[case] due: &str,
) {
    let world = world.on(&format!("{today}T20:00"));
    let all = world.asked(|facts| matters(flags(facts), facts));
    let matter = all.iter().find(|one| one.flag.rule == rule);
    let matter = matter.unwrap_or_else(|| panic!("{all:?}"));
    assert_eq!(matter.due, day(due), "{matter:?}");
    let is_open = world.asked(|facts| Calendar::is_open(facts.calendar, matter.due));
    let is_routine = matches!(rule, RuleId::V3 | RuleId::A5);
    assert!(is_open || !is_routine || due == "2026-11-22");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    /// Whenever the facts were entered: who is worse than was known at the step is open.
    #[test]
    fn what_got_worse_since_it_was_put_off_is_open(
        world in properties::worlds_of_a_missing_child(),
        back in 0..4_i64,
        unknown in prop::collection::btree_set(0..30_i64, 0..12),
        is_up in any::<bool>(),
    ) {
        let on = day(TODAY) - TimeDelta::days(back);
        let mut then = world.clone().on(&format!("{on}T19:00"));
        then.is_closed = true;
        // Sheets that were entered only afterwards.
        for ago in unknown {
            let sheet = on - TimeDelta::days(ago);
            then.days.retain(|one| one.day != sheet || one.mark.is_seen());
            then.not_taken.push(sheet);
        }
        let step = if is_up { FollowStep::HandedUp } else { FollowStep::Snoozed };
        let Some(was) = unseen_matter(&then) else { return Ok(()) };
        let later = stepped(world, &then, step).unwrap();
        let Some(is) = unseen_matter(&later) else { return Ok(()) };
        let strength = |one: &Matter| (one.flag.level, place(one.flag.rule));
        if strength(&is) < strength(&was) {
            prop_assert!(is.is_open(day(TODAY)) && !is.is_with_township(day(TODAY)), "{:?}", is);
            prop_assert_eq!(is.state, State::Open);
        } else if is.flag.rules == was.flag.rules && is.flag.since <= on {
            prop_assert_ne!(is.state, State::Open);
        }
    }
}
