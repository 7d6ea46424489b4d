//! Every rule as a table of cases.

use super::*;
use crate::domain::samples;

#[test]
fn a_child_who_comes_and_whose_file_is_kept_raises_nothing() {
    let world = World::new().came("2026-08-31", TODAY);
    assert_eq!(world.said(), Vec::<String>::new());
}

#[rstest]
#[case::one_miss_is_no_flag("2026-11-23", &[])]
#[case::two_in_a_row_are_shown("2026-11-20", &["S3 amber"])]
#[case::three_ask_for_a_visit("2026-11-19", &["S3 red"])]
#[case::nine_are_still_s3("2026-11-11", &["S3 red"])]
#[case::ten_go_up_to_the_township("2026-11-10", &["S4 red"])]
fn misses_in_a_row(#[case] last: &str, #[case] said: &[&str]) {
    assert_eq!(World::new().came("2026-08-31", last).said(), said);
}

/// The fixed counts are for children who keep their agreed days.
#[rstest]
#[case::keeps_them(&[], true)]
#[case::missed_two_of_sixty(&["2026-09-08", "2026-10-14"], true)]
#[case::missed_one_in_eight(&["2026-09-08", "2026-09-15", "2026-09-22", "2026-10-13", "2026-10-20", "2026-10-27", "2026-11-03"], false)]
fn two_missed_days_say_something_of_who_keeps_agreed_days(
    #[case] missed: &[&str],
    #[case] is_flagged: bool,
) {
    let world = World::new().came("2026-08-31", "2026-11-20").with(|world| {
        let missed: Vec<NaiveDate> = missed.iter().map(|text| day(text)).collect();
        world.days.retain(|one| !missed.contains(&one.day));
        world.now = at("2026-11-24T20:00");
    });
    assert_eq!(world.flag(RuleId::S3).is_some(), is_flagged);
}

#[test]
fn a_new_child_is_believed_to_keep_its_agreed_days() {
    let world = World::new().came("2026-11-17", "2026-11-20");
    assert_eq!(world.said(), ["S3 amber"]);
    let never = World::new()
        .never_visited()
        .with(|world| world.child.joined_on = Some(day("2026-11-20")));
    assert!(never.flag(RuleId::S3).is_some());
}

#[test]
fn a_child_of_alternate_weeks_is_missed_after_the_second_week() {
    let weeks = |world: World, all: &[&str]| {
        all.iter().fold(world, |world, monday| {
            let friday = day(monday) + TimeDelta::days(4);
            world.came(monday, &friday.to_string())
        })
    };
    let world = weeks(
        World::new(),
        &[
            "2026-09-07",
            "2026-09-21",
            "2026-10-12",
            "2026-10-26",
            "2026-11-09",
        ],
    );
    let missed = |on: &str| world.clone().on(on).flag(RuleId::S3).is_some();
    assert!(!missed("2026-11-20T20:00"));
    assert!(missed("2026-11-25T20:00"));
}

#[test]
fn the_day_itself_counts_only_when_it_is_closed() {
    let world = World::new().came("2026-08-31", "2026-11-20");
    let open = world.with(|world| {
        world.is_closed = false;
        world.now = at("2026-11-24T16:40");
    });
    assert_eq!(open.said(), Vec::<String>::new());
}

#[rstest]
#[case::excused_days(World::new().came("2026-08-31", "2026-11-19").excused(&["2026-11-20", "2026-11-23", "2026-11-24"]))]
#[case::closed_days(World::new().came("2026-08-31", "2026-11-19").closed_on(&["2026-11-20", "2026-11-23", "2026-11-24"]))]
#[case::days_without_register(World::new().came("2026-08-31", "2026-11-19").not_taken(&["2026-11-20", "2026-11-23", "2026-11-24"]))]
#[case::days_that_are_not_agreed(World::new().thursdays("2026-08-31", "2026-11-19"))]
#[case::a_visit_that_saw_the_child(World::new().came("2026-08-31", "2026-11-19").visited("2026-11-24", true))]
fn what_is_no_unexplained_absence(#[case] world: World) {
    assert_eq!(world.said(), Vec::<String>::new());
}

#[test]
fn a_child_without_agreed_days_is_missed_by_its_own_rhythm() {
    let world = World::new().came("2026-08-31", "2026-11-19").with(|world| {
        world.child.expected_days = Weekdays::NONE;
    });
    let flag = world.flag(RuleId::S3).unwrap();
    assert!(
        matches!(
            flag.reasons[0],
            // Rarer than once a year, so that no number is told.
            Reason::Seen(SeenReason::OutOfRhythm {
                days: 3,
                once_in_weeks: None
            })
        ),
        "{:?}",
        flag.reasons
    );
    let silent = world.with(|world| world.set(&[(&book::S3_ONCE_IN, NEVER)]));
    assert!(silent.flag(RuleId::S3).is_none());
}

#[test]
fn a_visit_that_did_not_meet_the_child_ends_nothing_and_is_told() {
    let world = World::new()
        .came("2026-08-31", "2026-11-19")
        .visited("2026-11-24", false);
    let flag = world.flag(RuleId::S3).unwrap();
    assert!(
        flag.reasons
            .contains(&Reason::Visit(VisitReason::NotMet { on: day(TODAY) })),
        "{flag:?}"
    );
}

#[test]
fn the_reasons_of_a_flag_say_everything_a_director_would() {
    let world = World::new()
        .came("2026-08-31", "2026-11-09")
        .rang("2026-11-12", CallResult::NoAnswer)
        .rang("2026-11-13", CallResult::NoAnswer);
    let flag = world.flag(RuleId::S4).unwrap();
    let told = [
        Reason::Seen(SeenReason::MissedInARow {
            days: 11,
            from: day("2026-11-10"),
            is_agreed: true,
        }),
        Reason::Seen(SeenReason::UsualDays(Weekdays::SCHOOL)),
        Reason::Seen(SeenReason::LastSeen {
            on: Some(day("2026-11-09")),
            how: SeenHow::Home,
        }),
        Reason::Seen(SeenReason::NoAnswer {
            times: 2,
            last: day("2026-11-13"),
        }),
    ];
    for reason in told {
        assert!(
            flag.reasons.contains(&reason),
            "{reason:?} in {:?}",
            flag.reasons
        );
    }
    assert_eq!(
        (flag.open_days_missed, flag.last_seen),
        (11, Some(day("2026-11-09")))
    );
    assert_eq!(flag.since, day("2026-11-10"));
}

#[test]
fn two_calls_that_nobody_answers_bring_the_director_in_after_one_miss() {
    let world = World::new()
        .came("2026-08-31", "2026-11-23")
        .rang(TODAY, CallResult::NoAnswer)
        .rang(TODAY, CallResult::Stopped);
    assert_eq!(world.said(), ["S2 red", "D2 amber"]);
    let reached = World::new()
        .came("2026-08-31", "2026-11-23")
        .rang(TODAY, CallResult::NoAnswer)
        .rang(TODAY, CallResult::Reached);
    assert_eq!(reached.said(), Vec::<String>::new());
}

#[test]
fn an_answer_takes_nothing_back_and_being_away_for_now_neither() {
    let world = World::new()
        .came("2026-08-31", "2026-11-20")
        .rang("2026-11-23", CallResult::NoAnswer)
        .rang("2026-11-23", CallResult::Stopped)
        .rang(TODAY, CallResult::Reached);
    let flag = world.flag(RuleId::S2).unwrap();
    let last = day("2026-11-23");
    let no_answer = Reason::Seen(SeenReason::NoAnswer { times: 2, last });
    assert!(flag.reasons.contains(&no_answer), "{:?}", flag.reasons);
    let away = World::new().came("2026-08-31", "2026-11-19").with(|world| {
        world.child.status = Status::Away;
        world.child.left_on = Some(day(TODAY));
    });
    // Friday and Monday were missed before.
    let still = away
        .clone()
        .on("2026-12-01T20:00")
        .flag(RuleId::S3)
        .unwrap();
    let from = day("2026-11-20");
    let missed = Reason::Seen(SeenReason::MissedInARow {
        days: 2,
        from,
        is_agreed: true,
    });
    assert!(still.reasons.contains(&missed), "{:?}", still.reasons);
}

#[rstest]
#[case::red(Some(Risk::Red), None, "2026-11-13", Some(Level::Red))]
#[case::yellow(Some(Risk::Yellow), None, "2026-11-06", Some(Level::Amber))]
#[case::yellow_long(Some(Risk::Yellow), None, "2026-10-29", Some(Level::Red))]
#[case::left_behind(None, Some(TagCode::Lbc), "2026-10-20", Some(Level::Amber))]
#[case::others_not_yet(None, None, "2026-09-10", None)]
#[case::others(None, None, "2026-08-07", Some(Level::Amber))]
fn not_seen_by_anyone(
    #[case] risk: Option<Risk>,
    #[case] tag: Option<TagCode>,
    #[case] last: &str,
    #[case] level: Option<Level>,
) {
    // Without agreed days no miss is counted: only S5 applies, with the limits of risk and category.
    let world = World::new().never_visited().came(last, last).with(|world| {
        world.child.expected_days = Weekdays::NONE;
        world.set(&[(&book::S5_NO_DAYS, 365)]);
        world.child.risk = risk;
        world.child.risk_assessed_on = Some(day("2026-11-20"));
    });
    let world = match tag {
        Some(code) => world.tagged(code, "2026-01-01"),
        None => world,
    };
    assert_eq!(world.flag(RuleId::S5).map(|flag| flag.level), level);
}

#[rstest]
#[case::no_days_agreed(Weekdays::NONE, "2026-09-24", Some(Level::Amber))]
#[case::no_days_agreed_not_yet(Weekdays::NONE, "2026-09-25", None)]
fn a_child_without_agreed_days_is_asked_after_sooner(
    #[case] agreed: Weekdays,
    #[case] last: &str,
    #[case] level: Option<Level>,
) {
    let world = World::new().never_visited().came(last, last);
    let world = world.with(|world| world.child.expected_days = agreed);
    assert_eq!(world.flag(RuleId::S5).map(|flag| flag.level), level);
}

#[test]
fn with_parents_for_the_summer_nobody_is_missed_but_the_law_still_holds() {
    let world = World::new()
        .came("2026-05-04", "2026-06-30")
        .on("2026-08-10T20:00")
        .with(|world| {
            world.child.summer_plan = Some(SummerPlan::Parents);
            world.child.care_mode = Some(CareMode::Nobody);
            world.child.last_verified_on = Some(day("2026-08-01"));
            world.contacts[0].phone_verified_on = Some(day("2026-08-01"));
            world.visit("2026-06-30", VisitKind::Regular, true);
        });
    let mut away = world.asked(flags);
    // Without terms in the calendar there is no summer holiday, and the absence counts.
    assert!(away.iter().any(|flag| flag.rule == RuleId::S4));
    away.retain(|flag| flag.rule == RuleId::L2);
    assert_eq!(away.len(), 1);
}

#[test]
fn a_falling_trend_is_told_before_the_child_is_gone() {
    let mut world = World::new().came("2026-08-31", "2026-10-27");
    // After that once a week, including today.
    for on in ["2026-11-03", "2026-11-10", "2026-11-17"] {
        world.mark(day(on), Mark::Present);
    }
    world.set(&[(&book::S6_FALL, 50)]);
    // Four days are as long as it was away before, but the trend says it.
    let told = world.clone().on("2026-11-16T20:00");
    let flag = told.flag(RuleId::S6).unwrap();
    assert!(
        matches!(
            flag.reasons[0],
            Reason::Seen(SeenReason::Falling {
                came: 8,
                of: 20,
                ..
            })
        ),
        "{:?}",
        flag.reasons
    );
    // The child was seen since, and the next missed day says nothing new.
    assert!(world.on("2026-11-18T20:00").flag(RuleId::S6).is_none());
}

#[rstest]
#[case::in_time("16:50", None)]
#[case::to_be_asked("17:05", Some(Level::Amber))]
fn expected_and_not_in(#[case] time: &str, #[case] level: Option<Level>) {
    let world = World::new().came("2026-08-31", "2026-11-23").with(|world| {
        world.now = at(&format!("{TODAY}T{time}"));
        world.is_closed = false;
    });
    assert_eq!(world.flag(RuleId::S1).map(|flag| flag.level), level);
}

#[rstest]
#[case("18:35", None)]
#[case("18:45", Some(Level::Amber))]
#[case("19:00", Some(Level::Red))]
fn still_in_after_closing(#[case] time: &str, #[case] level: Option<Level>) {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.now = at(&format!("{TODAY}T{time}"));
        world.is_closed = false;
        world.days.last_mut().unwrap().is_in = true;
    });
    assert_eq!(world.flag(RuleId::S7).map(|flag| flag.level), level);
}

#[rstest]
#[case::at_midnight("2026-11-25T00:10", false, Some(Level::Red))]
#[case::weeks_later("2026-12-14T09:00", false, Some(Level::Red))]
#[case::it_came_again("2026-11-25T18:00", true, Some(Level::Amber))]
fn who_was_never_signed_out_is_asked_for_after_midnight_too(
    #[case] now: &str,
    #[case] comes_again: bool,
    #[case] level: Option<Level>,
) {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.days.last_mut().unwrap().is_in = true;
        if comes_again {
            world.mark(day("2026-11-25"), Mark::Present);
        }
    });
    let flag = world.on(now).flag(RuleId::S7);
    assert_eq!(flag.as_ref().map(|flag| flag.level), level);
    assert_eq!(flag.map(|flag| flag.since), Some(day(TODAY)));
}

/// Without agreed days the usual ones are counted.
#[rstest]
#[case::nine("2026-11-11", false)]
#[case::ten("2026-11-10", true)]
fn ten_usual_days_go_up_to_the_township_too(#[case] last: &str, #[case] is_told: bool) {
    let world = World::new().came("2026-08-31", last);
    let world = world.with(|world| world.child.expected_days = Weekdays::NONE);
    assert_eq!(
        world.flag(RuleId::S4).is_some(),
        is_told,
        "{:?}",
        world.said()
    );
}

#[test]
fn an_unlisted_adult_stays_to_be_looked_at_for_a_week() {
    let left = |on: &str| {
        World::new().came("2026-08-31", TODAY).with(|world| {
            let found = world.days.iter_mut().find(|one| one.day == day(on));
            found.unwrap().unlisted = true;
        })
    };
    assert_eq!(left("2026-11-20").said(), ["S8 amber"]);
    assert_eq!(left("2026-11-13").said(), Vec::<String>::new());
}

pub(super) fn agreement(signed: &str) -> Agreement {
    Agreement {
        id: crate::domain::AgreementId(Uuid::from_u128(50)),
        child: ChildId(Uuid::from_u128(7)),
        caregiver: None,
        signed_on: day(signed),
        valid_to: None,
        reviewed_on: None,
        suitability_checked: None,
        child_view: String::new(),
        paper_no: String::new(),
    }
}

pub(super) fn incident(found: &str, reported_to: Option<Agency>) -> Incident {
    Incident {
        id: IncidentId(Uuid::from_u128(60)),
        reported_to,
        reported_at: reported_to.map(|_| at(&format!("{found}T17:20"))),
        ..Incident::new(
            ChildId(Uuid::from_u128(7)),
            at(&format!("{found}T17:00")),
            IncidentKind::Injury,
        )
    }
}

#[rstest]
#[case::under_eight_alone("2020-01-01", CareMode::Nobody, Some("L1"))]
#[case::eight_alone("2018-01-01", CareMode::Nobody, Some("L2"))]
#[case::sixteen_alone("2010-01-01", CareMode::Nobody, None)]
#[case::with_grandparents("2020-01-01", CareMode::Grandparents, None)]
fn nobody_at_home(#[case] born: &str, #[case] care: CareMode, #[case] said: Option<&str>) {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.child.birth_date = day(born);
        world.child.care_mode = Some(care);
    });
    let law = world
        .flags()
        .into_iter()
        .find(|flag| flag.rule.code().starts_with('L'));
    assert_eq!(law.map(|flag| flag.rule.code()), said);
}

#[rstest]
#[case::without_agreement(None, "L3 amber")]
#[case::an_agreement_of_last_year(Some("2025-09-01"), "L3 amber")]
#[case::an_agreement_of_this_year(Some("2026-03-01"), "")]
fn care_of_a_left_behind_child(#[case] signed: Option<&str>, #[case] said: &str) {
    let world = World::new()
        .came("2026-08-31", TODAY)
        .tagged(TagCode::Lbc, "2026-09-01");
    let world = world.with(|world| world.agreements.extend(signed.map(agreement)));
    let found = world.said().into_iter().find(|said| said.starts_with("L3"));
    assert_eq!(found.unwrap_or_default(), said);
}

/// Of a child of the home since 2026-09-15.
#[rstest]
#[case::on_a_day(
    Some("2026-10-01"),
    None,
    NoAgreementSince::LeftBehind(day("2026-10-01"))
)]
#[case::on_the_day_of_joining(
    Some("2026-09-15"),
    None,
    NoAgreementSince::LeftBehind(day("2026-09-15"))
)]
#[case::before_the_home_knew_it(
    Some("2026-03-01"),
    None,
    NoAgreementSince::LeftBehind(day("2026-03-01"))
)]
#[case::on_a_day_that_nobody_knows(None, None, NoAgreementSince::Known)]
#[case::with_an_agreement_until_october(
    None,
    Some("2026-10-20"),
    NoAgreementSince::Ended(day("2026-10-20"))
)]
#[case::with_an_agreement_of_before(None, Some("2026-08-20"), NoAgreementSince::Known)]
fn no_day_is_told_on_which_a_child_was_left_behind_unless_its_file_has_it(
    #[case] from: Option<&str>,
    #[case] ended: Option<&str>,
    #[case] since: NoAgreementSince,
) {
    let world = World::new().came("2026-09-15", TODAY);
    let world = world.tagged_since(TagCode::Lbc, from).with(|world| {
        world.child.joined_on = Some(day("2026-09-15"));
        world.agreements.extend(ended.map(|on| Agreement {
            valid_to: Some(day(on)),
            ..agreement("2026-08-01")
        }));
    });
    assert_eq!(
        world.flag(RuleId::L3).unwrap().reasons,
        [Reason::Record(RecordReason::NoAgreement(since))]
    );
}

/// The clocks of a category that began on a day that nobody knows begin where the home began to know the child.
#[rstest]
#[case::agreement_in_time("2026-11-15", RuleId::L3, None)]
#[case::agreement_late("2026-11-10", RuleId::L3, Some("2026-11-10"))]
#[case::parents_in_time("2026-10-26", RuleId::L4, None)]
#[case::parents_late("2026-10-20", RuleId::L4, Some("2026-10-20"))]
#[case::visit_in_the_month_after("2026-11-01", RuleId::V2, None)]
#[case::visit_of_this_month("2026-10-31", RuleId::V2, Some("2026-10-31"))]
fn an_unknown_start_begins_with_the_file(
    #[case] joined: &str,
    #[case] rule: RuleId,
    #[case] late_from: Option<&str>,
) {
    let at_start = |from: Option<&str>| {
        let world = World::new().never_visited().came("2026-10-26", TODAY);
        world
            .on("2026-11-25T20:00")
            .tagged_since(TagCode::Lbc, from)
            .with(|world| world.child.joined_on = Some(day(joined)))
            .visited(joined, true)
            .flag(rule)
            .map(|flag| (flag.level, flag.since))
    };
    assert_eq!(at_start(None).is_some(), late_from.is_some());
    assert_eq!(at_start(None), at_start(Some(joined)));
}

#[test]
fn the_parents_contact_is_asked_after_every_month() {
    let world = World::new()
        .came("2026-08-31", TODAY)
        .tagged(TagCode::Lbc, "2026-09-01");
    let flag = world.flag(RuleId::L4).unwrap();
    assert_eq!(
        flag.reasons,
        [Reason::Record(RecordReason::ParentsContact { last: None })]
    );
    let asked = world.with(|world| world.visits[0].parents = Some(Grade::Poor));
    assert!(asked.flag(RuleId::L4).is_none());
}

#[test]
fn a_barred_caregiver_and_an_unreported_incident_are_red_until_the_record_changes() {
    let barred = World::new().came("2026-08-31", TODAY).with(|world| {
        world.contacts[0].barred_since = Some(day("2026-11-01"));
    });
    assert_eq!(barred.said(), ["L5 red"]);
    let found = World::new().came("2026-08-31", TODAY).with(|world| {
        world.incidents.push(incident("2026-11-23", None));
    });
    assert_eq!(
        found.flag(RuleId::L6).unwrap().reasons,
        [Reason::Record(RecordReason::Unreported { hours: 27 })]
    );
    assert!(RuleId::L6.close_reasons().is_empty() && RuleId::L5.close_reasons().is_empty());
}

#[rstest]
#[case::a_month("2026-10-20", Some(Level::Amber))]
#[case::a_quarter("2026-08-20", Some(Level::Amber))]
#[case::in_time("2026-10-26", None)]
fn files_are_gone_through(#[case] last: &str, #[case] level: Option<Level>) {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.child.last_verified_on = Some(day(last));
    });
    assert_eq!(world.flag(RuleId::D1).map(|flag| flag.level), level);
}

#[rstest]
#[case::tried_long_ago(|world: &mut World| world.contacts[0].phone_verified_on = Some(day("2026-08-01")), "D2 amber")]
#[case::no_phone(|world: &mut World| world.contacts[0].phones.clear(), "D2 amber")]
#[case::risk_of_spring(|world: &mut World| {
    world.child.risk = Some(Risk::Green);
    world.child.risk_assessed_on = Some(day("2026-05-01"));
}, "D3 amber")]
#[case::sixteen_in_january(|world: &mut World| {
    world.child.birth_date = day("2011-01-10");
    world.tags.push(Tag { id: TagId::default(), child: world.child.id, code: TagCode::Mig,
        from_day: Some(day("2026-01-01")), to_day: None, evidence: String::new(), is_primary: true });
}, "D5 amber")]
#[case::staff_never_checked(|world: &mut World| world.staff.push(Staff {
    id: StaffId::default(), name: "王主任".to_owned(), role: Role::Director,
    phone: String::new(), active: true, checked_on: None,
}), "D6 amber")]
fn what_the_file_says_gets_old(#[case] change: fn(&mut World), #[case] said: &str) {
    let world = World::new().came("2026-08-31", TODAY).with(change);
    assert!(
        world.said().iter().any(|one| one == said),
        "{:?}",
        world.said()
    );
}

/// A request of 20 October is due on 19 November.
#[rstest]
#[case::of_today("2026-11-24", None, Some(Level::Amber))]
#[case::on_the_last_day("2026-10-25", None, Some(Level::Amber))]
#[case::too_long("2026-10-24", None, Some(Level::Red))]
#[case::answered("2026-10-01", Some("2026-11-24"), None)]
#[case::of_tomorrow("2026-11-25", None, None)]
fn a_family_waits_for_its_answer(
    #[case] asked: &str,
    #[case] answered: Option<&str>,
    #[case] level: Option<Level>,
) {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.requests.push(FamilyRequest {
            answered_on: answered.map(day),
            ..samples::request(world.child.id, day(asked))
        });
    });
    let flag = world.flag(RuleId::D7);
    assert_eq!(flag.as_ref().map(|flag| flag.level), level);
    if let Some(flag) = flag {
        assert_eq!(flag.since, day(asked));
        let due = day(asked) + TimeDelta::days(30);
        let told = RecordReason::FamilyAsked {
            times: 1,
            on: day(asked),
            due,
        };
        assert_eq!(flag.reasons, [Reason::Record(told)]);
    }
}

#[rstest]
#[case::a_year_and_a_day("2025-11-23", true)]
#[case::a_year("2025-11-24", false)]
fn a_file_is_kept_for_a_year(#[case] left: &str, #[case] is_told: bool) {
    let world = World::new().came("2025-08-31", "2025-10-20").with(|world| {
        world.child.status = Status::Moved;
        world.child.left_on = Some(day(left));
    });
    let flag = world.flag(RuleId::D8);
    assert_eq!(flag.is_some(), is_told);
    if let Some(flag) = flag {
        let told = RecordReason::Outgrown {
            files: 1,
            on: day(TODAY),
        };
        assert_eq!((flag.level, flag.since), (Level::Amber, day(TODAY)));
        assert_eq!(flag.reasons, [Reason::Record(told)]);
        assert_eq!(flag.subject, Subject::Home);
    }
}

/// The oldest of several counts, and the child may have left.
#[test]
fn the_family_of_a_child_who_has_left_waits_too() {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.child.status = Status::Moved;
        world.child.left_on = Some(day("2026-09-01"));
        for asked in ["2026-11-20", "2026-11-10"] {
            world
                .requests
                .push(samples::request(world.child.id, day(asked)));
        }
    });
    let flag = world.flag(RuleId::D7).unwrap();
    assert_eq!((flag.since, flag.level), (day("2026-11-10"), Level::Amber));
}

#[test]
fn the_quarters_check_opens_with_its_last_month() {
    let world = World::new()
        .came("2026-08-31", "2026-12-01")
        .on("2026-12-01T20:00")
        .visited("2026-12-01", true);
    let world = world.with(|world| world.child.last_verified_on = Some(day("2026-09-30")));
    let flag = world.flag(RuleId::D4).unwrap();
    let due = day("2026-12-31");
    assert_eq!(
        flag.reasons,
        [Reason::Record(RecordReason::QuarterCheck {
            verified: 0,
            of: 1,
            due
        })]
    );
}

#[test]
fn children_who_left_raise_nothing_and_children_away_only_what_the_law_wants() {
    let mut world = World::new().with(|world| world.child.care_mode = Some(CareMode::Nobody));
    world.child.status = Status::Away;
    assert_eq!(world.said(), ["L2 red"]);
    world.child.status = Status::Moved;
    assert_eq!(world.said(), Vec::<String>::new());
}

#[test]
fn a_home_can_change_a_number() {
    let world = World::new().came("2026-08-31", "2026-11-19").with(|world| {
        world.set(&[(&book::S3_RED, 5), (&book::S3_ONCE_IN, NEVER)]);
    });
    assert_eq!(world.said(), ["S3 amber"]);
    assert!(
        Preset::Wide
            .changes()
            .iter()
            .all(|(number, value)| number.default != *value)
    );
}
