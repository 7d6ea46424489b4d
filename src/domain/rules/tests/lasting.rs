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
        world.set(&[(&book::S3_ONCE_IN, NEVER), (&book::S3_LONGER, MOST_DAYS)]);
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

/// The state of the matter on a day, after a step on another day.
fn state_on(world: World, step: FollowStep, until: &str, today: &str) -> State {
    // The day is over: it counts.
    let world = world.did("2026-11-23", RuleId::S3, step, |one| {
        one.at = at("2026-11-23T19:00");
        one.until = Some(day(until));
    });
    let matter = world.on(&format!("{today}T20:00")).matter();
    matter.map(|matter| matter.state).unwrap()
}

#[test]
fn what_was_put_off_wakes_when_it_gets_worse() {
    let two_missed = || World::new().came("2026-08-31", "2026-11-19");
    let state = |today| state_on(two_missed(), FollowStep::Snoozed, "2026-11-26", today);
    assert_eq!(state("2026-11-23"), State::Snoozed(day("2026-11-26")));
    // The third missed day.
    assert_eq!(state("2026-11-24"), State::Open);
    // Before closing nobody knew that the child would miss this day too.
    let early = two_missed().did("2026-11-23", RuleId::S1, FollowStep::Snoozed, |one| {
        one.at = at("2026-11-23T17:30");
        one.until = Some(day("2026-11-26"));
    });
    let matter = early.on("2026-11-23T20:00").matter().unwrap();
    assert_eq!((matter.flag.rule, matter.state), (RuleId::S3, State::Open));
}

#[test]
fn a_further_call_does_not_put_off_what_is_due() {
    let world = || {
        let world = World::new().came("2026-08-31", "2026-11-16");
        world.did("2026-11-19", RuleId::S3, FollowStep::Visited, |_| {})
    };
    let due = |world: World| world.matter().map(|matter| (matter.rung, matter.due));
    let director = Some((Rung::Director, day("2026-11-22")));
    assert_eq!(due(world()), director);
    let rang_again = world().did("2026-11-23", RuleId::S3, FollowStep::Rang, |one| {
        one.result = Some(CallResult::NoAnswer);
    });
    assert_eq!(due(rang_again), director);
}

/// A child without agreed days who was not seen for 33 days on 23 November; nothing gets worse until 5 December.
fn long_unseen() -> World {
    World::new()
        .never_visited()
        .came("2026-10-21", "2026-10-21")
        .tagged(TagCode::Key, "2026-01-01")
        .with(|world| {
            world.child.expected_days = Weekdays::NONE;
            world.child.risk_assessed_on = Some(day("2026-11-20"));
        })
}

#[rstest]
#[case::put_off(FollowStep::Snoozed, "2026-11-26", State::Snoozed(day("2026-11-26")))]
#[case::put_off_for_long(FollowStep::Snoozed, "2031-01-01", State::Snoozed(day("2026-11-26")))]
#[case::explained_for_long(FollowStep::Excused, "2031-01-01", State::Excused(day("2026-12-23")))]
#[case::with_parents(
    FollowStep::WithParents,
    "2031-01-01",
    State::WithParents(day("2027-01-22"))
)]
fn no_silence_is_longer_than_its_limit(
    #[case] step: FollowStep,
    #[case] until: &str,
    #[case] state: State,
) {
    assert_eq!(state_on(long_unseen(), step, until, "2026-11-24"), state);
    let last = state.silent_until().unwrap();
    let after = last + TimeDelta::days(1);
    let world = long_unseen().did("2026-11-23", RuleId::S5, step, |one| {
        one.until = Some(day(until));
    });
    let matter = world.on(&format!("{after}T20:00")).matter().unwrap();
    assert!(matter.is_open(after) && !matter.is_open(last), "{matter:?}");
}

#[test]
fn what_was_put_off_is_due_the_day_after_and_then_becomes_overdue() {
    let world = long_unseen().did("2026-11-23", RuleId::S5, FollowStep::Snoozed, |one| {
        one.until = Some(day("2026-11-25"));
    });
    let matter = world.matter().unwrap();
    assert_eq!(matter.due, day("2026-11-26"));
    assert!(!matter.is_overdue(day("2026-11-25")) && !matter.is_overdue(day("2026-11-26")));
    assert!(matter.is_overdue(day("2026-11-27")));
}

#[test]
fn a_visit_that_was_put_off_wakes_when_it_is_long_overdue() {
    let world = World::new()
        .came("2026-08-31", "2026-12-01")
        .with(|world| world.child.risk = Some(Risk::Yellow))
        .did("2026-11-20", RuleId::V3, FollowStep::Snoozed, |one| {
            one.until = Some(day("2026-12-03"));
        });
    let state = |today: &str| {
        let matter = world
            .clone()
            .on(&format!("{today}T20:00"))
            .matter()
            .unwrap();
        assert_eq!(matter.flag.rule, RuleId::V3);
        matter.state
    };
    assert_eq!(state("2026-11-24"), State::Snoozed(day("2026-12-03")));
    // One and a half times fifteen days after the visit of 2 November.
    assert_eq!(state("2026-11-25"), State::Open);
}

#[test]
fn danger_is_never_put_off() {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.incidents.push(cases::incident("2026-11-23", None));
    });
    let world = world.did("2026-11-23", RuleId::L6, FollowStep::Snoozed, |one| {
        one.until = Some(day("2026-11-30"));
    });
    assert_eq!(world.matter().unwrap().state, State::Open);
}

#[test]
fn who_was_seen_by_somebody_else_is_looked_for_anew_from_that_day_on() {
    let world = World::new().came("2026-08-31", "2026-11-09").did(
        "2026-11-17",
        RuleId::S3,
        FollowStep::Closed,
        |one| {
            one.reason = Some(CloseReason::SeenElsewhere);
            one.until = Some(day("2026-11-16"));
        },
    );
    let on = |today: &str| world.clone().on(&format!("{today}T20:00")).matter();
    assert!(on("2026-11-17").is_none());
    let matter = on("2026-11-19").unwrap();
    assert_eq!(matter.flag.since, day("2026-11-17"));
    assert_eq!(matter.flag.rule, RuleId::S3);
    assert!(
        matter
            .flag
            .reasons
            .contains(&Reason::Seen(SeenReason::LastSeen {
                on: Some(day("2026-11-16")),
                how: SeenHow::Elsewhere,
            }))
    );
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
    // Three days missed: a call is not enough any more.
    assert_eq!(matter.rung, Rung::Visit);
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
