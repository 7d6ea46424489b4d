//! Properties of the rules that hold for all facts.

use super::*;

/// Whether what was found is over the limit, whichever rule it is.
fn is_over(limit: &Limit) -> bool {
    match *limit {
        Limit::Missed { missed, limit } => missed >= limit,
        Limit::Calls { failed, limit } => failed >= limit,
        Limit::NotSeen { days, limit } | Limit::Excused { days, limit } => days > limit,
        Limit::Falling { percent, limit, .. } => percent <= limit,
        Limit::Rare {
            once_in_weeks,
            of_this_run,
            ..
        } => once_in_weeks.is_none_or(|weeks| weeks >= of_this_run),
        Limit::Days { days, limit } => days >= limit,
        Limit::Longer {
            missed,
            usual,
            days,
            limit,
        } => missed > usual && days >= limit,
        Limit::Younger { age, limit, needs } => needs || age.is_none_or(|age| age < limit),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_was_found_is_over_the_limit_of_every_rule_that_holds(world in worlds()) {
        world.asked(|facts| {
            let flags = flags(facts);
            for (flag, limits) in flags.iter().zip(limits(facts, flags.iter())) {
                assert_eq!(flag.rules.len(), limits.len());
                for (held, limit) in limits {
                    assert!(is_over(&limit), "{held:?} {limit:?} {flag:?}");
                    assert!(
                        limit != Limit::AtOnce || !held.rule.is_on_unseen(),
                        "{held:?} {flag:?}"
                    );
                }
            }
        });
    }
}

/// Ten random weeks of a child: came, missed, excused, closed, not taken.
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

/// The same for a child who was last seen long ago and has risk level red.
pub(super) fn worlds_of_a_missing_child() -> impl Strategy<Value = World> {
    (worlds(), 8..50_i64).prop_map(|(mut world, back)| {
        let last = day(TODAY) - TimeDelta::days(back);
        world
            .days
            .retain(|one| one.day <= last || !one.mark.is_seen());
        world.visits.retain(|one| one.day <= last);
        world.mark(last, Mark::Present);
        world.child.risk = Some(Risk::Red);
        world
    })
}

/// Days of the calendar after a sighting, and the open days with a register among them, counted forwards from the
/// raw facts.
fn recount(world: &World, last: NaiveDate) -> (usize, usize) {
    let is_over = |on: NaiveDate| on < day(TODAY) || world.is_closed;
    world.asked(|facts| {
        let days = last.iter_days().skip(1).take_while(|on| *on <= day(TODAY));
        let days: Vec<NaiveDate> = days.collect();
        let is_open = |on: &&NaiveDate| matches!(facts.calendar.day(**on), DayKind::Open { .. });
        let open = days.iter().filter(is_open);
        let open = open.filter(|on| is_over(**on) && facts.taken.contains(on));
        (days.len(), open.count())
    })
}

/// Days attended and days expected, without excused days.
fn attended(world: &World, from_back: i64, to_back: i64) -> (usize, usize) {
    let seen_on = |on| {
        let visited = world
            .visits
            .iter()
            .any(|one| one.is_sighting() && one.day == on);
        let last = world
            .days
            .iter()
            .filter(|one| one.mark.is_seen())
            .map(|one| one.day)
            .max();
        visited && last.is_none_or(|last| last <= on)
    };
    world.asked(|facts| {
        let days = (from_back..to_back).map(|back| day(TODAY) - TimeDelta::days(back));
        let counted = days
            .filter(|on| facts.calendar.expected(&world.child, *on))
            .filter(|on| facts.taken.contains(on) && (*on < day(TODAY) || world.is_closed));
        counted.fold((0, 0), |(came, of), on| {
            match world
                .days
                .iter()
                .find(|one| one.day == on)
                .map(|one| one.mark)
            {
                Some(Mark::Excused) => (came, of),
                Some(Mark::Present | Mark::Late) => (came + 1, of + 1),
                Some(Mark::Absent) | None if seen_on(on) => (came, of),
                Some(Mark::Absent) | None => (came, of + 1),
            }
        })
    })
}

fn not_seen(world: &World) -> Option<Flag> {
    let mut flags = world.flags().into_iter();
    flags.find(|flag| flag.rule.is_on_unseen())
}

/// Flags raised by a limit of days or misses. S6 has another measure, and S1 adds its reason to an
/// existing flag.
fn by_limit(world: &World) -> Option<Flag> {
    not_seen(world).filter(|flag| !matches!(flag.rule, RuleId::S1 | RuleId::S6))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_sighting_never_raises_not_seen_nor_makes_it_older(mut world in worlds(), back in 0..40_i64) {
        // Fixed limits only: for the child's own rhythm an older sighting changes its habit.
        world.set(&[
            (&book::S3_ONCE_IN, NEVER),
            (&book::S3_LONGER, MOST_DAYS),
            (&book::S3_KEPT, 0),
        ]);
        let before = by_limit(&world);
        let mut seen = world;
        seen.mark(day(TODAY) - TimeDelta::days(back), Mark::Present);
        if let Some(flag) = by_limit(&seen) {
            let before = before.expect("raised by a sighting");
            prop_assert!(flag.since >= before.since);
            prop_assert!(flag.open_days_missed <= before.open_days_missed);
            prop_assert!(flag.level >= before.level);
        }
    }

    #[test]
    fn waiting_never_ends_a_not_seen_matter_nor_makes_it_weaker(world in worlds(), days in 1..400_i64) {
        // S1 is of one day.
        let matter = |world: &World| world.flags().into_iter().find(|flag| {
            flag.rule.is_on_unseen() && flag.rule != RuleId::S1
        });
        let Some(before) = matter(&world) else { return Ok(()) };
        let mut later = world;
        later.now += TimeDelta::days(days);
        later.is_closed = true;
        let after = matter(&later).expect("it went away by waiting");
        prop_assert_eq!(after.since, before.since);
        prop_assert!(after.level <= before.level);
        prop_assert!(after.raised <= before.raised, "{} then {}", before.raised, after.raised);
        for held in &before.rules {
            let still = after.rules.iter().any(|one| one.rule == held.rule && one.level == held.level);
            prop_assert!(still || held.rule == RuleId::S1, "{held:?} ended: {:?}", after.rules);
        }
    }

    #[test]
    fn what_a_day_of_the_whole_home_was_does_not_change_with_later_days(
        away in prop::collection::btree_set(0..20_i64, 0..8),
        days in 0..30_i64,
    ) {
        let mut world = World::new().came("2026-08-31", "2026-10-16");
        let away = away.into_iter().map(|back| day(TODAY) - TimeDelta::days(back)).collect();
        world.others_away = Some(away);
        let counted = |world: &World, until: NaiveDate| world.asked(|facts| {
            let days = ground::Ground::new(facts).counted.into_iter().map(|(day, _)| day);
            days.filter(|one| (day("2026-11-05")..=until).contains(one)).collect::<Vec<_>>()
        });
        let before = counted(&world, day(TODAY));
        let mut later = world;
        later.now += TimeDelta::days(days);
        prop_assert_eq!(before, counted(&later, day(TODAY)));
    }

    #[test]
    fn a_day_of_a_class_that_counts_never_ceases_to_count(
        until in 0..30_i64,
        others in 2..4_u128,
        back in 0..40_i64,
        days in 0..60_i64,
    ) {
        let until = day(TODAY) - TimeDelta::days(until);
        let world = World::new()
            .came("2026-08-31", "2026-11-06")
            .in_class_with(others, &until.to_string());
        let counts = |world: &World| world.asked(|facts| {
            let ground = ground::Ground::new(facts);
            !ground.is_class_away(&world.child, day(TODAY) - TimeDelta::days(back))
        });
        let before = counts(&world);
        let mut later = world;
        later.now += TimeDelta::days(days);
        prop_assert!(!before || counts(&later));
    }

    #[test]
    fn a_sighting_today_ends_it_by_whatever_rule(world in worlds()) {
        let mut seen = world;
        seen.mark(day(TODAY), Mark::Present);
        prop_assert!(not_seen(&seen).is_none(), "{:?}", not_seen(&seen));
    }

    #[test]
    fn a_closed_day_never_raises_not_seen_nor_makes_it_worse(mut world in worlds(), back in 0..70_i64) {
        // Fixed limits only: for the child's own rhythm one day less changes its habit.
        world.set(&[
            (&book::S3_ONCE_IN, NEVER),
            (&book::S3_LONGER, MOST_DAYS),
            (&book::S3_KEPT, 0),
        ]);
        let before = by_limit(&world);
        let mut closed = world;
        closed.closed.push(ClosedDay { day: day(TODAY) - TimeDelta::days(back), reason: String::new() });
        if let Some(flag) = by_limit(&closed) {
            let before = before.expect("raised by a closed day");
            prop_assert!(flag.level >= before.level);
            prop_assert!(flag.open_days_missed <= before.open_days_missed);
            prop_assert_eq!(flag.since, before.since);
        }
    }

    #[test]
    fn the_days_not_seen_are_those_of_a_recount(world in worlds_of_a_missing_child()) {
        let Some(flag) = not_seen(&world) else { return Ok(()) };
        let (days, open_days) = recount(&world, flag.last_seen.unwrap());
        prop_assert_eq!(flag.open_days_missed, open_days);
        for reason in &flag.reasons {
            if let Reason::Seen(SeenReason::NotSeen { days: said, open_days: open, .. }) = reason {
                prop_assert_eq!((*said, *open), (days, open_days));
            }
        }
    }

    #[test]
    fn a_falling_trend_is_that_of_a_recount(world in worlds()) {
        let falling = world.flags().into_iter().flat_map(|flag| flag.reasons).find_map(|reason| match reason {
            Reason::Seen(SeenReason::Falling { until, came, of, came_before, of_before }) => Some((until, (came, of, came_before, of_before))),
            _ => None,
        });
        let Some((until, said)) = falling else { return Ok(()) };
        let back = (day(TODAY) - until).num_days();
        let (came, of) = attended(&world, back, back + 28);
        let (came_before, of_before) = attended(&world, back + 28, back + 84);
        prop_assert_eq!(said, (came, of, came_before, of_before));
    }

    #[test]
    fn what_is_a_set_has_no_order(world in worlds(), turn in 1..3_usize) {
        let mut world = world.tagged(TagCode::Lbc, "2026-09-01").tagged(TagCode::Lbc, "2026-10-12")
            .tagged(TagCode::Dfuc, "2026-03-01");
        for (signed, until) in [("2025-01-01", "2026-10-30"), ("2025-03-01", "2026-11-05"), ("2024-01-01", "2025-01-01")] {
            let mut agreement = cases::agreement(signed);
            agreement.valid_to = Some(day(until));
            world.agreements.push(agreement);
        }
        for found in ["2026-11-20", "2026-11-03", "2026-10-10"] {
            world.incidents.push(cases::incident(found, None));
        }
        let before = world.flags();
        world.tags.rotate_left(turn);
        world.agreements.rotate_left(turn);
        world.incidents.rotate_left(turn);
        prop_assert_eq!(before, world.flags());
    }

    #[test]
    fn the_figures_of_a_reason_are_those_of_a_recount(world in worlds()) {
        let Some(flag) = not_seen(&world) else { return Ok(()) };
        for reason in &flag.reasons {
            if let Reason::Seen(SeenReason::MissedInARow { days, from, .. }) = reason {
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
