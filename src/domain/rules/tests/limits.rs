//! The limit of every rule that holds, against the rule book and a recount.

use super::*;
use crate::domain::follow_up::FollowStep;
use crate::domain::support::pairing::ContactWay;

/// Rule, level and limit of everything that holds.
fn said(world: &World) -> Vec<(RuleId, Level, Limit)> {
    world.asked(|facts| {
        let flags = flags(facts);
        let all = limits(facts, flags.iter());
        for (flag, limits) in flags.iter().zip(&all) {
            let holds: Vec<Holding> = limits.iter().map(|(held, _)| *held).collect();
            assert_eq!(holds, flag.rules);
        }
        let all = all.into_iter().flatten();
        // The home of these tests took no registers.
        let of_children = all.filter(|(held, _)| held.rule != RuleId::A5);
        of_children
            .map(|(held, limit)| (held.rule, held.level, limit))
            .collect()
    })
}

fn of(world: &World, rule: RuleId, level: Level) -> Limit {
    let said = said(world);
    let found = said.iter().find(|one| (one.0, one.1) == (rule, level));
    found.unwrap_or_else(|| panic!("{said:?}")).2
}

fn alone(born: Option<&str>) -> World {
    World::new().came("2026-08-31", TODAY).with(|world| {
        world.child.care_mode = Some(CareMode::Nobody);
        world.child.birth_date = born.map_or(crate::domain::child::UNKNOWN_BIRTH, day);
    })
}

fn left_behind() -> World {
    let world = World::new().came("2026-08-31", TODAY);
    world.tagged(TagCode::Lbc, "2026-09-01")
}

#[rstest]
#[case::misses_amber(World::new().came("2026-08-31", "2026-11-20"), RuleId::S3, Level::Amber, Limit::Missed { missed: 2, limit: 2 })]
#[case::misses_red(World::new().came("2026-08-31", "2026-11-12"), RuleId::S3, Level::Red, Limit::Missed { missed: 8, limit: 3 })]
#[case::township(World::new().came("2026-08-31", "2026-11-09"), RuleId::S4, Level::Red, Limit::Missed { missed: 11, limit: 10 })]
#[case::calls(World::new().came("2026-08-31", "2026-11-20").rang("2026-11-23", CallResult::NoAnswer).rang("2026-11-24", CallResult::NoAnswer), RuleId::S2, Level::Red, Limit::Calls { failed: 2, limit: 2 })]
#[case::excused(World::new().came("2026-08-31", "2026-11-16").excused(&["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24"]), RuleId::S5, Level::Amber, Limit::Excused { days: 6, limit: 5 })]
#[case::not_visited_at_risk(World::new().came("2026-08-31", TODAY).with(|world| { world.child.risk = Some(Risk::Yellow); world.child.risk_assessed_on = Some(day("2026-11-01")); }), RuleId::V3, Level::Amber, Limit::Days { days: 22, limit: 15 })]
#[case::not_visited_for_long(World::new().came("2026-08-31", TODAY).with(|world| { world.child.risk = Some(Risk::Red); world.child.risk_assessed_on = Some(day("2026-11-01")); }), RuleId::V3, Level::Red, Limit::Days { days: 22, limit: 10 })]
#[case::after_an_incident(World::new().came("2026-08-31", TODAY).with(|world| world.incidents.push(cases::incident("2026-11-23", Some(Agency::Police)))), RuleId::V6, Level::Red, Limit::Days { days: 1, limit: 1 })]
#[case::yearly(World::new().came("2026-08-31", TODAY).never_visited(), RuleId::V1, Level::Amber, Limit::Yearly { remind: 60 })]
#[case::too_young(alone(Some("2020-05-01")), RuleId::L1, Level::Red, Limit::Younger { age: Some(6), limit: 8, needs: false })]
#[case::age_not_known(alone(None), RuleId::L1, Level::Red, Limit::Younger { age: None, limit: 8, needs: false })]
#[case::living_alone(alone(Some("2014-05-01")), RuleId::L2, Level::Red, Limit::Younger { age: Some(12), limit: 16, needs: false })]
#[case::no_agreement(left_behind(), RuleId::L3, Level::Amber, Limit::Days { days: 84, limit: 14 })]
#[case::no_contact_of_the_parents(left_behind(), RuleId::L4, Level::Amber, Limit::Days { days: 84, limit: 30 })]
#[case::file(World::new().came("2026-08-31", TODAY).with(|world| world.child.last_verified_on = Some(day("2026-10-01"))), RuleId::D1, Level::Amber, Limit::Days { days: 54, limit: 30 })]
#[case::phone(World::new().came("2026-08-31", TODAY).with(|world| world.contacts[0].phone_verified_on = Some(day("2026-08-01"))), RuleId::D2, Level::Amber, Limit::Days { days: 115, limit: 90 })]
#[case::contact(support::contact_due(), RuleId::P1, Level::Amber, Limit::Days { days: 54, limit: 30 })]
#[case::contact_after_ten_days_of_holidays(support::in_holidays(false).with(|world| world.terms.last_mut().unwrap().to_day = day("2026-10-19")), RuleId::P1, Level::Amber, Limit::Days { days: 44, limit: 30 })]
#[case::contact_agreed(support::contact_due().contact("2026-11-10", ContactWay::Call, Some("2026-11-20")), RuleId::P1, Level::Amber, Limit::Days { days: 34, limit: 30 })]
fn a_rule_that_holds_names_its_limit_and_what_was_found(
    #[case] world: World,
    #[case] rule: RuleId,
    #[case] level: Level,
    #[case] limit: Limit,
) {
    assert_eq!(of(&world, rule, level), limit);
}

#[test]
fn the_numbers_are_those_that_the_home_has_set() {
    let mut world = World::new().came("2026-08-31", "2026-11-12");
    world.set(&[
        (&book::S3_RED, 5),
        (&book::S3_AMBER, 4),
        (&book::S3_ONCE_IN, NEVER),
    ]);
    let limit = of(&world, RuleId::S3, Level::Red);
    assert_eq!(
        limit,
        Limit::Missed {
            missed: 8,
            limit: 5
        }
    );
    let limit = of(&world, RuleId::S3, Level::Amber);
    assert_eq!(
        limit,
        Limit::Missed {
            missed: 8,
            limit: 4
        }
    );
}

#[test]
fn not_seen_names_the_limit_of_each_level() {
    let world = World::new().came("2026-08-31", "2026-09-25").with(|world| {
        world.visits.clear();
        world.child.risk = Some(Risk::Blue);
        world.child.risk_assessed_on = Some(day("2026-11-01"));
    });
    let limit = of(&world, RuleId::S5, Level::Amber);
    assert_eq!(
        limit,
        Limit::NotSeen {
            days: 60,
            limit: 30
        }
    );
    let limit = of(&world, RuleId::S5, Level::Red);
    assert_eq!(
        limit,
        Limit::NotSeen {
            days: 60,
            limit: 45
        }
    );
}

#[test]
fn what_was_kept_says_that_it_was() {
    let world = World::new()
        .came("2026-08-31", "2026-11-19")
        .excused(&["2026-11-20", "2026-11-23", "2026-11-24"])
        .did("2026-11-24", RuleId::S3, FollowStep::Kept, |step| {
            step.since = day("2026-11-20");
            step.until = Some(day("2026-11-23"));
            step.how = Level::Amber.code().to_owned();
        });
    let kept = said(&world);
    let entered = day("2026-11-24");
    let limit = Limit::Kept { entered };
    assert_eq!(kept, [(RuleId::S3, Level::Amber, limit)]);
}

/// A child of Monday to Friday without agreed days who has missed eight.
#[test]
fn a_rare_run_names_how_rare_it_is_and_what_is_enough_for_its_length() {
    let world = World::new().came("2026-08-31", "2026-11-12").with(|world| {
        world.child.expected_days = Weekdays::NONE;
        world.days.retain(|one| one.day != day("2026-09-16"));
    });
    let Limit::Rare {
        once_in_weeks,
        limit,
        of_this_run,
    } = of(&world, RuleId::S3, Level::Amber)
    else {
        panic!("{:?}", said(&world))
    };
    assert_eq!(limit, world.book.get(&book::S3_ONCE_IN));
    // Eight open days of five a week: more than a week and a half, so that less is enough.
    assert_eq!(of_this_run, (limit * 5 + 4) / 8);
    assert_eq!(once_in_weeks, None, "hardly ever");
}

/// A child who came in every second week and has stayed away for three.
#[test]
fn a_run_that_is_longer_than_usual_names_both_and_the_days() {
    let world = World::new().came("2026-08-31", "2026-11-06").with(|world| {
        world.child.expected_days = Weekdays::NONE;
        let is_off = |on: NaiveDate| (on - day("2026-08-31")).num_days() / 7 % 2 == 1;
        world.days.retain(|one| !is_off(one.day));
        world.set(&[(&book::S3_ONCE_IN, NEVER)]);
    });
    // A visit saw it after it last came.
    let visits = world.visits.iter().filter(|one| one.is_sighting());
    let last = visits.map(|one| one.day).max().unwrap();
    let today = world.today();
    let open = |from: NaiveDate, to: NaiveDate| {
        world.asked(|facts| {
            let days = from.iter_days().skip(1).take_while(|on| *on <= to);
            days.filter(|on| facts.calendar.is_open(*on) && facts.taken.contains(on))
                .count()
        })
    };
    let found = said(&world)
        .into_iter()
        .find_map(|(_, _, limit)| match limit {
            Limit::Longer {
                missed,
                usual,
                days,
                limit,
            } => Some((missed, usual, days, limit)),
            _ => None,
        });
    let (missed, usual, days, limit) = found.unwrap_or_else(|| panic!("{:?}", said(&world)));
    assert_eq!(missed, open(last, today));
    assert_eq!(usual, 5, "a week, twice");
    assert_eq!(days, (today - last).num_days());
    assert_eq!(limit, world.book.get(&book::S3_LONGER));
}

/// Mondays only since the end of October, every day before.
#[test]
fn a_fall_names_the_share_that_is_left() {
    let world = World::new().came("2026-08-03", "2026-11-16").with(|world| {
        let is_dropped = |on: NaiveDate| on > day("2026-10-26") && on.weekday() != Weekday::Mon;
        world.days.retain(|one| !is_dropped(one.day));
        world.set(&[
            (&book::S3_ONCE_IN, NEVER),
            (&book::S3_AMBER, 100),
            (&book::S3_RED, 100),
        ]);
    });
    let Limit::Falling {
        percent,
        limit,
        expected,
        missed,
    } = of(&world, RuleId::S6, Level::Amber)
    else {
        panic!("{:?}", said(&world))
    };
    let reason = world
        .flags()
        .into_iter()
        .flat_map(|flag| flag.reasons)
        .find_map(|one| match one {
            Reason::Seen(SeenReason::Falling {
                came,
                of,
                came_before,
                of_before,
                ..
            }) => Some((came, of, came_before, of_before)),
            _ => None,
        });
    let (came, of, came_before, of_before) = reason.unwrap();
    assert_eq!(percent, 100 * came * of_before / (came_before * of));
    assert!(percent <= limit, "{percent} of {limit}");
    assert_eq!(limit, world.book.count(&book::S6_FALL));
    assert_eq!(expected, world.book.count(&book::S6_EXPECTED));
    assert_eq!(missed, world.book.count(&book::S6_MISSED));
}

/// The habit is counted again from the raw facts.
#[test]
fn the_habit_can_be_counted_again() {
    let world = World::new()
        .thursdays("2026-08-31", "2026-11-05")
        .excused(&["2026-10-15"]);
    let usual = world.asked(|facts| usual(facts, world.child.id)).unwrap();
    let total = usual.total();
    let came = world.asked(|facts| {
        let came = world.days.iter().filter(|one| one.mark == Mark::Present);
        let expected = |one: &&MarkedDay| facts.calendar.expected(&world.child, one.day);
        came.filter(expected).count()
    });
    assert_eq!(total.came, came);
    assert!(usual.of_agreed, "{usual:?}");
    assert_eq!(usual.days, world.child.expected_days);
    assert!(total.of >= total.came, "{usual:?}");
}

#[test]
fn of_who_came_too_seldom_nothing_is_claimed() {
    let world = World::new().came("2026-09-01", "2026-09-02").with(|world| {
        world.child.expected_days = Weekdays::NONE;
    });
    let usual = world.asked(|facts| usual(facts, world.child.id)).unwrap();
    assert_eq!(usual.chance, Chance::TooLittleKnown);
    assert!(usual.days.is_empty());
    let never = World::new().never_visited();
    assert_eq!(
        never.asked(|facts| super::usual(facts, never.child.id)),
        None
    );
}
