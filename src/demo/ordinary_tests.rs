//! The demo home is an ordinary one on any day, and its year has a day for every rule.

use super::*;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::read::flags::KnownAs;
use crate::domain::rules::ladder::{Matter, State};
use crate::domain::rules::list::List;
use crate::domain::{ChildId, Moment, RuleId};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use chrono::{Days, NaiveDate};
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
    eprintln!(
        "COUNTS {now} open {open} off {put_off} up {handed_up} to-see {} (not in yet {}) visit {} home {} file {} overdue {}",
        of(List::ToSee),
        count(&|one: &Matter| one.flag.rule == RuleId::S1),
        of(List::ToVisit),
        of(List::Home),
        of(List::File),
        count(&|one: &Matter| one.is_overdue(today))
    );
    if std::env::var_os("SAID").is_some() {
        eprintln!("{}", said());
    }
    assert_eq!((open, put_off, handed_up), (3, 1, 1), "{}", said());
}
