//! The demo home before its first day: staff, hours, terms, families.

use super::dice::{Dice, list, word};
use super::family::people;
use super::frame::Frame;
use super::person::{Person, Story};
use crate::domain::calendar::{Calendar, ClosedDay, ExtraDay, Term, TermKind};
use crate::domain::home::ASK_AFTER_MINUTES;
use crate::domain::hours::{SchoolPeriod, Stretch, WeeklyHours};
use crate::domain::{Home, Household, Role, Staff, StaffId};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// The data of the demo home that is fixed before its first day.
pub(crate) struct Village {
    pub(crate) home: Home,
    pub(crate) staff: Vec<Staff>,
    pub(crate) stretches: Vec<Stretch>,
    pub(crate) closed: Vec<ClosedDay>,
    pub(crate) extra: Vec<ExtraDay>,
    pub(crate) terms: Vec<Term>,
    pub(crate) households: Vec<Household>,
    pub(crate) people: Vec<Person>,
}

impl Village {
    pub(crate) fn new(frame: &Frame, seed: u64) -> Self {
        let mut dice = Dice::new(seed, 0);
        let read = |name: &str| word(name).parse::<WeeklyHours>().unwrap_or_default();
        let mut stretches = read("hours-term").stretches(SchoolPeriod::Term);
        stretches.extend(read("hours-holiday").stretches(SchoolPeriod::Holiday));
        let mut member = |name: &str, role| Staff {
            id: dice.id(frame.millis),
            name: name.to_owned(),
            role,
            phone: dice.phone(),
            active: true,
            checked_on: None,
        };
        let mut staff = vec![member(word("director"), Role::Director)];
        staff.extend(
            list("helpers")
                .iter()
                .map(|name| member(name, Role::Helper)),
        );
        let (households, people) = people(frame, seed);
        let mut village = Self {
            home: Home {
                id: dice.id(frame.millis),
                name: word("home").to_owned(),
                village: word("village").to_owned(),
                township: word("township").to_owned(),
                county: word("county").to_owned(),
                assembly_point: word("assembly").to_owned(),
                ask_after_minutes: ASK_AFTER_MINUTES,
            },
            staff,
            stretches,
            closed: closed(frame),
            extra: extra(frame),
            terms: terms(frame),
            households,
            people,
        };
        village.tell_who_stopped(frame);
        village
    }

    /// Sets the day from which each child of the story did not come any more.
    fn tell_who_stopped(&mut self, frame: &Frame) {
        let calendar = self.calendar();
        for person in &mut self.people {
            let Some((days, missed)) = person.story.map(Story::gone_for) else {
                continue;
            };
            let latest = frame.ago(days);
            let before = std::iter::successors(frame.today.pred_opt(), NaiveDate::pred_opt);
            let agreed = before.filter(|day| calendar.expected(&person.file, *day));
            person.habit.fell_away = agreed
                .enumerate()
                .take(365)
                .find(|(nth, day)| nth + 1 >= missed && *day <= latest)
                .map(|(_, day)| day);
        }
    }

    pub(crate) fn calendar(&self) -> Calendar {
        Calendar::new(
            &self.stretches,
            self.closed.clone(),
            self.extra.clone(),
            self.terms.clone(),
        )
    }

    pub(crate) fn director(&self) -> Option<StaffId> {
        self.staff.first().map(|one| one.id)
    }

    /// Whether the home is open on a Sunday, and nearly every child comes.
    pub(crate) fn is_family_day(&self, day: NaiveDate) -> bool {
        self.extra.iter().any(|one| one.day == day)
    }

    /// The member of staff who opens and closes on a day, in turn.
    pub(crate) fn on_duty(&self, day: NaiveDate) -> Option<StaffId> {
        let turn = day.num_days_from_ce().unsigned_abs() as usize;
        // The last helper was away for most of the year.
        let two = self.staff.len().saturating_sub(1).max(1);
        self.staff.get(turn % two).map(|one| one.id)
    }
}

/// Closed days for a power cut, painting and a future training; never today or yesterday.
fn closed(frame: &Frame) -> Vec<ClosedDay> {
    let day = |days, place: usize| ClosedDay {
        day: frame.ago(days),
        reason: list("closed")
            .get(place)
            .copied()
            .unwrap_or_default()
            .to_owned(),
    };
    vec![day(160, 0), day(82, 1), day(81, 1), day(80, 1), day(-12, 2)]
}

/// Two extra open Sundays, eight weeks ago and in two weeks.
fn extra(frame: &Frame) -> Vec<ExtraDay> {
    let since_sunday = i64::from(frame.today.weekday().num_days_from_sunday());
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let day = |weeks: i64| ExtraDay {
        day: frame.ago(since_sunday + 7 * weeks),
        opens: time(9),
        closes: time(11),
        reason: word("extra").to_owned(),
    };
    vec![day(8), day(-2)]
}

/// The usual terms and holidays of last year, this year and next year.
fn terms(frame: &Frame) -> Vec<Term> {
    let [winter, spring, summer, autumn] =
        std::array::from_fn(|place| list("terms").get(place).copied().unwrap_or_default());
    let mut terms = Vec::new();
    for year in frame.today.year() - 1..=frame.today.year() + 1 {
        let mut add = |from: (u32, u32), to: (i32, u32, u32), name: &str, kind| {
            let from = NaiveDate::from_ymd_opt(year, from.0, from.1);
            let to = NaiveDate::from_ymd_opt(year + to.0, to.1, to.2);
            if let Some((from_day, to_day)) = from.zip(to) {
                terms.push(Term {
                    from_day,
                    to_day,
                    name: name.to_owned(),
                    kind,
                });
            }
        };
        add((1, 21), (0, 2, 24), winter, TermKind::Holiday);
        add((2, 25), (0, 6, 30), spring, TermKind::Term);
        add((7, 1), (0, 8, 31), summer, TermKind::Holiday);
        add((9, 1), (1, 1, 20), autumn, TermKind::Term);
    }
    terms
}
