//! What must hold of the rules whatever the facts.

use super::*;

/// A child's last ten weeks as nobody made them up: came, missed, excused, closed, not taken.
fn worlds() -> impl Strategy<Value = World> {
    let fates = prop::collection::vec(0..10_u8, 70);
    let risk = prop::option::of(prop::sample::select(Risk::ALL));
    (fates, risk, any::<bool>()).prop_map(|(fates, risk, is_closed)| {
        let mut world = World::new();
        world.child.risk = risk;
        world.is_closed = is_closed;
        for (back, fate) in fates.iter().enumerate() {
            let on = day(TODAY) - TimeDelta::days(i64::try_from(back).unwrap());
            match fate {
                0..=3 => world.mark(on, Mark::Present),
                4 => world.mark(on, Mark::Excused),
                5 => world.closed.push(ClosedDay {
                    day: on,
                    reason: String::new(),
                }),
                6 => world.not_taken.push(on),
                _ => {}
            }
        }
        world
    })
}

fn not_seen(world: &World) -> Option<Flag> {
    let mut flags = world.flags().into_iter();
    flags.find(|flag| flag.rule.cause() == ladder::Cause::NotSeen && flag.rule != RuleId::S6)
}

proptest! {
    #[test]
    fn a_sighting_never_raises_not_seen_nor_makes_it_older(mut world in worlds(), back in 0..40_i64) {
        // By the fixed limits. To a child's own rhythm an older sighting is news of its habit.
        world.set(&[(&book::S3_ONCE_IN, NEVER)]);
        let before = not_seen(&world);
        let mut seen = world;
        seen.mark(day(TODAY) - TimeDelta::days(back), Mark::Present);
        if let Some(flag) = not_seen(&seen) {
            let before = before.expect("raised by a sighting");
            prop_assert!(flag.since >= before.since);
            prop_assert!(flag.open_days_missed <= before.open_days_missed);
            prop_assert!(flag.level >= before.level);
        }
    }

    #[test]
    fn a_sighting_since_the_last_one_never_raises_not_seen_by_rhythm_either(world in worlds(), after in 0..40_i64) {
        let before = not_seen(&world);
        let last = world.asked(|facts| facts.last_seen.values().copied().next()).unwrap();
        let on = last + TimeDelta::days(1 + after);
        let mut seen = world;
        seen.mark(on.min(day(TODAY)), Mark::Present);
        if let Some(flag) = not_seen(&seen) {
            let before = before.expect("raised by a sighting");
            prop_assert!(flag.since >= before.since);
            prop_assert!(flag.open_days_missed <= before.open_days_missed);
            prop_assert!(flag.level >= before.level);
        }
    }

    #[test]
    fn a_closed_day_never_raises_not_seen(world in worlds(), back in 0..40_i64) {
        let before = not_seen(&world);
        let mut closed = world;
        closed.closed.push(ClosedDay { day: day(TODAY) - TimeDelta::days(back), reason: String::new() });
        prop_assert!(not_seen(&closed).is_none() || before.is_some());
    }

    #[test]
    fn the_figures_of_a_reason_are_those_of_a_recount(world in worlds()) {
        let Some(flag) = not_seen(&world) else { return Ok(()) };
        for reason in &flag.reasons {
            if let Reason::MissedInARow { days, from } = reason {
                let marked = |on: NaiveDate| world.days.iter().any(|one| one.day == on);
                let counted = flag.last_seen.unwrap().iter_days().skip(1)
                    .take_while(|on| *on < day(TODAY) || (*on == day(TODAY) && world.is_closed))
                    .filter(|on| on.weekday().number_from_monday() <= 5)
                    .filter(|on| !world.closed.iter().any(|one| one.day == *on))
                    .filter(|on| !world.not_taken.contains(on) && !marked(*on))
                    .filter(|on| !world.visits.iter().any(|one| one.is_sighting() && one.day == *on))
                    // The public holidays of autumn 2026.
                    .filter(|on| !(day("2026-09-25")..=day("2026-09-27")).contains(on))
                    .filter(|on| !(day("2026-10-01")..=day("2026-10-07")).contains(on));
                let counted: Vec<NaiveDate> = counted.collect();
                prop_assert_eq!(*days, counted.len());
                prop_assert_eq!(Some(from), counted.first());
            }
        }
    }

    #[test]
    fn the_order_of_facts_does_not_matter(mut world in worlds(), swap in any::<bool>()) {
        world = world.rang("2026-11-20", CallResult::NoAnswer).rang("2026-11-18", CallResult::Reached);
        let before = world.flags();
        world.closed.reverse();
        world.not_taken.reverse();
        if swap {
            world.tags.reverse();
        }
        prop_assert_eq!(before, world.flags());
    }
}
