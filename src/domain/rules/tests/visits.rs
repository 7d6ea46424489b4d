//! Rules on visits as tables of cases.

use super::cases::{agreement, incident};
use super::*;

#[rstest]
#[case::the_day_itself("2026-11-24T20:00", false, None)]
#[case::reported("2026-11-24T20:00", true, Some(Level::Amber))]
#[case::the_day_after("2026-11-25T08:00", false, Some(Level::Red))]
#[case::the_day_after_reported("2026-11-25T08:00", true, Some(Level::Red))]
fn after_an_incident_the_visit_is_asked_for_once_it_is_reported_or_a_day_has_passed(
    #[case] now: &str,
    #[case] is_reported: bool,
    #[case] level: Option<Level>,
) {
    let reported = is_reported.then_some(Agency::Police);
    let world = World::new().came("2026-08-31", TODAY).on(now);
    let world = world.with(|world| world.incidents.push(incident("2026-11-24", reported)));
    let found = world.flag(RuleId::V6);
    assert_eq!(found.as_ref().map(|flag| flag.level), level);
    assert!(found.is_none_or(|flag| flag.list() == List::ToSee));
}

/// A stay with family that somebody confirmed suspends the looking for, not the asking.
#[rstest]
#[case::in_the_first_week("2026-11-30", None, false)]
#[case::after_a_week("2026-12-02", None, true)]
#[case::after_a_call("2026-12-02", Some("2026-11-30"), false)]
#[case::a_week_after_the_call("2026-12-08", Some("2026-11-30"), true)]
#[case::when_the_stay_is_over("2026-12-21", None, false)]
fn who_stays_with_family_is_rung_every_week(
    #[case] now: &str,
    #[case] rang: Option<&str>,
    #[case] is_due: bool,
) {
    let mut world = World::new().came("2026-08-31", "2026-11-12").did(
        TODAY,
        RuleId::S3,
        FollowStep::WithParents,
        |step| step.until = Some(day("2026-12-20")),
    );
    if let Some(rang) = rang {
        world = world.rang(rang, CallResult::Reached);
    }
    let flag = world.on(&format!("{now}T20:00")).flag(RuleId::V4);
    assert_eq!(flag.is_some(), is_due, "{flag:?}");
    assert!(flag.is_none_or(|flag| flag.is_by_phone() && flag.list() == List::ToVisit));
}

/// Whoever is at risk and overdue for weeks has to be seen after an incident all the same.
#[test]
fn a_visit_after_an_incident_stands_before_one_that_is_late() {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.visits.clear();
        world.child.risk = Some(Risk::Red);
        world.child.risk_assessed_on = Some(day("2026-09-01"));
        world
            .incidents
            .push(incident("2026-11-24", Some(Agency::Police)));
    });
    let flag = world.flag(RuleId::V6).expect("a visit after the incident");
    assert_eq!(flag.list(), List::ToSee);
    assert!(flag.is_urgent());
}

/// A later incident takes nothing from the clock of the first.
#[test]
fn each_incident_has_its_own_clock() {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world
            .incidents
            .push(incident("2026-11-20", Some(Agency::Police)));
        world.incidents.push(incident("2026-11-24", None));
    });
    let flag = world
        .flag(RuleId::V6)
        .expect("a visit after the first incident");
    assert_eq!((flag.level, flag.since), (Level::Red, day("2026-11-20")));
}

#[rstest]
#[case::two_months_after("2026-11-10", "2027-01-20")]
#[case::half_a_year_after("2026-11-10", "2027-05-10")]
fn a_first_visit_is_due_until_it_is_made(#[case] joined: &str, #[case] now: &str) {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.visits.clear();
        world.child.joined_on = Some(day(joined));
    });
    assert!(world.on(&format!("{now}T20:00")).flag(RuleId::V6).is_some());
}

/// A visit that was owed before the home began to use the program is not asked for.
#[test]
fn an_old_visit_is_no_debt_of_a_new_home() {
    let world = World::new().came("2026-08-31", TODAY).never_visited();
    let world = world
        .visited("2024-05-20", true)
        .with(|world| world.began = day("2026-03-01"));
    let flag = world.flag(RuleId::V1).expect("the visit of this year");
    assert_eq!((flag.level, flag.since), (Level::Amber, day("2026-11-01")));
}

#[rstest]
#[case::in_spring("2026-03-01", "2026-11-05", true)]
#[case::just_before_the_reminders("2026-10-31", "2026-11-05", true)]
#[case::among_the_reminders("2026-11-02", "2026-12-30", false)]
#[case::in_the_next_year("2026-11-02", "2027-11-05", true)]
fn a_home_that_begins_late_in_the_year_owes_no_visits_of_that_year(
    #[case] began: &str,
    #[case] now: &str,
    #[case] is_due: bool,
) {
    let world = World::new().never_visited().came("2026-08-31", TODAY);
    let world = world.with(|world| world.began = day(began));
    let world = world.on(&format!("{now}T20:00"));
    assert_eq!(world.flag(RuleId::V1).is_some(), is_due);
}

#[rstest]
#[case::ordinary_in_november(None, TODAY, Some("V1 amber"))]
#[case::left_behind_before_the_25th(Some(TagCode::Lbc), "2026-11-24", None)]
#[case::left_behind_on_the_25th(Some(TagCode::Lbc), "2026-11-25", Some("V2 amber"))]
#[case::left_behind_next_month(Some(TagCode::Lbc), "2026-12-01", Some("V2 red"))]
fn visits_are_due(#[case] tag: Option<TagCode>, #[case] today: &str, #[case] said: Option<&str>) {
    let world = World::new()
        .came("2026-08-31", today)
        .on(&format!("{today}T20:00"));
    let world = world.never_visited().with(|world| {
        if tag.is_some() {
            world.visit("2026-10-12", VisitKind::Regular, true).parents = Some(Grade::Good);
            world.visit("2026-11-12", VisitKind::Phone, false).parents = Some(Grade::Good);
        }
        world.child.risk_assessed_on = Some(day("2026-11-20"));
        world.agreements.push(agreement("2026-09-01"));
    });
    let world = match tag {
        Some(code) => world.tagged(code, "2026-09-01"),
        None => world,
    };
    let visits = world.said().into_iter().find(|said| said.starts_with('V'));
    assert_eq!(visits.as_deref(), said);
}

#[rstest]
#[case::red_after_eight_days(Risk::Red, "2026-11-16", Some(Level::Amber))]
#[case::red_after_eleven(Risk::Red, "2026-11-13", Some(Level::Red))]
#[case::yellow_in_time(Risk::Yellow, "2026-11-10", None)]
#[case::blue_late(Risk::Blue, "2026-10-20", Some(Level::Amber))]
fn visits_by_risk_level(#[case] risk: Risk, #[case] last: &str, #[case] level: Option<Level>) {
    let world = World::new()
        .never_visited()
        .came("2026-08-31", TODAY)
        .visited(last, true);
    let world = world.with(|world| {
        world.child.risk = Some(risk);
        world.child.risk_assessed_on = Some(day("2026-11-01"));
    });
    assert_eq!(world.flag(RuleId::V3).map(|flag| flag.level), level);
}

#[rstest]
#[case::a_visit_a_week_ago(&[("2026-07-13", true)], None)]
#[case::a_visit_nine_days_ago(&[("2026-07-11", true)], Some("V4"))]
#[case::a_call_after_the_visit(&[("2026-07-11", true), ("2026-07-15", false)], None)]
#[case::two_calls_count_once(&[("2026-07-02", true), ("2026-07-08", false), ("2026-07-16", false)], Some("V4"))]
fn summer_mode(#[case] contacts: &[(&str, bool)], #[case] said: Option<&str>) {
    let world = World::new()
        .never_visited()
        .on("2026-07-20T20:00")
        .tagged(TagCode::Lbc, "2026-01-01");
    let world = contacts.iter().fold(world, |world, (on, seen)| {
        if *seen {
            world.visited(on, true)
        } else {
            world.rang(on, CallResult::Reached)
        }
    });
    let world = world.came("2026-05-04", "2026-07-20");
    let visits = world
        .flags()
        .into_iter()
        .find(|flag| flag.rule.code().starts_with('V'));
    assert_eq!(visits.map(|flag| flag.rule.code()), said);
}

#[test]
fn a_new_child_is_visited_within_a_week_and_after_an_incident_at_once() {
    let new = World::new()
        .never_visited()
        .came("2026-11-10", TODAY)
        .with(|world| {
            world.child.joined_on = Some(day("2026-11-10"));
        });
    assert_eq!(new.said(), ["V6 red"]);
    let hurt = World::new().came("2026-08-31", TODAY).with(|world| {
        world
            .incidents
            .push(incident("2026-11-23", Some(Agency::Police)));
    });
    assert_eq!(hurt.said(), ["V6 red"]);
}
