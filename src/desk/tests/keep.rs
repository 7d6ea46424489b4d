//! What ends the matter of a child whom nobody has seen, and what does not.

use super::usecases::{add, desk_at, leaving, sign_in};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::command::{CalendarChange, Comeback, Command, KnownAbsence, RecordFollowUp, When};
use crate::desk::read::flags::NamedFlag;
use crate::desk::refusal::Refusal;
use crate::domain::KnownAs;
use crate::domain::attendance::AbsenceReason;
use crate::domain::calendar::ClosedDay;
use crate::domain::follow_up::{CloseReason, FollowStep};
use crate::domain::rules::{Flag, Holding, Level, Reason, RuleId, RuleNumber, SeenReason, Subject};
use crate::domain::visit::VisitKind;
use crate::domain::{
    Attendance, ChildId, FollowUp, FollowUpId, Mark, Moment, OutTo, Risk, Status, Visit, VisitId,
    Weekdays,
};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use proptest::prelude::*;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A home of two children who come every open day: one who goes on coming, and one who may stop.
struct Village {
    desk: Desk,
    steady: ChildId,
    child: ChildId,
}

impl Village {
    /// Monday 7 September 2026.
    fn new() -> Self {
        let mut desk = desk_at(evening(day("2026-09-07")));
        let steady = add(&mut desk, "汪乐乐");
        let child = add(&mut desk, "汪磊");
        Self {
            desk,
            steady,
            child,
        }
    }

    fn today(&self) -> NaiveDate {
        self.desk.clock.today()
    }

    fn perform(&mut self, command: Command) {
        self.desk.perform(command).unwrap();
    }

    /// The rules about the unseen child as of an earlier evening, by what is known now.
    fn rules_on(&self, day: NaiveDate) -> Vec<RuleId> {
        let flags = self.desk.flags(day, KnownAs::Now).unwrap();
        let flags = flags.unwrap_or_default().into_iter().map(|one| one.flag);
        let of_child = flags.filter(|flag| flag.subject == Subject::Child(self.child));
        of_child.map(|flag| flag.rule).collect()
    }

    /// One day of the home, and on to the next one.
    fn live(&mut self, comes: bool) {
        let is_open = self.today().weekday().number_from_monday() <= 5;
        if is_open {
            let at = When::At(evening(self.today()) - TimeDelta::minutes(50));
            // An entry of the day may have signed them in already.
            let _ = sign_in(&mut self.desk, self.steady, at);
            if comes {
                let _ = sign_in(&mut self.desk, self.child, at);
            }
            for child in [self.steady, self.child] {
                // Who has not come cannot leave.
                let _ = self
                    .desk
                    .perform(Command::SignOut(leaving(child, OutTo::NotKnown)));
            }
        }
        let next = self.today() + Days::new(1);
        self.desk.clock = Clock::fixed(evening(next));
    }

    /// Days on which the child comes or not.
    fn days(mut self, days: &[bool]) -> Self {
        for comes in days {
            self.live(*comes);
        }
        self
    }

    /// The matter of the child; S1 is of one day and no matter of its own.
    fn matter(&self) -> Option<Flag> {
        let flags = self.desk.flags(self.today(), KnownAs::Now).unwrap();
        let flags = flags.unwrap_or_default().into_iter().map(|one| one.flag);
        flags
            .filter(|flag| flag.subject == Subject::Child(self.child))
            .find(|flag| flag.rule.is_on_unseen() && flag.rule != RuleId::S1)
    }

    fn holdings(&self) -> Vec<Holding> {
        let rules = self.matter().map_or_else(Vec::new, |flag| flag.rules);
        rules
            .into_iter()
            .filter(|one| one.rule != RuleId::S1)
            .collect()
    }

    fn excuse(&self, from: NaiveDate, to: NaiveDate) -> Command {
        Command::KnownAbsence(KnownAbsence {
            child: self.child,
            from,
            to,
            reason: AbsenceReason::Ill,
            note: "grandmother".to_owned(),
        })
    }

    fn closed(days: &[NaiveDate]) -> Command {
        let closed = |day: &NaiveDate| ClosedDay {
            day: *day,
            reason: "snow".to_owned(),
        };
        let days = days.iter().map(closed).collect();
        Command::SaveCalendar(Box::new(CalendarChange::Close(days)))
    }

    fn number(name: &str, value: i64) -> Command {
        Command::SetRule {
            number: RuleNumber {
                name: name.to_owned(),
                value,
            },
            why: "a test".to_owned(),
        }
    }

    fn agreed(&self, digits: &str) -> Command {
        let mut file = self.desk.store.child(self.child).unwrap();
        file.expected_days = Weekdays::from_digits(digits).unwrap();
        Command::SaveChild(Box::new(file))
    }

    fn sheet(&self, on: NaiveDate, mark: Mark) -> Command {
        Command::ImportAttendance {
            source: "sheet".to_owned(),
            rows: vec![Attendance::blank(on, self.child, 1, mark)],
        }
    }

    fn visit(&self, kind: VisitKind, child_seen: bool) -> Command {
        let mut visit = Visit::new(VisitId::default(), self.child, self.today(), kind);
        visit.child_seen = child_seen;
        Command::RecordVisits(vec![visit])
    }

    fn step(&self, step: FollowStep, change: impl FnOnce(&mut FollowUp)) -> Command {
        let flag = self.matter().unwrap();
        let about = (self.child, flag.since, self.desk.now(), None);
        let mut done = FollowUp::keeping(about, flag.rules[0], FollowUpId::default());
        (done.step, done.until) = (step, None);
        done.how = String::new();
        change(&mut done);
        Command::FollowUp(RecordFollowUp {
            done: Box::new(done),
            visit: None,
        })
    }
}

fn evening(day: NaiveDate) -> Moment {
    Moment::parse_from_rfc3339(&format!("{day}T17:30:00+08:00")).unwrap()
}

/// Three weeks of coming, then four missed days: a red S3 since 30 September.
fn gone() -> Village {
    let mut days = vec![true; 21];
    days.extend([false; 4]);
    Village::new().days(&days)
}

/// On the day of the return somebody says why it was away: what was done about it stays in its history.
#[test]
fn an_absence_that_is_explained_on_the_day_of_return_stays_in_the_history() {
    let mut village = gone();
    let rang = village.step(FollowStep::Rang, |_| {});
    village.perform(rang);
    village.live(true);
    let ill = village.excuse(day("2026-09-28"), day("2026-10-01"));
    village.perform(ill);
    assert!(village.matter().is_none());
    let today = village.today();
    let past = village.desk.matters_until(village.child, today).unwrap();
    let steps: Vec<FollowStep> = past[0].steps.iter().map(|one| one.step).collect();
    assert_eq!(past[0].strongest.rule, RuleId::S3);
    assert_eq!(steps, [FollowStep::Rang]);
}

#[derive(Debug, Clone, Copy)]
enum Entry {
    Excuse,
    ClosedDays,
    Number,
    AgreedDays,
    OlderSheet,
}

impl Entry {
    fn command(self, village: &Village) -> Command {
        let first = day("2026-09-28");
        match self {
            Self::Excuse => village.excuse(first, village.today()),
            Self::ClosedDays => {
                let days: Vec<NaiveDate> = first.iter_days().take(4).collect();
                Village::closed(&days)
            }
            Self::Number => Village::number("S3.red", 90),
            Self::AgreedDays => village.agreed("6"),
            // Nobody knew that it had hardly come before.
            Self::OlderSheet => Command::ImportAttendance {
                source: "sheet".to_owned(),
                rows: day("2026-07-27")
                    .iter_days()
                    .take(40)
                    .map(|on| Attendance::blank(on, village.child, 1, Mark::Absent))
                    .collect(),
            },
        }
    }
}

#[rstest]
#[case(Entry::Excuse)]
#[case(Entry::ClosedDays)]
#[case(Entry::Number)]
#[case(Entry::AgreedDays)]
#[case(Entry::OlderSheet)]
fn what_is_entered_afterwards_ends_no_matter(#[case] entry: Entry) {
    let mut village = gone();
    let before = village.matter().unwrap();
    assert_eq!((before.rule, before.level), (RuleId::S3, Level::Red));
    let command = entry.command(&village);
    village.perform(command);
    let after = village.matter().expect("ended in silence");
    assert_eq!((after.rule, after.level), (RuleId::S3, Level::Red));
    assert_eq!((after.since, after.raised), (before.since, before.raised));
    for held in &before.rules {
        assert!(after.rules.contains(held), "{held:?} in {:?}", after.rules);
    }
    // Undone, it is as before.
    village.perform(Command::Undo(None));
    assert_eq!(village.matter(), Some(before.clone()));
    // Seen, it is over, whatever was kept.
    village.perform(Command::Redo);
    village.perform(village.visit(VisitKind::Special, true));
    assert_eq!(village.matter(), None);
    assert!(village.desk.store.verify().unwrap().findings.is_empty());
}

#[test]
fn what_was_known_in_time_raises_nothing_and_keeps_nothing() {
    let mut village = Village::new().days(&[true; 21]);
    let (from, to) = (village.today(), village.today() + Days::new(3));
    village.perform(village.excuse(from, to));
    let village = village.days(&[false; 4]);
    assert_eq!(village.matter(), None);
}

#[test]
fn only_a_director_ends_what_nothing_holds_any_more_and_says_why() {
    let mut village = gone();
    let no_longer = |done: &mut FollowUp| {
        done.reason = Some(CloseReason::NoLonger);
        done.note = "the calendar was wrong: the home was shut".to_owned();
    };
    // While a rule holds, no word ends it.
    let refused = village
        .desk
        .perform(village.step(FollowStep::Closed, no_longer));
    assert!(matches!(refused, Err(Refusal::ReasonDoesNotFit)));
    village.perform(Entry::ClosedDays.command(&village));
    assert!(village.matter().unwrap().is_only_kept());
    let without_why = village.step(FollowStep::Closed, |done| {
        done.reason = Some(CloseReason::NoLonger);
    });
    let refused = village.desk.perform(without_why);
    assert!(matches!(refused, Err(Refusal::Missing { field: "note" })));
    village.perform(village.step(FollowStep::Closed, no_longer));
    assert_eq!(village.matter(), None);
    // New misses raise it anew.
    let village = village.days(&[false; 14]);
    assert!(village.matter().is_some_and(|flag| !flag.is_only_kept()));
}

#[test]
fn a_sighting_that_was_a_mistake_does_not_take_what_was_kept_with_it() {
    let mut village = gone();
    village.perform(Entry::Excuse.command(&village));
    assert!(
        village
            .matter()
            .is_some_and(|flag| flag.level == Level::Red)
    );
    // On the last day it was its sister who came.
    let last = village.desk.store.last_seen().unwrap()[&village.child];
    let mut stays = village.desk.store.child_days(village.child, last).unwrap();
    let stay = stays.pop().unwrap();
    assert_eq!(stay.day, last);
    village.perform(Command::Strike {
        stay: stay.key(),
        reason: "it was the sister".to_owned(),
    });
    let after = village.matter().expect("ended by a sighting that was none");
    assert!(
        after.since <= last && after.level == Level::Red,
        "{after:?}"
    );
}

#[test]
fn a_home_that_opens_again_in_the_evening_takes_no_miss_back() {
    let mut village = Village::new().days(&[true; 21]).days(&[false; 1]);
    let at = When::At(evening(village.today()) - TimeDelta::minutes(50));
    sign_in(&mut village.desk, village.steady, at).unwrap();
    let stay = village
        .desk
        .store
        .child_days(village.steady, village.today())
        .unwrap();
    let mut left = stay[0].clone();
    left.out_at = Some(evening(village.today()));
    village.perform(Command::Correct {
        row: left,
        reason: "left".to_owned(),
    });
    let day = village.today();
    village.perform(Command::CloseDay {
        day,
        note: String::new(),
    });
    let held = village.holdings();
    assert!(!held.is_empty(), "the second miss in a row");
    let third = add(&mut village.desk, "汪晴");
    sign_in(&mut village.desk, third, When::Now).unwrap();
    assert_eq!(village.holdings(), held);
}

#[test]
fn red_instead_of_amber_keeps_nothing() {
    let mut village = Village::new().days(&[true; 21]);
    let mut file = village.desk.store.child(village.child).unwrap();
    file.expected_days = Weekdays::NONE;
    village.perform(Command::SaveChild(Box::new(file)));
    village.perform(Village::number("S3.once-in", 1_000_000));
    village.perform(Village::number("S5.no-days", 9));
    let mut village = village.days(&[false; 8]);
    let before = village
        .matter()
        .expect("not seen for longer than nine days");
    assert_eq!((before.rule, before.level), (RuleId::S5, Level::Amber));
    let mut file = village.desk.store.child(village.child).unwrap();
    file.risk = Some(Risk::Red);
    village.perform(Command::SaveChild(Box::new(file)));
    let flag = village.matter().unwrap();
    assert_eq!((flag.rule, flag.level), (RuleId::S5, Level::Red));
    let is_kept = |one: &Reason| matches!(one, Reason::Seen(SeenReason::Kept { .. }));
    assert!(!flag.reasons.iter().any(is_kept), "{:?}", flag.reasons);
}

#[test]
fn nobody_but_the_program_keeps_a_matter() {
    let mut village = gone();
    let step = village.step(FollowStep::Kept, |_| {});
    assert!(matches!(
        village.desk.perform(step),
        Err(Refusal::ReasonDoesNotFit)
    ));
}

/// What may be entered on a day, by number: of days back, of agreed days, of a number of a rule.
fn entry(village: &Village, (kind, number): (u8, u8)) -> Option<Command> {
    let today = village.today();
    let back = today - Days::new(u64::from(number % 12));
    Some(match kind {
        0 => village.excuse(back, today + Days::new(1)),
        1 => Village::closed(&[back]),
        2 => Village::number("S3.red", i64::from(number)),
        3 => Village::number("S3.once-in", i64::from(number) * 40),
        4 => Village::number("S5.others", i64::from(number)),
        5 => village.agreed(["12345", "6", "135", ""][usize::from(number % 4)]),
        6 => village.sheet(today - Days::new(20 + u64::from(number)), Mark::Absent),
        7 => village.sheet(today - Days::new(20 + u64::from(number)), Mark::Present),
        8 => village.visit(VisitKind::Phone, false),
        9 => village.visit(VisitKind::Special, false),
        10 => {
            // Somebody else is entered late.
            let at = evening(back) - TimeDelta::minutes(40);
            Command::SignIn {
                child: village.steady,
                when: When::At(at),
                comeback: Comeback::Ask,
            }
        }
        11 => Command::OpenDay,
        12 => Command::CloseDay {
            day: today,
            note: String::new(),
        },
        _ => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_entry_and_no_order_of_entries_ends_a_matter(
        entries in prop::collection::vec((0..16_u8, 1..30_u8), 30),
        comes in prop::collection::vec(0..5_u8, 30),
    ) {
        let mut village = Village::new().days(&[true; 14]);
        let seen = |village: &Village| village.desk.store.last_seen().unwrap().get(&village.child).copied();
        for (entry_of_day, comes) in entries.into_iter().zip(comes) {
            let (held, last) = (village.holdings(), seen(&village));
            if let Some(command) = entry(&village, entry_of_day) {
                // A refused entry changes nothing.
                let _ = village.desk.perform(command.clone());
                if seen(&village) == last {
                    let now = village.holdings();
                    for one in &held {
                        let still = |other: &Holding| other.rule == one.rule && other.level <= one.level && other.since <= one.since;
                        prop_assert!(now.iter().any(still), "{one:?} ended by {command:?}: {now:?}");
                    }
                }
            }
            let (held, last) = (village.holdings(), seen(&village));
            village.live(comes == 0);
            if seen(&village) == last {
                let now = village.holdings();
                for one in &held {
                    let still = |other: &Holding| other.rule == one.rule && other.level <= one.level && other.since <= one.since;
                    prop_assert!(now.iter().any(still), "{one:?} ended by a further day: {now:?}");
                }
            }
        }
    }
}

/// "Known now" of an earlier evening judges the child as it was there, not as one who has left.
#[test]
fn who_has_left_since_stands_on_the_list_of_an_earlier_evening() {
    let mut village = Village::new().days(&[&[true; 28][..], &[false; 140]].concat());
    let eve = village.today() - Days::new(1);
    let before = village.rules_on(eve);
    assert!(before.iter().any(|rule| rule.is_on_unseen()), "{before:?}");
    village.perform(Command::ChangeStatus {
        child: village.child,
        status: Status::Moved,
        day: village.today(),
        reason: "to the parents".to_owned(),
    });
    assert_eq!(village.rules_on(village.today()), []);
    assert_eq!(village.rules_on(eve), before);
}

/// The first call was due on the day of the second miss; that a visit is asked for since is another thing.
#[test]
fn late_is_counted_from_the_first_step_that_nobody_took() {
    let village = Village::new().days(&[&[true; 28][..], &[false; 9]].concat());
    let flags = village
        .desk
        .flags(village.today(), KnownAs::Now)
        .unwrap()
        .unwrap();
    let of_child = |one: &&NamedFlag| {
        one.flag.subject == Subject::Child(village.child) && one.flag.rule == RuleId::S3
    };
    let one = flags.iter().find(of_child).expect("missed");
    let amber = one.flag.rules.iter().map(|one| one.since).min().unwrap();
    assert_eq!(one.late_since, Some(amber));
    assert!(one.due > amber, "the visit: {}", one.due);
}
