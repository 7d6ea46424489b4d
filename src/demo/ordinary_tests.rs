//! The demo home is an ordinary one on any day, and its year has a day for every rule.

use super::*;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::domain::KnownAs;
use crate::domain::rules::ladder::{Matter, State};
use crate::domain::rules::list::List;
use crate::domain::{ChildId, Moment, RuleId};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use chrono::{Datelike, NaiveDate, Timelike};
use rstest::rstest;
use std::collections::{BTreeSet, HashSet};

fn at(text: &str) -> Moment {
    Moment::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
}

fn filled(now: Moment) -> Desk {
    let mut desk = Desk::in_memory(Clock::fixed(now)).unwrap();
    desk.found(fill).unwrap();
    desk
}

/// The matters at a moment, by what the file holds then.
fn matters(store: &Store, now: Moment) -> Vec<Matter> {
    let home = home_facts(store).unwrap().unwrap();
    let (roster, known) = (
        store.roster().unwrap(),
        store.known(now.date_naive()).unwrap(),
    );
    RuleInput::new(&roster, &home, &known).matters(now, known.is_closed)
}

/// The children of the story: those who stopped coming.
fn story(now: Moment) -> HashSet<ChildId> {
    let people = village::Village::new(&Frame::new(now), SEED).people;
    let gone = people.iter().filter(|one| one.habit.fell_away.is_some());
    gone.map(|one| one.file.id).collect()
}

/// Whether the matter is about a child whom nobody has seen, and not only one who is not in yet today.
fn is_missing(matter: &Matter) -> bool {
    matter.flag.rule.is_on_unseen() && matter.flag.rule != RuleId::S1
}

#[rstest]
#[case::monday("2026-11-23T17:20")]
#[case::wednesday("2026-11-25T16:41")]
#[case::thursday("2026-11-26T18:40")]
#[case::sunday("2026-11-29T10:00")]
#[case::end_of_the_month("2026-11-30T08:00")]
#[case::end_of_the_quarter("2026-12-29T17:30")]
#[case::new_year("2027-01-01T09:00")]
#[case::winter_holiday("2027-02-10T10:00")]
#[case::spring("2027-03-17T17:30")]
#[case::drowning_season("2027-04-27T17:30")]
#[case::early_june("2027-06-09T17:30")]
#[case::summer("2026-07-20T15:30")]
#[case::end_of_summer("2026-08-31T12:00")]
#[case::term_begins("2026-09-02T17:10")]
#[case::national_holiday("2026-10-05T10:00")]
#[case::after_the_holiday("2026-10-12T17:00")]
#[case::leap_year("2028-02-29T09:10")]
fn the_lists_are_short_and_tell_a_story(#[case] now: &str) {
    let now = at(now);
    let (desk, today) = (filled(now), now.date_naive());
    let found = matters(desk.ask(Query::File).unwrap(), now);
    let said = || {
        let line = |one: &Matter| {
            let reasons =
                crate::wording::reasons::reasons(&one.flag.reasons, crate::i18n::Lang::En, today);
            format!(
                "{} {:?} {:?} due {} {:?} {reasons}\n",
                one.flag.list().code(),
                one.flag.rule,
                one.state,
                one.due,
                one.child()
            )
        };
        found
            .iter()
            .filter(|one| one.flag.list() != List::File)
            .map(line)
            .collect::<String>()
    };
    let count = |fits: &dyn Fn(&Matter) -> bool| found.iter().filter(|one| fits(one)).count();
    let of = |list| count(&|one: &Matter| one.flag.list() == list);
    let missing = |fits: &dyn Fn(State) -> bool| {
        count(&|one: &Matter| is_missing(one) && fits(one.state_on(today)))
    };
    let open = missing(&|state| state == State::Open);
    let put_off = missing(&|state| matches!(state, State::Snoozed(_)));
    let handed_up = missing(&|state| matches!(state, State::HandedUp(_)));
    assert_eq!((open, put_off, handed_up), (3, 1, 1), "{}", said());
    let others =
        count(&|one: &Matter| one.flag.list() == List::ToSee && !one.flag.rule.is_on_unseen());
    assert_eq!(others, 0, "nobody is in danger: {}", said());
    assert!((1..=8).contains(&of(List::ToVisit)), "visits: {}", said());
    // Sign-outs that were forgotten stand on Today one by one.
    let is_forgotten = |one: &Matter| one.flag.rule == RuleId::S7 && one.flag.since < today;
    let of_home = |one: &Matter| one.flag.list() == List::Home && !is_forgotten(one);
    // One of them is that a child has nobody, one a measure, one a benefit.
    assert!(count(&of_home) <= 5, "of the home: {}", said());
    let forgotten = count(&is_forgotten);
    assert!(forgotten <= 2, "not signed out: {}", said());
    assert!(
        (3..=25).contains(&of(List::File)),
        "{} on file",
        of(List::File)
    );
    let story = story(now);
    let is_late = |one: &Matter| one.is_overdue(today) && (today - one.due).num_days() > 7;
    // A matter of the home has no steps that could be taken down.
    let is_told = |one: &Matter| {
        one.flag.list() == List::Home || one.child().is_some_and(|child| story.contains(&child))
    };
    assert_eq!(
        count(&|one: &Matter| is_late(one) && !is_told(one)),
        0,
        "overdue for long: {}",
        said()
    );
}

/// The last day before `today` with this month and day of the month.
fn last(today: NaiveDate, month: u32, day: u32) -> NaiveDate {
    let mut days = std::iter::successors(today.pred_opt(), NaiveDate::pred_opt).take(366);
    days.find(|one| (one.month(), one.day()) == (month, day))
        .unwrap()
}

#[rstest]
#[case::autumn("2026-11-23T17:20")]
#[case::new_year("2027-01-01T09:00")]
#[case::summer("2026-07-20T15:30")]
fn every_rule_has_a_day_in_the_year(#[case] now: &str) {
    let now = at(now);
    let frame = Frame::new(now);
    let (desk, today) = (filled(now), frame.today);
    let mut raised = BTreeSet::new();
    let by = |days: &[NaiveDate], reading: KnownAs, raised: &mut BTreeSet<RuleId>| {
        for day in days {
            let flags = desk.flags(*day, reading).unwrap().unwrap();
            let rules = flags.iter().flat_map(|one| &one.flag.rules);
            raised.extend(rules.map(|held| held.rule));
        }
    };
    let village = village::Village::new(&frame, SEED);
    let calendar = village.calendar();
    let open_day = calendar.previous_open_day(today).unwrap();
    // By what is known now: a faded child, incidents, the seasons of visits and talks.
    let days = [
        frame.ago(0),
        frame.ago(39),
        frame.ago(75),
        frame.ago(125),
        frame.ago(139),
        last(today, 11, 20),
        last(today, 1, 10),
        last(today, 6, 10),
        last(today, 4, 25),
        last(today, 9, 14),
        last(today, 9, 20),
        last(today, 7, 26),
        frame.ago(240 - 31).with_day(1).unwrap().pred_opt().unwrap(),
    ];
    by(&days, KnownAs::Now, &mut raised);
    // By what was known then: what files said that have been put right since.
    let mut days = vec![open_day, frame.ago(200), frame.ago(175), frame.ago(195)];
    days.extend([3, 6, 9, 12].map(|month| last(today, month, 10)));
    by(&days, KnownAs::Then, &mut raised);
    // In the course of a day: not in yet, and too many in the house.
    let store = desk.ask(Query::File).unwrap();
    let family_day = village.extra.iter().map(|one| one.day).min().unwrap();
    for (day, minutes) in [(open_day, 40), (family_day, 75)] {
        let opens = calendar.first_opening(day).unwrap();
        let opens = i64::from(opens.num_seconds_from_midnight()) / 60;
        let moment = frame.at(day, opens + minutes);
        let matters = matters(&store.as_of(moment).unwrap(), moment);
        let rules = matters.iter().flat_map(|one| &one.flag.rules);
        raised.extend(rules.map(|held| held.rule));
    }
    // V5 raises nothing of its own: it says which visits count. D8 begins when a home is older than a year.
    let silent = RuleId::ALL.iter().filter(|rule| !raised.contains(rule));
    let silent: Vec<&RuleId> = silent
        .filter(|rule| !matches!(rule, RuleId::V5 | RuleId::D8))
        .collect();
    assert!(silent.is_empty(), "no day for {silent:?}");
}
