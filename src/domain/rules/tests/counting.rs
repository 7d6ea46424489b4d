//! Which days are counted.

use super::*;

/// A key child without agreed days, last seen on a given day; S5 applies after thirty days.
fn unseen(last: &str) -> World {
    let world = World::new()
        .never_visited()
        .tagged(TagCode::Key, "2026-01-01");
    world.came(last, last).with(|world| {
        world.child.expected_days = Weekdays::NONE;
        world.child.risk_assessed_on = Some(day("2026-11-20"));
        world.set(&[(&book::S3_ONCE_IN, NEVER)]);
    })
}

fn age(world: &World) -> Option<(usize, usize)> {
    let flag = world.flag(RuleId::S5)?;
    flag.reasons.iter().find_map(|reason| match reason {
        Reason::Seen(SeenReason::NotSeen {
            days, open_days, ..
        }) => Some((*days, *open_days)),
        _ => None,
    })
}

fn fortnight(from: &str) -> Vec<String> {
    let days = day(from).iter_days().take(14);
    days.map(|day| day.to_string()).collect()
}

#[test]
fn the_days_that_nobody_saw_a_child_are_those_of_the_calendar() {
    // Tuesday to Tuesday, five weeks.
    assert_eq!(age(&unseen("2026-10-20")), Some((35, 25)));
    let weekend = unseen("2026-10-20").on("2026-11-22T20:00");
    assert_eq!(age(&weekend), Some((33, 23)));
}

#[test]
fn nothing_is_taken_off_them() {
    let lost = fortnight("2026-11-02");
    let lost: Vec<&str> = lost.iter().map(String::as_str).collect();
    let without_register = unseen("2026-10-20").not_taken(&lost);
    assert_eq!(age(&without_register), Some((35, 15)));
    assert_eq!(
        without_register.flag(RuleId::S5).unwrap().open_days_missed,
        15
    );
    let weekdays: Vec<&str> = lost
        .iter()
        .copied()
        .filter(|text| day(text).weekday().number_from_monday() <= 5)
        .collect();
    assert_eq!(
        age(&unseen("2026-10-20").closed_on(&weekdays)),
        Some((35, 15))
    );
    let excused = unseen("2026-10-20").excused(&["2026-11-12", "2026-11-14"]);
    assert_eq!(age(&excused), Some((35, 25)));
}

/// A child without a day of joining whose file was made on `TODAY`, read as of days before it.
#[rstest]
#[case::of_unknown_start(Some((TagCode::Lbc, None)), "2026-09-30", None)]
#[case::of_unknown_start_a_day_later(Some((TagCode::Lbc, None)), "2026-10-01", Some(30))]
#[case::left_behind_before(Some((TagCode::Lbc, Some("2026-01-01"))), "2026-10-01", Some(30))]
#[case::left_behind_from_the_day_of_the_file(Some((TagCode::Lbc, Some(TODAY))), "2026-10-01", None)]
#[case::of_no_category(None, "2026-10-01", None)]
fn the_past_of_a_child_left_behind_since_nobody_knows_when_has_its_limit(
    #[case] category: Option<(TagCode, Option<&str>)>,
    #[case] today: &str,
    #[case] limit: Option<i64>,
) {
    let made = at(&format!("{TODAY}T17:00"));
    let seconds = u64::try_from(made.timestamp()).unwrap();
    let context = uuid::ContextV7::new();
    let id = Uuid::new_v7(uuid::Timestamp::from_unix(&context, seconds, 0));
    let world = World::new().never_visited().on(&format!("{today}T20:00"));
    let world = world.came("2026-08-31", "2026-08-31").with(|world| {
        world.child.id = ChildId(id);
        world.child.joined_on = None;
        world.child.expected_days = Weekdays::NONE;
        world.set(&[
            (&book::S3_AMBER, 900),
            (&book::S3_RED, 900),
            (&book::S3_ONCE_IN, NEVER),
        ]);
    });
    assert_eq!(world.child.known_since(), Some(day(TODAY)));
    let world = match category {
        Some((code, from)) => world.tagged_since(code, from),
        None => world,
    };
    let found = world.flag(RuleId::S5).map(|flag| flag.reasons);
    let found = found.iter().flatten().find_map(|reason| match reason {
        Reason::Seen(SeenReason::NotSeen { limit, .. }) => Some(*limit),
        _ => None,
    });
    assert_eq!(found, limit);
}

#[test]
fn a_home_that_begins_has_nobody_unseen_for_years() {
    let begins = |on: &str| {
        unseen("2026-10-20").with(|world| {
            world.days.clear();
            world.child.joined_on = Some(day("2024-09-01"));
            world.began = day(on);
        })
    };
    assert_eq!(age(&begins("2026-11-09")), None);
    assert_eq!(age(&begins("2026-10-20")), Some((35, 25)));
}

#[test]
fn nobody_is_missed_on_days_before_the_home_knew_of_the_child() {
    let new = |joined: Option<&str>| {
        World::new().never_visited().with(|world| {
            world.child.joined_on = joined.map(day);
            world.began = day("2026-11-23");
        })
    };
    // One day: Monday. The register goes back for years.
    let monday = new(Some("2024-09-01")).on("2026-11-23T20:00");
    assert!(monday.flags().iter().all(|flag| !flag.rule.is_on_unseen()));
    let on = new(Some("2024-09-01")).on("2026-11-25T20:00");
    let missed = on.flag(RuleId::S3).unwrap();
    let from = day("2026-11-23");
    assert_eq!(
        missed.reasons[0],
        Reason::Seen(SeenReason::MissedInARow {
            days: 3,
            from,
            is_agreed: true
        })
    );
}

#[test]
fn a_day_on_which_half_of_the_home_stays_away_is_no_childs_absence() {
    let with_others = |away: &[&str]| {
        World::new().came("2026-08-31", "2026-11-19").with(|world| {
            world.others_away = Some(away.iter().map(|text| day(text)).collect());
        })
    };
    assert_eq!(with_others(&[]).said(), ["S3 red"]);
    // Snow on Monday and Tuesday; Friday is the child's own.
    let snow = with_others(&["2026-11-23", "2026-11-24"]);
    assert_eq!(snow.said(), Vec::<String>::new());
    assert_eq!(snow.clone().flags(), []);
}

/// Two weeks before an exam a class stays at school; for longer it is so many children whom nobody has seen.
#[rstest]
#[case::alone_it_is_missed(0, "2026-11-19", &["S3 red"])]
#[case::the_class_came(2, "2026-11-24", &["S3 red"])]
#[case::the_class_stayed_away_too(2, "2026-11-19", &[])]
#[case::two_are_no_class(1, "2026-11-19", &["S3 red"])]
fn a_day_on_which_the_whole_class_stays_away_is_no_childs_absence(
    #[case] others: u128,
    #[case] until: &str,
    #[case] said: &[&str],
) {
    let world = World::new().came("2026-08-31", "2026-11-19");
    assert_eq!(world.in_class_with(others, until).said(), said);
}

#[test]
fn a_class_that_stays_away_for_weeks_is_missed_and_the_days_left_out_are_told() {
    let gone = |until: &str| {
        World::new()
            .came("2026-08-31", until)
            .in_class_with(2, until)
    };
    // Ten days of the class are left out; the eleventh and the twelfth are missed.
    let flag = gone("2026-11-06").flag(RuleId::S3).unwrap();
    assert!(
        flag.reasons
            .contains(&Reason::Seen(SeenReason::NotCounted { home: 0, class: 10 }))
    );
    assert!(matches!(
        flag.reasons[0],
        Reason::Seen(SeenReason::MissedInARow { days: 2, .. })
    ));
    assert!(gone("2026-11-10").flag(RuleId::S3).is_none());
}

/// Whoever is looked for early, and whoever was rung in vain, is missed though the class stays away.
#[rstest]
#[case::by_its_category(|world: World| world.tagged(TagCode::Lbc, "2026-01-01"))]
#[case::by_its_risk(|world: World| world.with(|world| world.child.risk = Some(Risk::Yellow)))]
#[case::rung_in_vain(|world: World| world.rang("2026-11-23", CallResult::NoAnswer))]
fn a_class_that_stays_away_hides_nobody_who_is_looked_for(#[case] change: fn(World) -> World) {
    let world = World::new().came("2026-08-31", "2026-11-19");
    let world = world.in_class_with(2, "2026-11-19");
    assert!(world.flag(RuleId::S3).is_none());
    assert!(change(world).flag(RuleId::S3).is_some());
}

/// Who came too seldom for a habit is still under the agreed days.
#[test]
fn ten_agreed_days_count_where_no_habit_is_known() {
    let mut world = World::new();
    for on in ["2026-09-01", "2026-09-02", "2026-10-14"] {
        world.mark(day(on), Mark::Present);
    }
    assert!(world.on("2026-10-30T20:00").flag(RuleId::S4).is_some());
}

/// Who was never away for long is missed after two weeks and a half, however few of its days are sure.
#[rstest]
#[case::two_weeks(2, "2026-11-12", false)]
#[case::longer_than_ever(2, "2026-11-05", true)]
#[case::as_long_as_twice_before(0, "2026-11-05", false)]
fn a_run_that_is_longer_than_twice_before_counts(
    #[case] weeks_between: i64,
    #[case] last: &str,
    #[case] is_listed: bool,
) {
    let mut world = World::new().with(|world| {
        world.child.expected_days = Weekdays::NONE;
        world.set(&[(&book::S3_ONCE_IN, NEVER)]);
    });
    // Every Thursday, or every third one.
    let step = if weeks_between == 0 { 21 } else { 7 };
    let mut on = day(last);
    while on > day("2026-07-01") {
        world.mark(on, Mark::Present);
        on -= TimeDelta::days(step);
    }
    world.days.sort_by_key(|one| one.day);
    let longer = |flag: &Flag| {
        let is = |one: &Reason| matches!(one, Reason::Seen(SeenReason::LongerThanUsual { .. }));
        flag.reasons.iter().any(is)
    };
    assert_eq!(
        world.flag(RuleId::S3).as_ref().is_some_and(longer),
        is_listed
    );
}

/// Ten agreed days missed go to the township, unless the child misses as many at times.
#[test]
fn who_does_not_keep_its_agreed_days_goes_to_the_township_out_of_its_habit() {
    let keeps = World::new().came("2026-08-31", "2026-11-06");
    assert!(keeps.flag(RuleId::S4).is_some());
    // Twice it was away for two weeks.
    let turns = World::new()
        .came("2026-08-17", "2026-08-28")
        .came("2026-09-14", "2026-10-09")
        .came("2026-10-26", "2026-11-06");
    let as_before = turns.clone().on("2026-11-20T20:00");
    assert!(as_before.flag(RuleId::S4).is_none());
    assert!(turns.on("2026-12-04T20:00").flag(RuleId::S4).is_some());
}

/// What the file plans for the summer is nobody's word that the child was seen.
#[test]
fn a_plan_for_the_summer_explains_absences_but_is_no_sighting() {
    let away = |plan| {
        unseen("2026-06-30").on("2026-09-08T20:00").with(|world| {
            world.child.summer_plan = plan;
            world.terms.push(Term {
                from_day: day("2026-07-01"),
                to_day: day("2026-08-31"),
                name: "暑假".to_owned(),
                kind: TermKind::Holiday,
            });
        })
    };
    assert_eq!(age(&away(Some(SummerPlan::Parents))), Some((70, 50)));
    assert_eq!(age(&away(Some(SummerPlan::Village))), Some((70, 50)));
}

#[test]
fn who_is_excused_day_after_day_is_asked_after() {
    let ill = |days: usize| {
        let world = World::new()
            .never_visited()
            .came("2026-08-31", "2026-10-30");
        let open = day("2026-11-02").iter_days();
        let open = open.filter(|day| day.weekday().number_from_monday() <= 5);
        let open: Vec<String> = open.take(days).map(|day| day.to_string()).collect();
        let until = open.last().unwrap().clone();
        let open: Vec<&str> = open.iter().map(String::as_str).collect();
        world
            .excused(&open)
            .visited("2026-10-30", true)
            .on(&format!("{until}T20:00"))
    };
    assert_eq!(ill(5).said(), Vec::<String>::new());
    let flag = ill(6).flag(RuleId::S5).unwrap();
    let from = day("2026-11-02");
    assert_eq!(
        flag.reasons[0],
        Reason::Seen(SeenReason::ExcusedOnly { days: 6, from })
    );
}

#[test]
fn a_child_who_is_not_seen_is_not_asked_after_in_a_second_line() {
    let world = World::new().came("2026-08-31", "2026-11-18").with(|world| {
        world.now = at(&format!("{TODAY}T17:30"));
        world.is_closed = false;
    });
    assert_eq!(world.said(), ["S3 red"]);
    let flag = world.flag(RuleId::S3).unwrap();
    assert!(
        flag.reasons
            .contains(&Reason::Seen(SeenReason::NotInYet { minutes: 30 }))
    );
}

#[rstest]
#[case::less_than_nothing("S3.red", -4)]
#[case::more_days_than_a_calendar_has("V1.remind", i64::MAX)]
#[case::the_end_of_the_world("S8.days", i64::MIN)]
#[case::no_such_day("V4.from", 1_345)]
#[case::a_flood("L4.days", i64::MAX)]
fn a_number_that_makes_no_sense_is_as_if_nobody_had_set_it(#[case] name: &str, #[case] value: i64) {
    let world = || {
        World::new()
            .came("2026-08-31", "2026-11-19")
            .tagged(TagCode::Lbc, "2026-09-01")
    };
    let changed = world().with(|world| {
        let name = name.to_owned();
        world.book = RuleBook::new(vec![RuleNumber { name, value }]);
    });
    assert_eq!(changed.flags(), world().flags());
}

#[test]
fn a_month_without_the_day_from_which_it_is_reminded_has_its_last() {
    let world = World::new()
        .came("2027-02-01", "2027-02-28")
        .on("2027-02-28T20:00");
    let world = world
        .visited("2027-01-15", true)
        .tagged(TagCode::Dfuc, "2026-09-01");
    let world = world.with(|world| world.set(&[(&book::V2_FROM_DAY, 31)]));
    let visit = world.flag(RuleId::V2).unwrap();
    assert_eq!(
        (visit.level, visit.since),
        (Level::Amber, day("2027-02-28"))
    );
}

#[test]
fn an_agreement_that_has_run_out_is_late_a_fortnight_after_its_end() {
    let ended = |on: &str| {
        let world = World::new()
            .came("2026-08-31", TODAY)
            .tagged(TagCode::Lbc, "2025-09-01");
        world.with(|world| {
            world.agreements.push(cases::agreement("2025-09-20"));
            world.agreements[0].valid_to = Some(day(on));
        })
    };
    assert!(ended("2026-11-12").flag(RuleId::L3).is_none());
    let since = day("2026-11-09");
    let late = ended("2026-11-09").flag(RuleId::L3).unwrap();
    assert_eq!(
        late.reasons,
        [Reason::Record(RecordReason::NoAgreement(
            NoAgreementSince::Ended(since)
        ))]
    );
}
