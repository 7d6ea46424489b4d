//! The ladder: follow-ups, next steps, and old follow-ups.

use super::ladder::Owner;
use super::ladder::back::{CameBack, Counted, came_back, returns};
use super::*;

#[rstest]
#[case::nothing_yet(|world: World| world, Rung::Call, "2026-11-24")]
#[case::one_call(|world: World| world.did("2026-11-24", RuleId::S3, FollowStep::Rang, |one| one.result = Some(CallResult::NoAnswer)), Rung::SecondContact, "2026-11-25")]
#[case::reached(|world: World| world.did("2026-11-24", RuleId::S3, FollowStep::Rang, |one| one.result = Some(CallResult::Reached)), Rung::Visit, "2026-11-26")]
#[case::visited(|world: World| world.did("2026-11-24", RuleId::S3, FollowStep::Visited, |_| {}), Rung::Director, "2026-11-27")]
#[case::handed_up(|world: World| world.did("2026-11-24", RuleId::S3, FollowStep::HandedUp, |_| {}), Rung::Again, "2026-12-01")]
fn the_ladder(#[case] did: fn(World) -> World, #[case] rung: Rung, #[case] due: &str) {
    // Two days missed.
    let matter = did(World::new().came("2026-08-31", "2026-11-20"))
        .matter()
        .unwrap();
    assert_eq!((matter.rung, matter.due), (rung, day(due)));
}

#[rstest]
#[case::three_days_missed(World::new().came("2026-08-31", "2026-11-19"), Rung::Visit, TODAY)]
#[case::ten_days_missed(World::new().came("2026-08-31", "2026-11-10"), Rung::Township, TODAY)]
#[case::nobody_answers(World::new().came("2026-08-31", "2026-11-23").rang(TODAY, CallResult::NoAnswer)
    .rang(TODAY, CallResult::NoAnswer), Rung::Director, TODAY)]
#[case::alone(World::new().came("2026-08-31", TODAY).with(|world| {
    world.child.care_mode = Some(CareMode::Nobody);
}), Rung::Director, "2025-09-01")]
#[case::an_incident(World::new().came("2026-08-31", TODAY).with(|world| {
    world.incidents.push(cases::incident("2026-11-24", None));
}), Rung::Township, TODAY)]
fn the_first_step_fits_the_rule(#[case] world: World, #[case] rung: Rung, #[case] due: &str) {
    let matter = world.matter().unwrap();
    assert_eq!((matter.rung, matter.due), (rung, day(due)), "{matter:?}");
}

#[test]
fn what_was_done_is_found_again_when_a_worse_rule_takes_over() {
    let world = World::new().came("2026-08-31", "2026-11-09").did(
        "2026-11-12",
        RuleId::S3,
        FollowStep::Visited,
        |_| {},
    );
    let matter = world.matter().unwrap();
    assert_eq!((matter.flag.rule, matter.steps.len()), (RuleId::S4, 1));
}

#[test]
fn what_was_done_is_history_once_the_child_was_seen_again() {
    let mut world = World::new().came("2026-08-31", "2026-11-09").did(
        "2026-11-12",
        RuleId::S3,
        FollowStep::Visited,
        |_| {},
    );
    world.mark(day("2026-11-16"), Mark::Present);
    assert!(world.matter().unwrap().steps.is_empty());
}

#[test]
fn excused_is_silent_until_its_day_and_closed_is_gone_for_this_time() {
    let excused = World::new().came("2026-08-31", "2026-11-19").did(
        "2026-11-23",
        RuleId::S3,
        FollowStep::Excused,
        |one| one.until = Some(day("2026-11-27")),
    );
    let matter = excused.matter().unwrap();
    assert_eq!(matter.state, State::Excused(day("2026-11-27")));
    assert!(!matter.is_open(day("2026-11-27")) && matter.is_open(day("2026-11-28")));
    let closed = World::new().came("2026-08-31", "2026-11-19").did(
        "2026-11-23",
        RuleId::S3,
        FollowStep::Closed,
        |one| one.reason = Some(CloseReason::WrongDays),
    );
    assert!(closed.matter().is_none());
    let unreasoned = World::new().came("2026-08-31", "2026-11-19").did(
        "2026-11-23",
        RuleId::S3,
        FollowStep::Closed,
        |one| one.note = "fine".to_owned(),
    );
    assert_eq!(unreasoned.matter().unwrap().state, State::Open);
}

/// A book with these numbers of how the ladder of missed days (S3, amber) begins.
fn begins(step: Rung, owner: Owner, days: i64) -> RuleBook {
    let start = &book::START_S3;
    let chosen = [step.number(), owner.number(), days];
    let numbers = start.numbers().into_iter().zip(chosen);
    let numbers = numbers.map(|(number, value)| RuleNumber {
        name: number.name.to_owned(),
        value,
    });
    RuleBook::new(numbers.collect())
}

#[rstest]
#[case::as_it_comes(RuleBook::default(), Rung::Call, Owner::Helper, "2026-11-24")]
#[case::a_visit(
    begins(Rung::Visit, Owner::Director, 3),
    Rung::Visit,
    Owner::Director,
    "2026-11-27"
)]
#[case::days_of_the_step(
    begins(Rung::Visit, Owner::Director, book::USUAL_DAYS),
    Rung::Visit,
    Owner::Director,
    "2026-11-26"
)]
#[case::out_of_range(
    begins(Rung::Again, Owner::Director, 99),
    Rung::Call,
    Owner::Director,
    "2026-11-24"
)]
fn a_home_sets_how_the_ladder_begins(
    #[case] book: RuleBook,
    #[case] rung: Rung,
    #[case] owner: Owner,
    #[case] due: &str,
) {
    let world = World::new().came("2026-08-31", "2026-11-20");
    let matter = world.with(|world| world.book = book).matter().unwrap();
    assert_eq!(
        (matter.rung, matter.owner, matter.due),
        (rung, owner, day(due))
    );
}

#[rstest]
#[case::later_than_what_was_done(Rung::Visit, Rung::Visit)]
#[case::earlier_than_what_was_done(Rung::Call, Rung::SecondContact)]
fn another_first_step_loses_no_step_that_was_taken(#[case] first: Rung, #[case] next: Rung) {
    let called = World::new().came("2026-08-31", "2026-11-20").did(
        TODAY,
        RuleId::S3,
        FollowStep::Rang,
        |one| one.result = Some(CallResult::NoAnswer),
    );
    let book = begins(first, Owner::Helper, 0);
    let matter = called.with(|world| world.book = book).matter().unwrap();
    assert_eq!((matter.steps.len(), matter.rung), (1, next));
}

#[test]
fn the_township_is_asked_again_and_is_never_silent_for_good() {
    let handed_up = |days: &[&str]| {
        let world = World::new().came("2026-08-31", "2026-11-09");
        days.iter().fold(world, |world, on| {
            world.did(on, RuleId::S4, FollowStep::HandedUp, |_| {})
        })
    };
    let matter = handed_up(&[TODAY]).matter().unwrap();
    assert_eq!((matter.rung, matter.owner), (Rung::Again, Owner::Director));
    assert!(matter.is_with_township(day("2026-11-30")));
    assert!(!matter.is_with_township(day("2026-12-01")));
    assert!(!matter.is_overdue(day("2026-12-01")));
    assert!(matter.is_overdue(day("2026-12-02")));
    assert_eq!(matter.days_late(day("2027-11-01")), 335);
    // Asked again, it has as long as before.
    let again = handed_up(&["2026-11-16", TODAY]).matter().unwrap();
    assert_eq!((again.rung, again.due), (Rung::Again, day("2026-12-01")));
}

#[test]
fn where_a_child_is_in_danger_the_township_is_asked_again_the_next_day() {
    let world = World::new().came("2026-08-31", TODAY).with(|world| {
        world.child.care_mode = Some(CareMode::Nobody);
    });
    let world = world.did(TODAY, RuleId::L2, FollowStep::HandedUp, |_| {});
    let matter = world.matter().unwrap();
    assert_eq!((matter.rung, matter.due), (Rung::Again, day("2026-11-25")));
}

#[test]
fn coming_back_is_counted_by_what_was_done() {
    let world = World::new()
        .did("2026-11-12", RuleId::S3, FollowStep::Rang, |_| {})
        .did("2026-11-19", RuleId::S3, FollowStep::Visited, |_| {});
    let counted = |today: &str| {
        world.asked(|facts| {
            let steps = facts.follow_ups.values().flatten();
            let counted = Counted {
                period: (day("2026-09-01"), day("2027-01-31")),
                within: 5,
                today: day(today),
                calendar: facts.calendar,
            };
            came_back(&returns(steps, counted, |_, on| on == day("2026-11-23")))
        })
    };
    let of = |counts: &[CameBack], rung| {
        let one = counts.iter().find(|one| one.rung == rung).unwrap();
        (one.steps, one.came, one.waiting)
    };
    let back = counted(TODAY);
    assert_eq!(of(&back, Rung::Call), (1, 0, 0));
    assert_eq!(of(&back, Rung::Visit), (1, 1, 0));
    // Nobody has come yet, and the five open days are not over.
    assert_eq!(of(&counted("2026-11-17"), Rung::Call), (1, 0, 1));
    assert_eq!(of(&counted("2026-11-20"), Rung::Visit), (1, 0, 1));
}

#[test]
fn a_share_is_said_of_five_steps_and_more_whose_end_is_known() {
    let back = |steps, came, waiting| CameBack {
        rung: Rung::Call,
        steps,
        came,
        waiting,
    };
    assert_eq!(back(5, 2, 1).percent(), None);
    assert_eq!(back(6, 2, 1).percent(), Some(40));
    assert_eq!(back(0, 0, 0).percent(), None);
}

proptest! {
    /// The count against a recount that walks over every day.
    #[test]
    fn coming_back_equals_a_recount(
        steps in prop::collection::vec((0_i64..60, 0_u8..4, 0_i64..3), 0..12),
        came in prop::collection::btree_set(0_i64..60, 0..20),
        within in 1_usize..7,
    ) {
        let base = day("2026-09-01");
        let (first, last) = (base + TimeDelta::days(10), base + TimeDelta::days(50));
        let today = base + TimeDelta::days(55);
        let mut steps = steps;
        steps.sort_unstable();
        let came: BTreeSet<NaiveDate> =
            came.into_iter().map(|days| base + TimeDelta::days(days)).collect();
        let mut world = World::new();
        for (days, kind, since) in &steps {
            let on = (base + TimeDelta::days(*days)).to_string();
            let step = [FollowStep::Rang, FollowStep::Visited, FollowStep::HandedUp, FollowStep::Snoozed]
                [usize::from(*kind)];
            let since = base + TimeDelta::days(*since);
            world = world.did(&on, RuleId::S3, step, |one| one.since = since);
        }
        let is_back = |step: &FollowUp, on: NaiveDate| {
            on > step.at.date_naive() && came.contains(&on)
        };
        let (counts, recount) = world.asked(|facts| {
            let counted = Counted { period: (first, last), within, today, calendar: facts.calendar };
            let all: Vec<FollowUp> = facts.follow_ups.values().flatten().cloned().collect();
            let mut again = [(0, 0, 0); 4];
            for (place, step) in all.iter().enumerate() {
                let kind = match step.step {
                    FollowStep::Rang => usize::from(all[..place].iter().any(|one| {
                        one.step == FollowStep::Rang && one.since == step.since
                    })),
                    FollowStep::Visited => 2,
                    FollowStep::HandedUp => 3,
                    _ => continue,
                };
                let on = step.at.date_naive();
                if on < first || on > last { continue; }
                let (mut open, mut on_day, mut has_come) = (0, on, false);
                while open < within {
                    on_day = on_day.succ_opt().unwrap();
                    if facts.calendar.is_open(on_day) {
                        open += 1;
                        has_come |= on_day <= today && came.contains(&on_day);
                    }
                }
                again[kind].0 += 1;
                again[kind].1 += usize::from(has_come);
                again[kind].2 += usize::from(!has_come && on_day >= today);
            }
            (came_back(&returns(all.iter(), counted, is_back)), again)
        });
        let counts: Vec<_> = counts.iter().map(|one| (one.steps, one.came, one.waiting)).collect();
        prop_assert_eq!(counts, recount.to_vec());
    }
}

/// A home that begins with the second contact rings that one, not the first.
#[rstest]
#[case::two_contacts(2, 1)]
#[case::one_contact(1, 0)]
fn a_ladder_that_begins_with_the_second_contact_rings_it(
    #[case] count: usize,
    #[case] rung: usize,
) {
    let mut world = World::new().came("2026-08-31", "2026-11-20");
    let first = world.contacts[0].clone();
    world.contacts.truncate(1);
    if count == 2 {
        world.contacts.push(Contact {
            id: ContactId(Uuid::from_u128(77)),
            priority: first.priority + 1,
            ..first
        });
    }
    world.set(&[(&book::START_S3.step, Rung::SecondContact.number())]);
    let matter = world.matter().unwrap();
    assert_eq!(matter.rung, Rung::SecondContact);
    assert_eq!(matter.ring, [world.contacts[rung].id]);
}
