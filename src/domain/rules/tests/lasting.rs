//! What must not change between days while nothing happens.

use super::*;

/// All flags, day by day, of a child who was last seen on 9 November and has no follow-ups.
fn daily(world: &World, days: u64) -> Vec<(NaiveDate, Vec<Flag>)> {
    let first = world.now;
    (0..days)
        .map(|nth| {
            let now = first + TimeDelta::days(i64::try_from(nth).unwrap());
            let later = World {
                now,
                ..world.clone()
            };
            (now.date_naive(), later.flags())
        })
        .collect()
}

fn gone() -> World {
    World::new()
        .came("2026-08-31", "2026-11-09")
        .on("2026-11-10T20:00")
}

fn forgotten() -> World {
    let world = gone().tagged(TagCode::Lbc, "2026-09-01").with(|world| {
        world.child.risk = Some(Risk::Blue);
        world.child.risk_assessed_on = Some(day("2026-06-15"));
        world.child.birth_date = day("2011-01-10");
        world.contacts[0].phone_verified_on = None;
        world.agreements.push(cases::agreement("2026-02-01"));
        world.agreements[0].valid_to = Some(day("2026-12-20"));
    });
    world.rang("2026-11-12", CallResult::NoAnswer)
}

#[rstest]
#[case::an_ordinary_child(gone())]
#[case::a_child_of_whom_everything_was_forgotten(forgotten())]
#[case::a_child_who_was_never_visited(forgotten().never_visited())]
fn a_flag_has_the_same_day_for_as_long_as_nothing_happens(#[case] world: World) {
    let mut before: Vec<Flag> = Vec::new();
    for (today, flags) in daily(&world, 200) {
        for flag in &flags {
            assert!(
                flag.since <= today && flag.raised <= today,
                "{today}: {flag:?}"
            );
            let same = before.iter().find(|one| one.rule == flag.rule);
            if let Some(same) = same {
                assert_eq!(flag.since, same.since, "{today}: {flag:?}");
                // The register covers thirteen weeks, and so do the days counted from it.
                if today < day("2027-02-01") {
                    assert_eq!(flag.raised, same.raised, "{today}: {flag:?}");
                }
                assert!(flag.level <= same.level, "{today}: {flag:?}");
            }
        }
        before = flags;
    }
}

#[rstest]
#[case::an_ordinary_child(gone())]
#[case::a_child_of_whom_everything_was_forgotten(forgotten())]
#[case::a_child_who_was_never_visited(forgotten().never_visited())]
fn a_matter_never_goes_away_by_waiting(#[case] world: World) {
    let mut before: BTreeSet<String> = BTreeSet::new();
    for (today, flags) in daily(&world, 200) {
        // The quarterly check ends with the quarter.
        let now: BTreeSet<String> = flags
            .iter()
            .filter(|flag| flag.rule != RuleId::D4)
            .map(|flag| format!("{:?}", flag.rule.cause()))
            .collect();
        assert!(before.is_subset(&now), "{today}: {before:?} then {now:?}");
        before = now;
    }
}

#[test]
fn the_ladder_begins_on_the_day_the_flag_is_raised_and_not_on_that_of_the_last_sighting() {
    let world = World::new()
        .never_visited()
        .came("2026-08-31", "2026-10-01");
    let world = world.tagged(TagCode::Key, "2026-01-01").with(|world| {
        world.child.expected_days = Weekdays::NONE;
        world.child.risk_assessed_on = Some(day("2026-11-20"));
        world.set(&[(&book::S3_ONCE_IN, NEVER)]);
    });
    let raised = daily(&world.on("2026-10-10T20:00"), 60)
        .into_iter()
        .find(|(_, flags)| flags.iter().any(|flag| flag.rule == RuleId::S5))
        .unwrap();
    let flag = raised
        .1
        .iter()
        .find(|flag| flag.rule == RuleId::S5)
        .unwrap();
    assert_eq!(flag.raised, raised.0);
    assert_eq!(flag.since, day("2026-10-02"));
}

#[test]
fn what_was_put_off_is_due_the_day_after_and_then_becomes_overdue() {
    let world = World::new().came("2026-08-31", "2026-11-09").did(
        "2026-11-12",
        RuleId::S3,
        FollowStep::Snoozed,
        |one| one.until = Some(day("2026-11-27")),
    );
    let matter = world.matter().unwrap();
    assert_eq!(matter.due, day("2026-11-28"));
    assert!(!matter.is_overdue(day("2026-11-27")) && !matter.is_overdue(day("2026-11-28")));
    assert!(matter.is_overdue(day("2026-11-29")));
}

#[test]
fn what_was_closed_comes_back_when_it_gets_worse_or_still_stands_after_a_month() {
    let closed = |world: World, rule| {
        world.did("2026-11-16", rule, FollowStep::Closed, |one| {
            one.reason = Some(CloseReason::SeenElsewhere);
        })
    };
    let world = || World::new().came("2026-08-31", "2026-11-09");
    let on = |world: World, day: &str| world.on(&format!("{day}T20:00")).matter();
    let at_nine = on(closed(world(), RuleId::S3), "2026-11-20");
    assert!(at_nine.is_none_or(|matter| matter.flag.rule != RuleId::S3));
    let at_ten = on(closed(world(), RuleId::S3), "2026-11-24").unwrap();
    assert_eq!(
        (at_ten.flag.rule, at_ten.state, at_ten.steps.len()),
        (RuleId::S4, State::Open, 1)
    );
    let rule_after = |day| on(closed(world(), RuleId::S4), day).map(|matter| matter.flag.rule);
    assert_ne!(rule_after("2026-12-16"), Some(RuleId::S4));
    assert_eq!(rule_after("2026-12-17"), Some(RuleId::S4));
}

#[test]
fn a_call_of_the_first_day_is_a_step_of_what_comes_of_it() {
    let world = World::new().came("2026-08-31", "2026-11-19").did(
        "2026-11-20",
        RuleId::S1,
        FollowStep::Rang,
        |one| one.result = Some(CallResult::NoAnswer),
    );
    let matter = world.matter().unwrap();
    assert_eq!((matter.flag.rule, matter.steps.len()), (RuleId::S3, 1));
    assert_eq!(matter.rung, Rung::SecondContact);
}

#[test]
fn a_child_who_is_excused_is_not_asked_after_anew_every_day() {
    let world = World::new().came("2026-08-31", "2026-11-20").with(|world| {
        world.now = at(&format!("{TODAY}T17:30"));
        world.is_closed = false;
        world.not_taken.push(day("2026-11-23"));
    });
    let matter = world.matter().unwrap();
    assert_eq!((matter.flag.rule, matter.due), (RuleId::S1, day(TODAY)));
    let ill = world.did("2026-11-23", RuleId::S1, FollowStep::Excused, |one| {
        one.until = Some(day("2026-11-27"));
    });
    let matter = ill.matter().unwrap();
    assert_eq!(matter.state, State::Excused(day("2026-11-27")));
}
