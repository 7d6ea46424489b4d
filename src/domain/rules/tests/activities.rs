//! A1 to A4: the weekly activity and the compulsory talks.

use super::*;
use crate::domain::activity::coverage::{Covered, How};
use crate::domain::activity::weeks::WeekState;
use crate::domain::activity::{Activity, Progress, Recurrence, Series};
use crate::domain::{ActivityId, SeriesId};

pub(super) fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}

fn activity(nth: u128, on: &str, topic: &str, progress: Progress) -> Activity {
    Activity {
        id: ActivityId(Uuid::from_u128(300 + nth)),
        progress,
        ..Activity::new(day(on), time(17), time(18), topic.parse().unwrap())
    }
}

impl World {
    fn activities(mut self, all: &[(&str, &str, Progress)]) -> Self {
        for (on, topic, progress) in all {
            let nth = self.programme.activities.len() as u128;
            let one = activity(nth, on, topic, *progress);
            self.programme
                .taking_part
                .insert(one.id, vec![self.child.id]);
            self.programme.activities.push(one);
        }
        self
    }

    fn held(self, days: &[(&str, &str)]) -> Self {
        let all: Vec<_> = days
            .iter()
            .map(|(on, topic)| (*on, *topic, Progress::Held))
            .collect();
        self.activities(&all)
    }

    fn because(mut self, week: &str, why: &str) -> Self {
        self.programme.reasons.insert(day(week), why.to_owned());
        self
    }

    fn in_term(mut self, from: &str, to: &str) -> Self {
        self.terms.push(Term {
            from_day: day(from),
            to_day: day(to),
            name: String::new(),
            kind: TermKind::Term,
        });
        self
    }

    /// The A-flags.
    fn duty(&self) -> Vec<String> {
        let flags = self.asked(flags);
        let own = flags.iter().filter(|flag| ACTIVITIES.contains(&flag.rule));
        own.map(|flag| format!("{} {} {}", flag.rule.code(), flag.level.code(), flag.since))
            .collect()
    }

    fn strip(&self) -> Vec<String> {
        let weeks = self.asked(weeks);
        weeks
            .iter()
            .map(|week| match &week.state {
                WeekState::Missed { reason: Some(why) } => format!("missed: {why}"),
                state => state.code().to_owned(),
            })
            .collect()
    }
}

#[rstest]
#[case::monday("2026-11-23", &[], &[])]
#[case::wednesday("2026-11-25", &[], &[])]
#[case::thursday("2026-11-26", &[], &["A1 amber 2026-11-26"])]
#[case::saturday("2026-11-28", &[], &["A1 amber 2026-11-26"])]
#[case::sunday("2026-11-29", &[], &["A1 red 2026-11-29"])]
#[case::thursday_with_a_plan("2026-11-26", &[("2026-11-27", "READ", Progress::Planned)], &[])]
#[case::sunday_with_a_plan_for_today("2026-11-29", &[("2026-11-29", "READ", Progress::Planned)],
    &["A1 red 2026-11-29"])]
#[case::thursday_after_it_was_called_off("2026-11-26",
    &[("2026-11-24", "READ", Progress::Cancelled)], &["A1 amber 2026-11-26"])]
#[case::thursday_after_it_went_by("2026-11-26",
    &[("2026-11-24", "READ", Progress::Planned)], &["A1 amber 2026-11-26"])]
#[case::held("2026-11-29", &[("2026-11-24", "READ", Progress::Held)], &[])]
fn something_takes_place_every_week(
    #[case] today: &str,
    #[case] all: &[(&str, &str, Progress)],
    #[case] said: &[&str],
) {
    // POLICY was held this month, so that only the week raises a flag.
    let world = World::new()
        .on(&format!("{today}T20:00"))
        .held(&[
            ("2026-11-03", "POLICY"),
            ("2026-11-10", "READ"),
            ("2026-11-17", "READ"),
        ])
        .activities(all);
    assert_eq!(world.duty(), said);
}

#[test]
fn a_missed_week_wants_a_reason_and_a_closed_one_does_not() {
    let closed = [
        "2026-11-09",
        "2026-11-10",
        "2026-11-11",
        "2026-11-12",
        "2026-11-13",
    ];
    let world = World::new()
        .on("2026-11-24T20:00")
        .held(&[
            ("2026-10-27", "POLICY"),
            ("2026-11-24", "READ"),
            ("2026-11-24", "POLICY"),
        ])
        .closed_on(&closed);
    assert_eq!(
        world.strip(),
        [
            "before", "before", "before", "held", "missed", "closed", "missed", "held"
        ]
    );
    assert_eq!(world.duty(), ["A1 red 2026-11-09"]);
    let flag = world
        .asked(flags)
        .into_iter()
        .find(|flag| flag.rule == RuleId::A1)
        .unwrap();
    let weeks = vec![day("2026-11-02"), day("2026-11-16")];
    assert_eq!(
        flag.reasons,
        [Reason::Activity(ActivityReason::WeeksWithoutReason {
            weeks
        })]
    );
    let world = world
        .because("2026-11-02", "主任培训")
        .because("2026-11-16", "大雪封路");
    assert_eq!(
        world.strip(),
        [
            "before",
            "before",
            "before",
            "held",
            "missed: 主任培训",
            "closed",
            "missed: 大雪封路",
            "held"
        ]
    );
    assert_eq!(world.duty(), Vec::<String>::new());
}

#[test]
fn weeks_before_the_home_began_to_plan_are_nobodys_fault() {
    let world = World::new().on("2026-11-24T20:00");
    assert_eq!(
        world.strip(),
        [
            "before", "before", "before", "before", "before", "before", "before", "nothing"
        ]
    );
    assert_eq!(world.duty(), Vec::<String>::new());
    let world = world.held(&[("2026-11-12", "POLICY")]);
    assert_eq!(
        world.strip(),
        [
            "before", "before", "before", "before", "before", "held", "missed", "nothing"
        ]
    );
}

#[test]
fn a_week_over_the_end_of_the_year_is_one_week() {
    let world = World::new().on("2027-01-03T20:00").held(&[
        ("2026-12-31", "POLICY"),
        ("2027-01-01", "POLICY"),
        ("2026-12-22", "READ"),
    ]);
    assert_eq!(world.strip().last().map(String::as_str), Some("held"));
    assert_eq!(world.duty(), Vec::<String>::new());
}

#[test]
fn a_series_counts_as_planned_and_its_closed_days_do_not() {
    let series = Series {
        id: SeriesId(Uuid::from_u128(1)),
        ..Series::new(
            day("2026-11-03"),
            (time(17), time(18)),
            Recurrence::Weekly,
            "READ".parse().unwrap(),
        )
    };
    let mut world = World::new().on("2026-11-26T20:00");
    world.programme.series.push(series);
    // Tuesday of this week passed without a record; nothing else is planned.
    assert_eq!(
        world.strip(),
        [
            "before", "before", "before", "before", "missed", "missed", "missed", "nothing"
        ]
    );
    let world = world.on("2026-11-23T20:00");
    assert_eq!(world.strip().last().map(String::as_str), Some("planned"));
    let closed = [
        "2026-11-23",
        "2026-11-24",
        "2026-11-25",
        "2026-11-26",
        "2026-11-27",
    ];
    let world = world.closed_on(&closed);
    assert_eq!(world.strip().last().map(String::as_str), Some("closed"));
}

#[rstest]
#[case::winter("2026-11-24", &[], None)]
#[case::april_has_just_begun("2026-04-02", &[], None)]
#[case::late_april("2026-04-20", &[], Some("A2 amber 2026-04-20"))]
#[case::april_with_a_talk("2026-04-20", &["2026-04-01"], None)]
#[case::the_talk_was_in_march("2026-04-20", &["2026-03-31"], Some("A2 amber 2026-04-20"))]
#[case::june_begins_without("2026-06-01", &[], Some("A2 amber 2026-06-01"))]
#[case::june_after_a_talk_in_may("2026-06-03", &["2026-05-29"], None)]
#[case::a_week_in_june_went_by("2026-06-09", &["2026-06-02"], Some("A2 amber 2026-06-09"))]
#[case::july_without("2026-07-25", &["2026-06-28"], Some("A2 red 2026-07-20"))]
#[case::september("2026-09-21", &["2026-08-30"], Some("A2 amber 2026-09-20"))]
#[case::october("2026-10-21", &[], None)]
fn drowning_is_talked_about_from_spring_to_autumn(
    #[case] today: &str,
    #[case] talks: &[&str],
    #[case] said: Option<&str>,
) {
    let talks: Vec<(&str, &str)> = talks.iter().map(|on| (*on, "DROWN")).collect();
    let world = World::new().on(&format!("{today}T20:00")).held(&talks);
    let a2 = world.duty().into_iter().find(|one| one.starts_with("A2"));
    assert_eq!(a2.as_deref(), said);
}

#[rstest]
#[case::early("2026-11-24", &[], None)]
#[case::late("2026-11-25", &[], Some("A3 amber 2026-11-25"))]
#[case::the_number_is_past_the_end_of_february("2027-02-28", &[], Some("A3 amber 2027-02-28"))]
#[case::held("2026-11-30", &["2026-11-02"], None)]
#[case::held_last_month("2026-11-30", &["2026-10-31"], Some("A3 amber 2026-11-25"))]
fn policy_is_talked_about_every_month(
    #[case] today: &str,
    #[case] talks: &[&str],
    #[case] said: Option<&str>,
) {
    let talks: Vec<(&str, &str)> = talks.iter().map(|on| (*on, "POLICY")).collect();
    let mut world = World::new().on(&format!("{today}T20:00")).held(&talks);
    if today.starts_with("2027") {
        world.set(&[(&book::A3_FROM_DAY, 31)]);
    }
    let a3 = world.duty().into_iter().find(|one| one.starts_with("A3"));
    assert_eq!(a3.as_deref(), said);
}

#[test]
fn every_child_has_been_in_a_fire_drill_before_the_term_is_over() {
    let a4 = |world: &World| world.duty().into_iter().find(|one| one.starts_with("A4"));
    let world = World::new().in_term("2026-09-01", "2027-01-20");
    assert_eq!(a4(&world), None, "two months ahead");
    let world = world.on("2026-12-21T20:00");
    assert_eq!(a4(&world).as_deref(), Some("A4 amber 2026-12-21"));
    let world = world.on("2027-01-13T20:00");
    assert_eq!(a4(&world).as_deref(), Some("A4 red 2026-12-21"));
    let drilled = world.clone().held(&[("2026-10-20", "FIRE")]);
    assert_eq!(a4(&drilled), None);
    let before = world.clone().held(&[("2026-08-31", "FIRE")]);
    assert!(
        a4(&before).is_some(),
        "the drill of another term does not count"
    );
    let mut visited = world;
    visited.programme.visited.push(Covered {
        topic: "FIRE".parse().unwrap(),
        child: visited.child.id,
        on: day("2026-12-01"),
        how: How::Visit,
    });
    assert_eq!(a4(&visited), None, "a talk at a visit counts");
}
