//! A5: open days without a register.

use super::*;
use crate::domain::rules::list::List;

/// The flag about the register, and the days that it names.
fn a5(world: &World) -> Option<(String, Vec<String>)> {
    let flags = world.asked(flags);
    let mut own = flags.into_iter().filter(|flag| flag.rule == RuleId::A5);
    let flag = own.next()?;
    assert_eq!(own.next(), None, "one matter for all days");
    assert_eq!(
        (flag.subject, flag.level, flag.list()),
        (Subject::Home, Level::Amber, List::Home)
    );
    let days = flag.days_not_taken().iter().map(ToString::to_string);
    Some((flag.since.to_string(), days.collect()))
}

/// A home that took the register of every open day but these.
fn without(days: &[&str]) -> World {
    // On these days of weekends the whole country works.
    let weekends = ["2026-05-09", "2026-09-20", "2026-10-10"];
    let mut world = World::new().not_taken(days).closed_on(&weekends);
    world.began = day("2026-03-01");
    world
}

#[rstest]
#[case::every_day_taken(without(&[]), &[])]
#[case::yesterday(without(&["2026-11-23"]), &["2026-11-23"])]
#[case::the_same_in_the_morning(without(&["2026-11-23"]).on("2026-11-24T00:00"), &["2026-11-23"])]
#[case::today_is_not_over(without(&["2026-11-24"]), &[])]
#[case::one_matter_for_all(without(&["2026-11-03", "2026-11-04", "2026-11-20"]), &["2026-11-03", "2026-11-04", "2026-11-20"])]
#[case::a_weekend(without(&["2026-11-21", "2026-11-22"]), &[])]
#[case::closed_on_purpose(without(&["2026-11-19", "2026-11-20"]).closed_on(&["2026-11-20"]), &["2026-11-19"])]
#[case::a_public_holiday(without(&["2026-10-01"]), &[])]
#[case::longer_ago_than_habits_are_read(without(&["2026-03-03"]), &["2026-03-03"])]
#[case::before_the_home_began(without(&["2026-11-19"]).with(|world| world.began = day("2026-11-20")), &[])]
#[case::the_day_it_began(without(&["2026-11-20"]).with(|world| world.began = day("2026-11-20")), &[])]
#[case::the_day_after(without(&["2026-11-20"]).with(|world| world.began = day("2026-11-19")), &["2026-11-20"])]
#[case::it_begins_today(without(&["2026-11-23"]).with(|world| world.began = day(TODAY)), &[])]
fn which_days(#[case] world: World, #[case] days: &[&str]) {
    let found = a5(&world);
    let expected = days.first().map(|first| {
        let all = days.iter().map(|day| (*day).to_owned());
        ((*first).to_owned(), all.collect::<Vec<_>>())
    });
    assert_eq!(found, expected);
}

#[test]
fn it_holds_since_the_first_day_until_that_one_is_filled() {
    let since = |world: &World| a5(world).map(|(since, _)| since);
    let lost = ["2026-11-03", "2026-11-20"];
    for now in ["2026-11-04T09:00", "2026-11-24T09:00", "2027-06-01T09:00"] {
        let world = without(&lost).on(now);
        assert_eq!(since(&world).as_deref(), Some("2026-11-03"), "{now}");
    }
    assert_eq!(since(&without(&lost[1..])).as_deref(), Some("2026-11-20"));
    assert_eq!(since(&without(&[])), None);
}

#[test]
fn it_waits_a_week_at_most_and_nobody_closes_it_by_a_word() {
    let longest = crate::domain::rules::ladder::longest;
    assert_eq!(longest(FollowStep::Snoozed, RuleId::A5), Some(7));
    assert_eq!(RuleId::A5.close_reasons(), &[]);
    let matter = without(&["2026-11-23"]).asked(|facts| matters(flags(facts), facts));
    let matter = matter.into_iter().find(|one| one.flag.rule == RuleId::A5);
    let matter = matter.unwrap();
    assert_eq!(
        (matter.rung, matter.due),
        (Rung::Director, day("2026-11-26"))
    );
}

/// A home that takes no register on Saturdays: somebody only wrote down who was missed.
fn missed_on_saturdays(marks: &[&str]) -> World {
    let saturdays = day("2026-08-01").iter_days().step_by(7).take(20);
    let saturdays: Vec<String> = saturdays.map(|on| on.to_string()).collect();
    let saturdays: Vec<&str> = saturdays.iter().map(String::as_str).collect();
    let mut world = World::new()
        .visited("2026-11-06", true)
        .not_taken(&saturdays);
    world.saturdays = true;
    world.child.expected_days = [Weekday::Sat].into_iter().collect();
    for on in marks {
        world.mark(day(on), Mark::Absent);
    }
    world
}

#[rstest]
#[case::nobody_wrote_anything(&[], None)]
#[case::one_cross(&["2026-11-21"], None)]
#[case::two_crosses(&["2026-11-14", "2026-11-21"], Some(Level::Amber))]
#[case::three_crosses(&["2026-11-07", "2026-11-14", "2026-11-21"], Some(Level::Red))]
fn a_mark_of_the_child_counts_where_the_home_has_no_register(
    #[case] marks: &[&str],
    #[case] level: Option<Level>,
) {
    let found = missed_on_saturdays(marks).flag(RuleId::S3);
    assert_eq!(found.map(|flag| flag.level), level);
}
